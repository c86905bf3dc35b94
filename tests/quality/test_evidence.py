from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.comparison import MOST_PERMUTED, Comparison, compare
from ramangan_gui.quality.evidence import combine, gather
from ramangan_gui.quality.findings import broken_margins, peak_change
from ramangan_gui.quality.neighbours import Mixing
from ramangan_gui.quality.samples import FoldSample

M = 20


def compared(draw, generated=None, n_draws: int = 199) -> Comparison:
    made = draw(M, 1) if generated is None else generated
    sample = FoldSample("a", 0, draw(M, 0), made, draw(M, 2))
    return run(compare(sample, 0, n_draws=n_draws, bands=False, copies=False))


def scaled(mixing: Mixing, factor: float) -> Mixing:
    """Spread draws around their mean."""
    names = ("own_first", "own_second", "spacing", "density", "coverage")
    values = (getattr(mixing, name) for name in names)
    return Mixing(*(v.mean() + factor * (v - v.mean()) for v in values))


@pytest.mark.parametrize("points", ["pooled", "scores"])
def test_that_permuted_labels_mix_as_counted_spectrum_by_spectrum(draw, points: str) -> None:
    fold = compared(draw)
    mixing = fold.permuted if points == "pooled" else fold.permuted_scores
    assert mixing is not None
    assert len(mixing.own_first) == len(fold.signs) - 1
    rows = getattr(fold, points)
    apart = np.linalg.norm(rows[:, None] - rows[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.argmin(axis=1)
    for number in (0, 57, 198):
        first = fold.signs[number + 1] > 0
        own = first[nearest] == first
        assert mixing.own_first[number] == own[first].mean()
        assert mixing.own_second[number] == own[~first].mean()
        near = [np.log(apart[kind][:, kind].min(axis=1)).mean() for kind in (first, ~first)]
        assert mixing.spacing[number] == pytest.approx(near[1] - near[0], abs=1e-5)


def test_that_chance_is_the_wider_of_re_splits_and_permuted_labels(draw) -> None:
    fold = compared(draw)
    wide, narrow = scaled(fold.null, 3.0), scaled(fold.null, 0.3)
    by_resplits = run(gather(replace(fold, permuted=None), None)).statistics["neighbours"]
    by_narrow = run(gather(replace(fold, permuted=narrow), None)).statistics["neighbours"]
    by_wide = run(gather(replace(fold, permuted=wide), None)).statistics["neighbours"]
    np.testing.assert_array_equal(by_narrow, by_resplits)
    np.testing.assert_allclose(by_wide[0], by_resplits[0] / 3.0, rtol=1e-5)


def test_that_hubs_among_generated_spectra_are_seen(draw) -> None:
    # Means of two lie in the middle and are the nearest of all others under any labels.
    middle = 0.5 * (draw(M, 1) + draw(M, 5))
    assert run(gather(compared(draw, middle), None)).p("neighbours") <= 0.01


def test_that_many_spectra_are_not_permuted(draw) -> None:
    n = MOST_PERMUTED + 1
    sample = FoldSample("a", 0, draw(n, 0, 40), draw(n, 1, 40), None)
    fold = run(compare(sample, 0, n_draws=9, bands=False, copies=False))
    assert fold.permuted is None
    assert fold.permuted_scores is None
    assert np.isfinite(run(gather(fold, None)).statistics["neighbours"]).all()


def uneven_bands(n: int, seed: int, noise: float, higher: float = 0.0) -> np.ndarray:
    """Measure a narrow band beside a broad one whose height varies; `higher` is added to that."""
    rng, x = np.random.default_rng([seed, 5]), np.linspace(0.0, 1.0, 300)
    broad, narrow = np.exp(-0.5 * ((x - 0.5) / 0.08) ** 2), np.exp(-0.5 * ((x - 0.2) / 0.02) ** 2)
    heights = 1.0 + higher + 0.15 * rng.standard_normal((n, 1))
    return (heights * broad + narrow + noise * rng.standard_normal((n, 300))).astype(np.float32)


def change(seed: int, noise: float, higher: float, n_folds: int = 1) -> float:
    """Give the certain change of the mean; the narrow band is 1 high, noise is what it is."""
    folds = []
    for fold in range(n_folds):
        kinds = (
            uneven_bands(40, 10 * seed + 3 * fold + k, noise, higher * (k == 1)) for k in (0, 1)
        )
        sample = FoldSample("a", fold, *kinds, uneven_bands(40, 10 * seed + 3 * fold + 2, noise))
        compared = run(compare(sample, 0, n_draws=9, bands=False, copies=False, distances=False))
        folds.append(run(gather(compared, None)))
    return peak_change(combine(folds))[0]


@pytest.mark.parametrize("noise", [0.005, 0.3])
@pytest.mark.parametrize("n_folds", [1, 2])
def test_that_no_change_is_certain_among_measured_spectra(noise: float, n_folds: int) -> None:
    found = [change(seed, noise, 0.0, n_folds) for seed in range(30)]
    assert np.mean(np.array(found) > 0) <= 0.1


def test_that_a_change_is_at_least_as_large_as_is_said() -> None:
    found = np.array([change(seed, 0.005, 0.3) for seed in range(30)])
    assert np.median(found) > 0.05
    assert np.mean(found > 0.3) <= 0.1


def noise_at_one_place(draw, seed: int, factor: float, n: int = 40) -> np.ndarray:
    """Simulate spectra whose noise is wrong from point 100 to point 149, and right elsewhere."""
    spectra, clean = draw(n, seed), draw(n, seed, noise=0.0)
    place = slice(100, 150)
    spectra[:, place] += np.float32(factor - 1.0) * (spectra - clean)[:, place]
    return spectra


def found_at_one_place(draw, factor: float, n_folds: int = 1):
    folds = []
    for fold in range(n_folds):
        made = noise_at_one_place(draw, 10 * fold + 1, factor)
        sample = FoldSample(
            "a", fold, draw(40, 10 * fold), made, draw(40, 10 * fold + 2),
            axis=np.linspace(400.0, 1198.0, 400), unit="cm⁻¹",
        )  # fmt: skip
        steps = compare(sample, 0, bands=False, copies=False, distances=False)
        folds.append(run(gather(run(steps), None)))
    return broken_margins(combine(folds), 0.003)


@pytest.mark.parametrize(("factor", "word"), [(1.6, "noisy"), (0.6, "smooth")])
@pytest.mark.parametrize("n_folds", [1, 2])
def test_that_wrong_noise_at_one_place_is_found_and_placed(draw, factor, word, n_folds) -> None:
    found = {finding.kind: finding for finding in found_at_one_place(draw, factor, n_folds)}
    told = re.fullmatch(
        rf"Generated spectra are too {word} from (\d+) cm⁻¹ to (\d+) cm⁻¹: their noise there is "
        r"(\d\.\d\d) times that of held-out originals \(0\.80 to 1\.25 would do\)\.",
        found["local_noise"].sentence,
    )
    assert told
    assert 550 <= int(told[1]) < int(told[2]) <= 750  # the fault is from 600 to 698
    assert float(told[3]) == pytest.approx(factor, rel=0.2)


def test_that_slightly_wrong_noise_at_one_place_is_no_failure(draw) -> None:
    assert found_at_one_place(draw, 1.1) == ()
