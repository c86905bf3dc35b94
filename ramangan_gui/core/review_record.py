"""What a person did while reviewing, besides the decision on each spectrum, as plain data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .scorecard import Scorecard
from .utility import Utility


@dataclass(frozen=True)
class BlindTest:
    """Spectra shown one by one to a person who said of each whether it was measured.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold that the originals were held out in; -1 for all.
    is_generated : tuple of bool
        What each spectrum was, in the order shown.
    row : tuple of int
        Its row among the corrected originals, or among the generated spectra of the test.
    said_generated : tuple of bool
        What the person said.
    seed : int
        Seed of the choice and the order.
    date : str
        ISO 8601.
    """

    label: str
    fold: int
    is_generated: tuple[bool, ...]
    row: tuple[int, ...]
    said_generated: tuple[bool, ...]
    seed: int = 0
    date: str = ""

    @property
    def n(self) -> int:
        """Number of answers."""
        return len(self.said_generated)

    @property
    def n_correct(self) -> int:
        """Number of right answers."""
        return sum(a == b for a, b in zip(self.is_generated, self.said_generated, strict=True))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share of right answers (Clopper and Pearson)."""
        return binomial_interval(self.n_correct, self.n)

    def to_dict(self) -> dict[str, Any]:
        """Give JSON values, with the result spelt out for readers of the file."""
        low, high = self.interval
        return {
            "label": self.label,
            "fold": self.fold,
            "is_generated": list(self.is_generated),
            "row": list(self.row),
            "said_generated": list(self.said_generated),
            "seed": self.seed,
            "date": self.date,
            "n": self.n,
            "n_correct": self.n_correct,
            "interval": [low, high],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave.

        Raises
        ------
        ValueError
            If the lists differ in length.
        """
        lists = [tuple(map(bool, stored[name])) for name in ("is_generated", "said_generated")]
        row = tuple(map(int, stored["row"]))
        if {len(row), *map(len, lists)} != {len(row)}:
            raise ValueError("A blind test has one answer a spectrum.")
        return cls(
            label=str(stored["label"]),
            fold=int(stored["fold"]),
            is_generated=lists[0],
            row=row,
            said_generated=lists[1],
            seed=int(stored.get("seed", 0)),
            date=str(stored.get("date", "")),
        )


@dataclass(frozen=True)
class ComparedRun:
    """Another run that was judged by the same held-out originals.

    Parameters
    ----------
    name : str
        Its augmenter, or the file that holds it.
    scorecard : Scorecard
        Its verdict.
    date : str
        ISO 8601, when it was compared.
    """

    name: str
    scorecard: Scorecard
    date: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give JSON values."""
        return {"name": self.name, "date": self.date, "scorecard": self.scorecard.to_dict()}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave."""
        scorecard = Scorecard.from_dict(stored["scorecard"])
        return cls(str(stored["name"]), scorecard, str(stored.get("date", "")))


@dataclass(frozen=True)
class ReviewRecord:
    """Everything about the review that the decisions alone do not say.

    Parameters
    ----------
    limits : mapping of str to (mapping of str to float)
        By substance and quantity: limits of the plausibility filter that the user moved, in the
        units of ``quality.limits.QUANTITIES``. What is not named follows the training originals.
    blind_tests : tuple of BlindTest
        All that were finished, in order.
    compared : tuple of ComparedRun
        Other runs that were put beside this one.
    utility : Utility, optional
        What the generated spectra did for classifiers when it was last measured.
    """

    limits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    blind_tests: tuple[BlindTest, ...] = ()
    compared: tuple[ComparedRun, ...] = ()
    utility: Utility | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give JSON values."""
        return {
            "limits": {label: dict(moved) for label, moved in self.limits.items()},
            "displaced_along": "axis",
            "blind_tests": [test.to_dict() for test in self.blind_tests],
            "compared": [other.to_dict() for other in self.compared],
            "utility": None if self.utility is None else self.utility.to_dict(),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any], step: float = 1.0) -> Self:
        """Build from what :meth:`to_dict` gave.

        Parameters
        ----------
        stored : mapping
            What it gave.
        step : float
            From one point of the axis to the next. Earlier versions kept the limit of a displaced
            peak in points, and did not say so.
        """
        limits = {
            str(label): {str(name): _finite(value) for name, value in moved.items()}
            for label, moved in stored["limits"].items()
        }
        if stored.get("displaced_along") != "axis":
            for moved in limits.values():
                moved.update({name: moved[name] * step for name in ("displaced",) if name in moved})
        return cls(
            limits,
            tuple(BlindTest.from_dict(test) for test in stored["blind_tests"]),
            tuple(ComparedRun.from_dict(other) for other in stored.get("compared", ())),
            None if stored.get("utility") is None else Utility.from_dict(stored["utility"]),
        )


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("A limit is a finite number.")
    return number


def binomial_interval(n_hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Give the exact interval of a share.

    Parameters
    ----------
    n_hits, n : int
        Hits, and trials.
    level : float
        Confidence.

    Returns
    -------
    tuple of float
        Lower and upper end; 0 and 1 without trials.

    References
    ----------
    Clopper and Pearson, The use of confidence or fiducial limits illustrated in the case of the
    binomial, Biometrika 26 (1934) 404.
    """
    tail = (1.0 - level) / 2.0
    low = 0.0 if n_hits == 0 else _solve(lambda p: 1.0 - _at_most(n_hits - 1, n, p) - tail)
    high = 1.0 if n_hits == n else _solve(lambda p: tail - _at_most(n_hits, n, p))
    return low, high


def _at_most(k: int, n: int, p: float) -> float:
    """Probability of at most `k` hits in `n` trials; a few hundred at most."""
    return math.fsum(math.comb(n, i) * p**i * (1.0 - p) ** (n - i) for i in range(k + 1))


def _solve(rising: Any) -> float:
    """Find the zero of a function that rises from 0 to 1 by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2.0
