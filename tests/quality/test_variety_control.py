from __future__ import annotations

import numpy as np

from ramangan_gui.core.progress import run
from ramangan_gui.quality.comparison import compare
from ramangan_gui.quality.controls import Visible
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge
from ramangan_gui.quality.variety_control import (
    FAULTS,
    collapsed,
    half_the_kinds,
    lost_variety_is_seen,
)
from ramangan_gui.quality.verdict import Differences, decide

LEVEL = 0.05 / 7


def one_fold(spectra: np.ndarray):
    n = len(spectra) // 3
    sample = FoldSample("a", 0, spectra[:n], spectra[n : 2 * n], spectra[2 * n :])
    return run(compare(sample, 0, n_draws=99))


def test_that_faults_leave_fewer_structures() -> None:
    structure = np.arange(20.0)[:, None] * np.ones(5)
    scores = structure[:, :1]
    rng = np.random.default_rng(0)
    lower = half_the_kinds(structure, scores, rng)
    assert lower.shape == structure.shape
    assert lower.max() == 9
    assert len(np.unique(lower[:, 0])) == 10
    assert len(np.unique(collapsed(structure, scores, rng)[:, 0])) <= 3
    assert set(FAULTS) == {half_the_kinds, collapsed}


def test_that_lost_variety_is_seen_where_spectra_vary_more_than_their_noise(draw) -> None:
    assert run(lost_variety_is_seen([one_fold(draw(90, 0, noise=0.01))], LEVEL))


def test_that_it_goes_unseen_under_noise_and_the_verdict_says_so(draw) -> None:
    # Nothing but noise differs from spectrum to spectrum: there is no variety to be lost.
    rng = np.random.default_rng(0)
    noisy = (draw(1, 0) + 0.1 * rng.normal(size=(60, 400))).astype(np.float32)
    assert not run(lost_variety_is_seen([one_fold(noisy)], LEVEL))
    sample = FoldSample("a", 0, noisy[:20], noisy[20:40], noisy[40:])
    assert run(judge([sample])).verdict != "pass"


def test_that_a_pass_needs_it() -> None:
    nothing = Differences()
    verdict, reasons = decide(nothing, nothing, 60, Visible(0.2, 0.02, 1.05, variety=False))
    assert verdict == "inconclusive"
    assert "the loss of half of the kinds of spectra" in reasons[1]
    assert decide(nothing, nothing, 60, Visible(0.2, 0.02, 1.05))[0] == "pass"
