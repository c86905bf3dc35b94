"""What normalisation has made equal in all training spectra is equal in generated ones, too.

A sum of structure and noise has a norm that differs from spectrum to spectrum. That of normalised
spectra does not, and by this alone a classifier could tell the two without looking at a band.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from ..core.augmented_set import StoredModel
from ..core.errors import InputError
from .noise_model import Array
from .restoring import stored_finite, stored_number

#: Spectra that differ by less than this, relative, differ by the rounding of stored numbers.
_ROUNDING = 1e-5
#: Most that the structure is scaled so that noise can keep its own strength.
_MOST = 2.0

_Measure = Callable[[Array], tuple[Array, Array]]


def _no_offset(size: Callable[[Array], Array]) -> _Measure:
    return lambda values: (np.zeros(len(values)), size(values))


#: Offset and size of spectra; of two that both are equal throughout, the first says more.
_MEASURES: Mapping[str, _Measure] = {
    "snv": lambda values: (values.mean(axis=1), values.std(axis=1)),
    "minmax": lambda values: (values.min(axis=1), np.ptp(values, axis=1)),
    "vector": _no_offset(lambda values: np.linalg.norm(values, axis=1)),
    "area": _no_offset(lambda values: np.trapezoid(np.abs(values), axis=1)),
    "maximum": _no_offset(lambda values: values.max(axis=1)),
}
#: Sizes that are square roots of sums of squares: noise can keep its strength, the rest gives way.
_QUADRATIC = ("snv", "vector")
#: Sizes that one or two points decide, in weak spectra those whose noise happens to be largest.
_BY_EXTREMES = ("minmax", "maximum")


@dataclass(frozen=True)
class CommonScale:
    """A size, and an offset, that all spectra have in common.

    Parameters
    ----------
    kind : str
        How it is measured; empty where spectra have none in common.
    offset, size : float
        What all of them have.
    """

    kind: str = ""
    offset: float = 0.0
    size: float = 1.0

    @classmethod
    def of(cls, values: Array) -> Self:
        """Find what spectra, shape (n_spectra, n_points), have in common."""
        for kind, measure in _MEASURES.items():
            offset, size = measure(values)
            typical = float(size.mean())
            if typical > 0 and max(np.ptp(offset), np.ptp(size)) <= _ROUNDING * typical:
                return cls(kind, float(offset.mean()), typical)
        return cls()

    @classmethod
    def restored(cls, stored: StoredModel) -> Self:
        """Take it from the configuration of a stored model; older models have none.

        Raises
        ------
        InputError
            If it makes no sense.
        """
        kind = stored.config.get("common_scale", "")
        if kind == "":
            return cls()
        if not isinstance(kind, str) or kind not in _MEASURES:
            raise InputError(f"The stored model of {stored.label} has a scale of an unknown kind.")
        offset, size = stored_finite(stored, "common_offset"), stored_number(stored, "common_size")
        return cls(kind, offset, size)

    @property
    def config(self) -> dict[str, Any]:
        """JSON values from which :meth:`restored` makes it again."""
        return {
            "common_scale": self.kind,
            "common_offset": self.offset,
            "common_size": self.size,
        }

    def summed(self, structure: Array, noise: Array) -> Array:
        """Sum of structure and noise, each of shape (n, n_points), with this offset and size."""
        if not self.kind:
            return structure + noise
        if self.kind in _QUADRATIC:
            structure = structure * self._room_for(structure, noise)[:, None]
        total = structure + noise
        if self.kind in _BY_EXTREMES:
            total = _reaching(total, self.offset + self.size)
        if self.kind == "minmax":
            total = -_reaching(-total, -self.offset)
        return self.applied(total)

    def applied(self, values: Array) -> Array:
        """Move and scale spectra, shape (n, n_points), each as a whole, to this offset and size."""
        if not self.kind:
            return values
        offset, size = _MEASURES[self.kind](values)
        factor = self.size / np.maximum(size, 1e-300)
        return np.asarray((values - offset[:, None]) * factor[:, None] + self.offset)

    def _room_for(self, structure: Array, noise: Array) -> Array:
        """Factor on each structure with which the sum has the right norm, noise untouched."""
        norm = self.size
        if self.kind == "snv":
            structure = structure - structure.mean(axis=1, keepdims=True)
            noise = noise - noise.mean(axis=1, keepdims=True)
            norm *= structure.shape[1] ** 0.5
        own, both, left = (
            np.einsum("ij,ij->i", a, b)
            for a, b in ((structure, structure), (structure, noise), (noise, noise))
        )
        own = np.maximum(own, 1e-300)
        under = both**2 - own * (left - norm**2)
        # Noise that alone is stronger than a whole spectrum gives way like everything else.
        factor = np.where(under >= 0.0, (np.sqrt(np.maximum(under, 0.0)) - both) / own, 1.0)
        return np.asarray(np.clip(factor, 1.0 / _MOST, _MOST))


def _reaching(values: Array, limit: float) -> Array:
    """Give values, shape (n, n_points), of which the largest of each row is the limit.

    Scaled as a whole, noise would be as unequal as its extremes are by chance. So only values that
    are no farther from the largest, or from the limit, than these are from each other are moved:
    they stay in order, and half or twice as far from each other.
    """
    top = values.max(axis=1, keepdims=True)
    begin = np.minimum(top, limit) - np.abs(limit - top)
    factor = (limit - begin) / np.maximum(top - begin, 1e-300)
    return np.where(values > begin, begin + (values - begin) * factor, values)


NO_COMMON_SCALE = CommonScale()
