from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from ramangan_gui.gui.widgets.limits_table import LimitsTable
from ramangan_gui.quality.limits import QUANTITIES, Measured, Threshold


@pytest.fixture
def measured():
    thresholds = {name: Threshold(0.0, 1.0) for name in QUANTITIES}
    quantities = {name: np.linspace(0, 2, 11) for name in QUANTITIES}
    return Measured(thresholds, quantities, np.arange(11) < 2, np.ones(11, bool))


@pytest.fixture
def table(qtbot):
    made = LimitsTable()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def row_of(name):
    return list(QUANTITIES).index(name)


def test_that_every_quantity_shows_usual_limit_and_count(table, measured):
    table.show_limits(measured, {})
    for name in QUANTITIES:
        assert table.spins[name].value() == pytest.approx(measured.default(name), abs=0.005)
        assert table.table.item(row_of(name), 3).text() == "5"
    assert table.table.item(len(QUANTITIES), 3).text() == "2"
    assert table.summary.text().startswith("7 of 11")
    assert not table.reset.isEnabled()


def test_that_counts_are_those_of_all_folds_and_moved_limits_are_bold(table, measured):
    moved = {"negative": 150.0 - 99.0}
    table.show_limits(measured, moved, [measured, measured])
    counts = int(measured.beyond(moved)["negative"].sum())
    assert table.table.item(row_of("negative"), 3).text() == str(2 * counts)
    assert table.spins["negative"].font().bold()
    assert not table.spins["noise"].font().bold()


def test_that_only_moved_limits_are_taken_back(table, measured):
    told = []
    table.moved.connect(lambda name, value: told.append((name, value)))
    table.show_limits(measured, {"noise": 1.5})
    assert not told
    table.reset.click()
    assert told == [("noise", None)]


def test_that_the_wheel_over_a_field_changes_nothing_unless_it_was_clicked(table, measured):
    told = []
    table.moved.connect(lambda name, value: told.append(name))
    table.show_limits(measured, {})
    spin = table.spins["noise"]
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    spin.clearFocus()
    spin.wheelEvent(turn)
    assert not told
    spin.stepUp()
    assert told == ["noise"]


def test_that_too_few_originals_give_no_limits(table):
    none = Measured({}, {}, np.array([True, False]), np.ones(2, bool))
    table.show_limits(none, {})
    assert not table.table.isEnabled()
    assert "too few training originals" in table.summary.text()
    table.show_limits(None, {})
    assert "Nothing was generated" in table.summary.text()


def test_that_a_displaced_peak_is_limited_in_the_unit_of_the_axis(table, measured):
    told = []
    for unit in ("1/cm", "nm", "pixel"):
        table.show_limits(replace(measured, x_unit=unit), {})
        told.append(table.spins["displaced"].suffix())
        assert f"1.00{told[-1]}." in table.spins["displaced"].toolTip()
    assert told == [" cm⁻¹", " nm", " points"]
    assert table.spins["noise"].suffix() == " × usual"


@pytest.mark.parametrize("locale", ["en_US", "de_DE"])
@pytest.mark.parametrize("typed", ["1.25", "1,25"])
def test_that_a_limit_can_be_typed_with_a_comma_or_a_point(
    qtbot, numbers_of, measured, locale, typed
):
    numbers_of(locale)
    table = LimitsTable()
    qtbot.addWidget(table)
    table.show_limits(measured, {})
    spin = table.spins["noise"]
    with qtbot.waitSignal(table.moved) as moved:
        spin.lineEdit().setText(typed)
        qtbot.keyClick(spin.lineEdit(), Qt.Key.Key_Return)
    assert moved.args == ["noise", 1.25]
    sign = "," if locale == "de_DE" else "."
    assert spin.text().startswith(f"1{sign}25 ")
