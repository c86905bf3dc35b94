"""Training kept on disk against a crash: finished models and the state of the running one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..augmentation.base import Checkpoints
from ..augmentation.wgan_gp.checkpoint import FileCheckpoints
from ..core.augmented_set import StoredModel, TrainingCurves
from ..core.errors import InputError, OutputError
from ..core.spectra import Spectra
from ..io.atomic import replacing
from .plan import Plan

_FINGERPRINT = "job.json"

#: Names of what is kept with a model and is none of its tensors.
_TOLD = "#"
_ITERATIONS, _CURVES, _CURVE = f"{_TOLD}iterations", f"{_TOLD}curves", f"{_TOLD}curve."
_WARNINGS = f"{_TOLD}warnings"


@dataclass(frozen=True, eq=False)
class Finished:
    """What the training of one class and fold gave.

    Parameters
    ----------
    model : StoredModel
        The model.
    curves : TrainingCurves
        How its losses went.
    warnings : tuple of str
        What was told about it.
    """

    model: StoredModel
    curves: TrainingCurves
    warnings: tuple[str, ...] = ()


class TrainingFolder:
    """A folder beside the output that a crashed job can be resumed from.

    Parameters
    ----------
    folder : Path
        The folder; created if missing. Attribute `trouble` says, in a sentence, if the drive
        refused something later on.
    corrected : Spectra
        Corrected originals of the job.
    plan : Plan
        Plan of the job.
    resume : bool
        Whether to keep what the folder holds; otherwise it is emptied.

    Raises
    ------
    InputError
        If it is to be resumed but belongs to other spectra or another plan.
    OutputError
        If the folder cannot be made.
    """

    def __init__(self, folder: Path, corrected: Spectra, plan: Plan, resume: bool) -> None:
        self._folder = folder
        self.trouble = ""
        job = {"plan": plan.to_dict(), "spectra": _fingerprint(corrected)}
        text = json.dumps(job, sort_keys=True, indent=1)
        mark = folder / _FINGERPRINT
        try:
            if resume and mark.exists():
                if mark.read_text(encoding="utf-8") != text:
                    raise InputError(
                        f"The unfinished work in {folder} belongs to other spectra or settings.",
                        "Start it with the settings it was begun with, or without resuming.",
                    )
                return
            if mark.exists():
                shutil.rmtree(folder)
            folder.mkdir(parents=True, exist_ok=True)
            with replacing(mark) as temporary:
                temporary.write_text(text, encoding="utf-8")
        except OSError as error:
            raise OutputError(
                f"The folder {folder} for unfinished work cannot be used: {error.strerror}.",
                "Choose another place for the result.",
            ) from error

    def finished(self, label: str, fold: int) -> Finished | None:
        """Give the finished model of a class and fold, if there is one."""
        state = FileCheckpoints(self._folder, _name("model", label, fold)).load()
        if state is None:
            return None
        arrays = {k: v for k, v in state.items() if isinstance(v, np.ndarray)}
        model = StoredModel(
            label=label,
            fold=fold,
            augmenter=str(state["augmenter"]),
            kept=str(state["kept"]),
            config=json.loads(str(state["config"])),
            tensors={k: v for k, v in arrays.items() if not k.startswith(_TOLD)},
        )
        # Arrays come back in the order of their names.
        names = json.loads(str(state.get(_CURVES, "[]")))
        values = {name: arrays[_CURVE + name] for name in names}
        curves = TrainingCurves(label, fold, arrays.get(_ITERATIONS, np.empty(0, np.int64)), values)
        return Finished(model, curves, tuple(json.loads(str(state.get(_WARNINGS, "[]")))))

    def keep(self, finished: Finished) -> None:
        """Keep a finished model; the state of its training is no longer needed."""
        model, curves = finished.model, finished.curves
        self._tolerant("model", model.label, model.fold).save(
            {
                "augmenter": model.augmenter,
                "kept": model.kept,
                "config": json.dumps(model.config),
                **model.tensors,
                _ITERATIONS: curves.iteration,
                **{_CURVE + name: values for name, values in curves.values.items()},
                _CURVES: json.dumps(list(curves.values)),
                _WARNINGS: json.dumps(finished.warnings),
            }
        )

    def running(self, label: str, fold: int) -> Checkpoints:
        """Give the place where the training of a class and fold keeps its state."""
        return self._tolerant("state", label, fold)

    def _tolerant(self, kind: str, label: str, fold: int) -> Tolerant:
        return Tolerant(FileCheckpoints(self._folder, _name(kind, label, fold)), self._note)

    def _note(self, error: OSError) -> None:
        self.trouble = (
            f"Unfinished training could not be kept in {self._folder} "
            f"({error.strerror or error}); it went on, but a crash would have lost it."
        )


class Tolerant:
    """Checkpoints whose failure does not end hours of training; it is noted instead.

    Parameters
    ----------
    files : Checkpoints
        Where the state is kept.
    note : callable
        Learns of each failure.
    """

    def __init__(self, files: Checkpoints, note: Callable[[OSError], None]) -> None:
        self._files, self._note = files, note

    def load(self) -> Mapping[str, Any] | None:
        """Give the last state."""
        return self._files.load()

    def save(self, state: Mapping[str, Any]) -> None:
        """Replace the last state, or note why not."""
        try:
            self._files.save(state)
        except OSError as error:
            self._note(error)


def _name(kind: str, label: str, fold: int) -> str:
    """Name a file after a class without letting the class choose the name."""
    return f"{kind}-{hashlib.sha256(label.encode()).hexdigest()[:16]}-{fold + 1}"


def _fingerprint(spectra: Spectra) -> str:
    digest = hashlib.sha256()
    digest.update(spectra.raman_shift.tobytes())
    digest.update(np.ascontiguousarray(spectra.intensities).tobytes())
    digest.update("\0".join([*spectra.label.tolist(), *spectra.group.tolist()]).encode())
    return digest.hexdigest()
