"""A file that is damaged, changed, foreign or hostile is refused with a sentence, and quickly."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from ramangan_gui import __version__
from ramangan_gui.core.augmented_set import AugmentedSet
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.io import hdf5_read, hdf5_write
from ramangan_gui.io.hdf5 import is_own_file, read_augmented, write_augmented
from ramangan_gui.io.hdf5_items import Damaged, Item, Rows, Tree
from ramangan_gui.io.hdf5_layout import REPEATS, from_tree, to_tree
from ramangan_gui.io.hdf5_read import CONTENTS

#: Longest time that reading any small file may take, in seconds.
QUICKLY = 20.0


@pytest.fixture
def small(example: AugmentedSet) -> AugmentedSet:
    """The example without the records that are many and alike."""
    return dataclasses.replace(
        example,
        judged=example.judged.select([]),
        process=example.process[:1],
        curves=example.curves[:1],
        scorecard_after=None,
        models=example.models[:1],
        inputs=example.inputs[:1],
        environment={"python": "3"},
    )


@pytest.fixture
def file(small: AugmentedSet, tmp_path: Path) -> Path:
    path = tmp_path / "small.h5"
    run(write_augmented(path, small))
    return path


def refused(path: Path) -> InputError:
    """Read a file that must be refused, and give the refusal."""
    begin = time.monotonic()
    with pytest.raises(InputError) as caught:
        read_augmented(path)
    assert time.monotonic() - begin < QUICKLY
    assert str(path) in caught.value.what
    assert str(caught.value).endswith(".")
    assert "Traceback" not in str(caught.value)
    return caught.value


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Give `data` with one of the things done to it that drives, networks and people do."""
    out, size = bytearray(data), len(data)
    place = rng.randrange(size)
    kind = rng.randrange(6)
    if kind == 0:
        for _ in range(rng.choice([1, 1, 2, 5, 50])):
            out[rng.randrange(size)] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del out[place:]
    elif kind == 2:
        length = rng.choice([4, 64, 512, 4096])
        out[place : place + length] = bytes(len(out[place : place + length]))
    elif kind == 3:
        source, length = rng.randrange(size), rng.choice([8, 256, 4096])
        part = bytes(out[source : source + length])
        out[place : place + len(part)] = part
        del out[size:]
    elif kind == 4:
        out[place:place] = rng.randbytes(rng.randrange(1, 64))
    else:
        extreme = [b"\xff" * 8, b"\xff" * 7 + b"\x7f", bytes(8), bytes(4) + b"\x01" + bytes(3)]
        out[place : place + 8] = rng.choice(extreme)
        del out[size:]
    return bytes(out)


def test_that_hundreds_of_mutated_files_are_refused_or_harmless(
    small: AugmentedSet, file: Path, same: Any
) -> None:
    good, refusals = file.read_bytes(), 0
    for seed in range(200):
        file.write_bytes(mutated(good, random.Random(seed)))
        begin = time.monotonic()
        back = None
        with contextlib.suppress(InputError):
            back = read_augmented(file)
        is_own_file(file)
        if back is None:
            refusals += 1
        else:
            same(small, back)  # what was hit was empty space
        assert time.monotonic() - begin < QUICKLY, seed
    assert refusals > 140


def places(node: h5py.Dataset) -> Iterator[int]:
    """Give where in the file the data of a dataset begins, if it has any."""
    if node.size and node.chunks is None:
        yield node.id.get_offset()
    elif node.size:
        yield node.id.get_chunk_info(0).byte_offset


def test_that_a_single_wrong_bit_in_any_dataset_is_noticed(file: Path) -> None:
    found: dict[str, int] = {}

    def note(name: str, node: Any) -> None:
        if isinstance(node, h5py.Dataset) and "contents/" not in name:
            found.update(dict.fromkeys([name], *places(node)) if node.size else {})

    with h5py.File(file) as opened:
        opened.visititems(note)
    good = file.read_bytes()
    assert len(found) > 100
    for name, offset in [*found.items()][::4]:
        data = bytearray(good)
        data[offset] ^= 1
        file.write_bytes(bytes(data))
        assert isinstance(refused(file), InputError), name


def change(file: Path, action: Callable[[h5py.File], None], seal: bool = False) -> None:
    """Change a file, and, where it is to look untouched, its table of contents as well."""
    with h5py.File(file, "r+") as opened:
        action(opened)
        if seal:
            contents = hdf5_read.read_contents(opened)
            for name, entry in contents.items():
                node = opened.get(name)
                if isinstance(node, h5py.Dataset) and node.size and "crc32" in entry:
                    entry["shape"], entry["dtype"] = list(node.shape), node.dtype.str
            del opened[CONTENTS]
            hdf5_write._write_contents(opened, contents)


LABEL = "entry/corrected/label"


def soft_link(file: h5py.File) -> None:
    del file[LABEL]
    file[LABEL] = h5py.SoftLink("/entry/raw/label")


def replaced(name: str, **how: Any) -> Callable[[h5py.File], None]:
    def action(file: h5py.File) -> None:
        data, attributes = file[name][()], dict(file[name].attrs)
        del file[name]
        node = file.create_dataset(name, data=data, **how)
        for key, value in attributes.items():
            node.attrs[key] = value

    return action


def set_value(name: str, value: Any) -> Callable[[h5py.File], None]:
    def action(file: h5py.File) -> None:
        file[name][...] = value

    return action


def set_attribute(name: str, key: str, value: Any) -> Callable[[h5py.File], None]:
    def action(file: h5py.File) -> None:
        file[name].attrs[key] = value

    return action


def delete(name: str) -> Callable[[h5py.File], None]:
    def action(file: h5py.File) -> None:
        del file[name]

    return action


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(soft_link, id="soft link"),
        pytest.param(replaced("entry/corrected/intensity", dtype="f8"), id="other type"),
        pytest.param(replaced("entry/raw/fold", dtype="i8"), id="wider numbers"),
        pytest.param(set_value("entry/corrected/fold", 1), id="folds"),
        pytest.param(set_value("entry/overview/n_original", 99), id="overview"),
        pytest.param(set_value("entry/corrected/raman_shift", 1.0), id="axis"),
        pytest.param(set_attribute("entry/raw/raman_shift", "units", b"nm"), id="unit"),
        pytest.param(set_attribute("entry/raw/raman_shift", "units", "nm"), id="unit, long"),
        pytest.param(set_attribute("entry/raw/raman_shift", "units", 3.5), id="unit, number"),
        pytest.param(delete("entry/corrected/label"), id="column"),
        pytest.param(delete("entry/raw"), id="table"),
        pytest.param(delete("entry/model_0/sha256"), id="checksum"),
        pytest.param(delete("entry"), id="everything"),
        pytest.param(delete("entry/contents"), id="contents"),
        pytest.param(delete("entry/contents/crc32"), id="sum of contents"),
        pytest.param(set_value("entry/contents/crc32", 1), id="wrong sum of contents"),
    ],
)
def test_that_a_changed_file_is_refused(file: Path, action: Callable[[h5py.File], None]) -> None:
    change(file, action)
    assert "was changed after it was written" in refused(file).what
    assert is_own_file(file)


def test_that_additions_by_other_programs_do_no_harm(
    small: AugmentedSet, file: Path, same: Any
) -> None:
    def add(opened: h5py.File) -> None:
        opened["entry"].attrs["note"] = "seen by somebody"
        opened["entry/notes"] = "a note"
        opened["entry/corrected/weight"] = np.ones(3)
        opened["elsewhere"] = h5py.ExternalLink("/etc/hosts", "/")

    change(file, add)
    same(small, read_augmented(file))


@pytest.mark.parametrize("seal", [False, True])
def test_that_data_in_other_files_is_never_opened(file: Path, tmp_path: Path, seal: bool) -> None:
    other = tmp_path / "other.h5"
    other.write_bytes(file.read_bytes())

    def link(opened: h5py.File) -> None:
        del opened[LABEL]
        opened[LABEL] = h5py.ExternalLink("other.h5", f"/{LABEL}")

    def link_group(opened: h5py.File) -> None:
        del opened["entry/corrected"]
        opened["entry/corrected"] = h5py.ExternalLink("other.h5", "/entry/corrected")

    def external(opened: h5py.File) -> None:
        shape = opened["entry/corrected/fold"].shape
        del opened["entry/corrected/fold"]
        (tmp_path / "raw.bin").write_bytes(bytes(4 * shape[0]))
        place = [(str(tmp_path / "raw.bin"), 0, h5py.h5f.UNLIMITED)]
        opened.create_dataset("entry/corrected/fold", shape, "<i4", external=place)

    def virtual(opened: h5py.File) -> None:
        name = "entry/corrected/intensity"
        layout = h5py.VirtualLayout(opened[name].shape, "<f4")
        layout[:] = h5py.VirtualSource("other.h5", name, opened[name].shape)
        del opened[name]
        opened.create_virtual_dataset(name, layout)

    good = file.read_bytes()
    for action, words in (
        (link, "points out of the file"),
        (link_group, "points out of the file"),
        (external, "lies outside the file"),
        (virtual, "lies outside the file"),
    ):
        file.write_bytes(good)
        change(file, action, seal and action not in (link, link_group))
        assert words in refused(file).what


def test_that_claims_of_size_are_not_believed(file: Path) -> None:
    name = "entry/corrected/intensity"

    def unfilled(opened: h5py.File) -> None:
        del opened[name]
        opened.create_dataset(name, (10**9, 17), "<f4", chunks=(64, 17), fletcher32=True)

    def packed(opened: h5py.File) -> None:
        del opened[name]
        opened.create_dataset(name, (10**9, 17), "<f4", chunks=(64, 17), compression="gzip")
        opened[name][:64] = 0

    def wide_chunk(opened: h5py.File) -> None:
        del opened[name]
        data = opened.create_dataset(
            name, (9, 17), "<f4", chunks=(10**8, 1), maxshape=(None, 17), compression="gzip"
        )
        assert data.chunks == (10**8, 1)

    good = file.read_bytes()
    for action, words in (
        (unfilled, "claims to be larger"),
        (packed, "claims to be larger"),
        (wide_chunk, "packed in a way that was not used"),
    ):
        file.write_bytes(good)
        change(file, action, seal=True)
        assert words in refused(file).what


def test_that_a_set_larger_than_memory_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hdf5_read, "_memory", lambda: 1e3)
    assert "more than this computer has" in refused(file).what


@pytest.mark.parametrize("compression", ["lzf", "gzip"])
def test_that_only_our_own_filters_are_run(
    small: AugmentedSet, file: Path, same: Any, compression: str
) -> None:
    change(file, replaced("entry/corrected/fold", chunks=True, compression=compression), seal=True)
    if compression == "gzip":
        same(small, read_augmented(file))
    else:
        assert "packed in a way that was not used" in refused(file).what


@pytest.mark.parametrize("layout", [2, 10**6])
def test_that_a_newer_layout_is_named(file: Path, layout: int) -> None:
    change(file, set_attribute("/", "ramangan_layout", layout))
    error = refused(file)
    assert f"newer RamanGAN ({__version__}, layout {layout})" in error.what
    assert error.remedy == "Install the newer version."
    assert is_own_file(file)


@pytest.mark.parametrize("layout", [0, -1, "1", 1.0, b"x"])
def test_that_a_layout_which_is_none_is_refused(file: Path, layout: Any) -> None:
    change(file, set_attribute("/", "ramangan_layout", layout))
    assert "does not say how it is laid out" in refused(file).what


def test_that_files_of_others_are_refused_by_name(tmp_path: Path) -> None:
    other, text = tmp_path / "other.h5", tmp_path / "text.h5"
    with h5py.File(other, "w") as opened:
        opened["x"] = 1
    text.write_text("no HDF5")
    assert "was not written by RamanGAN" in refused(other).what
    assert "is not an HDF5 file" in refused(text).what
    assert "There is no file" in refused(tmp_path / "missing.h5").what
    assert "cannot be opened" in refused(tmp_path).what


def tree_of(example: AugmentedSet) -> Tree:
    """Lay out a set, and cut what repeats, as reading does."""
    tree = run(to_tree(example, True))
    for name, item in tree.items.items():
        if isinstance(item.data, Rows):
            data = item.data[: item.data.shape[0]]
            skip = len(example.corrected) if name in REPEATS else 0
            tree.items[name] = Item(data[skip:], item.attributes)
    return tree


def nonsense(item: Item) -> Iterator[Item | None]:
    """Give what a hostile writer may put in the place of an item; ``None`` removes it."""
    yield None
    yield Item(None, {"NX_class": "NXdata"})
    yield Item(np.zeros(3, "<c8"), item.attributes)
    yield Item(np.array(7, "<i8"), {})
    if isinstance(item.data, np.ndarray):
        yield Item(item.data[..., None], item.attributes)
        yield Item(np.zeros((0, *item.data.shape[1:]), item.data.dtype), item.attributes)
        if item.data.dtype.kind == "S":
            yield Item(np.full(item.data.shape, b"\xff\xfe"), item.attributes)
            yield Item(np.full(item.data.shape, b"[" * 3_000), item.attributes)
            yield Item(np.full(item.data.shape, b'{"classes": 3}'), item.attributes)
        else:
            yield Item(np.full_like(item.data, 100), item.attributes)
            if item.data.dtype.kind == "i":
                yield Item(np.full_like(item.data, -100), item.attributes)


def test_that_nonsense_under_a_right_checksum_is_refused_or_read_as_it_is(
    example: AugmentedSet,
) -> None:
    good = tree_of(example)
    refusals = tries = 0
    alike = (
        "/entry/raw/",
        "/entry/rejected/",
        "/entry/undecided/",
        "/entry/overview/",
        "/entry/judged/",
        "/entry/quality/after_selection/",
    )
    for name, item in good.items.items():
        if name.startswith(alike):
            continue
        for other in nonsense(item):
            tree = Tree()
            tree.items = dict(good.items)
            if other is None:
                del tree.items[name]
            else:
                tree.items[name] = other
            tries += 1
            try:
                from_tree(tree)
            except Damaged:
                refusals += 1
    assert refusals > tries / 3


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("augmented/review", 0, "contradicts where the spectra are"),
        ("augmented/is_generated", True, "does not fit the originals"),
        ("augmented/is_generated", False, "does not fit the originals"),
        ("corrected/is_generated", True, "holds generated spectra"),
        ("corrected/label_id", 0, "contradicts"),
        ("corrected/label_id", 77, "out of range"),
        ("corrected/review", 3, "out of range"),
        ("judged/fold", -2, "out of range"),
        ("judged/parent_index", 9, "out of range"),
        ("rejected/generated_index", 0, "generated spectra are missing"),
        ("corrected/raman_shift", 5.0, "must ascend"),
        ("corrected/raman_shift", np.nan, "must ascend"),
        ("rejected/raman_shift", 5.0, "not that of the originals"),
    ],
)
def test_that_contradictions_are_named(
    example: AugmentedSet, name: str, value: Any, words: str
) -> None:
    tree = tree_of(example)
    item = tree.items[f"/entry/{name}"]
    assert isinstance(item.data, np.ndarray)
    tree.items[f"/entry/{name}"] = Item(np.full_like(item.data, value), item.attributes)
    with pytest.raises(Damaged, match=words):
        from_tree(tree)


def test_that_an_unknown_verdict_is_refused(example: AugmentedSet) -> None:
    tree = tree_of(example)
    path = "/entry/quality/before_review/json"
    card = json.loads(tree.text(path))
    for key, value in (
        ("verdict", "splendid"), ("classes", {"a": {}}), ("seed", "x"),
        ("metrics", {"noise_ratio": {"value": "<b>1</b>"}}),
    ):  # fmt: skip
        tree.add_json(path, {**card, key: value})
        with pytest.raises(Damaged, match="is no scorecard"):
            from_tree(tree)
    label = next(iter(card["classes"]))
    peaks = card["classes"][label]["peaks"]
    peaks[0]["place"] = "<b>1</b>"
    tree.add_json(path, card)
    with pytest.raises(Damaged, match="is no scorecard"):
        from_tree(tree)
    peaks[0]["place"] = 1.0
    card["classes"][label]["metrics"]["one_nn_original"]["value"] = "<b>1</b>"
    tree.add_json(path, card)
    with pytest.raises(Damaged, match="is no scorecard"):
        from_tree(tree)


def test_that_a_model_with_another_checksum_is_refused(example: AugmentedSet) -> None:
    tree = tree_of(example)
    tree.add_text("/entry/model_0/sha256", "0" * 64)
    with pytest.raises(Damaged, match="checksum"):
        from_tree(tree)
