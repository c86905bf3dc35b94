"""Sentences that hold values are said in the language of the window, with the same values."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.resources import resource_path
from ramangan_gui.gui import sentences
from ramangan_gui.gui.sentences import is_translated, told, told_error
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.quality.controls import Visible
from ramangan_gui.quality.verdict import Differences, decide

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def chinese(qapp):
    translator = QTranslator()
    assert translator.load(str(resource_path("translations", "ramangan_zh_CN.qm")))
    QApplication.installTranslator(translator)
    sentences._line.cache_clear()
    yield
    QApplication.removeTranslator(translator)
    sentences._line.cache_clear()


def test_that_nothing_changes_in_english(qapp):
    assert not is_translated()
    assert told("Only 7 held-out spectra could be compared in a part.") == (
        "Only 7 held-out spectra could be compared in a part."
    )


def test_that_values_keep_their_places(chinese):
    assert told("Corrected 3 of 90 spectra") == "已校正 3 / 90 条光谱"


def test_that_what_is_unknown_stays(chinese):
    assert told("Nobody has declared this, 12 times.") == "Nobody has declared this, 12 times."


@pytest.mark.parametrize("visible", [None, Visible(0.3, 0.04, 1.05, True, "0.4 cm⁻¹"),
                                     Visible(30.0, 2.0, 4.0, False, "")])  # fmt: skip
@pytest.mark.parametrize("tests", [(), ("texture", "spread")])
@pytest.mark.parametrize("fewest", [7, 40])
def test_that_every_reason_of_a_verdict_is_chinese(chinese, visible, tests, fewest):
    found = Differences(tests=tests)
    _, reasons = decide(found, found, fewest, visible)
    for reason in reasons:
        said = told(reason)
        assert CHINESE.search(said), reason
        assert not re.search("[a-z]{4,}", said), said
        assert sorted(re.findall(r"\d+", said)) == sorted(re.findall(r"\d+", reason))


def test_that_sentences_within_sentences_are_told_too(chinese):
    words = told("In part 2: Generated spectra are too noisy: their high-frequency noise is 1.22 "
                 "times that of held-out originals (0.88 to 1.14 would do).")  # fmt: skip
    assert "第 2 部分" in words
    assert "1.22 倍" in words
    assert "噪声太大" in words
    assert not re.search("[a-z]{4,}", words)


def test_that_progress_is_told_with_the_name_of_the_model(chinese):
    assert told("Substance A: adversarial, step 3 of 60") == "Substance A: 对抗训练，第 3 / 60 步"


@pytest.mark.parametrize(
    "sentence",
    [
        "read as: 204 spectra × 1,000 points, tab-separated, decimal comma, 400–1800 cm⁻¹",
        "read as: 1 spectrum × 1,024 points, 400–1800 cm⁻¹, no unit is named; by its values taken"
        " as cm⁻¹",
        "read as: 3 spectra × 10 points, converted with the laser at 785 nm to 100–1800 cm⁻¹",
    ],
)
def test_that_how_a_file_was_read_is_told_with_its_numbers(chinese, sentence):
    said = told(sentence)
    assert not re.search("[a-z]{3,}", said), said
    assert re.findall(r"[\d,]+\d", said) == re.findall(r"[\d,]+\d", sentence)


def test_that_progress_is_told_with_class_and_fold(chinese):
    said = told("Substance C (simulated), fold 1: finding components of variation")
    assert said == "Substance C (simulated)，第 1 折：正在寻找变化成分"


def test_that_an_error_is_shown_in_chinese(chinese, qtbot):
    error = InputError("/data/x.h5 holds no files that could be spectra.", "Choose a wider range.")
    assert told_error(error) == "/data/x.h5 中没有可能是光谱的文件。 请选择更宽的范围。"
    dialog = ErrorDialog("", error, "")
    qtbot.addWidget(dialog)
    assert dialog.cause == "/data/x.h5 中没有可能是光谱的文件。"
    assert dialog.remedy == "请选择更宽的范围。"
