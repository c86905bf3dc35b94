"""Begins what has a window of its own: blind test, comparison of runs, use for a classifier."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QWidget

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
    from ..core.errors import SpectraError
    from ..workflow.blind import FEWEST, MOST, choose_blind
    from .widgets.blind_dialog import BlindDialog

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


def begin_comparison(parent: QWidget, workspace: Workspace) -> None:
    """Open the window that compares the present run with another.

    Parameters
    ----------
    parent : QWidget
        Owner of the window.
    workspace : Workspace
        Owner of the runs.
    """
    from .widgets.compare_dialog import CompareDialog

    augmentation = workspace.project.augmentation
    if augmentation is None:
        return
    dialog = CompareDialog(augmentation.plan.augment.augmenter, parent)
    dialog.train_asked.connect(lambda name: workspace.compare(augmenter=name))
    dialog.file_asked.connect(lambda path: workspace.compare(path=path))
    workspace.compared.connect(dialog.show_comparison)
    workspace.job_started.connect(dialog.follow_job)
    workspace.job_ended.connect(dialog.follow_job)
    dialog.follow_job(workspace.job)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()


def begin_utility(parent: QWidget, workspace: Workspace) -> None:
    """Open the window that measures what generated spectra do for a classifier.

    Parameters
    ----------
    parent : QWidget
        Owner of the window.
    workspace : Workspace
        Owner of the spectra.
    """
    from .widgets.utility_dialog import UtilityDialog

    augmentation, corrected = workspace.project.augmentation, workspace.project.corrected
    if augmentation is None or corrected is None:
        return
    dialog = UtilityDialog(parent, corrected.recipe.notes(corrected.spectra.classes))
    if augmentation.review_record.utility is not None:
        dialog.show_utility(augmentation.review_record.utility)
    dialog.asked.connect(workspace.measure_utility)
    workspace.utility_measured.connect(dialog.show_utility)
    workspace.job_started.connect(dialog.follow_job)
    workspace.job_ended.connect(dialog.follow_job)
    dialog.follow_job(workspace.job)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()
