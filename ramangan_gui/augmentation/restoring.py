"""Taking a stored model apart again, trusting nothing in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ..core.augmented_set import StoredModel
from ..core.errors import InputError
from .nearest import most_shared

#: No model of ours holds more numbers than this; a file that claims so is damaged or hostile.
MAX_NUMBERS = 200_000_000


def stored_integer(stored: StoredModel, name: str, low: int, high: int) -> int:
    """Give a whole number from the configuration.

    Raises
    ------
    InputError
        If it is missing, no whole number, or out of bounds.
    """
    value = stored.config.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError(f"{_which(stored)}: {name} is {value!r}, not from {low} to {high}.")
    return value


def stored_finite(stored: StoredModel, name: str) -> float:
    """Give a finite number from the configuration; raises as :func:`stored_integer`."""
    value = stored.config.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{_which(stored)}: {name} is {value!r}, not a number.")
    if not math.isfinite(value):
        raise InputError(f"{_which(stored)}: {name} is {value!r}, not finite.")
    return float(value)


def stored_number(stored: StoredModel, name: str) -> float:
    """Give a positive finite number from the configuration; raises as :func:`stored_integer`."""
    value = stored_finite(stored, name)
    if value <= 0:
        raise InputError(f"{_which(stored)}: {name} is {value!r}, not positive and finite.")
    return value


def stored_balance(stored: StoredModel, n_spectra: int, n_scores: int) -> tuple[float, int]:
    """Give what noise is balanced against; raises as :func:`stored_integer`.

    Parameters
    ----------
    stored : StoredModel
        The model.
    n_spectra, n_scores : int
        Sizes of what it was trained on.

    Returns
    -------
    balance : float
        Part of the noise of the mean, 0 to 1.
    n_balanced : int
        Leading scores; none in models stored before there were any.
    """
    value = stored.config.get("balance")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError(f"{_which(stored)}: balance is {value!r}, not from 0 to 1.")
    if "n_balanced" not in stored.config:
        return float(value), 0
    most = min(n_scores, most_shared(n_spectra))
    return float(value), stored_integer(stored, "n_balanced", 0, most)


def stored_tensors(
    stored: StoredModel, shapes: Mapping[str, tuple[int, ...]], kind: DTypeLike
) -> dict[str, NDArray[Any]]:
    """Give named tensors of exact shapes and type.

    Parameters
    ----------
    stored : StoredModel
        The model.
    shapes : mapping of str to tuple of int
        Names wanted and their shapes.
    kind : dtype
        Type they must have.

    Raises
    ------
    InputError
        If one is missing, has another shape or type, or holds values that are not finite.
    """
    if sum(math.prod(shape) for shape in shapes.values()) > MAX_NUMBERS:
        raise InputError(f"{_which(stored)} claims to be impossibly large.")
    taken = {}
    for name, shape in shapes.items():
        tensor = stored.tensors.get(name)
        if tensor is None:
            raise InputError(f"{_which(stored)}: {name} is missing.")
        if tensor.shape != shape or tensor.dtype != np.dtype(kind):
            raise InputError(
                f"{_which(stored)}: {name} is {tensor.dtype} of shape {tensor.shape}, "
                f"not {np.dtype(kind)} of shape {shape}."
            )
        if not np.isfinite(tensor).all():
            raise InputError(f"{_which(stored)}: {name} holds values that are not finite.")
        taken[name] = np.array(tensor)
    return taken


def refuse_others(stored: StoredModel, known: set[str]) -> None:
    """Refuse tensors that nobody asked for."""
    others = sorted(set(stored.tensors) - known)
    if others:
        raise InputError(f"{_which(stored)} holds unknown parts: {', '.join(others[:5])}.")


def _which(stored: StoredModel) -> str:
    return f"The stored model of {stored.label or 'a substance'}, fold {stored.fold},"
