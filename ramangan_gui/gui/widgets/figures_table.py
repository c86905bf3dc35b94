"""Every figure of a class beside what measured spectra score, and what it means in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.scorecard import ClassScore, MetricValue
from ...quality.figures import FAMILIES
from ...quality.metrics import METRICS, Metric
from ..numbers import written
from ..words import said

#: Least width of the names, in letters; below it the table is scrolled instead.
_LETTERS = 12


class FiguresTable(QWidget):
    """The table, figures of one family together, and below it a sentence on the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("Figures of the class"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Figure"), self.tr("Value"), self.tr("Real vs real"), self.tr("As real?")]
        )
        interval = QTableWidgetItem(self.tr("Real vs real"))
        interval.setToolTip(
            self.tr(
                "What measured spectra of this class score against each other at this number: "
                "5 to 95 % of random re-splits of your own originals."
            )
        )
        self.table.setHorizontalHeaderItem(2, interval)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._follow_contents(True)
        self.setMinimumWidth(230)
        self.meaning = QLabel()
        self.meaning.setWordWrap(True)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.meaning.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._names: list[str] = []
        self._figures: dict[str, MetricValue] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.table, 1)
        column.addWidget(self.meaning)
        self.table.currentCellChanged.connect(self._explain)

    def show_score(self, score: ClassScore | None) -> None:
        """Show the figures of another class; ``None`` shows none."""
        self._figures = dict(score.metrics) if score else {}
        self._names = []
        families = dict.fromkeys(_family(name) for name in self._figures)
        for family in families:
            mine = [name for name in self._figures if _family(name) == family]
            self._names += [*([""] if family else []), *mine]
        # Measured anew after each cell, the columns would take most of the time.
        self._follow_contents(False)
        self.table.clearSpans()
        self.table.setRowCount(len(self._names))
        heads = iter(filter(None, families))
        for row, name in enumerate(self._names):
            if name:
                self._fill(row, name)
            else:
                self._fill_head(row, said(FAMILIES.get(next(heads), "")))
        self._follow_contents(True)
        self.table.setCurrentCell(-1, -1)
        self._explain(-1)
        self._keep_names_legible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the names of the figures legible."""
        super().resizeEvent(event)
        self._keep_names_legible()

    def _follow_contents(self, following: bool) -> None:
        """Have rows and columns be as large as what is in them, or stay as they are."""
        modes = QHeaderView.ResizeMode
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        for header in (across, down):
            header.setSectionResizeMode(modes.ResizeToContents if following else modes.Fixed)
        if following:
            across.setSectionResizeMode(0, modes.Stretch)

    def _keep_names_legible(self) -> None:
        header, least = (
            self.table.horizontalHeader(),
            _LETTERS * self.fontMetrics().averageCharWidth(),
        )
        others = sum(header.sectionSizeHint(n) for n in range(1, 4))
        others = max(others, sum(header.sectionSize(n) for n in range(1, 4)))
        fits = self.width() - others >= least
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(0, mode)
        if not fits:
            header.resizeSection(0, least)

    def _fill_head(self, row: int, question: str) -> None:
        for column in range(4):
            item = QTableWidgetItem("" if column else question)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = QFont(self.table.font())
            font.setBold(True)
            item.setFont(font)
            item.setToolTip(question)
            self.table.setItem(row, column, item)
        self.table.setSpan(row, 0, 1, 4)

    def _fill(self, row: int, name: str) -> None:
        metric, figure = METRICS.get(name), self._figures[name]
        tip = f"{said(metric.description)}\n{self._sentence(metric, figure)}" if metric else ""
        for column, text in enumerate((figure_title(name), *figure_texts(name, figure))):
            item = QTableWidgetItem(text)
            item.setToolTip(tip)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, column, item)

    def _sentence(self, metric: Metric, figure: MetricValue) -> str:
        words = said(metric.meaning(figure))
        return self.tr("By little: {0}").format(words) if metric.is_slight(figure) else words

    @Slot(int)
    def _explain(self, row: int) -> None:
        name = self._names[row] if 0 <= row < len(self._names) else ""
        metric = METRICS.get(name)
        if metric is None:
            words = self.tr(
                "Choose a figure to read what it means. By chance alone one in ten is outside its "
                "range; the verdict allows for that."
            )
            self.meaning.setText(words if self._names else "")
            self.meaning.setToolTip("")
            return
        self.meaning.setText(self._sentence(metric, self._figures[name]))
        self.meaning.setToolTip(said(metric.description))


def figure_title(name: str) -> str:
    """Give what a figure is called, with its unit."""
    metric = METRICS.get(name)
    if metric is None:
        return name
    return f"{said(metric.title)} / {said(metric.unit)}" if metric.unit else said(metric.title)


def figure_texts(name: str, figure: MetricValue) -> tuple[str, str, str]:
    """Give value, interval of measured spectra, and whether they score so, as text.

    Parameters
    ----------
    name : str
        Name in ``METRICS``.
    figure : MetricValue
        What was found.
    """
    translate = QCoreApplication.translate
    if figure.value is None:
        return translate("FiguresTable", "not measured"), "–", "–"
    interval = "–"
    if figure.null_low is not None and figure.null_high is not None:
        interval = f"{_short(figure.null_low)} – {_short(figure.null_high)}"
    if figure.ok is None:
        return _short(figure.value), interval, translate("FiguresTable", "unknown")
    answers = {
        "pass": translate("FiguresTable", "✓ yes"),
        "doubtful": translate("FiguresTable", "! nearly"),
        "fail": translate("FiguresTable", "✗ no"),
        "inconclusive": translate("FiguresTable", "? too few"),
    }
    plain = "pass" if figure.ok else "fail"
    verdict = METRICS[name].verdict(figure) if name in METRICS else plain
    return _short(figure.value), interval, answers[verdict]


def _family(name: str) -> str:
    return METRICS[name].family if name in METRICS else ""


def _short(value: float) -> str:
    """Give a number with three digits, but never more than three decimals."""
    return written(value, ".3g" if abs(value) >= 0.1 else ".3f")
