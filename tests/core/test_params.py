from dataclasses import FrozenInstanceError, dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.core.params import Parameters, param


@dataclass(frozen=True)
class Oven(Parameters):
    prefix: ClassVar[str] = "oven"

    heat: float = param(180.0, "Heat", unit="°C", bounds=(50, 300), tooltip="Hotter bakes faster.")
    time: int = param(30, "Time", unit="min", bounds=(1, 600))
    fan: bool = param(True, "Fan")
    mode: str = param("top", "Mode", choices={"top": "Top heat", "grill": "Grill"})
    note: str = param("", "Note")
    probe: float | None = param(None, "Probe", unit="°C", bounds=(0, 100), none_label="no probe")
    seed: int = param(0, "Seed", advanced=True)


def test_that_the_declaration_says_everything_once() -> None:
    spec = Oven.spec("heat")
    assert (spec.name, spec.kind, spec.default, spec.label) == ("heat", float, 180.0, "Heat")
    assert (spec.unit, spec.bounds, spec.optional) == ("°C", (50, 300), False)
    assert Oven.spec("probe").kind is float
    assert Oven.spec("probe").optional
    assert Oven.spec("seed").advanced
    names = [s.name for s in Oven.specs()]
    assert names == ["heat", "time", "fan", "mode", "note", "probe", "seed"]


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("heat", 200, 200.0),
        ("heat", "2e2", 200.0),
        ("heat", 50, 50.0),
        ("heat", 300.0, 300.0),
        ("time", "45", 45),
        ("time", 45.0, 45),
        ("fan", "off", False),
        ("fan", "Yes", True),
        ("fan", 0, False),
        ("mode", "grill", "grill"),
        ("note", " crisp ", "crisp"),
        ("probe", "auto", None),
        ("probe", "none", None),
        ("probe", "", None),
        ("probe", None, None),
        ("probe", "62.5", 62.5),
    ],
)
def test_that_values_are_taken_in_their_own_type(name: str, given: object, kept: object) -> None:
    value = getattr(Oven().with_value(name, given), name)
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("heat", 49.999, r"Heat \(oven\.heat\) must be a number from 50 to 300 °C; got 49\.999"),
        ("heat", "hot", r"got 'hot'"),
        ("heat", float("nan"), r"must be a number"),
        ("heat", float("inf"), r"must be a number"),
        ("heat", None, r"got None"),
        ("heat", [200], r"must be a number"),
        ("time", 1.5, r"a whole number from 1 to 600 min"),
        ("time", "", r"a whole number"),
        ("time", float("inf"), r"a whole number"),
        ("fan", "maybe", r"true or false"),
        ("fan", 2, r"true or false"),
        ("mode", "steam", r"one of top, grill"),
        ("mode", 3, r"one of top, grill"),
        ("probe", 200, r'from 0 to 100 °C, or "auto" for no probe'),
        ("colour", 1, r"no parameter oven\.colour; there are: heat, time, fan"),
    ],
)
def test_that_other_values_are_refused_in_words(name: str, given: object, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        Oven().with_value(name, given)


def test_that_construction_is_checked_too() -> None:
    with pytest.raises(ParameterError, match=r"oven\.time"):
        Oven(time=0)
    assert Oven(heat="200").heat == 200.0  # type: ignore[arg-type]


def test_that_a_set_is_frozen_and_a_change_is_a_copy() -> None:
    oven = Oven()
    changed = oven.with_value("heat", 200)
    assert (oven.heat, changed.heat) == (180, 200)
    with pytest.raises(FrozenInstanceError):
        oven.heat = 1.0  # type: ignore[misc]
    assert Oven(heat=200) == changed
    assert hash(Oven(heat=200)) == hash(changed)


def test_that_missing_values_take_their_default_and_unknown_ones_are_refused() -> None:
    assert Oven.from_dict({"heat": 100}) == Oven(heat=100)
    with pytest.raises(ParameterError, match=r"oven\.colour"):
        Oven.from_dict({"colour": "red"})


@given(
    heat=st.floats(50, 300),
    time=st.integers(1, 600),
    fan=st.booleans(),
    probe=st.none() | st.floats(0, 100),
    note=st.text(max_size=10),
)
def test_that_values_survive_as_a_dictionary(heat, time, fan, probe, note) -> None:
    oven = Oven(heat=heat, time=time, fan=fan, probe=probe, note=note)
    assert Oven.from_dict(oven.to_dict()) == oven


@given(heat=st.floats(50, 300), time=st.integers(1, 600), fan=st.booleans())
def test_that_values_survive_the_command_line(heat, time, fan) -> None:
    oven = Oven()
    for name, value in (("heat", heat), ("time", time), ("fan", fan)):
        oven = oven.with_value(name, str(value))
    assert oven == Oven(heat=heat, time=time, fan=fan)


def test_that_a_derived_set_adds_to_its_base() -> None:
    @dataclass(frozen=True)
    class Steam(Oven):
        water: float = param(1.0, "Water", unit="L", bounds=(0, 2))

    assert [s.name for s in Steam.specs()][-1] == "water"
    assert [s.name for s in Oven.specs()][-1] == "seed"
