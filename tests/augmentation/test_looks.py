"""Sizes go with spectra that look like those that had them."""

import numpy as np

from ramangan_gui.augmentation.looks import Looks

AXIS = np.linspace(400.0, 1800.0, 300)


def two_forms(n, rng):
    """Spectra of equal size, every other one with a further band, and which these are."""
    kind = np.arange(n) % 2
    bands = np.exp(-0.5 * ((AXIS - 1000.0) / 15.0) ** 2) * rng.uniform(0.8, 1.2, (n, 1))
    other = kind[:, None] * np.exp(-0.5 * ((AXIS - 880.0) / 15.0) ** 2)
    return bands + other + 0.03 * rng.normal(size=(n, AXIS.size)), kind


def test_that_sizes_of_alike_spectra_go_with_those_they_look_like():
    rng = np.random.default_rng(12)
    values, kind = two_forms(60, rng)
    # One form is ten times as strong.
    sizes = np.where(kind == 1, 10.0, 1.0) * np.exp(0.1 * rng.normal(size=60))
    drawn = Looks.of(values, sizes).draw(values, rng)
    assert np.mean((drawn > 3.0) == (kind == 1)) > 0.95


def test_that_of_very_many_spectra_some_are_enough():
    rng = np.random.default_rng(13)
    values, kind = two_forms(4500, rng)
    sizes = np.where(kind == 1, 10.0, 1.0) * np.exp(0.1 * rng.normal(size=4500))
    looks = Looks.of(values, sizes)
    assert len(looks.sizes) == len(looks.places) == 2000
    drawn = looks.draw(values[:500], rng)
    assert np.mean((drawn > 3.0) == (kind[:500] == 1)) > 0.95
