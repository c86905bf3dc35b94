from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.quality.features import (
    deformations,
    local_texture,
    shape_features,
    starlet,
    texture_features,
)


@pytest.mark.parametrize("n_points", [1, 2, 3, 10, 257])
def test_that_starlet_details_add_up(n_points: int) -> None:
    spectra = np.random.default_rng(0).normal(size=(3, n_points))
    np.testing.assert_allclose(sum(starlet(spectra)), spectra, atol=1e-12)


def test_that_the_first_detail_agrees_with_loops() -> None:
    spectrum = np.random.default_rng(1).normal(size=20)
    mirrored = np.concatenate([spectrum[2:0:-1], spectrum, spectrum[-2:-4:-1]])
    weights = np.array([1, 4, 6, 4, 1]) / 16
    smooth = [float(mirrored[i : i + 5] @ weights) for i in range(20)]
    np.testing.assert_allclose(starlet(spectrum[None], 1)[0][0], spectrum - smooth)


def test_that_deformations_are_recovered() -> None:
    x = np.arange(500.0)
    peak = np.exp(-0.5 * ((x - 200) / 12) ** 2) + 0.5 * np.exp(-0.5 * ((x - 350) / 9) ** 2)
    moved = np.exp(-0.5 * ((x - 200.3) / 12) ** 2) + 0.5 * np.exp(-0.5 * ((x - 350.3) / 9) ** 2)
    place = np.linspace(-1, 1, 500)
    found = deformations((1.1 * moved + 0.2 + 0.05 * place)[None], peak)[0]
    assert found[0] == pytest.approx(0.3 * 1.1, abs=0.02)
    assert found[2:] == pytest.approx([0.1, 0.2, 0.05], abs=0.01)


def test_that_shape_features_are_linear() -> None:
    rng = np.random.default_rng(0)
    a, b, mean = rng.normal(size=(3, 100))
    both = shape_features((a + b - mean)[None], mean)
    apart = shape_features(np.stack([a, b, mean]), mean)
    np.testing.assert_allclose(both[0], apart[0] + apart[1] - apart[2], atol=1e-9)


def test_that_texture_is_in_decibels_and_sees_ripple_and_noise() -> None:
    rng = np.random.default_rng(0)
    spectra, mean = rng.normal(size=(200, 512)), np.zeros(512)
    plain = texture_features(spectra, mean).mean(axis=0)
    louder = texture_features(2 * spectra, mean).mean(axis=0)
    bands, lines = slice(0, -3), slice(-3, -1)
    np.testing.assert_allclose((louder - plain)[bands], 20 * np.log10(2), atol=1e-6)
    np.testing.assert_allclose((louder - plain)[lines], 0, atol=1e-6)
    assert louder[-1] - plain[-1] == pytest.approx(20 * np.log10(2))
    ripple = 0.5 * (1 - 2 * (np.arange(512) % 2))
    assert (texture_features(spectra + ripple, mean).mean(axis=0) - plain)[-3] > 3
    wide = 0.5 * np.array([1, -1, -1, 1])[np.arange(512) % 4]
    assert (texture_features(spectra + wide, mean).mean(axis=0) - plain)[-2] > 3


def test_that_noise_is_told_place_by_place_as_a_logarithm() -> None:
    rng = np.random.default_rng(0)
    mean, noise = 100 * np.sin(np.arange(410.0)), rng.normal(size=(300, 410))
    plain = local_texture(mean + noise, mean)
    assert plain.shape == (300, 16)
    # The median of 25 squares is a little below that of many.
    np.testing.assert_allclose(plain.mean(axis=0), -0.02, atol=0.05)
    noise[:, :25] *= 2.0
    noise[:, -25:] *= 0.0
    changed = (local_texture(mean + noise, mean) - plain).mean(axis=0)
    assert changed[0] == pytest.approx(np.log(2), abs=0.07)
    np.testing.assert_allclose(changed[2:-2], 0.0, atol=1e-4)
    assert -7.0 < changed[-1] < -3.5  # noise below a thousandth of the usual counts as none


@pytest.mark.parametrize("n_points", [1, 2, 25, 26, 63])
def test_that_places_are_as_many_as_there_are_points_for(n_points: int) -> None:
    spectra = np.random.default_rng(0).normal(size=(4, n_points))
    found = local_texture(spectra, spectra.mean(axis=0))
    assert found.shape == (4, (n_points - 2) // 24 if n_points >= 26 else 0)
    assert np.isfinite(found).all()
    assert np.isfinite(local_texture(np.zeros((4, n_points)), np.zeros(n_points))).all()


@pytest.mark.parametrize("n_points", [1, 2, 3, 16, 63])
def test_that_short_spectra_have_finite_features(n_points: int) -> None:
    spectra = np.random.default_rng(0).normal(size=(4, n_points))
    mean = spectra.mean(axis=0)
    assert np.isfinite(shape_features(spectra, mean)).all()
    assert np.isfinite(texture_features(spectra, mean)).all()
