"""What is to be generated, and how: the choices of the Train page, declared once."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from ..augmentation.augmenters import AUGMENTERS
from ..core.errors import ParameterError
from ..core.params import Parameters, param
from ..core.spectra import Spectra
from ..core.split import SplitParams


@dataclass(frozen=True)
class AugmentParams(Parameters):
    """How many spectra are generated, and by what."""

    prefix: ClassVar[str] = "augment"

    augmenter: str = param(
        "wgan_gp",
        "Generator",
        choices={name: augmenter.title for name, augmenter in AUGMENTERS.items()},
        tooltip="The method that learns from the originals and makes new spectra.",
    )
    preset: str = param(
        "standard",
        "Training",
        choices={"quick": "Quick", "standard": "Standard", "thorough": "Thorough"},
        tooltip="How long each model trains. Quick is for a first look, not for results.",
    )
    amount: str = param(
        "balance",
        "How many",
        choices={
            "balance": "Balance: fill classes up",
            "per_class": "The same for every class",
        },
        tooltip="Balance adds generated spectra until every class is as large as the largest.",
    )
    per_class: int = param(
        100,
        "Generated per class",
        bounds=(1, 100_000),
        tooltip="Number of generated spectra for every class.",
    )
    seed: int = param(
        0,
        "Seed",
        bounds=(0, 2**31 - 1),
        tooltip="The same seed, versions and machine give the same spectra, bit for bit.",
        advanced=True,
    )
    bands: str = param(
        "",
        "Bands to compare",
        unit="cm⁻¹",
        tooltip="Bands that matter to you, such as 1003, 1450. Their position, width, height, area "
        "and ratio to the highest band are judged beside those of the most distinct bands.",
        advanced=True,
    )
    max_minutes: float | None = param(
        None,
        "Time limit",
        unit="min",
        bounds=(0.1, 10_000),
        none_label="none",
        tooltip="Training is shortened so that the whole job ends within this time.",
        advanced=True,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        written = ", ".join(f"{band:.10g}" for band in parse_places(self.bands))
        object.__setattr__(self, "bands", written)

    @property
    def chosen_bands(self) -> tuple[float, ...]:
        """Places on the axis at which bands are judged besides the most distinct ones."""
        return parse_places(self.bands)


def parse_places(text: str) -> tuple[float, ...]:
    """Read places on the axis that are parted by commas, semicolons or blanks.

    Parameters
    ----------
    text : str
        Such as ``1003, 1450``.

    Returns
    -------
    tuple of float
        In order, each once.

    Raises
    ------
    ParameterError
        If a part is no number.
    """
    found = set()
    for typed in re.split(r"[,;\s]+", text.strip()):
        try:
            place = float(typed) if typed else None
        except ValueError:
            place = float("nan")
        if place is not None and not math.isfinite(place):
            raise ParameterError(
                f"{typed!r} is no place on the axis.", "Write numbers, such as 1003, 1450."
            )
        found |= set() if place is None else {place}
    return tuple(sorted(found))


@dataclass(frozen=True)
class Plan:
    """Everything that decides the outcome of training, besides the corrected spectra.

    Parameters
    ----------
    augment : AugmentParams
        Method and amount.
    split : SplitParams
        How originals are held out.
    method : Parameters
        Parameters of the augmenter named in `augment`.
    """

    augment: AugmentParams = field(default_factory=AugmentParams)
    split: SplitParams = field(default_factory=SplitParams)
    method: Parameters = field(default_factory=lambda: AUGMENTERS["wgan_gp"].params())

    def with_value(self, path: str, value: Any) -> Self:
        """Give a copy with one value changed, named as on the command line.

        Parameters
        ----------
        path : str
            Such as ``augment.per_class``, ``split.folds`` or ``wgan_gp.lambda_gp``.
        value : object
            The value; text is parsed.

        Raises
        ------
        ParameterError
            If there is no such parameter, or it cannot take the value.
        """
        section, _, name = path.partition(".")
        if section == "augment":
            changed = replace(self, augment=self.augment.with_value(name, value))
            if name == "augmenter" and changed.augment.augmenter != self.augment.augmenter:
                changed = replace(changed, method=AUGMENTERS[changed.augment.augmenter].params())
            return changed
        if section == "split":
            return replace(self, split=self.split.with_value(name, value))
        if section != self.augment.augmenter:
            known = ("augment", "split", self.augment.augmenter)
            raise ParameterError(
                f"There is no setting {path}.", f"Settings here begin with: {', '.join(known)}."
            )
        return replace(self, method=self.method.with_value(name, value))

    def with_preset(self) -> Self:
        """Give a copy whose method has the parameters of the chosen ``augment.preset``."""
        params: Any = AUGMENTERS[self.augment.augmenter].params
        preset = getattr(params, "preset", None)
        return self if preset is None else replace(self, method=preset(self.augment.preset))

    def amounts(self, originals: Spectra) -> dict[str, int]:
        """Give the number of generated spectra wanted of each class.

        Parameters
        ----------
        originals : Spectra
            The corrected originals.
        """
        counts = originals.counts
        if self.augment.amount == "per_class":
            return dict.fromkeys(counts, self.augment.per_class)
        return {label: max(counts.values()) - n for label, n in counts.items()}

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Give all values by section and name."""
        return {
            "augment": self.augment.to_dict(),
            "split": self.split.to_dict(),
            self.augment.augmenter: self.method.to_dict(),
        }

    @classmethod
    def from_dict(cls, stored: dict[str, dict[str, Any]]) -> Self:
        """Build from what :meth:`to_dict` gave.

        Raises
        ------
        ParameterError
            If a value is not allowed or a section is unknown.
        """
        augment = AugmentParams.from_dict(stored.get("augment", {}))
        method = AUGMENTERS[augment.augmenter].params
        return cls(
            augment=augment,
            split=SplitParams.from_dict(stored.get("split", {})),
            method=method.from_dict(stored.get(augment.augmenter, {})),
        )
