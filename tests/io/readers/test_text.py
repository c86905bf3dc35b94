"""Text in every dialect that instruments and programs write, and text that is refused."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file, text_table
from ramangan_gui.io.readers.text_source import open_source


def lines(axis, values, delimiter="\t", number="{:.4f}", end="\n"):
    return "".join(
        number.format(x) + delimiter + number.format(y) + end
        for x, y in zip(axis, values, strict=True)
    )


DIALECTS = {
    "tab": lambda x, y: lines(x, y),
    "comma": lambda x, y: lines(x, y, ","),
    "comma and blank": lambda x, y: lines(x, y, ", "),
    "semicolon": lambda x, y: lines(x, y, ";"),
    "blanks": lambda x, y: lines(x, y, "   ", "{:>14.4f}"),
    "decimal comma": lambda x, y: lines(x, y, ";").replace(".", ","),
    "decimal comma, blanks": lambda x, y: lines(x, y, "  ").replace(".", ","),
    "windows": lambda x, y: lines(x, y, end="\r\n"),
    "old macintosh": lambda x, y: lines(x, y, end="\r"),
    "no last line end": lambda x, y: lines(x, y).rstrip("\n"),
    "exponents": lambda x, y: lines(x, y, number="{:.8E}"),
    "fortran": lambda x, y: lines(x, y, number="{:.8E}").replace("E", "D"),
    "unicode minus": lambda x, y: lines(x, y).replace("-", "\u2212"),
    "quotes": lambda x, y: lines(x, y, '","').replace("\n", '"\n"')[:-1].join(['"', ""]),
    "trailing comma": lambda x, y: lines(x, y, ",", end=",\n"),
    "blank lines": lambda x, y: "\n\n" + lines(x, y, end="\n\n") + "\n",
    "remarks": lambda x, y: "# one\n% two\n; three\n" + lines(x, y) + "# end\n",
    "remark inside": lambda x, y: lines(x[:9], y[:9]) + "# pause\n" + lines(x[9:], y[9:]),
    "header": lambda x, y: "Raman shift (cm-1)\tCounts\n" + lines(x, y),
    "key and value": lambda x, y: "Laser,785\nDate,2023-01-01\nV,4.1.6\n" + lines(x, y, ","),
    "footer": lambda x, y: lines(x, y) + ">>>>>End of data<<<<<\nUser: a\n",
    "descending": lambda x, y: lines(x[::-1], y[::-1]),
    "two rows": lambda x, y: "\n".join("\t".join(f"{v:.4f}" for v in row) for row in (x, y)),
    "end of file sign": lambda x, y: lines(x, y) + "\x1a",
    "zero bytes in the header": lambda x, y: "Name: a\0\0\0\0\n" + lines(x, y, ";"),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_that_a_dialect_gives_the_same_numbers(name, axis, values, read_text):
    measured = read_text(DIALECTS[name](axis, values))
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, values[None].astype(np.float32))
    assert measured.x_unit == "1/cm"
    assert measured.intensities.dtype == np.float32


@pytest.mark.parametrize("name", DIALECTS)
def test_that_the_careful_path_agrees_with_the_fast_one(name, axis, values, tmp_path):
    path = tmp_path / "file.txt"
    path.write_bytes(DIALECTS[name](axis, values).encode())
    (fast,) = text_table.read_tables(open_source(path))
    (careful,) = text_table._careful(open_source(path))
    used = ~np.isnan(careful.values).all(axis=0)  # an empty last column is kept until later
    assert np.array_equal(fast.values[:, : used.sum()], careful.values[:, used])
    assert np.array_equal(fast.first_column, careful.first_column)
    assert np.array_equal(fast.first_row[: used.sum()], careful.first_row[used])
    assert fast.header == careful.header
    assert fast.dialect.delimiter == careful.dialect.delimiter


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"]
)
def test_that_an_encoding_gives_the_same_numbers(encoding, axis, values, read_text):
    text = "Intensität\tZähler µ\n" + lines(axis, values)
    measured = read_text(text, encoding=encoding)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities[0], values.astype(np.float32))


@pytest.mark.parametrize(
    ("sample", "expected"),
    [("1,234.5;{}", 1234.5), ("1.234,5;{}", 1234.5), ("1.234.567;{}", 1234567.0),
     ("1'234.5;{}", 1234.5), ("1\u00a0234,5;{}", 1234.5)],
)  # fmt: skip
def test_that_thousands_are_understood_where_there_is_no_doubt(sample, expected, axis, read_text):
    decimal = "," if ",5" in sample else "."
    rows = [f"{x:.2f}".replace(".", decimal) + ";" + sample.split(";")[0] for x in axis]
    if sample.startswith("1.234.567"):
        rows = [row.replace(".", ",", 1) for row in rows]
    measured = read_text("\n".join(rows))
    assert np.allclose(measured.axis, axis, atol=0.006)
    assert (measured.intensities == np.float32(expected)).all()


@pytest.mark.parametrize(
    "row", ["{:.0f};1,234", "{:.0f}\t1,234", "{:.3f};1,234"], ids=["semicolon", "tab", "mixed"]
)
def test_that_commas_of_two_meanings_are_refused_or_have_one(row, axis, read_text):
    text = "\n".join(row.format(x) for x in axis)
    if row.startswith("{:.3f}"):  # the points of the axis leave the comma to the thousands
        with pytest.raises(InputError, match="thousands"):
            read_text(text)
        return
    with pytest.raises(InputError, match="decimal marks or thousands"):
        read_text(text)


def test_that_decimals_between_commas_are_not_taken_for_columns(axis, read_text):
    single_column = "\n".join(f"{x:.2f}".replace(".", ",") for x in axis)
    with pytest.raises(InputError, match="commas may be decimal marks"):
        read_text(single_column)


def test_that_a_column_of_whole_numbers_between_commas_is_read(axis, read_text):
    shifts = np.arange(400, 400 + len(axis))
    measured = read_text("\n".join(f"{x},{y}" for x, y in zip(shifts, shifts % 7, strict=True)))
    assert np.array_equal(measured.intensities[0], shifts % 7)


def test_that_what_was_found_is_told(axis, values, read_text):
    text = "Raman shift\tI\n" + lines(axis[::-1], values[::-1]).replace(".", ",")
    (note,) = read_text(text).notes
    assert note == (
        "read as: 60 points, 400–575.938 cm⁻¹, descending axis, tab-separated, decimal comma"
    )


def test_that_gaps_stay_gaps(axis, values, read_text):
    rows = lines(axis, values, ",").splitlines()
    rows[5] = f"{axis[5]:.4f},NaN"
    rows[9] = f"{axis[9]:.4f},"
    rows[12] = f"{axis[12]:.4f},#N/A"
    measured = read_text("shift,intensity\n" + "\n".join(rows))
    assert np.flatnonzero(np.isnan(measured.intensities[0])).tolist() == [5, 9, 12]
    assert np.array_equal(measured.axis, axis)


@pytest.mark.parametrize("word", ["NaN", "", "NA"])
def test_that_gaps_at_both_ends_are_not_taken_for_header_and_footer(word, axis, values, read_text):
    rows = lines(axis, values, ",").splitlines()
    rows[0] = f"{axis[0]:.4f},{word}"
    rows[-2] = f"{axis[-2]:.4f},{word}"
    rows[-1] = f"{axis[-1]:.4f},{values[-1]}"
    measured = read_text("shift,intensity\n" + "\n".join(rows))
    assert np.array_equal(measured.axis, axis)
    assert np.flatnonzero(np.isnan(measured.intensities[0])).tolist() == [0, len(axis) - 2]


def test_that_a_last_line_that_was_cut_off_is_left_out_and_told(axis, values, read_text):
    for cut in (f"{700.0}", f"{700.0},", f"{700.0}\n"):
        measured = read_text("shift,counts\n" + lines(axis, values, ",") + cut)
        assert np.array_equal(measured.axis, axis)
        assert "line 62, the last, is cut off and was left out" in measured.notes[0]


def test_that_rows_marked_as_remarks_are_left_out_and_told(axis, values, read_text):
    rows = lines(axis, values).splitlines()
    rows.insert(30, "#" + rows.pop(30))
    measured = read_text("\n".join(rows))
    assert np.array_equal(measured.axis, np.delete(axis, 30))
    assert "rows marked as remarks and left out: 1" in measured.notes[0]


def test_that_repeated_points_are_kept_and_told(axis, values, read_text):
    again = np.append(axis, axis[-1])
    measured = read_text(lines(again, np.append(values, 7.0)))
    assert np.array_equal(measured.axis, again)
    assert "repeated axis points: 1" in measured.notes[0]


def test_that_spectra_in_columns_keep_order_and_names(axis, values, read_text):
    rows = [f"{x},{y},{2 * y:.3f},{-y}" for x, y in zip(axis, values, strict=True)]
    measured = read_text("shift,first,second,third\n" + "\n".join(rows))
    assert measured.intensities.shape == (3, 60)
    assert np.array_equal(measured.intensities[2], -values.astype(np.float32))
    assert measured.name.tolist() == ["first", "second", "third"]


def test_that_the_laser_is_taken_from_the_header_only_where_it_is_one(axis, values, read_text):
    table = lines(axis, values)
    assert read_text("#Laser (nm)=\t532 \n" + table).laser_nm == 532
    assert read_text("laser_wavelength;532,02\n" + table).laser_nm == 532.02
    assert read_text("#Laser=\t785nm_Edge\n" + table).laser_nm == 785
    assert read_text("Laser Power mW\t300.0 nm\n" + table).laser_nm is None
    assert read_text("Laser\ton\n" + table).laser_nm is None


REFUSED = {
    "empty": (b"", "empty"),
    "no numbers": (b"shift,intensity\n", "no table"),
    "one point": (b"shift,intensity\n1000,5\n", "."),
    "one column": (b"1.5\n2.5\n3.5\n4.5\n", "single column"),
    "bytes": (b"a,b\n\0\1\2\3", "No reader"),
    "bytes in the table": (b"400\t1\n401\t2\n402\t\x023\n", "."),
    "bytes after a while": (b"x" * 5000 + b"\n400 1\n401 2\n\x02\n402 4\n403 4\n", "Line 4"),
    "zeros for a lost tail": (b"400 1.5\n401 2.5\n402 3.5\n" + b"\0" * 60, "."),
    "word in the table": (
        b"".join(b"%d.5\t%d\n" % (400 + i, i % 5) for i in range(20))
        + b"420.5\tabc\n"
        + b"".join(b"%d.5\t%d\n" % (421 + i, i % 5) for i in range(9)),
        "Line 21",
    ),
    "two tables": (
        b"".join(b"%d.5\t%d\n" % (400 + i, i % 5) for i in range(20))
        + b"Calibration\n"
        + b"".join(b"%d.5\t%d\t2\n" % (421 + i, i % 5) for i in range(9)),
        "more than one table",
    ),
    "row too short": (
        b"".join(b"%d.5\t%d\t1\n" % (400 + i, i % 5) for i in range(20))
        + b"420.5\t1\n"
        + b"".join(b"%d.5\t%d\t1\n" % (421 + i, i % 5) for i in range(9)),
        ".",
    ),
    "spectra one below the other": (
        b"".join(b"%d.5\t%d\n" % (400 + i, i % 5) for i in range(40)) * 3 + b"400.5\t1\n" * 2,
        "back and forth",
    ),
    "constant axis": (b"400\t1\n" * 30, "repeats"),
    "no axis value": (
        b"x,y\n" + b"".join(b"%s,%d.25\n" % (b"" if i == 7 else b"%d.5" % (400 + i), i % 5)
                            for i in range(20)),
        "no axis value",
    ),
    "second axis": (
        b"".join(b"%d.5\t%d\t%d.5\n" % (400 + i, i % 5, 400 + i) for i in range(30)),
        "as an axis does",
    ),
    "jcamp": (b"##TITLE=a\n##JCAMP-DX=4.24\n##XYDATA=(X++(Y..Y))\n400 1 2 3\n", "FIRSTX"),
    "xml": (b"<?xml version='1.0'?><a>1 2\n3 4\n</a>", "XML"),
    "json": (b'{"x": [1, 2,\n3, 4]}', "JSON"),
    "only names": (b"sample_1\t16\t17\tSepsis\nsample_2\t13\t17\tHealthy\n", "no table"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_that_what_is_no_spectrum_is_refused_with_a_sentence(name, tmp_path):
    data, words = REFUSED[name]
    path = tmp_path / "file.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as refusal:
        read_file(path)
    assert words in refusal.value.what
    assert refusal.value.what[0].isupper()
    assert refusal.value.what.endswith(".")


def test_that_a_large_plain_file_is_mapped_and_read_in_blocks(tmp_path, monkeypatch):
    axis = 100 + 0.5 * np.arange(20_000)
    axis *= 3000 / axis[-1]
    values = (np.arange(20_000) * 7919) % 997
    path = tmp_path / "long.txt"
    path.write_text("".join(f"{x:.5f} {y}\n" for x, y in zip(axis, values, strict=True)))
    monkeypatch.setattr("ramangan_gui.io.readers.text_source._MAP_FROM", 1000)
    _, (measured,) = read_file(path)
    assert np.array_equal(measured.axis, np.round(axis, 5))
    assert np.array_equal(measured.intensities[0], values)


def test_that_a_file_without_any_table_is_given_up_early(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("only words and no numbers\n" * 25_000)
    with pytest.raises(InputError, match="no table of numbers"):
        read_file(path)
    path.write_text("words\n" * 25_000 + "400.5 1\n401.5 2\n402.5 3\n")
    with pytest.raises(InputError, match="first 20,001 lines"):
        read_file(path)
