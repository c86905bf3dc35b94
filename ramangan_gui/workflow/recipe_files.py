"""Recipes as files: one that the user names, and those kept as presets."""

from __future__ import annotations

import re
from pathlib import Path

from ..core.errors import OutputError, ParameterError
from ..core.places import preset_folder
from ..io.atomic import replacing
from ..preprocessing.recipe import Recipe

_SUFFIX = ".json"

#: What no file system takes in a name.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')

_LONGEST = 60


def write_recipe(path: Path, recipe: Recipe) -> None:
    """Write a recipe file, which the command line takes with ``--recipe``.

    Raises
    ------
    OutputError
        If it cannot be written; a file that was there is then as it was.
    """
    with replacing(path) as temporary:
        temporary.write_text(recipe.to_json(), encoding="utf-8")


def kept_presets() -> dict[str, Recipe]:
    """Give the user's presets by name; a file that holds no recipe is passed over."""
    found = {}
    folder = preset_folder()
    for path in sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else ():
        try:
            found[path.stem] = Recipe.from_json(path.read_text(encoding="utf-8"))
        except (ParameterError, OSError, ValueError):
            continue
    return found


def keep_preset(name: str, recipe: Recipe) -> str:
    """Keep a recipe as a preset, in place of one of the same name; give the name it got.

    Raises
    ------
    ParameterError
        If the name is empty.
    OutputError
        If it cannot be written.
    """
    clean = _FORBIDDEN.sub(" ", name).strip(" .")[:_LONGEST]
    if not clean:
        raise ParameterError("A preset needs a name.", "Use letters and digits.")
    path = preset_folder() / f"{clean}{_SUFFIX}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {path.parent} cannot be made: {error}.") from error
    write_recipe(path, recipe)
    return clean


def forget_preset(name: str) -> None:
    """Remove one of the user's presets."""
    (preset_folder() / f"{name}{_SUFFIX}").unlink(missing_ok=True)
