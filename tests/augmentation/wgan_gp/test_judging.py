"""How far validation spectra are from the spectra of a state."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp import judging
from ramangan_gui.augmentation.wgan_gp.judging import Judge
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

Array = NDArray[np.float64]
BANDS = np.exp(-0.5 * ((np.arange(120) - np.arange(10, 120, 20)[:, None]) / 3.0) ** 2)


def spectra(scores: Array, rng: np.random.Generator) -> Array:
    noise = 0.02 * rng.standard_normal((len(scores), BANDS.shape[1]))
    return np.asarray(5.0 + scores @ BANDS + noise)


@pytest.fixture(params=range(3))
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    return np.random.default_rng(request.param)


def judge_of(training: Array, validation: Array) -> tuple[Judge, float]:
    axis = np.linspace(400.0, 1000.0, training.shape[1])
    variation = run(fit_variation(Spectra.from_arrays(axis, training, "X"), 0))
    known, unseen = training / variation.unit, validation / variation.unit
    scaling = Scaling.between(variation.mean, known)
    return Judge(variation, scaling, known, unseen, 0), variation.unit


def test_that_the_right_distribution_is_nearer_than_others(rng: np.random.Generator) -> None:
    n, n_bands = judging._N_DRAWN, len(BANDS)
    training, validation = (spectra(rng.standard_normal((m, n_bands)), rng) for m in (48, 16))
    judge, unit = judge_of(training, validation)
    scores = rng.standard_normal((n, n_bands))
    right = judge.distance_of(spectra(scores, rng) / unit)
    copies = training[rng.integers(0, len(training), n)]
    for wrong in (
        spectra(2.0 * scores, rng),
        spectra(0.4 * scores, rng),
        spectra(scores + 1.5, rng),
        copies + 0.02 * rng.standard_normal(copies.shape),
    ):
        assert judge.distance_of(wrong / unit) > 1.03 * right


def test_that_spectra_between_two_forms_are_seen(rng: np.random.Generator) -> None:
    def drawn(m: int, blur: float) -> Array:
        form = np.where(rng.random((m, 1)) < 0.5, -1.0, 1.0)
        scores = np.concatenate([form, form, -form, 0.05 * rng.standard_normal((m, 3))], axis=1)
        return spectra(scores + blur * rng.standard_normal(scores.shape), rng)

    judge, unit = judge_of(drawn(48, 0.03), drawn(12, 0.03))
    n = judging._N_DRAWN
    right = judge.distance_of(drawn(n, 0.03) / unit)
    assert judge.distance_of(drawn(n, 0.15) / unit) > 1.3 * right


def test_that_the_distance_is_that_of_a_plain_search(rng: np.random.Generator) -> None:
    training, validation = (spectra(rng.standard_normal((m, len(BANDS))), rng) for m in (30, 8))
    judge, unit = judge_of(training, validation)
    drawn = spectra(rng.standard_normal((40, len(BANDS))), rng)
    axis = np.linspace(400.0, 1000.0, training.shape[1])
    variation = run(fit_variation(Spectra.from_arrays(axis, training, "X"), 0))
    known, unseen, made = (
        (part / unit - variation.mean) @ variation.directions.T
        for part in (training, validation, drawn)
    )
    apart = [np.linalg.norm(a - b) for i, a in enumerate(known) for b in known[:i]]
    logs = [np.log(sorted(np.linalg.norm(one - made, axis=1))[4]) for one in unseen]
    expected = np.exp(np.mean(logs)) / np.median(apart)
    assert judge.distance_of(drawn / unit) == pytest.approx(expected, rel=1e-9)
