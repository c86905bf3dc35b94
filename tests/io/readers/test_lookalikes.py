"""Tables that look like something else: each is read right or refused, never read wrong."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

N = 120
RNG = np.random.default_rng(5)
SHIFT = np.round(300 + np.cumsum(RNG.uniform(1.9, 2.1, N)), 3)
SIGNALS = [
    np.round(5_000 + 900 * np.exp(-(((SHIFT - 400 - 9 * k) / 12) ** 2)) + RNG.normal(0, 20, N), 2)
    for k in range(4)
]
SIGNAL = SIGNALS[0]


def lines(*columns, between="\t", formats="%.3f"):
    """Write columns; one format for all, or one a column."""
    kinds = [formats] * len(columns) if isinstance(formats, str) else formats
    return "".join(
        between.join(kind % value for kind, value in zip(kinds, row, strict=True)) + "\n"
        for row in zip(*columns, strict=True)
    )


def same(measured, *signals, axis=SHIFT):
    assert measured.axis == pytest.approx(axis, abs=1e-9)
    assert measured.intensities.shape == (len(signals), len(axis))
    assert np.array_equal(measured.intensities, np.asarray(signals, np.float32))
    return measured


@pytest.mark.parametrize(
    "head",
    [",Raman Shift,Intensity\n", ",x,y\n", ",0,1\n", "Unnamed: 0,wavenumber,intensity\n",
     "index,wavenumber,intensity\n", "Point,Raman shift,Intensity\n", "No.,X,Y\n", "",
     "wavenumber,intensity\n", "Long Name,Raman Shift,Intensity\nUnits,cm-1,a.u.\nComments,,\n"],
)  # fmt: skip
@pytest.mark.parametrize("first", [0, 1])
def test_that_numbers_of_rows_are_neither_axis_nor_spectrum(head, first, read_text):
    text = head + lines(np.arange(first, N + first), SHIFT, SIGNAL, between=",",
                        formats=["%d", "%.3f", "%.2f"])  # fmt: skip
    measured = same(read_text(text), SIGNAL)
    assert "numbers the rows and was left out" in measured.notes[0]
    assert measured.x_unit == "1/cm"


def test_that_quoted_row_numbers_of_r_are_left_out(read_text):
    rows = "".join(f'"{k}" {x:.3f} {y:.2f}\n'
                   for k, (x, y) in enumerate(zip(SHIFT, SIGNAL, strict=True), 1))  # fmt: skip
    same(read_text('"wl" "int"\n' + rows), SIGNAL)


def test_that_a_counting_first_column_stays_the_axis_beside_one_signal(read_text):
    measured = read_text(lines(np.arange(N), SIGNAL, formats=["%d", "%.2f"]))
    same(measured, SIGNAL, axis=np.arange(N))
    assert measured.x_unit == "pixel"


@pytest.mark.parametrize("n_rows", [6, 130])
def test_that_an_array_without_an_axis_is_refused_whichever_way_it_lies(n_rows, read_text):
    text = "," + ",".join(map(str, range(N))) + "\n"
    for row in range(n_rows):
        text += f"{row}," + ",".join(f"{y:.2f}" for y in SIGNALS[row % 4]) + "\n"
    with pytest.raises(InputError, match="only count"):
        read_text(text)


def test_that_a_second_axis_below_the_first_is_no_spectrum(read_text):
    def row(name, values):
        return name + "," + ",".join(f"{value:.3f}" for value in values) + "\n"

    text = row("wavelength", 1e7 / (1e7 / 785 - SHIFT)) + row("wavenumber", SHIFT)
    with pytest.raises(InputError, match=r"Row 2 .* as an axis does"):
        read_text(text + "".join(row(f"s{k}", y) for k, y in enumerate(SIGNALS)))


@pytest.mark.parametrize("gap", ["", "NaN"])
def test_that_a_second_axis_among_columns_is_no_spectrum(gap, read_text):
    rows = lines(SHIFT, SIGNAL, np.round(SHIFT + 0.5)).splitlines()
    rows[-1] = "\t".join([*rows[-1].split("\t")[:2], gap])
    with pytest.raises(InputError, match=r"Column 3 .* as an axis does"):
        read_text("\n".join(rows) + "\n")


@pytest.mark.parametrize("row", ["10\t3", f"{N}\t1", "0\t0", "9999\t1"])
def test_that_settings_in_a_row_of_their_own_are_no_points(row, read_text):
    measured = same(read_text(f"{row}\n" + lines(SHIFT, SIGNAL)), SIGNAL)
    assert "far from the others" in measured.notes[0]
    same(read_text(lines(SHIFT, SIGNAL) + "9999\t0\n"), SIGNAL)


def test_that_gaps_within_an_axis_are_kept(read_text):
    keep = np.r_[0:40, 80:N]
    same(read_text(lines(SHIFT[keep], SIGNAL[keep])), SIGNAL[keep], axis=SHIFT[keep])


@pytest.mark.parametrize(
    "line", ["#AxisUnit[1]=\t1/cm", "Laser:\tRaman 785", "XAXIS:\tRaman shift", "##RAMAN=shift"]
)
def test_that_a_field_above_two_columns_names_no_columns(line, read_text):
    text = f"#AxisType[0]=\tIntens\n#AxisUnit[0]=\tCnt\n{line}\n"
    same(read_text(text + lines(SHIFT, SIGNAL)), SIGNAL)


@pytest.mark.parametrize(
    "line",
    ["##RAMAN WAVELENGTH=532", "Laser wavelength: 785", "Wavelength\t785", "excitation wavelength"],
)
def test_that_the_wavelength_of_the_laser_is_no_unit_of_the_axis(line, read_text):
    measured = same(read_text(f"{line}\n" + lines(SHIFT, SIGNAL)), SIGNAL)
    assert measured.x_unit == "1/cm"


def test_that_units_of_some_columns_do_not_hide_their_names(read_text):
    head = "Wave   ;Sample   ;Dark     ;Scope\n[nm]   ;[counts] ;[counts] \n\n"
    wavelength = np.round(1e7 / (1e7 / 785 - SHIFT), 3)
    text = head + lines(wavelength, SIGNALS[1], SIGNALS[2], SIGNAL, between=";")
    same(read_text(text), SIGNAL, axis=wavelength)


def test_that_a_name_above_an_empty_last_column_keeps_the_others_in_place(read_text):
    pixel = np.arange(N)
    rows = lines(pixel, SHIFT + 0.001, SIGNAL, SIGNAL + 90, between=",",
                 formats=["%d", "%.3f", "%.2f", "%.2f"]).replace("\n", ",\n")  # fmt: skip
    text = "Pixel,Wavenumber,Processed,Raw,Reference\n" + rows
    same(read_text(text), SIGNAL, axis=np.round(SHIFT + 0.001, 3))


def test_that_blanks_within_numbers_are_never_taken_for_the_ends_of_columns(read_text):
    text = lines(SHIFT, [f"{y:,.2f}".replace(",", " ") for y in SIGNAL], formats=["%.3f", "%s"])
    with pytest.raises(InputError, match="blanks in its numbers"):
        read_text(text)
    same(read_text(text.replace(" ", "\u00a0")), SIGNAL)


@pytest.mark.parametrize("between", ["\t", ";", " "])
def test_that_three_decimals_after_commas_are_told_from_thousands_by_the_axis(between, read_text):
    text = lines(SHIFT, SIGNAL / 1_000, between=between)
    measured = read_text(text.replace(".", ","))
    assert measured.axis == pytest.approx(SHIFT)
    assert measured.intensities[0] == pytest.approx(SIGNAL / 1_000, abs=6e-4)


def test_that_thousands_beside_a_whole_axis_stay_doubtful(read_text):
    text = lines(np.arange(N) * 2 + 100, [f"{y:,.0f}" for y in SIGNAL], formats=["%d", "%s"])
    with pytest.raises(InputError, match="decimal marks or thousands"):
        read_text(text)


@pytest.mark.parametrize("signal", ["%T", "% T", "%R", "Abs", "Kubelka-Munk"])
def test_that_infrared_signals_are_known_by_their_short_names(signal, read_text):
    measured = read_text(f"Wavenumber (cm-1),{signal}\n" + lines(SHIFT, SIGNAL, between=","))
    assert "over wavenumbers" in measured.not_raman


def test_that_a_diffractogram_is_no_raman_spectrum(read_text):
    angle = 10 + 0.02 * np.arange(3_000)
    text = lines(angle, np.tile(SIGNAL, 25), between=" ")
    assert read_text(text).x_unit == ""
    with pytest.raises(InputError, match="2theta"):
        read_text("2theta counts\n" + text)


def test_that_the_number_of_a_frame_between_axis_and_intensities_is_no_spectrum(read_text):
    text = lines(SHIFT, np.full(N, 3), SIGNAL, formats=["%.3f", "%d", "%.2f"])
    assert "same whole number" in same(read_text(text), SIGNAL).notes[0]
    flat = lines(SHIFT, np.full(N, 3), SIGNAL, SIGNALS[1])
    same(read_text(flat), np.full(N, 3), SIGNAL, SIGNALS[1])


def test_that_a_few_times_above_spectra_do_not_make_an_axis(read_text):
    head = "\t" + "\t".join(str(10 * k) for k in range(8)) + "\n"
    many = [*SIGNALS, *(signal + 1 for signal in SIGNALS)]
    measured = same(read_text(head + lines(SHIFT, *many)), *many)
    assert measured.name.tolist() == [str(10 * k) for k in range(8)]


def test_that_zeros_fill_the_corner_above_positions(read_text):
    text = "0,0," + ",".join(f"{x:.3f}" for x in SHIFT) + "\n"
    for k, signal in enumerate(SIGNALS):
        text += f"{k % 2},{k // 2}," + ",".join(f"{y:.2f}" for y in signal) + "\n"
    same(read_text(text), *SIGNALS)


@pytest.mark.parametrize(
    "title",
    ["Wavelength (µm)", "wavelength_um", "Wavelength (Angstrom)", "λ / Å", "Raman shift (meV)",
     "Raman shift / THz", "Photon energy (eV)"],
)  # fmt: skip
def test_that_an_axis_in_a_foreign_unit_is_refused(title, read_text):
    with pytest.raises(InputError, match="no Raman shift"):
        read_text(f"{title}\tIntensity\n" + lines(SHIFT, SIGNAL))
    for usual in ("Raman shift (cm-1), 50 µm slit", "Shift / cm-1 at 2.33 eV"):
        assert read_text(f"{usual}\tIntensity\n" + lines(SHIFT, SIGNAL)).x_unit == "1/cm"


@pytest.mark.parametrize("other", ["Temperature", "Normalized intensity", "Laser power (mW)"])
def test_that_what_stands_beside_the_one_intensity_is_no_spectrum(other, read_text):
    text = f"Raman shift,Intensity (counts),{other}\n" + lines(
        SHIFT, SIGNAL, SIGNALS[1], between=","
    )
    with pytest.raises(InputError, match="not all spectra"):
        read_text(text)


def test_that_a_row_with_the_ends_of_the_axis_is_no_point(read_text):
    text = f"{SHIFT[0]:.3f}\t{SHIFT[-1]:.3f}\n" + lines(SHIFT, SIGNAL)
    assert "ends of the axis" in same(read_text(text), SIGNAL).notes[0]
    repeated = np.r_[SHIFT[0], SHIFT]
    twice = np.r_[SIGNAL[0] + 1, SIGNAL]
    same(read_text(lines(repeated, twice)), twice, axis=repeated)


def test_that_frames_are_told_apart_in_a_table_with_a_row_per_point(read_text):
    text = "ROI,Frame,Row,Column,Wavelength,Intensity\n"
    wavelength = np.round(1e7 / (1e7 / 785 - SHIFT), 3)
    for frame, signal in enumerate(SIGNALS, 1):
        points = zip(wavelength, signal, strict=True)
        text += "".join(f"1,{frame},1,{k},{x:.3f},{y:.2f}\n" for k, (x, y) in enumerate(points, 1))
    measured = same(read_text(text), *SIGNALS, axis=wavelength)
    assert measured.x_unit == "nm"


@pytest.mark.parametrize("title", ["x", "X-Axis", "shift", "Wave"])
@pytest.mark.parametrize("signal", ["y", "Intensity", "counts", "Intensity (a.u.)"])
def test_that_an_axis_may_be_called_anything(title, signal, read_text):
    same(read_text(f"{title},{signal}\n" + lines(SHIFT, SIGNAL, between=",")), SIGNAL)


def read_all(text, folder):
    path = folder / "file.csv"
    path.write_text(text)
    return read_file(path)[1]


@pytest.mark.parametrize("head", ["", "x1,y1,x2,y2\n", "Raman shift,quartz,Raman shift,calcite\n"])
@pytest.mark.parametrize("ending", ["", ","])
def test_that_pairs_of_columns_are_spectra_beside_their_own_axes(head, ending, tmp_path):
    text = head + lines(SHIFT, SIGNAL, SHIFT, SIGNALS[1], between=",").replace("\n", ending + "\n")
    (measured,) = read_all(text, tmp_path)
    same(measured, SIGNAL, SIGNALS[1])
    other = SHIFT[:90] + 0.5
    rows = [f"{x:.3f},{y:.2f}" for x, y in zip(SHIFT, SIGNAL, strict=True)]
    beside = [f"{x:.3f},{y:.2f}" for x, y in zip(other, SIGNALS[1][:90], strict=True)]
    text = "\n".join(f"{a},{b}{ending}" for a, b in zip(rows, [*beside, *[","] * 30], strict=True))
    first, second = read_all(head + text + "\n", tmp_path)
    same(first, SIGNAL)
    same(second, SIGNALS[1][:90], axis=np.round(other, 3))


def test_that_an_intensity_without_its_own_axis_is_not_lost_in_silence(tmp_path):
    rows = lines(SHIFT, SIGNAL, SHIFT + 0.5, SIGNALS[1], between=",").splitlines()
    cells = rows[-1].split(",")
    rows[-1] = ",".join([*cells[:2], "", cells[3]])
    with pytest.raises(InputError, match="as an axis does"):
        read_all("\n".join(rows) + "\n", tmp_path)


@pytest.mark.parametrize(
    ("before", "behind"), [("X", ""), ("", " cm-1"), ("shift_", ""), ("w ", "")]
)
def test_that_the_axis_may_stand_in_the_names_of_the_columns(before, behind, read_text):
    names = ",".join(f"{before}{x:.3f}{behind}" for x in SHIFT)
    rows = [f"s{k},{k % 2}," + ",".join(f"{y:.2f}" for y in each) for k, each in enumerate(SIGNALS)]
    measured = same(read_text(f"name,label,{names}\n" + "\n".join(rows) + "\n"), *SIGNALS)
    assert measured.label.tolist() == ["0", "1", "0", "1"]
    assert measured.unit_stated == (behind == " cm-1" or before == "shift_")
    assert "axis in the names of the columns" in measured.notes[0]


def test_that_names_that_only_count_are_no_axis(read_text):
    names = ",".join(f"V{k}" for k in range(1, N + 1))
    rows = [f"s{k}," + ",".join(f"{y:.2f}" for y in each) for k, each in enumerate(SIGNALS)]
    with pytest.raises(InputError, match="no axis"):
        read_text(f"name,{names}\n" + "\n".join(rows) + "\n")


def test_that_the_flank_of_a_band_is_no_axis(tmp_path):
    axis = np.round(400 + 3.0 * np.arange(30), 2)
    flank, rest = np.round(500 / (1 + np.arange(30)), 2), np.round(90 * np.cos(axis / 20), 2)
    text = "," + ",".join(map(str, axis)) + "\n"
    text += "".join(f"s{k}," + ",".join(map(str, y)) + "\n" for k, y in enumerate([flank, rest]))
    (measured,) = read_all(text, tmp_path)
    same(measured, flank, rest, axis=axis)
    names = "W\tD\tS\tP\n"
    (measured,) = read_all(names + lines(axis, rest, flank, rest + 1), tmp_path)
    same(measured, np.round(rest + 1, 3), axis=axis)


@pytest.mark.parametrize("between", ["\t", ";", ","])
def test_that_the_sign_of_typesetters_is_a_minus(between, read_text):
    text = lines(SHIFT - 400, -SIGNAL, between=between)
    same(read_text(text.replace("-", "\u2212")), -SIGNAL, axis=np.round(SHIFT - 400, 3))
    if between != ",":
        text = text.replace(".", ",").replace("-", "\u2212")
        same(read_text(text), -SIGNAL, axis=np.round(SHIFT - 400, 3))


@pytest.mark.parametrize("word", ["class", "Label", "#class"])
def test_that_classes_and_specimens_may_stand_above_the_names_of_columns(word, read_text):
    head = f"{word},a,b,a\nsample,1,1,2\nshift,s1,s2,s3\n"
    measured = same(read_text(head + lines(SHIFT, *SIGNALS[:3], between=",")), *SIGNALS[:3])
    assert measured.label.tolist() == ["a", "b", "a"]
    assert measured.group.tolist() == ["1", "1", "2"]
    assert measured.name.tolist() == ["s1", "s2", "s3"]


EXPORTS = {
    "a catalogue of minerals": (
        "##NAMES=Quartz\n##RRUFFID=R1\n##IDEAL CHEMISTRY=&#9723;SiO_2_\n{points, }##END=\n\n\n"
    ),
    "Solis with its settings below": (
        "{points\t}\n\nDate and Time:\tThu Mar 03 10:11:12 2016\nTemperature (C):\t-70\n"
        "Exposure Time (secs):\t10\nWavelength (nm):\t800\n"
    ),
    "a spectrometer by the field": (
        "Sample Name,quartz\nDate,3/14/2023 10:11:12 AM\nIntegration Time (s),1.0\n"
        "X Units,Raman Shift (cm-1)\nWavenumber,Intensity\n{points,}"
    ),
    "Spectra Manager": (
        "TITLE\tquartz\nDATA TYPE\tRAMAN SPECTRUM\nXUNITS\tRaman Shift [cm-1]\nYUNITS\tInt.\n"
        "FIRSTX\t302.1\nLASTX\t540\nNPOINTS\t120\nFIRSTY\t12\nXYDATA\n{points\t}\n"
        "##### Extended Information\n[Comments]\nSample name\tquartz\n\n[Measurement]\n"
        "Excitation wavelength\t784.8 nm\n"
    ),
    "a plot of Origin": (
        "A(X)\tB(Y)\nRaman Shift\tIntensity\ncm\\+(-1)\ta.u.\n\tquartz\n{points\t}"
    ),
    "OceanView in German": (
        "Daten von Subt2 Node\n\nDatum: Do 03 10:11:12\nIntegrationszeit (s): 1,0E0\n"
        "X-Achsenmodus: Raman-Verschiebungen\n>>>>>Anfang Spektraldaten<<<<<\n{points\t}"
    ),
    "an Excel sheet": "\ufeffRaman shift (cm-1),quartz,,\n{points,,,}",
    "a printer of columns": '"Raman Shift" "Counts"\n{points  }',
}


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("falling", [False, True])
def test_that_exports_of_many_programs_give_their_numbers(name, line_end, falling, read_text):
    before, rest = EXPORTS[name].split("{points")
    between, after = rest.split("}")
    tail = between[1:] if len(between) == 3 and between != "  " else ""
    between = between[0] if tail else between
    order = slice(None, None, -1 if falling else 1)
    rows = lines(SHIFT[order], SIGNAL[order], between=between).replace("\n", tail + "\n")
    measured = read_text((before + rows + after).replace("\n", line_end))
    same(measured, SIGNAL)
    assert measured.x_unit == "1/cm"
