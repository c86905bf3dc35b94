"""Recipes to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .baseline import NoBaseline
from .clipping import IModPoly
from .normalisation import Maximum, NoNormalisation
from .penalised import ArPLS
from .recipe import Recipe


@dataclass(frozen=True)
class Preset:
    """A recipe with a name.

    Parameters
    ----------
    title : str
        Name on screen.
    recipe : Recipe
        The recipe.
    explanation : str
        Whom it serves, and what it does.
    """

    title: str
    recipe: Recipe
    explanation: str


#: Recipes to start from, by their names in files.
PRESETS: Mapping[str, Preset] = {
    "biological": Preset(
        "Biological",
        Recipe(),
        "For tissue, cells, polymers and pharmaceuticals: narrow bands on broad fluorescence. "
        "airPLS with λ = 1e5, then unit vector length.",
    ),
    "minerals": Preset(
        "Minerals / crystals",
        Recipe(baseline=ArPLS(lam=1e6), normalisation=Maximum()),
        "For strong narrow bands on a weak, even background: a stiffer baseline (arPLS, λ = 1e6) "
        "through the middle of the noise, then the highest band becomes 1.",
    ),
    "polynomial": Preset(
        "Polynomial background",
        Recipe(baseline=IModPoly()),
        "For smooth fluorescence over the whole range, as common in the literature on tissue: an "
        "improved modified polynomial of order 5, then unit vector length.",
    ),
    "corrected": Preset(
        "Already corrected",
        Recipe(baseline=NoBaseline()),
        "For spectra whose baseline has been removed before: only the normalisation to unit "
        "vector length.",
    ),
    "as_measured": Preset(
        "As measured",
        Recipe(baseline=NoBaseline(), normalisation=NoNormalisation()),
        "Nothing is changed. For spectra that another program has corrected and normalised.",
    ),
}
