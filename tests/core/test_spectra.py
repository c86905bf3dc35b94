import pickle

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.spectra import Spectra

AXIS = np.linspace(400, 1800, 8)


def some(n: int = 6, **columns) -> Spectra:
    values = np.arange(n * 8, dtype=float).reshape(n, 8)
    given = {"label": ["A", "B"] * (n // 2), **columns}
    return Spectra.from_arrays(AXIS, values, **given)


def test_that_types_are_those_promised() -> None:
    spectra = some()
    assert spectra.raman_shift.dtype == np.float64
    assert spectra.intensities.dtype == np.float32
    assert spectra.source_index.dtype == np.int32
    assert (spectra.n_spectra, spectra.n_points, len(spectra)) == (6, 8, 6)


def test_that_columns_left_out_are_filled_in() -> None:
    spectra = some()
    assert spectra.name.tolist() == ["#1", "#2", "#3", "#4", "#5", "#6"]
    assert len(set(spectra.group.tolist())) == 6
    assert set(some(group="one").group.tolist()) == {"one"}


def test_that_one_spectrum_may_be_given_as_a_single_row() -> None:
    assert len(Spectra.from_arrays(AXIS, np.ones(8))) == 1


@pytest.mark.parametrize(
    ("axis", "values", "words"),
    [
        (AXIS[:-1], np.ones((2, 8)), r"\(2, 8\) do not fit an axis of 7 points"),
        (AXIS[::-1], np.ones((2, 8)), "ascend"),
        (np.where(AXIS > 1700, np.nan, AXIS), np.ones((2, 8)), "ascend"),
        (np.repeat(AXIS[:4], 2), np.ones((2, 8)), "ascend"),
        (AXIS[:1], np.ones((2, 1)), "two points"),
    ],
)
def test_that_an_axis_must_fit_and_ascend(axis, values, words: str) -> None:
    with pytest.raises(SpectraError, match=words):
        Spectra.from_arrays(axis, values)


def test_that_columns_must_have_one_entry_a_spectrum() -> None:
    with pytest.raises((SpectraError, ValueError)):
        some(label=["A", "B"])
    with pytest.raises(SpectraError, match="Map positions"):
        some(map_position=np.zeros((2, 2)))
    with pytest.raises(SpectraError, match="parsec"):
        some(x_unit="parsec")


def test_that_nothing_inside_can_be_written_to() -> None:
    spectra = some()
    for array in (spectra.raman_shift, spectra.intensities, spectra.label, spectra.group):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[-1]


def test_that_the_caller_keeps_his_own_array_writable() -> None:
    values = np.ones((1, 8), np.float32)
    Spectra.from_arrays(AXIS, values)
    values[0, 0] = 5


def test_that_classes_come_in_order_of_their_first_spectrum() -> None:
    spectra = some(label=["z", "a", "z", "m", "a", "a"])
    assert spectra.classes == ("z", "a", "m")
    assert spectra.counts == {"z": 2, "a": 3, "m": 1}
    assert spectra.of_class("a").name.tolist() == ["#2", "#5", "#6"]


def test_that_a_selection_takes_every_column_along() -> None:
    position = np.arange(12.0).reshape(6, 2)
    spectra = some(map_position=position, source_file="f.txt", group=list("abcdef"))
    chosen = spectra.select([4, 1])
    assert np.array_equal(chosen.intensities, spectra.intensities[[4, 1]])
    assert chosen.group.tolist() == ["e", "b"]
    assert chosen.name.tolist() == ["#5", "#2"]
    assert np.array_equal(chosen.map_position, position[[4, 1]])
    mask = np.array([True, False, False, False, True, False])
    assert spectra.select(mask).group.tolist() == ["a", "e"]
    assert len(spectra.select([])) == 0


def test_that_neighbours_are_taken_without_a_copy() -> None:
    spectra = some(map_position=np.arange(12.0).reshape(6, 2), group=list("abcdef"))
    part, same = spectra.between(2, 5), spectra.select([2, 3, 4])
    assert np.shares_memory(part.intensities, spectra.intensities)
    for column in ("intensities", "label", "group", "name", "source_index", "map_position"):
        assert np.array_equal(getattr(part, column), getattr(same, column))
    assert spectra.between(4, 99).group.tolist() == ["e", "f"]


def test_that_operations_leave_the_original_alone() -> None:
    spectra = some()
    other = spectra.with_intensities(spectra.intensities[:, 2:5], AXIS[2:5])
    relabelled = spectra.with_labels(label=["C"] * 6, group=["g"] * 6)
    assert (spectra.n_points, other.n_points) == (8, 3)
    assert spectra.classes == ("A", "B")
    assert relabelled.classes == ("C",)
    assert set(relabelled.group.tolist()) == {"g"}
    assert spectra.with_labels(group=["g"] * 6).classes == ("A", "B")


def test_that_sets_on_one_axis_are_put_together() -> None:
    first, second = some(map_position=np.ones((6, 2))), some(2)
    both = Spectra.concatenate([first, second])
    assert len(both) == 8
    assert np.array_equal(both.intensities[6:], second.intensities)
    assert np.isnan(both.map_position[6:]).all()
    assert (both.map_position[:6] == 1).all()
    assert Spectra.concatenate(iter([second])).map_position is None


def test_that_sets_on_different_axes_are_not() -> None:
    with pytest.raises(SpectraError, match="different axes"):
        Spectra.concatenate([some(), Spectra.from_arrays(AXIS + 0.1, np.ones((1, 8)))])
    with pytest.raises(SpectraError, match="different axes"):
        Spectra.concatenate([some(), some(x_unit="nm")])
    with pytest.raises(SpectraError, match="no spectra"):
        Spectra.concatenate([])


@pytest.mark.parametrize(
    ("unit", "title"),
    [("1/cm", "Raman shift / cm⁻¹"), ("nm", "Wavelength / nm"), ("pixel", "Pixel")],
)
def test_that_the_axis_is_called_what_it_is(unit: str, title: str) -> None:
    assert some(x_unit=unit).axis_title == title


def test_that_names_in_any_script_are_kept() -> None:
    spectra = some(2, label=["β-胡萝卜素", "Zähne"])
    assert spectra.classes == ("β-胡萝卜素", "Zähne")


def test_that_classes_and_groups_are_counted_once_and_travel_with_the_spectra() -> None:
    rng = np.random.default_rng(3)
    label, group = rng.choice(["b", "a", "", "ß"], 200), rng.choice(["2", "1", "x y"], 200)
    spectra = Spectra.from_arrays(AXIS, np.ones((200, AXIS.size)), label=label, group=group)
    copied = pickle.loads(pickle.dumps(spectra.counted()))
    for each in (spectra, copied):
        assert list(each.class_rows) == list(each.counts) == list(dict.fromkeys(label.tolist()))
        for name, rows in each.class_rows.items():
            assert np.array_equal(rows, np.flatnonzero(label == name))
            assert each.n_groups[name] == len(set(group[rows].tolist()))
        assert each.groups == tuple(dict.fromkeys(group.tolist()))
    assert {"counts", "class_rows", "n_groups", "groups"} <= copied.__dict__.keys()
    one = spectra.with_labels(group=["g"] * 200)
    assert one.n_groups == dict.fromkeys(one.classes, 1)
    assert one.groups == ("g",)
