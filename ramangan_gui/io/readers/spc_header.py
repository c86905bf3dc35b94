"""Headers of Galactic SPC files, of the new and of the old kind, in either byte order."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from typing import Final

from ...core.errors import InputError
from .assembly import PIXEL, SHIFT, WAVELENGTH, laser
from .axis_unit import unit_in_words
from .binary_source import fields, text_in
from .laser import laser_in

#: Second byte of a file: which kind it is.
NEW, NEW_BIG_ENDIAN, OLD = 0x4B, 0x4C, 0x4D

#: Bits of the first byte.
SHORT_INTEGERS, MANY, OWN_LABELS, OWN_AXES, EXPLICIT_AXIS = 1, 4, 32, 64, 128

#: Exponent that stands for numbers stored as floats.
FLOATS: Final = -128

_NEW_SIZE, _OLD_SIZE = 512, 224
_LOG_SIZE = 64
_MAX_LOG = 2**20

#: What the codes of axes mean that can be read.
_AXES: Final = {0: "", 1: SHIFT, 3: WAVELENGTH, 13: SHIFT, 16: PIXEL, 17: PIXEL, 22: PIXEL}

#: What the other codes of axes mean.
_OTHER_AXES: Final = {
    2: "µm", 4: "seconds", 5: "minutes", 6: "Hz", 7: "kHz", 8: "MHz", 9: "m/z", 10: "ppm",
    11: "days", 12: "years", 14: "eV", 18: "degrees", 19: "°F", 20: "°C", 21: "K", 23: "ms",
    24: "µs", 25: "ns", 26: "GHz", 27: "cm", 28: "m", 29: "mm", 30: "hours",
    255: "interferogram points",
}  # fmt: skip

#: What the code of the intensities means where that is no scattered light.
_NO_SCATTERING: Final = {
    2: "absorbance", 3: "Kubelka-Munk units", 10: "log(1/R)",
    128: "transmittance", 129: "reflectance",
}  # fmt: skip

#: Codes of the experiment: infrared (which FT-Raman shares), near infrared, Raman.
_INFRARED, _NEAR_INFRARED, _RAMAN = 4, 5, 11

_INTERFEROGRAM: Final = 1

_LASER_FREQUENCY: Final = re.compile(
    r"^\s*ramanfreq\s*=\s*(\d{4,5}(?:\.\d+)?)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class SpcHeader:
    """What the main header of a file says.

    Parameters
    ----------
    kind : int
        :data:`NEW`, :data:`NEW_BIG_ENDIAN` or :data:`OLD`.
    flags, exponent, experiment : int
        As in the file.
    n_points : int
        Points of each spectrum; place of the directory where each has its own axis.
    first, last : float
        Ends of an even axis.
    n_spectra : int
        Number of subfiles; 0 in old files, which do not say.
    axis_code, intensity_code : int
        Units as in the file.
    own_label : str
        Name of the axis in words, where the file has one.
    n_planes : int
        Number of W planes.
    size : int
        Bytes of the header.
    log : str
        Text of the log.
    comment : str
        Text of the memo.
    """

    kind: int
    flags: int
    exponent: int
    experiment: int
    n_points: int
    first: float
    last: float
    n_spectra: int
    axis_code: int
    intensity_code: int
    own_label: str
    n_planes: int
    size: int
    log: str
    comment: str

    @property
    def order(self) -> str:
        """Byte order as ``struct`` and NumPy write it."""
        return ">" if self.kind == NEW_BIG_ENDIAN else "<"

    def has(self, flag: int) -> bool:
        """Tell whether a flag is set."""
        return bool(self.flags & flag)

    @property
    def axis_words(self) -> str:
        """What the file calls its axis, empty where it does not say."""
        if self.own_label and unit_in_words(self.own_label):
            return self.own_label
        return _AXES.get(self.axis_code, "")

    @property
    def intensities_are(self) -> str:
        """What the intensities are where they are no scattered light, else empty."""
        return _NO_SCATTERING.get(self.intensity_code, "")

    @property
    def not_raman(self) -> str:
        """What was measured instead, where the file says that it is no Raman spectrum."""
        said = f"{self.own_label} {self.comment} {self.log}".lower()
        if self.axis_code not in (0, 1) or self.experiment == _RAMAN or "raman" in said:
            return ""
        infrared = self.experiment in (_INFRARED, _NEAR_INFRARED)
        what = self.intensities_are or ("an infrared spectrum" if infrared else "")
        return f"{what} over infrared wavenumbers" if what else ""

    def check(self) -> None:
        """Refuse what is no spectrum over shifts, wavelengths or pixels.

        Raises
        ------
        InputError
            With what it is instead.
        """
        if self.intensity_code == _INTERFEROGRAM or self.axis_code == 255:
            raise InputError("It holds an interferogram, no spectrum.")
        other = _OTHER_AXES.get(self.axis_code)
        if other and not (self.own_label and unit_in_words(self.own_label)):
            raise InputError(f"Its axis is in {other}, which is no Raman shift.")

    @property
    def laser_nm(self) -> float | None:
        """Wavelength of the laser that the log states, ``None`` where it excited nothing."""
        if self.intensities_are:
            return None
        named = laser_in(self.log.splitlines())
        if named is not None:
            return named
        frequency = _LASER_FREQUENCY.search(self.log)
        return laser(1e7 / float(frequency[1])) if frequency else None


def read_header(data: bytes | mmap.mmap) -> SpcHeader:
    """Read the main header.

    Raises
    ------
    InputError
        If there is none.
    """
    _, kind = fields(data, "<BB", 0)
    if kind in (NEW, NEW_BIG_ENDIAN):
        return _new(data, ">" if kind == NEW_BIG_ENDIAN else "<", kind)
    if kind == OLD:
        return _old(data)
    raise InputError("It is no Galactic SPC file, though it is named like one.")


def _new(data: bytes | mmap.mmap, order: str, kind: int) -> SpcHeader:
    flags, _, experiment, exponent, n_points = fields(data, order + "BBBbI", 0)
    first, last, n_spectra, axis, intensity, _, _ = fields(data, order + "ddIBBBB", 8)
    fields(data, f"{_NEW_SIZE}x", 0)
    (log_at,), (n_planes,) = fields(data, order + "I", 248), fields(data, order + "I", 316)
    labels = data[218:248].split(b"\0") if flags & OWN_LABELS else [b""]
    return SpcHeader(
        kind=kind,
        flags=flags,
        exponent=exponent,
        experiment=experiment,
        n_points=n_points,
        first=first,
        last=last,
        n_spectra=max(n_spectra, 1),
        axis_code=axis,
        intensity_code=intensity,
        own_label=text_in(labels[0]),
        n_planes=n_planes,
        size=_NEW_SIZE,
        log=_log(data, order, log_at),
        comment=text_in(data[88:218]),
    )


def _old(data: bytes | mmap.mmap) -> SpcHeader:
    flags, _, exponent, n_points, first, last, axis, intensity = fields(data, "<BBhfffBB", 0)
    fields(data, f"{_OLD_SIZE}x", 0)
    if not (n_points >= 0 and n_points == int(min(n_points, 2**31))):
        raise InputError("It is a damaged SPC file (it has no whole number of points).")
    labels = data[194:224].split(b"\0") if flags & OWN_LABELS or axis == 15 else [b""]
    return SpcHeader(
        kind=OLD,
        flags=flags,
        exponent=FLOATS if exponent == -FLOATS else exponent,
        experiment=0,
        n_points=int(n_points),
        first=first,
        last=last,
        n_spectra=0 if flags & MANY else 1,
        axis_code=axis,
        intensity_code=intensity,
        own_label=text_in(labels[0]),
        n_planes=0,
        size=_OLD_SIZE,
        log="",
        comment=text_in(data[64:194]),
    )


def _log(data: bytes | mmap.mmap, order: str, begin: int) -> str:
    """Give the text of the log, empty where there is none or it is damaged."""
    if not _NEW_SIZE <= begin <= len(data) - _LOG_SIZE:
        return ""
    size, _, text_at = fields(data, order + "III", begin)
    end = min(begin + size, begin + text_at + _MAX_LOG, len(data))
    return text_in(data[begin + text_at : end]) if _LOG_SIZE <= text_at < size else ""
