"""Whether the class in view shares its baseline settings, and which classes do not."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.params import ParamSpec
from ...preprocessing.base import Step
from ...preprocessing.recipe import Recipe
from ..numbers import written, written_places
from ..plain_text import plain
from ..words import said
from .number_editors import shows_exponent

#: Before the name of a class that has settings of its own, here and in the list of classes.
SEPARATE = "≠"

#: Lines of the table that are shown without scrolling.
_LINES = 5

#: Pixels of a cell beside its words, and the share of the table that names get at most.
_MARGINS, _SHARE = 10, 0.4

#: Letters of a name that fit into one line of the panel.
_LONGEST = 22


class ClassSettings(QWidget):
    """A check mark, a menu that copies, and a table of the classes with settings of their own.

    Attributes
    ----------
    separate_wanted : Signal(bool)
        The class in view shall have settings of its own, or no longer.
    copy_wanted : Signal(object, object)
        Class whose settings are wanted, ``None`` for the common ones; class that shall have them,
        ``None`` for all.
    class_wanted : Signal(str)
        A class that the user wants to see.
    """

    separate_wanted = Signal(bool)
    copy_wanted = Signal(object, object)
    class_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._recipe, self._label = Recipe(), ""
        self._classes: tuple[str, ...] = ()
        self.separate = QCheckBox()
        self.separate.setToolTip(self.tr(
            "The class in view gets baseline settings of its own, beginning with those it has; "
            "all other classes keep the common ones. Classes that are corrected differently may "
            "be told apart by the correction alone."
        ))  # fmt: skip
        self.separate.clicked.connect(self.separate_wanted)
        self.copy = QToolButton()
        self.copy.setText(self.tr("Copy settings"))
        self.copy.setAccessibleName(self.tr("Copy baseline settings between classes"))
        self.copy.setToolTip(self.copy.accessibleName())
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.copy.setMenu(self.menu)
        self.table = self._made_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        # Side by side, name and button would be wider than the panel.
        for widget in (self.separate, self.copy, self.table):
            column.addWidget(widget)
        self.hide()

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setHorizontalHeaderLabels([self.tr("Class"), self.tr("Baseline")])
        table.setAccessibleName(self.tr("Classes and their baseline settings"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setMinimumWidth(10)
        # Names are cut before what the settings are: the badge in the list of classes has them too.
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.cellActivated.connect(self._activated)
        table.cellClicked.connect(self._activated)
        return table

    def show_recipe(self, recipe: Recipe, classes: Iterable[str], label: str) -> None:
        """Show the state of the class in view, and the classes with settings of their own.

        Parameters
        ----------
        recipe : Recipe
            The recipe of all classes.
        classes : iterable of str
            Classes of the set; with a single one there is nothing to choose.
        label : str
            The class in view.
        """
        self._recipe, self._classes, self._label = recipe, tuple(classes), label
        self.setVisible(len(self._classes) > 1)
        with QSignalBlocker(self.separate):
            self.separate.setChecked(label in recipe.own)
        text = self.tr("Separate for {0}").format(_short(self._named(label)))
        self.separate.setText(text)
        mine = [name for name in self._classes if name in recipe.own]
        self.copy.setVisible(bool(mine))
        self._fill_table(mine)

    def _fill_table(self, mine: list[str]) -> None:
        own = [(f"{SEPARATE} {self._named(name)}", self._recipe.own[name], name) for name in mine]
        rows = [*own, (self.tr("all other classes"), self._recipe.baseline, None)]
        self.table.setVisible(bool(mine))
        self.table.setRowCount(len(rows) if mine else 0)
        if not mine:
            return
        for number, (title, step, name) in enumerate(rows):
            for column, text in enumerate((title, described_step(step))):
                item = self.table.item(number, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.table.setItem(number, column, item)
                if item.text() != text:  # a slider moves: most of the table stays as it is
                    item.setText(text)
                    item.setToolTip(plain(text))
                item.setData(Qt.ItemDataRole.UserRole, name)
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(title) for title, _, _ in rows) + _MARGINS
        self.table.setColumnWidth(0, min(widest, round(_SHARE * self.table.width())))
        lines = min(len(rows), _LINES) + 1
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.horizontalHeader().setFixedHeight(height)
        self.table.setFixedHeight(lines * height + 2 * self.table.frameWidth() + 1)

    @Slot()
    def fill_menu(self) -> None:
        """List what can be copied from where to where."""
        self.menu.clear()
        own, here = self._recipe.own, self._label
        others = [name for name in self._classes if name != here]
        self.menu.addSection(self.tr("Take for {0}").format(_short(self._named(here))))
        if here in own:
            self._add(self.tr("the common settings"), None, here)
        for name in others:
            if name in own and own[name] != own.get(here):
                self._add(self.tr("those of {0}").format(self._named(name)), name, here)
        self.menu.addSection(self.tr("Give those of {0} to").format(_short(self._named(here))))
        self._add(self.tr("all classes, as the common settings"), here, None)
        for name in others:
            if self._recipe.baseline_of(name) != self._recipe.baseline_of(here):
                self._add(self._named(name), here, name)

    def _add(self, text: str, source: str | None, target: str | None) -> None:
        action = self.menu.addAction(text.replace("&", "&&"))
        step = self._recipe.baseline if source is None else self._recipe.baseline_of(source)
        action.setToolTip(plain(described_step(step)))
        action.triggered.connect(lambda _=False: self.copy_wanted.emit(source, target))

    def _named(self, label: str) -> str:
        return label or self.tr("(no class)")

    @Slot(int, int)
    def _activated(self, row: int, column: int) -> None:
        item = self.table.item(row, column)
        label = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if label is not None:
            self.class_wanted.emit(label)


def described_step(step: Step) -> str:
    """Say method and settings of a step in a few words: the common ones, and what differs.

    Parameters
    ----------
    step : Step
        The step.
    """
    values = ((spec, getattr(step, spec.name)) for spec in step.specs())
    parts = [_shown(spec, value) for spec, value in values
             if not spec.advanced or value != spec.default]  # fmt: skip
    return ", ".join([said(step.title), *parts])


def _shown(spec: ParamSpec, value: object) -> str:
    if shows_exponent(spec) and isinstance(value, float):
        return f"log₁₀ {said(spec.label).split()[-1]} {written(np.log10(value), '.2f')}"
    number = written(value, ".4g") if isinstance(value, float) else str(value)
    if isinstance(value, str) and spec.unit:
        number = written_places(value)
    number = said((spec.choices or {}).get(number, number))
    unit = f" {said(spec.unit)}" if spec.unit and value is not None else ""
    return f"{said(spec.label)} {said(spec.none_label) if value is None else number}{unit}"


def _short(name: str) -> str:
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return shown.replace("&", "&&")
