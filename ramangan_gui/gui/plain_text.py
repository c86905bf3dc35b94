"""Texts from data, shown as they are: a name is no markup, and no picture is fetched for it."""

from __future__ import annotations

import html
import re

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel


def plain(text: str) -> str:
    """Give text for a tooltip that shows as it is, even where it looks like markup."""
    return html.escape(text) if Qt.mightBeRichText(text) else text


def plain_label(text: str = "") -> QLabel:
    """Make a label that shows whatever text it is given as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def breakable(text: str) -> str:
    """Let a line end within long names of files and modules, which have no blanks."""
    return re.sub(r"(?<=[\w/\\])([._/\\])(?=\w)", "\\1\u200b", text)
