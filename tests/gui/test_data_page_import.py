"""What a user sees and decides on the Data page about the import: badges, axes, names, maps."""

import csv
import itertools

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from ramangan_gui.core.progress import Progress
from ramangan_gui.gui.flow import CORRECT, DATA
from ramangan_gui.gui.widgets import left_out_table
from ramangan_gui.gui.widgets.badge_bar import LEFT_OUT
from ramangan_gui.gui.widgets.name_dialog import NameDialog
from ramangan_gui.gui.widgets.reading_dialog import ReadingDialog
from ramangan_gui.io.import_options import ImportOptions

PATIENCE = 60_000
X = np.linspace(400.0, 1800.0, 281)


def band(seed, place=1000.0, x=X):
    noise = np.random.default_rng(seed).normal(0, 3, x.size)
    return 200 + 900 * np.exp(-(((x - place) / 30.0) ** 2)) + noise


def read(window, qtbot, *paths):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(path) for path in paths])
    window.show_page(DATA)
    return window.page(DATA)


def ended(window, qtbot):
    return qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE)


def spectra_of(window):
    return window.workspace.project.imported.spectra


def write_text(path, x, y, header="Raman shift / cm-1\tcounts"):
    np.savetxt(path, np.stack([x, y], 1), delimiter="\t", header=header, comments="", fmt="%.6f")


@pytest.fixture
def doubtful(tmp_path):
    """Ten spectra: 2 has a spike, 4 and 7 are equal, 6 is flat, 9 has a gap."""
    values = np.stack([band(seed) for seed in range(10)])
    values[2, 40] += 700.0
    values[7] = values[4]
    values[6] = 55.0
    values[9, 100] = np.nan
    path = tmp_path / "set.npz"
    np.savez(path, x=X, spectra=values, label=["A"] * 5 + ["B"] * 5, x_unit="1/cm")
    return path


def shown(page):
    return page._spectra.spectra.shown.tolist()


# --- badges --------------------------------------------------------------------------------------


def test_that_each_badge_counts_and_shows_its_spectra(window, qtbot, doubtful):
    page = read(window, qtbot, doubtful)
    bar = page._view.badges
    assert bar.isVisible()
    assert "cosmic spike 1" in bar.button("spikes").text()
    bar.button("duplicate").click()
    assert shown(page) == [4, 7]
    assert page._tabs.currentWidget() is page._view.spectra
    assert "=" in page._spectra.model().index(0, 4).data()
    bar.button("flat").click()
    assert shown(page) == [6]
    bar.button("flat").click()
    assert len(shown(page)) == 9
    assert page.mark() == "!"


def test_that_the_classes_tell_what_was_found_in_them(window, qtbot, doubtful):
    table = read(window, qtbot, doubtful)._classes
    assert table.item(0, 5).text().split() == ["↑1", "=1"]
    assert table.item(1, 5).text().split() == ["=1", "–1"]


def test_that_spectra_are_filtered_by_words(window, qtbot, doubtful):
    page = read(window, qtbot, doubtful)
    page._view.spectra.filter.setText("b")
    qtbot.waitUntil(lambda: shown(page) == [5, 6, 7, 8])
    page._view.spectra.filter.setText("set #3")
    qtbot.waitUntil(lambda: shown(page) == [2])


def test_that_found_spectra_are_removed_and_brought_back_by_undo(window, qtbot, doubtful):
    page = read(window, qtbot, doubtful)
    page._view.badges.button("flat").click()
    page._spectra.selectAll()
    page._view.spectra.remove.click()
    assert len(spectra_of(window)) == 8
    imported = window.workspace.project.imported
    assert "flat" not in imported.findings.rows
    assert imported.findings.rows["duplicate"].tolist() == [4, 6]
    assert imported.left_out[-1].cells[1:3] == ("spectrum 7", "Removed by hand.")
    assert len(shown(page)) == 8
    window.workspace.undo_stack.undo()
    assert len(spectra_of(window)) == 9
    assert "flat" in window.workspace.project.imported.findings.rows


def test_that_not_all_spectra_can_be_removed(window, qtbot, doubtful):
    page = read(window, qtbot, doubtful)
    page._spectra.selectAll()
    page._view.spectra.remove.click()
    assert len(spectra_of(window)) == 9


def test_that_a_cell_is_edited_for_all_selected_spectra(window, qtbot, doubtful):
    page = read(window, qtbot, doubtful)
    page._spectra.select_rows(np.array([1, 3, 8]))
    model = page._spectra.model()
    model.setData(model.index(3, 1), "C")
    assert np.flatnonzero(spectra_of(window).label == "C").tolist() == [1, 3, 8]
    model.setData(model.index(0, 2), "tablet")
    assert np.flatnonzero(spectra_of(window).group == "tablet").tolist() == [0]
    window.workspace.undo_stack.undo()
    window.workspace.undo_stack.undo()
    assert spectra_of(window).counts == {"A": 5, "B": 4}


# --- what was left out ---------------------------------------------------------------------------


def test_that_the_list_of_what_was_left_out_is_copied_and_saved(window, qtbot, tmp_path, doubtful):
    (tmp_path / "empty.csv").write_text("")
    page = read(window, qtbot, doubtful, tmp_path / "empty.csv")
    button = page._view.badges.button(LEFT_OUT)
    assert "1 file, 1 spectrum" in button.text()
    button.click()
    table = page._view.left_out
    assert page._tabs.currentWidget() is table
    assert [table.table.cell(row, 1) for row in range(2)] == ["spectrum 10", ""]
    assert all(table.table.cell(row, 3) for row in range(2))
    table.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3
    table.save(str(tmp_path / "list.csv"))
    with open(tmp_path / "list.csv", encoding="utf-8-sig", newline="") as file:
        assert [len(row) for row in csv.reader(file)] == [4, 4, 4]


# --- axes ----------------------------------------------------------------------------------------


def test_that_a_laser_is_asked_for_once_and_remembered_for_the_folder(window, qtbot, tmp_path):
    nm = np.linspace(540.0, 600.0, 281)
    write_text(tmp_path / "a_532.txt", nm, band(1), "Wavelength / nm\tcounts")
    with ended(window, qtbot):
        window.opening.open_paths([str(tmp_path / "a_532.txt")])
    assert window.current == DATA
    page = window.page(DATA)
    notice = page._view.notice
    assert notice.isVisible()
    assert notice.laser.value() == 532.0
    with ended(window, qtbot):
        notice.convert.click()
    assert spectra_of(window).x_unit == "1/cm"
    assert window.current == CORRECT
    assert not page._view.notice.isVisibleTo(page)
    page = read(window, qtbot, tmp_path / "a_532.txt")
    assert spectra_of(window).x_unit == "1/cm"
    assert any("532 nm" in text for text in window.workspace.project.imported.messages)


def test_that_another_folder_does_not_inherit_the_laser(window, qtbot, tmp_path):
    for folder in ("p", "q"):
        (tmp_path / folder).mkdir()
        nm = np.linspace(540.0, 600.0, 281)
        write_text(tmp_path / folder / "a.txt", nm, band(1), "Wavelength / nm\tcounts")
    page = read(window, qtbot, tmp_path / "p")
    with ended(window, qtbot):
        page._view.notice.convert.click()
    read(window, qtbot, tmp_path / "q")
    assert spectra_of(window).x_unit == "nm"


def test_that_pixels_join_calibrated_spectra_only_on_consent(window, qtbot, tmp_path):
    folder = tmp_path / "s"
    folder.mkdir()
    for seed in range(3):
        write_text(folder / f"a_{seed}.txt", X, band(seed))
    write_text(folder / "b.txt", np.arange(281.0), band(7), "Pixel\tcounts")
    page = read(window, qtbot, folder)
    assert len(spectra_of(window)) == 3
    assert page._view.notice.mix.isVisible()
    with ended(window, qtbot):
        page._view.notice.mix.click()
    assert len(spectra_of(window)) == 4
    assert window.workspace.project.imported.findings.rows["pixel"].tolist() == [3]


def test_that_the_laser_is_asked_for_where_only_some_files_are_in_nm(window, qtbot, tmp_path):
    folder = tmp_path / "s"
    folder.mkdir()
    for seed in range(3):
        write_text(folder / f"a_{seed}.txt", X, band(seed))
    nm = 1e7 / (1e7 / 532.0 - X)
    write_text(folder / "b_532.txt", nm, band(7), "Wavelength / nm\tcounts")
    page = read(window, qtbot, folder)
    notice = page._view.notice
    assert notice.isVisible()
    assert notice.laser.value() == 532.0
    with ended(window, qtbot):
        notice.convert.click()
    assert len(spectra_of(window)) == 4
    assert spectra_of(window).x_unit == "1/cm"


# --- names ---------------------------------------------------------------------------------------


@pytest.fixture
def named(tmp_path):
    folder = tmp_path / "named"
    folder.mkdir()
    for seed, name in enumerate(("t1-PLA-a", "t1-PLA-b", "t2-PET-a", "odd")):
        write_text(folder / f"{name}.txt", X, band(seed))
    return folder


def test_that_a_pattern_is_shown_as_it_is_typed(qtbot, named):
    files = [str(path) for path in sorted(named.iterdir())]
    dialog = NameDialog(files, "")
    qtbot.addWidget(dialog)
    dialog.line.setText("")
    qtbot.keyClicks(dialog.line, "{group}-{cla")
    assert not dialog.apply.isEnabled()
    qtbot.keyClicks(dialog.line, "ss}-*")
    rows = dialog.table.words.rows
    assert rows[0] == ("odd.txt", "✗ does not fit", "")
    assert rows[1] == ("t1-PLA-a.txt", "PLA", "t1")
    assert "3 of 4 names fit" in dialog.words.text()
    assert "PLA (2), PET (1)" in dialog.words.text()


def test_that_a_pattern_relabels_undoably_and_holds_for_the_next_reading(window, qtbot, named):
    page = read(window, qtbot, named)
    before = spectra_of(window).label.tolist()
    page._name_by_pattern()
    dialog = page.findChild(NameDialog)
    dialog.line.setText("{group}-{class}-*")
    with ended(window, qtbot):
        dialog.apply.click()
    assert sorted(spectra_of(window).counts.items()) == [("PET", 1), ("PLA", 2), ("odd", 1)]
    assert spectra_of(window).group[spectra_of(window).label == "PLA"].tolist() == ["t1", "t1"]
    window.workspace.undo_stack.undo()
    assert spectra_of(window).label.tolist() == before
    with ended(window, qtbot):
        window.opening.read_again()
    assert spectra_of(window).counts["PLA"] == 2


@pytest.mark.parametrize("how", ["fails", "cancelled", "refused", "sample refused"])
def test_that_what_was_not_opened_leaves_the_open_set_to_its_settings(
    window, qtbot, named, tmp_path, monkeypatch, how
):
    page, opening, workspace = read(window, qtbot, named), window.opening, window.workspace
    monkeypatch.setattr(window, "show_error", lambda *_: None)
    page._take_options(ImportOptions(pattern="{group}-{class}-*"))
    with ended(window, qtbot):
        opening.read_again()
    other = tmp_path / "other"
    other.mkdir()
    (other / "broken.txt").write_text("hello")
    with monkeypatch.context() as slow, ended(window, qtbot) as end:
        if how == "cancelled":
            slow.setattr(
                "ramangan_gui.io.importing.read_inputs",
                lambda *_: itertools.repeat(Progress(0.5, "Reading")),
            )
        elif "refused" in how:
            workspace.apply_recipe()
        if "sample" in how:
            opening.open_sample("simulated")
        else:
            opening.open_paths([str(other)])
        if how == "cancelled":
            workspace.cancel()
    assert end.args == [{"fails": "failed", "cancelled": "cancelled"}.get(how, "succeeded")]
    assert workspace.project.import_options["pattern"] == "{group}-{class}-*"
    assert workspace.paths == (str(named),)
    with ended(window, qtbot):
        opening.read_again()
    assert spectra_of(window).counts["PLA"] == 2


# --- how a file is read --------------------------------------------------------------------------


def test_that_a_reading_is_previewed_changed_and_remembered(window, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    rows = "".join(f"{400 + 2 * i}\t{1 + i % 7},{100 + 3 * i}\n" for i in range(60))
    path.write_text("Raman shift (cm-1)\tI\n" + rows)
    write_text(tmp_path / "b.txt", np.linspace(400, 518, 60), np.linspace(1, 2, 60) ** 2)
    page = read(window, qtbot, tmp_path)
    assert len(spectra_of(window)) == 1
    with ended(window, qtbot):
        page._show_reading(str(path))
    dialog = page.findChild(ReadingDialog)
    assert dialog.words.text().startswith("✗")
    assert dialog.lines.toPlainText().startswith("Raman shift (cm-1)")
    assert not dialog.apply.isEnabled()
    with ended(window, qtbot):
        dialog.form.edited.emit("decimal", "comma", "")
    assert "decimal comma" in dialog.words.text()
    with ended(window, qtbot):
        dialog.apply.click()
    assert len(spectra_of(window)) == 2
    read(window, qtbot, tmp_path)
    assert len(spectra_of(window)) == 2


# --- maps ----------------------------------------------------------------------------------------


@pytest.fixture
def map_file(tmp_path):
    """A map of 6 × 4 places in which the right half has a band at 1300 in place of 700 cm⁻¹."""
    x, y = np.meshgrid(np.arange(6) * 2.0, np.arange(4) * 2.0)
    values = [band(n, 1300.0 if place >= 6 else 700.0) for n, place in enumerate(x.ravel())]
    path = tmp_path / "map.npz"
    np.savez(
        path, x=X, spectra=values, map_xy_um=np.stack([x.ravel(), y.ravel()], 1), x_unit="1/cm"
    )
    return path


def test_that_a_region_of_a_map_becomes_a_class(window, qtbot, map_file):
    page = read(window, qtbot, map_file)
    view = page._view.map
    assert page._tabs.isTabVisible(page._tabs.indexOf(view))
    page._tabs.setCurrentWidget(view)
    view.set_band(1280.0, 1320.0)
    qtbot.waitUntil(lambda: view.picture._values[0, 5] > 500 > view.picture._values[0, 0])
    view.picture.drawn.emit(np.array([(3, 0), (6, 0), (6, 4), (3, 4)]), False)
    assert view.selected.size == 12
    assert page._spectra.rows.tolist() == view.selected.tolist()
    assert not view.make.isEnabled()
    view.name.setText("inclusion")
    view.make.click()
    spectra = spectra_of(window)
    assert spectra.counts["inclusion"] == 12
    assert (spectra.map_position[spectra.label == "inclusion", 0] >= 6.0).all()
    window.workspace.undo_stack.undo()
    assert "inclusion" not in spectra_of(window).counts


def test_that_the_band_of_the_map_is_dragged_in_the_plot(window, qtbot, map_file):
    page = read(window, qtbot, map_file)
    view = page._view
    assert view._band not in view.plot.getPlotItem().items
    view.tabs.setCurrentWidget(view.map)
    assert view._band in view.plot.getPlotItem().items
    view._band.setRegion((690.0, 710.0))
    assert view.map.band == (690.0, 710.0)


def test_that_dragging_over_the_picture_selects_its_squares(window, qtbot, map_file):
    page = read(window, qtbot, map_file)
    view = page._view.map
    page._tabs.setCurrentWidget(view)
    picture = view.picture
    qtbot.waitUntil(lambda: picture._box.width() > 20)

    def place(column, row):
        inside = picture._box.mapFromView(QPointF(column, row))
        return picture.mapFromScene(picture._box.mapToScene(inside))

    qtbot.mousePress(picture.viewport(), Qt.MouseButton.LeftButton, pos=place(0.2, 0.2))
    for step in np.linspace(0.5, 1.8, 8):
        qtbot.mouseMove(picture.viewport(), place(step, step))
    qtbot.mouseRelease(picture.viewport(), Qt.MouseButton.LeftButton, pos=place(1.8, 1.8))
    assert view.selected.tolist() == [0, 1, 6, 7]


def test_that_a_free_hand_region_selects_what_its_line_goes_round(
    window, qtbot, map_file, monkeypatch
):
    # No hand is as quick as this one; without a limit every move counts.
    monkeypatch.setitem(pg.CONFIG_OPTIONS, "mouseRateLimit", -1)
    page = read(window, qtbot, map_file)
    view = page._view.map
    page._tabs.setCurrentWidget(view)
    picture = view.picture
    qtbot.waitUntil(lambda: picture._box.width() > 20)
    view._free.click()
    # A triangle over the lower left half; the rectangle around it would hold all sixteen squares.
    corners = [(0.05, 0.05), (3.7, 0.1), (1.9, 1.9), (0.1, 3.3), (0.05, 0.05)]
    path = [
        (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))
        for a, b in itertools.pairwise(corners)
        for part in np.linspace(0, 1, 6)
    ]

    def place(column, row):
        inside = picture._box.mapFromView(QPointF(column, row))
        return picture.mapFromScene(picture._box.mapToScene(inside))

    qtbot.mousePress(picture.viewport(), Qt.MouseButton.LeftButton, pos=place(*path[0]))
    for step in path[1:]:
        qtbot.mouseMove(picture.viewport(), place(*step))
    qtbot.mouseRelease(picture.viewport(), Qt.MouseButton.LeftButton, pos=place(*path[-1]))
    assert view.selected.tolist() == [0, 1, 2, 6, 7, 12]
    view._free.click()
    assert not picture._box.free_hand


def test_that_the_list_of_what_was_left_out_is_saved_where_the_user_says(
    window, qtbot, doubtful, tmp_path, monkeypatch
):
    page = read(window, qtbot, doubtful)
    table, target, asked = page._view.left_out, tmp_path / "list.csv", []

    def ask(parent, title, name, kinds):
        asked.append(name)
        return (str(target) if len(asked) > 1 else ""), kinds

    monkeypatch.setattr(left_out_table.QFileDialog, "getSaveFileName", ask)
    save = next(button for button in table._buttons if "ve list" in button.text())
    save.click()  # and cancelled
    assert not target.exists()
    save.click()
    assert asked == ["left-out.csv"] * 2
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 2
    assert rows[1][0].endswith("set.npz")
    assert "spectrum 10" in rows[1]
    told = []
    monkeypatch.setattr(left_out_table.QMessageBox, "warning", lambda *words: told.append(words[2]))
    table.save(str(tmp_path / "no such folder" / "list.csv"))
    assert len(told) == 1


def test_that_spectra_without_places_have_no_map(window, qtbot, doubtful):
    page = read(window, qtbot, doubtful)
    assert not page._tabs.isTabVisible(page._tabs.indexOf(page._view.map))
