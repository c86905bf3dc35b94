"""Parameters declared once.

A parameter's label, unit, bounds, default and tooltip stand beside its name in a frozen
dataclass. The form in the window, the ``--set`` option, the validation, the recipe file and the
HDF5 record are all read off that declaration.
"""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from .errors import ParameterError

Value = float | int | bool | str | None

_TRUE, _FALSE = ("true", "1", "yes", "on"), ("false", "0", "no", "off")
_WORDS = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)


@dataclass(frozen=True)
class ParamSpec:
    """Everything known about one parameter.

    Parameters
    ----------
    name : str
        Name in code, files and on the command line.
    kind : type
        ``float``, ``int``, ``bool`` or ``str``.
    default : Value
        Default value.
    label : str
        Name on screen.
    unit : str
        Unit on screen, may be empty.
    tooltip : str
        What changing it does.
    bounds : tuple of float, optional
        Smallest and largest value, both allowed.
    choices : dict, optional
        Allowed values and their names on screen.
    log : bool
        Whether a slider moves through decades.
    optional : bool
        Whether ``None`` is allowed, and what it means is in `none_label`.
    none_label : str
        Name on screen for ``None``.
    advanced : bool
        Whether it is hidden until asked for.
    """

    name: str
    kind: type
    default: Value
    label: str
    unit: str = ""
    tooltip: str = ""
    bounds: tuple[float, float] | None = None
    choices: Mapping[str, str] | None = None
    log: bool = False
    optional: bool = False
    none_label: str = "automatic"
    advanced: bool = False

    def check(self, value: Any, where: str) -> Value:
        """Return `value` in the right type, or raise.

        Parameters
        ----------
        value : object
            The value offered.
        where : str
            Prefix of the parameter's name in messages, such as ``"baseline"``.

        Raises
        ------
        ParameterError
            If the value is of the wrong kind, out of bounds or not among the choices.
        """
        if value is None and self.optional:
            return None
        try:
            converted = self._convert(value)
        except (TypeError, ValueError, OverflowError):
            raise ParameterError(self._refusal(value, where)) from None
        if self.choices is not None and converted not in self.choices:
            raise ParameterError(self._refusal(value, where))
        if self.bounds is not None and not self.bounds[0] <= float(converted) <= self.bounds[1]:
            raise ParameterError(self._refusal(value, where))
        return converted  # type: ignore[no-any-return]

    def parse(self, text: str, where: str) -> Value:
        """Read a value from the command line or a form.

        Parameters
        ----------
        text : str
            The value as typed.
        where : str
            Prefix of the parameter's name in messages.

        Raises
        ------
        ParameterError
            As :meth:`check`.
        """
        text = text.strip()
        if self.optional and text.lower() in {"", "none", "auto", "automatic"}:
            return None
        return self.check(text, where)

    def _convert(self, value: Any) -> Any:
        if self.kind is bool:
            if isinstance(value, str):
                if value.lower() not in _WORDS:
                    raise ValueError(value)
                return _WORDS[value.lower()]
            if value in (0, 1):
                return bool(value)
            raise ValueError(value)
        if self.kind is int:
            number = float(value)
            if not number.is_integer():
                raise ValueError(value)
            return int(number)
        if self.kind is float:
            number = float(value)
            if math.isnan(number):
                raise ValueError(value)
            return number
        if not isinstance(value, str):
            raise ValueError(value)
        return value

    def _refusal(self, value: Any, where: str) -> str:
        unit = f" {self.unit}" if self.unit else ""
        if self.choices is not None:
            allowed = "one of " + ", ".join(self.choices)
        elif self.kind is bool:
            allowed = "true or false"
        elif self.bounds is not None:
            noun = "a whole number" if self.kind is int else "a number"
            allowed = f"{noun} from {self.bounds[0]:g} to {self.bounds[1]:g}{unit}"
        else:
            allowed = {int: "a whole number", float: "a number"}.get(self.kind, "text") + unit
        none = f', or "auto" for {self.none_label}' if self.optional else ""
        name = f"{where}.{self.name}" if where else self.name
        return f"{self.label} ({name}) must be {allowed}{none}; got {value!r}."


def param(
    default: Any,
    label: str,
    *,
    unit: str = "",
    bounds: tuple[float, float] | None = None,
    choices: Mapping[str, str] | None = None,
    log: bool = False,
    tooltip: str = "",
    none_label: str = "automatic",
    advanced: bool = False,
) -> Any:
    """Declare a parameter of a :class:`Parameters` class; see :class:`ParamSpec` for the words."""
    facts = {
        "label": label,
        "unit": unit,
        "bounds": bounds,
        "choices": choices,
        "log": log,
        "tooltip": tooltip,
        "none_label": none_label,
        "advanced": advanced,
    }
    return dataclasses.field(default=default, metadata={"param": facts})


@dataclass(frozen=True)
class Parameters:
    """Base of all parameter sets: frozen, validated on construction.

    Subclasses are frozen dataclasses whose fields are made by :func:`param`.
    """

    def __post_init__(self) -> None:
        for spec in self.specs():
            value = spec.check(getattr(self, spec.name), self.where())
            object.__setattr__(self, spec.name, value)

    @classmethod
    def where(cls) -> str:
        """Prefix of this set's parameters on the command line, such as ``"baseline"``."""
        return getattr(cls, "prefix", "")

    @classmethod
    def specs(cls) -> tuple[ParamSpec, ...]:
        """Give the declaration of every parameter, in order."""
        return _specs(cls)

    @classmethod
    def spec(cls, name: str) -> ParamSpec:
        """Give the declaration of the parameter called `name`.

        Raises
        ------
        ParameterError
            If there is none; the message lists those there are.
        """
        for spec in cls.specs():
            if spec.name == name:
                return spec
        known = ", ".join(spec.name for spec in cls.specs()) or "none"
        raise ParameterError(f"There is no parameter {cls.where()}.{name}; there are: {known}.")

    def with_value(self, name: str, value: Any) -> Self:
        """Give a copy with one value changed; text is parsed."""
        spec = self.spec(name)
        parsed = spec.parse(value, self.where()) if isinstance(value, str) else value
        return dataclasses.replace(self, **{name: parsed})

    def to_dict(self) -> dict[str, Value]:
        """Give the values by name, as they are stored in files."""
        return {spec.name: getattr(self, spec.name) for spec in self.specs()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Build from stored values; unknown names are refused, missing ones take their default."""
        for name in values:
            cls.spec(name)
        return cls(**values)


_CACHE: dict[type, tuple[ParamSpec, ...]] = {}


def _specs(cls: type) -> tuple[ParamSpec, ...]:
    if cls not in _CACHE:
        hints = typing.get_type_hints(cls)
        found = []
        for field in dataclasses.fields(cls):
            if "param" not in field.metadata:
                continue
            arguments = typing.get_args(hints[field.name]) or (hints[field.name],)
            kinds = [kind for kind in arguments if kind is not types.NoneType]
            found.append(
                ParamSpec(
                    name=field.name,
                    kind=kinds[0],
                    default=cast(Value, field.default),
                    optional=len(kinds) < len(arguments),
                    **field.metadata["param"],
                )
            )
        _CACHE[cls] = tuple(found)
    return _CACHE[cls]
