"""Any plot as a picture (PNG, SVG, PDF) or as numbers (CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QByteArray, QCoreApplication, QMarginsF, QRect, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..core.errors import OutputError
from ..io.atomic import replacing, sync
from ..io.tables import cell
from .sentences import told_error

#: Pixels of a PNG for each pixel on screen.
_SCALE = 3

#: Dots per inch of a screen, for sizes on paper.
_DPI = 96


#: Where a plot was saved last while the program runs.
_LAST = {"folder": ""}

#: Spectra of a class that are written as numbers one by one at most.
_MOST = 4000


def save_plot(plot: pg.PlotWidget, path: str | Path) -> None:
    """Save a plot as its file's suffix says.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot as it is on screen; CSV holds all its numbers, also those out of sight.
    path : str or Path
        With a suffix of :data:`WRITERS`.

    Raises
    ------
    OutputError
        If there is no such format, or the system refuses.
    """
    target = Path(path)
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        known = ", ".join(WRITERS)
        raise OutputError(f"{target} names no format of pictures or tables.", f"Use {known}.")
    with replacing(target) as temporary:
        writer(plot, temporary)
        sync(temporary)


def _draw(plot: pg.PlotWidget, painter: QPainter, target: QRectF) -> None:
    """Paint the plot from its parts, not from its pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(target, plot.backgroundBrush())
    points = [part for part in plot.scene().items() if isinstance(part, pg.ScatterPlotItem)]
    # On screen points are stamped as pixels.
    for part in points:
        part.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})
    try:
        plot.render(painter, target, plot.viewport().rect())
    finally:
        for part in points:
            part.setExportMode(False)


def _write_png(plot: pg.PlotWidget, path: Path) -> None:
    size = plot.viewport().size()
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    # More pixels for everything; otherwise points and legend would keep theirs and look tiny.
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    _draw(plot, painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    if not QImageWriter(str(path), QByteArray(b"png")).write(image):
        raise OutputError(f"The picture {path} could not be written.", "Choose another folder.")


def _write_svg(plot: pg.PlotWidget, path: Path) -> None:
    size = plot.viewport().size()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.SvgTiny12)
    generator.setFileName(str(path))
    generator.setResolution(_DPI)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(plot.accessibleName())
    generator.setDescription("RamanGAN")
    painter = QPainter(generator)
    _draw(plot, painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()


def _write_pdf(plot: pg.PlotWidget, path: Path) -> None:
    size = plot.viewport().size()
    writer = QPdfWriter(str(path))
    writer.setTitle(plot.accessibleName())
    writer.setResolution(_DPI)
    millimetres = QSizeF(size) * (25.4 / _DPI)
    writer.setPageSize(QPageSize(millimetres, QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    _draw(plot, painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()


def _write_csv(plot: pg.PlotWidget, path: Path) -> None:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    columns = plot_columns(plot)
    text.write(",".join(map(cell, columns)) + "\n")
    longest = max((len(values) for values in columns.values()), default=0)
    for row in range(longest):
        table.writerow(
            [f"{values[row]:.9g}" if row < len(values) else "" for values in columns.values()]
        )
    path.write_text(text.getvalue(), encoding="utf-8")


#: By suffix.
WRITERS: Mapping[str, Callable[[pg.PlotWidget, Path], None]] = {
    ".png": _write_png,
    ".svg": _write_svg,
    ".pdf": _write_pdf,
    ".csv": _write_csv,
}


def plot_columns(plot: pg.PlotWidget) -> dict[str, Any]:
    """Give the numbers of a plot, two columns a curve or set of points.

    Curves on the same axis share its column.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot.
    """
    item = plot.getPlotItem()
    titles = [item.getAxis(side).labelText or side for side in ("bottom", "left")]
    named = {id(sample.item): label.text for sample, label in item.legend.items} if (
        item.legend is not None
    ) else {}  # fmt: skip
    columns: dict[str, Any] = {}
    axis: Any = None
    for name, x, y in [*_spectra(plot), *_others(plot, named)]:
        name = name or titles[1]
        if axis is None or len(axis) != len(x) or not np.array_equal(axis, x, equal_nan=True):
            axis = x
            columns[_free(titles[0], columns)] = x
        columns[_free(name, columns)] = y
    return columns


def _spectra(plot: pg.PlotWidget) -> Iterator[tuple[str, Any, Any]]:
    """Give the spectra of a plot of spectra one by one, however they are drawn.

    Of a picture of very many those lines that are seen in it.
    """
    for family in getattr(plot, "families", ()):
        if family.is_picture and len(family.rows) > _MOST:
            seen = zip(("5 %", "50 %", "95 %"), family.quantiles, strict=True)
            yield from ((f"{family.name}, {share}", family.x, row) for share, row in seen)
            continue
        for number, row in enumerate(family.rows):
            given = family.row_names[number] if number < len(family.row_names) else ""
            yield ", ".join(part for part in (family.name, given) if part), family.x, row


def _others(plot: pg.PlotWidget, named: Mapping[int, str]) -> Iterator[tuple[str, Any, Any]]:
    """Give the curves and points that are no such spectra, those of the legend first."""
    drawn = {id(item) for family in getattr(plot, "families", ()) for item in family.items}
    for part in sorted(plot.getPlotItem().items, key=lambda part: id(part) not in named):
        numbers = _numbers(part) if id(part) not in drawn else None
        if numbers is not None and len(numbers[0]):
            own = getattr(part, "opts", {}).get("name") or ""
            yield named.get(id(part), own), *numbers


def _numbers(part: Any) -> tuple[Any, Any] | None:
    """Give x and y of a part that is seen."""
    if not part.isVisible():
        return None
    if isinstance(part, pg.BarGraphItem):
        return np.asarray(part.opts["x"]), np.asarray(part.opts["height"])
    if isinstance(part, pg.PlotDataItem):
        data = part.getOriginalDataset()
    elif isinstance(part, pg.PlotCurveItem | pg.ScatterPlotItem):
        data = part.getData()
    else:
        return None
    return None if data[0] is None else (np.asarray(data[0]), np.asarray(data[1]))


def _free(name: str, taken: Mapping[str, Any]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def ask_and_save(plot: pg.PlotWidget, parent: QWidget) -> str:
    """Ask where to, and save; give the path, empty where the user thought better of it."""
    translate = QCoreApplication.translate
    filters = {
        translate("PlotFiles", "PNG picture (*.png)"): ".png",
        translate("PlotFiles", "SVG drawing (*.svg)"): ".svg",
        translate("PlotFiles", "PDF drawing (*.pdf)"): ".pdf",
        translate("PlotFiles", "Numbers as CSV (*.csv)"): ".csv",
    }
    title = translate("PlotFiles", "Save plot")
    name = "".join(c if c.isalnum() or c in " -_" else "_" for c in plot.accessibleName()).strip()
    proposed = str(Path(_LAST["folder"]) / f"{name or 'plot'}.png")
    path, chosen = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(filters))
    if not path:
        return ""
    if Path(path).suffix.lower() not in WRITERS:
        path += filters.get(chosen, ".png")
        # The dialog asked about the name as typed, not about the file that will be written.
        question = translate("PlotFiles", "{0} is there already. Replace it?").format(path)
        yes = QMessageBox.StandardButton.Yes
        if Path(path).exists() and QMessageBox.question(parent, title, question) != yes:
            return ""
    _LAST["folder"] = str(Path(path).parent)
    try:
        save_plot(plot, path)
    except OutputError as error:
        QMessageBox.warning(parent, title, told_error(error))
        return ""
    return path
