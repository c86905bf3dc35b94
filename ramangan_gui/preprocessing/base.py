"""What every preprocessing step is."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.params import Parameters
from ..core.spectra import AXIS_UNITS, Spectra


@dataclass(frozen=True)
class Step(Parameters):
    """A step of the recipe with its parameters.

    Every step acts on one spectrum alone, so it may run before the split: nothing is learnt from
    one spectrum and used on another.

    Attributes
    ----------
    method : str
        Name in the step's table, in files and on the command line.
    title : str
        Name on screen.
    """

    method: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def after(self, other: Step) -> Self:
        """Take over what still holds from the method that this one replaces."""
        return self

    @abstractmethod
    def apply(self, spectra: Spectra) -> Spectra:
        """Give new spectra; `spectra` is left as it is.

        Raises
        ------
        SpectraError
            If a spectrum cannot be treated; the message names it.
        """


@dataclass(frozen=True)
class IntensityStep(Step):
    """A step that changes intensities and leaves the axis alone."""

    def apply(self, spectra: Spectra) -> Spectra:
        """Give new spectra on the same axis; see :meth:`Step.apply`."""
        if len(spectra) == 0:
            return spectra
        return spectra.with_intensities(self.treat(spectra, checked_values(spectra)))

    @abstractmethod
    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the treated intensities.

        Parameters
        ----------
        spectra : Spectra
            The spectra, for their axis and their names.
        values : ndarray of float64, shape (n_spectra, n_points)
            Their intensities, all finite; the step may write into them.
        """


@dataclass(frozen=True)
class NoStep(Step):
    """A step that is switched off: it passes complete spectra on as they are."""

    def apply(self, spectra: Spectra) -> Spectra:
        """Give `spectra`, or refuse the first one with a gap."""
        check_complete(spectra)
        return spectra


def spectrum_title(spectra: Spectra, row: int) -> str:
    """Give the words by which messages call a spectrum: name, substance and file.

    Parameters
    ----------
    spectra : Spectra
        The set.
    row : int
        Number of the spectrum in it.
    """
    title = f"Spectrum {spectra.name[row]}"
    if spectra.label[row]:
        title += f" of {spectra.label[row]}"
    if spectra.source_file[row]:
        title += f" ({spectra.source_file[row]})"
    return title


def checked_values(spectra: Spectra) -> NDArray[np.float64]:
    """Give a copy of the intensities in float64, or refuse the first spectrum with a gap.

    Parameters
    ----------
    spectra : Spectra
        The set.

    Returns
    -------
    ndarray of float64, shape (n_spectra, n_points)

    Raises
    ------
    SpectraError
        If a value is not a finite number; the message names the spectrum and the place.
    """
    check_complete(spectra)
    return spectra.intensities.astype(np.float64)


def check_complete(spectra: Spectra) -> None:
    """Refuse the first spectrum with a gap; see :func:`checked_values`."""
    if spectra.is_complete:
        return
    finite = np.isfinite(spectra.intensities)
    row = int(np.argmin(finite.all(axis=1)))
    place = spectra.raman_shift[int(np.argmin(finite[row]))]
    unit = AXIS_UNITS[spectra.x_unit] or "(pixel)"
    missing, others = int((~finite[row]).sum()), int((~finite.all(axis=1)).sum()) - 1
    more = f" {others} more spectra have gaps too." if others > 1 else ""
    more = " One more spectrum has gaps too." if others == 1 else more
    raise SpectraError(
        f"{spectrum_title(spectra, row)} has {missing} of {spectra.n_points} points without a "
        f"finite value, the first at {place:.6g} {unit}.{more}",
        "Leave these spectra out, or crop the range to where all have values.",
    )
