"""Small sets, projects and files that the fault programs damage, all made from seeds."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from ramangan_gui.core.augmented_set import Generated, Review, StoredModel
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.correct import correct
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation, ImportedSet, Project

N_POINTS = 96


def make_spectra(per_class: int = 16, seed: int = 0) -> Spectra:
    """Spectra of two made-up substances on a sloping background."""
    rng = np.random.default_rng(seed)
    axis = np.linspace(400.0, 1800.0, N_POINTS)
    rows, labels, groups = [], [], []
    for number, label in enumerate(("chalk", "quartz")):
        for i in range(per_class):
            centre = 750.0 + 300.0 * number
            band = (1 + 0.2 * rng.normal()) * np.exp(-0.5 * ((axis - centre) / 30) ** 2)
            rows.append(500 * band + 1500 - 0.5 * axis + 5 * rng.normal(size=N_POINTS))
            labels.append(label)
            groups.append(f"{label} {i // 2}")
    return Spectra.from_arrays(axis, np.array(rows), labels, groups)


def write_folder(folder: Path, per_class: int = 16) -> Path:
    """Write the spectra as text files, one folder a class."""
    spectra = make_spectra(per_class)
    for number, (label, row) in enumerate(zip(spectra.label, spectra.intensities, strict=True)):
        place = folder / str(label)
        place.mkdir(parents=True, exist_ok=True)
        table = np.stack([spectra.raman_shift, row], axis=1)
        np.savetxt(place / f"spot_{number:03d}.txt", table, header="shift_cm-1 counts")
    return folder


def make_project(per_class: int = 16) -> Project:
    """A project of all stages, with generated spectra that no model made."""
    spectra = make_spectra(per_class)
    project = Project().with_imported(ImportedSet(spectra, title="made up", simulated=True))
    corrected = run(correct(spectra, Recipe()))
    project = project.with_corrected(corrected)
    n = len(spectra)
    rows = corrected.spectra.intensities
    made = Generated.from_arrays(rows * 1.01, corrected.spectra.label, np.zeros(n, np.int32))
    review = np.resize([Review.ACCEPTED, Review.REJECTED, Review.NONE], n)
    tensors = {"weight": np.arange(12, dtype=np.float32).reshape(3, 4)}
    model = StoredModel("chalk", 0, "pca", "kept for what it is", {"k": 3}, tensors)
    augmentation = Augmentation(
        plan=Plan(),
        fold=np.arange(n, dtype=np.int32) % 2,
        within_specimen=frozenset({"chalk"}),
        generated=made.with_review(review),
        judged=made.select(np.arange(6)),
        models=(model,),
    )
    return project.with_augmentation(augmentation)


def tiny_plan() -> Plan:
    """A plan whose training ends in a second or two."""
    plan = Plan()
    for name, value in {"n_iterations": 6, "warm_start_steps": 12, "batch_size": 8}.items():
        plan = plan.with_value(f"wgan_gp.{name}", value)
    return plan.with_value("augment.amount", "per_class").with_value("augment.per_class", 8)


def digest(folder: Path) -> dict[str, str]:
    """Checksum of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
