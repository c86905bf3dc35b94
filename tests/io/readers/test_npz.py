"""NumPy archives, honest and hostile."""

import io
import pickle
import zipfile

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file


@pytest.fixture
def save(tmp_path):
    def save(**arrays):
        path = tmp_path / "set.npz"
        np.savez(path, **arrays)
        return path

    return save


def read(path):
    reader, (measured,) = read_file(path)
    assert reader.name == "npz"
    return measured


def test_that_all_fields_are_read(save, axis):
    spectra = np.random.default_rng(0).normal(size=(4, axis.size)).astype(np.float32)
    positions = np.arange(8.0).reshape(4, 2)
    measured = read(
        save(
            raman_shift=axis, intensities=spectra, label=list("aabb"), group=[1, 1, 2, 2],
            map_xy_um=positions, x_unit="Raman shift / cm-1", simulated=True, title="A set",
            attribution="Someone, MIT", laser_nm=785.0,
        )
    )  # fmt: skip
    assert np.array_equal(measured.axis, axis)
    assert measured.intensities.tobytes() == spectra.tobytes()
    assert (measured.label.tolist(), measured.group.tolist()) == (list("aabb"), list("1122"))
    assert np.array_equal(measured.map_position, positions)
    assert (measured.x_unit, measured.unit_stated, measured.laser_nm) == ("1/cm", True, 785.0)
    assert measured.metadata == {"simulated": True, "title": "A set", "attribution": "Someone, MIT"}


@pytest.mark.parametrize("axis_name", ["x", "raman_shift"])
@pytest.mark.parametrize("spectra_name", ["spectra", "intensities"])
@pytest.mark.parametrize("group_name", ["group", "sample"])
def test_that_both_names_serve(axis_name, spectra_name, group_name, save, axis):
    arrays = {axis_name: axis[::-1], spectra_name: axis[None, ::-1] ** 2, group_name: ["g"]}
    measured = read(save(**arrays))
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, (axis[None] ** 2).astype(np.float32))
    assert measured.group.tolist() == ["g"]
    assert "descending axis" in measured.notes[0]


def test_that_columns_single_spectra_bytes_and_fortran_order_are_understood(save, axis):
    spectra = np.asfortranarray(np.random.default_rng(0).normal(size=(3, axis.size)))
    expected = spectra.astype(np.float32)
    assert np.array_equal(read(save(x=axis, spectra=spectra)).intensities, expected)
    measured = read(save(x=axis, spectra=spectra.T, label=np.array([b"a", b"b", b"\xc3\xa4"])))
    assert np.array_equal(measured.intensities, expected)
    assert measured.label.tolist() == ["a", "b", "ä"]
    assert "in columns" in measured.notes[0]
    assert read(save(x=axis, spectra=spectra[0])).intensities.shape == (1, axis.size)


def test_that_objects_are_never_loaded(tmp_path, axis):
    class Evil:
        def __reduce__(self):
            return (pytest.fail, ("code from the file was run",))

    stream = io.BytesIO()
    np.lib.format.write_array(stream, np.array(["a"], object), allow_pickle=True)
    header = stream.getvalue()[: stream.getvalue().index(b"\n") + 1]
    path = tmp_path / "evil.npz"
    np.savez(path, x=axis, spectra=axis[None])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("label.npy", header + pickle.dumps(np.array([Evil()], object)))
    with pytest.raises(InputError, match="label holds Python objects"):
        read_file(path)


def npy(shape, descr="<f8", data=b""):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape!r}, }}".encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


@pytest.mark.parametrize(
    ("shape", "words"),
    [((10**12,), "at most 1,000,000,000"), ((2**62, 2**62), "at most"), ((900_000_000,), "takes"),
     ((1000, 60), "cut off")],
)  # fmt: skip
def test_that_a_claim_of_size_is_checked_before_memory_is_taken(shape, words, tmp_path, axis):
    path = tmp_path / "huge.npz"
    np.savez(path, x=axis)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("spectra.npy", npy(shape))
    with pytest.raises(InputError, match=words):
        read_file(path)


def test_that_a_zip_bomb_is_refused(tmp_path, axis):
    path = tmp_path / "bomb.npz"
    n_spectra = 100 * 2**20 // 8 // axis.size
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        stream = io.BytesIO()
        np.lib.format.write_array(stream, axis)
        archive.writestr("x.npy", stream.getvalue())
        archive.writestr(
            "spectra.npy", npy((n_spectra, axis.size)) + bytes(n_spectra * axis.size * 8)
        )
    with pytest.raises(InputError, match="made to fill the memory"):
        read_file(path)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"a": [1.0]}, "no arrays x"),
        ({"x": [1.0, 2, 3]}, "no arrays x"),
        ({"x": [400.0, 500, 600], "spectra": np.ones((2, 4))}, "does not fit its axis x"),
        ({"x": [400.0, 500, 600], "spectra": np.ones((2, 3), complex)}, "does not hold numbers"),
        ({"x": list("abc"), "spectra": np.ones((2, 3))}, "does not hold numbers"),
        ({"x": [400.0, 600, 500], "spectra": np.ones((2, 3))}, "back and forth"),
        ({"x": [400.0, np.nan, 500], "spectra": np.ones((2, 3))}, "gaps"),
        ({"x": np.ones((3, 3)), "spectra": np.ones((2, 9))}, "not a row"),
        ({"x": [400.0, 500, 600], "spectra": np.ones((2, 3)), "label": list("abc")}, "one text"),
        ({"x": [400.0, 500, 600], "spectra": np.ones((2, 3)), "map_xy_um": np.ones(2)}, "x and y"),
        ({"x": [400.0, 500, 600], "spectra": np.ones((0, 3))}, "no spectra: its array spectra"),
        ({"x": [], "spectra": np.ones((2, 0))}, "no spectra: its array x"),
    ],
)
def test_that_what_does_not_fit_is_refused(arrays, words, save):
    with pytest.raises(InputError, match=words):
        read_file(save(**arrays))


def test_that_a_pixel_or_wavelength_axis_is_not_passed_off(save):
    pixels = read(save(x=np.arange(300.0), spectra=np.ones((1, 300)), x_unit="pixel"))
    assert (pixels.x_unit, pixels.unit_stated) == ("pixel", True)
    nm = read(save(x=np.linspace(326, 412, 1015), spectra=np.ones((1, 1015)), x_unit="as stored"))
    assert (nm.x_unit, nm.unit_stated) == ("nm", False)


@pytest.mark.parametrize("ending", ["npz", "npy"])
def test_that_a_header_with_an_open_bracket_is_a_damaged_file(ending, tmp_path):
    buffer = io.BytesIO()
    np.save(buffer, np.arange(12.0).reshape(3, 4))
    array = buffer.getvalue().replace(b"(3, 4), }", b"(3, 4, (#")
    path = tmp_path / f"damaged.{ending}"
    if ending == "npz":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x.npy", array)
            archive.writestr("spectra.npy", array)
    else:
        path.write_bytes(array)
    with pytest.raises(InputError, match="damaged"):
        read_file(path)
