"""Patterns by which classes and specimens are read off file names and folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..core.errors import ParameterError

#: Parts of a pattern that differ from name to name, and how many characters each takes at least.
_PLACEHOLDERS: Final = {"{class}": 1, "{group}": 1, "{number}": 1, "*": 0}

_PIECES: Final = re.compile(r"(\{[^{}]*\}|\*)")

#: Longest pattern; a longer one is no pattern that anybody typed.
_LONGEST: Final = 200


@dataclass(frozen=True)
class Match:
    """What a pattern found in a name; empty where it does not ask for it."""

    label: str = ""
    group: str = ""


@dataclass(frozen=True)
class NamePattern:
    """A pattern such as ``{class}_{group}_*`` for names without their endings.

    ``{class}`` and ``{group}`` take the text at their place, ``{number}`` digits, ``*`` anything;
    each as little as possible. A ``/`` separates folders: ``{class}/{group}_*`` looks at the file
    name and the folder that it lies in, ``{class}/*/*`` at the folder above that.

    Parameters
    ----------
    text : str
        The pattern.

    Raises
    ------
    ParameterError
        If it is no pattern; the message says why.
    """

    text: str

    def __post_init__(self) -> None:
        pieces = _PIECES.split(self.text)
        unknown = [p for p in pieces if p.startswith("{") and p not in _PLACEHOLDERS]
        if unknown or "{" in _rest(pieces) or "}" in _rest(pieces):
            raise ParameterError(
                f"The pattern {self.text!r} holds {unknown[0] if unknown else 'a single brace'}.",
                "Write {class}, {group}, {number} or * for the parts that differ.",
            )
        if "{class}" not in pieces and "{group}" not in pieces:
            raise ParameterError(
                f"The pattern {self.text!r} names neither {{class}} nor {{group}}.",
                "Put {class} where the substance stands in the names, such as {class}_*.",
            )
        for name in ("{class}", "{group}"):
            if pieces.count(name) > 1:
                raise ParameterError(f"The pattern {self.text!r} names {name} more than once.")
        if len(self.text) > _LONGEST:
            raise ParameterError(f"The pattern is longer than {_LONGEST} characters.")

    @property
    def has_class(self) -> bool:
        """Whether it tells the class."""
        return "{class}" in self.text

    @property
    def has_group(self) -> bool:
        """Whether it tells the specimen."""
        return "{group}" in self.text

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        return tuple(filter(None, _PIECES.split(self.text)))

    def match(self, path: str) -> Match | None:
        """Read a path; ``None`` where it does not fit.

        Parameters
        ----------
        path : str
            Path of the file with its ending; as many of its folders count as the pattern has.
        """
        parts = path.replace("\\", "/").split("/")[-(self.text.count("/") + 1) :]
        name = parts[-1].removesuffix(".gz")
        parts[-1] = name.rsplit(".", 1)[0] or name
        found = _fitted(self._pieces, "/".join(parts), 0, 0, set())
        if found is None:
            return None
        return Match(found.get("{class}", "").strip(), found.get("{group}", "").strip())

    def matches(self, paths: Iterable[str]) -> dict[str, Match | None]:
        """Read many paths, each once."""
        return {path: self.match(path) for path in dict.fromkeys(paths)}


def _rest(pieces: list[str]) -> str:
    return "".join(piece for piece in pieces if piece not in _PLACEHOLDERS)


def _fitted(
    pieces: tuple[str, ...], text: str, piece: int, place: int, hopeless: set[tuple[int, int]]
) -> dict[str, str] | None:
    """Fit the pieces from `piece` on to the text from `place` on, each as short as possible.

    What was tried in vain is kept in `hopeless`, so that the time grows with the length of the
    name and not with the number of ways to cut it.
    """
    if piece == len(pieces):
        return {} if place == len(text) else None
    if (piece, place) in hopeless:
        return None
    for end in _ends(pieces[piece], text, place):
        rest = _fitted(pieces, text, piece + 1, end, hopeless)
        if rest is not None:
            return {pieces[piece]: text[place:end], **rest}
    hopeless.add((piece, place))
    return None


def _ends(piece: str, text: str, place: int) -> Iterable[int]:
    """Give where a piece that begins at `place` may end, the nearest first."""
    least = _PLACEHOLDERS.get(piece)
    if least is None:
        end = place + len(piece)
        return (end,) if text[place:end].casefold() == piece.casefold() else ()
    stop = place
    while stop < len(text) and text[stop] != "/" and (piece != "{number}" or text[stop].isdigit()):
        stop += 1
    return range(place + least, stop + 1)
