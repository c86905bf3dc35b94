from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ramangan_gui.core.review_record import BlindTest
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.widgets.blind_dialog import BlindDialog, blind_result
from ramangan_gui.workflow.blind import BlindSet

N = 20


@pytest.fixture
def dialog(qtbot):
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(N, 30)).astype(np.float32)
    blind = BlindSet("A", rows, np.arange(N) % 2 == 0, np.arange(N), 3)
    made = BlindDialog(blind, Spectra.from_arrays(np.arange(30.0), rows, "A"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_keys_answer_and_only_the_end_tells(dialog, qtbot):
    results = []
    dialog.finished_test.connect(results.append)
    for number in range(N):
        assert "right" not in dialog.question.text()
        key = Qt.Key.Key_G if number < 15 else Qt.Key.Key_Left
        qtbot.keyClick(dialog, key)
    (test,) = results
    assert test.said_generated == (True,) * 15 + (False,) * 5
    assert test.n_correct == 8 + 3
    assert test.row == tuple(range(N))
    said = dialog.question.text().replace("\u00a0", " ")
    assert "11 of 20 right (55 %; 95 % interval 32 % to 77 %)" in said
    qtbot.keyClick(dialog, Qt.Key.Key_G)
    assert len(results) == 1
    assert not dialog.measured.isEnabled()


def test_that_leaving_early_keeps_nothing(dialog, qtbot):
    results = []
    dialog.finished_test.connect(results.append)
    qtbot.keyClick(dialog, Qt.Key.Key_M)
    dialog.leave.click()
    assert not dialog.isVisible()
    assert not results


def test_that_all_spectra_are_shown_on_one_scale(dialog):
    first = dialog.plot.getPlotItem().vb.viewRange()
    dialog.answer(True)
    assert dialog.plot.getPlotItem().vb.viewRange() == first


@pytest.mark.parametrize(
    ("right", "words"), [(20, "could be told"), (11, "no more than guessing"), (1, "more often")]
)
def test_that_the_result_is_put_into_words(right, words):
    answers = (True,) * right + (False,) * (20 - right)
    assert words in blind_result(BlindTest("A", -1, (True,) * 20, tuple(range(20)), answers))
