"""The whole class follows the slider."""

import importlib

import numpy as np
import pytest
from PySide6.QtWidgets import QSlider

from ramangan_gui.gui.flow import CORRECT
from ramangan_gui.gui.warmup import MODULES
from ramangan_gui.gui.whole_class import WholeClass
from ramangan_gui.preprocessing import airpls_batch, airpls_kept
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.whole_class import class_picture, for_half, halved

PATIENCE = 120_000


@pytest.fixture
def live(qapp):
    importlib.import_module(MODULES[-1])
    made = WholeClass()
    made.start()
    yield made
    made.close()


def test_that_the_latest_request_wins(qtbot, live, make_spectra):
    spectra = make_spectra({"A": 12})
    live.show_class(spectra)
    seen = []
    live.pictured.connect(lambda picture, recipe: seen.append((picture, recipe)))
    recipes = [Recipe().with_value("baseline.lam", 10.0**e) for e in np.linspace(3, 7, 60)]
    for recipe in recipes:
        live.request(recipe)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1][1] == recipes[-1], timeout=PATIENCE)
    assert len(seen) <= 2
    expected = class_picture(halved(spectra), for_half(recipes[-1]))
    np.testing.assert_allclose(seen[-1][0].corrected, expected.corrected, rtol=1e-4, atol=1e-6)


def test_that_a_dragged_slider_shows_the_class_until_it_rests(qtbot, live, window, set_file):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(set_file({"A": 30, "B": 6}))])
    page = window.page(CORRECT)
    qtbot.waitUntil(lambda: "corrected" in page.view._curves, timeout=PATIENCE)
    spectra = page.workspace.project.imported.spectra
    own, page._class = page._class, live
    live.pictured.connect(page._pictured)
    live.show_class(spectra.of_class("A"))
    qtbot.waitUntil(lambda: live.is_ready, timeout=PATIENCE)
    slider = page.panel.form("baseline").editor("lam").findChild(QSlider)
    slider.sliderPressed.emit()
    slider.setValue(620)
    qtbot.waitUntil(lambda: page.view.shows_class, timeout=PATIENCE)
    assert "30 spectra of the class" in page.view.corrected.accessibleName()
    assert "class: median and 5–95 %" in page.view.raw.accessibleName()
    view = page.view
    for name, band in (("baseline", view._class_baseline), ("corrected", view._class_corrected)):
        mine, theirs = view._curves[name]._pen(), band._curves[1].opts["pen"]
        assert (mine.style(), mine.color().rgb()) != (theirs.style(), theirs.color().rgb())
    wide = page.view.corrected.getPlotItem().vb.viewRange()[1]
    slider.sliderReleased.emit()
    qtbot.waitUntil(lambda: not page.view.shows_class, timeout=PATIENCE)
    assert "of the class" not in page.view.corrected.accessibleName()
    assert "class:" not in page.view.raw.accessibleName()
    # What is left has the whole height for itself again.
    qtbot.waitUntil(lambda: page.view.corrected.getPlotItem().vb.viewRange()[1] != wide)
    live.pictured.disconnect(page._pictured)
    page._class = own


def test_that_nothing_waits_while_the_loops_are_compiled(
    qtbot, qapp, make_spectra, tmp_path, monkeypatch
):
    """In a fresh home: pictures come by NumPy, a word is said, then the compiled loops serve."""
    importlib.import_module(MODULES[-1])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr("ramangan_gui.core.places.cache_folder", lambda: tmp_path / "ramangan")
    assert airpls_batch.can_compile()
    assert not airpls_kept.is_kept()
    spectra, made, told, pictures = make_spectra({"A": 40}), WholeClass(), [], []
    made._loops.told.connect(told.append)
    made.pictured.connect(lambda picture, _: pictures.append((list(told), picture)))
    made.start()
    assert [bool(sentence) for sentence in told] == [True]
    try:
        made.show_class(spectra)
        made.request(Recipe())
        qtbot.waitUntil(lambda: bool(pictures), timeout=PATIENCE)
        qtbot.waitUntil(lambda: told[1:] == [""], timeout=PATIENCE)
        assert airpls_kept.is_kept()
        qtbot.waitUntil(lambda: made.is_ready, timeout=PATIENCE)
        made.request(Recipe())
        qtbot.waitUntil(lambda: len(pictures) == 2, timeout=PATIENCE)
    finally:
        made.close()
    # The first one did not wait for the compiler, and looks the same.
    assert pictures[0][0] == told[:1]
    first, then = (picture.corrected for _, picture in pictures)
    np.testing.assert_allclose(first, then, rtol=1e-5, atol=1e-7)


def test_that_the_page_says_that_the_slower_method_is_used_meanwhile(qtbot, window, set_file):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(set_file({"A": 12}))])
    page = window.page(CORRECT)
    before = page.hint.text()
    window.workspace.loops._say("Until then the slower one is used.")
    assert "the slower one is used" in page.hint.text()
    assert not page.hint.isHidden()
    window.workspace.loops._say("")
    assert page.hint.text() == before
