"""t-SNE: spectra laid out on a plane so that neighbours stay neighbours. A picture, not a measure.

It serves to find groups and strays by eye. How far apart groups lie, how large they are and how
dense means nothing, so no figure and no verdict is ever taken from it.
"""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.progress import Progress, Steps

#: Spectra that are laid out, at least and at most.
FEWEST, MOST = 10, 3000

#: Neighbours that each spectrum keeps, more or less; fewer where there are few spectra.
PERPLEXITY = 30.0

#: Iterations between two words of progress (as few as the library takes), and rounds of them.
_ITERATIONS, _N_ROUNDS = 250, 4

#: How much neighbours are drawn together in the first round.
_EXAGGERATION = 12.0


def lay_out(scores: NDArray[np.float64], seed: int = 0) -> Steps[NDArray[np.float64]]:
    """Lay spectra out on a plane by t-SNE.

    Parameters
    ----------
    scores : ndarray of float64, shape (n, k)
        Principal component scores.
    seed : int
        Seed of what is random.

    Yields
    ------
    Progress
        After every round, so that the work can be cancelled.

    Returns
    -------
    ndarray of float64, shape (n, 2)

    Raises
    ------
    SpectraError
        If there are too few spectra, or too many.

    References
    ----------
    van der Maaten and Hinton, Visualizing data using t-SNE, JMLR 9 (2008) 2579.
    """
    n = len(scores)
    if not FEWEST <= n <= MOST:
        raise SpectraError(
            f"t-SNE lays out {FEWEST} to {MOST:,} spectra; these are {n:,}.",
            "Look at the PCA scores instead.",
        )
    yield Progress(0.0, "t-SNE")
    from sklearn.manifold import TSNE

    centred = scores - scores.mean(axis=0)
    size = float(np.abs(centred).max(initial=0.0))
    if size == 0:
        raise SpectraError("All spectra are the same, so there is nothing to lay out.")
    centred = centred / size
    places: NDArray[np.float64] | str = "pca"
    for number in range(_N_ROUNDS):
        rounds = TSNE(
            perplexity=min(PERPLEXITY, (n - 1) / 3),
            early_exaggeration=1.0 if number else _EXAGGERATION,
            learning_rate=max(n / _EXAGGERATION / 4, 50.0),
            max_iter=_ITERATIONS,
            init=places,
            random_state=seed,
        )
        with warnings.catch_warnings():
            # That a round ends before it settles is what the next one is for.
            warnings.simplefilter("ignore")
            places = np.asarray(rounds.fit_transform(centred), np.float64)
        yield Progress((number + 1) / _N_ROUNDS, "t-SNE")
    assert not isinstance(places, str)
    return places
