import numpy as np
import pytest

from ramangan_gui.augmentation.wgan_gp.alarms import Alarms

AXIS = np.arange(120.0)
SHAPES = np.exp(-0.5 * ((AXIS - np.array([30.0, 80.0])[:, None]) / 5.0) ** 2)
DIRECTIONS = np.linalg.qr(SHAPES.T)[0].T


def spectra(n, seed, noise=0.1, spread=1.0):
    rng = np.random.default_rng(seed)
    scores = spread * rng.normal(size=(n, 2))
    return SHAPES.sum(0) + scores @ SHAPES + noise * rng.normal(size=(n, AXIS.size))


@pytest.fixture
def training():
    return spectra(40, 0)


@pytest.fixture
def alarms(training):
    return Alarms(training, spectra(20, 1), DIRECTIONS)


def test_good_spectra_raise_no_alarm(alarms):
    assert alarms.faults(spectra(400, 2)) == {}


def test_each_fault_has_its_alarm(alarms, training):
    assert set(alarms.faults(spectra(400, 2, noise=0.2))) == {"noise"}
    assert "2.04" in alarms.faults(spectra(400, 2, noise=0.2))["noise"]
    assert "coverage" in alarms.faults(spectra(400, 2, spread=0.05))
    copies = np.tile(training, (10, 1))
    assert "memorisation" in alarms.faults(copies + 0.1 * np.roll(copies - copies.mean(0), 7, 1))


def test_an_alarm_is_raised_once_and_only_for_a_fault_that_stays(alarms):
    good, noisy = spectra(400, 2), spectra(400, 3, noise=0.2)
    assert alarms.hear(noisy) == []
    assert alarms.hear(good) == []
    assert alarms.hear(noisy) == []
    (sentence,) = alarms.hear(noisy)
    assert "times as noisy" in sentence
    assert alarms.hear(noisy) == []
