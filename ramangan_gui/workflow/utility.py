"""Whether generated spectra are of use for a classifier: splits, generators and their draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..augmentation.augmenters import AUGMENTERS
from ..augmentation.base import FittedModel
from ..core.augmented_set import Generated, Review, StoredModel
from ..core.errors import InputError, RamanGanError
from ..core.progress import Progress, Steps, part, without_payloads
from ..core.spectra import Spectra
from ..core.split import make_split, set_aside
from ..core.utility import Utility
from ..quality.utility import Draw, Trial, UtilityParams, measure_utility
from .evaluate import read_for_evaluation, read_own
from .export import project_from
from .project import Augmentation
from .queue import derived_seed

#: Augmenters that train too long to be trained anew for every split without being asked.
SLOW = ("wgan_gp",)

#: Name of generated spectra that another program made.
FOREIGN = "given"


def utility_of_set(path: Path, params: UtilityParams) -> Steps[Utility]:
    """Measure the use of what a file of ours holds.

    Parameters
    ----------
    path : Path
        A file that ``ramangan augment`` or the Export page wrote.
    params : UtilityParams
        How thoroughly.

    Raises
    ------
    InputError
        If it is no such file, or holds no generated spectra.
    SpectraError
        If it holds one class only.
    """
    project = project_from(read_own(path))
    if project.augmentation is None or project.corrected is None:
        raise InputError(f"{path} holds no generated spectra.", "Make some with: ramangan augment.")
    corrected = project.corrected
    found = yield from utility_of(corrected.spectra, project.augmentation, params)
    # Before any accuracy is believed: what could make classes differ besides the substance.
    notes = corrected.recipe.notes(corrected.spectra.classes)
    return replace(found, sentences=(*notes, *found.sentences))


def utility_of(
    corrected: Spectra, augmentation: Augmentation, params: UtilityParams
) -> Steps[Utility]:
    """Measure the use of generated spectra for classifiers.

    The first splits are those of the set itself, with its own models; further ones divide the
    originals anew by group, and every quick augmenter is fitted anew to each training part.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    augmentation : Augmentation
        Folds, models and generated spectra.
    params : UtilityParams
        How thoroughly.
    """
    plan = augmentation.plan
    main, seed = plan.augment.augmenter, plan.augment.seed
    folds = [fold for fold in dict.fromkeys(augmentation.generated.fold.tolist()) if fold >= 0]
    folds = folds or [
        fold for fold in dict.fromkeys(augmentation.judged.fold.tolist()) if fold >= 0
    ]
    if not folds:
        raise InputError(
            "Nothing was held out, so the use for a classifier cannot be measured.",
            "Train with folds or with one part held out.",
        )
    makers: list[Callable[[], Steps[Trial]]] = []
    for fold in sorted(folds):
        held_out = np.flatnonzero(augmentation.fold == fold)
        training = np.flatnonzero(augmentation.fold != fold)
        own = _own_draw(augmentation, fold)
        makers.append(_maker(corrected, training, held_out, {main: own}, params, seed, main))
    for repeat in range(1, params.repeats):
        again = replace(plan.split, seed=plan.split.seed + 1000 * repeat)
        split = make_split(corrected, again)
        for fold in (f for f in split.models if f >= 0):
            held_out = np.flatnonzero(split.fold == fold)
            training = np.flatnonzero(split.fold != fold)
            makers.append(_maker(corrected, training, held_out, {}, params, seed + repeat, main))
    notes = []
    if augmentation.within_specimen:
        classes = ", ".join(sorted(augmentation.within_specimen))
        notes.append(
            f"Classes {classes} have fewer specimens than parts: their accuracy holds within one "
            "specimen only."
        )
    if main in SLOW and not params.retrain and params.repeats > 1:
        notes.append(
            f"{AUGMENTERS[main].title} was tested on the set's own split; the other methods on "
            f"{params.repeats} splits."
        )
    return (yield from measure_utility(corrected, makers, main, seed, notes))


def utility_of_files(
    original: Path, generated: Path, training: Path | None, seed: int = 0
) -> Steps[Utility]:
    """Measure the use of generated spectra of any origin.

    Parameters
    ----------
    original : Path
        Corrected originals that test.
    generated : Path
        Generated spectra.
    training : Path, optional
        Originals that train; must be given, or the test would be on what was trained with.
    seed : int
        Seed of the classifiers.

    Raises
    ------
    InputError
        If there are no training spectra, or the files do not fit each other.
    """
    if training is None:
        raise InputError(
            "The use for a classifier needs originals to train with besides those that test.",
            "Name them with --training.",
        )
    files = yield from part(read_for_evaluation(original, generated, training), 0.0, 0.1)
    assert files.training is not None
    both = Spectra.concatenate([files.training, files.original])
    n = len(files.training)
    rows, tested = np.arange(n), np.arange(n, len(both))
    draw = _draw_from(files.generated.intensities, files.generated.label)
    plain = UtilityParams(repeats=1)
    maker = _maker(both, rows, tested, {FOREIGN: draw}, plain, seed, FOREIGN)
    return (yield from part(measure_utility(both, [maker], FOREIGN, seed), 0.1, 1.0))


def _maker(
    corrected: Spectra,
    training: NDArray[np.intp],
    held_out: NDArray[np.intp],
    given: Mapping[str, Draw],
    params: UtilityParams,
    seed: int,
    main: str,
) -> Callable[[], Steps[Trial]]:
    """Give what fits every augmenter, that is not given, to one training part."""

    def steps() -> Steps[Trial]:
        draw = dict(given)
        missing = [name for name in AUGMENTERS if name not in draw]
        # Training is long: the network in question, and only if asked for.
        missing = [n for n in missing if n not in SLOW or (params.retrain and n == main)]
        for number, name in enumerate(missing):
            begin, end = number / len(missing), (number + 1) / len(missing)
            fitted = yield from part(_fitted(corrected, training, name, seed), begin, end)
            if fitted is not None:
                draw[name] = fitted
        yield Progress(1.0, "Drawing spectra")
        return Trial(training, held_out, draw)

    return steps


def _fitted(
    corrected: Spectra, training: NDArray[np.intp], name: str, seed: int
) -> Steps[Draw | None]:
    """Fit one augmenter to every class of a training part; ``None`` if a class is too small."""
    augmenter = AUGMENTERS[name]
    models: dict[str, FittedModel] = {}
    for number, label in enumerate(corrected.classes):
        rows = training[corrected.label[training] == label]
        fraction = 0.2 if name in SLOW else 0.0
        fit, validation = set_aside(corrected, rows, fraction, seed)
        try:
            steps = augmenter.fit(
                corrected.select(fit),
                corrected.select(validation),
                augmenter.params(),
                derived_seed(seed, number, 3),
                None,
            )
            models[label] = yield from part(
                # The curves of models that are thrown away again are not those of the project.
                without_payloads(steps),
                number / len(corrected.classes),
                (number + 1) / len(corrected.classes),
                f"{augmenter.title}, {label}: ",
            )
        except RamanGanError:
            return None
    return _draw_by(models, corrected.n_points)


def _draw_by(models: Mapping[str, FittedModel], n_points: int) -> Draw:
    def draw(label: str, n: int, seed: int) -> NDArray[np.float32]:
        if label not in models:
            return np.empty((0, n_points), np.float32)
        return models[label].sample(n, seed).intensities

    return draw


def _own_draw(augmentation: Augmentation, fold: int) -> Draw:
    """Draw from the set's own models of a fold; without them, from the spectra that it holds."""
    stored = {m.label: m for m in augmentation.models if m.fold == fold}
    if stored:
        models = {label: _restored(model) for label, model in stored.items()}
        return _draw_by(models, augmentation.judged.intensities.shape[1])
    tables = [augmentation.judged, _not_rejected(augmentation.generated)]
    mine = [table.select(table.fold == fold) for table in tables]
    spectra = np.concatenate([table.intensities for table in mine])
    return _draw_from(spectra, np.concatenate([table.label for table in mine]))


def _restored(stored: StoredModel) -> FittedModel:
    return AUGMENTERS[stored.augmenter].restore(stored)


def _not_rejected(table: Generated) -> Generated:
    return table.select(table.review != Review.REJECTED)


def _draw_from(spectra: NDArray[np.float32], label: NDArray[np.str_]) -> Draw:
    """Take generated spectra that are there, each at most once."""

    def draw(wanted: str, n: int, seed: int) -> NDArray[np.float32]:
        mine = np.flatnonzero(label == wanted)
        order = np.random.default_rng([seed, 5]).permutation(len(mine))
        return np.asarray(spectra[mine[order[:n]]])

    return draw
