"""Light and dark, and the colours of plots.

Colours of curves and points are those of Okabe and Ito, which people with any of the common
colour-vision deficiencies can tell apart; whatever they mean is said by shape or by name as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ..core.resources import resource_path
from .focus_mark import FocusMark

#: Choices of the View menu.
THEMES = ("system", "light", "dark")

#: Symbols of pyqtgraph for what was measured and what was generated.
ORIGINAL_SYMBOL, GENERATED_SYMBOL = "o", "d"

_CLASSES = ("#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#0072B2", "#D55E00", "#999999", "#F0E442")

#: Pale yellow cannot be seen on white; this is the same hue, darker.
_YELLOW_ON_LIGHT = "#B3A400"


@dataclass(frozen=True)
class PlotColours:
    """Colours that plots take from the theme, as ``#rrggbb``.

    Parameters
    ----------
    background, foreground, grid : str
        Canvas, axes and their text, grid lines.
    original, generated : str
        Measured and generated spectra, the same on every page.
    raw, baseline, corrected : str
        Curves of the Correct page.
    highlight : str
        What is selected.
    muted : str
        What stands in the background.
    """

    background: str
    foreground: str
    grid: str
    original: str
    generated: str
    raw: str
    baseline: str
    corrected: str
    highlight: str
    muted: str


_LIGHT = PlotColours(
    background="#ffffff",
    foreground="#303030",
    grid="#c8c8c8",
    original="#0072B2",
    generated="#D55E00",
    raw="#555555",
    baseline="#D55E00",
    corrected="#0072B2",
    highlight="#000000",
    muted="#9a9a9a",
)
_DARK = PlotColours(
    background="#1b1d20",
    foreground="#d6d6d6",
    grid="#4a4d52",
    original="#56B4E9",
    generated="#E8772E",
    raw="#b5b5b5",
    baseline="#E8772E",
    corrected="#56B4E9",
    highlight="#ffffff",
    muted="#777b80",
)

_ROLES = QPalette.ColorRole
_PALETTES = {
    False: {
        _ROLES.Window: "#f3f4f6", _ROLES.WindowText: "#1c1e21", _ROLES.Base: "#ffffff",
        _ROLES.AlternateBase: "#f0f2f5", _ROLES.Text: "#1c1e21", _ROLES.Button: "#e9ebee",
        _ROLES.ButtonText: "#1c1e21", _ROLES.BrightText: "#b00020", _ROLES.ToolTipBase: "#ffffff",
        _ROLES.ToolTipText: "#1c1e21", _ROLES.Highlight: "#0b62a8",
        _ROLES.HighlightedText: "#ffffff", _ROLES.Link: "#0b62a8", _ROLES.LinkVisited: "#6a4c93",
        _ROLES.PlaceholderText: "#6b7076", _ROLES.Accent: "#0b62a8",
    },
    True: {
        _ROLES.Window: "#26282c", _ROLES.WindowText: "#e6e6e6", _ROLES.Base: "#1b1d20",
        _ROLES.AlternateBase: "#212327", _ROLES.Text: "#e6e6e6", _ROLES.Button: "#34373c",
        _ROLES.ButtonText: "#e6e6e6", _ROLES.BrightText: "#ff8a80", _ROLES.ToolTipBase: "#34373c",
        _ROLES.ToolTipText: "#e6e6e6", _ROLES.Highlight: "#2f7fc1",
        _ROLES.HighlightedText: "#ffffff", _ROLES.Link: "#6db3f2", _ROLES.LinkVisited: "#b79ae0",
        _ROLES.PlaceholderText: "#9a9da2", _ROLES.Accent: "#2f7fc1",
    },
}  # fmt: skip
_GREYED = {False: "#8b8f95", True: "#7c8086"}

#: Edges of check boxes; Fusion's are darker than the window and vanish in the dark.
_EDGE = {False: "#767b82", True: "#9a9da2"}

_STYLE = """
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {{
    width: 13px; height: 13px; border: 1px solid {edge}; border-radius: 3px; background: {base}; }}
QCheckBox::indicator:hover, QGroupBox::indicator:hover {{ border-color: {focus}; }}
QCheckBox::indicator:focus, QGroupBox::indicator:focus {{ border: 2px solid {link}; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url({tick}); }}
QCheckBox::indicator:disabled, QGroupBox::indicator:disabled,
QAbstractItemView::indicator:disabled {{ border-color: {off_text}; background: {off}; }}
QFrame#callout {{ background: {tip}; border: 2px solid {link}; border-radius: 6px; }}
QLabel#callout-title {{ font-weight: bold; font-size: 11pt; }}
QPushButton#primary {{ background: {accent}; color: #ffffff; border: 1px solid {accent};
    border-radius: 4px; padding: 6px 12px; font-weight: bold; }}
QPushButton#primary:hover {{ background: {hover}; }}
QPushButton#primary:focus {{ border: 2px solid {focus}; }}
QPushButton#primary:disabled {{ background: {off}; color: {off_text}; border-color: {off}; }}
QPushButton:checked, QToolButton[autoRaise="false"]:checked {{
    background: {accent}; color: #ffffff; border: 1px solid {focus};
    border-radius: 3px; padding: 2px 7px; }}
QPushButton:checked:focus, QToolButton[autoRaise="false"]:checked:focus {{
    border: 2px solid {link}; padding: 1px 6px; }}
QLabel#hint, QLabel#muted {{ color: {muted}; }}
QLabel#heading {{ font-size: 15pt; font-weight: bold; }}
QLabel#error {{ color: {error}; }}
QLabel#simulated {{ color: #000000; background: #F0E442; border-radius: 3px;
    padding: 1px 6px; font-weight: bold; }}
"""


class _Theme(QObject):
    """Holds which theme is in force and tells when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "system"
        self.dark = False
        self.listening: QApplication | None = None

    @Slot()
    def follow(self) -> None:
        """Take over the system's scheme where the user left the choice to it."""
        if self.name == "system":
            _put_on(_system_is_dark())


_theme = _Theme()

#: Emitted when the colours have changed; redraw what does not follow the palette.
changed = _theme.changed


def apply_theme(name: str = "system") -> None:
    """Give the whole program a theme.

    Parameters
    ----------
    name : {"system", "light", "dark"}
        With ``system`` the program follows the desktop, also when that changes.

    Raises
    ------
    ValueError
        If there is no such theme.
    """
    if name not in THEMES:
        raise ValueError(f"Theme must be one of {', '.join(THEMES)}; got {name!r}.")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if _theme.listening is not app:
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(_theme.follow)
        FocusMark(app)
        _theme.listening = app
    _theme.name = name
    # Window frames drawn by the system follow this; unknown means: as the system likes.
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    app.styleHints().setColorScheme(scheme.get(name, Qt.ColorScheme.Unknown))
    _put_on(_system_is_dark() if name == "system" else name == "dark")


def current() -> str:
    """Give the name of the theme that was chosen."""
    return _theme.name


def is_dark() -> bool:
    """Say whether the program is dark now."""
    return _theme.dark


def plot_colours() -> PlotColours:
    """Give the colours of plots in the theme that is in force."""
    return _DARK if _theme.dark else _LIGHT


def class_colour(number: int) -> QColor:
    """Give the colour of the class at place `number`; colours repeat after eight.

    Parameters
    ----------
    number : int
        Place in ``Spectra.classes``.
    """
    name = _CLASSES[number % len(_CLASSES)]
    if name == "#F0E442" and not _theme.dark:
        name = _YELLOW_ON_LIGHT
    return QColor(name)


def colour(role: str | int | QColor) -> QColor:
    """Give a colour by its role, so that it can follow the theme.

    Parameters
    ----------
    role : str, int or QColor
        A field of :class:`PlotColours`, the number of a class, or a fixed colour (``#rrggbb``).
    """
    if isinstance(role, QColor):
        return role
    if isinstance(role, int):
        return class_colour(role)
    return QColor(getattr(plot_colours(), role, role))


def _system_is_dark() -> bool:
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _put_on(dark: bool) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _theme.dark = dark
    palette = QPalette()
    for role, name in _PALETTES[dark].items():
        palette.setColor(role, QColor(name))
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_GREYED[dark]))
    app.setPalette(palette)
    app.setStyleSheet(_style(dark))
    _theme.changed.emit()


def _style(dark: bool) -> str:
    palette = _PALETTES[dark]
    accent = QColor(palette[_ROLES.Accent])
    return _STYLE.format(
        accent=accent.name(),
        hover=accent.lighter(115).name(),
        focus=palette[_ROLES.WindowText],
        link=palette[_ROLES.Link],
        base=palette[_ROLES.Base],
        tip=palette[_ROLES.ToolTipBase],
        edge=_EDGE[dark],
        tick=resource_path("icons", "tick.svg").as_posix(),
        off=palette[_ROLES.Button],
        off_text=_GREYED[dark],
        muted=palette[_ROLES.PlaceholderText],
        error=palette[_ROLES.BrightText],
    )
