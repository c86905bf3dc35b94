"""Which state of the generator is kept, and what the user is told about it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ...core.errors import TrainingError
from ...core.split import MIN_VALIDATION
from .run import Outcome, Run

#: Stands for the calibrated PCA among the iterations that may be kept.
LINEAR = -1
_KINDS, _ADVERSARIAL = {LINEAR: "calibrated PCA", 0: "warm start"}, "best adversarial state"

#: Share of the distance of the linear model and of the warm start that a later state must get
#: below.
_CLEARLY = 0.97
_FEW_SPECTRA = 20
#: Variance of generated spectra, over that of the originals, below which variety is lost.
_COLLAPSED = 0.2
#: Judgements without improvement before training may stop early.
_PATIENCE = 2
#: Validation estimate over training estimate below which the critic has memorised, if the
#: difference is beyond this many standard errors, and the spectra drawn to find out.
_MEMORISED, _ERRORS, _N_DRAWN = 0.3, 2.0, 256


def has_memorised(run: Run) -> bool:
    """Whether the critic knows training spectra by heart and its advice helps no more.

    It does where it finds in training spectra what validation spectra lack, and the last states
    are no nearer to the validation spectra than earlier ones. Then training stops early.
    """
    if run.judge is None or _is_improving(run):
        return False
    training, validation = (part.double() for part in run.advantages(_N_DRAWN))
    error = math.sqrt(float(training.var() / len(training) + validation.var() / len(validation)))
    known, unknown = float(training.mean()), float(validation.mean())
    return unknown < _MEMORISED * known and known - unknown > _ERRORS * error


def _is_improving(run: Run) -> bool:
    """Whether one of the last states is the best so far."""
    best = min(run.distances, key=lambda i: run.distances[i])
    return len(run.distances) <= _PATIENCE or best in sorted(run.distances)[-_PATIENCE:]


def choose(run: Run) -> tuple[int, str]:
    """Choose the state to keep.

    With enough validation spectra, the state clearly nearest to them; else the last one.

    Returns
    -------
    iteration : int
        Number of the state, 0 for the warm start, :data:`LINEAR` for the calibrated PCA.
    kept : str
        What was kept and why, in words.

    Raises
    ------
    TrainingError
        If training went astray before anything usable was learnt.
    """
    if run.distances:
        iteration = _nearest(run.distances)
        return iteration, f"Kept {_name(run, iteration)}: {_comparison(run, iteration)}"
    if run.outcome is Outcome.DIVERGED:
        # Without validation spectra nobody knows when it began; the warm start is safe.
        if 0 not in run.states:
            raise TrainingError(
                f"Training went astray after {run.trainer.iteration} iterations.",
                "Use a warm start, smaller learning rates or a larger weight λ.",
            )
        return 0, "Kept the warm start: the adversarial training after it went astray."
    if not run.states:
        raise TrainingError("Training was stopped before anything was learnt.")
    iteration = max(run.states)
    if run.varieties[iteration] < _COLLAPSED * run.varieties.get(0, 0.0):
        return 0, "Kept the warm start: the generator lost its variety in adversarial training."
    few = f"fewer than {MIN_VALIDATION} validation spectra"
    if run.outcome is Outcome.STOPPED:
        reason = f"training was stopped, and with {few} nothing is chosen between states."
    elif run.params.n_iterations == 0:
        reason = "no adversarial iterations were asked for."
    else:
        reason = f"the fixed schedule was followed; with {few} nothing is chosen between states."
    return iteration, f"Kept {_name(run, iteration)}: {reason}"


def _nearest(distances: Mapping[int, float]) -> int:
    """Give the state nearest to the validation spectra, but no adversarial one by chance.

    Of many states that are equally good, the best by few spectra is always a little nearer than
    what they all began with.
    """
    best = min(distances, key=lambda i: (distances[i], i))
    begin = min((i for i in distances if i <= 0), key=lambda i: (distances[i], i), default=best)
    return best if distances[best] < _CLEARLY * distances[begin] else begin


def warnings(run: Run, iteration: int) -> tuple[str, ...]:
    """Sentences about what is doubtful, given the state that is kept."""
    told = [run.trainer.device_note] if run.trainer.device_note else []
    n_training = len(run.trainer.material.originals)
    if n_training < _FEW_SPECTRA:
        told.append(
            f"Only {n_training} training spectra: the generator can hardly know more variety "
            "than these show."
        )
    if run.outcome is Outcome.DIVERGED:
        told.append(
            f"Training diverged at iteration {run.trainer.iteration}; an earlier state was kept."
        )
    if run.varieties.get(iteration, 1.0) < _COLLAPSED:
        told.append("The generated spectra vary far less than the originals.")
    if run.outcome is Outcome.MEMORISED:
        told.append(
            f"Training was stopped at iteration {run.trainer.iteration}: the critic had begun to "
            "know the training spectra by heart."
        )
    return tuple(told)


def _name(run: Run, iteration: int) -> str:
    if iteration == LINEAR:
        return "the calibrated PCA"
    if iteration == 0:
        return "the warm start"
    return f"the state after {iteration} of {run.params.n_iterations} adversarial iterations"


def _comparison(run: Run, iteration: int) -> str:
    best: dict[str, tuple[float, str]] = {}
    for number, distance in run.distances.items():
        kind = _KINDS.get(number, _ADVERSARIAL)
        if number != iteration and kind != _KINDS.get(iteration, _ADVERSARIAL):
            best[kind] = min(best.get(kind, (distance, kind)), (distance, kind))
    others = "".join(f"; {kind} {distance:.3f}" for distance, kind in sorted(best.values()))
    return (
        f"no other is clearly nearer to the {run.n_validation} validation spectra "
        f"(typical distance {run.distances[iteration]:.3f}{others})."
    )
