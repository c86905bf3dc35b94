from __future__ import annotations

import os
import re
import sys

import numpy as np
import pytest
from PySide6.QtCore import QSizeF

from ramangan_gui.core.augmented_set import AugmentedSet, Generated
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.report_pages import (
    first_orphan,
    first_torn,
    laid_out,
    tables_of,
    well_broken,
)
from ramangan_gui.gui.report_pdf import report_pdf_task, write_pdf


def test_that_the_report_becomes_a_pdf_with_vector_plots(qapp, tmp_path):
    rng = np.random.default_rng(0)
    originals = Spectra.from_arrays(np.linspace(400, 1800, 300), rng.normal(size=(10, 300)), "A")
    generated = Generated.from_arrays(rng.normal(size=(8, 300)), "A")
    augmented = AugmentedSet(
        originals, originals, np.zeros(10, np.int32), generated, generated, title="A title"
    )
    path = tmp_path / "report.pdf"
    assert run(report_pdf_task(augmented, str(path))) == str(path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Subtype /Image" not in content
    assert b"A\0 \0t\0i\0t\0l\0e" in content or b"\0A\0 \0t\0i\0t\0l\0e" in content
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.skipif(sys.platform != "linux", reason="Names of files are text there.")
def test_that_a_folder_whose_name_is_no_text_gets_the_same_pdf(qapp, tmp_path):
    folder = tmp_path / os.fsdecode(b"L\xf6sung")
    folder.mkdir()
    for where in (tmp_path, folder):
        run(write_pdf(where / "report.pdf", report(60, ""), "A title"))
    content = (folder / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert len(content) == len((tmp_path / "report.pdf").read_bytes())


_PAGE = QSizeF(680.0, 1000.0)
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"></svg>'
_BLOCKS = {
    "paragraph": "<p>What it is about.</p>",
    "table": "<table><tr><th>Class</th></tr><tr><td>A</td></tr></table>",
    "plot": _DRAWING,
    "sentence and plot": f"<p>What it shows.</p>{_DRAWING}",
    "headings": f"<h3>A</h3>{_DRAWING}",
}


def report(n_lines: int, block: str) -> str:
    lines = "".join(f"<p>line {n}</p>" for n in range(n_lines))
    return f"<html><style></style><body>{lines}<h2>Heading</h2>{block}</body></html>"


@pytest.mark.parametrize("block", _BLOCKS.values(), ids=_BLOCKS)
def test_that_a_heading_stays_with_what_it_is_a_heading_of(qapp, block):
    drawings = re.findall("<svg.*?</svg>", block)
    # Some numbers of lines leave room at the end of the page for the heading alone.
    alone = [
        n for n in range(10, 60)
        if first_orphan(laid_out(report(n, block), drawings, _PAGE, [])) is not None
    ]  # fmt: skip
    assert alone
    assert first_orphan(run(well_broken(report(alone[0], block), _PAGE))) is None


def rows_of(document):
    """The text of every row of every table, and the page that each begins on."""
    layout, found = document.documentLayout(), []
    for table in tables_of(document):
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            texts = [document.findBlock(cell.firstPosition()).text() for cell in cells]
            first = document.findBlock(cells[0].firstPosition())
            found.append((texts, int(layout.blockBoundingRect(first).top() // _PAGE.height())))
    return found


@pytest.mark.parametrize("n_lines", [0, 50, 52])
def test_that_no_row_of_a_table_is_torn_and_titles_are_repeated(qapp, n_lines):
    rng = np.random.default_rng(n_lines)
    words = ["word " * int(n) for n in rng.integers(1, 90, 60)]
    rows = [f"<tr><td>{n}</td><td>{text}</td></tr>" for n, text in enumerate(words)]
    whole = f"<table><tr><th>No.</th><th>What</th></tr>{''.join(rows)}</table>"
    text = report(n_lines, f"<p>Why?</p>{whole}<p>Then.</p>{whole}{whole}")
    torn = laid_out(text, [], _PAGE, [])
    assert first_torn(torn, text) is not None
    document = run(well_broken(text, _PAGE))
    assert first_torn(document, text) is None
    assert first_orphan(document) is None
    found = rows_of(document)
    below = [row for row in found if row[0][0] != "No."]
    assert [cells[0] for cells, _ in below] == [str(n) for n in range(60)] * 3
    assert [cells[1].strip() for cells, _ in below] == [w.strip() for w in words] * 3
    # Nothing is blank, and every page of a table begins with its titles.
    pages = [page for _, page in found]
    assert set(range(min(pages), document.pageCount())) == set(pages)
    tops = {page: cells[0] for cells, page in reversed(found)}
    assert {tops[page] for page in sorted(tops)[1:]} == {"No."}


def test_that_every_page_has_its_number(qapp, tmp_path):
    run(write_pdf(tmp_path / "report.pdf", report(150, ""), "A title"))
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") == run(well_broken(report(150, ""), _PAGE)).pageCount()
