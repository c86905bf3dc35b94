import numpy as np
import pytest

from ramangan_gui.augmentation.starlet import decompose, detail_energies, moving_average, shrink


def test_moving_average_is_the_plain_mean_of_neighbours():
    values = np.random.default_rng(0).normal(size=(2, 30))
    padded = np.pad(values, ((0, 0), (3, 3)), mode="edge")
    expected = [[row[i : i + 7].mean() for i in range(30)] for row in padded]
    np.testing.assert_allclose(moving_average(values, 7), expected, atol=1e-12)


@pytest.mark.parametrize(("n_points", "n_scales"), [(3, 2), (5, 2), (16, 3), (17, 4), (101, 4)])
def test_smoothing_reflects_the_ends_as_often_as_it_must(n_points, n_scales):
    curves = np.random.default_rng(0).normal(size=(2, n_points))
    smooth = curves
    for scale in range(n_scales):
        padded = np.pad(smooth, ((0, 0), (2 * 2**scale, 2 * 2**scale)), mode="reflect")
        weights = np.zeros(4 * 2**scale + 1)
        weights[:: 2**scale] = np.array([1.0, 4.0, 6.0, 4.0, 1.0]) / 16.0
        smooth = np.stack([np.convolve(row, weights, "valid") for row in padded])
    np.testing.assert_allclose(decompose(curves, n_scales)[-1], smooth, atol=1e-12)


@pytest.mark.parametrize("n_points", [16, 101])
def test_parts_add_up_to_the_curve(n_points):
    curves = np.random.default_rng(0).normal(size=(3, n_points))
    parts = decompose(curves, 2)
    assert len(parts) == 3
    np.testing.assert_allclose(sum(parts), curves, atol=1e-12)


def test_details_of_a_straight_line_vanish():
    line = np.linspace(0.0, 5.0, 100)[None]
    finest = decompose(line, 1)[0]
    np.testing.assert_allclose(finest[:, 2:-2], 0.0, atol=1e-12)


def test_shrinkage_takes_noise_off_and_leaves_peaks():
    rng = np.random.default_rng(0)
    x = np.arange(400.0)
    truth = np.exp(-0.5 * ((x - 200.0) / 4.0) ** 2)
    noisy = truth + 0.05 * rng.normal(size=400)
    clean = shrink(noisy[None], detail_energies(0.05 * rng.normal(size=(64, 400))))[0]
    far = np.abs(x - 200.0) > 40.0
    assert np.std((clean - truth)[far]) < 0.4 * np.std((noisy - truth)[far])
    assert clean[200] == pytest.approx(1.0, abs=0.1)


def test_hardly_more_noise_is_left_than_if_the_true_curve_were_known():
    rng = np.random.default_rng(1)
    x = np.arange(1000.0)
    noise, left, at_best = rng.normal(size=(200, 1000)), [], []
    for _ in range(10):
        centres, widths = rng.uniform(0, 1000, 25), rng.uniform(4, 12, 25)
        heights = rng.exponential(20.0, 25)
        truth = heights @ np.exp(-0.5 * ((x - centres[:, None]) / widths[:, None]) ** 2)
        noisy = truth + rng.normal(size=1000)
        left.append(np.mean((shrink(noisy[None], detail_energies(noise))[0] - truth) ** 2))
        details, known = decompose(noisy[None], 4), decompose(truth[None], 4)
        chance = [np.mean(part**2, axis=0) for part in decompose(noise, 4)]
        best = details[-1][0] + sum(
            known[k][0] ** 2 / (known[k][0] ** 2 + chance[k]) * details[k][0] for k in range(4)
        )
        at_best.append(np.mean((best - truth) ** 2))
    assert np.mean(left) < 0.4
    assert np.mean(left) < 1.35 * np.mean(at_best)


def test_energies_of_noise_are_those_of_its_details_averaged_around_each_point():
    noise = np.random.default_rng(4).normal(size=(300, 200)) * np.linspace(1.0, 3.0, 200)
    found = detail_energies(noise)
    assert len(found) == 4
    assert len(detail_energies(noise[:, :16])) == 1
    for energy, detail in zip(found, decompose(noise, 4)[:-1], strict=True):
        assert energy.mean() == pytest.approx((detail**2).mean(), rel=0.02)
        assert energy[150:].mean() > 2.0 * energy[:50].mean()
        assert np.abs(np.diff(energy)).max() < 0.2 * energy.max()


def test_nothing_is_taken_off_where_nothing_is_taken_for_noise():
    curve = np.random.default_rng(0).normal(size=(2, 50))
    np.testing.assert_array_equal(shrink(curve, [np.ones(50)] * 2, 0.0), curve)


def test_without_noise_nothing_changes():
    curve = np.random.default_rng(0).normal(size=(1, 50))
    np.testing.assert_allclose(shrink(curve, [np.zeros(50)] * 2), curve, atol=1e-12)


def test_a_pattern_that_curves_share_cancels_where_a_sum_is_without_it_if_damped_together():
    rng = np.random.default_rng(2)
    x = np.arange(600.0)
    pattern, band = rng.normal(size=600), 20.0 * np.exp(-0.5 * ((x - 300.0) / 8.0) ** 2)
    curves = np.stack([band + 3.0 * pattern, 1.2 * pattern]) + 0.5 * rng.normal(size=(2, 600))
    noise, left, kept = detail_energies(0.5 * rng.normal(size=(64, 600))), [], []
    for together in (False, True):
        clean = shrink(curves, noise, together=together)
        left.append(np.std(clean[0] - 2.5 * clean[1] - band))
        kept.append(np.std(clean[0] - band))
    assert left[1] < 0.5 * left[0]
    assert min(kept) > 2.5  # a pattern is no noise, in either way


def test_a_curve_that_has_few_of_anothers_details_is_better_damped_by_itself():
    rng = np.random.default_rng(3)
    x, noise = np.arange(600.0), detail_energies(0.05 * rng.normal(size=(64, 600)))
    each, both = [], []
    for _ in range(20):
        centres = rng.uniform(20.0, 580.0, 12)
        bands = np.exp(-0.5 * ((x - centres[:, None]) / 4.0) ** 2)
        truth = np.stack([5.0 * bands.sum(0), 0.4 * bands[:3].sum(0)])
        noisy = truth + 0.05 * rng.normal(size=truth.shape)
        for left, together in ((each, False), (both, True)):
            left.append(np.mean((shrink(noisy, noise, together=together) - truth)[1] ** 2))
    assert np.mean(each) < 0.8 * np.mean(both)
    np.testing.assert_allclose(shrink(noisy, noise)[1:], shrink(noisy[1:], noise), atol=1e-12)


def test_that_nothing_comes_of_curves_without_details():
    flat = np.full((2, 50), 3.0)
    np.testing.assert_allclose(shrink(flat, [np.zeros(50)] * 2, together=True), flat)
