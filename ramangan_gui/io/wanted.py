"""What a user knows better than the program about how a text file is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """Choices that take the place of what a reader would find out; empty ones leave it to it.

    Parameters
    ----------
    delimiter : {"", tab, ";", ",", " "}
        What separates cells.
    decimal : {"", ".", ","}
        Decimal mark.
    orientation : {"", "columns", "rows"}
        Where the spectra are.
    """

    delimiter: str = ""
    decimal: str = ""
    orientation: str = ""

    def __bool__(self) -> bool:
        return bool(self.delimiter or self.decimal or self.orientation)
