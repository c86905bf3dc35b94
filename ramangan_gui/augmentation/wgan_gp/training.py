"""Training one WGAN-GP: variation, warm start, adversarial phase, choice, calibration."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from ...core.errors import ParameterError
from ...core.progress import Command, Progress, Steps, part
from ...core.spectra import Spectra
from ..base import Checkpoints, FittedModel, TrainingView
from ..noise_model import Array
from ..pca_sampler import calibrated_pca
from ..suitable_mode import settled_mode
from ..variation import Variation, fit_variation
from .choice import LINEAR, choose, warnings
from .finishing import finish
from .model import WganGpModel
from .params import WganGpParams
from .phases import prepared, train
from .reporting import report
from .run import Outcome, fingerprint
from .scaling import Scaling
from .trainer import Trainer

T = TypeVar("T")

#: Shares of the progress bar: until spectra are understood, until training begins, until the
#: choice, until the calibration, until it is known how a calibrated PCA draws scores.
_PREPARED, _WARM_BEGIN, _CHOICE, _FINISH_BEGIN, _SETTLED = 0.03, 0.04, 0.6, 0.96, 0.99


def fit(
    training: Spectra,
    validation: Spectra,
    params: WganGpParams,
    seed: int,
    checkpoints: Checkpoints | None = None,
) -> Steps[FittedModel]:
    """Train a WGAN-GP on the spectra of one substance.

    Parameters
    ----------
    training : Spectra
        Spectra to learn from.
    validation : Spectra
        Spectra that choose between states if there are enough of them; may be empty. In the end
        the generator is trained once more with them, as far as was found best.
    params : WganGpParams
        Choices.
    seed : int
        The same seed, versions and machine give the same weights, bit for bit.
    checkpoints : Checkpoints, optional
        Where the state is kept against a crash; training continues from what is found there if
        it belongs to the same spectra, parameters and seed.

    Returns
    -------
    FittedModel
        The model, a calibrated PCA where that was nearer to the validation spectra;
        ``Command.FINISH`` gives the best so far.

    Raises
    ------
    ParameterError, SpectraError, TrainingError
        If parameters or spectra are not fit for training, or training goes astray before
        anything usable was learnt.
    """
    if params.warm_start_steps == 0 and params.n_iterations == 0:
        raise ParameterError(
            "Warm-start steps and adversarial iterations are both 0: nothing would be trained."
        )
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        early: list[Command] = []
        fitting = part(fit_variation(training, seed), 0.0, _PREPARED)
        variation = yield from _heard(fitting, early)
        intensities = training.intensities.astype(np.float64) / variation.unit
        scaling = Scaling.between(variation.mean, intensities)
        preparing = prepared(variation, scaling, intensities, validation, params, seed)
        run = yield from _heard(part(preparing, _PREPARED, _WARM_BEGIN), early)
        run.fingerprint = fingerprint(training, validation, params, seed, run.trainer.device)
        run.checkpoints = checkpoints
        run.resume()
        if early:
            run.outcome = Outcome.STOPPED
        end = _CHOICE if len(validation) else _FINISH_BEGIN
        yield from part(train(run, params.n_iterations), _WARM_BEGIN, end)
        if run.judge is not None:
            run.distances[LINEAR] = run.judge.distance(run.trainer, None)
        iteration, kept = choose(run)
        told = kept, run.reporter.curves(), warnings(run, iteration)
        known, full = training, variation
        if len(validation):
            known = Spectra.concatenate([training, validation])
            full = yield from part(fit_variation(known, seed), end, end)
        values = known.intensities.astype(np.float64) / full.unit
        if iteration == LINEAR:
            settling = settled_mode(params.latent_shape, full, seed)
            mode = yield from part(settling, _FINISH_BEGIN, _SETTLED)
            linear = calibrated_pca(full, mode, seed, *told)
            return (yield from part(linear, _SETTLED, 1.0))
        made = (run.trainer, scaling, run.states[iteration], (variation, full))
        if len(validation) and run.outcome is not Outcome.STOPPED:
            none = validation.select([])
            made = (yield from _again(full, values, none, params, iteration, seed)) or made
        config, tensors = yield from part(finish(*made, values, seed), _FINISH_BEGIN, 1.0)
    finally:
        torch.set_num_threads(threads)
    config |= {"kept_iteration": iteration, "seed": seed, "params": params.to_dict()}
    config |= {"n_training": len(training), "threads": 1, "torch": str(torch.__version__)}
    config["device"] = str(made[0].device)
    return WganGpModel(config, tensors, *told)


def _heard(steps: Steps[T], commands: list[Command]) -> Steps[T]:
    """Run what comes before a training, noting a command that is too early to be followed."""
    while True:
        try:
            progress = next(steps)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]
        command = yield progress
        if command is not None:
            commands.append(command)


#: What a generator is finished from: trainer, scaling, weights, variation and that of all spectra.
_Made = tuple[Trainer, Scaling, Tensor, tuple[Variation, Variation]]


def _again(
    full: Variation, values: Array, none: Spectra, params: WganGpParams, iteration: int, seed: int
) -> Steps[_Made | None]:
    """Train once more, on all spectra, as far as was found best; nothing is judged any more.

    What depends on the spectra, as the way to draw scores, is decided by all of them. Gives
    ``None`` where this was stopped or went astray: then the first training stands.
    """
    scaling = Scaling.between(full.mean, values)
    preparing = prepared(full, scaling, values, none, params, seed)
    early: list[Command] = []
    again = yield from _heard(part(preparing, _CHOICE, _CHOICE), early)
    if early:
        return None
    steps = part(train(again, iteration), _CHOICE, _FINISH_BEGIN)
    command = None
    while again.outcome is Outcome.FINISHED:
        try:
            progress = steps.send(command)
        except StopIteration:
            break
        command = yield _without_curves(progress)
    if again.outcome is not Outcome.FINISHED or iteration not in again.states:
        return None
    return again.trainer, scaling, again.states[iteration], (full, full)


def _without_curves(progress: Progress) -> Progress:
    """Report the second training by its stage and step alone.

    Its curves would follow those of the first training and only confuse, and what its samples are
    nearest to may be a spectrum that the view does not know.
    """
    view = progress.payload
    if not isinstance(view, TrainingView):
        return progress
    stage = f"{view.stage} on all spectra"
    return report(progress.fraction, TrainingView(stage, view.iteration, view.n_iterations))
