"""Nothing is cut off, shortened or covered, whatever the scale of the screen and the language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ramangan_gui.gui.widgets.page_frame import PageFrame, PageStack
from ramangan_gui.gui.widgets.two_lines import TwoLines

sys.path.insert(0, str(Path(__file__).parent))

from cut_text import cut_text

ROOT = Path(__file__).resolve().parents[2]

#: Scale of the screen in per cent, and size of the screen in its own pixels.
SCREENS = {100: (1366, 768), 125: (1366, 768), 150: (1920, 1080), 200: (1920, 1080)}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("scale", SCREENS)
def test_that_pages_and_dialogs_can_be_read_in_full(scale, language, tmp_path):
    width, height = SCREENS[scale]
    one = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height,
           "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [one]}))
    environment = dict(
        os.environ, QT_SCALE_FACTOR=str(scale / 100), HOME=str(tmp_path),
        QT_QPA_PLATFORM="offscreen:configfile=screen.json",
        XDG_STATE_HOME=str(tmp_path), PYTHONPATH=str(ROOT),
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("shown_pages.py")), language],
        env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    facts, *cut = done.stdout.splitlines()
    assert [float(fact) for fact in facts.split()] == [scale / 100, round(100 * width / scale)]
    assert not cut


def test_that_words_which_are_cut_are_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    label, button = QLabel("A label of some length"), QPushButton("A button of some length")
    for widget in (label, button):
        row.addWidget(widget)
    window.show()
    assert not cut_text(window)
    label.setFixedWidth(40)
    button.setFixedWidth(40)
    qtbot.waitUntil(lambda: label.width() == 40 and button.width() == 40)
    found = cut_text(window)
    assert len(found) == 2
    assert found[0].startswith("QLabel")
    assert found[1].startswith("QPushButton")


def test_that_neighbours_which_overlap_are_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    one, other = QLabel("one"), QLabel("other")
    column.addWidget(one)
    column.addWidget(other)
    window.show()
    other.move(one.pos())
    assert any("overlap" in found for found in cut_text(window))


def test_that_a_line_too_short_is_broken_and_joined_again(qtbot):
    name, button = QLabel("a name"), QPushButton("a button")
    name.setMinimumWidth(100)
    window = QWidget()
    qtbot.addWidget(window)
    lines = TwoLines((name,), button, stretched=name)
    lines.setParent(window)
    lines.resize(400, 60)
    window.show()
    assert not lines.is_broken
    least = lines.minimumSizeHint().width()
    assert least < 100 + button.minimumSizeHint().width()
    lines.resize(least, 60)
    assert lines.is_broken
    qtbot.waitUntil(lambda: button.y() > name.y())
    lines.resize(400, 60)
    assert not lines.is_broken


def test_that_the_list_gives_way_to_a_page_that_needs_the_room(qtbot):
    classes, stack, page = QWidget(), PageStack(), QWidget()
    classes.setMinimumWidth(120)
    page.setMinimumWidth(600)
    column = QVBoxLayout(page)
    wide = QLabel()
    wide.setMinimumWidth(600)
    column.addWidget(wide)
    stack.addWidget(page)
    window = QWidget()
    qtbot.addWidget(window)
    frame = PageFrame(classes, stack)
    frame.setParent(window)
    frame.resize(900, 300)
    window.show()
    assert classes.isVisible()
    with qtbot.waitSignal(frame.list_shown) as shown:
        frame.resize(650, 300)
    assert shown.args == [False]
    assert not classes.isVisible()
    least = frame.minimumSizeHint().width()
    frame.show_list(True)  # whoever asks for it gets it, and the window scrolls
    assert classes.isVisible()
    assert frame.minimumSizeHint().width() > least
    frame.resize(900, 300)
    frame.show_list(False)
    assert not classes.isVisible()
    frame.resize(1000, 300)
    assert not classes.isVisible()
