"""Memory in large pieces: kept where it is soon wanted again, asked for before it is needed."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

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


#: Bytes that are asked for at once, and from how many on it is worth a thread.
_PIECE, _LARGE = 16 << 20, 64 << 20


class Provided:
    """A large array of float32 whose memory the system provides while others calculate.

    The first touch of new memory takes as long as much of the work on it. A thread touches it, some
    rows ahead of who fills them; :meth:`rows` waits for it where it must.

    Parameters
    ----------
    n_rows, n_columns : int
        Shape of the array.
    """

    def __init__(self, n_rows: int, n_columns: int) -> None:
        self.array: NDArray[np.float32] = np.empty((n_rows, n_columns), np.float32)
        self._step = max(_PIECE // max(4 * n_columns, 1), 1)
        self._pool: ThreadPoolExecutor | None = None
        self._touched: list[Future[None]] = []
        if self.array.nbytes >= _LARGE:
            self._pool = ThreadPoolExecutor(1, "memory")
            starts = range(0, n_rows, self._step)
            self._touched = [self._pool.submit(self._touch, start) for start in starts]

    def _touch(self, start: int) -> None:
        self.array[start : start + self._step] = 0.0

    def rows(self, begin: int, end: int) -> NDArray[np.float32]:
        """Give rows to fill."""
        for future in self._touched[begin // self._step : -(-end // self._step)]:
            future.result()
        return self.array[begin:end]

    def close(self) -> None:
        """Touch no more."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
