"""Two runs side by side: verdicts, every figure, and their scores on the same components."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...augmentation.augmenters import AUGMENTERS
from ...core.scorecard import MetricValue
from ...quality.metrics import METRICS
from ...workflow.compare import Run, RunComparison
from ..geometry import size_on_screen
from ..numbers import written
from ..plain_text import plain
from ..sentences import told
from ..words import said
from .figures_table import figure_texts, figure_title
from .scatter_plot import ScatterPlot
from .verdict_badge import verdict_word

_SIGNS = {"pass": "✓", "doubtful": "!", "inconclusive": "?", "fail": "✗"}


class CompareDialog(QDialog):
    """Chooses what to compare with, and shows both.

    Parameters
    ----------
    present : str
        Name of the present run's augmenter.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    train_asked : Signal(str)
        Another augmenter should be trained and compared.
    file_asked : Signal(str)
        A file should be compared.
    """

    train_asked = Signal(str)
    file_asked = Signal(str)

    def __init__(self, present: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare runs"))
        self.resize(size_on_screen(1040, 620))
        self._found: RunComparison | None = None
        self.augmenters, self.classes = QComboBox(), QComboBox()
        for name, augmenter in AUGMENTERS.items():
            if name != present:
                self.augmenters.addItem(said(augmenter.title), name)
                last = self.augmenters.count() - 1
                tip = Qt.ItemDataRole.ToolTipRole
                self.augmenters.setItemData(last, said(augmenter.description), tip)
        self.augmenters.setAccessibleName(self.tr("Augmenter to compare with"))
        self.classes.setAccessibleName(self.tr("Class in view"))
        self.train = QPushButton(self.tr("&Train and compare"))
        self.open_file = QPushButton(self.tr("Compare with a &file…"))
        self.augmenters.setToolTip(
            self.tr("What makes the other generated spectra; each entry says how.")
        )
        self.classes.setToolTip(self.tr("Class whose figures and scores are shown."))
        self.train.setToolTip(
            self.tr(
                "Trains the chosen augmenter on the same folds and judges it by the same "
                "originals; takes as long as a training."
            )
        )
        self.open_file.setToolTip(
            self.tr(
                "Takes the generated spectra of another exported file or project instead "
                "of training."
            )
        )
        self._about = self.tr(
            "Trains the chosen augmenter on the same folds, or reads another result made from the "
            "same corrected spectra and folds; both are judged by the same held-out originals. "
            "The project stays as it is; the other verdict is noted in its record."
        )
        self.summary = QLabel(self._about)
        self.summary.setWordWrap(True)
        self.table = QTableWidget(0, 6)
        self.plots = (ScatterPlot(self.tr("Scores, this run")), ScatterPlot(self.tr("Scores")))
        self.names = (QLabel(), QLabel())
        self._lay_out()
        self.train.clicked.connect(lambda: self.train_asked.emit(self.augmenters.currentData()))
        self.open_file.clicked.connect(self._choose_file)
        self.classes.activated.connect(self._show_class)

    @Slot(object)
    def follow_job(self, job: object) -> None:
        """Let nothing be begun while a job runs; a word instead of a job says that it ended."""
        busy = job is not None and not isinstance(job, str)
        if busy:
            self.summary.setText(
                self.tr("At work; the foot of the main window shows how far, and cancels.")
            )
        elif self._found is None:
            self.summary.setText(self._about)
        else:
            self.show_comparison(self._found)
        self.train.setEnabled(not busy)
        self.open_file.setEnabled(not busy)
        self.augmenters.setEnabled(not busy)

    @Slot(object)
    def show_comparison(self, found: RunComparison) -> None:
        """Show two runs."""
        self._found = found
        self.room.hide()
        for part in (self.views, self.label, self.classes):
            part.show()
        text = self.tr("All classes: <b>{0}</b> – {1}; <b>{2}</b> – {3}.").format(
            html.escape(found.first.name),
            self._signed(found.first.scorecard.verdict),
            html.escape(found.second.name),
            self._signed(found.second.scorecard.verdict),
        )
        messages = [told(message) for message in found.second.messages]
        notes = " ".join(html.escape(message) for message in self._in_short(messages))
        self.summary.setText(f"{text} <small>{notes}</small>" if notes else text)
        self.summary.setToolTip(plain("\n".join(messages)))
        self.classes.clear()
        labels = [*found.first.scorecard.classes, *found.second.scorecard.classes]
        self.classes.addItems(list(dict.fromkeys(labels)))
        self._show_class()

    # -- building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top, second = QHBoxLayout(), QHBoxLayout()
        everything = QVBoxLayout(self)
        everything.addLayout(top)
        everything.addLayout(second)
        for widget in (QLabel(self.tr("Compare with")), self.augmenters, self.train):
            top.addWidget(widget)
        top.addWidget(QLabel(self.tr("or")))
        top.addWidget(self.open_file)
        top.addStretch(1)
        label = self.label = QLabel(self.tr("&Class"))
        label.setBuddy(self.classes)
        second.addWidget(label)
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        second.addWidget(self.classes, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.summary, 1)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(self.tr("Figures of both runs"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        right = QSplitter(Qt.Orientation.Vertical)
        for name, plot in zip(self.names, self.plots, strict=True):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(name)
            column.addWidget(plot, 1)
            right.addWidget(part)
        both = self.views = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(right)
        both.setSizes([660, 380])
        both.setChildrenCollapsible(False)
        everything.addWidget(both, 1)
        self.room = QWidget()
        everything.addWidget(self.room, 1)
        for part in (both, label, self.classes):
            part.hide()

    @Slot()
    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Compare with a file"), "", self.tr("HDF5 (*.h5 *.hdf5 *.nxs *.rgan)")
        )
        if path:
            self.file_asked.emit(path)

    # -- showing ----------------------------------------------------------------------------

    @Slot()
    def _show_class(self) -> None:
        found, label = self._found, self.classes.currentText()
        if found is None:
            return
        runs = (found.first, found.second)
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Figure"),
                runs[0].name,
                self.tr("As real?"),
                runs[1].name,
                self.tr("As real?"),
                self.tr("Real vs real"),
            ]
        )
        scores = [run.scorecard.classes.get(label) for run in runs]
        names = dict.fromkeys(n for score in scores if score for n in score.metrics)
        self.table.setRowCount(len(names))
        for row, name in enumerate(names):
            figures = [s.metrics.get(name, MetricValue()) if s else MetricValue() for s in scores]
            self._fill_row(row, name, figures)
        for run, head in zip(runs, self.names, strict=True):
            head.setText(self._head(run, label))
        points = found.points.get(label)
        for number, plot in enumerate(self.plots):
            if points is None:
                nothing = np.empty((0, 2))
                plot.show_points(nothing, nothing, "", "")
                continue
            name = self.tr("PC {0} ({1} % of variance)")
            titles = [
                name.format(i, written(100 * share, ".1f"))
                for i, share in enumerate(points.shares.tolist(), 1)
            ]
            plot.show_points(points.original, (points.first, points.second)[number], *titles)

    def _fill_row(self, row: int, name: str, figures: list[MetricValue]) -> None:
        metric = METRICS.get(name)
        values = [figure_texts(name, figure) for figure in figures]
        # The interval is of originals alone, the same for both.
        intervals = [interval for _, interval, _ in values if interval != "–"]
        texts = [figure_title(name)]
        for value, _, answer in values:
            texts += [value, answer]
        texts.append(intervals[0] if intervals else "–")
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(f"{text}\n{said(metric.description)}" if metric else "")
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, column, item)

    def _head(self, run: Run, label: str) -> str:
        score = run.scorecard.classes.get(label)
        verdict = self._signed(score.verdict) if score else self.tr("nothing judged")
        return f"<b>{html.escape(run.name)}</b>: {verdict}"

    def _in_short(self, messages: list[str]) -> list[str]:
        """Tell what is said of many models once, with how often; numbers may differ."""
        alike: dict[str, list[str]] = {}
        for message in messages:
            _, _, what = message.rpartition(": ")
            alike.setdefault("".join(c for c in what if not c.isdigit()), []).append(message)
        more = self.tr("{0} (and {1} more like it)")
        return [m[0] if len(m) == 1 else more.format(m[0], len(m) - 1) for m in alike.values()]

    def _signed(self, verdict: str) -> str:
        return f"{_SIGNS.get(verdict, '?')} {verdict_word(verdict)}"
