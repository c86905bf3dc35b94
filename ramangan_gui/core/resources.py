"""Finds the resource files in a checkout, in a wheel and in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

from .errors import RamanGanError


def resource_path(*parts: str) -> Path:
    """Give the path of a file under ``resources/``.

    Parameters
    ----------
    *parts : str
        Folders and name below ``resources``.

    Raises
    ------
    RamanGanError
        If the program was installed without it.
    """
    package = Path(__file__).resolve().parents[1]
    frozen = Path(getattr(sys, "_MEIPASS", package))
    for root in (package.parent / "resources", package / "resources", frozen / "resources"):
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise RamanGanError(
        f"The program's own file {'/'.join(parts)} is missing.", "Install RamanGAN again."
    )
