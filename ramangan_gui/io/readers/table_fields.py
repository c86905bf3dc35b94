"""What the lines around a table say about its spectra."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .columns import RowFacts, names_and_units, titles
from .header_fields import fields_in
from .table import Table

#: Fields above a table that name its spectrum, the best first.
_NAMES: Final = ("title", "name", "spectrum", "sample", "sample name", "id", "file")


def own_name(table: Table) -> NDArray[np.str_] | None:
    """Name the spectrum of a table that has others below it after the lines above it."""
    lines = table.header[-table.n_own :]
    if len(lines) == 1 and not names_and_units(table)[0]:
        return np.array([lines[0].strip()])
    fields = {key.lower(): value for key, value in fields_in(lines).items()}
    named = next((fields[key] for key in _NAMES if fields.get(key)), "")
    return np.array([named]) if named else None


def metadata_of(fields: Mapping[str, str], left_out: frozenset[str]) -> dict[str, object]:
    """Keep the fields of a header but those that are names of columns."""
    shown = {name: value for name, value in fields.items() if name not in left_out}
    return {"fields": shown} if shown else {}


def metadata(table: Table, facts: RowFacts) -> dict[str, object]:
    """Give the fields of the header without the line of column names, and unused columns."""
    fields = fields_in([*table.header, *table.footer])
    found = metadata_of(fields, titles(table))
    if facts.columns:
        found["columns"] = facts.columns
    return found
