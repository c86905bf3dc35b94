"""One array as NumPy stores it, checked before it is loaded, never with Python objects in it."""

from __future__ import annotations

from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import check_size

MAGIC = npy.MAGIC_PREFIX


def read_array(stream: IO[bytes], name: str, stored: int, unpacked: int) -> NDArray[Any]:
    """Read one array after checking what its header claims.

    Parameters
    ----------
    stream : file
        At its beginning.
    name : str
        What to call it, such as ``array x``.
    stored, unpacked : int
        Bytes that it takes in the file, and when unpacked.

    Raises
    ------
    InputError
        If it is too large, cut off, or holds objects.
    """
    version = npy.read_magic(stream)
    read_header = {
        (1, 0): npy.read_array_header_1_0,
        (2, 0): npy.read_array_header_2_0,
    }.get(version)
    if read_header is None:
        raise InputError(f"Its {name} is in a version of the NumPy format that is unknown.")
    shape, by_column, dtype = read_header(stream)
    if dtype.hasobject:
        raise InputError(
            f"Its {name} holds Python objects, which are never loaded.",
            "Save it as an array of plain text: numpy.asarray(labels, str).",
        )
    if dtype.itemsize == 0 or any(n < 0 for n in shape):
        return np.empty(0, dtype)
    n_values = 1
    for n in shape:
        n_values *= n
    n_bytes = n_values * dtype.itemsize
    check_size(name, n_values, n_bytes, stored)
    if n_bytes > unpacked:
        raise InputError(f"Its {name} is cut off.")
    data = stream.read(n_bytes)
    if len(data) != n_bytes:
        raise InputError(f"Its {name} is cut off.")
    flat = np.frombuffer(data, dtype)
    return flat.reshape(shape[::-1]).T if by_column else flat.reshape(shape)
