"""Scores and noise levels of new spectra, near those of the training spectra."""

import numpy as np
import pytest

from ramangan_gui.augmentation.nearest import distance_to_nearest
from ramangan_gui.augmentation.score_sampler import MODES, ScoreSampler

N_SPECTRA = 60


def sampler(mode="local", reach=0.5, seed=0):
    """Noise levels rise with the first score."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(N_SPECTRA, 3))
    scores = (scores - scores.mean(0)) / scores.std(0)
    levels = np.exp(0.3 * scores[:, 0] + 0.02 * rng.normal(size=N_SPECTRA))
    return ScoreSampler(scores, np.array([0.8, 0.5, 0.3]), levels, mode, reach)


@pytest.mark.parametrize("mode", MODES)
def test_that_drawn_scores_and_levels_vary_as_those_of_the_training_spectra(mode):
    known = sampler(mode)
    scores, levels = known.draw(6000, np.random.default_rng(1))
    np.testing.assert_allclose(scores.std(0), 1.0, atol=0.08)
    np.testing.assert_allclose(scores.mean(0), 0.0, atol=0.08)
    assert np.log(levels).std() == pytest.approx(np.log(known.levels).std(), rel=0.1)
    assert np.log(levels).mean() == pytest.approx(np.log(known.levels).mean(), abs=0.03)


@pytest.mark.parametrize("mode", MODES)
def test_that_a_balanced_group_has_no_mean_or_correlations_of_its_own(mode):
    known = sampler(mode)
    off = {}
    for balanced in (False, True):
        groups = [
            known.draw(N_SPECTRA, np.random.default_rng(seed), balanced)[0] for seed in range(40)
        ]
        usual = np.corrcoef(np.concatenate(groups).T)
        means = np.mean([group.mean(0) ** 2 for group in groups])
        correlations = np.mean([(np.corrcoef(group.T) - usual) ** 2 for group in groups])
        off[balanced] = means, correlations
        np.testing.assert_allclose(np.concatenate(groups).std(0), 1.0, atol=0.06)
    # The copula bends even numbers, so that a little of their chance comes back.
    assert off[True][0] < (0.2 if mode == "copula" else 1e-20) * off[False][0] + 1e-25
    assert off[True][1] < 0.6 * off[False][1]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("n", [1, 2, 5])
def test_that_small_groups_are_drawn_as_well(mode, n):
    scores, levels = sampler(mode).draw(n, np.random.default_rng(0), balanced=True)
    assert scores.shape == (n, 3)
    assert np.isfinite(scores).all()
    assert (levels > 0).all()


@pytest.mark.parametrize("mode", MODES)
def test_that_the_noise_level_goes_with_the_scores(mode):
    scores, levels = sampler(mode).draw(2000, np.random.default_rng(2))
    assert np.corrcoef(scores[:, 0], np.log(levels))[0, 1] > 0.85


def test_that_levels_lie_between_and_beyond_those_measured_where_only_neighbours_tell_them():
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(200, 1))
    known = ScoreSampler(scores, np.ones(1), np.exp(0.3 * np.sin(8.0 * scores[:, 0])), "local")
    levels = known.draw(1000, np.random.default_rng(3))[1]
    assert len(np.unique(levels)) == 1000
    assert levels.min() > 0.5 * known.levels.min()
    assert levels.max() < 2.0 * known.levels.max()


@pytest.mark.parametrize("mode", MODES)
def test_that_levels_which_scores_do_not_tell_meet_all_scores(mode):
    rng = np.random.default_rng(1)
    levels = np.exp(0.3 * rng.normal(size=N_SPECTRA))
    known = ScoreSampler(sampler().scores, np.ones(3), levels, mode)
    found = known.draw(40 * N_SPECTRA, rng)[1]
    # Each training level belongs to as many scores as there are groups, not to a single place.
    least = found == levels.min()
    assert 30 <= least.sum() <= 50
    assert known.draw(40 * N_SPECTRA, rng)[0][least].std(0).min() > 0.5


def test_that_equal_levels_stay_equal():
    known = ScoreSampler(sampler().scores, np.ones(3), np.ones(N_SPECTRA), "local")
    np.testing.assert_allclose(known.draw(100, np.random.default_rng(4))[1], 1.0)


def drawn_from_pairs(mode):
    """Spread of what is drawn round each of two close training scores, and round lone ones."""
    rng = np.random.default_rng(5)
    centres = rng.normal(size=(30, 6))
    scores = np.concatenate([centres[:10] + 0.02 * rng.normal(size=(10, 6)) for _ in range(4)])
    scores = np.concatenate([scores, 3.0 * centres[10:]])
    scores = (scores - scores.mean(0)) / scores.std(0)
    known = ScoreSampler(scores, np.ones(6), np.ones(60), mode, 0.5)
    drawn = known.draw(60 * 20, rng)[0]
    away = np.sqrt(distance_to_nearest(drawn, scores / np.sqrt(1.25)) ** 2 / 6)
    nearest = np.argmin(((drawn[:, None] - scores / np.sqrt(1.25)) ** 2).sum(2), axis=1)
    return np.median(away[nearest < 40]), np.median(away[nearest >= 40])


def test_that_jitter_is_as_wide_as_neighbours_are_far():
    close, lone = drawn_from_pairs("kde")
    assert lone > 0.4
    assert close < 0.4 * lone


def test_that_jitter_is_never_nothing():
    scores = np.repeat(np.random.default_rng(6).normal(size=(12, 3)), 5, axis=0)
    scores = (scores - scores.mean(0)) / scores.std(0)
    for known in (scores, np.zeros((8, 3)), scores[:1]):
        sampler = ScoreSampler(known, np.ones(3), np.ones(len(known)), "kde", 0.5)
        drawn = sampler.draw(100, np.random.default_rng(7))[0]
        assert np.isfinite(drawn).all()
        assert (distance_to_nearest(drawn, known / np.sqrt(1.25)) > 0.01).all()
