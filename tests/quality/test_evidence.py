from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.comparison import MOST_PERMUTED, Comparison, compare
from ramangan_gui.quality.evidence import gather
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
