"""Puts the code of the modules that the first window needs into one file, for Windows.

What reads it there is ``windows/sitecustomize.py``: there it says why.
"""

from __future__ import annotations

import compileall
import marshal
import py_compile
import re
import runpy
import shutil
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path

#: Packages whose modules come before or soon after the first window.
PACKAGES = ("PySide6", "shiboken6", "numpy", "pyqtgraph", "ramangan_gui")

#: What Python loads before it can be told of the one file.
BEFORE = ("encodings",)

READER = Path(__file__).resolve().parent / "windows" / "sitecustomize.py"

#: Python's own library, in the official Python without an installer.
ARCHIVE = "python311.zip"

#: Length of what stands before the code in a compiled module.
HEADER = 16

#: Name, source below the folder of the program, and code of a module.
Module = tuple[str, str, bytes]

#: What the reader declares; where there is no such file, as here, running it does nothing.
_DECLARED = runpy.run_path(str(READER))
HELD: str = _DECLARED["HELD"]
LENGTH: int = _DECLARED["LENGTH"]


def hold_modules(program: Path) -> None:
    """Write the one file, and what reads it, into the folder of the program.

    Parameters
    ----------
    program : Path
        With Python's library in ``Lib`` and packages in ``Lib/site-packages``.
    """
    if sys.version_info[:2] != (3, 11):
        print("Not Python 3.11: the modules are compiled at their first use, on Windows.")
        return
    library = program / "Lib"
    library.mkdir(exist_ok=True)
    shutil.copyfile(READER, library / READER.name)
    for folder in BEFORE:
        compile_apart(library / folder, program)
    compile_apart(library / READER.name, program)
    places: dict[str, tuple[str, int, int]] = {}
    codes: list[bytes] = []
    begin = 0
    for name, source, code in (*of_sources(program), *of_the_archive(program)):
        places[name] = (source, begin, len(code))
        codes.append(code)
        begin += len(code)
    listed = marshal.dumps(places)
    with (program / HELD).open("wb") as file:
        file.write(len(listed).to_bytes(LENGTH, "little") + listed)
        file.writelines(codes)


def of_sources(program: Path) -> Iterator[Module]:
    """Compile the sources of Python's library, and those of some packages."""
    library = program / "Lib"
    left_out = re.compile(r"site-packages/(?!({})/)".format("|".join(PACKAGES)))
    for path in sorted(library.rglob("*.py")):
        name = path.relative_to(library).as_posix()
        if path == library / READER.name or left_out.match(name):
            continue
        code = compiled(path, f"Lib/{name}")
        if code is not None:
            yield module_name(name), "Lib\\" + name.replace("/", "\\"), code


def of_the_archive(program: Path) -> Iterator[Module]:
    """Take Python's own library from its archive, where the Python that goes in has one."""
    archive = program / ARCHIVE
    if archive.exists():
        with zipfile.ZipFile(archive) as packed:
            for name in sorted(n for n in packed.namelist() if n.endswith(".pyc")):
                code = packed.read(name)
                if code[: len(MAGIC_NUMBER)] == MAGIC_NUMBER:
                    source = f"{ARCHIVE}/{name.removesuffix('c')}".replace("/", "\\")
                    yield module_name(name.removesuffix("c")), source, code[HEADER:]


def compile_apart(path: Path, program: Path) -> None:
    """Compile a folder or a module into files of their own, as Python does."""
    compile_path = compileall.compile_dir if path.is_dir() else compileall.compile_file
    compile_path(
        path, quiet=2, stripdir=str(program),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip


def module_name(path: str) -> str:
    """Give the name by which a module is imported from its path below the library."""
    path = path.removeprefix("site-packages/")
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def compiled(path: Path, called: str) -> bytes | None:
    """Compile a source; those that are no valid Python, as some for trials, are left as files."""
    try:
        return marshal.dumps(compile(path.read_bytes(), called, "exec", dont_inherit=True))
    except (SyntaxError, ValueError):
        return None
