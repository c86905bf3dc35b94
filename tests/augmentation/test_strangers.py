from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.base import FittedModel, TrainingView
from ramangan_gui.augmentation.strangers import find_strangers
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.neighbours import mix

X = np.arange(300.0)


def measured(n: int, seed: int, places: tuple[float, ...] = (60, 150, 230)) -> NDArray[np.float64]:
    """Spectra of bands that vary in height, with noise."""
    rng = np.random.default_rng(seed)
    bands = np.array([np.exp(-0.5 * ((X - place) / 6.0) ** 2) for place in places])
    heights = 1.0 + 0.2 * rng.standard_normal((n, len(places)))
    return np.asarray(heights @ bands + 0.05 * rng.standard_normal((n, X.size)))


def with_stranger(n: int, seed: int, at: int = 4) -> NDArray[np.float64]:
    """The same, one of them of another substance."""
    values = measured(n, seed)
    values[at] = measured(1, seed + 50, (40, 110, 270))[0]
    return values


def fitted(values: NDArray[np.float64], n_validation: int = 0, name: str = "pca") -> FittedModel:
    spectra = Spectra.from_arrays(X, values.astype(np.float32), "A")
    n, augmenter = len(spectra) - n_validation, AUGMENTERS[name]
    parts = spectra.select(range(n)), spectra.select(range(n, len(spectra)))
    return run(augmenter.fit(*parts, augmenter.params(), 0, None))


@pytest.mark.parametrize("n", [10, 30, 200])
@pytest.mark.parametrize("seed", range(3))
def test_that_one_spectrum_of_another_substance_is_found_and_no_other(n: int, seed: int) -> None:
    assert not find_strangers(measured(n, seed)).any()
    assert np.flatnonzero(find_strangers(with_stranger(n, seed))).tolist() == [4]


def test_that_nothing_is_strange_where_that_is_usual_or_not_known() -> None:
    rng = np.random.default_rng(0)
    # Some spectra are far from all others, as those of a mixture are that was not mixed well.
    spread = measured(40, 0) + np.exp(rng.standard_normal((40, 1))) * rng.standard_normal(300)
    assert not find_strangers(spread).any()
    many = measured(40, 1)
    many[:6] += 3.0 * np.exp(-0.5 * ((X - 40.0 * np.arange(1, 7)[:, None]) / 3.0) ** 2)
    assert not find_strangers(many).any()
    # Two of a second form are no strangers to each other.
    forms = measured(40, 2)
    forms[[3, 9]] = measured(2, 5, (40, 110, 270))
    assert not find_strangers(forms).any()
    assert not find_strangers(with_stranger(9, 0)).any()
    assert not find_strangers(np.ones((20, 50))).any()
    missing = with_stranger(30, 0)
    missing[2, 7] = np.nan
    assert not find_strangers(missing).any()


@pytest.mark.parametrize("seed", range(3))
def test_that_others_are_generated_as_if_it_were_not_there(seed: int) -> None:
    held_out = measured(60, seed + 100)
    made = fitted(with_stranger(40, seed)).sample(60, 1).intensities.astype(np.float64)
    found = run(mix(held_out, made))
    # With the stranger learnt: 0.0 to 0.1 and 0.98 to 1.
    assert found.own_first[0] == pytest.approx(0.5, abs=0.25)
    assert found.own_second[0] == pytest.approx(0.5, abs=0.25)
    # Nothing of its bands is in them.
    assert np.abs(made[:, 105:116].mean(axis=1)).max() < 0.15


def test_that_it_is_named_and_its_model_stored() -> None:
    model = fitted(with_stranger(30, 0))
    assert "which were not learnt: 1." in model.kept
    assert any("unlike all others: #5." in sentence for sentence in model.warnings)
    assert not any("unlike" in sentence for sentence in fitted(measured(30, 0)).warnings)
    again = AUGMENTERS["pca"].restore(model.stored("A", 0))
    assert again.kept == model.kept
    np.testing.assert_array_equal(again.sample(5, 2).intensities, model.sample(5, 2).intensities)


def test_that_one_among_validation_spectra_is_found_among_all() -> None:
    values = with_stranger(30, 1, at=28)
    assert any("unlike all others: #29." in text for text in fitted(values, 5).warnings)


def test_that_nearest_spectra_shown_are_those_that_were_given() -> None:
    values = with_stranger(24, 2, at=0)
    spectra = Spectra.from_arrays(X, values.astype(np.float32), "A")
    shown: list[TrainingView] = []

    def hear(progress: Progress) -> None:
        if isinstance(progress.payload, TrainingView) and progress.payload.samples is not None:
            shown.append(progress.payload)

    augmenter = AUGMENTERS["pca"]
    run(augmenter.fit(spectra, spectra.select([]), augmenter.params(), 0, None), hear)
    assert shown
    for view in shown:
        assert view.samples is not None
        assert view.nearest is not None
        away = np.linalg.norm(values[:, None] - view.samples, axis=2)
        assert view.nearest.tolist() == (1 + away[1:].argmin(axis=0)).tolist()
