"""The Review page on results that nobody hopes for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.core.progress import run
from ramangan_gui.core.split import SplitParams
from ramangan_gui.gui.pages.review import ReviewPage
from ramangan_gui.workflow.review import review_views


@pytest.fixture
def show(scripted, selection, open_project, make_finished, qtbot):
    """Open a result, its generated spectra changed, and look at every plot of every fold."""

    def made(counts, change=lambda intensities: intensities):
        project, _ = make_finished(counts, dict.fromkeys(counts, "inconclusive"))
        result = project.augmentation
        intensities = change(result.generated.intensities.copy())
        generated = replace(result.generated, intensities=intensities)
        corrected = project.corrected.spectra
        views = run(review_views(corrected, result.fold, generated, SplitParams()))
        page = ReviewPage(scripted, selection)
        qtbot.addWidget(page)
        page.resize(1100, 640)
        with qtbot.waitExposed(page):
            page.show()
        open_project(replace(project, augmentation=replace(result, generated=generated)), views)
        page.activate()
        page.plots.pca.clusters.setChecked(True)
        page.plots.pca.with_loadings.setChecked(True)
        look_at_all(page)
        return page

    return made


def look_at_all(page):
    for fold in range(page.folds.count()):
        page.folds.setCurrentIndex(fold)
        for tab in range(page.plots.tabs.count()):
            page.plots.tabs.setCurrentIndex(tab)
            assert not page.grab().isNull()


@pytest.mark.parametrize("n", [2, 3, 4])
def test_that_very_few_originals_are_shown(show, n):
    page = show({"A": n})
    assert "too few training originals" in page.limits.summary.text()
    assert page.folds.count() == 2


def test_that_spectra_all_alike_are_shown(show):
    page = show({"A": 40}, np.ones_like)
    assert len(page.panel.list.rows) == 6


def test_that_spectra_that_are_no_numbers_stay_out_of_the_plots(show):
    def broken(intensities):
        intensities[2, 5] = np.nan
        intensities[4] = np.inf
        return intensities

    page = show({"A": 40}, broken)
    page.folds.setCurrentIndex(0)
    assert page.panel.list.rows.tolist()
    assert not {2, 4} & set(page.panel.list.rows.tolist())
    assert np.isfinite(page.workspace.review_views["A", 0].generated_scores).all()


def test_that_a_class_without_a_single_number_is_shown_as_empty(show):
    page = show({"A": 40}, lambda intensities: np.full_like(intensities, np.nan))
    assert len(page.panel.list.rows) == 0


def test_that_a_result_with_everything_rejected_stays_usable(show):
    page = show({"A": 40, "B": 30})
    everyone = np.arange(len(page.workspace.project.augmentation.generated))
    page.workspace.set_review(everyone, Review.REJECTED)
    look_at_all(page)
    assert not page.panel.judge.isEnabled()
    assert page.panel.refill.isEnabled()
    assert "0 accepted" in page.panel.counts.text()
    assert "(100.0\u00a0%)" in page.panel.counts.text()
