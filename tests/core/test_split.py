"""Properties of the split that every verdict rests on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.split import (
    MIN_TRAINING,
    MIN_VALIDATION,
    SplitParams,
    _deal,
    _holdout,
    make_split,
    set_aside,
)

AXIS = np.array([400.0, 401.0])


@st.composite
def grouped_spectra(draw: st.DrawFn) -> Spectra:
    """Some classes, each of some groups of unequal size, in any order of rows."""
    sizes = draw(
        st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=9), min_size=1, max_size=4)
    )
    label, group = [], []
    for k, groups in enumerate(sizes):
        for g, size in enumerate(groups):
            label += [f"class {k}"] * size
            group += [f"{k}/{g}"] * size
    order = np.random.default_rng(draw(st.integers(0, 99))).permutation(len(label))
    values = np.zeros((len(label), 2))
    return Spectra.from_arrays(AXIS, values, np.array(label)[order], np.array(group)[order])


FOLDS = st.integers(2, 5)
SEEDS = st.integers(0, 10_000)


@given(spectra=grouped_spectra(), folds=FOLDS, seed=SEEDS)
@settings(max_examples=150, deadline=None)
def test_that_each_original_is_held_out_exactly_once(
    spectra: Spectra, folds: int, seed: int
) -> None:
    split = make_split(spectra, SplitParams(folds=folds, seed=seed))
    assert split.models == tuple(range(folds))
    times = np.zeros(len(spectra), int)
    for label in spectra.classes:
        for fold in split.models:
            out = split.held_out(spectra, label, fold)
            times[out] += 1
            seen = split.training(spectra, label, fold)
            assert sorted([*out, *seen]) == np.flatnonzero(spectra.label == label).tolist()
    assert (times == 1).all()


@given(spectra=grouped_spectra(), folds=FOLDS, seed=SEEDS)
@settings(max_examples=150, deadline=None)
def test_that_a_group_never_straddles_unless_groups_are_fewer_than_folds(
    spectra: Spectra, folds: int, seed: int
) -> None:
    split = make_split(spectra, SplitParams(folds=folds, seed=seed))
    for label in spectra.classes:
        mine = spectra.label == label
        groups = set(spectra.group[mine].tolist())
        assert (label in split.within_specimen) == (len(groups) < folds)
        if label not in split.within_specimen:
            for group in groups:
                assert len(set(split.fold[mine & (spectra.group == group)].tolist())) == 1
            assert set(split.fold[mine].tolist()) == set(range(folds))


@given(spectra=grouped_spectra(), seed=SEEDS, data=st.data())
@settings(max_examples=60, deadline=None)
def test_that_the_split_knows_nothing_of_intensities(
    spectra: Spectra, seed: int, data: st.DataObject
) -> None:
    noise = np.random.default_rng(data.draw(SEEDS)).normal(size=spectra.intensities.shape)
    params = SplitParams(seed=seed)
    first = make_split(spectra, params)
    second = make_split(spectra.with_intensities(noise), params)
    assert np.array_equal(first.fold, second.fold)


@given(spectra=grouped_spectra(), seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_that_the_same_seed_gives_the_same_split(spectra: Spectra, seed: int) -> None:
    params = SplitParams(folds=3, seed=seed)
    assert np.array_equal(make_split(spectra, params).fold, make_split(spectra, params).fold)


def one_class(n_groups: int, size: int = 4) -> Spectra:
    group = np.repeat([f"g{i:02d}" for i in range(n_groups)], size)
    return Spectra.from_arrays(AXIS, np.zeros((group.size, 2)), "A", group)


def test_that_another_seed_gives_another_split() -> None:
    spectra = one_class(12)
    splits = {tuple(make_split(spectra, SplitParams(seed=s)).fold) for s in range(10)}
    assert len(splits) > 5


@pytest.mark.parametrize("folds", [2, 3, 5])
def test_that_folds_of_equal_groups_are_of_equal_size(folds: int) -> None:
    split = make_split(one_class(30), SplitParams(folds=folds))
    assert np.ptp(np.bincount(split.fold)) <= 4


def test_that_classes_do_not_disturb_each_other() -> None:
    alone = one_class(10)
    other = Spectra.from_arrays(AXIS, np.zeros((7, 2)), "B", list("abcdefg"))
    both = Spectra.concatenate([alone, other])
    params = SplitParams(folds=3, seed=4)
    assert np.array_equal(make_split(both, params).fold[:40], make_split(alone, params).fold)


def test_that_one_specimen_is_split_by_single_spectra_and_said_so() -> None:
    spectra = Spectra.from_arrays(AXIS, np.zeros((9, 2)), "A", "only one")
    split = make_split(spectra, SplitParams(folds=2))
    assert split.within_specimen == frozenset({"A"})
    assert sorted(np.bincount(split.fold).tolist()) == [4, 5]


def test_that_a_map_is_split_into_blocks_of_neighbours() -> None:
    x, y = np.meshgrid(np.arange(20.0), np.arange(5.0))
    position = np.stack([x.ravel(), y.ravel()], axis=1)
    spectra = Spectra.from_arrays(AXIS, np.zeros((100, 2)), "A", "map", map_position=position)
    split = make_split(spectra, SplitParams(folds=2))
    assert split.within_specimen == frozenset({"A"})
    assert np.bincount(split.fold).tolist() == [50, 50]
    across = split.fold.reshape(5, 20)
    # Few neighbours along the map lie in different folds: at most one border between blocks.
    assert (np.diff(across, axis=1) != 0).sum(axis=1).max() <= 3


@pytest.mark.parametrize("n", [1, 2, 3])
def test_that_a_tiny_class_is_split_without_failing(n: int) -> None:
    spectra = Spectra.from_arrays(AXIS, np.zeros((n, 2)), "A")
    split = make_split(spectra, SplitParams(folds=3))
    assert len(split.fold) == n
    assert ((split.fold >= 0) & (split.fold < 3)).all()
    assert (split.within_specimen == {"A"}) == (n < 3)


@given(spectra=grouped_spectra(), fraction=st.floats(0.1, 0.5), seed=SEEDS)
@settings(max_examples=100, deadline=None)
def test_that_one_held_out_part_leaves_something_to_train_on(
    spectra: Spectra, fraction: float, seed: int
) -> None:
    split = make_split(spectra, SplitParams(scheme="holdout", fraction=fraction, seed=seed))
    assert split.models == (0,)
    for label in spectra.classes:
        out = split.held_out(spectra, label, 0)
        seen = split.training(spectra, label, 0)
        mine = spectra.label == label
        assert len(seen) > 0
        assert len(out) > 0 or mine.sum() == 1
        if label not in split.within_specimen:
            assert not set(spectra.group[out].tolist()) & set(spectra.group[seen].tolist())


def test_that_one_held_out_part_has_about_the_size_asked_for() -> None:
    split = make_split(one_class(50), SplitParams(scheme="holdout", fraction=0.2))
    assert (split.fold == 0).mean() == pytest.approx(0.2, abs=0.03)


def test_that_training_on_all_holds_nothing_out() -> None:
    spectra = one_class(6)
    split = make_split(spectra, SplitParams(scheme="all"))
    assert split.models == (-1,)
    assert (split.fold == -1).all()
    assert len(split.training(spectra, "A", -1)) == len(spectra)
    assert len(split.held_out(spectra, "A", -1)) == 0


def test_that_refitting_adds_a_model_of_all_to_those_of_the_folds() -> None:
    spectra = one_class(6)
    folds = make_split(spectra, SplitParams())
    refit = make_split(spectra, SplitParams(scheme="refit"))
    assert refit.models == (0, 1, -1)
    assert np.array_equal(refit.fold, folds.fold)
    assert len(refit.training(spectra, "A", -1)) == len(spectra)


@given(n_groups=st.integers(1, 40), size=st.integers(1, 6), fraction=st.floats(0, 0.5), seed=SEEDS)
@settings(max_examples=150, deadline=None)
def test_that_validation_is_a_part_of_training_and_leaves_most_of_it(
    n_groups: int, size: int, fraction: float, seed: int
) -> None:
    spectra = one_class(n_groups, size)
    rows = np.arange(len(spectra))[::2]
    training, validation = set_aside(spectra, rows, fraction, seed)
    assert sorted([*training, *validation]) == rows.tolist()
    assert len(training) >= len(rows) // 3
    if len(rows) < MIN_TRAINING or fraction == 0:
        assert len(validation) == 0
    again = set_aside(spectra, rows, fraction, seed)
    assert np.array_equal(validation, again[1])


def test_that_validation_takes_whole_groups_where_they_allow() -> None:
    spectra = one_class(20)
    training, validation = set_aside(spectra, np.arange(80), 0.2, 0)
    assert MIN_VALIDATION <= len(validation) <= 20
    assert not set(spectra.group[training].tolist()) & set(spectra.group[validation].tolist())


def test_that_too_few_to_choose_by_only_two_are_spared_for_a_curve() -> None:
    _, validation = set_aside(one_class(20, 1), np.arange(20), 0.2, 0)
    assert len(validation) == 2


UNITS = st.lists(st.integers(0, 30), min_size=1, max_size=120).map(
    lambda drawn: np.unique(drawn, return_inverse=True)[1]
)


@given(units=UNITS, folds=st.integers(2, 9), seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_that_dealing_at_once_is_dealing_one_by_one(
    units: np.ndarray, folds: int, seed: int
) -> None:
    sizes = np.bincount(units)
    order = np.random.default_rng(seed).permutation(len(sizes))
    order = order[np.argsort(-sizes[order], kind="stable")]
    held, target = [0] * folds, {}
    for unit in order.tolist():
        least = held.index(min(held))
        target[unit] = least
        held[least] += int(sizes[unit])
    dealt = _deal(units, folds, np.random.default_rng(seed))
    assert dealt.tolist() == [target[unit] for unit in units.tolist()]


@given(units=UNITS, fraction=st.floats(0.05, 0.95), seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_that_holding_out_at_once_is_holding_out_one_by_one(
    units: np.ndarray, fraction: float, seed: int
) -> None:
    n_units, out = int(units.max()) + 1, np.zeros(len(units), bool)
    for unit in np.random.default_rng(seed).permutation(n_units)[: n_units - 1]:
        if out.sum() < fraction * len(units):
            out |= units == unit
    assert _holdout(units, fraction, np.random.default_rng(seed)).tolist() == out.tolist()


@pytest.mark.parametrize("scheme", ["folds", "holdout", "refit"])
def test_that_very_many_specimens_are_split_evenly(scheme: str) -> None:
    n = 100_000
    spectra = Spectra.from_arrays(
        AXIS, np.zeros((n, 2)), np.full(n, "A"), np.arange(n).astype(np.str_)
    )
    split = make_split(spectra, SplitParams(scheme=scheme, folds=3, fraction=0.3))
    sizes = [len(split.held_out(spectra, "A", fold)) for fold in split.models if fold >= 0]
    expected = [30_000] if scheme == "holdout" else [33_334, 33_333, 33_333]
    assert sizes == expected
    training, validation = set_aside(spectra, np.flatnonzero(split.fold != 0), 0.2, 1)
    assert len(validation) == round(0.2 * (len(training) + len(validation)))
