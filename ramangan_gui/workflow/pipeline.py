"""The whole job without a window: from files to a checked HDF5 file."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..core.errors import InputError, OutputError, ParameterError
from ..core.places import cache_folder
from ..core.progress import Steps, part, run
from ..io.atomic import try_place
from ..io.hdf5_project import is_project_file
from ..io.importing import ImportOptions
from ..preprocessing.axis import Axis
from ..preprocessing.recipe import Recipe
from ..preprocessing.steps import STEPS
from .augment import augment
from .correct import correct
from .export import export, is_result, project_from, read_result, recorded
from .export_files import ExportFiles
from .plan import Plan
from .project import ImportedSet, Project
from .project_file import load_project
from .tasks import ExportOptions, import_task

#: What to do where a training was done, or begun, and its result could not be written.
KEPT = "What was trained is kept: the same command with --resume goes on from it."


@dataclass(frozen=True)
class Settings:
    """Recipe and plan of a job, changed by ``STEP.PARAMETER=VALUE`` words.

    Parameters
    ----------
    recipe : Recipe
        How spectra are corrected.
    plan : Plan
        How spectra are generated.
    importing : mapping
        Parameters of the import that differ from their defaults.
    """

    recipe: Recipe
    plan: Plan
    importing: Mapping[str, object] = field(default_factory=dict)

    @property
    def axis(self) -> Axis:
        """How files are brought to one axis: as far as all reach, the recipe crops what it gets."""
        return Axis(interpolation=self.recipe.axis.interpolation)

    @classmethod
    def of(
        cls,
        assignments: Sequence[str] = (),
        recipe_file: Path | None = None,
        plan_words: Sequence[str] = (),
    ) -> Settings:
        """Build from defaults, a recipe file and assignments, in this order.

        Parameters
        ----------
        assignments : sequence of str
            Such as ``baseline.lam=1e5`` or ``wgan_gp.lambda_gp=10``.
        recipe_file : Path, optional
            Recipe file, or any HDF5 file that this program wrote.
        plan_words : sequence of str
            Assignments to the plan that come first, so that a preset sets what it sets before
            single parameters change.

        Raises
        ------
        ParameterError
            If a word is no assignment, or names what does not exist.
        """
        recipe = Recipe() if recipe_file is None else read_recipe(recipe_file)
        plan = Plan()
        for word in plan_words:
            plan = plan.with_value(*_halves(word))
        plan = plan.with_preset()
        importing = ImportOptions()
        for word in assignments:
            path, value = _halves(word)
            section, _, name = path.partition(".")
            if section.partition("[")[0] in STEPS:
                recipe = recipe.with_value(path, value)
                continue
            if section == ImportOptions.prefix:
                importing = importing.with_value(name, value)
                continue
            plan = plan.with_value(path, value)
            if path == "augment.preset":
                plan = plan.with_preset()
        return cls(recipe, plan, importing.to_dict())


def read_recipe(path: Path) -> Recipe:
    """Read a recipe from a recipe file or from any HDF5 file that this program wrote.

    Raises
    ------
    InputError
        If there is no such file or no recipe in it.
    """
    if not path.is_file():
        raise InputError(f"There is no recipe file {path}.")
    if is_project_file(path):
        return run(load_project(path)).project.recipe
    if is_result(path):
        return recorded(read_result(path))[0]
    try:
        return Recipe.from_json(path.read_text(encoding="utf-8"))
    except (ParameterError, ValueError, OSError) as error:
        raise InputError(f"{path} is no recipe: {error}") from error


def _halves(word: str) -> tuple[str, str]:
    path, sign, value = word.partition("=")
    if not sign or "." not in path:
        raise ParameterError(
            f"{word!r} is no setting.", "Write STEP.PARAMETER=VALUE, such as baseline.lam=1e5."
        )
    return path.strip(), value.strip()


def import_files(paths: Sequence[Path], settings: Settings) -> Steps[ImportedSet]:
    """Read the inputs as the window does."""
    opened = yield from import_task(
        [str(path) for path in paths], settings.axis, settings.importing
    )
    assert opened.project.imported is not None
    return opened.project.imported


def correct_files(paths: Sequence[Path], settings: Settings, out: Path) -> Steps[Project]:
    """Read, correct and write.

    Parameters
    ----------
    paths : sequence of Path
        Inputs.
    settings : Settings
        The recipe.
    out : Path
        HDF5 file to write.
    """
    try_place(out)
    imported = yield from part(import_files(paths, settings), 0.0, 0.4)
    project = _start(imported, settings, out)
    corrected = yield from part(correct(imported.spectra, settings.recipe), 0.4, 0.9)
    project = project.with_corrected(corrected)
    yield from part(export(project, out, ExportOptions()), 0.9, 1.0)
    return project


def augment_files(
    paths: Sequence[Path], settings: Settings, out: Path, resume: bool = False
) -> Steps[Project]:
    """Read, correct, train, draw, filter, judge, accept what is plausible, and write.

    Parameters
    ----------
    paths : sequence of Path
        Inputs.
    settings : Settings
        Recipe and plan.
    out : Path
        HDF5 file to write.
    resume : bool
        Whether to go on with the unfinished work that was to become `out`.
    """
    try_place(out)
    imported = yield from part(import_files(paths, settings), 0.0, 0.02)
    return (yield from part(_augmented(imported, settings, out, resume), 0.02, 1.0))


def augment_again(source: Path, out: Path, resume: bool = False) -> Steps[Project]:
    """Repeat a job from what its file holds: raw spectra, recipe, plan and seeds.

    Parameters
    ----------
    source : Path
        A file that this program wrote.
    out : Path
        HDF5 file to write.
    resume : bool
        Whether to go on with the unfinished work that was to become `out`.

    Raises
    ------
    InputError
        If `source` is no such file.
    OutputError
        If `out` cannot be written, or is a file that the spectra of `source` came from.
    """
    if not is_result(source):
        raise InputError(f"{source} was not written by RamanGAN.")
    try_place(out)
    done = project_from(read_result(source))
    if done.imported is None or done.augmentation is None:
        raise InputError(f"{source} holds no generated spectra, so there is nothing to repeat.")
    settings = Settings(done.recipe, done.augmentation.plan)
    return (yield from _augmented(done.imported, settings, out, resume))


def _augmented(
    imported: ImportedSet, settings: Settings, out: Path, resume: bool
) -> Steps[Project]:
    project = _start(imported, settings, out)
    corrected = yield from part(correct(imported.spectra, settings.recipe), 0.0, 0.02)
    project = project.with_corrected(corrected)
    folder = unfinished_folder(out)
    augmentation = yield from part(
        augment(corrected.spectra, settings.plan, folder, resume), 0.02, 0.97
    )
    accepted = augmentation.generated.with_plausible_accepted()
    project = project.with_augmentation(replace(augmentation, generated=accepted))
    try:
        yield from part(export(project, out, ExportOptions()), 0.97, 1.0)
    except OutputError as error:
        if not is_unfinished(out):
            raise
        # It is kept for this place, and another would begin anew.
        raise OutputError(error.what, KEPT) from error
    shutil.rmtree(folder, ignore_errors=True)
    return project


def _start(imported: ImportedSet, settings: Settings, out: Path) -> Project:
    """Begin a project, unless its result would replace a file that its spectra came from."""
    project = Project(recipe=settings.recipe, plan=settings.plan).with_imported(imported)
    ExportFiles.of(project, out, ExportOptions()).refuse_sources(project)
    return project


def unfinished_folder(out: Path) -> Path:
    """Give the folder that keeps unfinished work of a job, one for each output file."""
    name = hashlib.sha256(os.fsencode(out.resolve())).hexdigest()[:24]
    return cache_folder() / "unfinished" / name


def is_unfinished(out: Path) -> bool:
    """Whether work that was to become this output file is kept, so that it can be resumed."""
    return unfinished_folder(out).is_dir()
