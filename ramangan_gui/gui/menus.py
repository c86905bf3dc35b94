"""The menus of the window, with their shortcuts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ..simulation.samples import SAMPLES
from .asking import begin_blind_test, begin_comparison, begin_utility
from .diagnostics import copy_diagnostics, open_logs
from .flow import DATA, EXPORT, TRAIN
from .help_desk import HelpDesk
from .language_menu import LanguageMenu
from .mnemonics import Mnemonics
from .plain_text import plain
from .spectra_tools import SpectraTools
from .theme_menu import ThemeMenu
from .words import said

if TYPE_CHECKING:
    from .main_window import MainWindow


class Menus(QObject):
    """Builds the menu bar and keeps it in step with the project.

    Parameters
    ----------
    window : MainWindow
        The window; its menu bar is filled.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._conditions: list[tuple[QAction, Callable[[], bool]]] = []
        self._listed: list[tuple[QAction, str]] = []
        self._file()
        self._edit()
        self._view()
        self._spectra()
        self._train()
        self._review()
        self._tools()
        self._help()
        self.mnemonics = Mnemonics(window)
        workspace = self._workspace
        jobs = workspace.job_started, workspace.job_ended
        for signal in (*workspace.stage_signals, *jobs, window.page_changed):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Enable what can be done now."""
        for action, condition in self._conditions:
            action.setEnabled(condition())

    @property
    def shortcuts(self) -> list[tuple[str, str]]:
        """Keys and what they do, of all menus and of the pages."""
        found = []
        native = QKeySequence.SequenceFormat.NativeText
        for action, text in self._listed:
            keys = ", ".join(keys.toString(native) for keys in action.shortcuts())
            if keys:
                found.append((keys, text))
        found += [
            ("Ctrl+1 … Ctrl+5", self.tr("Go to a page")),
            ("Alt+←, Alt+→", self.tr("Correct page: previous, next spectrum")),
            (self.tr("Space"), self.tr("Train page: pause, go on")),
            ("A, R, U", self.tr("Review page: accept, reject, undecided")),
            (self.tr("Shift, Ctrl + drag"), self.tr("Review page: rectangle, lasso")),
            ("←, →", self.tr("Review page: previous, next spectrum")),
            (self.tr("Right click"), self.tr("In a plot: save or copy it")),
            (self.tr("Double click"), self.tr("In a plot: show everything")),
        ]
        return found

    def _add(
        self,
        menu: QMenu,
        text: str,
        do: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None = None,
        when: Callable[[], bool] | None = None,
        tip: str = "",
    ) -> QAction:
        action = QAction(text, self._window)
        # An action tells whether it is checked, which most of what it calls does not want to know.
        action.triggered.connect(lambda _=False: do())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if tip:
            action.setToolTip(tip)
            action.setStatusTip(tip)
        if when is not None:
            self._conditions.append((action, when))
        # Where the language has no such letter, it stands in brackets behind.
        self._listed.append((action, re.sub(r"…?\(&\w\)|&|…$", "", text)))
        menu.addAction(action)
        return action

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        return menu

    # -- what can be done now -----------------------------------------------------------------

    def _idle(self) -> bool:
        return self._workspace.job is None

    def _has_spectra(self) -> bool:
        return self._idle() and self._workspace.project.imported is not None

    def _has_project(self) -> bool:
        return self._workspace.project.imported is not None

    def _may_train(self) -> bool:
        # The page is not made before there is something that it could train on.
        has_corrected = self._workspace.project.corrected is not None
        return has_corrected and self._window.page(TRAIN).primary.isEnabled()

    def _has_generated(self) -> bool:
        return self._idle() and self._workspace.project.augmentation is not None

    def _busy(self) -> bool:
        return not self._idle()

    # -- menus --------------------------------------------------------------------------------

    def _file(self) -> None:
        window, menu = self._window, self._menu(self.tr("&File"))
        files = self.tr("&Open files or project…")
        self._add(menu, files, window.opening.choose_files, "Ctrl+O", self._idle)
        folder = self.tr("Open &folder…")
        self._add(menu, folder, window.opening.choose_folder, "Ctrl+Shift+O", self._idle)
        samples = menu.addMenu(self.tr("Open &sample set"))
        samples.setToolTipsVisible(True)
        for key, sample in SAMPLES.items():
            action = samples.addAction(said(sample.title))
            action.setToolTip(said(sample.description))
            action.triggered.connect(lambda _=False, key=key: window.opening.open_sample(key))
        self._recent = menu.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._add(
            menu, self.tr("&Save project"), window.saving.save, "Ctrl+S", self._has_project,
            tip=self.tr("One file with everything at hand: spectra, models, decisions."),
        )  # fmt: skip
        self._add(
            menu, self.tr("Save project &as…"), window.saving.save_as, "Ctrl+Shift+S",
            self._has_project,
        )  # fmt: skip
        self._add(menu, self.tr("&Export…"), partial(window.show_page, EXPORT), "Ctrl+E")
        menu.addSeparator()
        self._add(menu, self.tr("&Quit"), window.close, "Ctrl+Q")

    @Slot()
    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in (paths := self._window.settings.recent):
            action = self._recent.addAction(Path(path).name.replace("&", "&&"))
            action.setToolTip(plain(path))
            action.setEnabled(self._idle())
            action.triggered.connect(
                lambda _=False, path=path: self._window.opening.open_path(path)
            )
        self._recent.setToolTipsVisible(True)
        self._recent.addSeparator()
        forget = self._recent.addAction(self.tr("&Forget these"))
        forget.setEnabled(bool(paths))
        forget.triggered.connect(self._window.settings.forget_recent)

    def _edit(self) -> None:
        menu, stack = self._menu(self.tr("&Edit")), self._workspace.undo_stack
        undo, redo = stack.make_actions(self._window, self.tr("&Undo"), self.tr("&Redo"))
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        for action, text in ((undo, self.tr("Undo")), (redo, self.tr("Redo"))):
            menu.addAction(action)
            self._listed.append((action, text))

    def _view(self) -> None:
        window, menu = self._window, self._menu(self.tr("&View"))
        for number, title in enumerate(window.titles.values()):
            action = self._add(menu, f"&{number + 1} {title}", partial(window.show_page, number))
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
            self._listed.pop()
        menu.addSeparator()
        self.list_action = self._add(
            menu, self.tr("&List of classes and files"), self._toggle_list, "F9"
        )
        self.list_action.setCheckable(True)
        self.list_action.setChecked(True)
        window.frame.list_shown.connect(self.list_action.setChecked)
        menu.addMenu(ThemeMenu(window.settings, window))
        menu.addMenu(LanguageMenu(window.settings, window))

    def _toggle_list(self) -> None:
        self._window.frame.show_list(self.list_action.isChecked())

    def _spectra(self) -> None:
        window, menu = self._window, self._menu(self.tr("&Spectra"))
        self._add(
            menu, self.tr("&Change class or group…"), self._relabel, when=self._has_spectra,
            tip=self.tr("Select spectra in the table of the Data page, then change them."),
        )  # fmt: skip
        self._add(
            menu, self.tr("Read the files &again"), window.opening.read_again, "F5",
            lambda: self._idle() and bool(self._workspace.paths),
        )  # fmt: skip
        self._add(
            menu, self.tr("&Apply the correction to all"), self._workspace.apply_recipe,
            when=self._has_spectra,
        )  # fmt: skip

    def _relabel(self) -> None:
        self._window.show_page(DATA)
        self._window.page(DATA).show_spectra()  # type: ignore[attr-defined]

    def _train(self) -> None:
        menu, workspace = self._menu(self.tr("&Train")), self._workspace
        self._add(menu, self.tr("&Start training"), self._start, when=self._may_train)
        self._add(
            menu, self.tr("Stop and &keep the best"), workspace.finish, when=self._busy,
            tip=self.tr("Ends the training now; the best models so far are used."),
        )  # fmt: skip
        self._add(
            menu, self.tr("&Cancel what is running"), self._window.saving.cancel, "Esc", self._busy,
            tip=self.tr("Stops the work and drops its result."),
        )  # fmt: skip

    def _start(self) -> None:
        self._window.show_page(TRAIN)
        self._window.page(TRAIN).train()  # type: ignore[attr-defined]

    def _review(self) -> None:
        window, workspace, menu = self._window, self._workspace, self._menu(self.tr("&Review"))
        self._add(
            menu, self.tr("&Accept plausible"), workspace.accept_plausible,
            when=self._has_generated,
            tip=self.tr("Accepts undecided spectra that pass the filters, rejects the others."),
        )  # fmt: skip
        self._add(
            menu, self.tr("&Judge the accepted spectra"), workspace.judge_accepted,
            when=lambda: self._has_generated() and workspace.project.n_accepted > 0,
            tip=self.tr("A second scorecard, marked “after selection”. The verdict stays."),
        )  # fmt: skip
        self._add(
            menu, self.tr("&Blind test…"),
            lambda: begin_blind_test(window, workspace, window.selection.label),
            when=self._has_generated,
            tip=self.tr("Measured or generated? Spectra one by one; the result is recorded."),
        )  # fmt: skip
        self._add(
            menu, self.tr("&Compare runs…"), partial(begin_comparison, window, workspace),
            when=self._has_generated,
            tip=self.tr("Another augmenter, or another result, on the same held-out originals."),
        )  # fmt: skip
        self._add(
            menu, self.tr("&Use for a classifier…"), partial(begin_utility, window, workspace),
            when=self._has_generated,
            tip=self.tr("Whether training with generated spectra names held-out ones better."),
        )  # fmt: skip

    def _tools(self) -> None:
        menu = self._menu(self.tr("T&ools"))
        tools = SpectraTools(self._window, self._workspace, self._window.selection)
        tools.fill(menu, self._add, self._has_spectra)
        self._add(
            menu, self.tr("&Copy diagnostics"), partial(copy_diagnostics, self._workspace),
            tip=self.tr(
                "Versions and the last lines of the log, for the developers. No spectra, no "
                "names; nothing is sent."
            ),
        )  # fmt: skip
        logs = self.tr("Open the folder of &log files")
        self._add(menu, logs, partial(open_logs, self._workspace))

    def _help(self) -> None:
        desk, menu = HelpDesk(self._window), self._menu(self.tr("&Help"))
        self._add(menu, self.tr("Help on &this page"), desk.explain_page, "F1")
        for topic, title in (
            ("index", self.tr("&Overview")),
            ("problems", self.tr("&What is wrong with my spectra?")),
            ("glossary", self.tr("&Glossary")),
        ):
            self._add(menu, title, partial(desk.explain, topic))
        self._add(
            menu, self.tr("Guided to&ur"), self._window.tour.start, when=self._idle,
            tip=self.tr("Five steps on this window; an empty window opens a sample set for it."),
        )  # fmt: skip
        menu.addSeparator()
        self._add(menu, self.tr("&Keyboard shortcuts"), lambda: desk.show_shortcuts(self.shortcuts))
        self._add(menu, self.tr("&About RamanGAN"), desk.show_about)
