"""The table of spectra with very many rows."""

import numpy as np
import pytest

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.widgets import spectra_table
from ramangan_gui.gui.widgets.spectra_table import SpectraTable


@pytest.fixture
def spectra():
    n = 23
    return Spectra.from_arrays(
        [400.0, 410.0],
        np.ones((n, 2)),
        label=[f"Class {k % 3}" for k in range(n)],
        name=[f"spectrum\n{k}" for k in range(n)],
        source_file=[f"/folder/{'A' if k < 10 else 'B'}.txt" for k in range(n)],
    )


@pytest.mark.parametrize("text", ["class 1", "SPECTRUM 2", "b.txt", "folder", ""])
@pytest.mark.parametrize("turns", [0, 2, 50])
def test_that_a_filter_finds_the_same_before_and_after_all_words_are_gathered(
    text, turns, spectra, qtbot, monkeypatch
):
    monkeypatch.setattr(spectra_table, "_GATHERED", 5)
    table = SpectraTable()
    qtbot.addWidget(table)
    table.spectra.set_spectra(spectra)
    for _ in range(turns):
        table.spectra.gather()
    table.spectra.show_only("", text)
    columns = zip(spectra.name, spectra.label, [f[8:] for f in spectra.source_file], strict=True)
    words = ["\t".join(row).replace("\n", " ").lower() for row in columns]
    expected = [k for k, row in enumerate(words) if text.lower() in row]
    assert table.spectra.shown.tolist() == expected


def test_that_words_are_gathered_while_nothing_else_is_done(spectra, qtbot, monkeypatch):
    monkeypatch.setattr(spectra_table, "_GATHERED", 5)
    table = SpectraTable()
    qtbot.addWidget(table)
    table.spectra.set_spectra(spectra)
    qtbot.waitUntil(lambda: len(table.spectra._words) == len(spectra))
    assert not table.spectra.is_gathering
    table.spectra.set_spectra(spectra.select(np.arange(4)))
    qtbot.waitUntil(lambda: len(table.spectra._words) == 4)
    table.spectra.set_spectra(None)
    qtbot.waitUntil(lambda: not table.spectra.is_gathering)
