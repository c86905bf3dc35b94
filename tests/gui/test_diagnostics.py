"""What can be sent to the developers says what went wrong, and nothing about people."""

import faulthandler
import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from ramangan_gui import __version__
from ramangan_gui.gui import logs
from ramangan_gui.gui.diagnostics import diagnostics, without_names, without_paths
from ramangan_gui.gui.job_runner import JobRunner


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_folder", lambda: tmp_path)
    enabled = faulthandler.is_enabled()
    path = logs.start_logging()
    yield path
    logs.stop_logging()
    if enabled:
        faulthandler.enable()


def test_that_diagnostics_hold_versions_and_the_last_lines(log, tmp_path):
    for number in range(300):
        logging.getLogger("ramangan").warning("line %d", number)
    text = diagnostics(tmp_path)
    assert f"ramangan: {__version__}" in text
    assert "line 299" in text
    assert "line 100" not in text


def test_that_diagnostics_name_nobody(log, tmp_path, monkeypatch):
    monkeypatch.setenv("USER", "marie")
    monkeypatch.setenv("HOME", "/home/marie")
    logging.getLogger("ramangan").warning(
        "Cannot read /home/marie/tablets/a.txt of Marie, nor C:\\Users\\pierre\\b.txt, nor marietta"
    )
    text = diagnostics(tmp_path)
    assert "marie/" not in text
    assert "Marie" not in text
    assert "pierre" not in text
    assert "tablets" not in text
    assert "marietta" in text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Cannot read /data/Dr Meyer/sick list.txt: gone.", "Cannot read (path).txt: gone."),
        ("The folder of /mnt/meyer/x.h5 is gone.", "The folder of (path).h5 is gone."),
        ("No space for /mnt/meyer: it takes 1.5 MB", "No space for (path): it takes 1.5 MB"),
        (r"C:\\Users\\An Na\\b.rgan is open", "(path).rgan is open"),
        (r"C:\Daten\Anna B\b.rgan is open", "(path).rgan is open"),
        (r"on \\\\server\anna\c.spc.", "on (path).spc."),
        ("~/anna/d.csv, 3 rows", "(path).csv, 3 rows"),
        ("[Errno 2] No such file: '/data/anna/e f.txt'", "[Errno 2] No such file: '(path).txt'"),
        ('File "/opt/x/ramangan_gui/app.py", line 3', 'File "ramangan_gui/app.py", line 3'),
        ("between 400 and 1800 1/cm, on/off, 28/11/2026", None),
        ("a ratio of 3 / 4, nothing more", None),
    ],
)
def test_that_files_of_the_user_have_no_place(given, wanted):
    assert without_paths(given) == (wanted or given)


def test_that_long_lines_which_may_hold_data_are_cut(log, tmp_path):
    logging.getLogger("ramangan").warning("%s", list(range(10_000)))
    assert max(map(len, diagnostics(tmp_path).splitlines())) <= 240


def test_that_names_are_taken_out_as_words_only():
    assert without_names("ann has an annex", ["ann"]) == "(name) has an annex"
    assert without_names("nothing", ["", "x"]) == "nothing"


def test_that_the_log_rotates(log, tmp_path):
    logger = logging.getLogger("ramangan")
    for _ in range(60):
        logger.warning("%s", "x" * 50_000)
    files = sorted(path.name for path in tmp_path.glob("ramangan.log*"))
    assert files == ["ramangan.log", "ramangan.log.1", "ramangan.log.2", "ramangan.log.3"]
    assert all(path.stat().st_size < 600_000 for path in tmp_path.glob("ramangan.log*"))


def test_that_the_next_start_keeps_the_record_of_a_crash(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_folder", lambda: tmp_path)
    crash = tmp_path / "crash.log"
    crash.write_text("Fatal Python error: Segmentation fault\n")
    enabled = faulthandler.is_enabled()
    logs.start_logging()
    logs.stop_logging()
    assert "Segmentation fault" in crash.read_text()
    assert "Segmentation fault" in diagnostics(tmp_path)
    crash.write_text("x" * 300_000)
    logs.start_logging()
    logs.stop_logging()
    assert crash.read_text() == ""
    if enabled:
        faulthandler.enable()


def test_that_a_job_that_fails_is_in_the_log(qtbot, log):
    from ramangan_gui.core.compute import Compute

    def failing():
        yield from ()
        raise ValueError("the reason")

    runner = JobRunner(Compute())
    with qtbot.waitSignal(runner.ended):
        runner.start(failing(), "Trying", print)
    assert "Trying: the reason" in Path(log).read_text()
    runner.close()


def test_that_the_menu_copies_them(window, tmp_path, monkeypatch):
    monkeypatch.setattr("ramangan_gui.gui.diagnostics.diagnostics", lambda: "all there is")
    tools = next(a for a in window.menuBar().actions() if "ools" in a.text())
    next(a for a in tools.menu().actions() if "diagnostics" in a.text()).trigger()
    assert QGuiApplication.clipboard().text() == "all there is"
