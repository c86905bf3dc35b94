import itertools
import math
import re

import h5py
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLineEdit, QSlider

from ramangan_gui.cli import main
from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui import live_trace, theme
from ramangan_gui.gui.flow import CORRECT, TRAIN
from ramangan_gui.gui.live_trace import LiveTrace
from ramangan_gui.gui.selection import rows_in_view
from ramangan_gui.gui.spacing_note import spacing_note
from ramangan_gui.gui.warmup import MODULES, WarmUp, is_warm
from ramangan_gui.gui.widgets.recipe_panel import described_change
from ramangan_gui.gui.widgets.stiffness_strip import stiffness_values
from ramangan_gui.gui.widgets.trace_parts import with_breaks
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS
from ramangan_gui.preprocessing.normalisation import NORMALISATION_METHODS
from ramangan_gui.preprocessing.presets import PRESETS
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.preprocessing.steps import STEPS
from ramangan_gui.workflow import recipe_files
from ramangan_gui.workflow.project import CorrectedSet

PATIENCE = 60_000


@pytest.fixture
def page(window, qtbot, set_file):
    """The Correct page with two classes, drawn."""
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(set_file({"A": 30, "B": 6}))])
    page = window.page(CORRECT)
    qtbot.waitUntil(lambda: "corrected" in page.view._curves, timeout=PATIENCE)
    return page


def drawn(page, name):
    return page.view._curves[name].rows


def shows(page):
    """Whether the plots show what the recipe on screen gives for the spectra in view."""
    spectra = page.workspace.project.imported.spectra.select(page._rows)
    trace = page.workspace.project.recipe.trace(spectra, preview=True)
    curves = page.view._curves
    return (
        "corrected" in curves
        and curves["corrected"].rows.shape == trace.corrected.intensities.shape
        and np.array_equal(curves["corrected"].rows, trace.corrected.intensities)
        and np.array_equal(curves["baseline"].rows, trace.baseline)
    )


def test_that_raw_and_baseline_are_above_and_corrected_below(page):
    spectra = page.workspace.project.imported.spectra
    np.testing.assert_array_equal(drawn(page, "raw"), spectra.intensities[:1])
    assert shows(page)
    assert page.view.raw._titles == ("Raman shift / cm⁻¹", "Intensity / arb. units")
    assert page.view.corrected._titles[1] == "Intensity (unit vector length)"
    pen = page.view._curves["baseline"].legend_item.opts["pen"]
    assert pen.style() == Qt.PenStyle.DashLine


def test_that_the_plots_move_together(page):
    page.view.raw.getPlotItem().vb.setXRange(800, 900, padding=0)
    (low, high), _ = page.view.corrected.getPlotItem().vb.viewRange()
    assert low == pytest.approx(800, abs=2)
    assert high == pytest.approx(900, abs=2)


def test_that_a_moving_slider_repaints_before_it_is_released(page, qtbot):
    slider = page.panel.form("baseline").editor("lam").findChild(QSlider)
    before = drawn(page, "baseline").copy()
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    slider.setValue(700)
    qtbot.waitUntil(lambda: shows(page))
    assert not np.array_equal(drawn(page, "baseline"), before)
    slider.setValue(300)
    qtbot.waitUntil(lambda: shows(page))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert page.workspace.project.recipe.baseline.lam == pytest.approx(
        10 ** (slider.value() / 100), rel=1e-3
    )


def test_that_a_drag_is_one_step_to_undo(page, qtbot):
    slider = page.panel.form("baseline").editor("lam").findChild(QSlider)
    slider.sliderPressed.emit()
    for value in range(510, 600, 5):
        slider.setValue(value)
    slider.sliderReleased.emit()
    stack = page.workspace.undo_stack
    assert len(stack) == 1
    assert "λ" in stack.undo_text
    stack.undo()
    assert page.workspace.project.recipe == Recipe()
    assert slider.value() == 500
    qtbot.waitUntil(lambda: shows(page))


def two_values(spec):
    """Allowed values of a parameter, two where there are so many, none the default."""
    if spec.choices is not None:
        return [value for value in spec.choices if value != spec.default][:2]
    if spec.kind is bool:
        return [not spec.default]
    if spec.kind is str:
        return {"exclude": ["600-700", "600-710"], "pinned": ["800-820", "800-830"]}.get(
            spec.name, ["a.txt#1"]
        )
    low, high = spec.bounds
    if spec.kind is int and spec.default is not None:
        near = (spec.default + 1, spec.default - 1)
        return [value for value in near if low <= value <= high]
    ends = (low + 0.3 * (high - low), low + 0.4 * (high - low))
    return [spec.kind(end) for end in ends]


@pytest.mark.parametrize(("step", "name"), [(step, name) for step in STEPS for name in STEPS[step]])
def test_that_every_parameter_can_be_undone_and_a_drag_is_one_step(page, step, name):
    page.panel.step_chosen.emit(step, STEPS[step][name]())
    stack, recipe_now = page.workspace.undo_stack, lambda: page.workspace.project.recipe
    for spec in STEPS[step][name].specs():
        before, count = recipe_now(), stack.done
        for value in two_values(spec):
            page.panel.edited.emit(f"{step}.{spec.name}", value, f"drag of {spec.name}")
        after = recipe_now()
        assert after != before, spec.name
        assert stack.done == count + 1
        stack.undo()
        assert recipe_now() == before
        stack.redo()
        assert recipe_now() == after
        stack.undo()


def test_that_of_many_requests_only_the_latest_is_answered(qtbot, make_spectra):
    live = LiveTrace()
    answered = []
    live.traced.connect(lambda trace, recipe: answered.append(recipe))
    live.show_spectra(make_spectra({"A": 2}))
    recipes = [Recipe().with_value("baseline.lam", 10.0**e) for e in np.linspace(2, 8, 40)]
    for recipe in recipes:
        live.request(recipe)
    qtbot.waitUntil(lambda: bool(answered), timeout=PATIENCE)
    assert answered == [recipes[-1]]


@pytest.fixture
def slow(qtbot, monkeypatch):
    """A preview for which each spectrum takes 10 ms; how many are traced in each event."""
    clock, events = [0.0], []

    class Slow(LiveTrace):
        def _go_on(self):
            if sum(events) > 8 and self.meanwhile:
                self.meanwhile.pop()()
            events.append(0)
            super()._go_on()

    def trace(self, spectra, preview=False, own=Recipe.trace):
        clock[0] += 0.01 * len(spectra)
        events[-1] += len(spectra)
        return own(self, spectra, preview)

    monkeypatch.setattr(live_trace.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(Recipe, "trace", trace)
    live = Slow()
    live.events, live.answers, live.meanwhile = events, [], []
    live.traced.connect(lambda trace, recipe: live.answers.append((trace, recipe)))
    return live


def test_that_a_slow_preview_lets_the_window_answer_in_between(qtbot, slow, make_spectra):
    recipe = Recipe().with_value("spikes.method", "whitaker_hayes")
    spectra = make_spectra({"A": 23})
    slow.show_spectra(spectra)
    slow.request(recipe)
    qtbot.waitUntil(lambda: bool(slow.answers), timeout=PATIENCE)
    assert sum(slow.events) == 23
    assert max(slow.events) <= live_trace._FIRST
    assert max(slow.events[1:]) <= 2
    found, expected = slow.answers[0][0], recipe.trace(spectra, preview=True)
    for name in ("baseline", "converged", "spikes"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    for name in ("before", "corrected", "cropped"):
        one, other = getattr(found, name), getattr(expected, name)
        np.testing.assert_array_equal(one.intensities, other.intensities)
        assert one.name.tolist() == other.name.tolist()


def test_that_a_slow_preview_is_given_up_for_a_newer_one(qtbot, slow, make_spectra):
    spectra, others = make_spectra({"A": 23}), make_spectra({"B": 20})
    old, new = Recipe(), Recipe().with_value("baseline.lam", 1e6)
    slow.show_spectra(spectra)
    slow.meanwhile.append(lambda: slow.request(new))
    slow.request(old)
    qtbot.waitUntil(lambda: bool(slow.answers), timeout=PATIENCE)
    assert 23 < sum(slow.events) < 46
    assert [recipe for _, recipe in slow.answers] == [new]
    # Other spectra: nothing comes of those that are no longer in view.
    slow.events.clear()
    slow.meanwhile.append(lambda: (slow.show_spectra(others), slow.request(new)))
    slow.request(old)
    qtbot.waitUntil(lambda: len(slow.answers) > 1, timeout=PATIENCE)
    assert [trace.before.label[0] for trace, _ in slow.answers] == ["A", "B"]


@pytest.mark.parametrize("method", [m for m in BASELINE_METHODS if m != "airpls"])
def test_that_every_baseline_method_can_be_chosen_and_shown(page, qtbot, method):
    page.panel.edited.emit("baseline.method", method, "")
    assert page.workspace.project.recipe.baseline.method == method
    qtbot.waitUntil(lambda: shows(page))
    form = page.panel.form("baseline")
    assert type(form.params) is BASELINE_METHODS[method]
    assert form.isVisible() == bool(form.params.specs())


@pytest.mark.parametrize("method", list(NORMALISATION_METHODS))
def test_that_every_normalisation_names_its_axis(page, qtbot, method):
    page.panel.edited.emit("normalisation.method", method, "")
    qtbot.waitUntil(lambda: shows(page))
    quantity = NORMALISATION_METHODS[method].quantity
    qtbot.waitUntil(lambda: page.view.corrected._titles[1] == quantity)


def test_that_presets_fill_the_recipe_and_keep_the_range(page):
    page.panel.edited.emit("axis.start", 600.0, "")
    combo = page.panel.preset_combo
    for key, preset in PRESETS.items():
        combo.setCurrentIndex(combo.findData(key))
        combo.activated.emit(combo.currentIndex())
        recipe = page.workspace.project.recipe
        assert recipe.baseline == preset.recipe.baseline
        assert recipe.axis.start == 600.0
        assert page.panel.presets.preset_of(recipe) == key
        assert page.panel._explanation.text() == preset.explanation


def test_that_changed_settings_are_no_longer_called_the_preset(page):
    page.panel.edited.emit("baseline.lam", 12345.0, "")
    assert page.panel.preset_combo.currentText() == "Own settings"


def test_that_the_explanation_never_moves_the_controls(page):
    slider = page.panel.form("baseline").editor("lam")
    before = slider.mapTo(page, QPoint(0, 0))
    page.panel.edited.emit("baseline.lam", 12345.0, "")
    assert slider.mapTo(page, QPoint(0, 0)) == before


def test_that_the_lines_crop_and_one_drag_is_one_step(page, qtbot):
    region = page.view.region
    assert region.getRegion() == pytest.approx((400.0, 1800.0))
    line = region.lines[0]
    for place in (500.0, 550.0, 600.0):
        line.sigDragged.emit(line)
        line.setValue(place)
    line.sigPositionChangeFinished.emit(line)
    assert page.workspace.project.recipe.axis.start == 600.0
    assert page.workspace.project.recipe.axis.stop is None
    assert len(page.workspace.undo_stack) == 1
    qtbot.waitUntil(lambda: shows(page))
    assert page.view._curves["corrected"].x[0] >= 600.0
    # What is cut off stays in sight above.
    assert page.view._curves["raw"].x[0] == 400.0
    page.workspace.undo_stack.undo()
    assert region.getRegion() == pytest.approx((400.0, 1800.0))


def test_that_a_range_typed_in_moves_the_lines(page):
    page.panel.edited.emit("axis.stop", 1500.0, "")
    assert page.view.region.getRegion() == pytest.approx((400.0, 1500.0))


def test_that_a_range_that_cannot_be_is_refused_beside_its_fields(page):
    page.panel.edited.emit("axis.stop", 700.0, "")
    page.panel.edited.emit("axis.start", 900.0, "")
    assert page.workspace.project.recipe.axis.start is None
    assert "must begin" in page.panel.form("axis")._error.text()


def test_that_several_spectra_of_the_class_can_be_in_view(page, qtbot):
    page.bar.set_number(20)
    assert page._rows.tolist() == list(range(20))
    qtbot.waitUntil(lambda: shows(page))
    page.selection.show_class("B")
    assert page._rows.tolist() == list(range(30, 36))
    qtbot.waitUntil(lambda: shows(page))


def test_that_walking_goes_round_the_class(page):
    page.bar.walked.emit(1)
    assert page._rows.tolist() == [1]
    page.bar.walked.emit(-1)
    page.bar.walked.emit(-1)
    assert page._rows.tolist() == [29]
    assert "A" in page.bar._which.text()


def test_that_the_same_spectrum_is_brought_forward_in_both_plots(page, qtbot):
    page.bar.set_number(5)
    qtbot.waitUntil(lambda: shows(page))
    page.view.raw.pointed.emit(3)
    raw = page.view.raw._highlights[""].rows[0]
    below = page.view.corrected._highlights[""].rows[0]
    np.testing.assert_array_equal(raw, drawn(page, "raw")[3])
    np.testing.assert_array_equal(below, drawn(page, "corrected")[3])
    page.view.raw.pointed.emit(-1)
    assert not page.view.raw._highlights


def test_that_the_band_under_the_mouse_is_read_out(window, page):
    view = page.view.corrected.getPlotItem().vb
    top = float(drawn(page, "corrected")[0].max())
    place = view.mapViewToScene(QPointF(705.0, top * 0.9))
    page.view.corrected.scene().sigMouseMoved.emit(place)
    text = window.status._read_out.text()
    found = re.search(r"band at ([\d.]+) cm⁻¹, height ([\d.]+), FWHM ([\d.]+) cm⁻¹", text)
    position, height, width = map(float, found.groups())
    assert position == pytest.approx(700.0, abs=5.0)
    assert height == pytest.approx(top, rel=0.05)
    assert width == pytest.approx(2 * 30.0 * np.sqrt(np.log(2)), rel=0.1)


def test_that_spectra_that_cannot_be_corrected_are_explained(page, qtbot):
    spectra = page.workspace.project.imported.spectra.select([0])
    values = spectra.intensities.copy()
    values[0, 5] = np.nan
    page._live.show_spectra(spectra.with_intensities(values))
    page._recipe_changed()
    qtbot.waitUntil(lambda: "without a finite value" in page.hint.text())
    assert "corrected" not in page.view._curves
    assert "not possible" in page.view.corrected.accessibleName()


def test_that_smoothing_is_shown_beside_the_raw_spectrum(page, qtbot):
    assert "before" not in page.view._curves
    page.panel.edited.emit("smoothing.method", "savgol", "")
    if page.workspace.project.recipe.smoothing.method == "none":
        name = next(m for m in STEPS["smoothing"] if m != "none")
        page.panel.edited.emit("smoothing.method", name, "")
    qtbot.waitUntil(lambda: "before" in page.view._curves)
    page.panel.edited.emit("smoothing.method", "none", "")
    qtbot.waitUntil(lambda: "before" not in page.view._curves)


def test_that_apply_corrects_all_and_goes_on(window, page, qtbot):
    assert page.primary.text().replace("&", "") == "Apply to 36 → Train"
    assert page.mark() == "·"
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        page.primary.click()
    project = window.workspace.project
    assert project.recipe_is_applied
    expected = project.recipe.apply(project.imported.spectra).intensities
    np.testing.assert_array_equal(project.corrected.spectra.intensities, expected)
    assert window.current == TRAIN
    assert page.mark() == "✓"
    window.show_page(CORRECT)
    assert "Next" in page.primary.text()
    page.panel.edited.emit("baseline.lam", 1e6, "")
    assert page.mark() == "!"
    assert "Apply" in page.primary.text()


def test_that_going_on_without_a_change_does_not_correct_again(window, page, qtbot):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        page.primary.click()
    before = window.workspace.project.corrected
    window.show_page(CORRECT)
    page.primary.click()
    assert window.current == TRAIN
    assert window.workspace.project.corrected is before


def test_that_changes_are_described_for_the_undo_menu():
    recipe = Recipe().with_value("baseline.lam", 2e6)
    assert described_change("baseline.lam", 2e6, recipe).startswith("Baseline: ")
    assert "2e6" in described_change("baseline.lam", 2e6, recipe)
    assert "first point" in described_change("axis.start", None, recipe)
    name = NORMALISATION_METHODS["snv"].title
    changed = recipe.with_value("normalisation.method", "snv")
    assert name in described_change("normalisation.method", "snv", changed)


def test_that_what_is_in_view_follows_the_selection(selection):
    spectra = Spectra.from_arrays([1, 2], np.ones((6, 2)), label=["A", "B"] * 3)
    assert rows_in_view(spectra, selection, 2).tolist() == [0, 2]
    selection.show_class("B")
    assert rows_in_view(spectra, selection, 5).tolist() == [1, 3, 5]
    selection.show_original(3)
    assert rows_in_view(spectra, selection, 2).tolist() == [3, 5]
    selection.show_class("gone")
    assert rows_in_view(spectra, selection, 1).tolist() == [0]
    selection.show_original(99)
    assert rows_in_view(spectra, selection, 1).tolist() == [0]


def test_that_warming_up_imports_all_and_says_so(qtbot, qapp):
    warm = WarmUp(qapp)
    with qtbot.waitSignal(warm.finished, timeout=PATIENCE):
        warm.hurry()
    assert is_warm()
    assert MODULES[-1].endswith("baseline_fitter")
    warm.deleteLater()


def test_that_a_module_that_moved_does_not_stop_the_warm_up(qtbot, qapp):
    warm = WarmUp(qapp, ("there.is.no.such.module", "json"))
    with qtbot.waitSignal(warm.finished):
        warm.start()
        warm.hurry()
    warm.deleteLater()


def test_that_a_refused_recipe_is_told_once(qtbot, make_spectra):
    live = LiveTrace()
    spectra = make_spectra({"A": 1})
    live.show_spectra(spectra.with_intensities(np.zeros_like(spectra.intensities)))
    with qtbot.waitSignal(live.refused, timeout=PATIENCE) as refused:
        live.request(Recipe())
    with pytest.raises(SpectraError) as error:
        Recipe().trace(spectra.with_intensities(np.zeros_like(spectra.intensities)))
    assert refused.args == [str(error.value)]


# -- more than values ------------------------------------------------------------------------------


def wait_for(page, qtbot):
    qtbot.waitUntil(lambda: shows(page))


def test_that_a_step_is_switched_off_and_comes_back_as_it_was(page, qtbot):
    page.panel.edited.emit("baseline.lam", 12345.0, "")
    box = page.panel.switch("baseline")
    box.setChecked(False)
    assert page.workspace.project.recipe.baseline.method == "none"
    wait_for(page, qtbot)
    box.setChecked(True)
    assert page.workspace.project.recipe.baseline.lam == 12345.0
    page.panel.switch("spikes").setChecked(True)
    assert page.workspace.project.recipe.spikes.method != "none"
    page.workspace.undo_stack.undo()
    assert not page.panel.switch("spikes").isChecked()
    assert not page.panel.switch("axis").isCheckable()
    titles = [page.panel.switch(name).title() for name in STEPS]
    assert [title[0] for title in titles] == ["1", "2", "3", "4", "5"]


def test_that_regions_are_excluded_dragged_and_taken_back(page, qtbot):
    page.panel.region_wanted.emit()
    qtbot.waitUntil(lambda: np.isnan(drawn(page, "corrected")).any())
    ((first, last),) = page.workspace.project.recipe.axis.excluded
    assert not ((drawn_axis(page) >= first) & (drawn_axis(page) <= last)).any()
    item = page.view.excluded._items[0]
    for place in (600.0, 650.0, 700.0):
        item.setRegion((place, place + 40.0))
    item.sigRegionChangeFinished.emit(item)
    assert page.workspace.project.recipe.axis.exclude == "700-740"
    page.panel.region_wanted.emit()
    assert len(page.workspace.project.recipe.axis.excluded) == 2
    assert len(page.view.excluded._items) == 2
    for _ in range(len(page.workspace.undo_stack)):
        page.workspace.undo_stack.undo()
    assert page.workspace.project.recipe == Recipe()
    assert page.view.excluded._items == []


def test_that_a_region_is_taken_away_by_its_cross(page, qtbot):
    page.panel.edited.emit("axis.exclude", "600-640", "")
    page.panel.region_wanted.emit()
    crosses = [item.lines[0].label for item in page.view.excluded._items]
    assert len(crosses) == 2
    first = page.workspace.project.recipe.axis.excluded[0]
    click(page.view.raw, qtbot, crosses[page_number(page, first)])
    qtbot.waitUntil(lambda: len(page.view.excluded._items) == 1)
    assert first not in page.workspace.project.recipe.axis.excluded
    page.workspace.undo_stack.undo()
    assert first in page.workspace.project.recipe.axis.excluded


def page_number(page, region):
    """Number of the item that shows a region."""
    shown = [tuple(item.getRegion()) for item in page.view.excluded._items]
    return min(range(len(shown)), key=lambda n: abs(shown[n][0] - region[0]))


def click(plot, qtbot, item=None, place=None, keys=Qt.KeyboardModifier.NoModifier):
    """Click a plot on an item, or at a place in the units of the axes."""
    box = plot.getPlotItem().vb
    where = item.sceneBoundingRect().center() if item else box.mapViewToScene(QPointF(*place))
    point = plot.mapFromScene(where)
    # The plot looks for what lies below the mouse when it moves there.
    qtbot.mouseMove(plot.viewport(), point + QPoint(3, 3))
    qtbot.mouseMove(plot.viewport(), point)
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, keys, point)


def test_that_no_cross_lies_under_the_legend(page, qtbot):
    """Wherever a region is: the legend would take the click."""
    recipe = page.workspace.project.recipe
    for left in (500.0, 900.0, 1300.0, 1500.0):
        page.workspace.set_recipe(recipe.with_value("axis.exclude", f"{left}-{left + 40}"))
        plot = page.view.raw.getPlotItem()
        qtbot.waitUntil(lambda: len(page.view.excluded._items) == 1)
        (item,) = page.view.excluded._items
        cross = item.lines[0].label.sceneBoundingRect()
        assert not plot.legend.sceneBoundingRect().intersects(cross)


def test_that_the_baseline_is_pinned_where_the_user_clicks(page, qtbot):
    wait_for(page, qtbot)
    before = drawn(page, "baseline").copy()
    x = page.view._curves["baseline"].x
    y = page.view._curves["raw"].rows[0]
    middle = float(x[len(x) // 2])
    control = Qt.KeyboardModifier.ControlModifier
    # On the spectrum, where a dot marks the point under the mouse.
    click(page.view.raw, qtbot, place=(middle, float(y[len(x) // 2])), keys=control)
    ((first, last),) = page.workspace.project.recipe.baseline.pins
    assert first < middle < last
    qtbot.waitUntil(lambda: not np.array_equal(drawn(page, "baseline"), before))
    inside = (x >= first) & (x <= last)
    gaps = [abs(float((y - found)[inside].mean())) for found in (drawn(page, "baseline")[0],
                                                                 before[0])]  # fmt: skip
    assert gaps[0] < 0.2 * gaps[1]
    # It moves with the mouse, and another method keeps it.
    page.view.pins._items[0].setRegion((600.0, 610.0))
    page.view.pins._items[0].sigRegionChangeFinished.emit(None)
    assert page.workspace.project.recipe.baseline.pinned == "600-610"
    page.panel.edited.emit("baseline.method", "arpls", "")
    assert page.workspace.project.recipe.baseline.pinned == "600-610"
    page.workspace.undo_stack.undo()
    page.workspace.undo_stack.undo()
    page.workspace.undo_stack.undo()
    assert page.view.pins._items == []


def test_that_pins_are_typed_and_refused_in_words_without_a_mouse(page, qtbot):
    page.panel.form("baseline").show_all()
    field = page.panel.form("baseline").editor("pinned").findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "600-640, 1500-1520")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.workspace.project.recipe.baseline.pins == ((600.0, 640.0), (1500.0, 1520.0))
    assert [tuple(item.getRegion()) for item in page.view.pins._items] == [
        (600.0, 640.0),
        (1500.0, 1520.0),
    ]
    wait_for(page, qtbot)
    field.selectAll()
    qtbot.keyClicks(field, "everywhere")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(page.workspace.project.recipe.baseline.pins) == 2
    assert page.panel.form("baseline")._error.isVisible()
    page.workspace.undo_stack.undo()
    assert page.view.pins._items == []


def test_that_a_method_without_weights_says_that_it_cannot_be_pinned(page, qtbot):
    told = []
    page.workspace.told.connect(told.append)
    assert page.panel._pin.isEnabled()
    page.panel.edited.emit("baseline.method", "snip", "")
    assert not page.panel._pin.isEnabled()
    assert "SNIP" in page.panel._pin.toolTip()
    page.view.pin_wanted.emit(1000.0)
    assert any("cannot be pinned" in sentence for sentence in told)
    page.panel.pin_wanted.emit()
    assert page.workspace.project.recipe.baseline.method == "snip"


def drawn_axis(page):
    """Axis of the points that have a value."""
    curve = page.view._curves["corrected"]
    return curve.x[np.isfinite(curve.rows[0])]


def test_that_curves_break_where_a_region_is_cut_out():
    x = np.array([1.0, 2.0, 3.0, 20.0, 21.0, 22.0, 23.0])
    rows = np.arange(14.0).reshape(2, 7)
    broken, curves = with_breaks(x, rows)
    assert broken.tolist() == [1, 2, 3, 11.5, 20, 21, 22, 23]
    assert np.isnan(curves[:, 3]).all()
    np.testing.assert_array_equal(np.delete(curves, 3, axis=1), rows)
    assert with_breaks(x[:3], rows[:, :3])[1] is not None
    assert with_breaks(np.arange(7.0), rows)[0].size == 7


def test_that_removed_spikes_are_marked_and_put_back_for_one_spectrum(page, qtbot):
    spectra = page.workspace.project.imported.spectra
    values = spectra.intensities.copy()
    values[0, 60] += 20 * values[0].max()
    page.panel.edited.emit("spikes.method", "whitaker_hayes", "")
    page._live.show_spectra(spectra.with_intensities(values).select([0]))
    page._recipe_changed()
    qtbot.waitUntil(lambda: page.view._spikes.n_shown > 0)
    assert page.spikes.isVisible()
    words = page.spikes._words.text()
    assert words.startswith("× Points removed as spikes: ")
    assert words.endswith("; spectra in view with spikes: 1 of 1")
    page.spikes.box.setChecked(True)
    qtbot.waitUntil(lambda: page.view._spikes.n_shown == 0)
    assert page.workspace.project.recipe.spikes.untouched.endswith("#1")
    name = str(spectra.name[0])
    assert page.spikes._words.text() == f"Nothing was removed; {name} is left alone."
    assert name in page.spikes.box.toolTip()
    assert "alone" in page.workspace.undo_stack.undo_text
    page.workspace.undo_stack.undo()
    qtbot.waitUntil(lambda: page.view._spikes.n_shown > 0)
    assert not page.spikes.box.isChecked()
    page.panel.switch("spikes").setChecked(False)
    qtbot.waitUntil(lambda: not page.spikes.isVisible())


def test_that_the_legend_names_the_steps_that_are_on(page, qtbot):
    def named(spikes: str, smoothing: str) -> None:
        page.panel.edited.emit("spikes.method", spikes, "")
        page.panel.edited.emit("smoothing.method", smoothing, "")

    def title() -> str:
        curves = page.view._curves.get("before")
        return curves.name if curves is not None else ""

    for spikes, smoothing, words in (
        ("whitaker_hayes", "none", "without spikes"),
        ("whitaker_hayes", "savitzky_golay", "after spikes and smoothing"),
        ("none", "savitzky_golay", "after smoothing"),
        ("none", "none", ""),
    ):
        named(spikes, smoothing)
        qtbot.waitUntil(lambda words=words: title() == words)


def test_that_spikes_at_one_place_in_several_spectra_are_said_to_look_like_bands(page, qtbot):
    spectra = page.workspace.project.imported.spectra
    values = spectra.intensities.copy()
    values[:4, 60] += 20 * values[0].max()
    page.panel.edited.emit("spikes.method", "whitaker_hayes", "")
    page._live.show_spectra(spectra.with_intensities(values).select([0, 1, 2, 3]))
    page._recipe_changed()
    qtbot.waitUntil(lambda: "as bands are" in page.spikes._words.text())
    values[:2] = spectra.intensities[:2]
    page._live.show_spectra(spectra.with_intensities(values).select([0, 1, 2, 3]))
    page._recipe_changed()
    qtbot.waitUntil(lambda: "with spikes: 2 of 4" in page.spikes._words.text())


def test_that_what_is_noticed_of_the_applied_recipe_stands_on_the_page(page):
    project = page.workspace.project
    made = CorrectedSet(project.imported.spectra, project.recipe, notes=("Look at the bands.",))
    page.workspace._project = project.with_corrected(made)
    page._show_state()
    assert page.warning.text() == "⚠ Look at the bands."
    assert page.mark() == "!"
    page.workspace.set_recipe(project.recipe.with_value("baseline.lam", 3e4))
    assert not page.warning.text()


def test_that_the_spectra_before_correction_can_be_seen_below(page, qtbot):
    page.bar.before.setChecked(True)
    qtbot.waitUntil(lambda: "uncorrected" in page.view._curves)
    raw = page.workspace.project.imported.spectra.intensities[0].astype(float)
    np.testing.assert_allclose(drawn(page, "uncorrected")[0], raw / np.linalg.norm(raw), rtol=1e-5)
    page.bar.before.setChecked(False)
    qtbot.waitUntil(lambda: "uncorrected" not in page.view._curves)


def test_that_the_share_below_zero_is_told(page):
    corrected = drawn(page, "corrected").astype(float)
    share = -np.minimum(corrected, 0).sum() / np.abs(corrected).sum()
    assert f"{100 * share:.1f} % of the area below zero" in page.view.corrected.accessibleName()


def test_that_the_share_below_zero_does_not_hang_on_the_normalisation(page, qtbot):
    """The standard normal variate takes the mean to zero, and half of the area below it."""
    told = page.view.corrected.accessibleName()
    page.panel.edited.emit("normalisation.method", "snv", "")
    qtbot.waitUntil(lambda: drawn(page, "corrected").min() < -0.2)
    assert page.view.corrected.accessibleName() == told


def test_that_stiffness_is_suggested_as_one_step_to_undo(page, qtbot):
    told = []
    page.workspace.told.connect(told.append)
    with qtbot.waitSignal(page.workspace.job_ended, timeout=PATIENCE):
        page.panel.suggestion_wanted.emit()
    lam = page.workspace.project.recipe.baseline.lam
    assert f"{np.log10(lam):.2f}" in told[-1]
    assert "Zhang" in told[-1]
    page.workspace.undo_stack.undo()
    assert page.workspace.project.recipe == Recipe()


def test_that_a_new_region_comes_where_none_is(page):
    for _ in range(2):
        page.region_actions._exclude_one_more()
    page.region_actions._pin_one_more()
    recipe = page.workspace.project.recipe
    regions = [*recipe.axis.excluded, *recipe.baseline.pins]
    assert len(regions) == 3
    ends = sorted(regions)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ends))


def test_that_stiffness_can_be_chosen_by_eye(page, qtbot):
    page.region_actions._exclude_one_more()
    strip = page.recipe_actions.show_strip()
    qtbot.waitUntil(lambda: not strip._left, timeout=PATIENCE)
    for picture in strip.pictures:
        # The spectrum is drawn, broken where a region is cut out.
        assert np.isnan(picture._curves[0]).sum() == 1
        assert "cm⁻¹" in picture._title
        assert picture.grab().toImage().pixelColor(2, 2) == theme.plot_colours().background
    assert len(strip.buttons) == 8
    assert sum("now" in button.text() for button in strip.buttons) == 1
    last = strip.buttons[-1]
    last.click()
    assert page.workspace.project.recipe.baseline.lam == pytest.approx(1e8)
    page.panel.edited.emit("baseline.method", "snip", "")
    assert not page.panel._stiffness.isVisible()


@pytest.mark.parametrize("lam", [10**4.7, 1e5, 1e10, 10.0, 123456.789])
def test_that_no_stiffness_is_offered_twice(lam):
    recipe = Recipe().with_value("baseline.lam", lam)
    shown = [f"{math.log10(value):.2f}" for value in stiffness_values(recipe)]
    assert len(set(shown)) == len(shown)
    assert shown.count(f"{math.log10(lam):.2f}") == 1
    assert len(shown) >= 4


def test_that_the_recipe_is_saved_loaded_and_kept(page, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(recipe_files, "preset_folder", lambda: tmp_path / "kept")
    page.panel.edited.emit("baseline.lam", 4321.0, "")
    mine = page.workspace.project.recipe
    page.recipe_actions.save_to(str(tmp_path / "mine.json"))
    page.recipe_actions.keep_as("Mine")
    assert page.panel.preset_combo.currentText() == "Mine"
    combo = page.panel.preset_combo
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert page.workspace.project.recipe == Recipe()
    combo.setCurrentIndex(combo.findText("Mine"))
    combo.activated.emit(combo.currentIndex())
    assert page.workspace.project.recipe == mine
    page.workspace.undo_stack.undo()
    with qtbot.waitSignal(page.workspace.job_ended, timeout=PATIENCE):
        page.recipe_actions.load_from(str(tmp_path / "mine.json"))
    assert page.workspace.project.recipe == mine
    page.panel.presets.wanted.emit("forget")
    assert combo.findText("Mine") < 0
    assert page.panel.preset_combo.currentText() == "Own settings"


def test_that_window_and_command_line_give_the_same_bits(page, qtbot, tmp_path, set_file):
    page.panel.edited.emit("baseline.lam", 23456.789, "")
    page.panel.edited.emit("smoothing.method", "whittaker", "")
    page.panel.edited.emit("axis.exclude", "480-520", "")
    page.recipe_actions.save_to(str(tmp_path / "mine.json"))
    with qtbot.waitSignal(page.workspace.job_ended, timeout=PATIENCE):
        page.primary.click()
    expected = page.workspace.project.corrected.spectra
    out = tmp_path / "out.h5"
    source = str(set_file({"A": 30, "B": 6}))
    assert main(["correct", source, "-o", str(out), "--recipe", str(tmp_path / "mine.json")]) == 0
    with h5py.File(out) as file:
        data = file["entry/corrected"]
        np.testing.assert_array_equal(data["raman_shift"][:], expected.raman_shift)
        np.testing.assert_array_equal(data["intensity"][:], expected.intensities)


@pytest.mark.parametrize(
    ("spacing", "exponent"), [(0.7, "6.2"), (2.8, "3.8"), (1.4, ""), (1.2, "")]
)
def test_that_it_is_told_where_the_stiffness_was_tuned(spacing, exponent):
    spectra = Spectra.from_arrays(400 + spacing * np.arange(50), np.ones(50))
    note = spacing_note(spectra, Recipe())
    assert (f"log₁₀ λ = {exponent} here" in note) if exponent else note == ""
    assert spacing_note(spectra, Recipe().with_value("baseline.lam", 3e5)) == ""
    assert spacing_note(spectra, Recipe().with_value("baseline.method", "snip")) == ""


def test_that_a_stiffness_found_here_needs_no_note(page, qtbot, set_file):
    lam = page.workspace.project.recipe.baseline.lam
    qtbot.waitUntil(lambda: "This λ was tuned at 1.4" in page.hint.text(), timeout=PATIENCE)
    # The one that is in force is taken, so that the recipe stays what it is.
    page.recipe_actions._picked(lam)
    qtbot.waitUntil(lambda: "was tuned" not in page.hint.text(), timeout=PATIENCE)
    # On other spectra nobody has looked.
    with qtbot.waitSignal(page.workspace.job_ended, timeout=PATIENCE):
        page.workspace.open_paths([set_file({"C": 5}, "other.npz")])
    qtbot.waitUntil(lambda: "was tuned" in page.hint.text(), timeout=PATIENCE)


def test_that_another_axis_calls_for_another_stiffness():
    measured = Spectra.from_arrays(400 + np.arange(200.0), np.ones(200))
    recipe = Recipe().with_value("baseline.lam", 3e5)
    assert spacing_note(measured, recipe, measured) == ""
    halved = measured.with_intensities(np.ones((1, 100)), 400 + 2 * np.arange(100.0))
    note = spacing_note(halved, recipe.with_value("axis.spacing", 2.0), measured)
    assert "Resampled" in note
    assert "log₁₀ λ = 4.3 here" in note  # 3e5 (1 / 2) ** 4
