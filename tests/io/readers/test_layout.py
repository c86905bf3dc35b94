"""Tables with the axis above, at the side, and columns that say something about each spectrum."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError


@pytest.fixture
def spectra(values):
    return np.round(np.stack([values * k for k in (1, 2, 3, 4)]), 3)


def rows(columns, spectra):
    return [
        ",".join([*(str(cell) for cell in cells), *(f"{value:.3f}" for value in spectrum)])
        for cells, spectrum in zip(zip(*columns, strict=True), spectra, strict=True)
    ]


def head(names, axis):
    return ",".join([*names, *(f"{x:.4f}" for x in axis)])


def test_that_a_wide_table_gives_labels_and_groups(axis, spectra, read_text):
    columns = [["a", "a", "b", "b"], [1, 1, 2, 2]]
    text = "\n".join([head(["label", "sample"], axis), *rows(columns, spectra)])
    measured = read_text(text)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))
    assert measured.label.tolist() == ["a", "a", "b", "b"]
    assert measured.group.tolist() == ["1", "1", "2", "2"]
    assert "in rows" in measured.notes[0]


@pytest.mark.parametrize("name", ["label", "Class", "substance"])
@pytest.mark.parametrize("group", ["group", "Specimen", "sample"])
def test_that_names_of_columns_are_known_in_any_case(name, group, axis, spectra, read_text):
    columns = [["p", "q", "r", "s"], ["w", "w", "x", "x"]]
    text = "\n".join([head([group, name], axis), *rows(columns[::-1], spectra)])
    measured = read_text(text)
    assert measured.label.tolist() == columns[0]
    assert measured.group.tolist() == columns[1]


def test_that_columns_after_the_spectra_count_as_well(axis, spectra, read_text):
    text = [head([], axis) + ",label"]
    text += [",".join(f"{v:.3f}" for v in row) + f",{name}"
             for row, name in zip(spectra, "abcd", strict=True)]  # fmt: skip
    measured = read_text("\n".join(text))
    assert measured.label.tolist() == ["a", "b", "c", "d"]
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


def test_that_our_own_export_tells_generated_from_measured(axis, spectra, read_text):
    columns = [["a"] * 4, [0, 0, 1, 1], [0, 1, 0, 1]]
    names = ["label", "is_generated", "fold"]
    measured = read_text("\n".join([head(names, axis), *rows(columns, spectra)]))
    assert measured.generated.tolist() == [False, False, True, True]
    assert measured.label.tolist() == ["a"] * 4
    assert "columns not used: fold" in measured.notes[0]


def test_that_map_positions_are_kept(axis, spectra, read_text):
    columns = [[0.0, 1.5, 0.0, 1.5], [0.0, 0.0, 2.5, 2.5]]
    text = "\n".join([head(["x_um", "y_um"], axis), *rows(columns, spectra)])
    measured = read_text(text)
    assert measured.map_position.tolist() == [[0, 0], [1.5, 0], [0, 2.5], [1.5, 2.5]]


def test_that_an_axis_above_positions_or_times_is_found(axis, spectra, read_text):
    times = [[0.0, 5.8, 11.4, 17.0]]
    measured = read_text("\n".join([head([""], axis), *rows(times, spectra)]))
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


def test_that_an_axis_row_without_a_corner_is_found(axis, spectra, read_text):
    text = "\n".join([head([], axis), *rows([["p", "q", "r", "s"]], spectra)])
    measured = read_text(text)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


def test_that_numbered_rows_and_numbered_columns_are_no_axis(axis, spectra, read_text):
    numbered = "\n".join([head([""], axis), *rows([range(4)], spectra)])
    assert np.array_equal(read_text(numbered).axis, axis)
    across = [",".join(["", *map(str, range(4))])]
    across += [",".join([f"{x:.4f}", *(f"{v:.3f}" for v in column)])
               for x, column in zip(axis, spectra.T, strict=True)]  # fmt: skip
    measured = read_text("\n".join(across))
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


def test_that_many_columns_without_names_are_spectra_beside_the_axis(axis, values, read_text):
    spectra = np.stack([np.roll(values, k) for k in range(20)])
    text = "\n".join(
        "\t".join([f"{x:.4f}", *(f"{v:.3f}" for v in column)])
        for x, column in zip(axis, spectra.T, strict=True)
    )
    measured = read_text(text)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra.astype(np.float32))


def test_that_names_and_units_in_two_lines_are_understood(axis, values, read_text):
    text = "X-Axis\tMap(0/0)\tMap(1/0)\nrel. 1/cm\tCCD cts\tCCD cts\n" + "\n".join(
        f"{x}\t{y}\t{-y}" for x, y in zip(axis, values, strict=True)
    )
    measured = read_text(text)
    assert (measured.x_unit, measured.unit_stated) == ("1/cm", True)
    assert measured.name.tolist() == ["Map(0/0)", "Map(1/0)"]


def test_that_a_square_table_without_names_is_refused(read_text):
    numbers = 400.0 + np.arange(12)[:, None] * 3.5 + np.arange(12)[None, :] * 3.5
    text = "\n".join("\t".join(f"{v:.2f}" for v in row) for row in numbers)
    with pytest.raises(InputError, match="first row or the first column"):
        read_text(text)


def test_that_named_rows_without_an_axis_above_are_refused(values, read_text):
    text = "\n".join(rows([["a", "b"]], [values, values]))
    with pytest.raises(InputError, match="no axis"):
        read_text(text)
