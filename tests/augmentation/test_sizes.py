"""Spectra of unequal overall intensity: made equal, learnt from, and unequal again when drawn."""

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.noise_model import point_noise
from ramangan_gui.augmentation.sizes import SizedModel, find_sizes, sizes_of
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.neighbours import mix

AXIS = np.linspace(400.0, 1800.0, 300)
PLACES = (520.0, 700.0, 1002.0, 1300.0, 1450.0, 1660.0)


def gains(n, rng, spread=0.6):
    return np.exp(spread * rng.normal(size=(n, 1)))


def measured(n, rng, noise=0.03):
    """Bands whose heights vary a little, each on its own, over noise."""
    bands = sum(
        rng.uniform(0.8, 1.2, (n, 1)) * np.exp(-0.5 * ((AXIS - place) / 15.0) ** 2)
        for place in PLACES
    )
    return bands + 0.2 + noise * rng.normal(size=(n, AXIS.size))


def strong_and_weak(n, rng):
    size = gains(n, rng)
    return size * measured(n, rng), size[:, 0]


def spectra(values):
    return Spectra.from_arrays(AXIS, values, "A")


def fitted(values, name="pca", **changes):
    augmenter = AUGMENTERS[name]
    params = augmenter.params.preset("quick")
    for key, value in changes.items():
        params = params.with_value(key, value)
    known = spectra(values)
    return run(augmenter.fit(known, known.select([]), params, 0, None))


def test_that_sizes_are_those_that_spectra_were_multiplied_by():
    values, size = strong_and_weak(60, np.random.default_rng(1))
    typical = run(find_sizes(spectra(values), 0))
    assert typical is not None
    found = sizes_of(values, typical)
    assert found.mean() == pytest.approx(1.0)
    assert np.std(np.log(found / size)) < 0.1
    assert np.corrcoef(np.log(found), np.log(size))[0, 1] > 0.98


def test_that_equal_sizes_and_noise_that_does_not_go_with_size_are_left_alone():
    rng = np.random.default_rng(2)
    assert run(find_sizes(spectra(measured(60, rng)), 0)) is None
    # A detector's own noise is the same in strong and weak spectra.
    values = gains(60, rng) * measured(60, rng, noise=0.0) + 0.05 * rng.normal(size=(60, 300))
    assert run(find_sizes(spectra(values), 0)) is None


def test_that_normalised_spectra_and_those_that_have_no_size_are_left_alone():
    rng = np.random.default_rng(3)
    values = strong_and_weak(60, rng)[0]
    normalised = values / np.linalg.norm(values, axis=1, keepdims=True)
    assert run(find_sizes(spectra(normalised), 0)) is None
    values[5] *= -1.0
    assert run(find_sizes(spectra(values), 0)) is None
    assert run(find_sizes(spectra(values[:6]), 0)) is None


def test_that_generated_spectra_are_met_by_held_out_ones_only_if_sizes_are_followed():
    apart = {}
    for follow in (True, False):
        own = []
        for seed in range(4):
            rng = np.random.default_rng([4, seed])
            values, others = (gains(60, rng, 0.9) * measured(60, rng, 0.1) for _ in range(2))
            made = fitted(values, sizes=follow).sample(60, 1).intensities
            found = run(mix(others, made.astype(np.float64)))
            own.append([found.own_first[0], found.own_second[0]])
        apart[follow] = float(np.abs(np.mean(own, axis=0) - 0.5).mean())
    assert apart[True] < 0.08
    assert apart[False] > apart[True] + 0.05


def test_that_drawn_sizes_are_distributed_as_measured_ones_and_are_no_copies():
    values, _ = strong_and_weak(80, np.random.default_rng(5))
    model = fitted(values)
    made = model.sample(400, 1).intensities.astype(np.float64)
    typical = run(find_sizes(spectra(values), 0))
    logs, drawn = (np.log(sizes_of(v, typical)) for v in (values, made))
    assert drawn.mean() == pytest.approx(logs.mean(), abs=0.05)
    assert drawn.std() == pytest.approx(logs.std(), rel=0.1)
    assert drawn.max() < logs.max() + 1.0
    assert np.abs(drawn[:, None] - logs).min(axis=1).min() > 0.0


@pytest.mark.parametrize("seed", [6, 7, 8])
def test_that_weak_spectra_are_as_much_noisier_as_measured_ones(seed):
    rng = np.random.default_rng(seed)
    size = gains(80, rng)
    counts = 400.0 * size * measured(80, rng, noise=0.0)
    values = rng.poisson(counts).astype(np.float64)
    made = fitted(values).sample(160, 1).intensities.astype(np.float64)
    slopes = [
        np.polyfit(np.log(v.mean(axis=1)), np.log(point_noise(v)), 1)[0] for v in (values, made)
    ]
    assert slopes[0] == pytest.approx(0.5, abs=0.1)
    assert slopes[1] == pytest.approx(slopes[0], abs=0.06)


@pytest.mark.parametrize("name", ["pca", "wgan_gp"])
def test_that_a_model_says_it_is_stored_and_comes_back(name):
    values, _ = strong_and_weak(40, np.random.default_rng(7))
    changes = {"n_iterations": 4, "warm_start_steps": 10} if name == "wgan_gp" else {}
    model = fitted(values, name, **changes)
    assert "Spectra were made equally strong before" in model.kept
    stored = model.stored("A", 0)
    again = AUGMENTERS[name].restore(stored)
    assert isinstance(again, SizedModel)
    assert again.kept == model.kept
    drawn = model.sample(70, 3)
    np.testing.assert_array_equal(again.sample(70, 3).intensities, drawn.intensities)
    # More begin with the same ones.
    np.testing.assert_array_equal(model.sample(7, 3).intensities, drawn.intensities[:7])
    assert len(model.sample(0, 3).intensities) == 0


def test_that_spectra_shown_meanwhile_are_as_strong_as_those_beside_them():
    values, size = strong_and_weak(40, np.random.default_rng(13))
    known, augmenter, views = spectra(values), AUGMENTERS["pca"], []
    run(
        augmenter.fit(known, known.select([]), augmenter.params(), 0, None),
        lambda progress: views.append(progress.payload),
    )
    shown = next(view for view in views if view is not None)
    beside = values[shown.nearest]
    np.testing.assert_allclose(shown.samples.max(axis=1), beside.max(axis=1), rtol=0.3)
    assert np.ptp(np.log(size[shown.nearest])) > 0.5


def test_that_it_can_be_switched_off():
    values, _ = strong_and_weak(40, np.random.default_rng(8))
    assert "equally strong" not in fitted(values, sizes=False).kept


def test_that_a_validation_spectrum_without_size_leaves_sizes_alone():
    values, _ = strong_and_weak(40, np.random.default_rng(9))
    values[35] *= -1.0
    known = spectra(values)
    augmenter = AUGMENTERS["pca"]
    halves = known.select(range(30)), known.select(range(30, 40))
    model = run(augmenter.fit(*halves, augmenter.params(), 0, None))
    assert "equally strong" not in model.kept
    assert np.isfinite(model.sample(10, 1).intensities).all()


@pytest.mark.parametrize(
    "broken",
    [
        {"n_sized": 39},
        {"n_sized": -1},
        {"n_sized": True},
        {"n_looks": 400},
        {"n_size_points": 299},
        {"n_size_points": None},
    ],
)
def test_that_senseless_counts_in_a_stored_model_are_refused(broken):
    values, _ = strong_and_weak(40, np.random.default_rng(10))
    stored = fitted(values).stored("A", 0)
    with pytest.raises(InputError):
        AUGMENTERS["pca"].restore(replace(stored, config={**stored.config, **broken}))


@pytest.mark.parametrize("name", ["size_sizes", "size_noise", "size_mean"])
def test_that_senseless_sizes_in_a_stored_model_are_refused(name):
    values, _ = strong_and_weak(40, np.random.default_rng(11))
    stored = fitted(values).stored("A", 0)
    for bad in (-np.abs(stored.tensors[name]) - 1.0, stored.tensors[name] * np.nan):
        if name == "size_mean" and np.isfinite(bad).all():
            bad = bad[:-1]
        with pytest.raises(InputError):
            AUGMENTERS["pca"].restore(replace(stored, tensors={**stored.tensors, name: bad}))
