"""Spectra inside HDF5, MATLAB and Excel files."""

import zipfile

import h5py
import numpy as np
import openpyxl
import pytest
import scipy.io

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file


@pytest.fixture
def spectra(values):
    return np.stack([values, -values, 2 * values]).astype(np.float32)


@pytest.fixture
def hdf5(tmp_path, axis, spectra):
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        group = file.create_group("measurement/raman")
        group["wavenumber"], group["spectra"] = axis[::-1], spectra[:, ::-1]
        group["label"] = ["a", "b", "c"]
    return path


def test_that_a_group_with_axis_and_spectra_is_found(hdf5, axis, spectra):
    reader, (measured,) = read_file(hdf5)
    assert reader.name == "hdf5"
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra)
    assert measured.label.tolist() == ["a", "b", "c"]
    assert measured.x_unit == "1/cm"


def test_that_the_unit_is_taken_from_the_attributes(tmp_path, axis, spectra):
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["x"], file["intensities"] = axis, spectra
        file["x"].attrs["units"] = "nm"
    assert read_file(path)[1][0].x_unit == "nm"


def test_that_links_out_of_the_file_are_not_followed(tmp_path, hdf5, axis):
    for link in (h5py.ExternalLink(str(hdf5), "/measurement/raman/spectra"), h5py.SoftLink("/s")):
        path = tmp_path / "links.h5"
        with h5py.File(path, "w") as file:
            file["x"], file["s"] = axis, axis[None]
            file["spectra"] = link
        with pytest.raises(InputError, match="link to another place"):
            read_file(path)
    with h5py.File(tmp_path / "elsewhere.h5", "w") as file:
        file["everything"] = h5py.ExternalLink(str(hdf5), "/measurement")
    with pytest.raises(InputError, match="no group with an axis"):
        read_file(tmp_path / "elsewhere.h5")


def test_that_values_kept_in_other_files_are_not_opened(tmp_path, hdf5, axis):
    secret = tmp_path / "secret.bin"
    secret.write_bytes(bytes(8 * axis.size))
    with h5py.File(tmp_path / "raw.h5", "w") as file:
        file["x"] = axis
        file.create_dataset("spectra", (1, axis.size), "<f8", external=[(str(secret), 0, 8 * 60)])
    with pytest.raises(InputError, match="another file"):
        read_file(tmp_path / "raw.h5")
    layout = h5py.VirtualLayout((3, axis.size), np.float32)
    layout[:] = h5py.VirtualSource(str(hdf5), "/measurement/raman/spectra", (3, axis.size))
    with h5py.File(tmp_path / "virtual.h5", "w") as file:
        file["x"] = axis
        file.create_virtual_dataset("spectra", layout)
    with pytest.raises(InputError, match="another file"):
        read_file(tmp_path / "virtual.h5")


def test_that_a_data_set_that_claims_terabytes_is_refused(tmp_path, axis):
    for n_spectra in (10**11, 10**6):
        with h5py.File(tmp_path / "huge.h5", "w") as file:
            file["x"] = axis
            file.create_dataset("spectra", (n_spectra, axis.size), "<f4", chunks=(64, axis.size))
        with pytest.raises(InputError, match="claims to hold"):
            read_file(tmp_path / "huge.h5")


def test_that_a_circle_of_groups_ends(tmp_path):
    with h5py.File(tmp_path / "circle.h5", "w") as file:
        group = file.create_group("a/b")
        group["again"] = file["a"]
    with pytest.raises(InputError, match="no group with an axis"):
        read_file(tmp_path / "circle.h5")


def test_that_matlab_matrices_are_read_by_name_or_by_shape(tmp_path, axis, spectra):
    path = tmp_path / "file.mat"
    cells = np.array(["a", "b", "c"], object)
    for names in ({"wavenumber": axis, "spectra": spectra}, {"A": spectra, "W": axis[None]},
                  {"wn": axis[:, None], "data": spectra.T.astype(float)}):  # fmt: skip
        scipy.io.savemat(path, {**names, "label": cells})
        reader, (measured,) = read_file(path)
        assert reader.name == "matlab"
        assert np.array_equal(measured.axis, axis)
        assert np.array_equal(measured.intensities, spectra)
        assert measured.label.tolist() == ["a", "b", "c"]


def test_that_matlab_matrices_of_unclear_meaning_are_refused(tmp_path, axis, spectra):
    path = tmp_path / "file.mat"
    square = np.random.default_rng(0).normal(size=(axis.size, axis.size))
    for names, words in (
        ({"A": spectra}, "does not tell"),
        ({"A": spectra, "B": spectra, "W": axis}, "does not tell"),
        ({"p": axis, "q": axis}, "does not tell"),
        ({"A": square, "wavenumber": axis}, "may be either"),
        ({"A": spectra[:, :50], "wavenumber": axis}, "does not fit"),
        ({"A": spectra, "W": np.array(["a", "b"], object)}, "does not tell"),
    ):
        scipy.io.savemat(path, names)
        with pytest.raises(InputError, match=words):
            read_file(path)


@pytest.fixture
def workbook(tmp_path):
    def write(*sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets):
            sheet = book.create_sheet(f"Sheet {number + 1}")
            for row in rows:
                sheet.append(row)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return write


def test_that_excel_sheets_are_read(workbook, axis, values, spectra):
    columns = [["Raman shift", "Intensity"], *zip(axis.tolist(), values.tolist(), strict=True)]
    wide = [["label", *axis.tolist()]]
    wide += [[name, *row] for name, row in zip("abc", spectra.tolist(), strict=True)]
    reader, (first, second) = read_file(workbook(columns, wide))
    assert reader.name == "xlsx"
    assert np.array_equal(first.axis, axis)
    assert np.array_equal(first.intensities[0], values.astype(np.float32))
    assert np.array_equal(second.intensities, spectra)
    assert second.label.tolist() == ["a", "b", "c"]


def test_that_other_sheets_are_left_out_and_told(workbook, axis, values):
    columns = list(zip(axis.tolist(), values.tolist(), strict=True))
    _, (measured,) = read_file(workbook([["Notes"], ["nothing"]], columns))
    assert "left out: sheet “Sheet 1”: It holds no table of numbers." in measured.notes
    with pytest.raises(InputError, match="Sheet 1"):
        read_file(workbook([["Notes"], ["nothing"]]))


def test_that_an_excel_bomb_is_refused(workbook, tmp_path):
    path = workbook([[1, 2], [3, 4]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", bytes(100 * 2**20))
    with pytest.raises(InputError, match="made to fill the memory"):
        read_file(path)


def test_that_of_our_own_files_only_the_originals_are_read(tmp_path, axis, spectra):
    from ramangan_gui.core.augmented_set import AugmentedSet, Generated
    from ramangan_gui.core.progress import run
    from ramangan_gui.core.spectra import Spectra
    from ramangan_gui.io.hdf5 import write_augmented

    raw = Spectra.from_arrays(axis, spectra, list("aab"), list("xyz"), name=["n1", "n2", "n3"])
    generated = Generated.from_arrays(9 * spectra, list("aab"), review=1)
    path = tmp_path / "own.h5"
    augmented = AugmentedSet(
        raw=raw,
        corrected=raw.with_intensities(spectra + 1),
        fold=np.zeros(3, np.int32),
        generated=generated,
        judged=Generated.none(axis.size),
        title="Three",
        simulated=True,
    )
    run(write_augmented(path, augmented))
    reader, (measured,) = read_file(path)
    assert reader.name == "ramangan"
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra)
    assert measured.label.tolist() == list("aab")
    assert measured.group.tolist() == list("xyz")
    assert measured.name.tolist() == ["n1", "n2", "n3"]
    assert measured.metadata == {"title": "Three", "simulated": True}
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError):
        read_file(path)


def test_that_a_sheet_with_one_point_per_row_holds_spectra(tmp_path):
    shift = np.round(400 + 2.1 * np.arange(30), 2)
    signals = np.round(50 * np.sin(shift / 9 + np.arange(3)[:, None]) + 60, 2)
    book = openpyxl.Workbook()
    book.active.append(["sample", "Raman shift (cm-1)", "Intensity"])
    for name, signal in zip("abc", signals, strict=True):
        for x, y in zip(shift.tolist(), signal.tolist(), strict=True):
            book.active.append([name, x, y])
    book.save(tmp_path / "tidy.xlsx")
    _, (measured,) = read_file(tmp_path / "tidy.xlsx")
    assert np.array_equal(measured.axis, shift)
    assert np.array_equal(measured.intensities, signals.astype(np.float32))
    assert measured.group.tolist() == ["a", "b", "c"]
