"""The undo stack: what is taken back, made again, merged and forgotten."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from ramangan_gui.gui.undo import Change, UndoStack
from ramangan_gui.workflow.project import Project


class Holder:
    """Keeps the present snapshot, and how often it was announced."""

    def __init__(self) -> None:
        self.now = Project()
        self.announced: list[str] = []
        self.stack = UndoStack(self.take)

    def take(self, project, announce) -> None:
        self.now = project
        announce()

    def change(self, folder: str, merge: str = "") -> None:
        """Give the project another folder."""
        after = replace(self.now, import_options={"folder": folder})
        text = f"Set {folder}"
        self.stack.push(Change(text, self.now, after, lambda: self.announced.append(folder), merge))

    @property
    def folder(self) -> object:
        return self.now.import_options.get("folder")


@pytest.fixture
def holder(qapp: QObject) -> Holder:
    """A holder with an empty stack."""
    return Holder()


def test_that_changes_are_taken_back_and_made_again_in_order(holder):
    for folder in "abc":
        holder.change(folder)
    seen = []
    for _ in range(3):
        holder.stack.undo()
        seen.append(holder.folder)
    assert seen == ["b", "a", None]
    for _ in range(3):
        holder.stack.redo()
        seen.append(holder.folder)
    assert seen[3:] == ["a", "b", "c"]
    assert holder.announced == list("abccbaabc")


def test_that_an_empty_stack_does_nothing(holder):
    holder.stack.undo()
    holder.stack.redo()
    assert holder.announced == []
    assert (holder.stack.undo_text, holder.stack.redo_text) == ("", "")


def test_that_a_new_change_ends_what_was_undone(holder):
    for folder in "abc":
        holder.change(folder)
    holder.stack.undo()
    holder.stack.undo()
    holder.change("d")
    assert [change.text for change in holder.stack] == ["Set a", "Set d"]
    holder.stack.redo()
    assert holder.folder == "d"


def test_that_a_drag_is_one_step(holder):
    holder.change("a")
    for folder in ("b1", "b2", "b3"):
        holder.change(folder, merge="b")
    holder.change("c1", merge="c")
    assert len(holder.stack) == 3
    holder.stack.undo()
    assert holder.folder == "b3"
    holder.stack.undo()
    assert holder.folder == "a"
    holder.stack.redo()
    assert holder.folder == "b3"


def test_that_forgetting_keeps_what_is_in_force(holder):
    holder.change("a")
    holder.stack.clear()
    assert (len(holder.stack), holder.stack.done, holder.folder) == (0, 0, "a")


def test_that_what_is_amended_is_neither_taken_back_nor_lost(holder):
    holder.change("a")
    holder.change("b")
    holder.stack.undo()
    holder.stack.amend(lambda project: replace(project, exported_to="found"))
    holder.stack.redo()
    assert (holder.folder, holder.now.exported_to) == ("b", "found")
    holder.stack.undo()
    assert (holder.folder, holder.now.exported_to) == ("a", "found")


def test_that_the_menu_says_what_it_would_do(holder, qtbot):
    owner = QObject()
    undo, redo = holder.stack.make_actions(owner, "&Undo", "&Redo")
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    holder.change("a")
    assert (undo.text(), undo.isEnabled()) == ("&Undo Set a", True)
    undo.trigger()
    assert holder.folder is None
    assert (undo.text(), redo.text()) == ("&Undo", "&Redo Set a")
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    redo.trigger()
    assert holder.folder == "a"


def test_that_a_stack_that_nobody_holds_is_collected_with_its_changes(qapp):
    gone = []
    for _ in range(200):
        made = Holder()
        for folder in "abcd":
            made.change(folder, merge=folder if folder > "b" else "")
        made.stack.undo()
        gone.append(weakref.ref(made))
        del made
    gc.collect()
    assert not any(ref() for ref in gone)
