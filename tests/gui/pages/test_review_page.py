from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.gui.pages.review import ReviewPage
from ramangan_gui.gui.widgets.blind_dialog import BlindDialog
from ramangan_gui.gui.widgets.overlay_view import _mean_and_sd, _some
from ramangan_gui.workflow.compare import Run, RunComparison
from ramangan_gui.workflow.review_bands import band_values

COUNTS = {"A": 40, "B": 30, "C": 24}
VERDICTS = {"B": "pass", "C": "inconclusive"}


@pytest.fixture
def page(scripted, selection, qtbot):
    made = ReviewPage(scripted, selection)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def opened(page, open_project, make_finished):
    """The page, showing a finished project with 24 generated spectra."""
    open_project(*make_finished(COUNTS, VERDICTS))
    page.activate()
    return page


def review(page):
    return page.workspace.project.augmentation.generated.review


def press(page, qtbot, key):
    page.panel.list.setFocus()
    qtbot.keyClick(page.panel.list, key)


def test_before_training_the_page_says_what_is_missing(page):
    page.activate()
    assert not page.primary.isEnabled()
    assert "Train first" in page.hint.text()
    assert "train first" in page.note.text()
    assert page.scorecard.overall.text() == "No verdict yet."
    assert page.scorecard.which.isHidden()


def test_the_first_class_with_generated_spectra_comes_into_view_worst_first(opened, selection):
    assert selection.label == "B"
    assert opened.classes.currentText() == "B"
    assert [opened.folds.itemData(i) for i in range(opened.folds.count())] == [0, 1]
    generated = opened.workspace.project.augmentation.generated
    scores = generated.quality_score[opened.panel.list.rows]
    assert (np.diff(scores) >= 0).all()
    assert selection.generated_row == opened.panel.list.rows[0]
    assert "negative lobe at 700 cm⁻¹" in opened.panel.detail.text()
    assert opened.simulated.isVisible()


def test_the_verdict_of_the_class_in_view_is_in_sight(opened, selection):
    assert "<b>B: pass.</b>" in opened.scorecard.verdict.text()
    selection.show_class("C")
    assert "<b>C: inconclusive.</b>" in opened.scorecard.verdict.text()
    assert opened.classes.currentText() == "C"


def test_a_class_that_got_no_spectra_is_explained(opened, selection):
    selection.show_class("A")
    assert "No spectra were generated" in opened.note.text()
    assert len(opened.panel.list.rows) == 0
    selection.show_class("B")
    assert opened.note.text() == ""
    assert len(opened.panel.list.rows) == 6


def test_another_fold_shows_its_own_spectra(opened):
    first = set(opened.panel.list.rows.tolist())
    opened.folds.setCurrentIndex(1)
    opened.folds.activated.emit(1)
    second = set(opened.panel.list.rows.tolist())
    assert not first & second
    generated = opened.workspace.project.augmentation.generated
    assert (generated.fold[list(second)] == 1).all()
    assert opened.selection.generated_row in second


def test_a_and_r_decide_and_go_on_to_the_next(opened, qtbot):
    rows = opened.panel.list.rows.copy()
    press(opened, qtbot, Qt.Key.Key_R)
    assert review(opened)[rows[0]] == Review.REJECTED
    assert opened.selection.generated_row == rows[1]
    press(opened, qtbot, Qt.Key.Key_A)
    assert review(opened)[rows[1]] == Review.ACCEPTED
    press(opened, qtbot, Qt.Key.Key_Left)
    assert opened.selection.generated_row == rows[1]
    press(opened, qtbot, Qt.Key.Key_U)
    assert review(opened)[rows[1]] == Review.NONE
    press(opened, qtbot, Qt.Key.Key_Left)
    press(opened, qtbot, Qt.Key.Key_Left)
    press(opened, qtbot, Qt.Key.Key_Left)
    assert opened.selection.generated_row == rows[0]


def test_decisions_are_taken_back_by_undo_one_by_one(opened, qtbot):
    for key in (Qt.Key.Key_R, Qt.Key.Key_A):
        press(opened, qtbot, key)
    stack = opened.workspace.undo_stack
    stack.undo()
    assert (review(opened) != 0).sum() == 1
    stack.undo()
    assert (review(opened) != 0).sum() == 0
    stack.redo()
    assert (review(opened) == Review.REJECTED).sum() == 1
    model = opened.panel.list.model()
    assert model.index(0, 0).data() == "✗ rejected"


def test_several_spectra_are_decided_at_once(opened, qtbot):
    opened.panel.list.selectAll()
    press(opened, qtbot, Qt.Key.Key_A)
    assert (review(opened)[opened.panel.list.rows] == Review.ACCEPTED).all()
    assert (review(opened) == Review.ACCEPTED).sum() == 6


def test_accept_plausible_takes_what_passes_and_then_leads_to_export(opened, qtbot):
    assert opened.primary.text() == "Accept 20 plausible"
    assert "rejects 4" in opened.hint.text()
    assert opened.mark() == "!"
    qtbot.mouseClick(opened.primary, Qt.MouseButton.LeftButton)
    assert (review(opened) == Review.ACCEPTED).sum() == 20
    assert (review(opened) == Review.REJECTED).sum() == 4
    assert "0 undecided · 20 accepted · 4 rejected" in opened.panel.counts.text()
    assert opened.primary.text() == "Go to Export"
    assert opened.mark() == "✓"
    assert "<b>B: pass.</b>" in opened.scorecard.verdict.text()
    with qtbot.waitSignal(opened.go_on):
        qtbot.mouseClick(opened.primary, Qt.MouseButton.LeftButton)
    opened.workspace.undo_stack.undo()
    assert opened.primary.text() == "Accept 20 plausible"


def test_a_point_selects_its_spectrum_everywhere(opened):
    view = opened._shown
    opened.pca.scatter.picked.emit("generated", 3)
    row = int(view.generated_rows[3])
    assert opened.selection.generated_row == row
    current = opened.panel.list.selectionModel().currentIndex().row()
    assert opened.panel.list.rows[current] == row
    shown = opened.overlay.plot._highlights
    generated = opened.workspace.project.augmentation.generated
    np.testing.assert_array_equal(shown["selected"].rows[0], generated.intensities[row])
    corrected = opened.workspace.project.corrected.spectra
    nearest = view.nearest_original[3]
    np.testing.assert_array_equal(shown["nearest original"].rows[0], corrected.intensities[nearest])


def test_what_is_selected_is_drawn_once(opened, monkeypatch):
    drawn = []

    def noting(x, y=None, colour="", name="", dashed=False):
        if x is not None:
            drawn.append(name)

    monkeypatch.setattr(opened.overlay.plot, "highlight", noting)
    opened._stale = True
    opened.refresh()
    assert "selected" not in drawn  # nothing is new
    opened.overlay.single.toggle()
    assert drawn.count("selected") == 1  # all is drawn anew
    opened.pca.scatter.picked.emit("generated", 4)
    assert drawn.count("selected") == 2


def test_a_curve_selects_its_point(opened):
    view = opened._shown
    n = len(opened.workspace.project.corrected.spectra)
    row = int(view.generated_rows[2])
    opened.overlay.plot.clicked.emit(n + row)
    ring = np.array(opened.pca.scatter._rings["generated"].getData()).T
    np.testing.assert_allclose(ring, view.generated_scores[[2], :2])


def test_an_original_can_be_picked_in_both_plots(opened):
    view = opened._shown
    opened.pca.scatter.picked.emit("original", 4)
    assert opened.selection.row == view.original_rows[4]
    assert "selected original" in opened.overlay.plot._highlights
    opened.overlay.plot.clicked.emit(int(view.original_rows[1]))
    ring = np.array(opened.pca.scatter._rings["original"].getData()).T
    np.testing.assert_allclose(ring, view.original_scores[[1], :2])
    opened.pca.scatter.picked.emit("generated", 0)
    assert "selected original" not in opened.overlay.plot._highlights


def test_the_overlay_shows_mean_and_sd_of_held_out_and_generated(opened, monkeypatch):
    view, project = opened._shown, opened.workspace.project
    bands = []
    monkeypatch.setattr(opened.overlay.plot, "add_band", lambda *band: bands.append(band))
    opened.overlay.single.setChecked(False)
    held_out = project.corrected.spectra.intensities[view.original_rows]
    generated = project.augmentation.generated.intensities[view.generated_rows]
    assert [band[3] for band in bands] == ["original", "generated"]
    for (_, mean, sd, _, _), rows in zip(bands, (held_out, generated), strict=True):
        n = len(rows)
        slow_mean = sum(row.astype(float) for row in rows) / n
        slow_sd = (sum((row - slow_mean) ** 2 for row in rows) / (n - 1)) ** 0.5
        np.testing.assert_allclose(mean, slow_mean, rtol=1e-6)
        np.testing.assert_allclose(sd, slow_sd, rtol=1e-6)


def test_rejected_spectra_leave_the_overlay(opened, qtbot):
    row = int(opened.panel.list.rows[0])
    opened.workspace.set_review([row], Review.REJECTED)
    gone = "5 generated (1 rejected not shown)"
    qtbot.waitUntil(lambda: gone in opened.overlay.caption.text())


def test_components_can_be_chosen_and_are_named_with_their_variance(opened):
    assert opened.pca.across.currentText() == "PC 1"
    opened.pca.up.setCurrentIndex(2)
    opened.pca.up.activated.emit(2)
    bottom = opened.pca.scatter.plot.getAxis("left").labelText
    assert bottom == "PC 3 (10.0 % of variance)"
    places = opened.pca.scatter._places["original"]
    np.testing.assert_allclose(places, opened._shown.original_scores[:, [0, 2]])
    opened.pca.with_loadings.setChecked(True)
    shown = [family.rows[0] for family in opened.pca.loadings._families]
    np.testing.assert_allclose(shown, opened._shown.loadings[[0, 2]])


def test_k_means_is_shown_with_the_warning_that_it_is_nearly_blind(opened):
    opened.pca.clusters.setChecked(True)
    assert "adjusted Rand index 0.03" in opened.pca.verdict.text()
    assert "purity 0.55" in opened.pca.verdict.text()
    assert "nearly blind" in opened.pca.verdict.text()
    assert len(opened.pca.scatter._layers) == 4


def test_the_accepted_can_be_judged_once_there_are_any(opened, compute, qtbot, make_finished):
    assert not opened.panel.judge.isEnabled()
    opened.workspace.accept_plausible()
    again, _ = make_finished(COUNTS, {"B": "pass", "C": "fail"})
    from dataclasses import replace

    compute.results["judge_accepted_task"] = replace(
        again.augmentation.scorecard, after_selection=True
    )
    with qtbot.waitSignal(opened.workspace.job_ended):
        qtbot.mouseClick(opened.panel.judge, Qt.MouseButton.LeftButton)
    assert "After selection" in opened.scorecard.overall.text()
    # A new decision makes it stale.
    opened.workspace.set_review([0], Review.NONE)
    assert "After selection" not in opened.scorecard.overall.text()


def test_nothing_is_drawn_while_the_page_is_hidden(page, open_project, make_finished):
    page.hide()
    open_project(*make_finished(COUNTS, VERDICTS))
    assert len(page.panel.list.rows) == 0
    page.show()
    page.activate()
    assert len(page.panel.list.rows) == 6


def test_a_new_set_empties_the_page(opened, open_project, make_corrected):
    open_project(make_corrected(COUNTS))
    assert len(opened.panel.list.rows) == 0
    assert not opened.primary.isEnabled()
    assert opened.selection.generated_row is None


def test_a_shape_around_points_chooses_them_in_plots_and_list(opened, selection, qtbot):
    view = opened._shown
    low, high = view.generated_scores[:, :2].min(axis=0), view.generated_scores[:, :2].max(axis=0)
    (x0, y0), (x1, y1) = low - 1e-6, high + 1e-6
    opened.pca.scatter.brush.drawn.emit(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]))
    assert selection.brushed_generated.tolist() == sorted(view.generated_rows)
    assert sorted(opened.panel.list.selected_rows()) == sorted(view.generated_rows)
    assert "◆" in opened.plots.bar.none.text()
    press(opened, qtbot, Qt.Key.Key_R)
    assert (review(opened)[view.generated_rows] == Review.REJECTED).all()
    opened.plots.bar.none.click()
    assert not len(selection.brushed_generated)
    assert len(opened.pca.scatter._marks["brushed"].items["generated"].getData()[0]) == 0


def test_several_rows_of_the_list_are_ringed_in_the_scatter(opened, selection):
    rows = opened.panel.list.rows[1:4]
    opened.panel.list.show_chosen(rows)
    opened.panel.list._chosen()
    assert selection.brushed_generated.tolist() == sorted(rows)
    ringed = opened.pca.scatter._marks["brushed"].items["generated"].getData()[0]
    assert len(ringed) == 3
    assert not any(family._items[0].isVisible() for family in opened.overlay._singles)


def test_a_shape_in_the_overlay_chooses_the_spectra_through_it(opened, selection):
    x = opened.workspace.project.corrected.spectra.raman_shift
    everything = np.array([(x[0], -9), (x[-1], -9), (x[-1], 9), (x[0], 9)])
    opened.overlay.brush.drawn.emit(everything)
    assert selection.brushed_original.tolist() == sorted(opened._shown.original_rows)
    assert selection.brushed_generated.tolist() == sorted(opened._shown.generated_rows)


def test_a_range_of_the_difference_chooses_the_spectra_that_make_it(opened, selection):
    opened.plots.tabs.setCurrentWidget(opened.plots.difference)
    corrected, view = opened.workspace.project.corrected.spectra, opened._shown
    x = corrected.raman_shift
    low, high = x[len(x) // 4] - 0.1, x[len(x) // 3] + 0.1
    opened.plots.difference.brush.drawn.emit(np.array([(low, 0), (high, 0), (high, 1), (low, 1)]))
    inside = (x >= low) & (x <= high)
    table = opened.workspace.project.augmentation.generated
    means = {row: table.intensities[row, inside].mean() for row in view.generated_rows}
    usual = corrected.intensities[view.original_rows][:, inside].mean(axis=1)
    lowest, highest = np.quantile(usual, [0.05, 0.95])
    expected = [row for row, mean in means.items() if not lowest <= mean <= highest]
    assert selection.brushed_generated.tolist() == sorted(expected)
    n_original = int(((usual < lowest) | (usual > highest)).sum())
    assert len(selection.brushed_original) == n_original > 0


def test_what_the_mouse_is_over_shows_in_the_other_views(opened):
    row = int(opened._shown.generated_rows[2])
    opened.panel.list.pointed.emit(row)
    ring = opened.pca.scatter._marks["pointed"].items["generated"].getData()
    np.testing.assert_allclose(np.array(ring).T, opened._shown.generated_scores[[2], :2])
    assert "under the mouse" in opened.overlay.plot._highlights
    opened.panel.list.pointed.emit(-1)
    assert "under the mouse" not in opened.overlay.plot._highlights
    assert len(opened.pca.scatter._marks["pointed"].items["generated"].getData()[0]) == 0


def test_a_moved_limit_changes_reasons_of_its_class_alone_and_can_be_undone(
    page, open_project, make_finished, with_measured
):
    project, views = make_finished(COUNTS, VERDICTS)
    open_project(project, with_measured(views))
    page.activate()
    before = page.workspace.project.augmentation.generated
    others = before.label != "B"
    page.limits.spins["noise"].setValue(1.1)
    page.limits.spins["noise"].setValue(1.05)
    augmentation = page.workspace.project.augmentation
    assert augmentation.review_record.limits == {"B": {"noise": 1.05}}
    after = augmentation.generated
    np.testing.assert_array_equal(after.reason[others], before.reason[others])
    noisy = (after.reason == "It is 2.0 times as noisy as usual.") & (after.label == "B")
    assert noisy.sum() == 4
    assert page.limits.table.item(3, 3).text() == "4"
    assert "Accept 18 plausible" in page.primary.text()
    page.workspace.undo_stack.undo()  # one drag, one step
    assert page.workspace.project.augmentation.review_record.limits == {}
    np.testing.assert_array_equal(
        page.workspace.project.augmentation.generated.reason, before.reason
    )


def test_the_list_stays_worst_first_when_a_limit_moves_and_the_spectrum_in_view_stays(
    page, open_project, make_finished, with_measured
):
    project, views = make_finished(COUNTS, VERDICTS)
    open_project(project, with_measured(views))
    page.activate()
    shown = page.selection.generated_row
    page.limits.spins["noise"].setValue(1.05)
    generated = page.workspace.project.augmentation.generated
    scores = generated.quality_score[page.panel.list.rows]
    assert scores[0] < 0 < scores[-1]
    assert (np.diff(scores) >= 0).all()
    assert page.selection.generated_row == shown
    place = page.panel.list.selectionModel().currentIndex().row()
    assert page.panel.list.rows[place] == shown


def test_views_that_the_worker_process_made_outlast_decisions(page, open_project, make_finished):
    made = make_finished(COUNTS, VERDICTS)
    buffers = []
    body = pickle.dumps(made, protocol=5, buffer_callback=buffers.append)
    open_project(*pickle.loads(body, buffers=[bytearray(b.raw()) for b in buffers]))
    page.activate()
    page.workspace.set_review(page.panel.list.rows[:1], Review.REJECTED)
    page.folds.setCurrentIndex(1)
    page.folds.activated.emit(1)
    assert len(page.panel.list.rows) == 6
    assert page.note.text() == ""


def test_refilled_spectra_join_the_list_and_undo_takes_them_away(
    opened, compute, make_finished, qtbot
):
    workspace = opened.workspace
    generated = workspace.project.augmentation.generated
    more = type(generated).concatenate([generated, generated.select(np.arange(3))])
    views = dict(workspace.review_views)
    compute.results["refill_task"] = (more, views)
    with qtbot.waitSignal(workspace.job_ended):
        opened.panel.refill.click()
    assert len(workspace.project.augmentation.generated) == len(more)
    assert workspace.review_views.keys() == views.keys()
    workspace.undo_stack.undo()
    assert workspace.project.augmentation.generated is generated
    assert workspace.review_views


def with_bands(views, originals, generated):
    found = {}
    for key, view in views.items():
        of_class = originals.intensities[originals.label == key[0]]
        shown = originals.intensities[view.original_rows]
        drawn = generated.intensities[view.generated_rows]
        found[key] = replace(view, bands=band_values(originals.raman_shift, of_class, shown, drawn))
    return found


@pytest.mark.parametrize("tab", ["overlay", "difference", "bands", "tsne"])
def test_refilled_spectra_show_in_the_view_that_is_in_front(
    page, open_project, compute, make_finished, qtbot, tab
):
    project, views = make_finished(COUNTS, VERDICTS)
    originals, generated = project.corrected.spectra, project.augmentation.generated
    open_project(project, with_bands(views, originals, generated))
    page.activate()
    page.plots.tabs.setCurrentWidget(getattr(page.plots, tab))
    first = views["B", 0]
    more = type(generated).concatenate([generated, generated.select(first.generated_rows[:2])])
    added = np.arange(len(generated), len(more))
    wider = replace(
        first,
        generated_rows=np.concatenate([first.generated_rows, added]),
        generated_scores=np.concatenate([first.generated_scores, first.generated_scores[:2]]),
        generated_clusters=np.concatenate([first.generated_clusters, [0, 0]]),
        nearest_original=np.concatenate([first.nearest_original, first.nearest_original[:2]]),
    )
    compute.results["refill_task"] = more, with_bands({**views, ("B", 0): wider}, originals, more)
    with qtbot.waitSignal(page.workspace.job_ended):
        page.panel.refill.click()
    assert set(added.tolist()) <= set(page.panel.list.rows.tolist())
    if tab == "bands":
        assert "8 generated" in page.plots.bands.caption.text()
    page.workspace.undo_stack.undo()
    assert not set(added.tolist()) & set(page.panel.list.rows.tolist())


def test_t_sne_is_laid_out_on_demand_and_linked(opened, compute, selection, qtbot):
    plots, view = opened.plots, opened.plots._view
    n = len(view.original_rows) + len(view.generated_rows)
    assert "mean nothing" in plots.tsne.caption.text()
    places = np.random.default_rng(0).normal(size=(n, 2))
    compute.results["layout_task"] = places
    with qtbot.waitSignal(opened.workspace.job_ended):
        plots.tsne.compute.click()
    assert not plots.tsne.compute.isEnabled()
    scatter = plots.tsne.scatter
    # What was selected before is ringed.
    assert view.generated_rows[scatter._selected[0]] == selection.generated_row
    assert np.array_equal(scatter._places["generated"], places[len(view.original_rows) :])
    scatter.picked.emit("generated", 1)
    assert selection.generated_row == view.generated_rows[1]
    scatter.brushed.emit(np.array([0]), np.array([0, 1]))
    assert selection.brushed_generated.tolist() == view.generated_rows[:2].tolist()
    # Another fold has no layout yet; the first one's is still there.
    opened.folds.setCurrentIndex(1)
    opened.folds.activated.emit(1)
    assert plots.tsne.compute.isEnabled()
    assert len(scatter._places["original"]) == 0
    opened.folds.setCurrentIndex(0)
    opened.folds.activated.emit(0)
    assert len(scatter._places["original"]) == len(view.original_rows)


def test_loadings_come_with_the_share_of_each_component(opened):
    opened.pca.with_loadings.setChecked(True)
    assert opened.pca.scree.isVisible()
    heights = opened.pca.scree._bars.opts["height"]
    np.testing.assert_allclose(heights, 100 * opened._shown.explained_variance_ratio)
    opened.pca.clusters.setChecked(True)
    n = len(opened._shown.original_rows)
    assert f"<td>{(n + 1) // 2}</td><td>{n // 2}</td>" in opened.pca.verdict.text()


def test_the_bands_of_the_view_show_without_rejected_spectra(page, open_project, make_finished):
    project, views = make_finished(COUNTS, VERDICTS)
    spectra = project.corrected.spectra
    generated = project.augmentation.generated
    for key, view in views.items():
        rows = spectra.intensities[view.original_rows]
        drawn = generated.intensities[view.generated_rows]
        bands = band_values(spectra.raman_shift, rows, rows, drawn)
        views[key] = replace(view, bands=bands)
    open_project(project, views)
    page.activate()
    page.plots.tabs.setCurrentWidget(page.plots.bands)
    assert page.plots.bands.band.currentText().endswith("cm⁻¹")
    assert "6 generated" in page.plots.bands.caption.text()
    page.workspace.set_review(page.panel.list.rows[:2], Review.REJECTED)
    assert "4 generated" in page.plots.bands.caption.text()
    assert page.plots.bands.plots["height"]._mark.isVisible()


def test_a_blind_test_is_kept_in_the_record(opened, monkeypatch, qtbot):
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (20, True))
    opened.panel.blind.click()
    dialog = opened.findChild(BlindDialog)
    n = len(dialog._blind.row)
    for _ in range(n):
        dialog.answer(True)
    (test,) = opened.workspace.project.augmentation.review_record.blind_tests
    assert (test.label, test.n) == ("B", n)
    dialog.close()


def test_of_very_many_spectra_some_are_drawn_singly_and_all_are_averaged():
    rng = np.random.default_rng(0)
    values, rows = rng.normal(3, 1, (2000, 7)).astype(np.float32), rng.permutation(2000)[:1500]
    mean, sd = _mean_and_sd(values, rows)
    np.testing.assert_allclose(mean, values[rows].mean(axis=0, dtype=float), rtol=1e-6)
    np.testing.assert_allclose(sd, values[rows].astype(float).std(axis=0, ddof=1), rtol=1e-5)
    few = _some(rows)
    assert len(few) < 200
    assert set(few) <= set(rows)
    np.testing.assert_array_equal(_some(rows[:50]), rows[:50])


def test_a_range_of_a_histogram_chooses_spectra_and_chosen_ones_are_outlined(
    page, open_project, make_finished, selection
):
    project, views = make_finished(COUNTS, VERDICTS)
    spectra, generated = project.corrected.spectra, project.augmentation.generated
    for key, view in views.items():
        rows = spectra.intensities[view.original_rows]
        bands = band_values(
            spectra.raman_shift, rows, rows, generated.intensities[view.generated_rows]
        )
        views[key] = replace(view, bands=bands)
    open_project(project, views)
    page.activate()
    bands = page.plots.bands
    page.plots.tabs.setCurrentWidget(bands)
    heights = page._shown.bands.generated[:, 0, 2]
    middle = float(np.median(heights))
    bands.plots["height"].ranged.emit(middle, 1e9)
    wanted = page._shown.generated_rows[heights >= middle]
    assert selection.brushed_generated.tolist() == sorted(wanted)
    outline = bands.plots["height"]._chosen
    assert outline.isVisible()
    assert outline.getData()[1].sum() == pytest.approx(100)
    page.plots.bar.none.click()
    assert not outline.isVisible()


def test_a_compared_run_is_noted_and_told(opened, compute, qtbot):
    card = opened.workspace.project.augmentation.scorecard
    found = RunComparison(Run("One", card), Run("Two", card), {})
    compute.results["compare_task"] = found
    for _ in range(2):
        with qtbot.waitSignal(opened.workspace.compared) as told:
            opened.workspace.compare(augmenter="pca")
        qtbot.waitUntil(lambda: opened.workspace.job is None)
    assert told.args == [found]
    (noted,) = opened.workspace.project.augmentation.review_record.compared
    assert noted.name == "Two"
    assert noted.scorecard is card


def test_that_what_arrives_without_a_decision_leaves_decisions_in_view_alone(opened, monkeypatch):
    told = []
    monkeypatch.setattr(opened.plots, "show_decisions", told.append)
    workspace = opened.workspace
    card = workspace.project.augmentation.scorecard
    workspace._judged_accepted(replace(card, after_selection=True))
    assert opened.scorecard.which.isVisibleTo(opened)
    assert not told
    workspace.accept_plausible()
    assert told == [workspace.project.augmentation.generated]


def test_another_fold_is_drawn_in_a_turn_of_its_own_with_what_was_selected(opened, qtbot):
    overlay = opened.overlay
    fold = 1 - opened.folds.currentIndex()
    opened.folds.setCurrentIndex(fold)
    opened.folds.activated.emit(fold)
    # Nothing of the other fold can be clicked on meanwhile.
    assert overlay.plot.families == []
    opened.pca.scatter.picked.emit("generated", 2)
    assert overlay.plot.families == []
    qtbot.waitUntil(lambda: bool(overlay.plot.families))
    row = int(opened._shown.generated_rows[2])
    generated = opened.workspace.project.augmentation.generated
    shown = overlay.plot._highlights["selected"].rows[0]
    np.testing.assert_array_equal(shown, generated.intensities[row])
    assert len(overlay._singles) == 2
