from __future__ import annotations

import csv
from xml.etree import ElementTree

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ramangan_gui.core.errors import OutputError
from ramangan_gui.gui.plot_files import WRITERS, ask_and_save, save_plot
from ramangan_gui.gui.widgets.plot_frame import make_plot
from ramangan_gui.gui.widgets.scatter_plot import ScatterPlot
from ramangan_gui.gui.widgets.spectra_plot import SpectraPlot


@pytest.fixture
def spectra_plot(qtbot):
    plot = SpectraPlot("A title")
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.set_axis("Raman shift / cm⁻¹", "Intensity")
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return head, rows


def test_that_every_format_is_written_whole(spectra_plot, tmp_path):
    x = np.linspace(400, 1800, 200)
    spectra_plot.add_spectra(x, np.sin(x / 50), "original", "one")
    for suffix in WRITERS:
        save_plot(spectra_plot, tmp_path / f"plot{suffix}")
    image = QImage(str(tmp_path / "plot.png"))
    assert image.width() == 3 * spectra_plot.viewport().width()
    colours = {image.pixel(i, j) for i in range(0, 1200, 7) for j in range(0, 900, 7)}
    assert len(colours) > 3
    root = ElementTree.parse(tmp_path / "plot.svg").getroot()
    assert root.tag.endswith("svg")
    paths = [e for e in root.iter() if e.tag.endswith(("path", "polyline"))]
    assert max(len(e.get("d") or e.get("points") or "") for e in paths) > 500
    assert not [e for e in root.iter() if e.tag.endswith("image")]
    assert "cm⁻¹" in "".join(root.itertext())
    pdf = (tmp_path / "plot.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert b"/Subtype /Image" not in pdf
    assert sorted(p.suffix for p in tmp_path.iterdir()) == sorted(WRITERS)


@pytest.mark.parametrize("n", [3, 300, 2500])
def test_that_the_table_holds_every_spectrum_however_it_is_drawn(spectra_plot, tmp_path, n):
    x = np.arange(20.0)
    rows = np.random.default_rng(0).normal(size=(n, 20))
    spectra_plot.add_spectra(x, rows, "original", "many")
    spectra_plot.add_band(x, rows.mean(axis=0), rows.std(axis=0), "original", "mean")
    save_plot(spectra_plot, tmp_path / "plot.csv")
    head, cells = table(tmp_path / "plot.csv")
    assert head[0] == "Raman shift / cm⁻¹"
    assert head[1] == "many"
    values = np.array(cells, float)
    np.testing.assert_allclose(values[:, 0], x)
    np.testing.assert_allclose(values[:, 1 : n + 1].T, rows, rtol=1e-8)
    np.testing.assert_allclose(values[:, head.index("mean")], rows.mean(axis=0), rtol=1e-8)


def test_that_points_of_both_kinds_are_in_the_table(qtbot, tmp_path):
    plot = ScatterPlot("scores")
    qtbot.addWidget(plot)
    rng = np.random.default_rng(0)
    original, generated = rng.normal(size=(5, 2)), rng.normal(size=(3, 2))
    plot.show_points(original, generated, "PC 1", "PC 2")
    save_plot(plot.plot, tmp_path / "scores.csv")
    head, rows = table(tmp_path / "scores.csv")
    column = head.index("generated")
    np.testing.assert_allclose([float(r[column]) for r in rows[:3]], generated[:, 1], rtol=1e-8)
    assert [r[column] for r in rows[3:]] == ["", ""]
    np.testing.assert_allclose(
        [float(r[head.index("original")]) for r in rows], original[:, 1], rtol=1e-8
    )


def test_that_columns_of_points_begin_with_the_spectra_and_all_are_named(qtbot, tmp_path):
    plot = ScatterPlot("scores")
    qtbot.addWidget(plot)
    rng = np.random.default_rng(0)
    plot.show_points(rng.normal(size=(5, 2)), rng.normal(size=(3, 2)), "PC 1", "PC 2")
    plot.select(2, 4)
    plot.show_brush(np.array([0, 1]), np.array([2]))
    save_plot(plot.plot, tmp_path / "scores.csv")
    head, _ = table(tmp_path / "scores.csv")
    names = [name for name in head if not name.startswith("PC 1")]
    assert names[:2] == ["original", "generated"]
    assert "selected, generated" in names
    assert "chosen, original" in names
    assert not [name for name in names if name.startswith("PC 2")]
    texts = [label.text for _, label in plot.plot.getPlotItem().legend.items]
    assert texts == ["original", "generated"]


def test_that_an_unknown_format_is_refused_and_nothing_is_left(spectra_plot, tmp_path):
    with pytest.raises(OutputError, match=r"\.png, \.svg, \.pdf, \.csv"):
        save_plot(spectra_plot, tmp_path / "plot.xyz")
    assert not list(tmp_path.iterdir())


def test_that_a_name_without_suffix_gets_that_of_the_chosen_format(
    spectra_plot, tmp_path, monkeypatch
):
    answers = [(str(tmp_path / "drawing"), "SVG drawing (*.svg)"), ("", "")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answers.pop(0))
    assert ask_and_save(spectra_plot, spectra_plot).endswith("drawing.svg")
    assert ask_and_save(spectra_plot, spectra_plot) == ""
    assert [p.name for p in tmp_path.iterdir()] == ["drawing.svg"]


def test_that_points_grow_with_the_pixels_of_a_png(qtbot, tmp_path):
    plot = make_plot("points")
    qtbot.addWidget(plot)
    plot.resize(300, 200)
    plot.addItem(pg.ScatterPlotItem(x=[0.5], y=[0.5], size=20, symbol="s", brush="#ff0000"))
    save_plot(plot, tmp_path / "plot.png")
    image = QImage(str(tmp_path / "plot.png"))
    scale = image.width() / plot.viewport().width()
    assert scale > 1
    red = sum(
        image.pixelColor(x, y).getRgb()[:3] == (255, 0, 0)
        for x in range(image.width())
        for y in range(image.height())
    )
    assert red == pytest.approx((20 * scale) ** 2, rel=0.2)


def test_that_a_plot_is_named_after_what_it_shows_and_saved_where_the_last_one_was(
    spectra_plot, tmp_path, monkeypatch
):
    proposed = []

    def answer(_parent, _title, name, _filters):
        proposed.append(name)
        return str(tmp_path / "one.png"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    spectra_plot.setAccessibleName("Spectra: A/B")
    ask_and_save(spectra_plot, spectra_plot)
    ask_and_save(spectra_plot, spectra_plot)
    assert proposed[0].endswith("Spectra_ A_B.png")
    assert proposed[1] == str(tmp_path / "Spectra_ A_B.png")


def test_that_a_file_that_got_its_suffix_afterwards_is_not_replaced_unasked(
    spectra_plot, tmp_path, monkeypatch
):
    (tmp_path / "drawing.svg").write_text("mine")
    answer = (str(tmp_path / "drawing"), "SVG drawing (*.svg)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    button = QMessageBox.StandardButton
    for said, kept in ((button.No, True), (button.Yes, False)):
        monkeypatch.setattr(QMessageBox, "question", lambda *_, said=said: said)
        assert (ask_and_save(spectra_plot, spectra_plot) == "") == kept
        assert ((tmp_path / "drawing.svg").read_text() == "mine") == kept
