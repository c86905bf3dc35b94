"""The scorecard: per class a verdict in words, its reasons, and every figure with its interval."""

from __future__ import annotations

import html

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...core.scorecard import ClassScore, Scorecard
from ..sentences import told
from .figures_table import FiguresTable
from .verdict_badge import verdict_icon, verdict_meaning, verdict_word
from .verdict_list import VerdictList


class ScorecardView(QWidget):
    """Shows the verdict on each class, before review and after selection.

    Attributes
    ----------
    class_picked : Signal(str)
        The user chose a class in the list of verdicts.
    """

    class_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: Scorecard | None = None
        self._after: Scorecard | None = None
        self._label: str | None = None
        self._generated = False
        self._make_widgets()
        self._lay_out()
        self._refill()

    def set_scorecards(
        self, before: Scorecard | None, after: Scorecard | None = None, generated: bool = True
    ) -> None:
        """Show other scorecards.

        Parameters
        ----------
        before : Scorecard, optional
            The verdict, of the spectra drawn before review.
        after : Scorecard, optional
            Figures of the accepted spectra.
        generated : bool
            Whether there are generated spectra at all.
        """
        if (before, after, generated) == (self._before, self._after, self._generated):
            return
        self._generated = generated
        fresh = after is not None and after is not self._after
        self._before, self._after = before, after
        self.which.setVisible(after is not None)
        if after is None or fresh:
            # Everything is filled once, below.
            with QSignalBlocker(self.which):
                self.which.setCurrentIndex(1 if fresh else 0)
        self._refill()

    def show_class(self, label: str | None) -> None:
        """Show the figures of one class."""
        self._label = label
        self._refill()

    @property
    def shown(self) -> Scorecard | None:
        """The scorecard in view."""
        return self._after if self.which.currentIndex() == 1 and self._after else self._before

    # -- building ---------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.which = QComboBox()
        self.which.addItems(
            [
                self.tr("The verdict"),
                self.tr("After selection"),
            ]
        )
        self.which.hide()
        self.which.setAccessibleName(self.tr("Which scorecard is shown"))
        self.which.setToolTip(
            self.tr(
                "The verdict is that of spectra drawn before review; the other scorecard is of "
                "the spectra that were accepted."
            )
        )
        self.which.currentIndexChanged.connect(lambda _: self._refill())
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.overall = QLabel()
        self.overall.setWordWrap(True)
        self.classes = VerdictList()
        self.classes.setAccessibleName(self.tr("Verdicts of the classes"))
        self.classes.setIconSize(QSize(18, 18))
        self.classes.setMinimumWidth(60)
        self.classes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.classes.setWordWrap(True)
        self.classes.chosen.connect(self._picked)
        self.sign = QLabel()
        self.verdict = QLabel()
        self.verdict.setObjectName("verdict")
        self.verdict.setWordWrap(True)
        self.reasons = QLabel()
        self.reasons.setWordWrap(True)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figures = FiguresTable()
        self.table = self.figures.table

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(90)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.overall)
        column.addWidget(self.classes, 1)
        column.addWidget(self.which)
        middle = QWidget()
        words = QVBoxLayout(middle)
        words.setContentsMargins(4, 0, 4, 0)
        words.setSpacing(3)
        head = QHBoxLayout()
        words.addLayout(head)
        head.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        words.addWidget(self.reasons, 1)
        scroll = QScrollArea()
        scroll.setWidget(middle)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(150)
        for label in (self.verdict, self.reasons):
            label.setMinimumWidth(60)  # Qt would ask for more, and less will do
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (left, scroll, self.figures):
            splitter.addWidget(widget)
        splitter.setSizes([122, 235, 355])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setStretchFactor(2, 1)
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    # -- filling ----------------------------------------------------------------------------

    def _refill(self) -> None:
        card = self.shown
        self.classes.show_verdicts(card.classes if card else {}, self._label)
        self.overall.setText(self._overall(card))
        self._fill_class(card)

    def _overall(self, card: Scorecard | None) -> str:
        if card is None and not self._generated:
            return self.tr("No verdict yet.")
        if card is None:
            return self.tr("No verdict: nothing was held out to judge by.")
        word = html.escape(verdict_word(card.verdict))
        if card.after_selection:
            return self.tr("After selection, all classes: <b>{0}</b>").format(word)
        return self.tr("All classes: <b>{0}</b>").format(word)

    def _fill_class(self, card: Scorecard | None) -> None:
        score = card.classes.get(self._label or "") if card else None
        if score is None:
            self.sign.clear()
            self.verdict.setText(
                self.tr(
                    "<b>{0}</b>: no spectra were generated, so there is nothing to judge."
                ).format(html.escape(self._label))
                if card and self._label
                else ""
            )
            self.reasons.clear()
            self.figures.show_score(None)
            return
        self.sign.setPixmap(verdict_icon(score.verdict, 26).pixmap(26, 26))
        head = self.tr("<b>{0}: {1}.</b> {2}")
        self.verdict.setText(
            head.format(
                html.escape(self._label or ""),
                html.escape(verdict_word(score.verdict)),
                html.escape(verdict_meaning(score.verdict)),
            )
        )
        self.reasons.setText(self._reasons(score, card is not None and card.after_selection))
        self.figures.show_score(score)

    def _reasons(self, score: ClassScore, after_selection: bool) -> str:
        lines = "".join(f"<li>{html.escape(told(reason))}</li>" for reason in score.reasons)
        compared = self.tr(
            "In all folds together, {0} held-out originals were compared with {1} generated "
            "spectra, each fold by itself."
        ).format(score.n_original, score.n_generated)
        if after_selection:
            compared += " " + self.tr(
                "These spectra were chosen before they were judged, so this is not the verdict."
            )
        start = '<ul style="margin-left: -22px; margin-top: 0">'
        return f"{start}{lines}</ul><p>{html.escape(compared)}</p>"

    @Slot(str)
    def _picked(self, label: str) -> None:
        if label != self._label:
            self.class_picked.emit(label)
