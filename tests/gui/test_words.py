"""Words of domain tables are shown in the language of the window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QPushButton

from ramangan_gui.core.scorecard import MetricValue
from ramangan_gui.gui.widgets.drop_zone import DropZone
from ramangan_gui.gui.widgets.figures_table import FiguresTable
from ramangan_gui.gui.words import CONTEXT, said
from ramangan_gui.preprocessing.axis_check import REFERENCES
from ramangan_gui.preprocessing.checks import CHECKS
from ramangan_gui.preprocessing.steps import STEP_TITLES
from ramangan_gui.quality.limits import COPIED, QUANTITIES
from ramangan_gui.quality.metrics import FAMILIES, METRICS
from ramangan_gui.simulation.samples import SAMPLES

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

from translations import declared_texts


class Marked(QTranslator):
    """Translates what the domain declares by putting it into brackets."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return f"[{text}]" if context == CONTEXT else text

    def isEmpty(self):
        return False


@pytest.fixture
def marked(qapp):
    translator = Marked()
    QApplication.installTranslator(translator)
    yield
    QApplication.removeTranslator(translator)


def test_that_declared_words_are_translated_and_nothing_stays_nothing(marked):
    assert said("Noise") == "[Noise]"
    assert said("") == ""


def test_that_sample_sets_are_named_in_the_language_of_the_window(marked, qtbot):
    zone = DropZone()
    qtbot.addWidget(zone)
    tips = {b.toolTip() for b in zone.findChildren(QPushButton) if b.property("sample")}
    assert tips == {f"[{sample.title}]" for sample in SAMPLES.values()}


def test_that_figures_are_explained_in_the_language_of_the_window(marked, qtbot):
    table = FiguresTable()
    qtbot.addWidget(table)
    metric = METRICS["one_nn_generated"]
    slight = MetricValue(0.62, 0.4, 0.61, False)
    assert table._sentence(metric, slight) == f"By little: [{metric.high}]"
    assert metric.sentence(slight) == f"By little: {metric.high}"
    assert table._sentence(metric, MetricValue()) == f"[{metric.meaning(MetricValue())}]"


def test_that_the_translators_get_the_words_of_every_table():
    found = set(declared_texts())
    rows = [*CHECKS.values(), *QUANTITIES.values(), *REFERENCES.values(), *METRICS.values()]
    rows += [*SAMPLES.values()]
    assert {row.title for row in rows} <= found
    assert {text for check in CHECKS.values() for text in (check.meaning, check.remedy)} <= found
    sentences = {text for m in METRICS.values() for text in (m.description, m.good, m.high)}
    assert sentences - {""} <= found
    assert {reference.source for reference in REFERENCES.values()} <= found
    assert {*STEP_TITLES.values(), *FAMILIES.values(), COPIED} <= found
