"""A monkey at the real window: thousands of seeded random clicks, keys, edits and page changes.

Double clicks, rapid page changes, menus, tables, sliders, undo, files that are missing or broken,
jobs begun and cancelled, the window resized. The window works in a child; this process watches it.
Prints one line a figure, ``name value``, and exits 1 after a crash, a hang, a block of the window
or an error that nobody handled. The actions may be shared among several windows, one seed each:

    python tests/faults/monkey.py --actions 5000 --seed 1 --seeds 5
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

#: An action blocks the window that takes more processor time than this, or that waits longer than
#: the other (the machine may be busy), in seconds; a silence longer than _SILENCE is a hang.
_WORKED, _WAITED, _SILENCE = 5.0, 60.0, 180.0


def play(actions: int, seed: int, minutes: float) -> int:
    """Be the monkey (runs in the child); print a line for each hundred actions."""
    faulthandler.enable()
    faulthandler.dump_traceback_later(_SILENCE - 20, exit=True)
    from monkey_hands import Monkey
    from windows import UNHANDLED, answer_dialogs, application, left_running, make_window, spin

    app = application()
    with tempfile.TemporaryDirectory(prefix="ramangan-monkey-") as name:
        folder = Path(name)
        window = make_window(folder)
        monkey = Monkey(window, random.Random(seed), folder)
        answer_dialogs(monkey.any_path, monkey.any_folder)
        window.show()
        spin(0.3)
        slow: Counter[str] = Counter()
        end, n = time.monotonic() + 60.0 * minutes, 0
        for number in range(actions):
            if time.monotonic() > end:
                break
            n = number + 1
            began, worked = time.monotonic(), time.process_time()
            try:
                done = monkey.act()
            except Exception as error:
                # Errors inside the window's own slots end in UNHANDLED; this is what it raised.
                done = f"raised {type(error).__name__}"
                UNHANDLED.append("".join(traceback.format_exception(error)))
            took, worked = time.monotonic() - began, time.process_time() - worked
            if worked > _WORKED or took > _WAITED:
                slow[done] += 1
                print(f"# {took:.1f} s, {worked:.1f} s of work, for: {done}", flush=True)
            if number % 50 == 0:
                faulthandler.cancel_dump_traceback_later()
                faulthandler.dump_traceback_later(_SILENCE - 20, exit=True)
                print(f"at {number}", flush=True)
        monkey.close_dialogs()
        window.close()
        spin(0.3)
        left = left_running()
    for kind, times in sorted(monkey.counts.items()):
        print(f"monkey_{kind} {times}")
    for trace in list(dict.fromkeys(UNHANDLED)):
        print("# unhandled: " + trace.replace("\n", "\n# "), flush=True)
    print(f"at {n}")
    print(f"unhandled {len(UNHANDLED)}")
    print(f"blocked {sum(slow.values())}")
    print(f"left_behind {len(left)}")
    sys.stdout.flush()
    del app
    os._exit(1 if UNHANDLED or left or slow else 0)


def watch(actions: int, seed: int, minutes: float) -> Counter[str]:
    """Run the monkey in a child; give its figures, and say what went wrong."""
    command = [sys.executable, __file__, "--play", "--actions", str(actions), "--seed", str(seed)]
    command += ["--minutes", str(minutes)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert child.stdout is not None
    found: Counter[str] = Counter()
    done, whole, began = 0, False, time.monotonic()
    for line in child.stdout:
        name, _, value = line.strip().partition(" ")
        if name == "at":
            done = int(value)
        elif value.isdigit() and name.isidentifier():
            whole = whole or name == "left_behind"
            found[name] += int(value)
        elif "This plugin does not support" not in line:
            print(line, end="", flush=True)
    code = child.wait()
    found["actions"] += done
    found["crashes_or_hangs"] += 0 if whole else 1
    took = time.monotonic() - began
    print(f"# seed {seed}: {done} actions in {took:.0f} s, exit code {code}", flush=True)
    return found


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=5000, help="of all seeds together")
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--seeds", type=int, default=1, help="windows, one after another")
    parser.add_argument("--minutes", type=float, default=120.0, help="a window ends after these")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.play:
        return play(arguments.actions, arguments.seed, arguments.minutes)
    found: Counter[str] = Counter()
    for number in range(arguments.seeds):
        share = arguments.actions * (number + 1) // arguments.seeds
        share -= arguments.actions * number // arguments.seeds
        found += watch(share, arguments.seed + number, arguments.minutes)
    bad = ("unhandled", "blocked", "left_behind", "crashes_or_hangs")
    for name in (*sorted(name for name in found if name.startswith("monkey_")), "actions", *bad):
        print(f"{name} {found[name]}")
    return 1 if any(found[name] for name in bad) else 0


if __name__ == "__main__":
    sys.exit(main())
