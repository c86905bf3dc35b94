"""Confusion table of the verdict: measured spectra, and generators broken in known ways.

Every trial splits spectra of one source into three equal parts: training, held out, and fresh.
Fresh spectra play the ideal generator and must not fail; each broken generator is made from fresh
or training spectra and must not pass. A shift by one point and a missing peak of 5 % must not pass
where the positive controls say that they would be seen, which is when a verdict may be "pass".

Simulated substances are used, and with ``--data DIR`` also the measured sets in that folder
(single spectra at random, airPLS with lambda 1e5, vector norm). Prints one line a figure:
``name value goal ok|short``, with the counts of pass/doubtful/inconclusive/fail as comments.
``--keep FILE`` writes every verdict as a line of JSON as it comes; a run with the same file goes on
where an earlier one was stopped, and ``--first-seed`` makes trials that no earlier run had.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.progress import run
from ramangan_gui.core.scorecard import VERDICTS
from ramangan_gui.quality.noise import noise_level
from ramangan_gui.quality.originals import Known
from ramangan_gui.quality.pca import fit_pca
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw

Spectra = NDArray[np.float64]
Broken = Callable[[Spectra, Spectra, np.random.Generator], Spectra]

#: Faults that may pass only where they cannot be seen; passing at all counts against them.
VISIBLE_ONLY = ("shift of 1 point", "missing 5 % peak")


def copies(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Training spectra once more."""
    return training[rng.integers(0, len(training), len(fresh))]


def few_copies(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """One in twenty is a training spectrum."""
    spectra = fresh.copy()
    n = max(1, round(0.05 * len(fresh)))
    spectra[:n] = training[rng.integers(0, len(training), n)]
    return spectra


def noisy_copies(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Training spectra with a third of their noise added."""
    level = np.median(_noise(training)) / 3
    return copies(fresh, training, rng) + rng.normal(size=fresh.shape) * level


def mixup(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Means of two spectra."""
    return 0.5 * (fresh + fresh[rng.permutation(len(fresh))])


def collapsed(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Three structures only, each with its own noise."""
    structure, residual = _structure(fresh, training)
    return structure[rng.integers(0, min(3, len(fresh)), len(fresh))] + residual


def half_modes(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Only the lower half along the first principal component, each with other noise."""
    structure, residual = _structure(fresh, training)
    scores = fit_pca(training, 1).project(fresh)[:, 0]
    lower = np.argsort(scores)[: (len(fresh) + 1) // 2]
    return structure[np.resize(lower, len(fresh))] + residual


def pure_noise(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """White noise of the level of whole spectra."""
    return fresh.mean() + rng.normal(size=fresh.shape) * fresh.std()


def mean_and_noise(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Mean spectrum, each point varying by itself."""
    return training.mean(axis=0) + rng.normal(size=fresh.shape) * training.std(axis=0)


def over_smoothed(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Smoothed by a Savitzky-Golay filter of 9 points, order 2."""
    weights = np.array([-21, 14, 39, 54, 59, 54, 39, 14, -21]) / 231
    padded = np.pad(fresh, ((0, 0), (4, 4)), "edge")
    n_points = fresh.shape[1]
    return sum(w * padded[:, k : k + n_points] for k, w in enumerate(weights))  # type: ignore


def louder_noise(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Noise 1.2 times as strong."""
    extra = np.sqrt(1.2**2 - 1)
    return fresh + rng.normal(size=fresh.shape) * _noise(fresh) * extra


def checkerboard(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Ripple of period 2 points, 0.3 times the noise."""
    ripple = 1.0 - 2.0 * (np.arange(fresh.shape[1]) % 2)
    return fresh + 0.3 * np.median(_noise(training)) * ripple


def wide_checkerboard(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Ripple of period 4 points, 0.3 times the noise."""
    ripple = np.array([1.0, -1.0, -1.0, 1.0])[np.arange(fresh.shape[1]) % 4]
    return fresh + 0.3 * np.median(_noise(training)) * ripple


def shifted(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Shifted by one point."""
    return np.concatenate([fresh[:, :1], fresh[:, :-1]], axis=1)


def missing_peak(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Without a peak of 5 % of the highest, somewhere."""
    mean, n_points = training.mean(axis=0), fresh.shape[1]
    height = np.quantile(mean, 0.995) - np.quantile(mean, 0.05)
    place = rng.integers(n_points // 10, 9 * n_points // 10)
    width = max(4.0, n_points / 200)
    return fresh - 0.05 * height * np.exp(-0.5 * ((np.arange(n_points) - place) / width) ** 2)


BROKEN: Mapping[str, Broken] = {
    "exact copies": copies,
    "5 % copies": few_copies,
    "copies + noise": noisy_copies,
    "mixup": mixup,
    "collapsed to 3": collapsed,
    "half the modes": half_modes,
    "pure noise": pure_noise,
    "mean + independent SD": mean_and_noise,
    "over-smoothed": over_smoothed,
    "noise x 1.2": louder_noise,
    "checkerboard 2": checkerboard,
    "checkerboard 4": wide_checkerboard,
    "shift of 1 point": shifted,
    "missing 5 % peak": missing_peak,
}


def _noise(spectra: Spectra) -> Spectra:
    """Noise of each point: the level of the spectrum, shape (n, 1)."""
    return noise_level(spectra - spectra.mean(axis=0))[:, None]


def _structure(fresh: Spectra, training: Spectra) -> tuple[Spectra, Spectra]:
    pca = fit_pca(training, max(1, min(10, len(training) // 3)))
    structure = pca.project(fresh) @ pca.components + pca.mean
    return structure, fresh - structure


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


def trial(spectra: Spectra, n: int, seed: int, names: list[str]) -> dict[str, tuple[str, tuple]]:
    """Judge the ideal and every broken generator on one random three-way split."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(spectra))
    training, held_out, fresh = (spectra[order[k * n : (k + 1) * n]] for k in range(3))
    verdicts, known = {}, Known()
    for name in ["fresh", *names]:
        made = fresh if name == "fresh" else BROKEN[name](fresh, training, rng)
        sample = FoldSample("set", 0, held_out, made, training)
        card = run(judge([sample], seed, metrics={}, known=known))  # the verdict alone
        score = card.classes["set"]
        verdicts[name] = (score.verdict, score.reasons)
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
        words = " ".join(f"{verdict} {counts[verdict]}" for verdict in VERDICTS)
        print(f"# {source} n={n} {name}: {words}")
        label = f"{source}/n{n}/{name}"
        if name == "fresh":
            limit = 0.01 if n >= 60 else 0.05
            share = counts["fail"] / total
            # One failure in few trials is within the goal's own chance.
            good &= report(
                f"{label}/failed", share, f"<={limit}", counts["fail"] <= limit * total + 1
            )
        elif n >= 20 or name in VISIBLE_ONLY:
            good &= report(f"{label}/passed", counts["pass"] / total, "=0", counts["pass"] == 0)
    return good


def main() -> int:
    """Run the table; exit status 1 where a figure is short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with measured sets")
    parser.add_argument("--quick", action="store_true", help="under a minute")
    parser.add_argument("--n", type=int, nargs="*", help="sizes")
    parser.add_argument("--trials", type=int, help="trials per source and size")
    parser.add_argument("--only", nargs="*", help="names of broken generators")
    parser.add_argument("--sources", nargs="*", help="sources, such as all:0 or chondro_map")
    parser.add_argument("--first-seed", type=int, default=0, help="seed of the first trial")
    parser.add_argument("--keep", type=Path, help="file of verdicts, to go on from")
    parser.add_argument("--why", action="store_true", help="print reasons")
    arguments = parser.parse_args()
    sizes = arguments.n or ([20] if arguments.quick else [12, 20, 60, 200])
    trials = arguments.trials or (1 if arguments.quick else 12)
    names = list(BROKEN) if arguments.only is None else arguments.only
    kinds = ["all"] if arguments.quick else ["all", "shift", "bimodal", "per_peak", "linear"]
    sources = [f"{kind}:{number}" for number, kind in enumerate(kinds) for number in [number % 4]]
    real = measured(arguments.data) if arguments.data else {}
    sources += list(real)
    if arguments.sources:
        sources = [s for s in sources if any(s.startswith(w) for w in arguments.sources)]
    print(f"# {trials} trials per line; threads as set by the environment")
    good = True
    started = time.process_time()
    kept = kept_before(arguments.keep)
    everything: dict[tuple[int, str], list[str]] = {}
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
                    found |= trial(rows, n, seed, missing)
                    keep(arguments.keep, source, n, seed, found)
                for name, (verdict, why) in found.items():
                    verdicts.setdefault(name, []).append(verdict)
                    everything.setdefault((n, name), []).append(verdict)
                    if arguments.why:
                        print("#", source, n, seed, name, verdict, why)
            good &= table(source, n, verdicts)
    for (n, name), found in sorted(everything.items(), key=lambda item: item[0][0]):
        words = " ".join(f"{verdict} {Counter(found)[verdict]}" for verdict in VERDICTS)
        print(f"# all sources n={n} {name}: {words}")
    print(f"# {time.process_time() - started:.0f} s CPU")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
