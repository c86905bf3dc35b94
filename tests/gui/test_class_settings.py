"""Baseline settings of single classes on the Correct page."""

import numpy as np
import pytest
from PySide6.QtWidgets import QSlider

from ramangan_gui.cli import main
from ramangan_gui.gui.export_advice import export_warnings
from ramangan_gui.gui.flow import CORRECT
from ramangan_gui.gui.widgets.class_list import ClassList
from ramangan_gui.gui.widgets.class_settings import SEPARATE, described_step
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS
from ramangan_gui.preprocessing.own_baseline import path_of
from ramangan_gui.preprocessing.penalised import AirPLS, ArPLS
from ramangan_gui.preprocessing.presets import PRESETS
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.pipeline import read_recipe

PATIENCE = 60_000
WARNING = "told apart by the correction alone"


@pytest.fixture
def page(window, qtbot, set_file):
    """The Correct page with three classes, the first of them in view."""
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(set_file({"A": 8, "B": 6, "C": 5}))])
    page = window.page(CORRECT)
    qtbot.waitUntil(lambda: "corrected" in page.view._curves, timeout=PATIENCE)
    return page


def recipe_of(page):
    return page.workspace.project.recipe


def shows(page, label):
    """Whether the plots show what the recipe gives for spectra of this class."""
    spectra = page.workspace.project.imported.spectra.select(page._rows)
    trace = recipe_of(page).trace(spectra, preview=True)
    curves = page.view._curves
    return (
        set(spectra.label.tolist()) == {label}
        and "baseline" in curves
        and np.array_equal(curves["baseline"].rows, trace.baseline)
    )


def separate(page):
    page.panel.classes.separate.click()


def badges(window):
    return {item.text(0): item.text(2) for item in window.findChild(ClassList)._tops()}


def actions(page):
    page.panel.classes.fill_menu()
    return {a.text(): a for a in page.panel.classes.menu.actions() if not a.isSeparator()}


def table(page):
    found = page.panel.classes.table
    return [[found.item(r, c).text() for c in (0, 1)] for r in range(found.rowCount())]


def test_that_one_common_setting_is_the_default_and_nothing_crowds_the_panel(page, window):
    classes = page.panel.classes
    assert classes.separate.isVisible()
    assert not classes.separate.isChecked()
    assert not classes.table.isVisible()
    assert not classes.copy.isVisible()
    assert WARNING not in page.warning.text()
    assert SEPARATE not in "".join(badges(window).values())


def test_that_a_set_of_one_class_is_not_asked(window, qtbot, set_file):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(set_file({"A": 5}, "one.npz"))])
    page = window.page(CORRECT)
    qtbot.waitUntil(lambda: "corrected" in page.view._curves, timeout=PATIENCE)
    assert not page.panel.classes.isVisible()


def test_that_a_class_gets_settings_of_its_own_and_is_marked(page, window, qtbot):
    separate(page)
    assert recipe_of(page).own == {"A": AirPLS()}
    assert WARNING not in page.warning.text()  # they are still the same
    slider = page.panel.form("baseline").editor("lam").findChild(QSlider)
    slider.setValue(700)
    assert recipe_of(page).own["A"].lam == pytest.approx(1e7)
    assert recipe_of(page).baseline == AirPLS()
    qtbot.waitUntil(lambda: shows(page, "A"))
    assert WARNING in page.warning.text()
    assert page.panel.classes.table.isVisible()
    assert table(page) == [["≠ A", "airPLS, log₁₀ λ 7.00"],
                           ["all other classes", "airPLS, log₁₀ λ 5.00"]]  # fmt: skip
    assert badges(window) == {"A": "!≠", "B": "!", "C": "!"}
    window.selection.show_class("B")
    qtbot.waitUntil(lambda: shows(page, "B"))
    assert not page.panel.classes.separate.isChecked()
    assert slider.value() == 500
    page.panel.classes.class_wanted.emit("A")
    qtbot.waitUntil(lambda: shows(page, "A"))
    assert page.panel.classes.separate.isChecked()
    assert slider.value() == 700


def test_that_the_table_shows_the_stiffness_whole_and_cuts_long_names(page, window, qtbot):
    window.resize(1366, 768)
    separate(page)
    table = page.panel.classes.table
    qtbot.waitUntil(table.isVisible, timeout=PATIENCE)
    own = AirPLS(lam=10**4.5)
    for name in ("A", "a class with a very long name indeed"):
        recipe = Recipe().with_own(name, own)
        page.panel.classes.show_recipe(recipe, (name, "B"), name)
        words = table.fontMetrics().horizontalAdvance(described_step(own))
        assert table.columnWidth(1) >= words + 8
        assert 0 < table.columnWidth(0) <= 0.41 * table.width()


def test_that_common_settings_change_under_a_class_without_its_own_alone(page, window, qtbot):
    separate(page)
    window.selection.show_class("C")
    page.panel.edited.emit("baseline.lam", 1e3, "")
    assert recipe_of(page).own == {"A": AirPLS()}
    assert recipe_of(page).baseline == AirPLS(lam=1e3)
    page.panel.edited.emit("normalisation.method", "none", "")
    assert recipe_of(page).normalisation.method == "none"


def test_that_settings_are_copied_with_one_action_that_can_be_undone(page, qtbot):
    separate(page)
    page.panel.edited.emit("baseline.method", "arpls", "")
    stack = page.workspace.undo_stack
    before = len(stack)
    actions(page)["C"].trigger()
    assert len(stack) == before + 1
    assert stack.undo_text == "Baseline settings of A for C"
    assert recipe_of(page).own == {"A": ArPLS(), "C": ArPLS()}
    stack.undo()
    assert recipe_of(page).own == {"A": ArPLS()}
    stack.redo()
    page.selection.show_class("B")
    assert set(actions(page)) >= {"those of A", "those of C", "A", "C"}
    actions(page)["those of C"].trigger()
    assert recipe_of(page).own == {"A": ArPLS(), "B": ArPLS(), "C": ArPLS()}
    assert WARNING not in page.warning.text()  # all alike by now
    actions(page)["the common settings"].trigger()
    assert recipe_of(page).own == {"A": ArPLS(), "C": ArPLS()}
    page.selection.show_class("A")
    actions(page)["all classes, as the common settings"].trigger()
    assert recipe_of(page) == Recipe(baseline=ArPLS())
    while stack.done:
        stack.undo()
    assert recipe_of(page) == Recipe()


def test_that_the_check_mark_taken_away_brings_the_common_settings_back(page, qtbot):
    separate(page)
    page.panel.edited.emit("baseline.lam", 1e8, "")
    separate(page)
    assert recipe_of(page) == Recipe()
    qtbot.waitUntil(lambda: shows(page, "A"))
    page.workspace.undo_stack.undo()
    assert recipe_of(page).own == {"A": AirPLS(lam=1e8)}
    assert page.panel.classes.separate.isChecked()


def test_that_a_drag_for_one_class_is_one_step_that_names_it(page):
    separate(page)
    slider = page.panel.form("baseline").editor("lam").findChild(QSlider)
    count = len(page.workspace.undo_stack)
    slider.sliderPressed.emit()
    for value in range(510, 600, 10):
        slider.setValue(value)
    slider.sliderReleased.emit()
    assert len(page.workspace.undo_stack) == count + 1
    assert page.workspace.undo_stack.undo_text.endswith("(A)")


def test_that_pins_and_switches_belong_to_the_class_in_view(page, qtbot):
    separate(page)
    page.panel.pin_wanted.emit()
    assert len(recipe_of(page).own["A"].pins) == 1
    assert recipe_of(page).baseline == AirPLS()
    assert len(page.view.pins._items) == 1
    page.selection.show_class("B")
    qtbot.waitUntil(lambda: shows(page, "B"))
    assert page.view.pins._items == []
    page.selection.show_class("A")
    page.panel.switch("baseline").setChecked(False)
    assert recipe_of(page).own["A"].method == "none"
    page.panel.region_wanted.emit()
    assert recipe_of(page).axis.excluded


def test_that_lambda_is_suggested_from_the_spectra_that_it_is_for(page, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(
        page.workspace, "ask", lambda task, args, title, then: asked.append((args, then))
    )
    page.panel.suggestion_wanted.emit()
    separate(page)
    page.panel.suggestion_wanted.emit()
    page.selection.show_class("B")
    page.panel.suggestion_wanted.emit()
    labels = [set(args[0].label.tolist()) for args, _ in asked]
    assert labels == [{"A", "B", "C"}, {"A"}, {"B", "C"}]

    class Found:
        lam, n_spectra = 1e7, 8

    # The answer about A comes when B is in view already.
    asked[1][1](Found)
    assert recipe_of(page).own == {"A": AirPLS(lam=1e7)}
    assert recipe_of(page).baseline == AirPLS()


def test_that_the_strip_shows_and_sets_the_class_in_view(page):
    separate(page)
    page.panel.edited.emit("baseline.lam", 1e7, "")
    strip = page.recipe_actions.show_strip()
    assert any("7.00" in b.text() and "(now)" in b.text() for b in strip.buttons)
    strip.buttons[0].click()
    assert recipe_of(page).own["A"].lam == pytest.approx(1e5)
    assert recipe_of(page).baseline == AirPLS()


def test_that_a_preset_holds_for_all_and_says_what_it_gave_up(page, qtbot):
    separate(page)
    page.panel.edited.emit("baseline.lam", 1e7, "")
    assert page.panel.preset_combo.currentData() == ""
    with qtbot.waitSignal(page.workspace.told) as told:
        page.panel.preset_chosen.emit(PRESETS["minerals"].recipe, "Minerals")
    assert "separate settings were given up" in told.args[0]
    assert recipe_of(page).own == {}


def test_that_a_renamed_class_keeps_its_settings_and_undo_brings_both_back(page):
    separate(page)
    spectra = page.workspace.project.imported.spectra
    page.workspace.set_labels(np.flatnonzero(spectra.label == "A"), "D")
    assert recipe_of(page).own == {"D": AirPLS()}
    page.workspace.undo_stack.undo()
    assert recipe_of(page).own == {"A": AirPLS()}


def test_that_the_whole_set_the_file_and_the_command_line_agree(page, qtbot, tmp_path):
    separate(page)
    page.panel.edited.emit("baseline.lam", 1e3 / 3, "")
    with qtbot.waitSignal(page.workspace.job_ended, timeout=PATIENCE):
        page.workspace.apply_recipe()
    project = page.workspace.project
    assert project.recipe_is_applied
    assert WARNING in page.warning.text()
    assert any(WARNING in sentence for sentence in export_warnings(project))
    page.recipe_actions.save_to(str(tmp_path / "own.json"))
    assert read_recipe(tmp_path / "own.json") == project.recipe
    source, out = page.workspace.paths[0], tmp_path / "out.h5"
    words = ["correct", source, "-o", str(out), "--recipe", str(tmp_path / "own.json")]
    assert main(words) == 0
    assert read_recipe(out).own == project.recipe.own
    import h5py

    with h5py.File(out) as file:
        stored = file["entry/corrected/intensity"][:]
    assert np.array_equal(stored, project.corrected.spectra.intensities)


@pytest.mark.parametrize("method", BASELINE_METHODS.values())
def test_that_every_method_is_described_in_words(qapp, method):
    words = described_step(method())
    assert words.startswith(method.title)
    assert "e+" not in words


def test_that_only_what_differs_of_the_advanced_settings_is_named(qapp):
    assert described_step(AirPLS(lam=1e6, max_iter=20)) == (
        "airPLS, log₁₀ λ 6.00, Iterations at most 20"
    )
    assert path_of("A", "lam") == "baseline[A].lam"
