"""Classes with baseline settings of their own."""

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS
from ramangan_gui.preprocessing.own_baseline import OWN, path_of, renamed
from ramangan_gui.preprocessing.penalised import AirPLS, ArPLS
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import simulate

A, B, C = (substance.name for substance in SUBSTANCES[:3])


@pytest.fixture(scope="module")
def spectra() -> Spectra:
    made = simulate(SUBSTANCES[:3], (5, 4, 3), np.linspace(400, 1800, 400), 1)
    # Classes lie among one another, as they do where a folder was read by date.
    return made.select(np.random.default_rng(0).permutation(len(made)))


@pytest.mark.parametrize("method", BASELINE_METHODS)
def test_that_every_spectrum_is_corrected_as_its_class_alone(method: str, spectra: Spectra) -> None:
    recipe = Recipe().with_value(path_of(B, "method"), method)
    trace = recipe.trace(spectra)
    for label in (A, B, C):
        alone = recipe.for_class(label)
        assert not alone.own
        assert alone.baseline.method == (method if label == B else "airpls")
        expected, mine = alone.trace(spectra.of_class(label)), spectra.label == label
        assert np.array_equal(trace.baseline[mine], expected.baseline)
        assert np.array_equal(trace.converged[mine], expected.converged)
        assert np.array_equal(trace.corrected.intensities[mine], expected.corrected.intensities)


def test_that_a_class_keeps_its_own_while_the_common_settings_change(spectra: Spectra) -> None:
    recipe = Recipe().with_value(path_of(A, "lam"), "1e6").with_value("baseline.lam", 1e4)
    assert recipe.baseline_of(A) == AirPLS(lam=1e6)
    assert recipe.baseline_of(B) == AirPLS(lam=1e4)
    assert recipe.own == {A: AirPLS(lam=1e6)}
    before = Recipe().with_value("baseline.lam", 1e4).trace(spectra).baseline
    changed = (recipe.trace(spectra).baseline != before).any(axis=1)
    assert np.array_equal(changed, spectra.label == A)


def test_that_the_first_own_value_starts_from_the_common_ones() -> None:
    recipe = Recipe(baseline=ArPLS(lam=3e4, max_iter=20)).with_value(path_of(A, "lam"), 1e5)
    assert recipe.own[A] == ArPLS(lam=1e5, max_iter=20)


def test_that_settings_are_copied_from_class_to_class_and_back() -> None:
    recipe = Recipe().with_own(A, ArPLS())
    copied = recipe.with_copy(A, B)
    assert copied.own == {A: ArPLS(), B: ArPLS()}
    assert copied.with_copy(C, A).own == {B: ArPLS()}
    assert copied.with_own(A, None).with_own(B, None) == Recipe()


@pytest.mark.parametrize("label", ["A", "", "a.b", "x]y[z", "Fluß 1/2 λ\n2", "baseline[A].lam"])
def test_that_any_name_of_a_class_survives_path_and_file(label: str) -> None:
    recipe = Recipe().with_value(path_of(label, "lam"), 0.1 + 1e5 / 3)
    assert recipe.own == {label: AirPLS(lam=0.1 + 1e5 / 3)}
    assert recipe.baseline == AirPLS()
    assert Recipe.from_json(recipe.to_json()) == recipe
    assert recipe.to_dict()[OWN][label]["method"] == "airpls"


def test_that_the_file_of_a_recipe_without_any_is_as_it_was() -> None:
    assert OWN not in Recipe().to_dict()
    assert Recipe.from_json('{"baseline": {"lam": 1e6}}').own == {}


def test_that_a_file_may_hold_only_what_differs_whatever_its_order() -> None:
    text = '{"baseline_of_class": {"A": {"lam": 1e6}}, "baseline": {"method": "arpls"}}'
    assert Recipe.from_json(text) == Recipe(baseline=ArPLS(), own={"A": ArPLS(lam=1e6)})


@pytest.mark.parametrize(
    "text",
    [
        '{"baseline_of_class": 3}',
        '{"baseline_of_class": {"A": 3}}',
        '{"baseline_of_class": {"A": {"method": "vector"}}}',
        '{"baseline_of_class": {"A": {"lam": "many"}}}',
        '{"baseline_of_class": {"A": {"colour": 1}}}',
        '{"baseline_of_class": {"A": {"method": ["airpls"]}}}',
    ],
)
def test_that_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        Recipe.from_json(text)
    assert len(caught.value.what) > 20


def test_that_only_a_baseline_can_be_a_class_s_own() -> None:
    with pytest.raises(ParameterError, match="not a method of step baseline"):
        Recipe(own={"A": Axis()})  # type: ignore[dict-item]
    with pytest.raises(ParameterError, match=r"no step 'normalisation\[A\]'"):
        Recipe().with_value("normalisation[A].method", "none")


def test_that_what_a_class_cannot_take_is_refused_only_where_it_is(spectra: Spectra) -> None:
    short = Recipe(Axis(start=400, stop=410)).with_value(path_of(B, "diff_order"), 3)
    with pytest.raises(SpectraError, match="too short for airPLS"):
        short.trace(spectra)
    assert short.trace(spectra.of_class(A)).before.n_points == 3


def test_that_who_uses_the_result_is_told_only_where_classes_differ() -> None:
    own = Recipe().with_own(A, AirPLS(lam=1e6))
    (note,) = own.notes([A, B])
    assert f"of their own: {A}." in note
    assert "told apart by the correction alone" in note
    assert own.notes([A]) == ()
    assert own.with_own(B, AirPLS(lam=1e6)).notes([A, B]) == ()
    assert Recipe().with_own(A, AirPLS()).notes([A, B]) == ()
    (absent,) = own.notes([B, C])
    assert absent.startswith(f"The recipe has baseline settings for {A}, but")
    assert Recipe().notes([A, B]) == ()


def test_that_recipes_with_own_settings_are_equal_by_what_they_hold() -> None:
    one, other = (
        Recipe(own={"B": ArPLS(), "A": AirPLS()}),
        Recipe(own={"A": AirPLS(), "B": ArPLS()}),
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one.to_json() == other.to_json()
    assert one != Recipe()


def test_that_no_spectra_are_no_trouble(spectra: Spectra) -> None:
    recipe = Recipe().with_own(A, ArPLS())
    assert len(recipe.apply(spectra.select([]))) == 0


def test_that_settings_follow_a_class_that_gets_another_name() -> None:
    own = {"A": ArPLS(), "B": AirPLS(lam=1e6), "gone": AirPLS()}
    before = np.array(["A", "A", "B", "C"])
    assert renamed(own, before, before) == own
    after = np.array(["D", "D", "B", "C"])
    assert renamed(own, before, after) == {"D": ArPLS(), "B": own["B"], "gone": own["gone"]}
    merged = np.array(["B", "B", "B", "C"])
    assert renamed(own, before, merged) == {"B": own["B"], "gone": own["gone"]}
    split = np.array(["A", "D", "E", "C"])
    assert renamed(own, before, split) == {"A": ArPLS(), "E": own["B"], "gone": own["gone"]}
