"""Baselines against slow twins, known truth, and the traps of the library underneath."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS, NoBaseline, warm
from ramangan_gui.preprocessing.baseline_method import uneven
from ramangan_gui.preprocessing.clipping import ModPoly, RollingBall, Snip
from ramangan_gui.preprocessing.penalised import LAM_SPACING, AirPLS, AsLS
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw

CORRECTING = [name for name in BASELINE_METHODS if name != "none"]


def random_spectrum(seed: int, n_points: int = 120) -> np.ndarray:
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 1, n_points)
    values = 200 * rng.random() + 900 * np.exp(-(((x - rng.random()) / 0.4) ** 2))
    for _ in range(4):
        values += 700 * rng.random() * np.exp(-(((x - rng.random()) / 0.015) ** 2))
    return (values + rng.normal(0, 6, n_points)).astype(np.float32)


def test_that_only_rows_of_one_value_are_even() -> None:
    rows = np.array([[1, 1, 1, 1], [1, 2, 1, 1], [1, 1, 1, 2], [0, 0, 0, 0], [-1, -1, -2, -1.0]])
    assert uneven(rows).tolist() == [1, 2, 4]
    assert uneven(rows[:, :1]).size == 0
    assert uneven(rows[:0]).size == 0


def one(values: np.ndarray, spacing: float = 1.4) -> Spectra:
    return Spectra.from_arrays(400 + spacing * np.arange(values.size), values)


def dense_whittaker(
    y: np.ndarray, w: np.ndarray, lam: float, order: int
) -> tuple[np.ndarray, float]:
    """Minimise sum w (y - z)² + λ |Δᵈ z|² with full matrices; the condition number beside it."""
    d = np.diff(np.eye(y.size), order, axis=0)
    system = np.diag(w) + lam * d.T @ d
    return np.linalg.solve(system, w * y), np.linalg.cond(system)


def slow_airpls(
    y: np.ndarray, lam: float, order: int, max_iter: int, tol: float
) -> tuple[np.ndarray, bool, float]:
    """airPLS as its authors describe it, one dense solve a pass; the worst condition beside it."""
    w, worst = np.ones(y.size), 0.0
    for t in range(1, max_iter + 1):
        z, condition = dense_whittaker(y, w, lam, order)
        worst = max(worst, condition)
        below = np.minimum(y - z, 0.0)
        size = abs(below.sum())
        settled = bool(size < tol * np.abs(y).sum())
        if settled or np.count_nonzero(below) < 2:
            break
        w = np.where(below < 0, np.exp(t * np.abs(below) / size), 0.0)
    return z, settled, worst


@given(
    seed=st.integers(0, 10_000),
    order=st.integers(1, 3),
    log_lam=st.floats(1, 7),
    max_iter=st.integers(1, 12),
)
@settings(max_examples=60, deadline=None)
def test_that_airpls_agrees_with_its_dense_twin(
    seed: int, order: int, log_lam: float, max_iter: int
) -> None:
    spectra = one(random_spectrum(seed))
    method = AirPLS(lam=10**log_lam, diff_order=order, max_iter=max_iter)
    baseline, converged = method.estimate(spectra)
    expected, settled, condition = slow_airpls(
        spectra.intensities[0].astype(float), method.lam, order, max_iter, method.tol
    )
    assume(condition < 1e9)  # beyond that two correct solvers differ by more than is asked here
    assert np.abs(baseline[0] - expected).max() <= 1e-6 * np.abs(expected).max()
    assert converged[0] == settled


@pytest.mark.parametrize("seed", range(5))
def test_that_asymmetric_least_squares_agrees_with_its_dense_twin(seed: int) -> None:
    spectra = one(random_spectrum(seed))
    y, method = spectra.intensities[0].astype(float), AsLS(lam=1e4, p=0.02, max_iter=4)
    w = np.ones(y.size)
    for _ in range(4):
        z, _ = dense_whittaker(y, w, 1e4, 2)
        w = np.where(y > z, 0.02, 0.98)
    assert np.abs(method.baseline(spectra)[0] - z).max() <= 1e-6 * np.abs(z).max()


@pytest.mark.parametrize("seed", range(5))
def test_that_snip_agrees_with_its_plain_loop(seed: int) -> None:
    spectra = one(random_spectrum(seed))
    z = np.pad(spectra.intensities[0].astype(float), 12, mode="edge")
    for half in range(12, 0, -1):
        old = z.copy()
        for i in range(half, z.size - half):
            z[i] = min(old[i], (old[i - half] + old[i + half]) / 2)
    found = Snip(half_window=12, smooth_half_window=0).baseline(spectra)[0]
    assert np.abs(found - z[12:-12]).max() <= 1e-9 * z.max()


@pytest.mark.parametrize("seed", range(5))
def test_that_the_rolling_ball_agrees_with_its_plain_loop(seed: int) -> None:
    spectra = one(random_spectrum(seed))
    y, h = spectra.intensities[0].astype(float), 7
    around = [slice(max(i - h, 0), i + h + 1) for i in range(y.size)]
    low = np.array([y[a].min() for a in around])
    rolled = np.array([low[a].max() for a in around])
    found = RollingBall(half_window=h, smooth_half_window=0).baseline(spectra)[0]
    assert np.abs(found - rolled).max() <= 1e-9 * y.max()


@pytest.mark.parametrize("seed", range(5))
def test_that_the_modified_polynomial_agrees_with_repeated_polyfit(seed: int) -> None:
    spectra = one(random_spectrum(seed))
    x, y = np.linspace(-1, 1, spectra.n_points), spectra.intensities[0].astype(float)
    z = np.polyval(np.polyfit(x, y, 4), x)
    for _ in range(6):
        y = np.minimum(y, z)
        z = np.polyval(np.polyfit(x, y, 4), x)
    with np.errstate(all="ignore"):
        found = ModPoly(poly_order=4, max_iter=6, tol=1e-4).estimate(spectra)
    assert not found[1][0]
    assert np.abs(found[0][0] - z).max() <= 1e-8 * np.abs(z).max()


@pytest.mark.parametrize("name", CORRECTING)
def test_that_the_defaults_find_known_fluorescence(name: str) -> None:
    axis = np.linspace(400, 1800, 1000)
    assert np.diff(axis)[0] == pytest.approx(LAM_SPACING, rel=0.01)
    for number, substance in enumerate(SUBSTANCES):
        drawn = draw(substance, 4, axis, [5, number])
        spectra = Spectra.from_arrays(axis, drawn.counts)
        error = BASELINE_METHODS[name]().baseline(spectra) - drawn.background
        noise = drawn.noise.std()
        bands = drawn.signal.max()
        assert np.sqrt((error**2).mean()) < 1.6 * noise
        # Under the bands nothing of their height may be lost.
        assert np.abs(error.mean(axis=0)).max() < 0.12 * bands


@pytest.mark.parametrize("name", CORRECTING)
def test_that_a_constant_spectrum_is_its_own_baseline(name: str) -> None:
    spectra = one(np.full(200, 0.1))
    baseline, converged = BASELINE_METHODS[name]().estimate(spectra)
    assert np.array_equal(baseline, spectra.intensities.astype(float))
    assert converged.all()
    assert not BASELINE_METHODS[name]().apply(spectra).intensities.any()


@pytest.mark.parametrize("name", ["airpls", "arpls", "asls", "iarpls", "psalsa", "modpoly"])
def test_that_a_straight_line_leaves_exactly_nothing(name: str) -> None:
    corrected = BASELINE_METHODS[name]().apply(one(np.linspace(3, 900, 200)))
    assert not corrected.intensities.any()


@pytest.mark.parametrize("name", [n for n in CORRECTING if hasattr(BASELINE_METHODS[n], "lam")])
def test_that_two_points_are_too_few_for_a_penalty(name: str) -> None:
    with pytest.raises(SpectraError, match=r"2 points are too short .* at least 3"):
        BASELINE_METHODS[name]().apply(one(np.array([1.0, 5.0])))


def test_that_whole_numbers_do_not_make_a_rounded_baseline() -> None:
    counts = np.rint(random_spectrum(3))
    baseline = AirPLS().baseline(one(counts))
    assert baseline.dtype == np.float64
    assert np.abs(baseline - np.rint(baseline)).max() > 0.01


def test_that_a_baseline_that_did_not_settle_is_told_for_each_spectrum() -> None:
    quiet = np.full(120, 5.0)
    spectra = Spectra.from_arrays(np.arange(120.0), [random_spectrum(1), quiet])
    _, converged = AirPLS(max_iter=1).estimate(spectra)
    assert converged.tolist() == [False, True]
    assert AirPLS().estimate(spectra)[1].all()


@pytest.mark.parametrize(
    ("name", "value"), [("tol", 1e-5), ("tol", 0.0), ("lam", 1e12), ("lam", "nan"), ("lam", 0)]
)
def test_that_values_known_to_give_garbage_are_refused(name: str, value: object) -> None:
    with pytest.raises(ParameterError, match=rf"baseline\.{name}"):
        AirPLS().with_value(name, value)


def test_that_stiffness_acts_per_point_as_its_tooltip_says() -> None:
    """Half the spacing needs 2⁴ times the stiffness for the same curve."""
    x = np.linspace(0, 1, 401)
    curve = 500 * np.exp(-(((x - 0.4) / 0.3) ** 2)) + 300 * np.exp(-(((x - 0.6) / 0.01) ** 2))
    coarse = AirPLS(lam=1e4).baseline(one(curve[::2], 2.0))[0]
    fine = AirPLS(lam=16e4).baseline(one(curve, 1.0))[0]
    wrong = AirPLS(lam=1e4).baseline(one(curve, 1.0))[0]
    assert np.abs(fine[::2] - coarse).max() < 0.25 * np.abs(wrong[::2] - coarse).max()


def test_that_the_result_is_the_spectrum_less_its_baseline() -> None:
    spectra = one(random_spectrum(2))
    left = spectra.intensities - AirPLS().baseline(spectra)
    assert np.array_equal(AirPLS().apply(spectra).intensities, left.astype(np.float32))
    assert np.array_equal(NoBaseline().apply(spectra).intensities, spectra.intensities)


def test_that_warming_up_imports_the_library_and_nothing_did_before() -> None:
    code = (
        "import sys; import ramangan_gui.preprocessing.recipe, ramangan_gui.simulation.samples\n"
        "heavy = {'scipy', 'pybaselines', 'torch', 'sklearn', 'h5py'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from ramangan_gui.preprocessing.baseline import warm\n"
        "warm(); assert 'pybaselines' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    warm()
