from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.core.progress import run
from ramangan_gui.quality import plane as plane_module
from ramangan_gui.quality.plane import learn_plane
from ramangan_gui.quality.plausibility import fit_filter

N_POINTS = 300


def forms(share: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Noisy spectra with a share of a second form, whose band lies beside that of the first."""
    rng = np.random.default_rng(seed)
    points = np.arange(N_POINTS)
    first, second, common = (
        np.exp(-0.5 * ((points - c) / 4.0) ** 2) for c in (100.0, 115.0, 200.0)
    )
    height = 1.0 + 0.05 * rng.standard_normal((len(share), 1))
    mixed = np.outer(1.0 - share, first) + np.outer(share, second)
    noise = 0.15 * rng.standard_normal((len(share), N_POINTS))
    return np.asarray(mixed + height * common + noise)


def two_forms(n: int, seed: int) -> NDArray[np.float64]:
    return forms((np.arange(n) % 3 == 0).astype(np.float64), seed)


@pytest.mark.parametrize("n", [30, 60, 200])
def test_that_spectra_between_two_forms_are_implausible_however_noisy(n: int) -> None:
    learnt = run(fit_filter(two_forms(n, 0)))
    half = run(learnt.measure(forms(np.full(50, 0.5), 1)))
    found = half.beyond({})
    # Distance among so much noise does not tell.
    assert found["distance"].mean() < 0.1
    assert found["between"].all()
    score, reason = half.judge()
    assert (score < 0).all()
    assert sum("along PC1 and PC2" in text for text in reason) > 45
    assert (learnt.assess(two_forms(300, 2))[0] < 0).mean() < 0.02


def test_that_measured_spectra_are_as_far_as_told() -> None:
    _, known = run(learn_plane(two_forms(100, 0)))
    plane, _ = run(learn_plane(two_forms(100, 0)))
    fresh = plane.distance(two_forms(2000, 1))
    assert np.median(known) == pytest.approx(1.0)
    assert np.median(fresh) == pytest.approx(1.0, abs=0.2)
    assert np.quantile(fresh, 0.9) == pytest.approx(np.quantile(known, 0.9), rel=0.3)


def test_that_spectra_without_variation_have_no_distance_and_are_left_alone() -> None:
    same = np.repeat(two_forms(1, 0), 12, axis=0)
    for spectra in (same, np.zeros_like(same)):
        plane, known = run(learn_plane(spectra))
        np.testing.assert_allclose(known, 0.0, atol=1e-6)
        np.testing.assert_allclose(plane.distance(spectra), 0.0, atol=1e-6)
        limit = run(fit_filter(spectra)).thresholds["between"].limit
        assert plane.distance(spectra * (1.0 + 1e-9)).max() < limit


def test_that_of_many_spectra_some_tell_the_plane_and_all_are_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spectra = two_forms(90, 0)
    monkeypatch.setattr(plane_module, "_MOST_LEARNT", 30)
    plane, known = run(learn_plane(spectra))
    assert known.shape == (30,)
    assert plane.places.shape == (90, 2)
    np.testing.assert_allclose(plane.distance(spectra), 0.0, atol=1e-6)
