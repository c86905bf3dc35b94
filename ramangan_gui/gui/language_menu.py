"""The menu of languages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from .choices import add_choices
from .language import LANGUAGES, language_of
from .settings import Settings


class LanguageMenu(QMenu):
    """Chooses the language, which the next start of the program speaks.

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
        self.setTitle(self.tr("&Language"))
        words = {"system": self.tr("Like the &system"), **LANGUAGES}
        add_choices(self, words, settings.language, self._choose)

    def _choose(self, code: str) -> None:
        before, self._settings.language = self._settings.language, code
        if language_of(before) != language_of(code):
            box = QMessageBox(self.parentWidget())
            box.setIcon(QMessageBox.Icon.Information)
            box.setText(self.tr("RamanGAN speaks the new language from its next start on."))
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()
