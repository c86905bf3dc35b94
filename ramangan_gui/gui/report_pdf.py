"""The report as PDF: the same HTML, its plots drawn as vectors on pages of A4."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTransform,
)

from ..core.augmented_set import AugmentedSet
from ..core.progress import Progress, Steps, part
from ..io.atomic import replacing, sync
from ..io.report import report_html
from ..workflow.project import Project
from .report_pages import well_broken

#: Dots per inch in which the pages are laid out; lines and letters are vectors all the same.
_DPI = 96


def write_pdf(path: str | os.PathLike[str], text: str, title: str) -> Steps[None]:
    """Lay a report's HTML out on pages.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    text : str
        What :func:`ramangan_gui.io.report.report_html` gave.
    title : str
        Title of the document.

    Yields
    ------
    Progress
        As pages are laid out.

    Raises
    ------
    OutputError
        If the system refuses.
    """
    with replacing(path) as temporary:
        # Qt tells nobody that a drive is full, and opens no file whose name is no text.
        pages = QBuffer()
        pages.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(pages)
        writer.setTitle(title)
        writer.setResolution(_DPI)
        margins = QMarginsF(15, 15, 15, 15)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        page = QSizeF(writer.width(), writer.height())
        document = yield from well_broken(text, page)
        _print(document, writer, title)
        del document, writer
        temporary.write_bytes(pages.data().data())
        sync(temporary)


def _print(document: QTextDocument, writer: QPdfWriter, title: str) -> None:
    """Paint all pages, each with its number below."""
    page, painter = document.pageSize(), QPainter(writer)
    context = QAbstractTextDocumentLayout.PaintContext()
    # Paper is white, whatever the window's colours.
    context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    painter.setFont(document.defaultFont())
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        view = QRectF(0, number * page.height(), page.width(), page.height())
        painter.save()
        painter.setTransform(QTransform.fromTranslate(0, -view.top()), combine=True)
        painter.setClipRect(view)
        context.clip = view
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setPen(QColor("#555555"))
        below = QRectF(0, page.height() + 12, page.width(), 20)
        words = f"{title}: {number + 1} / {document.pageCount()}"
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, words)
    painter.end()


def project_pdf_task(project: Project, path: str) -> Steps[str]:
    """Write the report of the project's present state as PDF; give the path."""
    yield Progress(0.0, "Preparing")
    from ..workflow.export import augmented_set

    return (yield from report_pdf_task(augmented_set(project), path))


def report_pdf_task(augmented: AugmentedSet, path: str) -> Steps[str]:
    """Write the report as PDF; made for the worker, so that the window goes on meanwhile."""
    text = yield from part(report_html(augmented), 0.0, 0.6)
    yield Progress(0.6, "Laying out pages")
    app = QGuiApplication.instance()
    if app is None:
        if sys.platform.startswith("linux"):
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QGuiApplication(sys.argv[:1])
    yield from part(write_pdf(Path(path), text, augmented.title or "RamanGAN"), 0.6, 1.0)
    return path
