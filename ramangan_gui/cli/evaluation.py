"""The command that judges, and how it puts figures into lines of text."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..core.errors import RamanGanError
from ..core.progress import Steps, part
from .running import run_with_progress

if TYPE_CHECKING:
    from ..core.scorecard import MetricValue, PeakScore, Scorecard
    from ..core.utility import Utility
    from ..quality.utility import UtilityParams

    Found = tuple[Scorecard, Utility | None]


def do_evaluate(arguments: argparse.Namespace) -> int:
    """Judge; give the exit code."""
    foreign = bool(arguments.original and arguments.generated)
    if (arguments.input is None) != foreign or bool(arguments.original) != bool(
        arguments.generated
    ):
        raise RamanGanError("Name one HDF5 file, or --original A and --generated B.")
    if foreign and arguments.utility and arguments.training is None:
        raise RamanGanError(
            "--utility needs originals to train with besides those that test.",
            "Name them with --training.",
        )
    scorecard, utility = run_with_progress(_evaluated(arguments, _params(arguments)))
    if arguments.json:
        found = scorecard.to_dict()
        if utility is not None:
            found["utility"] = utility.to_dict()
        print(json.dumps(found, allow_nan=False))
        return 0
    print_scorecard(scorecard, figures=True)
    if utility is not None:
        for line in utility_lines(utility):
            print(line)
    return 0


def _params(arguments: argparse.Namespace) -> UtilityParams:
    from ..quality.utility import UtilityParams

    params = UtilityParams()
    for word in (word for group in arguments.set for word in group):
        path, equals, value = word.partition("=")
        section, _, name = path.partition(".")
        if not equals or section != params.prefix:
            raise RamanGanError(
                f"{word} is no setting of an evaluation.", "Such as: --set utility.repeats=5"
            )
        params = params.with_value(name, value)
    return params


def _evaluated(arguments: argparse.Namespace, params: UtilityParams) -> Steps[Found]:
    from ..workflow.evaluate import evaluate_files, evaluate_set
    from ..workflow.utility import utility_of_files, utility_of_set

    share = 0.2 if arguments.utility else 1.0
    bands = [band for group in arguments.band for band in group]
    if arguments.input is not None:
        scorecard = yield from part(evaluate_set(arguments.input, bands), 0.0, share)
    else:
        files = arguments.original, arguments.generated, arguments.training
        scorecard = yield from part(evaluate_files(*files, bands=bands), 0.0, share)
    utility = None
    if arguments.utility and arguments.input is not None:
        utility = yield from part(utility_of_set(arguments.input, params), share, 1.0)
    elif arguments.utility:
        utility = yield from part(utility_of_files(*files), share, 1.0)
    return scorecard, utility


def print_scorecard(scorecard: Scorecard, figures: bool = False) -> None:
    """Print the verdicts with their reasons, and the figures where asked."""
    for label, score in scorecard.classes.items():
        print(f"{label}: {score.verdict}")
        for reason in score.reasons:
            print(f"  {reason}")
        if figures:
            for line in figure_lines(score.metrics, score.peaks):
                print(f"  {line}")
    if figures and len(scorecard.classes) > 1:
        print("All classes together:")
        for line in figure_lines(scorecard.metrics):
            print(f"  {line}")
    print(f"verdict: {scorecard.verdict}")


def figure_lines(
    metrics: Mapping[str, MetricValue], peaks: Sequence[PeakScore] = ()
) -> Iterator[str]:
    """Put every figure into a line, with its interval, verdict and meaning."""
    from ..quality.metrics import FAMILIES, METRICS

    for family, question in FAMILIES.items():
        yield question
        for name, figure in metrics.items():
            metric = METRICS.get(name)
            if metric is None or metric.family != family:
                continue
            yield (
                f"  {metric.title}: {_value(figure, metric.unit)}"
                f"{_interval(figure)}: {metric.verdict(figure)}. {metric.sentence(figure)}"
            )
        if family == "chemistry":
            yield from (
                f"  {peak.quantity} of the band at {peak.place:.0f}: {peak.generated:.4g} "
                f"generated, {peak.original:.4g} measured (p = {peak.p:.3f})"
                for peak in peaks
                if not peak.ok
            )


def _value(figure: MetricValue, unit: str) -> str:
    return "not measured" if figure.value is None else f"{figure.value:.3g} {unit}".rstrip()


def _interval(figure: MetricValue) -> str:
    if figure.null_low is None or figure.null_high is None:
        return ""
    return f" (measured spectra: {figure.null_low:.3g} to {figure.null_high:.3g})"


def utility_lines(utility: Utility) -> Iterator[str]:
    """Put the use for classifiers into lines."""
    yield f"Use for a classifier ({utility.n_originals} originals held out):"
    yield from (f"  {sentence}" for sentence in utility.sentences)
    for title, rows in (("All ways of training", utility.rows), ("Dose", utility.doses)):
        yield f"  {title}:"
        for row in rows:
            gain = "" if row.gain is None else f", gain {100 * row.gain:+.1f} points"
            yield (
                f"    {row.classifier}, {row.augmenter or 'measured only'}, {row.training}, "
                f"{row.dose:.2g} per measured: {row.accuracy:.1%} "
                f"({row.low:.1%} to {row.high:.1%}){gain}, "
                f"training minus held-out {100 * row.gap:+.1f} points"
            )
