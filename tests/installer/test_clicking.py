"""The button of the next step is found by its colour, wherever it stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

from clicking import ACCENT, LEFT, is_another, primary_button, width_of_words

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


def test_that_a_button_is_the_same_whether_it_has_the_focus_and_another_by_words_or_place() -> None:
    def button(left: int, ink: int, frame: bytes) -> tuple[tuple[int, int, int, int], int]:
        seen = bytearray(picture((left, 20, left + 200, 60)))
        for y in range(35, 43):
            start = 3 * (WIDTH * y + left + 60)
            seen[start : start + 3 * ink] = b"\xff" * 3 * ink
        start = 3 * (WIDTH * 20 + left)
        seen[start : start + 600] = frame * 200
        box = primary_button(bytes(seen), WIDTH)
        assert box is not None
        return box, width_of_words(bytes(seen), box, WIDTH)

    first = button(200, 20, ACCENT)
    assert first[1] == 20
    assert not is_another(first, button(200, 20, b"\x00" * 3))
    assert is_another(first, button(200, 30, ACCENT))
    assert is_another(first, button(230, 20, ACCENT))
    assert is_another(None, first)
