"""Axes and spectra of many files share memory, and stay what they were."""

import numpy as np

from ramangan_gui.io.gathered import Gathered
from ramangan_gui.io.labelling import Part
from ramangan_gui.io.readers.base import Measured
from ramangan_gui.io.scanning import Offered


def part(tmp_path, axis, rows):
    measured = Measured(np.array(axis), np.array(rows, np.float32), "1/cm")
    return Part(0, Offered(tmp_path), measured, np.arange(len(rows), dtype=np.int32), len(rows))


def test_that_files_with_the_same_axis_share_it(tmp_path):
    gathered = Gathered()
    for axis in ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.5]):
        gathered.add([part(tmp_path, axis, [[4, 5, 6]])])
    first, same, other = (each.measured.axis for each in gathered.parts)
    assert same is first
    assert other.tolist() == [1.0, 2.0, 3.5]


def test_that_thousands_of_single_spectra_lie_in_few_blocks(tmp_path):
    gathered = Gathered()
    for number in range(600):
        gathered.add([part(tmp_path, [1.0, 2.0, 3.0], [[number, 1, 2]])])
    rows = [each.measured.intensities for each in gathered.parts]
    assert [row[0, 0] for row in rows] == list(range(600))
    assert len({id(row.base) for row in rows[:512]}) == 2


def test_that_maps_and_other_axes_are_left_as_they_are(tmp_path):
    gathered = Gathered()
    for number in range(300):
        rows = [[number, 1, 2]] * (1 + number % 2)
        gathered.add([part(tmp_path, [1.0, 2.0, 3.0 + number], rows)])
    assert [len(each.measured) for each in gathered.parts[:4]] == [1, 2, 1, 2]
    assert gathered.parts[7].measured.axis[2] == 10.0
    assert gathered.parts[299].measured.intensities.tolist() == [[299, 1, 2]] * 2
