"""One axis for all files: overlap, chosen range, interpolation, units."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.io.description import describe
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.preprocessing.axis import Axis


def peak(axis):
    return np.exp(-(((axis - 1000) / 60) ** 2)) * 1000


@pytest.fixture
def put(tmp_path):
    """Write one array file and give its path."""

    def put(name, axis, n=1, unit="1/cm", values=None):
        values = np.stack([peak(axis)] * n) if values is None else values
        np.savez(tmp_path / f"{name}.npz", x=axis, spectra=values, x_unit=unit)
        return tmp_path / f"{name}.npz"

    return put


def read(*paths, axis=None, strict=True, **options):
    return run(read_inputs(paths, ImportOptions(**options), axis or Axis(), strict))


def test_that_files_are_cut_to_their_overlap_without_interpolation_where_points_agree(put):
    long, short = np.arange(400.0, 1801.0), np.arange(500.0, 1701.0)
    found = read(put("a", long), put("b", short))
    assert np.array_equal(found.spectra.raman_shift, short)
    assert np.array_equal(found.spectra.intensities[0], peak(long).astype(np.float32)[100:1301])
    assert any("Cropped to 1,201 points, 500–1700 cm⁻¹" in text for text in found.messages)


def test_that_the_axis_most_spectra_have_is_kept_for_them(put):
    common, other = np.arange(400.0, 1801.0, 2.0), np.arange(410.3, 1790.0, 1.37)
    found = read(put("a", common, n=3), put("b", other, n=2))
    spectra = found.spectra
    inside = (common >= other[0]) & (common <= other[-1])
    assert np.array_equal(spectra.raman_shift, common[inside])
    assert spectra.intensities[0].tobytes() == peak(common).astype(np.float32)[inside].tobytes()
    expected = np.interp(spectra.raman_shift, other, peak(other).astype(np.float32))
    assert np.allclose(spectra.intensities[4], expected, rtol=1e-6)
    (told,) = [text for text in found.messages if "axes differ" in text]
    assert "1 file of them by linear interpolation" in told


def test_that_without_a_common_axis_the_usual_spacing_is_taken(put):
    axes = [np.arange(400.0 + k, 1800.0, step) for k, step in enumerate((0.7, 1.9, 5.3))]
    spectra = read(*(put(f"f{k}", axis) for k, axis in enumerate(axes))).spectra
    assert np.array_equal(spectra.raman_shift, axes[1][(axes[1] >= 402) & (axes[1] <= axes[2][-1])])
    assert np.abs(spectra.intensities - peak(spectra.raman_shift)).max() < 3


def test_that_pchip_is_used_where_chosen(put):
    from scipy.interpolate import PchipInterpolator

    coarse, fine = np.arange(400.0, 1801.0, 20.0), np.arange(405.0, 1790.0, 7.0)
    found = read(put("a", coarse), put("b", fine, n=2), axis=Axis(interpolation="pchip"))
    points = found.spectra.raman_shift
    expected = PchipInterpolator(coarse, peak(coarse).astype(np.float32))(points)
    assert np.allclose(found.spectra.intensities[0], expected, rtol=1e-5, atol=1e-4)


def test_that_a_chosen_range_leaves_out_files_that_do_not_cover_it(put):
    axis = np.arange(400.0, 1801.0)
    found = read(
        put("a", axis), put("b", axis), put("short", np.arange(800.0, 1801.0)),
        axis=Axis(start=500.0, stop=1500.0),
    )  # fmt: skip
    assert np.array_equal(found.spectra.raman_shift, np.arange(500.0, 1501.0))
    assert len(found.spectra) == 2
    assert found.files[2].status == "refused"
    assert "covers 800–1800 cm⁻¹ only, not 500–1500 cm⁻¹" in found.files[2].reason


def test_that_a_range_wider_than_measured_keeps_what_was_measured(put):
    axis = np.arange(400.0, 1801.0)
    found = read(put("a", axis), put("b", axis), axis=Axis(start=100.0, stop=3000.0))
    assert np.array_equal(found.spectra.raman_shift, axis)


def test_that_one_short_file_does_not_shrink_all_others(put):
    axis = np.arange(400.0, 1801.0)
    paths = [put(f"f{k}", axis) for k in range(5)]
    found = read(*paths, put("stub", np.arange(400.0, 600.0)))
    assert np.array_equal(found.spectra.raman_shift, axis)
    assert "covers 400–599 cm⁻¹ only" in found.files[5].reason


def test_that_a_range_without_points_is_an_error_with_a_remedy(put):
    path = put("a", np.arange(400.0, 1801.0))
    with pytest.raises(InputError, match="no range in common within the chosen range"):
        read(path, axis=Axis(start=2500.0))
    lenient = read(path, axis=Axis(start=2500.0), strict=False)
    assert lenient.found is None
    assert any("no range in common" in text for text in describe(lenient)["warnings"])


def test_that_repeated_points_are_merged_by_their_mean(put):
    axis = np.array([400.0, 410, 420, 420, 430, 440])
    values = np.array([[1.0, 2, 3, 5, 6, 7]])
    found = read(put("a", axis, values=values))
    assert found.spectra.raman_shift.tolist() == [400, 410, 420, 430, 440]
    assert found.spectra.intensities.tolist() == [[1, 2, 4, 6, 7]]
    assert found.files[0].n_points == 6
    assert any("merged by the mean" in text for text in found.messages)


def test_that_wavelengths_and_pixels_are_not_mixed_with_raman_shifts(put):
    shifts = np.arange(400.0, 1801.0)
    found = read(
        put("a", shifts, n=3), put("b_785", np.linspace(810, 900, 1401), unit="nm"),
        put("c", np.arange(1401.0), unit="pixel"),
    )  # fmt: skip
    assert found.spectra.x_unit == "1/cm"
    assert len(found.spectra) == 3
    assert "Its axis is in nm, that of most spectra in cm⁻¹." in found.files[1].reason
    assert "import.laser_nm" in found.files[1].reason
    assert "Its axis is in pixels" in found.files[2].reason


def test_that_cm_wins_a_tie(put):
    found = read(put("a", np.linspace(810, 900, 100), unit="nm"), put("b", np.arange(400.0, 500.0)))
    assert found.spectra.x_unit == "1/cm"


def test_that_a_stated_laser_converts_wavelengths(put):
    wavelengths = np.linspace(800, 900, 500)
    path = put("only_785", wavelengths, unit="nm")
    found = read(path)
    assert found.spectra.x_unit == "nm"
    assert any("file names suggest a laser at 785 nm" in text for text in found.messages)
    converted = read(path, laser_nm=785.0)
    assert converted.spectra.x_unit == "1/cm"
    assert np.allclose(converted.spectra.raman_shift, 1e7 / 785 - 1e7 / wavelengths, rtol=1e-12)
    assert (converted.files[0].x_unit, converted.files[0].x_first) == ("nm", 800.0)


def test_that_pixels_of_other_detectors_are_left_out(put):
    found = read(put("a", np.arange(1024.0), n=2, unit="pixel"),
                 put("b", np.arange(2048.0), unit="pixel"))  # fmt: skip
    assert (found.spectra.x_unit, found.spectra.n_points) == ("pixel", 1024)
    assert "other pixels" in found.files[1].reason
    assert any("counts pixels" in text for text in found.messages)


def test_that_an_open_unit_must_be_named_or_chosen(tmp_path):
    axis = 340 + 0.33 * np.arange(1000) - 1e-5 * np.arange(1000) ** 2
    path = tmp_path / "open.txt"
    path.write_text("".join(f"{x:.4f}\t{y:.3f}\n" for x, y in zip(axis, axis % 7, strict=True)))
    with pytest.raises(InputError, match=r"may be cm⁻¹ or nm.*import\.x_unit"):
        read(path)
    assert read(path, x_unit="nm").spectra.x_unit == "nm"
    assert read(path, x_unit="1/cm").spectra.x_unit == "1/cm"


def test_that_a_chosen_unit_does_not_override_what_a_file_states(put):
    assert read(put("a", np.arange(400.0, 1801.0)), x_unit="nm").spectra.x_unit == "1/cm"
