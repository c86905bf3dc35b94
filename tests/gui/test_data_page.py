import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from ramangan_gui.gui.flow import CORRECT, DATA
from ramangan_gui.gui.widgets.drop_zone import DropZone
from ramangan_gui.simulation.samples import SAMPLES

PATIENCE = 60_000
SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture
def page(window):
    return window.page(DATA)


@pytest.fixture
def filled(window, qtbot, set_file):
    """The Data page with two classes on it."""
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(set_file({"A": 6, "B": 4}))])
    window.show_page(DATA)
    page = window.page(DATA)
    qtbot.waitUntil(lambda: page._drawn is not None, timeout=PATIENCE)
    return page


def select(page, *rows):
    model, selection = page._spectra.model(), page._spectra.selectionModel()
    selection.clear()
    for row in rows:
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        selection.select(model.index(row, 0), flags)


def test_that_without_data_there_is_a_drop_zone_with_both_sample_sets(page):
    zone = page.findChild(DropZone)
    assert zone.isVisible()
    assert not page.side.isVisible()
    texts = " ".join(label.text() for label in zone.findChildren(QLabel))
    for sample in SAMPLES.values():
        assert sample.description in texts
    assert "simulated" in texts.lower()
    keys = [b.property("sample") for b in zone.findChildren(QPushButton) if b.property("sample")]
    assert keys == list(SAMPLES)


@pytest.mark.parametrize("key", list(SAMPLES))
def test_that_one_click_opens_a_sample_set(window, qtbot, page, key):
    buttons = page.findChildren(QPushButton)
    button = next(b for b in buttons if b.property("sample") == key)
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    imported = window.workspace.project.imported
    assert imported.simulated == SAMPLES[key].simulated
    assert window.current == CORRECT


def test_that_opened_files_are_offered_again(page, settings, set_file):
    settings.add_recent(set_file({"A": 2}))
    zone = page.findChild(DropZone)
    again = [b for b in zone.findChildren(QPushButton) if b.isFlat()]
    assert any("set.npz" in button.text() for button in again)


def test_that_every_class_is_drawn_in_its_colour_and_named(filled):
    legend = [label.text for _, label in filled._plot.getPlotItem().legend.items]
    assert legend == ["A", "B"]
    assert len(filled._plot._families[0].rows) == 6
    assert filled._plot._titles[0] == "Raman shift / cm⁻¹"


def test_that_the_classes_are_counted_with_range_and_spacing(filled):
    table = filled._classes
    texts = [[table.item(r, c).text() for c in range(5)] for r in range(table.rowCount())]
    assert texts[0][:3] == ["A", "6", "6"]
    assert texts[1][:3] == ["B", "4", "4"]
    assert texts[0][3] == "400.0 – 1800.0 cm⁻¹"
    assert texts[0][4] == "11.8 cm⁻¹"


def test_that_a_class_is_renamed_in_the_table_and_back_by_undo(window, filled):
    filled._classes.item(1, 0).setText("Calcite")
    assert window.workspace.project.imported.spectra.counts == {"A": 6, "Calcite": 4}
    window.workspace.undo_stack.undo()
    assert window.workspace.project.imported.spectra.counts == {"A": 6, "B": 4}
    assert filled._classes.item(1, 0).text() == "B"


def test_that_a_name_that_is_refused_does_not_stay_in_the_table(window, filled, monkeypatch):
    asked = []
    monkeypatch.setattr(window.workspace, "set_labels", lambda *_, **words: asked.append(words))
    filled._classes.item(1, 0).setText("Calcite")
    assert asked == [{"label": "Calcite"}]
    assert filled._classes.item(1, 0).text() == "B"


def test_that_an_empty_name_is_not_taken(window, filled):
    filled._classes.item(1, 0).setText("  ")
    assert filled._classes.item(1, 0).text() == "B"
    assert len(window.workspace.undo_stack) == 0


def test_that_several_selected_spectra_are_relabelled_at_once(window, filled):
    select(filled, 1, 2, 7)
    panel = filled._panel
    assert not panel._change.isEnabled()
    panel._label.setEditText("C")
    panel._group.setEditText("tablet 3")
    assert panel._change.isEnabled()
    assert "3 spectra" in panel._change.text()
    panel._change.click()
    spectra = window.workspace.project.imported.spectra
    assert spectra.counts == {"A": 4, "C": 3, "B": 3}
    assert spectra.group[[1, 2, 7]].tolist() == ["tablet 3"] * 3
    assert len(window.workspace.undo_stack) == 1
    assert filled._spectra.rows.tolist() == [1, 2, 7]


def test_that_an_empty_field_leaves_the_label_as_it_is(window, filled):
    select(filled, 0)
    filled._panel._group.setEditText("tablet 3")
    filled._panel._change.click()
    spectra = window.workspace.project.imported.spectra
    assert spectra.label[0] == "A"
    assert spectra.group[0] == "tablet 3"


def test_that_a_cell_of_the_table_can_be_edited(window, filled):
    model = filled._spectra.spectra
    model.setData(model.index(3, 1), "D")
    assert window.workspace.project.imported.spectra.label[3] == "D"
    assert model.data(model.index(3, 1)) == "D"
    assert not model.flags(model.index(3, 0)) & Qt.ItemFlag.ItemIsEditable


def test_that_the_selected_spectrum_is_brought_to_the_front(window, filled):
    select(filled, 5)
    assert window.selection.row == 5
    drawn = filled._plot._highlights[""].rows[0]
    np.testing.assert_array_equal(drawn, window.workspace.project.imported.spectra.intensities[5])
    window.selection.show_original(8)
    assert filled._spectra.rows.tolist() == [8]


def test_that_what_was_done_is_written(window, filled):
    messages = window.workspace.project.imported.messages
    assert messages
    shown = filled._panel._messages.text()
    assert all(message in shown for message in messages)


def test_that_a_range_takes_effect_when_the_files_are_read_again(window, qtbot, filled):
    form = filled._panel.axis_form
    form.edited.emit("start", 600.0, "")
    form.edited.emit("stop", 1500.0, "")
    assert window.workspace.project.imported.spectra.raman_shift[0] == 400.0
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        filled.again_wanted.emit()
    axis = window.workspace.project.imported.spectra.raman_shift
    assert axis[0] >= 600.0
    assert axis[-1] <= 1500.0


def test_that_a_range_that_cannot_be_is_refused_in_words(window, filled):
    form = filled._panel.axis_form
    form.edited.emit("stop", 700.0, "")
    form.edited.emit("start", 900.0, "")
    assert window.workspace.project.axis.start is None
    shown = [label.text() for label in form.findChildren(QLabel) if label.objectName() == "error"]
    assert "must begin" in shown[0]


def test_that_files_that_were_left_out_are_one_list_that_can_be_copied(window, qtbot, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    x = np.linspace(200, 1200, 60)
    np.savetxt(folder / "good.txt", np.stack([x, x], axis=1), header="shift_cm-1 counts")
    (folder / "empty.csv").write_text("")
    (folder / "words.csv").write_text("one two three\n")
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(folder)])
    page = window.page(DATA)
    table = page._files.table
    assert [table.cell(r, 0) for r in range(3)][:2] == ["empty.csv", "words.csv"]
    assert all(table.cell(r, 2) for r in range(3))
    assert "2 left out" in page._tabs.tabText(2)
    page._files.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert all(str(folder) in line for line in lines)
    assert page.mark() == "!"


def test_that_the_text_variants_are_read_or_refused_as_expected(window, qtbot):
    folder = SHARED / "vendor" / "csv_variants"
    if not folder.is_dir():
        pytest.skip("the folder of text variants is not here")
    expected = json.loads((SHARED / "expected.json").read_text())["files"]
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(folder)])
    status = {Path(f.path).name: f.status for f in window.workspace.project.imported.files}
    refused = {
        name.partition("/")[2]
        for name, entry in expected.items()
        if name.startswith("csv_variants/")
        and entry["expect"] == "REFUSED"
        and not any(key.endswith("also_accepted") for key in entry)
    }
    # A file that is right by itself may still be left out, because it lacks the others' axis.
    assert refused
    assert {status[name] for name in refused} == {"refused"}
    window.show_page(DATA)
    page = window.page(DATA)
    qtbot.waitUntil(lambda: page._drawn is not None, timeout=PATIENCE)
    assert page._files.n_refused == sum(s == "refused" for s in status.values()) > 0
