"""Differences that matter: significant, and larger than their margins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .evidence import Evidence
from .noise import places
from .rounding import beyond

#: Factors of the noise, on the whole and at one place, and of the standard deviation along a main
#: component, that are still small: least and most.
NOISE, LOCAL_NOISE, SPREAD = (0.88, 1.14), (0.80, 1.25), (0.71, 1.40)

#: Least distance to the training spectra, over that of held-out originals, that is still small.
MEMORISED = 0.85

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
    """Give how far the noise is off, the least and the most factor counting the same."""
    log_ratio, (least, most) = float(evidence.sizes["noise"][0]), NOISE
    return abs(log_ratio) * (1.0 if log_ratio > 0 else np.log(most) / -np.log(least))


def _texture(evidence: Evidence, level: float) -> float:
    """Give the largest difference in decibels among features that are themselves significant.

    The last is the noise, which is judged by itself, as is the noise of single places behind it.
    """
    sizes = np.abs(evidence.sizes["texture"])[:-1]
    return float(sizes[_clear_textures(evidence, level)[: sizes.size]].max(initial=0.0))


def _clear_textures(evidence: Evidence, level: float) -> NDArray[np.bool_]:
    found = np.abs(evidence.statistics["texture"][0])
    return np.asarray(found > evidence.critical("texture", level), np.bool_)


def _local_noise(evidence: Evidence, level: float) -> float:
    """Give the log of the factor by which noise is off at the worst place that is significant."""
    sizes = np.abs(evidence.sizes["places"])
    clear = _clear_textures(evidence, level)[evidence.sizes["texture"].size :]
    return float(sizes[clear].max(initial=0.0))


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
        f"noise is {beyond(ratio, *NOISE)} times that of held-out originals "
        f"({NOISE[0]:.2f} to {NOISE[1]:.2f} would do)."
    )


def _texture_sentence(evidence: Evidence, size: float) -> str:
    limit = MARGINS["texture"].limit
    return (
        f"The texture of generated spectra is off: {beyond(size, limit, digits=1)} dB in a band of "
        "the Fourier spectrum or in a ripple of 2 or 4 points "
        f"(up to {limit:g} dB would do)."
    )


def _local_noise_sentence(evidence: Evidence, size: float) -> str:
    sizes = evidence.sizes["places"]
    # Of the size that was found, not the largest: that may be one which is not significant.
    worst = int(np.abs(np.abs(sizes) - size).argmin())
    low, high = places(evidence.uncertainty.size)[worst]
    ratio = float(np.exp(sizes[worst]))
    return (
        f"Generated spectra are too {'noisy' if ratio > 1 else 'smooth'} from "
        f"{evidence.place(low)} to {evidence.place(high - 1)}: their noise there is "
        f"{beyond(ratio, *LOCAL_NOISE)} times that of held-out originals "
        f"({LOCAL_NOISE[0]:.2f} to {LOCAL_NOISE[1]:.2f} would do)."
    )


def _memorised_sentence(evidence: Evidence, size: float) -> str:
    return (
        "Generated spectra repeat training spectra: their distance to the nearest of them is "
        f"{beyond(float(np.exp(-size)), MEMORISED)} times that of held-out originals "
        f"(at least {MEMORISED:.2f} would do)."
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
    here, limit = evidence.distance(shift), MARGINS["shift"].limit
    return (
        f"Generated spectra are shifted by {beyond(shift, limit, kind='+f')} points"
        f"{f', {here}' if here else ''} (up to {limit:g} would do)."
    )


def _peak_sentence(evidence: Evidence, size: float) -> str:
    limit = MARGINS["peak"].limit
    return (
        "The mean of generated spectra is off by at least "
        f"{beyond(size, limit, digits=1, kind='%')} of the highest peak at "
        f"{evidence.place(peak_change(evidence)[1])} (up to {limit:.0%} would do)."
    )


def _spread(evidence: Evidence, level: float) -> float:
    """Give the largest log ratio of standard deviations on the main principal components."""
    return float(np.abs(evidence.sizes["variety"]).max())


def _spread_sentence(evidence: Evidence, size: float) -> str:
    ratios = evidence.sizes["variety"]
    ratio = float(np.exp(ratios[np.abs(ratios).argmax()]))
    return (
        f"Generated spectra vary too {'much' if ratio > 1 else 'little'}: along a main PCA axis "
        f"their standard deviation is {beyond(ratio, *SPREAD)} times that of held-out "
        f"originals ({SPREAD[0]:.2f} to {SPREAD[1]:.2f} would do)."
    )


#: What counts as small, by kind of difference.
MARGINS: Mapping[str, Margin] = {
    "neighbours": Margin(("neighbours",), 0.20, _half, _apart_sentence),
    "score_neighbours": Margin(("score_neighbours",), 0.25, _score_half, _scores_apart_sentence),
    "noise": Margin(("texture",), float(np.log(NOISE[1])), _noise, _noise_sentence),
    "local_noise": Margin(
        ("texture",), float(np.log(LOCAL_NOISE[1])), _local_noise, _local_noise_sentence
    ),
    "texture": Margin(("texture",), 1.2, _texture, _texture_sentence),
    "memorised": Margin(("training",), float(-np.log(MEMORISED)), _memorised, _memorised_sentence),
    "spacing": Margin(("neighbours",), 0.25, _spacing, _spacing_sentence),
    "score_spacing": Margin(("score_neighbours",), 0.40, _score_spacing, _score_spacing_sentence),
    "shift": Margin(("shape",), 0.3, _shift, _shift_sentence),
    "peak": Margin(("shape",), 0.02, _peak, _peak_sentence),
    "spread": Margin(("spread",), float(np.log(SPREAD[1])), _spread, _spread_sentence),
}
