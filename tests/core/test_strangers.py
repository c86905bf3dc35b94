from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.strangers import far_from_all, may_have_strangers


@pytest.mark.parametrize(("n", "known"), [(9, False), (10, True), (1000, True), (1001, False)])
def test_that_one_far_spectrum_is_told_where_it_counts(n: int, known: bool) -> None:
    apart = np.exp(0.1 * np.random.default_rng(0).standard_normal(n))
    apart[4] = 5.0
    assert may_have_strangers(n) is known
    assert far_from_all(apart).tolist() == [known and i == 4 for i in range(n)]


def test_that_both_how_far_and_how_unusual_count() -> None:
    rng = np.random.default_rng(0)
    even, uneven = (np.exp(width * rng.standard_normal(50)) for width in (0.03, 0.6))
    even[3], uneven[3] = 2.5, 6.0
    assert not far_from_all(even).any()
    assert not far_from_all(uneven).any()
    even[3] = 3.5
    assert far_from_all(even)[3]


def test_that_many_far_ones_are_usual_and_copies_tell_nothing() -> None:
    apart = np.ones(40)
    apart[:4] = 9.0
    assert far_from_all(apart).sum() == 4
    apart[4] = 9.0
    assert not far_from_all(apart).any()
    assert not far_from_all(np.zeros(20)).any()
    unknown = np.ones(20)
    unknown[2:] = np.nan
    unknown[0] = 9.0
    assert not far_from_all(unknown).any()
