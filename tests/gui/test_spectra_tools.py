import numpy as np
import pytest

from ramangan_gui.gui.flow import DATA
from ramangan_gui.gui.spectra_tools import SpectraTools
from ramangan_gui.gui.widgets.axis_check_dialog import AxisCheckDialog

PATIENCE = 60_000
X = np.arange(300.0, 1700.0, 1.5)


@pytest.fixture
def filled(window, qtbot, tmp_path):
    """Six spectra of silicon that stand 2 cm⁻¹ too high, and three dark ones of 40 counts."""
    rng = np.random.default_rng(0)
    silicon = 40 + 900 * np.exp(-(((X - 522.7) / 4) ** 2)) + rng.normal(0, 2, (6, X.size))
    dark = 40 + rng.normal(0, 2, (3, X.size))
    label = ["silicon"] * 6 + ["dark"] * 3
    np.savez(tmp_path / "a.npz", x=X, spectra=np.vstack([silicon, dark]), label=label,
             x_unit="1/cm")  # fmt: skip
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(tmp_path / "a.npz")])
    window.show_page(DATA)
    return window.page(DATA)


@pytest.fixture
def tools(window):
    return SpectraTools(window, window.workspace, window.selection)


def test_that_the_axis_is_checked_with_the_selected_spectra_and_moved(window, filled, tools):
    filled._spectra.select_rows(np.arange(6))
    tools.check_axis()
    dialog = window.findChild(AxisCheckDialog)
    assert dialog.which.currentText() == "6 selected spectra"
    assert dialog.table.cell(0, 2) == "+2.00"
    dialog.move_axis.click()
    spectra = window.workspace.project.imported.spectra
    assert spectra.raman_shift[0] == pytest.approx(298.0, abs=0.05)
    window.workspace.undo_stack.undo()
    assert window.workspace.project.imported.spectra.raman_shift[0] == 300.0


def test_that_a_class_without_the_reference_gives_no_shift(window, filled, tools):
    tools.check_axis()
    dialog = window.findChild(AxisCheckDialog)
    dialog.which.setCurrentIndex(dialog.which.findText("class dark"))
    assert "No band" in dialog.words.text()
    assert not dialog.move_axis.isEnabled()
    dialog.reject()


def test_that_the_class_called_dark_is_subtracted(window, filled, tools, monkeypatch):
    asked = {}

    def get_item(parent, title, words, items, current, editable):
        asked.update(items=items, current=current)
        return items[current], True

    monkeypatch.setattr("ramangan_gui.gui.spectra_tools.QInputDialog.getItem", get_item)
    tools.ask_for_dark()
    assert asked == {"items": ["silicon", "dark"], "current": 1}
    spectra = window.workspace.project.imported.spectra
    assert spectra.counts == {"silicon": 6}
    assert abs(float(np.median(spectra.intensities))) < 2.0
    window.workspace.undo_stack.undo()
    assert len(window.workspace.project.imported.spectra) == 9
