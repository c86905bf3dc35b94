from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Generated
from ramangan_gui.core.errors import SpectraError
from ramangan_gui.workflow.blind import choose_blind
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation


@pytest.fixture
def augmentation(corrected):
    rng = np.random.default_rng(0)
    judged = Generated.from_arrays(
        rng.normal(size=(60, corrected.n_points)), ["a"] * 40 + ["b"] * 20
    )
    fold = np.arange(len(corrected)) % 3 - 1
    return Augmentation(Plan(), fold.astype(np.int32), frozenset(), judged.select([]), judged)


def test_that_every_spectrum_shown_is_what_its_row_says(corrected, augmentation):
    blind = choose_blind(corrected, augmentation, "a", 20, 5)
    assert len(blind.row) == 20
    for shown, generated, row in zip(blind.intensities, blind.is_generated, blind.row, strict=True):
        table = augmentation.judged if generated else corrected
        assert table.label[row] == "a"
        np.testing.assert_array_equal(shown, table.intensities[row])
        assert generated or augmentation.fold[row] >= 0
    kinds = list(zip(blind.is_generated.tolist(), blind.row.tolist(), strict=True))
    assert len(set(kinds)) == 20


def test_that_the_coin_is_fair_and_the_seed_decides(corrected, augmentation):
    heads = np.concatenate(
        [choose_blind(corrected, augmentation, "a", 20, s).is_generated for s in range(100)]
    )
    assert abs(heads.mean() - 0.5) < 0.05
    again = [choose_blind(corrected, augmentation, "a", 20, 9) for _ in range(2)]
    np.testing.assert_array_equal(again[0].row, again[1].row)


def test_that_a_small_class_gives_a_shorter_test_and_a_tiny_one_none(corrected, augmentation):
    blind = choose_blind(corrected, augmentation, "b", 50, 1)
    n_original = int(((corrected.label == "b") & (augmentation.fold >= 0)).sum())
    assert len(blind.row) < 50
    assert (~blind.is_generated).sum() <= n_original
    few = replace(augmentation, judged=augmentation.judged.select(np.arange(4)))
    with pytest.raises(SpectraError, match="at least 5"):
        choose_blind(corrected, few, "a", 20, 1)
