"""The XML behind the data of a LightField file (.spe, version 3): layout and calibration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .safe_xml import parse_xml

_TYPES: Final = {
    "MonochromeUnsigned16": "<u2", "MonochromeUnsigned32": "<u4", "MonochromeFloating32": "<f4",
    "MonochromeFloating64": "<f8",
}  # fmt: skip

#: Most regions of a detector that are read apart.
_MAX_REGIONS: Final = 100


@dataclass(frozen=True)
class Region:
    """One region of the detector that was read.

    Parameters
    ----------
    offset : int
        Bytes from the beginning of a frame to it.
    width, height : int
        Its points and rows.
    dtype : str
        How its numbers are stored.
    wavelengths : ndarray or None
        One a point, in nm; ``None`` where they are not known.
    said : tuple of str
        What the user should know.
    """

    offset: int
    width: int
    height: int
    dtype: str
    wavelengths: NDArray[np.float64] | None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Footer:
    """How a file is laid out.

    Parameters
    ----------
    n_frames, stride : int
        Number of frames, and bytes from one to the next.
    regions : tuple of Region
        What each frame consists of.
    laser_nm : float
        The laser that the calibration states; NaN where it states none.
    """

    n_frames: int
    stride: int
    regions: tuple[Region, ...]
    laser_nm: float


def read_footer(text: bytes) -> Footer:
    """Read the XML.

    Raises
    ------
    InputError
        If it does not describe frames of numbers.
    """
    root = parse_xml(text)
    frame = next(_named(root, "DataBlock"), None)
    if frame is None or frame.get("type") != "Frame":
        raise InputError("It is a damaged Princeton SPE file (it describes no frames).")
    dtype = _TYPES.get(frame.get("pixelFormat", ""))
    if dtype is None:
        raise InputError(f"Its numbers are stored as {frame.get('pixelFormat')}, which is unknown.")
    mapping = next(_named(root, "WavelengthMapping"), None)
    wavelengths = None if mapping is None else _wavelengths(mapping)
    laser_nm = "nan" if mapping is None else mapping.get("laserLine", "nan")
    regions, offset = [], 0
    for block in [child for child in frame if child.get("type") == "Region"][: _MAX_REGIONS + 1]:
        regions.append(_region(root, block, offset, dtype, wavelengths))
        offset += _count(block, "stride")
    if not 0 < len(regions) <= _MAX_REGIONS:
        raise InputError(f"It has {len(regions)} regions; 1 to {_MAX_REGIONS} are read.")
    return Footer(_count(frame, "count"), _count(frame, "stride"), tuple(regions), float(laser_nm))


def _region(
    root: Element,
    block: Element,
    offset: int,
    dtype: str,
    wavelengths: NDArray[np.float64] | None,
) -> Region:
    width, height = _count(block, "width"), _count(block, "height")
    axis, said = wavelengths, ""
    if wavelengths is None:
        said = "it holds no calibration"
    elif wavelengths.size != width:
        axis = _part(root, block, wavelengths, width)
        said = "" if axis is not None else "its calibration does not fit: axis left in pixels"
    return Region(offset, width, height, dtype, axis, tuple(filter(None, [said])))


def _part(
    root: Element,
    block: Element,
    wavelengths: NDArray[np.float64],
    width: int,
) -> NDArray[np.float64] | None:
    """Give the wavelengths of the part of the detector that a region lies on."""
    wanted = block.get("calibrations", "").split(",")
    for place in _named(root, "SensorMapping"):
        if place.get("id") in wanted:
            first, binning = int(place.get("x", "0")), int(place.get("xBinning", "1"))
            fits = first >= 0 < binning and first + width * binning <= wavelengths.size
            if fits and int(place.get("width", "0")) == width * binning:
                part = wavelengths[first : first + width * binning].reshape(width, binning)
                middles: NDArray[np.float64] = part.mean(axis=1)
                return middles
    return None


def _wavelengths(mapping: Element) -> NDArray[np.float64] | None:
    plain = next(_named(mapping, "Wavelength"), None)
    if plain is not None and plain.text:
        return np.array(plain.text.split(","), np.float64)
    with_error = next(_named(mapping, "WavelengthError"), None)
    if with_error is not None and with_error.text:
        pairs = [pair.split(",")[0] for pair in with_error.text.split()]
        return np.array(pairs, np.float64)
    return None


def _named(root: Element, name: str) -> Iterator[Element]:
    """Find elements by their name without its namespace."""
    return (element for element in root.iter() if element.tag.rsplit("}", 1)[-1] == name)


def _count(element: Element, name: str) -> int:
    value = int(element.get(name, "0"))
    if value < 1:
        raise InputError(f"It is a damaged Princeton SPE file (its {name} is {value}).")
    return value
