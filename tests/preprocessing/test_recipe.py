import dataclasses

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.base import Step
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS
from ramangan_gui.preprocessing.penalised import AirPLS, ArPLS
from ramangan_gui.preprocessing.presets import PRESETS
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.preprocessing.steps import STEP_TITLES, STEPS
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import simulate


@pytest.fixture(scope="module")
def spectra() -> Spectra:
    return simulate(SUBSTANCES[:2], (5, 4), np.linspace(400, 1800, 400), 1)


def test_that_the_recipe_holds_each_step_of_the_table_in_its_order() -> None:
    assert (*STEPS, "own") == tuple(field.name for field in dataclasses.fields(Recipe))
    assert tuple(STEP_TITLES) == tuple(STEPS)
    for name, table in STEPS.items():
        assert type(Recipe().step(name)) in table.values()


def test_that_the_defaults_are_those_promised() -> None:
    recipe = Recipe()
    assert [recipe.step(name).method for name in STEPS] == [
        "crop", "none", "none", "airpls", "vector",
    ]  # fmt: skip
    assert recipe.baseline.to_dict()["lam"] == 1e5
    assert recipe.baseline.to_dict()["diff_order"] == 2


def test_that_applying_is_the_same_as_one_step_after_another(spectra: Spectra) -> None:
    recipe = (
        Recipe()
        .with_value("axis.start", 500)
        .with_value("spikes.method", "whitaker_hayes")
        .with_value("smoothing.method", "savitzky_golay")
    )
    step_by_step = spectra
    for name in STEPS:
        step_by_step = recipe.step(name).apply(step_by_step)
    assert np.array_equal(recipe.apply(spectra).intensities, step_by_step.intensities)


def test_that_the_trace_shows_what_was_subtracted(spectra: Spectra) -> None:
    recipe = Recipe().with_value("axis.stop", 1500).with_value("normalisation.method", "none")
    trace = recipe.trace(spectra)
    assert np.array_equal(trace.before.intensities, recipe.axis.apply(spectra).intensities)
    assert trace.baseline.shape == trace.before.intensities.shape
    left = (trace.before.intensities - trace.baseline).astype(np.float32)
    assert np.array_equal(trace.corrected.intensities, left)
    assert trace.converged.all()
    again = Recipe().with_value("axis.stop", 1500).trace(spectra).corrected
    assert np.array_equal(again.intensities, Recipe(Axis(stop=1500)).apply(spectra).intensities)


def test_that_blocks_give_the_same_bits_as_the_whole_set(spectra: Spectra) -> None:
    whole = Recipe().apply(spectra).intensities
    parts = [Recipe().apply(spectra.select(rows)).intensities for rows in ([0, 1], [2], [3, 4])]
    assert np.array_equal(np.concatenate(parts), whole[:5])


def test_that_a_baseline_that_did_not_settle_shows_in_the_trace(spectra: Spectra) -> None:
    trace = Recipe(baseline=AirPLS(max_iter=1)).trace(spectra)
    assert not trace.converged.any()


def test_that_values_are_set_by_their_names_on_the_command_line() -> None:
    recipe = Recipe().with_value("baseline.lam", "1e6").with_value("axis.start", "400")
    assert recipe.baseline == AirPLS(lam=1e6)
    assert recipe.axis == Axis(start=400)
    assert recipe.with_value("axis.start", "auto").axis == Axis()
    assert Recipe().baseline == AirPLS()


def test_that_another_method_brings_its_own_defaults() -> None:
    recipe = Recipe().with_value("baseline.lam", 3e3).with_value("baseline.method", "arpls")
    assert recipe.baseline == ArPLS()
    kept = recipe.with_value("baseline.lam", 3e3).with_value("baseline.method", "arpls")
    assert kept.baseline == ArPLS(lam=3e3)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("smoothness.lam", 1, r"no step 'smoothness'; there are: axis, spikes, smoothing"),
        ("baseline", 1, r"names a step but no parameter.*baseline\.method"),
        ("baseline.lamda", 1, r"no parameter baseline\.lamda; there are: lam, diff_order"),
        ("baseline.method", "magic", r"no method 'magic' for baseline; there are: none, airpls"),
        ("baseline.method", 3, r"no method 3 for baseline"),
        ("baseline.lam", "1e20", r"baseline\.lam\) must be a number from 10 to 1e\+10"),
        ("baseline.lam", "many", r"got 'many'"),
        ("baseline.diff_order", 2.5, r"whole number from 1 to 3"),
        ("normalisation.factor", 2, r"method 'vector' of normalisation has no parameters"),
    ],
)
def test_that_mistakes_are_answered_with_what_there_is(
    path: str, value: object, words: str
) -> None:
    with pytest.raises(ParameterError, match=words):
        Recipe().with_value(path, value)


def test_that_a_step_stays_in_its_place() -> None:
    with pytest.raises(ParameterError, match="not a method of step smoothing"):
        Recipe().with_step("smoothing", AirPLS())
    with pytest.raises(ParameterError, match="no step 'denoise'"):
        Recipe().with_step("denoise", AirPLS())
    with pytest.raises(ParameterError, match="not a method of step baseline"):
        Recipe(baseline=Step())  # type: ignore[arg-type]


def test_that_a_recipe_survives_its_file_to_the_last_bit() -> None:
    recipe = Recipe().with_value("baseline.lam", 0.1 + 1e5 / 3).with_value("axis.start", 1 / 3)
    assert Recipe.from_json(recipe.to_json()) == recipe
    assert recipe.to_dict()["baseline"]["method"] == "airpls"


def test_that_a_recipe_file_may_hold_only_what_differs() -> None:
    assert Recipe.from_json('{"baseline": {"lam": 1e6}}') == Recipe(baseline=AirPLS(lam=1e6))
    assert Recipe.from_json("{}") == Recipe()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "λ = 1e5",
        "[]",
        "null",
        '{"baseline": 3}',
        '{"baseline": {"method": "magic"}}',
        '{"baseline": {"lam": NaN}}',
        '{"baseline": {"lam": [1]}}',
        '{"baseline": {"lam": "1e5", "colour": "red"}}',
        '{"basline": {}}',
        "[" * 100_000,
        '{"baseline": {"max_iter": 1e400}}',
    ],
)
def test_that_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        Recipe.from_json(text)
    assert len(caught.value.what) > 20


def test_that_a_flat_spectrum_is_refused_by_name_and_not_blown_up() -> None:
    axis = np.linspace(400, 1800, 300)
    values = np.stack([np.full(300, 5.0), 5 + 0.01 * axis])
    flat = Spectra.from_arrays(axis, values, "blank", name=["one", "two"])
    with pytest.raises(SpectraError, match="Spectrum one of blank is zero everywhere"):
        Recipe().apply(flat)
    with pytest.raises(SpectraError, match="Spectrum two of blank is zero everywhere"):
        Recipe().apply(flat.select([1]))


@pytest.mark.parametrize("key", PRESETS)
def test_that_presets_work_and_say_whom_they_serve(key: str, spectra: Spectra) -> None:
    preset = PRESETS[key]
    assert preset.title
    assert preset.explanation.endswith(".")
    result = preset.recipe.apply(spectra)
    assert np.isfinite(result.intensities).all()
    assert Recipe.from_json(preset.recipe.to_json()) == preset.recipe


def test_that_the_preset_for_finished_spectra_changes_nothing(spectra: Spectra) -> None:
    result = PRESETS["as_measured"].recipe.apply(spectra)
    assert np.array_equal(result.intensities, spectra.intensities)
    assert np.array_equal(result.raman_shift, spectra.raman_shift)


def test_that_what_is_known_of_the_truth_comes_out() -> None:
    """The corrected mean of a substance is its true spectrum, up to noise and airPLS's bias."""
    spectra = simulate(SUBSTANCES[:2], (12, 12), np.linspace(400, 1800, 1000), 1)
    for substance in SUBSTANCES[:2]:
        mean = Recipe().apply(spectra.of_class(substance.name)).intensities.mean(axis=0)
        truth = substance.truth(spectra.raman_shift)
        similarity = mean @ truth / np.linalg.norm(mean) / np.linalg.norm(truth)
        assert similarity > 0.98


def test_that_the_quantity_follows_the_normalisation() -> None:
    assert "unit vector length" in Recipe().quantity
    assert "as measured" in PRESETS["as_measured"].recipe.quantity
    assert len(BASELINE_METHODS) >= 10
