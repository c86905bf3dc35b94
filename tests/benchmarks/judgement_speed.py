"""How long the judgement takes: 10,000 generated against 2,000 held-out spectra of 1,024 points.

Spectra are simulated. Wall time and processor time of the whole scorecard are printed, without and
with 2,000 training spectra, and the most processor time between two reports of progress, which is
how long a cancelled job can take to stop. The window itself never waits: it drives the judgement in
a worker process. Threads are as set by the environment: with ``OMP_NUM_THREADS=1`` processor time
is what the wall time would be on a machine that does nothing else; wall time counts the rest, too.

Prints one line a figure: ``name value goal ok|short``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.progress import Progress, run
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge

#: Seconds that the judgement may take, and that may pass between two reports.
GOAL, GOAL_BETWEEN = 30.0, 2.0


def spectra(n: int, n_points: int, seed: int) -> NDArray[np.float32]:
    """Draw spectra of one invented substance: twelve bands that vary together, and noise."""
    substance = np.random.default_rng(9)
    places = substance.uniform(0.06, 0.94, 12) * n_points
    heights = np.exp(substance.normal(-0.8, 0.6, 12))
    loadings = substance.normal(size=(4, 12)) * 0.05
    bands = np.exp(-0.5 * ((np.arange(n_points) - places[:, None]) / 5.0) ** 2)
    rng = np.random.default_rng(seed)
    made = np.empty((n, n_points), np.float32)
    for start in range(0, n, 500):
        rows = made[start : start + 500]
        grown = heights * np.exp(rng.normal(size=(len(rows), 4)) @ loadings)
        rows[:] = grown @ bands + 0.03 * rng.normal(size=rows.shape)
    return made


def measured(folder: Path, n_points: int) -> NDArray[np.float32] | None:
    """Give the largest measured map there is, brought to so many points."""
    found = sorted(folder.rglob("streamline_map.npz"))
    if not found:
        return None
    with np.load(found[0], allow_pickle=False) as stored:
        rows = stored["spectra"].astype(float)
    rows = rows[np.isfinite(rows).all(axis=1)]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    at = np.linspace(0, rows.shape[1] - 1, n_points)
    return np.array([np.interp(at, np.arange(rows.shape[1]), row) for row in rows], np.float32)


def timed(sample: FoldSample) -> tuple[float, float, float, str]:
    """Judge; give wall time, processor time, the longest silence and the verdict."""
    silences = [0.0]
    wall, processor = time.perf_counter(), time.process_time()
    last = [processor]

    def report(progress: Progress) -> None:
        now = time.process_time()
        silences.append(now - last[0])
        last[0] = now

    card = run(judge([sample]), report)
    return (
        time.perf_counter() - wall,
        time.process_time() - processor,
        max(silences),
        card.verdict,
    )


def line(name: str, value: float, goal: float) -> bool:
    """Print one figure."""
    print(f"{name} {value:.2f} <={goal:g} {'ok' if value <= goal else 'short'}", flush=True)
    return value <= goal


def main() -> int:
    """Measure; exit status 1 where a figure is short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with measured sets")
    parser.add_argument("--quick", action="store_true", help="a tenth of the spectra")
    arguments = parser.parse_args()
    share = 10 if arguments.quick else 1
    n_points, m, n = 1024, 10_000 // share, 2_000 // share
    made, originals, training = (spectra(k, n_points, seed) for seed, k in enumerate((m, n, n)))
    cases = {
        "without_training": FoldSample("a", 0, originals, made),
        "with_training": FoldSample("a", 0, originals, made, training),
    }
    if arguments.data and (rows := measured(arguments.data, n_points)) is not None:
        noise = np.random.default_rng(0).normal(size=(m, n_points)) * 1e-3
        again = rows[np.random.default_rng(1).integers(0, len(rows), m)] + noise
        cases["measured_map"] = FoldSample("a", 0, rows[:n], again.astype(np.float32))
    print(f"# {m} generated against {n} held-out spectra of {n_points} points")
    good = True
    for name, sample in cases.items():
        wall, processor, silence, verdict = timed(sample)
        print(f"# {name}: {verdict}")
        good &= line(f"judgement_{name}_wall_s", wall, GOAL)
        good &= line(f"judgement_{name}_processor_s", processor, GOAL)
        good &= line(f"judgement_{name}_longest_silence_s", silence, GOAL_BETWEEN)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
