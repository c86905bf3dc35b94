"""Jobs of the workspace about files: names by pattern, one file for the eye."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..workflow.import_tasks import pattern_task, preview_task
from .job_runner import JobRunner
from .review_jobs import ReviewJobs


class FileJobs(ReviewJobs):
    """State of the window, with the jobs about its files."""

    _runner: JobRunner

    def relabel_by_pattern(self, pattern: str) -> None:
        """Read classes and groups off the file names by a pattern (undoable)."""
        begun = self._project.imported
        if begun is None:
            return
        spectra = begun.spectra

        def take(found: tuple[list[str], list[str]]) -> None:
            if self._project.imported is not begun:
                self.told.emit(
                    self.tr("The spectra were changed meanwhile; the names were not read.")
                )
                return
            columns = {}
            for name, texts in zip(("label", "group"), found, strict=True):
                new = np.array(texts, np.str_)
                if (new != "").any():
                    columns[name] = np.where(new == "", getattr(spectra, name), new)
            if columns:
                self.set_labels(np.arange(len(spectra)), **columns)
            else:
                self.told.emit(self.tr("No file name fits the pattern; nothing was changed."))

        self._runner.start(
            self._runner.compute.steps(pattern_task, spectra.source_file.tolist(), pattern),
            self.tr("Reading file names"),
            take,
        )

    def preview(
        self, path: str, options: Mapping[str, object], then: Callable[[Any], None]
    ) -> None:
        """Read one file as `options` say, for the eye only; `then` takes a ``FilePreview``."""
        self._runner.start(
            self._runner.compute.steps(preview_task, path, dict(options)),
            self.tr("Looking at {0}").format(Path(path).name),
            then,
        )
