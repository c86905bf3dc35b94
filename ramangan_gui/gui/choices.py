"""Entries of a menu of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu


def add_choices(
    menu: QMenu, words: Mapping[str, str], chosen: str, choose: Callable[[str], None]
) -> None:
    """Add an entry for each choice; the chosen one is marked.

    Parameters
    ----------
    menu : QMenu
        Gets the entries.
    words : mapping of str to str
        What each choice is called.
    chosen : str
        The present choice.
    choose : callable
        Told the choice whose entry is triggered.
    """
    group = QActionGroup(menu)
    for name, text in words.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(name == chosen)
        action.triggered.connect(lambda _=False, name=name: choose(name))
        group.addAction(action)
