"""A finished project made by hand, and a compute that gives what it is told to give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Generated, StoredModel, TrainingCurves
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.progress import Command, Progress
from ramangan_gui.core.scorecard import ClassScore, MetricValue, Scorecard
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.split import make_split
from ramangan_gui.gui.selection import Selection
from ramangan_gui.gui.workspace import Workspace
from ramangan_gui.quality.limits import QUANTITIES, Measured, Threshold
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation, CorrectedSet, ImportedSet, Project
from ramangan_gui.workflow.review import ReviewView
from ramangan_gui.workflow.tasks import Opened

N_POINTS = 80


def spectra(counts: dict[str, int]) -> Spectra:
    """One peak a class, with noise; every spectrum is a group of its own."""
    rng = np.random.default_rng(0)
    x = np.linspace(400.0, 1800.0, N_POINTS)
    rows, labels = [], []
    for number, (label, n) in enumerate(counts.items()):
        peak = np.exp(-(((x - 700.0 - 300.0 * number) / 60.0) ** 2))
        heights = 1.0 + 0.1 * rng.standard_normal((n, 1))
        rows.append(heights * peak + 0.02 * rng.standard_normal((n, N_POINTS)))
        labels += [label] * n
    return Spectra.from_arrays(x, np.concatenate(rows), label=labels)


def generated_like(originals: Spectra, wanted: dict[str, int]) -> Generated:
    """Generated spectra of both folds; the last of each fold is implausible."""
    rng = np.random.default_rng(1)
    tables = []
    for label, n in wanted.items():
        mean = originals.of_class(label).intensities.mean(axis=0)
        for fold in (0, 1):
            rows = mean + 0.05 * rng.standard_normal((n, N_POINTS))
            score = np.linspace(0.9, 0.1, n)
            score[-1] = -0.5
            reason = np.where(score < 0, "negative lobe at 700 cm⁻¹", "")
            tables.append(
                Generated.from_arrays(rows, label, fold, quality_score=score, reason=reason)
            )
    return Generated.concatenate(tables)


def view_of(originals: Spectra, fold: np.ndarray, generated: Generated, key: Any) -> ReviewView:
    label, f = key
    rows = np.flatnonzero((originals.label == label) & (fold == f))
    new = np.flatnonzero((generated.label == label) & (generated.fold == f))
    mean = originals.intensities[rows].mean(axis=0)
    _, _, loadings = np.linalg.svd(originals.intensities[rows] - mean, full_matrices=False)
    loadings = loadings[:4]
    scores = [
        (t - mean) @ loadings.T for t in (originals.intensities[rows], generated.intensities[new])
    ]
    return ReviewView(
        label=label,
        fold=f,
        original_rows=rows,
        generated_rows=new,
        original_scores=scores[0],
        generated_scores=scores[1],
        explained_variance_ratio=np.array([0.5, 0.2, 0.1, 0.05]),
        loadings=loadings,
        original_clusters=np.arange(len(rows)) % 2,
        generated_clusters=np.arange(len(new)) % 2,
        ari=0.03,
        purity=0.55,
        nearest_original=rows[np.arange(len(new)) % len(rows)],
    )


def scorecard(verdicts: dict[str, str], after_selection: bool = False) -> Scorecard:
    figures = {
        "one_nn_original": MetricValue(0.55, 0.38, 0.61, True),
        "one_nn_generated": MetricValue(0.72, 0.38, 0.61, False),
        "mmd_p": MetricValue(),
    }
    classes = {
        label: ClassScore(verdict, (f"A reason for {verdict}.",), 30, 30, figures)
        for label, verdict in verdicts.items()
    }
    return Scorecard(max(verdicts.values()), classes, after_selection)


def finished(counts: dict[str, int], verdicts: dict[str, str]) -> tuple[Project, dict[Any, Any]]:
    """A project with everything up to generated spectra, and its views."""
    originals = spectra(counts)
    plan = Plan()
    fold = make_split(originals, plan.split).fold
    wanted = dict.fromkeys(verdicts, 6)
    generated = generated_like(originals, wanted)
    keys = [(label, f) for label in verdicts for f in (0, 1)]
    iterations = np.arange(0, 50, 5)
    values = {
        "wasserstein_training": np.linspace(2, 1, 10, dtype=np.float32),
        "generator_loss": np.linspace(-1, 1, 10, dtype=np.float32),
    }
    project = Project().with_imported(ImportedSet(originals, title="Made by hand", simulated=True))
    project = project.with_corrected(CorrectedSet(originals, project.recipe))
    augmentation = Augmentation(
        plan=plan,
        fold=fold,
        within_specimen=frozenset(),
        generated=generated,
        judged=generated.select(np.arange(0)),
        scorecard=scorecard(verdicts),
        models=tuple(StoredModel(*key, "wgan_gp", "kept: the last state", {}, {}) for key in keys),
        curves=tuple(TrainingCurves(*key, iterations, values) for key in keys),
    )
    views = {key: view_of(originals, fold, generated, key) for key in keys}
    return project.with_augmentation(augmentation), views


class Scripted(Compute):
    """Gives, for each task by its name, prepared progress and a prepared result."""

    def __init__(self) -> None:
        self.results: dict[str, Any] = {}
        self.progress: dict[str, list[Progress]] = {}
        self.sent: list[Command | None] = []
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.endless: set[str] = set()

    def steps(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.calls.append((function.__name__, args))
        return self._run(function.__name__)

    def _run(self, name: str) -> Iterator[Progress]:
        for progress in self.progress.get(name, [Progress(0.5, "half")]):
            self.sent.append((yield progress))
        while name in self.endless and Command.FINISH not in self.sent:
            self.sent.append((yield Progress(0.5, "waiting")))
        result = self.results[name]
        if isinstance(result, Exception):
            raise result
        return result


@pytest.fixture
def compute() -> Scripted:
    return Scripted()


@pytest.fixture
def scripted(compute: Scripted, qapp: Any) -> Iterator[Workspace]:
    """A workspace whose jobs give what `compute` was told to give."""
    workspace = Workspace(compute)
    yield workspace
    workspace.close()


@pytest.fixture
def selection() -> Selection:
    return Selection()


@pytest.fixture
def open_project(compute: Scripted, scripted: Workspace, qtbot: Any) -> Callable[..., None]:
    """Open a project as if it had been read from a file."""

    def open_(project: Project, views: dict[Any, Any] | None = None) -> None:
        compute.results["import_task"] = Opened(project, views or {})
        with qtbot.waitSignal(scripted.job_ended):
            scripted.open_paths(["made-by-hand.h5"])

    return open_


@pytest.fixture
def make_finished() -> Callable[..., tuple[Project, dict[Any, Any]]]:
    """Make a project with generated spectra: counts of originals, verdicts of some classes."""
    return finished


@pytest.fixture
def with_measured() -> Callable[..., dict[Any, Any]]:
    """Give views whose filter measured one noisy spectrum a row and nothing else."""

    def change(views: dict[Any, Any]) -> dict[Any, Any]:
        changed = {}
        for key, view in views.items():
            m = len(view.generated_rows)
            quantities = {name: np.zeros(m) for name in QUANTITIES}
            quantities["noise"] = np.where(np.arange(m) < 2, np.log(2.0), 0.0)
            thresholds = {name: Threshold(0.0, 1.0) for name in QUANTITIES}
            nobody = np.zeros(m, bool)
            measured = Measured(thresholds, quantities, nobody, ~nobody)
            changed[key] = replace(view, measured=measured)
        return changed

    return change


@pytest.fixture
def make_corrected() -> Callable[..., Project]:
    """Make a project with corrected spectra only."""

    def make(counts: dict[str, int]) -> Project:
        originals = spectra(counts)
        project = Project().with_imported(ImportedSet(originals, title="Made by hand"))
        return project.with_corrected(CorrectedSet(originals, project.recipe))

    return make


@pytest.fixture
def with_review() -> Callable[..., Project]:
    """Give a project with a second scorecard, or none at all."""

    def change(project: Project, **changes: Any) -> Project:
        assert project.augmentation is not None
        return replace(project, augmentation=replace(project.augmentation, **changes))

    return change
