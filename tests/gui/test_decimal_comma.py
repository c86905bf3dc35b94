"""With a decimal comma nothing in the window is written with a point, on whatever page."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QTabWidget, QWidget

from ramangan_gui.core.augmented_set import AugmentedSet, Generated
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.language import apply_language
from ramangan_gui.gui.numbers import written
from ramangan_gui.gui.plot_files import WRITERS
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.gui.widgets.map_view import MapView
from ramangan_gui.gui.widgets.plot_frame import make_plot
from ramangan_gui.gui.widgets.series_view import SeriesView
from ramangan_gui.gui.widgets.status_line import _told_steps
from ramangan_gui.io.preview import FilePreview
from ramangan_gui.io.report import report_html
from ramangan_gui.io.tables import write_csv

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "widgets"))

from shown_texts import mouse_over, shown_texts
from test_manners_dialogs import DIALOGS

DATA, CORRECT, TRAIN, REVIEW, EXPORT = range(5)

PATIENCE = 120_000

#: Too short for spectra of any use, long enough to pass through every stage.
TINY = {"wgan_gp.warm_start_steps": 30, "wgan_gp.n_iterations": 6, "wgan_gp.n_critic": 1}

#: Per cent has a space before its sign, with whatever decimal sign.
POINT, COMMA = re.compile(r"\d\.\d|\d%"), re.compile(r"\d,\d")

#: Where points belong: lines of a file as they are, and documents.
NOT_OURS = re.compile("> (QPlainTextEdit|QTextBrowser): ")


@pytest.fixture
def comma(numbers_of):
    """Before any widget is made, as when the program starts."""
    numbers_of("de_DE")


class Looked:
    """What was seen so far: texts with a point, and those with a comma."""

    def __init__(self) -> None:
        self.points: set[str] = set()
        self.commas: set[str] = set()

    def at(self, *roots: QWidget) -> None:
        for root in roots:
            for where, text in shown_texts(root):
                if POINT.search(text) and not NOT_OURS.search(f"{where}: "):
                    self.points.add(f"{where}: {text}")
                if COMMA.search(text):
                    self.commas.add(text)

    def under_the_mouse(self, root: QWidget, *told: QWidget) -> None:
        """Look at the plots of a widget, and at what tells of the mouse over them."""
        for view in root.findChildren(QWidget):
            if isinstance(view, pg.GraphicsView) and view.isVisible():
                for _ in mouse_over(view):
                    self.at(view, *told)

    def in_every_tab(self, root: QWidget, qtbot, *told: QWidget) -> None:
        widgets = root.findChildren(QWidget)
        for tabs in (w for w in widgets if isinstance(w, QTabWidget) and w.isVisible()):
            for number in filter(tabs.isTabVisible, range(tabs.count())):
                tabs.setCurrentIndex(number)
                qtbot.wait(20)
                self.at(tabs)
                self.under_the_mouse(tabs, *told)


def train_a_little(window, qtbot):
    workspace = window.workspace
    window.show_page(CORRECT)
    regions = {"axis.exclude": "480.5-501.25, 700-700.5", "baseline.pinned": "1500.5-1520"}
    for name, value in regions.items():
        workspace.set_recipe(workspace.project.recipe.with_value(name, value))
    qtbot.waitUntil(lambda: workspace.job is None, timeout=PATIENCE)
    window.page(CORRECT).primary.click()
    qtbot.waitUntil(lambda: window.current == TRAIN and not workspace.job, timeout=PATIENCE)
    plan = workspace.project.plan
    for name, value in TINY.items():
        plan = plan.with_value(name, value)
    workspace.set_plan(plan)
    qtbot.waitUntil(window.page(TRAIN).primary.isEnabled, timeout=PATIENCE)
    window.page(TRAIN).primary.click()
    qtbot.waitUntil(lambda: window.current == REVIEW and not workspace.job, timeout=PATIENCE)


@pytest.mark.timeout(300)
def test_that_every_page_writes_the_comma(comma, window, qtbot, opened, tmp_path, monkeypatch):
    window.resize(1366, 768)
    looked, n_commas = Looked(), []
    opened({"A": 40, "B": 32})
    window.workspace.job_started.connect(
        lambda job: job.progressed.connect(lambda _: looked.at(window.statusBar()))
    )
    train_a_little(window, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.h5"), ""))
    window.page(REVIEW).primary.click()
    window.show_page(EXPORT)
    with qtbot.waitSignal(window.workspace.exported, timeout=PATIENCE):
        window.page(EXPORT).primary.click()
    qtbot.waitUntil(lambda: window.workspace.job is None, timeout=PATIENCE)
    for number in range(5):
        window.show_page(number)
        qtbot.wait(20)
        before = len(looked.commas)
        looked.at(window)
        looked.under_the_mouse(window.page(number), window.statusBar())
        looked.in_every_tab(window.page(number), qtbot, window.statusBar())
        n_commas.append(len(looked.commas) - before)
    assert looked.points == set()
    # What is seen first on an earlier page counts there; the export has hardly numbers of its own.
    assert min(n_commas[:EXPORT]) > 20


@pytest.mark.parametrize("name", [*DIALOGS, "error of numbers"])
def test_that_every_dialog_writes_the_comma(comma, qtbot, name):
    dialog = failed() if name == "error of numbers" else DIALOGS[name]()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    looked = Looked()
    looked.at(dialog)
    looked.under_the_mouse(dialog)
    assert looked.points == set()
    assert looked.commas or name not in ("compared", "use, measured", "error of numbers")


def failed():
    what = "Points from 300.5 to 900 were asked for, but the spectra reach from 400.25 to 1800; "
    return ErrorDialog("Reading", InputError(f"{what}beyond that nothing is known.", ""), "line 1")


def test_that_what_a_file_says_has_the_comma_where_it_is_a_number(comma, qtbot):
    dialog = DIALOGS["reading"]()
    qtbot.addWidget(dialog)
    rows = dict(dialog.facts.words.rows)
    assert rows["laser / nm"] == "785,25"
    assert rows["Exposures / s"] == "0,5; 0,5; 0,5; 0,5; 0,5; …"
    dialog._show(FilePreview("a_1.txt", facts={"Firmware": "1.5"}))
    assert dict(dialog.facts.words.rows) == {"Firmware": "1.5"}  # a text stays as the file has it


def shift(n: int) -> np.ndarray:
    return np.linspace(400.0, 1800.5, n)


def test_that_a_series_writes_the_comma(comma, qtbot):
    rows = np.outer(np.exp(-np.arange(20) / 7.0), np.exp(-(((shift(300) - 1000) / 20) ** 2)))
    names = [f"Time={0.5 * k}" for k in range(20)]
    view = SeriesView()
    view.show_spectra(Spectra.from_arrays(shift(300), rows, name=names, source_file=["/a.wdf"] * 20,
                                          source_index=list(range(20))))  # fmt: skip
    see(view, qtbot)


def test_that_a_map_writes_the_comma(comma, qtbot):
    x, y = np.meshgrid(np.arange(6) * 0.25, np.arange(5) * 1.5)
    rows = np.random.default_rng(0).random((30, 300))
    places = np.stack([x.ravel(), y.ravel()], 1)
    view = MapView()
    view.show_spectra(Spectra.from_arrays(shift(300), rows, label="A", map_position=places))
    see(view, qtbot)


def see(view, qtbot):
    said = []
    view.hovered.connect(said.append)
    qtbot.addWidget(view)
    view.resize(900, 300)
    with qtbot.waitExposed(view):
        view.show()
    looked = Looked()
    looked.at(view)
    looked.under_the_mouse(view)
    assert looked.points == set()
    assert len(looked.commas) > 5
    assert any(COMMA.search(text) for text in said)
    assert not any(POINT.search(text) for text in said)


def test_that_a_chosen_language_brings_its_own_sign(qapp):
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        assert written(0.5) == "0,5"
        apply_language("en")
        assert written(0.5) == "0.5"
    finally:
        QLocale.setDefault(before)


def test_that_files_and_reports_keep_the_point(comma, qtbot, tmp_path):
    plot = make_plot("A plot")
    qtbot.addWidget(plot)
    plot.plot([400.5, 401.25], [0.125, 1e-7], name="a")
    WRITERS[".csv"](plot, tmp_path / "plot.csv")
    assert "400.5,0.125" in (tmp_path / "plot.csv").read_text("utf-8")
    rows = np.full((8, 300), 0.125)
    originals, made = Spectra.from_arrays(shift(300), rows, "A"), Generated.from_arrays(rows, "A")
    augmented = AugmentedSet(originals, originals, np.zeros(8, np.int32), made, made)
    run(write_csv(tmp_path / "set.csv", augmented))
    assert ",400.0," in (tmp_path / "set.csv").read_text("utf-8")
    assert ",0.125,0.125" in (tmp_path / "set.csv").read_text("utf-8")
    assert "from 400.0 to 1800.5" in run(report_html(augmented))


def test_that_steps_within_steps_have_the_comma_too(comma):
    message = "Judging: B: Power, 0.06–0.12 per point"
    assert _told_steps(message) == "Judging: B: Power, 0,06–0,12 per point"
