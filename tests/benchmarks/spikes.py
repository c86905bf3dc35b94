"""What the removal of spikes takes from measured spectra, and how many inserted spikes it finds.

Each class of the files named is looked at as read, without spikes that anybody put there: what is
removed is then mostly bands, beside the published form (Whitaker & Hayes 2018), which takes every
point behind a step steeper than the threshold. Then spikes of one to four points are inserted, one
in each spectrum, 30 times as high as the SD of steps between neighbours. One line a class:

    python tests/benchmarks/spikes.py FILE ...
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.progress import run
from ramangan_gui.preprocessing.spikes import WhitakerHayes
from ramangan_gui.workflow.pipeline import Settings, import_files

#: Shapes of spikes, of one to four points.
SHAPES = ((1.0,), (1.0, 0.7), (0.4, 1.0, 0.6), (0.5, 1.0, 0.9, 0.4))

#: Their height, in SDs of the steps between neighbours.
HEIGHT = 30.0

#: Spectra of a class that are looked at.
MOST = 300


def steps_of(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the steps between neighbours about their median, and their robust SD."""
    steps = np.diff(values, axis=1)
    steps -= np.median(steps, axis=1, keepdims=True)
    return steps, np.median(np.abs(steps), axis=1, keepdims=True) / 0.6745


def found_of_inserted(step: WhitakerHayes, values: NDArray[np.float64]) -> list[float]:
    """Give the share of inserted spikes whose highest point is removed, for each shape."""
    rng = np.random.default_rng(0)
    sd, found = steps_of(values)[1][:, 0], []
    for shape in SHAPES:
        places = rng.integers(10, values.shape[1] - 10, len(values))
        dirty, top = values.copy(), int(np.argmax(shape))
        for row, place in enumerate(places):
            dirty[row, place : place + len(shape)] += HEIGHT * sd[row] * np.array(shape)
        found.append(float(step.mark(dirty)[np.arange(len(values)), places + top].mean()))
    return found


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    step = WhitakerHayes()
    for file in parser.parse_args().files:
        spectra = run(import_files([file], Settings.of())).spectra
        for label in spectra.classes:
            values = spectra.of_class(label).intensities[:MOST].astype(float)
            values = values[np.isfinite(values).all(axis=1)]
            steps, sd = steps_of(values)
            published = np.abs(steps) > step.threshold * sd
            removed = step.mark(values)
            print(
                f"{file.stem} {label or '-'}: {len(values)} spectra; points removed "
                f"{removed.sum()} in {removed.any(axis=1).sum()} spectra, "
                f"published form {published.sum()} in {published.any(axis=1).sum()}; inserted "
                "spikes of 1 to 4 points found "
                + ", ".join(f"{share:.2f}" for share in found_of_inserted(step, values))
            )


if __name__ == "__main__":
    main()
