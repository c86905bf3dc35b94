"""What the monkey can do to the window."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from sets import make_project, write_folder
from shiboken6 import isValid

from ramangan_gui.core.progress import run
from ramangan_gui.gui.flow import PAGES
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.workflow.project_file import save_project

_KEYS = (
    Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space,
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_F5, Qt.Key.Key_F9,
    Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown,
)  # fmt: skip

_WORDS = ("", "chalk", "-1", "1e9", "nan", "ä/β\\..", "=1+1", "<b>x</b>", "0", "500", "x" * 300)

#: Menu entries that end the program or open another one.
_NEVER = ("quit", "log files")


class Monkey:
    """Does one random thing after another.

    Parameters
    ----------
    window : MainWindow
        The window.
    rng : random.Random
        Decides everything.
    folder : Path
        For files.
    """

    def __init__(self, window: MainWindow, rng: random.Random, folder: Path) -> None:
        self.window, self.rng, self.folder = window, rng, folder
        self.counts: Counter[str] = Counter()
        write_folder(folder / "spectra", 13)
        (folder / "broken.txt").write_text("nothing to see\n")
        run(save_project(folder / "kept.rgan", make_project(6)))
        self._acts: list[tuple[int, str, Callable[[], str]]] = [
            (24, "clicks", self._click),
            (5, "double_clicks", self._double_click),
            (10, "page_changes", self._change_page),
            (5, "rapid_page_changes", self._rush),
            (12, "menu", self._menu),
            (10, "keys", self._key),
            (12, "edits", self._edit),
            (8, "tables", self._table),
            (4, "points_in_plots", self._point),
            (3, "drops", self._drop),
            (2, "resizes", self._resize),
            (3, "labels", self._label),
            (4, "cancels", self._cancel),
            (6, "moments", self._wait),
        ]

    def act(self) -> str:
        """Do something; say what."""
        weights = [weight for weight, _, _ in self._acts]
        _, kind, do = self.rng.choices(self._acts, weights)[0]
        self.counts[kind] += 1
        what = do()
        QApplication.processEvents()
        if self.rng.random() < 0.5:
            self.close_dialogs()
        return f"{kind}: {what}"

    def close_dialogs(self) -> None:
        """Close what is in the way."""
        for widget in QApplication.topLevelWidgets():
            # Closing one may take others with it.
            if isValid(widget) and widget.isVisible() and widget is not self.window:
                widget.close()
        QApplication.processEvents()

    def any_path(self, _: str) -> str:
        """Give some file, or none."""
        names = ("", "kept.rgan", "broken.txt", "gone.h5", "out.h5", "no/folder/x.h5", "mine.rgan")
        name = self.rng.choice(names)
        return str(self.folder / name) if name else ""

    def any_folder(self) -> str:
        """Give some folder, or none."""
        return self.rng.choice(("", str(self.folder / "spectra"), str(self.folder / "gone")))

    # -- what it does -------------------------------------------------------------------------

    def _some(self, kind: Any) -> Any:
        """Give a visible, enabled widget of a kind anywhere, or ``None``."""
        modal = QApplication.activeModalWidget()
        roots = [modal] if modal is not None else [self.window]
        found = [
            widget
            for root in roots
            for widget in root.findChildren(kind)
            if widget.isVisible() and widget.isEnabled()
        ]
        return self.rng.choice(found) if found else None

    def _click(self) -> str:
        button = self._some(QAbstractButton)
        if button is None:
            return "nothing"
        name = button.text() or button.accessibleName() or button.objectName()
        menu = button.menu() if isinstance(button, QPushButton | QToolButton) else None
        able = [a for a in menu.actions() if a.isEnabled() and not a.menu()] if menu else []
        if menu is None:
            button.click()
        elif able:
            # A click would wait for the user to choose.
            self.rng.choice(able).trigger()
        return name

    def _double_click(self) -> str:
        widget: QWidget | None = self._some(QWidget)
        if widget is None:
            return "nothing"
        name = type(widget).__name__
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=self._place(widget))
        return name

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(
            self.rng.randrange(max(1, widget.width())), self.rng.randrange(max(1, widget.height()))
        )

    def _change_page(self) -> str:
        number = self.rng.randrange(len(PAGES))
        self.window.show_page(number)
        return PAGES[number]

    def _rush(self) -> str:
        for _ in range(12):
            self.window.show_page(self.rng.randrange(len(PAGES)))
            if self.rng.random() < 0.3:
                QApplication.processEvents()
        return "twelve pages"

    def _menu(self) -> str:
        actions = [
            action
            for top in self.window.menuBar().actions()
            for action in (top.menu().actions() if top.menu() else [])
        ]
        inner = [a for action in actions if action.menu() for a in action.menu().actions()]
        able = [a for a in actions + inner if a.isEnabled() and not a.menu() and a.text()]
        able = [a for a in able if not any(n in a.text().replace("&", "").lower() for n in _NEVER)]
        action = self.rng.choice(able)
        name = action.text()
        action.trigger()
        return name

    def _key(self) -> str:
        key = self.rng.choice(_KEYS)
        modifier = self.rng.choice(
            [Qt.KeyboardModifier.NoModifier] * 4 + [Qt.KeyboardModifier.ControlModifier]
        )
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        return key.name

    def _edit(self) -> str:
        kinds = (QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit)
        widget = self._some(self.rng.choice(kinds))
        if widget is None:
            return "nothing"
        name = type(widget).__name__
        if isinstance(widget, QComboBox) and widget.count():
            number = self.rng.randrange(widget.count())
            widget.setCurrentIndex(number)
            widget.activated.emit(number)
        elif isinstance(widget, QAbstractSlider):
            for _ in range(self.rng.choice((1, 6))):
                widget.setValue(self.rng.randint(widget.minimum(), widget.maximum()))
                QApplication.processEvents()
        elif isinstance(widget, QAbstractSpinBox):
            widget.stepBy(self.rng.choice((-10, -1, 1, 10)))
        elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
            widget.setText(self.rng.choice(_WORDS))
            QTest.keyClick(widget, Qt.Key.Key_Return)
        return name

    def _table(self) -> str:
        if self.rng.random() < 0.3:
            tabs = self._some(QTabBar)
            if tabs is not None and tabs.count():
                tabs.setCurrentIndex(self.rng.randrange(tabs.count()))
            return "tab"
        view = self._some(QAbstractItemView)
        if view is None or view.model() is None or not view.model().rowCount():
            return "nothing"
        model = view.model()
        row = self.rng.randrange(model.rowCount())
        n_columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        column = self.rng.randrange(max(1, n_columns))
        index = model.index(row, column)
        view.setCurrentIndex(index)
        if self.rng.random() < 0.4:
            view.selectAll()
        if self.rng.random() < 0.3:
            view.doubleClicked.emit(index)
        return type(view).__name__

    def _point(self) -> str:
        import pyqtgraph as pg

        plot = self._some(pg.GraphicsView)
        if plot is None:
            return "nothing"
        port = plot.viewport()
        first, second = self._place(port), self._place(port)
        button = self.rng.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton))
        QTest.mouseMove(port, first)
        QTest.mousePress(port, button, pos=first)
        if self.rng.random() < 0.5:
            QTest.mouseMove(port, second)
            QTest.mouseRelease(port, button, pos=second)
        else:
            QTest.mouseRelease(port, button, pos=first)
        return type(plot).__name__

    def _drop(self) -> str:
        paths = self.rng.choice(
            (["spectra"], ["kept.rgan"], ["broken.txt"], ["gone"], ["spectra", "broken.txt"], ["."])
        )
        self.window.opening.open_paths([str(self.folder / path) for path in paths])
        return ", ".join(paths)

    def _resize(self) -> str:
        width, height = self.rng.randint(300, 2400), self.rng.randint(200, 1500)
        self.window.resize(width, height)
        return f"{width} x {height}"

    def _label(self) -> str:
        imported = self.window.workspace.project.imported
        if imported is None:
            return "nothing"
        n = len(imported.spectra)
        rows = np.array(sorted(self.rng.sample(range(n), self.rng.randint(1, min(n, 9)))))
        word = self.rng.choice(("chalk", "quartz", "ä", "=1", ""))
        if self.rng.random() < 0.7:
            self.window.workspace.set_labels(rows, label=word or "none")
        else:
            self.window.workspace.set_labels(rows, group=word)
        return word

    def _cancel(self) -> str:
        workspace = self.window.workspace
        self.rng.choice((workspace.cancel, workspace.finish, lambda: workspace.pause(True)))()
        if self.rng.random() < 0.7:
            workspace.pause(False)
        return "job"

    def _wait(self) -> str:
        QTest.qWait(self.rng.choice((1, 10, 60, 200)))
        return "a moment"
