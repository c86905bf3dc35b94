"""What to look at before trusting spectra, each a button that shows the spectra it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ...io.left_out import LeftOut
from ...preprocessing.checks import CHECKS, Findings
from ..numbers import count
from ..sentences import told
from ..words import said

#: Button of what was left out, beside those of the checks.
LEFT_OUT = "left_out"


class BadgeBar(QWidget):
    """Buttons with sign, name and count of every check that found something.

    Attributes
    ----------
    chosen : Signal(str)
        Name of the check whose spectra are wanted; empty for all spectra.
    left_out_wanted : Signal()
        The list of what was left out is wanted.
    """

    chosen = Signal(str)
    left_out_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 2, 4, 2)
        self._row.setSpacing(4)
        self._title = QLabel(self.tr("Look at:"))
        self._row.addWidget(self._title)
        self._buttons: dict[str, QToolButton] = {}
        self._row.addStretch(1)
        self._checked = ""

    def show_findings(self, findings: Findings, left_out: Sequence[LeftOut]) -> None:
        """Show the checks that found something, and how much was left out."""
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for name, rows in findings.rows.items():
            check = CHECKS[name]
            words = f"{check.sign} {said(check.title)} {count(rows.size)}"
            self._add(name, words, self._tip(name, findings))
        if left_out:
            tip = self.tr("Files and spectra that are not in the set, with the reasons.")
            self._add(LEFT_OUT, self._left_out_words(left_out), tip)
        if self._checked not in self._buttons:
            self._checked = ""
        self._follow()
        self.setVisible(bool(self._buttons))

    def button(self, name: str) -> QToolButton:
        """Give the button of a check, or of :data:`LEFT_OUT`."""
        return self._buttons[name]

    @Slot()
    def clear(self) -> None:
        """Choose no check, without telling."""
        self._checked = ""
        self._follow()

    def _left_out_words(self, left_out: Sequence[LeftOut]) -> str:
        n_files = sum(entry.n_spectra == 0 for entry in left_out)
        n_spectra = sum(entry.n_spectra for entry in left_out)
        parts = []
        if n_files:
            words = self.tr("1 file") if n_files == 1 else self.tr("{0} files")
            parts.append(words.format(count(n_files)))
        if n_spectra:
            words = self.tr("1 spectrum") if n_spectra == 1 else self.tr("{0} spectra")
            parts.append(words.format(count(n_spectra)))
        return self.tr("✗ left out: {0}").format(", ".join(parts))

    def _tip(self, name: str, findings: Findings) -> str:
        check = CHECKS[name]
        lines = (said(check.meaning), *map(told, findings.notes.get(name, ())), said(check.remedy),
                 self.tr("Click to show only these spectra; click again for all."))  # fmt: skip
        return "".join(f"<p>{line}</p>" for line in lines)

    def _add(self, name: str, text: str, tip: str) -> None:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setCheckable(name != LEFT_OUT)
        button.clicked.connect(lambda _=False, name=name: self._clicked(name))
        self._buttons[name] = button
        self._row.insertWidget(len(self._buttons), button)

    def _clicked(self, name: str) -> None:
        if name == LEFT_OUT:
            self.left_out_wanted.emit()
            return
        self._checked = "" if name == self._checked else name
        self._follow()
        self.chosen.emit(self._checked)

    def _follow(self) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == self._checked)
