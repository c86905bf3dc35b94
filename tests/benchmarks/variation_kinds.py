"""The adversarial phase by kind of variation: against its own warm start and all PCA samplers.

For each simulated set, movements along the axis are looked for and mean, components and noise are
estimated once. One WGAN-GP is trained on them with the default parameters and without validation
spectra, so that nothing is chosen: the state before its adversarial phase and the state after it
are compared with each other and with every way to draw PCA scores. 300 spectra of each are held
against 300 that none has seen; fresh spectra in their place are the control. Figures are the mean
distance of both halves of the 1-NN two-sample test from 0.5, on full spectra and on their places
along ten components of a thousand other spectra of the substance, without noise.

Measured sets, halved spectrum by spectrum, are treated likewise: components are those of both
kinds of spectra that are compared, and the training spectra stand in for fresh ones.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import numpy as np
from measured_sets import MeasuredSet
from numpy.typing import NDArray
from quality_results import Record, Result, Tally
from simulated_sets import N_HELD_OUT, directions, simulated

from ramangan_gui.augmentation.alignment import MovedModel, find_alignment
from ramangan_gui.augmentation.base import FittedModel
from ramangan_gui.augmentation.common_scale import CommonScale
from ramangan_gui.augmentation.pca_sampler import calibrated_pca
from ramangan_gui.augmentation.score_sampler import MODES
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp.finishing import finish
from ramangan_gui.augmentation.wgan_gp.model import WganGpModel
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.augmentation.wgan_gp.phases import prepared, train
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.neighbours import mix

KINDS = ("shift", "width", "bimodal", "per_peak", "linear")
CONTROL, WARM, ADVERSARIAL = "control", "warm", "adversarial"
OTHERS = (WARM, *(f"pca:{mode}" for mode in MODES))
#: Places where halves are taken, and what they are called in records.
PLACES = ("full", "components")
#: Components of measured spectra.
_N_COMPONENTS = 10

Array = NDArray[np.float64]


def compare_kinds(
    sizes: list[int],
    seeds: int,
    record: Record,
    measured: Iterable[MeasuredSet] = (),
    substances: Iterable[str] | None = None,
) -> None:
    """Print where the adversarial phase wins, ties and loses (beyond two standard errors).

    Substances are named as kind of variation and number, such as per_peak:2; one of each kind, if
    none are.
    """
    named = list(substances or (f"{kind}:{number % 3}" for number, kind in enumerate(KINDS)))
    print("# mean distance of both 1-NN halves from 0.5: adversarial (fresh spectra); by how much")
    print("# less than that of others, with its standard error over seeds")
    for n in sizes:
        for name in named:
            kind, number = name.split(":")
            results = [assessed(kind, int(number), n, seed, record) for seed in range(seeds)]
            _show(f"{name}/n{n}", results)
    for one in measured:
        _show(one.name, [assessed_measured(one, seed, record) for seed in range(seeds)])


def _show(name: str, results: list[dict[str, Result]]) -> None:
    tallies = {method: Tally() for method in (CONTROL, ADVERSARIAL, *OTHERS)}
    for by_method in results:
        for method, result in by_method.items():
            tallies[method].results.append(result)
    for place in PLACES:
        print(_outcome(name, place, tallies), flush=True)


def _outcome(name: str, place: str, tallies: dict[str, Tally]) -> str:
    ours, fresh = (_apart(tallies[method], place) for method in (ADVERSARIAL, CONTROL))
    told = []
    for other in OTHERS:
        ahead = _apart(tallies[other], place) - ours
        error = float(ahead.std(ddof=1) / np.sqrt(len(ahead))) if len(ahead) > 1 else np.inf
        word = "ties" if abs(ahead.mean()) <= 2.0 * error else "wins"
        word = "loses" if word == "wins" and ahead.mean() < 0 else word
        told.append(f"{word} {other} {ahead.mean():+.3f}±{error:.3f}")
    return f"{name} {place} {ours.mean():.3f} ({fresh.mean():.3f}): {'; '.join(told)}"


def _apart(tally: Tally, place: str) -> Array:
    """Distance of both halves from one half, by seed."""
    return np.mean([np.abs(tally.values(f"{place}_{half}") - 0.5) for half in "ab"], axis=0)


def assessed(kind: str, substance: int, n: int, seed: int, record: Record) -> dict[str, Result]:
    """Judge all methods on one simulated set, but those that the record knows already."""
    name = f"kind {kind}:{substance}/n{n}"
    known = _known(name, seed, record)
    if known is not None:
        return known
    training = simulated(kind, substance, n, 3 * seed)
    held_out, fresh = (
        simulated(kind, substance, N_HELD_OUT, 3 * seed + k).intensities for k in (1, 2)
    )
    places = directions(kind, substance)
    return _compared(name, training, (held_out, fresh), places, seed, record)


def assessed_measured(one: MeasuredSet, seed: int, record: Record) -> dict[str, Result]:
    """Judge all methods on one split of a measured set, but those that the record knows already."""
    name = f"kind {one.name}"
    known = _known(name, seed, record)
    if known is not None:
        return known
    rows, others = one.halves(seed, by_group=False)
    training, n = one.spectra.select(rows), min(len(rows), len(others))
    judges = one.spectra.intensities[others[:n]], training.intensities[:n]
    return _compared(name, training, judges, None, seed, record)


def _known(name: str, seed: int, record: Record) -> dict[str, Result] | None:
    known = {m: record.get(name, seed, m) for m in (CONTROL, ADVERSARIAL, *OTHERS)}
    found = {method: result for method, result in known.items() if result is not None}
    return found if len(found) == len(known) else None


def _compared(
    name: str,
    training: Spectra,
    judges: tuple[NDArray[np.float32], NDArray[np.float32]],
    places: tuple[Array, Array] | None,
    seed: int,
    record: Record,
) -> dict[str, Result]:
    held_out, fresh = judges
    made = {CONTROL: (fresh, 0.0)}
    for method, model, seconds in models(training, seed):
        made[method] = model.sample(len(held_out), 1000 + seed).intensities, seconds
    known = {}
    for method, (spectra, seconds) in made.items():
        metrics: dict[str, float | None] = {}
        pairs = [values.astype(np.float64) for values in (held_out, spectra)]
        metrics |= _halves("full", pairs)
        mean, components = places or _common_components(pairs)
        metrics |= _halves("components", [(p - mean) @ components.T for p in pairs])
        known[method] = Result("", True, seconds, metrics, [])
        record.add(known[method], name, seed, method)
    return known


def _common_components(pair: list[Array]) -> tuple[Array, Array]:
    values = np.concatenate(pair)
    mean = values.mean(axis=0)
    return mean, np.linalg.svd(values - mean, full_matrices=False)[2][:_N_COMPONENTS]


def _halves(place: str, pair: list[Array]) -> dict[str, float]:
    found = run(mix(*pair))
    return {
        f"{place}_a": float(found.own_first[0]),
        f"{place}_b": float(found.own_second[0]),
    }


def models(training: Spectra, seed: int) -> Iterator[tuple[str, FittedModel, float]]:
    """Every method learnt from the same spectra, and CPU seconds since these were understood."""
    alignment = run(find_alignment(training, seed))
    inline, moved = training, None
    if alignment is not None:
        inline, moved = run(alignment.in_line(training))
    scale = CommonScale.of(training.intensities.astype(np.float64))

    def whole(model: FittedModel) -> FittedModel:
        return model if moved is None else MovedModel(model, moved, scale, model.kept)

    variation = run(fit_variation(inline, seed))
    for mode in MODES:
        begin = time.process_time()
        model = run(calibrated_pca(variation, mode, seed))
        yield f"pca:{mode}", whole(model), time.process_time() - begin
    values = inline.intensities.astype(np.float64) / variation.unit
    scaling, params = Scaling.between(variation.mean, values), WganGpParams()
    begin = time.process_time()
    training_run = run(prepared(variation, scaling, values, inline.select([]), params, seed))
    run(train(training_run, params.n_iterations))
    for method, state in ((WARM, 0), (ADVERSARIAL, params.n_iterations)):
        made = training_run.trainer, scaling, training_run.states[state], (variation, variation)
        config, tensors = run(finish(*made, values, seed))
        yield method, whole(WganGpModel(config, tensors)), time.process_time() - begin
