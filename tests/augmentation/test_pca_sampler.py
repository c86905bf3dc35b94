import dataclasses

import numpy as np
import pytest

from ramangan_gui.augmentation.noise_model import NoiseModel, point_noise
from ramangan_gui.augmentation.pca_sampler import CALIBRATED_PCA
from ramangan_gui.augmentation.score_sampler import ScoreSampler
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run

MODES = ("gauss", "copula", "kde", "local")


def fitted(originals, mode="kde", seed=0):
    params = CALIBRATED_PCA.params(mode=mode)
    return run(CALIBRATED_PCA.fit(originals, originals.select([]), params, seed, None))


@pytest.mark.parametrize("mode", MODES)
def test_drawn_spectra_resemble_the_originals(spectra, mode):
    originals = spectra(60)
    drawn = fitted(originals, mode).sample(500, 1).intensities.astype(float)
    fresh = spectra(500, seed=8).intensities.astype(float)
    np.testing.assert_allclose(drawn.mean(0), fresh.mean(0), atol=0.06)
    assert np.median(point_noise(drawn)) == pytest.approx(np.median(point_noise(fresh)), rel=0.05)
    assert drawn.var(0).sum() == pytest.approx(fresh.var(0).sum(), rel=0.35)


@pytest.mark.parametrize("mode", MODES)
def test_scores_keep_unit_variance(mode):
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(60, 3))
    scores /= scores.std(0)
    sampler = ScoreSampler(scores, np.ones(3), np.exp(0.2 * rng.normal(size=60)), mode)
    drawn, levels = sampler.draw(20_000, rng)
    np.testing.assert_allclose(drawn.std(0), 1.0, rtol=0.08)
    assert (levels > 0).all()


@pytest.mark.parametrize(("mode", "stays"), [("gauss", False), ("kde", True), ("local", True)])
def test_clusters_survive_where_that_is_promised(mode, stays):
    rng = np.random.default_rng(0)
    scores = rng.choice([-1.0, 1.0], 80)[:, None] + 0.02 * rng.normal(size=(80, 1))
    scores = (scores - scores.mean()) / scores.std()
    drawn, _ = ScoreSampler(scores, np.ones(1), np.ones(80), mode, 0.4).draw(4000, rng)
    between = np.mean(np.abs(drawn) < 0.3)
    assert (between < 0.08) == stays


@pytest.mark.parametrize("n", [9, 40])
@pytest.mark.parametrize("mode", MODES)
def test_a_restored_model_draws_the_same_spectra(spectra, mode, n):
    model = fitted(spectra(n), mode)
    stored = model.stored("quartz", 0)
    assert (stored.config["n_balanced"] > 0) == (n == 40)
    again = CALIBRATED_PCA.restore(stored)
    first, second = model.sample(300, 4), again.sample(300, 4)
    assert first.intensities.tobytes() == second.intensities.tobytes()
    assert model.sample(20, 4).intensities.tobytes() == first.intensities[:20].tobytes()


@pytest.mark.parametrize(
    ("part", "value"),
    [("mean", np.zeros(3)), ("levels", np.zeros(12)), ("power", np.full(101, np.inf)), ("x", 0)],
)
def test_a_damaged_model_is_refused(spectra, part, value):
    stored = fitted(spectra(12)).stored("quartz", 0)
    tensors = {**stored.tensors, part: np.asarray(value, float)}
    with pytest.raises(InputError, match="quartz"):
        CALIBRATED_PCA.restore(dataclasses.replace(stored, tensors=tensors))
    for name, wrong in (("mode", "magic"), ("n_points", 10**9), ("n_components", 0)):
        config = {**stored.config, name: wrong}
        with pytest.raises(InputError):
            CALIBRATED_PCA.restore(dataclasses.replace(stored, config=config))


def test_the_copula_keeps_tails_and_correlation():
    rng = np.random.default_rng(0)
    first = rng.exponential(size=300)
    second = 0.9 * first + 0.2 * rng.normal(size=300)
    scores = np.stack([first, second], axis=1)
    scores = (scores - scores.mean(0)) / scores.std(0)
    drawn, _ = ScoreSampler(scores, np.ones(2), np.ones(300), "copula").draw(20_000, rng)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(np.corrcoef(scores.T)[0, 1], abs=0.2)
    assert np.mean(drawn[:, 0] ** 3) == pytest.approx(np.mean(scores[:, 0] ** 3), rel=0.4)
    assert drawn[:, 0].min() > scores[:, 0].min() - 1.5


def test_that_noise_goes_with_no_score_that_neighbours_share(spectra, monkeypatch):
    model = fitted(spectra(40), "gauss")
    draw, asked = NoiseModel.draw, []

    def spied(self, levels, rng, balance=0.0, scores=None):
        asked.append((balance, scores))
        return draw(self, levels, rng, balance, scores)

    monkeypatch.setattr(NoiseModel, "draw", spied)
    model.sample(5, 0)
    (balance, scores), config = asked[0], model.stored("quartz", 0).config
    assert balance == config["balance"] > 0.1
    assert scores.shape == (40, config["n_balanced"])
    older = {name: value for name, value in config.items() if name != "n_balanced"}
    stored = dataclasses.replace(model.stored("quartz", 0), config=older)
    CALIBRATED_PCA.restore(stored).sample(5, 0)
    assert asked[1][1].shape == (40, 0)


def test_spectra_set_aside_are_learnt_from_because_nothing_is_chosen(spectra):
    originals = spectra(40)
    part = CALIBRATED_PCA.fit(
        originals.select(np.arange(30)),
        originals.select(np.arange(30, 40)),
        CALIBRATED_PCA.params(mode="kde"),
        0,
        None,
    )
    assert run(part).sample(9, 1).intensities.tobytes() == (
        fitted(originals).sample(9, 1).intensities.tobytes()
    )
