"""What PySide6 looks for in every module, and need not here."""

from __future__ import annotations

import sys


def look_for_no_features() -> None:
    """Have PySide6 read no source; to be called between the import of Qt and that of the rest.

    It would open and read the source of every module imported after it, several hundred before
    the first window, to see whether it names PySide6 and might ask for other names of Qt's
    functions (``from __feature__ import ...``). No module here does, so each is answered for
    unread. Where PySide6 knows no such search, nothing changes.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _names_qt_as_usual


def _names_qt_as_usual(module: object) -> bool:
    """Say that a module may use PySide6, which then has it see the usual names."""
    return True
