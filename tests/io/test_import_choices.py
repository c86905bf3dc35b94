"""What a user decides about an import: units, lasers, patterns, columns, text dialects, gaps."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError, ParameterError
from ramangan_gui.core.progress import run
from ramangan_gui.io.description import describe
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.wavelength import raman_shift

X = np.linspace(400.0, 1800.0, 141)


def band(x=X, place=1000.0, noise_seed=None):
    y = 100 + 900 * np.exp(-(((x - place) / 30.0) ** 2))
    return y if noise_seed is None else y + np.random.default_rng(noise_seed).normal(0, 2, x.size)


def read(*paths, strict=True, **options):
    return run(read_inputs(list(paths), ImportOptions(**options), Axis(), strict))


def write(path, x, *columns, header="Raman shift / cm-1\tcounts"):
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = np.stack([x, *columns], axis=1)
    np.savetxt(path, rows, delimiter="\t", header=header, comments="", fmt="%.6f")
    return path


def said(imported):
    return " ".join(imported.messages)


# --- lasers --------------------------------------------------------------------------------------


def nm_file(path, header=""):
    return write(path, np.linspace(535.0, 600.0, 141), band(), header=header + "Wavelength / nm\tI")


def test_that_a_stated_laser_converts_nm_and_is_told(tmp_path):
    imported = read(nm_file(tmp_path / "a.txt"), laser_nm=532.0)
    expected = raman_shift(np.linspace(535.0, 600.0, 141), 532.0)
    np.testing.assert_allclose(imported.spectra.raman_shift, expected, atol=2e-3)
    assert imported.spectra.x_unit == "1/cm"
    assert "with the laser at 532 nm." in said(imported)
    assert imported.files[0].x_unit == "nm"


def test_that_the_laser_in_the_file_serves_where_none_is_stated(tmp_path):
    imported = read(nm_file(tmp_path / "a.txt", "Laser wavelength: 532 nm\n"))
    assert imported.spectra.x_unit == "1/cm"
    assert "that the file states" in said(imported)


def test_that_without_any_laser_the_axis_stays_in_nm(tmp_path):
    imported = read(nm_file(tmp_path / "a_785.txt"))
    assert imported.spectra.x_unit == "nm"
    assert "suggest a laser at 785 nm" in said(imported)


def test_that_a_laser_that_cannot_be_right_is_refused_with_the_numbers(tmp_path):
    path = write(tmp_path / "uv.txt", np.linspace(326.0, 412.0, 141), band(), header="nm\tcounts")
    imported = read(path, laser_nm=785.0, strict=False)
    assert imported.found is None
    assert "785 nm" in imported.files[0].reason
    assert "no Raman shift" in imported.files[0].reason


def test_that_raman_shift_is_the_difference_of_the_wavenumbers():
    assert raman_shift(546.1, 532.0) == pytest.approx(18796.992 - 18311.665, abs=1e-2)


def test_that_a_wrong_header_can_be_overruled(tmp_path):
    path = write(tmp_path / "a.txt", np.linspace(535.0, 600.0, 141), band())
    imported = read(path, x_unit="nm", x_unit_always=True, laser_nm=532.0)
    assert imported.spectra.raman_shift[0] == pytest.approx(raman_shift(535.0, 532.0))
    assert read(path, x_unit="nm").spectra.raman_shift[0] == pytest.approx(535.0)


# --- pixels --------------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path):
    write(tmp_path / "s" / "a_1.txt", X, band(noise_seed=1))
    write(tmp_path / "s" / "a_2.txt", X, band(noise_seed=2))
    write(tmp_path / "s" / "b_1.txt", np.arange(141.0), band(noise_seed=3), header="Pixel\tcounts")
    return tmp_path / "s"


def test_that_pixels_are_not_mixed_with_raman_shifts_unasked(mixed):
    imported = read(mixed)
    assert len(imported.spectra) == 2
    (entry,) = imported.left_out
    assert "pixels" in entry.reason
    assert "same_detector" in imported.files[2].reason


def test_that_with_consent_pixels_take_the_calibrated_axis_and_stay_marked(mixed):
    imported = read(mixed, pixels="same_detector")
    assert len(imported.spectra) == 3
    np.testing.assert_array_equal(imported.spectra.raman_shift, X)
    assert imported.findings.rows["pixel"].tolist() == [2]
    assert "1 file with a pixel axis took the axis" in said(imported)


def test_that_pixels_of_another_detector_are_left_out_all_the_same(mixed):
    write(mixed / "b_2.txt", np.arange(200.0), np.arange(200.0) % 7, header="Pixel\tcounts")
    assert len(read(mixed, pixels="same_detector").spectra) == 3


# --- patterns, columns and fields ----------------------------------------------------------------


def test_that_a_pattern_names_classes_and_specimens(tmp_path):
    for name in ("t1-PLA-a", "t1-PLA-b", "t2-PET-a"):
        write(tmp_path / "s" / f"{name}.txt", X, band(noise_seed=len(name)))
    spectra = read(tmp_path / "s", pattern="{group}-{class}-*").spectra
    assert spectra.label.tolist() == ["PLA", "PLA", "PET"]
    assert spectra.group.tolist() == ["t1", "t1", "t2"]


def test_that_names_that_do_not_fit_are_labelled_as_usual_and_told(tmp_path):
    for name in ("PLA-a", "PET-b", "odd_1"):
        write(tmp_path / "s" / f"{name}.txt", X, band())
    imported = read(tmp_path / "s", pattern="{class}-*")
    assert sorted(imported.spectra.label.tolist()) == ["PET", "PLA", "odd"]
    assert "1 do not fit and were labelled automatically: odd_1.txt" in said(imported)


def test_that_a_pattern_goes_before_a_label_in_the_file(tmp_path):
    np.savez(tmp_path / "PLA-1.npz", x=X, spectra=[band()], label=["?"], x_unit="1/cm")
    assert read(tmp_path / "PLA-1.npz", pattern="{class}-*").spectra.label.tolist() == ["PLA"]
    kept = read(tmp_path / "PLA-1.npz", pattern="{class}-*", class_from="column")
    assert kept.spectra.label.tolist() == ["?"]


def wide_table(path):
    head = ["batch", "operator", *(f"{x:g}" for x in X)]
    rows = [["b1", "mia", *map(str, band())], ["b2", "mia", *map(str, band(place=1300))]]
    path.write_text("\n".join(",".join(row) for row in [head, *rows]) + "\n")
    return path


def test_that_any_column_of_a_table_can_name_classes_and_specimens(tmp_path):
    table = wide_table(tmp_path / "t.csv")
    spectra = read(table, class_from="column", class_column="Batch", group_from="column",
                   group_column="operator").spectra  # fmt: skip
    assert spectra.label.tolist() == ["b1", "b2"]
    assert spectra.group.tolist() == ["mia", "mia"]


def test_that_a_missing_column_is_named_with_those_there_are(tmp_path):
    table = wide_table(tmp_path / "t.csv")
    with pytest.raises(InputError, match="called “dose”; it has: batch, operator"):
        read(table, class_from="column", class_column="dose")


# --- text dialects -------------------------------------------------------------------------------


def test_that_the_decimal_sign_can_be_chosen_where_both_are_possible(tmp_path):
    path = tmp_path / "a.txt"
    rows = (f"{400 + 2 * i}\t{1 + i % 7},{100 + 3 * i}\n" for i in range(60))
    path.write_text("Raman shift (cm-1)\tI\n" + "".join(rows))
    with pytest.raises(InputError, match="decimal marks or thousands"):
        read(path)
    assert read(path, decimal="comma").spectra.intensities[0, 1] == np.float32(2.103)
    assert read(path, decimal="point").spectra.intensities[0, 1] == 2103.0


def test_that_the_delimiter_can_be_chosen(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "".join(f"{400 + 2 * i},5;{1000 + i % 9},25;{7 + i % 5},5\n" for i in range(60))
    )
    auto = read(path).spectra
    assert auto.raman_shift[0] == 400.5
    assert len(auto) == 2
    chosen = read(path, delimiter="semicolon", decimal="comma").spectra
    np.testing.assert_array_equal(chosen.intensities, auto.intensities)
    other = read(path, delimiter="tab")
    np.testing.assert_array_equal(other.spectra.intensities, auto.intensities)
    assert "not written as was chosen" in said(other)


def test_that_rows_and_columns_can_be_chosen(tmp_path):
    table = np.vstack(
        [np.linspace(400, 800, 30), *(np.linspace(1, 2, 30) ** k for k in range(1, 30))]
    )
    table[:, 0] = np.linspace(400, 900, 30)
    np.savetxt(tmp_path / "a.txt", table, delimiter="\t")
    rows = read(tmp_path / "a.txt", orientation="rows").spectra
    assert rows.raman_shift[-1] == 800.0
    assert len(rows) == 29


# --- gaps and badges -----------------------------------------------------------------------------


@pytest.fixture
def with_gaps(tmp_path):
    values = np.stack([band(noise_seed=seed) for seed in range(4)])
    values[1, 50:53] = np.nan
    values[2, 0:2] = np.nan
    np.savez(tmp_path / "map.npz", x=X, spectra=values, x_unit="1/cm")
    return tmp_path / "map.npz"


def test_that_spectra_with_gaps_are_left_out_and_listed_by_number(with_gaps):
    imported = read(with_gaps)
    assert imported.spectra.source_index.tolist() == [0, 3]
    (entry,) = imported.left_out
    assert entry.where == "spectra 2, 3"
    assert "import.gaps=bridge" in entry.remedy


def test_that_short_gaps_are_bridged_on_request_and_marked(with_gaps):
    imported = read(with_gaps, gaps="bridge")
    assert imported.spectra.source_index.tolist() == [0, 1, 3]
    assert imported.findings.rows["gaps"].tolist() == [1]
    row = imported.spectra.intensities[1]
    np.testing.assert_allclose(row[49:54], np.linspace(row[49], row[53], 5), rtol=1e-6)
    assert imported.left_out[0].where == "spectrum 3"


def test_that_info_warns_of_what_was_found(tmp_path):
    for seed in range(4):
        write(tmp_path / "s" / f"a_{seed}.txt", X, np.minimum(band(noise_seed=seed), 700.0))
    write(tmp_path / "s" / "b_1.txt", X, band(noise_seed=1))
    write(tmp_path / "s" / "b_2.txt", X, band(noise_seed=1))
    warnings = " ".join(describe(read(tmp_path / "s"))["warnings"])
    assert "saturated: 4 spectra (a_0, a_1, a_2, a_3)" in warnings
    assert "duplicate: 2 spectra (b_1, b_2)" in warnings


def test_that_a_short_file_that_crops_the_others_is_marked(tmp_path):
    for seed in range(5):
        write(tmp_path / "s" / f"a_{seed}.txt", X, band(noise_seed=seed))
    write(tmp_path / "s" / "b_0.txt", X[:110], band(X[:110], noise_seed=9))
    findings = read(tmp_path / "s").findings
    assert findings.rows["short_range"].tolist() == [5]


def test_that_files_of_few_points_are_marked(tmp_path):
    path = write(tmp_path / "a.txt", np.linspace(400, 1800, 30), np.linspace(5, 9, 30) ** 2)
    assert read(path).findings.rows["few_points"].tolist() == [0]


# --- the list of what was left out ---------------------------------------------------------------


def test_that_every_file_left_out_has_reason_and_remedy(tmp_path):
    write(tmp_path / "s" / "good.txt", X, band())
    (tmp_path / "s" / "empty.csv").write_text("")
    (tmp_path / "s" / "broken.csv").write_text(
        "".join(f"{400 + i},{i}.5\n" for i in range(40)) + "oops, what\n"
        + "".join(f"{440 + i},{i}.5\n" for i in range(40))
    )  # fmt: skip
    imported = read(tmp_path / "s")
    entries = {
        entry.path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]: entry for entry in imported.left_out
    }
    assert set(entries) == {"empty.csv", "broken.csv"}
    assert entries["broken.csv"].where == "line 41"
    assert entries["broken.csv"].remedy.startswith("Correct the line")
    assert entries["broken.csv"].remedy not in entries["broken.csv"].reason
    assert all(entry.reason and entry.remedy for entry in imported.left_out)


def test_that_a_wrong_pattern_is_refused_by_the_options():
    with pytest.raises(ParameterError, match="neither"):
        ImportOptions(pattern="abc")


def test_that_a_field_of_the_header_can_name_classes_and_specimens(tmp_path):
    for number, (sample, batch) in enumerate([("PLA", "b7"), ("PET", "b7"), ("PLA", "b9")]):
        header = f"Sample: {sample}\nBatch = {batch}\nRaman shift / cm-1\tcounts"
        write(tmp_path / "s" / f"f{number}.txt", X, band(noise_seed=number), header=header)
    spectra = read(tmp_path / "s", class_from="column", class_column="sample",
                   group_from="column", group_column="Batch").spectra  # fmt: skip
    assert spectra.label.tolist() == ["PLA", "PET", "PLA"]
    assert spectra.group.tolist() == ["b7", "b7", "b9"]
