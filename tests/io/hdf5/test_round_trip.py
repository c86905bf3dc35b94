"""Everything that is written comes back, bit for bit."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ramangan_gui import __version__
from ramangan_gui.core.augmented_set import BY_EYE, AugmentedSet, Generated, ProcessStep
from ramangan_gui.core.errors import OutputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.stage_messages import StageMessages
from ramangan_gui.io.hdf5 import (
    is_own_file,
    read_augmented,
    write_augmented,
    write_checked,
    write_corrected,
)
from ramangan_gui.io.hdf5_columns import COLUMNS, GENERATED, ORIGINAL
from ramangan_gui.io.hdf5_layout import to_tree

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@pytest.mark.parametrize("compact", [False, True])
def test_that_every_field_comes_back(
    example: AugmentedSet, tmp_path: Path, same: Any, compact: bool
) -> None:
    path = tmp_path / "µ – ü.h5"
    run(write_augmented(path, example, compact=compact))
    same(example, read_augmented(path))
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_that_a_second_round_writes_the_same_bytes(
    example: AugmentedSet, written: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.h5"
    run(write_augmented(again, read_augmented(written)))
    assert again.read_bytes() == written.read_bytes()


def test_that_the_columns_cover_every_field_of_a_spectrum() -> None:
    apart = {"raman_shift", "intensities", "map_position", "x_unit"}
    assert {f.name for f in dataclasses.fields(Spectra)} - apart == set(ORIGINAL)
    assert {f.name for f in dataclasses.fields(Generated)} - apart == set(GENERATED)
    assert {*ORIGINAL, *GENERATED} <= {column.name for column in COLUMNS}


def test_that_models_are_left_out_on_demand(
    example: AugmentedSet, tmp_path: Path, same: Any
) -> None:
    path = tmp_path / "small.h5"
    run(write_augmented(path, example, include_models=False))
    same(dataclasses.replace(example, models=()), read_augmented(path))


def test_that_a_set_with_nothing_in_it_comes_back(tmp_path: Path, same: Any) -> None:
    spectra = Spectra.from_arrays([1.0, 2.0, 3.0], np.empty((0, 3)))
    empty = AugmentedSet(
        spectra, spectra, np.empty(0, np.int32), Generated.none(3), Generated.none(3)
    )
    path = tmp_path / "empty.h5"
    run(write_augmented(path, empty))
    same(empty, read_augmented(path))


def test_that_badges_come_back_and_are_not_needed(example: AugmentedSet, tmp_path: Path) -> None:
    badges = ("", "saturated spikes", *[""] * 6, "duplicate")
    path = tmp_path / "badges.h5"
    run(write_augmented(path, dataclasses.replace(example, badges=badges)))
    assert read_augmented(path).badges == badges
    with h5py.File(path) as file:
        assert file["entry/raw/badges"].asstr()[1] == "saturated spikes"
        description = np.bytes_(file["entry/raw/badges"].attrs["description"]).decode()
        assert "checks of the import" in description
    run(write_augmented(path, dataclasses.replace(example, badges=None)))
    assert read_augmented(path).badges is None
    with pytest.raises(OutputError, match="another number"):
        run(write_augmented(path, dataclasses.replace(example, badges=badges[:-1])))


def test_that_the_file_says_which_spectra_were_rejected_by_eye(
    example: AugmentedSet, tmp_path: Path
) -> None:
    n = len(example.generated)
    reason = np.array(["It is noisy."] + [""] * (n - 1))
    generated = dataclasses.replace(example.generated, reason=reason, review=np.full(n, 2, np.int8))
    path = tmp_path / "a.h5"
    run(write_augmented(path, dataclasses.replace(example, generated=generated)))
    with h5py.File(path) as file:
        told = file["entry/rejected/reason"].asstr()[:].tolist()
    assert told == ["It is noisy."] + [BY_EYE] * (n - 1)
    assert read_augmented(path).generated.reason.tolist() == reason.tolist()


@pytest.mark.parametrize("review", [0, 1, 2])
def test_that_one_decision_for_all_comes_back(
    example: AugmentedSet, tmp_path: Path, same: Any, review: int
) -> None:
    decided = example.generated.with_review(np.full(len(example.generated), review))
    given_set = dataclasses.replace(example, generated=decided, judged=Generated.none(17))
    path = tmp_path / "decided.h5"
    run(write_augmented(path, given_set))
    same(given_set, read_augmented(path))
    with h5py.File(path) as file:
        n_accepted = len(decided) if review == 1 else 0
        assert len(file["entry/augmented/label"]) == len(example.corrected) + n_accepted
        tables = {"rejected", "undecided", "judged"} & set(file["entry"])
        assert tables == ({"undecided"}, set(), {"rejected"})[review]


@pytest.mark.parametrize(("unit", "axis"), [("nm", "wavelength"), ("pixel", "pixel")])
def test_that_another_axis_is_never_called_a_raman_shift(
    example: AugmentedSet, tmp_path: Path, same: Any, unit: str, axis: str
) -> None:
    other = dataclasses.replace(
        example,
        raw=dataclasses.replace(example.raw, x_unit=unit, map_position=None),
        corrected=dataclasses.replace(example.corrected, x_unit=unit, map_position=None),
    )
    path = tmp_path / "other.h5"
    run(write_augmented(path, other))
    same(other, read_augmented(path))
    with h5py.File(path) as file:
        assert file["entry/augmented"].attrs["axes"].astype(str).tolist() == ["sample_index", axis]
        assert file[f"entry/augmented/{axis}"].attrs["units"].decode() == unit
        names: list[str] = []
        file.visit(names.append)
        assert not [name for name in names if "raman_shift" in name]


def test_that_corrected_spectra_alone_come_back(
    example: AugmentedSet, tmp_path: Path, same: Any
) -> None:
    path = tmp_path / "corrected.h5"
    steps = write_corrected(
        path,
        example.raw,
        example.corrected,
        example.process,
        example.inputs,
        example.environment,
        messages=example.messages,
        title="Quartz",
        start_time=example.start_time,
        end_time=example.end_time,
    )
    run(steps)
    back = read_augmented(path)
    same(example.corrected, back.corrected)
    same(example.raw, back.raw)
    same(example.process, back.process)
    same(example.inputs, back.inputs)
    assert back.title == "Quartz"
    assert back.messages == example.messages
    assert len(back.generated) == 0
    assert (back.fold == -1).all()
    with h5py.File(path) as file:
        assert file["entry"].attrs["default"] == b"corrected"
        assert "augmented" not in file["entry"]


def test_that_messages_of_a_file_without_stages_are_read_too(
    example: AugmentedSet, tmp_path: Path
) -> None:
    tree = run(to_tree(example, True))
    del tree.items["/entry/messages_by_stage"]
    run(write_checked(tmp_path / "older.h5", tree))
    back = read_augmented(tmp_path / "older.h5")
    assert list(back.messages) == list(example.messages)
    assert back.messages.imported == tuple(example.messages)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(TEXT, min_size=2, max_size=6),
    value=st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
)
def test_that_any_text_and_any_parameter_come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], value: Any
) -> None:
    spectra = Spectra.from_arrays(
        [1.0, 2.0], np.zeros((len(texts), 2)), label=texts, group=texts, name=texts
    )
    nothing = Generated.none(2)
    step = ProcessStep("step", {"value": value})
    given_set = AugmentedSet(
        spectra,
        spectra,
        np.zeros(len(texts), np.int32),
        nothing,
        nothing,
        process=(step,),
        messages=StageMessages(*[tuple(texts)] * 4),
        environment={"text": texts[0]},
    )
    path = tmp_path_factory.mktemp("any") / "any.h5"
    run(write_augmented(path, given_set))
    back = read_augmented(path)
    assert back.corrected.label.tolist() == texts
    assert back.messages == given_set.messages
    assert back.environment == {"text": texts[0]}
    got = back.process[0].parameters["value"]
    assert repr(got) == repr(value)
    assert type(got) is type(value)


def test_that_a_name_which_is_no_text_is_written_readably(tmp_path: Path) -> None:
    spectra = Spectra.from_arrays([1.0, 2.0], np.zeros((1, 2)), label="bad \udcff byte")
    path = tmp_path / "name.h5"
    run(write_corrected(path, spectra, spectra))
    assert read_augmented(path).corrected.label.tolist() == ["bad \\udcff byte"]


def test_that_a_set_keeps_the_version_that_made_it(example: AugmentedSet, tmp_path: Path) -> None:
    older = dataclasses.replace(example, environment={"ramangan": "0.0.7"})
    path = tmp_path / "older.h5"
    run(write_augmented(path, older))
    with h5py.File(path) as file:
        assert file["entry/program_name"].attrs["version"] == b"0.0.7"
        assert file["entry/process_1_import/version"].asstr()[()] == "0.0.7"
        assert file.attrs["creator_version"].decode() == __version__


def test_that_own_files_are_known(written: Path, tmp_path: Path) -> None:
    other, text = tmp_path / "other.h5", tmp_path / "text.h5"
    with h5py.File(other, "w") as file:
        file["x"] = 1
    text.write_text("no HDF5")
    assert is_own_file(written)
    for path in (other, text, tmp_path, tmp_path / "missing.h5", "\0"):
        assert not is_own_file(path)
