"""Clicks through the sample job in a window on a virtual screen, as a hand would.

For the trials of the packages: nothing of the program is imported, so that it is the installed
one that answers. Needs Xvfb, openbox, xdotool and ImageMagick's `import`. On every page the next
step is the one large button in the accent colour; it is found by that colour wherever fonts have
moved it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SIZE = (1366, 768)

#: Accent colour of the light theme, as the program draws its primary button.
ACCENT = bytes.fromhex("0b62a8")

#: Smallest size of that button, in pixels: boxes, lists and sliders in the same colour are smaller.
SMALLEST = (100, 22)

#: What is at the left of this is the list of pages.
LEFT = 170

#: A place of the window where a click does nothing: in the line of its state, at the bottom.
NOTHING = (700, 721)

#: What is about to be clicked, in the names of the pictures.
STEPS = ("start", "correct", "train", "review", "reviewed", "export")

#: Width of a button's own frame with that of the focus, in pixels.
_FRAME = 5

#: So far a frame of focus may move a button's edges, in pixels.
_SAME_PLACE = 12

Box = tuple[int, int, int, int]

#: Where a button is, and how wide its words are.
Button = tuple[Box, int]


@contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """Give the environment in which programs appear on a screen of their own."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    size = "x".join(map(str, (*SIZE, 24)))
    told, telling = os.pipe()
    command = ["Xvfb", "-displayfd", str(telling), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[telling], **quiet) as screen:
        os.close(telling)
        with open(told, encoding="ascii") as answer:
            number = answer.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{number}"}
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            environment.pop(name, None)
        with subprocess.Popen(["openbox"], env=environment, **quiet) as manager:
            try:
                time.sleep(1)
                yield environment
            finally:
                manager.terminate()
                screen.terminate()


class Hand:
    """Looks, points and types.

    Parameters
    ----------
    environment : mapping of str to str
        Names the screen.
    pictures : Path
        Folder for what was seen.
    """

    def __init__(self, environment: Mapping[str, str], pictures: Path) -> None:
        self._environment, self._pictures = dict(environment), pictures
        pictures.mkdir(parents=True, exist_ok=True)

    def work_through(self, target: Path, typed: str, patience: float) -> None:
        """Click from the empty window to a written file.

        Parameters
        ----------
        target : Path
            Where the file will be for this program.
        typed : str
            The same place as the program under trial calls it.
        patience : float
            Longest wait for a button, in seconds; training is the longest.
        """
        button = None
        for step in STEPS:
            button = self._next_button(button, patience)
            self.take(step)
            print(f"{step}: button at {button[0][0]}, {button[0][1]}", flush=True)
            self._click(button[0])
        time.sleep(3)
        self._until_still(patience)
        self.take("save-as")
        # Not Ctrl+A, which dialogs of wine do not know.
        self._do("key", "Home", "shift+End")
        self._do("type", "--delay", "40", typed)
        self._do("key", "Return")
        self._wait(lambda: target.is_file() and target.stat().st_size > 0, patience, "the file")
        self._until_still(patience)
        self.take("written")
        print(f"written: {target.stat().st_size / 1e6:.1f} MB", flush=True)

    def close_window(self) -> None:
        """Close the window; what was exported needs no saving, so that nothing is asked."""
        # Under wine the focus does not come back from the dialog to the window by itself.
        self._do("mousemove", *map(str, NOTHING), "click", "1")
        time.sleep(1)
        self._do("key", "alt+F4")

    def take(self, name: str) -> None:
        """Keep a picture of the screen."""
        path = self._pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", path], env=self._environment, check=True)

    def _next_button(self, before: Button | None, patience: float) -> Button:
        """Wait until a button is there that is not the one before, and the window stands still."""
        found: list[Button] = []

        def there() -> bool:
            picture = self._look()
            box = primary_button(picture, SIZE[0])
            if box is None:
                return False
            button = (box, width_of_words(picture, box, SIZE[0]))
            time.sleep(1)
            found[:] = [button]
            return is_another(before, button) and self._look() == picture

        self._wait(there, patience, "the next button")
        return found[0]

    def _until_still(self, patience: float) -> None:
        def still() -> bool:
            picture = self._look()
            time.sleep(1)
            return picture == self._look()

        self._wait(still, patience, "a window that stands still")

    def _wait(self, reached: Callable[[], bool], patience: float, what: str) -> None:
        until = time.monotonic() + patience
        while not reached():
            if time.monotonic() > until:
                self.take("stuck")
                sys.exit(f"Waited {patience:.0f} s for {what} in vain; see stuck.png.")
            time.sleep(1)

    def _look(self) -> bytes:
        command = ["import", "-window", "root", "-depth", "8", "rgb:-"]
        done = subprocess.run(command, env=self._environment, check=True, capture_output=True)
        return done.stdout

    def _click(self, box: Box) -> None:
        left, top, right, bottom = box
        middle = (str((left + right) // 2), str((top + bottom) // 2))
        self._do("mousemove", *middle, "click", "1")
        # Away, so that no button looks different for the pointer above it.
        self._do("mousemove", "5", "5")

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True)


def primary_button(picture: bytes, width: int) -> Box | None:
    """Find the lowest large rectangle in the accent colour, right of the list of pages.

    Parameters
    ----------
    picture : bytes
        Rows of red, green and blue.
    width : int
        Number of pixels in a row.
    """
    run = re.compile(b"(?:" + re.escape(ACCENT) + b"){" + str(SMALLEST[0]).encode() + b",}")
    lines: list[tuple[int, int, int]] = []
    for y in range(len(picture) // (3 * width)):
        row = picture[3 * width * y : 3 * width * (y + 1)]
        ends = [(m.start() // 3, m.end() // 3) for m in run.finditer(row) if m.start() % 3 == 0]
        ends = [(left, right) for left, right in ends if left >= LEFT]
        if ends:
            # The label divides the rows in the middle of the button.
            lines.append((y, ends[0][0], ends[-1][1]))
    if not lines:
        return None
    _, left, right = lines[-1]
    bottom = top = lines[-1][0]
    for y in range(bottom, -1, -1):
        pixel = 3 * (width * y + left + 2)
        if picture[pixel : pixel + 3] != ACCENT:
            break
        top = y
    return (left, top, right, bottom) if bottom - top >= SMALLEST[1] else None


def width_of_words(picture: bytes, box: Box, width: int) -> int:
    """Measure the words on a button, in pixels, whatever frame surrounds them.

    Parameters
    ----------
    picture : bytes
        Rows of red, green and blue.
    box : tuple of int
        Left, top, right and bottom of the button.
    width : int
        Number of pixels in a row of the picture.
    """
    left, top, right, bottom = box
    inside = range(left + _FRAME, right - _FRAME)
    inked = [
        x
        for y in range(top + _FRAME, bottom - _FRAME)
        for x in inside
        if picture[3 * (width * y + x) : 3 * (width * y + x) + 3] != ACCENT
    ]
    return max(inked) - min(inked) + 1 if inked else 0


def is_another(one: Button | None, other: Button) -> bool:
    """Tell whether two buttons are two: by their places, or by the lengths of their words."""
    if one is None:
        return True
    (here, words), (there, other_words) = one, other
    moved = max(abs(here[0] - there[0]), abs(here[1] - there[1])) > _SAME_PLACE
    return moved or abs(words - other_words) > 2
