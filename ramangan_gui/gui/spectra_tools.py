"""Tools for spectra as read: axis check with a reference, and dark subtraction."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from ..core.errors import SpectraError
from ..workflow.tools import with_axis_moved, with_dark_subtracted
from .numbers import written
from .selection import Selection
from .workspace import Workspace


class SpectraTools(QObject):
    """Asks what a tool needs to know, and has the workspace take what it made.

    Parameters
    ----------
    window : QWidget
        Owner of the dialogs.
    workspace : Workspace
        Owner of the spectra.
    selection : Selection
        Which spectra are selected in the table.
    """

    def __init__(self, window: QWidget, workspace: Workspace, selection: Selection) -> None:
        super().__init__(window)
        self._window, self._workspace, self._selection = window, workspace, selection

    def fill(
        self, menu: QMenu, add: Callable[..., object], has_spectra: Callable[[], bool]
    ) -> None:
        """Put the tools into a menu.

        Parameters
        ----------
        menu : QMenu
            The menu.
        add : callable
            ``add(menu, text, do, when=..., tip=...)`` makes an entry.
        has_spectra : callable
            Says whether there is anything to work on now.
        """
        tip = self.tr("Compares bands of silicon or polystyrene with where they should be.")
        add(menu, self.tr("Check the &axis…"), self.check_axis, when=has_spectra, tip=tip)
        tip = self.tr("Subtracts the mean of spectra measured with the laser off from all others.")
        add(menu, self.tr("Subtract &dark…"), self.ask_for_dark, when=has_spectra, tip=tip)
        menu.addSeparator()

    @Slot()
    def check_axis(self) -> None:
        """Compare bands of a reference material with where they should be."""
        from .widgets.axis_check_dialog import AxisCheckDialog

        imported = self._workspace.project.imported
        if imported is None:
            return
        selected = self._selection.rows
        selected = selected[selected < len(imported.spectra)]
        dialog = AxisCheckDialog(imported.spectra, selected, self._window)
        dialog.shift_wanted.connect(self.move_axis)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(float)
    def move_axis(self, shift: float) -> None:
        """Move the axis of all spectra."""
        imported = self._workspace.project.imported
        if imported is not None:
            text = self.tr("Move the axis by {0} cm⁻¹").format(written(shift, "+.2f"))
            self._workspace.set_imported(with_axis_moved(imported, shift), text)

    @Slot()
    def ask_for_dark(self) -> None:
        """Ask which class holds the dark spectra, and subtract them."""
        imported = self._workspace.project.imported
        if imported is None:
            return
        classes = list(imported.spectra.classes)
        likely = [n for n, name in enumerate(classes) if "dark" in name.casefold()]
        label, agreed = QInputDialog.getItem(
            self._window,
            self.tr("Subtract dark"),
            self.tr(
                "Class of the dark spectra: laser off, same exposure. Their mean is subtracted "
                "from all other spectra; they leave the set."
            ),
            classes,
            likely[0] if likely else 0,
            False,
        )
        if agreed:
            self.subtract_dark(np.flatnonzero(imported.spectra.label == label))

    def subtract_dark(self, rows: NDArray[np.intp]) -> None:
        """Subtract the mean of dark spectra from all others."""
        imported = self._workspace.project.imported
        if imported is None:
            return
        try:
            changed = with_dark_subtracted(imported, rows)
        except SpectraError as error:
            self._workspace.failed.emit(self.tr("Subtract dark"), error, "")
            return
        self._workspace.set_imported(
            changed, self.tr("Subtract {0} dark spectra").format(rows.size)
        )
