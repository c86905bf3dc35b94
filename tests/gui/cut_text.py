"""Finds words on a window that are cut off, shortened or covered, as the window stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pyqtgraph as pg
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

#: Rounding of widths at scales that are no whole numbers, in pixels.
_ROUNDING = 1


def cut_text(window: QWidget) -> list[str]:
    """Name what cannot be read in full on a window that is shown.

    Parameters
    ----------
    window : QWidget
        A window or a part of one, laid out.

    Returns
    -------
    list of str
        One line each: kind of widget, its words, what is wrong.
    """
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and not _is_of_qt(w)]
    found = [
        f"{type(w).__name__} {_words(w)[:60]!r}: {wrong}" for w in shown for wrong in _wrongs(w)
    ]
    return [*found, *_covered(shown)]


def _is_of_qt(widget: QWidget) -> bool:
    """Say whether it is a part without words of its own, that Qt makes for another one."""
    return isinstance(widget, (QScrollBar, QSizeGrip, QSplitterHandle)) or (
        widget.objectName().startswith("qt_") and not isinstance(widget, (QTabBar, QAbstractButton))
    )


def _words(widget: QWidget) -> str:
    for name in ("text", "currentText", "title", "accessibleName"):
        given = getattr(widget, name, None)
        if callable(given) and isinstance(text := given(), str) and text:
            return text
    return widget.objectName()


def _wrongs(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
        yield f"scrolls {widget.horizontalScrollBar().maximum()} pixels sideways"
    if not _inside_a_view(widget) and (cut := _pixels_cut_off(widget)) > _ROUNDING:
        yield f"{cut} pixels cut off by what surrounds it"
    for check, kinds in _CHECKS:
        if isinstance(widget, kinds):
            yield from check(widget)


def _inside_a_view(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, (QAbstractItemView, QTabBar)):
            return True
        above = above.parentWidget()
    return False


def _pixels_cut_off(widget: QWidget) -> int:
    """Count the pixels at its left and right that its surroundings do not show."""
    window, seen = widget.window(), widget.rect()
    above, inside = widget, seen
    while above is not window:
        inside = inside.translated(above.pos())
        above = above.parentWidget()
        inside = inside.intersected(QRect(0, inside.top(), above.width(), inside.height()))
    return seen.width() - inside.width()


def _room(text: str, room: int, metrics: QFontMetrics, what: str = "text") -> Iterator[str]:
    for line in text.splitlines():
        needed = metrics.size(Qt.TextFlag.TextShowMnemonic, line).width()
        if needed > room + _ROUNDING:
            yield f"{what} {line[:40]!r} needs {needed} of {room} pixels"


def _label(label: QLabel) -> Iterator[str]:
    text, size = label.text(), label.size()
    if not text:
        return
    wanted = label.sizeHint()
    if label.wordWrap():
        wanted = QSize(_longest_word(label), label.heightForWidth(size.width()))
    if wanted.width() > size.width() + _ROUNDING:
        yield f"needs a width of {wanted.width()}, has {size.width()}"
    if wanted.height() > size.height() + _ROUNDING:
        yield f"needs a height of {wanted.height()}, has {size.height()}"


def _longest_word(label: QLabel) -> int:
    text = label.text()
    if "<" in text and label.textFormat() != Qt.TextFormat.PlainText:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(text)
        text = document.toPlainText()
    if any(letter >= "\u3000" for letter in text):
        return 0  # breaks between any two letters
    return max((label.fontMetrics().horizontalAdvance(word) for word in text.split()), default=0)


def _button(button: QAbstractButton) -> Iterator[str]:
    text = button.text()
    if not text or getattr(button, "toolButtonStyle", lambda: None)() == Qt.ToolButtonIconOnly:
        return
    room = button.width() - 6
    if isinstance(button, (QCheckBox, QRadioButton)):
        option = QStyleOptionButton()
        option.initFrom(button)
        element = (
            QStyle.SubElement.SE_CheckBoxContents
            if isinstance(button, QCheckBox)
            else QStyle.SubElement.SE_RadioButtonContents
        )
        room = button.style().subElementRect(element, option, button).width()
    elif isinstance(button, QToolButton) and button.menu() is not None:
        room -= 8
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    yield from _room(text, room - icon, button.fontMetrics())
    if button.fontMetrics().height() > button.height():
        yield f"is {button.height()} pixels high"


def _combo(combo: QComboBox) -> Iterator[str]:
    if combo.currentText() in combo.toolTip():
        return  # a name of the user's, which may be of any length
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    # Two pixels of the arrow's frame count to the field.
    yield from _room(combo.currentText(), field.width() + 2, combo.fontMetrics())


def _line(line: QLineEdit) -> Iterator[str]:
    # Qt leaves two pixels at each side within the frame.
    room = line.contentsRect().width() - 4
    above = line.parentWidget()
    if isinstance(above, QComboBox):
        return
    if isinstance(above, QAbstractSpinBox):
        yield from _room(line.text(), line.width() - 2, line.fontMetrics())
    else:
        yield from _room(line.placeholderText(), room, line.fontMetrics(), "placeholder")


def _tabs(tabs: QTabBar) -> Iterator[str]:
    for number in filter(tabs.isTabVisible, range(tabs.count())):
        yield from _room(tabs.tabText(number), tabs.tabRect(number).width(), tabs.fontMetrics())
    if any(b.isVisible() for b in tabs.findChildren(QToolButton)):
        yield "has more tabs than it shows"


def _header(header: QHeaderView) -> Iterator[str]:
    if header.orientation() != Qt.Orientation.Horizontal or header.model() is None:
        return
    for number in range(header.count()):
        if header.isSectionHidden(number):
            continue
        text = header.model().headerData(number, Qt.Orientation.Horizontal)
        yield from _room(
            str(text or ""), header.sectionSize(number) - 4, header.fontMetrics(), "column"
        )


def _list(view: QListView) -> Iterator[str]:
    if view.model() is None or view.wordWrap():
        return
    if view.sizeHintForColumn(0) > view.viewport().width():
        yield f"needs {view.sizeHintForColumn(0)} of {view.viewport().width()} pixels"


def _table(table: QTableView) -> Iterator[str]:
    model, metrics = table.model(), table.fontMetrics()
    if model is None:
        return
    last = table.horizontalHeader().length() - table.viewport().width()
    if last > 0 and table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        yield f"{last} pixels of columns are out of sight"
    for row in range(min(model.rowCount(), 30)):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if table.isColumnHidden(column) or table.indexWidget(index) is not None:
                continue
            text = str(index.data() or "")
            if not index.data(Qt.ItemDataRole.ToolTipRole):
                yield from _room(text, table.columnWidth(column) - 4, metrics, "cell")


def _plot(view: pg.GraphicsView) -> Iterator[str]:
    """Say which titles of axes reach beyond their axis or their plot, of the plots in a view."""
    whole = view.mapToScene(view.viewport().rect()).boundingRect()
    for axis in (item for item in view.scene().items() if isinstance(item, pg.AxisItem)):
        if not axis.label.isVisible() or not axis.isVisible():
            continue
        title = axis.label.sceneBoundingRect()
        along = title.height() - axis.size().height()
        if axis.orientation in ("top", "bottom"):
            along = title.width() - axis.size().width()
        frame = axis.label.document().documentMargin()  # empty, about the words
        if along > _ROUNDING:
            yield f"title {axis.labelText!r} is {along:.0f} pixels longer than its axis"
        if not whole.adjusted(-frame, -frame, frame, frame).contains(title):
            yield f"title {axis.labelText!r} is cut off"


_CHECKS = (
    (_plot, pg.GraphicsView),
    (_label, QLabel),
    (_button, QAbstractButton),
    (_combo, QComboBox),
    (_line, QLineEdit),
    (_tabs, QTabBar),
    (_header, QHeaderView),
    (_list, QListView),
    (_table, QTableView),
)


def _covered(shown: list[QWidget]) -> Iterator[str]:
    """Name neighbours in a layout that lie over each other."""
    families: dict[QWidget, list[QWidget]] = {}
    for widget in shown:
        above = widget.parentWidget()
        layout = above.layout() if above is not None else None
        if layout is not None and layout.indexOf(widget) >= 0:
            families.setdefault(above, []).append(widget)
    for family in families.values():
        for one, other in combinations(family, 2):
            both: QRect = one.geometry().intersected(other.geometry())
            if both.width() > _ROUNDING and both.height() > _ROUNDING:
                yield (
                    f"{type(one).__name__} {_words(one)[:40]!r} and {type(other).__name__} "
                    f"{_words(other)[:40]!r} overlap by {both.width()} × {both.height()}"
                )
