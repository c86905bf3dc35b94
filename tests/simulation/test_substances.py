import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.substances import (
    VARIATION_KINDS,
    Peak,
    Substance,
    Variation,
    pseudo_voigt,
)

AXIS = np.linspace(400, 1800, 2801)


@given(position=st.floats(500, 1700), width=st.floats(4, 40), lorentz=st.floats(0, 1))
@settings(max_examples=50, deadline=None)
def test_that_the_profile_has_unit_height_and_the_width_it_was_given(
    position: float, width: float, lorentz: float
) -> None:
    at = np.array([position, position - width / 2, position + width / 2])
    assert pseudo_voigt(at, position, width, lorentz) == pytest.approx([1.0, 0.5, 0.5], rel=1e-9)


def test_that_the_profile_lies_between_gauss_and_lorentz() -> None:
    gauss, mixed, lorentz = (pseudo_voigt(AXIS, 1000, 20, share) for share in (0, 0.5, 1))
    assert mixed == pytest.approx((gauss + lorentz) / 2)
    area = np.trapezoid(gauss, AXIS)
    assert area == pytest.approx(20 * np.sqrt(np.pi / np.log(2)) / 2, rel=1e-6)


def test_that_the_truth_is_the_sum_of_the_bands() -> None:
    substance = Substance("X", (Peak(700, 10, 300, 0.2), Peak(1200, 15, 500, 0.9)))
    expected = 300 * pseudo_voigt(AXIS, 700, 10, 0.2) + 500 * pseudo_voigt(AXIS, 1200, 15, 0.9)
    assert substance.truth(AXIS) == pytest.approx(expected)


def test_that_two_forms_enter_the_truth_by_their_shares() -> None:
    one, two = (Peak(700, 10, 300),), (Peak(720, 10, 400),)
    both = Substance("X", one, other_form=two, other_share=0.25).truth(AXIS)
    expected = 0.75 * Substance("X", one).truth(AXIS) + 0.25 * Substance("X", two).truth(AXIS)
    assert both == pytest.approx(expected)


@pytest.mark.parametrize("kind", VARIATION_KINDS)
def test_that_a_kind_of_variation_stands_alone(kind: str) -> None:
    substance = SUBSTANCES[0].with_kind(kind)
    names = ("shift", "peak_shift", "width", "family", "height")
    varied = [name for name in names if getattr(substance.variation, name) > 0]
    assert len(varied) == 1
    assert substance.variation.fluorescence == 0
    assert (substance.other_share > 0) == (kind == "bimodal")
    assert substance.peaks == SUBSTANCES[0].peaks


def test_that_strength_scales_the_kind() -> None:
    assert SUBSTANCES[0].with_kind("shift", 0.5).variation.shift == pytest.approx(1.4)


def test_that_the_second_form_differs_but_overlaps() -> None:
    substance = SUBSTANCES[0].with_kind("bimodal")
    one = Substance("1", substance.peaks).truth(AXIS)
    two = Substance("2", substance.other_form).truth(AXIS)
    similarity = one @ two / np.linalg.norm(one) / np.linalg.norm(two)
    assert 0.6 < similarity < 0.95


@pytest.mark.parametrize(
    "make",
    [
        lambda: Substance("X", ()),
        lambda: Substance("X", (Peak(700, 10, 300),), other_share=0.5),
        lambda: Substance("X", (Peak(700, 10, 300),), other_share=1.5),
        lambda: SUBSTANCES[0].with_kind("colour"),
    ],
)
def test_that_impossible_substances_are_refused(make) -> None:
    with pytest.raises(ParameterError):
        make()


def test_that_the_library_holds_four_substances_that_can_be_told_apart() -> None:
    truths = np.stack([s.truth(AXIS) / np.linalg.norm(s.truth(AXIS)) for s in SUBSTANCES])
    similarity = truths @ truths.T - np.eye(4)
    assert len({s.name for s in SUBSTANCES}) == 4
    assert all("simulated" in s.name for s in SUBSTANCES)
    assert similarity.max() < 0.7


def test_that_a_substance_does_not_vary_unless_told() -> None:
    assert Substance("X", (Peak(700, 10, 300),)).variation == Variation()
