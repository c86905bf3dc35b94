"""Exports of Wasatch Photonics with a spectrum per row."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

N = 50
SHIFT = np.round(200 + 3.1 * np.arange(N), 2)
WAVELENGTH = np.round(1e7 / (1e7 / 785 - SHIFT), 2)
SIGNALS = np.round(600 + 90 * np.sin(SHIFT / 30 + np.arange(3)[:, None]), 2)
FIELDS = (
    "Line Number,Timestamp,Blank,Note,CCD C0,CCD C1,CCD C2,CCD C3,Laser Wavelength,Pixel Count\n"
)


def row(note, values):
    settings = f"1,2026-01-02 10:11,W-1,{note},798.5,0.25,-1e-5,2e-9,785.0,{N}"
    return settings + "".join(f",{value:.2f}" for value in values) + "\n"


AXES = row("pixels", range(N)) + row("wavelengths", WAVELENGTH) + row("wavenumbers", SHIFT)


@pytest.fixture
def read(tmp_path):
    def read(rows):
        path = tmp_path / "rows.csv"
        path.write_text("Dash Output v2.1,version: 4,Row,Pixel Data,W-1\n" + FIELDS + rows)
        reader, found = read_file(path)
        assert reader.name == "wasatch"
        return found

    return read


def test_that_processed_rows_are_read_and_the_rest_left(read):
    rows = AXES + row("processed (quartz)", SIGNALS[0]) + row("Raw", SIGNALS[0] + 700)
    (measured,) = read(rows + row("Dark", SIGNALS[0] * 0 + 700) + row("processed", SIGNALS[1]))
    assert np.array_equal(measured.axis, SHIFT)
    assert np.array_equal(measured.intensities, SIGNALS[:2].astype(np.float32))
    assert (measured.x_unit, measured.unit_stated, measured.laser_nm) == ("1/cm", True, 785.0)
    assert measured.name.tolist() == ["quartz, 2026-01-02 10:11", "2026-01-02 10:11"]


def test_that_raw_rows_are_read_where_nothing_else_is_there(read):
    (measured,) = read(AXES + row("Raw", SIGNALS[0]) + row("Dark", SIGNALS[1]))
    assert np.array_equal(measured.intensities, SIGNALS[:1].astype(np.float32))
    assert "dark not subtracted" in measured.notes[0]


def test_that_the_axis_follows_from_its_coefficients_where_no_row_holds_it(read):
    (measured,) = read(row("Ethanol", SIGNALS[0]) + row("Methanol", SIGNALS[1]))
    pixel = np.arange(N)
    expected = 798.5 + 0.25 * pixel - 1e-5 * pixel**2 + 2e-9 * pixel**3
    assert measured.axis == pytest.approx(expected, abs=1e-9)
    assert measured.x_unit == "nm"
    assert measured.name[1] == "Methanol, 2026-01-02 10:11"


def test_that_every_spectrometer_has_its_own_axis(read):
    second = row("wavenumbers", SHIFT + 1.5) + row("processed", SIGNALS[1])
    one, other = read(AXES + row("processed", SIGNALS[0]) + second)
    assert np.array_equal(one.intensities[0], SIGNALS[0].astype(np.float32))
    assert other.axis == pytest.approx(SHIFT + 1.5)
    assert np.array_equal(other.intensities[0], SIGNALS[1].astype(np.float32))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (AXES, "without spectra"),
        (AXES + row("processed", SIGNALS[0][:-1]), "49 points, its axis 50"),
        (AXES + row("processed", SIGNALS[0]).replace(",6", ",six"), "words among its numbers"),
        (row("x", SIGNALS[0]).replace("798.5", "0"), "no axis"),
    ],
)
def test_that_what_does_not_fit_is_refused(rows, words, read):
    with pytest.raises(InputError, match=words):
        read(rows)
