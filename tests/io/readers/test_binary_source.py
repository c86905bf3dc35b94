"""Binary files within their bounds, the fence around libraries, and what is made of both."""

import mmap

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers.assembly import SHIFT, WAVELENGTH, assemble, laser
from ramangan_gui.io.readers.binary_source import array, fenced, fields, open_bytes, text_in


@pytest.mark.parametrize("error", [ValueError("bad\n number"), KeyError("x"), RecursionError(),
                                   AttributeError("no"), ZeroDivisionError()])  # fmt: skip
def test_that_whatever_a_library_raises_becomes_one_sentence(error):
    with pytest.raises(InputError) as refusal, fenced("Made"):
        raise error
    assert refusal.value.what.startswith("It is a damaged Made file (")
    assert "\n" not in refusal.value.what


def test_that_own_sentences_and_lack_of_memory_pass_the_fence():
    with pytest.raises(InputError, match="Own words"), fenced("Made"):
        raise InputError("Own words.")
    with pytest.raises(MemoryError), fenced("Made"):
        raise MemoryError
    with pytest.raises(InputError, match="package nowhere, which is not installed"), fenced("Made"):
        import nowhere  # noqa: F401
    with pytest.raises(InputError, match="cannot be read: Is on fire"), fenced("Made"):
        raise OSError(5, "Is on fire")


def test_that_nothing_is_taken_beyond_the_end():
    data = bytes(range(16))
    assert fields(data, "<HH", 12) == (0x0D0C, 0x0F0E)
    assert array(data, "<u4", 2, 8).tolist() == [0x0B0A0908, 0x0F0E0D0C]
    for layout, place in (("<I", 13), ("<I", -1), ("<20x", 0)):
        with pytest.raises(InputError, match="cut off"):
            fields(data, layout, place)
    for count, place in ((5, 0), (2, 12), (-1, 0), (1, -4)):
        with pytest.raises(InputError, match="cut off"):
            array(data, "<u4", count, place)
    with pytest.raises(InputError, match="at most"):
        array(data, "<u4", 2**40, 0)


def test_that_large_files_are_mapped(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"a" * 100)
    assert open_bytes(path) == b"a" * 100
    path.write_bytes(bytes(9 * 2**20))
    assert isinstance(open_bytes(path), mmap.mmap)
    path.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        open_bytes(path)


def test_that_text_ends_at_its_first_zero():
    assert text_in(b" \xb5m \0\0rest") == "µm"


def test_that_spectra_do_not_hold_on_to_the_bytes_they_came_from(even_axis):
    stored = np.ones((5, 60), np.float32).tobytes()
    values = np.frombuffer(stored, np.float32).reshape(5, 60)
    measured = assemble(even_axis, values, SHIFT)
    assert measured.intensities.flags.owndata
    part = assemble(even_axis, np.ones((9, 60), np.float32)[:2], SHIFT)
    assert part.intensities.flags.owndata


@pytest.mark.parametrize("direction", [1, -1])
def test_that_large_sets_are_turned_like_small_ones(direction):
    axis = np.linspace(400.0, 1800.0, 5_000)[::direction]
    rows = np.arange(5_000 * 500, dtype=np.float32).reshape(500, 5_000)
    measured = assemble(axis, rows.copy(), WAVELENGTH)
    assert np.array_equal(measured.intensities, rows[:, ::direction])
    assert np.array_equal(measured.axis, axis[::direction])
    assert ("descending axis" in measured.notes[0]) == (direction == -1)


def test_that_what_was_measured_instead_leaves_the_unit_open(even_axis):
    measured = assemble(even_axis, np.ones((1, 60)), "", not_raman="absorbance")
    assert (measured.x_unit, measured.unit_stated, measured.not_raman) == ("", False, "absorbance")
    assert "absorbance, no Raman spectrum" in measured.notes[0]


def test_that_only_wavelengths_of_lasers_are_lasers():
    assert [laser(value) for value in (785.0, 0.0, float("nan"), 5_000.0)] == [785.0, *[None] * 3]
