"""Sentences that hold values are said in the language of the window, with the same values."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.resources import resource_path
from ramangan_gui.gui import sentences
from ramangan_gui.gui.sentences import is_translated, told, told_error
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.gui.words import said
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


def test_that_the_place_of_wrong_noise_is_told_too(chinese):
    words = told("Generated spectra are too smooth from 600 cm⁻¹ to 702 cm⁻¹: their noise there is "
                 "0.61 times that of held-out originals (0.80 to 1.25 would do).")  # fmt: skip
    assert not re.search("[a-z]{4,}", words), words
    for part in ("600 cm⁻¹", "702 cm⁻¹", "0.61 倍", "平滑"):
        assert part in words


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
    assert re.findall(r"\d+", said) == re.findall(r"\d+", sentence.replace(",0", "0"))


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


# --- numbers in sentences ------------------------------------------------------------------------


@pytest.fixture
def comma(numbers_of):
    numbers_of("de_DE")


def test_that_every_number_of_every_sentence_has_the_sign_of_the_locale(comma):
    rows = [row for row in sentences._templates() if "n" in row.kinds]
    assert len(rows) > 60
    wrong = []
    for row in rows:
        parts = Formatter().parse(row.template)
        sentence = "".join(
            literal + ("" if name is None else "1.25" if kind == "n" else "word")
            for literal, name, kind, _ in parts
        )
        wanted = re.sub(r"(\d)\.(\d)", r"\1,\2", sentence)
        if row.words.endswith(" "):
            sentence, wanted = f"{sentence}A word.", f"{wanted}A word."
        if told(sentence) != wanted:
            wrong.append(told(sentence))
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Generated spectra are shifted by +0.42 points, +0.4 cm⁻¹ (up to 0.25 would do).",
         "Generated spectra are shifted by +0,42 points, +0,4 cm⁻¹ (up to 0,25 would do)."),
        ("But at this number of spectra a shift of 1.3 points, a missing peak of 54% of the "
         "highest or a wrong noise level could just go unseen.",
         "But at this number of spectra a shift of 1,3 points, a missing peak of 54\u00a0% of the "
         "highest or a wrong noise level could just go unseen."),
        ("Generated spectra are too noisy: their high-frequency noise is 1.22 times that of "
         "held-out originals (0.88 to 1.14 would do).",
         "Generated spectra are too noisy: their high-frequency noise is 1,22 times that of "
         "held-out originals (0,88 to 1,14 would do)."),
        ("no other is clearly nearer to the 12 validation spectra "
         "(typical distance 0.123; adversarial 0.234).",
         "no other is clearly nearer to the 12 validation spectra "
         "(typical distance 0,123; adversarial 0,234)."),
        ("With 1.5 generated for each measured spectrum (WGAN-GP) it is 93.1%, +1.2 points "
         "(-0.3 to +2.1): they help this classifier.",
         "With 1,5 generated for each measured spectrum (WGAN-GP) it is 93,1\u00a0%, +1,2 points "
         "(-0,3 to +2,1): they help this classifier."),
        ("3 of 5 bands found, off by +0.50 cm⁻¹ (median; -0.40 to +0.60). The axis is right "
         "within 1 cm⁻¹.",
         "3 of 5 bands found, off by +0,50 cm⁻¹ (median; -0,40 to +0,60). The axis is right "
         "within 1 cm⁻¹."),
        ("read as: 204 spectra × 1,000 points, decimal comma, 400.5–1800.25 cm⁻¹",
         "read as: 204 spectra × 1000 points, decimal comma, 400,5–1800,25 cm⁻¹"),
        ("Cropped to 12,500 points, 400.5–1800 cm⁻¹; the measured points are unchanged.",
         "Cropped to 12\u202f500 points, 400,5–1800 cm⁻¹; the measured points are unchanged."),
        ("Stiffness λ (baseline.lam) must be a number from 0.001 to 10 nm; got '1.5'.",
         "Stiffness λ (baseline.lam) must be a number from 0,001 to 10 nm; got '1.5'."),
        ("'480.5-52o' is no region of the axis. Write first and last point, such as 480-520, "
         "1085-1110.",
         "'480,5-52o' is no region of the axis. Write first and last point, such as 480-520, "
         "1085-1110."),
        ("Without the excluded regions (400.5-900, 910.25-1800) fewer than two points are left.",
         "Without the excluded regions (400,5-900; 910,25-1800) fewer than two points are left."),
        ("In part 2: It is 1.5 times as noisy as usual.",
         "In part 2: It is 1,5 times as noisy as usual."),
    ],
)  # fmt: skip
def test_that_numbers_of_sentences_have_the_sign_of_the_locale(comma, sentence, said):
    assert told(sentence) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "/data/1.5/scan 0.5 to 2.5.h5 holds no files that could be spectra.",
        "There is no file /data/run 1.5.2/0.5 nm.",
        "0.5: only 7 spectra to train on; expect little variety, and a verdict that cannot be "
        "sure.",
        "632.8 nm: 3 measured spectra were left out.",
        "Comparing dose 0.5, 632.8 nm",
        "Nothing was corrected yet in A 1.5 nm, B 2.5 nm.",
        "File names were read by the pattern {class}_1.5_*.txt",
        "Nobody has declared this: 1.5 times.",
        "RamanGAN 1.5.2 and 127.0.0.1",
    ],
)
def test_that_names_paths_and_what_is_unknown_keep_their_points(comma, sentence):
    assert told(sentence) == sentence


def test_that_settings_to_be_typed_keep_the_point(comma):
    said = told(
        "The axis of B 1.5.csv was left in nm: with the laser at 632.8 nm that the file states, "
        "most of it lies beyond Raman shifts (1,000 to 2,000 cm⁻¹), as in photoluminescence. Set "
        "import.laser_nm=632.8 to convert it all the same."
    )
    assert "B 1.5.csv" in said
    assert "632,8 nm" in said
    assert "(1000 to 2000 cm⁻¹)" in said
    assert "import.laser_nm=632.8" in said


@pytest.mark.parametrize("visible", [Visible(0.3, 0.04, 1.05, True, "0.4 cm⁻¹"),
                                     Visible(1.3, 0.54, 1.65, False, "1.6 cm⁻¹")])  # fmt: skip
@pytest.mark.parametrize("tests", [(), ("texture", "spread")])
def test_that_reasons_of_a_verdict_have_the_sign_of_the_locale(comma, visible, tests):
    found = Differences(tests=tests)
    for fewest in (7, 40):
        for reason in decide(found, found, fewest, visible)[1]:
            assert not re.search(r"\d\.\d", told(reason))
            said = told(reason).replace("\u00a0%", "%")
            assert said.replace(",", ".") == reason.replace(",", ".")


def test_that_titles_and_descriptions_of_tables_have_the_sign_of_the_locale(comma):
    assert said("Silicon (520.7 cm⁻¹)") == "Silicon (520,7 cm⁻¹)"
    assert told(said("Power, 0.06–0.12 per point")) == "Power, 0,06–0,12 per point"
