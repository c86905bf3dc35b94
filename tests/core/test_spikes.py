"""What holds of spikes however they were found."""

import numpy as np

from ramangan_gui.core.spikes import filled, usual_points


def test_that_one_place_in_three_spectra_and_a_tenth_of_all_is_usual():
    assert usual_points(np.array([2, 3]), 4).tolist() == [False, True]
    assert usual_points(np.array([3, 4]), 40).tolist() == [False, True]


def test_that_points_take_the_mean_of_sound_ones_around_them_however_far():
    values = np.arange(12.0)
    found = np.zeros(12, bool)
    found[5] = True
    assert filled(values, found, 2)[5] == np.mean([3, 4, 6, 7])
    found[2:9] = True
    assert filled(values, found, 2)[5] == np.mean([1, 9])
    np.testing.assert_array_equal(filled(values, found, 2)[~found], values[~found])
