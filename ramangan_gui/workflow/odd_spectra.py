"""Corrected spectra that do not go with their class: like those of another one, or unlike all.

A wrong label is the commonest fault of a set, and the hardest to see among many curves. Only looked
for after correction: before, spectra of one substance differ by their fluorescence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..augmentation.components import leading_components
from ..augmentation.nearest import distance_to_nearest
from ..augmentation.strangers import find_strangers
from ..core.listing import first_few
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from .whole_class import even_choice

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Rows = NDArray[np.intp]

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
#: Spectra that are projected in one go.
_AT_ONCE: Final = 1000


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
        A sentence for each pair of classes, and for each class, that has any. What is unlike all
        others is not looked for in classes of more than 1000 and sets of more than 20,000 spectra.
    """
    notes: list[str] = []
    rows_of = {label: np.flatnonzero(corrected.label == label) for label in corrected.counts}
    yield _told(0.0)
    components, samples = _compared(corrected, rows_of)
    for number, (label, rows) in enumerate(rows_of.items(), start=1):
        yield _told(number / (len(rows_of) + 1))
        wrong = np.zeros(rows.size, bool)
        if rows.size > _FEWEST and len(samples) > 1:
            places = _places(corrected, rows, components)
            for other, odd in _elsewhere(places, label, samples).items():
                wrong |= odd
                names = _listed(corrected, rows[odd])
                notes.append(
                    f"Like spectra of {other or '(no class)'}, and unlike those of "
                    f"{label or '(no class)'}, for which they are labelled ({odd.sum():,} of "
                    f"{rows.size:,}): {names}; look whether the label is right."
                )
        if len(corrected) > _MOST_COMPARED:
            continue
        strange = find_strangers(corrected.intensities[rows]) & ~wrong
        if strange.any():
            names = _listed(corrected, rows[strange])
            notes.append(
                f"Unlike all other spectra of {label or '(no class)'} ({strange.sum():,} of "
                f"{rows.size:,}): {names}; generators do not learn from such spectra. "
                "Look at them, and leave them out where they do not belong to the class."
            )
    return tuple(notes)


def _told(fraction: float) -> Progress:
    return Progress(fraction, "Looking for spectra that do not go with their class")


def _compared(corrected: Spectra, rows_of: Mapping[str, Rows]) -> tuple[Floats, dict[str, _Sample]]:
    """Give the components that classes are compared along, and a sample of each of these."""
    most = max(_FEWEST, min(_LOOKED_AT, _IN_ALL // max(len(rows_of), 1)))
    chosen = {
        label: even_choice(rows, most) for label, rows in rows_of.items() if rows.size >= _FEWEST
    }
    if len(chosen) < 2:
        return np.zeros((0, corrected.n_points)), {}
    values = corrected.intensities[np.concatenate(list(chosen.values()))].astype(np.float64)
    deviations = values - values.mean(axis=0)
    n_components = min(_N_COMPONENTS, *deviations.shape)
    components = leading_components(deviations, n_components, np.random.default_rng(0))
    samples = {}
    for label, rows in chosen.items():
        places = _places(corrected, rows, components)
        usual = float(np.median(distance_to_nearest(places, rank=_rank(len(places)))))
        samples[label] = _Sample(places, usual, places.mean(axis=0))
    return components, samples


def _places(corrected: Spectra, rows: Rows, components: Floats) -> Floats:
    """Where spectra are along the components, without a table of all of them."""
    places = np.empty((rows.size, len(components)))
    for begin in range(0, rows.size, _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        places[begin : begin + _AT_ONCE] = corrected.intensities[some] @ components.T
    return places


def _elsewhere(places: Floats, label: str, samples: Mapping[str, _Sample]) -> dict[str, Marks]:
    """Mark the spectra of a class that go with another one; none where the two overlap."""
    own = samples[label]
    others = [name for name in samples if name != label]
    centres = np.array([samples[name].centre for name in others])
    near = np.argmin(np.sum(centres**2, axis=1) - 2.0 * places @ centres.T, axis=1)
    apart = [
        others[one]
        for one in np.unique(near).tolist()
        if np.median(_distances(samples[others[one]].places, own)) > _APART * own.usual
    ]
    if not apart:
        return {}
    away = np.array([_distances(places, samples[name]) for name in apart])
    within = _WITHIN * np.array([samples[name].usual for name in apart])
    nearest = np.argmin(away, axis=0)
    least = away[nearest, np.arange(len(places))]
    # Among its own class the nearest to a spectrum is itself.
    goes = _distances(places, own, besides=1) > _NEARER * least
    goes &= least <= within[nearest]
    if goes.sum() > max(1.0, _MOST * len(places)):
        return {}
    return {name: goes & (nearest == i) for i, name in enumerate(apart) if goes[nearest == i].any()}


def _distances(places: Floats, sample: _Sample, besides: int = 0) -> Floats:
    """Distance of each spectrum to a class."""
    return distance_to_nearest(places, sample.places, _rank(len(sample.places)) + besides)


def _rank(n: int) -> int:
    """Which nearest of so many spectra of a class tells how far one is from it."""
    return max(_RANK, int(_MOST * n) + 1)


def _listed(corrected: Spectra, rows: Rows) -> str:
    return first_few(corrected.name[rows].tolist())
