"""Renishaw files, written block by block and read back."""

import struct

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError


@pytest.fixture
def read_wdf(read_bytes):
    return lambda data, name="file.wdf": read_bytes(data, name, "wdf")


def test_that_a_map_is_read_with_positions_and_laser(made, read_wdf, axis, spectra):
    positions = np.array([[1.0, 5.0], [2.5, 5.0], [1.0, 6.0]])
    data = made.wdf(axis[::-1], spectra[:, ::-1], positions=positions)
    (measured,) = read_wdf(data, "renamed.bin")
    assert np.array_equal(measured.axis, axis.astype(np.float32))
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))
    assert np.array_equal(measured.map_position, positions)
    assert (measured.x_unit, measured.unit_stated) == ("1/cm", True)
    assert measured.laser_nm == pytest.approx(785.0)
    assert "descending axis" in measured.notes[0]


def test_that_a_large_descending_map_is_turned_in_place(made, read_wdf):
    axis = np.linspace(1800.0, 400.0, 3000)
    rows = np.arange(800 * 3000, dtype=np.float32).reshape(800, 3000)
    (measured,) = read_wdf(made.wdf(axis, rows))
    assert np.array_equal(measured.intensities, rows[:, ::-1])
    assert (np.diff(measured.axis) > 0).all()
    assert "descending axis" in measured.notes[0]


def test_that_positions_come_in_micrometres(made, read_wdf, axis, spectra):
    positions = np.array([[0.0, 1.0], [2.0, 1.0], [3.0, 1.0]])
    (measured,) = read_wdf(made.wdf(axis, spectra, positions=positions, position_unit=8))
    assert np.array_equal(measured.map_position, 1e3 * positions)


def test_that_positions_that_do_not_move_are_no_map(made, read_wdf, axis, spectra):
    (measured,) = read_wdf(made.wdf(axis, spectra, positions=np.ones((3, 2))))
    assert measured.map_position is None


def test_that_only_what_was_collected_is_read(made, read_wdf, axis, spectra):
    positions = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    data = made.wdf(axis, spectra, collected=2, capacity=50, positions=positions)
    (measured,) = read_wdf(data)
    assert np.array_equal(measured.intensities, spectra[:2].astype(np.float32))
    assert measured.map_position.tolist() == [[0.0, 0.0], [1.0, 0.0]]
    assert "interrupted: 2 of 50 spectra were collected" in measured.notes[0]
    with pytest.raises(InputError, match="interrupted before the first"):
        read_wdf(made.wdf(axis, spectra, collected=0))


@pytest.mark.parametrize(
    ("code", "unit", "stated"),
    [(1, "1/cm", True), (0, "1/cm", False), (3, "nm", True), (16, "pixel", True)],
)
def test_that_the_unit_is_that_of_the_file(code, unit, stated, made, read_wdf, axis, spectra):
    (measured,) = read_wdf(made.wdf(axis, spectra, unit=code, laser_nm=0.0))
    assert (measured.x_unit, measured.unit_stated) == (unit, stated)
    assert measured.laser_nm is None


def test_that_absolute_wavenumbers_and_energies_are_not_passed_off(made, read_wdf, axis, spectra):
    (measured,) = read_wdf(made.wdf(axis, spectra, unit=2))
    assert measured.x_unit == ""
    assert "absolute wavenumbers" in measured.not_raman
    with pytest.raises(InputError, match="ElectronVolt"):
        read_wdf(made.wdf(axis, spectra, unit=4))


def test_that_saturated_spectra_are_told(made, read_wdf, axis, spectra):
    (measured,) = read_wdf(made.wdf(axis, spectra, spectrum_flags=[1, 4, 1 | 2**60]))
    assert "2 marked as saturated" in measured.notes[0]


def test_that_each_track_has_its_own_axis(made, read_wdf, axis, spectra):
    axes = np.concatenate([axis, axis + 1, axis + 2])
    found = read_wdf(made.wdf(axes, spectra, flags=8, tracks=3))
    assert [round(float(each.axis[0] - axis[0]), 3) for each in found] == [0.0, 1.0, 2.0]
    assert np.array_equal(np.concatenate([each.intensities for each in found]),
                          spectra.astype(np.float32))  # fmt: skip
    with pytest.raises(InputError, match="which of its 2 axes"):
        read_wdf(made.wdf(axes[:120], spectra, flags=8, tracks=2))


def test_that_images_and_several_axes_are_refused(made, read_wdf, axis, spectra):
    with pytest.raises(InputError, match="camera image"):
        read_wdf(made.wdf(axis, spectra, rows=4))
    with pytest.raises(InputError, match="several axes"):
        read_wdf(made.wdf(axis, spectra, flags=1))


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.9])
def test_that_a_file_cut_off_is_refused(part, made, read_wdf, axis, spectra):
    data = made.wdf(axis, spectra)
    with pytest.raises(InputError, match=r"cut off|damaged"):
        read_wdf(data[: int(part * len(data))])


@pytest.mark.parametrize(
    ("place", "layout", "value"),
    [
        (60, "<I", 2**31),  # points of each spectrum
        (72, "<Q", 2**60),  # spectra collected
        (8, "<Q", 0),  # size of the first block
        (520, "<Q", 2**62),  # size of the block of intensities
        (520, "<Q", 3),
    ],
)
def test_that_a_header_that_lies_is_refused(place, layout, value, made, read_wdf, axis, spectra):
    data = bytearray(made.wdf(axis, spectra, capacity=3))
    struct.pack_into(layout, data, place, value)
    if place == 72:
        struct.pack_into("<Q", data, 64, value)
    with pytest.raises(InputError):
        read_wdf(bytes(data))


def test_that_spectra_of_a_series_are_named_after_depth_or_time(made, read_wdf, axis, spectra):
    (deep,) = read_wdf(made.wdf(axis, spectra, depth=[-1.5, 0.0, 2.0]))
    assert deep.name.tolist() == ["Z=-1.5", "Z=0", "Z=2"]
    assert deep.map_position is None
    begun = 133_000_000_000_000_000
    times = [begun, begun + 25_000_000, begun + 100_000_000]
    (over_time,) = read_wdf(made.wdf(axis, spectra, times=times))
    assert over_time.name.tolist() == ["Time=0", "Time=2.5", "Time=10"]
    (still,) = read_wdf(made.wdf(axis, spectra, depth=[1.0, 1.0, 1.0], times=[begun] * 3))
    assert still.name is None
