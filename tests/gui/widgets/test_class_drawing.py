"""Whole sets in one plot: classes that lie together are drawn whole, and no two at once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.plot_files import plot_columns
from ramangan_gui.gui.widgets.class_drawing import MAX_DRAWN, ClassDrawing
from ramangan_gui.gui.widgets.class_list import ClassList
from ramangan_gui.gui.widgets.density_picture import _FEW, DensityPicture
from ramangan_gui.gui.widgets.spectra_plot import SpectraPlot
from ramangan_gui.workflow.project import ImportedSet
from ramangan_gui.workflow.tasks import Opened

N = 6000


@pytest.fixture
def plot(qtbot):
    made = SpectraPlot("Spectra")
    qtbot.addWidget(made)
    return made


def spectra(labels: list[str]) -> Spectra:
    rows = np.random.default_rng(0).normal(100.0, 9.0, (len(labels), 30)).astype(np.float32)
    return Spectra.from_arrays(400.0 + np.arange(30.0), rows, label=labels)


def drawn(qtbot, plot: SpectraPlot, given: Spectra) -> int:
    done: list[bool] = []
    n = ClassDrawing(plot).draw(given, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done) and all(f.is_complete for f in plot.families))
    return n


def test_that_classes_that_lie_together_are_drawn_whole_where_they_are(qtbot, plot):
    given = spectra(["A"] * N + ["B"] * (N // 2))
    assert drawn(qtbot, plot, given) == len(given)
    assert [len(family.rows) for family in plot.families] == [N, N // 2]
    for family in plot.families:
        assert np.shares_memory(family.rows, given.intensities)
    first = plot.families[1]
    assert first.ids[0] == N
    assert first.row_names[0] == given.name[N]
    # Every spectrum is in the picture once in each column.
    counts = np.expm1(plot.families[0]._picture.item.image).sum(axis=1)
    assert round(float(counts[200])) == N


def test_that_of_classes_that_are_mixed_an_even_choice_is_drawn(qtbot, plot):
    given = spectra(["A", "B"] * (N // 2))
    n = drawn(qtbot, plot, given)
    assert n == MAX_DRAWN
    assert [len(family.rows) for family in plot.families] == [MAX_DRAWN // 2] * 2
    assert np.ptp(np.diff(plot.families[0].ids)) <= 2


def test_that_of_a_picture_of_very_many_the_lines_are_saved(qtbot, plot):
    drawn(qtbot, plot, spectra(["A"] * N))
    names = list(plot_columns(plot))
    assert names[1:] == ["A, 5 %", "A, 50 %", "A, 95 %"]


def test_that_several_pictures_count_in_turns_and_the_window_answers_between(qtbot, plot):
    seen: list[str] = []
    table, x = np.zeros((256, 4), np.uint8), np.arange(20.0)
    rows = np.random.default_rng(0).random((_FEW + 1, 20)).astype(np.float32)
    pictures = [DensityPicture(plot.getPlotItem(), table) for _ in range(2)]
    for name, picture in zip("ab", pictures, strict=True):
        picture._count_on = _noted(picture._count_on, name, seen)
        picture.show(x, rows)
    assert seen == []
    pulse = QTimer(plot, interval=0)
    pulse.timeout.connect(lambda: seen.append("answer") if seen[-1:] != ["answer"] else None)
    pulse.start()
    qtbot.waitUntil(lambda: all(picture.is_complete for picture in pictures))
    pulse.stop()
    assert {"a", "b"} <= set(seen)
    assert all("answer" in pair for pair in itertools.pairwise(seen))


def _noted(call, name, seen):
    def noted():
        seen.append(name)
        call()

    return noted


def test_that_a_very_large_class_is_listed_with_its_thousands_parted(qtbot, workspace, selection):
    given = spectra(["A"] * 12_000)
    classes = ClassList(workspace, selection)
    qtbot.addWidget(classes)
    workspace._opened(Opened(workspace.project.with_imported(ImportedSet(given))))
    item = next(iter(classes._tops()))
    assert item.text(1) == "12\u202f000"
    assert item.toolTip(0).endswith("A: 12\u202f000 spectra")
