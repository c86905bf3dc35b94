"""The phases of training one WGAN-GP: warm start and adversarial phase, step by step."""

from __future__ import annotations

import math

import numpy as np

from ...core.errors import TrainingError
from ...core.progress import Steps, part
from ...core.spectra import Spectra
from ...core.split import MIN_VALIDATION
from ..noise_model import Array
from ..score_sampler import fitted_sampler
from ..variation import Variation
from .choice import has_memorised
from .judging import Judge
from .material import tensor
from .params import WganGpParams
from .reporting import Reporter
from .run import Outcome, Run
from .scaling import Scaling
from .trainer import Trainer

_CURVE_EVERY, _WARM_CURVE_EVERY = 5, 10
#: Originals of either kind on which the curves are taken.
_CURVE_SPECTRA = 64
#: Error of the warm start, or variance of generated spectra, relative to the variance of the
#: training spectra, beyond which training has gone astray.
_ASTRAY = 100.0
#: Steps without which even a generator that is to be finished at once is of no use.
_LEAST_WARM_STEPS = 50
#: How often states are judged, and how often the critic may be found to have memorised.
_JUDGEMENTS = 10
#: A warm-start step costs about as much as 0.3 critic steps.
_WARM_COST = 0.3


def prepared(
    variation: Variation,
    scaling: Scaling,
    intensities: Array,
    validation: Spectra,
    params: WganGpParams,
    seed: int,
) -> Steps[Run]:
    """Give a training that has not begun; see :func:`.training.fit`."""
    params = yield from part(params.settled(variation, seed), 0.0, 0.5)
    fitting = fitted_sampler(variation, params.latent_shape, np.random.default_rng([seed, 2]))
    sampler = yield from part(fitting, 0.5, 1.0)
    trainer = Trainer(variation, scaling, intensities, params, sampler, seed)
    unseen = validation.intensities.astype(np.float64) / variation.unit
    shown = [scaling.forward(_some(spectra, seed)) for spectra in (intensities, unseen)]
    judge = None
    if len(validation) >= MIN_VALIDATION:
        judge = Judge(variation, scaling, intensities, unseen, seed)
    return Run(
        params=trainer.params,
        trainer=trainer,
        reporter=Reporter(trainer, variation, scaling, intensities),
        judge=judge,
        n_validation=len(validation),
        curve_spectra=(tensor(shown[0], trainer.device), tensor(shown[1], trainer.device)),
    )


def _some(spectra: Array, seed: int) -> Array:
    """Give those on which the curves are taken: drawn, since the order of spectra has a meaning."""
    rows = np.random.default_rng([seed, 7]).permutation(len(spectra))[:_CURVE_SPECTRA]
    return spectra[np.sort(rows)]


def train(run: Run, until: int) -> Steps[None]:
    """Train from where the run stands to an adversarial iteration; states are kept on the way."""
    yield from _warm_start(run)
    yield from _adversarial(run, until)


def _warm_start(run: Run) -> Steps[None]:
    trainer, reporter, total = run.trainer, run.reporter, run.params.warm_start_steps
    while trainer.warm_steps < total and not _is_enough(run):
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
            fraction = _warm_end(run.params) * step / total
            if (yield reporter.tell(fraction, "warm start", step, total, trainer.weights)):
                run.outcome = Outcome.STOPPED
    if trainer.iteration == 0 and trainer.warm_steps > 0:
        run.keep(trainer.weights)


def _is_enough(run: Run) -> bool:
    """Whether the warm start was told to stop, and has come far enough for that."""
    return run.outcome is Outcome.STOPPED and run.trainer.warm_steps >= _LEAST_WARM_STEPS


def _adversarial(run: Run, until: int) -> Steps[None]:
    trainer, total = run.trainer, run.params.n_iterations
    every = max(1, total // _JUDGEMENTS)
    while trainer.iteration < until and run.outcome is Outcome.FINISHED:
        yield from _iteration(run)
        due = trainer.iteration % every == 0 or trainer.iteration == until
        if (due or trainer.iteration % _CURVE_EVERY == 0) and not _is_sound(run):
            run.outcome = Outcome.DIVERGED
        elif due:
            run.keep(trainer.average)
            if trainer.iteration < until and has_memorised(run):
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
            fraction = begin + (1.0 - begin) * trainer.iteration / total
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
    """Share of the training that is the warm start."""
    warm = _WARM_COST * params.warm_start_steps
    adversarial = params.n_iterations * (params.n_critic + 1.0)
    return warm / max(warm + adversarial, 1.0)
