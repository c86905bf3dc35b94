from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ramangan_gui.core.augmented_set import InputFile, Review
from ramangan_gui.core.errors import OutputError
from ramangan_gui.gui.export_advice import default_path, python_snippet
from ramangan_gui.gui.pages.export import ExportPage
from ramangan_gui.workflow.project import ImportedSet

COUNTS = {"A": 40, "B": 30, "C": 24}


@pytest.fixture
def page(scripted, selection, qtbot):
    made = ExportPage(scripted, selection)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def opened(page, open_project, make_finished):
    open_project(*make_finished(COUNTS, {"B": "doubtful", "C": "fail"}))
    page.activate()
    return page


def rows(page):
    table = page.table
    return [
        [table.item(r, c).text() for c in range(table.columnCount())]
        for r in range(table.rowCount())
    ]


def test_without_corrected_spectra_nothing_can_be_saved(page):
    page.activate()
    assert not page.primary.isEnabled()
    assert "correct the spectra first" in page.hint.text()


def test_the_table_counts_what_goes_into_the_file(opened):
    opened.workspace.accept_plausible()
    opened.workspace.set_review([0], Review.NONE)
    assert rows(opened) == [
        ["A", "40", "0", "0", "0", "40", "–"],
        ["B", "30", "9", "1", "2", "39", "doubtful"],
        ["C", "24", "10", "0", "2", "34", "fail"],
        ["All classes", "94", "19", "1", "4", "113", "fail"],
    ]
    assert opened.table.horizontalHeaderItem(1).text() == "Simulated"
    assert opened.simulated.isVisible()


def test_warnings_are_plain_and_do_not_block(opened):
    assert "No generated spectrum is accepted yet" in opened.warnings.text()
    opened.workspace.accept_plausible()
    assert "No generated spectrum" not in opened.warnings.text()
    assert "C: the verdict is “fail”." in opened.warnings.text()
    assert "B: the verdict is “doubtful”." in opened.warnings.text()
    assert opened.primary.isEnabled()


def test_a_recipe_that_is_not_applied_is_told_at_once(opened):
    workspace = opened.workspace
    assert "after it was applied" not in opened.warnings.text()
    workspace.set_recipe(workspace.project.recipe.with_value("baseline.lam", 1e8))
    assert "The recipe was changed after it was applied" in opened.warnings.text()
    assert opened.primary.isEnabled()
    workspace.undo_stack.undo()
    assert "after it was applied" not in opened.warnings.text()


def test_corrected_spectra_alone_can_be_saved_and_it_says_so(page, open_project, make_corrected):
    open_project(make_corrected(COUNTS))
    page.activate()
    assert page.primary.isEnabled()
    assert "corrected spectra only" in page.warnings.text()
    assert not page.simulated.isVisible()


def test_after_writing_the_page_says_what_was_checked(opened, compute, tmp_path, qtbot):
    path = tmp_path / "out.h5"
    path.write_bytes(b"x" * 2_500_000)
    compute.results["export_task"] = str(path)
    with qtbot.waitSignal(opened.workspace.exported):
        opened.save_to(path)
    qtbot.waitUntil(opened.primary.isEnabled)
    assert "Written, read back and checked" in opened.written.text()
    assert str(path) in opened.written.text()
    assert "2.5 MB" in opened.written.text()
    assert opened.after.isVisible()
    assert opened.mark() == "✓"
    name, (_, asked, options) = compute.calls[-1]
    assert name == "export_task"
    assert asked == str(path)
    assert options == opened.options
    # What was written is no longer what is on screen.
    opened.workspace.accept_plausible()
    assert not opened.after.isVisible()
    assert opened.mark() == "·"


def test_a_failed_write_frees_the_page_and_claims_nothing(opened, compute, tmp_path, qtbot):
    compute.results["export_task"] = OutputError("The disk is full.")
    with qtbot.waitSignal(opened.workspace.failed):
        opened.save_to(tmp_path / "out.h5")
    qtbot.waitUntil(opened.primary.isEnabled)
    assert not opened.after.isVisible()
    assert opened.primary.text().replace("&", "") == "Save…"


def test_that_every_class_is_in_sight_where_the_columns_are_scrolled(opened, qtbot):
    opened.resize(620, 500)
    table = opened.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() == 0)


def test_options_reach_the_job(opened, compute, tmp_path, qtbot):
    opened.form.edited.emit("csv", True, "")
    assert opened.options.csv
    compute.results["export_task"] = str(tmp_path / "out.h5")
    with qtbot.waitSignal(opened.workspace.exported):
        opened.save_to(tmp_path / "out.h5")
    assert compute.calls[-1][1][2].csv


def test_the_dialog_proposes_a_name_and_cancelling_writes_nothing(opened, compute, monkeypatch):
    asked = []

    def answer(_parent, _title, proposed, _filter):
        asked.append(proposed)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    before = len(compute.calls)
    opened.primary.click()
    assert asked[0].endswith("Made_by_hand_augmented.h5")
    assert len(compute.calls) == before


def test_a_name_without_suffix_does_not_replace_a_file_unasked(
    opened, compute, monkeypatch, tmp_path, qtbot
):
    (tmp_path / "kept.h5").write_text("mine")
    compute.results["export_task"] = str(tmp_path / "kept.h5")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kept"), ""))
    for answer in (QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes):
        monkeypatch.setattr(QMessageBox, "question", lambda *_, answer=answer: answer)
        opened.primary.click()
        if answer == QMessageBox.StandardButton.No:
            assert opened.workspace.job is None
    qtbot.waitUntil(lambda: opened.workspace.job is None)
    assert [call[1][1] for call in compute.calls if call[0] == "export_task"] == [
        str(tmp_path / "kept.h5")
    ]


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_every_file_that_would_be_replaced_is_asked_about(
    opened, compute, monkeypatch, tmp_path, qtbot, answer
):
    for name in ("kept.h5", "kept.csv", "kept-rejected.csv", "kept.html"):
        (tmp_path / name).write_text("mine")
    opened.workspace.set_review([0], Review.REJECTED)
    opened.options = opened.options.with_value("csv", True).with_value("report", True)
    compute.results["export_task"] = typed = str(tmp_path / "kept.h5")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, ""))
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *words: (asked.append(words), answer)[1])
    opened.primary.click()
    qtbot.waitUntil(lambda: opened.workspace.job is None)
    # The dialog itself has asked about the first.
    assert len(asked) == 1
    assert asked[0][4] == QMessageBox.StandardButton.No
    assert asked[0][2].split("\n")[1:] == [
        str(tmp_path / name) for name in ("kept.csv", "kept-rejected.csv", "kept.html")
    ]
    written = [call[1][1] for call in compute.calls if call[0] == "export_task"]
    assert written == ([typed] if answer == QMessageBox.StandardButton.Yes else [])
    assert ("kept-rejected.csv" in opened.written.text()) == bool(written)


def test_raw_data_are_not_replaced(
    page, open_project, make_corrected, compute, monkeypatch, tmp_path, scripted
):
    raw = tmp_path / "glucose.csv"
    raw.write_text("mine")
    project = make_corrected(COUNTS)
    files = (InputFile(str(raw)),)
    open_project(replace(project, imported=replace(project.imported, files=files)))
    page.options = page.options.with_value("csv", True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "glucose"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: pytest.fail("nothing is to be asked"))
    errors = []
    scripted.failed.connect(lambda *words: errors.append(str(words[1])))
    page.save()
    assert len(errors) == 1
    assert str(raw) in errors[0]
    assert scripted.job is None
    assert "export_task" not in [name for name, _ in compute.calls]


def test_a_full_stop_in_a_name_is_no_suffix(opened, compute, monkeypatch, tmp_path, qtbot):
    typed = str(tmp_path / "PET 1.5mW")
    compute.results |= {"export_task": f"{typed}.h5", "report_task": "", "project_pdf_task": ""}
    chosen = ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, chosen))
    for button, chosen in (  # noqa: B007 - the dialog gives it
        (opened.primary, ""),
        (opened.report, "HTML (*.html)"),
        (opened.report, "PDF (*.pdf)"),
    ):
        button.click()
        qtbot.waitUntil(button.isEnabled)
    tasks = ("export_task", "report_task", "project_pdf_task")
    written = [words[1] for name, words in compute.calls if name in tasks]
    assert written == [f"{typed}.h5", f"{typed}.html", f"{typed}.pdf"]


def test_the_file_is_proposed_beside_the_data(
    page, open_project, make_corrected, tmp_path, scripted
):
    project = make_corrected(COUNTS)
    source = tmp_path / "measured" / "a.txt"
    source.parent.mkdir()
    source.write_text("")
    files = (InputFile(str(source)),)
    imported = ImportedSet(project.imported.spectra, files=files, title="Day 1: tablets/A")
    open_project(project.with_imported(imported))
    assert default_path(scripted.project) == source.parent / "Day_1_tablets_A_augmented.h5"


def test_the_snippet_can_be_copied_and_reads_such_a_file(opened, compute, tmp_path, qtbot):
    import h5py

    path = tmp_path / "it's a file.h5"
    with h5py.File(path, "w") as file:
        data = file.create_group("entry/augmented")
        data["intensity"] = np.ones((3, 4), np.float32)
        data["raman_shift"] = np.arange(4.0)
        data["label"] = ["α", "b", "b"]
        data["is_generated"] = np.array([0, 1, 1], np.uint8)
        data["fold"] = np.array([0, 1, 0])
    compute.results["export_task"] = str(path)
    with qtbot.waitSignal(opened.workspace.exported):
        opened.save_to(path)
    opened.copy.click()
    code = QGuiApplication.clipboard().text()
    assert code == python_snippet(str(path))
    assert len(code.strip().splitlines()) == 5
    names: dict[str, object] = {}
    exec(code, names)
    assert names["spectra"].shape == (3, 4)
    assert names["label"].tolist() == ["α", "b", "b"]
    assert names["is_generated"].tolist() == [False, True, True]
    assert names["fold"].tolist() == [0, 1, 0]


def test_nothing_is_proposed_inside_the_program_itself(
    open_project, make_corrected, page, scripted
):
    from ramangan_gui.simulation.samples import SAMPLES, sample_path

    project = make_corrected(COUNTS)
    for key in SAMPLES:
        source = sample_path(key)
        files = (InputFile(str(source)),)
        open_project(project.with_imported(ImportedSet(project.imported.spectra, files=files)))
        assert default_path(scripted.project).parent != source.parent


@pytest.mark.parametrize(
    ("name", "task"), [("r.html", "report_task"), ("r.pdf", "project_pdf_task")]
)
def test_the_report_alone_is_written_as_its_name_says(
    opened, compute, tmp_path, qtbot, monkeypatch, name, task
):
    path = str(tmp_path / name)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    compute.results[task] = path
    with qtbot.waitSignal(opened.workspace.report_written) as written:
        opened.report.click()
    assert written.args == [path]
    assert compute.calls[-1][0] == task
    qtbot.waitUntil(opened.report.isEnabled)
    assert not opened.workspace.project.exported_to
