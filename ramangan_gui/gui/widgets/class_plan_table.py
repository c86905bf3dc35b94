"""What the plan adds to every class, as a small table with warnings in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..plain_text import plain
from ..training_log import FEW_SPECTRA, ClassPlan

#: More rows than this scroll.
_MOST_ROWS = 8


class ClassPlanTable(QTableWidget):
    """One row a class: measured, to be generated, both together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setAccessibleName(self.tr("What is added to each class"))
        self.setHorizontalHeaderLabels(
            [self.tr("Class"), self.tr("Now"), self.tr("+ New"), self.tr("= Total")]
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_plans([])

    def show_plans(self, plans: Sequence[ClassPlan]) -> None:
        """Show what is planned for each class."""
        self.setRowCount(len(plans))
        for row, plan in enumerate(plans):
            added = plan.total - plan.n_originals
            texts = (plan.label, str(plan.n_originals), f"+{added}", str(plan.total))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(plain(_tooltip(plan)))
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(row, column, item)
        rows = min(len(plans), _MOST_ROWS)
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(height + rows * self.verticalHeader().defaultSectionSize())


def plan_warnings(plans: Sequence[ClassPlan], scheme: str) -> list[str]:
    """Say in plain words what the user should know before he trains.

    Parameters
    ----------
    plans : sequence of ClassPlan
        What is planned for each class.
    scheme : str
        How originals are held out (``SplitParams.scheme``).
    """
    sentences = []
    for plan in plans:
        if not plan.wanted:
            continue
        if not plan.folds:
            text = QCoreApplication.translate(
                "ClassPlan",
                "{0}: {1} training spectra are too few to learn from; nothing will be generated.",
            )
            sentences.append(text.format(plan.label, plan.n_training))
            continue
        if plan.n_training < FEW_SPECTRA:
            text = QCoreApplication.translate(
                "ClassPlan",
                "{0}: a model sees only {1} spectra. Below {2}, expect little variety and a "
                "verdict that cannot be sure.",
            )
            sentences.append(text.format(plan.label, plan.n_training, FEW_SPECTRA))
        if plan.within_specimen:
            text = QCoreApplication.translate(
                "ClassPlan",
                "{0}: there are fewer groups than folds, so single spectra are held out. The "
                "verdict will hold within one specimen only.",
            )
            sentences.append(text.format(plan.label))
    if scheme == "all":
        sentences.append(
            QCoreApplication.translate(
                "ClassPlan",
                "Nothing is held out, so there will be no verdict on the generated spectra.",
            )
        )
    return sentences


def _tooltip(plan: ClassPlan) -> str:
    if not plan.wanted:
        return QCoreApplication.translate(
            "ClassPlan", "{0} is as large as the largest class; nothing is added."
        ).format(plan.label)
    if not plan.folds:
        return QCoreApplication.translate(
            "ClassPlan", "{0}: too few spectra to learn from."
        ).format(plan.label)
    return QCoreApplication.translate(
        "ClassPlan", "{0}: {1} models; each sees at least {2} of the {3} spectra."
    ).format(plan.label, len(plan.folds), plan.n_training, plan.n_originals)
