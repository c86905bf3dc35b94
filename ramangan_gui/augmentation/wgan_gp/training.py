"""Training one WGAN-GP: variation, warm start, adversarial phase, choice, calibration."""

from __future__ import annotations

import math

import numpy as np
import torch

from ...core.errors import ParameterError, TrainingError
from ...core.progress import Command, Steps, part
from ...core.spectra import Spectra
from ...core.split import MIN_VALIDATION
from ..base import Checkpoints
from ..noise_model import Array
from ..variation import Variation, fit_variation
from .choice import choose, has_memorised, warnings
from .finishing import finish
from .judging import Judge
from .model import WganGpModel
from .params import WganGpParams
from .reporting import Reporter
from .run import Outcome, Run, fingerprint
from .scaling import Scaling
from .trainer import Trainer

_CURVE_EVERY, _WARM_CURVE_EVERY = 5, 10
#: Originals of either kind on which the curves are taken.
_CURVE_SPECTRA = 64
#: Error of the warm start, or variance of generated spectra, relative to the variance of the
#: training spectra, beyond which training has gone astray.
_ASTRAY = 100.0
#: Steps without which even a generator that is to be finished at once is of no use.
_LEAST_WARM_STEPS = 100
#: How often states are judged, and how often the critic may be found to have memorised.
_JUDGEMENTS = 10
#: Shares of the progress bar; a warm-start step costs about as much as 0.3 critic steps.
_WARM_BEGIN, _FINISH_BEGIN, _WARM_COST = 0.04, 0.96, 0.3


def fit(
    training: Spectra,
    validation: Spectra,
    params: WganGpParams,
    seed: int,
    checkpoints: Checkpoints | None = None,
) -> Steps[WganGpModel]:
    """Train a WGAN-GP on the spectra of one substance.

    Parameters
    ----------
    training : Spectra
        Spectra to learn from.
    validation : Spectra
        Spectra that choose between states if there are enough of them; may be empty.
    params : WganGpParams
        Choices.
    seed : int
        The same seed, versions and machine give the same weights, bit for bit.
    checkpoints : Checkpoints, optional
        Where the state is kept against a crash; training continues from what is found there if
        it belongs to the same spectra, parameters and seed.

    Returns
    -------
    WganGpModel
        The model; ``Command.FINISH`` gives the best so far.

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
        variation = yield from _heard(fit_variation(training, seed), early)
        intensities = training.intensities.astype(np.float64) / variation.unit
        scaling = Scaling.between(variation.mean, intensities)
        run = _prepared(variation, scaling, intensities, validation, params, seed)
        run.fingerprint = fingerprint(training, validation, params, seed)
        run.checkpoints = checkpoints
        run.resume()
        if early:
            run.outcome = Outcome.STOPPED
        yield from _warm_start(run)
        yield from _adversarial(run)
        iteration, kept = choose(run)
        config, tensors = yield from part(
            finish(run.trainer, variation, scaling, intensities, run.states[iteration], seed),
            _FINISH_BEGIN,
            1.0,
        )
    finally:
        torch.set_num_threads(threads)
    config |= {"kept_iteration": iteration, "seed": seed, "params": params.to_dict()}
    config |= {"n_training": len(training), "threads": 1, "torch": torch.__version__}
    return WganGpModel(config, tensors, kept, run.reporter.curves(), warnings(run, iteration))


def _heard(steps: Steps[Variation], commands: list[Command]) -> Steps[Variation]:
    """Run the first part of the work, noting a command that comes too early to be followed."""
    relayed = part(steps, 0.0, _WARM_BEGIN)
    while True:
        try:
            progress = next(relayed)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]
        command = yield progress
        if command is not None:
            commands.append(command)


def _prepared(
    variation: Variation,
    scaling: Scaling,
    intensities: Array,
    validation: Spectra,
    params: WganGpParams,
    seed: int,
) -> Run:
    trainer = Trainer(variation, scaling, intensities, params, seed)
    unseen = validation.intensities.astype(np.float64) / variation.unit
    shown = scaling.forward(unseen[:_CURVE_SPECTRA]).astype(np.float32)
    judge = None
    if len(validation) >= MIN_VALIDATION:
        judge = Judge(variation, scaling, unseen, seed)
    return Run(
        params=params,
        trainer=trainer,
        reporter=Reporter(trainer, variation, scaling, intensities),
        judge=judge,
        n_validation=len(validation),
        curve_spectra=(trainer.material.originals[:_CURVE_SPECTRA], torch.from_numpy(shown)),
    )


def _warm_start(run: Run) -> Steps[None]:
    trainer, reporter, total = run.trainer, run.reporter, run.params.warm_start_steps
    while trainer.warm_steps < total:
        error = trainer.warm_step()
        step = trainer.warm_steps
        if step % _WARM_CURVE_EVERY == 0 or step == total:
            if not math.isfinite(error) or error > _ASTRAY:
                raise TrainingError(
                    "Training went astray in the warm start.",
                    "Look for extreme values in the corrected spectra.",
                )
            reporter.record(step, warm_start_loss=error)
            run.save()
        if reporter.due():
            fraction = _WARM_BEGIN + (_warm_end(run.params) - _WARM_BEGIN) * step / total
            if (yield reporter.tell(fraction, "warm start", step, total, trainer.weights)):
                run.outcome = Outcome.STOPPED
        if run.outcome is Outcome.STOPPED and step >= _LEAST_WARM_STEPS:
            break
    if trainer.iteration == 0 and trainer.warm_steps > 0:
        run.keep(trainer.weights)


def _adversarial(run: Run) -> Steps[None]:
    trainer, total = run.trainer, run.params.n_iterations
    every = max(1, total // _JUDGEMENTS)
    while trainer.iteration < total and run.outcome is Outcome.FINISHED:
        yield from _iteration(run)
        due = trainer.iteration % every == 0 or trainer.iteration == total
        if (due or trainer.iteration % _CURVE_EVERY == 0) and not _is_sound(run):
            run.outcome = Outcome.DIVERGED
        elif due:
            run.keep(trainer.average)
            if trainer.iteration < total and has_memorised(run):
                run.outcome = Outcome.MEMORISED
        run.save()
    if trainer.iteration > 0 and _is_sound(run):
        run.keep(trainer.average)


def _is_sound(run: Run) -> bool:
    """Whether the generator still makes something of the size of the training spectra."""
    return run.trainer.variety(run.trainer.weights) < _ASTRAY


def _iteration(run: Run) -> Steps[None]:
    """One generator step and the critic steps before it."""
    trainer, reporter, total = run.trainer, run.reporter, run.params.n_iterations
    begin = _warm_end(run.params)
    penalties = []
    for _ in range(trainer.critic_steps_due):
        penalties.append(trainer.critic_step())
        if reporter.due():
            fraction = begin + (_FINISH_BEGIN - begin) * trainer.iteration / total
            step = trainer.iteration
            if (yield reporter.tell(fraction, "adversarial", step, total, trainer.average)):
                run.outcome = Outcome.STOPPED
                return
    loss = trainer.generator_step()
    if trainer.iteration % _CURVE_EVERY == 0:
        _record(run, penalties, loss)


def _record(run: Run, penalties: list[float], loss: float) -> None:
    """Add a point to the curves; its draws do not touch the course of training."""
    trainer = run.trainer
    estimates = run.advantages(run.params.batch_size)
    taken = [penalty for penalty in penalties if not math.isnan(penalty)]
    run.reporter.record(
        trainer.warm_steps + trainer.iteration,
        wasserstein_training=float(estimates[0].mean()),
        wasserstein_validation=float(estimates[1].mean()),
        gradient_penalty=taken[-1] if taken else math.nan,
        generator_loss=loss,
    )


def _warm_end(params: WganGpParams) -> float:
    """Share of the progress bar at which the adversarial phase begins."""
    warm = _WARM_COST * params.warm_start_steps
    adversarial = params.n_iterations * (params.n_critic + 1.0)
    return _WARM_BEGIN + (_FINISH_BEGIN - _WARM_BEGIN) * warm / max(warm + adversarial, 1.0)
