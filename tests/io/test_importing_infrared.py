"""Files that hold something else than Raman spectra are told, and not mixed with them."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.io.description import describe
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.preprocessing.axis import Axis


@pytest.fixture
def folder(tmp_path):
    """An infrared and a Raman file of one program, side by side."""
    path = Path(__file__).parent / "readers" / "instrument_files.py"
    spec = importlib.util.spec_from_file_location("instrument_files", path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    axis = np.linspace(400.0, 1800.0, 200)
    values = 50 * np.sin(axis / 30) + 60
    (tmp_path / "infrared.0").write_bytes(made.opus_raman(axis, values, kind=4, laser_cm=0.0))
    (tmp_path / "raman.0").write_bytes(made.opus_raman(axis, values + 1))
    return tmp_path


def read(paths, **options):
    return run(read_inputs(paths, ImportOptions(**options), Axis(), strict=False))


def test_that_infrared_is_left_out_beside_raman(folder):
    imported = read([folder])
    assert len(imported.spectra) == 1
    infrared, raman = describe(imported)["files"]
    assert (infrared["status"], infrared["x_unit"], infrared["n_points"]) == ("read", "", 200)
    assert "absorbance over infrared wavenumbers, which is no Raman spectrum" in infrared["reason"]
    assert (raman["reason"], raman["x_unit"]) == ("", "1/cm")


def test_that_infrared_alone_is_refused_unless_the_user_insists(folder):
    imported = read([folder / "infrared.0"])
    with pytest.raises(InputError, match="no Raman spectrum"):
        _ = imported.spectra
    assert len(read([folder / "infrared.0"], x_unit="1/cm").spectra) == 1
