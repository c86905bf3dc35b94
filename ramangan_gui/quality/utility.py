"""What generated spectra do for a classifier: the test that matters to most users.

A linear classifier and a small convolutional network are trained on measured spectra alone and
with generated ones, and tested on originals that neither they nor the generators have seen.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.params import Parameters, param
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from ..core.utility import Utility
from .convolution import train_network
from .usefulness import BASELINE, Outcome, Outcomes, Way, balanced, rows_of, sentences

#: Generated spectra for each measured one along the dose curve.
DOSES = (0.5, 1.0, 2.0, 4.0)

#: Classifiers, and what they are called in sentences.
CLASSIFIERS: Mapping[str, str] = {
    "linear": "linear classifier (logistic regression)",
    "cnn": "small 1-D convolutional network",
}

Rows = NDArray[np.intp]
Draw = Callable[[str, int, int], NDArray[np.float32]]
OfOneSplit = dict[tuple[str, Way], Outcome]


@dataclass(frozen=True)
class UtilityParams(Parameters):
    """How thoroughly the use for a classifier is measured."""

    prefix = "utility"

    repeats: int = param(
        3,
        "Splits into folds",
        bounds=(1, 20),
        tooltip="Times that the originals are divided anew by group; the first is the set's own.",
    )
    retrain: bool = param(
        False,
        "Train the networks anew for every split",
        tooltip="Otherwise generating networks are judged on the set's own split alone, with the "
        "models at hand; training them anew takes minutes to hours.",
    )


@dataclass(frozen=True, eq=False)
class Trial:
    """One split of the originals, with generators that saw its training part alone.

    Parameters
    ----------
    training, held_out : ndarray of int
        Rows of the originals that train and test.
    draw : mapping of str to callable
        By augmenter: ``draw(label, n, seed)`` gives at most `n` generated spectra of a class.
    """

    training: Rows
    held_out: Rows
    draw: Mapping[str, Draw]


def measure_utility(
    originals: Spectra,
    trials: Sequence[Callable[[], Steps[Trial]]],
    main: str,
    seed: int = 0,
    notes: Sequence[str] = (),
) -> Steps[Utility]:
    """Train classifiers with and without generated spectra, and test them on held-out originals.

    Parameters
    ----------
    originals : Spectra
        Corrected originals of at least two classes.
    trials : sequence of callable
        Each gives, as steps, one split with its generators.
    main : str
        Augmenter whose dose curve is wanted.
    seed : int
        Seed of the classifiers and of the draws.
    notes : sequence of str
        Reservations, to stand among the sentences.

    Yields
    ------
    Progress

    Returns
    -------
    Utility

    Raises
    ------
    SpectraError
        If there is only one class, so that there is nothing to tell apart.
    """
    if len(originals.classes) < 2:
        raise SpectraError(
            "The use for a classifier needs spectra of at least two classes.",
            "Load the other substances, too.",
        )
    outcomes: Outcomes = {}
    for number, make in enumerate(trials):
        begin, middle, end = ((number + share) / len(trials) for share in (0.0, 0.4, 1.0))
        trial = yield from part(make(), begin, middle, f"Split {number + 1} of {len(trials)}: ")
        steps = _try_all(originals, trial, main, seed + 1000 * number)
        prefix = f"Split {number + 1} of {len(trials)}: "
        for key, outcome in (yield from part(steps, middle, end, prefix)).items():
            outcomes.setdefault(key, {})[number] = outcome
    found = rows_of(originals, outcomes, seed)
    rows = tuple(row for (_, way), row in found.items() if way.dose in {0.0, 1.0})
    on_curve = [
        (name, way.dose, row)
        for (name, way), row in found.items()
        if way == BASELINE or (way.augmenter == main and way.training == "added")
    ]
    on_curve.sort(key=lambda point: (list(CLASSIFIERS).index(point[0]), point[1]))
    tested = np.concatenate([o.held_out for o in outcomes[("linear", BASELINE)].values()])
    return Utility(
        rows,
        tuple(row for _, _, row in on_curve),
        (*sentences(rows, CLASSIFIERS, main), *notes),
        len(np.unique(tested)),
    )


def _try_all(originals: Spectra, trial: Trial, main: str, seed: int) -> Steps[OfOneSplit]:
    """Train and test both classifiers in every way that this split offers."""
    names = list(originals.classes)
    codes = np.array([names.index(label) for label in originals.label.tolist()], np.intp)
    counts = np.bincount(codes[trial.training], minlength=len(names))
    ways = list(_ways(trial, counts, main))
    found: OfOneSplit = {}
    for number, way in enumerate(ways):
        extra, extra_codes = _extra(originals, trial, way, names, counts, codes, seed)
        if way.augmenter and len(extra) == 0:
            continue
        spectra = np.concatenate([originals.intensities[trial.training], extra])
        classes = np.concatenate([codes[trial.training], extra_codes])
        dose = len(extra) / len(trial.training) if way.augmenter else 0.0
        for place, classifier in enumerate(CLASSIFIERS):
            begin, end = ((number + (place + s) / len(CLASSIFIERS)) / len(ways) for s in (0, 1))
            steps = _train(classifier, spectra, classes, len(names), seed)
            predict = yield from part(steps, begin, end)
            right = predict(originals.intensities[trial.held_out]) == codes[trial.held_out]
            known = predict(originals.intensities[trial.training]) == codes[trial.training]
            found[(classifier, way)] = Outcome(
                trial.held_out, right, balanced(known, codes[trial.training]), dose
            )
    return found


def _ways(trial: Trial, counts: NDArray[np.integer], main: str) -> Iterator[Way]:
    unequal = counts.min() < counts.max()
    yield BASELINE
    if unequal:
        yield Way("", "repeated", 0.0)
    for augmenter in trial.draw:
        yield Way(augmenter, "added", 1.0)
        if unequal:
            yield Way(augmenter, "balanced", 0.0)
        for dose in DOSES if augmenter == main else ():
            if dose != 1.0:
                yield Way(augmenter, "added", dose)


def _extra(
    originals: Spectra,
    trial: Trial,
    way: Way,
    names: Sequence[str],
    counts: NDArray[np.integer],
    codes: Rows,
    seed: int,
) -> tuple[NDArray[np.float32], Rows]:
    """Give the spectra that a way adds to the measured training spectra, and their classes."""
    parts = [np.empty((0, originals.n_points), np.float32)]
    labels: list[int] = []
    for code, label in enumerate(names):
        mine = trial.training[codes[trial.training] == code]
        if way.training == "added":
            wanted = round(way.dose * len(mine))
        else:
            wanted = 0 if way == BASELINE else int(counts.max() - len(mine))
        if wanted == 0 or len(mine) == 0:
            continue
        if way.augmenter:
            drawn = trial.draw[way.augmenter](label, wanted, seed + code)
        else:
            drawn = originals.intensities[np.resize(mine, wanted)]
        parts.append(drawn)
        labels += [code] * len(drawn)
    return np.concatenate(parts), np.array(labels, np.intp)


def _train(
    classifier: str, spectra: NDArray[np.float32], classes: Rows, n_classes: int, seed: int
) -> Steps[Callable[[NDArray[np.float32]], Rows]]:
    if classifier == "cnn":
        network = yield from train_network(spectra, classes, n_classes, seed)
        return network.predict
    yield Progress(0.0, "Training a linear classifier")
    from sklearn.linear_model import LogisticRegression

    centre = spectra.mean(axis=0)
    scale = float((spectra - centre).std()) or 1.0
    model = LogisticRegression(max_iter=300)
    with warnings.catch_warnings():
        # Not settled after so many steps is settled enough for a class.
        warnings.simplefilter("ignore")
        model.fit((spectra - centre) / scale, classes)

    def predict(values: NDArray[np.float32]) -> Rows:
        return np.asarray(model.predict((values - centre) / scale), np.intp)

    return predict
