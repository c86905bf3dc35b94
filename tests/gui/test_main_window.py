from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox

from ramangan_gui.core.compute import Compute
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import Progress
from ramangan_gui.gui.flow import CORRECT, DATA, PAGES, REVIEW, TRAIN, page_after
from ramangan_gui.gui.geometry import is_on_screen
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.gui.widgets.help_dialog import about_html
from ramangan_gui.gui.widgets.status_line import clock
from ramangan_gui.gui.workspace import Workspace
from ramangan_gui.workflow.project import CorrectedSet, ImportedSet, Project

PATIENCE = 60_000


def read(qtbot, window, path):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_paths([str(path)])


def actions(window):
    found = {}
    for top in window.menuBar().actions():
        for action in top.menu().actions():
            found[action.text().replace("&", "").rstrip("…")] = action
    return found


def test_that_all_pages_are_made_after_the_first_paint(qtbot, workspace, settings):
    made = MainWindow(workspace, settings)
    assert list(made._pages) == ["data"]
    with qtbot.waitSignal(made.pages_built, timeout=PATIENCE):
        made.show()
    assert list(made._pages) == list(PAGES)
    assert made.current == DATA
    made.close()
    made.deleteLater()


def test_that_the_menus_stand_in_the_order_people_expect(window):
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == ["File", "Edit", "View", "Spectra", "Train", "Review", "Tools", "Help"]


def test_that_menu_mnemonics_are_unique(window):
    letters = [a.text()[a.text().index("&") + 1].lower() for a in window.menuBar().actions()]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Ctrl+O", "Open files or project"), ("Ctrl+S", "Save project"), ("Ctrl+E", "Export"),
        ("Ctrl+Shift+S", "Save project as"), ("Ctrl+Z", "Undo"),
        ("Ctrl+Shift+Z", "Redo"), ("F1", "Help on this page"), ("F5", "Read the files again"),
        ("F9", "List of classes and files"), ("Esc", "Cancel what is running"),
    ],
)  # fmt: skip
def test_that_the_promised_shortcuts_are_there_and_listed(window, keys, text):
    assert QKeySequence(keys) in actions(window)[text].shortcuts()
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    assert any(native in listed and text == what for listed, what in window.menus.shortcuts)


def test_that_no_shortcut_has_two_meanings(window):
    found = [keys.toString() for a in window.actions() for keys in a.shortcuts()]
    for action in actions(window).values():
        found += [keys.toString() for keys in action.shortcuts()]
    assert len(set(found)) == len(found)


def test_that_every_page_can_be_reached_by_its_number(window, qtbot):
    for number, _ in reversed(list(enumerate(PAGES))):
        key = Qt.Key(Qt.Key.Key_1.value + number)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.current == number


def test_that_the_list_on_the_left_names_pages_with_their_marks(window, qtbot, set_file):
    assert [window.navigation.item(n).text()[-1] for n in range(5)] == ["·"] * 5
    read(qtbot, window, set_file({"A": 5}))
    assert window.navigation.item(DATA).text().endswith("✓")
    window.navigation.setCurrentRow(TRAIN)
    assert window.current == TRAIN


def test_that_without_data_only_what_does_something_is_enabled(window):
    found = actions(window)
    for text in ("Save project", "Read the files again", "Start training", "Accept plausible"):
        assert not found[text].isEnabled(), text
    assert found["Open files or project"].isEnabled()


def test_that_reading_lands_on_correct_and_applying_on_train(window, qtbot, set_file):
    read(qtbot, window, set_file({"A": 24, "B": 20}))
    assert window.current == CORRECT
    assert window.selection.label == "A"
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.page(CORRECT).primary.click()
    assert window.current == TRAIN
    assert actions(window)["Start training"].isEnabled()


def test_that_the_menu_trains_what_the_train_page_would_and_nothing_else(
    window, qtbot, set_file, monkeypatch
):
    workspace = window.workspace
    read(qtbot, window, set_file({"A": 24, "B": 20}))
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        workspace.apply_recipe()
    plan = workspace.project.plan.with_value("augment.augmenter", "noise")
    plan = plan.with_value("augment.amount", "per_class").with_value("augment.per_class", 4)
    workspace.set_plan(plan)
    start = actions(window)["Start training"]
    # A recipe that is not applied would not be that of what is generated.
    workspace.set_recipe(workspace.project.recipe.with_value("baseline.lam", 1e7))
    assert not start.isEnabled()
    workspace.undo_stack.undo()
    assert start.isEnabled()
    with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
        start.trigger()
        assert not start.isEnabled()
    assert start.isEnabled()
    # Decisions are asked about before they are lost.
    workspace.accept_plausible()
    made, asked = workspace.project.augmentation, []
    answer = QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "question", lambda *words: asked.append(words[1]) or answer)
    start.trigger()
    assert asked == ["Train again?"]
    assert workspace.job is None
    assert workspace.project.augmentation is made


def test_that_undo_and_redo_say_what_they_undo(window, qtbot, set_file):
    read(qtbot, window, set_file({"A": 6}))
    window.workspace.set_labels(np.array([0, 1]), label="B")
    undo = next(a for t, a in actions(window).items() if t.startswith("Undo"))
    assert undo.text().replace("&", "") == "Undo Relabel 2 spectra"
    undo.trigger()
    assert window.workspace.project.imported.spectra.classes == ("A",)


def test_that_the_class_list_shows_classes_files_and_what_was_left_out(window, qtbot, tmp_path):
    folder = tmp_path / "set"
    for label, n in (("chalk", 2), ("quartz", 1)):
        (folder / label).mkdir(parents=True)
        for number in range(n):
            x = np.linspace(200, 1200, 60)
            table = np.stack([x, 100 + x + number], axis=1)
            np.savetxt(folder / label / f"spot_{number}.txt", table, header="shift_cm-1 counts")
    (folder / "quartz" / "broken.txt").write_text("nothing to see\n")
    read(qtbot, window, folder)
    tree = window.classes._tree
    texts = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    assert texts == ["chalk", "quartz", "Left out"]
    assert tree.topLevelItem(0).text(1) == "2"
    assert tree.topLevelItem(0).text(2) == "!"
    assert "only 2 spectra" in tree.topLevelItem(0).toolTip(0)
    left_out = tree.topLevelItem(2).child(0)
    assert left_out.text(0) == "broken.txt"
    assert len(left_out.toolTip(0).splitlines()) > 1
    assert window.navigation.item(DATA).text().endswith("!")
    tree.setCurrentItem(tree.topLevelItem(1).child(0))
    assert window.selection.label == "quartz"
    assert window.workspace.project.imported.spectra.label[window.selection.row] == "quartz"
    window.classes._filter.setText("chalk")
    assert tree.topLevelItem(1).isHidden()
    assert not tree.topLevelItem(0).isHidden()


def test_that_f9_hides_and_shows_the_class_list(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.classes.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.classes.isVisible()


def test_that_files_can_be_dropped_anywhere(window, qtbot, set_file):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(set_file({"A": 4})))])
    where = QPointF(window.rect().center())
    common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(where.toPoint(), *common, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(where, *common, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        QApplication.sendEvent(window, drop)
    assert len(window.workspace.project.imported.spectra) == 4
    assert window.settings.recent[0].endswith("set.npz")


def test_that_text_cannot_be_dropped(window):
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        window.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_that_an_error_is_one_dialog_with_cause_remedy_details_and_copy(window, qtbot, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("no numbers\n")
    read(qtbot, window, bad)
    dialogs = window.findChildren(ErrorDialog)
    assert len(dialogs) == 1
    dialog = dialogs[0]
    assert dialog.isVisible()
    assert "bad.csv" in dialog.cause
    buttons = {b.text().replace("&", ""): b for b in dialog.findChildren(QAbstractButton)}
    buttons["Copy"].click()
    copied = QGuiApplication.clipboard().text()
    assert dialog.cause in copied
    assert "Traceback" in copied
    assert not dialog._details.isVisible()
    buttons["Details"].click()
    assert dialog._details.isVisible()
    dialog.accept()


def test_that_the_words_for_unexpected_errors_blame_nobody(qtbot):
    for error, words in (
        (InputError("The file x is empty.", "Choose another."), ("The file x is empty.", "Choose")),
        (MemoryError(), ("run out of memory", "fewer spectra")),
        (ValueError("boom"), ("ValueError: boom", "unchanged")),
    ):
        dialog = ErrorDialog("Reading", error, "", None)
        qtbot.addWidget(dialog)
        assert words[0] in dialog.cause
        assert words[1] in dialog.remedy


def test_that_about_lists_versions_and_licences():
    html = about_html()
    for name in ("RamanGAN", "PySide6", "LGPL", "pyqtgraph", "torch", "pybaselines", "MIT"):
        assert name in html, name


def test_that_the_theme_is_chosen_in_the_menu_and_remembered(window):
    view = next(a for a in window.menuBar().actions() if a.text() == "&View").menu()
    themes = next(a for a in view.actions() if a.menu() is not None).menu()
    dark = next(a for a in themes.actions() if a.text() == "&Dark")
    dark.trigger()
    assert window.settings.theme == "dark"
    assert window.palette().window().color().lightness() < 100


def test_that_recent_files_open_again_and_can_be_forgotten(window, qtbot, set_file):
    path = set_file({"A": 4})
    read(qtbot, window, path)
    assert window.settings.recent == [str(path)]
    window.menus._fill_recent()
    first = window.menus._recent.actions()[0]
    assert first.text() == "set.npz"
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        first.trigger()
    window.menus._fill_recent()
    window.menus._recent.actions()[-1].trigger()
    assert window.settings.recent == []


def test_that_a_file_that_is_gone_is_no_longer_recent(settings, tmp_path):
    for number in range(12):
        path = tmp_path / f"{number}.npz"
        path.write_bytes(b"")
        settings.add_recent(path)
    assert len(settings.recent) == 8
    (tmp_path / "11.npz").unlink()
    assert str(tmp_path / "11.npz") not in settings.recent
    settings.add_recent(tmp_path / "folder" / ".." / "9.npz")
    assert settings.recent[0] == str(tmp_path / "9.npz")
    assert settings.recent.count(str(tmp_path / "9.npz")) == 1


def test_that_reading_again_uses_the_same_files(window, qtbot, set_file):
    path = set_file({"A": 4})
    read(qtbot, window, path)
    set_file({"A": 7})
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        actions(window)["Read the files again"].trigger()
    assert window.workspace.project.imported.spectra.counts == {"A": 7}


def test_that_a_place_off_screen_is_not_restored(qtbot, workspace, settings):
    first = MainWindow(workspace, settings)
    first.setGeometry(50, 60, 1000, 600)
    first.settings.keep("window", first.saveGeometry())
    second = MainWindow(workspace, settings)
    assert second.geometry().height() == 600
    assert is_on_screen(second.geometry())
    assert not is_on_screen(QRect(-5000, 100, 1000, 600))
    assert not is_on_screen(QRect(100, 9000, 1000, 600))
    for made in (first, second):
        made.deleteLater()


class Endless(Compute):
    """Work that never ends by itself."""

    def steps(self, function, *args, **kwargs):
        def go_on():
            while True:
                yield Progress(0.25, "going on")

        return go_on()


@pytest.fixture
def busy(qtbot, settings, monkeypatch):
    monkeypatch.setattr(MainWindow, "_build_next_page", lambda self: None)
    made = MainWindow(Workspace(Endless()), settings)
    with qtbot.waitSignal(made.first_painted, timeout=PATIENCE):
        made.show()
    with qtbot.waitSignal(made.workspace.job_progressed):
        made.workspace.open_paths(["something.npz"])
    yield made
    made.saving.ask = lambda *_: True
    made.close()
    made.deleteLater()


def test_that_progress_can_be_seen_and_cancelled_with_escape(busy, qtbot):
    status = busy.status
    assert status._progress.isVisible()
    qtbot.waitUntil(lambda: "going on" in status._state.text())
    assert status._progress.value() == 250
    with qtbot.waitSignal(busy.workspace.job_ended) as ended:
        qtbot.keyClick(busy, Qt.Key.Key_Escape)
    assert ended.args == ["cancelled"]
    assert not status._progress.isVisible()
    assert "cancelled" in status._state.text()


@pytest.mark.parametrize(
    "cancel",
    [
        lambda window, qtbot: qtbot.keyClick(window, Qt.Key.Key_Escape),
        lambda window, qtbot: window.status._cancel.click(),
        lambda window, qtbot: window.page(TRAIN).controls.cancel.click(),
    ],
    ids=["Esc", "status line", "Train page"],
)
def test_that_it_is_asked_before_a_training_is_cancelled(busy, qtbot, cancel):
    workspace, asked = busy.workspace, []
    workspace.learning = True
    busy.page(TRAIN).controls.start()
    busy.saving.ask = lambda *words: (asked.append(words), len(asked) > 1)[1]
    cancel(busy, qtbot)
    qtbot.wait(100)
    assert len(asked) == 1
    assert "is lost" in asked[0][1]
    assert workspace.job is not None
    with qtbot.waitSignal(workspace.job_ended) as ended:
        cancel(busy, qtbot)
    assert ended.args == ["cancelled"]


def test_that_a_job_that_began_while_it_was_asked_is_not_cancelled(busy, qtbot):
    workspace, saving = busy.workspace, busy.saving
    workspace.learning = True

    def ask(*_):
        with qtbot.waitSignal(workspace.job_ended):
            workspace.cancel()
        with qtbot.waitSignal(workspace.job_progressed):
            workspace.open_paths(["another.npz"])
        return True

    saving.ask = ask
    saving.cancel()
    qtbot.wait(100)
    assert workspace.job is not None
    assert workspace.job.title == "Reading another.npz"


def test_that_a_job_of_one_step_says_its_title_once(busy):
    title = busy.workspace.job.title
    busy.status._progressed(Progress(0.5, title))
    assert busy.status._state.text() == title


def test_that_closing_at_work_asks_once_and_keeps_running_if_wished(busy, qtbot):
    asked = []

    def keep(*words):
        asked.append(words)
        return False

    busy.saving.ask = keep
    assert not busy.close()
    assert busy.isVisible()
    assert busy.workspace.job is not None
    assert len(asked) == 1
    assert "still running" in asked[0][1]


def test_that_closing_at_work_stops_it_and_waits(busy):
    job = busy.workspace.job
    busy.saving.ask = lambda *_: True
    assert busy.close()
    assert busy.workspace.job is None
    assert job.isFinished()


def test_that_pause_appears_with_training_and_lets_it_wait(busy, qtbot):
    status = busy.status
    assert not status._pause.isVisible()
    busy.workspace.training_viewed.emit([])
    assert status._pause.isVisible()
    status._pause.click()
    assert busy.workspace.job.paused
    assert status._left.text() == "paused"
    status._pause.click()
    assert not busy.workspace.job.paused


def test_that_a_finished_job_leads_to_its_page(make_spectra):
    spectra = make_spectra({"A": 3})
    nothing = Project()
    imported = nothing.with_imported(ImportedSet(spectra))
    corrected = imported.with_corrected(CorrectedSet(spectra, imported.recipe))
    assert page_after(nothing, imported) == CORRECT
    assert page_after(nothing, corrected) == TRAIN
    assert page_after(imported, corrected) == TRAIN
    noticed = replace(corrected, corrected=replace(corrected.corrected, notes=("Look at this.",)))
    assert page_after(imported, noticed) == CORRECT
    assert page_after(corrected, corrected) is None
    augmented = corrected.with_augmentation(type("A", (), {"generated": object()})())
    assert page_after(corrected, augmented) == REVIEW
    assert page_after(augmented, augmented) is None
    assert page_after(nothing, augmented) == REVIEW


def test_that_the_status_line_says_what_is_loaded(window, qtbot, set_file):
    assert window.status.summary() == "No spectra yet"
    read(qtbot, window, set_file({"A": 4}))
    assert window.status.summary() == "4 spectra · 1 class · not exported"
    window.workspace.exported.emit("x.h5")
    window.status.tell("A sentence.")
    assert window.status._state.text() == "A sentence."


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0:00 min"), (190.2, "3:10 min"), (3730.0, "1:02:10")]
)
def test_that_time_left_reads_as_a_clock(seconds, text):
    assert clock(seconds) == text


def test_that_a_simulated_set_is_called_simulated_everywhere(window, qtbot):
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.opening.open_sample("simulated")
    assert "simulated" in window.windowTitle()
    assert "simulated" in window.status.summary()
    correct = window.page(CORRECT)
    assert "simulated" in correct.view.raw.accessibleName()
    assert "simulated" in correct.view.corrected.accessibleName()
    window.show_page(DATA)
    qtbot.waitUntil(lambda: "simulated" in window.page(DATA)._plot.accessibleName())
    shown = [label.text() for label in window.page(DATA).findChildren(QLabel) if label.isVisible()]
    assert "simulated" in shown


def test_that_every_control_has_a_name_for_screen_readers(window, qtbot, set_file):
    read(qtbot, window, set_file({"A": 5, "B": 4}))
    nameless = []
    for number in (DATA, CORRECT):
        window.show_page(number)
        for button in window.page(number).findChildren(QAbstractButton):
            named = button.text() or button.accessibleName() or button.toolTip()
            # Qt's own parts of its views and fields have names of Qt's.
            if not named and not button.objectName().startswith("qt_") and button.isVisible():
                parent = type(button.parent()).__name__
                if parent not in ("SpectraTable", "QLineEdit", "QTableWidget", "ClassTable"):
                    nameless.append((PAGES[number], type(button).__name__, parent))
    assert not nameless


def test_that_the_frame_fits_a_small_screen(window):
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSize().width() <= 1366
    assert window.minimumSize().height() <= 700
