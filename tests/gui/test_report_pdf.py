from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import QSizeF

from ramangan_gui.core.augmented_set import AugmentedSet, Generated
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.report_pdf import _first_orphan, _laid_out, report_pdf_task, write_pdf


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
def test_that_a_heading_stays_with_what_it_is_a_heading_of(qapp, tmp_path, monkeypatch, block):
    pages = []
    monkeypatch.setattr(
        "ramangan_gui.gui.report_pdf._laid_out",
        lambda *given: pages.append(_laid_out(*given)) or pages[-1],
    )
    drawings = re.findall("<svg.*?</svg>", block)
    # Some numbers of lines leave room at the end of the page for the heading alone.
    alone = [
        n for n in range(10, 60)
        if _first_orphan(_laid_out(report(n, block), drawings, _PAGE, [])) is not None
    ]  # fmt: skip
    assert alone
    write_pdf(tmp_path / "report.pdf", report(alone[0], block), "A title")
    assert _first_orphan(pages[-1]) is None
