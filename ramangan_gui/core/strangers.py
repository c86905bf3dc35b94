"""Which spectra of a substance are unlike all others, by how far each is from the nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: A stranger is so many times as far from the nearest other spectrum as is usual, and so many
#: robust standard deviations of the logarithm. (Spectra of measured sets reach 4.5 times and 14
#: deviations, but not both 3 and 8; one of another substance has 5 and 17 or more, the one halfway
#: between two materials of a line scan 20 and 23.)
_FARTHER, _OUTLYING = 3.0, 8.0
#: Spectra from which on it is known what is usual, and up to which one of them counts for much.
_FEWEST, _MOST = 10, 1000
#: Share of the spectra that may be strangers; where more are far from all others, this is usual.
_MOST_STRANGE = 0.1


def may_have_strangers(n: int) -> bool:
    """Say whether among so many spectra one could be told, and would count for much."""
    return _FEWEST <= n <= _MOST


def far_from_all(apart: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which spectra are far from all others, while these are near to each other.

    Parameters
    ----------
    apart : ndarray of float64, shape (n_spectra,)
        Distance of each spectrum to the nearest other one.

    Returns
    -------
    ndarray of bool, shape (n_spectra,)
        None of fewer than 10 or more than 1000 spectra (of these, one alone hardly counts), or
        where distances are not numbers.
    """
    n = len(apart)
    usual = float(np.median(apart)) if may_have_strangers(n) else 0.0
    if not usual > 0.0:  # nor where distances are not known
        return np.zeros(n, bool)
    logs = np.log(np.maximum(apart / usual, 1e-12))
    spread = 1.4826 * float(np.median(np.abs(logs)))
    found = logs > max(np.log(_FARTHER), _OUTLYING * spread)
    return np.asarray(found if found.sum() <= _MOST_STRANGE * n else np.zeros(n, bool))
