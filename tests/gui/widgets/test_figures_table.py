"""The names of the figures stay legible, however little room there is."""

import pytest
from PySide6.QtWidgets import QHeaderView

from ramangan_gui.core.scorecard import ClassScore, MetricValue
from ramangan_gui.gui.widgets.figures_table import FiguresTable
from ramangan_gui.quality.metrics import METRICS


def score() -> ClassScore:
    figure = MetricValue(0.717, 0.335, 0.633, False)
    return ClassScore("fail", ("It differs.",), 30, 30, {"one_nn_original": figure})


@pytest.mark.parametrize("width", [200, 260, 600])
def test_that_names_are_not_broken_letter_by_letter(qtbot, width):
    made = FiguresTable()
    qtbot.addWidget(made)
    made.setMinimumWidth(0)
    made.resize(width, 300)
    made.show()
    made.show_score(score())
    column = made.table.columnWidth(0)
    letter = made.fontMetrics().averageCharWidth()
    assert column >= 12 * letter
    # Where there is room, nothing has to be scrolled.
    total = sum(made.table.columnWidth(n) for n in range(4))
    assert width < 600 or total <= made.table.viewport().width()


def test_that_columns_are_measured_once_for_all_figures(qtbot, monkeypatch):
    """Measured after each cell, filling the table took 80 ms in a window."""
    made = FiguresTable()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    figures = {name: MetricValue(0.717, 0.335, 0.633, False) for name in METRICS}
    header, plain, modes = made.table.horizontalHeader(), made._fill, []

    def noting(row: int, name: str) -> None:
        modes.append(header.sectionResizeMode(1))
        plain(row, name)

    monkeypatch.setattr(made, "_fill", noting)
    made.show_score(ClassScore("fail", ("It differs.",), 30, 30, figures))
    assert len(modes) == len(METRICS)
    assert set(modes) == {QHeaderView.ResizeMode.Fixed}
    for column in (1, 2, 3):
        assert made.table.columnWidth(column) >= made.table.sizeHintForColumn(column)
