"""The steps of a recipe in their order, and the methods of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import ParameterError
from .axis import AXIS_METHODS
from .base import Step
from .baseline import BASELINE_METHODS
from .normalisation import NORMALISATION_METHODS
from .smoothing import SMOOTHING_METHODS
from .spikes import SPIKE_METHODS

#: The steps in their order, each with the table of its methods.
STEPS: Mapping[str, Mapping[str, type[Step]]] = {
    "axis": AXIS_METHODS,
    "spikes": SPIKE_METHODS,
    "smoothing": SMOOTHING_METHODS,
    "baseline": BASELINE_METHODS,
    "normalisation": NORMALISATION_METHODS,
}

#: Names of the steps on screen.
STEP_TITLES: Mapping[str, str] = {
    "axis": "Range",
    "spikes": "Spikes",
    "smoothing": "Smoothing",
    "baseline": "Baseline",
    "normalisation": "Normalisation",
}


def table_of(name: str) -> Mapping[str, type[Step]]:
    """Give the methods of the step called `name`.

    Raises
    ------
    ParameterError
        If there is none; the message lists those there are.
    """
    if name not in STEPS:
        raise ParameterError(f"There is no step {name!r}; there are: {', '.join(STEPS)}.")
    return STEPS[name]


def method_of(name: str, method: Any) -> type[Step]:
    """Give the method of the step called `name` that is called `method`.

    Raises
    ------
    ParameterError
        If there is none; the message lists those there are.
    """
    table = table_of(name)
    found = table.get(method.strip()) if isinstance(method, str) else None
    if found is None:
        raise ParameterError(
            f"There is no method {method!r} for {name}; there are: {', '.join(table)}."
        )
    return found
