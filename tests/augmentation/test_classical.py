import dataclasses

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.changes import (
    AddedNoise,
    Emsa,
    Mixup,
    OffsetAndSlope,
    Scale,
    Shift,
)
from ramangan_gui.augmentation.classical import CLASSICAL
from ramangan_gui.augmentation.noise_model import point_noise
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run

RULES = [augmenter.name for augmenter in CLASSICAL]


def fitted(originals, params, seed=0):
    augmenter = AUGMENTERS[params.where()]
    return run(augmenter.fit(originals, originals.select([]), params, seed, None))


def made(originals, params, n=400):
    drawn = fitted(originals, params).sample(n, 1)
    parents = originals.intensities[drawn.parent_index].astype(float)
    return drawn.intensities.astype(float), parents


@pytest.mark.parametrize("name", RULES)
def test_each_spectrum_names_its_parent_and_is_not_the_same(spectra, name):
    originals = spectra(30)
    changed, parents = made(originals, AUGMENTERS[name].params())
    assert np.abs(changed - parents).max(axis=1).min() >= 0.0
    assert (np.abs(changed - parents).max(axis=1) > 1e-6).mean() > 0.95
    distance = np.linalg.norm(changed - parents, axis=1)
    assert np.median(distance) < np.linalg.norm(parents, axis=1).mean()


@pytest.mark.parametrize("strength", [0.5, 1.0, 3.0])
def test_noise_grows_by_what_was_asked(spectra, strength):
    changed, parents = made(spectra(60, noise=0.02), AddedNoise(strength=strength))
    added = np.median(point_noise(changed - parents))
    assert added == pytest.approx(0.02 * strength, rel=0.05)


def test_shift_moves_peaks_and_leaves_noise(spectra):
    originals = spectra(30, noise=0.0)
    step = float(np.diff(originals.raman_shift)[0])
    changed, parents = made(originals, Shift(spread=2.0 * step))
    place = changed[:, 60:110].argmax(1) - parents[:, 60:110].argmax(1)
    assert place.std() == pytest.approx(2.0, rel=0.15)
    changed, parents = made(spectra(30), Shift())
    ratio = np.median(point_noise(changed)) / np.median(point_noise(parents))
    assert ratio == pytest.approx(1.0, abs=0.05)


def test_scale_multiplies(spectra):
    changed, parents = made(spectra(30), Scale(spread=0.1))
    factor = (changed * parents).sum(1) / (parents**2).sum(1)
    np.testing.assert_allclose(changed, factor[:, None] * parents, atol=1e-5)
    assert np.log(factor).std() == pytest.approx(0.1, rel=0.15)


def test_offset_and_slope_add_a_line(spectra):
    originals = spectra(30)
    changed, parents = made(originals, OffsetAndSlope(offset=0.1, slope=0.05))
    lines = changed - parents
    height = np.ptp(originals.intensities.astype(float).mean(0))
    np.testing.assert_allclose(np.diff(lines, 2, axis=1), 0.0, atol=1e-5)
    assert lines.mean(1).std() == pytest.approx(0.1 * height, rel=0.15)
    rise = (lines[:, -1] - lines[:, 0]) / 2.0
    assert rise.std() == pytest.approx(0.05 * height, rel=0.15)


def test_mixup_stays_between_two_spectra(spectra):
    originals = spectra(6, noise=0.0)
    values = originals.intensities.astype(float)
    changed, parents = made(originals, Mixup(alpha=1.0), 100)
    for one, parent in zip(changed, parents, strict=True):
        left = []
        for mate in values:
            way = mate - parent
            if not way.any():
                continue
            part = way @ (one - parent) / (way @ way)
            off = np.abs(one - parent - part * way).max()
            left.append(off if 0.0 <= part <= 1.0 + 1e-6 else np.inf)
        assert min(left) < 1e-5


def test_emsa_varies_height_and_background_as_far_as_found(spectra):
    originals = spectra(200)
    changed, _ = made(originals, Emsa(), 4000)

    def found(values):
        reference = originals.intensities.astype(float).mean(0)
        line = np.linspace(-1.0, 1.0, values.shape[1])
        design = np.stack([reference, line**0, line, line**2], axis=1)
        return np.linalg.lstsq(design, values.T, rcond=None)[0].T

    ours, theirs = found(changed), found(originals.intensities.astype(float))
    np.testing.assert_allclose(ours.std(0), theirs.std(0), rtol=0.15)
    np.testing.assert_allclose(ours.mean(0), theirs.mean(0), atol=0.2 * theirs.std(0).max())


@pytest.mark.parametrize("height", [0.0, 0.01, -1.0])
def test_emsa_makes_nothing_of_a_spectrum_that_is_blank_or_upside_down(spectra, height):
    originals = spectra(20)
    values = originals.intensities.copy()
    values[3] = height * values[4] + 0.01 * np.random.default_rng(3).normal(size=values.shape[1])
    drawn = fitted(originals.with_intensities(values), Emsa()).sample(400, 1)
    assert set(drawn.parent_index) == set(range(20)) - {3}
    assert np.abs(drawn.intensities).max() < 2.0 * values.max()


def test_emsa_turns_nothing_upside_down(spectra):
    originals = spectra(20)
    changed, _ = made(originals, Emsa(strength=6.0, order=0))
    mean = originals.intensities.astype(float).mean(0)
    along = (changed - changed.mean(1, keepdims=True)) @ (mean - mean.mean())
    assert along.min() > 0.0
    assert along.std() > 0.5 * along.mean()


@pytest.mark.parametrize("name", RULES)
def test_a_damaged_model_is_refused(spectra, name):
    augmenter = AUGMENTERS[name]
    stored = fitted(spectra(12), augmenter.params()).stored("quartz", 0)
    wrong = [
        {"tensors": {**stored.tensors, "originals": np.zeros((2, 2), np.float32)}},
        {"tensors": {**stored.tensors, "x": np.zeros(1)}},
        {"config": {**stored.config, "params": {"unknown": 1}}},
        {"config": {**stored.config, "step": -1.0}},
        {"augmenter": "pca"},
    ]
    for change in wrong:
        with pytest.raises(InputError, match="quartz"):
            augmenter.restore(dataclasses.replace(stored, **change))
