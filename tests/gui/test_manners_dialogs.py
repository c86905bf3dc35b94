"""Every dialog can be used by keyboard alone: Tab goes through it as it is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QTabBar, QWidget

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.widgets.axis_check_dialog import AxisCheckDialog
from ramangan_gui.gui.widgets.blind_dialog import BlindDialog
from ramangan_gui.gui.widgets.compare_dialog import CompareDialog
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.gui.widgets.help_dialog import TextDialog
from ramangan_gui.gui.widgets.help_window import HelpWindow
from ramangan_gui.gui.widgets.name_dialog import NameDialog
from ramangan_gui.gui.widgets.reading_dialog import ReadingDialog
from ramangan_gui.gui.widgets.stiffness_strip import StiffnessStrip
from ramangan_gui.gui.widgets.utility_dialog import UtilityDialog
from ramangan_gui.io.import_options import ImportOptions
from ramangan_gui.io.preview import FilePreview
from ramangan_gui.preprocessing.presets import PRESETS
from ramangan_gui.workflow.blind import BlindSet
from ramangan_gui.workflow.compare import ClassPoints, RunComparison

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "widgets"))

from test_compare_dialog import run as run_of
from test_manners import can_take_focus, controls, described, has_words, name_of, reached_by_tab
from test_utility_dialog import FOUND

#: How much higher something may begin and still stand in the same line, in pixels.
_SAME_LINE = 24


def spectra() -> Spectra:
    axis = np.linspace(400.0, 1800.0, 300)
    rows = 50.0 + np.exp(-(((axis - 1000.0) / 8.0) ** 2)) * np.arange(1.0, 5.0)[:, None]
    return Spectra.from_arrays(axis, rows, "A")


def blind() -> BlindDialog:
    rows = spectra().intensities
    order = np.arange(len(rows))
    return BlindDialog(BlindSet("A", rows, order % 2 == 0, order, 1), spectra())


def reading() -> ReadingDialog:
    def read(path: str, _options: object, then: Callable[[FilePreview], None]) -> None:
        axis, rows = spectra().raman_shift, spectra().intensities
        facts = {"laser / nm": 785.25, "Exposures / s": [0.5] * 7}
        lines = ("400;1.5", "401;1.6")
        then(FilePreview(path, lines, ("Two columns.",), "", "Text", True, axis, rows, facts=facts))

    return ReadingDialog("a_1.txt", ImportOptions(), read)


def compared() -> CompareDialog:
    rng = np.random.default_rng(0)
    points = ClassPoints(np.array([0.6, 0.215]), *(rng.normal(size=(9, 2)) for _ in range(3)))
    made = CompareDialog("wgan_gp")
    runs = run_of("One", 0.9, "pass"), run_of("Two", 0.3, "fail")
    made.show_comparison(RunComparison(*runs, {"A": points}))
    return made


def measured() -> UtilityDialog:
    made = UtilityDialog()
    made.show_utility(FOUND)
    return made


DIALOGS = {
    "reading": reading,
    "blind": blind,
    "error": lambda: ErrorDialog("Reading", InputError("It is empty.", "Export it."), "line 1"),
    "names": lambda: NameDialog(["a_1.txt", "b_1.txt"], "{class}_*"),
    "compare": lambda: CompareDialog("wgan_gp"),
    "compared": compared,
    "use": UtilityDialog,
    "use, measured": measured,
    "axis": lambda: AxisCheckDialog(spectra(), np.array([0])),
    "help": HelpWindow,
    "text": lambda: TextDialog("Licences", "<p>MIT</p>"),
    "stiffness": lambda: StiffnessStrip(spectra(), next(iter(PRESETS.values())).recipe),
}


@pytest.fixture(params=DIALOGS)
def dialog(request, qtbot):
    made: QDialog = DIALOGS[request.param]()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def stops(dialog: QDialog) -> list[QWidget]:
    first = next(w for w in controls(dialog) if can_take_focus(w))
    return reached_by_tab(dialog, first)


def test_that_tab_reaches_every_control_of_a_dialog(dialog):
    reached = stops(dialog)
    exclusive = {  # Tab reaches one of them, arrows the others
        w for w in controls(dialog)
        if isinstance(w, QAbstractButton) and (w.autoExclusive() or w.group() is not None)
    }  # fmt: skip
    missed = [w for w in controls(dialog) if can_take_focus(w) and w not in reached]
    assert not [described(w) for w in missed if w not in exclusive]


def test_that_tab_goes_through_a_dialog_as_it_is_read(dialog):
    places = [(w, w.mapTo(dialog, QPoint(0, 0))) for w in stops(dialog)]
    # Where it comes round to the top is the end of the list.
    start = min(
        range(len(places)), key=lambda n: (places[n][1].y() // _SAME_LINE, places[n][1].x())
    )
    in_order = places[start:] + places[:start]
    back = [
        f"{described(before)} -> {described(after)}"
        for (before, here), (after, there) in pairwise(in_order)
        if there.y() < here.y() - _SAME_LINE and there.x() < here.x() + before.width()
        and not isinstance(after, QTabBar)
    ]  # fmt: skip
    assert not back


def test_that_every_control_of_a_dialog_has_a_name(dialog):
    assert not [described(w) for w in controls(dialog) if not has_words(name_of(w))]


def test_that_escape_closes_a_dialog(dialog, qtbot):
    focused = QApplication.focusWidget() or dialog
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
