"""Every control says by its tooltip, or by that of its row, what it does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QTabBar, QWidget

from ramangan_gui.gui.flow import PAGES

sys.path.insert(0, str(Path(__file__).parent))

from test_manners import controls, described
from test_manners_dialogs import DIALOGS

#: What these do stands on them.
PLAIN = (
    QDialogButtonBox.ButtonRole.RejectRole,
    QDialogButtonBox.ButtonRole.AcceptRole,
    QDialogButtonBox.ButtonRole.ActionRole,
)


def explained(widget: QWidget) -> bool:
    """Say whether the mouse over a control brings words up; a part shows those of its whole."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.toolTip():
            return True
        above = above.parentWidget()
    return False


def wanting(root: QWidget) -> list[str]:
    found = [w for w in controls(root) if not isinstance(w, QAbstractItemView | QTabBar)]
    return [
        described(w) for w in found
        if not explained(w) and "Plot" not in type(w).__name__ and not is_plain(w)
    ]  # fmt: skip


def is_plain(widget: QWidget) -> bool:
    box = widget.parentWidget()
    return isinstance(box, QDialogButtonBox) and box.buttonRole(widget) in PLAIN


@pytest.mark.parametrize("number", range(len(PAGES)), ids=PAGES)
def test_that_every_control_of_a_page_is_explained(window, opened, number):
    opened({"A": 12, "B": 12})
    window.show_page(number)
    assert not wanting(window.page(number))


@pytest.mark.parametrize("name", DIALOGS)
def test_that_every_control_of_a_dialog_is_explained(qtbot, name):
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    assert not wanting(dialog)
