import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.axis import Axis, resample


def spectra_on(axis: np.ndarray, n: int = 3, seed: int = 0) -> Spectra:
    values = np.random.default_rng(seed).normal(500, 90, (n, axis.size))
    return Spectra.from_arrays(axis, values, "A")


def slow_linear(x: np.ndarray, y: np.ndarray, t: float) -> float:
    for i in range(x.size - 1):
        if x[i] <= t <= x[i + 1]:
            share = (t - x[i]) / (x[i + 1] - x[i])
            return float(y[i] + share * (y[i + 1] - y[i]))
    raise AssertionError(t)


@given(seed=st.integers(0, 1000), start=st.floats(300, 2000), width=st.floats(1, 1500))
@settings(max_examples=60, deadline=None)
def test_that_cropping_keeps_the_measured_points_to_the_last_bit(
    seed: int, start: float, width: float
) -> None:
    axis = 400 + np.cumsum(np.random.default_rng(seed).uniform(0.5, 3, 500))
    spectra = spectra_on(axis, seed=seed)
    inside = (axis >= start) & (axis <= start + width)
    step = Axis(start=start, stop=start + width)
    if inside.sum() < 2:
        with pytest.raises(SpectraError, match="Fewer than two points"):
            step.apply(spectra)
        return
    cropped = step.apply(spectra)
    assert np.array_equal(cropped.raman_shift, axis[inside])
    assert np.array_equal(cropped.intensities, spectra.intensities[:, inside])


def test_that_without_limits_nothing_is_copied_or_changed() -> None:
    spectra = spectra_on(np.linspace(400, 1800, 50))
    assert Axis().apply(spectra) is spectra


def test_that_limits_are_part_of_the_range() -> None:
    spectra = spectra_on(np.arange(400.0, 411.0))
    assert Axis(start=402, stop=405).apply(spectra).raman_shift.tolist() == [402, 403, 404, 405]


def test_that_gaps_outside_the_range_do_not_matter() -> None:
    axis = np.linspace(400, 1800, 50)
    values = np.ones((1, 50))
    values[0, :5] = np.nan
    spectra = Spectra.from_arrays(axis, values)
    assert Axis(start=axis[5]).apply(spectra).n_points == 45
    with pytest.raises(SpectraError, match="5 of 50 points"):
        Axis().apply(spectra)


def test_that_a_range_wider_than_measured_is_not_filled_up() -> None:
    spectra = spectra_on(np.linspace(400, 1800, 701))
    wide = Axis(start=100, stop=4000, spacing=2).apply(spectra)
    assert (wide.raman_shift[0], wide.raman_shift[-1]) == (400, 1800)
    assert Axis(start=100, stop=4000).apply(spectra) is spectra


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"spacing": 2.0}, np.arange(400.0, 1801.0, 2.0)),
        ({"spacing": 3.0, "start": 500.5, "stop": 600}, np.arange(500.5, 600.1, 3.0)),
        ({"n_points": 11, "stop": 500}, np.linspace(400, 500, 11)),
        ({"spacing": 0.1, "stop": 401}, np.linspace(400, 401, 11)),
    ],
)
def test_that_the_grid_is_what_was_asked_for(values: dict, expected: np.ndarray) -> None:
    grid = Axis(**values).grid(np.linspace(400, 1800, 333))
    assert grid is not None
    assert grid == pytest.approx(expected, abs=1e-9)


def test_that_measured_points_are_kept_unless_others_are_asked_for() -> None:
    assert Axis(start=500).grid(np.linspace(400, 1800, 333)) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"start": 900, "stop": 900}, "must begin"),
        ({"start": 1800, "stop": 400}, "must begin"),
        ({"spacing": 1.0, "n_points": 100}, "exclude each other"),
        ({"spacing": 0.0}, "axis.spacing"),
        ({"n_points": 1}, "axis.n_points"),
        ({"interpolation": "cubic"}, "linear, pchip"),
    ],
)
def test_that_impossible_choices_are_refused(values: dict, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        Axis(**values)


@pytest.mark.parametrize("step", [Axis(start=1900), Axis(stop=300, n_points=9), Axis(spacing=90)])
def test_that_a_range_without_points_is_refused(step: Axis) -> None:
    spectra = spectra_on(np.linspace(400, 450, 20))
    with pytest.raises(SpectraError, match="Fewer than two points"):
        step.apply(spectra)


@given(seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_that_linear_interpolation_agrees_with_its_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = 400 + np.cumsum(rng.uniform(0.5, 3, 30))
    y = rng.normal(100, 30, (2, 30))
    target = np.sort(rng.uniform(x[0], x[-1], 20))
    found = resample(x, y, target, "linear")
    expected = [[slow_linear(x, row, t) for t in target] for row in y]
    assert found.dtype == np.float64
    assert np.allclose(found, expected, rtol=1e-12)


@pytest.mark.parametrize("kind", ["linear", "pchip"])
def test_that_measured_points_are_hit_exactly(kind: str) -> None:
    rng = np.random.default_rng(1)
    x = 400 + np.cumsum(rng.uniform(0.5, 3, 80))
    y = rng.normal(100, 30, (3, 80)).astype(np.float32)
    assert np.array_equal(resample(x, y, x, kind), y.astype(np.float64))
    assert np.array_equal(resample(x, y, x[10:40], kind), y[:, 10:40].astype(np.float64))


@given(seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_that_pchip_never_overshoots(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = 400 + np.cumsum(rng.uniform(0.5, 3, 30))
    y = rng.normal(100, 30, (1, 30))
    target = np.sort(rng.uniform(x[0], x[-1], 300))
    found = resample(x, y, target, "pchip")[0]
    left = np.searchsorted(x, target, "right") - 1
    low = np.minimum(y[0, left], y[0, left + 1])
    high = np.maximum(y[0, left], y[0, left + 1])
    assert ((found >= low - 1e-9) & (found <= high + 1e-9)).all()


def test_that_pchip_keeps_a_band_better_than_straight_lines() -> None:
    x, fine = np.arange(900.0, 1100, 2.0), np.arange(900.0, 1098, 1.0)

    def band(at: np.ndarray) -> np.ndarray:
        return 1000 / (1 + ((at - 1000.3) / 4) ** 2)

    error = {
        kind: np.square(resample(x, band(x)[None], fine, kind)[0] - band(fine)).mean()
        for kind in ("linear", "pchip")
    }
    assert error["pchip"] < 0.5 * error["linear"]


@pytest.mark.parametrize("kind", ["linear", "pchip"])
@pytest.mark.parametrize("target", [[399.0, 410.0], [410.0, 421.0]])
def test_that_nothing_is_made_up_beyond_the_ends(kind: str, target: list[float]) -> None:
    x = np.arange(400.0, 421.0)[:-1]
    with pytest.raises(SpectraError, match=r"reach from 400 to 419"):
        resample(x, np.ones((1, 20)), target, kind)


def test_that_rounding_at_the_ends_is_forgiven() -> None:
    x = np.arange(400.0, 420.0)
    found = resample(x, x[None], [400 - 1e-9, 419 + 1e-9], "linear")
    assert found.tolist() == [[400.0, 419.0]]


@pytest.mark.parametrize("kind", ["linear", "pchip"])
def test_that_a_gap_spreads_to_its_neighbours_and_no_further(kind: str) -> None:
    x = np.arange(0.0, 20.0)
    y = np.stack([x**2, x**2])
    y[1, 7] = np.nan
    target = np.arange(0.5, 19, 1.0)
    found = resample(x, y, target, kind)
    assert target[np.isnan(found[1])].tolist() == [6.5, 7.5]
    assert not np.isnan(found[0]).any()
    whole = resample(x, y, x, kind)
    assert np.flatnonzero(np.isnan(whole[1])).tolist() == [7]


def test_that_an_unknown_interpolation_is_named() -> None:
    with pytest.raises(ParameterError, match="'cubic'"):
        resample([0, 1], [[1, 2]], [0.5], "cubic")
