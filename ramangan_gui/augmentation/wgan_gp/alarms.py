"""Alarms while a network trains: what is wrong with its spectra now, in words.

Generated spectra are compared with validation spectra, which the network does not learn from. An
alarm is raised when the same fault shows in two states one after the other.
"""

from __future__ import annotations

import numpy as np

from ..noise_model import Array, point_noise

#: Noise of generated over that of validation spectra that is still usual.
_QUIET, _LOUD = 0.85, 1.18
#: Smallest part of the validation spectra near which generated ones must lie, and how near: not
#: farther than this many training spectra do.
_COVERED, _NEIGHBOURS = 0.7, 5
#: Smallest distance to the training spectra, generated over validation spectra, that is no copying.
_APART = 0.8


class Alarms:
    """Watches the states of one training.

    Parameters
    ----------
    training, validation : ndarray of float64, shape (n_spectra, n_points)
        Originals in the unit of the drawn spectra.
    directions : ndarray of float64, shape (n_components, n_points)
        Components along which distances are taken.
    """

    def __init__(self, training: Array, validation: Array, directions: Array) -> None:
        self._directions = directions
        self._training, self._validation = training @ directions.T, validation @ directions.T
        self._noise = float(np.median(point_noise(validation)))
        near = distances(self._validation, self._training)
        near.sort(axis=1)
        self._apart = float(np.median(near[:, 0]))
        self._radius = near[:, min(_NEIGHBOURS, near.shape[1]) - 1]
        self._before: set[str] = set()
        self._told: set[str] = set()

    def hear(self, drawn: Array) -> list[str]:
        """Give the alarms that the spectra of another state raise, each only once.

        Parameters
        ----------
        drawn : ndarray of float64, shape (n, n_points)
            Spectra generated in this state.
        """
        found = self.faults(drawn)
        raised = [kind for kind in found if kind in self._before - self._told]
        self._before = set(found)
        self._told |= set(raised)
        return [found[kind] for kind in raised]

    def faults(self, drawn: Array) -> dict[str, str]:
        """Say what is wrong with generated spectra, by kind of fault."""
        places, found = drawn @ self._directions.T, {}
        ratio = float(np.median(point_noise(drawn))) / max(self._noise, 1e-300)
        if not _QUIET <= ratio <= _LOUD:
            found["noise"] = (
                f"Generated spectra are {ratio:.2f} times as noisy as the validation spectra."
            )
        reached = distances(self._validation, places).min(axis=1) <= self._radius
        if reached.mean() < _COVERED:
            found["coverage"] = (
                f"Only {reached.mean():.0%} of the validation spectra have generated ones nearby: "
                "some kinds of spectra are not made."
            )
        apart = float(np.median(distances(places, self._training).min(axis=1)))
        ratio = apart / max(self._apart, 1e-300)
        if ratio < _APART:
            found["memorisation"] = (
                f"Generated spectra lie {ratio:.2f} times as far from the training spectra as the "
                "validation spectra do: they begin to repeat them."
            )
        return found


def distances(places: Array, others: Array) -> Array:
    """Euclidean distances, shape (n, m)."""
    squares = np.sum(places**2, axis=1)[:, None] + np.sum(others**2, axis=1)
    return np.asarray(np.sqrt(np.maximum(squares - 2.0 * places @ others.T, 0.0)))
