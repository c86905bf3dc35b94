"""Substance and specimen by labels, folders and file names."""

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.io.labelling import prefix_of, specimen_of
from ramangan_gui.preprocessing.axis import Axis

AXIS = np.arange(400.0, 460.0)


@pytest.fixture
def folder(tmp_path):
    """A folder, and a way to put spectra into it."""
    root = tmp_path / "dropped"
    root.mkdir()

    def put(name, n=1, **arrays):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".npz":
            np.savez(path, x=AXIS, spectra=np.ones((n, AXIS.size)), x_unit="1/cm", **arrays)
        else:
            path.write_text("shift\ti\n" + "".join(f"{x}\t{x % 7}\n" for x in AXIS))
        return path

    root_and_put = (root, put)
    return root_and_put


def read(*paths, **options):
    return run(read_inputs(paths, ImportOptions(**options), Axis()))


@pytest.mark.parametrize(
    ("stem", "prefix"),
    [
        ("glucose_01", "glucose"), ("VG175_3", "VG175"), ("VG175_", "VG175"), ("NS4", "NS"),
        ("glucose12", "glucose"), ("glucose-12", "glucose"), ("beta-carotene-3", "beta-carotene"),
        ("785_glucose_1", "glucose"), ("starch (2)", "starch"), ("20240101", ""), ("1_2_3", ""),
        ("paracetamol", "paracetamol"), ("Starch A 1", "Starch"),
    ],
)  # fmt: skip
def test_the_beginning_of_a_name(stem, prefix):
    assert prefix_of(stem) == prefix


@pytest.mark.parametrize(
    ("stem", "specimen"),
    [
        ("VG175_3", "VG175"), ("VG175_", "VG175"), ("a-01", "a"), ("a (3)", "a"), ("a_pos3", "a"),
        ("a_rep2", "a"), ("BD1469", "BD1469"), ("glucose12", "glucose12"), ("a_b", "a_b"),
        ("VG186_0__X_19996.5__Y_-20032__Time_0", "VG186"), ("2024_01_05", "2024_01_05"),
        ("PST10_iR785_OP01_8000msx8", "PST10_iR785_OP01_8000msx8"), ("7", "7"),
    ],
)  # fmt: skip
def test_a_name_without_its_replicate_number(stem, specimen):
    assert specimen_of(stem) == specimen


def test_that_a_label_in_the_file_comes_first(folder):
    root, put = folder
    put("p/one.npz", n=2, label=["a", "b"])
    put("q/two.npz", n=1)
    spectra = read(root).spectra
    assert spectra.label.tolist() == ["a", "b", "two"]


def test_that_several_subfolders_are_classes(folder):
    root, put = folder
    for name in ("sugar/s_1.txt", "sugar/deep/s_2.txt", "starch/x_1.txt"):
        put(name)
    found = read(root)
    assert found.spectra.counts == {"starch": 1, "sugar": 2}
    assert "Classes are named by folders." in found.messages


def test_that_several_dropped_folders_are_classes(folder):
    root, put = folder
    put("sugar/s_1.txt")
    put("starch/x_1.txt")
    assert read(root / "sugar", root / "starch").spectra.label.tolist() == ["sugar", "starch"]


def test_that_one_subfolder_is_no_class(folder):
    root, put = folder
    for name in ("day1/sugar_1.txt", "day1/sugar_2.txt", "day1/starch_1.txt"):
        put(name)
    found = read(root)
    assert found.spectra.counts == {"starch": 1, "sugar": 2}
    assert any("beginnings of the file names" in text for text in found.messages)


def test_that_names_without_letters_make_one_class_of_the_folder(folder):
    root, put = folder
    put("001.txt")
    put("002.txt")
    found = read(root)
    assert found.spectra.counts == {"dropped": 2}
    assert any("all spectra are one class" in text for text in found.messages)
    assert set(found.spectra.group.tolist()) == {"001", "002"}


def test_that_each_way_to_name_classes_can_be_chosen(folder):
    root, put = folder
    put("p/sugar_1.txt")
    put("q/sugar_2.txt")
    assert set(read(root, class_from="folder").spectra.label.tolist()) == {"p", "q"}
    assert set(read(root, class_from="prefix").spectra.label.tolist()) == {"sugar"}
    assert set(read(root, class_from="file").spectra.label.tolist()) == {"sugar_1", "sugar_2"}
    with pytest.raises(InputError, match="no column or field that names classes"):
        read(root, class_from="column")
    put("r/named.npz", label="a")
    found = read(root, class_from="column")
    assert found.spectra.label.tolist() == ["a"]
    assert [file.status for file in found.files] == ["refused", "refused", "read"]


def test_that_replicates_share_a_specimen_and_maps_are_one(folder):
    root, put = folder
    for name in ("g_1.txt", "g_2.txt", "h.txt", "map.npz"):
        put(name, n=3)
    found = read(root)
    groups = dict(zip(found.spectra.name.tolist(), found.spectra.group.tolist(), strict=True))
    assert groups == {"g_1": "g", "g_2": "g", "h": "h",
                      "map #1": "map", "map #2": "map", "map #3": "map"}  # fmt: skip
    assert any("replicates of one specimen" in text for text in found.messages)
    assert any("several spectra count as one specimen each" in text for text in found.messages)


def test_that_equal_names_in_two_folders_are_two_specimens(folder):
    root, put = folder
    for name in ("p/g_1.txt", "p/g_2.txt", "q/g_1.txt"):
        put(name)
    assert read(root).spectra.group.tolist() == ["p/g", "p/g", "q/g"]


def test_that_a_group_in_the_file_comes_first(folder):
    root, put = folder
    put("map.npz", n=4, group=[1, 1, 2, 2])
    assert read(root).spectra.group.tolist() == ["1", "1", "2", "2"]


@pytest.mark.parametrize(
    ("group_from", "groups"),
    [
        ("file", ["p/g_1", "p/g_2", "q/map", "q/map"]),
        ("prefix", ["g", "g", "map", "map"]),
        ("folder", ["p", "p", "q", "q"]),
        ("each", ["p/g_1#1", "p/g_2#1", "q/map#1", "q/map#2"]),
    ],
)
def test_that_each_way_to_name_specimens_can_be_chosen(group_from, groups, folder):
    root, put = folder
    for name in ("p/g_1.txt", "p/g_2.txt", "q/map.npz"):
        put(name, n=2)
    assert read(root, group_from=group_from).spectra.group.tolist() == groups
