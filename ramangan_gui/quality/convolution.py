"""A small one-dimensional convolutional network that names the substance of a spectrum.

It stands for what users train on augmented sets: two convolutions of stride 4 with rectified units,
then one linear layer. Written out here because it is small, and because PyTorch is kept to the
generator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ..core.progress import Progress, Steps

#: Points under a filter, points between two places of it, and filters of both layers.
KERNEL, STRIDE, CHANNELS = 9, 4, (8, 16)

#: Steps of training, spectra in each, rate at the start, and decay of the weights.
N_STEPS, BATCH, _RATE, _DECAY = 200, 32, 3e-3, 1e-4

#: Decay rates of the moments, and the floor of the second (Kingma and Ba, Adam, ICLR 2015).
_BETA, _FLOOR = (0.9, 0.999), 1e-8

Array = NDArray[np.floating[Any]]
Weights = Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class Network:
    """A trained network.

    Parameters
    ----------
    weights : mapping of str to ndarray
        Filters and offsets of both convolutions, and of the linear layer.
    centre, scale : ndarray
        Mean training spectrum and usual deviation from it, which inputs are standardised by.
    """

    weights: Weights
    centre: Array
    scale: float

    def predict(self, spectra: Array) -> NDArray[np.intp]:
        """Give the number of the most probable class of each spectrum."""
        values = _standardised(spectra, self.centre, self.scale)
        return np.asarray(_forward(self.weights, values)[-1].argmax(axis=1), np.intp)


def train_network(
    spectra: Array, classes: NDArray[np.integer], n_classes: int, seed: int
) -> Steps[Network]:
    """Train on labelled spectra.

    Parameters
    ----------
    spectra : ndarray, shape (n, n_points)
        Training spectra.
    classes : ndarray of int, shape (n,)
        Class of each, from 0.
    n_classes : int
        Number of classes.
    seed : int
        Seed of the first weights and of the batches.

    Yields
    ------
    Progress

    Returns
    -------
    Network
        After a fixed number of steps, so that sets of different size cost the same.
    """
    rng = np.random.default_rng(seed)
    centre = np.asarray(spectra.mean(axis=0), np.float32)
    scale = float((spectra - centre).std()) or 1.0
    values = _standardised(spectra, centre, scale)
    weights = first_weights(spectra.shape[1], n_classes, rng)
    moments = {name: (np.zeros_like(w), np.zeros_like(w)) for name, w in weights.items()}
    for step in range(1, N_STEPS + 1):
        rows = rng.integers(0, len(values), min(BATCH, len(values)))
        _, slopes = loss_and_gradient(weights, values[rows], classes[rows])
        rate = _RATE * (1.0 - (step - 1) / N_STEPS)
        for name, slope in slopes.items():
            first, second = moments[name]
            first += (1 - _BETA[0]) * (slope - first)
            second += (1 - _BETA[1]) * (slope**2 - second)
            usual = np.sqrt(second / (1 - _BETA[1] ** step)) + _FLOOR
            weights[name] -= rate * (
                first / (1 - _BETA[0] ** step) / usual + _DECAY * weights[name]
            )
        if step % 50 == 0:
            yield Progress(step / N_STEPS, "Training a network")
    return Network(weights, centre, scale)


def first_weights(n_points: int, n_classes: int, rng: np.random.Generator) -> dict[str, Array]:
    """Draw weights to start from, scaled to the number of inputs (He et al., ICCV 2015)."""
    first, second = CHANNELS
    length = _length(_length(max(n_points, _shortest())))
    sizes = {
        "first": (KERNEL, first), "second": (first * KERNEL, second),
        "last": (length * second, n_classes),
    }  # fmt: skip
    weights: dict[str, Array] = {}
    for name, (inputs, outputs) in sizes.items():
        spread = np.sqrt((1.0 if name == "last" else 2.0) / inputs)
        weights[name] = (spread * rng.normal(size=(inputs, outputs))).astype(np.float32)
        weights[f"{name}_offset"] = np.zeros(outputs, np.float32)
    return weights


def loss_and_gradient(
    weights: Weights, values: Array, classes: NDArray[np.integer]
) -> tuple[float, dict[str, Array]]:
    """Give the mean cross-entropy of a batch and its slope along every weight.

    Parameters
    ----------
    weights : mapping of str to ndarray
        As from :func:`first_weights`.
    values : ndarray, shape (n, n_points)
        Standardised spectra.
    classes : ndarray of int, shape (n,)
        Their classes.
    """
    n = len(values)
    under_first, hidden_first, under_second, hidden_second, logits = _forward(weights, values)
    logits = logits - logits.max(axis=1, keepdims=True)
    chances = np.exp(logits)
    chances /= chances.sum(axis=1, keepdims=True)
    loss = -float(np.log(np.maximum(chances[np.arange(n), classes], 1e-30)).mean())
    back = chances.copy()
    back[np.arange(n), classes] -= 1.0
    back /= n
    flat = hidden_second.reshape(n, -1)
    slopes = {"last": flat.T @ back, "last_offset": back.sum(axis=0)}
    back = (back @ weights["last"].T).reshape(hidden_second.shape) * (hidden_second > 0)
    slopes |= _slopes("second", under_second, back)
    back = _spread_back(back @ weights["second"].T, hidden_first.shape) * (hidden_first > 0)
    slopes |= _slopes("first", under_first, back)
    return loss, slopes


def _forward(weights: Weights, values: Array) -> tuple[Array, Array, Array, Array, Array]:
    """Give what lies under the filters and what comes of it, layer by layer; last the logits."""
    missing = _shortest() - values.shape[1]
    if missing > 0:
        values = np.pad(values, ((0, 0), (0, missing)), "edge")
    under_first = _windows(values[:, :, None])
    hidden_first = np.maximum(under_first @ weights["first"] + weights["first_offset"], 0)
    under_second = _windows(hidden_first)
    hidden_second = np.maximum(under_second @ weights["second"] + weights["second_offset"], 0)
    flat = hidden_second.reshape(len(values), -1)
    logits = flat @ weights["last"] + weights["last_offset"]
    return under_first, hidden_first, under_second, hidden_second, logits


def _windows(values: Array) -> Array:
    """Lay out what each place of a filter covers: (n, length, c) to (n, places, c * KERNEL)."""
    view = sliding_window_view(values, KERNEL, axis=1)[:, ::STRIDE]
    return np.ascontiguousarray(view).reshape(*view.shape[:2], -1)


def _spread_back(covered: Array, shape: tuple[int, ...]) -> Array:
    """Undo :func:`_windows`: add up what every point has in all the windows that cover it."""
    n, places = covered.shape[:2]
    taps = covered.reshape(n, places, shape[2], KERNEL)
    total = np.zeros(shape, covered.dtype)
    for tap in range(KERNEL):
        total[:, tap : tap + STRIDE * (places - 1) + 1 : STRIDE] += taps[:, :, :, tap]
    return total


def _slopes(name: str, under: Array, back: Array) -> dict[str, Array]:
    filters = under.reshape(-1, under.shape[2]).T @ back.reshape(-1, back.shape[2])
    return {name: filters, f"{name}_offset": back.sum(axis=(0, 1))}


def _standardised(spectra: Array, centre: Array, scale: float) -> Array:
    return np.asarray((spectra - centre) / np.float32(scale), np.float32)


def _length(n_points: int) -> int:
    return (n_points - KERNEL) // STRIDE + 1


def _shortest() -> int:
    """Give the fewest points that both convolutions fit into."""
    return KERNEL + STRIDE * (KERNEL - 1)
