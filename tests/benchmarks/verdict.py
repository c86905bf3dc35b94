"""Confusion table of the verdict: measured spectra, and generators broken in known ways.

Every trial splits spectra of one source into three equal parts: training, held out, and fresh.
Fresh spectra play the ideal generator and must not fail; each broken generator is made from fresh
or training spectra and must not pass. A shift by one point and a missing peak of 5 % must not pass
where the positive controls say that they would be seen, which is when a verdict may be "pass".

Simulated substances are used, and with ``--data DIR`` also the measured sets in that folder
(single spectra at random, airPLS with lambda 1e5, vector norm). Prints one line a figure:
``name value goal ok|short``, with the counts of pass/doubtful/inconclusive/fail as comments.
How many fresh spectra failed is given with its share and 95 % interval (Clopper and Pearson), at
each n and over all; a goal is met where the share is within it, and shown where the interval is.
Draws from a measured set share spectra, so their interval is too narrow; simulated ones are new.
``--only fresh`` judges fresh spectra alone, which takes a tenth of the time, and ``--fail-only``
leaves out the control of lost variety, too: it can only turn a pass into an inconclusive, so what
neither fails nor is doubtful then counts as "undecided". ``--keep FILE`` writes
every verdict as a line of JSON as it comes; a run with the same file goes on where an earlier one
was stopped, and ``--first-seed`` makes trials that no earlier run had.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Hashable, Mapping
from pathlib import Path

import numpy as np
from broken_generators import BROKEN, VISIBLE_ONLY, Spectra
from scipy.stats import beta

from ramangan_gui.core.progress import Steps, run
from ramangan_gui.core.scorecard import VERDICTS
from ramangan_gui.quality.originals import Known
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw

#: Ways in which the spectra of a simulated substance differ.
KINDS = ("all", "shift", "bimodal", "per_peak", "linear")


#: Stands for pass or inconclusive where it was not asked which.
UNDECIDED = "undecided"


def simulated(kind: str, substance: int, n: int, seed: int) -> Spectra:
    """Draw `n` independent simulated spectra, corrected and normalised."""
    source = SUBSTANCES[substance]
    if kind != "all":
        source = source.with_kind(kind)
    axis = np.linspace(400.0, 1800.0, 1000)
    drawn = draw(source, n, axis, [seed, substance], spectra_per_specimen=1)
    return _normalised(drawn.signal + drawn.noise)


def measured(folder: Path) -> dict[str, Spectra]:
    """Read, correct and normalise the measured sets that are there."""
    from pybaselines import Baseline

    sets: dict[str, Spectra] = {}
    for name, corrected in (
        ("lipid_excipients_785", False),
        ("chondro_map", False),
        ("streamline_map", False),
        ("mice_tissue", True),
    ):
        path = folder / name / f"{name}.npz"
        if not path.exists():
            path = folder / "sets" / name / f"{name}.npz"
        if not path.exists():
            continue
        with np.load(path, allow_pickle=False) as stored:
            spectra, labels = stored["spectra"].astype(float), stored["label"].astype(str)
        for label, count in Counter(labels.tolist()).items():
            rows = spectra[labels == label]
            rows = rows[np.isfinite(rows).all(axis=1)]
            rows = rows[np.random.default_rng(0).permutation(len(rows))[:620]]
            if count < 36:
                continue
            if not corrected:
                fitter = Baseline(np.arange(rows.shape[1]))
                scale = np.ptp(rows, axis=1)
                lines = [
                    fitter.airpls(y / s, lam=1e5)[0] * s for y, s in zip(rows, scale, strict=True)
                ]
                rows = rows - np.array(lines)
            sets[f"{name}:{label}"] = _normalised(rows)
    return sets


def _normalised(spectra: Spectra) -> Spectra:
    return spectra / np.linalg.norm(spectra, axis=1, keepdims=True) * np.sqrt(spectra.shape[1])


class WithoutVariety(Known):
    """Takes lost variety for unseen without looking, which decides between two verdicts only."""

    def recall(self, key: Hashable, samples: tuple[FoldSample, ...], steps: Steps) -> Steps:
        """Give what was found before; of lost variety that it would not be seen."""
        if isinstance(key, tuple) and key[0] == "lost variety":
            steps.close()
            return False
        return (yield from super().recall(key, samples, steps))


def trial(
    spectra: Spectra, n: int, seed: int, names: list[str], fail_only: bool = False
) -> dict[str, tuple[str, tuple]]:
    """Judge the ideal and every broken generator on one random three-way split."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(spectra))
    training, held_out, fresh = (spectra[order[k * n : (k + 1) * n]] for k in range(3))
    verdicts: dict[str, tuple[str, tuple]] = {}
    known = WithoutVariety() if fail_only else Known()
    for name in ["fresh", *names]:
        made = fresh if name == "fresh" else BROKEN[name](fresh, training, rng)
        sample = FoldSample("set", 0, held_out, made, training)
        card = run(judge([sample], seed, metrics={}, known=known))  # the verdict alone
        score = card.classes["set"]
        open_ = fail_only and score.verdict in {"pass", "inconclusive"}
        verdicts[name] = (UNDECIDED, score.reasons[:1]) if open_ else (score.verdict, score.reasons)
    return verdicts


def keep(file: Path | None, source: str, n: int, seed: int, found: dict) -> None:
    """Add the verdicts of a trial to a file."""
    if file is not None:
        with file.open("a", encoding="utf-8") as lines:
            for name, (verdict, why) in found.items():
                lines.write(json.dumps([source, n, seed, name, verdict, list(why)]) + "\n")


def kept_before(file: Path | None) -> dict[tuple[str, int, int, str], tuple[str, tuple]]:
    """Read the verdicts of an earlier run; a line that was not finished is left out."""
    found: dict[tuple[str, int, int, str], tuple[str, tuple]] = {}
    if file is not None and file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                source, n, seed, name, verdict, why = json.loads(line)
                found[source, n, seed, name] = (verdict, tuple(why))
    return found


def interval(count: int, total: int) -> tuple[float, float]:
    """Give the exact 95 % interval of a share (Clopper and Pearson)."""
    low = float(beta.ppf(0.025, count, total - count + 1)) if count else 0.0
    high = float(beta.ppf(0.975, count + 1, total - count)) if count < total else 1.0
    return low, high


def fresh_failures(where: str, n: int, found: list[str]) -> bool:
    """Print how many fresh spectra failed; says whether the share is within its goal."""
    count, total, limit = found.count("fail"), len(found), limit_of_fresh(n)
    low, high = interval(count, total)
    shown = "shown" if high <= limit else "not shown yet" if low <= limit else "missed"
    words = f"{count} of {total}, 95 % interval {low:.2%} to {high:.2%}"
    print(f"# {where} n={n} fresh failed: {words}; at most {limit:.0%} is {shown}")
    return report(f"{where}/n{n}/fresh/failed", count / total, f"<={limit}", count / total <= limit)


def in_words(counts: Counter[str]) -> str:
    """Give how often each verdict was given."""
    asked = [*VERDICTS, *([UNDECIDED] if counts[UNDECIDED] else [])]
    return " ".join(f"{verdict} {counts[verdict]}" for verdict in asked)


def limit_of_fresh(n: int) -> float:
    """Give the share of fresh spectra that may fail at this number."""
    return 0.01 if n >= 60 else 0.05


def report(name: str, value: float, goal: str, ok: bool) -> bool:
    """Print one figure."""
    print(f"{name.replace(' ', '_')} {value:.3f} {goal} {'ok' if ok else 'short'}", flush=True)
    return ok


def table(source: str, n: int, verdicts: dict[str, list[str]]) -> bool:
    """Print the table of one source at one size; says whether all goals were met."""
    good = True
    for name, found in verdicts.items():
        counts = Counter(found)
        total = len(found)
        words = in_words(counts)
        print(f"# {source} n={n} {name}: {words}")
        label = f"{source}/n{n}/{name}"
        if name == "fresh":
            limit = limit_of_fresh(n)
            share = counts["fail"] / total
            # One failure in few trials is within the goal's own chance.
            good &= report(
                f"{label}/failed", share, f"<={limit}", counts["fail"] <= limit * total + 1
            )
        elif n >= 20 or name in VISIBLE_ONLY:
            good &= report(f"{label}/passed", counts["pass"] / total, "=0", counts["pass"] == 0)
    return good


def totals(kept: Mapping[tuple[str, int, str], list[str]]) -> bool:
    """Print what was found over several sources; says whether fresh spectra met their goals.

    Parameters
    ----------
    kept : mapping of (str, int, str) to list of str
        Verdicts by source, size and generator.
    """
    good = True
    for n, name in sorted({(n, name) for _, n, name in kept}, key=lambda pair: pair[0]):
        found = {source: kept[source, n, name] for source, m, g in kept if (m, g) == (n, name)}
        everything = [verdict for verdicts in found.values() for verdict in verdicts]
        counts = Counter(everything)
        words = in_words(counts)
        print(f"# all sources n={n} {name}: {words}")
        if name == "fresh":
            invented = [
                v for source, verdicts in found.items() if _is_simulated(source) for v in verdicts
            ]
            good &= fresh_failures("all_sources", n, everything)
            good &= not invented or fresh_failures("simulated_sources", n, invented)
    fresh = [v for (_, _, name), found in kept.items() if name == "fresh" for v in found]
    low, high = interval(fresh.count("fail"), len(fresh))
    words = f"{fresh.count('fail')} of {len(fresh)}, 95 % interval {low:.2%} to {high:.2%}"
    print(f"# all sources, every n, fresh failed: {words}")
    return good


def _is_simulated(source: str) -> bool:
    return source.partition(":")[0] in KINDS


def main() -> int:
    """Run the table; exit status 1 where a figure is short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with measured sets")
    parser.add_argument("--quick", action="store_true", help="under a minute")
    parser.add_argument("--n", type=int, nargs="*", help="sizes")
    parser.add_argument("--trials", type=int, help="trials per source and size")
    parser.add_argument(
        "--only", nargs="*", help="names of broken generators, or fresh for none of them"
    )
    parser.add_argument(
        "--fail-only", action="store_true", help="of fresh spectra ask only whether they fail"
    )
    parser.add_argument("--sources", nargs="*", help="sources, such as all:0 or chondro_map")
    parser.add_argument("--first-seed", type=int, default=0, help="seed of the first trial")
    parser.add_argument("--keep", type=Path, help="file of verdicts, to go on from")
    parser.add_argument("--why", action="store_true", help="print reasons")
    arguments = parser.parse_args()
    sizes = arguments.n or ([20] if arguments.quick else [12, 20, 60, 200])
    trials = arguments.trials or (1 if arguments.quick else 12)
    names = list(BROKEN) if arguments.only is None else arguments.only
    names = [name for name in names if name != "fresh"]
    if arguments.fail_only and names:
        parser.error("--fail-only goes with --only fresh: others are asked whether they pass.")
    if unknown := sorted(set(names) - set(BROKEN)):
        parser.error(f"unknown: {', '.join(unknown)}; known are {', '.join(BROKEN)}")
    kinds = KINDS[:1] if arguments.quick else KINDS
    sources = [f"{kind}:{number}" for number, kind in enumerate(kinds) for number in [number % 4]]
    real = measured(arguments.data) if arguments.data else {}
    sources += list(real)
    if arguments.sources:
        sources = [s for s in sources if any(s.startswith(w) for w in arguments.sources)]
    print(f"# {trials} trials per line; threads as set by the environment")
    good = True
    started = time.process_time()
    kept = kept_before(arguments.keep)
    everything: dict[tuple[str, int, str], list[str]] = {}
    for source in sources:
        for n in sizes:
            if source in real and 3 * n > len(real[source]):
                continue
            verdicts: dict[str, list[str]] = {}
            for seed in range(arguments.first_seed, arguments.first_seed + trials):
                missing = [name for name in names if (source, n, seed, name) not in kept]
                found = {
                    name: kept[source, n, seed, name]
                    for name in ["fresh", *names]
                    if (source, n, seed, name) in kept
                }
                if "fresh" not in found or missing:
                    kind, _, number = source.partition(":")
                    is_real = source in real
                    rows = real[source] if is_real else simulated(kind, int(number), 3 * n, seed)
                    found |= trial(rows, n, seed, missing, arguments.fail_only)
                    keep(arguments.keep, source, n, seed, found)
                for name, (verdict, why) in found.items():
                    verdicts.setdefault(name, []).append(verdict)
                    everything.setdefault((source, n, name), []).append(verdict)
                    if arguments.why:
                        print("#", source, n, seed, name, verdict, why)
            good &= table(source, n, verdicts)
    good &= totals(everything)
    print(f"# {time.process_time() - started:.0f} s CPU")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
