import numpy as np
import pytest

from ramangan_gui.augmentation.copula import fit_copula


def standard(table):
    return (table - table.mean(0)) / table.std(0)


def test_tails_clusters_and_correlation_are_kept():
    rng = np.random.default_rng(0)
    skewed = rng.exponential(size=400)
    table = np.stack(
        [
            skewed,
            0.9 * skewed + 0.3 * rng.normal(size=400),
            rng.choice([-1.0, 1.0], 400) + 0.1 * rng.normal(size=400),
        ],
        axis=1,
    )
    table = standard(table)
    drawn = fit_copula(table).apply(rng.standard_normal((40_000, 3)))
    np.testing.assert_allclose(drawn.mean(0), 0.0, atol=0.03)
    np.testing.assert_allclose(drawn.std(0), 1.0, rtol=0.03)
    assert np.mean(drawn[:, 0] ** 3) == pytest.approx(np.mean(table[:, 0] ** 3), rel=0.25)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(np.corrcoef(table.T)[0, 1], abs=0.25)
    assert np.mean(np.abs(drawn[:, 2]) < 0.5) < 0.05


@pytest.mark.parametrize(("n", "width"), [(2, 1), (4, 6), (12, 5), (300, 40)])
def test_few_spectra_and_many_variables_give_finite_numbers(n, width):
    rng = np.random.default_rng(n)
    copula = fit_copula(standard(rng.normal(size=(n, width))))
    drawn = copula.apply(rng.standard_normal((500, width)))
    assert np.isfinite(drawn).all()
    assert (np.diff(copula.values, axis=0) >= 0).all()
    assert copula.apply(np.full((1, width), 9.0)).max() < 9.0


def test_equal_values_do_no_harm():
    copula = fit_copula(np.zeros((10, 2)))
    assert np.isfinite(copula.apply(np.ones((3, 2)))).all()
