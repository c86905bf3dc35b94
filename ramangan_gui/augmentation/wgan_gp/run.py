"""Everything that one training holds, and how it is kept against a crash."""

from __future__ import annotations

import enum
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...core.spectra import Spectra
from ..base import Checkpoints
from .judging import Judge
from .material import array
from .params import WganGpParams
from .reporting import Reporter
from .trainer import Trainer

#: Seconds of training that a crash may cost.
CHECKPOINT_SECONDS = 10.0

#: Raised whenever a state written by an older version can no longer be continued.
_STATE_VERSION = 13


class Outcome(enum.Enum):
    """How the adversarial phase ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    MEMORISED = "memorised"
    DIVERGED = "diverged"


@dataclass
class Run:
    """One training.

    Parameters
    ----------
    params : WganGpParams
        Choices.
    trainer : Trainer
        Networks and optimisers.
    reporter : Reporter
        Curves.
    judge : Judge, optional
        Chooses between states; ``None`` where validation spectra are too few.
    n_validation : int
        Number of validation spectra.
    curve_spectra : tuple of Tensor
        Training and validation originals (scaled) on which the curves are taken.
    fingerprint : str
        Identifies spectra, parameters, seed and version of torch.
    checkpoints : Checkpoints, optional
        Where the state is kept.
    states : dict of int to Tensor
        Weights that may be kept, by iteration; 0 is the warm start.
    distances : dict of int to float
        Their distance to the validation spectra.
    varieties : dict of int to float
        Variance of what they generate, over that of the training spectra.
    outcome : Outcome
        How the adversarial phase ended.
    """

    params: WganGpParams
    trainer: Trainer
    reporter: Reporter
    judge: Judge | None
    n_validation: int
    curve_spectra: tuple[Tensor, Tensor]
    fingerprint: str = ""
    checkpoints: Checkpoints | None = None
    states: dict[int, Tensor] = field(default_factory=dict)
    distances: dict[int, float] = field(default_factory=dict)
    varieties: dict[int, float] = field(default_factory=dict)
    outcome: Outcome = Outcome.FINISHED
    _saved: float = field(default_factory=time.perf_counter)

    def keep(self, weights: Tensor) -> None:
        """Remember a state that may be kept, and what is known of it."""
        iteration = self.trainer.iteration
        self.states[iteration] = weights.clone()
        self.varieties[iteration] = self.trainer.variety(weights)
        if self.judge is not None:
            self.distances[iteration] = self.judge.distance(self.trainer, weights)
            self.reporter.warnings += self.judge.alarms(self.trainer, weights)

    def advantages(self, n_generated: int) -> tuple[Tensor, Tensor]:
        """Scores of training and validation originals less the mean of generated spectra."""
        training, validation = (
            self.trainer.advantages(
                spectra, n_generated, torch.Generator().manual_seed(self.trainer.iteration)
            )
            for spectra in self.curve_spectra
        )
        return training, validation

    def save(self) -> None:
        """Write a checkpoint if it is time for one."""
        now = time.perf_counter()
        if self.checkpoints is None or now - self._saved < CHECKPOINT_SECONDS:
            return
        self._saved = now
        state = {
            "fingerprint": self.fingerprint,
            **self.trainer.state(),
            **self.reporter.state(),
            "distances": {str(k): v for k, v in self.distances.items()},
            "varieties": {str(k): v for k, v in self.varieties.items()},
            "states": sorted(self.states),
            "outcome": self.outcome.value,
        }
        state |= {f"state.{k}": array(weights) for k, weights in self.states.items()}
        self.checkpoints.save(state)

    def resume(self) -> None:
        """Continue from a checkpoint if there is one of this very training."""
        state = self.checkpoints.load() if self.checkpoints else None
        if not state or state.get("fingerprint") != self.fingerprint or not self._fits(state):
            return
        self.trainer.load(state)
        self.reporter.load(state)
        self.distances = {int(k): float(v) for k, v in state["distances"].items()}
        self.varieties = {int(k): float(v) for k, v in state["varieties"].items()}
        self.states = {int(k): torch.tensor(state[f"state.{k}"]) for k in state["states"]}
        self.outcome = Outcome(state["outcome"])

    def _fits(self, state: Mapping[str, Any]) -> bool:
        """Whether every part that is needed is there and has the shape that it must have."""
        needed = self.trainer.state() | self.reporter.state()
        weights = needed["generator"]
        kinds = {"states": list, "distances": dict, "varieties": dict}
        if any(not isinstance(state.get(name), kind) for name, kind in kinds.items()):
            return False
        if state.get("outcome") not in [outcome.value for outcome in Outcome]:
            return False
        needed |= {f"state.{k}": weights for k in state["states"]}
        for name, part in needed.items():
            found = state.get(name)
            if not isinstance(part, np.ndarray):
                if type(found) is not type(part):
                    return False
                continue
            if not isinstance(found, np.ndarray) or found.dtype != part.dtype:
                return False
            if found.shape != part.shape and not name.startswith("curve."):
                return False
        return True


def fingerprint(
    training: Spectra, validation: Spectra, params: WganGpParams, seed: int, device: torch.device
) -> str:
    """Checksum of all that decides the course of training."""
    choices = {**params.to_dict(), "seed": seed, "torch": str(torch.__version__)}
    choices["device"] = str(device)
    text = json.dumps([_STATE_VERSION, choices], sort_keys=True)
    checksum = hashlib.sha256(text.encode())
    for spectra in (training, validation):
        checksum.update(str(spectra.intensities.shape).encode())
        checksum.update(np.ascontiguousarray(spectra.intensities).tobytes())
    return checksum.hexdigest()
