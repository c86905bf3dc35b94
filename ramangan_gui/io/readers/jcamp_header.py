"""What the header of a JCAMP-DX block states, and whether its table keeps to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, MAX_VALUES, number
from .jcamp_data import Ordinates


@dataclass(frozen=True)
class Header:
    """What a block states about its numbers; ``None`` where it does not."""

    x_units: str
    y_units: str
    x_factor: float
    y_factor: float
    n_points: int | None
    first_x: float | None
    last_x: float | None
    delta_x: float | None
    first_y: float | None
    page: str = ""

    @property
    def limit(self) -> int:
        """How many points the table may hold."""
        return MAX_VALUES if self.n_points is None else self.n_points


def header_of(labels: Mapping[str, str], symbol: str) -> Header:
    """Read what a block states about the table of the ordinate `symbol`.

    Raises
    ------
    InputError
        If a number in it is none, or beyond reason.
    """
    if "NTUPLES" in labels or "SYMBOL" in labels:
        return _header_of_page(labels, symbol)
    n_points = _value(labels, "NPOINTS")
    return _checked(Header(
        x_units=labels.get("XUNITS", ""),
        y_units=labels.get("YUNITS", ""),
        x_factor=_factor(labels, "XFACTOR"),
        y_factor=_factor(labels, "YFACTOR"),
        n_points=None if n_points is None else int(n_points),
        first_x=_value(labels, "FIRSTX"),
        last_x=_value(labels, "LASTX"),
        delta_x=_value(labels, "DELTAX"),
        first_y=_value(labels, "FIRSTY"),
    ))  # fmt: skip


def _header_of_page(labels: Mapping[str, str], symbol: str) -> Header:
    """Read the columns of an NTUPLES header that belong to the page's symbols."""
    symbols = [cell.strip().upper() for cell in labels.get("SYMBOL", "").split(",")]
    if "X" not in symbols or symbol not in symbols:
        raise InputError(f"Its page has no variables X and {symbol}.", EXPORT_AS_TEXT)
    places = {"X": symbols.index("X"), "Y": symbols.index(symbol)}

    def cell(label: str, of: str) -> str:
        cells = labels.get(label, "").split(",")
        return cells[places[of]].strip() if places[of] < len(cells) else ""

    def value(label: str, of: str) -> float | None:
        return _float(cell(label, of), label) if cell(label, of) else None

    n_points = _value(labels, "NPOINTS") or value("VARDIM", "X")
    return _checked(Header(
        x_units=cell("UNITS", "X"),
        y_units=cell("UNITS", "Y"),
        x_factor=value("FACTOR", "X") or 1.0,
        y_factor=value("FACTOR", "Y") or 1.0,
        n_points=None if n_points is None else int(n_points),
        first_x=value("FIRST", "X"),
        last_x=value("LAST", "X"),
        delta_x=None,
        # FIRST of the ordinate holds for the first page only.
        first_y=None,
        page=labels.get("PAGE", ""),
    ))  # fmt: skip


def _checked(header: Header) -> Header:
    if header.n_points is not None and not 1 <= header.n_points <= MAX_VALUES:
        raise InputError(f"It states {header.n_points:,} points (NPOINTS).")
    return header


def _value(labels: Mapping[str, str], label: str) -> float | None:
    text = labels.get(label, "").split("\n")[0].strip()
    return _float(text, label) if text else None


def _float(text: str, label: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise InputError(f"Its {label} is “{text[:40]}”, which is no number.") from None
    if not np.isfinite(value) or abs(value) > 1e300:
        raise InputError(f"Its {label} is {text[:40]}, which is beyond all measure.")
    return value


def _factor(labels: Mapping[str, str], label: str) -> float:
    value = _value(labels, label)
    if value == 0:
        raise InputError(f"Its {label} is zero.")
    return 1.0 if value is None else value


def from_ordinates(
    read: Ordinates, header: Header
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give axis and intensities of a table with evenly spaced abscissas.

    Raises
    ------
    InputError
        If the header states another axis, number of points or first ordinate.
    """
    n_read = read.values.size
    _check_count(n_read, header)
    if n_read < 2:
        raise InputError("It holds a single point, which is no spectrum.")
    first, last = header.first_x, header.last_x
    if last is None and first is not None and header.delta_x:
        last = first + header.delta_x * (n_read - 1)  # the abscissas of the lines check it
    if first is None or last is None:
        raise InputError("It does not state its first and last abscissa (FIRSTX, LASTX).")
    axis = np.linspace(first, last, n_read)
    step = (last - first) / (n_read - 1)
    if step == 0:
        raise InputError(f"Its first and last abscissa are both {first:g} (FIRSTX, LASTX).")
    own = _axis_of_lines(read, header, axis)
    if own is not None:
        axis = own
    else:
        _check_abscissas(read, header, axis, step)
    if header.delta_x is not None and abs(header.delta_x - step) * (n_read - 1) > 1.01 * abs(step):
        raise InputError(
            f"Its step of {header.delta_x:g} (DELTAX) does not lead from {first:g} to {last:g} in "
            f"{number(n_read)} points.",
            "The file is damaged; export it again.",
        )
    values = read.values * header.y_factor
    _check_first(values, header)
    return axis, values


def _axis_of_lines(
    read: Ordinates, header: Header, even: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Give the abscissas of the lines where each stands before one ordinate and they are uneven.

    Programs write the points of a spectrometer like that, although the form means even steps.
    """
    if len(read.firsts) != even.size or read.firsts != list(range(even.size)):
        return None
    stated: NDArray[np.float64] = np.array(read.abscissas) * header.x_factor
    apart = np.abs(stated - even)
    within = 1.01 * read.resolution * abs(header.x_factor)
    steps = np.diff(stated) * np.sign(even[-1] - even[0])
    at_ends = max(apart[0], apart[-1]) <= 0.51 * abs(even[1] - even[0]) + within
    return stated if apart.max() > within and at_ends and (steps > 0).all() else None


def _check_abscissas(
    read: Ordinates, header: Header, axis: NDArray[np.float64], step: float
) -> None:
    """Compare what each line begins with to the axis that the header states."""
    firsts = np.minimum(read.firsts, axis.size - 1)
    stated = np.array(read.abscissas) * header.x_factor
    # The digits written may be coarser than the step, and a few programs cut instead of rounding.
    within = 0.51 * abs(step) + 1.01 * read.resolution * abs(header.x_factor)
    wrong = np.abs(stated - axis[firsts]) > within
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InputError(
            f"Its line {number(place + 1)} of data begins at {stated[place]:g}, where its header "
            f"(FIRSTX, LASTX, NPOINTS) leads to {axis[firsts[place]]:g}.",
            "The file is damaged; export it again.",
        )


def from_pairs(
    found: NDArray[np.float64], header: Header
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give axis and intensities of a table of pairs.

    Raises
    ------
    InputError
        If the header states other ends, another number of points or first ordinate.
    """
    _check_count(len(found), header)
    if len(found) < 2:
        raise InputError("It holds a single point, which is no spectrum.")
    axis, values = found[:, 0] * header.x_factor, found[:, 1] * header.y_factor
    step = abs(axis[-1] - axis[0]) / (len(axis) - 1)
    for name, stated, read in (
        ("FIRSTX", header.first_x, float(axis[0])), ("LASTX", header.last_x, float(axis[-1])),
    ):  # fmt: skip
        if stated is not None and abs(stated - read) > 0.51 * step + 1e-5 * abs(stated):
            raise InputError(
                f"It states {stated:g} as {name}, but its data have {read:g} there.",
                "The file is damaged; export it again.",
            )
    _check_first(values, header)
    return axis, values


def _check_count(n_read: int, header: Header) -> None:
    if header.n_points is not None and n_read != header.n_points:
        raise InputError(
            f"It states {number(header.n_points)} points (NPOINTS) but holds {number(n_read)}.",
            "The file is damaged; export it again.",
        )


def _check_first(values: NDArray[np.float64], header: Header) -> None:
    first = header.first_y
    if first is None or np.isnan(values[0]):
        return
    within = max(2e-3 * abs(first), 1.01 * abs(header.y_factor) if header.y_factor != 1 else 0.0)
    if abs(values[0] - first) > max(within, 1e-6):
        raise InputError(
            f"It states {first:g} as its first ordinate (FIRSTY), but its data begin with "
            f"{values[0]:g}.",
            "The file is damaged; export it again.",
        )
