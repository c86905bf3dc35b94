"""Gives the fitter of pybaselines, also where nothing that it compiles can be kept.

pybaselines has numba compile a few of its functions and keep them on disk. Where no folder can be
written, numba refuses even to begin, and the import fails. Then pybaselines is imported as if
numba were not installed, which it is made for: these functions take longer and do the same.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast

try:
    from pybaselines import Baseline
except RuntimeError:
    for _name in [name for name in sys.modules if name.partition(".")[0] == "pybaselines"]:
        del sys.modules[_name]
    _numba = sys.modules.get("numba")
    sys.modules["numba"] = cast(ModuleType, None)  # so that its import fails
    try:
        from pybaselines import Baseline
    finally:
        del sys.modules["numba"]
        if _numba is not None:
            sys.modules["numba"] = _numba

__all__ = ["Baseline"]
