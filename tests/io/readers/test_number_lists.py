"""Lists of numbers within elements, against Python's own reading."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers.number_lists import numbers_in


@given(st.lists(st.floats(-1e300, 1e300), max_size=30), st.sampled_from(["", ";", "|"]))
def test_that_every_number_is_read_as_python_reads_it(values, separator):
    text = (separator or " ").join(map(repr, values))
    assert numbers_in(f"\n\t{text}{separator} \n", "axis", separator).tolist() == values
    assert numbers_in(text, "axis", separator).tolist() == values


def test_that_decimal_commas_are_told_from_separators():
    assert numbers_in("1,5;2,25;-3", "axis", ";").tolist() == [1.5, 2.25, -3.0]
    assert numbers_in("1,2,3", "axis", ",").tolist() == [1.0, 2.0, 3.0]
    assert numbers_in(None, "axis").size == numbers_in(" \n ", "axis").size == 0


@pytest.mark.parametrize(
    "text", ["1 2 x", "1..2", "1-2", "1 e", "--1", "1;2", "nan", "1e", "0x1", "1_0", "1 2 . 3"]
)
def test_that_anything_else_is_refused(text):
    with pytest.raises(InputError, match="axis holds something else"):
        numbers_in(text, "axis")


def test_that_a_long_list_takes_little_time():
    values = numbers_in("1.25 " * 500_000, "axis")
    assert np.array_equal(values, np.full(500_000, 1.25))
