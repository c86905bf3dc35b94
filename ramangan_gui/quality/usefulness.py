"""Balanced accuracies with intervals over groups, and what they mean in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..augmentation.augmenters import AUGMENTERS
from ..core.spectra import Spectra
from ..core.utility import UtilityRow

#: Draws of groups behind every interval, and the part left out at each end.
_N_DRAWS, _TAIL = 2000, 0.025


@dataclass(frozen=True)
class Way:
    """One way to make a training set.

    Parameters
    ----------
    augmenter : str
        Name in the augmenters table; empty for none.
    training : str
        As in :class:`~ramangan_gui.core.utility.UtilityRow`.
    dose : float
        Generated spectra asked for each measured one; 0 where `training` decides.
    """

    augmenter: str
    training: str
    dose: float


#: Measured spectra as they are, which everything is compared with.
BASELINE = Way("", "originals", 0.0)


@dataclass(frozen=True, eq=False)
class Outcome:
    """How one classifier did in one split.

    Parameters
    ----------
    held_out : ndarray of int, shape (n,)
        Rows of the originals that were tested.
    right : ndarray of bool, shape (n,)
        Whether each was named rightly.
    training_accuracy : float
        Balanced accuracy on the measured training spectra.
    dose : float
        Generated spectra for each measured one, as it came out.
    """

    held_out: NDArray[np.intp]
    right: NDArray[np.bool_]
    training_accuracy: float
    dose: float


#: By classifier and way, then by number of the split.
Outcomes = dict[tuple[str, Way], dict[int, Outcome]]


def balanced(right: NDArray[np.bool_], codes: NDArray[np.integer]) -> float:
    """Give the balanced accuracy: the mean over classes of the share named rightly."""
    return float(np.mean([right[codes == code].mean() for code in np.unique(codes)]))


def rows_of(originals: Spectra, outcomes: Outcomes, seed: int) -> dict[tuple[str, Way], UtilityRow]:
    """Sum up every way over its splits.

    Intervals come from drawing groups of originals anew, class by class, with repeats: they say how
    far the figure would move with other specimens. Gains are of the same originals in the same
    splits, so that what makes a split hard counts for both.

    Parameters
    ----------
    originals : Spectra
        All originals.
    outcomes : mapping
        What was found.
    seed : int
        Seed of the draws.
    """
    names = list(originals.classes)
    codes = np.array([names.index(label) for label in originals.label.tolist()], np.intp)
    weights = _drawn_weights(originals, codes, seed)
    rows = {}
    for (classifier, way), found in outcomes.items():
        same = outcomes[(classifier, BASELINE)]
        mine = _shares(found, len(codes))
        theirs = _shares({number: same[number] for number in found}, len(codes))
        accuracy = _accuracies(mine, codes, weights)
        gain = accuracy - _accuracies(theirs, codes, weights)
        n_units = _n_units(originals, codes, mine)
        low, high = np.clip(_range(accuracy[1:], n_units), 0.0, 1.0).tolist()
        gain_low, gain_high = _range(gain[1:], n_units)
        first = way == BASELINE
        rows[(classifier, way)] = UtilityRow(
            classifier=classifier,
            augmenter=way.augmenter,
            training=way.training,
            dose=float(np.mean([o.dose for o in found.values()])),
            accuracy=float(accuracy[0]),
            low=low,
            high=high,
            training_accuracy=float(np.mean([o.training_accuracy for o in found.values()])),
            gain=None if first else float(gain[0]),
            gain_low=None if first else gain_low,
            gain_high=None if first else gain_high,
            n_splits=len(found),
        )
    return rows


def _shares(found: Mapping[int, Outcome], n: int) -> NDArray[np.float64]:
    """Give the share of its tests in which each original was named rightly; NaN if untested."""
    right, tested = np.zeros(n), np.zeros(n)
    for outcome in found.values():
        right[outcome.held_out] += outcome.right
        tested[outcome.held_out] += 1
    return np.where(tested > 0, right / np.maximum(tested, 1), np.nan)


def _accuracies(
    shares: NDArray[np.float64], codes: NDArray[np.intp], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the balanced accuracy for every row of weights."""
    known = np.isfinite(shares)
    of_class = []
    for code in np.unique(codes[known]):
        mine = known & (codes == code)
        total = weights[:, mine].sum(axis=1)
        named = weights[:, mine] @ shares[mine]
        of_class.append(np.where(total > 0, named / np.maximum(total, 1e-300), np.nan))
    # Where a class was tested in part, a draw may hold none of what was; it says nothing.
    return np.asarray(np.mean(of_class, axis=0))


def _range(drawn: NDArray[np.float64], n_units: int) -> tuple[float, float]:
    """Give the interval of draws; where all agree, what so few specimens leave open.

    If none of n specimens was named wrongly, up to a share 1 - 0.025^(1/n) still could be.
    """
    known = drawn[np.isfinite(drawn)]
    if known.size == 0:
        return -1.0, 1.0
    low, high = np.quantile(known, [_TAIL, 1 - _TAIL])
    open_still = 1.0 - _TAIL ** (1.0 / n_units) if high - low < 1e-9 else 0.0
    return float(low - open_still), float(high + open_still)


def _n_units(originals: Spectra, codes: NDArray[np.intp], shares: NDArray[np.float64]) -> int:
    """Count the specimens that were tested; single spectra where a class has one specimen."""
    tested = np.isfinite(shares)
    total = 0
    for code in np.unique(codes[tested]):
        groups = set(originals.group[tested & (codes == code)].tolist())
        total += len(groups) if len(groups) > 1 else int((tested & (codes == code)).sum())
    return total


def _drawn_weights(originals: Spectra, codes: NDArray[np.intp], seed: int) -> NDArray[np.float64]:
    """Say how often each original is in each draw of groups; first, once each."""
    rng = np.random.default_rng([seed, 17])
    weights = np.ones((_N_DRAWS + 1, len(codes)))
    for code in np.unique(codes):
        mine = np.flatnonzero(codes == code)
        _, units = np.unique(originals.group[mine], return_inverse=True)
        if units.max() == 0:
            units = np.arange(len(mine))
        n_units = int(units.max()) + 1
        drawn = rng.multinomial(n_units, np.full(n_units, 1 / n_units), size=_N_DRAWS)
        weights[1:, mine] = drawn[:, units]
    return weights


def sentences(
    rows: Sequence[UtilityRow], classifiers: Mapping[str, str], main: str
) -> tuple[str, ...]:
    """Say what generated spectra do for each classifier, and whether to use them.

    Parameters
    ----------
    rows : sequence of UtilityRow
        All ways of training.
    classifiers : mapping of str to str
        Names of the classifiers in words.
    main : str
        Augmenter in question.
    """
    said = []
    for name, words in classifiers.items():
        mine = [row for row in rows if row.classifier == name]
        base = next(row for row in mine if row.training == "originals")
        said.append(
            f"Trained on your measured spectra alone, a {words} names {base.accuracy:.1%} of "
            f"held-out spectra rightly (classes weighing the same; 95 % interval {base.low:.1%} to "
            f"{base.high:.1%}) and {base.training_accuracy:.1%} of those it was trained on."
        )
        asked = [row for row in mine if row.augmenter == main]
        if base.accuracy == 1.0:
            said.append("None was named wrongly, so there is nothing that more spectra could gain.")
        said += [_gain(row) for row in asked if base.accuracy < 1.0 or row.accuracy < 1.0]
        others = [row for row in mine if row.augmenter not in {"", main} and row.gain is not None]
        best = max(others, key=lambda row: row.gain or 0.0, default=None)
        if asked and best is not None and best.accuracy > max(row.accuracy for row in asked):
            said.append(
                f"Of the other methods, {title_of(best.augmenter)} ({best.training}) came out "
                f"best, with {best.accuracy:.1%}."
            )
    return tuple(said)


def title_of(augmenter: str) -> str:
    """Give an augmenter's name on screen; as it stands, where it is not one of ours."""
    return AUGMENTERS[augmenter].title if augmenter in AUGMENTERS else augmenter


def _gain(row: UtilityRow) -> str:
    assert row.gain is not None
    assert row.gain_low is not None
    assert row.gain_high is not None
    how = {
        "added": f"With {row.dose:.2g} generated for each measured spectrum",
        "balanced": "With generated spectra that make the classes equal",
    }[row.training]
    if row.gain_low > 0:
        advice = "they help this classifier."
    elif row.gain_high < 0:
        advice = "they harm it: do not train it on them."
    else:
        advice = "that is no proven gain, so there is no reason to use them for this classifier."
    return (
        f"{how} ({title_of(row.augmenter)}) it is {row.accuracy:.1%}, "
        f"{100 * row.gain:+.1f} points ({100 * row.gain_low:+.1f} to "
        f"{100 * row.gain_high:+.1f}): {advice}"
    )
