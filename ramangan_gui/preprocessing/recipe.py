"""The recipe: the ordered steps with their parameters, applied as one pure function."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from ..core.errors import ParameterError
from ..core.params import Value
from ..core.spectra import Spectra
from .axis import AXIS_METHODS, Axis
from .base import Step, checked_values
from .baseline import BASELINE_METHODS
from .baseline_method import BaselineMethod, subtracted
from .normalisation import NORMALISATION_METHODS, NormalisationMethod, Vector
from .penalised import AirPLS
from .smoothing import SMOOTHING_METHODS, NoSmoothing, SmoothingMethod
from .spikes import SPIKE_METHODS, NoSpikeRemoval, SpikeMethod

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


@dataclass(frozen=True, eq=False)
class Trace:
    """What a recipe does to spectra, for a plot.

    Parameters
    ----------
    before : Spectra
        Spectra after range, spikes and smoothing: what the baseline is drawn under.
    baseline : ndarray of float64, shape (n_spectra, n_points)
        The baselines, in the units of `before`.
    corrected : Spectra
        The result, as :meth:`Recipe.apply` gives it.
    converged : ndarray of bool, shape (n_spectra,)
        Whether each baseline settled.
    cropped : Spectra
        Spectra after the range alone.
    spikes : ndarray of bool, shape (n_spectra, n_points), optional
        Points of `cropped` that were removed as spikes; only for a preview, and where the recipe
        looks for any.
    """

    before: Spectra
    baseline: NDArray[np.float64]
    corrected: Spectra
    converged: NDArray[np.bool_]
    cropped: Spectra
    spikes: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Recipe:
    """One method with its parameters for each step, in this order.

    The defaults serve Raman spectra of biological and pharmaceutical samples: broad fluorescence
    below narrow bands. Steps act on one spectrum alone.

    Parameters
    ----------
    axis : Axis
        Range and points.
    spikes : SpikeMethod
        Removal of cosmic-ray spikes.
    smoothing : SmoothingMethod
        Smoothing.
    baseline : BaselineMethod
        Baseline correction.
    normalisation : NormalisationMethod
        Normalisation.

    Raises
    ------
    ParameterError
        If a step is not one of its table.
    """

    axis: Axis = field(default_factory=Axis)
    spikes: SpikeMethod = field(default_factory=NoSpikeRemoval)
    smoothing: SmoothingMethod = field(default_factory=NoSmoothing)
    baseline: BaselineMethod = field(default_factory=AirPLS)
    normalisation: NormalisationMethod = field(default_factory=Vector)

    def __post_init__(self) -> None:
        for name, table in STEPS.items():
            if type(getattr(self, name)) not in table.values():
                raise ParameterError(f"{getattr(self, name)!r} is not a method of step {name}.")

    def step(self, name: str) -> Step:
        """Give the step called `name`.

        Raises
        ------
        ParameterError
            If there is none; the message lists those there are.
        """
        _table(name)
        return cast(Step, getattr(self, name))

    def with_step(self, name: str, step: Step) -> Self:
        """Give a copy with another method or parameters for the step called `name`.

        Raises
        ------
        ParameterError
            If there is no such step, or `step` is not one of its methods.
        """
        _table(name)
        return replace(self, **{name: step})  # type: ignore[arg-type]

    def with_value(self, path: str, value: Any) -> Self:
        """Give a copy with one value changed, named as on the command line.

        Parameters
        ----------
        path : str
            Such as ``baseline.lam``, or ``baseline.method`` for another method, which brings its
            own defaults.
        value : object
            The value; text is parsed.

        Raises
        ------
        ParameterError
            If there is no such step, method or parameter, or the value is not allowed.
        """
        name, _, parameter = path.partition(".")
        step = self.step(name)
        if parameter == "method":
            method = _method(name, value)
            return self if method is type(step) else self.with_step(name, method().after(step))
        if not parameter:
            raise ParameterError(
                f"{path} names a step but no parameter.", f"Write for example {path}.method."
            )
        if not step.specs():
            raise ParameterError(
                f"{name}.{parameter} cannot be set: the method {step.method!r} of {name} has no "
                "parameters."
            )
        return self.with_step(name, step.with_value(parameter, value))

    @property
    def quantity(self) -> str:
        """What the intensities are after the recipe, for axis titles and files."""
        return self.normalisation.quantity

    def apply(self, spectra: Spectra) -> Spectra:
        """Give the corrected spectra; `spectra` is left as it is.

        Raises
        ------
        SpectraError
            If a spectrum cannot be corrected; the message names it.
        """
        return self.trace(spectra).corrected

    def trace(self, spectra: Spectra, preview: bool = False) -> Trace:
        """Apply the recipe and keep what lies between, for a plot.

        Parameters
        ----------
        spectra : Spectra
            What it is applied to.
        preview : bool
            Whether the result is only looked at; it may then differ in its last digits.

        Raises
        ------
        SpectraError
            As :meth:`apply`.
        """
        cropped = self.axis.apply(spectra)
        spikes = None
        if preview and not isinstance(self.spikes, NoSpikeRemoval):
            spikes = self.spikes.find(cropped)
        before = self.smoothing.apply(self.spikes.apply(cropped))
        values = checked_values(before)
        fit = self.baseline.preview if preview else self.baseline.fit
        baseline, converged = fit(before, values)
        left = before.with_intensities(subtracted(values, baseline))
        after = self.normalisation.apply(left)
        return Trace(before, baseline, after, converged, cropped, spikes)

    def to_dict(self) -> dict[str, dict[str, Value]]:
        """Give method and values of every step, by the names of the command line."""
        steps = {name: self.step(name) for name in STEPS}
        return {name: {"method": step.method, **step.to_dict()} for name, step in steps.items()}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave; steps and values left out take their defaults.

        Raises
        ------
        ParameterError
            If a step, method, parameter or value is unknown or not allowed.
        """
        recipe = cls()
        for name, values in stored.items():
            _table(name)
            if not isinstance(values, Mapping):
                raise ParameterError(
                    f"The step {name} must be a table of parameters; got {values!r}."
                )
            rest = {str(key): value for key, value in values.items()}
            method = _method(name, rest.pop("method", recipe.step(name).method))
            recipe = recipe.with_step(name, method.from_dict(rest))
        return recipe

    def to_json(self) -> str:
        """Give the recipe as the text of a recipe file."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the text of a recipe file.

        Raises
        ------
        ParameterError
            If it is not JSON, or not a recipe.
        """
        try:
            stored = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ParameterError(f"This is not a recipe file: {error}.") from None
        if not isinstance(stored, dict):
            raise ParameterError("This is not a recipe file: it must hold one table of steps.")
        return cls.from_dict(stored)


def _table(name: str) -> Mapping[str, type[Step]]:
    if name not in STEPS:
        raise ParameterError(f"There is no step {name!r}; there are: {', '.join(STEPS)}.")
    return STEPS[name]


def _method(name: str, method: Any) -> type[Step]:
    table = _table(name)
    found = table.get(method.strip()) if isinstance(method, str) else None
    if found is None:
        raise ParameterError(
            f"There is no method {method!r} for {name}; there are: {', '.join(table)}."
        )
    return found
