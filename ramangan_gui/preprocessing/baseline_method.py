"""What every baseline method is: an estimate that is subtracted, and whether it settled."""

from __future__ import annotations

import warnings
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.params import param
from ..core.spectra import Spectra
from .base import IntensityStep, checked_values, spectrum_title

#: What is left of a spectrum counts as zero below this share of its largest value: intensities
#: are stored in float32, so anything smaller is rounding, and a normalisation would blow it up.
_ROUNDING = 4 * float(np.finfo(np.float32).eps)


#: What a smaller tolerance does where weights settle.
LITTLE_CHANGE = (
    "The iteration ends when a pass changes less than this share. Smaller takes longer and hardly "
    "changes the baseline."
)


def iterations_param(default: int, most: int) -> Any:
    """Declare after how many passes a method gives up."""
    return param(
        default,
        "Iterations at most",
        bounds=(1, most),
        tooltip="A baseline that has not settled by then is used as it is, and reported.",
        advanced=True,
    )


def tolerance_param(tooltip: str) -> Any:
    """Declare the change below which a method has settled."""
    return param(1e-3, "Tolerance", bounds=(1e-4, 1e-1), log=True, tooltip=tooltip, advanced=True)


@dataclass(frozen=True)
class BaselineMethod(IntensityStep):
    """A way to estimate the baseline of each spectrum, which is then subtracted.

    Defined results: a spectrum that is the same everywhere is its own baseline; what remains of a
    spectrum that is its own baseline, but for rounding, is exactly zero.

    Attributes
    ----------
    block : int
        Spectra to treat at a time: enough to be quick, few enough to report and to be cancelled.
    """

    prefix: ClassVar[str] = "baseline"
    block: ClassVar[int] = 64

    def estimate(self, spectra: Spectra) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Estimate the baselines, and tell which of them settled.

        Parameters
        ----------
        spectra : Spectra
            The spectra as they come to this step.

        Returns
        -------
        baseline : ndarray of float64, shape (n_spectra, n_points)
            In the units of the intensities.
        converged : ndarray of bool, shape (n_spectra,)
            Whether the iteration ended by itself; where it did not, the baseline is the last one
            and should be looked at.

        Raises
        ------
        SpectraError
            If a spectrum has gaps, is too short, or its baseline cannot be computed.
        """
        return self.fit(spectra, checked_values(spectra))

    def baseline(self, spectra: Spectra) -> NDArray[np.float64]:
        """Estimate the baselines, shape (n_spectra, n_points); see :meth:`estimate`."""
        return self.estimate(spectra)[0]

    def preview(
        self, spectra: Spectra, values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Do as :meth:`fit`, the quickest way for few spectra that are only looked at.

        The result may differ in digits that no plot shows (less than 1e-6 of the baseline).
        """
        return self.fit(spectra, values)

    def is_prepared(self, n_values: int) -> bool:
        """Say whether :meth:`prepare` has nothing to do that takes seconds."""
        return True

    def prepare(self, n_values: int) -> None:
        """Load what makes a large set faster.

        Parameters
        ----------
        n_values : int
            Number of spectra times points that are to be treated.
        """

    def gains_by_threads(self) -> bool:
        """Say whether several threads are faster than one: Python lets one at a time run."""
        return False

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Subtract the baselines."""
        return subtracted(values, self.fit(spectra, values)[0])

    @abstractmethod
    def fit(
        self, spectra: Spectra, values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Estimate the baselines of `values`, which are those of `spectra`, all finite."""


def subtracted(values: NDArray[np.float64], baseline: NDArray[np.float64]) -> NDArray[np.float64]:
    """Subtract baselines in place; what is only rounding becomes exactly zero.

    Parameters
    ----------
    values, baseline : ndarray of float64, shape (n_spectra, n_points)
        Intensities, which are overwritten, and their baselines.
    """
    rounding = _ROUNDING * _largest(values)
    np.subtract(values, baseline, out=values)
    few = np.flatnonzero(values.max(axis=1, initial=0.0) <= rounding)
    values[few[_largest(values[few]) <= rounding[few]]] = 0.0
    return values


def _largest(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the largest absolute value of each row."""
    high, low = values.max(axis=1, initial=0.0), values.min(axis=1, initial=0.0)
    return np.asarray(np.maximum(high, -low), np.float64)


def uneven(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Give the rows that are not the same everywhere; the others are their own baselines."""
    if values.shape[1] < 2:
        return np.empty(0, np.intp)
    found = values[:, 0] != values[:, 1]
    rest = np.flatnonzero(~found)
    found[rest] = np.ptp(values[rest], axis=1) > 0
    return np.flatnonzero(found)


@dataclass(frozen=True)
class LibraryBaseline(BaselineMethod):
    """A method of pybaselines, run on one spectrum after another.

    Attributes
    ----------
    algorithm : str
        Name of the method of ``pybaselines.Baseline``.
    """

    algorithm: ClassVar[str] = ""

    @abstractmethod
    def options(self, n_points: int) -> Mapping[str, Any]:
        """Give the arguments of the algorithm for spectra of `n_points` points."""

    @property
    def min_points(self) -> int:
        """Fewest points for which the method is defined."""
        return 3

    def check_length(self, spectra: Spectra) -> None:
        """Refuse spectra that are too short for the method."""
        if spectra.n_points < self.min_points:
            raise SpectraError(
                f"Spectra of {spectra.n_points} points are too short for {self.title} with these "
                f"parameters; it needs at least {self.min_points}.",
                "Choose a wider range or another baseline method.",
            )

    def settled(
        self,
        values: NDArray[np.float64],
        baseline: NDArray[np.float64],
        details: Mapping[str, Any],
    ) -> bool:
        """Tell whether the iteration ended by itself for one spectrum.

        Parameters
        ----------
        values, baseline : ndarray of float64, shape (n_points,)
            The spectrum and its baseline.
        details : mapping
            What the library says about its iteration.

        Returns
        -------
        bool
            Whether the last change was below the tolerance. An iteration that was given up,
            because almost no point was left below the baseline, ends above it or without any.
        """
        if "tol_history" not in details:
            return True
        history = details["tol_history"]
        return len(history) > 0 and bool(history[-1] < self.to_dict()["tol"])

    def steadied(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Give the spectra as the algorithm is to see them, shape (n_spectra, n_points)."""
        return values

    def held(
        self,
        raman_shift: NDArray[np.float64],
        values: NDArray[np.float64],
        baseline: NDArray[np.float64],
        details: Mapping[str, Any],
    ) -> NDArray[np.float64]:
        """Give one baseline as it is held to its spectrum where it is pinned; here it is not.

        Parameters
        ----------
        raman_shift, values, baseline : ndarray of float64, shape (n_points,)
            Axis, spectrum and baseline.
        details : mapping
            What the library says about its iteration.
        """
        return baseline

    def fit(
        self, spectra: Spectra, values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Estimate the baselines; see :meth:`BaselineMethod.fit`."""
        self.check_length(spectra)
        values = self.steadied(spectra.raman_shift, values)
        baseline = values.copy()
        converged = np.ones(len(values), bool)
        rows = uneven(values)
        if rows.size == 0:
            return baseline, converged
        run, options = self._prepared(spectra.raman_shift)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            # pybaselines tells in a warning what `converged` tells for every spectrum.
            warnings.simplefilter("ignore")
            for row in rows:
                try:
                    found, details = run(values[row], **options)
                    held = self.held(spectra.raman_shift, values[row], found, details)
                except (np.linalg.LinAlgError, ValueError):
                    found, details = np.full(spectra.n_points, np.nan), {}
                    held = found
                if not np.isfinite(held).all():
                    raise SpectraError(
                        f"{spectrum_title(spectra, int(row))}: the baseline ({self.title}) cannot "
                        "be computed with these parameters.",
                        "Choose a less extreme stiffness or order, or another method.",
                    )
                converged[row] = self.settled(values[row], found, details)
                baseline[row] = held
        return baseline, converged

    def _prepared(self, raman_shift: NDArray[np.float64]) -> tuple[Any, dict[str, Any]]:
        """Give the algorithm, made ready for one axis, and its arguments.

        The object is not shared between calls: it keeps working arrays and is not thread-safe.
        """
        from .baseline_fitter import Baseline

        fitter = Baseline(raman_shift, assume_sorted=True, check_finite=False)
        # SciPy's solver always, so that an installed pentapy does not change the last digits.
        fitter.banded_solver = 3
        return getattr(fitter, self.algorithm), dict(self.options(raman_shift.size))
