from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from ramangan_gui.core.progress import run
from ramangan_gui.core.utility import Utility, UtilityRow
from ramangan_gui.gui.asking import begin_utility
from ramangan_gui.gui.widgets.utility_dialog import UtilityDialog
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import CorrectedSet


def row(classifier, augmenter, training, dose, accuracy, gain=None):
    low = None if gain is None else gain - 0.02
    high = None if gain is None else gain + 0.02
    return UtilityRow(
        classifier, augmenter, training, dose, accuracy, accuracy - 0.05, accuracy + 0.05, 1.0,
        gain, low, high, 4,
    )  # fmt: skip


FOUND = Utility(
    rows=(
        row("linear", "", "originals", 0.0, 0.8),
        row("linear", "pca", "added", 1.0, 0.83, 0.03),
        row("cnn", "", "originals", 0.0, 0.7),
        row("cnn", "pca", "balanced", 0.6, 0.68, -0.02),
    ),
    doses=(
        row("linear", "", "originals", 0.0, 0.8),
        row("linear", "pca", "added", 2.0, 0.84, 0.04),
        row("cnn", "", "originals", 0.0, 0.7),
        row("cnn", "pca", "added", 2.0, 0.71, 0.01),
    ),
    sentences=("They <help> this classifier.",),
    n_originals=40,
)


@pytest.fixture
def dialog(qtbot):
    made = UtilityDialog()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_the_measurement_begins_with_what_the_form_says(dialog, qtbot):
    dialog.form.edited.emit("repeats", 5, "")
    with qtbot.waitSignal(dialog.asked) as asked:
        dialog.start.click()
    assert asked.args[0].repeats == 5
    dialog.form.edited.emit("repeats", 500, "")
    assert dialog.form.params.repeats == 5


def test_that_a_note_on_the_correction_stands_before_every_accuracy(qtbot):
    made = UtilityDialog(notes=["Classes <a> differ."])
    qtbot.addWidget(made)
    assert made.said.text().startswith("<p>⚠ Classes &lt;a&gt; differ.</p>")
    made.show_utility(FOUND)
    assert made.said.text().startswith("<p>⚠ Classes &lt;a&gt; differ.</p>")
    assert "They &lt;help&gt;" in made.said.text()


def test_that_nothing_begins_while_a_job_runs(dialog):
    dialog.follow_job(object())
    assert not dialog.start.isEnabled()
    dialog.follow_job("succeeded")
    assert dialog.start.isEnabled()


def test_that_the_result_is_shown_in_words_numbers_and_curves(dialog):
    dialog.show_utility(FOUND)
    assert "They &lt;help&gt; this classifier." in dialog.said.text()
    assert "40 originals" in dialog.said.text()
    cells = [dialog.table.item(1, column).text() for column in range(7)]
    assert cells[3] == "83.0 (78.0 – 88.0)"
    assert cells[4] == "+3.0 (+1.0 – +5.0)"
    assert cells[5] == "+17.0"
    assert dialog.table.item(0, 4).text() == "–"
    curves = [item for item in dialog.doses.plot.listDataItems() if item.name()]
    assert [curve.name() for curve in curves] == ["linear", "1-D network"]
    assert curves[0].yData.tolist() == pytest.approx([80.0, 84.0])
    assert curves[0].opts["symbol"] != curves[1].opts["symbol"]
    dialog.show_utility(FOUND)
    assert len([item for item in dialog.doses.plot.listDataItems() if item.name()]) == 2


@pytest.mark.timeout(300)
def test_that_the_window_measures_what_its_project_holds(qtbot, workspace, opened):
    opened({"A": 12, "B": 10})
    corrected = workspace.project.imported.spectra
    plan = Plan().with_value("augment.augmenter", "noise")
    made = run(augment(corrected, plan.with_value("augment.amount", "per_class")))
    whole = workspace.project.with_corrected(CorrectedSet(corrected, workspace.project.recipe))
    workspace._project = whole.with_augmentation(made)
    owner = QWidget()
    qtbot.addWidget(owner)
    begin_utility(owner, workspace)
    (dialog,) = owner.findChildren(UtilityDialog)
    dialog.form.edited.emit("repeats", 1, "")
    with qtbot.waitSignal(workspace.utility_measured, timeout=200_000) as measured:
        dialog.start.click()
    assert dialog.table.rowCount() == len(measured.args[0].rows) > 10
    qtbot.waitUntil(lambda: workspace.job is None)
    assert workspace.project.augmentation.review_record.utility == measured.args[0]
    dialog.close()
    begin_utility(owner, workspace)
    again = owner.findChildren(UtilityDialog)[-1]
    assert again.table.rowCount() == dialog.table.rowCount()  # shown without measuring again
    again.close()
