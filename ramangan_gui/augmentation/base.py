"""What every augmenter is: something that learns from training spectra and draws new ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import StoredModel
from ..core.params import Parameters
from ..core.progress import Steps
from ..core.spectra import Spectra


@dataclass(frozen=True, eq=False)
class Drawn:
    """Spectra drawn from a model.

    Parameters
    ----------
    intensities : ndarray of float32, shape (n, n_points)
        The spectra.
    parent_index : ndarray of int32, shape (n,)
        Row of the training spectrum each was made from, -1 where the method has none.
    """

    intensities: NDArray[np.float32]
    parent_index: NDArray[np.int32]


class FittedModel(ABC):
    """A trained model of one class and fold."""

    @abstractmethod
    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra; the same seed gives the same spectra, bit for bit."""

    @abstractmethod
    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""

    @property
    def kept(self) -> str:
        """Which state was kept and why, in words for the user."""
        return ""

    @property
    def curves(self) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]]:
        """Iterations and loss curves; empty where training has none."""
        return np.empty(0, np.int64), {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what went wrong or is doubtful."""
        return ()


class OuterModel(FittedModel):
    """A model of spectra that were changed before learning; what it draws may be changed back.

    Parameters
    ----------
    inner : FittedModel
        Model of the changed spectra.
    kept : str
        What was kept and why, in words.
    """

    def __init__(self, inner: FittedModel, kept: str) -> None:
        self._inner, self._kept = inner, kept

    @property
    def kept(self) -> str:
        """What was kept and why, in words."""
        return self._kept

    @property
    def curves(self) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]]:
        """Iterations and loss curves."""
        return self._inner.curves

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is doubtful."""
        return self._inner.warnings

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra as the inner model does."""
        return self._inner.sample(n, seed)

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the inner model as plain arrays, with what was kept."""
        return replace(self._inner.stored(label, fold), kept=self.kept)


@dataclass(frozen=True, eq=False)
class TrainingView:
    """What a view can show while a model trains; the payload of training progress.

    Parameters
    ----------
    stage : str
        Such as ``warm start`` or ``adversarial``.
    iteration, n_iterations : int
        How far the stage has come.
    iterations : ndarray of int64, shape (n,)
        Iterations of the values that are new since the last view.
    losses : mapping of str to (ndarray of float32, shape (n,))
        New values of each curve, NaN where not taken. Keys are those of :data:`CURVES`.
    samples : ndarray of float32, shape (m, n_points), optional
        A few spectra generated now.
    nearest : ndarray of int, shape (m,), optional
        Row (within the training spectra given to `fit`) nearest to each of them.
    warnings : tuple of str
        Sentences to show at once.
    """

    stage: str
    iteration: int
    n_iterations: int
    iterations: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    losses: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    samples: NDArray[np.float32] | None = None
    nearest: NDArray[np.intp] | None = None
    warnings: tuple[str, ...] = ()


#: Curves that training may report, and their names on screen.
CURVES: Mapping[str, str] = {
    "wasserstein_training": "Negative critic loss, training spectra",
    "wasserstein_validation": "Negative critic loss, validation spectra",
    "gradient_penalty": "Gradient penalty",
    "generator_loss": "Generator loss",
    "warm_start_loss": "Warm-start error",
}


class Checkpoints(Protocol):
    """Where training keeps its state against a crash; the caller decides where that is."""

    def load(self) -> Mapping[str, Any] | None:
        """Give the last state: JSON values and numpy arrays by name; ``None`` if there is none."""

    def save(self, state: Mapping[str, Any]) -> None:
        """Replace the last state."""


@dataclass(frozen=True)
class Augmenter:
    """One row of the augmenters table.

    Parameters
    ----------
    name : str
        Name in files and on the command line.
    title : str
        Name on screen.
    description : str
        One sentence on what it does and whom it serves.
    params : type
        Its :class:`~ramangan_gui.core.params.Parameters`.
    fit : callable
        ``fit(training, validation, params, seed, checkpoints) -> Steps[FittedModel]``; its
        progress carries a :class:`TrainingView`. `validation` may hold no spectra; `checkpoints`
        may be ``None``. ``Command.FINISH`` makes it return the best model so far.
    restore : callable
        Builds the model again from a :class:`StoredModel`; checks every name, shape and type.
    min_spectra : int
        Fewer training spectra than this are refused.
    """

    name: str
    title: str
    description: str
    params: type[Parameters]
    fit: Callable[[Spectra, Spectra, Any, int, Checkpoints | None], Steps[FittedModel]]
    restore: Callable[[StoredModel], FittedModel]
    min_spectra: int = 4
