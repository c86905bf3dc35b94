"""Errors that a spectroscopist can read: what is wrong, where, and what to do.

The domain raises these; only the workspace turns one into a dialog and only the command line
turns one into an exit code.
"""

from __future__ import annotations

import errno

#: How libraries and systems say that memory is short, where they raise no ``MemoryError``.
_SHORT = (
    "cannot allocate memory",
    "can't allocate memory",
    "not enough memory",
    "failed to map segment",
    "paging file is too small",
    "out of memory",
)

#: Bytes that any work here needs, and that a process with memory left always gets.
_LITTLE = 16 << 20


class RamanGanError(Exception):
    """Something the user can act on.

    Parameters
    ----------
    what : str
        What is wrong, and where, as one sentence.
    remedy : str, optional
        What to do about it, as one sentence.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class ParameterError(RamanGanError):
    """A parameter has a value that it cannot take."""


class InputError(RamanGanError):
    """A file cannot be read as spectra."""


class SpectraError(RamanGanError):
    """Spectra are not fit for the operation asked of them."""


class TrainingError(RamanGanError):
    """A generator could not be trained, or its training went astray."""


class OutputError(RamanGanError):
    """A result could not be written, or did not survive being read back."""


class Cancelled(RamanGanError):
    """The user stopped the work; nothing is wrong."""

    def __init__(self, what: str = "Cancelled.", remedy: str = "") -> None:
        super().__init__(what, remedy)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that memory was short, whatever its type."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return True
    words = str(error).lower()
    if isinstance(error, OSError | ImportError | RuntimeError) and any(s in words for s in _SHORT):
        return True
    # Without memory even a compiler of code raises anything, such as "field ... is required".
    return not isinstance(error, RamanGanError) and _memory_is_short()


def _memory_is_short() -> bool:
    """Whether this process cannot get even a little memory now."""
    try:
        bytearray(_LITTLE)
    except MemoryError:
        return True
    return False
