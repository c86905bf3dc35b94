"""Files with several two-column tables one below the other, each under lines of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from .block import Block
from .column_choice import is_other_signal
from .row_numbers import rises_or_falls

#: A table of fewer points may be a list of peaks.
_FEWEST: Final = 20

#: So may one that is this much shorter than the longest.
_SHORTEST: Final = 0.5

#: Share of the shortest axis that all of them cover.
_SHARED: Final = 0.5

#: What was made of a spectrum, where other tables of the file are not.
_MADE: Final = re.compile(
    r"smooth|correct|normali[sz]|deriv|subtract|process|absor|transmi|reflec|irradi|averag|\bmean\b"
    r"|filter|interpol|calculat|simulat|model|theor"
)

_VALUE: Final = re.compile(r"[=:;,\t].*")
_NUMBER: Final = re.compile(r"\d+")


def lines_of_each(blocks: Sequence[Block]) -> int:
    """Tell how many lines stand above each of several tables that are spectra of one kind.

    Parameters
    ----------
    blocks : sequence of Block
        Neighbouring rows of equal length, in their order, all of them.

    Returns
    -------
    int
        0 where they are no such tables: they must all have two columns and about as many points
        over about the same range, and stand below as many lines, which name the same fields or are
        one line each; none of these may speak of a dark, a reference or a fit, nor only some of
        them of anything that was made of a spectrum.
    """
    if len(blocks) < 2 or any(block.n_columns != 2 or block.words for block in blocks):
        return 0
    sizes = [len(block.rows) for block in blocks]
    n_lines = len(blocks[1].header)
    if min(sizes) < max(_FEWEST, _SHORTEST * max(sizes)) or not n_lines:
        return 0
    own = [block.header[-n_lines:] for block in blocks]
    if any(len(block.header) != n_lines for block in blocks[1:]) or len(own[0]) != n_lines:
        return 0
    if n_lines > 1 and any(_fields(lines) != _fields(own[0]) for lines in own):
        return 0
    if any(is_other_signal(line) for block in blocks for line in block.header):
        return 0
    if any(len(set(map(_is_made, lines))) > 1 for lines in zip(*own, strict=True)):
        return 0
    axes = [np.array([row[0] for row in block.exact]) for block in blocks]
    if not all(np.isfinite(axis).all() and rises_or_falls(axis) for axis in axes):
        return 0
    if len({axis[0] < axis[-1] for axis in axes}) > 1:
        return 0
    low, high = (np.array([end(axis) for axis in axes]) for end in (np.min, np.max))
    overlap = high.min() - low.max() >= _SHARED * (high - low).min()
    return n_lines if overlap else 0


def _is_made(line: str) -> bool:
    return _MADE.search(line.lower()) is not None


def _fields(lines: Sequence[str]) -> list[str]:
    """Give what lines are about: their words before a sign, numbers left out."""
    return [_NUMBER.sub("", _VALUE.sub("", line)).strip() for line in lines]
