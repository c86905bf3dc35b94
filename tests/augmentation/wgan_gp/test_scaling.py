import numpy as np
import pytest

from ramangan_gui.augmentation.wgan_gp.scaling import Scaling, reflection_index


@pytest.mark.parametrize("magnitude", [1e-6, 1.0, 1e6])
def test_inverse_undoes_forward(magnitude):
    values = magnitude * np.random.default_rng(0).normal(5.0, 1.0, (9, 50))
    scaling = Scaling.between(values.mean(0), values)
    back = scaling.inverse(scaling.forward(values))
    np.testing.assert_allclose(back, values, rtol=1e-12)


def test_points_without_variation_are_scaled_finitely():
    values = np.random.default_rng(0).normal(size=(9, 50))
    values[:, 10:40] = 3.0
    scaling = Scaling.between(values.mean(0), values)
    assert (scaling.scale > 0).all()
    assert np.isfinite(scaling.forward(values)).all()
    np.testing.assert_allclose(scaling.inverse(scaling.forward(values)), values, atol=1e-12)


def test_scale_lies_between_local_and_overall_spread():
    rng = np.random.default_rng(0)
    values = rng.normal(size=(4000, 60)) * np.r_[np.full(30, 0.25), np.full(30, 4.0)]
    scale = Scaling.between(values.mean(0), values).scale
    overall = np.sqrt(np.mean(values.var(0)))
    np.testing.assert_allclose(scale[10], np.sqrt(0.25 * overall), rtol=0.05)
    np.testing.assert_allclose(scale[50], np.sqrt(4.0 * overall), rtol=0.05)


@pytest.mark.parametrize(("n_points", "length"), [(5, 5), (16, 64), (17, 64), (1015, 1024)])
def test_cropping_undoes_padding(n_points, length):
    index = reflection_index(n_points, length).numpy()
    begin = (length - n_points) // 2
    assert len(index) == length
    np.testing.assert_array_equal(index[begin : begin + n_points], np.arange(n_points))
    assert set(index) <= set(range(n_points))
    assert (np.abs(np.diff(index)) <= 1).all()
