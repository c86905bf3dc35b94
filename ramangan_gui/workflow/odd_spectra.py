"""Corrected spectra that do not go with their class: like those of another one, or unlike all.

A wrong label is the commonest fault of a set, and the hardest to see among many curves. Only looked
for after correction: before, spectra of one substance differ by their fluorescence.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..augmentation.components import leading_components
from ..augmentation.nearest import distance_to_nearest
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from ..core.strangers import far_from_all, may_have_strangers
from .whole_class import even_choice

Floats = NDArray[np.float64]

#: A spectrum goes with another class if it is so many times as far from its own, and no farther
#: from the other one than so many times what is usual there; if spectra of that one are no nearer
#: to this class than so many times what is usual here, the two are apart.
_NEARER, _WITHIN, _APART = 2.0, 2.0, 2.0
#: Spectra of a class that show what it is like, at least and at most, and of all classes together.
_FEWEST, _LOOKED_AT, _IN_ALL = 5, 100, 4000
#: Share of a class that may be labelled wrongly; where more go with another, the classes overlap.
#: How far a spectrum is from a class tells the nearest one beyond this share, so that those which
#: are labelled wrongly alike do not hide each other; the third nearest at least.
_MOST, _RANK = 0.1, 3
#: Components of all spectra along which classes are compared: among all points, noise counts for
#: more than what tells noisy substances apart.
_N_COMPONENTS: Final = 10
#: Of larger sets only labels are looked at: to find one spectrum unlike all others would take long.
_MOST_COMPARED: Final = 20_000
#: Names that one sentence lists.
_LISTED: Final = 5


@dataclass(frozen=True, eq=False)
class _Sample:
    """Where some spectra of a class are along the components, and how near they usually are."""

    places: Floats
    usual: float
    centre: Floats


def odd_spectra(corrected: Spectra) -> Steps[tuple[str, ...]]:
    """Name the spectra that are like those of another class, and those unlike all of their own.

    Parameters
    ----------
    corrected : Spectra
        Corrected spectra of all classes.

    Yields
    ------
    Progress

    Returns
    -------
    tuple of str
        A sentence for each pair of classes, and for each class, that has any. Classes of more than
        1000 spectra are not looked through, and in sets of more than 20,000 only labels.
    """
    notes: list[str] = []
    counts = corrected.counts
    yield _told(0.0)
    components, samples = _compared(corrected)
    for number, label in enumerate(counts):
        yield _told((number + 1) / (len(counts) + 1))
        rows = np.flatnonzero(corrected.label == label)
        if rows.size <= _FEWEST or not may_have_strangers(max(rows.size, 10)):
            continue
        values = corrected.intensities[rows].astype(np.float64)
        others = {name: sample for name, sample in samples.items() if name != label}
        elsewhere = _elsewhere(values @ components.T, others) if others else {}
        for other, odd in elsewhere.items():
            notes.append(
                f"Like spectra of {other or '(no class)'}, and unlike those of "
                f"{label or '(no class)'}, for which they are labelled: "
                f"{_listed(corrected, rows[odd])}. Look whether the label is right."
            )
        if len(corrected) > _MOST_COMPARED:
            continue
        strange = far_from_all(distance_to_nearest(values - values.mean(axis=0)))
        for odd in elsewhere.values():
            strange[odd] = False
        if strange.any():
            notes.append(
                f"Unlike all other spectra of {label or '(no class)'}: "
                f"{_listed(corrected, rows[strange])}. Generators do not learn from such spectra; "
                "look at them, and leave them out where they do not belong to the class."
            )
    return tuple(notes)


def _told(fraction: float) -> Progress:
    return Progress(fraction, "Looking for spectra that do not go with their class")


def _compared(corrected: Spectra) -> tuple[Floats, dict[str, _Sample]]:
    """Give the components that classes are compared along, and a sample of each of these."""
    most = max(_FEWEST, min(_LOOKED_AT, _IN_ALL // max(len(corrected.counts), 1)))
    chosen = {
        label: even_choice(np.flatnonzero(corrected.label == label), most)
        for label, n in corrected.counts.items()
        if n >= _FEWEST
    }
    if len(chosen) < 2:
        return np.zeros((0, corrected.n_points)), {}
    values = corrected.intensities[np.concatenate(list(chosen.values()))].astype(np.float64)
    deviations = values - values.mean(axis=0)
    n_components = min(_N_COMPONENTS, *deviations.shape)
    components = leading_components(deviations, n_components, np.random.default_rng(0))
    samples = {}
    for label, own in chosen.items():
        places = corrected.intensities[own].astype(np.float64) @ components.T
        usual = float(np.median(_distances(places)))
        samples[label] = _Sample(places, usual, places.mean(axis=0))
    return components, samples


def _elsewhere(places: Floats, others: dict[str, _Sample]) -> dict[str, list[int]]:
    """Tell which spectra of a class go with which other one; none where the classes overlap."""
    found: dict[str, list[int]] = defaultdict(list)
    own, every = _distances(places), np.arange(len(places))
    usual = _APART * float(np.median(own))
    centres = np.array([sample.centre for sample in others.values()])
    labels, near = list(others), np.sum(centres**2, axis=1) - 2.0 * places @ centres.T
    apart = {
        labels[one]: others[labels[one]]
        for one in np.unique(np.argmin(near, axis=1)).tolist()
        if np.median(_distances(others[labels[one]].places, places)) > usual
    }
    if not apart:
        return found
    away = np.array([_distances(places, sample.places) for sample in apart.values()])
    within = _WITHIN * np.array([sample.usual for sample in apart.values()])
    nearest = np.argmin(away, axis=0)
    least = away[nearest, every]
    goes = (own > _NEARER * least) & (least <= within[nearest])
    if goes.sum() <= max(1.0, _MOST * len(places)):
        for place in every[goes].tolist():
            found[list(apart)[nearest[place]]].append(place)
    return found


def _distances(places: Floats, others: Floats | None = None) -> Floats:
    """Distance of each spectrum to a class, to its own without `others`."""
    n = len(places if others is None else others)
    return distance_to_nearest(places, others, max(_RANK, int(_MOST * n) + 1))


def _listed(corrected: Spectra, rows: NDArray[np.intp]) -> str:
    names = ", ".join(corrected.name[rows[:_LISTED]].tolist())
    return names + (f" … ({rows.size:,})" if rows.size > _LISTED else "")
