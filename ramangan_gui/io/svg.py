"""Small plots as inline SVG: lines, bands and points on labelled axes.

Colours and shapes are presentation attributes, so that browsers, vector editors and small SVG
renderers all draw the same.
"""

from __future__ import annotations

import html
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

ORIGINAL, GENERATED, INK, GREY = "#0072B2", "#D55E00", "#303030", "#9a9a9a"

#: More colours of Okabe and Ito for further curves; each curve has its own dashes as well.
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
DASHES = ("", "6 3", "2 2", "8 3 2 3", "1 3")

_LEFT, _RIGHT, _TOP, _BOTTOM, _LEGEND = 64, 12, 8, 40, 16

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Mark:
    kind: str
    x: Values
    y: Values
    colour: str
    name: str
    extra: str
    low: Values | None = None


class Chart:
    """One plot.

    Parameters
    ----------
    title : str
        What it shows, for readers that cannot see it.
    x_title, y_title : str
        Titles of the axes, with units.
    width, height : int
        Size in pixels.
    """

    def __init__(
        self, title: str, x_title: str, y_title: str, width: int = 520, height: int = 260
    ) -> None:
        self._title, self._titles = title, (x_title, y_title)
        self._width, self._height = width, height
        self._marks: list[_Mark] = []

    def line(self, x: ArrayLike, y: ArrayLike, colour: str, name: str = "", dash: str = "") -> None:
        """Add a curve; values that are not finite leave gaps."""
        self._add("line", x, y, colour, name, dash)

    def band(self, x: ArrayLike, low: ArrayLike, high: ArrayLike, colour: str) -> None:
        """Add a shaded band between two curves."""
        self._add("band", x, high, colour, "", "", np.asarray(low, np.float64))

    def points(
        self, x: ArrayLike, y: ArrayLike, colour: str, name: str = "", shape: str = "circle"
    ) -> None:
        """Add points, as circles or as diamonds."""
        self._add("points", x, y, colour, name, shape)

    def render(self) -> str:
        """Give the SVG element."""
        if not any(np.isfinite(mark.y).any() for mark in self._marks):
            return ""
        self._fit()
        named = [mark for mark in self._marks if mark.name]
        body = [*self._axes(), *(self._drawn(mark) for mark in self._marks), *self._legend(named)]
        title = html.escape(self._title, quote=True)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self._width}" '
            f'height="{self._height}" viewBox="0 0 {self._width} {self._height}" '
            f'font-family="sans-serif" font-size="11" role="img" aria-label="{title}">'
            f"<title>{title}</title>"
            f'<rect width="{self._width}" height="{self._height}" fill="#ffffff"/>'
            + "".join(body)
            + "</svg>"
        )

    # -- scale ------------------------------------------------------------------------------

    def _add(
        self, kind: str, x: ArrayLike, y: ArrayLike, colour: str, name: str, extra: str,
        low: Values | None = None,
    ) -> None:  # fmt: skip
        values = (np.asarray(x, np.float64), np.asarray(y, np.float64))
        self._marks.append(_Mark(kind, *values, colour, name, extra, low))

    def _fit(self) -> None:
        rows = 1 + max(sum(bool(mark.name) for mark in self._marks) - 1, 0) // 3
        self._top = _TOP + _LEGEND * rows
        self._x_range = _range([mark.x for mark in self._marks], 0.0)
        heights = [m.y for m in self._marks] + [m.low for m in self._marks if m.low is not None]
        self._y_range = _range(heights, 0.05)
        if any(mark.kind == "points" for mark in self._marks):
            self._x_range = _range([mark.x for mark in self._marks], 0.05)

    def _across(self, x: Values) -> Values:
        low, high = self._x_range
        return _LEFT + (x - low) / (high - low) * (self._width - _LEFT - _RIGHT)

    def _up(self, y: Values) -> Values:
        low, high = self._y_range
        bottom = self._height - _BOTTOM
        return bottom - (y - low) / (high - low) * (bottom - self._top)

    # -- drawing ----------------------------------------------------------------------------

    def _axes(self) -> list[str]:
        right, bottom = self._width - _RIGHT, self._height - _BOTTOM
        parts = [
            f'<rect x="{_LEFT}" y="{self._top}" width="{right - _LEFT}" '
            f'height="{bottom - self._top}" fill="none" stroke="{GREY}"/>'
        ]
        for value in _ticks(*self._x_range, 7):
            place = float(self._across(np.array(value)))
            parts.append(
                f'<line x1="{place:.1f}" x2="{place:.1f}" y1="{bottom}" y2="{bottom + 4}" '
                f'stroke="{GREY}"/>' + _text(place, bottom + 15, _number(value), "middle")
            )
        for value in _ticks(*self._y_range, 5):
            place = float(self._up(np.array(value)))
            parts.append(
                f'<line x1="{_LEFT - 4}" x2="{_LEFT}" y1="{place:.1f}" y2="{place:.1f}" '
                f'stroke="{GREY}"/>' + _text(_LEFT - 6, place + 4, _number(value), "end")
            )
        x_title, y_title = self._titles
        middle = (self._top + bottom) / 2
        parts.append(_text((_LEFT + right) / 2, self._height - 6, x_title, "middle"))
        turned = f' transform="rotate(-90 12 {middle:.0f})"'
        parts.append(_text(12, middle, y_title, "middle", turned))
        return parts

    def _drawn(self, mark: _Mark) -> str:
        if mark.kind == "points":
            return self._point_path(mark)
        room = 2 * (self._width - _LEFT - _RIGHT)
        if mark.low is not None:
            x, y = _thinned(mark.x, mark.y, room)
            back_x, back_y = _thinned(mark.x, mark.low, room)
            corners = _pairs(
                np.concatenate([self._across(x), self._across(back_x)[::-1]]),
                np.concatenate([self._up(y), self._up(back_y)[::-1]]),
            )
            return f'<polygon points="{corners}" fill="{mark.colour}" fill-opacity="0.22"/>'
        dashes = f' stroke-dasharray="{mark.extra}"' if mark.extra else ""
        parts = []
        for x, y in _pieces(mark.x, mark.y):
            places = _pairs(*(f(v) for f, v in zip((self._across, self._up), _thinned(x, y, room),
                                                   strict=True)))  # fmt: skip
            parts.append(
                f'<polyline points="{places}" fill="none" stroke="{mark.colour}"{dashes}/>'
            )
        return "".join(parts)

    def _point_path(self, mark: _Mark) -> str:
        places = zip(self._across(mark.x).tolist(), self._up(mark.y).tolist(), strict=True)
        path = "".join(_shape(x, y, mark.extra) for x, y in places)
        return f'<path d="{path}" fill="{mark.colour}" fill-opacity="0.55"/>' if path else ""

    def _legend(self, named: list[_Mark]) -> list[str]:
        parts, column = [], (self._width - _LEFT - _RIGHT) / 3
        for number, mark in enumerate(named):
            x, y = _LEFT + column * (number % 3), _TOP + 4 + _LEGEND * (number // 3)
            if mark.kind == "points":
                parts.append(f'<path d="{_shape(x + 9, y, mark.extra)}" fill="{mark.colour}"/>')
            else:
                dashes = f' stroke-dasharray="{mark.extra}"' if mark.extra else ""
                parts.append(
                    f'<line x1="{x:.0f}" x2="{x + 18:.0f}" y1="{y}" y2="{y}" '
                    f'stroke="{mark.colour}" stroke-width="2"{dashes}/>'
                )
            parts.append(_text(x + 22, y + 4, mark.name, "start"))
        return parts


def _text(x: float, y: float, text: str, anchor: str, extra: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}"{extra}>'
        f"{html.escape(text)}</text>"
    )


def _shape(x: float, y: float, shape: str) -> str:
    if shape == "diamond":
        return f"M{x:.1f} {y - 4:.1f}l4 4l-4 4l-4 -4z"
    return f"M{x - 3:.1f} {y:.1f}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"


def _pairs(x: Values, y: Values) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True))


def _pieces(x: Values, y: Values) -> list[tuple[Values, Values]]:
    """Cut a curve at its gaps."""
    fine = np.isfinite(x) & np.isfinite(y)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], fine, [False]]).astype(np.int8)))
    return [(x[a:b], y[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _thinned(x: Values, y: Values, room: int) -> tuple[Values, Values]:
    """Keep the lowest and highest value of each column of pixels, so that no peak is lost."""
    if len(x) <= 2 * room:
        return x, y
    kept: list[int] = []
    for block in np.array_split(np.arange(len(x)), room):
        kept += sorted({int(block[y[block].argmin()]), int(block[y[block].argmax()])})
    return x[kept], y[kept]


def _range(parts: list[Values], margin: float) -> tuple[float, float]:
    values = np.concatenate([part.ravel() for part in parts])
    values = values[np.isfinite(values)]
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    room = (high - low) * margin or (0.0 if high > low else max(abs(high), 1.0) * 0.5)
    return low - room, high + room


def _ticks(low: float, high: float, n: int) -> list[float]:
    """Give about `n` round numbers within a range."""
    step = 10.0 ** math.floor(math.log10((high - low) / n))
    step *= next(f for f in (1, 2, 5, 10) if (high - low) / (step * f) <= n)
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]


def _number(value: float) -> str:
    return f"{value:.4g}" if value else "0"
