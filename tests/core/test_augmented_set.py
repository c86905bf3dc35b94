import pickle
from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import AugmentedSet, Generated, Review
from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.spectra import Spectra


def some(n: int = 5) -> Generated:
    values = np.arange(n * 3.0).reshape(n, 3)
    return Generated.from_arrays(values, label="A", fold=np.arange(n) % 2, seed=np.arange(n))


def test_that_columns_left_out_are_filled_in() -> None:
    table = some()
    assert table.label.tolist() == ["A"] * 5
    assert table.parent_index.tolist() == [-1] * 5
    assert table.review.tolist() == [Review.NONE] * 5
    assert table.quality_score.dtype == np.float32
    assert table.seed.dtype == np.int64


def test_that_columns_must_fit() -> None:
    with pytest.raises((SpectraError, ValueError)):
        Generated.from_arrays(np.ones((3, 2)), label=["A", "B"])
    with pytest.raises(SpectraError, match="rows"):
        Generated(np.ones(3), *[np.zeros(3)] * 7)  # type: ignore[arg-type]


def test_that_spectra_from_the_worker_process_stay_the_same_array_when_a_column_changes() -> None:
    kept: list[pickle.PickleBuffer] = []
    body = pickle.dumps(some(), protocol=5, buffer_callback=kept.append)
    table = pickle.loads(body, buffers=[bytearray(buffer.raw()) for buffer in kept])
    changed = replace(table, review=np.ones(5, np.int8))
    assert changed.intensities is table.intensities


def test_that_a_selection_takes_every_column_along() -> None:
    chosen = some().select([3, 0])
    assert chosen.seed.tolist() == [3, 0]
    assert chosen.fold.tolist() == [1, 0]
    assert chosen.intensities[:, 0].tolist() == [9, 0]
    assert len(some().select([])) == 0
    assert len(some().select(np.array([True, False, True, False, False]))) == 2


def test_that_decisions_make_a_new_table() -> None:
    table = some(2)
    decided = table.with_review([Review.ACCEPTED, Review.REJECTED])
    assert decided.review.tolist() == [1, 2]
    assert table.review.tolist() == [0, 0]


def test_that_tables_are_put_one_under_another() -> None:
    both = Generated.concatenate([some(2), Generated.none(3), some(3)])
    assert len(both) == 5
    assert both.seed.tolist() == [0, 1, 0, 1, 2]


def test_that_a_longer_reason_is_not_cut_off() -> None:
    short = Generated.from_arrays(np.ones((1, 3)), "A", reason="a")
    long = Generated.from_arrays(np.ones((1, 3)), "Substance B", reason="a peak is missing")
    both = Generated.concatenate([short, long])
    assert both.reason.tolist() == ["a", "a peak is missing"]
    assert both.label.tolist() == ["A", "Substance B"]


def test_that_accepted_rejected_and_undecided_are_told_apart() -> None:
    originals = Spectra.from_arrays([1.0, 2.0, 3.0], np.ones((2, 3)), "A")
    table = some(4).with_review([1, 2, 0, 1])
    kept = AugmentedSet(originals, originals, np.zeros(2, np.int32), table, Generated.none(3))
    assert kept.accepted.seed.tolist() == [0, 3]
    assert kept.rejected.seed.tolist() == [1]
