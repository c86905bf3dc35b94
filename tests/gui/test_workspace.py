import threading
from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.errors import RamanGanError, SpectraError
from ramangan_gui.core.progress import Progress
from ramangan_gui.core.utility import Utility
from ramangan_gui.gui import review_jobs
from ramangan_gui.gui import workspace as workspaces
from ramangan_gui.gui.workspace import Workspace
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.quality.utility import UtilityParams
from ramangan_gui.workflow import augment as augmenting
from ramangan_gui.workflow import compare as comparing
from ramangan_gui.workflow.compare import Run, RunComparison

PATIENCE = 60_000


def wait_job(qtbot, workspace, start):
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE) as blocker:
        start()
    return blocker.args[0]


def test_that_reading_gives_a_project_and_remembers_the_paths(qtbot, workspace, set_file):
    path = set_file({"A": 6, "B": 4})
    assert wait_job(qtbot, workspace, lambda: workspace.open_paths([path])) == "succeeded"
    assert workspace.project.imported.spectra.counts == {"A": 6, "B": 4}
    assert workspace.paths == (str(path),)
    assert workspace.job is None


def test_that_a_file_that_cannot_be_read_changes_nothing(qtbot, workspace, opened, tmp_path):
    opened({"A": 6})
    before, paths = workspace.project, workspace.paths
    bad = tmp_path / "bad.csv"
    bad.write_text("no numbers here\n")
    failures = []
    workspace.failed.connect(lambda *args: failures.append(args))
    assert wait_job(qtbot, workspace, lambda: workspace.open_paths([bad])) == "failed"
    assert workspace.project is before
    assert workspace.paths == paths
    assert isinstance(failures[0][1], RamanGanError)
    assert "bad.csv" in str(failures[0][1])


def test_that_labels_change_for_several_spectra_and_come_back(workspace, opened):
    opened({"A": 4, "B": 3})
    workspace.set_labels(np.array([0, 5]), label="C", group="tablet 9")
    spectra = workspace.project.imported.spectra
    assert spectra.label.tolist() == ["C", "A", "A", "A", "B", "C", "B"]
    assert spectra.group[[0, 5]].tolist() == ["tablet 9", "tablet 9"]
    assert workspace.undo_stack.undo_text == "Relabel 2 spectra"
    workspace.undo_stack.undo()
    assert workspace.project.imported.spectra.label.tolist() == ["A"] * 4 + ["B"] * 3
    workspace.undo_stack.redo()
    assert workspace.project.imported.spectra.counts == {"C": 2, "A": 3, "B": 2}


def test_that_relabelling_clears_what_was_made_of_the_old_labels(qtbot, workspace, opened):
    opened({"A": 5})
    assert wait_job(qtbot, workspace, workspace.apply_recipe) == "succeeded"
    assert workspace.project.recipe_is_applied
    workspace.set_labels(np.array([0]), label="B")
    assert workspace.project.corrected is None
    workspace.undo_stack.undo()
    assert workspace.project.recipe_is_applied


def test_that_a_drag_is_one_step_to_undo(workspace, opened):
    opened({"A": 3})
    start = workspace.project.recipe
    for exponent in (5.1, 5.2, 5.3):
        workspace.set_recipe(start.with_value("baseline.lam", 10**exponent), "λ", "drag#1")
    workspace.set_recipe(start.with_value("baseline.lam", 1e7), "λ", "drag#2")
    assert len(workspace.undo_stack) == 2
    workspace.undo_stack.undo()
    assert workspace.project.recipe.baseline.lam == pytest.approx(10**5.3)
    workspace.undo_stack.undo()
    assert workspace.project.recipe == start


def test_that_undo_leaves_what_was_set_without_undo(workspace, opened):
    opened({"A": 3})
    workspace.set_recipe(workspace.project.recipe.with_value("baseline.lam", 1e6))
    workspace.set_plan(workspace.project.plan.with_value("augment.per_class", 7))
    workspace.set_axis(replace(workspace.project.axis, start=500.0))
    workspace.undo_stack.undo()
    assert workspace.project.recipe == Recipe()
    assert workspace.project.plan.augment.per_class == 7
    assert workspace.project.axis.start == 500.0


def test_that_a_result_for_spectra_that_changed_meanwhile_is_dropped(qtbot, workspace, opened):
    opened({"A": 5})
    told = []
    workspace.told.connect(told.append)
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.apply_recipe()
        workspace.set_labels(np.array([0]), label="B")
    assert workspace.project.corrected is None
    assert any("changed meanwhile" in sentence for sentence in told)


@pytest.fixture
def training(qtbot, workspace, opened, monkeypatch):
    """A workspace that trains, on the first of two corrections, until the gate it gives is open."""
    augment, gate = augmenting.augment, threading.Event()

    def slow(*words):
        yield Progress(0.5, "training")
        assert gate.wait(PATIENCE / 1000)
        return (yield from augment(*words))

    monkeypatch.setattr(augmenting, "augment", slow)
    opened({"A": 20, "B": 20})
    for exponent in (6.0, 7.0):
        recipe = workspace.project.recipe.with_value("baseline.lam", 10**exponent)
        workspace.set_recipe(recipe)
        assert wait_job(qtbot, workspace, workspace.apply_recipe) == "succeeded"
    workspace.undo_stack.undo()
    plan = workspace.project.plan.with_value("augment.augmenter", "noise")
    workspace.set_plan(plan.with_value("augment.amount", "per_class"))
    workspace.train()
    yield gate
    gate.set()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda w: w.set_labels(np.arange(20), label="C"), "Rename class A to C"),
        (lambda w: w.leave_out([0]), "Remove 1 spectrum"),
        (lambda w: w.set_imported(w.project.imported, "Move the axis"), "Move the axis"),
        (lambda w: [w.undo_stack.undo() for _ in range(3)], "Undo Correct 40 spectra"),
        (lambda w: w.undo_stack.redo(), "Redo Correct 40 spectra"),
    ],
    ids=["labels", "fewer", "tool", "undo", "redo"],
)
def test_that_a_training_keeps_the_spectra_it_learns_from(
    qtbot, workspace, training, change, named
):
    refused = []
    workspace.failed.connect(lambda *words: refused.append(words[:2]))
    corrected, imported = workspace.project.corrected, workspace.project.imported
    change(workspace)
    assert {title for title, _ in refused} == {named}
    assert "Training is still running" in str(refused[0][1])
    assert workspace.project.corrected is corrected
    assert workspace.project.imported is imported
    assert wait_job(qtbot, workspace, training.set) == "succeeded"
    assert workspace.project.augmentation is not None
    change(workspace)
    assert len({title for title, _ in refused}) == 1


def test_that_a_comparison_keeps_the_spectra_that_another_augmenter_learns_from(
    qtbot, workspace, training, monkeypatch
):
    assert wait_job(qtbot, workspace, training.set) == "succeeded"
    training.clear()
    monkeypatch.setattr(comparing, "augment", augmenting.augment)
    refused = []
    workspace.failed.connect(lambda *words: refused.append(words[:2]))
    corrected = workspace.project.corrected
    workspace.compare(augmenter="mixup")
    workspace.leave_out([0])
    ((title, error),) = refused
    assert title == "Remove 1 spectrum"
    assert "Comparing runs is still running" in str(error)
    assert workspace.project.corrected is corrected
    assert wait_job(qtbot, workspace, training.set) == "succeeded"
    assert len(workspace.project.augmentation.review_record.compared) == 1
    workspace.leave_out([0])
    assert len(refused) == 1


@pytest.mark.parametrize("job", ["comparison", "utility"])
@pytest.mark.parametrize(
    ("undone", "kept"), [(1, True), (2, False), (3, False)], ids=["decision", "run", "both runs"]
)
def test_that_what_is_found_about_a_run_is_dropped_where_the_run_is_undone_meanwhile(
    qtbot, workspace, training, monkeypatch, job, undone, kept
):
    assert wait_job(qtbot, workspace, training.set) == "succeeded"
    assert wait_job(qtbot, workspace, workspace.train) == "succeeded"
    workspace.set_review([0], Review.REJECTED)
    card = workspace.project.augmentation.scorecard
    found = {
        "comparison": RunComparison(Run("One", card), Run("Two", card), {}),
        "utility": Utility((), (), ("Of use.",), 40),
    }[job]

    def task(*_):
        yield Progress(0.5, "at work")
        assert training.wait(PATIENCE / 1000)
        return found

    training.clear()
    monkeypatch.setattr(workspaces, "compare_task", task)
    monkeypatch.setattr(review_jobs, "utility_task", task)
    told, shown = [], []
    workspace.told.connect(told.append)
    workspace.compared.connect(shown.append)
    workspace.utility_measured.connect(shown.append)
    if job == "comparison":
        workspace.compare(augmenter="mixup")
    else:
        workspace.measure_utility(UtilityParams())
    for _ in range(undone):
        workspace.undo_stack.undo()
    assert wait_job(qtbot, workspace, training.set) == "succeeded"
    assert shown == ([found] if kept else [])
    assert any("changed meanwhile" in sentence for sentence in told) != kept
    for _ in range(undone):
        made = workspace.project.augmentation
        assert made is None or _has_findings(made.review_record) == kept
        workspace.undo_stack.redo()
    assert _has_findings(workspace.project.augmentation.review_record) == kept


def _has_findings(record):
    return bool(record.compared) or record.utility is not None


def test_that_a_recipe_may_be_changed_and_undone_during_training(qtbot, workspace, training):
    refused = []
    workspace.failed.connect(lambda *words: refused.append(words))
    before = workspace.project.recipe
    workspace.set_recipe(before.with_value("baseline.lam", 1e8))
    workspace.undo_stack.undo()
    assert workspace.project.recipe == before
    assert wait_job(qtbot, workspace, training.set) == "succeeded"
    assert workspace.project.augmentation is not None
    assert not refused


def test_that_the_corrected_set_is_what_the_recipe_gives(qtbot, workspace, opened):
    opened({"A": 70})
    assert wait_job(qtbot, workspace, workspace.apply_recipe) == "succeeded"
    project = workspace.project
    expected = Recipe().apply(project.imported.spectra).intensities
    np.testing.assert_array_equal(project.corrected.spectra.intensities, expected)


class Endless(Compute):
    """Work that never ends by itself."""

    def steps(self, function, *args, **kwargs):
        def go_on():
            while True:
                yield Progress(0.5, "going on")

        return go_on()


@pytest.fixture
def busy(qtbot, qapp):
    workspace = Workspace(Endless())
    with qtbot.waitSignal(workspace.job_progressed):
        workspace.open_paths(["anything"])
    yield workspace
    workspace.close()


def test_that_a_second_job_is_refused_with_a_sentence(qtbot, busy):
    with qtbot.waitSignal(busy.failed) as failed:
        busy.open_paths(["something else"])
    assert "still running" in str(failed.args[1])


def test_that_cancel_leaves_the_project_and_says_so(qtbot, busy):
    before, told = busy.project, []
    busy.told.connect(told.append)
    with qtbot.waitSignal(busy.job_ended) as ended:
        busy.cancel()
    assert ended.args == ["cancelled"]
    assert busy.project is before
    assert told == ["Reading anything: cancelled, nothing was changed."]


class WithinAStep(Compute):
    """Work with a step that lasts until it is interrupted."""

    def __init__(self):
        self.interrupted = threading.Event()

    def steps(self, function, *args, **kwargs):
        def go_on():
            yield Progress(0.5, "a long step")
            self.interrupted.wait()
            yield Progress(0.5, "a long step")
            raise AssertionError("went on after it was cancelled")

        return go_on()

    def interrupt(self):
        self.interrupted.set()


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_that_a_long_step_need_not_end_before_work_is_dropped(qtbot, qapp, way):
    workspace = Workspace(WithinAStep())
    with qtbot.waitSignal(workspace.job_progressed):
        workspace.open_paths(["anything"])
    getattr(workspace, way)()
    qtbot.waitUntil(lambda: workspace.job is None)
    workspace.close()


def test_that_closing_waits_for_the_job(qtbot, busy):
    job = busy.job
    busy.close()
    assert busy.job is None
    assert job.isFinished()


def test_that_a_failure_is_told_once_with_the_title_of_the_job(qtbot, qapp):
    class Failing(Compute):
        def steps(self, function, *args, **kwargs):
            def fail():
                yield Progress(0.1)
                raise SpectraError("Nothing there.", "Look elsewhere.")

            return fail()

    workspace = Workspace(Failing())
    with qtbot.waitSignal(workspace.failed) as failed:
        workspace.open_paths(["a/b/set.npz"])
    assert failed.args[0] == "Reading set.npz"
    assert failed.args[1].remedy == "Look elsewhere."
    workspace.close()
