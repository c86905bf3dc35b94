"""The sample sets that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import ParameterError
from ..core.resources import resource_path


@dataclass(frozen=True)
class Sample:
    """A sample set.

    Parameters
    ----------
    file_name : str
        Its file below ``resources/samples``.
    title : str
        Name on screen.
    description : str
        What it is, and what to expect of it, as sentences for the user.
    simulated : bool
        Whether its spectra are simulated rather than measured.
    """

    file_name: str
    title: str
    description: str
    simulated: bool


#: The sample sets; the first is the default.
SAMPLES: Mapping[str, Sample] = {
    "simulated": Sample(
        "simulated_four_substances.npz",
        "Four substances (simulated)",
        "Simulated, not measured: 204 spectra of four invented substances in unequal numbers "
        "(80, 60, 40 and 24), four spectra on each specimen, with fluorescence and noise, for "
        "which the truth is known.",
        simulated=True,
    ),
    "charisma_tio2": Sample(
        "charisma_tio2_785.npz",
        "TiO2, two spectrometers (measured)",
        "Measured at 785 nm within the CHARISMA project: one specimen, labelled TiO2 by its "
        "source, on two spectrometers at five laser powers, five repeats each. The verdict on it "
        "is \"inconclusive\" at best, because one specimen cannot stand for a substance.",
        simulated=False,
    ),
}  # fmt: skip


def sample_path(key: str) -> Path:
    """Give the path of a sample set's file.

    Parameters
    ----------
    key : str
        A key of :data:`SAMPLES`.

    Raises
    ------
    ParameterError
        If there is no such set; the message lists those there are.
    RamanGanError
        If the program was installed without it.
    """
    if key not in SAMPLES:
        raise ParameterError(f"There is no sample set {key!r}; there are: {', '.join(SAMPLES)}.")
    return resource_path("samples", SAMPLES[key].file_name)
