"""Every metric against a second implementation (libraries and loops) and against known answers."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.core.progress import run
from ramangan_gui.quality.comparison import Comparison, compare
from ramangan_gui.quality.features import texture_features
from ramangan_gui.quality.fidelity import POWER_BANDS
from ramangan_gui.quality.metrics import METRICS
from ramangan_gui.quality.samples import FoldSample

Rows = NDArray[np.float64]
Twin = Callable[[Comparison, Rows, Rows], float]
N = 24
HALF = np.repeat([0, 1], N)


def scores(first: Rows, second: Rows) -> Rows:
    from sklearn.decomposition import PCA

    return PCA(10, svd_solver="full").fit_transform(np.concatenate([first, second]))


def own_kind(kind: int) -> Twin:
    def share(fold: Comparison, first: Rows, second: Rows) -> float:
        from scipy.spatial.distance import cdist

        both = np.concatenate([first, second])
        apart = cdist(both, both)
        np.fill_diagonal(apart, np.inf)
        mine = kind == HALF
        near, far = apart[mine][:, mine].min(axis=1), apart[mine][:, ~mine].min(axis=1)
        return float(np.where(near == far, 0.5, near < far).mean())

    return share


def decided(fold: Comparison, targets: Rows) -> Rows:
    """Give the cross-validated values of scikit-learn's ridge for many labellings at once."""
    from sklearn.decomposition import PCA
    from sklearn.linear_model import Ridge
    from sklearn.preprocessing import StandardScaler

    both = fold.pooled
    texture = texture_features(both, both.mean(axis=0))
    seen = PCA(len(both) // 4, svd_solver="full").fit_transform(both)
    features = StandardScaler().fit_transform(np.concatenate([seen, texture], axis=1))
    part = fold.sample.rng(fold.seed, 8).permutation(len(both)) % 5
    values = np.zeros(targets.shape)
    for number in range(5):
        test, train = part == number, part != number
        scaler = StandardScaler(with_std=False).fit(features[train])
        ridge = Ridge(0.1 * train.sum() + features.shape[1], fit_intercept=False)
        ridge.fit(scaler.transform(features[train]), targets[:, train].T)
        values[:, test] = ridge.predict(scaler.transform(features[test])).T
    return values


def areas(fold: Comparison) -> list[float]:
    from sklearn.metrics import roc_auc_score

    made = -np.asarray(fold.signs, np.float64)
    return [
        float(roc_auc_score(label > 0, value))
        for label, value in zip(made, decided(fold, made), strict=True)
    ]


def p_of(values: list[float]) -> float:
    return sum(value >= values[0] - 1e-6 * max(values) for value in values) / len(values)


def discrepancies(fold: Comparison) -> list[float]:
    from scipy.spatial.distance import pdist
    from sklearn.metrics.pairwise import rbf_kernel

    points = scores(fold.original, fold.generated)
    kernel = rbf_kernel(points, gamma=1 / np.median(pdist(points, "sqeuclidean")))
    found = []
    for label in fold.signs:
        a, b = label > 0, label < 0
        across = kernel[np.ix_(a, b)].mean()
        found.append(kernel[np.ix_(a, a)].mean() + kernel[np.ix_(b, b)].mean() - 2 * across)
    return [float(value) for value in found]


def residuals(fold: Comparison) -> tuple[Rows, Rows]:
    real = fold.original
    alone = [row - np.delete(real, i, axis=0).mean(axis=0) for i, row in enumerate(real)]
    return np.array(alone), np.array([row - real.mean(axis=0) for row in fold.generated])


def noise_ratio(fold: Comparison, first: Rows, second: Rows) -> float:
    from scipy.stats import median_abs_deviation

    def level(row: Rows) -> float:
        bends = row[2:] - 2 * row[1:-1] + row[:-2]
        return float(median_abs_deviation(bends, scale="normal"))

    mine, theirs = ([level(row) for row in rows] for rows in residuals(fold))
    return statistics.median(theirs) / statistics.median(mine)


def local_noise(fold: Comparison, first: Rows, second: Rows) -> float:
    from scipy.stats import median_abs_deviation

    mine, theirs = residuals(fold)
    n_bends = first.shape[1] - 2
    n_places = min(16, n_bends // 24)
    starts = [int(n_bends * k / n_places) for k in range(n_places)] + [n_bends]
    factors = []
    usual = []
    for low, high in itertools.pairwise(starts):
        both = []
        for rows in (mine, theirs):
            bends = rows[:, 2:] - 2 * rows[:, 1:-1] + rows[:, :-2]
            spread = median_abs_deviation(bends[:, low:high], axis=1, scale="normal")
            both.append(statistics.median(spread.tolist()))
        usual.append(both[0])
        factors.append(both)
    floor = 1e-3 * statistics.median(usual)
    ratios = [(b + floor) / (a + floor) for a, b in factors]
    return max(max(ratio, 1 / ratio) for ratio in ratios)


def power(band: int) -> Twin:
    low, high = POWER_BANDS[band]

    def difference(fold: Comparison, first: Rows, second: Rows) -> float:
        from scipy.signal.windows import hann

        point = np.arange(first.shape[1])
        waves = [k for k in range(len(point) // 2 + 1) if low < k / len(point) <= high]
        basis = np.exp(-2j * np.pi * np.outer(point, waves) / len(point))
        means = [
            (10 * np.log10((np.abs(rows * hann(len(point)) @ basis) ** 2).mean(axis=1))).mean()
            for rows in residuals(fold)
        ]
        return float(means[1] - means[0])

    return difference


def height(fold: Comparison) -> float:
    mean = fold.pool.mean(axis=0)
    return float(np.percentile(mean, 99.5) - np.percentile(mean, 5))


def root_mean_square(values: Rows) -> float:
    return statistics.fmean(float(v) ** 2 for v in values) ** 0.5


def mean_error(fold: Comparison, first: Rows, second: Rows) -> float:
    return root_mean_square(second.mean(axis=0) - first.mean(axis=0)) / height(fold)


def sd_error(fold: Comparison, first: Rows, second: Rows) -> float:
    spread = [
        np.array([statistics.pstdev(column) for column in rows.T.tolist()])
        for rows in (first, second, fold.pool)
    ]
    return root_mean_square(spread[1] - spread[0]) / root_mean_square(spread[2])


def bands_of(fold: Comparison, rows: Rows) -> Rows:
    """Measure every band of every spectrum by polynomials: (spectrum, band, quantity)."""
    found = np.zeros((len(rows), len(fold.bands.bands), 5))
    for i, row in enumerate(rows):
        for j, band in enumerate(fold.bands.bands):
            part = row[band.start : band.stop + 1]
            n, ends = len(part), max(1, min(3, len(part) // 6))
            at = [(ends - 1) / 2, n - 1 - (ends - 1) / 2]
            line = np.polyfit(at, [part[:ends].mean(), part[-ends:].mean()], 1)
            above = part - np.polyval(line, np.arange(n))
            offset = np.arange(-band.reach, band.reach + 1)
            bend, tilt, level = np.polyfit(offset, above[band.apex - band.start + offset], 2)
            far = -tilt / (2 * bend) if bend < 0 else np.sign(tilt) * band.reach
            far = min(max(far, -band.reach), band.reach)
            top = level + tilt * far + bend * far**2
            width = min(max(above.sum() / top, 0.0), n)
            found[i, j, :4] = band.apex + far, width, top, above.sum()
    highest = int(np.median(found[:, :, 2], axis=0).argmax())
    found[:, :, 4] = found[:, :, 2] / found[:, [highest], 2]
    return found


def farthest(values: Rows, second: NDArray[np.bool_]) -> float:
    """Give the largest distance of empirical distributions over all bands and quantities."""
    found = 0.0
    for column in values.reshape(len(values), -1).T:
        a, b = np.sort(column[~second]), np.sort(column[second])
        below = [np.searchsorted(part, column, "right") / len(part) for part in (a, b)]
        found = max(found, float(np.abs(below[0] - below[1]).max()))
    return found


def band_distance(fold: Comparison, first: Rows, second: Rows) -> float:
    from scipy.stats import ks_2samp

    values = bands_of(fold, np.concatenate([first, second]))
    columns = values.reshape(len(values), -1).T
    return max(float(ks_2samp(c[:N], c[N:], method="asymp").statistic) for c in columns)


def band_p(fold: Comparison, first: Rows, second: Rows) -> float:
    values = bands_of(fold, np.concatenate([first, second]))
    return p_of([farthest(values, label < 0) for label in fold.signs])


def inside(first: Rows, second: Rows) -> NDArray[np.bool_]:
    from scipy.spatial.distance import cdist

    radius = np.sort(cdist(first, first), axis=1)[:, 5]
    return np.asarray(cdist(first, second) <= radius[:, None])


def memorisation(fold: Comparison, first: Rows, second: Rows) -> float:
    from scipy.spatial.distance import cdist

    assert fold.training is not None
    near = [np.median(cdist(rows, fold.training).min(axis=1)) for rows in (first, second)]
    return float(near[1] / near[0])


def duplicates(fold: Comparison, first: Rows, second: Rows) -> float:
    seen = {row.tobytes() for row in fold.pool.astype(np.float32)}
    n_again = 0
    for row in fold.sample.generated:
        n_again += row.tobytes() in seen
        seen.add(row.tobytes())
    return n_again / len(fold.sample.generated)


def clusters(first: Rows, second: Rows) -> NDArray[np.intp]:
    from sklearn.cluster import KMeans

    return KMeans(2, n_init=10, random_state=0).fit_predict(scores(first, second))


def rand_index(fold: Comparison, first: Rows, second: Rows) -> float:
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(HALF, clusters(first, second)))


def purity(fold: Comparison, first: Rows, second: Rows) -> float:
    found = clusters(first, second)
    return sum(max(Counter(HALF[found == c].tolist()).values()) for c in set(found)) / (2 * N)


def silhouette(fold: Comparison, first: Rows, second: Rows) -> float:
    from sklearn.metrics import silhouette_score

    return float(silhouette_score(scores(first, second), HALF))


def sd_ratio(fold: Comparison, first: Rows, second: Rows) -> float:
    points = scores(first, second)
    return float(np.sqrt(points[N:].var(axis=0).sum() / points[:N].var(axis=0).sum()))


#: A second implementation of every metric: ``twin(fold, original, generated)``.
TWINS: Mapping[str, Twin] = {
    "one_nn_original": own_kind(0),
    "one_nn_generated": own_kind(1),
    "classifier_auc": lambda fold, first, second: areas(fold)[0],
    "classifier_p": lambda fold, first, second: p_of(areas(fold)),
    "mmd_p": lambda fold, first, second: p_of(discrepancies(fold)),
    "noise_ratio": noise_ratio,
    "local_noise": local_noise,
    **{f"power_band_{band + 1}": power(band) for band in range(len(POWER_BANDS))},
    "mean_error": mean_error,
    "band_distance": band_distance,
    "band_p": band_p,
    "coverage": lambda fold, first, second: float(inside(first, second).any(axis=1).mean()),
    "density": lambda fold, first, second: float(inside(first, second).sum() / (5 * N)),
    "sd_ratio": sd_ratio,
    "sd_error": sd_error,
    "memorisation": memorisation,
    "duplicates": duplicates,
    "kmeans_ari": rand_index,
    "kmeans_purity": purity,
    "silhouette": silhouette,
}

#: Metrics whose interval is the same figure of halves of the originals, which the twin can repeat.
REPEATED = (
    "one_nn_original", "one_nn_generated", "mean_error", "band_distance", "coverage", "density",
    "sd_ratio", "sd_error", "silhouette",
)  # fmt: skip


def faulty(draw: Callable[..., NDArray[np.float32]]) -> NDArray[np.float32]:
    """Give spectra that are a little displaced, noisy and broad, three of them copies."""
    made = np.roll(draw(N, 1, noise=0.035), 1, axis=1) * np.float32(1.02)
    made[3], made[8], made[20] = draw(N, 2)[5], draw(N, 0)[1], made[19]
    return made


def compared(draw, generated: NDArray[np.float32], n_draws: int = 99) -> Comparison:
    sample = FoldSample("a", 0, draw(N, 0), generated, draw(N, 2))
    return run(compare(sample, 0, n_draws=n_draws))


def value_of(name: str, fold: Comparison) -> float:
    drawn = run(METRICS[name].function(fold))
    value = METRICS[name].summary(drawn, METRICS[name].better).value
    assert value is not None
    return value


def test_that_every_metric_has_a_twin_and_a_known_answer() -> None:
    assert set(TWINS) == set(METRICS)
    assert set(KNOWN) == set(METRICS)


@pytest.mark.parametrize("kind", ["fresh", "faulty"])
@pytest.mark.parametrize("name", METRICS)
def test_that_metrics_agree_with_their_twins(draw, name: str, kind: str) -> None:
    fold = compared(draw, draw(N, 1) if kind == "fresh" else faulty(draw))
    expected = TWINS[name](fold, fold.original, fold.generated)
    assert value_of(name, fold) == pytest.approx(expected, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("name", REPEATED)
def test_that_intervals_are_those_of_halves_of_the_originals(draw, name: str) -> None:
    fold = compared(draw, draw(N, 1))
    null = run(METRICS[name].function(fold)).null
    for number in range(4):
        halves = [fold.pool[fold.splits[number] == kind] for kind in (1, 2)]
        assert null[number] == pytest.approx(TWINS[name](fold, *halves), rel=1e-4, abs=1e-6)


def apart(real: NDArray[np.float32], draw) -> NDArray[np.float32]:
    return draw(N, 1) + np.float32(3.0)


def displaced(real: NDArray[np.float32], draw) -> NDArray[np.float32]:
    return np.roll(draw(N, 1), 4, axis=1)


def wider(real: NDArray[np.float32], draw) -> NDArray[np.float32]:
    return real.mean(axis=0) + np.float32(2.0) * (real - real.mean(axis=0))


def raised(real: NDArray[np.float32], draw) -> NDArray[np.float32]:
    mean = np.concatenate([real, draw(N, 2)]).astype(float).mean(axis=0)
    return real + np.float32(0.1 * (np.percentile(mean, 99.5) - np.percentile(mean, 5)))


def copied(real: NDArray[np.float32], draw) -> NDArray[np.float32]:
    return draw(N, 2)


def partly_copied(real: NDArray[np.float32], draw) -> NDArray[np.float32]:
    return np.concatenate([draw(N, 2)[:6], draw(N - 6, 1)])


#: What a metric must say of spectra with one known property.
KNOWN: Mapping[str, tuple[Callable, float, float]] = {
    "one_nn_original": (apart, 1.0, 0.0),
    "one_nn_generated": (apart, 1.0, 0.0),
    "classifier_auc": (apart, 1.0, 0.05),
    "classifier_p": (apart, 0.01, 1e-9),
    "mmd_p": (apart, 0.01, 1e-9),
    "noise_ratio": (wider, 2.0 * (N - 1) / N, 1e-3),
    "local_noise": (wider, 2.0 * (N - 1) / N, 5e-3),
    # Twice as wide is 6.02 dB; an original, left out of its mean, counts 24/23 times.
    **{f"power_band_{k}": (wider, 20 * np.log10(2 * (N - 1) / N), 1e-3) for k in (1, 2, 3, 4)},
    "mean_error": (raised, 0.1, 1e-5),
    "band_distance": (displaced, 1.0, 0.1),
    "band_p": (displaced, 0.01, 1e-9),
    "coverage": (apart, 0.0, 0.0),
    "density": (apart, 0.0, 0.0),
    "sd_ratio": (wider, 2.0, 1e-4),
    "sd_error": (wider, 1.0, 0.05),
    "memorisation": (copied, 0.0, 0.0),
    "duplicates": (partly_copied, 0.25, 0.0),
    "kmeans_ari": (apart, 1.0, 0.0),
    "kmeans_purity": (apart, 1.0, 0.0),
    "silhouette": (apart, 1.0, 0.05),
}


@pytest.mark.parametrize("name", METRICS)
def test_that_metrics_give_known_answers(draw, name: str) -> None:
    make, expected, within = KNOWN[name]
    fold = compared(draw, make(draw(N, 0), draw).astype(np.float32))
    assert value_of(name, fold) == pytest.approx(expected, abs=within)
