"""Elements of MATLAB files that claim more than is there."""

import struct
import time
import tracemalloc
import zlib

import numpy as np
import pytest
import scipy.io

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file
from ramangan_gui.io.readers.matlab5_elements import check_elements

DOUBLE, CELL, STRUCT, CHAR = 6, 1, 2, 4
INT8, INT32, UINT32, FLOAT64, MATRIX, PACKED = 1, 5, 6, 9, 14, 15
GIGABYTES = 3 * 2**30

HEAD = b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM"


def element(kind, data, size=None):
    size = len(data) if size is None else size
    return struct.pack("<II", kind, size) + data + b"\0" * (-len(data) % 8)


def array(kind, shape, *values, name=None):
    flags = element(UINT32, struct.pack("<II", kind, 0))
    sides = element(INT32, struct.pack(f"<{len(shape)}i", *shape))
    return element(MATRIX, flags + sides + (name or element(INT8, b"w")) + b"".join(values))


def numbers(n, size=None):
    return element(FLOAT64, np.arange(float(n)).tobytes(), size)


def packed(data):
    return struct.pack("<II", PACKED, len(zlib.compress(data))) + zlib.compress(data)


def deep(levels):
    inner = array(DOUBLE, (1, 1), numbers(1))
    for _ in range(levels):
        inner = array(CELL, (1, 1), inner)
    return inner


SQUARE = 46_340  # 2 147 395 600 values, which an array of 32-bit sides may have

HOSTILE = {
    "name": array(DOUBLE, (1, 3), numbers(3), name=element(INT8, b"", GIGABYTES)),
    "numbers": array(DOUBLE, (1, 3), numbers(3, GIGABYTES)),
    "shape": array(DOUBLE, (SQUARE, SQUARE), numbers(3)),
    "negative shape": array(DOUBLE, (-1, -3), numbers(3)),
    "fewer numbers": array(DOUBLE, (1, 4), numbers(3)),
    "more numbers": array(DOUBLE, (1, 2), numbers(3)),
    "type of numbers": array(DOUBLE, (1, 3), element(60_000, b"\0" * 24)),
    "letters": array(CHAR, (1, 900_000_000), element(16, b"ab")),
    "cells": array(CELL, (30_000, 30_000), deep(0)),
    "fields": array(STRUCT, (30_000, 30_000), element(INT32, b"\x08\0\0\0"), element(INT8, b"")),
    "field names": array(STRUCT, (1, 1), element(INT32, b"\0\0\0\0"), element(INT8, b"")),
    "cell in cell": array(CELL, (1, 1), element(MATRIX, b"\0" * 16, GIGABYTES)),
    "class": array(99, (1, 3), numbers(3)),
    "cells in cells": deep(5_000),
    "variable": element(MATRIX, b"\0" * 16, GIGABYTES),
    "packed": packed(element(MATRIX, b"\0" * 16, GIGABYTES)),
    "packed, cut off": packed(array(DOUBLE, (1, 3), numbers(3))[:-16]),
    "packed name": packed(array(DOUBLE, (1, 3), numbers(3), name=element(INT8, b"", GIGABYTES))),
    "packed bomb": packed(array(DOUBLE, (1, 2**24), element(FLOAT64, bytes(2**27)))),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_that_a_file_that_claims_more_than_it_has_is_refused_quickly(what, tmp_path):
    path = tmp_path / "file.mat"
    path.write_bytes(HEAD + array(DOUBLE, (1, 3), numbers(3)) + HOSTILE[what])
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(InputError, match=r"MATLAB file|claims to hold"):
        read_file(path)
    took, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert peak < 20e6


@pytest.mark.parametrize("compressed", [False, True])
def test_that_whatever_scipy_writes_is_passed_and_read(compressed, tmp_path):
    path = tmp_path / "file.mat"
    cells = np.empty((2, 2), object)
    cells[:] = [["a", "βγ"], [np.arange(3.0), np.zeros((0, 0))]]
    written = {
        "one": 1.5, "bytes": np.arange(5, dtype=np.uint8), "complex": np.arange(4) * 1j,
        "flags": np.array([True, False, True]), "text": "α text of 13", "blank": "",
        "rows": np.array(["ab", "cde"]), "cells": cells, "none": np.zeros((0, 3)),
        "cube": np.arange(24, dtype=np.int16).reshape(2, 3, 4),
        "sparse": scipy.sparse.csc_array(np.eye(4)), "inner": {"x": 1, "y": {"z": cells}},
        "records": np.zeros((2, 2), [("a", "f8"), ("b", "i4")]),
    }  # fmt: skip
    scipy.io.savemat(path, written, do_compression=compressed)
    check_elements(path)
    path.write_bytes(HEAD + packed(array(DOUBLE, (1, 3), numbers(3))) + deep(9))
    check_elements(path)
    axis, spectra = np.arange(400.0, 1800), np.arange(2 * 1400.0).reshape(2, 1400)
    scipy.io.savemat(path, {"wavenumber": axis, "spectra": spectra, **written},
                     do_compression=compressed)  # fmt: skip
    _, (measured,) = read_file(path)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra)


def test_that_numbers_of_the_other_byte_order_are_passed(tmp_path):
    path = tmp_path / "file.mat"
    flags = struct.pack(">IIII", UINT32, 8, DOUBLE, 0)
    shape, name = struct.pack(">IIii", INT32, 8, 1, 3), struct.pack(">HHcxxx", 1, INT8, b"w")
    values = struct.pack(">II3d", FLOAT64, 24, 1, 2, 3)
    inside = flags + shape + name + values
    path.write_bytes(HEAD[:124] + b"\x01\x00MI" + struct.pack(">II", MATRIX, len(inside)) + inside)
    check_elements(path)
    assert scipy.io.loadmat(path)["w"].tolist() == [[1, 2, 3]]
