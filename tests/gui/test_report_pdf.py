from __future__ import annotations

import numpy as np

from ramangan_gui.core.augmented_set import AugmentedSet, Generated
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.report_pdf import report_pdf_task


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
