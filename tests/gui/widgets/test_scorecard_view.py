from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ramangan_gui.core.scorecard import VERDICTS, ClassScore, MetricValue, PeakScore, Scorecard
from ramangan_gui.gui.widgets.peaks_table import PeaksTable
from ramangan_gui.gui.widgets.scorecard_view import ScorecardView
from ramangan_gui.gui.widgets.verdict_badge import verdict_icon, verdict_meaning, verdict_word
from ramangan_gui.quality.figures import FAMILIES
from ramangan_gui.quality.metrics import METRICS

FIGURES = {
    "one_nn_original": MetricValue(0.55, 0.38, 0.61, True),
    "one_nn_generated": MetricValue(0.72, 0.38, 0.61, False),
    "noise_ratio": MetricValue(1.04),
    "mmd_p": MetricValue(),
}


def card(after_selection=False, **verdicts):
    classes = {
        label: ClassScore(verdict, (f"Reason of <{label}>.",), 30, 31, FIGURES)
        for label, verdict in verdicts.items()
    }
    return Scorecard(next(iter(verdicts.values())), classes, after_selection)


@pytest.fixture
def view(qtbot):
    widget = ScorecardView()
    qtbot.addWidget(widget)
    return widget


def table(view):
    texts = [
        [view.table.item(row, column).text() for column in range(4)]
        for row in range(view.table.rowCount())
    ]
    return {line[0]: line[1:] for line in texts}


def test_each_figure_stands_beside_its_interval(view):
    view.set_scorecards(card(A="fail"))
    view.show_class("A")
    titles = {name: METRICS[name].title for name in FIGURES}
    shown = table(view)
    assert shown[titles["one_nn_original"]] == ["0.55", "0.38 – 0.61", "✓ yes"]
    assert shown[titles["one_nn_generated"]] == ["0.72", "0.38 – 0.61", "✗ no"]
    assert shown[titles["noise_ratio"]] == ["1.04", "–", "unknown"]
    assert shown[titles["mmd_p"]] == ["not measured", "–", "–"]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_has_word_sign_and_sentence(view, verdict):
    view.set_scorecards(card(A=verdict))
    view.show_class("A")
    assert verdict_word(verdict) in view.verdict.text()
    assert verdict_meaning(verdict)
    assert verdict_meaning(verdict) in view.verdict.text()
    assert not view.sign.pixmap().isNull()
    assert view.classes.model().index(0).data() == f"{verdict_word(verdict)}: A"


def test_the_signs_differ_in_shape_as_well_as_in_colour(qapp):
    outlines = set()
    for verdict in VERDICTS:
        image = verdict_icon(verdict, 20).pixmap(20, 20).toImage()
        points = [(x, y) for x in range(image.width()) for y in range(image.height())]
        outlines.add(tuple(image.pixelColor(x, y).alpha() > 127 for x, y in points))
    assert len(outlines) == len(VERDICTS)


def test_reasons_are_shown_as_text_never_as_markup(view):
    view.set_scorecards(card(A="fail"))
    view.show_class("A")
    assert "Reason of &lt;A&gt;." in view.reasons.text()


def test_a_class_without_generated_spectra_is_explained(view):
    view.set_scorecards(card(A="pass"))
    view.show_class("B")
    assert "nothing to judge" in view.verdict.text()
    assert view.table.rowCount() == 0


def test_no_scorecard_says_that_there_is_no_verdict(view):
    view.set_scorecards(None)
    view.show_class("A")
    assert "No verdict" in view.overall.text()


def test_picking_a_class_tells_its_name(view, qtbot):
    view.set_scorecards(card(A="pass", B="fail"))
    view.show_class("A")
    with qtbot.waitSignal(view.class_picked) as caught:
        view.classes.go_to(1)
    assert caught.args == ["B"]


def test_that_other_verdicts_tell_no_choice_and_keep_the_class(view):
    view.set_scorecards(card(A="pass", B="fail"))
    view.show_class("B")
    told = []
    view.class_picked.connect(told.append)
    for _ in range(3):
        view.set_scorecards(None)
        assert view.classes.model().rowCount() == 0
        view.set_scorecards(card(A="pass", B="doubtful"))
    assert told == []
    assert view.classes.currentIndex().data() == f"{verdict_word('doubtful')}: B"
    tooltip = view.classes.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert verdict_meaning("doubtful") in tooltip


def test_the_second_scorecard_is_marked_as_after_selection(view):
    view.set_scorecards(card(A="fail"))
    view.show_class("A")
    assert view.which.isHidden()
    view.set_scorecards(card(A="fail"), card(True, A="pass"))
    assert not view.which.isHidden()
    assert "After selection" in view.overall.text()
    assert "not the verdict" in view.reasons.text()
    view.which.setCurrentIndex(0)
    assert "After selection" not in view.overall.text()
    assert verdict_word("fail") in view.verdict.text()
    # New decisions drop the second scorecard; the verdict is in view again.
    view.set_scorecards(card(A="fail"), None)
    assert view.which.isHidden()
    assert view.shown is not None
    assert not view.shown.after_selection


def test_figures_stand_under_the_question_of_their_family(view):
    view.set_scorecards(card(A="fail"))
    view.show_class("A")
    first = view.table.item(0, 0).text()
    assert first == FAMILIES["fidelity"]
    assert view.table.columnSpan(0, 0) == 4


def test_the_chosen_figure_is_explained_in_words(view):
    view.set_scorecards(card(A="fail"))
    view.show_class("A")
    assert "Choose a figure" in view.figures.meaning.text()
    rows = [view.table.item(row, 0).text() for row in range(view.table.rowCount())]
    row = rows.index(METRICS["one_nn_generated"].title)
    view.table.setCurrentCell(row, 0)
    figure = FIGURES["one_nn_generated"]
    assert view.figures.meaning.text() == METRICS["one_nn_generated"].sentence(figure)


BANDS = (
    PeakScore(1001.2, "position", 1001.0, 1001.1, 0.1, 0.8, True),
    PeakScore(520.0, "height", 1.0, 0.5, 0.7, 0.001, False),
)


def test_that_bands_are_filled_in_when_somebody_looks(qtbot):
    peaks = PeaksTable()
    qtbot.addWidget(peaks)
    peaks.show_score(ClassScore("fail", (), 20, 20, {}, peaks=BANDS[:1]), "cm⁻¹")
    peaks.show_score(ClassScore("fail", (), 20, 20, {}, peaks=BANDS), "cm⁻¹")
    assert peaks.table.rowCount() == 0
    with qtbot.waitExposed(peaks):
        peaks.show()
    assert peaks.table.rowCount() == 2
    peaks.show_score(ClassScore("fail", (), 20, 20, {}, peaks=BANDS[:1]), "cm⁻¹")
    assert peaks.table.rowCount() == 1


def test_bands_that_differ_come_first(qtbot):
    peaks = PeaksTable()
    qtbot.addWidget(peaks)
    with qtbot.waitExposed(peaks):
        peaks.show()
    peaks.show_score(ClassScore("fail", (), 20, 20, {}, peaks=BANDS), "cm⁻¹")
    assert [peaks.table.item(row, 0).text() for row in (0, 1)] == ["520.0", "1001.2"]
    assert peaks.table.item(0, 6).text() == "✗ no"
    assert peaks.table.item(1, 1).text() == "position / cm⁻¹"
    assert peaks.caption.text().startswith("1 of 2 quantities differ")
    peaks.show_score(None, "cm⁻¹")
    assert peaks.table.rowCount() == 0


def test_that_a_scorecard_that_arrives_is_filled_in_once(view, monkeypatch):
    view.set_scorecards(card(A="pass"))
    view.show_class("A")
    filled = []
    monkeypatch.setattr(view.figures, "show_score", filled.append)
    after = card(True, A="fail")
    view.set_scorecards(card(A="pass"), after)
    assert filled == [after.classes["A"]]
    assert view.shown is after
    view.which.setCurrentIndex(0)
    assert len(filled) == 2
