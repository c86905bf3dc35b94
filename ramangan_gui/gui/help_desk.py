"""What the Help menu does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from .flow import PAGES
from .widgets.help_dialog import TextDialog, about_html, shortcuts_html
from .widgets.help_window import HelpWindow

if TYPE_CHECKING:
    from .main_window import MainWindow


class HelpDesk(QObject):
    """Shows help, shortcuts and About.

    Parameters
    ----------
    window : MainWindow
        Owner; its page in view is what F1 explains.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._help: HelpWindow | None = None

    @Slot()
    def explain_page(self) -> None:
        """Explain the page in view."""
        self.explain(PAGES[self._window.current])

    def explain(self, topic: str) -> None:
        """Bring a topic into view, beside the window."""
        if self._help is None:
            self._help = HelpWindow(self._window)
        self._help.show_topic(topic)
        self._help.show()
        self._help.raise_()

    def show_shortcuts(self, shortcuts: list[tuple[str, str]]) -> None:
        """List the keys and what they do."""
        TextDialog(self.tr("Keyboard shortcuts"), shortcuts_html(shortcuts), self._window).show()

    @Slot()
    def show_about(self) -> None:
        """Say what the program is and what it stands on."""
        TextDialog(self.tr("About RamanGAN"), about_html(), self._window).show()
