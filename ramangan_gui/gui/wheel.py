"""The wheel scrolls a panel; it changes a control of it only while that is in use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QWidget

#: Controls that take the wheel wherever the mouse happens to be.
_GREEDY = (QAbstractSpinBox, QComboBox, QSlider)


class WheelGuard(QObject):
    """Leaves the wheel to what lies around the controls that do not have the focus.

    Parameters
    ----------
    root : QWidget
        What holds the controls.
    """

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        for kind in _GREEDY:
            for control in root.findChildren(kind):
                # By itself the wheel would give the focus, too.
                control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass a turn of the wheel on to the parent."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if watched.hasFocus():
            return False
        event.ignore()
        return True
