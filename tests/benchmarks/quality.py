"""How good generated spectra are: every augmenter, on simulated truth and on measured sets.

Every method learns from the same training spectra and is judged by the program's own scorecard
against as many spectra that it never saw; fresh measured spectra in place of generated ones are the
control. Simulated substances (three, one with two crystal forms) need no data; with ``--data DIR``
the measured sets in that folder are halved by specimen, series or place (``--single`` halves sets
of one specimen spectrum by spectrum, ``--single all`` every set) and verdicts are counted with the
positive controls off: "nothing found" counts as pass whether or not a small fault would have been
seen. Verdicts that stay inconclusive because measured spectra differ just as much are listed apart.
Nothing is chosen by held-out spectra. ``--kinds`` compares, by kind of variation and number of
spectra, the end of the adversarial phase with its own warm start and every way to draw PCA scores
(see ``variation_kinds.py``), with ``--data DIR`` also on measured sets.

    python tests/benchmarks/quality.py [--quick] [--data DIR] [--methods NAME ...] [--seeds N]
                                       [--single [all]] [--sets NAME ...] [--record FILE] [--kinds]
                                       [--others] [--sizes N ...] [--held-out N]
                                       [--substances KIND:NUMBER ...]

METHODS are augmenters, ``pca:MODE``, ``warm`` (warm start alone) or ``adversarial`` (last state).
With ``--record`` each result is written to a file of JSON lines at once, and one that is there
already is not computed again, so that a run can be stopped and continued. ``--substances`` names
what is simulated instead: a kind of variation and the number of a substance, such as per_peak:2.

Each line reads ``name value goal ok|short``; the exit code is 1 where a figure is short.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from measured_sets import measured_sets
from numpy.typing import NDArray
from quality_results import HALVES, Record, Result, Tally
from simulated_sets import N_HELD_OUT, simulated
from variation_kinds import ADVERSARIAL, CONTROL, WARM, compare_kinds

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.core.progress import run
from ramangan_gui.core.scorecard import ClassScore
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.split import set_aside
from ramangan_gui.quality.metrics import METRICS
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge
from ramangan_gui.quality.verdict import NOTHING_FOUND

SHOWN = (*HALVES, "kmeans_ari", "mmd_p", "coverage", "noise_ratio", "memorisation")
#: What is simulated where nothing else is asked for.
SUBSTANCES = ["all:0", "bimodal:1", "width:2"]
#: Power at the highest frequencies, in dB.
POWER = tuple(name for name in METRICS if name.startswith("power_band"))


@dataclass(frozen=True, eq=False)
class Cell:
    """Training and held-out spectra of one set and split."""

    name: str
    training: Spectra
    held_out: NDArray[np.float32]
    fresh: NDArray[np.float32]
    seed: int


def without_controls(score: ClassScore) -> str:
    """Verdict with the positive controls off."""
    return "pass" if score.reasons[0] == NOTHING_FOUND else score.verdict


def simulated_cells(
    n: int, seeds: int, substances: list[str], n_held_out: int = N_HELD_OUT
) -> Iterator[Cell]:
    for one in substances:
        kind, number = one.split(":")
        substance = int(number)
        name = f"{one}/n{n}"
        if n_held_out != N_HELD_OUT:
            name += f"/{n_held_out} held out"
        for seed in range(seeds):
            training = simulated(kind, substance, n, 3 * seed)
            held_out, fresh = (simulated(kind, substance, n_held_out, 3 * seed + k) for k in (1, 2))
            yield Cell(name, training, held_out.intensities, fresh.intensities, seed)


def measured_cells(
    folder: Path, seeds: int, single: str, names: list[str] | None, others: bool = False
) -> Iterator[Cell]:
    for one in measured_sets(folder, names=names, others=others):
        for seed in range(seeds):
            by_group = not (single == "all" or (single and one.one_specimen))
            training, held_out = one.halves(seed, by_group)
            values = one.spectra.intensities
            # There are no third spectra: training ones stand in as the fresh half.
            yield Cell(
                one.name, one.spectra.select(training), values[held_out], values[training], seed
            )


def made(method: str, cell: Cell, quick: bool) -> tuple[NDArray[np.float32], float]:
    """Spectra of one method, and the CPU seconds that its fit took."""
    name, _, mode = method.partition(":")
    unchosen = name in (WARM, ADVERSARIAL)
    augmenter = AUGMENTERS["wgan_gp" if unchosen else name]
    params = augmenter.params.preset("quick" if quick else "standard")
    if method == WARM:
        params = params.with_value("n_iterations", 0)
    if mode:
        params = params.with_value("mode", mode)
    rows = np.arange(len(cell.training))
    training, validation = set_aside(cell.training, rows, 0.0 if unchosen else 0.2, cell.seed)
    if unchosen:
        training, validation = rows, rows[:0]
    begin = time.process_time()
    fit = augmenter.fit(
        cell.training.select(training), cell.training.select(validation), params, cell.seed, None
    )
    model = run(fit)
    seconds = time.process_time() - begin
    print(f"#   {cell.name} {cell.seed} {method}: {model.kept}", flush=True)
    return model.sample(len(cell.held_out), 1000 + cell.seed).intensities, seconds


def tallied(
    cells: Iterator[Cell],
    methods: list[str],
    quick: bool,
    record: Record,
) -> dict[str, dict[str, Tally]]:
    """Judge every method on every cell; by set, then by method."""
    tallies: dict[str, dict[str, Tally]] = {}
    for cell in cells:
        for method in [CONTROL, *methods]:
            result = record.get(cell.name, cell.seed, method)
            if result is None:
                result = judged(method, cell, quick)
                record.add(result, cell.name, cell.seed, method)
            tallies.setdefault(cell.name, {}).setdefault(method, Tally()).results.append(result)
    return tallies


def judged(method: str, cell: Cell, quick: bool) -> Result:
    """Judge one method on one cell."""
    training: NDArray[np.float32] | None = cell.training.intensities
    if method == CONTROL:
        generated, seconds = cell.fresh, 0.0
        training = None if "/n" not in cell.name else training
    else:
        generated, seconds = made(method, cell, quick)
    sample = FoldSample(cell.name, 0, cell.held_out, generated, training)
    score = run(judge([sample], cell.seed)).classes[cell.name]
    return Result(
        without_controls(score),
        all(score.metrics[half].ok is not False for half in HALVES),
        seconds,
        {name: score.metrics[name].value for name in (*SHOWN, *POWER)},
        list(score.reasons),
    )


def show(tallies: dict[str, dict[str, Tally]]) -> None:
    print("# set, method: " + ", ".join(SHOWN) + " (mean and SD), CPU s, verdicts")
    for name, methods in tallies.items():
        for method, tally in methods.items():
            figures = " ".join(
                f"{tally.mean(metric):.2f}±{np.nanstd(tally.values(metric)):.2f}"
                if np.isfinite(tally.values(metric)).any()
                else "-"
                for metric in SHOWN
            )
            counts = Counter(result.verdict for result in tally.results)
            verdicts = " ".join(f"{verdict} {number}" for verdict, number in counts.items())
            print(f"# {name} {method}: {figures} {np.mean(tally.seconds):.1f} s {verdicts}")
        for method in methods:
            if method not in (CONTROL, "wgan_gp"):
                nearer = methods[method].apart() - methods["wgan_gp"].apart()
                error = nearer.std(ddof=1) / np.sqrt(len(nearer)) if len(nearer) > 1 else np.nan
                told = f"{nearer.mean():+.3f}±{error:.3f} nearer to 0.5 than those of {method}"
                print(f"# {name} halves of wgan_gp: {told}")


def figure(name: str, value: float, goal: str, good: bool) -> bool:
    print(f"{name.replace(' ', '_')} {value:.3f} {goal} {'ok' if good else 'short'}", flush=True)
    return good


def judge_simulated(tallies: dict[str, dict[str, Tally]], n: int) -> bool:
    good = True
    for name, methods in tallies.items():
        ours, control = methods["wgan_gp"], methods[CONTROL]
        apart = np.mean([abs(ours.mean(half) - control.mean(half)) for half in HALVES])
        ari = abs(ours.mean("kmeans_ari"))
        figures = [
            ("ari", ari, "<=0.05", ari <= 0.05),
            ("noise_ratio", ours.mean("noise_ratio"), "0.9..1.1",
             0.9 <= ours.mean("noise_ratio") <= 1.1),
            ("largest_power_db", ours.largest(POWER), "<=1.5", ours.largest(POWER) <= 1.5),
            ("memorisation", ours.mean("memorisation"), ">=0.95",
             ours.mean("memorisation") >= 0.95),
        ]  # fmt: skip
        if n < 200:
            seconds = float(np.mean(ours.seconds))
            figures.append(("halves_apart_from_control", float(apart), "<=0.10", apart <= 0.10))
            figures.append(("cpu_seconds", seconds, "<=30", seconds <= 30))
        else:
            accuracy = float(np.mean([ours.mean(half) for half in HALVES]))
            rejected, usual = (float(np.mean(t.values("mmd_p") < 0.05)) for t in (ours, control))
            figures.append(("one_nn", accuracy, "<=0.54", accuracy <= 0.54))
            coverage = ours.mean("coverage")
            figures.append(("coverage", coverage, ">=0.95", coverage >= 0.95))
            figures.append(("mmd_rejected", rejected, f"<={usual:.2f}", rejected <= usual))
        for what, value, goal, met in figures:
            good &= figure(f"{name}/{what}", value, goal, met)
    return good


def judge_measured(tallies: dict[str, dict[str, Tally]], methods: list[str]) -> bool:
    passed: dict[str, float] = {}
    for method in [CONTROL, *methods]:
        results = [result for by in tallies.values() for result in by[method].results]
        counts = Counter(result.verdict for result in results)
        inside = np.mean([by[method].halves_as_measured() for by in tallies.values()])
        words = " ".join(f"{k} {counts[k]}" for k in ("pass", "doubtful", "fail", "inconclusive"))
        print(f"# measured, {method}: {words} of {len(results)}; both halves inside {inside:.2f}")
        passed[method] = counts["pass"] / len(results)
    good = figure("measured/passes_of_wgan_gp", passed["wgan_gp"], ">=0.714 (15 of 21)",
                  passed["wgan_gp"] >= 15 / 21)  # fmt: skip
    if "pca" in passed:
        good &= figure("measured/wgan_gp_less_pca", passed["wgan_gp"] - passed["pca"], ">=0",
                       passed["wgan_gp"] >= passed["pca"])  # fmt: skip
    for name, by in tallies.items():
        ari = abs(by["wgan_gp"].mean("kmeans_ari"))
        good &= figure(f"measured/{name}/ari", ari, "<=0.05", ari <= 0.05)
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with measured sets")
    parser.add_argument("--quick", action="store_true", help="under a minute; quick preset")
    parser.add_argument(
        "--methods",
        nargs="*",
        help="beside the WGAN-GP: augmenters, or warm for its warm start alone",
    )
    parser.add_argument("--seeds", type=int, default=3, help="seeds, or splits, of each set")
    parser.add_argument("--sizes", type=int, nargs="*", default=[60, 200], help="simulated spectra")
    parser.add_argument(
        "--substances",
        nargs="*",
        help="what is simulated: kinds of variation, and numbers of substances",
    )
    parser.add_argument(
        "--held-out",
        type=int,
        default=N_HELD_OUT,
        help="simulated spectra held out; as many are generated",
    )
    parser.add_argument(
        "--single",
        nargs="?",
        const="one",
        default="",
        choices=["one", "all"],
        help="halve sets of one specimen, or all, spectrum by spectrum",
    )
    parser.add_argument("--sets", nargs="*", help="beginnings of names of measured sets")
    parser.add_argument(
        "--others", action="store_true", help="measured spectra that nothing was tuned on instead"
    )
    parser.add_argument("--record", type=Path, help="file of results, to be continued")
    parser.add_argument("--kinds", action="store_true", help="the adversarial phase by kind")
    arguments = parser.parse_args()
    record = Record(arguments.record)
    if arguments.kinds:
        measured = (
            measured_sets(arguments.data, names=arguments.sets, others=arguments.others)
            if arguments.data
            else ()
        )
        compare_kinds(arguments.sizes, arguments.seeds, record, measured, arguments.substances)
        return 0
    quick, seeds = arguments.quick, 1 if arguments.quick else arguments.seeds
    others = [*([] if quick else [WARM]), *(name for name in AUGMENTERS if name != "wgan_gp")]
    if arguments.methods is not None:
        others = arguments.methods
    methods = ["wgan_gp", *others]
    named = arguments.substances or SUBSTANCES
    good = True
    for n in [60] if quick else arguments.sizes:
        substances = named[:1] if quick else named
        cells = simulated_cells(n, seeds, substances, arguments.held_out)
        tallies = tallied(cells, methods, quick, record)
        show(tallies)
        good &= judge_simulated(tallies, n)
    if arguments.data:
        which = arguments.single, arguments.sets, arguments.others
        cells = measured_cells(arguments.data, seeds, *which)
        tallies = tallied(cells, methods, quick, record)
        show(tallies)
        good &= judge_measured(tallies, methods)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
