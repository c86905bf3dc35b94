"""The tables of numbers in JCAMP-DX files: plain, packed, squeezed, differences, duplicates.

After the published description of JCAMP-DX 4.24 (McDonald and Wilks 1988, doi
10.1366/0003702884428734): every line begins with its abscissa; an ordinate may follow as plain
number, or with its first digit and sign turned into one letter (squeezed, or as the difference from
the ordinate before), or as a count of repeats. A line that follows a difference begins with the
last ordinate once more, so that a damaged line shows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import number

#: Longest line of data, in characters.
_MAX_LINE: Final = 256 * 1024

# Runs of digits are taken whole (possessive), so that no line makes the search go back and forth.
_DIGITS: Final = r"(?:\d{1,60}+(?:\.\d{0,60}+)?+|\.\d{1,60}+)"
_PLAIN_TOKEN: Final = re.compile(rf"[+-]?{_DIGITS}(?:[eE][+-]?\d{{1,3}})?(?=[\s,;+\-]|$)|\?")
_PACKED_TOKEN: Final = re.compile(
    rf"(?:[+-]?{_DIGITS}|[@A-Ia-i%J-Rj-rS-Zs]\d{{0,60}}+(?:\.\d{{0,60}}+)?+)(?![\d.])|\?"
)
_BETWEEN: Final = re.compile(r"[\s,;]*")

_SQUEEZED: Final = {"@": "0", **dict(zip("ABCDEFGHI", "123456789", strict=True)),
                    **{c: f"-{n}" for n, c in enumerate("abcdefghi", 1)}}  # fmt: skip
_DIFFERENCES: Final = {"%": "0", **dict(zip("JKLMNOPQR", "123456789", strict=True)),
                       **{c: f"-{n}" for n, c in enumerate("jklmnopqr", 1)}}  # fmt: skip
_REPEATS: Final = dict(zip("STUVWXYZs", "123456789", strict=True))

#: Letters that occur in packed ordinates only; E and e may stand for a power of ten.
_PACKED_LETTERS: Final = re.compile(r"[@A-DF-Ia-df-i%J-Rj-rS-Zs]")


@dataclass(frozen=True)
class Ordinates:
    """The ordinates of a table of form (X++(Y..Y)), as they stand in the file.

    Parameters
    ----------
    values : ndarray of float64
        In file order, unscaled, NaN where the file says "?".
    abscissas : list of float
        What each line begins with, unscaled.
    firsts : list of int
        Which ordinate each of them belongs to.
    resolution : float
        The last digit in which the abscissas are written, unscaled.
    """

    values: NDArray[np.float64]
    abscissas: list[float]
    firsts: list[int]
    resolution: float


def ordinates(lines: Iterable[tuple[int, str]], limit: int) -> Ordinates:
    """Read a table of form (X++(Y..Y)).

    Parameters
    ----------
    lines : iterable of (int, str)
        Line numbers and lines without remarks.
    limit : int
        How many ordinates there should be; more are not unpacked.

    Raises
    ------
    InputError
        If a line cannot be understood, or a check in the file fails.
    """
    kept = [(line, _short(line, text.strip())) for line, text in lines if text.strip()]
    plain = not any(_PACKED_LETTERS.search(text) for _, text in kept) and all(
        _only(_PLAIN_TOKEN, text) for _, text in kept
    )
    token = _PLAIN_TOKEN if plain else _PACKED_TOKEN
    state = _Unpacker(limit)
    for line, text in kept:
        state.feed(line, _tokens(token, line, text))
    return state.result()


def _short(line: int, text: str) -> str:
    """Refuse lines that would take long to look through; by the rules they have 80 characters."""
    if len(text) > _MAX_LINE:
        raise InputError(f"Line {number(line)} is longer than any line of JCAMP-DX data.")
    return text


def _only(token: re.Pattern[str], text: str) -> bool:
    """Tell whether a line holds such tokens and nothing else."""
    return _BETWEEN.fullmatch(token.sub("", text)) is not None


def _tokens(token: re.Pattern[str], line: int, text: str) -> list[str]:
    if not _only(token, text):
        raise InputError(f"Line {number(line)} is no line of JCAMP-DX data.")
    return token.findall(text)


class _Unpacker:
    """Unpacks the lines of a table one after another."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: list[float] = []
        self._abscissas: list[float] = []
        self._firsts: list[int] = []
        self._decimals: list[int] = []
        self._difference: float | None = None  # of the last ordinate, where it was one

    def feed(self, line: int, tokens: list[str]) -> None:
        """Take the numbers of a line, its abscissa first."""
        if tokens[0][0] in _DIFFERENCES or tokens[0][0] in _REPEATS or tokens[0] == "?":
            raise InputError(f"Line {number(line)} of its data does not begin with an abscissa.")
        abscissa, rest = _number(tokens[0]), tokens[1:]
        before = len(self._values)
        if self._difference is not None and rest:
            self._check(line, rest[0])
            rest = rest[1:]
            # The line begins at the ordinate that is repeated.
            self._firsts.append(before - 1)
        else:
            self._firsts.append(before)
        self._abscissas.append(abscissa)
        self._decimals.append(_decimals(tokens[0]))
        if not rest and self._firsts[-1] < before:
            self._difference = None
            return
        for token in rest:
            self._add(line, token)

    def _check(self, line: int, token: str) -> None:
        if token[0] in _DIFFERENCES or token[0] in _REPEATS or token == "?":
            raise InputError(f"Line {number(line)} of its data lacks the ordinate for checking.")
        value = _number(token)
        if abs(value - self._values[-1]) > 1e-6 * max(1.0, abs(value)):
            raise InputError(
                f"Its data fail their own check in line {number(line)}: the ordinate there is "
                f"{value:g}, but the lines before add up to {self._values[-1]:g}.",
                "The file is damaged; export it again.",
            )
        self._difference = None

    def _add(self, line: int, token: str) -> None:
        letter = token[0]
        if letter in _REPEATS:
            self._repeat(line, token)
            return
        if len(self._values) >= self._limit:
            self._refuse_more()
        if token == "?":
            self._values.append(math.nan)
            self._difference = None
        elif letter in _DIFFERENCES:
            if not self._values or math.isnan(self._values[-1]):
                raise InputError(
                    f"Line {number(line)} of its data has a difference without an ordinate before."
                )
            self._difference = float(_DIFFERENCES[letter] + token[1:])
            self._values.append(self._values[-1] + self._difference)
        else:
            self._values.append(_number(token))
            self._difference = None

    def _repeat(self, line: int, token: str) -> None:
        digits = _REPEATS[token[0]] + token[1:]
        if not self._values or "." in digits or len(digits) > 9 or int(digits) < 1:
            raise InputError(f"Line {number(line)} of its data has a repeat that makes no sense.")
        more = int(digits) - 1
        if len(self._values) + more > self._limit:
            self._refuse_more()
        step = self._difference or 0.0
        last = self._values[-1]
        self._values.extend(last + step * k for k in range(1, more + 1))

    def _refuse_more(self) -> None:
        raise InputError(
            f"It holds more points than the {number(self._limit)} that it states (NPOINTS).",
            "The file is damaged; export it again.",
        )

    def result(self) -> Ordinates:
        """Give what was read."""
        fewest = min(self._decimals, default=0)
        return Ordinates(
            np.array(self._values), self._abscissas, self._firsts, 10.0 ** -float(fewest)
        )


def _number(token: str) -> float:
    letter = token[0]
    text = _SQUEEZED[letter] + token[1:] if letter in _SQUEEZED else token
    return float(text)


def _decimals(token: str) -> int:
    """Count the decimals of an abscissa, as far as its exponent leaves them."""
    mantissa, _, exponent = (
        token.lower().partition("e") if token[0] not in "eE" else (token, "", "")
    )
    power = int(exponent) if exponent else 0
    return max(-12, min(12, len(mantissa.partition(".")[2]) - power))


def pairs(lines: Iterable[tuple[int, str]], limit: int) -> NDArray[np.float64]:
    """Read a table of form (XY..XY).

    Parameters
    ----------
    lines : iterable of (int, str)
        Line numbers and lines without remarks.
    limit : int
        How many pairs there should be.

    Returns
    -------
    ndarray of float64, shape (n_points, 2)
        As they stand in the file, unscaled.
    """
    found: list[float] = []
    for line, text in lines:
        text = _short(line, text.strip())
        if not text:
            continue
        tokens = _tokens(_PLAIN_TOKEN, line, text)
        if len(tokens) % 2 or tokens[0] == "?":
            raise InputError(
                f"Line {number(line)} of its data has an abscissa without an ordinate."
            )
        found.extend(math.nan if token == "?" else float(token) for token in tokens)
        if len(found) > 2 * limit:
            raise InputError(
                f"It holds more points than the {number(limit)} that it states (NPOINTS).",
                "The file is damaged; export it again.",
            )
    return np.array(found).reshape(-1, 2)
