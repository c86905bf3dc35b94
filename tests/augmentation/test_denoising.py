import numpy as np
import pytest

from ramangan_gui.augmentation import denoising
from ramangan_gui.augmentation.components import cross_validate
from ramangan_gui.augmentation.denoising import denoised_folds, noise_left
from ramangan_gui.augmentation.noise_model import NoiseModel, estimate_noise, point_noise
from ramangan_gui.augmentation.pca_sampler import calibrated_pca
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

N_POINTS = 400
AXIS = np.linspace(400.0, 1800.0, N_POINTS)
BANDS = np.exp(-0.5 * ((AXIS - np.array([[650.0], [1000.0], [1420.0]])) / 18.0) ** 2)
NOISE = 0.05


def measured(n, rng):
    heights = np.array([1.0, 0.7, 0.5]) * (1.0 + 0.1 * rng.normal(size=(n, 1)))
    return heights @ BANDS + NOISE * rng.normal(size=(n, N_POINTS))


def outside(curves, spectra):
    """Part of curves that the bands' common change of height cannot explain."""
    direction = np.array([1.0, 0.7, 0.5]) @ BANDS
    direction /= np.linalg.norm(direction)
    return curves - np.outer(curves @ direction, direction)


@pytest.mark.parametrize("n", [12, 20, 60])
def test_generated_noise_is_as_strong_as_that_of_spectra_not_seen(n):
    ratios = []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        values = measured(n, rng)
        variation = run(fit_variation(Spectra.from_arrays(AXIS, values, "quartz"), seed))
        drawn = variation.noise.draw(np.ones(400), rng) * variation.unit
        basis = np.linalg.qr(variation.loadings.T)[0]
        fresh = measured(400, rng) - variation.mean * variation.unit
        fresh -= (fresh @ basis) @ basis.T
        drawn -= (drawn @ basis) @ basis.T
        fresh -= fresh.mean(axis=0)
        ratios.append(np.sum(drawn**2) / np.sum(fresh**2))
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.03)


def test_denoised_models_of_most_spectra_leave_less_of_the_others():
    rng = np.random.default_rng(1)
    values = measured(20, rng)
    folds = run(cross_validate(values, 0))
    noise = estimate_noise(folds.residuals(1), 0)
    clean, way = run(denoised_folds(values, folds, 1, noise, rng))
    assert way.strictness == 1.0
    before, after = (np.sum(f.residuals(1) ** 2) for f in (folds, clean))
    assert after < 0.97 * before
    # No denoising can leave less than the noise of the spectra themselves.
    assert after > 0.93 * NOISE**2 * N_POINTS * len(values)
    truth = np.array([1.0, 0.7, 0.5]) @ BANDS
    for raw, mean in zip(folds.means, clean.means, strict=True):
        error = [np.sum(outside(m[None] - truth, values) ** 2) for m in (raw, mean)]
        assert error[1] < 0.65 * error[0]


def test_spectra_that_differ_in_fine_detail_are_not_denoised():
    rng = np.random.default_rng(3)
    # Hardly any noise, but many rough components, of which each spectrum has its share.
    rough = 0.9 ** np.arange(30)[:, None] * rng.normal(size=(30, N_POINTS))
    values = BANDS.sum(0) + 0.02 * rng.normal(size=(40, 30)) @ rough
    folds = run(cross_validate(values, 0))
    noise = estimate_noise(folds.residuals(12), 0)
    assert run(denoised_folds(values, folds, 12, noise, rng))[1].strictness < 0.5


def test_the_share_of_noise_that_is_left_is_between_nothing_and_all():
    rng = np.random.default_rng(2)
    noise = NoiseModel(np.full(300, 0.1), np.ones(151), np.ones(10))
    own = noise.draw(np.ones(10), rng).mean(0)
    assert noise_left(np.zeros(300), noise, 10, rng) == 1.0
    assert noise_left(own, noise, 10, rng) == pytest.approx(0.0, abs=0.15)
    assert noise_left(own * np.sqrt(0.5), noise, 10, rng) == pytest.approx(0.5, abs=0.1)


def test_generated_spectra_vary_as_much_as_fresh_ones():
    ratios = []
    for seed in range(8):
        rng = np.random.default_rng(10 + seed)
        values = measured(30, rng)
        variation = run(fit_variation(Spectra.from_arrays(AXIS, values, "quartz"), seed))
        model = run(calibrated_pca(variation, "local", seed))
        drawn, fresh = model.sample(600, 1).intensities.astype(np.float64), measured(600, rng)
        ratios.append(np.sum(drawn.var(axis=0)) / np.sum(fresh.var(axis=0)))
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.03)


def with_unequal_pixels(n, rng, pattern=0.06):
    """Half of the spectra with strong fluorescence, its noise, and the pattern of the pixels."""
    pixels = pattern * np.random.default_rng(99).normal(size=N_POINTS)
    strong = np.arange(n) % 2 == 0
    strength = np.where(strong, rng.uniform(0.7, 1.3, n), 0.0)[:, None]
    noise = np.where(strong, 0.06, 0.006)[:, None] * rng.normal(size=(n, N_POINTS))
    slope = 0.2 * strength * np.linspace(1.0, 0.0, N_POINTS)
    heights = np.array([1.0, 0.7, 0.5]) * (1.0 + 0.1 * rng.normal(size=(n, 1)))
    return heights @ BANDS + slope + strength * pixels + noise, strong


def test_that_spectra_without_the_pattern_of_a_detector_are_modelled_without_it():
    made, found = [], []
    for seed in range(4):
        rng = np.random.default_rng(seed)
        values, strong = with_unequal_pixels(40, rng)
        variation = run(fit_variation(Spectra.from_arrays(AXIS, values, "pepper"), seed))
        curves = variation.structure(variation.scores) * variation.unit
        made.append([np.mean(point_noise(curves[rows])) for rows in (strong, ~strong)])
        found.append([np.mean(point_noise(values[rows])) for rows in (strong, ~strong)])
    of_strong, of_quiet = np.mean(made, axis=0) / np.mean(found, axis=0)
    assert 0.6 < of_strong < 1.0  # the pattern, and not the noise
    assert of_quiet < 0.4  # neither


def test_that_the_way_that_leaves_least_of_spectra_not_seen_is_taken(monkeypatch):
    values, _ = with_unequal_pixels(40, np.random.default_rng(5), 0.15)
    folds = run(cross_validate(values, 0))
    noise = estimate_noise(folds.residuals(2), 0)

    def chosen():
        clean, way = run(denoised_folds(values, folds, 2, noise, np.random.default_rng(7)))
        left = np.sum(clean.residuals(2) ** 2, axis=1)
        return way, float(np.mean(left / noise.levels**2))

    way, least = chosen()
    assert way.together
    energies = {}
    for one in denoising._TRIED:
        monkeypatch.setattr(denoising, "_TRIED", (one,))
        energies[one] = chosen()[1]
    assert len(energies) == 9
    assert least == min(energies.values()) == energies[way]
    each = min(energy for one, energy in energies.items() if not one.together)
    # Most of what is left is the noise of the spectra themselves.
    assert least < 0.985 * each
