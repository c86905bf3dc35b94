"""Step 4 of the recipe: baseline correction; the table of its methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.spectra import Spectra
from .baseline_method import BaselineMethod
from .clipping import IModPoly, ModPoly, RollingBall, Snip
from .mixture import Mixture
from .penalised import AirPLS, ArPLS, AsLS
from .reweighted import DrPLS, IarPLS, Psalsa


@dataclass(frozen=True)
class NoBaseline(BaselineMethod):
    """Subtract nothing, for spectra that are already corrected."""

    method: ClassVar[str] = "none"
    title: ClassVar[str] = "None"

    def fit(
        self, spectra: Spectra, values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Give a baseline of zero."""
        return np.zeros_like(values), np.ones(len(values), bool)


BASELINE_METHODS: Mapping[str, type[BaselineMethod]] = {
    method.method: method
    for method in (
        NoBaseline,
        AirPLS,
        ArPLS,
        AsLS,
        DrPLS,
        IarPLS,
        Psalsa,
        Mixture,
        Snip,
        ModPoly,
        IModPoly,
        RollingBall,
    )
}


def warm() -> None:
    """Import what the methods need, so that the first move of a slider does not wait for it."""
    ArPLS().baseline(Spectra.from_arrays(np.arange(8.0), np.arange(8.0) ** 2))
