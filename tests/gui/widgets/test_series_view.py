"""The view of a series: picture, curve of a band, and what a click on them tells."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui.widgets.series_view import SeriesView

SHIFT = np.linspace(400.0, 1800.0, 701)
N = 40


@pytest.fixture
def spectra():
    """A band at 1000 cm⁻¹ that decays over time, before one that stays, and another file."""
    decay = np.exp(-np.arange(N) / 10.0)
    still = 300 * np.exp(-(((SHIFT - 1400) / 10) ** 2))
    rows = np.outer(decay, 900 * np.exp(-(((SHIFT - 1000) / 10) ** 2))) + still + 50
    rows = np.vstack([rows, np.full((4, SHIFT.size), 7.0)])
    return Spectra.from_arrays(
        SHIFT,
        rows,
        name=[f"Time={2 * k}" for k in range(N)] + list("abcd"),
        source_file=["/x/decay.wdf"] * N + ["/x/other.txt"] * 4,
        source_index=[*range(N), *range(4)],
    )


@pytest.fixture
def view(qtbot, spectra):
    view = SeriesView()
    qtbot.addWidget(view)
    view.resize(900, 260)
    view.show_spectra(spectra)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_that_the_band_that_changes_most_is_shown_over_time(view, spectra):
    low, high = view.band
    assert low < 1000 < high
    inside = (low <= SHIFT) & (high >= SHIFT)
    expected = spectra.intensities[:N, inside].mean(axis=1)
    x, y = view._line.getData()
    assert x.tolist() == [2.0 * k for k in range(N)]
    np.testing.assert_allclose(y, expected, rtol=1e-6)
    assert view.curve.getAxis("bottom").labelText == "Time / s"
    assert view.picture.getAxis("left").labelText == "Time / s"
    assert view._image.image.shape == (N, 500)


def test_that_another_band_and_another_file_are_drawn(view, qtbot, spectra):
    with qtbot.waitSignal(view.band_changed):
        view._band.centre.setValue(1400.0)
    qtbot.waitUntil(lambda: np.ptp(view.strength) < 1e-3)
    view._band.background.setChecked(True)
    assert view.strength.max() < 300
    assert view._file.count() == 2
    view._file.setCurrentIndex(1)
    assert view._line.getData()[0].tolist() == [1, 2, 3, 4]
    assert view.curve.getAxis("bottom").labelText == "spectrum no."


def test_that_a_click_tells_the_spectrum_at_its_place(view, qtbot):
    class Event:
        def __init__(self, position):
            self._position = position

        def scenePos(self):
            return self._position

    told = []
    view.clicked.connect(told.append)
    for plot, point in ((view.picture, (1000.0, 12.5)), (view.curve, (30.2, 400.0))):
        box = plot.getPlotItem().vb
        view._clicked_at(plot, Event(box.mapViewToScene(QPointF(*point))))
    view._clicked_at(view.picture, Event(QPointF(-50, -50)))
    assert told == [12, 15]
    words = []
    view.hovered.connect(words.append)
    view._moved(view.picture, view.picture.getPlotItem().vb.mapViewToScene(QPointF(1000, 3.5)))
    assert words[-1].startswith("Time / s 6 ")


def test_that_nothing_is_drawn_before_it_is_seen(qtbot, spectra):
    view = SeriesView()
    qtbot.addWidget(view)
    view.show_spectra(spectra)
    assert view.has_series
    assert view._series is None
    view.show_spectra(spectra.select([0, N]))
    assert not view.has_series
