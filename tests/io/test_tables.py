"""Wide CSV: exact, safe in a spreadsheet, and read back by ourselves."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from ramangan_gui.core.augmented_set import BY_EYE, AugmentedSet, Generated
from ramangan_gui.core.errors import OutputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io import tables
from ramangan_gui.io.hdf5 import write_augmented
from ramangan_gui.io.readers import read_file
from ramangan_gui.io.tables import (
    COLUMNS,
    REJECTED_COLUMNS,
    cell,
    write_csv,
    write_rejected_csv,
)

P = 12


def make_set(labels: list[str], x_unit: str = "1/cm") -> AugmentedSet:
    rng = np.random.default_rng(3)
    n = len(labels)
    axis = np.sort(rng.uniform(300, 1_800, P))
    values = (rng.normal(size=(n, P)) * 10.0 ** rng.integers(-30, 30, (n, P))).astype(np.float32)
    corrected = Spectra.from_arrays(
        axis, values, labels, group=[f"g{i // 2}" for i in range(n)], x_unit=x_unit
    )
    generated = Generated.from_arrays(
        rng.normal(size=(5, P)), "Quartz", [0, 1, 0, 1, -1], review=[1, 2, 0, 1, 1]
    )
    fold = np.arange(n, dtype=np.int32) % 2
    return AugmentedSet(corrected, corrected, fold, generated, Generated.none(P))


def rows_of(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def test_that_every_number_comes_back_bit_for_bit(tmp_path: Path) -> None:
    given = make_set(["Quartz", "日本, β", 'a "b"'] * 2)
    path = tmp_path / "wide.csv"
    run(write_csv(path, given))
    header, rows = rows_of(path)
    assert header[:5] == list(COLUMNS) == ["name", "label", "group", "is_generated", "fold"]
    assert [float(x) for x in header[5:]] == given.corrected.raman_shift.tolist()
    found = np.array([[float(x) for x in row[5:]] for row in rows]).astype(np.float32)
    wanted = np.concatenate([given.corrected.intensities, given.accepted.intensities])
    assert found.tobytes() == wanted.tobytes()
    assert [row[0] for row in rows[:6]] == given.corrected.name.tolist()
    assert [row[1] for row in rows] == [*given.corrected.label, *given.accepted.label]
    assert [row[2] for row in rows] == [*given.corrected.group, "", "", ""]
    assert [int(row[3]) for row in rows] == [0] * 6 + [1] * 3
    assert [int(row[4]) for row in rows] == [*given.fold, *given.accepted.fold]
    assert [p.name for p in tmp_path.iterdir()] == ["wide.csv"]


@pytest.mark.parametrize("x_unit", ["1/cm", "nm", "pixel"])
def test_that_our_own_reader_takes_it(tmp_path: Path, x_unit: str) -> None:
    given = make_set(["Quartz", "日本, β", "#1", "% x", "'quoted'", "two\nlines"], x_unit)
    path = tmp_path / "wide.csv"
    run(write_csv(path, given))
    _, (found,) = read_file(path)
    assert found.x_unit == x_unit
    assert found.axis.tolist() == given.corrected.raman_shift.tolist()
    wanted = np.concatenate([given.corrected.intensities, given.accepted.intensities])
    assert found.intensities.tobytes() == wanted.tobytes()
    assert found.label is not None
    assert found.group is not None
    assert found.generated is not None
    assert found.label.tolist()[:6] == ["Quartz", "日本, β", "#1", "% x", "'quoted'", "two lines"]
    assert found.group.tolist()[:6] == given.corrected.group.tolist()
    assert found.generated.tolist() == [False] * 6 + [True] * 3


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_that_no_name_becomes_a_formula(tmp_path: Path, begin: str) -> None:
    nasty = f'{begin}cmd|" /C calc"!A0'
    given = make_set([nasty, "plain - minus", nasty])
    path = tmp_path / "wide.csv"
    run(write_csv(path, given))
    _, rows = rows_of(path)
    for row in rows:
        for text in row[:3]:
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rows[0][1].startswith("'")
    assert rows[1][1] == "plain - minus"


def test_that_a_cell_stays_on_its_line() -> None:
    assert cell("a\r\nb\u2028c\0") == '"a b c"'
    assert cell("\n=1") == '" =1"'
    assert cell("") == '""'


def test_that_missing_values_are_named(tmp_path: Path) -> None:
    given = make_set(["a", "b"])
    values = given.corrected.intensities.copy()
    values[0, :2] = np.nan, np.inf
    other = AugmentedSet(
        given.raw,
        given.corrected.with_intensities(values),
        given.fold,
        given.generated,
        given.judged,
    )
    path = tmp_path / "wide.csv"
    run(write_csv(path, other))
    _, rows = rows_of(path)
    assert rows[0][5:7] == ["nan", "inf"]


def test_that_cancelling_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("old")
    steps = write_csv(path, make_set(["a", "b"]))
    next(steps)
    next(steps)
    steps.close()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["wide.csv"]


def test_that_a_file_which_changed_is_not_called_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("old")

    def spoil(temporary: Path) -> None:
        data = bytearray(temporary.read_bytes())
        data[len(data) // 2] ^= 1
        temporary.write_bytes(data)

    monkeypatch.setattr(tables, "sync", spoil)
    with pytest.raises(OutputError, match="read back"):
        run(write_csv(path, make_set(["a", "b"])))
    assert path.read_text() == "old"


def test_that_a_generated_spectrum_has_one_name_in_all_files(tmp_path: Path) -> None:
    given = make_set(["Quartz"] * 4)
    generated = replace(given.generated, review=np.array([2, 1, 0, 2, 1]))
    given = replace(given, generated=generated)
    run(write_csv(tmp_path / "set.csv", given))
    run(write_rejected_csv(tmp_path / "rejected.csv", given))
    run(write_augmented(tmp_path / "set.h5", given))
    accepted = [row[0] for row in rows_of(tmp_path / "set.csv")[1] if row[3] == "1"]
    rejected = [row[0] for row in rows_of(tmp_path / "rejected.csv")[1]]
    assert accepted == ["generated 2", "generated 5"]
    assert rejected == ["generated 1", "generated 4"]
    with h5py.File(tmp_path / "set.h5") as file:
        assert file["entry/augmented/name"].asstr()[4:].tolist() == accepted
        assert file["entry/rejected/name"].asstr()[:].tolist() == rejected


def test_that_rejected_spectra_go_apart_with_their_reasons(tmp_path: Path) -> None:
    given = make_set(["Quartz"] * 4)
    table = given.generated
    reason = ["", "=too noisy, 2.0 times", "", "", ""]
    generated = replace(table, review=np.array([1, 2, 0, 2, 1]), reason=np.array(reason))
    path = tmp_path / "rejected.csv"
    run(write_rejected_csv(path, replace(given, generated=generated)))
    header, rows = rows_of(path)
    assert tuple(header[:5]) == REJECTED_COLUMNS
    assert [row[0] for row in rows] == ["generated 2", "generated 4"]
    assert [row[2] for row in rows] == ["'=too noisy, 2.0 times", BY_EYE]
    found = np.array([[float(x) for x in row[5:]] for row in rows]).astype(np.float32)
    np.testing.assert_array_equal(found, table.intensities[[1, 3]])
