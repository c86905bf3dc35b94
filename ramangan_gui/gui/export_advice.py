"""What to say about a file before and after it is written; no widgets here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths

from ..core.augmented_set import Review
from ..core.resources import resource_path
from ..workflow.project import Project
from .sentences import told
from .widgets.verdict_badge import verdict_meaning, verdict_word

_SNIPPET = """\
import h5py
with h5py.File({0!r}) as file:
    data = file["entry/augmented"]
    raman_shift, spectra, fold = (data[k][:] for k in ("raman_shift", "intensity", "fold"))
    label, is_generated = data["label"].asstr()[:], data["is_generated"][:].astype(bool)
"""


def export_counts(project: Project) -> Mapping[str, tuple[int, int, int, int]]:
    """Count, for each class, originals and accepted, undecided and rejected generated spectra.

    Parameters
    ----------
    project : Project
        Any project; without corrected spectra there are no classes.
    """
    if project.corrected is None:
        return {}
    generated = project.augmentation.generated if project.augmentation else None
    counts = {}
    for label, originals in project.corrected.spectra.counts.items():
        numbers = [0, 0, 0]
        if generated is not None:
            mine = generated.review[generated.label == label]
            order = (Review.ACCEPTED, Review.NONE, Review.REJECTED)
            numbers = [int((mine == decision).sum()) for decision in order]
        counts[label] = (originals, numbers[0], numbers[1], numbers[2])
    return counts


def python_snippet(path: str) -> str:
    """Give Python lines that read a written file with h5py.

    Parameters
    ----------
    path : str
        Where the file is.
    """
    return _SNIPPET.format(path)


def default_path(project: Project) -> Path:
    """Propose a file beside the data, or among the user's documents if that cannot be.

    Parameters
    ----------
    project : Project
        It knows where the spectra came from.
    """
    if project.exported_to:
        return Path(project.exported_to)
    imported = project.imported
    title = imported.title if imported is not None else ""
    name = re.sub(r"[^\w.-]+", "_", title).strip("._")[:80] or "spectra"
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents) or Path.home())
    if imported is not None and imported.files:
        source = Path(imported.files[0].path).absolute().parent
        own = source == resource_path("samples")
        if source.is_dir() and os.access(source, os.W_OK) and not own:
            folder = source
    folder = folder if folder.is_dir() else Path.home()
    return folder / f"{name}_augmented.h5"


def export_warnings(project: Project) -> list[str]:
    """Say what the user should know before he uses the file; nothing here forbids writing it.

    Parameters
    ----------
    project : Project
        What would be written.
    """
    augmentation = project.augmentation
    if project.corrected is None:
        return []
    corrected = project.corrected
    sentences = [told(note) for note in corrected.recipe.notes(corrected.spectra.classes)]
    if not project.recipe_is_applied:
        sentences.append(
            QCoreApplication.translate(
                "ExportAdvice",
                "The recipe was changed after it was applied; the file will hold what it gave "
                "before. To have the change in the file, apply it on the Correct page first.",
            )
        )
    if augmentation is None:
        return [
            *sentences,
            QCoreApplication.translate(
                "ExportAdvice", "Nothing was generated; the file will hold corrected spectra only."
            ),
        ]
    if not project.n_accepted:
        sentences.append(
            QCoreApplication.translate(
                "ExportAdvice",
                "No generated spectrum is accepted yet, so the file will hold originals only. "
                "Accept some on the Review page.",
            )
        )
    counts = export_counts(project)
    judged = augmentation.scorecard.classes if augmentation.scorecard else {}
    for verdict in ("fail", "doubtful", "inconclusive"):
        labels = [
            label
            for label, score in judged.items()
            if score.verdict == verdict and counts.get(label, (0, 0))[1]
        ]
        if labels:
            text = QCoreApplication.translate("ExportAdvice", "{0}: the verdict is “{1}”. {2}")
            word, meaning = verdict_word(verdict), verdict_meaning(verdict)
            sentences.append(text.format(", ".join(labels), word, meaning))
    if augmentation.scorecard is None:
        sentences.append(
            QCoreApplication.translate(
                "ExportAdvice", "There is no verdict on the generated spectra."
            )
        )
    return sentences
