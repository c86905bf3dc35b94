from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.convolution import (
    CHANNELS,
    KERNEL,
    STRIDE,
    first_weights,
    loss_and_gradient,
    train_network,
)


def slow_loss(weights: dict[str, np.ndarray], values: np.ndarray, classes: np.ndarray) -> float:
    """Do the same by loops over places, channels and taps."""

    def convolved(signal: list[np.ndarray], name: str, n_filters: int) -> list[np.ndarray]:
        places = (len(signal[0]) - KERNEL) // STRIDE + 1
        channels = []
        for f in range(n_filters):
            out = np.zeros(places)
            for place in range(places):
                total = weights[f"{name}_offset"][f]
                for c, channel in enumerate(signal):
                    for tap in range(KERNEL):
                        weight = weights[name][c * KERNEL + tap, f]
                        total += weight * channel[place * STRIDE + tap]
                out[place] = max(total, 0.0)
            channels.append(out)
        return channels

    losses = []
    for value, label in zip(values, classes, strict=True):
        hidden = convolved(convolved([value], "first", CHANNELS[0]), "second", CHANNELS[1])
        flat = np.stack(hidden, axis=1).ravel()
        logits = flat @ weights["last"] + weights["last_offset"]
        losses.append(np.log(np.exp(logits).sum()) - logits[label])
    return float(np.mean(losses))


@pytest.fixture
def batch():
    rng = np.random.default_rng(0)
    weights = {k: v.astype(float) for k, v in first_weights(70, 3, rng).items()}
    for name in weights:
        if name.endswith("offset"):
            weights[name] = 0.1 * rng.normal(size=weights[name].shape)
    return weights, rng.normal(size=(4, 70)), np.array([0, 2, 1, 2])


def test_that_the_loss_agrees_with_loops(batch) -> None:
    assert loss_and_gradient(*batch)[0] == pytest.approx(slow_loss(*batch))


def test_that_slopes_agree_with_finite_differences(batch) -> None:
    weights, values, classes = batch
    slopes = loss_and_gradient(weights, values, classes)[1]
    rng = np.random.default_rng(1)
    assert set(slopes) == set(weights)
    for name, slope in slopes.items():
        for _ in range(5):
            place = tuple(rng.integers(0, n) for n in weights[name].shape)
            losses = []
            for step in (1e-6, -1e-6):
                moved = {k: v.copy() for k, v in weights.items()}
                moved[name][place] += step
                losses.append(loss_and_gradient(moved, values, classes)[0])
            assert slope[place] == pytest.approx((losses[0] - losses[1]) / 2e-6, abs=1e-6)


def substances(n: int, seed: int, n_points: int = 120) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    classes = rng.integers(0, 3, n)
    places = np.array([30, 60, 90])[classes]
    x = np.arange(n_points)
    spectra = np.exp(-0.5 * ((x - places[:, None]) / 4) ** 2)
    return (spectra + 0.3 * rng.normal(size=spectra.shape)).astype(np.float32), classes


def test_that_the_network_learns_substances_and_repeats_itself() -> None:
    spectra, classes = substances(60, 0)
    network = run(train_network(spectra, classes, 3, seed=0))
    fresh, expected = substances(200, 1)
    assert (network.predict(fresh) == expected).mean() > 0.95
    again = run(train_network(spectra, classes, 3, seed=0))
    assert all(np.array_equal(network.weights[k], again.weights[k]) for k in network.weights)


@pytest.mark.parametrize("n_points", [5, 41, 42, 203])
def test_that_any_length_will_do(n_points: int) -> None:
    spectra = np.random.default_rng(0).normal(size=(6, n_points)).astype(np.float32)
    network = run(train_network(spectra, np.arange(6) % 2, 2, seed=0))
    assert network.predict(spectra).shape == (6,)
