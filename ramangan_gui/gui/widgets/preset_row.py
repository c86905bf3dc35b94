"""The list of presets, and what can be done with recipes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from ...preprocessing.presets import PRESETS
from ...preprocessing.recipe import Recipe
from ..words import said

#: Before the names of the user's own presets in the list.
OWN = "own:"


class PresetRow(QWidget):
    """Presets of the program and of the user, and a menu.

    Attributes
    ----------
    chosen : Signal(str)
        Key of a preset; those of the user begin with :data:`OWN`.
    wanted : Signal(str)
        What the user wants done: ``save``, ``load``, ``keep`` or ``forget``.
    """

    chosen = Signal(str)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._own: dict[str, Recipe] = {}
        self.combo = QComboBox()
        self.combo.setAccessibleName(self.tr("Preset"))
        self.combo.setToolTip(
            self.tr(
                "Sets all steps below at once, as suits a kind of sample; every step can "
                "be changed after it."
            )
        )
        self.combo.setMinimumContentsLength(10)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.activated.connect(self._choose)
        self.menu_button = QToolButton()
        self.menu_button.setText("…")
        self.menu_button.setAccessibleName(self.tr("Save, load and keep recipes"))
        self.menu_button.setToolTip(self.menu_button.accessibleName())
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.combo, 1)
        row.addWidget(self.menu_button)
        self.setFocusProxy(self.combo)
        self.set_own({})

    def set_own(self, presets: Mapping[str, Recipe]) -> None:
        """List the user's presets behind those of the program."""
        self._own = dict(presets)
        key = self.combo.currentData()
        with QSignalBlocker(self.combo):
            self.combo.clear()
            for name, preset in PRESETS.items():
                self.combo.addItem(said(preset.title), name)
            for name in self._own:
                self.combo.addItem(name, OWN + name)
            self.combo.addItem(self.tr("Own settings"), "")
            self.combo.setCurrentIndex(max(self.combo.findData(key), 0))

    def show_recipe(self, recipe: Recipe) -> str:
        """Show which preset a recipe is, and give its explanation."""
        key = self.preset_of(recipe)
        self.combo.setCurrentIndex(self.combo.findData(key))
        self._forget.setEnabled(key.startswith(OWN))
        if key.startswith(OWN):
            return self.tr("Your preset {0}.").format(key.removeprefix(OWN))
        return PRESETS[key].explanation if key else self.tr("Your own settings.")

    def preset_of(self, recipe: Recipe) -> str:
        """Give the key of the preset that a recipe is, apart from its range; empty for none."""
        known = {key: preset.recipe for key, preset in PRESETS.items()}
        known |= {OWN + name: own for name, own in self._own.items()}
        for key, preset in known.items():
            if preset.with_step("axis", recipe.axis) == recipe:
                return key
        return ""

    def recipe_of(self, key: str) -> Recipe:
        """Give the recipe of a preset."""
        return self._own[key.removeprefix(OWN)] if key.startswith(OWN) else PRESETS[key].recipe

    @property
    def own_name(self) -> str:
        """Name of the user's preset that is shown, empty where it is none."""
        key = str(self.combo.currentData() or "")
        return key.removeprefix(OWN) if key.startswith(OWN) else ""

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for what, text in (
            ("save", self.tr("&Save the recipe as a file…")),
            ("load", self.tr("&Load a recipe…")),
            ("keep", self.tr("&Keep as a preset…")),
            ("forget", self.tr("&Remove this preset")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, what=what: self.wanted.emit(what))
        self._forget = menu.actions()[-1]
        return menu

    @Slot(int)
    def _choose(self, _: int) -> None:
        key = self.combo.currentData()
        if key:
            self.chosen.emit(key)
