"""The jobs of the program as generators that window, command line and worker all run.

This module imports nothing heavy, so that the window can name the tasks without loading what they
need; each task loads that when it runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import ParameterError
from ..core.params import Parameters, param
from ..core.progress import Progress, Steps, part
from ..core.scorecard import Scorecard
from ..core.spectra import Spectra
from ..core.unfinished import remove_abandoned
from ..preprocessing.axis import Axis
from ..preprocessing.penalised import PenalisedBaseline
from ..preprocessing.recipe import Recipe
from .plan import Plan
from .project import Augmentation, CorrectedSet, ImportedSet, Project

if TYPE_CHECKING:
    from ..core.augmented_set import Generated
    from ..core.utility import Utility
    from ..preprocessing.stiffness import Suggestion
    from ..quality.utility import UtilityParams
    from .compare import RunComparison
    from .review import ReviewView

    Views = dict[tuple[str, int], ReviewView]


@dataclass(frozen=True, eq=False)
class Opened:
    """What opening files gave.

    Parameters
    ----------
    project : Project
        A new project, with all stages that the files hold.
    views : mapping
        Review views of its generated spectra, empty if it has none.
    path : str
        The project file that it came from, empty for anything else.
    window : mapping
        What the window was showing when the project was saved.
    """

    project: Project
    views: Mapping[tuple[str, int], ReviewView] = field(default_factory=dict)
    path: str = ""
    window: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ExportOptions(Parameters):
    """What is written besides the HDF5 file."""

    prefix = "export"

    csv: bool = param(
        False,
        "Also as CSV table",
        tooltip="One row a spectrum, for spreadsheets and other tools; rejected ones go into a "
        "table of their own, with the reason of each.",
    )
    report: bool = param(
        False,
        "Report (HTML)",
        tooltip="One file for readers of a paper: data, recipe, curves, spectra, verdict, review.",
    )
    compact: bool = param(
        False, "Compact file", tooltip="Compressed: about 30 % smaller, slower to write and read."
    )
    models: bool = param(
        True,
        "With the trained models",
        tooltip="Keeps the networks' weights, so that more spectra can be drawn later.",
    )


def import_task(
    paths: Sequence[str], axis: Axis, options: Mapping[str, object] | None = None
) -> Steps[Opened]:
    """Read files and folders; one of our own files brings its whole project back.

    Parameters
    ----------
    paths : sequence of str
        Files and folders.
    axis : Axis
        How files are brought to one axis.
    options : mapping, optional
        Parameters of ``io.importing.ImportOptions`` that differ from their defaults.
    """
    from ..io.importing import ImportOptions, read_inputs
    from ..preprocessing.airpls_batch import load_beside

    if len(paths) == 1 and Path(paths[0]).is_file():
        opened = yield from _own_file(Path(paths[0]))
        if opened is not None:
            project = yield from _inspected(opened.project)
            if project.imported is not None:
                load_beside(project.imported.spectra.intensities.size)
            return replace(opened, project=project)
    chosen = ImportOptions.from_dict(options or {})
    imported = yield from read_inputs([Path(path) for path in paths], chosen, axis)
    load_beside(imported.spectra.intensities.size)
    found = ImportedSet(
        spectra=imported.spectra.counted(),
        files=imported.files,
        messages=imported.messages,
        title=imported.title,
        simulated=imported.simulated,
        options={**chosen.to_dict(), **axis.to_dict()},
        findings=imported.findings,
        left_out=imported.left_out,
        laser_hint_nm=imported.laser_hint_nm,
    )
    return Opened(Project(axis=axis, import_options=options or {}).with_imported(found))


def _own_file(path: Path) -> Steps[Opened | None]:
    from ..io.hdf5 import is_own_file, read_augmented_steps
    from ..io.hdf5_project import is_project_file
    from .export import project_from
    from .project_file import load_project

    if is_project_file(path):
        yield Progress(0.0, f"Reading {path.name}")
        remove_abandoned(path.parent)
        stored = yield from part(load_project(path), 0.0, 0.5)
        views = yield from part(views_of(stored.project), 0.5, 1.0)
        return Opened(stored.project, views, str(path), stored.window)
    if not is_own_file(path):
        return None
    yield Progress(0.0, f"Reading {path.name}")
    project = project_from((yield from part(read_augmented_steps(path), 0.0, 0.5)))
    views = yield from part(views_of(project), 0.5, 1.0)
    return Opened(project, views)


def _inspected(project: Project) -> Steps[Project]:
    """Look for what is to be seen in the spectra, where the file has no badges."""
    from ..preprocessing.checks import inspect

    imported = project.imported
    # Those of the file tell also what only the reading knew, such as gaps that were bridged.
    if imported is None or imported.findings.rows:
        return project
    findings = yield from inspect(imported.spectra)
    return replace(project, imported=replace(imported, findings=findings))


def views_of(project: Project) -> Steps[Views]:
    """Make the views of the Review page, none where nothing was generated."""
    from .review import review_views

    made, corrected = project.augmentation, project.corrected
    if made is None or corrected is None:
        return {}
    split = made.plan.split
    return (yield from review_views(corrected.spectra, made.fold, made.generated, split))


def save_task(project: Project, path: str, window: Mapping[str, Any]) -> Steps[str]:
    """Write the project file, read it back and check it; give the path."""
    yield Progress(0.0, "Preparing")
    from .project_file import save_project

    return (yield from save_project(Path(path), project, window))


def correct_task(
    imported: Spectra, recipe: Recipe, n_values: int | None = None
) -> Steps[CorrectedSet]:
    """Apply a recipe to all spectra, which may be a part of a set of so many values."""
    from .correct import correct

    yield Progress(0.0, "Preparing")
    return (yield from correct(imported, recipe, at_once=True, n_values=n_values))


def recipe_task(path: str) -> Steps[Recipe]:
    """Read a recipe from a recipe file or from a file of results."""
    yield Progress(0.0, "Reading the recipe")
    from .pipeline import read_recipe

    return read_recipe(Path(path))


def stiffness_task(spectra: Spectra, recipe: Recipe) -> Steps[Suggestion]:
    """Find the stiffness for the baseline of a recipe, on spectra before the baseline step."""
    yield Progress(0.0, "Preparing")
    from ..preprocessing.stiffness import suggest_stiffness

    before = recipe.smoothing.apply(recipe.spikes.apply(recipe.axis.apply(spectra)))
    step = recipe.baseline
    if not isinstance(step, PenalisedBaseline):
        raise ParameterError(
            f"{step.title} has no stiffness.", "Choose a method that has one, such as airPLS."
        )
    return (yield from suggest_stiffness(before, step))


def train_task(
    corrected: Spectra, plan: Plan, checkpoints: str = "", resume: bool = False
) -> Steps[tuple[Augmentation, Views]]:
    """Train, draw, filter and judge; then make the views of the Review page.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    plan : Plan
        Method, amounts, split and seeds.
    checkpoints : str
        Folder in which training is kept against a crash, if any.
    resume : bool
        Whether to go on from what that folder holds.
    """
    yield Progress(0.0, "Preparing")
    from .augment import augment
    from .review import review_views

    folder = Path(checkpoints) if checkpoints else None
    augmentation = yield from part(augment(corrected, plan, folder, resume), 0.0, 0.99)
    views = yield from part(
        review_views(corrected, augmentation.fold, augmentation.generated, plan.split), 0.99, 1.0
    )
    return augmentation, views


def refill_task(corrected: Spectra, augmentation: Augmentation) -> Steps[tuple[Generated, Views]]:
    """Draw what is missing after rejections from the stored models; make the views anew."""
    yield Progress(0.0, "Preparing")
    from .drawing import refill
    from .review import review_views

    generated = yield from part(refill(corrected, augmentation), 0.0, 0.7)
    split = augmentation.plan.split
    views = yield from part(review_views(corrected, augmentation.fold, generated, split), 0.7, 1.0)
    return generated, views


def compare_task(
    corrected: Spectra, augmentation: Augmentation, augmenter: str, path: str
) -> Steps[RunComparison]:
    """Put another run beside the present one: a file, or else another augmenter trained now."""
    yield Progress(0.0, "Preparing")
    from .compare import compare_with_augmenter, compare_with_file

    if path:
        return (yield from compare_with_file(corrected, augmentation, Path(path)))
    return (yield from compare_with_augmenter(corrected, augmentation, augmenter))


def judge_accepted_task(corrected: Spectra, augmentation: Augmentation) -> Steps[Scorecard]:
    """Make the scorecard of the accepted spectra, marked as after selection."""
    yield Progress(0.0, "Preparing")
    from ..core.augmented_set import Review
    from ..quality.scorecard import judge
    from .augment import judged_samples

    generated = augmentation.generated
    accepted = generated.select(generated.review == Review.ACCEPTED)
    samples = judged_samples(corrected, augmentation, accepted)
    seed = augmentation.plan.augment.seed
    return (yield from judge(samples, seed=seed, after_selection=True))


def report_task(project: Project, path: str) -> Steps[str]:
    """Write the report of the project's present state as HTML; give the path."""
    yield Progress(0.0, "Preparing")
    from ..io.report import write_report
    from .export import augmented_set

    yield from write_report(path, augmented_set(project))
    return path


def utility_task(
    corrected: Spectra, augmentation: Augmentation, params: UtilityParams | None = None
) -> Steps[Utility]:
    """Measure what the generated spectra do for classifiers.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    augmentation : Augmentation
        Folds, models and generated spectra.
    params : UtilityParams, optional
        How thoroughly.
    """
    yield Progress(0.0, "Preparing")
    from ..quality.utility import UtilityParams
    from .utility import utility_of

    return (yield from utility_of(corrected, augmentation, params or UtilityParams()))


def export_task(project: Project, path: str, options: ExportOptions) -> Steps[str]:
    """Write the project's result, read it back and check it; give the path."""
    yield Progress(0.0, "Preparing")
    from .export import export

    return (yield from export(project, Path(path), options))
