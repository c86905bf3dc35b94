"""Bruker OPUS files, written block by block and read back."""

import struct

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError


@pytest.fixture
def read_opus(read_bytes):
    return lambda data, name="file.0": read_bytes(data, name, "opus")


@pytest.fixture
def raw(made):
    """A block of numbers of some kind, with what belongs to it."""

    def pair(kind, axis, values, *, of=3, unit="WN", scale=1.0):
        numbers = np.asarray(np.asarray(values) / scale, "<f4").tobytes()
        status = made.opus_status(axis, np.asarray(values) / scale, unit, scale)
        return [
            (made.opus_type(kind, of=of), numbers),
            (made.opus_type(kind, of=of, what=1), status),
        ]

    return pair


@pytest.mark.parametrize("scale", [1.0, 0.25])
def test_that_a_raman_spectrum_is_read(scale, made, read_opus, even_axis, spectra):
    data = made.opus_raman(even_axis[::-1], spectra[0, ::-1], scale=scale)
    (measured,) = read_opus(data, "renamed.raw")
    assert np.allclose(measured.axis, even_axis)
    assert np.allclose(measured.intensities, spectra[:1], rtol=1e-6)
    assert (measured.x_unit, measured.unit_stated, measured.not_raman) == ("1/cm", True, "")
    assert measured.laser_nm == pytest.approx(1e7 / 9394.4)


def test_that_the_raman_block_is_preferred_and_told(made, raw, read_opus, even_axis, spectra):
    blocks = [
        *raw(1, even_axis, spectra[0], of=1), *raw(10, even_axis, spectra[1]),
        *raw(4, even_axis, spectra[2]), *raw(2, even_axis, spectra[0], of=1),
    ]  # fmt: skip
    (measured,) = read_opus(made.opus(blocks))
    assert np.allclose(measured.intensities, spectra[1:2])
    assert (
        "the Raman block of 3 blocks, not a single-channel spectrum, absorbance"
        in (measured.notes[0])
    )


def test_that_the_sample_comes_before_the_reference_and_the_last_before_others(
    made, raw, read_opus, even_axis, spectra
):
    blocks = [*raw(1, even_axis, spectra[0], of=2), *raw(1, even_axis, spectra[1], of=1)]
    (measured,) = read_opus(made.opus(blocks))
    assert np.allclose(measured.intensities, spectra[1:2])
    blocks = [*raw(10, even_axis, spectra[0]), *raw(10, even_axis, spectra[1])]
    (measured,) = read_opus(made.opus(blocks))
    assert np.allclose(measured.intensities, spectra[1:2])
    assert "the last one stored" in measured.notes[0]


def test_that_infrared_is_not_passed_off_as_raman(made, raw, read_opus, even_axis, spectra):
    (measured,) = read_opus(made.opus(raw(4, even_axis, spectra[0])))
    assert (measured.x_unit, measured.unit_stated) == ("", False)
    assert measured.not_raman == "absorbance over infrared wavenumbers"


def test_that_the_spectra_of_raman_instruments_are_raman(made, raw, read_opus, even_axis, spectra):
    instrument = (made.opus_type(0, of=0, what=2), made.opus_parameters(ins="BRAVO"))
    (measured,) = read_opus(made.opus([*raw(1, even_axis, spectra[0], of=1), instrument]))
    assert (measured.x_unit, measured.not_raman) == ("1/cm", "")


@pytest.mark.parametrize("count", [3, 50])
def test_that_a_series_is_read_as_far_as_it_was_stored(count, made, read_opus, even_axis, spectra):
    data = bytearray(made.opus_series(even_axis, spectra))
    place = data.index(struct.pack("<6i", 0, 3, 32, 240, 172, 1))
    struct.pack_into("<i", data, place + 4, count)
    (measured,) = read_opus(bytes(data))
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))
    assert measured.laser_nm == pytest.approx(532.0)


@pytest.mark.parametrize(("unit", "words"), [("MI", "µm"), ("MIN", "minutes")])
def test_that_other_axes_are_refused(unit, words, made, read_opus, even_axis, spectra):
    with pytest.raises(InputError, match=words):
        read_opus(made.opus_raman(even_axis, spectra[0], unit=unit))


def test_that_a_file_without_a_spectrum_is_refused(made, raw, read_opus, even_axis, spectra):
    with pytest.raises(InputError, match="only interferograms"):
        read_opus(made.opus(raw(2, even_axis, spectra[0], of=1)))


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_that_a_file_cut_off_is_refused(part, made, read_opus, even_axis, spectra):
    data = made.opus_raman(even_axis, spectra[0])
    with pytest.raises(InputError, match="cut off"):
        read_opus(data[: int(part * len(data))])


@pytest.mark.parametrize("size", [-4, -1, 0x7FFF])
def test_that_parameters_cannot_lead_in_circles(size, made, read_opus, even_axis, spectra):
    data = bytearray(made.opus_raman(even_axis, spectra[0]))
    place = data.index(b"INS\0")
    struct.pack_into("<h", data, place + 6, size)
    with pytest.raises(InputError, match="no end"):
        read_opus(bytes(data))


@pytest.mark.parametrize(
    ("place", "value"), [(12, -1), (12, 2**31 - 1), (20, 2**31 - 1), (20, 0), (16, 0)]
)
def test_that_a_directory_that_lies_is_refused_or_harmless(
    place, value, made, read_opus, even_axis, spectra
):
    data = bytearray(made.opus_raman(even_axis, spectra[0]))
    struct.pack_into("<i", data, place, value)
    if place == 16:  # the most blocks that the directory could hold says nothing of those it holds
        assert len(read_opus(bytes(data))) == 1
        return
    with pytest.raises(InputError):
        read_opus(bytes(data))


def test_that_whole_numbers_are_read_where_the_file_says_so(made, read_opus, even_axis, spectra):
    whole = np.round(spectra[0])
    status = made.opus_status(even_axis, whole, scale=0.5).replace(
        b"DPF\0" + struct.pack("<2hi", 0, 2, 1), b"DPF\0" + struct.pack("<2hi", 0, 2, 2)
    )
    data = made.opus(
        [(made.opus_type(10), whole.astype("<i4").tobytes()), (made.opus_type(10, what=1), status)]
    )
    (measured,) = read_opus(data)
    assert np.allclose(measured.intensities[0], 0.5 * whole)
