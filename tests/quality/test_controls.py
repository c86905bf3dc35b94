from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.comparison import Comparison, compare
from ramangan_gui.quality.controls import PEAK, Visible, smallest_visible
from ramangan_gui.quality.evidence import Evidence, amplitude, combine, gather
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.verdict import ALPHA, level_of_each


def prepared(draw, n: int, generated=None) -> tuple[Comparison, Evidence]:
    made = draw(n, 1) if generated is None else generated
    fold = run(compare(FoldSample("a", 0, draw(n, 0), made, draw(n, 2)), 0))
    return fold, run(gather(fold, None))


def visible(draw, n: int) -> Visible:
    fold, evidence = prepared(draw, n)
    return run(smallest_visible([fold], evidence, level_of_each(evidence, ALPHA)))


def test_that_more_spectra_show_smaller_faults(draw) -> None:
    few, many = visible(draw, 16), visible(draw, 100)
    assert many.shift < few.shift
    assert many.peak < few.peak
    assert many.noise < few.noise
    assert many.sufficient
    assert not few.sufficient


def test_that_two_folds_show_more_than_one(draw) -> None:
    fold, evidence = prepared(draw, 20)
    both = combine([evidence, evidence])
    level = level_of_each(evidence, ALPHA)
    assert run(smallest_visible([fold, fold], both, level)).peak < (
        run(smallest_visible([fold], evidence, level)).peak
    )


@pytest.mark.parametrize("place", [40, 130, 222, 360])
def test_that_a_peak_said_to_be_visible_is_found(draw, place: int) -> None:
    n = 60
    seen = visible(draw, n)
    assert seen.peak <= PEAK
    mean = draw(200, 5).mean(axis=0)
    peak = PEAK * amplitude(mean) * np.exp(-0.5 * ((np.arange(400) - place) / 4) ** 2)
    _, evidence = prepared(draw, n, draw(n, 1) - peak)
    assert evidence.p("shape") <= level_of_each(evidence, ALPHA)


def test_that_faults_beyond_the_limits_are_not_sufficient() -> None:
    assert Visible(1.0, 0.05, 1.2).sufficient
    assert not Visible(1.1, 0.05, 1.2).sufficient
    assert not Visible(1.0, 0.06, 1.2).sufficient
    assert not Visible(1.0, 0.05, 1.3).sufficient
