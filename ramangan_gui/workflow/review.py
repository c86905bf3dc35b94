"""What the Review page shows besides the scorecard: PCA and K-means, per class and fold."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import Generated
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from ..core.split import Split, SplitParams, set_aside
from ..quality.clustering import KMEANS_COMPONENTS, cluster
from ..quality.difference import MeanDifference, mean_difference_band
from ..quality.limits import Measured
from ..quality.neighbours import nearest_distance
from ..quality.pca import fit_pca, rows_to_fit
from ..quality.plausibility import fit_filter
from .review_bands import BandValues, band_values

#: Most PCA components that the views offer.
_COMPONENTS = 10


@dataclass(frozen=True, eq=False)
class ReviewView:
    """PCA fitted on other originals with generated spectra projected, and K-means on the scores.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold, -1 for a model trained on all originals (nothing was held out then).
    original_rows : ndarray of int, shape (n,)
        Rows of the corrected set: the originals held out in this fold (all, for fold -1).
    generated_rows : ndarray of int, shape (m,)
        Rows of the generated table, as far as their spectra consist of numbers.
    original_scores, generated_scores : ndarray of float64, shape (n or m, k)
        PCA scores; the components are fitted on the originals of the class that are not shown
        (on all, for fold -1 and where fewer than three are left).
    explained_variance_ratio : ndarray of float64, shape (k,)
        Share of the originals' variance in each component.
    loadings : ndarray of float64, shape (k, n_points)
        Components.
    original_clusters, generated_clusters : ndarray of int, shape (n or m,)
        K-means cluster, 0 or 1, of both kinds together on at most ten scores.
    ari, purity : float
        Adjusted Rand index and purity of the clusters against original/generated; NaN where there
        are too few spectra.
    nearest_original : ndarray of int, shape (m,)
        Row (of the corrected set) of the original of the class nearest to each generated one.
    difference : MeanDifference, optional
        Mean of all generated spectra less that of the originals shown; ``None`` below two of a
        kind.
    measured : Measured, optional
        What the plausibility filter measured of the generated spectra, so that its limits can be
        moved; ``None`` where the training originals are not known.
    bands : BandValues, optional
        Position, width, height and area of each band in each spectrum; ``None`` without bands.
    """

    label: str
    fold: int
    original_rows: NDArray[np.intp]
    generated_rows: NDArray[np.intp]
    original_scores: NDArray[np.float64]
    generated_scores: NDArray[np.float64]
    explained_variance_ratio: NDArray[np.float64]
    loadings: NDArray[np.float64]
    original_clusters: NDArray[np.intp]
    generated_clusters: NDArray[np.intp]
    ari: float
    purity: float
    nearest_original: NDArray[np.intp]
    difference: MeanDifference | None = None
    measured: Measured | None = None
    bands: BandValues | None = None

    def nearest_of(self, generated_row: int) -> int | None:
        """Give the row of the original nearest to a generated spectrum, if it is in this view."""
        places = np.flatnonzero(self.generated_rows == generated_row)
        return int(self.nearest_original[places[0]]) if places.size else None


Views = dict[tuple[str, int], ReviewView]


def review_views(
    corrected: Spectra,
    fold: NDArray[np.int32],
    generated: Generated,
    split: SplitParams | None = None,
) -> Steps[Views]:
    """Make the views of every class and fold that has generated spectra.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    fold : ndarray of int32, shape (n_originals,)
        Fold in which each was held out.
    generated : Generated
        Generated spectra.
    split : SplitParams, optional
        How training originals were chosen; without it nothing is measured for the filter.
    """
    pairs = sorted({*zip(generated.label.tolist(), generated.fold.tolist(), strict=True)})
    views: Views = {}
    for number, (label, f) in enumerate(pairs):
        yield Progress(number / len(pairs), f"PCA and K-means of {label}")
        view = yield from part(
            _view(corrected, fold, generated, label, f),
            number / len(pairs),
            (number + 0.5) / len(pairs),
        )
        if split is not None:
            begin, end = (number + 0.5) / len(pairs), (number + 1) / len(pairs)
            yield Progress(begin, f"Plausibility of {label}")
            steps = _measured(corrected, fold, generated, view, split)
            view = replace(view, measured=(yield from part(steps, begin, end, f"{label}: ")))
        views[label, f] = view
    return views


def _measured(
    corrected: Spectra,
    fold: NDArray[np.int32],
    generated: Generated,
    view: ReviewView,
    params: SplitParams,
) -> Steps[Measured]:
    """Measure what the filter judges by, with the training originals that it learnt from."""
    split = Split(fold, (), frozenset())
    seen = split.training(corrected, view.label, view.fold)
    training, _ = set_aside(corrected, seen, params.validation_fraction, params.seed)
    drawn = generated.intensities[view.generated_rows]
    originals = corrected.intensities[training]
    learning = fit_filter(originals, corrected.raman_shift, corrected.x_unit)
    plausible = yield from part(learning, 0.0, 0.5)
    return (yield from part(plausible.measure(drawn), 0.5, 1.0))


def _view(
    corrected: Spectra, fold: NDArray[np.int32], generated: Generated, label: str, f: int
) -> Steps[ReviewView]:
    of_class = np.flatnonzero(corrected.label == label)
    originals = of_class if f < 0 else of_class[fold[of_class] == f]
    rows = np.flatnonzero((generated.label == label) & (generated.fold == f))
    # What a diverged network drew has no place in a plot; its verdict and the filter tell of it.
    rows = rows[np.isfinite(generated.intensities[rows]).all(axis=1)]
    drawn = generated.intensities[rows]
    fitted = rows_to_fit(of_class, fold, f)
    pca = fit_pca(corrected.intensities[fitted], min(_COMPONENTS, max(1, len(fitted) - 1)))
    scores = pca.project(corrected.intensities[originals])
    new_scores = pca.project(drawn)
    truth = np.repeat([0, 1], [len(scores), len(new_scores)])
    together = np.concatenate([scores, new_scores])[:, :KMEANS_COMPONENTS]
    yield Progress(0.2, f"K-means of {label}")
    clustering = cluster(together, truth)
    yield Progress(0.5, f"Nearest originals of {label}")
    own = corrected.intensities[of_class].astype(np.float64)
    _, near = yield from part(nearest_distance(drawn.astype(np.float64), own), 0.5, 0.8)
    yield Progress(0.8, f"Bands of {label}")
    shown = corrected.intensities[originals]
    enough = min(len(originals), len(rows)) > 1
    return ReviewView(
        label=label,
        fold=f,
        original_rows=originals,
        generated_rows=rows,
        original_scores=scores,
        generated_scores=new_scores,
        explained_variance_ratio=pca.explained_variance_ratio,
        loadings=pca.components,
        original_clusters=clustering.cluster[truth == 0],
        generated_clusters=clustering.cluster[truth == 1],
        ari=clustering.ari,
        purity=clustering.purity,
        nearest_original=of_class[near],
        difference=mean_difference_band(shown, drawn) if enough else None,
        bands=band_values(corrected.raman_shift, corrected.intensities[of_class], shown, drawn)
        if len(shown) and len(rows)
        else None,
    )
