import dataclasses

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw, simulate
from ramangan_gui.simulation.substances import Hump, Peak, Substance, Variation

AXIS = np.linspace(900, 1100, 401)
ONE_BAND = Substance("X", (Peak(1000, 12, 800),), (Hump(1000, 400, 2000),))


def varying(**values: float) -> Substance:
    return dataclasses.replace(ONE_BAND, variation=Variation(**values))


def centres(signal: np.ndarray) -> np.ndarray:
    """Centre of the top half of the band of each spectrum."""
    weight = np.maximum(signal - 0.5 * signal.max(axis=1, keepdims=True), 0)
    return (weight * AXIS).sum(axis=1) / weight.sum(axis=1)


def widths(signal: np.ndarray) -> np.ndarray:
    return (signal > 0.5 * signal.max(axis=1, keepdims=True)).sum(axis=1) * (AXIS[1] - AXIS[0])


def test_that_the_same_seed_gives_the_same_bits() -> None:
    first, again, other = (
        simulate(SUBSTANCES, (5, 4, 3, 2), AXIS, seed).intensities for seed in (7, 7, 8)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_that_a_substance_keeps_its_spectra_when_others_are_added() -> None:
    few = simulate(SUBSTANCES[:2], (5, 4), AXIS, 7)
    more = simulate(SUBSTANCES, (5, 4, 3, 2), AXIS, 7)
    assert np.array_equal(few.intensities, more.intensities[:9])


def test_that_labels_counts_and_groups_are_those_asked_for() -> None:
    spectra = simulate(SUBSTANCES, (10, 8, 4, 3), AXIS, 0, spectra_per_specimen=4)
    assert list(spectra.counts.values()) == [10, 8, 4, 3]
    first = spectra.of_class(SUBSTANCES[0].name)
    sizes = [int((first.group == g).sum()) for g in dict.fromkeys(first.group.tolist())]
    assert sizes == [4, 4, 2]
    assert len(set(spectra.group.tolist())) == 3 + 2 + 1 + 1
    assert spectra.x_unit == "1/cm"


def test_that_what_is_counted_is_signal_background_and_noise_in_whole_counts() -> None:
    drawn = draw(varying(exposure=0.1, noise_level=0.2), 6, AXIS, 0)
    total = drawn.signal + drawn.background + drawn.noise
    assert np.array_equal(drawn.counts, np.rint(total))
    assert (drawn.counts > 0).all()


def test_that_without_variation_every_spectrum_is_the_truth() -> None:
    drawn = draw(ONE_BAND, 3, AXIS, 0)
    assert drawn.signal == pytest.approx(np.tile(ONE_BAND.truth(AXIS), (3, 1)))
    hump = 2000 * np.exp(-0.5 * ((AXIS - 1000) / 400) ** 2)
    assert drawn.background == pytest.approx(np.tile(200 + hump, (3, 1)))


def test_that_noise_grows_with_the_root_of_the_counts() -> None:
    drawn = draw(ONE_BAND, 400, AXIS, 0)
    expected = np.sqrt(drawn.signal[0] + drawn.background[0] + 25)
    ratio = drawn.noise.std(axis=0) / expected
    assert ratio.mean() == pytest.approx(1, abs=0.01)
    assert np.ptp(ratio) < 0.3
    assert np.abs(drawn.noise.mean(axis=0) / expected).max() < 0.25


def test_that_the_noise_level_differs_between_spectra() -> None:
    levels = draw(varying(noise_level=0.2), 300, AXIS, 0).noise.std(axis=1)
    assert np.log(levels).std() == pytest.approx(0.2, rel=0.2)


@pytest.mark.parametrize(
    ("values", "measure", "expected"),
    [
        ({"shift": 2.0}, lambda s: centres(s).std(), 2.0),
        ({"peak_shift": 1.5}, lambda s: centres(s).std(), 1.5),
        ({"width": 0.1}, lambda s: np.log(widths(s)).std(), 0.1),
        ({"family": 0.1}, lambda s: s.max(axis=1).std() / 800, 0.1),
        ({"height": 0.1}, lambda s: s.max(axis=1).std() / 800, 0.1),
        ({"exposure": 0.1}, lambda s: np.log(s.max(axis=1)).std(), 0.1),
    ],
)
def test_that_each_variation_has_the_size_it_was_given(values, measure, expected: float) -> None:
    signal = draw(varying(**values), 800, AXIS, 3).signal
    assert measure(signal) == pytest.approx(expected, rel=0.12)


def test_that_fluorescence_varies_in_height_and_place() -> None:
    background = draw(varying(fluorescence=0.2), 500, AXIS, 0).background - 200
    assert np.log(background.max(axis=1)).std() == pytest.approx(0.2, rel=0.15)
    moved = draw(varying(fluorescence_shift=40), 200, AXIS, 0).background
    assert AXIS[moved.argmax(axis=1)].std() > 20


def test_that_bands_of_one_family_go_together_and_others_do_not() -> None:
    peaks = (Peak(930, 6, 500, 0, 0), Peak(1000, 6, 500, 0, 0), Peak(1070, 6, 500, 0, 1))
    substance = Substance("X", peaks, variation=Variation(family=0.1, height=0.02))
    signal = draw(substance, 600, AXIS, 0).signal
    heights = signal[:, [np.abs(AXIS - p.position).argmin() for p in peaks]]
    correlation = np.corrcoef(heights.T)
    assert correlation[0, 1] > 0.9
    assert abs(correlation[0, 2]) < 0.15


@pytest.mark.parametrize(("between", "low", "high"), [(0.0, -0.1, 0.1), (0.8, 0.7, 0.9)])
def test_that_spectra_of_one_specimen_are_alike_as_far_as_told(
    between: float, low: float, high: float
) -> None:
    drawn = draw(varying(shift=2.0, between=between), 2000, AXIS, 0, spectra_per_specimen=2)
    pairs = centres(drawn.signal).reshape(-1, 2)
    assert low < np.corrcoef(pairs.T)[0, 1] < high
    assert drawn.specimen.tolist()[:4] == [0, 0, 1, 1]


def test_that_the_second_form_appears_in_its_share() -> None:
    substance = dataclasses.replace(ONE_BAND, other_form=(Peak(1040, 12, 800),), other_share=0.3)
    drawn = draw(substance, 500, AXIS, 0)
    assert drawn.other_form.mean() == pytest.approx(0.3, abs=0.06)
    assert centres(drawn.signal[drawn.other_form]) == pytest.approx(1040, abs=0.1)
    assert centres(drawn.signal[~drawn.other_form]) == pytest.approx(1000, abs=0.1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: draw(ONE_BAND, 0, AXIS, 0),
        lambda: draw(ONE_BAND, 5, AXIS, 0, spectra_per_specimen=0),
        lambda: simulate([], [], AXIS, 0),
        lambda: simulate([ONE_BAND], [3, 4], AXIS, 0),
    ],
)
def test_that_impossible_measurements_are_refused(make) -> None:
    with pytest.raises(ParameterError):
        make()
