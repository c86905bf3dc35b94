"""Files with spectra one below the other: each is read right or refused, never read wrong."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

N = 60
RNG = np.random.default_rng(8)
SHIFT = np.round(300 + np.cumsum(RNG.uniform(1.9, 2.1, N)), 3)
WAVELENGTH = np.round(600 + SHIFT / 10, 3)
SIGNALS = np.round(500 + 90 * np.sin(SHIFT / 40 + np.arange(3)[:, None]) + RNG.normal(0, 4, N), 2)


@pytest.fixture
def read(tmp_path):
    def read(text, name="file.txt"):
        path = tmp_path / name
        path.write_text(text)
        return read_file(path)[1]

    return read


def points(signal, axis=SHIFT, before="", between="\t"):
    return "".join(f"{before}{x:.3f}{between}{y:.2f}\n" for x, y in zip(axis, signal, strict=True))


def same(measured, signals, axis=SHIFT):
    assert measured.axis == pytest.approx(axis, abs=1e-9)
    assert np.array_equal(measured.intensities, np.asarray(signals, np.float32))
    return measured


@pytest.mark.parametrize("head", ["", "Raman shift\tIntensity\n"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_that_an_axis_that_repeats_begins_a_spectrum_each_time(head, between, read):
    (measured,) = read(head + between.join(points(signal) for signal in SIGNALS))
    same(measured, SIGNALS)
    assert "one below the other" in measured.notes[0]
    with pytest.raises(InputError, match="back and forth"):
        read(head + between.join(points(signal) for signal in SIGNALS)[:-40])


@pytest.mark.parametrize("order", [1, -1])
def test_that_columns_without_names_before_the_axis_are_kept_as_places(order, read):
    axis = SHIFT[::order]
    text = "".join(
        points(signal[::order], axis, before=f"{time}\t")
        for time, signal in zip((0.5, 2, 10.25), SIGNALS, strict=True)
    )
    (measured,) = read(text)
    same(measured, SIGNALS)
    assert measured.name.tolist() == ["column 1=0.5", "column 1=2", "column 1=10.25"]
    text = "".join(
        points(signal, before=f"{y}\t{x}\t")
        for (y, x), signal in zip(((0, 0), (0, 1), (1, 0)), SIGNALS, strict=True)
    )
    (measured,) = read(text)
    same(measured, SIGNALS)
    assert measured.map_position is None  # nothing says which of them is x
    assert measured.name[1] == "column 1=0, column 2=1"


@pytest.mark.parametrize("places", [(1, 1, 2), (1, 2, 1)])
def test_that_places_that_do_not_tell_spectra_apart_are_refused(places, read):
    text = "".join(
        points(signal, before=f"{place}\t") for place, signal in zip(places, SIGNALS, strict=True)
    )
    with pytest.raises(InputError):
        read(text)


@pytest.mark.parametrize("shifted", [0.0, 1.25])
def test_that_tables_below_lines_of_their_own_are_spectra(shifted, read):
    axes = [SHIFT + shifted * k for k in range(3)]
    for head in ("{}\n", "Title={}\nExposure={}1\n", "Title: {}\nx\ty\n", "x units;{}\n[Data]\n"):
        text = "".join(
            head.format(*["abc"[k]] * head.count("{}")) + points(signal, axes[k])
            for k, signal in enumerate(SIGNALS)
        )
        found = read("Instrument: R7\n" + text)
        assert len(found) == 3
        for k, measured in enumerate(found):
            same(measured, SIGNALS[k : k + 1], np.round(axes[k], 3))
            assert f"table {k + 1} of 3" in measured.notes[0]
            assert measured.metadata["fields"]["Instrument"] == "R7"
            if "Title" in head or head == "{}\n":
                assert measured.name.tolist() == ["abc"[k]]


def test_that_sections_of_spectra_with_their_settings_are_read(read):
    text = "Comment=x\n"
    for k, signal in enumerate(SIGNALS):
        text += f"[SpectrumHeader]\nTitle=spectrum {k}\nXDataKind=nm\n[SpectrumData]\n"
        text += points(signal, WAVELENGTH)
    found = read(text)
    assert [measured.x_unit for measured in found] == ["nm"] * 3
    assert [measured.name[0] for measured in found] == ["spectrum 0", "spectrum 1", "spectrum 2"]
    for k, measured in enumerate(found):
        same(measured, SIGNALS[k : k + 1], WAVELENGTH)


@pytest.mark.parametrize(
    "second",
    ["Dark\n" + points(SIGNALS[1]), "Background: 1\n" + points(SIGNALS[1]),
     "Baseline\n" + points(SIGNALS[1]), "Smoothed\n" + points(SIGNALS[1]),
     "Peaks\n" + points(SIGNALS[1][:25], SHIFT[:25]),
     "two\nlines\n" + points(SIGNALS[1]), "rest\n" + points(SIGNALS[1], SHIFT + 100),
     "down\n" + points(SIGNALS[1], SHIFT[::-1]), "more\n" + points(SIGNALS[1], before="1\t")],
)  # fmt: skip
def test_that_tables_of_another_kind_below_a_spectrum_are_refused(second, read):
    with pytest.raises(InputError):
        read("Sample\n" + points(SIGNALS[0]) + second)
    with pytest.raises(InputError):
        read(points(SIGNALS[0]) + second)


def tidy(order, sep=",", decimal=".", axes=(SHIFT,) * 3, rows=None):
    text = sep.join(order) + "\n"
    for k, i in rows or [(k, i) for k in range(3) for i in range(N)]:
        cells = {
            "sample": f"s{k}", "class": "ab"[k % 2], "id": str(k), "x (um)": str(k % 2),
            "y (um)": str(k), "Raman shift (cm-1)": f"{axes[k][i]:.3f}".replace(".", decimal),
            "intensity": f"{SIGNALS[k][i]:.2f}".replace(".", decimal), "pixel": str(i),
            "": str(N * k + i), "Temperature": str(20 + k), "baseline": f"{100 + i / 7:.3f}",
        }  # fmt: skip
        text += sep.join(cells[name] for name in order) + "\n"
    return text


@pytest.mark.parametrize(("sep", "decimal"), [(",", "."), (";", ","), ("\t", "."), ("\t", ",")])
@pytest.mark.parametrize("more", [[], ["class"], ["pixel"], [""], ["Temperature"]])
@pytest.mark.parametrize("key", ["sample", "id"])
def test_that_tidy_tables_are_spectra(sep, decimal, more, key, read):
    order = [*more, "Raman shift (cm-1)", key, "intensity"]
    (measured,) = read(tidy(order, sep, decimal), "file.csv")
    same(measured, SIGNALS)
    assert (measured.x_unit, measured.unit_stated) == ("1/cm", True)
    told = measured.group if key == "sample" else measured.name
    assert told.tolist() == (["s0", "s1", "s2"] if key == "sample" else ["0", "1", "2"])
    if more == ["class"]:
        assert measured.label.tolist() == ["a", "b", "a"]
    if more == ["Temperature"]:
        assert measured.metadata["columns"]["Temperature"].tolist() == ["20", "21", "22"]
    rows = [(k, i) for i in range(N) for k in range(3)]
    (measured,) = read(tidy(order, sep, decimal, rows=rows), "file.csv")
    same(measured, SIGNALS)


def test_that_tidy_tables_keep_positions_and_axes_of_their_own(read):
    order = ["sample", "x (um)", "y (um)", "Raman shift (cm-1)", "intensity"]
    (measured,) = read(tidy(order))
    assert measured.map_position.tolist() == [[0, 0], [1, 1], [0, 2]]
    first, second = read(tidy(["sample", *order[3:]], axes=(SHIFT, SHIFT + 0.5, SHIFT)))
    same(first, SIGNALS[[0, 2]])
    same(second, SIGNALS[[1]], np.round(SHIFT + 0.5, 3))


@pytest.mark.parametrize(
    "text",
    [tidy(["class", "Raman shift (cm-1)", "intensity"]),  # two samples of one class
     tidy(["sample", "baseline", "Raman shift (cm-1)", "intensity"]),
     tidy(["sample", "Raman shift (cm-1)", "intensity"])[:-25] + "s2,900,oops\n",
     tidy(["sample", "Raman shift (cm-1)", "intensity"], rows=[(0, i) for i in range(N)])],
)  # fmt: skip
def test_that_tidy_tables_that_leave_a_doubt_are_refused(text, read):
    with pytest.raises(InputError):
        read(text)
