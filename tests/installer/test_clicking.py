"""The button of the next step is found by its colour, wherever it stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

from clicking import ACCENT, LEFT, cut_out, primary_button

WIDTH, HEIGHT = 500, 300


def picture(*boxes: tuple[int, int, int, int]) -> bytes:
    rows = [bytearray(b"\xf0" * 3 * WIDTH) for _ in range(HEIGHT)]
    for left, top, right, bottom in boxes:
        for row in rows[top:bottom]:
            row[3 * left : 3 * right] = ACCENT * (right - left)
    return b"".join(rows)


def test_that_the_lowest_large_button_is_found() -> None:
    seen = picture((200, 50, 350, 80), (220, 200, 400, 230))
    assert primary_button(seen, WIDTH) == (220, 200, 400, 229)


@pytest.mark.parametrize(
    "box",
    [(10, 100, LEFT - 10, 140), (200, 100, 280, 130), (200, 100, 450, 110)],
    ids=["list of pages", "too narrow", "line of a list"],
)
def test_that_what_is_no_button_is_passed_over(box: tuple[int, int, int, int]) -> None:
    assert primary_button(picture(box), WIDTH) is None


def test_that_a_label_in_the_middle_does_not_hide_it() -> None:
    seen = bytearray(picture((200, 100, 480, 140)))
    for y in range(115, 125):
        seen[3 * (WIDTH * y + 310) : 3 * (WIDTH * y + 370)] = b"\xff" * 180
    assert primary_button(bytes(seen), WIDTH) == (200, 100, 480, 139)


def test_that_a_cut_out_has_the_size_of_its_box() -> None:
    assert cut_out(picture(), (10, 20, 30, 25), WIDTH) == b"\xf0" * 3 * 20 * 5
