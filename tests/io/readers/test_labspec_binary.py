"""LabSpec 6's own files, put together node by node and read back."""

import struct

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError


@pytest.fixture
def read_l6s(read_bytes):
    return lambda data, name="file.l6s": read_bytes(data, name, "labspec")


@pytest.mark.parametrize("direction", [1, -1])
def test_that_a_spectrum_is_read_with_its_laser(direction, made, read_l6s, axis, spectra):
    data = made.l6s(axis[::direction], spectra[0, ::direction])
    (measured,) = read_l6s(data, "renamed")
    assert np.allclose(measured.axis, axis, atol=1e-4)
    assert np.array_equal(measured.intensities, spectra[:1].astype(np.float32))
    assert (measured.x_unit, measured.unit_stated, measured.laser_nm) == ("1/cm", True, 785.0)


def test_that_wavelengths_stay_wavelengths(made, read_l6s, axis, spectra):
    assert read_l6s(made.l6s(axis, spectra[0], unit="nm"))[0].x_unit == "nm"
    with pytest.raises(InputError, match="ev"):
        read_l6s(made.l6s(axis, spectra[0], unit="eV"))


def test_that_longer_settings_are_found(made, read_l6s, axis, spectra):
    data = made.l6s(axis, spectra[0], laser="785.25 nm (edge)")
    assert read_l6s(data)[0].laser_nm == 785.25


def test_that_a_value_that_two_nodes_share_is_written_once(made, read_l6s, axis, spectra):
    data = made.l6s(axis, spectra[0])
    name = data.index(b"namm\0\0\0\0")
    node = data[name - 8 : name + 16]
    assert node[:2] == b"\x07\x10"
    # The value of the laser becomes a second node with the address of its name.
    value = data.index(b"\xdbal}", name)
    twin = node[:8] + b"\xdbal}" + node[12:]
    (measured,) = read_l6s(data[: value - 8] + twin + data[value + 16 :])
    assert measured.laser_nm is None


@pytest.mark.parametrize("axes", [("X", "Y"), ("Time",)])
def test_that_maps_and_series_are_refused(axes, made, read_l6s, axis, spectra):
    with pytest.raises(InputError, match="a map, a series or an image"):
        read_l6s(made.l6s(axis, spectra[0], more_axes=axes))


def test_that_other_ends_of_the_axis_are_refused(made, read_l6s, axis, spectra):
    with pytest.raises(InputError, match="other ends"):
        read_l6s(made.l6s(axis, spectra[0], ends=(0.0, 100.0)))
    with pytest.raises(InputError, match="60 intensities for 59 points"):
        read_l6s(made.l6s(axis[:59], spectra[0]))


@pytest.mark.parametrize("part", [0.1, 0.3, 0.6, 0.85])
def test_that_a_file_cut_off_is_refused(part, made, read_l6s, axis, spectra):
    data = made.l6s(axis, spectra[0])
    with pytest.raises(InputError, match=r"cut off|not known"):
        read_l6s(data[: int(part * len(data))])


def test_that_anything_behind_the_tree_is_refused(made, read_l6s, axis, spectra):
    data = made.l6s(axis, spectra[0])
    for tail in (b"\1", bytes(100)):
        with pytest.raises(InputError, match="not known"):
            read_l6s(data + tail)


def test_that_a_tree_cannot_grow_beyond_the_file(made, read_l6s, axis, spectra):
    data = bytearray(made.l6s(axis, spectra[0]))
    struct.pack_into("<I", data, 0x4C + 20, 2**32 - 1)
    with pytest.raises(InputError, match=r"cut off|not known"):
        read_l6s(bytes(data))
