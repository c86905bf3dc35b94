"""The project as a document: saved and opened, marked when changed, asked about once, recovered."""

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.review_record import BlindTest, ComparedRun
from ramangan_gui.core.utility import Utility
from ramangan_gui.gui.flow import CORRECT
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.project_lock import ProjectLock
from ramangan_gui.gui.saving import Saving
from ramangan_gui.gui.workspace import Workspace
from ramangan_gui.io.hdf5 import read_augmented
from ramangan_gui.workflow.autosave import read_contents
from ramangan_gui.workflow.project_file import load_project
from ramangan_gui.workflow.tasks import ExportOptions

PATIENCE = 60_000


def read(qtbot, window, path):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(path)])


def save(qtbot, window, path):
    with qtbot.waitSignal(window.document.file.saved, timeout=PATIENCE):
        window.document.file.save(str(path))


def change(window, exponent=6.0):
    recipe = window.workspace.project.recipe
    window.workspace.set_recipe(recipe.with_value("baseline.lam", 10**exponent))


@pytest.fixture
def second(qtbot, settings, monkeypatch):
    monkeypatch.setattr(MainWindow, "_build_next_page", lambda self: None)
    made = MainWindow(Workspace(Compute()), settings)
    made.saving.ask = lambda *_: False
    made.saving.choose = lambda *_: "discard"
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def project(qtbot, window, set_file, tmp_path):
    read(qtbot, window, set_file({"A": 6, "B": 4}))
    path = tmp_path / "mine.rgan"
    save(qtbot, window, path)
    return path


def test_that_changes_are_marked_until_they_are_saved_or_undone(qtbot, window, project):
    assert window.windowTitle() == "mine[*] – RamanGAN"
    assert not window.isWindowModified()
    change(window)
    assert window.isWindowModified()
    window.workspace.undo_stack.undo()
    assert not window.isWindowModified()
    window.workspace.undo_stack.redo()
    with qtbot.waitSignal(window.document.file.saved, timeout=PATIENCE):
        window.saving.save()
    assert not window.isWindowModified()
    assert str(project) in window.settings.recent


def test_that_a_save_right_after_another_is_not_told_as_failed(qtbot, window, project):
    file, failed = window.document.file, []
    file.not_saved.connect(lambda: failed.append(True))
    change(window)
    save(qtbot, window, project)
    change(window, 7.0)
    save(qtbot, window, project)
    assert not failed
    assert not window.isWindowModified()


def test_that_what_was_only_read_is_not_a_change(qtbot, window, set_file):
    read(qtbot, window, set_file({"A": 6}))
    assert not window.isWindowModified()


def test_that_a_project_opens_as_it_was_left_without_its_sources(qtbot, window, set_file, tmp_path):
    source = set_file({"A": 6, "B": 4})
    read(qtbot, window, source)
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.workspace.apply_recipe()
    change(window)
    window.selection.show_class("B")
    window.selection.show_original(8)
    window.show_page(CORRECT)
    save(qtbot, window, tmp_path / "mine.rgan")
    before = window.workspace.project
    read(qtbot, window, set_file({"C": 5}, "other.npz"))
    source.unlink()
    read(qtbot, window, tmp_path / "mine.rgan")
    after = window.workspace.project
    assert window.current == CORRECT
    assert (window.selection.label, window.selection.row) == ("B", 8)
    assert window.workspace.paths == (str(source),)
    assert after.recipe == before.recipe
    assert not after.recipe_is_applied
    np.testing.assert_array_equal(
        after.corrected.spectra.intensities, before.corrected.spectra.intensities
    )
    assert not window.isWindowModified()


def test_that_closing_asks_once_and_saves_if_told_to(qtbot, window, project):
    change(window)
    asked = []

    def answer(word):
        window.saving.choose = lambda *words: (asked.append(words), word)[1]

    answer("cancel")
    assert not window.close()
    answer("save")
    assert window.close()
    assert len(asked) == 2
    window.saving.choose = lambda *_: pytest.fail("asked again")


def test_that_a_failing_save_keeps_the_window_open(qtbot, window, project, monkeypatch):
    change(window)
    before = project.read_bytes()
    monkeypatch.setattr(
        "ramangan_gui.io.hdf5.sync", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    told = []
    window.document.failed.disconnect()
    window.document.failed.connect(lambda *words: told.append(words))
    window.saving.choose = lambda *_: "save"
    assert not window.close()
    assert "no space left" in str(told[0][1])
    assert "another place" in str(told[0][1])
    assert project.read_bytes() == before
    assert window.isWindowModified()
    window.saving.choose = lambda *_: "discard"


def test_that_what_could_not_be_saved_is_saved_elsewhere(
    qtbot, window, project, tmp_path, monkeypatch
):
    change(window)
    document = window.document
    with monkeypatch.context() as full:
        full.setattr(
            "ramangan_gui.io.hdf5.sync", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
        )
        document.failed.disconnect()
        with qtbot.waitSignal(document.file.not_saved, timeout=PATIENCE):
            window.saving.save()
    assert window.isWindowModified()
    (tmp_path / "drive").mkdir()
    other = tmp_path / "drive" / "elsewhere"
    monkeypatch.setattr(
        "ramangan_gui.gui.saving.QFileDialog.getSaveFileName", lambda *_: (str(other), "")
    )
    with qtbot.waitSignal(document.file.saved, timeout=PATIENCE):
        window.saving.save_as()
    assert document.file.path == f"{other}.rgan"
    assert not window.isWindowModified()
    assert ProjectLock(str(project)).take() == ""
    assert ProjectLock(document.file.path).take() != ""


def test_that_opening_asks_before_changes_are_lost(qtbot, window, project, set_file):
    change(window)
    now = window.workspace.project
    window.saving.choose = lambda *_: "cancel"
    window.opening.open_paths([str(set_file({"C": 5}, "other.npz"))])
    assert window.workspace.job is None
    assert window.workspace.project is now
    window.saving.choose = lambda *_: "discard"


def test_that_the_second_window_on_a_project_is_told(qtbot, window, second, project):
    asked = []

    def answer(*words):
        asked.append(words)
        return len(asked) > 1

    second.saving.ask = answer
    second.opening.open_paths([str(project)])
    assert second.workspace.job is None
    assert "open in another window" in asked[0][1]
    assert "process" in asked[0][1]
    read(qtbot, second, project)
    assert second.document.file.path == ""
    assert len(second.workspace.project.imported.spectra) == 10
    errors = []
    second.workspace.failed.disconnect()
    second.workspace.failed.connect(lambda *words: errors.append(words))
    assert not second.saving._write(str(project))
    assert "another window" in str(errors[0][1])
    window.saving.choose = lambda *_: "discard"
    window.close()
    assert ProjectLock(str(project)).take() == ""


def test_that_a_lock_of_a_dead_process_is_taken_over(tmp_path):
    path = tmp_path / "x.rgan"
    (tmp_path / ".x.rgan.lock").write_text("999999999\npython\nelsewhere\n\n\n")
    mine = ProjectLock(str(path))
    assert "elsewhere" in mine.take()
    (tmp_path / ".x.rgan.lock").unlink()
    assert mine.take() == ""
    assert "process" in ProjectLock(str(path)).take()
    mine.release()


def crashed(window, tmp_path):
    """Give the folder of autosaves as a crash of the window would leave it."""
    root = tmp_path / "crashed"
    session = window.document.autosaver.folder
    shutil.copytree(session, root / session.name, ignore=shutil.ignore_patterns("lock"))
    return root


def autosaved(qtbot, window):
    with qtbot.waitSignal(window.document.autosaver.kept, timeout=PATIENCE):
        window.document.autosaver.save()


def test_that_the_next_start_offers_exactly_the_last_autosave(
    qtbot, window, second, project, tmp_path
):
    window.document.keep(tmp_path / "state")
    change(window, 6.0)
    autosaved(qtbot, window)
    root = crashed(window, tmp_path)
    change(window, 7.0)
    window.document.close()
    recovery = second.document.keep(root)
    offered = []
    recovery.choose = lambda contents: (offered.append(contents), "recover")[1]
    with qtbot.waitSignal(second.workspace.job_ended, timeout=PATIENCE):
        assert recovery.offer()
    assert [contents.title for contents in offered] == ["mine"]
    assert second.workspace.project.recipe.baseline.lam == pytest.approx(1e6)
    assert second.document.file.path == str(project)
    assert second.isWindowModified()
    assert second.document.autosaver.folder.parent == root
    assert second.close()
    assert list(root.iterdir()) == []


def test_that_a_session_that_lives_or_kept_nothing_is_not_offered(
    qtbot, window, second, project, tmp_path
):
    window.document.keep(tmp_path / "state")
    change(window)
    autosaved(qtbot, window)
    (tmp_path / "state" / "empty").mkdir()
    recovery = second.document.keep(tmp_path / "state")
    recovery.choose = lambda _: pytest.fail("nothing is to be offered")
    assert not recovery.offer()
    assert not (tmp_path / "state" / "empty").exists()
    session = window.document.autosaver.folder
    assert read_contents(session).modified
    window.document.close()
    assert not session.exists()


def test_that_interrupted_training_is_taken_up(qtbot, window, second, project, tmp_path):
    window.document.keep(tmp_path / "state")
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.workspace.apply_recipe()
    qtbot.waitUntil(lambda: window.workspace.keeper.job is None, timeout=PATIENCE)
    window.workspace.training = True
    autosaved(qtbot, window)
    root = crashed(window, tmp_path)
    window.workspace.training = False
    window.document.close()
    recovery = second.document.keep(root)
    recovery.choose = lambda _: "recover"
    resumed = []
    second.workspace.train = lambda resume=False: resumed.append(resume)
    with qtbot.waitSignal(second.workspace.job_ended, timeout=PATIENCE):
        recovery.offer()
    assert resumed == [True]
    assert Path(second.workspace.training_folder).parent.parent == root


def test_that_an_autosave_that_fails_is_told_once_and_asks_nothing(
    qtbot, window, project, tmp_path, monkeypatch
):
    window.document.keep(tmp_path / "state")
    told = []
    window.workspace.told.connect(told.append)
    monkeypatch.setattr(
        "ramangan_gui.io.hdf5.sync", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    for exponent in (6.0, 7.0):
        change(window, exponent)
        with qtbot.waitSignal(window.workspace.keeper.ended, timeout=PATIENCE):
            window.document.autosaver.save()
    assert [t for t in told if t.startswith("No autosave")] == told[-1:]


def test_that_a_save_waits_for_an_autosave_under_way(qtbot, window, project, tmp_path):
    window.document.keep(tmp_path / "state")
    change(window)
    window.document.autosaver.save()
    assert window.workspace.keeper.job is not None
    save(qtbot, window, project)
    assert not window.isWindowModified()


def held(gate):
    """Give work that waits for a gate."""
    yield Progress(0.0, "Waiting")
    assert gate.wait(PATIENCE / 1000)


def hold_saving(monkeypatch, gate):
    """Let every project that is saved wait for a gate before it is written."""
    from ramangan_gui.workflow import project_file

    save_project = project_file.save_project

    def slow(*words):
        yield from held(gate)
        return (yield from save_project(*words))

    monkeypatch.setattr(project_file, "save_project", slow)


def stored(path):
    return run(load_project(path)).project


@pytest.mark.parametrize("behind_autosave", [False, True])
def test_that_opening_waits_for_a_save_under_way(
    qtbot, window, project, set_file, monkeypatch, behind_autosave
):
    change(window)
    gate, asked = threading.Event(), []
    window.saving.choose = lambda *words: (asked.append(words), "discard")[1]
    if behind_autosave:
        window.workspace.keeper.start(held(gate), "Autosave", lambda _: None)
    else:
        hold_saving(monkeypatch, gate)
    window.saving.save()
    QTimer.singleShot(100, gate.set)
    read(qtbot, window, set_file({"C": 5}, "other.npz"))
    assert not window.document.file.saving
    assert not asked
    assert window.workspace.project.imported.spectra.classes == ("C",)
    assert (window.document.file.path, window.isWindowModified()) == ("", False)
    assert stored(project).imported.spectra.classes == ("A", "B")
    assert stored(project).recipe.baseline.lam == pytest.approx(1e6)


def test_that_a_save_leaves_alone_what_was_opened_meanwhile(
    qtbot, window, project, set_file, tmp_path, monkeypatch
):
    other = tmp_path / "other.rgan"
    read(qtbot, window, set_file({"C": 5}, "other.npz"))
    save(qtbot, window, other)
    read(qtbot, window, project)
    file, reading, writing = window.document.file, threading.Event(), threading.Event()
    # The project is saved while the next one is being read already.
    from ramangan_gui.workflow import project_file

    load = project_file.load_project

    def slow(path):
        yield from held(reading)
        return (yield from load(path))

    monkeypatch.setattr(project_file, "load_project", slow)
    window.opening.open_paths([str(other)])
    change(window)
    with monkeypatch.context() as held_up:
        hold_saving(held_up, writing)
        window.saving.save()
        with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
            reading.set()
        with qtbot.waitSignal(file.saved, timeout=PATIENCE):
            writing.set()
    assert file.path == str(other)
    assert window.workspace.project.imported.spectra.classes == ("C",)
    assert not window.isWindowModified()
    assert ProjectLock(str(other)).take() != ""
    assert ProjectLock(str(project)).take() == ""
    change(window, 7.0)
    with qtbot.waitSignal(file.saved, timeout=PATIENCE):
        window.saving.save()
    assert stored(project).imported.spectra.classes == ("A", "B")
    assert stored(project).recipe.baseline.lam == pytest.approx(1e6)
    assert stored(other).recipe.baseline.lam == pytest.approx(1e7)


def test_that_a_save_writes_what_was_there_when_it_was_asked_for(qtbot, window, project):
    gate = threading.Event()
    window.workspace.keeper.start(held(gate), "Autosave", lambda _: None)
    change(window, 6.0)
    window.saving.save()
    change(window, 7.0)
    with qtbot.waitSignal(window.document.file.saved, timeout=PATIENCE):
        gate.set()
    assert stored(project).recipe.baseline.lam == pytest.approx(1e6)
    assert window.isWindowModified()


def test_that_a_new_name_can_be_saved_to_twice_at_once(qtbot, window, set_file, tmp_path):
    read(qtbot, window, set_file({"A": 6}))
    file, path = window.document.file, str(tmp_path / "new.rgan")
    for exponent in (6.0, 7.0):
        change(window, exponent)
        file.save(path)
    qtbot.waitUntil(lambda: not file.saving, timeout=PATIENCE)
    assert stored(path).recipe.baseline.lam == pytest.approx(1e7)
    assert not window.isWindowModified()
    assert ProjectLock(path).take() != ""


def test_that_only_the_latest_of_two_saves_that_wait_is_written(qtbot, window, project):
    gate, file, failed = threading.Event(), window.document.file, []
    window.document.failed.disconnect()
    window.document.failed.connect(lambda *words: failed.append(words))

    def again(_):
        change(window, 7.0)
        window.saving.save()

    # The second is asked for just when what is being written has ended.
    window.workspace.keeper.start(held(gate), "Autosave", again)
    change(window, 6.0)
    window.saving.save()
    with qtbot.waitSignal(file.saved, timeout=PATIENCE):
        gate.set()
    assert not file.saving
    assert not failed
    assert stored(project).recipe.baseline.lam == pytest.approx(1e7)
    assert not window.isWindowModified()


def test_that_a_save_that_waits_goes_before_the_next_autosave(qtbot, window, project, tmp_path):
    window.document.keep(tmp_path / "state")
    gate, autosaver = threading.Event(), window.document.autosaver
    # Its time comes just when what is being written has ended.
    window.workspace.keeper.start(held(gate), "Autosave", lambda _: autosaver.save())
    change(window)
    window.saving.save()
    with qtbot.waitSignals([window.document.file.saved, autosaver.kept], timeout=PATIENCE):
        gate.set()
    assert not window.isWindowModified()


@pytest.fixture
def generated(qtbot, window, set_file):
    """A set without a file of its own, with generated spectra."""
    read(qtbot, window, set_file({"A": 20, "B": 20}))
    workspace = window.workspace
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.apply_recipe()
    plan = workspace.project.plan.with_value("augment.augmenter", "noise")
    plan = plan.with_value("augment.amount", "per_class")
    workspace.set_plan(plan.with_value("augment.per_class", 10))
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.train()
    return workspace


def record_of(workspace):
    record = workspace.project.augmentation.review_record
    names = tuple(run.name for run in record.compared)
    return len(record.blind_tests), record.utility, names, dict(record.limits)


@pytest.mark.parametrize("undone", [1, 2, 3])
def test_that_undo_takes_back_decisions_and_nothing_that_was_found(generated, undone):
    stack, scorecard = generated.undo_stack, generated.project.augmentation.scorecard
    generated.set_review([0, 1, 2], Review.REJECTED)
    generated.set_limit("A", "noise", 0.5)
    answers = ((True, False), (3, 4), (True, True))
    generated.add_blind_test(BlindTest("A", -1, *answers))
    utility = Utility((), (), ("Of use.",), 40)
    generated.add_utility(utility)
    generated.add_compared(ComparedRun("mixup", scorecard))
    assert record_of(generated) == (1, utility, ("mixup",), {"A": {"noise": 0.5}})
    for _ in range(undone):
        stack.undo()
    if undone < 3:
        assert record_of(generated) == (1, utility, ("mixup",), {})
        assert (generated.project.augmentation.generated.review == 0).all() == (undone == 2)
    else:
        assert generated.project.augmentation is None
    for _ in range(undone):
        stack.redo()
    assert record_of(generated) == (1, utility, ("mixup",), {"A": {"noise": 0.5}})


def test_that_the_second_scorecard_comes_back_with_its_decisions(qtbot, generated):
    generated.accept_plausible()
    with qtbot.waitSignal(generated.job_ended, timeout=PATIENCE):
        generated.judge_accepted()
    card = generated.project.augmentation.scorecard_after
    assert card is not None
    generated.undo_stack.undo()
    assert generated.project.augmentation.scorecard_after is None
    generated.undo_stack.redo()
    assert generated.project.augmentation.scorecard_after is card
    # It is about those decisions, not about what follows.
    generated.set_review([0], Review.REJECTED)
    assert generated.project.augmentation.scorecard_after is None
    generated.undo_stack.undo()
    assert generated.project.augmentation.scorecard_after is card


def test_that_nothing_found_about_one_run_is_told_of_another(qtbot, generated):
    first = generated.project.augmentation
    with qtbot.waitSignal(generated.job_ended, timeout=PATIENCE):
        generated.train()
    assert generated.project.augmentation is not first
    generated.add_compared(ComparedRun("mixup", first.scorecard))
    generated.undo_stack.undo()
    assert generated.project.augmentation is first
    generated.undo_stack.redo()
    assert record_of(generated)[2] == ("mixup",)


@pytest.mark.parametrize("meanwhile", ["nothing", "undone", "decisions", "labels"])
def test_that_what_was_decided_while_writing_does_not_count_as_exported(
    qtbot, window, generated, tmp_path, monkeypatch, meanwhile
):
    from ramangan_gui.workflow import export as writing

    export, gate, told = writing.export, threading.Event(), []

    def slow(*words):
        path = yield from export(*words)
        yield from held(gate)
        return path

    monkeypatch.setattr(writing, "export", slow)
    generated.told.connect(told.append)
    generated.accept_plausible()
    n = generated.project.n_accepted
    generated.export(tmp_path / "out.h5", ExportOptions())
    if meanwhile == "decisions":
        generated.set_review(np.arange(20), Review.REJECTED)
    elif meanwhile == "undone":
        generated.set_review(np.arange(20), Review.REJECTED)
        generated.undo_stack.undo()
    elif meanwhile == "labels":
        generated.set_labels([0], label="B")
    with qtbot.waitSignal(generated.job_ended, timeout=PATIENCE):
        gate.set()
    assert n
    assert len(read_augmented(tmp_path / "out.h5").accepted) == n
    changed = meanwhile not in ("nothing", "undone")
    assert window.isWindowModified() == changed
    assert generated.project.exported_to == ("" if changed else str(tmp_path / "out.h5"))
    assert any("without what was changed meanwhile" in sentence for sentence in told) == changed


def test_that_results_of_jobs_can_be_undone_by_name(qtbot, window, project):
    workspace = window.workspace
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.apply_recipe()
    made = workspace.project.corrected
    assert workspace.undo_stack.undo_text == "Correct 10 spectra"
    workspace.undo_stack.undo()
    assert workspace.project.corrected is None
    workspace.undo_stack.redo()
    assert workspace.project.corrected is made


def test_that_undo_forgets_before_memory_is_full(qtbot, window, project, monkeypatch):
    monkeypatch.setattr("ramangan_gui.gui.project_holder._MOST_KEPT", 1)
    change(window)
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.workspace.apply_recipe()
    assert not window.workspace.undo_stack.done
    assert window.workspace.project.recipe_is_applied


@pytest.mark.parametrize(
    ("rows", "label", "group", "name"),
    [
        ([0, 1], "C", None, "Relabel 2 spectra"),
        (range(6), "C", None, "Rename class A to C"),
        (range(6), "B", None, "Merge class A into B"),
        ([0, 1, 2], None, "tablet", "Change the group of 3 spectra"),
    ],
)
def test_that_class_edits_are_named_for_undo(window, project, rows, label, group, name):
    window.workspace.set_labels(np.array(list(rows)), label=label, group=group)
    assert window.workspace.undo_stack.undo_text == name


def edit_menu(window):
    """What the first entry of the Edit menu says, as a user reads it."""
    edit = next(a for a in window.menuBar().actions() if "Edit" in a.text())
    return edit.menu().actions()[0].text().replace("&", "")


def test_that_the_edit_menu_names_what_undo_takes_back(qtbot, window, set_file):
    read(qtbot, window, set_file({"A": 20, "B": 20}))
    workspace = window.workspace
    assert edit_menu(window) == "Undo"
    said = []

    def did(do, *words, **named):
        do(*words, **named)
        said.append(edit_menu(window))

    did(workspace.set_labels, [0, 1], label="B")
    did(workspace.set_labels, [0], label="A")
    did(workspace.set_labels, [2], group="tablet")
    did(workspace.leave_out, [39])
    did(workspace.set_recipe, workspace.project.recipe.with_value("baseline.lam", 3e4), "λ 4.5")
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.apply_recipe()
    said.append(edit_menu(window))
    plan = workspace.project.plan.with_value("augment.augmenter", "noise")
    workspace.set_plan(plan.with_value("augment.amount", "per_class"))
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.train()
    n = len(workspace.project.augmentation.generated)
    said.append(edit_menu(window))
    did(workspace.set_review, np.arange(12), Review.REJECTED)
    did(workspace.set_review, [0], Review.ACCEPTED)
    did(workspace.set_review, [0], Review.NONE)
    did(workspace.accept_plausible)
    assert said == [
        "Undo Relabel 2 spectra",
        "Undo Relabel 1 spectrum",
        "Undo Change the group of 1 spectrum",
        "Undo Remove 1 spectrum",
        "Undo λ 4.5",
        "Undo Correct 39 spectra",
        f"Undo Generate {n} spectra",
        "Undo Reject 12 spectra",
        "Undo Accept 1 spectrum",
        "Undo Reopen 1 spectrum",
        "Undo Accept plausible spectra",
    ]
    for _ in said:
        workspace.undo_stack.undo()
    assert edit_menu(window) == "Undo"
    assert workspace.project.imported.spectra.label.tolist() == ["A"] * 20 + ["B"] * 20


def test_that_questions_leave_nothing_in_the_window(qtbot, window, project, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    for _ in range(3):
        Saving.choose(window.saving, "Save?", "Really?")
        Saving.ask(window.saving, "Go on?", "Really?", "Yes", "No")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QMessageBox) == []
