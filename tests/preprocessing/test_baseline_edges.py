"""What no spectrum should be like, for every method of the table: a finite result or a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pytest

from ramangan_gui.core.errors import RamanGanError, SpectraError
from ramangan_gui.core.params import Value
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS

CORRECTING = [name for name in BASELINE_METHODS if name != "none"]

N_POINTS = 200

Shape = Callable[[int], np.ndarray]


def usual(n: int) -> np.ndarray:
    place = np.arange(n)
    return 130.0 - 30.0 * place / n + 50.0 * np.exp(-(((place - n / 2) / 3.0) ** 2))


#: Intensities that measurements, detectors and other programs give at times.
SHAPES: Mapping[str, Shape] = {
    "usual": usual,
    "constant": lambda n: np.full(n, 7.0),
    "zero": np.zeros,
    "negative": lambda n: -usual(n),
    "saturated": lambda n: np.minimum(usual(n), 120.0),
    "tiny": lambda n: 1e-30 * usual(n),
    "huge": lambda n: 1e30 * usual(n),
    "on a high offset": lambda n: 1e6 + usual(n),
    "straight": lambda n: np.linspace(0.0, 1.0, n),
    "a step": lambda n: np.where(np.arange(n) < n // 2, 0.0, 1e6),
    "a spike": lambda n: 1.0 + 1e6 * (np.arange(n) == n // 2),
    "noise about zero": lambda n: np.random.default_rng(0).normal(0.0, 1.0, n),
}


def uneven_axis(n: int) -> np.ndarray:
    return 400.0 + np.cumsum(0.1 + np.random.default_rng(1).random(n))


def set_of(*shapes: str, n: int = N_POINTS) -> Spectra:
    rows = np.array([SHAPES[shape](n) for shape in shapes], np.float32)
    return Spectra.from_arrays(uneven_axis(n), rows, label="A", name=list(shapes))


def at_the_bounds() -> Iterator[tuple[str, dict[str, Value]]]:
    """Every method with one of its parameters as small or as large as can be entered."""
    for name in CORRECTING:
        for spec in BASELINE_METHODS[name].specs():
            if spec.bounds is not None and spec.kind in (int, float):
                for bound in spec.bounds:
                    yield name, {spec.name: spec.kind(bound)}


def is_finite_or_told(
    name: str, parameters: Mapping[str, Value], spectra: Spectra, words: str
) -> bool:
    """Whether the baseline is finite, or refused in such words and with what to do."""
    try:
        baseline, settled = BASELINE_METHODS[name](**parameters).estimate(spectra)
    except RamanGanError as error:
        return words in str(error) and bool(error.remedy)
    return settled.shape == (len(spectra),) and bool(np.isfinite(baseline).all())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", CORRECTING)
def test_that_the_defaults_give_a_finite_baseline(name: str, shape: str) -> None:
    spectra = set_of(shape)
    before = spectra.intensities.copy()
    baseline, _ = BASELINE_METHODS[name]().estimate(spectra)
    assert baseline.shape == before.shape
    assert np.isfinite(baseline).all()
    np.testing.assert_array_equal(spectra.intensities, before)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "parameters"), list(at_the_bounds()), ids=str)
def test_that_extreme_settings_give_a_finite_baseline_or_a_sentence(
    name: str, parameters: dict[str, Value]
) -> None:
    for shape in ("usual", "negative", "a step", "noise about zero"):
        assert is_finite_or_told(name, parameters, set_of(shape), shape), shape


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("n", [2, 3, 4, 5])
@pytest.mark.parametrize("name", CORRECTING)
def test_that_very_short_spectra_give_a_finite_baseline_or_a_sentence(name: str, n: int) -> None:
    for shape in ("usual", "zero", "straight"):
        assert is_finite_or_told(name, {}, set_of(shape, n=n), "points"), shape


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", CORRECTING)
def test_that_what_is_no_number_is_refused_by_the_name_of_its_spectrum(
    name: str, value: float
) -> None:
    spectra = set_of("usual", "constant")
    rows = spectra.intensities.copy()
    rows[1, 7] = value
    with pytest.raises(SpectraError, match="constant"):
        BASELINE_METHODS[name]().estimate(spectra.with_intensities(rows))


@pytest.mark.parametrize("name", CORRECTING)
def test_that_odd_spectra_change_nothing_for_those_beside_them(name: str) -> None:
    method = BASELINE_METHODS[name]()
    alone, _ = method.estimate(set_of("usual"))
    among, _ = method.estimate(set_of(*SHAPES))
    np.testing.assert_allclose(among[0], alone[0], rtol=1e-9)
