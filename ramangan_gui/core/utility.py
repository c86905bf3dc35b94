"""What generated spectra do for a classifier, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class UtilityRow:
    """One way to train one classifier, tested on held-out originals.

    Parameters
    ----------
    classifier : {"linear", "cnn"}
        What was trained.
    augmenter : str
        Name in the augmenters table; empty where only measured spectra were used.
    training : {"originals", "repeated", "added", "balanced"}
        On measured spectra as they are; on those repeated until classes are equal; with generated
        spectra added to every class; with generated spectra until classes are equal.
    dose : float
        Generated spectra for each measured one.
    accuracy, low, high : float
        Balanced accuracy on held-out originals, with its 95 % interval over groups.
    training_accuracy : float
        Balanced accuracy on the measured training spectra; how far it exceeds `accuracy` says how
        much was learnt by heart.
    gain, gain_low, gain_high : float, optional
        Difference of `accuracy` from training on the originals alone, split by split, with its
        95 % interval; ``None`` for the originals themselves.
    n_splits : int
        Splits by group that this rests on.
    """

    classifier: str
    augmenter: str
    training: str
    dose: float
    accuracy: float
    low: float
    high: float
    training_accuracy: float
    gain: float | None
    gain_low: float | None
    gain_high: float | None
    n_splits: int

    @property
    def gap(self) -> float:
        """How much better training spectra are named than held-out ones."""
        return self.training_accuracy - self.accuracy

    def to_dict(self) -> dict[str, Any]:
        """Give the row in the form of the command line's JSON."""
        return {**asdict(self), "gap": self.gap}


@dataclass(frozen=True)
class Utility:
    """What generated spectra do for classifiers trained on this set.

    Parameters
    ----------
    rows : tuple of UtilityRow
        Every way of training.
    doses : tuple of UtilityRow
        The same augmenter with growing numbers of generated spectra, per classifier.
    sentences : tuple of str
        What it means, and under which reservations.
    n_originals : int
        Originals that were held out at least once.
    """

    rows: tuple[UtilityRow, ...]
    doses: tuple[UtilityRow, ...]
    sentences: tuple[str, ...]
    n_originals: int

    def to_dict(self) -> dict[str, Any]:
        """Give it in the form of the command line's JSON."""
        return {
            "rows": [row.to_dict() for row in self.rows],
            "doses": [row.to_dict() for row in self.doses],
            "sentences": list(self.sentences),
            "n_originals": self.n_originals,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave."""
        rows, doses = (
            tuple(UtilityRow(**{k: v for k, v in row.items() if k != "gap"}) for row in stored[key])
            for key in ("rows", "doses")
        )
        return cls(rows, doses, tuple(stored["sentences"]), int(stored["n_originals"]))
