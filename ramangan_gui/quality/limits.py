"""The quantities by which a single spectrum is found implausible, and the limits of each.

Limits follow from training originals (:mod:`.plausibility`); a person may move them. Inside, what
grows by factors is kept as a logarithm; on screen and in files it is in the units named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.spectra import AXIS_UNITS

Values = NDArray[np.float64]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")

#: A limit moved below what is usual still leaves this part of the room that it had.
_LEAST_ROOM = 0.1


@dataclass(frozen=True)
class Quantity:
    """One way of being implausible.

    Parameters
    ----------
    title, unit : str
        Name and unit on screen.
    description : str
        What it measures.
    sentence : str
        What is said of a spectrum beyond the limit; ``{0}`` is the value, ``{1}`` its unit.
    shown : callable
        ``shown(value, usual)`` gives a value in its unit.
    inside : callable
        ``inside(shown, usual)`` is its inverse.
    bounds : tuple of float
        Smallest and largest limit, in its unit.
    along_axis : bool
        Whether its unit is that of the axis, and `unit` only what this mostly is.
    """

    title: str
    unit: str
    description: str
    sentence: str
    shown: Callable[[float, float], float]
    inside: Callable[[float, float], float]
    bounds: tuple[float, float]
    along_axis: bool = False


def _as_it_is(value: float, _usual: float) -> float:
    return value


def _times(value: float, usual: float) -> float:
    return float(np.exp(min(value - usual, 50.0)))


def _log_times(shown: float, usual: float) -> float:
    return usual + float(np.log(max(shown, 1e-6)))


def _lower(value: float, _usual: float) -> float:
    return float(-100.0 * np.expm1(-value))


def _log_lower(shown: float, _usual: float) -> float:
    return float(-np.log1p(-min(shown, 99.999) / 100.0))


#: By name, in the order shown; the sentence of an earlier one is told where several apply equally.
QUANTITIES: Mapping[str, Quantity] = {
    "negative": Quantity(
        "Negative lobe",
        "% of the highest peak",
        "How far the smoothed spectrum dips below zero.",
        "It has a negative lobe of {0:.0f} % of the highest peak.",
        lambda value, _: 100.0 * value,
        lambda shown, _: shown / 100.0,
        (0.0, 100.0),
    ),
    "displaced": Quantity(
        "Displaced main peak",
        AXIS_UNITS["1/cm"],
        "How far a main peak is from its place in the mean spectrum.",
        "A main peak is displaced by {0:.1f} {1}.",
        _as_it_is,
        _as_it_is,
        (0.0, 1000.0),
        along_axis=True,
    ),
    "missing": Quantity(
        "Missing main peak",
        "% lower than usual",
        "How much lower than usual the lowest of the main peaks is.",
        "A main peak is missing or {0:.0f} % lower than usual.",
        _lower,
        _log_lower,
        (0.0, 99.0),
    ),
    "noise": Quantity(
        "Noise",
        "× usual",
        "High-frequency noise, compared with the middle of the training originals.",
        "It is {0:.1f} times as noisy as usual.",
        _times,
        _log_times,
        (0.01, 1000.0),
    ),
    "distance": Quantity(
        "Far from all originals",
        "× usual",
        "Distance to the nearest training original, compared with theirs to each other.",
        "It is {0:.1f} times as far as usual from every training spectrum.",
        _times,
        _log_times,
        (0.01, 1000.0),
    ),
    "between": Quantity(
        "Where none was measured",
        "× usual",
        "Distance to the nearest training original in the plane of PC1 and PC2, compared with "
        "theirs: large between two forms, or outside them all.",
        "It lies {0:.1f} times as far as usual from all training spectra along PC1 and PC2.",
        _as_it_is,
        _as_it_is,
        (0.01, 1000.0),
    ),
}

#: Quantities that say that a spectrum is far from all others, and not what is wrong with it.
_FAR = ("distance", "between")

#: What the places of an axis without a unit are counted in.
PLACES = "points"

#: What cannot be moved, and is said of it.
COPIED = "It repeats a training spectrum."
NOT_FINITE = "It contains values that are not numbers."


def unit_of(name: str, x_unit: str) -> str:
    """Give the unit of a quantity where the axis has the unit `x_unit`."""
    quantity = QUANTITIES[name]
    return (AXIS_UNITS[x_unit] or PLACES) if quantity.along_axis else quantity.unit


@dataclass(frozen=True)
class Threshold:
    """How large a quantity is in measured spectra.

    Parameters
    ----------
    usual : float
        Its median.
    limit : float
        Above it a spectrum is implausible.
    """

    usual: float
    limit: float

    def score(self, values: Values, limit: float | None = None) -> Values:
        """Give 1 at the usual value or below, 0 at the limit, less above.

        Parameters
        ----------
        values : ndarray of float64
            The quantity of each spectrum.
        limit : float, optional
            Another limit than that of the originals.
        """
        end = self.limit if limit is None else limit
        room = max(end - self.usual, _LEAST_ROOM * (self.limit - self.usual), 1e-12)
        return np.minimum(1.0, (end - values) / room)


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured of generated spectra, so that limits can be moved without measuring again.

    Parameters
    ----------
    thresholds : mapping of str to Threshold
        From training originals, by quantity; empty where there are too few.
    quantities : mapping of str to (ndarray of float64, shape (m,))
        The same quantities of the generated spectra.
    copied : ndarray of bool, shape (m,)
        Whether each repeats a training spectrum.
    finite : ndarray of bool, shape (m,)
        Whether each consists of numbers.
    x_unit : str
        Unit of the axis, as in ``core.spectra.AXIS_UNITS``.
    """

    thresholds: Mapping[str, Threshold]
    quantities: Mapping[str, Values]
    copied: NDArray[np.bool_]
    finite: NDArray[np.bool_]
    x_unit: str = "pixel"

    def unit(self, name: str) -> str:
        """Give the unit of a quantity on this axis."""
        return unit_of(name, self.x_unit)

    def shown(self, name: str, value: float) -> float:
        """Give a value of a quantity in its unit."""
        return QUANTITIES[name].shown(value, self.thresholds[name].usual)

    def usual(self, name: str) -> float:
        """Give what is usual among training originals, in the quantity's unit."""
        return self.shown(name, self.thresholds[name].usual)

    def default(self, name: str) -> float:
        """Give the limit that follows from training originals, in the quantity's unit."""
        return self.shown(name, self.thresholds[name].limit)

    def beyond(self, moved: Mapping[str, float]) -> dict[str, NDArray[np.bool_]]:
        """Say for each quantity which spectra are beyond its limit.

        Parameters
        ----------
        moved : mapping of str to float
            Limits moved by hand, in units of :data:`QUANTITIES`.
        """
        return {name: values > self._limit(name, moved) for name, values in self.quantities.items()}

    def judge(
        self, moved: Mapping[str, float] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.str_]]:
        """Give score and reason of each spectrum.

        Parameters
        ----------
        moved : mapping of str to float, optional
            Limits moved by hand, in units of :data:`QUANTITIES`.

        Returns
        -------
        quality_score : ndarray of float32, shape (m,)
            1 as the middle of the measured spectra, 0 at a limit, below 0 implausible.
        reason : ndarray of str, shape (m,)
            Why a spectrum is implausible; empty where it is not.
        """
        m = len(self.copied)
        score, worst = np.ones(m), np.zeros(m)
        reason = np.full(m, "", dtype="U100")
        # What is wrong says more than that the spectrum is far from all others.
        for name in sorted(self.quantities, key=lambda name: name not in _FAR):
            values = self.quantities[name]
            single = self.thresholds[name].score(values, self._limit(name, moved or {}))
            score = np.minimum(score, single)
            sentence = QUANTITIES[name].sentence
            for row in np.flatnonzero(single < worst):
                value = self.shown(name, float(values[row]))
                reason[row] = sentence.format(value, self.unit(name))
            worst = worst if name in _FAR else np.minimum(worst, single)
        for chosen, words in ((self.copied, COPIED), (~self.finite, NOT_FINITE)):
            score[chosen] = -1.0
            reason[chosen] = words
        return score.astype(np.float32), reason.astype(np.str_)

    def _limit(self, name: str, moved: Mapping[str, float]) -> float:
        threshold = self.thresholds[name]
        if name not in moved:
            return threshold.limit
        return QUANTITIES[name].inside(moved[name], threshold.usual)


def counted(reasons: Iterable[str]) -> list[tuple[str, int]]:
    """Count reasons that differ in their numbers only together, and give the range of those.

    Parameters
    ----------
    reasons : iterable of str
        Reasons of single spectra; an empty one is one, too.

    Returns
    -------
    list of (str, int)
        The most frequent first.
    """
    alike: dict[str, list[list[str]]] = {}
    for reason in reasons:
        alike.setdefault(_NUMBER.sub("{}", reason), []).append(_NUMBER.findall(reason))
    found = []
    for words, numbers in alike.items():
        ends = [(min(k, key=float), max(k, key=float)) for k in zip(*numbers, strict=True)]
        told = [" to ".join(dict.fromkeys(pair)) for pair in ends]
        parts = words.split("{}")
        text = parts[0] + "".join(n + part for n, part in zip(told, parts[1:], strict=True))
        found.append((text, len(numbers)))
    return sorted(found, key=lambda pair: -pair[1])
