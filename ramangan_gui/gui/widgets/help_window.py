"""The help: pages of HTML that come with the program, so that no network is needed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QUrl, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from ...core.resources import resource_path
from ..geometry import size_on_screen

#: Pages in the order of the list; ``resources/help/LANGUAGE/KEY.html``.
TOPICS = ("index", "data", "correct", "train", "review", "export", "problems", "glossary")

#: Language whose pages are always complete.
_FALLBACK = "en"


class HelpWindow(QDialog):
    """Help beside the window: topics at the left, the page at the right.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("RamanGAN help"))
        self.resize(size_on_screen(900, 620))
        self.topics = QListWidget()
        self.topics.setAccessibleName(self.tr("Topics"))
        self.topics.setMaximumWidth(210)
        self.topics.addItems(self._titles())
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Help text"))
        row = QHBoxLayout(self)
        row.addWidget(self.topics)
        row.addWidget(self.text, 1)
        self.topics.currentRowChanged.connect(self._choose)
        self.text.sourceChanged.connect(self._followed)

    def show_topic(self, topic: str) -> None:
        """Bring a page into view, one of :data:`TOPICS`."""
        self.topics.setCurrentRow(TOPICS.index(topic))

    def _titles(self) -> list[str]:
        return [
            self.tr("Overview"),
            self.tr("1 Data"),
            self.tr("2 Correct"),
            self.tr("3 Train"),
            self.tr("4 Review"),
            self.tr("5 Export"),
            self.tr("What is wrong with my spectra?"),
            self.tr("Glossary"),
        ]

    @Slot(int)
    def _choose(self, row: int) -> None:
        page = QUrl.fromLocalFile(
            str(resource_path("help", help_language(), f"{TOPICS[row]}.html"))
        )
        if self.text.source().path() != page.path():
            self.text.setSource(page)

    @Slot(QUrl)
    def _followed(self, page: QUrl) -> None:
        """Mark the topic that a link in the text led to."""
        topic = page.fileName().removesuffix(".html")
        if topic in TOPICS:
            self.topics.setCurrentRow(TOPICS.index(topic))


def help_language() -> str:
    """Give the folder of the help pages in the language of the window."""
    folder = resource_path("help")
    name = QLocale().name()
    found = [code for code in (name, name.split("_")[0]) if (folder / code).is_dir()]
    return found[0] if found else _FALLBACK
