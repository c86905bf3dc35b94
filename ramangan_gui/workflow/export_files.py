"""Which files an export writes; apart from the writers, which are slow to load."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ..core.augmented_set import Review
from ..io.targets import HDF5_SUFFIXES, PROJECT_SUFFIX, refuse_sources, with_suffix_of
from .project import Project
from .tasks import ExportOptions


def export_path(path: str | os.PathLike[str]) -> Path:
    """Give the name of the HDF5 file that an export to `path` writes."""
    return with_suffix_of(path, (*HDF5_SUFFIXES, PROJECT_SUFFIX))


@dataclass(frozen=True)
class ExportFiles:
    """Files that an export writes.

    Parameters
    ----------
    main : Path
        The HDF5 file, or the project instead.
    table : Path, optional
        Spectra as CSV.
    rejected : Path, optional
        Rejected spectra as CSV.
    report : Path, optional
        The report.
    """

    main: Path
    table: Path | None = None
    rejected: Path | None = None
    report: Path | None = None

    @classmethod
    def of(cls, project: Project, path: str | os.PathLike[str], options: ExportOptions) -> Self:
        """Name the files.

        Parameters
        ----------
        project : Project
            What is to be written.
        path : path-like
            Where to; a suffix is added where it has none of an HDF5 file. That of a project has it
            saved as one, with nothing beside it.
        options : ExportOptions
            What is written beside it.
        """
        main = export_path(path)
        if cls(main).is_project:
            return cls(main)
        made = project.augmentation
        rejected = made is not None and bool((made.generated.review == Review.REJECTED).any())
        return cls(
            main,
            main.with_suffix(".csv") if options.csv else None,
            main.with_name(f"{main.stem}-rejected.csv") if options.csv and rejected else None,
            main.with_suffix(".html") if options.report else None,
        )

    @property
    def is_project(self) -> bool:
        """Whether the project itself is saved."""
        return self.main.suffix.lower() == PROJECT_SUFFIX

    @property
    def beside(self) -> tuple[Path, ...]:
        """The files beside the first."""
        return tuple(path for path in (self.table, self.rejected, self.report) if path is not None)

    def refuse_sources(self, project: Project) -> None:
        """Raise before a file would be replaced that the project's spectra came from.

        Raises
        ------
        OutputError
            If one of the files is such.
        """
        files = project.imported.files if project.imported is not None else ()
        refuse_sources((self.main, *self.beside), (file.path for file in files))
