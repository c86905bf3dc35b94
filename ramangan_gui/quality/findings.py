"""Differences that matter: significant, and larger than their margins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from .evidence import Evidence

#: Differences among measured spectra widen a margin by this many times their size; more than once,
#: because both sizes are uncertain.
_ALLOWED = 1.5


@dataclass(frozen=True)
class Finding:
    """A difference larger than its margin.

    Parameters
    ----------
    kind : str
        Name of the margin.
    sentence : str
        What was found, with its number.
    """

    kind: str
    sentence: str


@dataclass(frozen=True)
class Margin:
    """A size of difference that is still small.

    Parameters
    ----------
    tests : tuple of str
        Any of these must be significant for the difference to count.
    limit : float
        Largest size that is still small.
    size : callable
        ``size(evidence, level)``: the size, not negative; `level` is that of each test.
    sentence : callable
        ``sentence(evidence, size)``: what was found.
    """

    tests: tuple[str, ...]
    limit: float
    size: Callable[[Evidence, float], float]
    sentence: Callable[[Evidence, float], str]


def significant(evidence: Evidence, level: float) -> tuple[str, ...]:
    """Name the tests whose p-value is at most `level` (of each test)."""
    return tuple(test for test in evidence.statistics if evidence.p(test) <= level)


def broken_margins(
    evidence: Evidence, level: float, allowance: Mapping[str, float] | None = None
) -> tuple[Finding, ...]:
    """List the significant differences that are larger than their margins.

    Parameters
    ----------
    evidence : Evidence
        Of one fold, or of several combined.
    level : float
        Significance level of each test.
    allowance : mapping of str to float, optional
        By margin: the size of the same difference among measured spectra, which widens it.
    """
    tests = set(significant(evidence, level))
    findings = []
    for kind, margin in MARGINS.items():
        if not tests.intersection(margin.tests) or not _known(kind, evidence):
            continue
        size = margin.size(evidence, level)
        if size > margin.limit + _ALLOWED * (allowance or {}).get(kind, 0.0):
            findings.append(Finding(kind, margin.sentence(evidence, size)))
    return tuple(findings)


def sizes_among(evidence: Evidence, level: float) -> dict[str, float]:
    """Give the size of every difference of which a test is significant, whatever its margin."""
    tests = set(significant(evidence, level))
    return {
        kind: margin.size(evidence, level)
        for kind, margin in MARGINS.items()
        if tests.intersection(margin.tests) and _known(kind, evidence)
    }


def _known(kind: str, evidence: Evidence) -> bool:
    return kind != "memorised" or "memorisation" in evidence.sizes


def _half(evidence: Evidence, level: float) -> float:
    return float(np.abs(evidence.sizes["halves"]).max())


def _score_half(evidence: Evidence, level: float) -> float:
    return float(np.abs(evidence.sizes["score_halves"]).max())


def _noise(evidence: Evidence, level: float) -> float:
    """Give how far the noise is off, a factor of 1.14 or of 0.88 counting the same."""
    log_ratio = float(evidence.sizes["noise"][0])
    return abs(log_ratio) * (1.0 if log_ratio > 0 else np.log(1.14) / -np.log(0.88))


def _texture(evidence: Evidence, level: float) -> float:
    """Give the largest difference in decibels among features that are themselves significant.

    The last is the noise, which is judged by itself.
    """
    clear = np.abs(evidence.statistics["texture"][0])[:-1] > evidence.critical("texture", level)
    return float(np.abs(evidence.sizes["texture"])[:-1][clear].max(initial=0.0))


def _memorised(evidence: Evidence, level: float) -> float:
    return max(0.0, -float(evidence.sizes["memorisation"][0]))


def _spacing(evidence: Evidence, level: float) -> float:
    return float(abs(evidence.sizes["spacing"][0]))


def _score_spacing(evidence: Evidence, level: float) -> float:
    return float(abs(evidence.sizes["score_spacing"][0]))


def _shift(evidence: Evidence, level: float) -> float:
    return float(abs(evidence.sizes["shift"][0]))


def _peak(evidence: Evidence, level: float) -> float:
    return peak_change(evidence)[0]


def peak_change(evidence: Evidence) -> tuple[float, int]:
    """Give the largest certain change of the mean spectrum, and where it is.

    Returns
    -------
    change : float
        Part of the highest peak, what is uncertain about it taken off.
    place : int
        Number of the point, from 0.
    """
    certain = np.maximum(np.abs(evidence.sizes["mean"]) - evidence.uncertainty, 0.0)
    height = float(evidence.sizes["amplitude"][0])
    place = int(certain.argmax())
    return (float(certain[place]) / height if height > 0 else 0.0), place


def _apart_sentence(evidence: Evidence, size: float) -> str:
    first, second = evidence.sizes["own"]
    return (
        "Generated spectra can be told from held-out originals: the most similar spectrum is of "
        f"the same kind for {first:.0%} of originals and {second:.0%} of generated spectra, where "
        "about 50 % is expected."
    )


def _scores_apart_sentence(evidence: Evidence, size: float) -> str:
    first, second = evidence.sizes["score_own"]
    return (
        "Generated spectra can be told from held-out originals on 10 PCA scores: the nearest point "
        f"is of the same kind for {first:.0%} of originals and {second:.0%} of generated spectra, "
        "where about 50 % is expected."
    )


def _noise_sentence(evidence: Evidence, size: float) -> str:
    ratio = float(np.exp(evidence.sizes["noise"][0]))
    return (
        f"Generated spectra are too {'noisy' if ratio > 1 else 'smooth'}: their high-frequency "
        f"noise is {ratio:.2f} times that of held-out originals (0.88 to 1.14 would do)."
    )


def _texture_sentence(evidence: Evidence, size: float) -> str:
    return (
        f"The texture of generated spectra is off: {size:.1f} dB in a band of the Fourier "
        "spectrum or in a ripple of 2 or 4 points "
        f"(up to {MARGINS['texture'].limit:g} dB would do)."
    )


def _memorised_sentence(evidence: Evidence, size: float) -> str:
    return (
        "Generated spectra repeat training spectra: their distance to the nearest of them is "
        f"{np.exp(-size):.2f} times that of held-out originals (at least 0.85 would do)."
    )


def _spacing_sentence(evidence: Evidence, size: float) -> str:
    return _variety_sentence(float(evidence.sizes["spacing"][0]), "")


def _score_spacing_sentence(evidence: Evidence, size: float) -> str:
    return _variety_sentence(float(evidence.sizes["score_spacing"][0]), " on PCA scores")


def _variety_sentence(spacing: float, where: str) -> str:
    return (
        f"Generated spectra resemble each other too {'much' if spacing < 0 else 'little'}: the "
        f"nearest other one is {np.exp(spacing):.2f} times as far as among originals{where}."
    )


def _shift_sentence(evidence: Evidence, size: float) -> str:
    shift = float(evidence.sizes["shift"][0])
    here = evidence.distance(shift)
    return (
        f"Generated spectra are shifted by {shift:+.2f} points{f', {here}' if here else ''} "
        f"(up to {MARGINS['shift'].limit:g} would do)."
    )


def _peak_sentence(evidence: Evidence, size: float) -> str:
    return (
        f"The mean of generated spectra is off by at least {size:.1%} of the highest peak at "
        f"{evidence.place(peak_change(evidence)[1])} (up to {MARGINS['peak'].limit:.0%} would do)."
    )


def _spread(evidence: Evidence, level: float) -> float:
    """Give the largest log ratio of standard deviations on the main principal components."""
    return float(np.abs(evidence.sizes["variety"]).max())


def _spread_sentence(evidence: Evidence, size: float) -> str:
    ratios = evidence.sizes["variety"]
    ratio = float(np.exp(ratios[np.abs(ratios).argmax()]))
    return (
        f"Generated spectra vary too {'much' if ratio > 1 else 'little'}: along a main PCA axis "
        f"their standard deviation is {ratio:.2f} times that of held-out originals "
        "(0.71 to 1.40 would do)."
    )


#: What counts as small, by kind of difference.
MARGINS: Mapping[str, Margin] = {
    "neighbours": Margin(("neighbours",), 0.20, _half, _apart_sentence),
    "score_neighbours": Margin(("score_neighbours",), 0.25, _score_half, _scores_apart_sentence),
    "noise": Margin(("texture",), float(np.log(1.14)), _noise, _noise_sentence),
    "texture": Margin(("texture",), 1.2, _texture, _texture_sentence),
    "memorised": Margin(("training",), float(-np.log(0.85)), _memorised, _memorised_sentence),
    "spacing": Margin(("neighbours",), 0.25, _spacing, _spacing_sentence),
    "score_spacing": Margin(("score_neighbours",), 0.40, _score_spacing, _score_spacing_sentence),
    "shift": Margin(("shape",), 0.3, _shift, _shift_sentence),
    "peak": Margin(("shape",), 0.02, _peak, _peak_sentence),
    "spread": Margin(("spread",), float(np.log(1.4)), _spread, _spread_sentence),
}
