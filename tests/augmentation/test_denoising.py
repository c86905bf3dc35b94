import numpy as np
import pytest

from ramangan_gui.augmentation.components import cross_validate
from ramangan_gui.augmentation.denoising import denoised_folds, noise_left
from ramangan_gui.augmentation.noise_model import NoiseModel, estimate_noise
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
    clean, strictness = denoised_folds(values, folds, 1, noise, rng)
    assert strictness == 1.0
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
    assert denoised_folds(values, folds, 12, noise, rng)[1] < 0.5


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
        model = calibrated_pca(variation, "local", seed)
        drawn, fresh = model.sample(600, 1).intensities.astype(np.float64), measured(600, rng)
        ratios.append(np.sum(drawn.var(axis=0)) / np.sum(fresh.var(axis=0)))
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.03)
