import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.smoothing import NoSmoothing, SavitzkyGolay, Whittaker


@pytest.mark.parametrize(("half_window", "order"), [(2, 2), (4, 2), (7, 3), (3, 6)])
def test_that_savitzky_golay_agrees_with_a_polynomial_fit_in_each_window(
    half_window: int, order: int
) -> None:
    y = np.random.default_rng(0).normal(100, 20, 60).astype(np.float32)
    spectra = Spectra.from_arrays(np.arange(60.0), y)
    found = SavitzkyGolay(half_window=half_window, poly_order=order).apply(spectra).intensities[0]
    for i in range(60):
        centre = min(max(i, half_window), 59 - half_window)
        x = np.arange(centre - half_window, centre + half_window + 1)
        fit = np.polynomial.Polynomial.fit(x, y[x].astype(float), order)
        assert found[i] == pytest.approx(fit(i), rel=1e-5)


def test_that_a_window_wider_than_the_spectrum_is_refused() -> None:
    with pytest.raises(SpectraError, match="9 points is wider than the spectra, which have 8"):
        SavitzkyGolay().apply(Spectra.from_arrays(np.arange(8.0), np.ones(8)))


def test_that_a_polynomial_needs_more_points_than_its_order() -> None:
    with pytest.raises(ParameterError, match=r"3 points .* order 3"):
        SavitzkyGolay(half_window=1, poly_order=3)


def test_that_no_smoothing_changes_nothing() -> None:
    spectra = Spectra.from_arrays(np.arange(8.0), np.random.default_rng(0).random(8))
    assert np.array_equal(NoSmoothing().apply(spectra).intensities, spectra.intensities)


@pytest.mark.parametrize("lam", [0.1, 10.0, 1e5])
def test_that_the_whittaker_smoother_agrees_with_full_matrices(lam):
    rng = np.random.default_rng(4)
    spectra = Spectra.from_arrays(np.arange(90.0), rng.normal(100, 9, (3, 90)))
    d = np.diff(np.eye(90), 2, axis=0)
    expected = np.linalg.solve(np.eye(90) + lam * d.T @ d, spectra.intensities.T.astype(float)).T
    found = Whittaker(lam=lam).apply(spectra).intensities
    np.testing.assert_allclose(found, expected, rtol=1e-6)
