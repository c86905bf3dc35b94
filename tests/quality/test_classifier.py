from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.classifier import (
    area,
    auc,
    decisions,
    resplit_auc,
    separating_features,
)


def labelled(n: int = 30, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    signs = np.repeat([1.0, -1.0], n // 2)
    return rng.normal(size=(n, 4)) - 0.8 * signs[:, None], signs


def test_that_decisions_agree_with_ridge_regression_of_scikit_learn() -> None:
    from sklearn.linear_model import Ridge

    features, signs = labelled()
    found = decisions(features, signs[None], np.random.default_rng(3))[0]
    parts = np.random.default_rng(3).permutation(30) % 5
    for part in range(5):
        test, train = parts == part, parts != part
        model = Ridge(alpha=0.1 * train.sum() + 4).fit(features[train], signs[train])
        np.testing.assert_allclose(
            found[test], model.predict(features[test]) - signs[train].mean(), atol=1e-10
        )


def test_that_the_area_agrees_with_scikit_learn_also_with_ties() -> None:
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(0)
    values = rng.integers(0, 6, (20, 15)).astype(float)
    positive = rng.permuted(np.broadcast_to(np.arange(15) < 6, (20, 15)), axis=1)
    expected = [roc_auc_score(p, v) for p, v in zip(positive, values, strict=True)]
    np.testing.assert_allclose(area(values, positive), expected)


def test_that_kinds_which_differ_are_told_apart_and_equal_ones_are_not() -> None:
    features, signs = labelled(60)
    assert auc(features, signs[None], np.random.default_rng(0))[0] > 0.9
    noise = np.random.default_rng(1).normal(size=(60, 4))
    several = np.random.default_rng(2).permuted(np.broadcast_to(signs, (300, 60)), axis=1)
    found = auc(noise, several, np.random.default_rng(0))
    assert found.mean() == pytest.approx(0.5, abs=0.03)


def test_that_spectra_all_alike_give_one_half(draw) -> None:
    same = np.repeat(draw(1, 0).astype(float), 12, axis=0)
    features = separating_features(same)
    assert (features == 0).all()
    signs = np.repeat([1.0, -1.0], 6)[None]
    assert auc(features, signs, np.random.default_rng(0))[0] == 0.5


def test_that_re_splits_leave_out_what_is_not_in_them() -> None:
    features, _ = labelled(20)
    split = np.array([1, 2] * 6 + [0] * 8, np.int8)
    found = run(resplit_auc(features, split[None], np.random.default_rng(5)))
    signs = np.where(split[:12] == 1, 1.0, -1.0)[None]
    assert found[0] == auc(features[:12], signs, np.random.default_rng(5))[0]


def test_that_features_are_standardised_and_blind_to_the_order_of_kinds(draw) -> None:
    spectra = draw(40, 0).astype(float)
    features = separating_features(spectra)
    np.testing.assert_allclose(features.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(features.std(axis=0), 1, atol=1e-9)
    order = np.random.default_rng(0).permutation(40)
    np.testing.assert_allclose(separating_features(spectra[order]), features[order], atol=1e-6)
