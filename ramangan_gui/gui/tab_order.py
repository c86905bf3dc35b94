"""The order in which Tab goes through the window: as it is read, whatever was made when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab visit what is on show in the order of the layouts.

    Qt's own order is that in which controls were made, so that a form made anew for another
    method would come last.

    Parameters
    ----------
    root : QWidget
        Everything below it is put in order.
    """
    for before, after in pairwise(_stops(root)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Give what takes the focus, in the order of reading."""
    if widget.isHidden():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for part in parts_in_order(widget):
        yield from _stops(part)


def parts_in_order(widget: QWidget) -> list[QWidget]:
    """Give the children of a widget: as laid out, then the others from the top left.

    Parameters
    ----------
    widget : QWidget
        Windows among its children are left out.
    """
    parts = [child for child in widget.children() if isinstance(child, QWidget)]
    layout = widget.layout()
    laid_out = list(_of_layout(layout, parts)) if layout is not None else []
    known = set(laid_out)
    others = [child for child in parts if child not in known and not child.isWindow()]
    return laid_out + sorted(others, key=lambda child: (child.y(), child.x()))


def _of_layout(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    # Places are asked for rather than items: Qt deletes its items without telling Python, and
    # whatever it makes at the address of such an item later crashes the program when deleted.
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    places += [(layout.indexOf(one), one) for one in inner]
    for place, one in sorted(places, key=lambda pair: pair[0]):
        if place < 0:
            continue
        if isinstance(one, QLayout):
            yield from _of_layout(one, widgets)
        else:
            yield one
