import pytest

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.io.name_pattern import Match, NamePattern


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("{class}_{group}_*", "/d/PLA_bottle3_01.txt", Match("PLA", "bottle3")),
        ("{class}{number}", "/d/PLA12.txt", Match("PLA")),
        ("{class}/{group}_*", "/data/sugar/tablet 2_a.txt", Match("sugar", "tablet 2")),
        ("{class}/*/*", "C:\\data\\sugar\\day1\\a.spc", Match("sugar")),
        ("*_{group}", "x_y_z.txt.gz", Match("", "y_z")),
        ("{group}", "a.b.txt", Match("", "a.b")),
        ("(x) {class}*", "/d/(X) Q1.txt", Match("Q")),
    ],
)
def test_that_a_pattern_reads_names(pattern, path, expected):
    assert NamePattern(pattern).match(path) == expected


@pytest.mark.parametrize("path", ["/d/PLA.txt", "/d/_x_1.txt"])
def test_that_a_name_that_does_not_fit_gives_nothing(path):
    assert NamePattern("{class}_{group}_*").match(path) is None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("abc_*", "neither"),
        ("{klass}_*", "{klass}"),
        ("{class}_{class}", "more than once"),
        ("{class}_{", "single brace"),
        ("{class}" + "*" * 200, "longer than"),
    ],
)
def test_that_what_is_no_pattern_is_refused_in_words(pattern, words):
    with pytest.raises(ParameterError, match=words):
        NamePattern(pattern)


def test_that_a_name_that_nearly_fits_is_given_up_quickly():
    pattern = NamePattern("{class}" + "a*" * 30 + "b")
    assert pattern.match("a" * 200 + ".txt") is None
