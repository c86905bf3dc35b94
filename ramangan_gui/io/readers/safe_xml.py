"""Reading XML from files that nobody vouches for: no entities, nothing from outside, bounded."""

from __future__ import annotations

import re
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, number

#: Larger texts are not taken apart, since their elements take many times their size.
MAX_XML_BYTES: Final = 96 * 2**20

_MAX_ELEMENTS: Final = 1_000_000
_MAX_DEPTH: Final = 200

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def parse_xml(text: bytes) -> Element:
    """Take an XML text apart.

    Parameters
    ----------
    text : bytes
        UTF-8, or a one-byte encoding that is then taken as Latin-1, whatever its head says.

    Raises
    ------
    InputError
        If it is damaged, too large, or declares a document type or entities.
    """
    if len(text) > MAX_XML_BYTES:
        raise InputError(
            f"It is XML of {number(len(text))} bytes; at most {number(MAX_XML_BYTES)} are read.",
            EXPORT_AS_TEXT,
        )
    try:
        plain = text.decode()
    except UnicodeDecodeError:
        plain = text.decode("latin-1")
    return _Parser().parse(_CONTROLS.sub("", plain).lstrip("\ufeff").lstrip())


class _Parser:
    """Builds the tree of one document."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = 0
        self._n_elements = 0

    def parse(self, text: str) -> Element:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.EntityDeclHandler = _refuse_declarations
        parser.ExternalEntityRefHandler = _refuse_declarations
        try:
            parser.Parse(text.encode(), True)
            return self._builder.close()
        except expat.ExpatError as error:
            raise InputError(f"It is damaged XML ({error}).", EXPORT_AS_TEXT) from error
        except AssertionError as error:  # an element that is never closed
            raise InputError("It is damaged XML.", EXPORT_AS_TEXT) from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._n_elements += 1
        if self._depth > _MAX_DEPTH or self._n_elements > _MAX_ELEMENTS:
            raise InputError("It is XML of more parts than any file of spectra has.")
        self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)


def _refuse_declarations(*_: object) -> NoReturn:
    raise InputError(
        "It is XML that declares entities or a document type, which no file of spectra needs; it "
        "may be made to do harm.",
        EXPORT_AS_TEXT,
    )
