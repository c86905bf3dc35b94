"""What is read by what it shares with the file before is what the full way would give."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import READERS, read_file, same_as_last
from ramangan_gui.io.readers.same_as_last import text_like_the_last
from ramangan_gui.io.readers.text import READER, spectra_of
from ramangan_gui.io.readers.text_source import source_of

HEADERS = (
    b"", b"Raman shift\tIntensity\n", b"wavelength,counts\n", b"#Laser=\t785\n#Title=\tA\n",
    b"Raman shift;Dark;Sample\n", b"a line of words\r\n", b"\xef\xbb\xbf", b"Intensity,Shift\n",
    b"Date=2026-01-02\nTime=11:12\n", b"10\t3\n", b"Wavenumber (cm-1),%T\n",
)  # fmt: skip
AXES = (
    np.arange(40.0), 300 + 2.5 * np.arange(40), 785 + 0.1 * np.arange(40),
    900 - 2.25 * np.arange(40), np.r_[0.0, 300 + 2.5 * np.arange(39)], np.full(40, 7.0),
)  # fmt: skip
ENDS = (b"", b"\n", b"a remark\n", b"1\n", b"900\t\n", b"\n\n0 0\n")

#: Headers of instruments, with a value that differs between files.
HEADERS += (
    b"Instrument\tR7\nDate\t%s\nSample=\t%s\n\nRaman shift\tIntensity\n",
    b"Instrument: R7\nLaser: %s\nLaser wavelength = 785\nNotes: none\nremark\nagain\n",
    b"#Instrument=\tR7\n#AxisUnit[1]=\t1/cm\n#Acquired=\t%s\n#Spectro=\t1800\n#Range=\tx\n",
    b"Instrument;R7\r\nX units;%s\r\nTitle;%s\r\nFile;a\r\nWavelength;Counts\r\n",
    b"Instrument\nX units:\n%s\nTitle\nx;y\n",
    b"%s\nTitle\tA\nDate\t1\nTime\t2\nx\ty\n",
)
VALUES = (
    b"2026-01-02", b"2026-02-03", b"a\tb", b"", b"12", b"1\t2", b"532 nm", b"nm", b"Raman", b"x",
    b"OceanView 2.0", b"x units: nm", b"##title=A", b"<LSX_Data", b">>>>>", b"data_A", b"\x01",
    b"\0", b"{", b"\xb5m", b"Raman shift (cm-1)\tDark", b"\n", b"\r\n", b"[Header] SizeGraph",
)  # fmt: skip

#: What varies between files, what is usual first.
CHOICES = {
    "header": HEADERS,
    "axis": (1, 0, 2, 3, 4, 5),
    "scale": (1.0, 0.0, 1e-3, 1e39, 65_535.0),
    "format": ("%.3f", "%g", "%.6E", "%d", "+%.2f"),
    "between": ("\t", ",", ";", " ", "  ", ",\t"),
    "decimal": (".", ","),
    "line_end": ("\n", "\r\n", "\r"),
    "tail": ("", "\t", ","),
    "end": ENDS,
    "value": VALUES,
    "seed": (0, 1, 2, 3),
}
PLAIN = {key: choices[0] for key, choices in CHOICES.items()}

#: A few things that are not as usual, so that many files are alike and all ways to differ occur.
CHANGES = st.lists(st.sampled_from([*CHOICES]), max_size=3).flatmap(
    lambda keys: st.fixed_dictionaries({key: st.sampled_from(CHOICES[key]) for key in keys})
)


def written(parts):
    signal = np.random.default_rng(parts["seed"]).normal(5, 2, 40) * parts["scale"]
    rows = [
        (f"{x:.4f}{parts['between']}{parts['format'] % y}").replace(".", parts["decimal"])
        for x, y in zip(AXES[parts["axis"]], signal, strict=True)
    ]
    text = "".join(row + parts["tail"] + parts["line_end"] for row in rows)
    header = parts["header"]
    return header.replace(b"%s", parts["value"]) + text.encode() + parts["end"]


def outcome(read):
    """Give everything about what is read, or why it is not."""
    try:
        found = read()
    except InputError as error:
        return str(error), error.remedy
    return [
        {facet.name: getattr(each, facet.name) for facet in fields(each)}
        for each in found
        if each is not None
    ]


#: What is found where a file is not like the one before.
NOTHING = []


def equal(one, other):
    if isinstance(one, tuple) or isinstance(other, tuple):
        return one == other
    return len(one) == len(other) and all(
        a[key].dtype == b[key].dtype and a[key].tobytes() == b[key].tobytes()
        if isinstance(a[key], np.ndarray)
        else a[key] == b[key]
        for a, b in zip(one, other, strict=True)
        for key in a
    )


def full_way(data):
    same_as_last._LAST.kept = None
    return outcome(lambda: spectra_of(source_of(data)))


@settings(max_examples=600, deadline=None)
@given(CHANGES, CHANGES, st.integers(0, 3))
def test_that_a_file_is_read_the_same_whatever_was_read_before(first, changes, seed):
    first = {**PLAIN, **first}
    second = written({**first, **changes, "seed": seed})
    expected = full_way(second)
    full_way(written(first))
    alike = outcome(lambda: [text_like_the_last(second)])
    assert alike == NOTHING or equal(alike, expected)
    assert equal(outcome(lambda: spectra_of(source_of(second))), expected)


def test_that_files_that_are_alike_are_read_so():
    for between in "\t,;":
        for header in HEADERS[:4]:
            parts = {**PLAIN, "between": between, "header": header.replace(b"\t", between.encode())}
            expected = full_way(written({**parts, "seed": 1}))
            full_way(written(parts))
            found = same_as_last.like_the_last(source_of(written({**parts, "seed": 1})))
            assert found is not None
            assert equal(outcome(lambda found=found: [found]), expected)


def test_that_values_of_a_header_are_those_of_its_own_file():
    header = HEADERS[-5].replace(b"Instrument: R7", b"Instrument: R7\nSample: %s")
    full_way(written({**PLAIN, "header": header, "value": b"calcite, 785 nm"}))
    data = written({**PLAIN, "header": header, "value": b"quartz, 532 nm", "seed": 1})
    found = text_like_the_last(data)
    assert found is not None
    assert found.laser_nm == 532
    assert found.metadata["fields"]["Sample"] == "quartz, 532 nm"
    assert equal(outcome(lambda: [found]), full_way(data))


@settings(max_examples=200, deadline=None)
@given(*[st.sampled_from(HEADERS), *[st.sampled_from(VALUES)] * 2])
def test_that_a_header_like_the_last_is_of_no_other_format(header, one, other):
    full_way(written({**PLAIN, "header": header, "value": one}))
    data = written({**PLAIN, "header": header, "value": other, "seed": 1})
    if text_like_the_last(data) is not None:
        for ending in (".txt", ".spc", ".rod", ".dx", ".procspec"):
            reader = next(r for r in READERS if r.recognises(Path(f"file{ending}"), data[:4096]))
            assert reader is READER


@pytest.mark.parametrize("header", [b"", b"Raman shift\tIntensity\n"])
def test_that_files_of_a_folder_share_their_axis(header, tmp_path):
    found = []
    for seed in range(3):
        path = tmp_path / f"{seed}.txt"
        path.write_bytes(written({**PLAIN, "header": header, "seed": seed}))
        reader, (measured,) = read_file(path)
        assert reader is READER
        found.append(measured)
    assert found[1].axis is found[0].axis
    assert found[2].axis is found[0].axis
    assert not np.array_equal(found[1].intensities, found[2].intensities)


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789+-.,;eEdD \t\r\n", min_size=1, max_size=5_000), st.sampled_from(
    [".txt", ".spc", ".spe", ".0", ".csv", ".dx", ".mat", ".npy", ".trm", ".sif", ""]
))  # fmt: skip
def test_that_numbers_alone_are_no_other_format(tmp_path_factory, text, ending):
    path = tmp_path_factory.getbasetemp() / f"numbers{ending}"
    path.write_bytes(text.encode())
    names = [reader.name for reader in READERS if reader.recognises(path, text.encode()[:4096])]
    assert set(names) <= {"text", "witec"}
