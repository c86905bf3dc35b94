"""The one owner of the window's state: the project, the undo stack and the running job.

Pages read :attr:`Workspace.project`, call the methods below and listen to one signal per stage.
They never call each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ..core.compute import Compute
from ..core.review_record import ComparedRun
from ..simulation.samples import SAMPLES, sample_path
from ..workflow.autosave import recover_task
from ..workflow.correct import correct_beside
from ..workflow.project import Augmentation, CorrectedSet, Project
from ..workflow.tasks import (
    ExportOptions,
    Opened,
    compare_task,
    export_task,
    import_task,
    judge_accepted_task,
    refill_task,
    report_task,
    train_task,
)
from .job_owner import JobOwner
from .words import said

if TYPE_CHECKING:
    from ..core.augmented_set import Generated
    from ..workflow.compare import RunComparison
    from ..workflow.review import ReviewView


class Workspace(JobOwner):
    """State of the window, and all that can be done with it.

    Parameters
    ----------
    compute : Compute, optional
        Where long work runs; a warm worker process unless a test says otherwise.
    parent : QObject, optional
        Owner.
    saver : Compute, optional
        Where the project is saved meanwhile; a process of its own unless a test says otherwise.
    """

    exported = Signal(str)
    """Path of the file that was written, read back and found right."""

    compared = Signal(object)
    """Two runs side by side: a ``workflow.compare.RunComparison``."""

    report_written = Signal(str)
    """Path of the report that was written."""

    opened = Signal(object)
    """A project took the place of the former one; carries the ``workflow.tasks.Opened``."""

    exported_whole: Project | None = None
    """What was exported last, as it was when writing began; ``None`` if without its models."""

    def __init__(
        self,
        compute: Compute | None = None,
        parent: QObject | None = None,
        saver: Compute | None = None,
    ) -> None:
        super().__init__(compute, parent, saver)
        self._paths: tuple[str, ...] = ()
        self.training_folder = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Files and folders that the project was read from."""
        return self._paths

    # -- 1 data -------------------------------------------------------------------------------

    def open_paths(
        self, paths: Sequence[str | Path], options: Mapping[str, object] | None = None
    ) -> None:
        """Read files and folders, in place of what is open.

        Parameters
        ----------
        paths : sequence of path-like
            Files and folders.
        options : mapping, optional
            Parameters of the import that differ from their defaults; without, those of the set
            that is open.
        """
        names = [str(path) for path in paths]
        chosen = self._project.import_options if options is None else options

        def opened(result: Opened) -> None:
            self._paths = tuple(names)
            self._opened(result)

        self._runner.start(
            self._runner.compute.steps(import_task, names, self._project.axis, dict(chosen)),
            self.tr("Reading {0}").format(Path(names[0]).name if names else ""),
            opened,
        )

    def open_sample(self, key: str) -> None:
        """Read one of the sample sets (keys of ``simulation.samples.SAMPLES``)."""
        self.open_paths([sample_path(key)], {})
        self.told.emit(self.tr("Sample set: {0}").format(said(SAMPLES[key].title)))

    def recover(self, folder: Path, then: Callable[[Opened], None]) -> None:
        """Bring back what the autosave of a session that crashed kept."""

        def opened(result: Opened) -> None:
            self._opened(result)
            then(result)

        self._runner.start(
            self._runner.compute.steps(recover_task, str(folder)),
            self.tr("Bringing back"),
            opened,
        )

    # -- 2 correct ----------------------------------------------------------------------------

    def apply_recipe(self) -> None:
        """Correct all spectra."""
        imported = self._project.imported
        if imported is not None:
            recipe = self._project.recipe
            self._runner.start(
                correct_beside(self._runner.compute, imported.spectra, recipe),
                self.tr("Correcting {0} spectra").format(len(imported.spectra)),
                self._if_same("imported", self._corrected),
            )

    def ask(
        self, task: Callable[..., Any], args: tuple[Any, ...], title: str, then: Callable[..., Any]
    ) -> None:
        """Run a task about the spectra that are open, and hand its result on."""
        self._runner.start(
            self._runner.compute.steps(task, *args), title, self._if_same("imported", then)
        )

    # -- 3 train ------------------------------------------------------------------------------

    def train(self, resume: bool = False) -> None:
        """Train one model per class and fold, draw, filter and judge.

        Parameters
        ----------
        resume : bool
            Whether to go on from what the training folder holds.
        """
        corrected = self._project.corrected
        if corrected is not None:
            steps = self._runner.compute.steps(
                train_task, corrected.spectra, self._project.plan, self.training_folder, resume
            )
            take = self._if_same("corrected", self._trained)
            began = self._learn(steps, self.tr("Training"), take)
            self.training = self.training or began

    # -- 4 review -----------------------------------------------------------------------------

    def judge_accepted(self) -> None:
        """Make the second scorecard, of the accepted spectra, marked "after selection"."""
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            self._runner.start(
                self._runner.compute.steps(
                    judge_accepted_task, project.corrected.spectra, project.augmentation
                ),
                self.tr("Judging the accepted spectra"),
                self._if_same("augmentation", self._judged_accepted),
            )

    def refill(self) -> None:
        """Draw from the stored models what is missing after rejections (undoable)."""
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            self._runner.start(
                self._runner.compute.steps(
                    refill_task, project.corrected.spectra, project.augmentation
                ),
                self.tr("Drawing more spectra"),
                self._if_same("augmentation", self._refilled),
            )

    def compare(self, augmenter: str = "", path: str = "") -> None:
        """Put another run beside the present one; :attr:`compared` gives both.

        Parameters
        ----------
        augmenter : str
            Name of an augmenter to train on the same folds.
        path : str
            A file of ours to read instead.
        """
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            spectra, made = project.corrected.spectra, project.augmentation
            steps = self._runner.compute.steps(compare_task, spectra, made, augmenter, path)
            # Decisions and further spectra leave the run what it is.
            take = self._if_same("augmentation.judged", self._compared)
            start = self._runner.start if path else self._learn
            start(steps, self.tr("Comparing runs"), take)

    # -- 5 export -----------------------------------------------------------------------------

    def export(self, path: str | Path, options: ExportOptions) -> None:
        """Write the HDF5 file (and what else is asked for), read it back and check it."""
        begun = self._project

        def written(path: str) -> None:
            if self._project.exports_as(begun):
                self._project = replace(self._project, exported_to=path)
            else:
                text = self.tr("{0} is written, without what was changed meanwhile.")
                self.told.emit(text.format(Path(path).name))
            self.exported_whole = begun if options.models else None
            self.exported.emit(path)

        self._runner.start(
            self._runner.compute.steps(export_task, begun, str(path), options),
            self.tr("Writing {0}").format(Path(path).name),
            written,
        )

    def write_report(self, path: str | Path) -> None:
        """Write the report of the present state, as PDF or HTML by the file's suffix."""
        task: Any = report_task
        if Path(path).suffix.lower() == ".pdf":
            from .report_pdf import project_pdf_task as task
        self._runner.start(
            self._runner.compute.steps(task, self._project, str(path)),
            self.tr("Writing {0}").format(Path(path).name),
            self.report_written.emit,
        )

    # -- results of jobs ----------------------------------------------------------------------

    def _opened(self, opened: Opened) -> None:
        self.undo_stack.clear()
        self._project = opened.project
        if opened.project.augmentation is not None:
            self._keep_views(opened.project.augmentation.generated, opened.views)
        self._paths = _sources(opened) or self._paths
        self._all_changed()
        self.opened.emit(opened)

    def _corrected(self, corrected: CorrectedSet) -> None:
        self._put_stage(
            self.tr("Correct {0} spectra").format(len(corrected.spectra)),
            self._project.with_corrected(corrected),
            self._corrected_changed,
        )

    def _corrected_changed(self) -> None:
        self.corrected_changed.emit()
        self._generated_changed()

    def _trained(self, result: tuple[Augmentation, dict[tuple[str, int], ReviewView]]) -> None:
        augmentation, views = result
        self._keep_views(augmentation.generated, views)
        self._put_stage(
            self.tr("Generate {0} spectra").format(len(augmentation.generated)),
            self._project.with_augmentation(augmentation),
            self._generated_changed,
        )

    def _refilled(self, result: tuple[Generated, dict[tuple[str, int], ReviewView]]) -> None:
        assert self._project.augmentation is not None
        generated, views = result
        n = len(generated) - len(self._project.augmentation.generated)
        if not n:
            self.told.emit(self.tr("Nothing is missing: every class has its number of spectra."))
            return
        self._keep_views(generated, views)
        self._push(
            self.tr("Draw {0} more spectra").format(n),
            self._project.with_generated(generated),
            self._generated_changed,
        )

    def _generated_changed(self) -> None:
        self.augmentation_changed.emit()
        self.review_changed.emit()

    def _compared(self, found: RunComparison) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.add_compared(ComparedRun(found.second.name, found.second.scorecard, now))
        self.compared.emit(found)


def _sources(opened: Opened) -> tuple[str, ...]:
    """Give the files that a project was made of, as far as it says so."""
    paths = opened.window.get("paths")
    if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
        return tuple(paths)
    return ()
