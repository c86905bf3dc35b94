"""The picture that a machine without a screen gets."""

from __future__ import annotations

import warnings

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QImage, QPixmap

from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui import picture
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.correct import CorrectedSet
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Project


@pytest.fixture
def project() -> Project:
    rng = np.random.default_rng(0)
    axis = np.linspace(400.0, 1800.0, 120)
    rows = [
        np.exp(-0.5 * ((axis - 900 - 60 * k) / 40) ** 2) * 0.2 + 0.002 * rng.normal(size=(16, 120))
        for k in range(2)
    ]
    corrected = Spectra.from_arrays(axis, np.concatenate(rows), ["alpha"] * 16 + ["beta"] * 16)
    plan = Plan().with_value("augment.augmenter", "pca").with_value("augment.amount", "per_class")
    made = run(augment(corrected, plan.with_value("augment.per_class", "6")))
    empty = Project()
    return empty.with_corrected(CorrectedSet(corrected, empty.recipe)).with_augmentation(made)


def test_that_the_whole_of_every_plot_is_in_the_picture(qapp, project, tmp_path, monkeypatch):
    plots: list[pg.PlotItem] = []
    made, seen = picture._plot, []
    monkeypatch.setattr(picture, "_plot", lambda *a: plots.append(made(*a)) or plots[-1])

    def grabbed(canvas: pg.GraphicsLayoutWidget) -> QPixmap:
        frame = canvas.viewport().rect().toRectF()
        for plot in plots:
            box = canvas.mapFromScene(plot.sceneBoundingRect()).boundingRect().toRectF()
            seen.append(frame.adjusted(-1, -1, 1, 1).contains(box))
            assert all(plot.getAxis(side).autoSIPrefixScale == 1.0 for side in ("left", "bottom"))
        return grab(canvas)

    grab = pg.GraphicsLayoutWidget.grab
    monkeypatch.setattr(pg.GraphicsLayoutWidget, "grab", grabbed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture.save_overview(project, tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1280, 600)
    assert seen == [True] * 4
