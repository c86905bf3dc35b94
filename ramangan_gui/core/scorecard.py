"""What the judgement of generated spectra says, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

#: Verdicts, best first.
VERDICTS = ("pass", "doubtful", "inconclusive", "fail")


@dataclass(frozen=True)
class MetricValue:
    """One figure beside what measured spectra score against measured spectra.

    Parameters
    ----------
    value : float, optional
        The figure, ``None`` where it could not be computed.
    null_low, null_high : float, optional
        Interval that real-vs-real re-splits of the user's own originals give at this n.
    ok : bool, optional
        Whether `value` is as good as measured spectra would be; ``None`` where unknown.
    """

    value: float | None = None
    null_low: float | None = None
    null_high: float | None = None
    ok: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the figure in the form of the command line's JSON."""
        return {
            "value": self.value,
            "null_low": self.null_low,
            "null_high": self.null_high,
            "ok": self.ok,
        }


@dataclass(frozen=True)
class PeakScore:
    """One quantity of one band, generated beside original, all folds together.

    Parameters
    ----------
    place : float
        Where the band is in the mean of the originals, on the axis (or the number of the point
        where there is none).
    quantity : str
        ``position``, ``width``, ``height``, ``area`` or ``ratio`` (height over that of the highest
        band). Position, width and area are in units of the axis.
    original, generated : float
        Medians.
    ks : float
        Kolmogorov-Smirnov distance of their distributions, 0 to 1.
    p : float
        Its p-value, adjusted for all quantities of all bands together.
    ok : bool
        Whether no difference was found.
    """

    place: float
    quantity: str
    original: float
    generated: float
    ks: float
    p: float
    ok: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison in the form of the command line's JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave."""
        numbers = ("place", "original", "generated", "ks", "p")
        return cls(
            quantity=str(stored["quantity"]),
            ok=bool(stored["ok"]),
            **{name: float(stored[name]) for name in numbers},
        )


@dataclass(frozen=True)
class ClassScore:
    """The judgement of one substance, all folds together.

    Parameters
    ----------
    verdict : str
        One of :data:`VERDICTS`.
    reasons : tuple of str
        Why, as sentences for a spectroscopist.
    n_original, n_generated : int
        Held-out originals and generated spectra compared, over all folds.
    metrics : mapping of str to MetricValue
        Figures combined over the folds, by the names of the metrics table.
    folds : mapping of int to (mapping of str to MetricValue)
        The same figures within each fold.
    peaks : tuple of PeakScore
        Every quantity of every distinct band.
    """

    verdict: str
    reasons: tuple[str, ...]
    n_original: int
    n_generated: int
    metrics: Mapping[str, MetricValue]
    folds: Mapping[int, Mapping[str, MetricValue]] = field(default_factory=dict)
    peaks: tuple[PeakScore, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """The judgement of a whole set.

    Parameters
    ----------
    verdict : str
        The worst of the classes' verdicts.
    classes : mapping of str to ClassScore
        By substance.
    after_selection : bool
        Whether the generated spectra had been reviewed before (then it is not *the* verdict).
    seed : int
        Seed of the re-splits.
    metrics : mapping of str to MetricValue
        Figures over all classes, each class weighing the same.
    """

    verdict: str
    classes: Mapping[str, ClassScore]
    after_selection: bool = False
    seed: int = 0
    metrics: Mapping[str, MetricValue] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Give the scorecard in the form of the command line's JSON."""
        return {
            "verdict": self.verdict,
            "after_selection": self.after_selection,
            "seed": self.seed,
            "metrics": _plain(self.metrics),
            "classes": {
                label: {
                    "verdict": score.verdict,
                    "reasons": list(score.reasons),
                    "n_original": score.n_original,
                    "n_generated": score.n_generated,
                    "metrics": _plain(score.metrics),
                    "folds": {str(fold): _plain(m) for fold, m in score.folds.items()},
                    "peaks": [peak.to_dict() for peak in score.peaks],
                }
                for label, score in self.classes.items()
            },
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave."""
        classes = {
            str(label): ClassScore(
                verdict=str(c["verdict"]),
                reasons=tuple(map(str, c["reasons"])),
                n_original=int(c["n_original"]),
                n_generated=int(c["n_generated"]),
                metrics=_metrics(c["metrics"]),
                folds={int(fold): _metrics(m) for fold, m in c.get("folds", {}).items()},
                peaks=tuple(PeakScore.from_dict(peak) for peak in c.get("peaks", ())),
            )
            for label, c in stored["classes"].items()
        }
        return cls(
            verdict=str(stored["verdict"]),
            classes=classes,
            after_selection=bool(stored.get("after_selection", False)),
            seed=int(stored.get("seed", 0)),
            metrics=_metrics(stored.get("metrics", {})),
        )


def worst(verdicts: list[str]) -> str:
    """Give the worst of some verdicts; without any, inconclusive."""
    return max(verdicts, key=VERDICTS.index) if verdicts else "inconclusive"


def _plain(metrics: Mapping[str, MetricValue]) -> dict[str, dict[str, Any]]:
    return {name: value.to_dict() for name, value in metrics.items()}


def _metrics(stored: Mapping[str, Any]) -> dict[str, MetricValue]:
    return {str(name): MetricValue(**values) for name, values in stored.items()}
