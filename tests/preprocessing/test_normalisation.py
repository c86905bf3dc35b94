import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.normalisation import NORMALISATION_METHODS

AXIS = np.array([400.0, 401.0, 403.0, 404.5, 410.0, 411.0])
SCALING = [name for name in NORMALISATION_METHODS if name != "none"]


def normalised(name: str, values: np.ndarray, axis: np.ndarray = AXIS) -> np.ndarray:
    spectra = Spectra.from_arrays(axis, values, "A", name=[f"s{i}" for i in range(len(values))])
    return NORMALISATION_METHODS[name]().apply(spectra).intensities.astype(float)


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(0).normal(30, 50, (7, 6)).astype(np.float32)


def test_that_vector_normalisation_gives_unit_length(values: np.ndarray) -> None:
    assert (normalised("vector", values) ** 2).sum(axis=1) == pytest.approx(1, rel=1e-6)


def test_that_area_normalisation_gives_unit_area_on_an_uneven_axis(values: np.ndarray) -> None:
    result = np.abs(normalised("area", values))
    for row in result:
        area = sum((row[i] + row[i + 1]) / 2 * (AXIS[i + 1] - AXIS[i]) for i in range(5))
        assert area == pytest.approx(1, rel=1e-6)


def test_that_min_max_runs_from_zero_to_one(values: np.ndarray) -> None:
    result = normalised("minmax", values)
    assert (result.min(axis=1) == 0).all()
    assert (result.max(axis=1) == 1).all()


def test_that_snv_gives_mean_zero_and_unit_deviation(values: np.ndarray) -> None:
    result = normalised("snv", values)
    assert result.mean(axis=1) == pytest.approx(0, abs=1e-6)
    assert result.std(axis=1, ddof=1) == pytest.approx(1, rel=1e-6)


def test_that_maximum_normalisation_makes_the_highest_point_one(values: np.ndarray) -> None:
    assert (normalised("maximum", values).max(axis=1) == 1).all()


@pytest.mark.parametrize("name", SCALING)
def test_that_the_scale_of_the_measurement_falls_out(name: str, values: np.ndarray) -> None:
    assert normalised(name, values * 1000) == pytest.approx(normalised(name, values), rel=1e-5)


@pytest.mark.parametrize("name", ["vector", "area", "maximum"])
def test_that_shape_and_sign_are_kept(name: str, values: np.ndarray) -> None:
    result = normalised(name, values)
    assert (np.sign(result) == np.sign(values)).all()
    assert result / result[:, :1] == pytest.approx(values / values[:, :1], rel=1e-5)


@pytest.mark.parametrize("name", SCALING)
def test_that_an_empty_spectrum_is_refused_by_its_name(name: str, values: np.ndarray) -> None:
    values[[2, 4]] = 0
    with pytest.raises(SpectraError, match=r"Spectrum s2 of A .* holds for 1 more"):
        normalised(name, values)


@pytest.mark.parametrize("name", ["snv", "minmax"])
def test_that_a_constant_is_refused_even_where_its_mean_is_rounded(name: str) -> None:
    with pytest.raises(SpectraError, match="is the same everywhere"):
        normalised(name, np.full((1, 1000), 0.1), np.arange(1000.0))


def test_that_a_spectrum_below_zero_has_no_maximum_to_divide_by() -> None:
    with pytest.raises(SpectraError, match="no positive intensity"):
        normalised("maximum", -np.ones((1, 6)))


def test_that_each_method_says_what_the_numbers_are_afterwards() -> None:
    titles = [method.quantity for method in NORMALISATION_METHODS.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
