"""How long many spectra take to be drawn, and to be drawn again while the plot is moved.

The plot of all pages, 1,000 × 600 pixels, offscreen unless there is a screen; CPU time. Compared
with one plot item for each spectrum, for 1,000 of them, in the same run. ``--data DIR`` takes
measured spectra, repeated; simulated ones otherwise. ``--quick`` stops at 10,000.

Prints one line a figure: ``name value goal ok|short``; exits 1 where one is short.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
from live import application, figure

NUMBERS = (10, 200, 1000, 2000, 10_000, 100_000)

#: Goals: share of the time of one item each; the first picture in s; a repaint, and the longest
#: time that the window does not answer, in ms.
SHARE, FIRST, REPAINT, BLOCKED = 0.06, 1.0, 10.0, 50.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of measured sets (NPZ)")
    parser.add_argument("--quick", action="store_true", help="10,000 spectra at most")
    arguments = parser.parse_args()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from baseline import measured, simulated

    most = 10_000 if arguments.quick else NUMBERS[-1]
    some = measured(arguments.data, 2000) if arguments.data else simulated(2000)
    rows = np.resize(some.astype(np.float32), (most, some.shape[1]))
    print(f"# load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {rows.shape[1]} points")
    application()
    first_paint(rows[:10])  # the first plot of a process loads what all of them need
    each = one_item_each(rows[:1000])
    good = []
    for n in NUMBERS:
        if n > most:
            continue
        begin, blocked, again = first_paint(rows[:n])
        print(f"# {n} spectra: first picture {begin * 1e3:.0f} ms, repaint {again:.1f} ms")
        good.append(figure(f"repaint_{n}_ms", again, REPAINT))
        good.append(figure(f"longest_block_{n}_ms", blocked * 1e3, BLOCKED))
        if n == 1000:
            print(f"# 1000 plot items: {each * 1e3:.0f} ms")
            good.append(figure("first_paint_1000_share_of_one_item_each", begin / each, SHARE))
        if n >= 10_000:
            good.append(figure(f"first_paint_{n}_s", begin, FIRST))
    return 0 if all(good) else 1


def first_paint(rows: np.ndarray) -> tuple[float, float, float]:
    """Seconds to the complete picture, the longest block on the way, and ms of a repaint.

    A repaint is one of the many while the plot is moved. Very many spectra are counted in steps;
    between two of them the window answers.
    """
    from ramangan_gui.gui.widgets.spectra_plot import SpectraPlot

    plot = SpectraPlot("Spectra")
    plot.resize(1000, 600)
    plot.show()
    plot.grab()
    x = np.linspace(400.0, 1800.0, rows.shape[1])
    begin = time.process_time()
    family = plot.add_spectra(x, rows, "raw", "raw")
    steps = [time.process_time() - begin]
    while not family.is_complete:
        start = time.process_time()
        application().processEvents()
        steps.append(time.process_time() - start)
    start = time.process_time()
    plot.grab()
    steps.append(time.process_time() - start)
    seconds = time.process_time() - begin
    box = plot.getPlotItem().vb
    plot.getPlotItem().disableAutoRange()
    moved = []
    for number in range(15):
        begin = time.process_time()
        box.translateBy(x=5.0 if number % 2 else -5.0)
        plot.grab()
        moved.append(time.process_time() - begin)
    plot.close()
    plot.deleteLater()
    application().processEvents()
    return seconds, max(steps), float(np.median(moved[3:])) * 1e3


def one_item_each(rows: np.ndarray) -> float:
    import pyqtgraph as pg

    plot = pg.PlotWidget()
    plot.resize(1000, 600)
    plot.show()
    plot.grab()
    x = np.linspace(400.0, 1800.0, rows.shape[1])
    begin = time.process_time()
    for row in rows:
        plot.plot(x, row)
    plot.grab()
    seconds = time.process_time() - begin
    plot.close()
    application().processEvents()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
