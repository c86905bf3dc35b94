"""Fast reading of plain columns of numbers, a whole block at once.

Where the numbers are written as JSON writes them, the lines are turned into a JSON array, which
simdjson reads faster than anything else at hand, correctly rounded. For all other ways of writing
(signs before positive numbers, leading zeros, columns aligned by blanks), every number is cut into
words of eight digits, and all words of a block are turned into integers together by three
multiplications. A mantissa of up to 15 digits and a power of ten up to 10¹⁵ are exact in double
precision, so that one division gives the correctly rounded number, the same that Python's ``float``
gives. Longer numbers are handed to ``float``; anything that is not plain columns is declined, and
the careful path takes over.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

#: Longest mantissa that is exact in double precision, whatever its digits.
_EXACT_DIGITS: Final = 15

_POWERS: Final = 10.0 ** np.arange(_EXACT_DIGITS + 1)

# What each kind of character becomes. What ends a number or its whole part sorts below the digits,
# everything else above them.
_NEWLINE, _BLANK, _DELIMITER, _POINT = 10, 32, 44, 46
_EXPONENT, _MINUS, _PLUS, _FOREIGN = 101, 109, 112, 255

#: Numbers at the start of a block are loaded together with the bytes before them.
_PADDING: Final = b"\n" * 16

#: Keeps the low four bits of the last n characters of an eight-character word.
_MASKS: Final = np.array(
    [sum(0x0F << (8 * place) for place in range(8 - n, 8)) for n in range(9)], np.uint64
)


def parse_columns(block: bytes, delimiter: str, decimal: str) -> NDArray[np.float64] | None:
    """Read lines that all hold the same number of plain numbers.

    Parameters
    ----------
    block : bytes
        Whole lines, each ended by a line feed.
    delimiter : {tab, ";", ",", " "}
        What separates the numbers; a blank stands for any run of blanks and tabs.
    decimal : {".", ","}
        Decimal mark.

    Returns
    -------
    ndarray of float64, shape (n_lines, n_columns), or None
        ``None`` where the block holds anything else: words, gaps, lines of different length.
    """
    quick = _from_json(block, delimiter, decimal) if delimiter != " " else None
    if quick is not None:
        return quick
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return None
    text = _PADDING + block.translate(_table(delimiter, decimal), b"\r")
    codes = np.frombuffer(text, np.uint8)
    if not block.endswith(b"\n") or codes.max() == _FOREIGN:
        return None
    marks = np.flatnonzero(codes <= _POINT)[len(_PADDING) :]
    kinds = codes[marks]
    separating = np.flatnonzero(kinds != _POINT)
    ending = codes[marks[separating] - 1] >= _POINT
    n_columns = _n_columns(kinds[separating], ending, _BLANK if delimiter == " " else _DELIMITER)
    if n_columns == 0:
        return None
    last = separating[ending]
    if (codes == _EXPONENT).any():
        values = _from_floats(text)
    else:
        values = _from_digits(text, codes, marks, kinds, last)
    return None if values is None else values.reshape(-1, n_columns)


def _from_json(block: bytes, delimiter: str, decimal: str) -> NDArray[np.float64] | None:
    """Read a block whose numbers are written as JSON writes them; ``None`` where they are not."""
    parser = _json_parser()
    if parser is None:
        return None
    changes, numbers = _to_json(delimiter, decimal)
    # What is left are delimiters and line ends, which must repeat.
    between = block.translate(None, numbers)
    line = between[: between.find(b"\n") + 1]
    n_lines = between.count(b"\n")
    n_marks = len(line) - 1 - (returns := line.endswith(b"\r\n"))
    if not line or between != line * n_lines or line.count(delimiter.encode()) != n_marks:
        return None
    # Adding what characters differ by is faster than a table.
    text = codes = np.frombuffer(b"[" + block, np.uint8)
    if returns and not (codes[:-1][codes[1:] == _LINE_FEED] == _RETURN).all():
        return None
    if changes is None:  # tabs and line feeds, below which nothing is left, are one apart
        text = (codes <= _LINE_FEED).view(np.uint8) * _TO_COMMA
        text += codes
        text += (codes == _TAB).view(np.uint8)
    for character, by in changes or ():
        there = (codes == character).view(np.uint8)
        there *= by
        there += text
        text = there
    text[-1] = _END
    try:
        listed = parser.parse(text.tobytes())
        values: NDArray[np.float64] = np.frombuffer(listed.as_buffer(of_type="d"))
    except (ValueError, RuntimeError, TypeError, AttributeError):
        return None
    return values.reshape(n_lines, -1) if values.size == n_lines * (n_marks + 1) else None


#: Tab and line ends, and what makes a comma of a line feed.
_TAB, _LINE_FEED, _RETURN, _TO_COMMA = (np.uint8(n) for n in (9, 10, 13, ord(",") - 10))

#: The bracket at the end of a JSON array.
_END: Final = ord("]")

#: A parser per thread, since making one takes longer than reading a small file with it.
_PARSERS: Final = threading.local()


def _json_parser() -> Any:
    """Give the parser of this thread; ``None`` where simdjson is not installed."""
    if not hasattr(_PARSERS, "own"):
        try:
            import simdjson
        except ImportError:  # no build for this machine; slower, with the same numbers
            _PARSERS.own = None
        else:
            _PARSERS.own = simdjson.Parser()
    return _PARSERS.own


@lru_cache(maxsize=32)
def _to_json(delimiter: str, decimal: str) -> tuple[tuple[tuple[int, np.uint8], ...] | None, bytes]:
    """Give by how much characters differ from those of JSON, and the characters within numbers.

    There are no differences where tabs stand between numbers with points: the usual case.
    """
    wanted = {decimal: ".", delimiter: ",", "\n": ","}
    changes = tuple(
        (ord(character), np.uint8((ord(json) - ord(character)) % 256))
        for character, json in wanted.items()
        if character != json
    )
    usual = (delimiter, decimal) == ("\t", ".")
    return None if usual else changes, b"0123456789eE+- " + decimal.encode()


@lru_cache(maxsize=32)
def _table(delimiter: str, decimal: str) -> bytes:
    table = bytearray([_FOREIGN]) * 256
    for character in b"0123456789":
        table[character] = character
    for character in b"eEdD":
        table[character] = _EXPONENT
    table[ord(" ")] = table[ord("\t")] = _BLANK
    if delimiter != " ":
        table[ord(delimiter)] = _DELIMITER
    table[ord("\n")] = _NEWLINE
    table[ord(decimal)] = _POINT
    table[ord("-")], table[ord("+")] = _MINUS, _PLUS
    return bytes(table)


def _n_columns(kinds: NDArray[np.uint8], ending: NDArray[np.bool_], between: int) -> int:
    """Give the number of numbers in each line, 0 if lines differ or cells are empty.

    Parameters
    ----------
    kinds : ndarray of uint8
        The separators in order.
    ending : ndarray of bool
        Whether a number stands right before each.
    between : int
        The separator that must stand between two numbers of a line.
    """
    newline = kinds == _NEWLINE
    n_lines = int(np.count_nonzero(newline))
    n_numbers = int(np.count_nonzero(ending))
    if n_lines == 0 or n_numbers == 0 or n_numbers % n_lines:
        return 0
    n_columns = n_numbers // n_lines
    if n_numbers == kinds.size:
        cells = kinds.reshape(n_lines, n_columns)
        regular = (cells[:, -1] == _NEWLINE).all() and (cells[:, :-1] == between).all()
        return n_columns if regular else 0
    lines = (np.cumsum(newline) - newline)[ending].reshape(n_lines, n_columns)
    if not (lines == np.arange(n_lines)[:, None]).all():
        return 0
    if between == _DELIMITER:
        delimiters = np.cumsum(kinds == _DELIMITER)
        at_end = delimiters[newline]
        at_start = np.concatenate(([0], at_end[:-1]))
        before = delimiters[ending].reshape(n_lines, n_columns)
        before = before - (kinds == _DELIMITER)[ending].reshape(before.shape) - at_start[:, None]
        # One delimiter between neighbours, none before the first, at most one after the last.
        if not (before == np.arange(n_columns)).all() or (at_end - at_start > n_columns).any():
            return 0
    return n_columns


def _from_floats(text: bytes) -> NDArray[np.float64] | None:
    """Read numbers with exponents, one by one; Fortran writes D for E."""
    words = text.translate(_PLAIN).split()
    try:
        return np.array(list(map(float, words)))
    except ValueError:
        return None


_PLAIN: Final = bytes.maketrans(bytes([_MINUS, _PLUS, _DELIMITER]), b"-+ ")


def _from_digits(
    text: bytes,
    codes: NDArray[np.uint8],
    marks: NDArray[np.intp],
    kinds: NDArray[np.uint8],
    last: NDArray[np.intp],
) -> NDArray[np.float64] | None:
    """Read numbers without exponents.

    Parameters
    ----------
    text : bytes
        The block with its characters replaced by their kinds.
    codes : ndarray of uint8
        The same as an array.
    marks, kinds : ndarray
        Places and kinds of all separators and decimal points.
    last : ndarray of int
        Which of the marks end a number.
    """
    ends = marks[last]
    before = last - 1
    has_point = kinds[before] == _POINT
    has_point[0] = has_point[0] and last[0] > 0
    n_points = int(np.count_nonzero(has_point))
    if n_points != int(np.count_nonzero(kinds == _POINT)):
        return None  # two points in one number, or one by itself
    starts = _starts(marks, before - has_point)
    n_digits = ends - starts - has_point
    n_signs = int(np.count_nonzero(codes >= _MINUS))
    if n_signs:
        first = codes[starts]
        signed = first >= _MINUS
        if n_signs != int(np.count_nonzero(signed)):
            return None
        n_digits -= signed
    shortest, longest = int(n_digits.min()), int(n_digits.max())
    if shortest == 0:
        return None
    if n_points:
        decimals = (ends - marks[before] - 1) * has_point
        squeezed = text.translate(None, b".")
        values = _mantissas(squeezed, ends - np.cumsum(has_point), n_digits, longest)
        values /= _POWERS[np.minimum(decimals, _EXACT_DIGITS)]
    else:
        values = _mantissas(text, ends, n_digits, longest)
    if longest > _EXACT_DIGITS:
        for long in np.flatnonzero(n_digits > _EXACT_DIGITS):
            digits = codes[ends[long] - n_digits[long] - has_point[long] : ends[long]]
            values[long] = float(digits.tobytes())
    if n_signs:
        np.negative(values, out=values, where=first == _MINUS)
    return values


def _starts(marks: NDArray[np.intp], before: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give where each number begins: right after the mark before it, if there is one."""
    starts = marks[before] + 1
    if before[0] < 0:
        starts[0] = len(_PADDING)
    return starts


def _mantissas(
    squeezed: bytes, ends: NDArray[np.intp], n_digits: NDArray[np.intp], longest: int
) -> NDArray[np.float64]:
    """Give the digits before each of `ends` as integers, in double precision."""
    raw = np.frombuffer(squeezed, np.uint8)
    words = as_strided(raw[:8].view("<u8"), shape=(raw.size - 7,), strides=(1,), writeable=False)
    if longest <= 8:
        return _eight_digits(words[ends - 8], n_digits).astype(np.float64)
    low = _eight_digits(words[ends - 8], np.minimum(n_digits, 8))
    high = _eight_digits(words[ends - 16], np.clip(n_digits - 8, 0, 8))
    return (high * np.uint64(100_000_000) + low).astype(np.float64)


def _eight_digits(words: NDArray[np.uint64], n_digits: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Turn the last `n_digits` characters of each eight-character word into an integer.

    The first character is the lowest byte. What stands before the number becomes zeros; then
    neighbouring digits, pairs and fours are joined by one multiplication each.
    """
    words = words & _MASKS[n_digits]
    for shift, base, mask in _JOINS:
        higher = words >> shift
        words *= base
        words += higher
        words &= mask
    return words


#: Bits, base and mask that join digits to pairs, pairs to fours, fours to eights.
_JOINS: Final = tuple(
    (np.uint64(shift), np.uint64(base), np.uint64(mask))
    for shift, base, mask in (
        (8, 10, 0x00FF00FF00FF00FF),
        (16, 100, 0x0000FFFF0000FFFF),
        (32, 10_000, 0x00000000FFFFFFFF),
    )
)
