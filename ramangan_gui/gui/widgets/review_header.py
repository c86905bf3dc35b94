"""The line above the plots of the Review page: class and fold in view, and how to choose."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..plain_text import plain
from .brush_bar import BrushBar
from .two_lines import TwoLines


class ReviewHeader(QWidget):
    """Class, fold, whether the data are simulated, what is missing, and the tools to choose.

    Parameters
    ----------
    bar : BrushBar
        Tools to choose spectra in the plots.
    """

    def __init__(self, bar: BrushBar) -> None:
        super().__init__()
        self.classes, self.folds = QComboBox(), QComboBox()
        self.simulated = QLabel(self.tr("simulated"))
        self.simulated.setObjectName("simulated")
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.classes.setAccessibleName(self.tr("Class in view"))
        self.folds.setAccessibleName(self.tr("Fold in view"))
        self.folds.setToolTip(
            self.tr(
                "Each fold has a model of its own, and is judged by the originals held out from it."
            )
        )
        for box in (self.classes, self.folds):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(165)
        # Where the window is narrow, the name of the class gives way: the tooltip has it in full.
        self.folds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.classes.setMinimumContentsLength(6)
        self.classes.setToolTip(self.tr("The class that is looked at."))
        self.classes.currentTextChanged.connect(lambda text: self.classes.setToolTip(plain(text)))
        label, fold = QLabel(self.tr("&Class")), QLabel(self.tr("Fol&d"))
        label.setBuddy(self.classes)
        fold.setBuddy(self.folds)
        first = (label, self.classes, fold, self.folds, self.simulated, self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TwoLines(first, bar, stretched=self.note))
