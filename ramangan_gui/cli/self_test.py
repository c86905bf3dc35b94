"""Whether an installed program can do its work: the sample job, step by step, in short."""

from __future__ import annotations

import argparse
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from ..core.progress import run

#: Too short for spectra of any use, long enough to pass through every stage of training.
_SHORT = ("wgan_gp.warm_start_steps=30", "wgan_gp.n_iterations=6", "wgan_gp.n_critic=1")

PASSED, FAILED = 0, 1


def do_self_test(_arguments: argparse.Namespace) -> int:
    """Try reading, the worker process, training, writing and the window; give the exit code."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ramangan-self-test-") as folder:
        trial = _Trial(Path(folder))
        for name, step in trial.steps:
            begun = time.monotonic()
            try:
                told = step()
            except Exception:
                traceback.print_exc()
                print(f"{name}: failed", flush=True)
                print("self-test: fail", flush=True)
                return FAILED
            print(f"{name}: ok, {told} ({time.monotonic() - begun:.1f} s)", flush=True)
    print(f"self-test: pass ({time.monotonic() - started:.0f} s)", flush=True)
    return PASSED


class _Trial:
    """The steps; each says what it found, or raises."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "sample.h5"
        self.steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("sample job in the worker process", self._job),
            ("file read back", self._read_back),
            ("model drawn from again", self._draw),
            ("airPLS for large sets", self._baseline),
            ("window", self._window),
        )

    def _job(self) -> str:
        from ..core.compute import WorkerCompute
        from ..simulation.samples import sample_path
        from ..workflow.pipeline import Settings, augment_files

        worker = WorkerCompute()
        settings = Settings.of(_SHORT, plan_words=["augment.preset=quick"])
        try:
            steps = worker.steps(augment_files, [sample_path("simulated")], settings, self.file)
            project = run(steps)
        finally:
            worker.close()
        assert project.augmentation is not None
        return f"{len(project.augmentation.models)} models, {project.n_accepted} spectra"

    def _read_back(self) -> str:
        from ..io.hdf5 import read_augmented

        self.stored = read_augmented(self.file)
        if not len(self.stored.accepted) or self.stored.scorecard is None:
            raise RuntimeError("The file holds no generated spectra or no scorecard.")
        return f"{len(self.stored.corrected)} originals, {len(self.stored.accepted)} generated"

    def _draw(self) -> str:
        from ..augmentation.augmenters import AUGMENTERS

        stored = self.stored.models[0]
        drawn = AUGMENTERS[stored.augmenter].restore(stored).sample(3, 0).intensities
        if drawn.shape != (3, self.stored.corrected.n_points):
            raise RuntimeError(f"The model drew spectra of shape {drawn.shape}.")
        return f"{len(drawn)} spectra"

    def _baseline(self) -> str:
        from ..core.places import compiled_folder
        from ..preprocessing import airpls_batch

        values = self.stored.raw.intensities[:8].astype(float)
        plain = airpls_batch.fit_plain(values, 1e5, 2, 50, 1e-3)
        if not airpls_batch.load():
            return "NumPy alone, numba is not here"
        found = airpls_batch.fit(values, 1e5, 2, 50, 1e-3)
        if (found.baseline != plain.baseline).any():
            raise RuntimeError("Compiled and NumPy loops give different baselines.")
        if any(compiled_folder().rglob("*.nbc")):
            return "compiled, kept for the next start"
        return f"compiled, not kept: {compiled_folder()} cannot be written"

    def _window(self) -> str:
        from ..app import seconds_to_build

        return f"stood after {seconds_to_build():.1f} s"
