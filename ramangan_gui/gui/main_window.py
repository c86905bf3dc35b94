"""The window: menus, list of pages, list of classes, the pages, and the line at the foot."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QScrollArea, QWidget

from ..core.resources import resource_path
from ..workflow.project import Project
from .document import Document
from .flow import DATA, EXPORT, PAGES, page_after
from .geometry import least_size, restore_geometry
from .menus import Menus
from .opening import Opening
from .pages.data import DataPage
from .pages.page import Page
from .paint_ahead import PaintAhead
from .paint_turns import PaintTurns
from .selection import Selection
from .settings import Settings
from .tab_order import order_tabs
from .tour import Tour
from .turns import in_a_turn
from .widgets.class_list import ClassList
from .widgets.error_dialog import ErrorDialog
from .widgets.navigation import Navigation
from .widgets.page_frame import PageFrame, PageStack
from .widgets.status_line import StatusLine
from .workspace import Workspace


class MainWindow(QMainWindow):
    """The main window.

    Only the frame and the empty Data page are made at once; the other pages, which need the
    plotting library, follow after the first paint.

    Parameters
    ----------
    workspace : Workspace
        Owner of the state.
    settings : Settings
        What is remembered between starts.
    """

    first_painted = Signal()
    """The window has been seen for the first time."""

    pages_built = Signal()
    """All pages are there."""

    page_shown = Signal(int)
    """A page was brought into view, by whatever means."""

    page_changed = Signal()
    """The mark of a page, or what can be done on it, may have changed."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace, self.settings = workspace, settings
        self.selection = Selection(self)
        self.document = Document(
            self, workspace, self.selection, settings, lambda: PAGES[self.current]
        )
        self.saving = self.document.saving
        self.opening = Opening(self, workspace, self.document.file, self.saving, settings)
        self._painted = False
        self._closing = False
        self._before: Project = workspace.project
        self._listened: set[QObject] = set()
        self.titles = dict(zip(PAGES, self._page_titles(), strict=True))
        self._pages: dict[str, Page] = {}
        self._stack = PageStack()
        self.navigation = Navigation(list(self.titles.values()))
        self.classes = ClassList(workspace, self.selection)
        self.status = StatusLine(workspace)
        self._paint_turns, self._ahead = PaintTurns(self, self._stack), PaintAhead(self)
        self._placeholders = {number: QWidget(self) for number, _ in enumerate(PAGES)}
        for placeholder in self._placeholders.values():
            self._stack.addWidget(placeholder)
        self._lay_out()
        self._connect()
        self.tour = Tour(self)
        self.page(DATA)
        self.menus = Menus(self)
        self.setAcceptDrops(True)
        self.setWindowIcon(QIcon(str(resource_path("icons", "ramangan.svg"))))
        self._restore()
        self.show_page(DATA)
        self.document.retitle()

    # -- pages --------------------------------------------------------------------------------

    def page(self, number: int) -> Page:
        """Give a page, made now if it was not yet."""
        key = PAGES[number]
        if key not in self._pages:
            page = self._pages[key] = self._make_page(number)
            page.state_changed.connect(self.page_changed)
            page.go_on.connect(self._go_on)
            current = self._stack.currentIndex()
            self._stack.insertWidget(number, page)
            self._stack.removeWidget(self._placeholders.pop(number))
            self._stack.setCurrentIndex(current)
            self._refresh_marks()
        return self._pages[key]

    @property
    def current(self) -> int:
        """Number of the page in view."""
        return self._stack.currentIndex()

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Bring a page into view."""
        page = self.page(number)
        self._paint_turns.hold()
        self._stack.setCurrentIndex(number)
        self.navigation.show_page(number)
        page.activate()
        self._paint_turns.begin(page, page.side)
        self._listen_to_plots(page)
        self.status.show_read_out("")
        self.page_shown.emit(number)

    def _make_page(self, number: int) -> Page:
        if number == DATA:
            data, opening = DataPage(self.workspace, self.selection, self.settings), self.opening
            data.files_wanted.connect(opening.choose_files)
            data.folder_wanted.connect(opening.choose_folder)
            data.sample_wanted.connect(opening.open_sample)
            data.recent_wanted.connect(opening.open_path)
            data.again_wanted.connect(opening.read_again)
            data.tour_wanted.connect(self.tour.start)
            return data
        key = PAGES[number]
        module = importlib.import_module(f".pages.{key}", __package__)
        made = getattr(module, f"{key.capitalize()}Page")(self.workspace, self.selection)
        assert isinstance(made, Page)
        return made

    @Slot()
    def _go_on(self) -> None:
        self.show_page(min(self.current + 1, EXPORT))

    @Slot(int)
    def _page_wanted(self, number: int) -> None:
        if number >= 0 and number != self.current:
            self.show_page(number)

    @Slot()
    def _build_next_page(self) -> None:
        """Make the missing pages one by one, so that the window answers in between."""
        if self._closing:
            return
        missing = [number for number, key in enumerate(PAGES) if key not in self._pages]
        if missing:
            self.page(missing[0])
            in_a_turn(self, self._build_next_page)
        else:
            self.page(DATA).prepare()  # type: ignore[attr-defined]
            self.pages_built.emit()
            pages, size = list(self._pages.values()), self._stack.size()
            self._ahead.begin(part for page in pages for part in page.parts_ahead(size))

    def _listen_to_plots(self, page: Page) -> None:
        """Bring the read-out of every plot on a page to the status line."""
        for widget in _that_read_out(page):
            if widget not in self._listened:
                self._listened.add(widget)
                widget.hovered.connect(self.status.show_read_out)  # type: ignore[attr-defined]

    # -- what happens -------------------------------------------------------------------------

    @Slot(object)
    def _job_started(self, _: object) -> None:
        self._before = self.workspace.project

    @Slot(str)
    def _job_ended(self, how: str) -> None:
        target = page_after(self._before, self.workspace.project) if how == "succeeded" else None
        wanted = self.document.take_page()
        if target is not None and wanted in PAGES:
            target = PAGES.index(wanted)
        if target is None:
            self._paint_turns.let_go()
        else:
            self.show_page(target)
        self._refresh_marks()

    @Slot()
    def _imported(self) -> None:
        imported = self.workspace.project.imported
        if imported is not None and self.selection.label not in imported.spectra.classes:
            self.selection.show_class(imported.spectra.classes[0])
        self.document.retitle()

    @Slot(str, object, str)
    def show_error(self, title: str, error: BaseException, trace: str) -> None:
        """Show the one dialog for errors."""
        dialog = ErrorDialog(title, error, trace, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object, str)
    def show_unexpected(self, error: BaseException, trace: str) -> None:
        """Show an error that nobody handled."""
        self.show_error(self.tr("RamanGAN"), error, trace)

    @Slot()
    def _refresh_marks(self) -> None:
        for number, key in enumerate(PAGES):
            if key in self._pages:
                self.navigation.set_mark(number, self._pages[key].mark())

    # -- Qt -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Note the first paint; the rest of the window is made after it."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._after_first_paint)
        return handled

    @Slot()
    def _after_first_paint(self) -> None:
        self.first_painted.emit()
        in_a_turn(self, self._build_next_page)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on with Tab in the order of reading; forms come and go, so it is found anew."""
        order_tabs(self._body)
        return super().focusNextPrevChild(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # The program that the files come from waits until this returns.
        QTimer.singleShot(0, self, lambda: self.opening.open_paths(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs, having asked once, and wait for it."""
        if not self._closing and not self.saving.may_close():
            event.ignore()
            return
        self._closing = True
        self.hide()  # what follows may wait for a worker
        self.settings.keep("window", self.saveGeometry())
        self.settings.keep("frame", self.frame.saveState())
        self.workspace.close()
        self.document.close()
        event.accept()

    # -- making -------------------------------------------------------------------------------

    def _page_titles(self) -> list[str]:
        return [
            self.tr("Data"),
            self.tr("Correct"),
            self.tr("Train"),
            self.tr("Review"),
            self.tr("Export"),
        ]

    def _lay_out(self) -> None:
        self.frame = PageFrame(self.classes, self._stack)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(4, 4, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.navigation)
        row.addWidget(self.frame, 1)
        # On a small screen, or a large scale, the pages are scrolled rather than cut off.
        scroller = QScrollArea()
        scroller.setWidget(body)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCentralWidget(scroller)
        self._body = body
        self.setStatusBar(self.status)
        self.setMinimumSize(least_size())

    def _restore(self) -> None:
        frame = self.settings.kept("frame")
        if frame is not None:
            self.frame.restoreState(frame)
        restore_geometry(self, self.settings.kept("window"))

    def _connect(self) -> None:
        workspace = self.workspace
        self.navigation.page_wanted.connect(self._page_wanted)
        workspace.job_started.connect(self._job_started)
        workspace.job_taking.connect(self._paint_turns.hold)
        workspace.job_ended.connect(self._job_ended)
        workspace.failed.connect(self.show_error)
        self.document.failed.connect(self.show_error)
        workspace.imported_changed.connect(self._imported)
        for signal in (*workspace.stage_signals, workspace.exported, self.page_changed):
            signal.connect(self._refresh_marks)


def _that_read_out(widget: QObject) -> Iterator[QObject]:
    """Find the plots below a widget; one that reads out for those in it stands for them."""
    for child in widget.children():
        if hasattr(child, "hovered") and isinstance(child, QWidget):
            yield child
        else:
            yield from _that_read_out(child)
