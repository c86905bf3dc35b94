import numpy as np
import pytest

from ramangan_gui.augmentation.near_levels import NearLevels


def dependent(n=120, seed=0):
    """Levels that the first of two places tells, almost."""
    rng = np.random.default_rng(seed)
    places = rng.normal(size=(n, 2))
    return places, np.exp(0.3 * np.sin(2.0 * places[:, 0]) + 0.03 * rng.normal(size=n))


def test_that_a_level_is_that_of_one_of_the_nearest_where_places_tell_it():
    rng = np.random.default_rng(0)
    known = NearLevels(*dependent())
    assert 3 <= known.count <= 12
    wanted = rng.normal(size=(200, 2))
    for place, level in zip(wanted, known.draw(wanted, rng), strict=True):
        nearest = np.argsort(np.linalg.norm(known.places - place, axis=1))[: known.count]
        assert level in known.levels[nearest]


def test_that_a_level_which_depends_on_the_place_stays_where_it_was():
    rng = np.random.default_rng(1)
    places = rng.normal(size=(300, 1))
    levels = np.where(np.abs(places[:, 0]) > 1.0, 0.3, 1.0)
    wanted = np.array([[0.0], [2.0], [-2.0]] * 50)
    drawn = NearLevels(places, levels).draw(wanted, rng)
    np.testing.assert_array_equal(drawn, np.where(np.abs(wanted[:, 0]) > 1.0, 0.3, 1.0))


def test_that_levels_which_no_place_tells_mostly_come_from_far():
    counts = []
    for seed in range(20):
        rng = np.random.default_rng([2, seed])
        known = NearLevels(rng.normal(size=(200, 3)), np.exp(0.3 * rng.normal(size=200)))
        counts.append(known.count)
    assert np.mean(np.array(counts) >= 20) >= 0.85


def test_that_every_level_takes_its_turn_where_places_do_not_matter():
    rng = np.random.default_rng(3)
    levels = np.tile([0.5, 1.0, 2.0, 3.0], 10)
    known = NearLevels(np.repeat(np.arange(10.0), 4)[:, None], levels)
    assert known.count == 40
    np.testing.assert_array_equal(np.sort(known.draw(np.zeros((40, 1)), rng)), np.sort(levels))


def test_that_a_group_is_as_noisy_as_the_training_spectra():
    rng = np.random.default_rng(4)
    known = NearLevels(*dependent(400))
    means = [np.log(known.draw(known.places, rng)).mean() for _ in range(20)]
    wanted = np.log(known.levels)
    assert np.mean(means) == pytest.approx(wanted.mean(), abs=0.02)
    # Independent draws of the whole set would differ by so much from group to group.
    assert np.std(means) < 0.2 * wanted.std() / np.sqrt(400)


def test_that_neighbourhoods_of_many_spectra_are_found_without_comparing_all():
    places, levels = dependent(6000, seed=5)
    assert NearLevels(places, levels).count < 200


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_that_a_few_spectra_do(n):
    levels = np.linspace(1.0, 2.0, n)
    drawn = NearLevels(np.zeros((n, 1)), levels).draw(np.zeros((9, 1)), np.random.default_rng(0))
    assert set(drawn.tolist()) <= set(levels.tolist())


def test_that_nothing_is_drawn_for_no_place():
    places, levels = dependent(30)
    known = NearLevels(places, levels)
    assert known.draw(np.empty((0, 2)), np.random.default_rng(0)).shape == (0,)
