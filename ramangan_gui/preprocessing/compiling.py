"""Compiles loops with numba, and keeps the result where it can be kept.

Importing this module imports numba.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from .airpls_kept import folder

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function at its first call, and keep the result in the user's cache folder."""
    compiler: Any = numba
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    before, compiler.config.CACHE_DIR = compiler.config.CACHE_DIR, str(folder())
    try:
        return cast(Function, compiler.njit(cache=True, **options)(function))
    except RuntimeError:  # no folder can be written: compile in every session
        return cast(Function, compiler.njit(**options)(function))
    finally:
        compiler.config.CACHE_DIR = before
