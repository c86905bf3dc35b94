"""The panel of the Review page: generated spectra, worst first, and the keys that decide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.augmented_set import Generated, Review
from ..numbers import written
from ..sentences import told
from .generated_list import GeneratedList


class DecisionPanel(QWidget):
    """List of one model's spectra with one-key decisions.

    Attributes
    ----------
    decided : Signal(object, object)
        Rows of the generated table, and the :class:`Review` for them.
    judge_asked : Signal()
        The accepted spectra should be judged.
    blind_asked : Signal()
        A blind test should begin.
    refill_asked : Signal()
        Spectra should be drawn in place of rejected ones.
    actions_ : tuple of QAction
        Decisions and steps, with their keys, for the page and the menu.
    """

    decided = Signal(object, object)
    judge_asked = Signal()
    refill_asked = Signal()
    blind_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = GeneratedList()
        self.list.setMinimumHeight(220)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.judge = QPushButton(self.tr("&Judge accepted (after selection)"))
        self.judge.setToolTip(
            self.tr(
                "Makes a second scorecard, of the accepted spectra. They were chosen before they "
                "are judged, so the first scorecard stays the verdict."
            )
        )
        self.judge.clicked.connect(self.judge_asked)
        self.refill = QPushButton(self.tr("&Refill the quota"))
        self.refill.setToolTip(
            self.tr(
                "Draws from the trained models as many spectra as are missing after rejections. "
                "They come undecided, at their places in the list; Ctrl+Z takes them away again."
            )
        )
        self.refill.clicked.connect(self.refill_asked)
        self.blind = QPushButton(self.tr("&Blind test…"))
        self.blind.setToolTip(
            self.tr(
                "Shows measured and generated spectra of the class one by one; you say which is "
                "which. The result goes into the file."
            )
        )
        self.blind.clicked.connect(self.blind_asked)
        self.actions_ = self._make_actions()
        self._lay_out()

    def show_counts(self, generated: Generated | None) -> None:
        """Show how many of all generated spectra are accepted, rejected and open."""
        if generated is None:
            self.counts.clear()
            return
        numbers = [int((generated.review == decision).sum()) for decision in Review]
        text = self.tr("All classes: {0} undecided · {1} accepted · {2} rejected ({3})")
        rate = numbers[Review.REJECTED] / max(len(generated), 1)
        self.counts.setText(text.format(*numbers, written(rate, ".1%")))

    def show_detail(self, generated: Generated | None, row: int | None) -> None:
        """Say in words what there is to know about one spectrum."""
        if generated is None or row is None:
            self.detail.setText(self.tr("No spectrum is selected."))
            return
        place = self.list.rows.tolist().index(row) + 1 if row in self.list.rows else 0
        reason = told(str(generated.reason[row])) or self.tr("the plausibility filter passes it")
        score = generated.quality_score[row]
        text = self.tr("Spectrum {0} of {1}, score {2}: {3}")
        self.detail.setText(text.format(place, len(self.list.rows), written(score, ".2f"), reason))

    def _make_actions(self) -> tuple[QAction, ...]:
        def action(text: str, key: str, tip: str) -> QAction:
            made = QAction(text, self)
            made.setShortcut(QKeySequence(key))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setToolTip(f"{tip} ({made.shortcut().toString()})")
            return made

        made = []
        for decision, text, key, tip in (
            (Review.ACCEPTED, self.tr("Accept"), "A", self.tr("Keep the selected spectra.")),
            (Review.REJECTED, self.tr("Reject"), "R", self.tr("Leave the selected spectra out.")),
            (Review.NONE, self.tr("Undecided"), "U", self.tr("Take the decision back.")),
        ):
            act = action(text, key, tip)
            act.triggered.connect(lambda _=False, decision=decision: self._decide(decision))
            made.append(act)
        for by, text, key, tip in (
            (-1, self.tr("Previous spectrum"), "Left", self.tr("Go one up in the list.")),
            (1, self.tr("Next spectrum"), "Right", self.tr("Go one down in the list.")),
        ):
            act = action(text, key, tip)
            act.triggered.connect(lambda _=False, by=by: self.list.step(by))
            made.append(act)
        return tuple(made)

    def _decide(self, decision: Review) -> None:
        rows = self.list.selected_rows()
        if rows.size:
            self.decided.emit(rows, decision)
            if rows.size == 1:
                self.list.step(1)

    def _lay_out(self) -> None:
        box = QGroupBox(self.tr("Least plausible first"))
        grid = QGridLayout()
        column = QVBoxLayout(box)
        column.addWidget(self.list, 1)
        column.addWidget(self.detail)
        column.addLayout(grid)
        grid.setSpacing(4)
        for column_number in range(6):
            grid.setColumnStretch(column_number, 1)
        # Row, column and width of each button, and its sign.
        places = ((0, 0, 3), (0, 3, 3), (1, 0, 4), (1, 4, 1), (1, 5, 1))
        for act, place, sign in zip(self.actions_, places, "✓✗·←→", strict=True):
            row, left, width = place
            named = self.tr("{0} {1} ({2})").format(sign, act.text(), act.shortcut().toString())
            button = QPushButton(named if width > 1 else sign)
            if width == 1:
                # An arrow needs none of the room that a style gives to words.
                button.setMinimumWidth(3 * button.fontMetrics().averageCharWidth() + 12)
            button.setToolTip(act.toolTip())
            button.setAccessibleName(act.text())
            button.clicked.connect(act.trigger)
            grid.addWidget(button, row, left, 1, width)
        everything = QVBoxLayout(self)
        everything.setContentsMargins(4, 4, 8, 4)
        everything.addWidget(box, 1)
        everything.addWidget(self.counts)
        more = QHBoxLayout()
        everything.addLayout(more)
        more.addWidget(self.refill, 3)
        more.addWidget(self.blind, 2)
        everything.addWidget(self.judge)
