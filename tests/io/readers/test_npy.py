"""Single NumPy arrays, honest and hostile."""

import pickle

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError


@pytest.fixture
def read_npy(read_bytes, made):
    def read(array):
        data = array if isinstance(array, bytes) else made.npy(array)
        (measured,) = read_bytes(data, "file.npy", "npy")
        return measured

    return read


def test_that_columns_and_rows_are_read(read_npy, axis, spectra):
    columns = read_npy(np.column_stack([axis, spectra[0]]))
    assert np.array_equal(columns.axis, axis)
    assert np.array_equal(columns.intensities, spectra[:1].astype(np.float32))
    assert "separated" not in columns.notes[0]
    many = np.concatenate([spectra, spectra + 1])
    rows = read_npy(np.asfortranarray(np.vstack([axis[::-1], many[:, ::-1]])))
    assert np.array_equal(rows.axis, axis)
    assert np.array_equal(rows.intensities, many.astype(np.float32))


def test_that_named_columns_are_read(read_npy, axis, spectra):
    array = np.zeros(60, [("raman_shift", "f8"), ("intensity", "f4")])
    array["raman_shift"], array["intensity"] = axis, spectra[1]
    measured = read_npy(array)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra[1:2].astype(np.float32))
    assert measured.unit_stated


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.arange(60.0), "but not both"),
        (np.ones((2, 3, 4)), "but not both"),
        (np.ones((5, 5), complex), "does not hold numbers"),
        (np.array(["a", "b"]), "does not hold numbers"),
        (np.zeros(4, [("a", "f8"), ("b", "f8")]), "no columns x"),
        (np.zeros((0, 3)), "holds no spectra: its array is empty"),
    ],
)
def test_that_what_has_no_axis_is_refused(array, words, read_npy):
    with pytest.raises(InputError, match=words):
        read_npy(array)


def test_that_objects_are_never_loaded(read_npy, made):
    class Evil:
        def __reduce__(self):
            return (pytest.fail, ("code from the file was run",))

    data = made.npy(np.ones((2, 2)))
    header = data[:128].replace(b"'<f8'", b"'|O' ")
    with pytest.raises(InputError, match="Python objects"):
        read_npy(header + pickle.dumps(Evil()))


@pytest.mark.parametrize("shape", [b"(2, 9)", b"(9999999999999, 2)"])
def test_that_a_claim_of_size_is_checked_before_memory_is_taken(shape, read_npy, made):
    data = made.npy(np.ones((2, 2)))
    padded = data.replace(b"(2, 2), }" + b" " * (len(shape) - 6), shape + b", }")
    assert padded != data
    with pytest.raises(InputError, match=r"cut off|at most"):
        read_npy(padded)
