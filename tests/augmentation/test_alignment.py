"""Shifts along the axis: found, followed where that helps, and given back to what is drawn."""

import tracemalloc
from types import SimpleNamespace

import numpy as np
import pytest

from ramangan_gui.augmentation import displacement
from ramangan_gui.augmentation.alignment import Alignment, MovedModel, find_alignment, following
from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.base import Drawn
from ramangan_gui.augmentation.common_scale import CommonScale
from ramangan_gui.augmentation.displacement import agreement, displaced, movements
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

AXIS = np.linspace(400.0, 1800.0, 400)
PLACES = np.array([520.0, 700.0, 880.0, 1002.0, 1180.0, 1330.0, 1450.0, 1660.0])


def bands(n, shift, seed, own=0.0, noise=0.01):
    """Spectra of bands that move by `shift` together and by `own` each (cm⁻¹)."""
    rng = np.random.default_rng(seed)
    place = PLACES + shift[:, None] + own * rng.normal(size=(n, PLACES.size))
    heights = np.linspace(0.5, 1.0, PLACES.size) * rng.uniform(0.95, 1.05, (n, 1))
    shapes = np.exp(-0.5 * ((AXIS - place[..., None]) / 9.0) ** 2)
    values = np.einsum("ij,ijk->ik", heights, shapes) + noise * rng.normal(size=(n, AXIS.size))
    return Spectra.from_arrays(AXIS, values / np.linalg.norm(values, axis=1, keepdims=True), "A")


def shifts(n, seed, spread=6.0):
    return spread * np.random.default_rng(seed).normal(size=n)


def halves(originals, drawn):
    """Share of each kind whose nearest other spectrum is of that kind."""
    both = np.concatenate([originals, drawn]).astype(np.float64)
    away = np.linalg.norm(both[:, None] - both, axis=2)
    np.fill_diagonal(away, np.inf)
    own = (away.argmin(axis=1) < len(originals)) == (np.arange(len(both)) < len(originals))
    return np.array([own[: len(originals)].mean(), own[len(originals) :].mean()])


def test_that_movements_are_found_in_points():
    true = shifts(40, 1)
    found, _ = run(movements(bands(40, true, 2).intensities.astype(np.float64)))
    step = AXIS[1] - AXIS[0]
    np.testing.assert_allclose(found, (true - true.mean()) / step, atol=0.15)
    assert found.mean() == pytest.approx(0.0, abs=1e-9)


def test_that_movements_against_a_reference_are_those_of_the_spectrum_that_was_moved():
    values = bands(20, np.zeros(20), 3).intensities.astype(np.float64)
    _, reference = run(movements(values))
    moved = displaced(values, np.full(20, 2.5))
    np.testing.assert_allclose(run(movements(moved, reference))[0], 2.5, atol=0.1)


def test_that_bands_that_move_each_on_its_own_do_not_agree():
    together = bands(30, shifts(30, 4), 5).intensities.astype(np.float64)
    apart = bands(30, np.zeros(30), 6, own=6.0).intensities.astype(np.float64)
    assert run(agreement(together, *run(movements(together)))) > 0.99
    assert run(agreement(apart, *run(movements(apart)))) < 0.9


def test_that_shifts_are_followed_only_where_all_bands_move():
    assert run(find_alignment(bands(40, shifts(40, 7), 8), 0)) is not None
    assert run(find_alignment(bands(40, np.zeros(40), 9), 0)) is None
    assert run(find_alignment(bands(40, np.zeros(40), 10, own=6.0), 0)) is None


def test_that_shifts_that_go_with_something_else_are_not_followed():
    true = shifts(60, 11)
    spectra = bands(60, true, 12)
    hump = np.exp(-0.5 * ((AXIS - 1100.0) / 40.0) ** 2)
    tied = spectra.intensities + 0.02 * true[:, None] * hump
    assert run(find_alignment(spectra, 0)) is not None
    assert run(find_alignment(spectra.with_intensities(tied.astype(np.float32)), 0)) is None


def test_that_drawn_spectra_are_shifted_as_the_training_spectra_and_better_for_it():
    training, unseen = bands(60, shifts(60, 13), 14), bands(200, shifts(200, 15), 16)
    pca = AUGMENTERS["pca"]
    distance = {}
    for align in (True, False):
        params = pca.params().with_value("align", align)
        model = run(pca.fit(training, training.select([]), params, 0, None))
        assert isinstance(model, MovedModel) is align
        drawn = model.sample(200, 1).intensities.astype(np.float64)
        distance[align] = np.abs(halves(unseen.intensities, drawn) - 0.5).max()
        if align:
            found, reference = run(movements(training.intensities.astype(np.float64)))
            spread = run(movements(drawn, reference))[0].std()
            assert spread == pytest.approx(found.std(), rel=0.15)
            np.testing.assert_allclose(np.linalg.norm(drawn, axis=1), 1.0, rtol=3e-6)
    assert distance[True] < distance[False] - 0.1


@pytest.mark.parametrize("name", ["pca", "wgan_gp"])
def test_that_a_stored_model_draws_the_same(name):
    augmenter = AUGMENTERS[name]
    training, validation = bands(24, shifts(24, 17), 18), bands(8, shifts(8, 19), 20)
    params = augmenter.params.preset("quick")
    if name == "wgan_gp":
        params = params.with_value("n_iterations", 4).with_value("warm_start_steps", 10)
        # Without a choice the network is kept, and not the linear model.
        training, validation = Spectra.concatenate([training, validation]), training.select([])
    model = run(augmenter.fit(training, validation, params, 0, None))
    assert "put in line" in model.kept
    stored = model.stored("A", 0)
    # All spectra that were given are known now, those for validation as well.
    assert stored.tensors["movements"].shape == (32,)
    again = augmenter.restore(stored)
    np.testing.assert_array_equal(model.sample(50, 3).intensities, again.sample(50, 3).intensities)
    np.testing.assert_array_equal(
        model.sample(50, 3).intensities[:20], model.sample(20, 3).intensities
    )
    assert again.stored("A", 0).kept == stored.kept


def test_that_damaged_movements_are_refused():
    augmenter = AUGMENTERS["pca"]
    training = bands(24, shifts(24, 21), 22)
    stored = run(augmenter.fit(training, training.select([]), augmenter.params(), 0, None)).stored(
        "A", 0
    )
    broken = dict(stored.tensors)
    broken["movements"] = broken["movements"].copy()
    broken["movements"][0] = np.nan
    for config, tensors in (
        (stored.config, broken),
        ({**stored.config, "n_moved": 23}, stored.tensors),
        ({**stored.config, "moved_common_size": -1.0}, stored.tensors),
        ({**stored.config, "n_moved": None}, stored.tensors),
    ):
        with pytest.raises(InputError):
            augmenter.restore(type(stored)("A", 0, "pca", "", config, tensors))


def test_that_large_sets_are_shifted_in_little_memory_and_all_the_same(monkeypatch):
    spectra = bands(500, shifts(500, 23), 24)
    values = spectra.intensities.astype(np.float64)
    found, reference = run(movements(values))
    drawn = Drawn(spectra.intensities, np.arange(500, dtype=np.int32))
    inner = SimpleNamespace(sample=lambda n, seed: drawn)
    model = MovedModel(inner, found, CommonScale.of(values), "")

    def in_line():
        inline, movements_found = run(Alignment(found, reference).in_line(spectra))
        return np.column_stack([movements_found, inline.intensities])

    work = {
        in_line: 5.0,
        lambda: run(agreement(values, found, reference)): 3.0,
        lambda: model.sample(500, 0).intensities: 3.0,
    }
    at_once = [one() for one in work]
    monkeypatch.setattr(displacement, "_VALUES_AT_ONCE", 10 * AXIS.size)
    for (one, tables), expected in zip(work.items(), at_once, strict=True):
        tracemalloc.start()
        in_pieces = one()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        np.testing.assert_array_equal(in_pieces, expected)
        assert peak < tables * values.nbytes


def test_that_nothing_else_of_an_augmenter_changes():
    bare = following(AUGMENTERS["pca"])
    assert (bare.name, bare.params, bare.min_spectra) == (
        "pca",
        AUGMENTERS["pca"].params,
        AUGMENTERS["pca"].min_spectra,
    )
