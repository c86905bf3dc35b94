"""The fast parser of columns against Python's own reading of each number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.io.readers.numbers import parse_columns


def slow_twin(block: bytes, delimiter: str, decimal: str) -> np.ndarray | None:
    rows = []
    for line in block.decode().splitlines():
        cells = line.split() if delimiter == " " else line.split(delimiter)
        cells = [cell.strip() for cell in cells]
        if cells and not cells[-1]:
            cells.pop()
        try:
            rows.append([float(cell.replace(decimal, ".").replace("D", "e")) for cell in cells])
        except ValueError:
            return None
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        return None
    return np.array(rows)


numbers = st.one_of(
    st.integers(-(10**17), 10**17).map(str),
    st.floats(-1e9, 1e9).map(lambda value: f"{value:.6f}"),
    st.floats(-1e9, 1e9).map(lambda value: f"{value:+.15g}"),
    st.decimals(-(10**8), 10**8, places=4).map(lambda value: f"{value:f}"),
    st.sampled_from(["0", "-0", "+1", ".5", "5.", "-.25", "00012.500", "9007199254740993",
                     "0.1000000000000000055", "123456789.12345678", "99999999", "100000000"]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    rows=st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=1, max_size=6)
    ),
    delimiter=st.sampled_from(["\t", ";", " "]),
    decimal=st.sampled_from([".", ","]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_that_every_plain_number_is_read_as_python_reads_it(rows, delimiter, decimal, end):
    text = "".join(delimiter.join(row).replace(".", decimal) + end for row in rows)
    expected = np.array([[float(cell) for cell in row] for row in rows])
    found = parse_columns(text.encode(), delimiter, decimal)
    if any("e" in cell for row in rows for cell in row):
        assert found is None or np.array_equal(found, expected)
    else:
        assert found is not None
        assert np.array_equal(found, expected)  # to the last bit, but for the sign of zero


@settings(max_examples=600, deadline=None)
@given(
    text=st.text(alphabet="0123456789.,;+-eED \t\n", min_size=1, max_size=40),
    delimiter=st.sampled_from(["\t", ";", ",", " "]),
)
def test_that_nothing_else_is_ever_taken_for_plain_columns(text, delimiter):
    block = (text + "\n").encode()
    found = parse_columns(block, delimiter, ".")
    if found is not None:
        expected = slow_twin(block, delimiter, ".")
        assert expected is not None
        assert np.array_equal(found, expected)


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n,3,4\n",
        "1,2\n3,\n",
        "1,,2\n3,,4\n",
        "1,2\n\n3,4\n",
        "1,2\n3,4,5\n",
        "1,2 3\n4,5 6\n",
        "1,2\n3,4x\n",
        "1,2\n3,nan\n",
        "1.2.3,4\n",
        "1-2,3\n",
        ".,3\n",
        "+,3\n",
        "1,2",
    ],
)
def test_that_irregular_lines_are_left_to_the_careful_path(text):
    assert parse_columns(text.encode(), ",", ".") is None


def test_that_padding_a_trailing_delimiter_and_exponents_are_understood():
    expected = np.array([[400.0, -1.5], [401.0, 2000.0]])
    for text in ("400, -1.5\n401, 2000\n", "400,-1.5,\n401,2000,\n", "  400,-1.5\n 401 ,2000\n"):
        assert np.array_equal(parse_columns(text.encode(), ",", "."), expected)
    for text in (
        "400 -1.5\n401    2000\n",
        " 400\t-1.5 \n 401 \t 2E3\n",
        "4e2 -1.5\n4.01D+02 2d3\n",
    ):
        assert np.array_equal(parse_columns(text.encode(), " ", "."), expected)
