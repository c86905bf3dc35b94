"""Letters that reach a control with Alt: each has one meaning among all that is on show.

Forms come and go, and each gives its own letters; two of the same letter would only move the focus
from one to the other. So what is on show shares them out anew when a page appears, when the project
changes, and when Alt is pressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from .tab_order import parts_in_order
from .turns import in_a_turn

if TYPE_CHECKING:
    from .main_window import MainWindow

#: The letter behind a single ampersand; two of them are one that is shown.
_MARKED = re.compile(r"(?<!&)&(?!&)(\w)")

#: The letter in brackets behind words that have none.
_BRACKETS = re.compile(r"\(&(\w)\)")

#: Where a control keeps the words it was given, and those it got here.
_GIVEN, _SHOWN = "mnemonic_given", "mnemonic_shown"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Mnemonics(QObject):
    """Shares out the letters of a window.

    Parameters
    ----------
    window : MainWindow
        Its menus keep their letters.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waits = False
        window.page_shown.connect(self._later)
        workspace = window.workspace
        for signal in (*workspace.stage_signals, workspace.job_started, workspace.job_ended):
            signal.connect(self._later)
        window.installEventFilter(self)

    def _later(self, *_: object) -> None:
        """Share out when all that a signal starts is done."""
        if not self._waits:
            self._waits = True
            in_a_turn(self, self._share_out_now)

    def _share_out_now(self) -> None:
        self._waits = False
        self.share_out()

    def share_out(self) -> None:
        """Give every control on show a letter of its own, as far as there are letters.

        The page's own button comes first, and has one in any case.
        """
        window = self._window
        taken = {letter_of(action.text()) for action in window.menuBar().actions()}
        primary = window.page(window.current).primary
        if primary.isVisible():
            given = _given(primary)
            free = given if letter_of(given) not in {"", *taken} else with_free_letter(given, taken)
            _show(primary, free)
            taken.add(letter_of(free))
        share_letters((w for w in marked_controls(window) if w is not primary), taken)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out before the letter that follows Alt."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Alt:
                self.share_out()
        return False


def letter_of(text: str) -> str:
    """Give the letter that Alt reaches a control by, in lower case; nothing if it has none."""
    found = _MARKED.search(text)
    return found[1].lower() if found else ""


def marked_controls(root: QWidget) -> Iterator[QWidget]:
    """Give what is on show and has or had a letter, in the order of reading."""
    for part in parts_in_order(root):
        if part.isHidden():
            continue
        leads = isinstance(part, QLabel) and part.buddy() is not None
        if (leads or isinstance(part, QAbstractButton)) and letter_of(_given(part)):
            yield part
        yield from marked_controls(part)


def share_letters(controls: Iterable[QWidget], taken: Iterable[str]) -> None:
    """Give each control its own letter where that is free, else another of its words, else none.

    Parameters
    ----------
    controls : iterable of QWidget
        Buttons and labels; who comes first has the first choice.
    taken : iterable of str
        Letters that others have.
    """
    used = set(taken)
    waiting = []
    for control in controls:
        letter = letter_of(_given(control))
        if letter in used:
            waiting.append(control)
        else:
            used.add(letter)
            _show(control, _given(control))
    for control in waiting:
        words = with_free_letter(_given(control), used)
        used.add(letter_of(words))
        _show(control, words)


def with_free_letter(text: str, used: set[str]) -> str:
    """Mark another letter of a text, or one in brackets behind it; none if all are used.

    Parameters
    ----------
    text : str
        As it is, a letter marked or not.
    used : set of str
        Letters that are not free, in lower case.
    """
    plain = _MARKED.sub(r"\1", _BRACKETS.sub("", text))
    if _BRACKETS.search(text) or not re.search("[A-Za-z]", plain):
        free = next((letter for letter in _LETTERS if letter.lower() not in used), "")
        return f"{plain}(&{free})" if free else plain
    places = [match.start() for match in re.finditer(r"\b[A-Za-z]", plain)]
    places += [match.start() for match in re.finditer(r"[A-Za-z]", plain)]
    for place in places:
        if plain[place].lower() not in used:
            return f"{plain[:place]}&{plain[place:]}"
    return plain


def _given(control: QWidget) -> str:
    """Give the words that the control was made with, or got since from elsewhere."""
    text = str(control.text())  # type: ignore[attr-defined]
    return str(control.property(_GIVEN)) if text == control.property(_SHOWN) else text


def _show(control: QWidget, words: str) -> None:
    given = _given(control)
    if words != control.text():  # type: ignore[attr-defined]
        control.setText(words)  # type: ignore[attr-defined]
    control.setProperty(_GIVEN, given)
    control.setProperty(_SHOWN, words)
