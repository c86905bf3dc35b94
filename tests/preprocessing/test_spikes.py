import numpy as np
import pytest

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.spikes import usual_points
from ramangan_gui.preprocessing.spikes import (
    WIDEST,
    NoSpikeRemoval,
    WhitakerHayes,
    spectrum_key,
)


def smooth_with_noise(n: int = 4, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    x = np.arange(600)
    band = 400 * np.exp(-(((x - 300) / 25) ** 2))
    return 1000 + band + rng.normal(0, 10, (n, 600))


def slow_marks(y: np.ndarray, threshold: float) -> np.ndarray:
    """The modified z-score of first differences, point by point."""
    steps = [y[i] - y[i - 1] for i in range(1, y.size)]
    median = sorted(steps)[len(steps) // 2]
    mad = sorted(abs(s - median) for s in steps)[len(steps) // 2]
    z = [0.0] + [0.6745 * (s - median) / mad for s in steps]
    marks = [abs(value) > threshold for value in z]
    for rise in range(y.size):
        for fall in range(rise + 1, min(rise + WIDEST + 1, y.size)):
            if z[rise] > threshold and z[fall] < -threshold:
                marks[rise:fall] = [True] * (fall - rise)
    for begin in range(1, y.size):
        if marks[begin] and not marks[begin - 1]:
            end = next((i for i in range(begin, y.size) if not marks[i]), y.size)
            if not is_spike(y, z, threshold, begin, end):
                marks[begin:end] = [False] * (end - begin)
    return np.array(marks)


def is_spike(y: np.ndarray, z: list[float], threshold: float, begin: int, end: int) -> bool:
    """Whether the points are few, rise and fall, are narrow half way up, and have no foot."""
    if end - begin > WIDEST + 1:
        return False
    if end < y.size and (max(z[begin:end]) <= threshold or min(z[begin:end]) >= -threshold):
        return False
    ground = (y[max(begin - 6, 0)] + y[min(end + 5, y.size - 1)]) / 2
    top = max((value - ground for value in y[begin:end]), key=abs)
    if sum(np.sign(top) * (value - ground) > abs(top) / 2 for value in y[begin:end]) > 2:
        return False
    feet = [y[max(begin - 2, 0)] - ground]
    if end < y.size:
        feet.append(y[min(end + 1, y.size - 1)] - ground)
    return max(foot * np.sign(top) for foot in feet) < 0.25 * abs(top)


@pytest.mark.parametrize("seed", range(4))
def test_that_marks_agree_with_the_plain_loop(seed: int) -> None:
    values = smooth_with_noise(1, seed).astype(np.float32)
    values[0, [100, 101, 200, 201, 202, 203, 300, 301, 302, 303, 304, 400, 599]] += 900
    values[0, [150, 450]] -= 700
    values[0, 500:509] += np.array([60, 200, 500, 900, 1200, 900, 500, 200, 60])
    values[0, 550:557] += np.array([60, 300, 900, 1200, 900, 300, 60])
    found = WhitakerHayes(threshold=5).find(Spectra.from_arrays(np.arange(600.0), values))
    assert np.array_equal(found[0], slow_marks(values[0].astype(float), 5))


def test_that_spikes_go_and_everything_else_stays_to_the_last_bit() -> None:
    clean = smooth_with_noise().astype(np.float32)
    dirty = clean.copy()
    dirty[1, 150] += 2500
    dirty[2, 320:322] += 4000
    spectra = Spectra.from_arrays(np.arange(600.0), dirty)
    step = WhitakerHayes()
    found = step.find(spectra)
    result = step.apply(spectra).intensities
    assert found.any(axis=1).tolist() == [False, True, True, False]
    assert np.array_equal(result[~found], dirty[~found])
    assert found[1, 150]
    assert found[2, 320]
    assert np.abs(result - clean).max() < 60


def test_that_the_mean_of_sound_neighbours_fills_the_place() -> None:
    values = np.tile([10.0, 12.0], 30)
    values[30] = 5000.0
    spectra = Spectra.from_arrays(np.arange(60.0), values)
    step = WhitakerHayes(half_window=2)
    assert np.flatnonzero(step.find(spectra)[0]).tolist() == [30, 31]
    result = step.apply(spectra).intensities[0]
    assert result[30] == pytest.approx(np.mean([10, 12, 10]), rel=1e-6)
    assert result[31] == pytest.approx(np.mean([12, 10, 12]), rel=1e-6)


def test_that_a_broad_spike_takes_its_filling_from_further_away() -> None:
    values = 10 + 0.1 * np.sin(np.arange(80.0))
    values[40:44] += [1000, 3000, 2000, 700]
    spectra = Spectra.from_arrays(np.arange(80.0), values)
    result = WhitakerHayes(half_window=1).apply(spectra).intensities[0]
    assert result.max() < 10.2


@pytest.mark.parametrize("fwhm", [3.5, 5.0, 7.0, 12.0])
def test_that_a_sharp_band_stays_however_high_it_is(fwhm: float) -> None:
    x = np.arange(600.0)
    band = 40_000 / (1 + ((x - 300.3) / (fwhm / 2)) ** 2)
    values = smooth_with_noise(6) + band
    step = WhitakerHayes()
    steps = np.diff(values, axis=1)
    steep = np.abs(steps) > 8 * np.median(np.abs(steps), axis=1, keepdims=True) / 0.6745
    assert steep.sum() > 30  # what the published form would take
    assert not step.find(Spectra.from_arrays(x, values)).any()


@pytest.mark.parametrize("shape", [[1], [1, 0.7], [0.4, 1, 0.6], [0.3, 1, 0.9, 0.3], [-1]], ids=str)
def test_that_spikes_are_found_on_and_beside_bands(shape: list[float]) -> None:
    x = np.arange(600.0)
    clean = smooth_with_noise(90) + 2000 / (1 + ((x - 150) / 8) ** 2)
    places = np.arange(30, 570, 6)
    values = clean.copy()
    for row, place in enumerate(places):
        values[row, place : place + len(shape)] += 900 * np.array(shape)
    found = WhitakerHayes().find(Spectra.from_arrays(x, values))
    top = places + int(np.argmax(np.abs(shape)))
    assert found[np.arange(90), top].mean() > 0.9
    assert found.sum() < 6 * 90


def test_that_a_step_is_no_spike() -> None:
    values = smooth_with_noise(2)
    values[0, 300:] += 5000
    values[1, :200] += 5000
    assert not WhitakerHayes().find(Spectra.from_arrays(np.arange(600.0), values)).any()


@pytest.mark.parametrize("height", [5000, -800])
def test_that_a_spike_at_the_end_is_found(height: int) -> None:
    values = smooth_with_noise(1)
    values[0, -1] += height
    found = WhitakerHayes().find(Spectra.from_arrays(np.arange(600.0), values))
    assert np.flatnonzero(found[0]).tolist() == [599]


def test_that_what_several_spectra_have_is_told() -> None:
    found = np.zeros((4, 50), bool)
    found[1:3, 30] = True
    assert not usual_points(found.sum(axis=0), 4).any()
    found[3, 30] = True
    assert np.flatnonzero(usual_points(found.sum(axis=0), 4)).tolist() == [30]
    assert usual_points(np.array([3, 4]), 40).tolist() == [False, True]


def test_that_counts_without_noise_are_not_all_spikes() -> None:
    values = np.full(200, 7.0)
    values[100] = 60000.0
    spectra = Spectra.from_arrays(np.arange(200.0), values)
    assert np.flatnonzero(WhitakerHayes().find(spectra)[0]).tolist() == [100, 101]
    assert (WhitakerHayes().apply(spectra).intensities == 7).all()


def test_that_without_removal_nothing_is_found() -> None:
    spectra = Spectra.from_arrays(np.arange(600.0), smooth_with_noise())
    assert not NoSpikeRemoval().find(spectra).any()
    assert np.array_equal(NoSpikeRemoval().apply(spectra).intensities, spectra.intensities)


def test_that_single_spectra_can_be_left_alone():
    rng = np.random.default_rng(0)
    values = rng.normal(0, 1, (3, 100))
    values[:, 40] += 500
    spectra = Spectra.from_arrays(
        np.arange(100.0), values, source_file=["dir/a.txt", "C:\\b\\m.wdf", "C:\\b\\m.wdf"],
        source_index=[0, 6, 7],
    )  # fmt: skip
    keys = [spectrum_key(spectra, row) for row in range(3)]
    assert keys == ["a.txt#1", "m.wdf#7", "m.wdf#8"]
    step = WhitakerHayes().with_spectrum(keys[0], True).with_spectrum(keys[2], True)
    assert step.find(spectra).any(axis=1).tolist() == [False, True, False]
    treated = step.apply(spectra).intensities
    np.testing.assert_array_equal(treated[[0, 2]], spectra.intensities[[0, 2]])
    assert treated[1, 40] < 50
    again = step.with_spectrum(keys[0], False)
    assert again.find(spectra).any(axis=1).tolist() == [True, True, False]
    assert WhitakerHayes.from_dict(step.to_dict()) == step
