"""The picture of a whole class that follows a slider."""

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow import whole_class
from ramangan_gui.workflow.whole_class import (
    COLUMNS,
    MOST,
    ROWS,
    class_picture,
    even_choice,
    for_half,
    halved,
    hold,
    picture,
)


def spectra(n: int = 60, n_points: int = 800) -> Spectra:
    rng = np.random.default_rng(3)
    x = np.linspace(0, 1, n_points)
    values = 900 * np.exp(-(((x - 0.4 - 0.1 * rng.random((n, 1))) / 0.4) ** 2))
    for place in (0.2, 0.5, 0.77):
        values += 600 * (1 + 0.2 * rng.random((n, 1))) * np.exp(-(((x - place) / 0.01) ** 2))
    return Spectra.from_arrays(400 + 1.4 * np.arange(n_points), values + rng.normal(0, 4, x.size))


@pytest.mark.parametrize("lam", [1e4, 1e5, 1e6])
@pytest.mark.parametrize("method", ["airpls", "arpls", "rolling_ball"])
def test_that_half_the_points_give_the_same_baseline(method, lam):
    recipe = Recipe().with_value("baseline.method", method)
    if method != "rolling_ball":
        recipe = recipe.with_value("baseline.lam", lam)
    full = recipe.trace(spectra())
    half = for_half(recipe).trace(halved(spectra()))
    expected = (full.baseline[:, 0::2] + full.baseline[:, 1::2]) / 2
    apart = np.abs(half.baseline - expected).mean() / np.abs(expected).max()
    unscaled = recipe.trace(halved(spectra())).baseline
    assert apart < 0.01
    assert apart < np.abs(unscaled - expected).mean() / np.abs(expected).max()


def test_that_the_bands_are_those_of_the_corrected_spectra():
    found = class_picture(spectra(), Recipe())
    rows = Recipe().apply(spectra()).intensities
    assert found.n_spectra == 60
    assert found.corrected.shape == found.baseline.shape == (3, 800)
    for curve, share in zip(found.corrected, (0.05, 0.5, 0.95), strict=True):
        below = (rows <= curve).mean(axis=0)
        assert np.abs(below - share).max() < 0.03
    assert (found.low, found.high) == (rows.min(), rows.max())


def test_that_the_picture_counts_every_spectrum_once_in_each_column():
    same = np.tile(np.linspace(0.0, 1.0, 64), (5, 1)).astype(np.float32)
    counts = whole_class._counts(np.arange(64.0), same, 0.0, 1.0)
    assert counts.shape == (COLUMNS, ROWS)
    assert (np.count_nonzero(counts, axis=1) == 1).all()
    assert counts.max() == 255
    assert counts[0, 0] == counts[-1, -1] == 255


def test_that_of_very_many_spectra_an_even_choice_is_taken():
    chosen = even_choice(np.arange(50_000))
    assert chosen.size == MOST
    assert (chosen[0], chosen[-1]) == (0, 49_999)
    assert np.diff(chosen).min() >= 49
    assert even_choice(np.arange(7)).tolist() == list(range(7))


def test_that_a_question_about_another_class_has_no_answer():
    assert run(hold(5, spectra(4))) == 5
    assert run(picture(4, Recipe())) is None
    assert run(picture(5, Recipe())).n_spectra == 4


def test_that_resampling_is_halved_too():
    recipe = Recipe().with_value("axis.n_points", 400)
    assert for_half(recipe).axis.n_points == 200
    assert for_half(Recipe().with_value("axis.spacing", 1.5)).axis.spacing == 3.0


def test_that_nothing_is_counted_where_a_region_is_cut_out():
    x = np.concatenate([np.arange(0.0, 40.0), np.arange(60.0, 100.0)])
    counts = whole_class._counts(x, np.ones((3, 80), np.float32), 0.0, 1.0)
    centres = (np.arange(COLUMNS) + 0.5) * 99.0 / COLUMNS
    inside = (centres > 39) & (centres < 60)
    assert not counts[inside].any()
    assert (np.count_nonzero(counts[~inside], axis=1) == 1).all()
