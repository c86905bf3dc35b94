"""One contract for every entry of every table of steps."""

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import ParameterError, SpectraError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.base import Step, check_complete
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.preprocessing.steps import STEP_TITLES, STEPS

METHODS = [(step, name) for step, table in STEPS.items() for name in table]
EVERY_METHOD = pytest.mark.parametrize(("step", "name"), METHODS)


def test_that_large_values_are_no_gaps_and_single_gaps_are_found() -> None:
    values = np.full((50, 300), 3e38, np.float32)
    spectra = Spectra.from_arrays(np.arange(300.0), values)
    check_complete(spectra)
    for gap in (np.nan, np.inf, -np.inf):
        values = np.ones((50, 300), np.float32)
        values[31, 200] = gap
        with pytest.raises(SpectraError, match="Spectrum #32 has 1 of 300 points"):
            check_complete(Spectra.from_arrays(np.arange(300.0), values))
    both = np.ones((2, 300), np.float32)
    both[0, 0], both[1, 0] = np.inf, -np.inf
    with pytest.raises(SpectraError, match="One more spectrum has gaps"):
        check_complete(Spectra.from_arrays(np.arange(300.0), both))


def method(step: str, name: str):
    return STEPS[step][name]()


def finite_or_told(this: Step, spectra: Spectra) -> bool:
    """Whether the step gives finite numbers, or else refuses with a sentence and a remedy."""
    try:
        result = this.apply(spectra)
    except SpectraError as error:
        return len(error.what) > 20 and len(error.remedy) > 10
    return bool(np.isfinite(result.intensities).all())


def raman_like(n: int = 6, n_points: int = 300, seed: int = 0, even: bool = True) -> Spectra:
    rng = np.random.default_rng(seed)
    axis = np.linspace(400.0, 1800.0, n_points)
    if not even:
        axis = axis + 0.3 * np.sin(axis / 90)
    background = 900 * np.exp(-(((axis - 800 - 30 * np.arange(n)[:, None]) / 600) ** 2))
    bands = sum(h * np.exp(-(((axis - p) / w) ** 2)) for p, w, h in ((650, 9, 400), (1003, 6, 900)))
    values = background + bands + rng.normal(0, 8, (n, n_points))
    return Spectra.from_arrays(axis, values, ["A", "B", "C"] * (n // 3), name=list("abcdefghi")[:n])


@EVERY_METHOD
def test_that_titles_and_names_agree_with_the_table(step: str, name: str) -> None:
    cls = STEPS[step][name]
    assert cls.method == name
    assert cls.where() == step
    assert cls.title
    assert step in STEP_TITLES


@EVERY_METHOD
def test_that_every_parameter_has_a_label_and_says_its_effect(step: str, name: str) -> None:
    for spec in STEPS[step][name].specs():
        assert spec.label
        assert len(spec.tooltip) > 20, spec.name
        assert spec.kind is str or spec.bounds is not None, spec.name


@EVERY_METHOD
def test_that_a_step_leaves_its_input_as_it_is(step: str, name: str) -> None:
    spectra = raman_like()
    before = spectra.intensities.copy(), spectra.raman_shift.copy()
    method(step, name).apply(spectra)
    assert np.array_equal(spectra.intensities, before[0])
    assert np.array_equal(spectra.raman_shift, before[1])


@EVERY_METHOD
def test_that_the_result_is_finite_and_keeps_what_belongs_to_a_spectrum(
    step: str, name: str
) -> None:
    spectra = raman_like()
    result = method(step, name).apply(spectra)
    assert result.intensities.dtype == np.float32
    assert np.isfinite(result.intensities).all()
    assert result.label.tolist() == spectra.label.tolist()
    assert result.name.tolist() == spectra.name.tolist()


@EVERY_METHOD
@pytest.mark.parametrize("even", [True, False])
def test_that_each_spectrum_is_treated_alone(step: str, name: str, even: bool) -> None:
    spectra = raman_like(even=even)
    treat = method(step, name).apply
    together = treat(spectra).intensities
    for row in range(len(spectra)):
        assert np.array_equal(treat(spectra.select([row])).intensities[0], together[row])
    order = np.array([4, 0, 5, 2])
    assert np.array_equal(treat(spectra.select(order)).intensities, together[order])


@EVERY_METHOD
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_that_a_gap_is_refused_with_the_name_of_the_spectrum(
    step: str, name: str, bad: float
) -> None:
    spectra = raman_like()
    values = spectra.intensities.copy()
    values[3, 40] = bad
    with pytest.raises(SpectraError, match=r"Spectrum d of A has 1 of 300 points without"):
        method(step, name).apply(spectra.with_intensities(values))


@EVERY_METHOD
def test_that_parameters_survive_as_a_dictionary(step: str, name: str) -> None:
    this = method(step, name)
    assert type(this).from_dict(this.to_dict()) == this
    recipe = Recipe().with_step(step, this)
    assert Recipe.from_json(recipe.to_json()) == recipe


@EVERY_METHOD
def test_that_an_empty_set_stays_empty(step: str, name: str) -> None:
    empty = raman_like().select([])
    assert len(method(step, name).apply(empty)) == 0


ODD_SPECTRA = {
    "zero": np.zeros(60),
    "constant": np.full(60, 0.1),
    "negative constant": np.full(60, -7.3),
    "straight line": np.linspace(1, 50, 60),
    "all negative": -1000 + 50 * np.sin(np.arange(60)),
    "one spike": np.where(np.arange(60) == 30, 1e4, 0.0),
    "saturated": np.minimum(65535.0, 4e4 + 1e5 * np.exp(-(((np.arange(60) - 30) / 8.0) ** 2))),
    "huge": 1e30 * np.exp(-(((np.arange(60) - 30) / 8.0) ** 2)),
    "tiny": 1e-20 * np.exp(-(((np.arange(60) - 30) / 8.0) ** 2)),
    "two points": np.array([1.0, 2.0]),
    "three points": np.array([5.0, 1.0, 2.0]),
}


@EVERY_METHOD
@pytest.mark.parametrize("odd", ODD_SPECTRA)
def test_that_odd_spectra_give_finite_numbers_or_a_sentence(step: str, name: str, odd: str) -> None:
    values = ODD_SPECTRA[odd]
    spectra = Spectra.from_arrays(np.arange(values.size) * 1.4, values, "A", name="odd one")
    assert finite_or_told(method(step, name), spectra)


@EVERY_METHOD
def test_that_an_uneven_axis_gives_finite_numbers_or_a_sentence(step: str, name: str) -> None:
    even = raman_like(n=3, n_points=80)
    axis = 300.0 + np.cumsum(np.geomspace(0.3, 30.0, 80))
    assert finite_or_told(method(step, name), even.with_intensities(even.intensities, axis))


@EVERY_METHOD
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_that_any_allowed_parameters_give_finite_numbers_or_a_sentence(
    step: str, name: str, data: st.DataObject
) -> None:
    values = {}
    for spec in STEPS[step][name].specs():
        if spec.choices is not None:
            values[spec.name] = data.draw(st.sampled_from(sorted(spec.choices)))
            continue
        if spec.kind is str:
            values[spec.name] = data.draw(st.sampled_from(["", "500-700", "a.txt#1|b.txt#2"]))
            continue
        low, high = spec.bounds
        whole = spec.kind is int
        drawn = st.integers(int(low), int(high)) if whole else st.floats(low, high)
        values[spec.name] = data.draw(st.none() | drawn if spec.optional else drawn)
    spectra = raman_like(n=3, n_points=80)
    try:
        this = STEPS[step][name](**values)
    except ParameterError:
        reject()  # two values that exclude each other
    assert finite_or_told(this, spectra)
