from __future__ import annotations

import pytest

from ramangan_gui.quality.rounding import beyond


@pytest.mark.parametrize(
    ("value", "limits", "digits", "kind", "told"),
    [
        (1.2213, (0.88, 1.14), 2, "f", "1.22"),
        (1.1432, (0.88, 1.14), 2, "f", "1.143"),
        (0.87996, (0.88, 1.14), 2, "f", "0.8800"),  # nearer than is told of anything
        (1.21, (1.2,), 1, "f", "1.21"),
        (-0.3004, (0.3,), 2, "+f", "-0.3004"),
        (0.42, (0.3,), 2, "+f", "+0.42"),
        (0.02034, (0.02,), 1, "%", "2.03%"),
        (0.05, (0.02,), 1, "%", "5.0%"),
    ],
)
def test_that_what_is_beyond_a_limit_does_not_look_like_it(
    value, limits, digits, kind, told
) -> None:
    assert beyond(value, *limits, digits=digits, kind=kind) == told
