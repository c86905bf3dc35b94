"""Classes and groups from a pattern of the file names, shown as it is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import ParameterError
from ...io.name_pattern import Match, NamePattern
from ..geometry import size_on_screen
from ..numbers import count
from ..sentences import told_error
from .rows_table import RowsTable

#: File names shown; more would take longer than a key press may.
_SHOWN = 200

#: Patterns to start from.
_EXAMPLES = ("{class}_*", "{class}_{group}_*", "{class}-*", "{class}/*", "{class}/{group}_*",
             "{class}{number}")  # fmt: skip

#: Classes listed with their counts.
_LISTED = 8


class NameDialog(QDialog):
    """Asks for a pattern and shows at once what it makes of the file names.

    Parameters
    ----------
    files : sequence of str
        Files of the set.
    pattern : str
        Pattern to begin with; empty for a guess.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    pattern_chosen : Signal(str)
        The pattern by which classes and groups are to be read.
    """

    pattern_chosen = Signal(str)

    def __init__(self, files: Sequence[str], pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Classes and groups by file names"))
        self.resize(size_on_screen(760, 480))
        self._files = list(files[:_SHOWN])
        self._n_files = len(files)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Pattern"))
        self.line.setToolTip(
            self.tr(
                "{class} and {group} take the text at their place, {number} digits, * anything; "
                "each as little as possible. With / the folders count too. The ending of the file "
                "name does not count."
            )
        )
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.table = RowsTable(
            (self.tr("File"), self.tr("Class"), self.tr("Group")), 0, {1: 170, 2: 170}
        )
        self.table.setAccessibleName(self.tr("File names with class and group"))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = QPushButton(self.tr("&Apply to all files ({0})").format(count(len(files))))
        self.apply.setDefault(True)
        self.apply.setToolTip(
            self.tr(
                "Gives the spectra the classes and groups shown; files that do not fit keep theirs."
            )
        )
        box.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        hint = QLabel(
            self.tr(
                "Write {class} where the substance stands in the names and {group} where the "
                "specimen does; replicates of one specimen share a group and stay together."
            )
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        self._add_examples(column)
        column.addWidget(self.line)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(box)
        self.line.textChanged.connect(self._show)
        self.line.setText(pattern or _guess(self._files))
        self.line.selectAll()
        self.line.setFocus()
        self._show()

    def _add_examples(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        column.addLayout(row)
        row.addWidget(QLabel(self.tr("Examples:")))
        for example in _EXAMPLES:
            button = QPushButton(example)
            button.setFlat(True)
            button.setAutoDefault(False)
            button.setAccessibleName(self.tr("Pattern {0}").format(example))
            button.setToolTip(self.tr("Writes this pattern into the field, to be changed there."))
            button.clicked.connect(lambda _=False, example=example: self.line.setText(example))
            row.addWidget(button)
        row.addStretch(1)

    @Slot()
    def _show(self) -> None:
        """Read the names by what is typed so far."""
        try:
            pattern = NamePattern(self.line.text().strip())
        except ParameterError as error:
            self._tell(told_error(error), "error")
            self.apply.setEnabled(False)
            self.table.words.set_rows([(Path(file).name, "", "") for file in self._files])
            return
        found = [pattern.match(file) for file in self._files]
        rows = [self._row(file, match, pattern) for file, match in
                zip(self._files, found, strict=True)]  # fmt: skip
        self.table.words.set_rows(rows, self._files)
        fitting = [match for match in found if match is not None]
        self.apply.setEnabled(bool(fitting))
        self._tell(self._summary(pattern, fitting), "hint" if fitting else "error")

    def _summary(self, pattern: NamePattern, fitting: list[Match]) -> str:
        said = self.tr("{0} of {1} names fit.").format(len(fitting), len(self._files))
        if self._n_files > len(self._files):
            said = self.tr("{0} of the first {1} names fit.").format(len(fitting), len(self._files))
        if pattern.has_class:
            counts = Counter(match.label for match in fitting)
            listed = ", ".join(f"{label} ({n})" for label, n in counts.most_common(_LISTED))
            more = self.tr(" and {0} more").format(len(counts) - _LISTED)
            said += self.tr(" Classes: {0}{1}.").format(
                listed, more if len(counts) > _LISTED else ""
            )
        if pattern.has_group:
            said += self.tr(" Groups: {0}.").format(len({match.group for match in fitting}))
        return said

    def _row(self, file: str, match: Match | None, pattern: NamePattern) -> tuple[str, str, str]:
        depth = pattern.text.count("/") + 1
        name = "/".join(Path(file).parts[-depth:])
        if match is None:
            return name, self.tr("✗ does not fit"), ""
        return name, match.label, match.group

    def _tell(self, text: str, role: str) -> None:
        self.words.setText(text)
        if self.words.objectName() != role:
            self.words.setObjectName(role)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)

    @Slot()
    def _accept(self) -> None:
        self.pattern_chosen.emit(self.line.text().strip())
        self.accept()


def _guess(files: Sequence[str]) -> str:
    """Give the pattern that suits most names: by folder, underscore, hyphen or number."""
    folders = {Path(file).parent for file in files}
    if len(folders) > 1:
        return "{class}/*"
    stems = [Path(file).stem for file in files]
    for pattern in ("{class}_*", "{class}-*", "{class} *", "{class}{number}"):
        if 2 * sum(NamePattern(pattern).match(stem) is not None for stem in stems) > len(stems):
            return pattern
    return "{class}*"
