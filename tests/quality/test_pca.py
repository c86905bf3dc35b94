from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.quality import pca as module
from ramangan_gui.quality.pca import fit_pca


@pytest.mark.parametrize(("n", "p"), [(30, 50), (1200, 40), (5, 200)])
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
    monkeypatch.setattr(module, "_COVARIANCE_FROM", 10)
    by_covariance = fit_pca(spectra, 5)
    np.testing.assert_allclose(by_svd.components, by_covariance.components, atol=1e-9)
    np.testing.assert_allclose(
        by_svd.explained_variance_ratio, by_covariance.explained_variance_ratio, atol=1e-12
    )


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
