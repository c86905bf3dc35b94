"""Jobs about files that the window runs beside the reading itself; each loads what it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.progress import Progress, Steps

if TYPE_CHECKING:
    from ..io.preview import FilePreview


def pattern_task(paths: Sequence[str], text: str) -> Steps[tuple[list[str], list[str]]]:
    """Read classes and groups off file names by a pattern; empty where it does not tell."""
    from ..io.labelling import readable
    from ..io.name_pattern import Match, NamePattern

    pattern = NamePattern(text)
    found: dict[str, Match] = {}
    different = dict.fromkeys(paths)
    for place, path in enumerate(different):
        if place % 200 == 0:
            yield Progress(place / len(different), "Reading file names")
        found[path] = pattern.match(path) or Match()
    labels, groups = ([getattr(found[p], part) for p in paths] for part in ("label", "group"))
    return readable(labels).tolist(), readable(groups).tolist()


def preview_task(path: str, options: Mapping[str, object]) -> Steps[FilePreview]:
    """Read one file for the eye: its first lines, what was made of them, and its first spectra."""
    from ..io.importing import ImportOptions
    from ..io.preview import preview

    yield Progress(0.0, f"Reading {Path(path).name}")
    return preview(Path(path), ImportOptions.from_dict(options))
