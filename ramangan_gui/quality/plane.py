"""Whether a spectrum lies among measured ones in the plane in which these vary most.

Noise has many directions, and hides in the distance between two spectra that a third one lies in
the empty space between two forms of a substance. In the plane of the first two components, where
the forms are apart, there is little noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from .authenticity import SAME
from .pca import PCA, fit_pca

#: Components that are looked at, and training spectra that these are learnt from, at most.
_COMPONENTS, _MOST_LEARNT = 2, 500
#: Parts of which each is measured in the plane of the others, and how they are drawn.
_PARTS, _SEED = 5, 0

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Plane:
    """The plane of the first two components of training spectra, and where these lie in it.

    Parameters
    ----------
    pca : PCA
        Mean and components.
    places : ndarray of float64, shape (t, k)
        Scores of the training spectra.
    usual : float
        Typical distance of a spectrum to the nearest of the training spectra.
    """

    pca: PCA
    places: Values
    usual: float

    def distance(self, spectra: Values) -> Values:
        """Distance of each to the nearest training spectrum in the plane, over the usual one.

        Parameters
        ----------
        spectra : ndarray of float64, shape (m, n_points)
            Spectra, averaged as those that were learnt from.
        """
        return _to_nearest(self.pca.project(spectra), self.places) / self.usual


def learn_plane(spectra: Values) -> Steps[tuple[Plane, Values]]:
    """Learn the plane, and how far spectra lie from each other in it.

    Parameters
    ----------
    spectra : ndarray of float64, shape (t, n_points)
        Training spectra, averaged over some points; at least four.

    Yields
    ------
    Progress

    Returns
    -------
    plane : Plane
        Of all of them.
    distance : ndarray of float64
        As :meth:`Plane.distance` gives it for new spectra: of each part of the training spectra in
        the plane of the others. In their own plane they would lie too far from each other, along
        components that were fitted to their noise.
    """
    some = spectra[:: -(-len(spectra) // _MOST_LEARNT)]
    parts = np.random.default_rng(_SEED).permutation(np.arange(len(some)) % _PARTS)
    apart = np.empty(len(some))
    for number in np.unique(parts):
        yield Progress(number / (_PARTS + 1), "Measuring plausibility")
        out = parts == number
        pca = fit_pca(some[~out], _COMPONENTS)
        apart[out] = _to_nearest(pca.project(some[out]), pca.project(some[~out]))
    yield Progress(_PARTS / (_PARTS + 1), "Measuring plausibility")
    pca = fit_pca(some, _COMPONENTS)
    smallest = SAME * float(np.linalg.norm(pca.mean)) or 1.0
    usual = max(float(np.median(apart)), smallest)
    return Plane(pca, pca.project(spectra), usual), apart / usual


def _to_nearest(places: Values, others: Values) -> Values:
    from scipy.spatial import KDTree  # late: a start need not wait for it

    return np.asarray(KDTree(others).query(places)[0], np.float64)
