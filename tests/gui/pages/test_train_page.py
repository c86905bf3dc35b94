from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.base import TrainingView
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.core.errors import TrainingError
from ramangan_gui.core.progress import Command, Progress
from ramangan_gui.gui.pages.train import TrainPage
from ramangan_gui.gui.training_log import DROPPED, FINISHED, class_plans
from ramangan_gui.workflow.augment import FoldView

COUNTS = {"A": 60, "B": 40, "C": 12}


@pytest.fixture
def page(scripted, selection, qtbot):
    made = TrainPage(scripted, selection)
    scripted.cancel_wanted.connect(scripted.cancel)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


def views(label, fold, n=3, n_points=80):
    rng = np.random.default_rng(fold)
    for step in range(n):
        view = TrainingView(
            stage="adversarial",
            iteration=10 * step,
            n_iterations=10 * n,
            iterations=np.array([10 * step]),
            losses={"wasserstein_training": np.array([float(n - step)], np.float32)},
            samples=rng.normal(size=(6, n_points)).astype(np.float32),
            nearest=np.arange(6),
        )
        place = label, fold, fold, 2, np.arange(60, 80)
        yield Progress(0.1 * step, "training", FoldView(*place, view, step / n))


def test_without_corrected_spectra_training_cannot_start_and_says_why(page):
    assert not page.primary.isEnabled()
    assert "Correct the spectra first" in page.hint.text()
    assert page.mark() == "·"


def test_that_before_training_the_plot_names_its_axes_and_says_what_will_come(
    page, open_project, make_corrected
):
    growth = page.board.growth
    assert growth.plot.getPlotItem().getAxis("bottom").labelText == "Raman shift / cm⁻¹"
    assert growth.note.isVisible()
    open_project(make_corrected(COUNTS))
    assert growth.plot.getPlotItem().getAxis("left").labelText
    assert growth.note.isVisible()


def test_the_button_counts_the_models_and_the_table_the_spectra(page, open_project, make_corrected):
    open_project(make_corrected(COUNTS))
    assert page.primary.isEnabled()
    assert page.primary.text() == "Train 4 models → Review"
    table = page.panel.table
    shown = [[table.item(r, c).text() for c in range(4)] for r in range(table.rowCount())]
    assert shown == [
        ["A", "60", "+0", "60"],
        ["B", "40", "+20", "60"],
        ["C", "12", "+48", "60"],
    ]
    assert "C: a model sees only 6 spectra" in page.panel.warnings.text()
    assert list(page.log.runs) == [("B", 0), ("B", 1), ("C", 0), ("C", 1)]


def test_that_what_a_plan_means_is_worked_out_once(page, open_project, make_corrected, monkeypatch):
    asked = []

    def noted(spectra, plan):
        asked.append(plan)
        return class_plans(spectra, plan)

    monkeypatch.setattr("ramangan_gui.gui.pages.train.class_plans", noted)
    open_project(make_corrected(COUNTS))
    page.activate()
    assert len(asked) == 1
    plan = page.workspace.project.plan
    page.workspace.set_plan(replace(plan, split=replace(plan.split, folds=3)))
    page.activate()
    assert len(asked) == 2
    assert page.primary.text() == "Train 6 models → Review"


def test_a_recipe_that_is_not_applied_stops_training(page, open_project, make_corrected, scripted):
    project = make_corrected(COUNTS)
    open_project(project)
    other = project.recipe.from_dict({"normalisation": {"method": "area"}})
    assert other != project.recipe
    scripted.set_recipe(other)
    assert not page.primary.isEnabled()
    assert "apply it" in page.hint.text()
    scripted.undo_stack.undo()
    assert page.primary.isEnabled()


def test_equal_classes_cannot_be_balanced_but_can_be_given_a_number(
    page, open_project, make_corrected, scripted
):
    open_project(make_corrected({"A": 20, "B": 20}))
    assert not page.primary.isEnabled()
    assert "nothing is to be added" in page.hint.text()
    page.panel.augment.edited.emit("amount", "per_class", "")
    page.panel.augment.edited.emit("per_class", 7, "")
    assert scripted.project.plan.augment.per_class == 7
    assert page.primary.isEnabled()
    assert page.panel.table.item(1, 3).text() == "27"


def test_a_preset_sets_the_parameters_of_the_method(page, scripted):
    page.panel.augment.edited.emit("preset", "quick", "")
    assert scripted.project.plan.method == WganGpParams.preset("quick")
    assert page.panel.changed_note.isHidden()
    page.panel.method.edited.emit("lambda_gp", 3.0, "")
    assert scripted.project.plan.method.lambda_gp == 3.0
    assert not page.panel.changed_note.isHidden()


def test_each_augmenter_of_the_list_shows_its_own_parameters_and_sentence(page):
    for name, augmenter in AUGMENTERS.items():
        page.panel.edited.emit("augment.augmenter", name)
        plan = page.workspace.project.plan
        assert plan.augment.augmenter == name
        assert page.panel.description.text() == augmenter.description
        assert page.panel.method.params == augmenter.params.preset("standard")
        assert augmenter.title in page.panel.method_button.text()


def test_more_folds_mean_more_models(page, open_project, make_corrected):
    open_project(make_corrected(COUNTS))
    page.panel.split.edited.emit("folds", 3, "")
    assert page.primary.text() == "Train 6 models → Review"
    page.panel.split.edited.emit("scheme", "all", "")
    assert page.primary.text() == "Train 2 models → Review"
    assert "no verdict" in page.panel.warnings.text()


def test_a_value_that_cannot_be_taken_is_refused_with_a_sentence(page, scripted):
    before = scripted.project.plan
    page.panel.augment.edited.emit("per_class", 0, "")
    assert scripted.project.plan == before
    assert "must be a whole number from 1" in page.panel.augment._error.text()


def test_training_shows_curves_and_spectra_live_and_ends_on_review(
    page, open_project, make_corrected, make_finished, compute, scripted, qtbot
):
    open_project(make_corrected({"A": 60, "B": 40}))
    finished, made_views = make_finished({"A": 60, "B": 40}, {"B": "pass"})
    compute.results["train_task"] = (finished.augmentation, made_views)
    compute.progress["train_task"] = [*views("B", 0), *views("B", 1)]
    compute.endless = {"train_task"}
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    assert not page.primary.isEnabled()
    assert not page.panel.isEnabled()
    assert page.controls.isVisible()
    qtbot.waitUntil(lambda: page.log.current == ("B", 1))
    qtbot.waitUntil(lambda: page.board.queue.item(1, 2).text() == "▶ 66 %")
    assert page.board.queue.item(0, 2).text() == "■ ended"
    # One plot is drawn after the other.
    line = page.board.losses._lines["wasserstein_training"]
    qtbot.waitUntil(lambda: np.array_equal(line.getOriginalDataset()[0], [0, 10, 20]))
    qtbot.waitUntil(lambda: page.board.growth._curves is not None)
    assert not page.board.growth.note.isVisible()
    assert len(page.board.growth._curves[0].rows) == 4
    with qtbot.waitSignals([page.go_on, scripted.job_ended]):
        page.controls.keep.click()
    assert Command.FINISH in compute.sent
    assert {run.state for run in page.log.runs.values()} == {FINISHED}
    assert "kept: the last state" in page.board.notes.toPlainText()
    assert page.panel.isEnabled()
    assert page.mark() == "✓"


def test_the_view_follows_the_model_in_training_until_another_is_picked(
    page, open_project, make_corrected, make_finished, compute, scripted, qtbot
):
    open_project(make_corrected({"A": 60, "B": 40}))
    finished, made_views = make_finished({"A": 60, "B": 40}, {"B": "pass"})
    compute.results["train_task"] = (finished.augmentation, made_views)
    compute.progress["train_task"] = [*views("B", 0), *views("B", 1)]
    compute.endless = {"train_task"}
    page.train()
    qtbot.waitUntil(lambda: page.board.viewed == ("B", 1))
    qtbot.waitUntil(lambda: page.board.queue.currentRow() == 1)
    page.board.queue.setCurrentCell(0, 0)
    assert page.board.viewed == ("B", 0)
    assert not page.board.follow.isChecked()
    page.board.follow.setChecked(True)
    assert page.board.viewed == ("B", 1)
    with qtbot.waitSignal(scripted.job_ended):
        page.controls.cancel.click()


def test_space_pauses_and_goes_on(page, open_project, make_corrected, compute, scripted, qtbot):
    open_project(make_corrected(COUNTS))
    compute.endless = {"train_task"}
    page.train()
    assert page.controls.pause.hasFocus() or not page.isActiveWindow()
    for target in (page.controls.pause, page.board.queue):
        qtbot.keyClick(target, Qt.Key.Key_Space)
        assert scripted.job.paused
        qtbot.keyClick(target, Qt.Key.Key_Space)
        assert not scripted.job.paused
    with qtbot.waitSignal(scripted.job_ended):
        page.controls.cancel.click()


def test_cancelling_drops_the_models_and_frees_the_page(
    page, open_project, make_corrected, compute, scripted, qtbot
):
    open_project(make_corrected(COUNTS))
    compute.progress["train_task"] = list(views("B", 0))
    compute.endless = {"train_task"}
    page.train()
    qtbot.waitUntil(lambda: page.log.current == ("B", 0))
    moved = []
    page.go_on.connect(lambda: moved.append(1))
    with qtbot.waitSignal(scripted.job_ended):
        page.controls.cancel.click()
    assert page.log.runs["B", 0].state == DROPPED
    assert page.primary.isEnabled()
    assert page.panel.isEnabled()
    assert page.controls.isHidden()
    assert not moved


def test_a_failed_training_frees_the_page(
    page, open_project, make_corrected, compute, scripted, qtbot
):
    open_project(make_corrected(COUNTS))
    compute.results["train_task"] = TrainingError("No model could be trained.")
    with qtbot.waitSignal(scripted.failed):
        page.train()
    qtbot.waitUntil(page.primary.isEnabled)
    assert page.panel.isEnabled()


def test_a_training_started_from_the_menu_is_followed_too(
    page, open_project, make_corrected, compute, scripted, qtbot
):
    open_project(make_corrected(COUNTS))
    compute.progress["train_task"] = list(views("B", 0))
    compute.endless = {"train_task"}
    scripted.train()
    qtbot.waitUntil(lambda: page.log.current == ("B", 0))
    assert not page.panel.isEnabled()
    assert page.controls.isVisible()
    with qtbot.waitSignal(scripted.job_ended):
        page.controls.cancel.click()


def test_a_reopened_file_shows_its_curves_and_spectra(page, open_project, make_finished):
    open_project(*make_finished({"A": 60, "B": 40}, {"B": "pass"}))
    drawn = page.board.losses._lines["wasserstein_training"].getOriginalDataset()
    assert len(drawn[0]) == 10
    assert page.board.queue.item(0, 2).text() == "✓ finished"
    assert page.board.growth._curves is not None
    assert "(simulated)" in page.board.growth.plot.accessibleName()
    assert "replaces the generated spectra" in page.hint.text()


def test_decisions_are_not_trained_away_unasked(
    page, open_project, make_finished, compute, scripted, monkeypatch, qtbot
):
    open_project(*make_finished({"A": 60, "B": 40}, {"B": "pass"}))
    scripted.accept_plausible()
    asked = []

    def refuse(*words):
        asked.append(words[2])
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", refuse)
    page.train()
    assert "12 generated spectra" in asked[0]
    assert scripted.job is None
    assert [name for name, _ in compute.calls] == ["import_task"]
    # Without decisions there is nothing to lose that the seed does not bring back.
    scripted.undo_stack.undo()
    compute.endless = {"train_task"}
    page.train()
    assert len(asked) == 1
    with qtbot.waitSignal(scripted.job_ended):
        page.controls.cancel.click()


def test_nothing_is_redrawn_while_the_page_is_hidden(page, open_project, make_finished, qtbot):
    page.hide()
    open_project(*make_finished({"A": 60, "B": 40}, {"B": "pass"}))
    assert page.board.queue.rowCount() == 0
    page.show()
    qtbot.waitUntil(lambda: page.board.queue.rowCount() == 2)


def test_every_control_has_a_name_to_be_read_out(page, open_project, make_corrected):
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox

    open_project(make_corrected(COUNTS))
    for kind in (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox):
        for widget in page.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                text = getattr(widget, "text", lambda: "")()
                own = type(widget).__name__ in ("QScrollBar", "QTableCornerButton")
                named = widget.accessibleName() or text or own or _inside_a_list(widget)
                assert named, widget


def _inside_a_list(widget):
    from PySide6.QtWidgets import QAbstractItemView

    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def test_a_pause_ordered_elsewhere_shows_on_the_button(
    page, open_project, make_corrected, compute, scripted, qtbot
):
    open_project(make_corrected(COUNTS))
    compute.endless = {"train_task"}
    page.train()
    scripted.pause(True)
    assert page.controls.pause.isChecked()
    assert scripted.job.paused
    page.controls.pause.click()
    assert not scripted.job.paused
    with qtbot.waitSignal(scripted.job_ended):
        page.controls.cancel.click()


def test_the_heading_is_as_new_as_the_queue_whichever_plot_is_drawn(
    page, open_project, make_corrected
):
    open_project(make_corrected(COUNTS))
    page._begin()
    board, seen = page.board, []
    for progress in views("B", 0):
        page.log.add([progress.payload])
        board.log_changed(live=True)
        board._redraw_next()
        seen.append(board.losses.heading.text())
    assert [text.partition("step ")[2] for text in seen] == ["0 of 30", "10 of 30", "20 of 30"]


def test_that_a_model_that_is_being_prepared_is_under_way_and_names_no_step(
    page, open_project, make_corrected
):
    open_project(make_corrected(COUNTS))
    page._begin()
    board = page.board
    place = "B", 0, 0, 2, np.arange(60, 80)
    page.log.add([FoldView(*place, TrainingView("", 0, 0), 0.03)])
    board.log_changed(live=True)
    board._redraw_next()
    states = [board.queue.item(row, 2).text() for row in range(board.queue.rowCount())]
    assert "▶ 3 %" in states
    assert "step" not in board.losses.heading.text()
    assert board.growth.note.isVisible()


def test_that_one_plot_at_a_time_is_drawn_while_training_and_none_is_forgotten(
    page, open_project, make_corrected, monkeypatch
):
    open_project(make_corrected(COUNTS))
    page._begin()
    board, drawn = page.board, []
    board._timer.setInterval(10**6)
    losses, pairs = board.losses._redraw_plot, board.growth.show_pairs
    monkeypatch.setattr(
        board.losses, "_redraw_plot", lambda place: (drawn.append(place), losses(place))
    )
    monkeypatch.setattr(
        board.growth, "show_pairs", lambda *given: (drawn.append("pairs"), pairs(*given))
    )
    reports = views("B", 0, n=5)

    page.log.add([next(reports).payload])
    board.log_changed(live=True)
    for _ in range(3):
        board._redraw_next()
    assert drawn == [0, 1, "pairs"]
    board._redraw_next()
    assert len(drawn) == 3  # nothing new, nothing drawn

    for progress in reports:  # oftener than can be drawn: all get their turn
        page.log.add([progress.payload])
        board.log_changed(live=True)
        board._redraw_next()
    assert drawn[3:] == [0, 1, "pairs", 0]


def test_that_plots_are_emptied_one_after_another_when_training_begins(
    page, open_project, make_corrected, monkeypatch
):
    open_project(make_corrected(COUNTS))
    board, drawn = page.board, []
    board.notes.setPlainText("of before")
    board.follow.setChecked(False)
    parts = tuple(
        lambda part=part, place=place: (drawn.append(place), part())
        for place, part in enumerate(board._parts)
    )
    monkeypatch.setattr(board, "_parts", parts)
    board._due = []
    page._begin()
    assert drawn == []
    assert board.follow.isChecked()
    assert board.notes.toPlainText() == ""
    assert board.queue.rowCount() == len(page.log.runs) > 0
    board._timer.stop()
    for _ in range(5):
        board._redraw_next()
    assert drawn == [0, 1, 2]


def test_that_a_class_does_not_begin_at_nought_again_with_each_stage(
    page, open_project, make_corrected
):
    open_project(make_corrected(COUNTS))
    page._begin()
    seen = []
    for stage, fraction in [("warm start", 0.3), ("adversarial", 0.31), ("on all spectra", 0.6)]:
        view = TrainingView(stage, iteration=1, n_iterations=1000)
        page.log.add([FoldView("B", 0, 0, 2, np.arange(60, 80), view, fraction)])
        page.board.redraw()
        seen.append(page.board.queue.item(0, 2).text())
    assert seen == ["▶ 30 %", "▶ 31 %", "▶ 60 %"]
