"""Where the program keeps its own files on each platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Give the folder for files that may be deleted at any time, such as unfinished work."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "RamanGAN" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "RamanGAN"
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "ramangan"


def compiled_folder() -> Path:
    """Give the folder for machine code that can be compiled again at any time."""
    return cache_folder() / "compiled"


def preset_folder() -> Path:
    """Give the folder for recipes that the user keeps by name."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or str(Path.home() / "AppData" / "Roaming")
        return Path(base) / "RamanGAN" / "Recipes"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "RamanGAN" / "Recipes"
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "ramangan" / "recipes"


def state_folder() -> Path:
    """Give the folder for what must survive a crash: autosaves and unfinished training."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "RamanGAN" / "Recovery"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "RamanGAN" / "Recovery"
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "ramangan" / "recovery"
