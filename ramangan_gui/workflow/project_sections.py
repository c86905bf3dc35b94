"""The items that a project's file holds, in sections that the autosave writes one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..io import hdf5_models as models
from ..io import hdf5_records as records
from ..io.hdf5_columns import Table
from ..io.hdf5_items import Tree, encode
from ..io.hdf5_project import ENTRY, add_measured, add_originals
from ..io.hdf5_spectra import add_table
from .project import Project

_IMPORTED = "Imported spectra"


@dataclass(frozen=True)
class Section:
    """A part of a project that is written on its own by the autosave.

    Parameters
    ----------
    parts : callable
        Gives the objects that it is made of; it is written again when one was replaced. Nothing
        is given where the project has no such part.
    add : callable
        Adds its items to a tree.
    """

    parts: Callable[[Project], tuple[Any, ...]]
    add: Callable[[Tree, Project], None]


def _measured_parts(project: Project) -> tuple[Any, ...]:
    return () if project.imported is None else (project.imported.spectra.intensities,)


def _add_measured(tree: Tree, project: Project) -> None:
    """Add the intensities alone, so that another label does not write them again."""
    assert project.imported is not None
    add_measured(tree, "imported", project.imported.spectra, _IMPORTED)


def _imported_parts(project: Project) -> tuple[Any, ...]:
    return () if project.imported is None else (project.imported,)


def _add_imported(tree: Tree, project: Project) -> None:
    imported = project.imported
    assert imported is not None
    whole = Tree()
    add_originals(whole, "imported", imported.spectra, _IMPORTED)
    whole.items.pop(f"{ENTRY}/imported/intensity")
    tree.items |= whole.items
    records.add_inputs(tree, f"{ENTRY}/inputs", imported.files)
    facts = {
        "messages": list(imported.messages),
        "title": imported.title,
        "simulated": imported.simulated,
        "options": dict(imported.options),
        "left_out": [asdict(entry) for entry in imported.left_out],
        "laser_hint_nm": imported.laser_hint_nm,
        "found": {name: rows.tolist() for name, rows in imported.findings.rows.items()},
        "notes": {name: list(notes) for name, notes in imported.findings.notes.items()},
    }
    tree.add_json(f"{ENTRY}/import", facts)


def _corrected_parts(project: Project) -> tuple[Any, ...]:
    return () if project.corrected is None else (project.corrected,)


def _add_corrected(tree: Tree, project: Project) -> None:
    corrected = project.corrected
    assert corrected is not None
    add_originals(tree, "corrected", corrected.spectra, "Corrected spectra")
    facts = {
        "recipe": corrected.recipe.to_dict(),
        "not_converged": list(corrected.not_converged),
        "notes": list(corrected.notes),
    }
    tree.add_json(f"{ENTRY}/correction", facts)


def _training_parts(project: Project) -> tuple[Any, ...]:
    made = project.augmentation
    # Decisions replace the table of generated spectra, but not its columns nor what was judged.
    return () if made is None else (made.judged, made.models, made.generated.intensities)


def _add_training(tree: Tree, project: Project) -> None:
    made, corrected = project.augmentation, project.corrected
    assert made is not None
    assert corrected is not None
    generated = made.generated.with_review(np.zeros(len(made.generated), np.int8))
    tables = {"generated": generated, "judged": made.judged}
    classes = list(dict.fromkeys(x for t in tables.values() for x in t.label.tolist()))
    for name, table in tables.items():
        if len(table):
            rows = np.arange(len(table))
            originals = corrected.spectra
            columns = Table(originals, None, made.fold[:0], table, rows)
            title = f"Generated spectra, {name}"
            for _ in add_table(tree, f"{ENTRY}/{name}", columns, classes, title):
                pass
    facts = {
        "plan": made.plan.to_dict(),
        "within_specimen": sorted(made.within_specimen),
        "messages": list(made.messages),
        "start_time": made.start_time,
        "end_time": made.end_time,
        "environment": dict(made.environment),
    }
    tree.add_json(f"{ENTRY}/training", facts)
    tree.add(f"{ENTRY}/generated_classes", encode(classes))
    tree.add(f"{ENTRY}/fold", np.asarray(made.fold, "<i4"))
    records.add_scorecard(tree, f"{ENTRY}/before_review", made.scorecard)
    models.add_curves(tree, f"{ENTRY}/curves", made.curves)
    models.add_models(tree, f"{ENTRY}/model", made.models)


def _decision_parts(project: Project) -> tuple[Any, ...]:
    made = project.augmentation
    if made is None:
        return ()
    return (made.generated.review, made.generated.reason, made.scorecard_after, made.review_record)


def _add_decisions(tree: Tree, project: Project) -> None:
    made = project.augmentation
    assert made is not None
    # Moved limits change the filter's opinion, so it is kept beside the decisions.
    tree.add(f"{ENTRY}/review", np.asarray(made.generated.review, "|i1"))
    tree.add(f"{ENTRY}/opinion_score", np.asarray(made.generated.quality_score, "<f4"))
    tree.add(f"{ENTRY}/opinion_reason", encode(made.generated.reason))
    tree.add_json(f"{ENTRY}/review_record", made.review_record.to_dict())
    records.add_scorecard(tree, f"{ENTRY}/after_selection", made.scorecard_after)


def _state_parts(project: Project) -> tuple[Any, ...]:
    return (project.axis, project.import_options, project.recipe, project.plan, project.exported_to)


def _add_state(tree: Tree, project: Project) -> None:
    facts = {
        "axis": project.axis.to_dict(),
        "import_options": dict(project.import_options),
        "recipe": project.recipe.to_dict(),
        "plan": project.plan.to_dict(),
        "exported_to": project.exported_to,
    }
    tree.add_json(f"{ENTRY}/state", facts)


#: All sections, in the order in which they are written.
SECTIONS: Mapping[str, Section] = {
    "measured": Section(_measured_parts, _add_measured),
    "imported": Section(_imported_parts, _add_imported),
    "corrected": Section(_corrected_parts, _add_corrected),
    "training": Section(_training_parts, _add_training),
    "decisions": Section(_decision_parts, _add_decisions),
    "state": Section(_state_parts, _add_state),
}
