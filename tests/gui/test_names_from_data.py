"""Names that come from data stay names: they choose neither folder nor formula nor markup."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLabel, QWidget

from ramangan_gui.gui.export_advice import default_path
from ramangan_gui.io.tables import cell
from ramangan_gui.workflow.checkpoints import _name

EVIL = ["../../etc/passwd", "C:\\Windows\\x", "/etc/cron.d/x", "..", "a/b", "=cmd()|' /C calc'!A0"]


@pytest.mark.parametrize("name", EVIL)
def test_that_a_title_cannot_choose_the_folder(window, qtbot, set_file, name, monkeypatch):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=60_000):
        window.opening.open_paths([str(set_file({"A": 5}))])
    project = window.workspace.project
    titled = replace(project, imported=replace(project.imported, title=name))
    window.workspace._project = titled
    offered = []

    def dialog(_parent, _title, path, *_):
        offered.append(Path(path))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    window.saving.save_as()
    plain = default_path(titled)
    for path in (offered[0], plain):
        assert not set(path.name) & set('/\\:*?"<>|='), path
        assert ".." not in path.parts
    assert offered[0].parent == Path(window.settings.folder)
    window.workspace._project = project


@pytest.mark.parametrize("name", EVIL)
def test_that_a_class_cannot_choose_a_file(name):
    made = _name("state", name, 0)
    assert made.startswith("state-")
    assert set(made) <= set("0123456789abcdefstate-")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_that_a_spreadsheet_takes_no_cell_for_a_formula(text):
    assert cell(text)[1] == "'"


MARKUP = '<img src="//server/share/x.png">evil'


def texts_of(window):
    """All that the window might take for markup: labels, tooltips of controls and of cells."""
    for label in window.findChildren(QLabel):
        if label.textFormat() in (Qt.TextFormat.AutoText, Qt.TextFormat.RichText):
            yield f"label {label.objectName()} of {type(label.parent()).__name__}", label.text()
    for widget in (window, *window.findChildren(QWidget)):
        yield f"tooltip of {type(widget).__name__}", widget.toolTip()
    for action in window.findChildren(QAction):
        yield f"tooltip of action {action.text()}", action.toolTip()
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model is None:
            continue
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(min(model.rowCount(), 6)):
            for column in range(columns):
                tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                yield f"cell of {type(view).__name__} in {type(view.parent()).__name__}", tip or ""


def test_that_names_are_not_taken_for_markup(window, qtbot, set_file):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=60_000):
        window.opening.open_paths([str(set_file({"A": 20, "B": 20}))])
    workspace = window.workspace
    imported = workspace.project.imported
    spectra = imported.spectra
    named = {name: np.full(len(spectra), MARKUP) for name in ("name", "group", "source_file")}
    named["label"] = np.where(spectra.label == "A", MARKUP, "B")
    changed = replace(imported, spectra=replace(spectra, **named), title=MARKUP)
    workspace.set_imported(changed, "names")
    window.settings.add_recent(f"/x/{MARKUP}.rgan")
    with qtbot.waitSignal(workspace.job_ended, timeout=60_000):
        workspace.apply_recipe()
    plan = workspace.project.plan.with_value("augment.augmenter", "noise")
    workspace.set_plan(plan.with_value("augment.amount", "per_class"))
    with qtbot.waitSignal(workspace.job_ended, timeout=60_000):
        workspace.train()
    window.selection.show_class(MARKUP)
    for number in range(5):
        window.show_page(number)
        qtbot.wait(150)
    found = {where for where, text in texts_of(window) if "<img" in text}
    assert found == set()
