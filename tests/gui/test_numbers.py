"""Numbers have the decimal sign of the language or the system wherever the window writes them."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QLineEdit

from ramangan_gui.gui import numbers
from ramangan_gui.gui.numbers import (
    count,
    localised,
    localised_words,
    read_number,
    read_places,
    rounded,
    written,
    written_places,
)
from ramangan_gui.gui.widgets.colour_scale import ColourScale
from ramangan_gui.gui.widgets.fitted_axis import FittedAxis
from ramangan_gui.gui.widgets.local_axis import LocalAxis
from ramangan_gui.gui.widgets.number_spin import NumberSpin
from ramangan_gui.gui.widgets.parameter_editors import TextEditor
from ramangan_gui.gui.widgets.plot_frame import make_plot
from ramangan_gui.gui.widgets.quick_axis import QuickAxis
from ramangan_gui.gui.widgets.symlog_axis import SymlogAxis
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.regions import parse_regions
from ramangan_gui.workflow.plan import parse_places

POINT = ("C", "en_US", "zh_CN", "de_CH", "ar_EG")
COMMA = ("de_DE", "fr_FR", "pl_PL", "sv_SE", "ru_RU")


@pytest.mark.parametrize("locale", [*POINT, *COMMA])
@pytest.mark.parametrize(
    ("value", "spec", "words"),
    [
        (0.8349, ".2f", "0.83"),
        (1001.25, ".1f", "1001.2"),
        (1234567.0, ".3g", "1.23e6"),
        (0.00001, "g", "1e-5"),
        (-0.25, "+.2f", "-0.25"),
        (2.5, "+.1f", "+2.5"),
        (0.126, ".1%", "12.6\u00a0%"),
        (12.0, "g", "12"),
        (float("nan"), ".2f", "nan"),
    ],
)
def test_that_the_decimal_sign_is_that_of_the_locale(numbers_of, locale, value, spec, words):
    numbers_of(locale)
    wanted = words.replace(".", ",") if locale in COMMA else words
    assert written(value, spec).replace("\N{MINUS SIGN}", "-") == wanted
    assert ("\N{MINUS SIGN}" in written(value, spec)) == ("-" in words and locale == "sv_SE")


@pytest.mark.parametrize("locale", [*POINT, *COMMA])
def test_that_nothing_taken_for_a_decimal_sign_parts_thousands(numbers_of, locale):
    numbers_of(locale)
    assert count(9999) == "9999"
    assert count(1234567) == "1\u202f234\u202f567"
    assert localised("1,000") == "1000"
    assert written(123456.0, ".1f").replace(",", ".") == "123456.0"


def test_that_what_is_no_number_stays(numbers_of):
    numbers_of("de_DE")
    for text in ("", "1.5.2", "A 1.5", "1.5 cm⁻¹", "sample_1.5.csv", "–", "10⁻⁵", "1.", ".5"):
        assert localised(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.88 to 1.14 would do", "0,88 to 1,14 would do"),
        ("Silicon (520.7 cm⁻¹)", "Silicon (520,7 cm⁻¹)"),
        ("below 0.05.", "below 0,05."),
        ("below 0.05, it", "below 0,05, it"),
        ("Power, 0.06–0.12 per point", "Power, 0,06–0,12 per point"),
        ("by -0.5% and +1.5 %", "by -0,5% and +1,5 %"),
        ("version 1.5.2", "version 1.5.2"),
        ("doi 10.1039/B922045C", "doi 10.1039/B922045C"),
        ("10.5281.zenodo", "10.5281.zenodo"),
        ("see a1.5.csv, 2.5.csv and /data/1.5/x", "see a1.5.csv, 2.5.csv and /data/1.5/x"),
        ("baseline.lam=1.5e5", "baseline.lam=1.5e5"),
        ("step 3. 4 more", "step 3. 4 more"),
    ],
)
def test_that_numbers_among_the_programs_words_follow_too(numbers_of, text, words):
    numbers_of("en_US")
    assert localised_words(text) == text
    numbers_of("de_DE")
    assert localised_words(text) == words


@pytest.mark.parametrize("locale", [*POINT, *COMMA])
@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5", 1.5), ("1,5", 1.5), ("785.123", 785.123), ("-,5", -0.5), ("−2,25", -2.25),
     ("1E-5", 1e-5), ("1e6", 1e6), (" 3 ", 3.0)],
)  # fmt: skip
def test_that_comma_and_point_are_both_read(numbers_of, locale, text, value):
    numbers_of(locale)
    assert read_number(text) == (pytest.approx(value), True)


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "1,2,3", "nan", "inf", "1_0", "1e", "e5"])
@pytest.mark.parametrize("locale", ["en_US", "de_DE"])
def test_that_other_texts_are_no_numbers(numbers_of, locale, text):
    numbers_of(locale)
    assert not read_number(text)[1]


def test_that_thousands_are_read_where_the_comma_is_no_decimal_sign(numbers_of):
    numbers_of("en_US")
    assert read_number("1,000") == (1000.0, True)
    assert read_number("12,345.5") == (12345.5, True)
    numbers_of("de_DE")
    assert read_number("1,000") == (1.0, True)
    assert not read_number("1.000,5")[1]


@pytest.mark.parametrize("locale", [*POINT, *COMMA])
@pytest.mark.parametrize("value", [0.0002, 1e-7, 1234.5678, -3.25, 4e11, 100000.0])
def test_that_a_field_reads_what_it_writes(qtbot, numbers_of, locale, value):
    numbers_of(locale)
    spin = NumberSpin(unit="cm⁻¹")
    qtbot.addWidget(spin)
    text = spin.textFromValue(value)
    assert text == written(value, ".10g")
    assert spin.valueFromText(f"{text} cm⁻¹") == pytest.approx(value)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("480.5-520, 1085-1110.25", "480,5-520; 1085-1110,25"),
        ("1003, 1450.5", "1003; 1450,5"),
        ("1003.1234", "1003,1234"),
        ("1003.1234, 1450", "1003,1234; 1450"),
        ("", ""),
    ],
)
def test_that_lists_of_places_have_the_sign_of_the_locale(numbers_of, kept, shown):
    assert written_places(kept) == read_places(kept) == kept
    numbers_of("de_DE")
    assert written_places(kept) == shown
    if ";" in shown or "," not in shown:
        assert read_places(shown).replace(";", ",") == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1003,5", (1003.5,)),
        ("1003,5 1450,25", (1003.5, 1450.25)),
        ("1003,5, 1450", (1003.5, 1450.0)),
        ("1003, 1450", (1003.0, 1450.0)),
        ("1003,1450", (1003.0, 1450.0)),
        ("1003.5;1450,125", (1003.5, 1450.125)),
    ],
)
def test_that_lists_of_places_are_read_as_they_are_typed(numbers_of, typed, meant):
    numbers_of("de_DE")
    assert parse_places(read_places(typed)) == meant


def test_that_regions_are_read_as_they_are_typed(numbers_of):
    numbers_of("de_DE")
    wanted = ((480.5, 520.0), (1085.0, 1110.25))
    for typed in ("480,5-520; 1085-1110,25", "480,5-520, 1085-1110,25", "480.5-520,1085-1110.25"):
        assert parse_regions(read_places(typed)) == wanted


def test_that_a_field_of_regions_shows_and_reads_the_comma(qtbot, numbers_of):
    numbers_of("de_DE")
    editor = TextEditor(Axis.spec("exclude"))
    qtbot.addWidget(editor)
    editor.set_value("480.5-520, 1085-1110")
    line, edits = editor.findChild(QLineEdit), []
    editor.edited.connect(lambda value, *_: edits.append(value))
    assert line.text() == "480,5-520; 1085-1110"
    line.editingFinished.emit()
    assert edits == []
    line.setText("480,5-521,5; 1085-1110")
    line.editingFinished.emit()
    assert edits == ["480.5-521.5; 1085-1110"]
    assert Axis(exclude=edits[0]).exclude == "480.5-521.5, 1085-1110"


def test_that_rounding_keeps_significant_digits():
    assert rounded(123456.0, 4) == 123500.0
    assert rounded(0.00123456, 2) == 0.0012


# --- axes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("class_", [LocalAxis, FittedAxis, QuickAxis, SymlogAxis])
@pytest.mark.parametrize(("locale", "sign"), [("en_US", "."), ("de_DE", ",")])
def test_that_ticks_have_the_sign_of_the_locale(qtbot, numbers_of, class_, locale, sign):
    numbers_of(locale)
    axis = class_("left")
    assert axis.tickStrings([0.5, -1.5], 1.0, 0.5) == [f"0{sign}5", f"-1{sign}5"]
    assert axis.tickStrings([2.5e6, 1e-5], 1.0, 1e-6) == [f"2{sign}5e6", "1e-5"]


def test_that_ticks_of_decades_have_the_sign_of_the_locale(qtbot, numbers_of):
    numbers_of("de_DE")
    axis = SymlogAxis()
    axis.threshold = 0.1
    assert axis.tickStrings(list(axis.forward([-1.0, 0.0, 0.1])), 1.0, 1.0) == ["-1", "0", "0,1"]


def test_that_every_plot_has_such_axes(qtbot):
    plot = make_plot("plot")
    qtbot.addWidget(plot)
    assert all(isinstance(plot.getAxis(side), LocalAxis) for side in ("left", "bottom"))


def test_that_the_scale_of_colours_has_the_sign_of_the_locale(qtbot, numbers_of):
    numbers_of("de_DE")
    widget = pg.GraphicsLayoutWidget()
    qtbot.addWidget(widget)
    scale = ColourScale(pg.colormap.get("viridis"))
    widget.addItem(scale)
    scale.setLevels((0.0, 0.5))
    assert isinstance(scale.axis, LocalAxis)
    assert scale.getAxis("right") is scale.axis
    assert scale.axis.range == [0.0, 0.5]
    assert scale.axis.tickStrings([0.25], 1.0, 0.05) == ["0,25"]


def test_that_the_sign_is_taken_anew_each_time(numbers_of):
    signs = []
    for locale in ("de_DE", "en_US"):
        numbers_of(locale)
        signs.append(numbers.decimal_sign())
    assert signs == [",", "."]
