"""Tabs of which some may be hidden, because there is nothing to show in them."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget


class Tabs(QTabWidget):
    """Tabs that stay where they are when a hidden one is asked for; Qt would crash."""

    def setCurrentIndex(self, index: int) -> None:
        """Bring a tab into view, unless it is hidden."""
        if self.isTabVisible(index):
            super().setCurrentIndex(index)

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Bring the tab of a widget into view, unless it is hidden."""
        self.setCurrentIndex(self.indexOf(widget))
