"""The language of the window: the system's, or the one chosen in the View menu."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ..core.errors import RamanGanError
from ..core.resources import resource_path

#: Languages by code, each under its own name. English is what the source is written in.
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}

_SOURCE = "en"

#: Words of Qt's own dialogs that its translations leave out; the program's bring them.
_LEFT_OUT_BY_QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of type:"),
)


def language_of(choice: str) -> str:
    """Give the language that a choice stands for.

    Parameters
    ----------
    choice : str
        A key of :data:`LANGUAGES`, or ``system``.
    """
    if choice in LANGUAGES:
        return choice
    for name in QLocale.system().uiLanguages():
        code = name.replace("-", "_")
        if code in LANGUAGES:
            return code
        # Traditional characters are another matter: zh_Hant and zh_TW stay English.
        if code in ("zh", "zh_Hans") or code.startswith("zh_Hans_"):
            return "zh_CN"
        if code.split("_")[0] == _SOURCE:
            return _SOURCE
    return _SOURCE


def apply_language(choice: str) -> str:
    """Translate all windows made from now on; numbers follow the language's locale.

    Parameters
    ----------
    choice : str
        A key of :data:`LANGUAGES`, or ``system``.

    Returns
    -------
    str
        Code of the language in force.
    """
    app = QCoreApplication.instance()
    code = language_of(choice)
    if choice in LANGUAGES:
        QLocale.setDefault(QLocale(code))
    if app is None or code == _SOURCE:
        return code
    for translator in _translators(code):
        translator.setParent(app)
        app.installTranslator(translator)
    return code


def _translators(code: str) -> list[QTranslator]:
    """Load the program's own words, and Qt's for standard buttons where they are there."""
    found = []
    try:
        own = QTranslator()
        if own.load(str(resource_path("translations", f"ramangan_{code}.qm"))):
            found.append(own)
    except RamanGanError:
        pass
    qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt.load(f"qtbase_{code}", folder):
        found.insert(0, qt)
    return found
