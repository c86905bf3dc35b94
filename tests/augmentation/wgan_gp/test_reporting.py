"""Spectra shown beside their nearest originals, at little cost."""

import tracemalloc
from types import SimpleNamespace

import numpy as np

from ramangan_gui.augmentation.wgan_gp.reporting import Reporter


def test_that_the_nearest_are_found_without_another_table_of_all_spectra():
    rng = np.random.default_rng(0)
    originals = 5.0 + rng.normal(size=(2000, 100))
    rows = np.array([1999, 0, 7, 1200, 31, 7])
    shown = originals[rows] + 0.1 * rng.normal(size=(6, 100))
    trainer = SimpleNamespace(draw=lambda weights, n, rng: (shown, np.zeros_like(shown), None))
    scaling = SimpleNamespace(inverse=lambda values: values)
    reporter = Reporter(trainer, SimpleNamespace(unit=2.0), scaling, originals)
    tracemalloc.start()
    samples, nearest = reporter.samples(None, 0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    np.testing.assert_array_equal(nearest, rows)
    np.testing.assert_array_equal(samples, (2.0 * shown).astype(np.float32))
    assert peak < 0.5 * originals.nbytes
