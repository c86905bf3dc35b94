"""Every plot of the Review page as picture and as numbers."""

from __future__ import annotations

import csv
from xml.etree import ElementTree

import pyqtgraph as pg
import pytest
from PySide6.QtGui import QImage

from ramangan_gui.core.progress import run
from ramangan_gui.core.split import SplitParams
from ramangan_gui.gui.pages.review import ReviewPage
from ramangan_gui.gui.plot_files import WRITERS, save_plot
from ramangan_gui.workflow.review import review_views

COUNTS = {"A": 40, "B": 30}


@pytest.fixture
def page(scripted, selection, open_project, make_finished, qtbot):
    project, _ = make_finished(COUNTS, {"B": "pass"})
    made = project.augmentation
    steps = review_views(project.corrected.spectra, made.fold, made.generated, SplitParams())
    page = ReviewPage(scripted, selection)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    with qtbot.waitExposed(page):
        page.show()
    open_project(project, run(steps))
    page.activate()
    page.plots.pca.with_loadings.setChecked(True)
    return page


def numbers(path):
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return head, rows


@pytest.mark.parametrize("tab", ["overlay", "difference", "bands"])
def test_that_every_plot_is_saved_in_every_format(page, tab, tmp_path):
    page.plots.tabs.setCurrentWidget(getattr(page.plots, tab))
    shown = [plot for plot in page.findChildren(pg.PlotWidget) if plot.isVisible()]
    wanted = {"overlay": 4, "difference": 4, "bands": 7}[tab]
    assert len(shown) == wanted
    assert all(plot.accessibleName() for plot in shown)
    for number, plot in enumerate(shown):
        for suffix in WRITERS:
            save_plot(plot, tmp_path / f"{number}{suffix}")
        head, rows = numbers(tmp_path / f"{number}.csv")
        assert len(head) >= 2, plot.accessibleName()
        assert len(set(head)) == len(head)
        assert len(rows) >= 2
        assert float(rows[0][0]) is not None
        image = QImage(str(tmp_path / f"{number}.png"))
        assert image.width() == 3 * plot.viewport().width()
        root = ElementTree.parse(tmp_path / f"{number}.svg").getroot()
        assert not [part for part in root.iter() if part.tag.endswith("image")]
        assert (tmp_path / f"{number}.pdf").read_bytes().startswith(b"%PDF")


def test_that_numbers_name_axis_unit_and_kind(page, tmp_path):
    save_plot(page.plots.overlay.plot, tmp_path / "spectra.csv")
    head, rows = numbers(tmp_path / "spectra.csv")
    spectra = page.workspace.project.corrected.spectra
    assert head[0] == "Raman shift / cm⁻¹"
    assert any(name.startswith("generated") for name in head)
    assert any(name.startswith("original") for name in head)
    assert len(rows) == spectra.n_points
    assert float(rows[-1][0]) == pytest.approx(spectra.raman_shift[-1])
    save_plot(page.plots.pca.scatter.plot, tmp_path / "scores.csv")
    head, rows = numbers(tmp_path / "scores.csv")
    assert head[0].startswith("PC 1 (")
    view = page.workspace.review_views["B", page.folds.currentData()]
    assert len(rows) == max(len(view.original_rows), len(view.generated_rows))
    assert float(rows[0][0]) == pytest.approx(view.original_scores[0, 0])
