"""Begins a blind test for the class in view."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QWidget

from ..core.errors import SpectraError
from ..workflow.blind import FEWEST, MOST, choose_blind
from .widgets.blind_dialog import BlindDialog
from .workspace import Workspace


def begin_blind_test(parent: QWidget, workspace: Workspace, label: str | None) -> None:
    """Ask how many spectra, and show them one by one; the result goes into the record.

    Parameters
    ----------
    parent : QWidget
        Owner of the dialog.
    workspace : Workspace
        Owner of the spectra.
    label : str, optional
        Class in view.
    """
    project = workspace.project
    if project.augmentation is None or project.corrected is None or label is None:
        return
    title = QCoreApplication.translate("BlindTest", "Blind test: {0}").format(label)
    words = QCoreApplication.translate(
        "BlindTest",
        "Measured and generated spectra of this class will be shown in random order.\n"
        "Number of spectra ({0} to {1}; more make the result surer):",
    ).format(FEWEST, MOST)
    n, given = QInputDialog.getInt(parent, title, words, FEWEST, FEWEST, MOST)
    if not given:
        return
    corrected = project.corrected.spectra
    try:
        blind = choose_blind(corrected, project.augmentation, label, n, secrets.randbelow(2**31))
    except SpectraError as error:
        workspace.failed.emit(title, error, "")
        return
    dialog = BlindDialog(blind, corrected, parent)
    dialog.finished_test.connect(workspace.add_blind_test)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
