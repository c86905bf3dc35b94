"""Recipes as files and as presets."""

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow import recipe_files
from ramangan_gui.workflow.pipeline import read_recipe


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(recipe_files, "preset_folder", lambda: tmp_path / "kept")
    return tmp_path / "kept"


RECIPE = Recipe().with_value("baseline.lam", 12345.678).with_value("axis.exclude", "480-520")


def test_that_a_recipe_comes_back_from_its_file(tmp_path):
    path = tmp_path / "mine.json"
    recipe_files.write_recipe(path, RECIPE)
    assert read_recipe(path) == RECIPE
    assert [p.name for p in tmp_path.iterdir()] == ["mine.json"]


def test_that_presets_are_kept_replaced_and_forgotten():
    assert recipe_files.kept_presets() == {}
    assert recipe_files.keep_preset("Lipids 785 nm", RECIPE) == "Lipids 785 nm"
    assert recipe_files.keep_preset("  a/b: c. ", Recipe()) == "a b  c"
    assert recipe_files.kept_presets() == {"Lipids 785 nm": RECIPE, "a b  c": Recipe()}
    recipe_files.keep_preset("Lipids 785 nm", Recipe())
    assert recipe_files.kept_presets()["Lipids 785 nm"] == Recipe()
    recipe_files.forget_preset("a b  c")
    recipe_files.forget_preset("never there")
    assert list(recipe_files.kept_presets()) == ["Lipids 785 nm"]


def test_that_a_damaged_preset_is_passed_over(folder):
    recipe_files.keep_preset("good", RECIPE)
    (folder / "bad.json").write_bytes(b"\xff{")
    (folder / "other.json").write_text('{"baseline": {"method": "none such"}}')
    assert list(recipe_files.kept_presets()) == ["good"]


@pytest.mark.parametrize("name", ["", " . ", "///"])
def test_that_a_preset_needs_a_name(name):
    with pytest.raises(ParameterError, match="needs a name"):
        recipe_files.keep_preset(name, RECIPE)


def test_that_stiffness_keeps_every_bit_in_the_file(tmp_path):
    for number, lam in enumerate(10 ** np.random.default_rng(0).uniform(1, 10, 50)):
        recipe = Recipe().with_value("baseline.lam", float(lam))
        recipe_files.write_recipe(tmp_path / f"{number}.json", recipe)
        assert read_recipe(tmp_path / f"{number}.json").baseline.lam == lam
