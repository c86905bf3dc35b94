"""Tables with several axes and signals, a row per point, positions; exports in several files."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

N = 40
SHIFT = np.round(200 + 2.53 * np.arange(N) + 0.01 * np.arange(N) ** 2, 2)
WAVELENGTH = np.round(1e7 / (1e7 / 785.0 - SHIFT), 2)
ABSOLUTE = np.round(1e7 / WAVELENGTH, 2)
SIGNAL = np.round(500 + 400 * np.sin(SHIFT / 7), 4)
DARK = np.full(N, 101.25)


def written(columns, delimiter=";", header=(), decimal=".", ending=""):
    """Write columns by name; a text in a column stands for itself."""
    lines = [*header, delimiter.join(columns) + ending]
    for row in zip(*columns.values(), strict=True):
        cells = [cell if isinstance(cell, str) else f"{cell:.12g}" for cell in row]
        lines.append(delimiter.join(cells).replace(".", decimal) + ending)
    return "\n".join(lines) + "\n"


def bwtek(**changes):
    columns = {
        "Pixel": range(N), "Wavelength": WAVELENGTH, "Wavenumber": ABSOLUTE, "Raman Shift": SHIFT,
        "Dark": DARK, "Reference": np.full(N, 65535.0), "Raw data #1": SIGNAL + DARK,
        "Dark Subtracted #1": SIGNAL, "%TR #1": np.zeros(N), "Absorbance #1": np.zeros(N),
        "Irradiance (W/cm^2/nm) #1": np.zeros(N), **changes,
    }  # fmt: skip
    header = ["File Version;BWRam4.11", "intigration times(ms);3000", "laser_wavelength;784,97"]
    return written(columns, ";", header, ",", ";")


def test_that_of_bwtek_columns_the_dark_subtracted_is_read_against_the_raman_shift(read_text):
    measured = read_text(bwtek())
    assert np.array_equal(measured.axis, SHIFT)
    assert np.array_equal(measured.intensities[0], SIGNAL.astype(np.float32))
    assert (measured.x_unit, measured.unit_stated, measured.laser_nm) == ("1/cm", True, 784.97)
    assert "Dark Subtracted #1 against Raman Shift" in measured.notes[0]
    assert "Raw data #1" in measured.notes[0]


def test_that_uncalibrated_ends_are_left_out_and_told(read_text):
    blank = ["   " if not 5 <= k < N - 3 else float(x) for k, x in enumerate(SHIFT)]
    measured = read_text(bwtek(**{"Raman Shift": blank, "Wavenumber": blank, "Wavelength": blank}))
    assert np.array_equal(measured.axis, SHIFT[5:-3])
    assert np.array_equal(measured.intensities[0], SIGNAL[5:-3].astype(np.float32))
    assert "rows without an axis value left out: 8" in measured.notes[0]
    blank[20] = ""
    with pytest.raises(InputError, match="no axis value"):
        read_text(bwtek(**{"Raman Shift": blank}))


def test_that_a_dark_that_was_never_measured_is_not_subtracted(read_text):
    never = np.full(N, 65535.0)
    measured = read_text(bwtek(Dark=never, **{"Dark Subtracted #1": SIGNAL - never}))
    assert np.array_equal(measured.intensities[0], (SIGNAL + DARK).astype(np.float32))
    assert "Raw data #1 against" in measured.notes[0]


def test_that_several_measurements_are_several_spectra(read_text):
    measured = read_text(bwtek(**{"Raw data #2": SIGNAL, "Dark Subtracted #2": SIGNAL - DARK}))
    assert measured.name.tolist() == ["Dark Subtracted #1", "Dark Subtracted #2"]
    assert np.array_equal(measured.intensities[1], (SIGNAL - DARK).astype(np.float32))


def test_that_without_a_shift_the_wavelength_is_the_axis_not_absolute_wavenumbers(read_text):
    columns = {
        "Pixel": range(N),
        "Wavelength": WAVELENGTH,
        "Wavenumber": ABSOLUTE,
        "Processed": SIGNAL,
    }
    for scale in (1.0, 0.5):  # absolute wavenumbers that no shift can have, and that one could
        columns = {**columns, "Wavelength": WAVELENGTH / scale, "Wavenumber": ABSOLUTE * scale}
        measured = read_text(written(columns, ","))
        assert measured.x_unit == "nm"
        assert np.allclose(measured.axis, WAVELENGTH / scale)


def test_that_wavenumbers_beside_wavelengths_may_be_shifts(read_text):
    shown = ["NA"] * 4 + [float(y) for y in SIGNAL[4:]]
    columns = {"Pixel": range(N), "Wavelength": WAVELENGTH, "Wavenumber": SHIFT, "Processed": shown}
    measured = read_text(written(columns, ",", ["Laser Wavelength,785.04", "Laser Power %,35.888"]))
    assert np.array_equal(measured.axis, SHIFT)
    assert (measured.x_unit, measured.laser_nm) == ("1/cm", 785.04)
    assert np.isnan(measured.intensities[0, :4]).all()
    assert np.array_equal(measured.intensities[0, 4:], SIGNAL[4:].astype(np.float32))


def test_that_an_axis_at_zero_was_never_calibrated(read_text):
    columns = {
        "Pixel": range(N),
        "Wavelength": WAVELENGTH,
        "Raman Shift": np.zeros(N),
        "Raw": SIGNAL,
    }
    assert read_text(written(columns)).x_unit == "nm"


def test_that_the_axis_is_found_in_any_column(read_text):
    columns = {"Intensity (counts)": SIGNAL, "Raman shift (cm-1)": SHIFT}
    measured = read_text(written(columns, "\t"))
    assert np.array_equal(measured.axis, SHIFT)
    assert np.array_equal(measured.intensities[0], SIGNAL.astype(np.float32))


@pytest.mark.parametrize("decimal", [".", ","])
def test_that_avantes_and_jaz_columns_are_told_apart(decimal, read_text):
    nm = {"Wave   ": WAVELENGTH, "Dark     ": DARK, "Ref      ": DARK + 3, "Sample   ": SIGNAL}
    units = "[nm]   ;[counts] ;[counts] ;[counts] "
    text = written(nm, ";", decimal=decimal)
    text = text.replace("\n", f"\n{units}\n", 1)
    measured = read_text(text)
    assert measured.x_unit == "nm"
    assert np.array_equal(measured.intensities[0], SIGNAL.astype(np.float32))
    assert "Sample against Wave" in measured.notes[0]
    jaz = {"W": WAVELENGTH, "D": DARK, "S": DARK + 2, "P": SIGNAL}
    head = ["Jaz Data File", "Number of Pixels: 40", ">>>>>Begin Processed Spectral Data<<<<<"]
    tail = ">>>>>End Processed Spectral Data<<<<<\n>>>>>Begin Calibration<<<<<\n[uJ]\n0.1\n0.2\n"
    measured = read_text(written(jaz, "\t", head, decimal) + tail)
    assert measured.x_unit == "nm"
    assert np.array_equal(measured.axis, WAVELENGTH)
    assert np.array_equal(measured.intensities[0], SIGNAL.astype(np.float32))
    assert "P against W" in measured.notes[0]


@pytest.mark.parametrize(
    "columns",
    [
        {"Shift (cm-1)": SHIFT, "Dark": DARK, "mystery": SIGNAL},
        {"Shift (cm-1)": SHIFT, "Wavelength (nm)": WAVELENGTH, "this": SIGNAL, "that": DARK},
        {"Shift (cm-1)": SHIFT, "raw": SIGNAL, "baseline": DARK, "fit": SIGNAL},
        {"Shift (cm-1)": SHIFT, "Dark": DARK, "Reference": DARK + 1},
        {"Shift (cm-1)": SHIFT, "mean": SIGNAL, "sd": DARK},
    ],
)
def test_that_columns_of_unknown_meaning_are_refused(columns, read_text):
    with pytest.raises(InputError, match=r"columns"):
        read_text(written(columns))


@pytest.mark.parametrize("axis", ["shift", "Raman shift (cm-1)", "wavenumber"])
@pytest.mark.parametrize("first", [0, 1])
def test_that_the_index_of_a_data_frame_is_no_spectrum(axis, first, read_text):
    columns = {"": range(first, N + first), axis: SHIFT, "s1": SIGNAL, "s2": DARK}
    measured = read_text(written(columns, ","))
    assert np.array_equal(measured.axis, SHIFT)
    assert measured.name.tolist() == ["s1", "s2"]
    assert np.array_equal(measured.intensities[0], SIGNAL.astype(np.float32))
    assert "the first column numbers the rows and was left out" in measured.notes[0]
    with pytest.raises(InputError, match="not all spectra"):
        read_text(written({**columns, "sd": DARK}, ","))


def test_that_numbers_among_the_words_before_a_spectrum_are_no_part_of_it(read_text):
    head = "patient,age,class,visit," + ",".join(f"{x:g}" for x in SHIFT)
    rows = [f"p{k},{40 + k},{'ab'[k % 2]},{k}," + ",".join(f"{k * y:g}" for y in SIGNAL)
            for k in range(1, 5)]  # fmt: skip
    measured = read_text("\n".join([head, *rows]))
    assert np.allclose(measured.axis, SHIFT)
    assert np.allclose(measured.intensities, np.outer([1, 2, 3, 4], SIGNAL), rtol=1e-5)
    assert measured.label.tolist() == list("baba")
    assert "columns not used: patient, age, visit" in measured.notes[0]


@pytest.mark.parametrize("name", ["Absorbance", "Transmittance (%)", "reflectance #1"])
def test_that_infrared_signals_are_told_from_raman(name, read_text):
    measured = read_text(written({"Wavenumber (cm-1)": SHIFT, name: SIGNAL}))
    assert measured.x_unit == ""
    assert measured.not_raman.endswith("ance over wavenumbers")
    assert "no Raman spectrum" in measured.notes[-1]
    assert read_text(written({"Wavelength (nm)": WAVELENGTH, name: SIGNAL})).not_raman == ""
    assert read_text(written({"Raman shift (cm-1)": SHIFT, "Intensity": SIGNAL})).not_raman == ""


def test_that_columns_of_samples_are_all_read(read_text):
    columns = {"Shift (cm-1)": SHIFT, "quartz 1": SIGNAL, "quartz 2": DARK, "calcite": SIGNAL + 1}
    measured = read_text(written(columns))
    assert measured.name.tolist() == ["quartz 1", "quartz 2", "calcite"]


@pytest.mark.parametrize("keys", [("#X", "#Y"), ("#Time",), ("X (µm)", "Y (µm)", "Z")])
@pytest.mark.parametrize("axis", ["#Wave", "Raman shift (cm-1)"])
def test_that_tables_with_a_row_per_point_are_cut_into_spectra(keys, axis, read_text):
    places = np.array([[x + 0.5 * k for k in range(len(keys))] for x in (0.0, 1.5, 3.0)])
    rows = np.repeat(places, N, axis=0)
    columns = {key: rows[:, k] for k, key in enumerate(keys)}
    columns[axis] = np.tile(SHIFT[::-1], 3)
    columns["#Intensity"] = np.concatenate([k * SIGNAL[::-1] for k in (1, 2, 3)])
    measured = read_text(written(columns, "\t").replace("\t", "\t\t", len(columns) - 1))
    assert np.array_equal(measured.axis, SHIFT)
    expected = np.outer([1, 2, 3], SIGNAL).astype(np.float32)
    assert np.allclose(measured.intensities, expected)
    assert len(set(measured.name.tolist())) == 3
    if len(keys) > 1:
        assert np.array_equal(measured.map_position, places[:, :2])
    columns[axis] = columns[axis] + np.repeat([0, 0.5, 1], N)
    with pytest.raises(InputError, match="do not share an axis"):
        read_text(written(columns, "\t").replace("\t", "\t\t", len(columns) - 1))


def labspec(kinds, places, corner=None):
    header = ["#Laser (nm)=\t633 ", "#AxisType[0]=Intens", "#AxisUnit[0]=Cnt",
              "#AxisType[1]=Spectr", "#AxisUnit[1]=1/cm"]  # fmt: skip
    for number, (kind, unit) in enumerate(kinds, start=2):
        header += [f"#AxisType[{number}]={kind}", f"#AxisUnit[{number}]={unit}"]
    corner = "\t" * len(places[0]) if corner is None else corner
    lines = [*header, corner + "\t".join(f"{x:g}" for x in SHIFT[::-1])]
    for k, place in enumerate(places, start=1):
        lines.append("\t".join(f"{v:g}" for v in [*place, *(k * SIGNAL[::-1])]))
    return "\n".join(lines).encode("latin-1")


@pytest.mark.parametrize("kinds", [[("X", "µm"), ("Y", "µm")], [("XA", "µm"), ("YA", "µm")]])
@pytest.mark.parametrize("corner", [None, ""])
def test_that_labspec_maps_keep_their_positions(kinds, corner, read_text):
    places = [(0.5, -1.0), (0.5, 0.0), (0.25, -1.0), (0.25, 0.0)]
    measured = read_text(labspec(kinds, places, corner))
    assert measured.map_position.tolist() == [list(place) for place in places]
    assert np.allclose(measured.axis, SHIFT, rtol=1e-5)
    assert np.allclose(measured.intensities, np.outer([1, 2, 3, 4], SIGNAL), rtol=1e-5)
    assert (measured.x_unit, measured.unit_stated, measured.laser_nm) == ("1/cm", True, 633.0)
    assert measured.name.tolist()[0] == "X=0.5, Y=-1"
    swapped = read_text(labspec(kinds[::-1], places, corner))
    assert swapped.map_position.tolist() == [list(place[::-1]) for place in places]


def test_that_labspec_lines_and_series_are_told_apart(read_text):
    line = read_text(labspec([("Y", "µm")], [(-1.0,), (0.0,), (1.0,)]))
    assert line.map_position.tolist() == [[0, -1], [0, 0], [0, 1]]
    series = read_text(labspec([("Time", "s")], [(0.0,), (10.0,), (20.0,)]))
    assert series.map_position is None
    assert series.name.tolist() == ["Time=0", "Time=10", "Time=20"]
    minutes = read_text(labspec([("Time", "min"), ("T", "K")], [(0.0, 300.0), (1.0, 310.5)]))
    assert minutes.name.tolist() == ["Time=0 min, T=300 K", "Time=1 min, T=310.5 K"]


@pytest.mark.parametrize(
    ("places", "names", "is_map"),
    [
        ([(0.0,), (2.5,), (7.0,)], ["place=0", "place=2.5", "place=7"], False),
        ([(9.0,), (2.5,), (1.0,)], ["place=9", "place=2.5", "place=1"], False),
        ([(0.0,), (1.0,), (2.0,)], None, False),
        ([(0.0,), (2.0,), (2.0,)], None, False),
        ([(0.0, 5.0), (1.0, 5.0), (0.0, 7.0), (1.0, 7.0)], ["X=0, Y=5", "X=1, Y=5"], True),
        ([(0.0, 5.0), (1.0, 5.0), (0.0, 7.0), (2.0, 7.0)], None, False),
        ([(0.0, 5.0), (1.0, 5.0), (2.0, 5.0)], None, False),
    ],
)
def test_that_columns_without_names_are_places_where_they_can_be(places, names, is_map, read_text):
    text = labspec([], places).decode("latin-1")
    measured = read_text("\n".join(line for line in text.split("\n") if line[:1] != "#"))
    assert np.allclose(measured.intensities[1], 2 * SIGNAL, rtol=1e-5)
    if names is None:
        assert measured.name is None
    else:
        assert measured.name.tolist()[: len(names)] == names
    assert (measured.map_position is not None) == is_map
    if is_map:
        assert measured.map_position.tolist() == [list(place) for place in places]


@pytest.fixture
def witec(tmp_path):
    def write(intensities, names=("run_X-Axis.txt", "run_Y-Axis.txt", "run_Header.txt"), **header):
        facts = {"GraphName": "quartz", "SizeX": 3, "SizeY": 1, "SizeGraph": N,
                 "XAxisUnit": "rel. 1/cm", **header}  # fmt: skip
        head = "\n".join(["//Exported ASCII-File", "[Header]",
                          *(f"{name} = {value}" for name, value in facts.items())])  # fmt: skip
        columns = (" %.8E\n" * N % tuple(SHIFT), " %.8E\n" * len(intensities) % tuple(intensities))
        for name, text in zip(names, (*columns, head), strict=False):
            (tmp_path / name).write_text(text, encoding="latin-1")
        return [tmp_path / name for name in names]

    return write


@pytest.mark.parametrize(
    "names",
    [
        ("run_X-Axis.txt", "run_Y-Axis.txt", "run_Header.txt"),
        ("map-x.dat", "map-y.dat"),
        ("m (X-Axis).txt", "m (Y-Axis).txt"),
    ],
)
def test_that_witec_exports_in_several_files_are_joined(names, witec):
    paths = witec(np.concatenate([SIGNAL, 2 * SIGNAL, 3 * SIGNAL]), names)
    reader, (measured,) = read_file(paths[1])
    assert reader.name == "witec"
    assert np.array_equal(measured.axis, SHIFT)
    assert np.allclose(measured.intensities, np.outer([1, 2, 3], SIGNAL))
    assert names[0] in measured.notes[0]
    assert measured.unit_stated == (len(names) == 3)
    for path in [paths[0], *paths[2:]]:
        with pytest.raises(
            InputError, match=f"of {names[1]}".replace("(", r"\(").replace(")", r"\)")
        ):
            read_file(path)


def test_that_witec_files_that_do_not_fit_are_refused(witec):
    paths = witec(SIGNAL[:-1])
    with pytest.raises(InputError, match="no whole spectra"):
        read_file(paths[1])
    paths = witec(np.concatenate([SIGNAL, SIGNAL]))
    with pytest.raises(InputError, match="Its header states 3 × 1 spectra"):
        read_file(paths[1])
    paths[0].unlink()
    with pytest.raises(InputError, match="single column"):
        read_file(paths[1])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("decimal", [".", ","])
def test_that_long_witec_columns_are_read_in_blocks(ending, decimal, witec, monkeypatch):
    monkeypatch.setattr("ramangan_gui.io.readers.witec._BLOCK_BYTES", 100)
    paths = witec(np.outer([1, 2, 3, 4], SIGNAL).ravel(), ("map-x.dat", "map-y.dat"))
    for path in paths:
        text = path.read_text().replace(".", decimal).replace("\n", ending) + ending
        path.write_bytes(text.encode())
    _, (measured,) = read_file(paths[1])
    assert np.array_equal(measured.axis, SHIFT)
    assert np.allclose(measured.intensities, np.outer([1, 2, 3, 4], SIGNAL))
    paths[1].write_bytes(text.encode().replace(b"E+02", b"E+999", 1))
    _, (measured,) = read_file(paths[1])
    assert np.isnan(measured.intensities).sum() == 1
    paths[1].write_bytes(text.encode()[::-1].replace(b"+E", b"+x", 1)[::-1])
    with pytest.raises(InputError, match="not one column of numbers"):
        read_file(paths[1])
