"""The help is complete, its links and pictures exist, and F1 opens the page in view."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ramangan_gui.core.resources import resource_path
from ramangan_gui.gui.flow import PAGES
from ramangan_gui.gui.widgets.help_window import TOPICS, HelpWindow

LANGUAGES = sorted(folder.name for folder in resource_path("help").iterdir())


def test_that_f1_explains_the_page_in_view(window, qtbot):
    for number, key in enumerate(PAGES):
        window.show_page(number)
        qtbot.keyClick(window, Qt.Key.Key_F1)
        (help_window,) = window.findChildren(HelpWindow)
        assert help_window.isVisible()
        assert help_window.text.source().fileName() == f"{key}.html"
        assert len(help_window.text.toPlainText()) > 300
        assert help_window.topics.currentRow() == TOPICS.index(key)


def test_that_a_link_in_the_text_marks_its_topic(qtbot):
    help_window = HelpWindow()
    qtbot.addWidget(help_window)
    help_window.show_topic("index")
    help_window.text.setSource(help_window.text.source().resolved("glossary.html"))
    assert TOPICS[help_window.topics.currentRow()] == "glossary"


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_topic_is_there_and_leads_to_what_exists(language):
    folder = resource_path("help", language)
    assert {path.stem for path in folder.glob("*.html")} == set(TOPICS)
    for path in folder.glob("*.html"):
        text = path.read_text("utf-8")
        targets = re.findall(r'(?:href|src)="([^"#]+)', text)
        missing = [target for target in targets if not Path(folder, target).exists()]
        assert missing == [], path.name
        # Nothing is fetched from anywhere.
        assert "://" not in text


def test_that_the_glossary_has_the_words_of_the_program():
    words = resource_path("help", "en", "glossary.html").read_text("utf-8")
    for word in ("λ", "Critic", "Gradient penalty", "1-NN", "Fold", "WGAN-GP", "MMD", "Coverage"):
        assert word in words
