import pytest

from ramangan_gui.augmentation.wgan_gp import architecture, phases, training
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.core.progress import run


class MemoryCheckpoints:
    """Keeps every state that was saved."""

    def __init__(self, state=None):
        self.state, self.count = state, 0

    def load(self):
        return self.state

    def save(self, state):
        self.state, self.count = dict(state), self.count + 1


@pytest.fixture
def memory():
    return MemoryCheckpoints


@pytest.fixture
def tiny(monkeypatch):
    """Networks small enough for a test."""
    monkeypatch.setattr(architecture, "CRITIC_CHANNELS", (4, 8))
    monkeypatch.setattr(architecture, "GENERATOR_CHANNELS", (8, 4))
    monkeypatch.setattr(architecture, "LATENT_WIDTH", 8)
    monkeypatch.setattr(phases, "_LEAST_WARM_STEPS", 20)


@pytest.fixture
def train(tiny):
    """Train with few steps; what is named differs."""

    def trained(spectra, validation=None, seed=0, checkpoints=None, report=None, **changes):
        validation = spectra.select([]) if validation is None else validation
        few = {"warm_start_steps": 60, "n_iterations": 10, "n_critic": 2, "batch_size": 8}
        few |= {"latent_shape": "local", "learning_rate_latent": 2e-3}
        params = WganGpParams(**few | changes)
        return run(training.fit(spectra, validation, params, seed, checkpoints), report)

    return trained
