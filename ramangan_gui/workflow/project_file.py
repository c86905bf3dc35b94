"""A project as the items of its file, in sections, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import Generated, Review
from ..core.errors import ParameterError, RamanGanError, SpectraError
from ..core.progress import Progress, Steps, part
from ..io import hdf5_models as models
from ..io import hdf5_records as records
from ..io.hdf5_items import Damaged, Tree
from ..io.hdf5_project import (
    ENTRY,
    read_originals_of,
    read_project_tree,
    write_project_tree,
)
from ..io.hdf5_spectra import read_generated
from ..io.importing import ImportOptions
from ..io.left_out import LeftOut
from ..io.targets import PROJECT_SUFFIX, with_suffix_of
from ..preprocessing.axis import Axis
from ..preprocessing.checks import CHECKS, Findings
from ..preprocessing.recipe import Recipe
from .plan import Plan
from .project import Augmentation, CorrectedSet, ImportedSet, Project
from .project_sections import SECTIONS

T = TypeVar("T")

#: What the window was showing: JSON values by name, checked by whoever uses them.
WindowState = Mapping[str, Any]

_REVIEWS = [int(review) for review in Review]


@dataclass(frozen=True, eq=False)
class StoredProject:
    """What a project file holds.

    Parameters
    ----------
    project : Project
        All stages.
    window : mapping
        What the window was showing.
    """

    project: Project
    window: WindowState = field(default_factory=dict)


def save_project(path: Path, project: Project, window: WindowState | None = None) -> Steps[str]:
    """Write a project to one file, read it back and check it.

    Parameters
    ----------
    path : Path
        Where to; ``.rgan`` is added where there is no suffix.
    project : Project
        All stages.
    window : mapping, optional
        What the window is showing.

    Returns
    -------
    str
        Path of the file.

    Raises
    ------
    OutputError
        If it cannot be written, or does not read back as it should.
    """
    target = with_suffix_of(path, (PROJECT_SUFFIX,))
    yield Progress(0.0, "Preparing")
    tree = Tree()
    for section in SECTIONS.values():
        if section.parts(project):
            section.add(tree, project)
    add_window(tree, window or {})
    yield from part(write_project_tree(target, tree), 0.02, 1.0)
    return str(target)


def load_project(path: Path) -> Steps[StoredProject]:
    """Read a project from its file.

    Raises
    ------
    InputError
        If it is no project, of a newer version, changed or damaged.
    """
    return (yield from read_project_tree(path, project_of))


def project_of(tree: Tree) -> StoredProject:
    """Build a project from its items.

    Raises
    ------
    Damaged
        If something is missing or contradicts the rest.
    """
    state = tree.json(f"{ENTRY}/state", dict)
    project = Project(
        axis=_built(Axis.from_dict, state, "axis"),
        import_options=_built(ImportOptions.from_dict, state, "import_options").to_dict(),
        recipe=_built(Recipe.from_dict, state, "recipe"),
        plan=_built(Plan.from_dict, state, "plan"),
        imported=_imported(tree),
        exported_to=_fact(state, "exported_to", str),
    )
    # Only options that differ from their defaults are kept, as they were given.
    project = _with_stages(tree, project, _fact(state, "import_options", dict))
    return StoredProject(project, tree.json(f"{ENTRY}/window", dict))


def add_window(tree: Tree, window: WindowState) -> None:
    """Add what the window is showing."""
    tree.add_json(f"{ENTRY}/window", dict(window))


def _with_stages(tree: Tree, project: Project, options: dict[str, Any]) -> Project:
    corrected = _corrected(tree) if f"{ENTRY}/corrected" in tree else None
    augmentation = None
    if f"{ENTRY}/training" in tree:
        if corrected is None:
            raise Damaged("generated spectra without originals")
        augmentation = _augmentation(tree, corrected)
    if corrected is not None and project.imported is None:
        raise Damaged("corrected spectra without imported ones")
    if corrected is not None and project.imported is not None:
        raw, done = project.imported.spectra, corrected.spectra
        if len(raw) != len(done) or raw.label.tolist() != done.label.tolist():
            raise Damaged("imported and corrected spectra differ")
    return Project(
        axis=project.axis,
        import_options=options,
        imported=project.imported,
        recipe=project.recipe,
        corrected=corrected,
        plan=project.plan,
        augmentation=augmentation,
        exported_to=project.exported_to,
    )


def _imported(tree: Tree) -> ImportedSet | None:
    if f"{ENTRY}/imported" not in tree:
        return None
    facts = tree.json(f"{ENTRY}/import", dict)
    spectra = read_originals_of(tree, "imported")
    return ImportedSet(
        spectra=spectra,
        files=records.read_inputs(tree, f"{ENTRY}/inputs"),
        messages=_texts(facts, "messages"),
        title=_fact(facts, "title", str),
        simulated=_fact(facts, "simulated", bool),
        options=_fact(facts, "options", dict),
        findings=_findings(facts, len(spectra)),
        left_out=tuple(map(_left_out, _fact(facts, "left_out", list))),
        laser_hint_nm=_laser(facts.get("laser_hint_nm")),
    )


def _findings(facts: Mapping[str, Any], n: int) -> Findings:
    rows: dict[str, NDArray[np.intp]] = {}
    for name, numbers in _fact(facts, "found", dict).items():
        if not isinstance(numbers, list) or not all(type(i) is int and 0 <= i < n for i in numbers):
            raise Damaged("a check names spectra that are not there")
        rows[name] = np.array(numbers, np.intp)
    notes = _fact(facts, "notes", dict)
    if not (rows.keys() | notes.keys()) <= set(CHECKS):
        raise Damaged("it names checks that there are not")
    return Findings(rows, {name: _texts(notes, name) for name in notes})


def _left_out(entry: Any) -> LeftOut:
    plain = LeftOut("", "", "")
    names = [field.name for field in fields(LeftOut)]
    if not isinstance(entry, dict) or set(entry) != set(names):
        raise Damaged("left_out is no list of what was left out")
    return LeftOut(**{name: _fact(entry, name, type(getattr(plain, name))) for name in names})


def _laser(value: Any) -> float | None:
    if value is None or (type(value) in (int, float) and 0 < value < math.inf):
        return None if value is None else float(value)
    raise Damaged("the laser has no wavelength")


def _corrected(tree: Tree) -> CorrectedSet:
    facts = tree.json(f"{ENTRY}/correction", dict)
    return CorrectedSet(
        spectra=read_originals_of(tree, "corrected"),
        recipe=_built(Recipe.from_dict, facts, "recipe"),
        not_converged=_texts(facts, "not_converged"),
        notes=_texts(facts, "notes") if "notes" in facts else (),
    )


def _augmentation(tree: Tree, corrected: CorrectedSet) -> Augmentation:
    facts = tree.json(f"{ENTRY}/training", dict)
    originals = corrected.spectra
    classes = tree.texts(f"{ENTRY}/generated_classes")
    if classes.ndim != 1:
        raise Damaged(f"{ENTRY}/generated_classes is no list")
    fold = tree.array(f"{ENTRY}/fold", "<i4", (len(originals),))
    if fold.size and fold.min() < -1:
        raise Damaged(f"{ENTRY}/fold is out of range")

    def table(name: str) -> Generated:
        return read_generated(tree, {f"{ENTRY}/{name}": None}, originals, classes)

    generated = table("generated")
    review = tree.array(f"{ENTRY}/review", "|i1", (len(generated),))
    if not np.isin(review, _REVIEWS).all():
        raise Damaged(f"{ENTRY}/review is out of range")
    if f"{ENTRY}/opinion_score" in tree:
        score = tree.array(f"{ENTRY}/opinion_score", "<f4", (len(generated),))
        reason = tree.texts(f"{ENTRY}/opinion_reason", (len(generated),))
        generated = replace(generated, quality_score=score, reason=reason)
    environment = _fact(facts, "environment", dict)
    return Augmentation(
        plan=_built(Plan.from_dict, facts, "plan"),
        fold=fold,
        within_specimen=frozenset(_texts(facts, "within_specimen")),
        generated=generated.with_review(review),
        judged=table("judged"),
        scorecard=records.read_scorecard(tree, f"{ENTRY}/before_review"),
        scorecard_after=records.read_scorecard(tree, f"{ENTRY}/after_selection"),
        models=models.read_models(tree, f"{ENTRY}/model"),
        curves=models.read_curves(tree, f"{ENTRY}/curves"),
        messages=_texts(facts, "messages"),
        start_time=_fact(facts, "start_time", str),
        end_time=_fact(facts, "end_time", str),
        environment={str(name): str(value) for name, value in environment.items()},
        review_record=records.read_review(tree, f"{ENTRY}/review_record", originals.raman_shift),
    )


# -- checking ---------------------------------------------------------------------------------


def _fact(facts: Mapping[str, Any], name: str, kind: type[T]) -> T:
    value = facts.get(name)
    if type(value) is not kind:
        raise Damaged(f"{name} is missing, or of another kind than was written")
    return value


def _texts(facts: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = _fact(facts, name, list)
    if not all(isinstance(value, str) for value in values):
        raise Damaged(f"{name} is no list of texts")
    return tuple(values)


def _built(build: Callable[[Any], T], facts: Mapping[str, Any], name: str) -> T:
    """Build parameters from what is stored; what this version does not know is refused."""
    stored = _fact(facts, name, dict)
    try:
        return build(stored)
    except (ParameterError, SpectraError) as error:
        raise Damaged(f"its {name}: {error.what}") from error
    except RamanGanError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise Damaged(f"its {name} cannot be understood") from error
