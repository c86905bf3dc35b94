"""Files of Ocean Optics SpectraSuite (.ProcSpec): a ZIP archive with the spectrum as XML."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import axis_unit
from .base import EXPORT_AS_TEXT, Measured, Reader, axis_range, check_part, number, tidy
from .laser import is_laser
from .number_lists import numbers_in
from .safe_xml import MAX_XML_BYTES, parse_xml
from .zip_parts import DAMAGED_ZIP, in_zip

_STEP: Final = re.compile(r"(?P<tag>[^\[\]]+)(?:\[(?P<place>\d{1,6})\])?")

#: References are followed this far.
_MAX_HOPS: Final = 16


def _recognises(path: Path, head: bytes) -> bool:
    return in_zip(path, head, ".procspec", lambda name: name == "OOISignatures.xml")


def _read(path: Path) -> list[Measured]:
    try:
        with zipfile.ZipFile(path) as archive:
            texts = [_text(archive, member) for member in archive.infolist()
                     if re.fullmatch(r"ps_\d+\.xml", member.filename)]  # fmt: skip
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    except DAMAGED_ZIP as error:
        raise InputError(f"It is a damaged archive ({error}).", EXPORT_AS_TEXT) from error
    if not texts:
        raise InputError("It holds no spectrum of SpectraSuite.", EXPORT_AS_TEXT)
    return [_measured(parse_xml(text)) for text in texts]


def _text(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    check_part(member, MAX_XML_BYTES)
    with archive.open(member) as stream:
        return stream.read(member.file_size)


def _measured(root: Element) -> Measured:
    parents = {child: parent for parent in root.iter() for child in parent}

    def pointed(element: Element) -> Element:
        for _ in range(_MAX_HOPS):
            reference = element.get("reference")
            if reference is None:
                return element
            element = _follow(element, reference, parents)
        raise InputError("Its parts refer to each other in a circle; it is damaged.")

    source = root.find("sourceSpectra/*")
    processed = list(root.iter("processedPixels"))
    if source is None or not processed:
        raise InputError("It holds no processed spectrum of SpectraSuite.", EXPORT_AS_TEXT)
    own = next((e for e in source if e.tag == "channelWavelengths"), None)
    if own is None:
        raise InputError("It holds no wavelengths.", EXPORT_AS_TEXT)
    certificate = parents[processed[-1]]
    along = certificate.find("processedWavelengths")
    if along is not None and pointed(along) is not pointed(own):
        raise InputError("Its processed spectrum has an axis of its own, which is not understood.",
                         EXPORT_AS_TEXT)  # fmt: skip
    axis, values = _numbers(pointed(own), "axis"), _numbers(pointed(processed[-1]), "spectrum")
    if axis.size != values.size:
        raise InputError(
            f"Its spectrum has {number(values.size)} points, its axis {number(axis.size)}; it is "
            "damaged."
        )
    points, rows, notes = tidy(axis, values[None])
    unit = axis_unit(points, ["wavelength"])
    kind = "" if (units := certificate.find("yUnits")) is None else units.get("class", "")
    what = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.rpartition(".")[2].removesuffix("Descriptor"))
    size = f"{number(points.size)} points, {axis_range(points, unit.unit)}"
    said = [size, *notes, f"the processed spectrum{f' ({what.lower()})' if what else ''}"]
    try:
        laser = float(next((e.text or "" for e in source.iter("laserWavelength")), ""))
    except ValueError:
        laser = 0.0
    return Measured(
        axis=points,
        intensities=rows,
        x_unit=unit.unit,
        laser_nm=laser if is_laser(laser) else None,
        notes=("read as: " + ", ".join(said),),
    )


def _follow(element: Element, reference: str, parents: dict[Element, Element]) -> Element:
    """Go from one element to another: up by "..", down by the name and number of a child."""
    for step in reference.split("/"):
        if step == "..":
            upper = parents.get(element)
        else:
            match = _STEP.fullmatch(step)
            same = [child for child in element if match and child.tag == match["tag"]]
            place = int(match["place"] or 1) if match else 0
            upper = same[place - 1] if 1 <= place <= len(same) else None
        if upper is None:
            raise InputError("A part of it refers to one that is not there; it is damaged.")
        element = upper
    return element


def _numbers(element: Element, what: str) -> NDArray[np.float64]:
    return numbers_in(" ".join(child.text or "?" for child in element), what)


READER = Reader(
    name="procspec",
    title="Ocean Optics SpectraSuite",
    suffixes=(".procspec",),
    recognises=_recognises,
    read=_read,
)
