from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.axis_check import REFERENCES, check_axis

X = np.arange(300.0, 3300.0, 1.7)
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "sets" / "charisma_reference"


def polystyrene(move=0.0, stretch=1.0, noise=2.0, x=X):
    rng = np.random.default_rng(0)
    bands = np.array(REFERENCES["polystyrene"].bands) * stretch + move
    widths = np.linspace(3.0, 8.0, bands.size)
    y = sum(400 * np.exp(-(((x - b) / w) ** 2)) for b, w in zip(bands, widths, strict=True))
    return Spectra.from_arrays(x, y + 500 - 0.1 * x + rng.normal(0, noise, (5, x.size)))


@pytest.mark.parametrize("move", [0.0, 2.3, -4.1])
def test_that_an_even_shift_is_found_to_a_tenth_of_a_wavenumber(move):
    check = check_axis(polystyrene(move), REFERENCES["polystyrene"])
    assert check.shift == pytest.approx(move, abs=0.1)
    assert check.deviations.size >= 9
    expected = "right within 1" if move == 0 else "shifted evenly"
    assert expected in check.sentence


def test_that_a_stretched_axis_is_told_from_a_shifted_one():
    check = check_axis(polystyrene(stretch=1.002), REFERENCES["polystyrene"])
    assert "does not correct" in check.sentence


def test_that_without_the_material_no_band_is_claimed():
    flat = Spectra.from_arrays(X, np.random.default_rng(1).normal(500, 3, (4, X.size)))
    check = check_axis(flat, REFERENCES["silicon"])
    assert check.shift is None
    assert "No band" in check.sentence


def test_that_bands_outside_the_axis_are_not_found():
    check = check_axis(polystyrene(x=np.arange(900.0, 1700.0, 1.0)), REFERENCES["polystyrene"])
    assert [band.found is None for band in check.bands[:2]] == [True, True]
    assert check.bands[2].found == pytest.approx(1001.4, abs=0.1)


def test_that_an_axis_in_nm_is_refused():
    spectra = Spectra.from_arrays(X, X, x_unit="nm")
    with pytest.raises(SpectraError, match="no Raman shift"):
        check_axis(spectra, REFERENCES["silicon"])


@pytest.mark.parametrize(
    ("pattern", "reference", "most"),
    [("*S0B10*OP01*", "silicon", 3.0), ("*PST10*OP01*", "polystyrene", 4.0)],
)
def test_that_measured_references_are_recognised(pattern, reference, most):
    files = sorted(REAL.glob(pattern))
    if not files:
        pytest.skip("the measured reference materials are not here")
    spectra = run(read_inputs(files, ImportOptions(), Axis())).spectra
    check = check_axis(spectra, REFERENCES[reference])
    assert check.shift is not None
    assert abs(check.shift) < most
