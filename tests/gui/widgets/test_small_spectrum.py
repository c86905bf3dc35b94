"""The small picture of a spectrum and its baseline."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ramangan_gui.gui import theme
from ramangan_gui.gui.widgets.small_spectrum import SmallSpectrum, marks


def test_that_the_band_stands_where_it_is_and_the_gap_stays_empty(qtbot):
    picture = SmallSpectrum()
    qtbot.addWidget(picture)
    picture.resize(300, 200)
    x = np.linspace(400.0, 1700.0, 1301)
    spectrum = np.exp(-(((x - 725.0) / 4) ** 2))
    spectrum[900:1000] = np.nan
    picture.show_curves(x, spectrum, np.full(x.size, -0.2), "Raman shift / cm⁻¹")
    image = picture.grab().toImage()
    colours = theme.plot_colours()
    raw, ground = QColor(colours.raw), QColor(colours.background)

    def dark(column: int, row: int) -> bool:
        at = image.pixelColor(column, row)
        return abs(at.lightness() - ground.lightness()) > 0.3 * abs(
            raw.lightness() - ground.lightness()
        )

    top = [column for column in range(300) if any(dark(column, row) for row in range(10, 60))]
    # A quarter along the axis, whose ends are 8 pixels from those of the picture.
    assert top
    assert np.mean(top) == pytest.approx(8 + 0.25 * 284, abs=2)
    middle = 8 + round(284 * 950 / 1300)
    zero = round(8 + (image.height() - 16 - 2 * picture.fontMetrics().height()) / 1.2)
    assert dark(8 + 284 * 12 // 13, zero)
    assert not dark(middle, zero)


def test_that_a_click_is_told(qtbot):
    picture = SmallSpectrum()
    qtbot.addWidget(picture)
    with qtbot.waitSignal(picture.clicked):
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("first", "last"), [(400, 1700), (0.2, 0.9), (-50, 50), (3000, 3004)])
def test_that_marks_are_few_and_round(first, last):
    found = marks(first, last)
    assert 2 <= len(found) <= 6
    assert first <= found[0]
    assert found[-1] <= last
    assert all(len(f"{mark:g}") <= 5 for mark in found)
