"""Three buttons that say what a drag over the plots does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from .brush import LASSO, MOVE, RECTANGLE


class BrushBar(QWidget):
    """Move, rectangle or lasso.

    Attributes
    ----------
    mode_changed : Signal(str)
        One of ``brush.MOVE``, ``brush.RECTANGLE`` and ``brush.LASSO``.
    cleared : Signal()
        Nothing should be chosen any more.
    """

    mode_changed = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for mode, text, tip in (
            (MOVE, self.tr("Move"), self.tr("Drag moves the plot; the wheel zooms.")),
            (
                RECTANGLE,
                self.tr("Rectangle"),
                self.tr("Drag a rectangle to choose spectra, in either plot (or hold Shift)."),
            ),
            (
                LASSO,
                self.tr("Lasso"),
                self.tr("Draw around spectra to choose them, in either plot (or hold Ctrl)."),
            ),
        ):
            button = self._button(text, tip)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, mode=mode: self.mode_changed.emit(mode))
            self._group.addButton(button)
            self.buttons[mode] = button
            row.addWidget(button)
        self.buttons[MOVE].setChecked(True)
        self.none = self._button("", self.tr("Chosen spectra; a click chooses none any more."))
        self.none.clicked.connect(self.cleared)
        row.addWidget(self.none)
        self.show_numbers(0, 0)

    def show_numbers(self, n_original: int, n_generated: int) -> None:
        """Show how many originals and generated spectra are chosen."""
        text = self.tr("✕ {0} ◆ {1} ●").format(n_generated, n_original)
        self.none.setText(text if n_original or n_generated else self.tr("✕ none"))
        self.none.setMinimumWidth(self.none.sizeHint().width())
        self.none.setEnabled(bool(n_original or n_generated))
        self.none.setVisible(self.none.isEnabled())

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(f"{text}: {tip}")
        # A tool button would otherwise shrink below its word.
        button.setMinimumWidth(button.sizeHint().width())
        return button
