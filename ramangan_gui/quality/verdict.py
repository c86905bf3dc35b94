"""From evidence to a verdict in words.

Fail: a difference is clearly significant and larger than its margin, or a spectrum is a copy.
Doubtful: a difference is significant, but small or not clear.
Inconclusive: nothing was found, but faults that matter could not have been found either; or the
measured spectra of training and held-out part differ among themselves in the same way.
Pass: the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .controls import NOISE, PEAK, SHIFT, Visible
from .evidence import TESTS, Evidence
from .findings import Finding, broken_margins, significant, sizes_among

#: Probability that measured spectra would be called different, all tests together.
ALPHA = 0.05

#: Probability that measured spectra would fail, all tests together; with many spectra there is
#: evidence enough to ask for more of it.
ALPHA_FAIL, ALPHA_FAIL_IF_MANY = 0.02, 0.007

#: From so many originals on, compared in the smallest fold, they are many.
MANY_HELD_OUT = 60

#: Significance, of each test, at which measured training and held-out spectra count as different.
_ALPHA_MEASURED = 0.05

#: With fewer spectra to compare in a fold, the verdict is fail or inconclusive, nothing else.
MIN_HELD_OUT = 15

#: Tests that must agree on a failure below that number.
_TESTS_IF_FEW = 2


@dataclass(frozen=True)
class AmongMeasured:
    """What training spectra show against held-out ones, all of them measured.

    Parameters
    ----------
    tests : tuple of str
        Tests that find them different.
    sizes : mapping of str to float
        By margin, sizes of the differences that those tests found.
    """

    tests: tuple[str, ...] = ()
    sizes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Differences:
    """What was found between generated and held-out spectra.

    Parameters
    ----------
    tests : tuple of str
        Tests that find them different.
    failing : tuple of str
        Those that do so clearly.
    findings : tuple of Finding
        Clear differences larger than their margins.
    """

    tests: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def level_of_each(evidence: Evidence, level: float) -> float:
    """Share a probability of error among all tests (Bonferroni), as far as draws resolve it."""
    n_draws = len(next(iter(evidence.statistics.values())))
    return max(level / len(evidence.statistics), 1.0 / n_draws)


def among_measured(combined: Evidence) -> AmongMeasured:
    """List what measured training spectra show against measured held-out ones."""
    return AmongMeasured(
        significant(combined, _ALPHA_MEASURED), sizes_among(combined, _ALPHA_MEASURED)
    )


def alpha_of_failure(fewest: int) -> float:
    """Give the probability of failing measured spectra that is allowed at this number."""
    return ALPHA_FAIL_IF_MANY if fewest >= MANY_HELD_OUT else ALPHA_FAIL


def differences(
    combined: Evidence,
    folds: Sequence[Evidence],
    measured: AmongMeasured | None = None,
    alpha_fail: float = ALPHA_FAIL,
) -> Differences:
    """List the differences of all folds combined, then those of single folds.

    Parameters
    ----------
    combined : Evidence
        Of all folds.
    folds : sequence of Evidence
        Of each; it must be the clearer the more of them there are.
    measured : AmongMeasured, optional
        What measured spectra show among themselves, to be left out.
    alpha_fail : float
        Probability that measured spectra would fail, all tests together.
    """
    known = measured or AmongMeasured()
    parts = [(combined, 1, "")]
    if len(folds) > 1:
        parts += [(e, len(folds), f"In part {n}: ") for n, e in enumerate(folds, start=1)]
    tests: dict[str, None] = {}
    failing: dict[str, None] = {}
    findings: dict[str, Finding] = {}
    for evidence, share, prefix in parts:
        clear = level_of_each(evidence, alpha_fail / share)
        tests |= dict.fromkeys(significant(evidence, level_of_each(evidence, ALPHA / share)))
        failing |= dict.fromkeys(significant(evidence, clear))
        for finding in broken_margins(evidence, clear, known.sizes):
            findings.setdefault(finding.kind, Finding(finding.kind, prefix + finding.sentence))
    return Differences(
        tuple(test for test in tests if test not in known.tests),
        tuple(test for test in failing if test not in known.tests),
        tuple(findings.values()),
    )


def decide(
    found: Differences, own: Differences, fewest: int, visible: Visible | None
) -> tuple[str, tuple[str, ...]]:
    """Give the verdict and its reasons.

    Parameters
    ----------
    found : Differences
        Between generated and held-out originals.
    own : Differences
        Of these, what measured training spectra do not show as well.
    fewest : int
        Number of originals compared in the smallest fold.
    visible : Visible, optional
        Smallest faults that would have been found; needed where nothing was.
    """
    few = fewest < MIN_HELD_OUT
    if own.findings and (not few or len(own.failing) >= _TESTS_IF_FEW):
        return "fail", tuple(finding.sentence for finding in own.findings)
    if few:
        return "inconclusive", (*_described(own), _too_few(fewest))
    if found.findings or (found.tests and not own.tests):
        return "inconclusive", (*_described(found), _SPECIMENS_DIFFER)
    if own.tests:
        return "doubtful", _described(own)
    if visible is None or not visible.sufficient:
        return "inconclusive", (NOTHING_FOUND, *_invisible(visible))
    return "pass", (NOTHING_FOUND, _seen(visible))


#: First reason of a verdict where no test found anything, whether or not it could have.
NOTHING_FOUND = "No test found a difference between generated and held-out spectra."

_SPECIMENS_DIFFER = (
    "But the measured training spectra differ from the held-out ones in much the same way, so this "
    "need not be the generator's doing: more independent specimens or series are needed."
)


def _described(found: Differences) -> tuple[str, ...]:
    if found.findings:
        return tuple(finding.sentence for finding in found.findings)
    if not found.tests:
        return ()
    words = "; ".join(TESTS[test] for test in found.tests)
    return (f"Generated and held-out spectra differ, though not by much, in: {words}.",)


def _too_few(fewest: int) -> str:
    spectra = "spectrum" if fewest == 1 else "spectra"
    return (
        f"In the smallest fold only {fewest} {spectra} of each kind could be compared; for a "
        f"verdict each fold needs at least {MIN_HELD_OUT} held-out and as many generated ones."
    )


def _invisible(visible: Visible | None) -> tuple[str, ...]:
    if visible is None:
        return ()
    lacking = []
    if visible.shift > SHIFT:
        known = visible.shift < 20
        lacking.append(f"a shift of {visible.shift:.1f} points" if known else "a large shift")
    if visible.peak > PEAK:
        known = visible.peak < 1
        size = f"of {visible.peak:.0%} of the highest" if known else "of any height"
        lacking.append(f"a missing peak {size}")
    if visible.noise > NOISE:
        known = visible.noise < 3
        size = f"noise {visible.noise - 1.0:.0%} too high"
        lacking.append(size if known else "a wrong noise level")
    if not visible.variety:
        lacking.append("the loss of half of the kinds of spectra")
    return (f"But at this number of spectra {_listed(lacking)} could just go unseen.",)


def _seen(visible: Visible) -> str:
    here = f" ({visible.on_axis})" if visible.on_axis else ""
    return (
        f"A shift of {visible.shift:.2f} points{here}, a missing peak of {visible.peak:.1%} of the "
        f"highest or noise {visible.noise - 1.0:.0%} too high would most likely have been found, "
        "and so would the loss of half of the kinds of spectra."
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
