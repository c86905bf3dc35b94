"""Puts a window where it was last time, unless that place is gone."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

#: Size of the first start; leaves room for a task bar at 1366 × 768.
_SIZE = (1280, 700)

#: Smaller than this, the window is of no use, unless the screen is no larger.
_LEAST = (940, 560)

#: This part of the title bar, in pixels, must be on a screen for the window to be caught hold of.
_GRIP = (60, 40)


def restore_geometry(window: QWidget, kept: QByteArray | None) -> None:
    """Give a window its last geometry, or a sensible one.

    Parameters
    ----------
    window : QWidget
        The window, not shown yet.
    kept : QByteArray, optional
        What ``saveGeometry`` gave last time.
    """
    if kept is not None and window.restoreGeometry(kept) and is_on_screen(window.geometry()):
        return
    window.setWindowState(Qt.WindowState.WindowNoState)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    size = QRect(0, 0, min(_SIZE[0], screen.width() - 20), min(_SIZE[1], screen.height() - 40))
    size.moveCenter(screen.center())
    window.setGeometry(size)


def least_size() -> QSize:
    """Give the least size of the window, which fits every screen."""
    screen = QGuiApplication.primaryScreen().availableGeometry().size()
    return QSize(*_LEAST).boundedTo(screen - QSize(20, 40))


def size_on_screen(width: int, height: int) -> QSize:
    """Give the size of a window beside the main one: as wanted, or what the screen has room for.

    Parameters
    ----------
    width, height : int
        As wanted, in pixels of the scale in force.
    """
    screen = QGuiApplication.primaryScreen().availableGeometry().size()
    return QSize(width, height).boundedTo(screen - QSize(20, 40))


def is_on_screen(geometry: QRect) -> bool:
    """Say whether enough of a window's top can be seen to take hold of it."""
    grip = geometry.adjusted(_GRIP[0], 0, -_GRIP[0], 0)
    grip.setHeight(_GRIP[1])
    screens = (screen.availableGeometry() for screen in QGuiApplication.screens())
    seen = (screen.intersected(grip) for screen in screens)
    return any(part.width() >= _GRIP[0] and part.height() >= _GRIP[1] // 2 for part in seen)
