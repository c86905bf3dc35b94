from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.quality import pca as module
from ramangan_gui.quality.pca import Scatter, fit_pca, rows_to_fit


@pytest.mark.parametrize(("n", "p"), [(30, 50), (1200, 40), (5, 200), (1050, 1500)])
def test_that_scores_and_variance_agree_with_scikit_learn(n: int, p: int) -> None:
    from sklearn.decomposition import PCA as Reference

    rng = np.random.default_rng(n)
    spectra = rng.normal(size=(n, p)) @ np.diag(np.linspace(3, 0.1, p)) + 5
    ours = fit_pca(spectra, 4)
    reference = Reference(4, svd_solver="full").fit(spectra)
    np.testing.assert_allclose(
        ours.explained_variance_ratio, reference.explained_variance_ratio_, rtol=1e-8
    )
    np.testing.assert_allclose(
        np.abs(ours.project(spectra)), np.abs(reference.transform(spectra)), atol=1e-8
    )


def test_that_both_ways_of_fitting_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    spectra = np.random.default_rng(0).normal(size=(600, 30)) * np.linspace(2, 1, 30)
    by_svd = fit_pca(spectra, 5)
    monkeypatch.setattr(module, "COVARIANCE_FROM", 10)
    by_covariance = fit_pca(spectra, 5)
    np.testing.assert_allclose(by_svd.components, by_covariance.components, atol=1e-9)
    np.testing.assert_allclose(
        by_svd.explained_variance_ratio, by_covariance.explained_variance_ratio, atol=1e-12
    )


def test_that_more_points_than_spectra_need_no_table_of_all_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Three components and hardly any noise: below the third, products alone hold only rounding.
    rng = np.random.default_rng(3)
    spectra = rng.normal(size=(60, 3)) @ rng.normal(size=(3, 90)) + 4.0
    spectra += 1e-9 * rng.normal(size=spectra.shape)
    by_svd = fit_pca(spectra, 5)
    monkeypatch.setattr(module, "COVARIANCE_FROM", 10)
    monkeypatch.setattr(Scatter, "of", None)
    by_products = fit_pca(spectra, 5)
    np.testing.assert_allclose(by_svd.components[:3], by_products.components[:3], atol=1e-9)
    np.testing.assert_allclose(
        by_products.components @ by_products.components.T, np.eye(5), atol=1e-9
    )
    np.testing.assert_allclose(
        by_svd.explained_variance_ratio, by_products.explained_variance_ratio, atol=1e-12
    )
    assert fit_pca(np.ones((12, 30)), 3).explained_variance_ratio.tolist() == [0, 0, 0]


def test_that_a_projection_is_blockwise_and_linear() -> None:
    spectra = np.random.default_rng(1).normal(size=(1300, 20)).astype(np.float32)
    pca = fit_pca(spectra[:100], 3)
    expected = (spectra.astype(np.float64) - pca.mean) @ pca.components.T
    np.testing.assert_allclose(pca.project(spectra), expected, atol=1e-12)


def test_that_constant_and_single_spectra_have_no_variance() -> None:
    assert fit_pca(np.ones((5, 8)), 3).explained_variance_ratio.tolist() == [0, 0, 0]
    assert fit_pca(np.arange(8.0)[None], 3).project(np.arange(8.0)).shape == (1, 1)


def test_that_no_spectrum_is_refused() -> None:
    with pytest.raises(SpectraError, match="at least one"):
        fit_pca(np.empty((0, 5)), 2)


def test_that_held_out_spectra_lie_no_further_out_than_new_ones() -> None:
    fold, everyone = np.arange(40) % 2, np.arange(40)
    others = rows_to_fit(everyone, fold, 0)
    assert others.tolist() == list(range(1, 40, 2))
    spreads = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        spectra, new = rng.normal(size=(40, 300)), rng.normal(size=(200, 300))
        models = (fit_pca(spectra[fitted], 2) for fitted in (everyone, others))
        spreads.append([m.project(spectra[fold == 0]).std() / m.project(new).std() for m in models])
    of_all, of_others = np.mean(spreads, axis=0)
    assert of_all > 2.0  # held-out spectra that were fitted to would seem more various
    assert of_others == pytest.approx(1.0, abs=0.1)


def test_that_all_originals_are_fitted_to_where_others_are_missing() -> None:
    rows, fold = np.array([7, 3, 9, 1]), np.zeros(10, np.int32)
    fold[[3, 9]] = 1
    assert rows_to_fit(rows, fold, -1).tolist() == rows.tolist()
    assert rows_to_fit(rows, fold, 0).tolist() == rows.tolist()


def test_that_spectra_left_out_of_a_scatter_are_as_if_they_had_never_been_there() -> None:
    rng = np.random.default_rng(4)
    spectra = rng.normal(size=(1300, 25)) @ rng.normal(size=(25, 25)) + 7.0
    gone = rng.permutation(1300)[:200]
    left = np.delete(spectra, gone, axis=0)
    found = Scatter.of(spectra).without(spectra[gone])
    direct = Scatter.of(left)
    assert found.n == direct.n == 1100
    np.testing.assert_allclose(found.mean, left.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.products, direct.products, atol=1e-8)
    np.testing.assert_allclose(found.pca(6).components, fit_pca(left, 6).components, atol=1e-9)
