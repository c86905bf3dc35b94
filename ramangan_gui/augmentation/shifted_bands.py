"""Bands that shift each on its own, followed to second order.

To first order, a band that shifts adds its slope to a spectrum, and components say by how much at
each place. But twice the shift is not twice that difference: the band also loses height where it
was and gains it at both sides, as its second derivative says, with the square of the shift. Shifts
of a dozen bands are mixed in as many components, so that this goes with hundreds of products of
scores: far too many for their curves to be estimated one by one, as :mod:`.bends` does. But nothing
of them is unknown. Each component says how far it shifts each band, the mean spectrum has the
second derivatives, and one number, by how much all of it is found again in what components leave of
the spectra, tells whether they vary so.

References
----------
Simard, LeCun, Denker, Victorri, Transformation invariance in pattern recognition, LNCS 1524 (1998),
doi 10.1007/3-540-49430-8_13 (what a shift is to first order).
"""

from __future__ import annotations

import numpy as np

from .bends import MIN_SPECTRA, MOST, Bends, found_again, products_alone
from .noise_model import Array

#: Points over which the mean is smoothed for its derivatives, and where bands are told apart.
_WIDTH, _WIDER = 1.5, 3.0
#: Share of what components vary by at a band that must be its shift.
_LEAST_SHIFT = 0.3
#: Largest share of what a shift adds to first order that it may add to second: beyond, and where
#: nothing but noise has a slope, the expansion means nothing.
_MOST_BENT = 0.35
#: Ridge, relative to the length of a curve, that keeps curves of a band apart from each other.
_RIDGE = 1e-2
#: What is foretold must be found again beyond this many standard errors, and with this share of its
#: strength. (Where bands shift on their own: 6 to 11 and 0.4 to 0.9; where they vary in all ways,
#: this one among them, 2 to 6 and 0.1 to 0.4; where they do not shift so, at most 2.)
_ERRORS, _LEAST_SHARE = 5.0, 0.3
#: Share of the strength of all curves that those which are kept have.
_KEPT = 0.99


def find_shifts(
    values: Array, mean: Array, loadings: Array, scores: Array, directions: Array, known: Bends
) -> tuple[Bends, Array]:
    """Foretell what shifts of single bands add to second order, if spectra vary so.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        Training spectra.
    mean : ndarray of float64, shape (n_points,)
        Their denoised mean.
    loadings : ndarray of float64, shape (n_components, n_points)
        Denoised components, each times the standard deviation of its score.
    scores : ndarray of float64, shape (n_spectra, n_components)
        Scores of the spectra, each of unit variance.
    directions : ndarray of float64, shape (n_components, n_points)
        Orthonormal components.
    known : Bends
        What is known already to second order.

    Returns
    -------
    bends : Bends
        None where spectra do not vary so, or are fewer than 40.
    slopes : ndarray of float64, shape (n_components, n_bends)
        As :func:`.bends.find_bends` gives them.
    """
    n_components = scores.shape[1]
    nothing = Bends.none(mean.size), np.empty((n_components, 0))
    if len(scores) < MIN_SPECTRA:
        return nothing
    shifts, curves = _shifts(mean, loadings)
    if len(shifts) == 0:
        return nothing
    first, second = np.triu_indices(n_components)
    twice = np.where(first == second, 1.0, 2.0)
    of_pairs = (twice * shifts[:, first] * shifts[:, second]).T @ curves
    strengths = np.sum(of_pairs**2, axis=1)
    order = np.argsort(-strengths)[:MOST]
    together = np.cumsum(strengths[order])
    kept = np.sort(order[: int(np.searchsorted(together, _KEPT * together[-1])) + 1])
    pairs = np.column_stack([first, second])[kept]
    curves = of_pairs[kept]
    levels, slopes, alone = products_alone(pairs, scores)
    # Beside components, and without another table as large as that of the spectra.
    beside = curves - (curves @ directions.T) @ directions
    left = values @ beside.T - known.terms(scores) @ (known.curves @ beside.T)
    again = np.sum(alone * (left - left.mean(axis=0)), axis=1)
    expected = float(np.sum((alone @ (curves @ curves.T)) * alone))
    share = found_again(again, expected, _ERRORS, _LEAST_SHARE)
    return (Bends(pairs, levels, share * curves), slopes) if share > 0.0 else nothing


def _shifts(mean: Array, loadings: Array) -> tuple[Array, Array]:
    """Give shifts of bands and what goes with their squares.

    Returns
    -------
    shifts : ndarray of float64, shape (n_bands, n_components)
        How far a score of 1 shifts each band, in points.
    curves : ndarray of float64, shape (n_bands, n_points)
        What a shift of one point adds beside the slope.
    """
    from scipy.ndimage import gaussian_filter1d  # late: a start need not wait for it

    steps = np.diff(gaussian_filter1d(mean, _WIDER))
    valleys = np.flatnonzero((steps[:-1] < 0.0) & (steps[1:] > 0.0)) + 1
    slope, bow = (gaussian_filter1d(mean, _WIDTH, order=order) for order in (1, 2))
    shifts, curves = [], []
    for begin, end in zip([0, *valleys], [*valleys, mean.size], strict=True):
        here = slice(begin, end)
        # Height and width of the band, and its background, have their own share in components.
        others = mean[here] - np.median(mean), bow[here], np.ones(end - begin)
        band = np.stack([slope[here], *others])
        lengths = np.maximum(np.linalg.norm(band, axis=1), 1e-300)
        band /= lengths[:, None]
        ridge = band @ band.T + _RIDGE * np.eye(len(band))
        parts = np.linalg.solve(ridge, band @ loadings[:, here].T)[0]
        shift = parts / lengths[0]
        is_shift = np.sum(parts**2) > _LEAST_SHIFT * np.sum(loadings[:, here] ** 2)
        bent = 0.5 * float(np.linalg.norm(shift)) * lengths[2]
        if is_shift and bent < _MOST_BENT * lengths[0]:
            shifts.append(shift)
            curve = np.zeros(mean.size)
            curve[here] = 0.5 * bow[here]
            curves.append(curve)
    return (
        np.array(shifts).reshape(-1, len(loadings)),
        np.array(curves).reshape(-1, mean.size),
    )
