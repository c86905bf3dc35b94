"""Files of spectrographs' cameras, Andor and Princeton, written byte by byte and read back."""

import struct

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError

NM = (789.7, 0.2, -5e-6)


def wavelengths(n_points, coefficients=NM):
    return np.polynomial.polynomial.polyval(np.arange(1.0, n_points + 1), coefficients)


@pytest.fixture
def read_sif(read_bytes):
    return lambda data, name="file.sif": read_bytes(data, name, "sif")


@pytest.fixture
def read_spe(read_bytes):
    return lambda data, name="file.spe": read_bytes(data, name, "spe")


# --- Andor ---------------------------------------------------------------------------------------


def test_that_frames_of_andor_are_spectra_over_wavelengths(made, read_sif, spectra):
    data = made.sif(NM, spectra, shown="Raman shift", laser_nm=785.0)
    (measured,) = read_sif(data, "renamed")
    assert np.allclose(measured.axis, wavelengths(60))
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 785.0)
    assert "3 frames" in measured.notes[0]


def test_that_the_laser_is_believed_only_beside_raman_shifts(made, read_sif, spectra):
    (measured,) = read_sif(made.sif(NM, spectra, laser_nm=422.0))
    assert measured.laser_nm is None


def test_that_an_uncalibrated_axis_counts_pixels(made, read_sif, spectra):
    (measured,) = read_sif(made.sif((0.0, 1.0, 0.0, 0.0), spectra, shown="Pixel number"))
    assert measured.x_unit == "pixel"
    assert measured.axis.tolist() == list(range(1, 61))


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"detector": 120}, "only part of the detector"), ({}, "gives no wavelengths")],
)
def test_that_a_calibration_that_may_not_fit_is_not_used(facts, words, made, read_sif, spectra):
    coefficients = NM if facts else (-500.0, 1.5)
    (measured,) = read_sif(made.sif(coefficients, spectra, **facts))
    assert measured.x_unit == "pixel"
    assert words in measured.notes[0]


def test_that_rows_of_a_detector_are_spectra_and_images_are_refused(made, read_sif, spectra):
    rows = np.concatenate([spectra, spectra + 1])
    (measured,) = read_sif(made.sif(NM, rows, rows=3))
    assert np.array_equal(measured.intensities, rows.astype(np.float32))
    assert "3 rows of the detector" in measured.notes[0]
    with pytest.raises(InputError, match="camera image of 200 rows"):
        read_sif(made.sif(NM, np.ones((200, 60)), rows=200))


@pytest.mark.parametrize("part", [0.05, 0.2, 0.4, 0.6, 0.99])
def test_that_an_andor_file_cut_off_is_refused(part, made, read_sif, spectra):
    data = made.sif(NM, spectra)
    with pytest.raises(InputError, match=r"cut off|damaged"):
        read_sif(data[: int(part * len(data))])


@pytest.mark.parametrize("text", [b" 900000000 1 ", b" -1 1 "])
def test_that_a_number_of_frames_that_lies_is_refused(text, made, read_sif, spectra):
    data = made.sif(NM, spectra).replace(b" 1 3 1 180 ", b" 1" + text + b"180 ")
    with pytest.raises(InputError):
        read_sif(data)


# --- Princeton -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 5, 6, 8])
def test_that_every_type_of_number_of_winspec_is_read(kind, made, read_spe, spectra):
    frames = spectra if kind in (0, 5) else np.round(spectra)
    (measured,) = read_spe(made.spe2(NM, frames, kind=kind))
    assert np.allclose(measured.axis, wavelengths(60))
    assert np.array_equal(measured.intensities, frames.astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 785.0)


def test_that_it_is_recognised_by_its_content(made, read_spe, spectra):
    assert len(read_spe(made.spe2(NM, spectra), "renamed.bin")[0]) == 3
    assert len(read_spe(made.spe3(wavelengths(60), spectra), "renamed.bin")[0]) == 3


def test_that_only_the_stated_order_of_a_polynomial_counts(made, read_spe, spectra):
    (measured,) = read_spe(made.spe2((*NM, 1e-3), spectra, order=2))
    assert np.allclose(measured.axis, wavelengths(60))


@pytest.mark.parametrize("facts", [{"valid": 0}, {"unit": 1}, {"order": 9}])
def test_that_an_uncalibrated_winspec_axis_counts_pixels(facts, made, read_spe, spectra):
    (measured,) = read_spe(made.spe2(NM, spectra, **facts))
    assert measured.x_unit == "pixel"
    assert "no calibration" in measured.notes[0]


def test_that_a_calibration_in_shifts_is_one(made, read_spe, spectra):
    (measured,) = read_spe(made.spe2((100.0, 2.0), spectra, unit=6))
    assert (measured.x_unit, measured.axis[0]) == ("1/cm", 102.0)


def test_that_a_part_of_the_detector_is_told(made, read_spe, spectra):
    (measured,) = read_spe(made.spe2(NM, spectra, first_pixel=200))
    assert "first pixel of the region" in measured.notes[0]


@pytest.mark.parametrize("pixel_format", ["MonochromeUnsigned16", "MonochromeUnsigned32",
                                          "MonochromeFloating32"])  # fmt: skip
@pytest.mark.parametrize("with_error", [False, True])
def test_that_frames_of_lightfield_are_read(pixel_format, with_error, made, read_spe, spectra):
    frames = np.round(spectra) if "Unsigned" in pixel_format else spectra
    data = made.spe3(
        wavelengths(60), frames, pixel_format=pixel_format, with_error=with_error, extra=24
    )
    (measured,) = read_spe(data)
    assert np.array_equal(measured.axis, wavelengths(60))
    assert np.array_equal(measured.intensities, frames.astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 532.1)


def test_that_an_interrupted_series_is_read_as_far_as_it_goes(made, read_spe, spectra):
    (measured,) = read_spe(made.spe3(wavelengths(60), spectra, count=10))
    assert len(measured) == 3
    assert "interrupted: 3 of 10 frames" in measured.notes[0]


def test_that_a_region_has_the_wavelengths_of_its_part_of_the_sensor(made, read_spe, spectra):
    sensor = wavelengths(100)
    (measured,) = read_spe(made.spe3(sensor, spectra, sensor=(30, 100)))
    assert np.array_equal(measured.axis, sensor[30:90])
    (measured,) = read_spe(made.spe3(sensor, spectra, sensor=(70, 100)))
    assert measured.x_unit == "pixel"
    assert "does not fit" in measured.notes[0]


def test_that_camera_images_are_refused(made, read_spe):
    image = np.ones((150, 60))
    for data in (made.spe2(NM, image, rows=150), made.spe3(wavelengths(60), image, rows=150)):
        with pytest.raises(InputError, match="camera image of 150 rows"):
            read_spe(data)


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("part", [0.3, 0.85, 0.95])
def test_that_a_princeton_file_cut_off_is_refused(version, part, made, read_spe, spectra):
    data = made.spe2(NM, spectra, kind=5) if version == 2 else made.spe3(wavelengths(60), spectra)
    with pytest.raises(InputError):
        read_spe(data[: int(part * len(data))])


def test_that_a_header_that_lies_is_refused(made, read_spe, spectra):
    data = bytearray(made.spe2(NM, spectra))
    struct.pack_into("<i", data, 1446, 2**31 - 1)
    with pytest.raises(InputError, match=r"cut off|claims"):
        read_spe(bytes(data))
    data = made.spe3(wavelengths(60), spectra)
    for old, new in ((b'width="60"', b'width="6000000"'), (b'count="3"', b'count="-3"'),
                     (b'stride="240"', b'stride="1"'), (b"Unsigned", b"Signed"),
                     (b"Floating32", b"Floating31")):  # fmt: skip
        if old in data:
            with pytest.raises(InputError):
                read_spe(data.replace(old, new))


def test_that_xml_with_entities_is_refused(made, read_spe, spectra):
    data = made.spe3(wavelengths(60), spectra)
    begin = data.index(b"<SpeFormat")
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    with pytest.raises(InputError, match="entities"):
        read_spe(data[:begin] + bomb + data[begin:])
