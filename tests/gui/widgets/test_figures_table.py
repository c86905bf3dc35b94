"""The names of the figures stay legible, however little room there is."""

import pytest

from ramangan_gui.core.scorecard import ClassScore, MetricValue
from ramangan_gui.gui.widgets.figures_table import FiguresTable


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
