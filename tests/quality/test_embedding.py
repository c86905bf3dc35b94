from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import run
from ramangan_gui.quality.embedding import MOST, lay_out


@pytest.fixture(scope="module")
def groups():
    """Three kinds of 20 spectra, far apart on ten scores."""
    rng = np.random.default_rng(4)
    middle = rng.normal(size=(3, 10)) * 8
    return np.repeat(middle, 20, axis=0) + rng.normal(size=(60, 10))


@pytest.fixture(scope="module")
def places(groups):
    return run(lay_out(groups))


def test_that_groups_stay_together(places):
    assert places.shape == (60, 2)
    assert np.isfinite(places).all()
    kind = np.repeat(np.arange(3), 20)
    apart = np.linalg.norm(places[:, None] - places, axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = np.argsort(apart, axis=1)[:, :5]
    assert (kind[nearest] == kind[:, None]).mean() > 0.95


def test_that_neighbours_are_kept_as_the_library_measures_it(groups, places):
    from sklearn.manifold import trustworthiness

    assert trustworthiness(groups, places, n_neighbors=5) > 0.9


def test_that_the_same_seed_gives_the_same_picture(groups, places):
    assert np.array_equal(run(lay_out(groups)), places)


def test_that_it_can_be_cancelled_between_rounds(groups):
    steps = lay_out(groups)
    told = [next(steps).fraction for _ in range(3)]
    assert told == sorted(told)
    assert told[-1] < 1.0
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


def test_that_too_few_too_many_and_equal_spectra_are_told():
    for n in (9, MOST + 1):
        with pytest.raises(SpectraError, match="lays out 10 to 3,000 spectra"):
            run(lay_out(np.zeros((n, 2))))
    with pytest.raises(SpectraError, match="All spectra are the same"):
        run(lay_out(np.ones((20, 2))))
