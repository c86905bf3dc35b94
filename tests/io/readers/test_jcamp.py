"""JCAMP-DX in all its packings, against an encoder of the tests and an independent reader."""

import itertools
import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import jcamp, read_file
from ramangan_gui.io.readers.jcamp_data import ordinates

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
COUNTS = [10, 12, 12, 12, 12, -7, 0, 105, 104, 103, 102, 101, 5_000, -5_000, 0, 0, 0, 9, 18, 27, 3]


def lettered(value: int, zero: str, plus: str, minus: str) -> str:
    digits = str(abs(value))
    if value == 0:
        return zero
    return (plus if value > 0 else minus)[int(digits[0]) - 1] + digits[1:]


def squeezed(value: int) -> str:
    return lettered(value, "@", "ABCDEFGHI", "abcdefghi")


def difference(value: int) -> str:
    return lettered(value, "%", "JKLMNOPQR", "jklmnopqr")


def repeated(items: list[str]) -> str:
    packed = ""
    for item, run in itertools.groupby(items):
        n = len(list(run))
        packed += item if n == 1 else item + "STUVWXYZs"[int(str(n)[0]) - 1] + str(n)[1:]
    return packed


def lines_of(counts: list[int], packing: str, per_line: int = 6) -> list[str]:
    """Write ordinates with abscissas 0, 1, 2 and so on."""
    lines, first = [], 0
    while first < len(counts):
        part = counts[first : first + per_line]
        if packing == "affn":
            lines.append(f"{first} " + " ".join(map(str, part)))
        elif packing == "pac":
            lines.append(f"{first}" + "".join(f"{n:+d}" for n in part))
        elif packing == "sqz":
            lines.append(f"{first}" + "".join(map(squeezed, part)))
        elif packing == "sqzdup":
            lines.append(f"{first}" + repeated([squeezed(n) for n in part]))
        else:
            before = counts[max(0, first - 1) : first]
            steps = np.diff(before + part)
            begin = first - len(before)
            items = [difference(int(step)) for step in steps]
            packed = repeated(items) if packing == "difdup" else "".join(items)
            lines.append(f"{begin}{squeezed((before + part)[0])}{packed}")
        first += per_line
    if packing in {"dif", "difdup"} and per_line > 1:
        lines.append(f"{len(counts) - 1}{squeezed(counts[-1])}  $$ check")
    return lines


PACKINGS = ["affn", "pac", "sqz", "sqzdup", "dif", "difdup"]


def file_of(counts, lines, form="(X++(Y..Y))", first=1000.0, step=-2.5, factor=0.25, **changes):
    labels = {
        "TITLE": "quartz", "JCAMP-DX": "4.24", "DATA TYPE": "RAMAN SPECTRUM", "ORIGIN": "test",
        "OWNER": "nobody", "XUNITS": "1/CM", "YUNITS": "ARBITRARY UNITS",
        "XFACTOR": step, "YFACTOR": factor,
        "FIRSTX": first, "LASTX": first + step * (len(counts) - 1), "FIRSTY": counts[0] * factor,
        "NPOINTS": len(counts), **changes,
    }  # fmt: skip
    head = [f"##{label}= {value}" for label, value in labels.items() if value is not None]
    return "\n".join([*head, f"##XYDATA= {form}", *lines, "##END="])


def axis_as_written(lines, first, step):
    """Let lines that begin at 0, 1, 2 begin with the abscissa over XFACTOR."""
    offset = round(first / step)
    turned = []
    for line in lines:
        digits = "".join(itertools.takewhile(str.isdigit, line))
        turned.append(str(offset + int(digits)) + line[len(digits) :])
    return turned


@pytest.fixture
def read_jcamp(tmp_path):
    def read(text):
        path = tmp_path / "file.dx"
        path.write_text(text, encoding="latin-1")
        reader, found = read_file(path)
        assert reader.name == "jcamp"
        return found

    return read


def whole(packing, counts=COUNTS, **changes):
    lines = axis_as_written(lines_of(counts, packing), 1000.0, -2.5)
    return file_of(counts, lines, **changes)


@pytest.mark.parametrize("packing", PACKINGS)
def test_that_every_packing_gives_the_same_spectrum(packing, read_jcamp):
    (measured,) = read_jcamp(whole(packing))
    assert np.allclose(measured.axis, (1000 - 2.5 * np.arange(len(COUNTS)))[::-1])
    assert np.array_equal(measured.intensities[0], 0.25 * np.array(COUNTS, np.float32)[::-1])
    assert (measured.x_unit, measured.unit_stated) == ("1/cm", True)
    assert measured.name.tolist() == ["quartz"]
    assert "descending axis" in measured.notes[0]


@pytest.mark.parametrize("packing", PACKINGS)
@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.one_of(st.integers(-20, 20), st.integers(-(10**9), 10**9)),
                    min_size=2, max_size=40),
    per_line=st.integers(2, 9),
)  # fmt: skip
def test_that_any_ordinates_come_back(packing, counts, per_line):
    lines = [line.partition("$$")[0] for line in lines_of(counts, packing, per_line)]
    read = ordinates(enumerate(lines), len(counts))
    assert read.values.tolist() == counts


@pytest.mark.parametrize("packing", PACKINGS)
def test_that_an_independent_reader_agrees(packing, tmp_path, read_jcamp):
    openreadout = pytest.importorskip("openreadout")
    (measured,) = read_jcamp(whole(packing))
    with openreadout.File(str(tmp_path / "file.dx")) as file:
        values, axis = file.read_trace(0)[0], file.trace_axis(0)
    assert np.allclose(measured.axis, axis[::-1])
    assert np.allclose(measured.intensities[0], values[::-1])


def real_files():
    return sorted((DATA / "vendor" / "jcamp").glob("*.*"))


@pytest.mark.skipif(not real_files(), reason="The collection of real files is not on this machine.")
@pytest.mark.parametrize("packing", ["difdup", "fix", "packed", "squeezed"])
def test_that_real_packings_of_one_spectrum_agree_with_an_independent_reader(packing):
    openreadout = pytest.importorskip("openreadout")
    path = DATA / "vendor" / "jcamp" / f"cheminfo_jcamp-{packing}.dx"
    (block,) = [b for b in jcamp._blocks(jcamp.open_source(path)) if b.table]
    read = ordinates(block.lines, 16384)
    with openreadout.File(str(path)) as file:
        assert np.array_equal(read.values, file.read_trace(0)[0])
    expected = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
    entry = expected["files"][f"jcamp/{path.name}"]
    values = read.values[::-1]
    assert values[entry["first_spectrum"]["index"]].tolist() == entry["first_spectrum"]["value"]
    with pytest.raises(InputError, match="hz, which is no Raman shift"):
        read_file(path)


def test_that_letters_e_are_digits_or_powers_of_ten_as_the_table_is_written(read_jcamp):
    affn = ["-400 1.5E+02 2e1", "-398 -3.25E-01 4"]
    counts = [150.0, 20.0, -0.325, 4.0]
    (measured,) = read_jcamp(file_of(counts, affn, factor=1))
    assert np.allclose(measured.intensities[0], counts[::-1])
    (measured,) = read_jcamp(file_of([512, 53, 54], ["-400E12E3E4"], factor=1))
    assert measured.intensities[0].tolist() == [54, 53, 512]


def test_that_missing_ordinates_are_gaps(read_jcamp):
    (measured,) = read_jcamp(file_of([1, 0, 3], ["-400 1 ? 3"], factor=1))
    assert np.array_equal(measured.intensities[0], [3, np.nan, 1], equal_nan=True)


@pytest.mark.parametrize("form", ["(XY..XY)", "( XY..XY )"])
@pytest.mark.parametrize("between", [", ", " ", "; "])
def test_that_pairs_are_read(form, between, read_jcamp):
    x, y = [100.0, 101.5, 104.25], [5, 6.5, -7]
    lines = [f"{a}{between if between != '; ' else ','}{b}" for a, b in zip(x, y, strict=True)]
    text = between.join(lines) if between == "; " else "\n".join(lines)
    text = file_of(y, [text], form, XFACTOR=1, factor=1, FIRSTX=100, LASTX=104.25)
    (measured,) = read_jcamp(text)
    assert measured.axis.tolist() == x
    assert measured.intensities[0].tolist() == y


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"NPOINTS": 20}, "NPOINTS"),
        ({"NPOINTS": 22}, "NPOINTS"),
        ({"FIRSTY": 3.5}, "FIRSTY"),
        ({"LASTX": 900}, "LASTX"),
        ({"FIRSTX": 1010}, "FIRSTX"),
        ({"DELTAX": -3}, "DELTAX"),
        ({"YFACTOR": "1,5"}, "no number"),
        ({"YFACTOR": 0}, "zero"),
        ({"NPOINTS": 10**12}, "NPOINTS"),
        ({"FIRSTX": None}, "FIRSTX"),
        ({"XUNITS": "MICROMETERS"}, "no Raman shift"),
        ({"XUNITS": "SECONDS"}, "no Raman shift"),
        ({"XUNITS": "furlongs"}, "no Raman shift"),
    ],
)
@pytest.mark.parametrize("packing", ["affn", "difdup"])
def test_that_a_header_that_contradicts_the_data_is_refused(packing, changes, words, read_jcamp):
    with pytest.raises(InputError, match=words):
        read_jcamp(whole(packing, **changes))


@pytest.mark.parametrize("packing", PACKINGS)
def test_that_the_step_may_stand_for_the_last_abscissa(packing, read_jcamp):
    (measured,) = read_jcamp(whole(packing, LASTX=None, DELTAX=-2.5))
    assert np.allclose(measured.axis, (1000 - 2.5 * np.arange(len(COUNTS)))[::-1])
    with pytest.raises(InputError, match="leads to"):
        read_jcamp(whole(packing, LASTX=None, DELTAX=-2.0))


@pytest.mark.parametrize("packing", PACKINGS)
def test_that_a_line_less_is_refused(packing, read_jcamp):
    lines = axis_as_written(lines_of(COUNTS, packing), 1000.0, -2.5)
    for missing in range(len(lines) - 1):
        with pytest.raises(InputError):
            read_jcamp(file_of(COUNTS, lines[:missing] + lines[missing + 1 :]))


def test_that_a_wrong_difference_fails_the_check_of_the_next_line(read_jcamp):
    text = whole("difdup")
    assert "J05" in text
    with pytest.raises(InputError, match="fail their own check"):
        read_jcamp(text.replace("J05", "J06"))


def test_that_repeats_beyond_the_stated_number_are_not_unpacked(read_jcamp):
    with pytest.raises(InputError, match="more points than"):
        read_jcamp(file_of([1, 1, 1], ["-400AZ99999999"], factor=1))


@pytest.mark.parametrize("line", ["1" * 10**7, "1.1." * 10**6, "A" * 10**6, "1 " * 10**6])
@pytest.mark.parametrize("form", ["(X++(Y..Y))", "(XY..XY)"])
def test_that_endless_lines_are_refused_soon(line, form, read_jcamp):
    started = time.process_time()
    with pytest.raises(InputError, match="longer than any line"):
        read_jcamp(file_of([1, 2, 3], [f"-400 {line}"], form))
    for start in ("-400 ", "-400"):
        with pytest.raises(InputError):
            read_jcamp(file_of([1, 2, 3], [start + line[:250_000]], form))
    assert time.process_time() - started < 5


def block(name, y_units="COUNTS", scale=1):
    counts = [scale * n for n in COUNTS]
    lines = axis_as_written(lines_of(counts, "difdup"), 1000.0, -2.5)
    return file_of(counts, lines, TITLE=name, YUNITS=y_units)


def test_that_all_blocks_are_read_but_those_of_errors(read_jcamp):
    link = "##TITLE= three\n##JCAMP-DX= 5.00\n##DATA TYPE= LINK\n##BLOCKS= 3\n"
    blocks = [block("a"), block("b", scale=3), block("c", "VARIANCE", 5)]
    found = read_jcamp(link + "\n".join(blocks) + "\n##END=\n")
    assert [each.name.tolist() for each in found] == [["a"], ["b"]]
    assert np.array_equal(3 * found[0].intensities, found[1].intensities)
    assert "variance" in found[0].notes[-1]


def test_that_pages_of_tuples_are_spectra(read_jcamp):
    head = """##TITLE= series
##JCAMP-DX= 5.00
##DATA TYPE= RAMAN SPECTRUM
##DATA CLASS= NTUPLES
##NTUPLES= RAMAN SPECTRUM
##VAR_NAME= RAMAN SHIFT, INTENSITY, TIME
##SYMBOL= X, Y, T
##VAR_TYPE= INDEPENDENT, DEPENDENT, PAGE
##VAR_DIM= 21, 21, 2
##UNITS= 1/CM, COUNTS, SECONDS
##FIRST= 1000, 2.5, 0
##LAST= 950, 0.75, 10
##FACTOR= -2.5, 0.25, 1
"""
    pages = ""
    for when, scale in ((0, 1), (10, 2)):
        counts = [scale * n for n in COUNTS]
        lines = axis_as_written(lines_of(counts, "difdup"), 1000.0, -2.5)
        pages += f"##PAGE= T={when}\n##DATA TABLE= (X++(Y..Y)), XYDATA\n" + "\n".join(lines) + "\n"
    first, second = read_jcamp(head + pages + "##END NTUPLES= RAMAN SPECTRUM\n##END=\n")
    assert first.axis.tolist() == (1000 - 2.5 * np.arange(21))[::-1].tolist()
    assert np.array_equal(2 * first.intensities, second.intensities)
    assert second.name.tolist() == ["series, T=10"]


@pytest.mark.parametrize(
    ("label", "words"),
    [("##PEAK TABLE= (XY..XY)", "table of peaks"), ("##RADATA= (R++(A..A))", "interferogram"),
     ("##XYDATA= (R++(A..A))", "no curve")],
)  # fmt: skip
def test_that_what_is_no_curve_is_refused(label, words, read_jcamp):
    text = whole("affn").replace("##XYDATA= (X++(Y..Y))", label)
    with pytest.raises(InputError, match=words):
        read_jcamp(text)


def test_that_other_kinds_and_lasers_are_told(read_jcamp):
    (measured,) = read_jcamp(whole("affn", **{"DATA TYPE": "INFRARED SPECTRUM",
                                              "$LASER WAVELENGTH": "785.2 nm"}))  # fmt: skip
    assert "infrared spectrum: not a Raman spectrum" in measured.notes[1]
    assert measured.laser_nm == 785.2
    assert (measured.x_unit, measured.unit_stated) == ("", False)
    assert measured.not_raman == "an infrared spectrum"
    (measured,) = read_jcamp(whole("affn", XUNITS="NANOMETERS"))
    assert (measured.x_unit, measured.not_raman) == ("nm", "")
    (measured,) = read_jcamp(whole("affn"))
    assert (measured.x_unit, measured.not_raman) == ("1/cm", "")


def test_that_odd_labels_and_line_ends_are_understood(read_jcamp):
    text = whole("difdup").replace("##NPOINTS=", "## N-Points =").replace("\n", "\r\n")
    text = "$$ a remark before\r\n" + text.replace("##XYDATA", "##XY_DATA")
    (measured,) = read_jcamp(text)
    assert measured.intensities.shape == (1, len(COUNTS))


@pytest.mark.parametrize("bend", [1e-4, 2e-2])
@pytest.mark.parametrize("falling", [False, True])
def test_that_uneven_abscissas_before_single_ordinates_are_the_axis(bend, falling, tmp_path):
    point = np.arange(80)
    axis = np.round(300 + 2.1 * point + bend * point * (79 - point), 3)
    values = (500 + 90 * np.sin(point)).astype(int)
    if falling:
        axis, values = axis[::-1], values[::-1]
    path = tmp_path / "uneven.jdx"
    text = (
        "##TITLE=s\n##JCAMP-DX=4.24\n##DATA TYPE=RAMAN SPECTRUM\n##XUNITS=1/CM\n"
        f"##YUNITS=ARBITRARY UNITS\n##XFACTOR=1\n##YFACTOR=1\n##FIRSTX={axis[0]}\n"
        f"##LASTX={axis[-1]}\n##NPOINTS=80\n##FIRSTY={values[0]}\n##XYDATA=(X++(Y..Y))\n"
    )
    lines = [f"{x} {y}" for x, y in zip(axis, values, strict=True)]
    path.write_text(text + "\n".join(lines) + "\n##END=\n")
    (measured,) = read_file(path)[1]
    order = np.argsort(axis)
    assert np.array_equal(measured.axis, axis[order])
    assert measured.intensities[0].tolist() == values[order].tolist()
    lines[40], lines[41] = lines[41], lines[40]
    path.write_text(text + "\n".join(lines) + "\n##END=\n")
    with pytest.raises(InputError, match="begins at"):
        read_file(path)


def commas(number, decimals=2):
    return f"{number:.{decimals}f}".replace(".", ",")


@pytest.mark.parametrize("between", ["; ", ", ", " ", "\t"])
def test_that_decimal_commas_are_understood_where_the_header_has_them(between, read_jcamp):
    axis = np.round(400 + 2.25 * np.arange(30) + 0.01 * np.arange(30) ** 2, 4)
    signal = np.round(90 * np.sin(axis / 30) + 100, 2)
    head = (
        f"##TITLE=a\n##JCAMP-DX=4.24\n##DATA TYPE=RAMAN SPECTRUM\n##XUNITS=1/CM\n"
        f"##FIRSTX={commas(axis[0], 4)}\n##LASTX={commas(axis[-1], 4)}\n##NPOINTS=30\n"
        f"##FIRSTY={commas(signal[0])}\n"
    )
    rows = [f"{commas(x, 4)}{between}{commas(y)}" for x, y in zip(axis, signal, strict=True)]
    text = head + "##XYPOINTS=(XY..XY)\n" + "\n".join(rows) + "\n##END=\n"
    (measured,) = read_jcamp(text)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities[0], signal.astype(np.float32))
    assert "decimal comma" in measured.notes[0]
    with pytest.raises(InputError):
        read_jcamp(text.replace(between, ","))
    with pytest.raises(InputError):
        read_jcamp(text.replace(rows[3], rows[3].replace(",", ".")))


def test_that_decimal_commas_in_even_steps_are_compared_with_the_header(read_jcamp):
    signal = np.round(90 * np.sin(np.arange(30)) + 100, 1)
    head = (
        "##TITLE=a\n##JCAMP-DX=4.24\n##DATA TYPE=RAMAN SPECTRUM\n##XUNITS=1/CM\n##FIRSTX=400,5\n"
        f"##LASTX=444\n##NPOINTS=30\n##FIRSTY={commas(signal[0], 1)}\n##XYDATA=(X++(Y..Y))\n"
    )
    rows = [
        f"{commas(400.5 + 1.5 * k, 1)} " + " ".join(commas(y, 1) for y in signal[k : k + 5])
        for k in range(0, 30, 5)
    ]
    (measured,) = read_jcamp(head + "\n".join(rows) + "\n##END=\n")
    assert measured.axis == pytest.approx(400.5 + 1.5 * np.arange(30))
    assert np.array_equal(measured.intensities[0], signal.astype(np.float32))
    with pytest.raises(InputError, match="FIRSTX"):
        read_jcamp((head + "\n".join(rows) + "\n##END=\n").replace("=400,5", "=402"))
