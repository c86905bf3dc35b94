"""Axis moved and dark subtracted while reading; photoluminescence that stays in nm."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.preprocessing.as_read import dark_subtracted
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.workflow.project import ImportedSet
from ramangan_gui.workflow.tools import with_axis_moved, with_dark_subtracted

SHIFT = np.arange(400.0, 1800.0, 2.0)
LABELS = ["a", "Dark", "b", "Dark", "a"]


@pytest.fixture
def folder(tmp_path):
    """Five spectra, two of them dark; one of the others saturated at its top."""
    rng = np.random.default_rng(2)
    spectra = rng.normal(200, 3, (5, SHIFT.size)) + np.outer([1, 0, 1, 0, 1], 900 + SHIFT)
    spectra[4, 100:160] = 65_535.0
    np.savez(tmp_path / "set.npz", x=SHIFT, spectra=spectra, label=LABELS, x_unit="1/cm")
    return tmp_path


def read(*paths, strict=True, **options):
    return run(read_inputs(paths, ImportOptions(**options), Axis(), strict))


def test_that_reading_does_what_the_tools_of_the_window_do(folder):
    plain = read(folder)
    found = read(folder, axis_move=-1.25, dark_class="Dark")
    by_tools = ImportedSet(plain.spectra, plain.files, findings=plain.findings)
    by_tools = with_dark_subtracted(by_tools, np.flatnonzero(plain.spectra.label == "Dark"))
    by_tools = with_axis_moved(by_tools, -1.25)
    assert np.array_equal(found.spectra.raman_shift, SHIFT - 1.25)
    assert np.array_equal(found.spectra.raman_shift, by_tools.spectra.raman_shift)
    assert np.array_equal(found.spectra.intensities, by_tools.spectra.intensities)
    assert found.spectra.label.tolist() == ["a", "b", "a"]
    assert found.messages[-2:] == by_tools.messages
    assert found.findings.rows.keys() == by_tools.findings.rows.keys()
    assert found.findings.rows["saturated"].tolist() == [2]
    assert any("moved by -1.25 cm⁻¹" in text for text in found.messages)


def test_that_the_mean_of_the_dark_spectra_is_what_is_subtracted(folder):
    plain, found = read(folder).spectra, read(folder, dark_class="Dark").spectra
    mean = plain.intensities[[1, 3]].astype(float).mean(axis=0).astype(np.float32)
    assert np.array_equal(found.intensities, plain.intensities[[0, 2, 4]] - mean)


def test_that_a_class_that_is_not_there_is_told_with_those_that_are(folder):
    with pytest.raises(InputError, match=r"import\.dark_class=night.*a, Dark, b"):
        read(folder, dark_class="night")
    found = read(folder, strict=False, dark_class="night", axis_move=2.0)
    assert any("import.dark_class=night" in text for text in found.messages)
    assert len(found.spectra) == 5


def test_that_one_dark_spectrum_is_spoken_of_as_one():
    spectra = Spectra.from_arrays(SHIFT, np.ones((3, SHIFT.size)), name=["x", "d", "y"])
    kept, said = dark_subtracted(spectra, np.array([False, True, False]))
    assert said == "The dark spectrum (d) was subtracted from all others."
    assert not kept.intensities.any()


def luminescence(path, first, last, laser=532.0):
    axis = np.linspace(first, last, 300)
    rows = "".join(f"{x:.4f}\t{100 + k % 7}\n" for k, x in enumerate(axis))
    path.write_text(f"Laser wavelength (nm)={laser}\nWavelength (nm)\tIntensity\n" + rows)
    return path


def test_that_luminescence_is_not_turned_into_raman_shifts_unasked(tmp_path):
    far = luminescence(tmp_path / "far.txt", 650.0, 950.0)
    found = read(far)
    assert found.spectra.x_unit == "nm"
    assert found.spectra.raman_shift[0] == pytest.approx(650.0)
    (said,) = [text for text in found.messages if "photoluminescence" in text]
    assert "far.txt" in said
    assert "532 nm" in said
    asked = read(far, laser_nm=532.0)
    assert asked.spectra.x_unit == "1/cm"
    near = read(luminescence(tmp_path / "near.txt", 540.0, 640.0))
    assert near.spectra.x_unit == "1/cm"
    assert not any("photoluminescence" in text for text in near.messages)


def test_that_many_files_of_luminescence_are_told_once(tmp_path):
    for name in "abc":
        luminescence(tmp_path / f"{name}.txt", 650.0, 950.0)
    (said,) = [text for text in read(tmp_path).messages if "photoluminescence" in text]
    assert "2 files more" in said
