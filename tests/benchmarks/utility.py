"""What generated spectra do for a classifier on a measured set with few, unequal spectra a class.

For each split, whole blocks, animals or series of one laser power are held out, and of the rest the
classes keep unequal small numbers of spectra. Every augmenter is fitted to those, class by class; a
linear classifier and a small convolutional network learn from the measured spectra alone, with
generated ones added (at several doses for the augmenter in question), and with classes made equal,
and are tested on what was held out. This is the program's own measurement (``ramangan evaluate
--utility``) on splits of this program.

Prints one line a figure: ``name value goal ok|short``; the goal is that generated spectra do not
harm (a gain whose 95 % interval is not wholly below zero). All rows stand above as comments.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from measured_sets import MeasuredSet, measured_sets
from numpy.typing import NDArray

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.base import FittedModel
from ramangan_gui.core.errors import RamanGanError
from ramangan_gui.core.progress import Progress, Steps, part, run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.split import set_aside
from ramangan_gui.core.utility import Utility, UtilityRow
from ramangan_gui.quality.utility import Draw, Trial, measure_utility

#: Measured training spectra of the classes, from the first to the last.
NUMBERS = (20, 12, 7, 4)

#: The network: its training has presets, and it sets spectra aside to choose its best state by.
MAIN = "wgan_gp"


def split(sets: Sequence[MeasuredSet], numbers: Sequence[int], seed: int) -> tuple[NDArray, ...]:
    """Give rows of all sets, one after the other, that train and that are held out."""
    training, held_out, first = [], [], 0
    for place, one in enumerate(sets):
        seen, judges = one.halves(seed)
        rng = np.random.default_rng([seed, place])
        # Another class is the small one in every split.
        wanted = numbers[(place + seed) % len(numbers)]
        training.append(first + np.sort(rng.permutation(seen)[:wanted]))
        held_out.append(first + judges)
        first += len(one.spectra)
    return np.concatenate(training), np.concatenate(held_out)


def fitted(
    originals: Spectra, training: NDArray[np.intp], name: str, preset: str, seed: int
) -> Steps[Draw]:
    """Fit one augmenter to every class; a class that is too small for it stays without."""
    augmenter = AUGMENTERS[name]
    params = augmenter.params.preset(preset) if name == MAIN else augmenter.params()
    models: dict[str, FittedModel] = {}
    for number, label in enumerate(originals.classes):
        rows = training[originals.label[training] == label]
        fit, validation = set_aside(originals, rows, 0.2 if name == MAIN else 0.0, seed)
        seen, chosen = originals.select(fit), originals.select(validation)
        try:
            steps = augmenter.fit(seen, chosen, params, seed + number, None)
            begin, end = (k / len(originals.classes) for k in (number, number + 1))
            models[label] = yield from part(steps, begin, end)
        except RamanGanError as error:
            print(f"# {name}, {label}, {len(rows)} spectra: {error}", flush=True)

    def draw(label: str, n: int, seed: int) -> NDArray[np.float32]:
        if label not in models:
            return np.empty((0, originals.n_points), np.float32)
        return models[label].sample(n, seed).intensities

    return draw


def measured(
    sets: Sequence[MeasuredSet], numbers: Sequence[int], methods: Sequence[str],
    repeats: int, preset: str, first_seed: int,
) -> Utility:  # fmt: skip
    """Measure the use of every method on repeated splits."""
    originals = Spectra.concatenate([one.spectra for one in sets])

    def maker(seed: int) -> Callable[[], Steps[Trial]]:
        def steps() -> Steps[Trial]:
            training, held_out = split(sets, numbers, seed)
            draws: dict[str, Draw] = {}
            for number, name in enumerate(methods):
                begin, end = number / len(methods), (number + 1) / len(methods)
                fit = fitted(originals, training, name, preset, 100 * seed)
                draws[name] = yield from part(fit, begin, end)
            yield Progress(1.0, "Drawing spectra")
            return Trial(training, held_out, draws)

        return steps

    makers = [maker(seed) for seed in range(first_seed, first_seed + repeats)]
    return run(measure_utility(originals, makers, methods[0], first_seed))


def show(row: UtilityRow) -> None:
    """Print one way of training as a comment."""
    gain = ""
    if row.gain is not None and row.gain_low is not None and row.gain_high is not None:
        points = [100 * value for value in (row.gain, row.gain_low, row.gain_high)]
        gain = f", gain {points[0]:+.1f} points ({points[1]:+.1f} to {points[2]:+.1f})"
    print(
        f"# {row.classifier}, {row.augmenter or 'measured only'}, {row.training}, dose "
        f"{row.dose:.2g}: {row.accuracy:.1%} ({row.low:.1%} to {row.high:.1%}){gain}, training "
        f"less held-out {100 * row.gap:+.1f} points, {row.n_splits} splits"
    )


def main() -> int:
    """Measure; exit status 1 where generated spectra harm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with measured sets")
    parser.add_argument("--set", default="lipid_excipients_785", help="its name")
    parser.add_argument("--numbers", type=int, nargs="*", default=NUMBERS, help="training spectra")
    parser.add_argument("--methods", nargs="*", default=list(AUGMENTERS), help="first in question")
    parser.add_argument("--repeats", type=int, default=5, help="splits")
    parser.add_argument("--first-seed", type=int, default=0, help="seed of the first split")
    parser.add_argument("--preset", default="standard", help="of the network's training")
    parser.add_argument("--quick", action="store_true", help="two splits, one quick method")
    arguments = parser.parse_args()
    methods = arguments.methods
    if arguments.quick:
        methods = [name for name in methods if name != MAIN][:1]
    repeats = 2 if arguments.quick else arguments.repeats
    sets = [
        one
        for one in measured_sets(arguments.data, classified=True)
        if one.name.startswith(arguments.set)
    ]
    if len(sets) < 2:
        parser.error(f"{arguments.data} holds no two classes of {arguments.set}.")
    print(f"# {', '.join(one.name for one in sets)}; {arguments.numbers} training spectra in turn")
    begin = time.process_time()
    found = measured(
        sets, arguments.numbers, methods, repeats, arguments.preset, arguments.first_seed
    )
    for row in (*found.rows, *(row for row in found.doses if row.dose not in {0.0, 1.0})):
        show(row)
    for sentence in found.sentences:
        print(f"# {sentence}")
    good = True
    for row in found.rows:
        if row.gain is None or row.gain_high is None or not row.augmenter:
            continue
        harmless = row.gain_high >= 0
        name = f"utility/{row.classifier}/{row.augmenter}/{row.training}/gain_points"
        print(f"{name} {100 * row.gain:.1f} >=0 in its interval {'ok' if harmless else 'short'}")
        good &= harmless
    print(f"# {time.process_time() - begin:.0f} s CPU, {repeats} splits")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
