"""Sentences that belong to a result, by the stage of the work that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class StageMessages:
    """What who uses a result has to know; iterating gives every sentence once.

    Parameters
    ----------
    imported : tuple of str
        About reading. Files of versions that did not keep the stages apart have all here.
    not_converged : tuple of str
        Names of the spectra whose baseline did not settle.
    corrected : tuple of str
        What else there is to say about the correction.
    generated : tuple of str
        About training and what was generated.
    """

    imported: tuple[str, ...] = ()
    not_converged: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        loose = (f"The baseline of {name} did not settle." for name in self.not_converged)
        return iter(dict.fromkeys((*self.imported, *loose, *self.corrected, *self.generated)))

    def to_dict(self) -> dict[str, Any]:
        """Give JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Build from what :meth:`to_dict` gave.

        Raises
        ------
        TypeError
            If a stage has no list of sentences.
        """
        names = [field.name for field in fields(cls)]
        return cls(**{name: tuple(map(str, stored.get(name, ()))) for name in names})
