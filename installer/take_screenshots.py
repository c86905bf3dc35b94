"""Take the pictures of README and help from the running program, on the simulated sample set.

    .venv/bin/python installer/take_screenshots.py [--out FOLDER] [--preset quick]
                                         [--language zh_CN] [PAGE ...]

Opens the real window at 1366 × 768, works through the sample set from Data to Export, and saves
every page in the light and in the dark theme as ``PAGE-light.png`` and ``PAGE-dark.png``. In
another language the pictures serve the help alone: the five pages, light, as ``PAGE-light.webp`` in
a folder named for the language. Needs no screen: without one, Qt draws offscreen.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1366, 768)

#: Share of the training after which its picture is taken.
MIDWAY = 0.4

#: Pages that the help shows.
HELP_PAGES = ("data", "correct", "train", "review", "export")

#: Quality of pictures that are not exact, of 100.
QUALITY = 75

#: Nothing may take longer than this, in ms.
PATIENCE = 600_000


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="pages to keep; all by default")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "screenshots")
    parser.add_argument("--preset", default="standard", choices=("quick", "standard", "thorough"))
    parser.add_argument("--language", default="en", help="code of the language of the window")
    arguments = parser.parse_args(argv)
    out, pages, english = arguments.out.absolute(), arguments.pages, arguments.language == "en"
    if not english:
        out, pages = out / arguments.language, pages or list(HELP_PAGES)
    with fresh_home() as folder:
        guide = Photographer(out, pages, folder, arguments.language)
        if not english:
            guide.themes, guide.suffix = ("light",), ".webp"
        guide.work(arguments.preset)
    return 0


@contextlib.contextmanager
def fresh_home() -> Iterator[Path]:
    """Give a folder in which the program finds nothing of whoever runs this, and a screen."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        # Settings, logs and unfinished work stay out of the pictures.
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder, name))
        # So do the folders of this machine: what is written is named without one.
        with contextlib.chdir(folder):
            yield Path(folder)


class Photographer:
    """Works through the window as a user would, and takes pictures on the way."""

    def __init__(self, out: Path, pages: list[str], folder: Path, language: str = "en") -> None:
        from PySide6.QtCore import QSettings
        from PySide6.QtWidgets import QApplication

        from ramangan_gui.gui import theme
        from ramangan_gui.gui.language import apply_language
        from ramangan_gui.gui.main_window import MainWindow
        from ramangan_gui.gui.settings import Settings
        from ramangan_gui.gui.workspace import Workspace

        self.out, self.pages, self.folder = out, pages, folder
        self.themes, self.suffix = ("light", "dark"), ".png"
        self.app = QApplication.instance() or QApplication(["RamanGAN"])
        self.theme = theme
        apply_language(language)
        theme.apply_theme("light")
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.workspace = Workspace()
        self.window: Any = MainWindow(self.workspace, Settings(store))
        self.workspace.failed.connect(self._failed)

    def work(self, preset: str) -> None:
        from ramangan_gui.gui.flow import CORRECT, DATA, EXPORT, REVIEW, TRAIN
        from ramangan_gui.workflow.tasks import ExportOptions

        window, workspace = self.window, self.workspace
        window.show()
        window.resize(*SIZE)
        self.wait(window.pages_built)
        self.take("start")
        self.job(lambda: workspace.open_sample("simulated"))
        window.show_page(DATA)
        self.take("data")
        window.show_page(CORRECT)
        self.until(self.methods_are_ready)
        self.take("correct")
        self.job(workspace.apply_recipe)
        plan = workspace.project.plan.with_value("augment.preset", preset).with_preset()
        workspace.set_plan(plan)
        window.show_page(TRAIN)
        window.page(TRAIN).primary.click()
        self.wait(workspace.job_progressed, lambda p: p.fraction >= MIDWAY)
        workspace.pause(True)
        self.take("train")
        workspace.pause(False)
        self.wait(workspace.job_ended)
        window.show_page(REVIEW)
        self.take("review")
        workspace.accept_plausible()
        window.show_page(EXPORT)
        self.job(lambda: workspace.export(Path("sample.h5"), ExportOptions()))
        window.show_page(EXPORT)
        self.take("export")
        workspace.close()

    def methods_are_ready(self) -> bool:
        """Say whether the Correct page waits for nothing; in a new home it has loops compiled."""
        from ramangan_gui.gui.flow import CORRECT

        page = self.window.page(CORRECT)
        loading = page.tr("Preparing the baseline methods…")
        waits = self.workspace.loops.words or page._message == loading
        return bool(page._class.is_ready and not waits)

    def take(self, name: str) -> None:
        """Save the window as it stands, in each of the themes wanted."""
        if self.pages and name not in self.pages:
            return
        self.out.mkdir(parents=True, exist_ok=True)
        for theme in self.themes:
            self.theme.apply_theme(theme)
            self.settle()
            path = self.out / f"{name}-{theme}{self.suffix}"
            quality = QUALITY if self.suffix == ".webp" else -1
            if not self.window.grab().save(str(path), quality=quality):
                sys.exit(f"{path} cannot be written.")
            print(path, flush=True)
        self.theme.apply_theme("light")
        self.settle()

    def settle(self) -> None:
        """Let everything that is waiting be laid out and drawn."""
        from PySide6.QtCore import QEventLoop, QTimer

        # Plots redraw themselves a moment after the last change.
        loop = QEventLoop()
        QTimer.singleShot(800, loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        for _ in range(PATIENCE // 800):
            self.settle()
            if reached():
                return
        sys.exit("The program did not answer in time.")

    def job(self, start: Callable[[], None]) -> None:
        """Do something that runs as a job, and wait for its end."""
        start()
        if self.workspace.job is not None:
            self.wait(self.workspace.job_ended)
        self.settle()

    def wait(self, signal: Any, reached: Callable[..., bool] | None = None) -> None:
        """Wait for a signal, and until its value is the one wanted."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()

        def heard(*values: object) -> None:
            if reached is None or reached(*values):
                loop.quit()

        signal.connect(heard)
        timer = QTimer(singleShot=True, interval=PATIENCE)
        timer.timeout.connect(lambda: sys.exit("The program did not answer in time."))
        timer.start()
        loop.exec()
        timer.stop()
        signal.disconnect(heard)

    def _failed(self, title: str, error: object, trace: str) -> None:
        sys.exit(f"{title}: {error}\n{trace}")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
