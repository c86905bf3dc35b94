import pytest

from ramangan_gui.io.readers.header_fields import fields_in


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("#Acq. time (s)=\t3", "Acq. time (s)", "3"),
        ("Laser: 785 nm", "Laser", "785 nm"),
        ("Integration Time\t500", "Integration Time", "500"),
        ("; Sample = 'tablet 3'", "Sample", "tablet 3"),
        ("Date;2021-10-27 15:57:47", "Date", "2021-10-27 15:57:47"),
        ("Date: 2021-03-04 12:30:05", "Date", "2021-03-04 12:30:05"),
    ],
)
def test_that_names_with_values_are_found(line, name, value):
    assert fields_in([line]) == {name: value}


@pytest.mark.parametrize(
    "line", ["", "A title of the file", "12:30", "400.1\t22", "x" * 500 + ": 1"]
)
def test_that_other_lines_are_left_out(line):
    assert fields_in([line]) == {}


def test_that_the_first_value_of_a_name_counts():
    assert fields_in(["Sample: a", "Sample: b"]) == {"Sample": "a"}
