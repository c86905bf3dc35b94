"""The judgement of generated spectra against originals that their model never saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..core.progress import Progress, Steps, part
from ..core.scorecard import ClassScore, MetricValue, PeakScore, Scorecard, worst
from .comparison import Comparison, compare
from .controls import smallest_visible
from .evidence import Distances, Evidence, combine, gather
from .metrics import METRICS, Draws, Metric, over_folds
from .neighbours import find_neighbours, nearest_distance
from .originals import Known
from .peaks import peak_scores
from .samples import MAX_COMPARED, FoldSample, in_one_unit
from .variety_control import lost_variety_is_seen
from .verdict import (
    ALPHA,
    MIN_HELD_OUT,
    AmongMeasured,
    Differences,
    alpha_of_failure,
    among_measured,
    decide,
    differences,
    level_of_each,
)

#: Fewer spectra of each kind than this are not tested, only measured.
_MIN_TESTED = 4

#: Share of held-out originals that may be among the training spectra, as when a spectrum was
#: measured, or stored, twice; with more of them nothing is judged.
_FEW_SEEN = 0.1


@dataclass(frozen=True, eq=False)
class _Fold:
    """What one fold contributed."""

    comparison: Comparison
    draws: dict[str, Draws]
    evidence: Evidence | None


def judge(
    samples: Sequence[FoldSample],
    seed: int = 0,
    after_selection: bool = False,
    metrics: Mapping[str, Metric] = METRICS,
    known: Known | None = None,
) -> Steps[Scorecard]:
    """Judge generated spectra, class by class, each fold by its own held-out originals.

    Everything is computed within a fold and combined afterwards: pooling folds would compare
    generated spectra with the originals that they were trained on.

    Parameters
    ----------
    samples : sequence of FoldSample
        One per class and fold. Draw as many generated spectra as there are held-out originals:
        of unequal numbers, a seeded choice of the larger is compared.
    seed : int
        Seed of choices, re-splits and permutations.
    after_selection : bool
        Whether the generated spectra are what a review left.
    metrics : mapping of str to Metric
        Figures to give beside the verdict, which needs none of them.
    known : Known, optional
        What was found among the same originals when other generated spectra were judged by them;
        what is found now is added.

    Yields
    ------
    Progress

    Returns
    -------
    Scorecard
    """
    labels = list(dict.fromkeys(sample.label for sample in samples))
    classes: dict[str, ClassScore] = {}
    draws: list[dict[str, Draws]] = []
    for number, label in enumerate(labels):
        mine = [sample for sample in samples if sample.label == label]
        begin, end = number / len(labels), (number + 1) / len(labels)
        steps = part(_judge_class(mine, seed, metrics, known or Known()), begin, end, f"{label}: ")
        classes[label], found = yield from steps
        draws += [found] if found else []
    verdict = worst([score.verdict for score in classes.values()])
    return Scorecard(verdict, classes, after_selection, seed, _summaries(draws))


def _judge_class(
    samples: Sequence[FoldSample], seed: int, metrics: Mapping[str, Metric], known: Known
) -> Steps[tuple[ClassScore, dict[str, Draws]]]:
    """Judge one class; give its draws besides, folds combined, empty if there are none."""
    reasons: tuple[str, ...]
    samples, unit = in_one_unit(samples)
    usable = [_finite(sample) for sample in samples if sample.judged]
    n_broken = sum(len(s.generated) for s in samples if s.judged)
    n_broken -= sum(len(s.generated) for s in usable)
    usable = [sample for sample in usable if len(sample.generated)]
    sizes = [min(len(s.held_out), len(s.generated)) for s in usable]
    folds: dict[int, _Fold] = {}
    for number, sample in enumerate(usable):
        if sizes[number] >= 2:
            begin, end = 0.8 * number / len(usable), 0.8 * (number + 1) / len(usable)
            steps = _judge_fold(sample, seed, metrics, known)
            folds[sample.fold] = yield from part(steps, begin, end)
    verdict, reasons = "inconclusive", ("Nothing was held out that could judge.",)
    if n_broken:
        verdict, reasons = "fail", (not_numbers(n_broken),)
    elif usable:
        deciding = _decide(list(folds.values()), min(sizes), known)
        verdict, reasons = yield from part(deciding, 0.8, 1.0)
    judged = [sample for sample in samples if sample.judged]
    n_original = sum(len(sample.held_out) for sample in judged)
    n_seen = sum(sample.n_seen for sample in judged)
    if n_seen > _FEW_SEEN * n_original and verdict in {"pass", "doubtful"}:
        verdict = "inconclusive"
    draws = [fold.draws for fold in folds.values()]
    score = ClassScore(
        verdict=verdict,
        reasons=(*reasons, *_seen_before(n_seen, n_original), *_notes(samples)),
        n_original=n_original,
        n_generated=sum(len(sample.generated) for sample in judged),
        metrics=_summaries(draws),
        folds={number: _summaries([fold.draws]) for number, fold in folds.items()},
        peaks=_peaks(list(folds.values()), unit),
    )
    both = {name: over_folds([d[name] for d in draws]) for name in metrics} if draws else {}
    return score, both


def _judge_fold(
    sample: FoldSample, seed: int, metrics: Mapping[str, Metric], known: Known
) -> Steps[_Fold]:
    comparison = yield from part(compare(sample, seed, known=known), 0.0, 0.5)
    draws: dict[str, Draws] = {}
    for number, metric in enumerate(metrics.values()):
        share = 0.5 + 0.2 * number / len(metrics)
        yield Progress(share, metric.title)
        end = share + 0.2 / len(metrics)
        draws[metric.name] = yield from part(metric.function(comparison), share, end)
    evidence = None
    if comparison.m >= _MIN_TESTED and comparison.n_split >= 2:
        evidence = yield from part(gather(comparison, _distances(comparison)), 0.8, 1.0)
    return _Fold(comparison, draws, evidence)


def _decide(
    folds: Sequence[_Fold], fewest: int, known: Known
) -> Steps[tuple[str, tuple[str, ...]]]:
    n_copies = sum(int(fold.comparison.copies.sum()) for fold in folds)
    copied = (_copies(n_copies),) if n_copies else ()
    evidence = [fold.evidence for fold in folds if fold.evidence is not None]
    if not evidence:
        verdict, reasons = decide(Differences(), Differences(), fewest, None)
        return ("fail" if copied else verdict), (*copied, *reasons)
    combined = combine(evidence)
    alpha = alpha_of_failure(fewest)
    found = own = differences(combined, evidence, None, alpha)
    visible = None
    if found.tests:
        measured = yield from _measured(folds, known)
        own = differences(combined, evidence, measured, alpha)
    else:
        level = level_of_each(combined, ALPHA)
        comparisons = [fold.comparison for fold in folds]
        steps_of_faults = smallest_visible(comparisons, combined, level)
        visible = yield from part(steps_of_faults, 0.0, 0.1)
        if visible.sufficient and fewest >= MIN_HELD_OUT:
            # Generated spectra have no part in it, only how many of them are compared.
            key = ("lost variety", level, *((c.m, c.seed) for c in comparisons))
            steps = known.recall(
                key,
                tuple(c.sample for c in comparisons),
                lost_variety_is_seen(comparisons, level),
            )
            seen = yield from part(steps, 0.1, 1.0)
            visible = replace(visible, variety=seen)
    verdict, reasons = decide(found, own, fewest, visible)
    if copied:
        return "fail", (*copied, *(reasons if verdict == "fail" else ()))
    return verdict, reasons


def _measured(folds: Sequence[_Fold], known: Known) -> Steps[AmongMeasured]:
    """Test measured training spectra against held-out ones, as if they had been generated."""
    evidence = []
    for number, fold in enumerate(folds):
        sample = fold.comparison.sample
        if fold.evidence is None or sample.training is None:
            continue
        begin, end = number / len(folds), (number + 1) / len(folds)
        steps = _measured_fold(sample, fold.comparison, known)
        key = ("measured", fold.comparison.m, fold.comparison.seed)
        found = yield from part(known.recall(key, (sample,), steps), begin, end)
        if found is not None:
            evidence.append(found)
    return among_measured(combine(evidence)) if evidence else AmongMeasured()


def _measured_fold(
    sample: FoldSample, comparison: Comparison, known: Known
) -> Steps[Evidence | None]:
    assert sample.training is not None
    rng = sample.rng(comparison.seed, 7)
    rows = np.sort(rng.permutation(len(sample.training))[: comparison.m])
    if len(rows) < _MIN_TESTED:
        return None
    stand_in = replace(sample, generated=sample.training[rows])
    steps = compare(
        stand_in, comparison.seed, bands=False, copies=False, distances=False, known=known
    )
    measured = yield from part(steps, 0.0, 0.6)
    training = sample.training.astype(np.float64)
    among = yield from part(find_neighbours(training, 1), 0.6, 0.7)
    held_out, _ = yield from part(nearest_distance(measured.original, training), 0.7, 0.8)
    distances = Distances(held_out, among.distance[rows, 0].astype(np.float64))
    return (yield from part(gather(measured, distances), 0.8, 1.0))


def _distances(comparison: Comparison) -> Distances | None:
    original, generated = comparison.original_to_training, comparison.generated_to_training
    return None if original is None or generated is None else Distances(original, generated)


def _finite(sample: FoldSample) -> FoldSample:
    finite = np.isfinite(sample.generated).all(axis=1)
    return sample if finite.all() else replace(sample, generated=sample.generated[finite])


def not_numbers(n_spectra: int) -> str:
    """Say that so many generated spectra are broken."""
    noun = "spectrum contains" if n_spectra == 1 else "spectra contain"
    return f"{n_spectra} generated {noun} values that are not numbers."


def _copies(number: int) -> str:
    what = "spectrum is a copy" if number == 1 else "spectra are copies"
    return f"{number} generated {what} of a measured one."


def _seen_before(n_seen: int, n_original: int) -> tuple[str, ...]:
    if n_seen == 0:
        return ()
    are = "is" if n_seen == 1 else "are"
    return (
        f"{n_seen} of {n_original} held-out originals {are} among the training spectra, too: what "
        "a generator was trained on cannot judge it, so the figures flatter.",
    )


def _notes(samples: Sequence[FoldSample]) -> tuple[str, ...]:
    """Say under which reservations the verdict holds."""
    notes = []
    judged = [sample for sample in samples if sample.judged]
    if judged and any(sample.within_specimen for sample in judged):
        notes.append(
            "This holds within one specimen only: held-out spectra come from the same specimen or "
            "series as those the generator learnt from."
        )
    for sample in judged:
        n, m = len(sample.held_out), len(sample.generated)
        compared = min(n, m, MAX_COMPARED)
        if max(n, m) > compared:
            notes.append(
                f"Equal numbers were compared: a random choice of {compared} each of {n} held-out "
                f"and {m} generated spectra."
            )
    if judged and any(sample.fold < 0 for sample in samples):
        notes.append(
            "The verdict is that of the fold models; nothing was held out that could judge the "
            "model trained on all originals."
        )
    return tuple(notes)


def _peaks(folds: Sequence[_Fold], unit: float) -> tuple[PeakScore, ...]:
    if not folds:
        return ()
    axis = folds[0].comparison.sample.axis
    return peak_scores([fold.comparison.bands for fold in folds], axis, unit)


def _summaries(draws: Sequence[dict[str, Draws]]) -> dict[str, MetricValue]:
    if not draws:
        return {name: MetricValue() for name in METRICS}
    return {
        name: METRICS[name].summary(over_folds([d[name] for d in draws]), METRICS[name].better)
        for name in draws[0]
    }


__all__ = ["FoldSample", "judge"]
