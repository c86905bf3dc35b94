"""What every augmenter promises."""

import json

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.base import TrainingView
from ramangan_gui.augmentation.wgan_gp import architecture
from ramangan_gui.core.errors import TrainingError
from ramangan_gui.core.params import Parameters
from ramangan_gui.core.progress import Progress, run

FEW = {"wgan_gp": {"warm_start_steps": 40, "n_iterations": 4}}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(architecture, "CRITIC_CHANNELS", (4, 8))
    monkeypatch.setattr(architecture, "GENERATOR_CHANNELS", (8, 4))


def fit(augmenter, originals, seed=0, report=None):
    params = augmenter.params(**FEW.get(augmenter.name, {}))
    return run(augmenter.fit(originals, originals.select([]), params, seed, None), report)


@pytest.fixture(params=AUGMENTERS.values(), ids=AUGMENTERS.keys())
def augmenter(request):
    return request.param


def test_the_table_names_its_rows(augmenter):
    assert AUGMENTERS[augmenter.name] is augmenter
    assert augmenter.title
    assert augmenter.description.endswith(".")
    assert issubclass(augmenter.params, Parameters)
    assert augmenter.params.where() == augmenter.name
    for name in ("quick", "standard", "thorough"):
        assert isinstance(augmenter.params.preset(name), augmenter.params)


def test_it_draws_finite_spectra_of_the_right_kind(augmenter, spectra):
    originals = spectra(12, 50)
    before = originals.intensities.copy()
    drawn = fit(augmenter, originals).sample(5, 1)
    assert drawn.intensities.shape == (5, 50)
    assert drawn.intensities.dtype == np.float32
    assert drawn.parent_index.shape == (5,)
    assert drawn.parent_index.dtype == np.int32
    assert np.isfinite(drawn.intensities).all()
    np.testing.assert_array_equal(originals.intensities, before)


def test_seeds_decide(augmenter, spectra):
    first, second, other = (fit(augmenter, spectra(12, 50), seed) for seed in (0, 0, 1))
    assert first.sample(5, 1).intensities.tobytes() == second.sample(5, 1).intensities.tobytes()
    assert first.sample(5, 1).intensities.tobytes() != other.sample(5, 1).intensities.tobytes()
    assert first.sample(5, 1).intensities.tobytes() != first.sample(5, 2).intensities.tobytes()


def test_it_comes_back_from_plain_arrays_and_json(augmenter, spectra):
    model = fit(augmenter, spectra(12, 50))
    stored = model.stored("quartz", 2)
    assert (stored.label, stored.fold, stored.augmenter) == ("quartz", 2, augmenter.name)
    assert stored.kept == model.kept != ""
    assert json.loads(json.dumps(stored.config)) == stored.config
    assert all(isinstance(tensor, np.ndarray) for tensor in stored.tensors.values())
    again = augmenter.restore(stored)
    assert again.sample(7, 3).intensities.tobytes() == model.sample(7, 3).intensities.tobytes()


def test_progress_rises_and_carries_views(augmenter, spectra):
    told: list[Progress] = []
    fit(augmenter, spectra(12, 50), report=told.append)
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert 0.0 <= fractions[0] <= fractions[-1] <= 1.0
    assert all(progress.message for progress in told)
    payloads = [progress.payload for progress in told if progress.payload is not None]
    assert all(isinstance(payload, TrainingView) for payload in payloads)


def test_too_few_spectra_are_refused_in_words(augmenter, spectra):
    with pytest.raises(TrainingError, match="too few"):
        fit(augmenter, spectra(augmenter.min_spectra - 1, 50))
