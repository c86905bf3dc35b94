"""Messages between our own two processes: pickles, and large arrays in shared memory."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Arrays smaller than this travel inside the pickle.
_SHARE_FROM = 64 * 1024

#: Size of the block of shared memory through which larger arrays pass, piece by piece. It is small,
#: because giving it back, and memory that the system lacks, would keep the window waiting.
_BLOCK = 16 << 20


def send(pipe: Connection, message: tuple[str, Any]) -> None:
    """Send a pickle, with large buffers through a block of shared memory beside it.

    While it is sent the pipe carries no other message, either way.

    Parameters
    ----------
    pipe : Connection
        Our end of the pipe.
    message : tuple of str and object
        What it is, and what it says.
    """
    buffers: list[pickle.PickleBuffer] = []

    def keep_inside(buffer: pickle.PickleBuffer) -> bool:
        if buffer.raw().nbytes < _SHARE_FROM:
            return True
        buffers.append(buffer)
        return False

    body = pickle.dumps(message, protocol=5, buffer_callback=keep_inside)
    sources = [np.frombuffer(buffer.raw(), np.uint8) for buffer in buffers]
    sizes = [source.size for source in sources]
    if not sources:
        pipe.send_bytes(pickle.dumps((None, (), body)))
        return
    with contextlib.ExitStack() as stack:
        try:
            block = stack.enter_context(_shared(size=min(_BLOCK, max(sizes))))
        except OSError:
            # Some systems let nobody share memory: through the pipe it is slower, and as good.
            pipe.send_bytes(pickle.dumps((None, (), pickle.dumps(message, protocol=5))))
            return
        pipe.send_bytes(pickle.dumps((block.name, sizes, body)))
        for source in sources:
            for piece in _pieces(source):
                np.copyto(_memory(block, piece.size), piece)
                pipe.send_bytes(b"filled")
                pipe.recv_bytes()  # the other side has copied it


def take(pipe: Connection) -> tuple[str, Any]:
    """Wait for a message and give it.

    Parameters
    ----------
    pipe : Connection
        Our end of the pipe.
    """
    name, sizes, body = pickle.loads(pipe.recv_bytes())
    targets = [np.empty(size, np.uint8) for size in sizes]
    if name is not None:
        with _shared(name) as block:
            for target in targets:
                for piece in _pieces(target):
                    pipe.recv_bytes()
                    np.copyto(piece, _memory(block, piece.size))
                    pipe.send_bytes(b"copied")
    return pickle.loads(body, buffers=targets)  # type: ignore[no-any-return]


def _pieces(values: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    return (values[at : at + _BLOCK] for at in range(0, values.size, _BLOCK))


def _memory(block: SharedMemory, size: int) -> NDArray[np.uint8]:
    """Give the beginning of a block as an array: copying arrays lets other threads go on."""
    assert block.buf is not None
    return np.frombuffer(block.buf, np.uint8, size)


@contextlib.contextmanager
def _shared(name: str | None = None, size: int = 0) -> Iterator[SharedMemory]:
    """Give a block of shared memory: the one of that name, or a new one that is then removed."""
    block = SharedMemory(name, create=name is None, size=size)
    try:
        yield block
    finally:
        block.close()
        if name is None:
            with contextlib.suppress(FileNotFoundError):
                block.unlink()
