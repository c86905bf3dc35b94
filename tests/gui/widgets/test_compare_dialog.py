from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.core.scorecard import ClassScore, MetricValue, Scorecard
from ramangan_gui.gui.widgets.compare_dialog import CompareDialog
from ramangan_gui.workflow.compare import ClassPoints, Run, RunComparison


def run(name, coverage, verdict):
    figures = {
        "coverage": MetricValue(coverage, 0.8, 1.0, coverage > 0.8),
        "of the future": MetricValue(1.0),
    }
    return Run(name, Scorecard(verdict, {"A": ClassScore(verdict, (), 20, 20, figures)}))


@pytest.fixture
def dialog(qtbot):
    made = CompareDialog("wgan_gp")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_every_other_augmenter_can_be_chosen(dialog, qtbot):
    names = [dialog.augmenters.itemData(i) for i in range(dialog.augmenters.count())]
    assert names == [name for name in AUGMENTERS if name != "wgan_gp"]
    with qtbot.waitSignal(dialog.train_asked) as asked:
        dialog.train.click()
    assert asked.args == [names[0]]
    dialog.follow_job(object())
    assert not dialog.train.isEnabled()
    dialog.follow_job("succeeded")
    assert dialog.train.isEnabled()


def test_that_both_runs_stand_side_by_side(dialog):
    rng = np.random.default_rng(0)
    points = ClassPoints(np.array([0.6, 0.2]), *(rng.normal(size=(n, 2)) for n in (20, 15, 15)))
    found = RunComparison(run("One", 0.9, "pass"), run("<Two>", 0.3, "fail"), {"A": points})
    dialog.show_comparison(found)
    assert "<b>One</b> – ✓ pass; <b>&lt;Two&gt;</b> – ✗ fail" in dialog.summary.text()
    cells = [dialog.table.item(0, column).text() for column in range(6)]
    assert cells[1] == "0.9"
    assert cells[3] == "0.3"
    assert cells[4].startswith("✗")
    assert cells[5] == "0.8 – 1"
    assert dialog.table.item(1, 0).text() == "of the future"
    shown = [plot._places["generated"] for plot in dialog.plots]
    np.testing.assert_array_equal(shown[0], points.first)
    np.testing.assert_array_equal(shown[1], points.second)


def test_that_what_is_said_of_many_models_is_said_once(dialog):
    first, second = run("PCA", 0.9, "pass"), run("Scale", 0.5, "fail")
    said = tuple(f"A, fold {n}: {n} of 9 spectra are missing." for n in (1, 2, 3))
    second = replace(second, messages=(*said, "B, fold 1: It took long."))
    dialog.show_comparison(RunComparison(first, second, {}))
    text = dialog.summary.text()
    assert text.count("spectra are missing") == 1
    assert "2 more" in text
    assert "It took long." in text
    assert all(message in dialog.summary.toolTip() for message in said)
