import json
import logging
import os
import signal
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QStandardPaths

from ramangan_gui import app
from ramangan_gui.core.compute import Compute
from ramangan_gui.gui import logs
from ramangan_gui.gui.logs import ErrorCatcher, log_folder, start_logging, stop_logging
from ramangan_gui.gui.main_window import MainWindow


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A place for settings and logs that nobody else sees."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    QStandardPaths.setTestModeEnabled(False)
    return tmp_path


def run(home, *arguments):
    code = "import sys; from ramangan_gui.app import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, timeout=120, env=environment, check=False,
    )  # fmt: skip


def test_that_the_first_paint_comes_before_anything_heavy(home):
    done = run(home, "--report-first-paint")
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    seconds = facts.pop("first_paint_s")
    assert 0 < seconds < 60
    assert facts == dict.fromkeys(app._HEAVY, False)
    assert "Traceback" not in done.stderr


def test_that_an_unknown_option_is_bad_usage(home):
    done = run(home, "--no-such-option")
    assert done.returncode == 2
    assert "no-such-option" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_the_window_opens_what_it_is_given_and_ends_clean(
    home, qapp, settings, set_file, monkeypatch
):
    path = set_file({"A": 5})
    seen = {}

    def look(window, how):
        seen["how"] = how
        seen["n"] = len(window.workspace.project.imported.spectra)
        window.close()

    made = MainWindow.__init__

    def note(window, workspace, settings):
        made(window, workspace, settings)
        workspace.job_ended.connect(lambda how: look(window, how))

    monkeypatch.setattr(MainWindow, "__init__", note)
    monkeypatch.setattr("ramangan_gui.gui.warmup.WarmUp.start", lambda self: None)
    before = sys.excepthook, threading.excepthook
    code = app.run_window([str(path)], theme="dark", settings=settings, compute=Compute())
    assert code == 0
    assert seen == {"how": "succeeded", "n": 5}
    assert (sys.excepthook, threading.excepthook) == before
    assert settings.kept("window") is not None
    assert logs._crash_file is None


def test_that_the_log_is_written_in_the_platforms_place(home, qapp):
    path = start_logging()
    try:
        assert path is not None
        assert path.parent == log_folder()
        assert str(home) in str(path)
        logging.getLogger("ramangan").error("something happened")
        assert "something happened" in path.read_text(encoding="utf-8")
        assert (log_folder() / "crash.log").exists()
    finally:
        stop_logging()
    assert not logging.getLogger("ramangan").handlers


def test_that_a_log_that_cannot_be_written_stops_nobody(home, qapp, monkeypatch):
    (home / "file").write_text("")
    monkeypatch.setattr(logs, "log_folder", lambda: home / "file" / "logs")
    assert start_logging() is None
    stop_logging()


def test_that_errors_nobody_handled_reach_the_window_from_any_thread(home, qapp, qtbot):
    caught = []
    catcher = ErrorCatcher(
        lambda error, trace: caught.append((error, trace, threading.get_ident()))
    )
    catcher.install()
    try:
        try:
            raise ValueError("in the window")
        except ValueError:
            sys.excepthook(*sys.exc_info())

        def work():
            raise KeyError("in a thread")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(caught) == 2)
    finally:
        catcher.remove()
    assert [type(error) for error, _, _ in caught] == [ValueError, KeyError]
    assert {ident for _, _, ident in caught} == {threading.get_ident()}
    assert "in work" in caught[1][1]


def test_that_ctrl_c_is_no_error(home, qapp, monkeypatch):
    passed = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: passed.append(args[0]))
    caught = []
    catcher = ErrorCatcher(lambda *args: caught.append(args))
    catcher.install()
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        qapp.processEvents()
    finally:
        catcher.remove()
    assert passed == [KeyboardInterrupt]
    assert not caught


def test_that_ctrl_c_closes_the_window(home, qapp, settings, monkeypatch):
    asked = []
    close = MainWindow.closeEvent

    def closed(window, event):
        asked.append(window.isVisible())
        close(window, event)

    monkeypatch.setattr(MainWindow, "closeEvent", closed)
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(
        app,
        "_start_work",
        lambda window, *_: window.first_painted.connect(
            lambda: os.kill(os.getpid(), signal.SIGINT)
        ),
    )
    assert app.run_window(settings=settings, compute=Compute()) == 0
    assert asked == [True]
    assert signal.getsignal(signal.SIGINT) is before


def test_that_the_age_of_the_process_is_known():
    assert 0 < app._seconds_since_start() < 100_000


def test_that_the_picture_is_drawn_without_a_window(home, qapp, tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "ramangan_gui.gui.picture.save_overview",
        lambda project, path: drawn.append((project, path)),
    )
    app.save_overview("project", tmp_path / "sample.png")
    assert drawn == [("project", tmp_path / "sample.png")]


@pytest.mark.parametrize("beside", [True, False])
def test_that_loops_are_compiled_as_soon_as_the_window_is_ready(
    qapp, window, tmp_path, monkeypatch, beside
):
    started = []
    monkeypatch.setattr(app, "state_folder", lambda: tmp_path)
    monkeypatch.setattr(type(window.workspace), "has_processes", beside)
    monkeypatch.setattr(
        "ramangan_gui.gui.fast_loops.FastLoops.start", lambda self: started.append(self)
    )
    monkeypatch.setattr("ramangan_gui.gui.warmup.WarmUp.start", lambda self: self.finished.emit())
    app._start_work(window, window.workspace, None, None)
    assert started == []
    window.pages_built.emit()
    assert started == ([window.workspace.loops] if beside else [])
