"""A report's HTML laid out on pages, so that nothing stands alone or is torn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count, islice
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtSvg import QSvgRenderer

from ..core.progress import Progress, Steps

_SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_TABLE = re.compile(r"<table[ >].*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)

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

#: How a table begins that goes on at the top of a page.
_ON_TOP = '<table class="on-top">'

#: Stands for a plot until it is put in its place.
_PLACE = "\ue000"

_PLOT = QTextFormat.ObjectTypes.UserObject.value + 1
_NUMBER = QTextFormat.Property.UserProperty.value + 1

#: What a page needs below the text of a last row: padding, lines, and the margin of the page.
_BELOW_TEXT = 14.0


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


def well_broken(text: str, page: QSizeF) -> Steps[QTextDocument]:
    """Lay the text out so that no heading stands alone and no row of a table is torn.

    What stands in the way first is mended first: what follows it moves.

    Parameters
    ----------
    text : str
        HTML, with plots as SVG.
    page : QSizeF
        Size of a page, pixels.
    """
    drawings = _SVG.findall(text)
    breaks: list[int] = []
    document = laid_out(text, drawings, page, breaks)
    for mended in count(1):
        orphan, torn = first_orphan(document), first_torn(document, text)
        if torn is not None and (orphan is None or torn.block < orphan):
            text = _split(text, torn.table, torn.row)
        elif orphan is not None and orphan not in breaks:
            breaks.append(orphan)
        else:
            break
        yield Progress(mended / (mended + 5.0), "Laying out pages")
        document = laid_out(text, drawings, page, breaks)
    return document


def laid_out(text: str, drawings: list[str], page: QSizeF, breaks: Iterable[int]) -> QTextDocument:
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
    for table, found in zip(tables_of(document), _TABLE.finditer(text), strict=True):
        if found.group().startswith(_ON_TOP):
            _put_on_top(document, table)
    document.setPageSize(page)
    return document


class _Torn(NamedTuple):
    """Where a table has to go on at the top of the next page; row 0 is all of it."""

    table: int
    row: int
    block: int


def tables_of(document: QTextDocument) -> list[QTextTable]:
    """Give the tables in their order."""
    return [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]


def first_torn(document: QTextDocument, text: str) -> _Torn | None:
    """Find the first row that is not wholly on the page of the titles above it."""
    for number, table in enumerate(tables_of(document)):
        titles = _page(document, document.findBlock(table.firstPosition()))
        for row in range(1, table.rows()):
            if _last_page(document, table, row) == titles:
                continue
            # A first row that is longer than a page stays as it is.
            if row > 1 or not _place(text, number).group().startswith(_ON_TOP):
                block = _first_block(document, table, row).blockNumber()
                return _Torn(number, row if row > 1 else 0, block)
    return None


def _place(text: str, table: int) -> re.Match[str]:
    return next(islice(_TABLE.finditer(text), table, None))


def _first_block(document: QTextDocument, table: QTextTable, row: int) -> QTextBlock:
    return document.findBlock(table.cellAt(row, 0).firstPosition())


def _last_page(document: QTextDocument, table: QTextTable, row: int) -> int:
    """Tell the page on which the longest cell of a row ends."""
    ends = []
    for column in range(table.columns()):
        block = document.findBlock(table.cellAt(row, column).lastPosition())
        ends.append(document.documentLayout().blockBoundingRect(block).bottom())
    return int((max(ends) + _BELOW_TEXT) // document.pageSize().height())


def _split(text: str, table: int, row: int) -> str:
    """Let a table go on below the same titles on the next page; all of it, for row 0."""
    whole = _place(text, table)
    rows = _ROW.findall(whole.group())
    begin = whole.group()[: whole.group().index(">") + 1]
    here = f"{begin}{''.join(rows[:row])}</table>" if row else ""
    there = "".join([rows[0], *rows[max(row, 1) :]])
    return f"{text[: whole.start()]}{here}{_ON_TOP}{there}</table>{text[whole.end() :]}"


def first_orphan(document: QTextDocument) -> int | None:
    """Find the first heading, or question above a table, on another page than what follows."""
    first = document.begin()
    while first.isValid():
        block = _after_titles(first)
        is_title = block != first and block.isValid()
        if is_title and _page(document, first) != _page_of_start(document, block):
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


def _page_of_start(document: QTextDocument, block: QTextBlock) -> int:
    """Tell the page of a block; of a table, that on which the first row below its titles ends."""
    table = QTextCursor(block).currentTable()
    if table is None or table.rows() < 2:
        return _page(document, block)
    return _last_page(document, table, 1)


def _page(document: QTextDocument, block: QTextBlock) -> int:
    """Tell the page on which a block begins; of a sentence, on which its second line is."""
    top = document.documentLayout().blockBoundingRect(block).top()
    lines = block.layout().lineCount()
    if lines:
        top += block.layout().lineAt(min(lines - 1, 1) if _is_sentence(block) else 0).y()
    return int(top // document.pageSize().height())


def _put_on_top(document: QTextDocument, table: QTextTable) -> None:
    """Let a table begin a page, together with the empty line that stands before it."""
    before = document.findBlock(table.firstPosition()).previous()
    if before.text() or before.textList() or QTextCursor(before).currentTable():
        form = table.format().toTableFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        table.setFormat(form)
        return
    small, line = QTextCharFormat(), QTextBlockFormat()
    small.setFontPointSize(1.0)
    line.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    cursor = QTextCursor(before)
    cursor.setBlockFormat(line)
    cursor.setBlockCharFormat(small)


def _put_plot(document: QTextDocument, number: int) -> None:
    place: QTextCursor = document.find(_PLACE)
    form = QTextCharFormat()
    form.setObjectType(_PLOT)
    form.setProperty(_NUMBER, number)
    place.insertText("\ufffc", form)
