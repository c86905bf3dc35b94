"""Substances and their files, beside every page."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.spectra import Spectra
from .. import theme
from ..numbers import count
from ..plain_text import plain
from ..selection import Selection
from ..sentences import told
from ..workspace import Workspace
from .class_settings import SEPARATE, described_step

#: With fewer spectra than this a class is badged: its verdict cannot be sure.
FEW = 20

#: Files listed under one class; the Data page lists all.
_MAX_FILES = 100

_ROW = Qt.ItemDataRole.UserRole
_LABEL = Qt.ItemDataRole.UserRole + 1
_NUMBER = Qt.ItemDataRole.UserRole + 2


class ClassList(QWidget):
    """Tree of classes with their counts and files, and of the files that were left out.

    Parameters
    ----------
    workspace : Workspace
        Owner of the data.
    selection : Selection
        What is in view; clicking an entry changes it.
    """

    def __init__(self, workspace: Workspace, selection: Selection) -> None:
        super().__init__()
        self._workspace, self._selection = workspace, selection
        self._tree = QTreeWidget()
        self._tree.setColumnCount(3)
        self._tree.setHeaderLabels([self.tr("Class / file"), self.tr("n"), ""])
        self._tree.setAccessibleName(self.tr("Classes and files"))
        self._tree.setUniformRowHeights(True)
        self._tree.setIndentation(12)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(22)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Filter by name…"))
        self._filter.setAccessibleName(self.tr("Filter classes and files by name"))
        self._filter.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 4)
        column.setSpacing(3)
        column.addWidget(self._tree, 1)
        column.addWidget(self._filter)
        self.setMinimumWidth(120)
        self._tree.currentItemChanged.connect(self._chosen)
        self._filter.textChanged.connect(self._apply_filter)
        workspace.imported_changed.connect(self.refresh)
        workspace.recipe_changed.connect(self._mark_separate)
        selection.changed.connect(self._follow)
        theme.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read classes and files off the project."""
        imported = self._workspace.project.imported
        with QSignalBlocker(self._tree):
            self._tree.clear()
            if imported is None:
                return
            self._add_classes(imported.spectra)
            refused = [file for file in imported.files if file.status == "refused"]
            if refused:
                top = QTreeWidgetItem([self.tr("Left out"), str(len(refused)), "✗"])
                top.setToolTip(0, self.tr("Files that could not be read, with the reason"))
                for file in refused:
                    child = QTreeWidgetItem([Path(file.path).name, "", "✗"])
                    child.setToolTip(0, plain(f"{file.path}\n{told(file.reason)}"))
                    top.addChild(child)
                self._tree.addTopLevelItem(top)
        self._apply_filter(self._filter.text())
        self._follow()

    def _add_classes(self, spectra: Spectra) -> None:
        by_file, first = _files_of_classes(spectra)
        for number, (label, found) in enumerate(by_file.items()):
            n = spectra.counts[label]
            item = QTreeWidgetItem([label or self.tr("(no class)"), count(n)])
            item.setIcon(0, _swatch(theme.class_colour(number)))
            item.setData(0, _LABEL, label)
            item.setData(0, _NUMBER, n)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._mark(item)
            for file, n_in_file in list(found.items())[:_MAX_FILES]:
                name = os.path.basename(file) or self.tr("(unknown)")
                child = QTreeWidgetItem([name, count(n_in_file)])
                child.setData(0, _LABEL, label)
                child.setData(0, _ROW, first[label, file])
                child.setToolTip(0, plain(file))
                child.setTextAlignment(
                    1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
                item.addChild(child)
            if len(found) > _MAX_FILES:
                more = self.tr("… {0} more files").format(len(found) - _MAX_FILES)
                item.addChild(QTreeWidgetItem([more]))
            self._tree.addTopLevelItem(item)

    @Slot()
    def _mark_separate(self) -> None:
        for item in self._tops():
            if item.data(0, _LABEL) is not None:
                self._mark(item)

    def _mark(self, item: QTreeWidgetItem) -> None:
        """Badge a class that is small, or that is corrected with settings of its own."""
        label, n = item.data(0, _LABEL), item.data(0, _NUMBER)
        step = self._workspace.project.recipe.own.get(label)
        badge, tip = _badge(n), self._class_tip(label, n)
        if step is not None:
            badge += SEPARATE
            words = self.tr("Baseline settings of its own: {0}")
            tip += "\n" + words.format(described_step(step))
        if item.text(2) != badge or item.toolTip(0) != plain(tip):
            item.setText(2, badge)
            item.setToolTip(0, plain(tip))
            item.setToolTip(2, plain(tip))

    def _class_tip(self, label: str, n: int) -> str:
        if n < FEW:
            return self.tr(
                "{0}: only {1} spectra. With fewer than {2}, expect little variety and a verdict "
                "that cannot be sure."
            ).format(label, n, FEW)
        return self.tr("{0}: {1} spectra").format(label, count(n))

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _chosen(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        if item is None or item.data(0, _LABEL) is None:
            return
        self._selection.show_class(item.data(0, _LABEL))
        if item.data(0, _ROW) is not None:
            self._selection.show_original(item.data(0, _ROW))

    @Slot()
    def _follow(self) -> None:
        """Mark the class in view, unless one of its files is marked already."""
        current = self._tree.currentItem()
        if current is not None and current.data(0, _LABEL) == self._selection.label:
            return
        for item in self._tops():
            if item.data(0, _LABEL) == self._selection.label and item.data(0, _LABEL) is not None:
                with QSignalBlocker(self._tree):
                    self._tree.setCurrentItem(item)

    def _tops(self) -> list[QTreeWidgetItem]:
        return _children(self._tree.invisibleRootItem())

    @Slot(str)
    def _apply_filter(self, text: str) -> None:
        wanted = text.casefold()
        for top in self._tops():
            own = wanted in top.text(0).casefold()
            any_shown = False
            for child in _children(top):
                shown = own or wanted in child.text(0).casefold()
                child.setHidden(not shown)
                any_shown |= shown
            top.setHidden(not (own or any_shown))
            if wanted and any_shown and not own:
                top.setExpanded(True)


def _files_of_classes(
    spectra: Spectra,
) -> tuple[dict[str, dict[str, int]], dict[tuple[str, str], int]]:
    """Count the spectra of each class by file, and give the first row of each pair."""
    files = spectra.source_file
    by_file: dict[str, dict[str, int]] = {label: {} for label in spectra.counts}
    if (files == files[0]).all():  # very many spectra come in one file
        only = str(files[0])
        first = {(label, only): int(rows[0]) for label, rows in spectra.class_rows.items()}
        return {label: {only: n} for label, n in spectra.counts.items()}, first
    pairs = list(zip(spectra.label.tolist(), files.tolist(), strict=True))
    for (label, file), n in Counter(pairs).items():
        by_file[label][file] = n
    return by_file, dict(zip(reversed(pairs), range(len(pairs) - 1, -1, -1), strict=True))


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child is not None]


def _badge(n: int) -> str:
    return "!" if n < FEW else ""


def _swatch(colour: QColor) -> QIcon:
    picture = QPixmap(10, 10)
    picture.fill(colour)
    return QIcon(picture)
