"""Training state on disk, against a crash: safetensors and JSON, replaced atomically."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ...core.unfinished import new_file, remove_abandoned

_MAX_BYTES = 2_000_000_000


class FileCheckpoints:
    """Keeps the last training state of one model in one file.

    Parameters
    ----------
    folder : path
        Where the file lies; made if need be.
    name : str
        Tells models apart; any text, such as ``"lactose-0"``.
    """

    def __init__(self, folder: Path | str, name: str) -> None:
        safe = "".join(c if c.isalnum() or c in "-_" else f"%{ord(c):x}" for c in name)
        self._path = Path(folder) / f"{safe}.safetensors"

    def load(self) -> dict[str, Any] | None:
        """Give the last state; ``None`` if there is none or it cannot be read.

        A damaged file is not an error: training starts afresh.
        """
        from safetensors import SafetensorError, safe_open

        try:
            if self._path.stat().st_size > _MAX_BYTES:
                return None
            with safe_open(self._path, framework="numpy") as file:
                state = json.loads((file.metadata() or {})["values"])
                # Copies: the arrays must outlive the mapped file and be writable.
                state |= {name: np.array(file.get_tensor(name)) for name in file.keys()}  # noqa: SIM118
        except (OSError, SafetensorError, KeyError, ValueError, TypeError):
            return None
        return state if isinstance(state, dict) else None

    def save(self, state: Mapping[str, Any]) -> None:
        """Replace the last state by `state`: JSON values and arrays by name."""
        from safetensors.numpy import save

        arrays = {k: np.ascontiguousarray(v) for k, v in state.items() if _is_array(v)}
        values = {k: v for k, v in state.items() if not _is_array(v)}
        body = save(arrays, metadata={"values": json.dumps(values)})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(self._path.parent)
        temporary = new_file(self._path.parent)
        try:
            with open(temporary, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self._path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise

    def discard(self) -> None:
        """Forget the state, once the model is safe elsewhere."""
        self._path.unlink(missing_ok=True)


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray)
