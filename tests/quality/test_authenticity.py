from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.core.progress import run
from ramangan_gui.quality.authenticity import learn_originals, memorisation
from ramangan_gui.quality.neighbours import find_neighbours


def copies(originals: NDArray[np.float32], generated: NDArray[np.float32]) -> NDArray[np.bool_]:
    return run(run(learn_originals(originals)).find_copies(generated))[0]


def test_that_memorisation_is_a_ratio_of_medians() -> None:
    assert memorisation(np.array([1.0, 2.0, 9.0]), np.array([4.0, 4.0, 1.0])) == 0.5
    assert memorisation(np.array([1.0]), np.array([0.0])) is None


@pytest.mark.parametrize("seed", range(5))
def test_that_fresh_measurements_are_no_copies(draw, seed: int) -> None:
    assert not copies(draw(40, seed), draw(300, seed + 100)).any()


def test_that_copies_are_found_also_scaled_or_with_noise(draw) -> None:
    originals, rng = draw(30, 0), np.random.default_rng(0)
    noisy = originals + rng.normal(size=originals.shape).astype(np.float32) * 0.01
    assert copies(originals, originals).all()
    assert copies(originals, noisy).all()
    assert copies(originals, originals * np.float32(1.02)).all()


def test_that_single_copies_are_named(draw) -> None:
    originals, generated = draw(30, 0), draw(20, 1)
    generated[[3, 17]] = originals[[8, 2]]
    assert np.flatnonzero(copies(originals, generated)).tolist() == [3, 17]


def test_that_originals_without_noise_of_their_own_are_told_by_distance() -> None:
    x = np.arange(300.0)
    rng = np.random.default_rng(0)

    def smooth(n: int) -> NDArray[np.float64]:
        places, widths = rng.normal(150, 3, (n, 1)), rng.normal(20, 1, (n, 1))
        return rng.normal(1, 0.1, (n, 1)) * np.exp(-0.5 * ((x - places) / widths) ** 2)

    originals = smooth(30)
    learnt = run(learn_originals(originals))
    assert not learnt.noise_tells
    assert not run(learnt.find_copies(smooth(100)))[0].any()
    assert run(learnt.find_copies(originals))[0].all()


@pytest.mark.parametrize("n_points", [60, 99, 100])
def test_that_near_copies_are_found_however_few_points_there_are(draw, n_points: int) -> None:
    originals, fresh = draw(40, 0, n_points), draw(300, 1, n_points)
    near = originals + np.random.default_rng(0).normal(size=originals.shape) * 0.001
    assert copies(originals, near).all()
    assert not copies(originals, fresh).any()


def test_that_duplicates_among_originals_do_not_hide_copies(draw) -> None:
    originals = np.repeat(draw(20, 0), 2, axis=0)
    assert not copies(originals, draw(50, 1)).any()
    assert copies(originals, originals[:5]).all()


@pytest.mark.parametrize("n", [1, 2, 3])
def test_that_few_originals_still_show_exact_copies(draw, n: int) -> None:
    originals = draw(n, 0)
    assert copies(originals, originals).all()
    assert not copies(originals, draw(10, 1)).any()


def test_that_neighbours_known_before_change_nothing(draw) -> None:
    originals = draw(40, 0)
    originals[7] = originals[3]
    neighbours = run(find_neighbours(originals.astype(np.float64), 9))
    plain, short = run(learn_originals(originals)), run(learn_originals(originals, neighbours))
    assert plain.nearest == short.nearest > 0
    assert plain.noise_tells == short.noise_tells
    np.testing.assert_array_equal(plain.scale, short.scale)
