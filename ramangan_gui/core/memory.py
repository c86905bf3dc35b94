"""Keeps memory that a process frees and soon wants again."""

from __future__ import annotations

import contextlib
import ctypes
import sys

#: Options of ``mallopt`` and what they are set to: blocks up to the first size are taken from the
#: heap, which is given back to the system only beyond the second and grows by the third, in bytes.
_OPTIONS = ((-3, 32 << 20), (-1, 512 << 20), (-2, 16 << 20))


def keep_freed_memory() -> bool:
    """Have the C library keep what is freed; say whether it does.

    For a process that answers many questions a second with arrays of some megabytes: given back to
    the system and taken again each time, their pages take as long as the work itself. Known to the
    C library of GNU; elsewhere nothing is changed.
    """
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, AttributeError):
        set_option = ctypes.CDLL(None).mallopt
        return all(set_option(option, size) == 1 for option, size in _OPTIONS)
    return False
