"""The report as PDF: the same HTML, its plots drawn as vectors on pages of A4."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from ..core.augmented_set import AugmentedSet
from ..core.progress import Progress, Steps, part
from ..io.atomic import replacing, sync
from ..io.report import report_html
from ..workflow.project import Project

_SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)

#: Sizes for paper in place of those for the screen.
_ON_PAPER = """<style>
body { font-size: 8pt; } h1 { font-size: 14pt; } h2 { font-size: 11pt; margin-top: 14pt; }
h3 { font-size: 9pt; margin-top: 8pt; } table { border-collapse: collapse; }
th, td { border: 1px solid #c8c8c8; padding: 2px 4px; } th { background: #f0f2f5; }
p.note { color: #555555; }
</style>"""

#: A heading that follows a table, and what keeps them apart: margins do not.
_HEAD_BELOW_TABLE = re.compile(r"(?<=</table>)(?=<h\d>)")
_AIR = '<p style="font-size: 4pt;">&#160;</p>'

#: Stands for a plot until it is put in its place.
_PLACE = "\ue000"

_PLOT = QTextFormat.ObjectTypes.UserObject.value + 1
_NUMBER = QTextFormat.Property.UserProperty.value + 1

#: Dots per inch in which the pages are laid out; lines and letters are vectors all the same.
_DPI = 96


class _Plots(QPyTextObject):
    """Draws the plots where the text has their places."""

    def __init__(self, drawings: list[str], width: float, parent: QObject) -> None:
        super().__init__(parent)
        self._width = width
        self._renderers = [QSvgRenderer(QByteArray(d.encode("utf-8")), self) for d in drawings]

    def intrinsicSize(self, _doc: QTextDocument, _at: int, form: QTextFormat) -> QSizeF:
        """Give the size of a plot; two stand beside each other where they can."""
        size = QSizeF(self._renderers[form.property(_NUMBER)].defaultSize())
        return size * min(1.0, 0.485 * self._width / max(size.width(), 1.0))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _at: int,
        form: QTextFormat,
    ) -> None:
        """Draw a plot."""
        self._renderers[form.property(_NUMBER)].render(painter, QRectF(rect))


def write_pdf(path: str | os.PathLike[str], text: str, title: str) -> None:
    """Lay a report's HTML out on pages.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    text : str
        What :func:`ramangan_gui.io.report.report_html` gave.
    title : str
        Title of the document.

    Raises
    ------
    OutputError
        If the system refuses.
    """
    drawings = _SVG.findall(text)
    with replacing(path) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setTitle(title)
        writer.setResolution(_DPI)
        margins = QMarginsF(15, 15, 15, 15)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        page = QSizeF(writer.width(), writer.height())
        breaks: list[int] = []
        document = _laid_out(text, drawings, page, breaks)
        while (orphan := _first_orphan(document)) is not None and orphan not in breaks:
            breaks.append(orphan)
            document = _laid_out(text, drawings, page, breaks)
        document.print_(writer)
        del document
        sync(temporary)


def _laid_out(text: str, drawings: list[str], page: QSizeF, breaks: Iterable[int]) -> QTextDocument:
    """Lay the text out on pages, the blocks of these numbers each at the top of one.

    Always from the start, with everything in its place: what is laid out before loses paragraphs.
    """
    document = QTextDocument()
    document.setDefaultFont(QFont("sans-serif", 8))
    plots = _Plots(drawings, page.width(), document)
    document.documentLayout().registerHandler(_PLOT, plots)
    text = _HEAD_BELOW_TABLE.sub(_AIR, text)
    document.setHtml(_STYLE.sub(_ON_PAPER, _SVG.sub(_PLACE, text)))
    for number in range(len(drawings)):
        _put_plot(document, number)
    for number in breaks:
        form = QTextBlockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(document.findBlockByNumber(number)).mergeBlockFormat(form)
    document.setPageSize(page)
    return document


def _first_orphan(document: QTextDocument) -> int | None:
    """Find the first heading, or question above a table, on another page than what follows."""
    first = document.begin()
    while first.isValid():
        block = _after_titles(first)
        if block != first and block.isValid():
            row = _second_row(document, block)
            if _page(document, first) != _page(document, row):
                return first.blockNumber()
        first = block if block != first else first.next()
    return None


def _after_titles(block: QTextBlock) -> QTextBlock:
    """Give what a heading, with those below it and a sentence, is about; else the block itself."""
    while block.isValid():
        heading = block.blockFormat().headingLevel() > 0
        following = block.next()
        if not heading and not (_is_sentence(block) and QTextCursor(following).currentTable()):
            break
        if heading and _is_sentence(following):
            after = following.next()
            if not after.isValid() or _is_sentence(after):
                return following
            following = after
        block = following
    return block


def _is_sentence(block: QTextBlock) -> bool:
    text = block.text()
    plain = text.strip() and "\ufffc" not in text and not block.blockFormat().headingLevel()
    return bool(plain) and not block.textList() and not QTextCursor(block).currentTable()


def _second_row(document: QTextDocument, block: QTextBlock) -> QTextBlock:
    """Give the first row below the titles where a block begins a table, else the block."""
    table = QTextCursor(block).currentTable()
    if table is None or table.rows() < 2:
        return block
    return document.findBlock(table.cellAt(1, 0).firstPosition())


def _page(document: QTextDocument, block: QTextBlock) -> int:
    """Tell the page on which a block begins; of a sentence, on which its second line is."""
    top = document.documentLayout().blockBoundingRect(block).top()
    lines = block.layout().lineCount()
    if lines:
        top += block.layout().lineAt(min(lines - 1, 1) if _is_sentence(block) else 0).y()
    return int(top // document.pageSize().height())


def _put_plot(document: QTextDocument, number: int) -> None:
    place: QTextCursor = document.find(_PLACE)
    form = QTextCharFormat()
    form.setObjectType(_PLOT)
    form.setProperty(_NUMBER, number)
    place.insertText("\ufffc", form)


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
    write_pdf(Path(path), text, augmented.title or "RamanGAN")
    return path
