"""What domain code says to users is found in its source, with places for values and numbers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

from sentences import said_in, templates


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise InputError(f"{path} holds {n:,} spectra.")', ["{0} holds {1:n} spectra."]),
        ('x = "It has a lobe of {0:.0f}% height."', ["It has a lobe of {0:n}% height."]),
        ('x = "Two halves " "of a sentence."', ["Two halves of a sentence."]),
        ('def f():\n    "Say what it is."', []),
        ('x = {"key": "value", "Raman": 1}', []),
        (
            "x = f\"They are too {'many' if n > 1 else 'few'} here.\"",
            ["They are too {0} here.", "many", "few"],
        ),
    ],
)
def test_that_sentences_are_told_from_other_strings(source: str, found: list[str]) -> None:
    assert list(said_in(source)) == found


def test_that_phrases_are_taken_where_sentences_are_put_together() -> None:
    assert list(said_in('x = f"a shift of {n:.1f} points"')) == []
    assert list(said_in('x = f"a shift of {n:.1f} points"', phrases=True)) == [
        "a shift of {0:n} points"
    ]


def test_that_verdicts_errors_and_progress_are_among_them() -> None:
    found = set(templates())
    assert "No test found a difference between generated and held-out spectra." in found
    assert "{0}, step {1} of {2}" in found
    assert "Choose a wider range." in found
