"""The recipe: the ordered steps with their parameters, applied as one pure function."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from ..core.errors import ParameterError
from ..core.params import Value
from ..core.spectra import Spectra
from .axis import Axis
from .base import Step, checked_values
from .baseline_method import BaselineMethod, subtracted
from .normalisation import NormalisationMethod, Vector
from .own_baseline import OWN, fit_by_class, own_notes, read_path
from .penalised import AirPLS
from .smoothing import NoSmoothing, SmoothingMethod
from .spikes import NoSpikeRemoval, SpikeMethod
from .steps import STEPS, method_of, table_of


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


def joined(parts: Sequence[Trace]) -> Trace:
    """Put traces of one recipe together, spectrum after spectrum.

    Parameters
    ----------
    parts : sequence of Trace
        At least one.
    """
    if len(parts) == 1:
        return parts[0]
    spikes = [part.spikes for part in parts if part.spikes is not None]
    return Trace(
        Spectra.concatenate(part.before for part in parts),
        np.concatenate([part.baseline for part in parts]),
        Spectra.concatenate(part.corrected for part in parts),
        np.concatenate([part.converged for part in parts]),
        Spectra.concatenate(part.cropped for part in parts),
        np.concatenate(spikes) if spikes else None,
    )


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
    own : mapping of str to BaselineMethod, optional
        Baseline correction of classes that do not share the common one.

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
    own: Mapping[str, BaselineMethod] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", dict(sorted(self.own.items())))
        steps = [(name, getattr(self, name)) for name in STEPS]
        for name, step in (*steps, *(("baseline", step) for step in self.own.values())):
            if type(step) not in STEPS[name].values():
                raise ParameterError(f"{step!r} is not a method of step {name}.")

    def baseline_of(self, label: str) -> BaselineMethod:
        """Give the baseline correction of a class."""
        return self.own.get(label, self.baseline)

    def for_class(self, label: str) -> Self:
        """Give the recipe of one class as if there were no others."""
        return replace(self, baseline=self.baseline_of(label), own={})

    def with_own(self, label: str, step: BaselineMethod | None) -> Self:
        """Give a copy with another baseline for one class; ``None`` for the common one again."""
        rest = {name: own for name, own in self.own.items() if name != label}
        return replace(self, own=rest if step is None else {**rest, label: step})

    def with_copy(self, source: str, target: str) -> Self:
        """Give a copy in which the class `target` has the baseline settings of `source`."""
        return self.with_own(target, self.own.get(source))

    def step(self, name: str) -> Step:
        """Give the step called `name`.

        Raises
        ------
        ParameterError
            If there is none; the message lists those there are.
        """
        table_of(name)
        return cast(Step, getattr(self, name))

    def with_step(self, name: str, step: Step) -> Self:
        """Give a copy with another method or parameters for the step called `name`.

        Raises
        ------
        ParameterError
            If there is no such step, or `step` is not one of its methods.
        """
        table_of(name)
        return replace(self, **{name: step})  # type: ignore[arg-type]

    def with_value(self, path: str, value: Any) -> Self:
        """Give a copy with one value changed, named as on the command line.

        Parameters
        ----------
        path : str
            Such as ``baseline.lam``, or ``baseline.method`` for another method, which brings its
            own defaults; ``baseline[CLASS].lam`` for one class alone.
        value : object
            The value; text is parsed.

        Raises
        ------
        ParameterError
            If there is no such step, method or parameter, or the value is not allowed.
        """
        label, path = read_path(path)
        if label is not None:
            one = self.for_class(label).with_value(path, value)
            return self.with_own(label, one.baseline)
        name, _, parameter = path.partition(".")
        step = self.step(name)
        if parameter == "method":
            method = method_of(name, value)
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
        baseline, converged = fit_by_class(self.baseline, self.own, before, values, preview)
        left = before.with_intensities(subtracted(values, baseline))
        after = self.normalisation.apply(left)
        return Trace(before, baseline, after, converged, cropped, spikes)

    def notes(self, classes: Iterable[str]) -> tuple[str, ...]:
        """Say what who uses the result has to know, for a set of these classes."""
        return own_notes(self.baseline, self.own, classes)

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Give method and values of every step, by the names of the command line.

        Classes with a baseline of their own stand under :data:`OWN`, where there are any.
        """
        steps: dict[str, dict[str, Any]] = {}
        for name in STEPS:
            steps[name] = _values(self.step(name))
            if name == "baseline" and self.own:
                steps[OWN] = {label: _values(step) for label, step in self.own.items()}
        return steps

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
            if name != OWN:
                table_of(name)
                recipe = recipe.with_step(name, recipe._read(name, values))
        for label, values in _mapping(OWN, stored.get(OWN, {})).items():
            step = cast(BaselineMethod, recipe._read("baseline", values))
            recipe = recipe.with_own(label, step)
        return recipe

    def _read(self, name: str, values: Any) -> Step:
        """Build a step from stored values; its method is the present one where none is named."""
        rest = _mapping(name, values)
        return method_of(name, rest.pop("method", self.step(name).method)).from_dict(rest)

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


def _values(step: Step) -> dict[str, Value]:
    return {"method": step.method, **step.to_dict()}


def _mapping(name: str, values: Any) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise ParameterError(f"The step {name} must be a table of parameters; got {values!r}.")
    return {str(key): value for key, value in values.items()}
