import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.checks import Findings
from ramangan_gui.workflow.project import ImportedSet
from ramangan_gui.workflow.tools import with_axis_moved, with_dark_subtracted

X = np.linspace(400, 1800, 50)


@pytest.fixture
def imported():
    values = np.random.default_rng(0).uniform(100, 900, (6, 50))
    spectra = Spectra.from_arrays(X, values, label=["A", "dark", "A", "dark", "B", "B"])
    return ImportedSet(spectra, findings=Findings({"saturated": np.array([2, 3, 5])}))


def test_that_a_moved_axis_leaves_every_intensity_and_is_told(imported):
    moved = with_axis_moved(imported, -1.25)
    np.testing.assert_allclose(moved.spectra.raman_shift, X - 1.25)
    np.testing.assert_array_equal(moved.spectra.intensities, imported.spectra.intensities)
    assert "-1.25 cm⁻¹" in moved.messages[-1]


def test_that_the_mean_dark_is_subtracted_and_the_dark_spectra_leave(imported):
    result = with_dark_subtracted(imported, [1, 3])
    values = imported.spectra.intensities
    expected = values[[0, 2, 4, 5]] - values[[1, 3]].mean(axis=0)
    np.testing.assert_allclose(result.spectra.intensities, expected, rtol=1e-5, atol=1e-3)
    assert result.spectra.classes == ("A", "B")
    assert result.findings.rows["saturated"].tolist() == [1, 3]
    assert result.left_out == ()
    assert "2 dark spectra" in result.messages[-1]


@pytest.mark.parametrize("rows", [[], range(6)])
def test_that_dark_spectra_must_be_some_but_not_all(imported, rows):
    with pytest.raises(SpectraError, match="Some spectra"):
        with_dark_subtracted(imported, list(rows))
