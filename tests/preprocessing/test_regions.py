"""Regions that are cut out of the axis."""

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.preprocessing.regions import parse_regions, written_regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("", ()),
        ("480-520", ((480.0, 520.0),)),
        (" 520 – 480 ; 1085.5 to 1110", ((480.0, 520.0), (1085.5, 1110.0))),
        ("-50--20, 10..30", ((-50.0, -20.0), (10.0, 30.0))),
        ("100-300, 250-400, 50-60", ((50.0, 60.0), (100.0, 400.0))),
    ],
)
def test_that_regions_are_read_and_written(text, regions):
    assert parse_regions(text) == regions
    assert parse_regions(written_regions(regions)) == regions


@pytest.mark.parametrize("text", ["500", "a-b", "400-500-600", "1e3-2e3x"])
def test_that_what_is_no_region_is_refused(text):
    with pytest.raises(ParameterError, match="no region of the axis"):
        Axis(exclude=text)


def test_that_excluded_points_are_gone_and_all_others_unchanged():
    axis = np.arange(400.0, 700.0, 10.0)
    spectra = Spectra.from_arrays(axis, np.vstack([axis, 2 * axis]))
    found = Axis(start=410.0, exclude="450-480, 600-605").apply(spectra)
    kept = [x for x in axis if x >= 410 and not 450 <= x <= 480 and x != 600]
    assert found.raman_shift.tolist() == kept
    np.testing.assert_array_equal(found.intensities[1], 2 * np.array(kept, np.float32))


def test_that_a_gap_in_an_excluded_region_does_no_harm():
    values = np.ones((1, 30))
    values[0, 7] = np.nan
    spectra = Spectra.from_arrays(np.arange(30.0), values)
    assert Axis(exclude="6-8").apply(spectra).n_points == 27


def test_that_excluding_everything_is_refused():
    spectra = Spectra.from_arrays(np.arange(30.0), np.ones((1, 30)))
    with pytest.raises(SpectraError, match="fewer than two points are left"):
        Axis(exclude="0-28").apply(spectra)


def test_that_regions_survive_in_the_recipe_file():
    recipe = Recipe().with_value("axis.exclude", "480-520,1085-1110")
    assert recipe.axis.exclude == "480-520, 1085-1110"
    assert Recipe.from_json(recipe.to_json()) == recipe
