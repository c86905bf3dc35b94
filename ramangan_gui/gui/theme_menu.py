"""The menu of colour themes."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from . import theme
from .choices import add_choices
from .settings import Settings


class ThemeMenu(QMenu):
    """Chooses the colours, which change at once.

    Parameters
    ----------
    settings : Settings
        Keeps the choice.
    parent : QWidget
        Owner.
    """

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setTitle(self.tr("&Theme"))
        words = {
            "system": self.tr("As the &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        add_choices(self, words, theme.current(), self._choose)

    def _choose(self, name: str) -> None:
        self._settings.theme = name
        theme.apply_theme(name)
