"""Galactic SPC files of every kind, written byte by byte and read back."""

import struct

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError


@pytest.fixture
def read_spc(read_bytes):
    return lambda data, name="file.spc": read_bytes(data, name, "spc")


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("explicit", [False, True])
def test_that_floats_are_read_in_both_byte_orders_and_with_both_axes(
    order, explicit, made, read_spc, axis, even_axis, spectra
):
    points = axis if explicit else even_axis
    (measured,) = read_spc(made.spc(points, spectra, order=order, explicit=explicit))
    within = 1e-4 if explicit else 0  # an explicit axis is stored as floats of 4 bytes
    assert np.allclose(measured.axis, points, rtol=0, atol=within)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))
    assert (measured.x_unit, measured.unit_stated) == ("1/cm", True)


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("order", "<>")
def test_that_each_subfile_is_scaled_by_its_own_exponent(
    short, order, made, read_spc, even_axis, spectra
):
    exponents = [8, 9, 12]
    data = made.spc(even_axis, spectra, order=order, short=short, exponent=3, exponents=exponents)
    (measured,) = read_spc(data)
    for values, exponent, row in zip(spectra, exponents, measured.intensities, strict=True):
        step = 2.0 ** (exponent - (16 if short else 32))
        assert np.abs(row - values).max() <= max(step / 2, 1e-5)


def test_that_a_single_spectrum_is_scaled_by_the_exponent_of_the_file(
    made, read_spc, even_axis, spectra
):
    data = bytearray(made.spc(even_axis, spectra[:1], exponent=8))
    data[513] = 0  # the subfile's own exponent does not count
    (measured,) = read_spc(bytes(data))
    assert np.allclose(measured.intensities, spectra[:1], atol=1e-5)


def test_that_floats_are_read_where_subfiles_leave_their_exponent_empty(
    made, read_spc, even_axis, spectra
):
    data = bytearray(made.spc(even_axis, spectra))
    for index in range(3):
        data[512 + index * (32 + 4 * 60) + 1] = 0
    (measured,) = read_spc(bytes(data))
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


def test_that_the_old_kind_is_read_to_its_end(made, read_spc, even_axis, spectra):
    (measured,) = read_spc(made.spc_old(even_axis, spectra, exponent=10))
    assert np.allclose(measured.axis, even_axis)
    assert np.allclose(measured.intensities, spectra, atol=1e-6, rtol=1e-6)
    (single,) = read_spc(made.spc_old(even_axis, spectra[:1] - 100.0, exponent=10))
    assert np.allclose(single.intensities, spectra[:1] - 100.0, atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize("directory", [False, True])
@pytest.mark.parametrize("exponent", [-128, 9])
def test_that_spectra_with_axes_of_their_own_are_kept_apart(
    directory, exponent, made, read_spc, even_axis, spectra
):
    axes = [even_axis, even_axis[:40] + 0.5, even_axis[:40] + 0.5]
    rows = [spectra[0], spectra[1, :40], spectra[2, :40]]
    data = made.spc_own_axes(axes, rows, exponent=exponent, directory=directory)
    first, second = read_spc(data)
    assert np.array_equal(first.axis, axes[0])
    assert np.array_equal(second.axis, axes[1])
    assert np.allclose(first.intensities, rows[:1], atol=1e-4)
    assert np.allclose(second.intensities, rows[1:], atol=1e-4)


def test_that_a_descending_axis_is_turned_with_its_intensities(made, read_spc, even_axis, spectra):
    (measured,) = read_spc(made.spc(even_axis[::-1], spectra[:, ::-1]))
    assert np.allclose(measured.axis, even_axis)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


@pytest.mark.parametrize(
    ("log", "laser"),
    [
        ("Laser=Laser: 785 nm edge\r\nLaser_power=Laser_power: 100%\r\n", 785.0),
        ("LASER (NM) = 660 \n\r", 660.0),
        ("RAMANFREQ= 9395  \r\n", 1e7 / 9395),
        ("Laser_power=500\r\n", None),
        ("EXPOSURE = 785\r\n", None),
    ],
)
def test_that_the_laser_is_found_in_the_log(log, laser, made, read_spc, even_axis, spectra):
    (measured,) = read_spc(made.spc(even_axis, spectra, log=log))
    assert measured.laser_nm == (None if laser is None else pytest.approx(laser))


def test_that_no_laser_excites_an_absorbance(made, read_spc, even_axis, spectra):
    data = made.spc(even_axis, spectra, axis_code=3, intensity_code=2, log="LASER = 633\r\n")
    (measured,) = read_spc(data)
    assert (measured.x_unit, measured.laser_nm) == ("nm", None)


@pytest.mark.parametrize(
    ("facts", "unit", "stated", "not_raman"),
    [
        ({"axis_code": 13}, "1/cm", True, ""),
        ({"axis_code": 1, "experiment": 11}, "1/cm", True, ""),
        ({"axis_code": 1, "experiment": 0}, "1/cm", True, ""),
        ({"axis_code": 0}, "1/cm", False, ""),
        ({"axis_code": 3}, "nm", True, ""),
        ({"axis_code": 22}, "pixel", True, ""),
        ({"axis_code": 1, "intensity_code": 2, "experiment": 4}, "", False, "absorbance"),
        ({"axis_code": 1, "intensity_code": 128, "experiment": 0}, "", False, "transmittance"),
        ({"axis_code": 1, "intensity_code": 0, "experiment": 4}, "", False, "infrared spectrum"),
        ({"axis_code": 1, "intensity_code": 0, "experiment": 4, "comment": b"FT-Raman"},
         "1/cm", True, ""),
        ({"axis_code": 0, "labels": b"Raman Shift\0Counts\0"}, "1/cm", True, ""),
    ],
)  # fmt: skip
def test_that_the_unit_of_the_axis_is_that_of_the_file(
    facts, unit, stated, not_raman, made, read_spc, even_axis, spectra
):
    (measured,) = read_spc(made.spc(even_axis, spectra, **{"experiment": 0, **facts}))
    assert (measured.x_unit, measured.unit_stated) == (unit, stated)
    assert not_raman in measured.not_raman
    assert bool(measured.not_raman) == bool(not_raman)


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"axis_code": 5}, "minutes"), ({"axis_code": 14}, "eV"), ({"axis_code": 2}, "µm"),
     ({"axis_code": 13, "intensity_code": 1}, "interferogram")],
)  # fmt: skip
def test_that_what_is_no_spectrum_over_shifts_is_refused(
    facts, words, made, read_spc, even_axis, spectra
):
    with pytest.raises(InputError, match=words):
        read_spc(made.spc(even_axis, spectra, **facts))


def test_that_w_planes_are_told(made, read_spc, even_axis, spectra):
    (measured,) = read_spc(made.spc(even_axis, spectra, planes=3))
    assert "3 W planes" in measured.notes[0]


def test_that_files_of_other_programs_are_refused_by_name(read_spc):
    with pytest.raises(InputError, match="Shimadzu file, not a Galactic"):
        read_spc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match="no Galactic SPC file"):
        read_spc(b"\0\x08" + bytes(600))


def test_that_it_is_recognised_by_its_content(made, read_spc, even_axis, spectra):
    assert len(read_spc(made.spc(even_axis, spectra), "renamed.dat")[0]) == 3
    assert len(read_spc(made.spc_old(even_axis, spectra), "renamed")[0]) == 3


def test_that_text_named_like_it_is_read_as_text(read_bytes, even_axis):
    text = "".join(f"{x}\t{np.sin(x)}\n" for x in even_axis).encode()
    assert len(read_bytes(text, "file.spc", "text")) == 1


@pytest.mark.parametrize("part", [0.3, 0.6, 0.999])
def test_that_a_file_cut_off_is_refused(part, made, read_spc, even_axis, spectra):
    data = made.spc(even_axis, spectra)
    with pytest.raises(InputError, match="cut off"):
        read_spc(data[: int(part * len(data))])


@pytest.mark.parametrize(
    ("place", "layout", "value"),
    [(4, "<I", 2**32 - 1), (24, "<I", 2**32 - 1), (4, "<I", 1), (4, "<I", 0), (8, "<d", np.nan)],
)
def test_that_a_header_that_lies_is_refused(
    place, layout, value, made, read_spc, even_axis, spectra
):
    data = bytearray(made.spc(even_axis, spectra))
    struct.pack_into(layout, data, place, value)
    with pytest.raises(InputError):
        read_spc(bytes(data))


def test_that_a_directory_cannot_fill_the_memory(made, read_spc, even_axis, spectra):
    data = bytearray(made.spc_own_axes([even_axis] * 3, spectra))
    (place,) = struct.unpack_from("<I", data, 4)
    entry = bytes(data[place : place + 12])
    struct.pack_into("<I", data, 24, 15_000)
    with pytest.raises(InputError, match="same place"):
        read_spc(bytes(data[:place]) + entry * 15_000)
