"""Collects every text that a widget shows, also those that come up under the mouse."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QPointF,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

#: Rows of a table that are looked at.
_ROWS = 200

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
          Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip


def shown_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Give every text of a widget and of all in it, each with where it stands."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget.parent()).__name__} > {type(widget).__name__}"
        for text in _texts(widget):
            if text:
                yield where, without_markup(str(text))


def without_markup(text: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", " ", text)) if "<" in text else text


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName(),
                widget.accessibleDescription(), widget.windowTitle())  # fmt: skip
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QAbstractSpinBox, QProgressBar)):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, (QPlainTextEdit, QTextEdit)):
        yield widget.toPlainText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(n) for n in range(widget.count()))
        yield from (widget.tabToolTip(n) for n in range(widget.count()))
    elif isinstance(widget, QMenu):
        for action in widget.actions():
            yield from (action.text(), action.toolTip(), action.statusTip())
    elif isinstance(widget, pg.GraphicsView):
        yield from _texts_of_plots(widget)
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from _texts_of_model(widget.model(), QModelIndex())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _texts_of_model(widget.model(), QModelIndex())


def _texts_of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    # Lists and tables make private what only a tree needs.
    is_list = isinstance(model, QAbstractListModel)
    is_tree = not is_list and not isinstance(model, QAbstractTableModel)
    columns = range(1 if is_list else model.columnCount(parent))
    for role in _ROLES:
        for column in columns:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        for row in range(min(model.rowCount(parent), _ROWS)):
            yield str(model.headerData(row, Qt.Orientation.Vertical, role) or "")
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in columns:
            index = model.index(row, column, parent)
            yield from (str(index.data(role) or "") for role in _ROLES)
        if is_tree and model.hasChildren(model.index(row, 0, parent)):
            yield from _texts_of_model(model, model.index(row, 0, parent))


def _texts_of_plots(view: pg.GraphicsView) -> Iterator[str]:
    if isinstance(view, pg.GraphicsLayoutWidget):
        plots = [item for item in view.ci.items if isinstance(item, pg.PlotItem)]
    else:
        plots = [view.getPlotItem()] if isinstance(view, pg.PlotWidget) else []
    for plot in filter(None, plots):
        yield plot.titleLabel.text
        for entry in plot.axes.values():
            yield from _texts_of_axis(entry["item"])
        if plot.legend is not None:
            yield from (label.text for _, label in plot.legend.items)
        for item in (*plot.items, *plot.vb.addedItems):
            if isinstance(item, pg.TextItem):
                yield item.toPlainText()


def _texts_of_axis(axis: pg.AxisItem) -> Iterator[str]:
    yield axis.labelString()
    if not axis.isVisible() or not axis.style["showValues"]:
        return
    if axis._tickLevels is not None:
        yield from (text for level in axis._tickLevels for _, text in level)
        return
    low, high = axis.range
    size = axis.boundingRect().width() or axis.boundingRect().height()
    scale = axis.autoSIPrefixScale * axis.scale
    for spacing, values in axis.tickValues(low, high, size):
        yield from axis.tickStrings(values, scale, spacing)


def mouse_over(view: pg.GraphicsView, per_side: int = 8) -> Iterator[None]:
    """Move the mouse over a plot, a place at a time, as pyqtgraph tells it to its listeners."""
    frame = view.sceneRect()
    for row in range(1, per_side):
        for column in range(1, per_side):
            place = QPointF(frame.width() * column / per_side, frame.height() * row / per_side)
            view.scene().sigMouseMoved.emit(frame.topLeft() + place)
            yield
