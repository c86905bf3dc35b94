from __future__ import annotations

import numpy as np

from ramangan_gui.augmentation.base import TrainingView
from ramangan_gui.core.augmented_set import Generated, StoredModel, TrainingCurves
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.training_log import (
    DROPPED,
    ENDED,
    FAILED,
    FINISHED,
    TRAINING,
    WAITING,
    TrainingLog,
    class_plans,
)
from ramangan_gui.workflow.augment import FoldView
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation


def fold_view(label, fold, iterations=(), **losses):
    view = TrainingView(
        stage="adversarial",
        iteration=max(iterations, default=0),
        n_iterations=100,
        iterations=np.array(iterations, np.int64),
        losses={name: np.array(values, np.float32) for name, values in losses.items()},
    )
    return FoldView(label, fold, 0, 2, np.arange(5), view, 0.5)


def augmentation(models, curves=()):
    return Augmentation(
        plan=Plan(),
        fold=np.zeros(3, np.int32),
        within_specimen=frozenset(),
        generated=Generated.none(10),
        judged=Generated.none(10),
        models=tuple(StoredModel(*key, "wgan_gp", "", {}, {}) for key in models),
        curves=tuple(curves),
    )


def originals(counts, groups=None):
    labels = [label for label, n in counts.items() for _ in range(n)]
    return Spectra.from_arrays(
        np.arange(10.0), np.ones((len(labels), 10)), label=labels, group=groups
    )


def test_a_model_passes_through_its_states():
    log = TrainingLog()
    log.start([("A", 0), ("A", 1), ("B", 0)])
    assert [run.state for run in log.runs.values()] == [WAITING] * 3
    log.add([fold_view("A", 0), fold_view("A", 1)])
    assert [run.state for run in log.runs.values()] == [ENDED, TRAINING, WAITING]
    assert log.current == ("A", 1)
    log.end(augmentation([("A", 1)]))
    assert [run.state for run in log.runs.values()] == [FAILED, FINISHED, FAILED]


def test_a_cancelled_queue_leaves_nothing_finished():
    log = TrainingLog()
    log.start([("A", 0), ("A", 1), ("B", 0)])
    log.add([fold_view("A", 0), fold_view("A", 1)])
    log.end(None)
    assert [run.state for run in log.runs.values()] == [DROPPED, DROPPED, WAITING]


def test_curves_are_put_together_and_what_was_not_taken_is_nan():
    log = TrainingLog()
    log.add([fold_view("A", 0, [10, 20], warm_start_loss=[3.0, 2.0])])
    log.add([fold_view("A", 0, [25], generator_loss=[-1.0])])
    iterations, values = log.runs["A", 0].curves()
    np.testing.assert_array_equal(iterations, [10, 20, 25])
    np.testing.assert_array_equal(values["warm_start_loss"], [3.0, 2.0, np.nan])
    np.testing.assert_array_equal(values["generator_loss"], [np.nan, np.nan, -1.0])


def test_stored_curves_replace_the_live_ones():
    log = TrainingLog()
    log.add([fold_view("A", 0, [10], generator_loss=[1.0])])
    whole = TrainingCurves(
        "A", 0, np.array([5, 10]), {"generator_loss": np.array([2.0, 1.0], np.float32)}
    )
    log.end(augmentation([("A", 0)], [whole]))
    iterations, values = log.runs["A", 0].curves()
    np.testing.assert_array_equal(iterations, [5, 10])
    np.testing.assert_array_equal(values["generator_loss"], [2.0, 1.0])


def test_curves_of_a_file_without_models_count_as_finished():
    log = TrainingLog()
    curve = TrainingCurves("A", 1, np.array([1]), {"generator_loss": np.array([1.0])})
    log.end(augmentation([], [curve]))
    assert log.runs["A", 1].state == FINISHED


def test_class_plans_say_what_is_added_and_what_a_model_sees():
    plans = class_plans(originals({"A": 40, "B": 25, "C": 5}), Plan())
    by_label = {plan.label: plan for plan in plans}
    assert [by_label[label].total for label in "ABC"] == [40, 40, 5]
    assert by_label["A"].folds == ()
    assert by_label["B"].folds == (0, 1)
    assert by_label["B"].n_training == 12
    # Five spectra in two folds leave a training part of two: too few for any generator.
    assert by_label["C"].wanted == 35
    assert by_label["C"].folds == ()


def test_class_plans_name_the_classes_split_within_a_specimen():
    spectra = originals({"A": 10, "B": 10}, groups=["one"] * 10 + [str(i) for i in range(10)])
    plan = Plan().with_value("augment.amount", "per_class")
    within = {p.label: p.within_specimen for p in class_plans(spectra, plan)}
    assert within == {"A": True, "B": False}


def test_the_planned_models_are_those_that_training_queues():
    from ramangan_gui.core.split import make_split
    from ramangan_gui.workflow.queue import queue

    spectra = originals({"A": 40, "B": 25, "C": 5, "D": 12})
    for scheme in ("folds", "holdout", "refit", "all"):
        plan = Plan().with_value("split.scheme", scheme)
        fits, _ = queue(spectra, make_split(spectra, plan.split), plan)
        planned = [(p.label, f) for p in class_plans(spectra, plan) for f in p.folds]
        assert planned == [(fit.label, fit.fold) for fit in fits], scheme
