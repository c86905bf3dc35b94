"""Writing a file so that it is either there, whole and checked, or as it was before."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..core.errors import OutputError
from ..core.unfinished import new_file, remove_abandoned

_ELSEWHERE = "Save it to another place."

#: What the system reports, as a sentence about the target (``{path}``) and a remedy.
_SENTENCES = {
    errno.ENOSPC: (
        "There is no space left for {path}.",
        "Free some space, or save it to another place.",
    ),
    errno.EFBIG: (
        "The drive of {path} cannot hold a file this large.",
        "Save it to a drive without that limit.",
    ),
    errno.EACCES: ("You are not allowed to write {path}.", _ELSEWHERE),
    errno.EROFS: ("{path} lies on a drive that cannot be written to.", _ELSEWHERE),
    errno.ENOENT: ("The folder of {path} does not exist.", _ELSEWHERE),
    errno.ENOTDIR: ("The folder of {path} is a file, not a folder.", _ELSEWHERE),
    errno.EISDIR: ("{path} is a folder.", "Choose the name of a file."),
    errno.ENAMETOOLONG: ("The name {path} is too long.", "Choose a shorter one."),
    errno.EIO: ("The drive of {path} reports a fault.", _ELSEWHERE),
}
_SENTENCES[errno.EPERM] = _SENTENCES[errno.EACCES]
_SENTENCES[getattr(errno, "EDQUOT", errno.ENOSPC)] = _SENTENCES[errno.ENOSPC]

#: Windows' codes for "used by another process", a locked region, and "access denied"; the last is
#: what it says when a file to be replaced is open.
_SHARING, _LOCK, _DENIED = 32, 33, 5


def output_error(path: Path, error: OSError) -> OutputError:
    """Give the sentence for a failure to write `path`."""
    if getattr(error, "winerror", None) in (_SHARING, _LOCK):
        return _locked(path)
    unknown = (f"{path} could not be written: {error.strerror or error}.", _ELSEWHERE)
    what, remedy = _SENTENCES.get(error.errno or 0, unknown)
    return OutputError(what.format(path=path), remedy)


def _locked(path: Path) -> OutputError:
    return OutputError(
        f"{path} is in use by another program.", "Close it there, or save to another name."
    )


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Write a temporary file that takes the place of `path` when all went well.

    The body writes and closes the file whose path it is given, and raises if what it reads back
    is not what it wrote. Until the body has ended, and if it fails or is cancelled, `path` stays
    what it was and nothing is left beside it. What a killed process left there is cleared away.

    Parameters
    ----------
    path : path-like
        Where the file is to be; a link is followed.

    Yields
    ------
    Path
        A new, empty file in the same folder.

    Raises
    ------
    OutputError
        If the system refuses: no space, no permission, no folder, the old file in use.
    """
    target = Path(os.path.realpath(path))
    temporary = _begin(target)
    try:
        yield temporary
        sync(temporary)
        _replace(temporary, target)
    except OSError as error:
        raise output_error(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def try_place(path: str | os.PathLike[str]) -> None:
    """Find out whether a file can be written there, before the work that it is to hold.

    Parameters
    ----------
    path : path-like
        Where the file is to be; nothing is left there.

    Raises
    ------
    OutputError
        If the system refuses, as :func:`replacing` would raise it.
    """
    _begin(Path(os.path.realpath(path))).unlink()


def _begin(target: Path) -> Path:
    """Make the file that is to take the place of `target`, or say why that cannot be."""
    try:
        _refuse_unwritable(target)
        remove_abandoned(target.parent)
        return new_file(target.parent)
    except OSError as error:
        raise output_error(target, error) from error


def sync(path: Path) -> None:
    """Wait until the system has put the file on its drive."""
    with open(path, "r+b", buffering=0) as file:
        os.fsync(file.fileno())


def _refuse_unwritable(target: Path) -> None:
    """Raise for a folder, and for a file that its owner protected: replacing would ignore that."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _replace(temporary: Path, target: Path) -> None:
    with contextlib.suppress(OSError):
        os.chmod(temporary, target.stat().st_mode)
    try:
        os.replace(temporary, target)
    except PermissionError as error:
        # The folder let us create a file, so it is the old one that cannot go.
        if getattr(error, "winerror", None) == _DENIED:
            raise _locked(target) from error
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; systems that cannot do this for a folder are left alone."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class GuardedFile(io.RawIOBase):
    """A file for the HDF5 library to write to, which never tells it of a failure.

    The library crashes the process, some time later, when a write has failed. So the first
    failure is kept, what follows is dropped, and whoever writes asks by :meth:`check`.

    Parameters
    ----------
    path : Path
        An existing file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = open(path, "r+b", buffering=0)  # noqa: SIM115 - closed by close()
        self._failure: OSError | None = None

    def check(self) -> None:
        """Raise the first failure, if there was one."""
        if self._failure is not None:
            raise self._failure

    def write(self, data: Any) -> int:
        """Write all of `data`, or remember why not."""
        view = memoryview(data).cast("B")
        try:
            done = 0
            while done < len(view) and self._failure is None:
                done += self._file.write(view[done:])
        except OSError as error:
            self._failure = error
        return len(view)

    def truncate(self, size: int | None = None) -> int:
        """Set the size, or remember why not."""
        try:
            if self._failure is None:
                self._file.truncate(size)
        except OSError as error:
            self._failure = error
        return size or 0

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` from the file; what was dropped reads as zeros."""
        view = memoryview(buffer).cast("B")
        count = self._file.readinto(view)
        if self._failure is not None:
            view[count:] = bytes(len(view) - count)
            return len(view)
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Tell the place in the file."""
        return self._file.tell()

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._file.close()
        super().close()
