"""airPLS for many spectra: compiled loops, plain NumPy and the library are one method."""

import importlib.util
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing import airpls_batch
from ramangan_gui.preprocessing.penalised import AirPLS

needs_numba = pytest.mark.skipif(
    importlib.util.find_spec("numba") is None, reason="numba is not installed"
)


@pytest.fixture(scope="module")
def compiled():
    assert airpls_batch.load()
    from ramangan_gui.preprocessing import airpls_compiled

    return airpls_compiled


#: Measured spectra for which λ = 1e8 is far too stiff, so that rounding matters.
MEASURED = (
    Path(__file__).resolve().parents[2].parent
    / "shared/data/sets/charisma_twinning_785/charisma_twinning_785.npz"
)


def drawn(n: int, n_points: int, seed: int, odd: bool = True) -> np.ndarray:
    """Spectra with bands, noise and steep fluorescence, spikes or offsets; a few are odd."""
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 1, n_points)
    place = rng.random((n, 1))
    values = 100 + 2000 * rng.random((n, 1)) * np.exp(-(((x - place) / 0.5) ** 2))
    for _ in range(6):
        height, place = 3000 * rng.random((n, 1)) ** 3, rng.random((n, 1))
        values += height * np.exp(-(((x - place) / 0.012) ** 2))
    values += rng.normal(0, 1, (n, n_points)) * 30 * rng.random((n, 1))
    values[1::7, n_points // 3] += 1e5
    values[2::7] -= 3000
    if not odd:
        return values
    values[3::7] = np.minimum(values[3::7], 1000.0)
    values[4::7] = np.rint(values[4::7] / 200)
    return values


def by_library(values: np.ndarray, lam: float, order: int, max_iter: int, tol: float):
    """Baseline and number of solves of each spectrum by pybaselines' own loop."""
    from pybaselines import Baseline

    fitter = Baseline(np.arange(values.shape[1], dtype=float))
    fitter.banded_solver = 3
    baselines, solves = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row in values:
            found, details = fitter.airpls(
                row, lam=lam, diff_order=order, max_iter=max_iter - 1, tol=tol
            )
            baselines.append(found)
            history = details["tol_history"]
            gave_up = len(history) < max_iter and not (len(history) and history[-1] < tol)
            solves.append(len(history) + gave_up)
    return np.array(baselines), np.array(solves)


STIFFNESS = {1: (1.0, 1e8), 2: (1e2, 1e10), 3: (1e2, 1e8)}

SETTINGS = st.tuples(
    st.integers(0, 10_000), st.integers(1, 3), st.floats(0, 1), st.sampled_from([1e-4, 1e-3, 1e-2])
)


@needs_numba
@given(drawn_settings=SETTINGS, n=st.integers(1, 230), n_points=st.integers(8, 300))
@settings(max_examples=40, deadline=None)
def test_that_both_ways_agree_to_the_last_bit(compiled, drawn_settings, n, n_points):
    seed, order, share, tol = drawn_settings
    low, high = np.log10(STIFFNESS[order])
    lam = 10 ** (low + share * (high - low))
    values = drawn(n, n_points, seed)
    plain = airpls_batch.fit_plain(values, lam, order, 50, tol)
    fast = airpls_batch.fit_compiled(compiled, values, lam, order, 50, tol)
    assert np.array_equal(plain.baseline, fast.baseline, equal_nan=True)
    assert np.array_equal(plain.solves, fast.solves)
    assert np.array_equal(plain.settled, fast.settled)


@pytest.mark.parametrize("tol", [1e-4, 1e-3, 1e-2])
@pytest.mark.parametrize(
    ("order", "lam"),
    [(1, 1e2), (1, 1e4), (2, 1e3), (2, 1e5), (2, 1e7), (2, 1e8), (3, 1e5), (3, 1e7)],
)
def test_that_it_is_what_the_library_gives(order, lam, tol):
    """The same solves; the same baseline as far as the conditioning lets two solvers agree."""
    values = drawn(42, 1000, int(lam) + order, odd=False)
    found = airpls_batch.fit_plain(values, lam, order, 50, tol)
    expected, solves = by_library(values, lam, order, 50, tol)
    size = np.abs(expected).max(axis=1, keepdims=True)
    # Tighter than this the library itself is not: see the next test.
    limit = 1e-3 if order == 3 else 3e-6 if tol < 1e-3 else 1e-6
    assert np.array_equal(found.solves, solves)
    assert (np.abs(found.baseline - expected) / size).max() <= limit


def exactly(y: np.ndarray, lam: float, order: int, max_iter: int, tol: float) -> np.ndarray:
    """airPLS in 80-bit numbers, by plain elimination within the band."""
    y = y.astype(np.longdouble)
    n, w = y.size, np.ones(y.size, np.longdouble)
    d = np.diff(np.eye(2 * order + 2), order, axis=0)
    inner = np.longdouble(lam) * (d.T @ d)
    for t in range(1, max_iter + 1):
        rows = [_row(inner, i, n, order) for i in range(n)]
        z = w * y
        for i in range(n):
            rows[i][0] += w[i]
            for j in range(1, min(order, n - 1 - i) + 1):
                share = rows[i][j] / rows[i][0]
                rows[i + j][: order + 1 - j] -= share * rows[i][j:]
                z[i + j] -= share * z[i]
        for i in range(n - 1, -1, -1):
            later = z[i + 1 : i + order + 1]
            z[i] = (z[i] - rows[i][1 : 1 + later.size] @ later) / rows[i][0]
        below = np.minimum(y - z, 0)
        if -below.sum() < tol * np.abs(y).sum() or np.count_nonzero(below) < 2:
            break
        w = np.where(below < 0, np.exp(t * below / below.sum()), 0)
    return z


def _row(inner: np.ndarray, i: int, n: int, order: int) -> np.ndarray:
    """Diagonal and what stands right of it in row i of λ D'D for n points."""
    place = i if i < order else inner.shape[0] - (n - i) if n - i <= order + 1 else order
    row = np.zeros(order + 1, np.longdouble)
    found = inner[place, place : place + order + 1]
    row[: found.size] = found
    return row


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 60, reason="no wider numbers here")
@pytest.mark.parametrize(("order", "lam"), [(2, 1e8), (3, 1e5), (3, 1e7)])
def test_that_it_is_no_further_from_the_truth_than_the_library(order, lam):
    values = drawn(5, 400, 11, odd=False)
    truth = np.array([exactly(row, lam, order, 50, 1e-3) for row in values], float)
    ours = np.abs(airpls_batch.fit_plain(values, lam, order, 50, 1e-3).baseline - truth).max()
    library = np.abs(by_library(values, lam, order, 50, 1e-3)[0] - truth).max()
    assert ours <= 20 * library + 1e-9 * np.abs(truth).max()


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 60, reason="no wider numbers here")
@pytest.mark.skipif(not MEASURED.is_file(), reason="the measured spectra are not here")
def test_that_where_the_library_differs_by_more_than_a_millionth_it_is_its_own_rounding():
    """On one measured set and λ = 1e8: ours stay within a ten-millionth of the exact baseline."""
    with np.load(MEASURED) as file:
        values = file["spectra"].astype(float)
    values = values[np.isfinite(values).all(axis=1) & (np.ptp(values, axis=1) > 0)][:100]
    ours = airpls_batch.fit_plain(values, 1e8, 2, 50, 1e-3).baseline
    library = by_library(values, 1e8, 2, 50, 1e-3)[0]
    size = np.abs(library).max(axis=1)
    apart = np.abs(ours - library).max(axis=1) / size
    for row in np.argsort(apart)[::-1][:3]:
        truth = exactly(values[row], 1e8, 2, 50, 1e-3).astype(float)
        own, other = (np.abs(found[row] - truth).max() / size[row] for found in (ours, library))
        assert own <= 1e-7
        assert other >= 0.9 * apart[row]


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 60, reason="no wider numbers here")
@pytest.mark.parametrize(
    ("order", "lam"),
    [(1, 1e4), (1, 1e8), (2, 1e6), (2, 1e7), (2, 1e8), (2, 1e10), (3, 1e5), (3, 1e8), (3, 1e10)],
)
def test_that_stiff_baselines_are_exact_to_a_millionth(order, lam):
    """Also where the library is not; on those that are furthest from it, odd ones among them."""
    values = drawn(42, 600, 7)
    ours = airpls_batch.fit_plain(values, lam, order, 50, 1e-3)
    library, solves = by_library(values, lam, order, 50, 1e-3)
    size = np.abs(values).max(axis=1)
    apart = np.abs(ours.baseline - library).max(axis=1) / size
    for row in np.argsort(apart)[::-1][:3]:
        truth = exactly(values[row], lam, order, 50, 1e-3).astype(float)
        assert np.abs(ours.baseline[row] - truth).max() <= 1e-6 * size[row]
    if lam <= 1e8 and order == 2:
        assert np.array_equal(ours.solves, solves)


def test_that_the_two_ways_of_solving_meet_where_one_takes_over(monkeypatch):
    values = drawn(42, 500, 3)
    found = []
    for begin in (1e3, 1e9):
        monkeypatch.setattr(airpls_batch, "STIFF_FROM", begin)
        found.append(airpls_batch.fit_plain(values, 1e6, 2, 50, 1e-3))
    assert np.array_equal(found[0].solves, found[1].solves)
    size = np.abs(values).max(axis=1, keepdims=True)
    assert (np.abs(found[0].baseline - found[1].baseline) / size).max() <= 1e-7


def test_that_a_spectrum_does_not_depend_on_those_beside_it():
    values = drawn(300, 60, 5)
    together = airpls_batch.fit(values, 1e4, 2, 50, 1e-3).baseline
    for row in (0, 1, 77, 299):
        alone = airpls_batch.fit(values[row : row + 1], 1e4, 2, 50, 1e-3).baseline[0]
        assert np.array_equal(alone, together[row])


@needs_numba
@pytest.mark.parametrize(("order", "lam"), [(1, 1e3), (2, 1e3), (3, 1e3), (2, 1e6)])
def test_that_both_hold_the_baseline_alike(compiled, order, lam):
    values = drawn(130, 80, order)
    held = np.zeros(80)
    held[30:34], held[60] = 1e3, 1e4
    ours = airpls_batch.fit_compiled(compiled, values, lam, order, 50, 1e-3, held)
    plain = airpls_batch.fit_plain(values, lam, order, 50, 1e-3, held)
    free = airpls_batch.fit_plain(values, lam, order, 50, 1e-3)
    for name in ("baseline", "solves", "settled"):
        assert np.array_equal(getattr(ours, name), getattr(plain, name), equal_nan=True)
    # The iteration is the same; one system more holds the baseline in the end.
    assert np.array_equal(plain.solves, free.solves)
    before, after = (np.abs(values - found.baseline)[:, 60] for found in (free, plain))
    assert np.median(after) <= 0.02 * np.median(before)


@needs_numba
@pytest.mark.parametrize("n", [1, 7, 95, 96, 97, 250])
def test_that_columns_take_the_next_spectrum_until_all_are_done(compiled, n):
    values = drawn(n, 50, n)
    found = airpls_batch.fit_compiled(compiled, values, 1e3, 2, 50, 1e-3)
    for row in range(0, n, 1 + n // 12):
        alone = airpls_batch.fit_plain(values[row : row + 1], 1e3, 2, 50, 1e-3)
        assert np.array_equal(found.baseline[row], alone.baseline[0])
        assert found.solves[row] == alone.solves[0] > 0


@pytest.mark.parametrize("n", [1, 15, 16, 17, 70])
@pytest.mark.parametrize(("order", "lam"), [(1, 1e3), (2, 1e3), (3, 1e3), (2, 1e7)])
def test_that_plain_columns_do_so_too_however_many_rows_go_at_once(monkeypatch, order, lam, n):
    values = drawn(n, 50, n)
    held = np.zeros(50)
    held[20], held[49] = 1e3, 1e4
    one = [
        airpls_batch.fit_plain(row[None], lam, order, 9, 1e-3, pins)
        for pins in (None, held)
        for row in values
    ]
    monkeypatch.setattr(airpls_batch.airpls_plain, "_COLUMNS", 16)
    monkeypatch.setattr(airpls_batch.airpls_plain, "_CHUNK", 120)
    both = [airpls_batch.fit_plain(values, lam, order, 9, 1e-3, pins) for pins in (None, held)]
    for name in ("baseline", "solves", "settled"):
        alone = np.concatenate([getattr(found, name) for found in one])
        together = np.concatenate([getattr(found, name) for found in both])
        assert np.array_equal(alone, together)


def test_that_the_iteration_ends_at_its_limit_and_says_so():
    values = drawn(20, 200, 3)
    found = airpls_batch.fit(values, 1e5, 2, 2, 1e-4)
    assert found.solves.max() == 2
    assert not found.settled[found.solves == 2].all()


def test_that_the_method_uses_it_and_previews_the_same():
    values = drawn(14, 400, 9)
    spectra = Spectra.from_arrays(np.arange(400.0), values)
    method = AirPLS(lam=1e4)
    baseline, converged = method.estimate(spectra)
    given = spectra.intensities.astype(float)
    found = airpls_batch.fit_plain(given, 1e4, 2, 50, 1e-3)
    assert np.array_equal(baseline, found.baseline)
    assert np.array_equal(converged, found.settled)
    seen, _ = super(AirPLS, method).fit(spectra, given)
    assert np.abs(seen - baseline).max() <= 1e-6 * np.abs(baseline).max()


def test_that_a_missing_compiler_changes_nothing(monkeypatch):
    values = drawn(30, 100, 1)
    expected = airpls_batch.fit_plain(values, 1e4, 2, 50, 1e-3)

    def refuse(name, *_):
        raise ImportError(name)

    monkeypatch.setattr(airpls_batch, "_compiled", airpls_batch._Compiled())
    monkeypatch.setattr(airpls_batch.importlib, "import_module", refuse)
    monkeypatch.setattr(airpls_batch.shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr(airpls_batch, "WORTH_LOADING", 10)
    assert not airpls_batch.load()
    found = airpls_batch.fit(values, 1e4, 2, 50, 1e-3)
    assert np.array_equal(found.baseline, expected.baseline)


@needs_numba
def test_that_the_number_of_values_decides_and_the_result_does_not_change(monkeypatch):
    values = drawn(30, 100, 1)
    plain = airpls_batch.fit_plain(values, 1e4, 2, 50, 1e-3)
    ways = []
    for name in ("fit_plain", "fit_compiled"):
        way = getattr(airpls_batch, name)
        monkeypatch.setattr(
            airpls_batch, name, lambda *a, way=way, name=name: ways.append(name) or way(*a)
        )
    fresh = airpls_batch._Compiled()
    monkeypatch.setattr(airpls_batch, "_compiled", fresh)
    for worth in (values.size + 1, values.size, values.size + 1):
        monkeypatch.setattr(airpls_batch, "WORTH_LOADING", worth)
        found = airpls_batch.fit(values, 1e4, 2, 50, 1e-3)
        assert np.array_equal(found.baseline, plain.baseline)
        assert np.array_equal(found.solves, plain.solves)
    # Loading tries the loops once; from then on they serve small sets as well.
    assert ways == ["fit_plain", "fit_compiled", "fit_compiled", "fit_compiled"]


@needs_numba
def test_that_threads_at_once_load_once_and_do_not_disturb_each_other(monkeypatch):
    sets = [drawn(120, 150, seed) for seed in range(4)]
    expected = [airpls_batch.fit_plain(values, 1e5, 2, 50, 1e-3) for values in sets]
    loaded = []
    imported = airpls_batch._imported
    monkeypatch.setattr(airpls_batch, "_imported", lambda: loaded.append(1) or imported())
    monkeypatch.setattr(airpls_batch, "_compiled", airpls_batch._Compiled())
    monkeypatch.setattr(airpls_batch, "WORTH_LOADING", 1)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda values: airpls_batch.fit(values, 1e5, 2, 50, 1e-3), sets * 3))
    assert loaded == [1]
    for one, other in zip(found, expected * 3, strict=True):
        assert np.array_equal(one.baseline, other.baseline)
        assert np.array_equal(one.solves, other.solves)


def test_that_small_sets_do_not_wait_for_the_compiler():
    code = (
        "import sys, numpy as np\n"
        "from ramangan_gui.core.spectra import Spectra\n"
        "from ramangan_gui.preprocessing.recipe import Recipe\n"
        "y = np.random.default_rng(0).random((20, 300)) + np.linspace(9, 1, 300)\n"
        "Recipe().apply(Spectra.from_arrays(np.arange(300.0), y))\n"
        "assert 'numba' not in sys.modules and 'pybaselines' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@needs_numba
def test_that_a_damaged_or_forbidden_cache_does_no_harm(tmp_path):
    """Compiled code that cannot be read is made again; where nothing can be kept, it still runs."""
    from ramangan_gui.preprocessing import compiling

    cache = tmp_path / "ramangan" / "compiled"
    cache.mkdir(parents=True)

    def double(x: float) -> float:
        return 2.0 * x

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "folder", lambda: cache)
        assert compiling.compiled(double)(2.0) == 4.0
        kept = [path for path in cache.rglob("*") if path.is_file()]
        assert kept
        for path in kept:
            path.write_bytes(b"no machine code")
        forbidden = tmp_path / "file"
        forbidden.write_text("")
        patch.setattr(compiling, "folder", lambda: forbidden / "below")
        assert compiling.compiled(double)(2.0) == 4.0
