"""The HDF5 file of a set: written whole, proven before it takes its name, read back complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from .. import __version__
from ..core.augmented_set import AugmentedSet, Generated, InputFile, ProcessStep
from ..core.errors import InputError, OutputError
from ..core.progress import Steps, part, run
from ..core.spectra import Spectra
from ..core.stage_messages import StageMessages
from .atomic import replacing, sync

if TYPE_CHECKING:
    import h5py

    from .hdf5_items import Tree

PathLike = str | os.PathLike[str]

T = TypeVar("T")

_SIGNATURE = b"\x89HDF\r\n\x1a\n"


def write_augmented(
    path: PathLike, augmented: AugmentedSet, *, compact: bool = False, include_models: bool = True
) -> Steps[None]:
    """Write a set with all that belongs to it, read it back, and only then give it its name.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    augmented : AugmentedSet
        The set.
    compact : bool
        Whether to compress (gzip 1 with shuffle): 40–70 % of the size, far slower.
    include_models : bool
        Whether to store the trained models.

    Yields
    ------
    Progress
        While writing and checking.

    Raises
    ------
    OutputError
        If the system refuses, or the file does not hold what was to be written.
    """
    from .hdf5_layout import to_tree

    tree = yield from part(to_tree(augmented, include_models), 0.0, 0.1)
    yield from part(write_checked(path, tree, compact), 0.1, 1.0)


def write_checked(path: PathLike, tree: Tree, compact: bool = False) -> Steps[None]:
    """Write a tree of items, read it back, and only then give the file its name.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    tree : Tree
        What to write.
    compact : bool
        Whether to compress.

    Raises
    ------
    OutputError
        If the system refuses, or the file does not hold what was to be written.
    """
    from .hdf5_write import verify_tree, write_tree

    with replacing(path) as temporary:
        if not compact:
            _refuse_without_space(temporary, tree.nbytes, Path(path))
        yield from part(write_tree(temporary, tree, compact), 0.0, 0.55)
        sync(temporary)
        yield from part(verify_tree(temporary, tree), 0.55, 1.0)


def _refuse_without_space(temporary: Path, wanted: int, target: Path) -> None:
    """Find out that the drive is full before an hour of writing, not after."""
    free = shutil.disk_usage(temporary.parent).free
    if free < wanted:
        raise OutputError(
            f"There is no space left for {target}: it takes {wanted / 1e6:.0f} MB, and "
            f"{free / 1e6:.0f} MB are free.",
            "Free some space, or save it to another place.",
        )


def write_corrected(
    path: PathLike,
    raw: Spectra,
    corrected: Spectra,
    process: tuple[ProcessStep, ...] = (),
    inputs: tuple[InputFile, ...] = (),
    environment: Mapping[str, str] | None = None,
    *,
    messages: StageMessages | None = None,
    title: str = "",
    simulated: bool = False,
    start_time: str = "",
    end_time: str = "",
    compact: bool = False,
) -> Steps[None]:
    """Write corrected spectra alone, in the layout of :func:`write_augmented`.

    Parameters
    ----------
    path : path-like
        The file.
    raw, corrected : Spectra
        The spectra before and after the recipe, in the same order.
    process, inputs, environment, messages, title, simulated, start_time, end_time
        As in :class:`AugmentedSet`.
    compact : bool
        Whether to compress.

    Raises
    ------
    OutputError
        As :func:`write_augmented`.
    """
    nothing = Generated.none(corrected.n_points)
    corrected_set = AugmentedSet(
        raw=raw,
        corrected=corrected,
        fold=np.full(len(corrected), -1, np.int32),
        generated=nothing,
        judged=nothing,
        process=process,
        inputs=inputs,
        environment=environment or {},
        messages=messages or StageMessages(),
        title=title,
        simulated=simulated,
        start_time=start_time,
        end_time=end_time,
    )
    return write_augmented(path, corrected_set, compact=compact)


def read_augmented(path: PathLike) -> AugmentedSet:
    """Read a file that :func:`write_augmented` or :func:`write_corrected` wrote.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    AugmentedSet
        The set, complete and bit for bit.

    Raises
    ------
    InputError
        If the file is not ours, of a newer layout, changed or damaged.
    """
    return run(read_augmented_steps(path))


def read_augmented_steps(path: PathLike) -> Steps[AugmentedSet]:
    """Read as :func:`read_augmented`, telling progress."""
    from .hdf5_layout import LAYOUT, LAYOUT_ATTRIBUTE, REPEATS, from_tree

    def build(tree: Tree, _: int) -> AugmentedSet:
        return from_tree(tree)

    return (yield from read_checked(path, (LAYOUT_ATTRIBUTE, LAYOUT), build, REPEATS))


def read_checked(
    path: PathLike,
    layout: tuple[str, int],
    build: Callable[[Tree, int], T],
    repeats: Mapping[str, str] | None = None,
) -> Steps[T]:
    """Read a file of this program, trusting nothing in it, and build something of its items.

    Parameters
    ----------
    path : path-like
        The file.
    layout : (str, int)
        Name of the root's attribute that holds the version, and the newest version known.
    build : callable
        ``build(tree, version)`` gives the result; raises ``Damaged`` where items are missing or
        contradict each other.
    repeats : mapping, optional
        As for ``hdf5_read.read_tree``.

    Raises
    ------
    InputError
        If the file is not of that kind, newer, changed or damaged.
    """
    from .hdf5_items import Damaged
    from .hdf5_read import open_file, read_tree

    _refuse_other_files(Path(path))
    try:
        with open_file(Path(path)) as file:
            version = _refuse_layout(Path(path), file, *layout)
            tree = yield from read_tree(file, repeats or {})
            return build(tree, version)
    except Damaged as error:
        raise _unusable(Path(path), f"{error}") from error
    except MemoryError as error:
        raise InputError(f"There is not enough memory to read {path}.") from error
    except InputError:
        raise
    except Exception as error:  # what a damaged file makes the HDF5 library raise has no bounds
        raise _unusable(Path(path), "its contents cannot be read") from error


def is_own_file(path: PathLike) -> bool:
    """Whether the file says that this program exported it; never raises."""
    from .hdf5_layout import LAYOUT_ATTRIBUTE

    return has_mark(path, LAYOUT_ATTRIBUTE)


def has_mark(path: PathLike, attribute: str) -> bool:
    """Whether the file is HDF5 whose root has the attribute; never raises."""
    try:
        _refuse_other_files(Path(path))
        from .hdf5_read import open_file

        with open_file(Path(path)) as file:
            return attribute in file.attrs
    except Exception:
        return False


def _refuse_other_files(path: Path) -> None:
    """Raise for a file that cannot be opened or does not begin as HDF5 does."""
    try:
        with open(path, "rb") as file:
            begin = file.read(len(_SIGNATURE))
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror or error}.") from error
    if begin != _SIGNATURE:
        raise InputError(f"{path} is not an HDF5 file.")


def _refuse_layout(path: Path, file: h5py.File, attribute: str, newest: int) -> int:
    """Raise for files of other programs and of later versions of this one; give the version."""
    from .hdf5_read import attributes_of

    if attribute not in file.attrs:
        raise InputError(f"{path} was not written by RamanGAN.")
    facts = attributes_of(file, (attribute, "creator_version"))
    layout = facts.get(attribute)
    if not isinstance(layout, int) or layout < 1:
        raise _unusable(path, "it does not say how it is laid out")
    if layout > newest:
        raise InputError(
            f"{path} was written by a newer RamanGAN ({facts.get('creator_version', '?')}, layout "
            f"{layout}); this one, {__version__}, reads layouts up to {newest}.",
            "Install the newer version.",
        )
    return layout


def _unusable(path: Path, reason: str) -> InputError:
    return InputError(
        f"{path} is damaged, or was changed after it was written: {reason}.",
        "Use another copy of the file, or make it again.",
    )
