"""What training tells its driver: curves, a few spectra, how far it has come."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.progress import Progress
from ..base import CURVES, TrainingView
from ..variation import Variation
from .scaling import Scaling
from .trainer import Trainer

_INTERVAL = 0.05
_SAMPLE_INTERVAL = 1.0
_N_SAMPLES = 6


def report(fraction: float, view: TrainingView) -> Progress:
    """Report how far training has come, in words and for a view."""
    message = f"{view.stage}, step {view.iteration} of {view.n_iterations}"
    return Progress(fraction, message, view)


class Reporter:
    """Collects curves and decides when it is time to tell.

    Time decides only when something is told, never what is computed.

    Parameters
    ----------
    trainer : Trainer
        What is in training.
    variation, scaling
        For showing spectra in the units of the originals.
    intensities : ndarray of float64, shape (n_spectra, n_points)
        Training spectra in the variation's unit.
    """

    def __init__(
        self,
        trainer: Trainer,
        variation: Variation,
        scaling: Scaling,
        intensities: NDArray[np.float64],
    ) -> None:
        self._trainer, self._unit, self._scaling = trainer, variation.unit, scaling
        self._intensities = intensities
        self._squares = np.einsum("ij,ij->i", intensities, intensities)
        self.iterations: list[int] = []
        self.losses: dict[str, list[float]] = {name: [] for name in CURVES}
        self.warnings: list[str] = []
        self._told = self._warned = 0
        self._last = self._last_samples = time.perf_counter()

    def record(self, iteration: int, **values: float) -> None:
        """Add one point to the curves; those not named get NaN."""
        self.iterations.append(iteration)
        for name, curve in self.losses.items():
            curve.append(values.get(name, math.nan))

    def due(self) -> bool:
        """Whether it is time to tell."""
        return time.perf_counter() - self._last >= _INTERVAL

    def tell(
        self, fraction: float, stage: str, iteration: int, n_iterations: int, weights: Tensor
    ) -> Progress:
        """Give what is new since the last time."""
        self._last = time.perf_counter()
        samples = nearest = None
        if self._last - self._last_samples >= _SAMPLE_INTERVAL:
            samples, nearest = self.samples(weights, iteration)
            self._last_samples = time.perf_counter()
        new = slice(self._told, None)
        view = TrainingView(
            stage=stage,
            iteration=iteration,
            n_iterations=n_iterations,
            iterations=np.array(self.iterations[new], np.int64),
            losses={k: np.array(v[new], np.float32) for k, v in self.losses.items()},
            samples=samples,
            nearest=nearest,
            warnings=tuple(self.warnings[self._warned :]),
        )
        self._told, self._warned = len(self.iterations), len(self.warnings)
        return report(fraction, view)

    def samples(self, weights: Tensor, seed: int) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        """Give a few spectra made now and, for each, the row of the nearest training spectrum."""
        rng = torch.Generator().manual_seed(seed)
        structure, noise, _ = self._trainer.draw(weights, _N_SAMPLES, rng)
        spectra = self._scaling.inverse(structure + noise)
        # A difference from every training spectrum would take longer than the training between.
        nearest = (self._squares - 2.0 * spectra @ self._intensities.T).argmin(axis=1)
        return (spectra * self._unit).astype(np.float32), nearest

    def curves(self) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]]:
        """Give all curves that hold anything."""
        arrays = {name: np.array(values, np.float32) for name, values in self.losses.items()}
        told = {name: values for name, values in arrays.items() if np.isfinite(values).any()}
        return np.array(self.iterations, np.int64), told

    def state(self) -> dict[str, Any]:
        """Give the curves for a checkpoint."""
        curves = {f"curve.{k}": np.array(v, np.float64) for k, v in self.losses.items()}
        return {"curve.iterations": np.array(self.iterations, np.int64), **curves}

    def load(self, state: Mapping[str, Any]) -> None:
        """Continue from what :meth:`state` gave."""
        self.iterations = state["curve.iterations"].tolist()
        self.losses = {name: state[f"curve.{name}"].tolist() for name in CURVES}
