"""Names that come from data stay names: they choose neither folder nor formula nor markup."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

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
