"""How Qt paints."""

from __future__ import annotations

import os


def paint_without_helpers() -> None:
    """Have Qt paint in its own thread alone; to be called before anything is painted.

    It would hand each line of more than 96 pixels to a pool of threads and wait for them, which
    for the thin lines of a plot takes longer than to paint them: two to four times as long.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
