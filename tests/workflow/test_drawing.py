from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import run
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.drawing import refill
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.review import review_views


@pytest.fixture(scope="module")
def augmentation(corrected):
    plan = Plan().with_value("augment.augmenter", "pca")
    plan = plan.with_value("augment.amount", "per_class").with_value("augment.per_class", 9)
    return run(augment(corrected, plan))


def rejecting(augmentation, rows):
    review = np.full(len(augmentation.generated), Review.ACCEPTED)
    review[rows] = Review.REJECTED
    return replace(augmentation, generated=augmentation.generated.with_review(review))


def test_that_nothing_is_drawn_while_nothing_is_missing(corrected, augmentation):
    assert len(run(refill(corrected, augmentation))) == len(augmentation.generated)


def test_that_rejected_spectra_are_replaced_model_by_model(corrected, augmentation):
    table = augmentation.generated
    of_model = (table.label == "a") & (table.fold == 1)
    gone = np.flatnonzero(of_model & (table.reason == ""))[:3]
    reviewed = rejecting(augmentation, gone)
    more = run(refill(corrected, reviewed))
    n = len(table)
    np.testing.assert_array_equal(more.intensities[:n], table.intensities)
    np.testing.assert_array_equal(more.review[:n], reviewed.generated.review)
    new = more.select(np.arange(n, len(more)))
    assert (new.review == Review.NONE).all()
    assert set(new.label.tolist()) == {"a"}
    assert set(new.fold.tolist()) == {1}
    assert (new.reason == "").sum() == 3
    assert not set(new.seed.tolist()) & set(table.seed.tolist())
    repeated = {row.tobytes() for row in new.intensities} & {r.tobytes() for r in table.intensities}
    assert not repeated
    again = run(refill(corrected, reviewed))
    np.testing.assert_array_equal(again.intensities, more.intensities)


def test_that_moved_limits_hold_for_what_is_drawn(corrected, augmentation):
    reviewed = rejecting(augmentation, [0])
    record = replace(reviewed.review_record, limits={"a": {"distance": 0.5}, "b": {}})
    more = run(refill(corrected, replace(reviewed, review_record=record)))
    new = more.reason[len(reviewed.generated) :]
    assert len(new)
    # Nothing lies as near as the limit of class a now asks; some have a worse fault besides.
    assert (new != "").all()
    by_distance = ["as far as usual" in reason for reason in new.tolist()]
    assert sum(by_distance) > len(new) / 2


def test_that_other_folds_than_those_of_the_models_are_refused(corrected, augmentation):
    other = replace(augmentation, fold=1 - augmentation.fold)
    with pytest.raises(SpectraError, match="folds"):
        run(refill(corrected, other))


def test_that_the_views_measure_what_the_filter_said(corrected, augmentation):
    table = augmentation.generated
    views = run(review_views(corrected, augmentation.fold, table, augmentation.plan.split))
    for view in views.values():
        score, reason = view.measured.judge()
        np.testing.assert_allclose(score, table.quality_score[view.generated_rows], rtol=1e-6)
        np.testing.assert_array_equal(reason, table.reason[view.generated_rows])
        mine = table.intensities[view.generated_rows].mean(axis=0, dtype=float)
        theirs = corrected.intensities[view.original_rows].mean(axis=0, dtype=float)
        np.testing.assert_allclose(view.difference.difference, mine - theirs, atol=1e-7)


def test_that_the_search_for_near_originals_is_told_of(corrected, augmentation):
    reviewed = rejecting(augmentation, [0])
    plan = augmentation.plan
    works = [
        refill(corrected, reviewed),
        review_views(corrected, augmentation.fold, augmentation.generated, plan.split),
        augment(corrected, plan),
    ]
    for work in works:
        seen = []
        run(work, seen.append)
        fractions = [progress.fraction for progress in seen]
        assert fractions == sorted(fractions)
        assert fractions[-1] <= 1.0
        messages = [progress.message for progress in seen]
        assert any(message.endswith(": Comparing spectra") for message in messages)
        assert any(message.endswith(": Looking for the nearest originals") for message in messages)
