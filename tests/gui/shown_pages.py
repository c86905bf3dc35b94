"""Shows every page, empty and with a finished project, and every dialog, and prints what is cut.

Run as a program, because Qt takes screen and scale from the environment at its start::

    QT_SCALE_FACTOR=1.25 QT_QPA_PLATFORM=offscreen:configfile=screen.json \\
        python shown_pages.py LANGUAGE

The window has the size of its first start on that screen. Prints the scale and the width of the
screen, then a line for each finding, with the page or dialog and what is in view on it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "pages"))

from conftest import Scripted, finished
from cut_text import cut_text
from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)
from test_manners_dialogs import DIALOGS

from ramangan_gui.gui import theme
from ramangan_gui.gui.language import apply_language
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.settings import Settings
from ramangan_gui.gui.workspace import Workspace
from ramangan_gui.workflow.tasks import Opened


def main(language: str) -> None:
    app = QApplication([])
    apply_language(language)
    theme.apply_theme("light")
    compute = Scripted()
    counts = {"Calcite": 30, "Quartz": 24, "Talc": 12}
    compute.results["import_task"] = Opened(*finished(counts, {"Calcite": "pass", "Talc": "fail"}))
    window = MainWindow(Workspace(compute), Settings(QSettings("own.ini", QSettings.IniFormat)))
    window.show()
    print(window.devicePixelRatioF(), window.screen().size().width())
    _tell(window, "empty")
    ended = QEventLoop()
    window.workspace.job_ended.connect(ended.quit)
    window.workspace.open_paths(["made-by-hand.h5"])
    ended.exec()
    _tell(window, "filled")
    window.tour.start()
    _tell(window, "tour")
    window.tour.stop()
    window.close()
    for name, make in DIALOGS.items():
        _tell_dialog(name, make())
    del app


def _tell_dialog(name: str, dialog: QDialog) -> None:
    dialog.show()
    _print(dialog, name)
    for button in dialog.findChildren(QPushButton):
        if button.isCheckable():
            button.click()
            _print(dialog, f"{name}, {button.text()}")
    room = dialog.screen().availableGeometry()
    if dialog.width() > room.width() or dialog.height() > room.height():
        print(f"{name}: {dialog.size()} is larger than {room.size()}")
    dialog.close()


def _tell(window: MainWindow, state: str) -> None:
    for number, page in enumerate(window.titles):
        window.show_page(number)
        _print(window, f"{state}, {page}")
        if state != "filled":
            continue
        for tabs in window.page(number).findChildren(QTabWidget):
            for tab in range(1, tabs.count()):
                if tabs.isTabVisible(tab):
                    tabs.setCurrentIndex(tab)
                    _print(window, f"{state}, {page}, {tabs.tabText(tab)}")
            tabs.setCurrentIndex(0)


def _print(window: QWidget, where: str) -> None:
    for _ in range(60):  # some parts are drawn some turns later
        QApplication.processEvents()
    for area in window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    for found in dict.fromkeys(cut_text(window)):
        print(f"{where}: {found}")


if __name__ == "__main__":
    main(sys.argv[1])
