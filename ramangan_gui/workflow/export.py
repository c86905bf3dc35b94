"""Stage 5: from the project to the file and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..core.augmented_set import AugmentedSet, Generated, ProcessStep
from ..core.environment import describe_environment
from ..core.errors import InputError, OutputError
from ..core.params import Value
from ..core.progress import Steps, part, run
from ..core.stage_messages import StageMessages
from ..io.hdf5 import is_own_file, read_augmented, write_augmented
from ..io.hdf5_project import is_project_file
from ..io.left_out import left_out_files
from ..io.tables import write_csv, write_rejected_csv
from ..preprocessing.checks import Findings
from ..preprocessing.own_baseline import OWN
from ..preprocessing.recipe import Recipe
from ..preprocessing.steps import STEPS
from .export_files import ExportFiles
from .plan import Plan
from .project import Augmentation, CorrectedSet, ImportedSet, Project
from .project_file import load_project, save_project
from .tasks import ExportOptions

#: Parameter of a record that names the class it is about.
_CLASS = "class"


def export(project: Project, path: Path, options: ExportOptions) -> Steps[str]:
    """Write the HDF5 file, verified by reading it back, and the tables asked for.

    Parameters
    ----------
    project : Project
        With at least corrected spectra.
    path : Path
        Where to, see :meth:`ExportFiles.of`.
    options : ExportOptions
        What else is written.

    Returns
    -------
    str
        Path of the HDF5 file.

    Raises
    ------
    OutputError
        If it cannot be written, does not read back as it should, or would replace a file that
        the spectra came from.
    """
    files = ExportFiles.of(project, path, options)
    files.refuse_sources(project)
    if files.is_project:
        return (yield from save_project(files.main, project))
    augmented = augmented_set(project)
    share = 0.6 if files.beside else 1.0
    written = write_augmented(
        files.main, augmented, compact=options.compact, include_models=options.models
    )
    yield from part(written, 0.0, share)
    if files.table is not None:
        yield from part(write_csv(files.table, augmented), share, 0.85)
    if files.rejected is not None:
        yield from part(write_rejected_csv(files.rejected, augmented), 0.85, 0.9)
    if files.report is not None:
        from ..io.report import write_report

        yield from part(write_report(files.report, augmented), 0.9, 1.0)
    return str(files.main)


def read_result(path: Path) -> AugmentedSet:
    """Read the result that a file of this program holds, be it exported or a project.

    Raises
    ------
    InputError
        If it is neither, or holds nothing corrected yet.
    """
    if not is_project_file(path):
        return read_augmented(path)
    project = run(load_project(path)).project
    if project.corrected is None:
        raise InputError(f"Nothing was corrected yet in {path}.", "Correct its spectra first.")
    return augmented_set(project)


def is_result(path: Path) -> bool:
    """Whether this program exported the file or saved it as a project; never raises."""
    return is_own_file(path) or is_project_file(path)


def augmented_set(project: Project) -> AugmentedSet:
    """Put everything that the file holds together.

    Parameters
    ----------
    project : Project
        With at least corrected spectra.

    Raises
    ------
    OutputError
        If nothing was corrected yet.
    """
    imported, corrected = project.imported, project.corrected
    if imported is None or corrected is None:
        raise OutputError("There is nothing to write yet.", "Correct the spectra first.")
    augmentation = project.augmentation
    none = Generated.none(corrected.spectra.n_points)
    messages = StageMessages(imported.messages, corrected.not_converged, corrected.messages)
    common: dict[str, Any] = {
        "raw": imported.spectra,
        "corrected": corrected.spectra,
        "badges": imported.findings.badges(len(imported.spectra)),
        "inputs": imported.files,
        "title": imported.title,
        "simulated": imported.simulated,
        "process": _process(project, imported, corrected.recipe, augmentation),
    }
    if augmentation is None:
        return AugmentedSet(
            **common,
            fold=np.full(len(corrected.spectra), -1, np.int32),
            generated=none,
            judged=none,
            environment=describe_environment(seed=0),
            messages=messages,
        )
    return AugmentedSet(
        **common,
        fold=augmentation.fold,
        generated=augmentation.generated,
        judged=augmentation.judged,
        curves=augmentation.curves,
        scorecard=augmentation.scorecard,
        scorecard_after=augmentation.scorecard_after,
        models=augmentation.models,
        environment=augmentation.environment,
        messages=replace(messages, generated=augmentation.messages),
        start_time=augmentation.start_time,
        end_time=augmentation.end_time,
        review_record=augmentation.review_record,
    )


def _process(
    project: Project, imported: ImportedSet, recipe: Recipe, augmentation: Augmentation | None
) -> tuple[ProcessStep, ...]:
    options: dict[str, Any] = dict(imported.options) or project.axis.to_dict()
    steps = [ProcessStep("import", options)]
    for name, values in recipe.to_dict().items():
        if name != OWN:
            steps.append(ProcessStep(name, values))
            continue
        there = {label: own for label, own in values.items() if label in imported.spectra.counts}
        steps += [ProcessStep(OWN, {_CLASS: label, **own}) for label, own in there.items()]
    if augmentation is not None:
        plan = augmentation.plan.to_dict()
        within: Mapping[str, Value] = {
            "within_one_specimen": json.dumps(sorted(augmentation.within_specimen))
        }
        steps += [
            ProcessStep("split", {**plan.pop("split"), **within}),
            *(ProcessStep(name, values) for name, values in plan.items()),
        ]
    return tuple(steps)


def project_from(augmented: AugmentedSet) -> Project:
    """Bring the project back from what a file holds.

    Parameters
    ----------
    augmented : AugmentedSet
        As read from a file.

    Raises
    ------
    InputError
        If its recipe or plan is not one that this version knows.
    """
    recipe, plan, within = recorded(augmented)
    steps = {step.name: step.parameters for step in augmented.process}
    imported = ImportedSet(
        spectra=augmented.raw,
        files=augmented.inputs,
        messages=augmented.messages.imported,
        title=augmented.title,
        simulated=augmented.simulated,
        options=dict(steps.get("import", {})),
        findings=Findings.from_badges(augmented.badges or ()),
        left_out=left_out_files(augmented.inputs),
    )
    said = augmented.messages
    known = recipe.notes(augmented.corrected.classes)
    notes = tuple(note for note in said.corrected if note not in known)
    corrected = CorrectedSet(augmented.corrected, recipe, said.not_converged, notes)
    project = Project(recipe=recipe).with_imported(imported).with_corrected(corrected)
    if plan is None:
        return project
    return project.with_plan(plan).with_augmentation(
        Augmentation(
            plan=plan,
            fold=augmented.fold,
            within_specimen=within,
            generated=augmented.generated,
            judged=augmented.judged,
            scorecard=augmented.scorecard,
            scorecard_after=augmented.scorecard_after,
            models=augmented.models,
            curves=augmented.curves,
            messages=said.generated,
            start_time=augmented.start_time,
            end_time=augmented.end_time,
            environment=augmented.environment,
            review_record=augmented.review_record,
        )
    )


def recorded(augmented: AugmentedSet) -> tuple[Recipe, Plan | None, frozenset[str]]:
    """Read recipe, plan and the classes split within one specimen off the provenance.

    Parameters
    ----------
    augmented : AugmentedSet
        As read from a file.

    Returns
    -------
    recipe : Recipe
        What corrected the spectra.
    plan : Plan or None
        What generated spectra, ``None`` if nothing did.
    within_specimen : frozenset of str
        Classes whose verdict holds within one specimen only.

    Raises
    ------
    InputError
        If a step or parameter is unknown to this version.
    """
    steps = {step.name: dict(step.parameters) for step in augmented.process}
    names = {*STEPS, OWN}
    of_class = [dict(step.parameters) for step in augmented.process if step.name == OWN]
    try:
        own = {str(values.pop(_CLASS)): values for values in of_class}
        recipe = Recipe.from_dict({**{n: steps[n] for n in STEPS if n in steps}, OWN: own})
        if "augment" not in steps:
            return recipe, None, frozenset()
        split = steps["split"]
        within = json.loads(str(split.pop("within_one_specimen", "[]")))
        sections = {k: v for k, v in steps.items() if k not in names and k != "import"}
        plan = Plan.from_dict(sections)
    except Exception as error:
        raise InputError(
            f"The file's record of how it was made cannot be read: {error}",
            "It may come from another version of RamanGAN.",
        ) from error
    return recipe, plan, frozenset(map(str, within))
