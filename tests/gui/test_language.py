"""The language of the window: chosen, remembered, and English where nothing else is there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from ramangan_gui.gui.language import LANGUAGES, apply_language, language_of
from ramangan_gui.gui.language_menu import LanguageMenu
from ramangan_gui.gui.numbers import moment

sys.path.insert(0, str(Path(__file__).parent))

from shown_texts import shown_texts
from test_manners_dialogs import DIALOGS


class System:
    def __init__(self, *names: str) -> None:
        self.names = names

    def uiLanguages(self) -> list[str]:
        return list(self.names)


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (("zh-Hans-CN", "en-US"), "zh_CN"),
        (("zh-CN",), "zh_CN"),
        (("de-DE", "fr"), "en"),
        (("en-GB", "zh-CN"), "en"),
        (("zh-Hant-TW", "zh-TW"), "en"),
        ((), "en"),
    ],
)
def test_that_the_systems_language_is_taken_where_it_is_there(monkeypatch, wanted, spoken):
    monkeypatch.setattr(QLocale, "system", lambda: System(*wanted))
    assert language_of("system") == spoken
    assert all(language_of(code) == code for code in LANGUAGES)


def test_that_english_needs_no_translator(qapp):
    before = QLocale()
    assert apply_language("en") == "en"
    assert QLocale().language() == QLocale.Language.English
    QLocale.setDefault(before)


@pytest.fixture
def chinese(qapp):
    before = QLocale()
    kept = qapp.findChildren(QTranslator)
    apply_language("zh_CN")
    yield
    for translator in set(qapp.findChildren(QTranslator)) - set(kept):
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_that_every_label_of_qts_file_dialog_is_chinese(chinese, qtbot):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert len(labels) == 3
    assert not [text for text in labels if not re.search("[\u4e00-\u9fff]", text)]


#: Names of signs, units, makers, keys and patterns, and what the tests fill dialogs with.
NAMES = re.compile(
    r"Ctrl|PCA|WGAN-GP|NPZ|HDF5|cm|nm|log|airPLS|RamanGAN|https?://\S+|\{\w+\}|\w+\.\w+|K-means"
    r"|Text|They <help> this classifier|Two columns|of the future|One|Two|Firmware|laser|Exposures"
    r"|Export it|Reading|It is empty|line|MIT|Substance|Mixup|EMSA"
)


@pytest.mark.parametrize("name", [n for n in DIALOGS if n not in ("help", "error", "text")])
def test_that_no_word_of_a_dialog_stays_english(chinese, qtbot, name):
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    texts = {without for _, text in shown_texts(dialog) if (without := NAMES.sub("", text))}
    assert not [text for text in texts if re.search("[A-Za-z]{4}", text)]


def test_that_the_time_of_an_autosave_is_written_as_the_language_does(chinese):
    said = moment("2026-11-28T17:00:00+00:00")
    assert not re.search("[A-Za-z]", said)
    assert "2026" in said
    assert moment("no time") == "no time"


def test_that_the_menu_remembers_the_choice_and_tells_when_it_acts(window, qtbot):
    menu = next(iter(window.findChildren(LanguageMenu)))
    chosen = next(a for a in menu.actions() if a.text() == LANGUAGES["zh_CN"])
    chosen.trigger()
    assert window.settings.language == "zh_CN"
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "next start" in box.text()
    box.close()
    window.settings.language = "nonsense"
    assert window.settings.language == "system"
