"""The panel of the Train page: method, amounts, held-out part, and what they come to."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGroupBox, QLabel, QToolButton, QVBoxLayout, QWidget

from ...augmentation.augmenters import AUGMENTERS
from ...workflow.plan import Plan
from ..training_log import ClassPlan
from ..words import said
from .class_plan_table import ClassPlanTable, plan_warnings
from .parameter_form import ParameterForm

#: Split parameters that matter only with these schemes.
_SPLIT_ROWS = {"folds": ("folds", "refit"), "fraction": ("holdout",)}


class PlanPanel(QWidget):
    """Forms for everything that a plan holds.

    Attributes
    ----------
    edited : Signal(str, object)
        Path of the parameter, such as ``augment.per_class``, and the wanted value.
    """

    edited = Signal(str, object)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.augment = ParameterForm(plan.augment)
        self.split = ParameterForm(plan.split)
        # The choices are sentences: they need the whole width.
        for rows in self.split.findChildren(QFormLayout):
            rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.method = ParameterForm(plan.method)
        self.table = ClassPlanTable()
        self.warnings = QLabel()
        self.warnings.setWordWrap(True)
        self.warnings.setObjectName("warnings")
        self.warnings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.changed_note = QLabel(self.tr("Some of these parameters differ from the preset."))
        self.changed_note.setWordWrap(True)
        self.changed_note.setObjectName("muted")
        self._lay_out()
        for form, section in (
            (self.augment, "augment"),
            (self.split, "split"),
            (self.method, ""),
        ):
            form.edited.connect(
                lambda name, value, _, section=section: self._tell(section, name, value)
            )
        self._plan = plan
        self.set_plan(plan)

    def set_plan(self, plan: Plan) -> None:
        """Show another plan."""
        self._plan = plan
        self.augment.set_params(plan.augment)
        self.split.set_params(plan.split)
        self.method.set_params(plan.method)
        self.augment.set_row_visible("per_class", plan.augment.amount == "per_class")
        for name, schemes in _SPLIT_ROWS.items():
            self.split.set_row_visible(name, plan.split.scheme in schemes)
        augmenter = AUGMENTERS[plan.augment.augmenter]
        self.description.setText(said(augmenter.description))
        self.method_button.setText(self.tr("Parameters of {0}").format(said(augmenter.title)))
        preset = getattr(augmenter.params, "preset", None)
        differs = preset is not None and preset(plan.augment.preset) != plan.method
        self.changed_note.setVisible(differs)

    def show_classes(self, plans: Sequence[ClassPlan]) -> None:
        """Show what the plan comes to for each class."""
        self.table.show_plans(plans)
        sentences = plan_warnings(plans, self._plan.split.scheme)
        self.warnings.setText("<br>".join(f"⚠ {html.escape(s)}" for s in sentences))
        self.warnings.setVisible(bool(sentences))

    def refuse(self, section: str, sentence: str) -> None:
        """Say why a value cannot be taken, beside the form it was typed into."""
        form = {"augment": self.augment, "split": self.split}.get(section, self.method)
        form.refuse(sentence)

    def _tell(self, section: str, name: str, value: object) -> None:
        self.edited.emit(f"{section or self._plan.augment.augmenter}.{name}", value)

    def _lay_out(self) -> None:
        self.description = QLabel()
        self.description.setWordWrap(True)
        self.description.setObjectName("muted")
        what = QGroupBox(self.tr("What is generated"))
        column = QVBoxLayout(what)
        for widget in (self.augment, self.description, self.table, self.warnings):
            column.addWidget(widget)
        judges = QGroupBox(self.tr("What judges it"))
        QVBoxLayout(judges).addWidget(self.split)
        self.method_button = QToolButton()
        self.method_button.setCheckable(True)
        self.method_button.setAutoRaise(True)
        self.method_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.method_button.setToolTip(self.tr("For those who know the method; presets serve most."))
        self.method_button.toggled.connect(self._open_method)
        everything = QVBoxLayout(self)
        everything.setContentsMargins(4, 4, 8, 4)
        for part in (what, judges, self.method_button, self.changed_note, self.method):
            everything.addWidget(part)
        everything.addStretch(1)
        self._open_method(False)

    def _open_method(self, shown: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow
        self.method_button.setArrowType(arrow)
        self.method.setVisible(shown)
