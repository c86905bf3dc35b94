"""One figure of the scorecard: its draws, its interval, and what it means in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from ..core.scorecard import MetricValue
from .comparison import Comparison
from .two_sample import p_value

#: Part of the re-splits left out at each end of an interval.
TAIL = 0.05

#: Re-splits behind the interval of a figure that takes long to compute.
N_SLOW = 199

#: What a group of figures asks, by family.
FAMILIES: Mapping[str, str] = {
    "fidelity": "Do generated spectra look like measured ones?",
    "chemistry": "Are the bands where they should be, and as wide and high?",
    "variety": "Do generated spectra vary as measured ones do?",
    "authenticity": "Are generated spectra new?",
    "clusters": "Do they fall into clusters of their own?",
}


#: What a figure means where it says nothing.
NOT_MEASURED = "This could not be measured here."
NOTHING_USUAL = "Too few measured spectra to say what would be usual."
NO_DIFFERENCE = (
    "No difference, but with so few spectra measured ones differ among each other by more than "
    "would matter."
)


@dataclass(frozen=True, eq=False)
class Draws:
    """A figure and the same figure for re-splits of the user's own originals.

    Parameters
    ----------
    value : float, optional
        ``None`` where it cannot be computed.
    null : ndarray of float64, shape (b,)
        Empty where there are too few originals to re-split.
    """

    value: float | None
    null: NDArray[np.float64]


@dataclass(frozen=True)
class Metric:
    """One row of the metrics table.

    Parameters
    ----------
    name : str
        Name in files and on the command line.
    title : str
        Name on screen.
    description : str
        One sentence on what it says.
    function : callable
        ``function(comparison) -> Steps[Draws]``, one fold.
    better : {"near null", "high", "low"}
        On which side of the interval a figure is still as good as measured spectra.
    summary : callable
        Makes a figure with its interval of draws.
    family : str
        Key of :data:`FAMILIES`.
    tolerance : float
        Difference from the middle of the interval that is still harmless.
    good, low, high : str
        What it means for the user's spectra that the figure is as it should be, too low, too high.
    unit : str
        Unit of the figure, empty for ratios and shares.
    """

    name: str
    title: str
    description: str
    function: Callable[[Comparison], Steps[Draws]]
    better: str
    summary: Callable[[Draws, str], MetricValue]
    family: str
    tolerance: float
    good: str
    low: str
    high: str
    unit: str = ""

    def verdict(self, figure: MetricValue) -> str:
        """Give the verdict on one figure.

        Parameters
        ----------
        figure : MetricValue
            The figure with its interval.

        Returns
        -------
        str
            ``pass`` inside the interval of measured spectra; outside, ``doubtful`` where the
            difference is harmless and ``fail`` where it is not; ``inconclusive`` where there is no
            interval, or one so wide that a harmful difference would lie inside.
        """
        if figure.value is None or figure.ok is None:
            return "inconclusive"
        assert figure.null_low is not None
        assert figure.null_high is not None
        is_p = self.summary is as_p_value
        middle = TAIL if is_p else 0.5 * (figure.null_low + figure.null_high)
        if not figure.ok:
            return "fail" if abs(figure.value - middle) > self.tolerance else "doubtful"
        wide = max(
            middle - figure.null_low if self.better != "low" else 0.0,
            figure.null_high - middle if self.better != "high" else 0.0,
        )
        return "inconclusive" if not is_p and wide > self.tolerance else "pass"

    def is_slight(self, figure: MetricValue) -> bool:
        """Say whether a figure lies outside the interval, but by so little that it is harmless."""
        return figure.ok is False and self.verdict(figure) == "doubtful"

    def meaning(self, figure: MetricValue) -> str:
        """Give what one figure means for the user's spectra, whether by much or by little."""
        if figure.value is None:
            return NOT_MEASURED
        if figure.ok is None or figure.null_low is None or figure.null_high is None:
            return NOTHING_USUAL
        if not figure.ok:
            return self.low if figure.value < figure.null_low else self.high
        return NO_DIFFERENCE if self.verdict(figure) == "inconclusive" else self.good

    def sentence(self, figure: MetricValue) -> str:
        """Say what one figure means for the user's spectra."""
        words = self.meaning(figure)
        return f"By little: {words}" if self.is_slight(figure) else words


def over_folds(draws: Sequence[Draws]) -> Draws:
    """Combine the figures of several folds.

    Each was computed within its fold. The figure is the mean over folds, and so is each draw of
    its interval, so that the interval is that of such a mean.
    """
    values = [d.value for d in draws if d.value is not None]
    nulls = [d.null for d in draws if d.value is not None and d.null.size]
    complete = bool(nulls) and len(nulls) == len(values)
    return Draws(
        float(np.mean(values)) if values else None,
        np.mean(nulls, axis=0) if complete else np.empty(0),
    )


def with_interval(draws: Draws, better: str) -> MetricValue:
    """Put the figure beside the 5 to 95 % range of its re-splits."""
    if draws.value is None or draws.null.size == 0:
        return MetricValue(draws.value)
    low, high = (float(q) for q in np.quantile(draws.null, [TAIL, 1.0 - TAIL]))
    slack = 1e-9 * max(abs(low), abs(high))
    good_low = better == "low" or draws.value >= low - slack
    good_high = better == "high" or draws.value <= high + slack
    return MetricValue(draws.value, low, high, bool(good_low and good_high))


def as_p_value(draws: Draws, better: str) -> MetricValue:
    """Make a p-value of a statistic and its permutations."""
    if draws.value is None or draws.null.size == 0:
        return MetricValue()
    p = p_value(np.concatenate([[draws.value], draws.null]))
    return MetricValue(p, TAIL, 1.0, p >= TAIL)


def at_once(function: Callable[[Comparison], Draws]) -> Callable[[Comparison], Steps[Draws]]:
    """Make steps of a figure that takes next to no time."""

    def steps(fold: Comparison) -> Steps[Draws]:
        yield Progress(0.0, "Computing metrics")
        return function(fold)

    return steps


def narrowed(null: NDArray[np.float64], fold: Comparison) -> NDArray[np.float64]:
    """Bring draws at the size of the re-splits to the size of the comparison."""
    if null.size == 0 or fold.narrowing == 1.0:
        return null
    centre = float(np.median(null))
    return centre + (null - centre) * fold.narrowing


def shrunk(null: NDArray[np.float64], fold: Comparison) -> NDArray[np.float64]:
    """Do the same for distances, which shrink towards 0 as spectra become more."""
    return null * fold.narrowing
