"""A small cross-validated linear classifier, and how well it tells two kinds of spectra apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from .features import texture_features
from .pca import fit_pca

#: Parts of the cross-validation.
N_PARTS = 5

#: Principal components that the classifier sees, at most and per spectrum.
_MOST_SCORES, _SCORES_PER_SPECTRUM = 30, 0.25

#: Ridge: this part of the number of spectra, and as much again as there are features.
_RIDGE = 0.1

Values = NDArray[np.float64]


def separating_features(spectra: Values) -> Values:
    """Describe spectra by what might separate two kinds: PCA scores and texture.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Both kinds together, so that nothing here knows which is which.

    Returns
    -------
    ndarray of float64, shape (n, n_features)
        Standardised; constant features are 0.
    """
    wanted = int(np.clip(_SCORES_PER_SPECTRUM * len(spectra), 1, _MOST_SCORES))
    scores = fit_pca(spectra, wanted).project(spectra)
    texture = texture_features(spectra, spectra.mean(axis=0))
    features = np.concatenate([scores, texture], axis=1)
    features -= features.mean(axis=0)
    spread = features.std(axis=0)
    floor = 1e-9 * float(spread.max(initial=0.0)) + np.finfo(np.float64).tiny
    return np.where(spread > floor, features / np.maximum(spread, floor), 0.0)


def decisions(features: Values, targets: NDArray[np.floating], rng: np.random.Generator) -> Values:
    """Give the cross-validated decision values of a ridge classifier.

    Every spectrum is valued by weights that were fitted without it. Spectra are dealt to the parts
    blindly, so that permuting the labels permutes everything that depends on them.

    Parameters
    ----------
    features : ndarray of float64, shape (n, n_features)
        Standardised features.
    targets : ndarray, shape (b, n)
        +1 and -1; each row is one assignment of the labels.
    rng : numpy.random.Generator
        Deals the spectra to the parts.

    Returns
    -------
    ndarray of float64, shape (b, n)
        The larger, the more like the spectra of target +1.
    """
    n, n_features = features.shape
    parts = rng.permutation(n) % min(N_PARTS, n)
    values = np.zeros(targets.shape)
    for part in range(int(parts.max(initial=0)) + 1):
        test, train = parts == part, parts != part
        centre = features[train].mean(axis=0)
        seen = features[train] - centre
        ridge = _RIDGE * len(seen) + n_features
        gram = seen.T @ seen + ridge * np.eye(n_features)
        weights = np.linalg.solve(gram, seen.T @ targets[:, train].T)
        values[:, test] = ((features[test] - centre) @ weights).T
    return values


def auc(features: Values, signs: NDArray[np.floating], rng: np.random.Generator) -> Values:
    """Give the area under the receiver operating characteristic for many labellings.

    Parameters
    ----------
    features : ndarray of float64, shape (n, n_features)
        Of both kinds together.
    signs : ndarray, shape (b, n)
        +1 original, -1 generated.
    rng : numpy.random.Generator
        Deals the spectra to the parts of the cross-validation.

    Returns
    -------
    ndarray of float64, shape (b,)
        Probability that a generated spectrum is valued above an original; ties count half.
    """
    return area(decisions(features, -signs, rng), signs < 0)


def resplit_auc(
    features: Values, splits: NDArray[np.int8], rng: np.random.Generator
) -> Steps[Values]:
    """Give the same for random divisions of the originals into two kinds.

    Parameters
    ----------
    features : ndarray of float64, shape (u, n_features)
        Of the originals.
    splits : ndarray of int8, shape (b, u)
        1 and 2 for the kinds, 0 for spectra left out.
    rng : numpy.random.Generator
        As in :func:`auc`.

    Returns
    -------
    ndarray of float64, shape (b,)
    """
    found = np.empty(len(splits))
    for number, split in enumerate(splits):
        used = split > 0
        signs = np.where(split[used] == 1, 1.0, -1.0)[None]
        found[number] = auc(features[used], signs, rng)[0]
        if number % 20 == 0:
            yield Progress(number / len(splits), "Training a classifier on measured spectra")
    return found


def area(values: Values, positive: NDArray[np.bool_]) -> Values:
    """Give the area under the curve, row by row: the Mann-Whitney statistic as a share.

    Parameters
    ----------
    values : ndarray of float64, shape (b, n)
        Decision values.
    positive : ndarray of bool, shape (b, n)
        Which should be the larger.
    """
    from scipy.stats import rankdata

    n_positive = positive.sum(axis=1)
    n_negative = positive.shape[1] - n_positive
    ranks = np.where(positive, rankdata(values, axis=1), 0.0).sum(axis=1)
    least = n_positive * (n_positive + 1) / 2
    return np.asarray((ranks - least) / np.maximum(n_positive * n_negative, 1))
