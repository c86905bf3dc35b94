"""A small, seeded part of the fault programs, each as its own process, as they are run by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="The fault programs fork and kill as POSIX does."
)


def figures(program: str, *words: str) -> dict[str, int]:
    """Run a program; give its figures, having shown what it says of what went wrong."""
    done = subprocess.run(
        [sys.executable, str(HERE / f"{program}.py"), *words],
        capture_output=True,
        text=True,
        timeout=580,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    pairs = (line.split() for line in done.stdout.splitlines() if not line.startswith("#"))
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdigit()}


def test_that_kills_at_random_moments_lose_nothing():
    found = figures("killing", "--kills", "5", "--seed", "3")
    assert {name: found[name] for name in ("kills", "data_lost", "hangs", "crashes")} == {
        "kills": 5, "data_lost": 0, "hangs": 0, "crashes": 0,
    }  # fmt: skip


def test_that_failing_drives_lose_nothing_and_are_told():
    found = figures("drives", "--faults", "9", "--seed", "4", "--no-drives")
    assert found["faults"] == 9
    bad = ("data_lost", "hangs", "crashes", "no_sentence", "not_repeated")
    assert not any(found[name] for name in bad)


def test_that_the_window_closes_in_every_state_tried():
    found = figures("closing", "--quick")
    assert found["closings"] == 2
    assert found["workers_killed"] == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits memory as Linux does")
def test_that_a_worker_without_memory_is_told_of():
    found = figures("starving", "--quick")
    assert found["jobs"] == found["told"] + found["done"] == 2
    assert found["told"] >= 1
    bad = ("silent", "data_lost", "crashes", "no_sentence", "not_repeated", "left_behind")
    assert not any(found[name] for name in bad)


def test_that_a_monkey_breaks_nothing():
    found = figures("monkey", "--actions", "100", "--seed", "2")
    assert found["actions"] == 100
    assert found["crashes_or_hangs"] == found["unhandled"] == 0


def test_that_hostile_files_are_read_or_refused():
    found = figures("hostile", "--files", "120", "--seed", "2")
    assert found["files"] == 120
    assert found["read"] + found["refused"] == 120


def test_that_training_killed_in_the_middle_goes_on_to_the_same_weights():
    found = figures("recovering", "--kills", "1", "--training")
    assert found["offered"] == found["resumed"] == 1
    assert found["models_taken_up"] > 0
    assert found["unfinished_taken_up"] == 1
    assert found["data_lost"] == found["hangs"] == found["crashes"] == 0
