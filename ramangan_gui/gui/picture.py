"""A picture of the result for machines without a screen: overlay and PCA, class by class."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from ..core.errors import OutputError
from ..core.progress import run
from ..core.spectra import Spectra
from ..io.atomic import replacing
from ..workflow.project import Augmentation, Project
from ..workflow.review import ReviewView, review_views
from .widgets.fitted_legend import FittedLegend

_INK, _ORIGINAL, _GENERATED = "#303030", "#0072B2", "#D55E00"
_WIDTH, _ROW = 1280, 300

#: Curves of each kind drawn in an overlay.
_CURVES = 25


def save_overview(project: Project, path: Path) -> None:
    """Draw generated over original spectra and their PCA, one row a class, as PNG.

    Parameters
    ----------
    project : Project
        With generated spectra.
    path : Path
        Where to.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    assert project.augmentation is not None
    assert project.corrected is not None
    spectra, augmentation = project.corrected.spectra, project.augmentation
    views = run(review_views(spectra, augmentation.fold, augmentation.generated))
    first = {label: view for (label, _), view in sorted(views.items(), reverse=True)}
    canvas = pg.GraphicsLayoutWidget()
    canvas.setBackground("w")
    canvas.resize(_WIDTH, max(1, len(first)) * _ROW)
    simulated = project.imported is not None and project.imported.simulated
    for row, label in enumerate(sorted(first)):
        view = first[label]
        verdict = _verdict(augmentation, label)
        kind = ", simulated" if simulated and "simulated" not in label else ""
        name = f"{label}{kind}, fold {view.fold + 1}: {verdict}"
        _overlay(_plot(canvas, row, 0, name), spectra, augmentation, view)
        _scatter(_plot(canvas, row, 1, "PCA of other originals, both kinds projected"), view)
    canvas.ci.layout.setColumnStretchFactor(0, 3)
    canvas.ci.layout.setColumnStretchFactor(1, 2)
    image = _drawn(canvas)
    with replacing(path) as temporary:
        if not QImageWriter(str(temporary), b"png").write(image):
            raise OutputError(f"The picture {path} could not be written.", "Choose another folder.")


def _plot(canvas: pg.GraphicsLayoutWidget, row: int, column: int, title: str) -> pg.PlotItem:
    plot = canvas.addPlot(row, column, title=title)
    for side in ("bottom", "left"):
        # Numbers stay in their unit, whatever their size.
        plot.getAxis(side).enableAutoSIPrefix(False)
    return plot


def _drawn(canvas: pg.GraphicsLayoutWidget) -> QImage:
    """Draw a canvas that is on no screen; only what is shown is laid out at its size."""
    canvas.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    canvas.show()
    QApplication.processEvents()
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    canvas.close()
    return image


def _verdict(augmentation: Augmentation, label: str) -> str:
    scorecard = augmentation.scorecard
    known = scorecard is not None and label in scorecard.classes
    return f"verdict {scorecard.classes[label].verdict}" if known and scorecard else "no verdict"


def _overlay(
    plot: pg.PlotItem, spectra: Spectra, augmentation: Augmentation, view: ReviewView
) -> None:
    FittedLegend(plot, labelTextColor=_INK)
    drawn = augmentation.generated.intensities[view.generated_rows]
    kinds = (
        ("held-out originals", spectra.intensities[view.original_rows], _ORIGINAL),
        ("generated", drawn, _GENERATED),
    )
    for name, rows, colour in kinds:
        pen = pg.mkPen(colour, width=1)
        faint = pg.mkColor(colour)
        faint.setAlpha(70)
        for spectrum in rows[:_CURVES]:
            plot.plot(spectra.raman_shift, spectrum, pen=pg.mkPen(faint, width=1))
        if len(rows):
            mean = np.mean(rows, axis=0)
            plot.plot(spectra.raman_shift, mean, pen=pen, name=f"{name}, mean of {len(rows)}")
    _label(plot, spectra.axis_title, "Intensity (corrected)")


def _scatter(plot: pg.PlotItem, view: ReviewView) -> None:
    FittedLegend(plot, labelTextColor=_INK)
    share = view.explained_variance_ratio
    kinds = (
        ("held-out originals", view.original_scores, _ORIGINAL, "o"),
        ("generated", view.generated_scores, _GENERATED, "d"),
    )
    for name, scores, colour, symbol in kinds:
        second = scores[:, 1] if scores.shape[1] > 1 else np.zeros(len(scores))
        brush = pg.mkBrush(colour)
        plot.plot(scores[:, 0], second, pen=None, symbol=symbol, symbolBrush=brush,
                  symbolPen=None, symbolSize=7, name=name)  # fmt: skip
    titles = [f"PC{i + 1} ({share[i]:.0%})" for i in range(min(2, len(share)))]
    _label(plot, *[*titles, "PC2"][:2])


def _label(plot: pg.PlotItem, x: str, y: str) -> None:
    for side, text in (("bottom", x), ("left", y)):
        plot.setLabel(side, text, color=_INK)
        plot.getAxis(side).setPen(_INK)
        plot.getAxis(side).setTextPen(_INK)
    plot.setTitle(plot.titleLabel.text, color=_INK, size="10pt")
