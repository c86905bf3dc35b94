import numpy as np

from ramangan_gui.augmentation.near_levels import NearLevels


def test_a_level_is_that_of_one_of_the_three_nearest():
    rng = np.random.default_rng(0)
    places, levels = rng.normal(size=(40, 3)), rng.uniform(0.5, 2.0, 40)
    wanted = rng.normal(size=(200, 3))
    drawn = NearLevels(places, levels).draw(wanted, rng)
    for place, level in zip(wanted, drawn, strict=True):
        nearest = np.argsort(np.linalg.norm(places - place, axis=1))[:3]
        assert level in levels[nearest]


def test_a_level_that_depends_on_the_place_stays_where_it_was():
    rng = np.random.default_rng(1)
    places = rng.normal(size=(300, 1))
    levels = np.where(np.abs(places[:, 0]) > 1.0, 0.3, 1.0)
    wanted = np.array([[0.0], [2.0], [-2.0]] * 50)
    drawn = NearLevels(places, levels).draw(wanted, rng)
    np.testing.assert_array_equal(drawn, np.where(np.abs(wanted[:, 0]) > 1.0, 0.3, 1.0))


def test_fewer_spectra_than_choices_do():
    drawn = NearLevels(np.zeros((2, 1)), np.array([1.0, 2.0])).draw(
        np.zeros((9, 1)), np.random.default_rng(0)
    )
    assert set(drawn.tolist()) <= {1.0, 2.0}
