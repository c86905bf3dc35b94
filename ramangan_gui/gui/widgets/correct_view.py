"""Raw spectra with their baselines above, corrected ones below, moving together."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ...core.spectra import Spectra
from ...preprocessing.normalisation import NormalisationMethod
from ...preprocessing.recipe import Recipe, Trace
from ...workflow.whole_class import ClassPicture
from .. import theme
from ..numbers import written
from .class_band import ClassBand
from .crop_region import CropRegion
from .peak import peak_near
from .plot_regions import PlotRegions
from .spectra_curves import SpectraCurves
from .spectra_plot import SpectraPlot
from .trace_parts import SpikeMarks, below_zero, treatment, uncorrected, with_breaks

#: The highest point this near the mouse, in pixels, is the band that is meant.
_PEAK_REACH = 12


class CorrectView(QWidget):
    """Two linked plots.

    Attributes
    ----------
    cropped : Signal(object, object, str)
        First and last point of the range that the user dragged, ``None`` at the ends of the axis;
        and a key that all changes of one drag share.
    hovered : Signal(str)
        Read-out, with position, height and width of the band under the mouse.
    clicked : Signal(int)
        Row of the spectrum that was clicked.
    pin_wanted : Signal(float)
        The user clicked the upper plot with the control key, where the baseline is to be pinned.
    """

    cropped = Signal(object, object, str)
    hovered = Signal(str)
    clicked = Signal(int)
    pin_wanted = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.raw = SpectraPlot(self.tr("Raw and baseline"))
        self.corrected = SpectraPlot(self.tr("Corrected"))
        self.corrected.link_x(self.raw)
        self._curves: dict[str, SpectraCurves] = {}
        self._shown: Spectra | None = None
        self._trace: Trace | None = None
        self._rows = np.empty(0, np.intp)
        self._words = ""
        self._normalisation: NormalisationMethod = Recipe().normalisation
        self.region = CropRegion()
        self.raw.getPlotItem().addItem(self.region, ignoreBounds=True)
        self.region.sigRegionChanged.connect(self._region_moved)
        drag = self.tr("Drag to move it; drag an edge to change its width; × takes it away.")
        self.excluded = PlotRegions(
            self.raw.getPlotItem(), "muted", f"{self.tr('Cut out.')} {drag}", self
        )
        pinned = self.tr("Here the baseline is held to the spectra.")
        self.pins = PlotRegions(self.raw.getPlotItem(), "baseline", f"{pinned} {drag}", self)
        self.raw.scene().sigMouseClicked.connect(self._clicked_above)
        self._spikes = SpikeMarks(self.raw.getPlotItem())
        self._with_before = False
        self._class_baseline = ClassBand(self.raw.getPlotItem(), "baseline")
        self._class_corrected = ClassBand(self.corrected.getPlotItem(), "corrected", "foreground")
        theme.changed.connect(self._restyle)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.raw)
        splitter.addWidget(self.corrected)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self.raw.hovered.connect(self.hovered)
        self.corrected.hovered.connect(self._hovered_below)
        for plot in (self.raw, self.corrected):
            plot.pointed.connect(self._point)
            plot.clicked.connect(self.clicked)

    def show_raw(self, spectra: Spectra, rows: np.ndarray, quantity: str, note: str) -> None:
        """Show other spectra, as read; their correction follows with :meth:`show_trace`.

        Parameters
        ----------
        spectra : Spectra
            The spectra in view.
        rows : ndarray of int
            Their numbers in the whole set.
        quantity : str
            Title of the intensity axis.
        note : str
            Put behind the titles, such as "simulated".
        """
        self._shown, self._rows, self._trace = spectra, rows, None
        self.hide_class()
        for plot in (self.raw, self.corrected):
            plot.clear()
        self._curves = {}
        self._point(-1)
        many = self.tr("{0} spectra").format(len(spectra))
        one = str(spectra.name[0]) if len(spectra) == 1 else many
        self._words = f"{one}{note}"
        self._name_raw()
        self.corrected.set_title(self.tr("Corrected: {0}").format(self._words))
        self.raw.set_axis(spectra.axis_title, quantity)
        names = spectra.name.tolist()
        self._curves["raw"] = self.raw.add_spectra(
            spectra.raman_shift, spectra.intensities, "raw", self.tr("raw"),
            ids=rows, row_names=names,
        )  # fmt: skip
        for plot in (self.raw, self.corrected):
            plot.show_everything()

    def show_trace(self, trace: Trace, recipe: Recipe) -> None:
        """Show what the recipe makes of the spectra in view; fast enough for a moving slider.

        Parameters
        ----------
        trace : Trace
            The recipe's steps for the spectra in view.
        recipe : Recipe
            The recipe that made it.
        """
        quantity, self._normalisation = recipe.quantity, recipe.normalisation
        if self._shown is None:
            return
        self._trace = trace
        if not self.shows_class:
            self._name_corrected()
        self._spikes.show(trace)
        before, after = trace.before, trace.corrected
        self.corrected.set_axis(after.axis_title, quantity)
        x, treated = before.raman_shift, treatment(recipe)
        self._show(self.raw, "before", x, before.intensities if treated else None,
                   "original", treated)  # fmt: skip
        self._show(self.raw, "baseline", x, trace.baseline, "baseline", self.tr("baseline"), True)
        self._show(self.corrected, "uncorrected", x, uncorrected(trace, self._normalisation)
                   if self._with_before else None, "muted", self.tr("before"))  # fmt: skip
        self._show(self.corrected, "corrected", x, after.intensities, "corrected",
                   self.tr("corrected"))  # fmt: skip
        self._make_room()

    def show_class(self, picture: ClassPicture) -> None:
        """Show a whole class behind the spectra in view, for as long as a slider moves."""
        self._class_baseline.show(picture.x, picture.baseline)
        self._class_corrected.show(
            picture.x, picture.corrected, picture.counts, (picture.low, picture.high)
        )
        self.raw.set_title(
            self.tr("Raw and baseline: {0}; class: median and 5–95 %").format(self._words)
        )
        self.corrected.set_title(
            self.tr("Corrected: {0} spectra of the class, median and 5–95 %").format(
                picture.n_spectra
            )
        )
        self._make_room()

    def _make_room(self) -> None:
        """Fit the views to what is in them now; while they paint they would be painted twice."""
        for plot in (self.raw, self.corrected):
            plot.getPlotItem().vb.prepareForPaint()

    def hide_class(self) -> None:
        """Show single spectra alone again."""
        if self._class_corrected.is_shown:
            self._class_baseline.hide()
            self._class_corrected.hide()
            self._name_raw()
            self._name_corrected()
            for plot in (self.raw, self.corrected):
                plot.getPlotItem().vb.queueUpdateAutoRange()

    def _name_raw(self) -> None:
        """Say what is shown above."""
        self.raw.set_title(self.tr("Raw and baseline: {0}").format(self._words))

    def _name_corrected(self) -> None:
        """Say what is shown below, and how much of it lies below zero."""
        words = self.tr("Corrected: {0}").format(self._words)
        if self._trace is not None:
            share = below_zero(self._trace)
            words += self.tr(" – {0} % of the area below zero").format(written(100 * share, ".1f"))
        self.corrected.set_title(words)

    def show_before(self, wanted: bool) -> None:
        """Draw the uncorrected spectra below as well, from the next trace on."""
        self._with_before = wanted

    @property
    def axis(self) -> np.ndarray | None:
        """Axis of the spectra in view, as read."""
        return None if self._shown is None else self._shown.raman_shift

    @property
    def shows_class(self) -> bool:
        """Whether a whole class is in sight."""
        return self._class_corrected.is_shown

    def show_range(self, start: float | None, stop: float | None) -> None:
        """Put the lines that crop where the recipe has them; ``None`` is the end of the axis."""
        if self._shown is not None:
            first, last = (float(end) for end in self._shown.raman_shift[[0, -1]])
            self.region.show_range(
                first if start is None else start, last if stop is None else stop, (first, last)
            )

    def show_nothing_below(self) -> None:
        """Take baseline and corrected spectra away, because there are none."""
        self.corrected.set_title(self.tr("Corrected: not possible with these settings"))
        self._trace = None
        self._spikes.hide()
        for name, plot in (
            ("before", self.raw),
            ("baseline", self.raw),
            ("uncorrected", self.corrected),
            ("corrected", self.corrected),
        ):
            self._show(plot, name, np.empty(0), None, "", "")

    def _show(
        self,
        plot: SpectraPlot,
        name: str,
        x: Any,
        rows: Any,
        colour: str,
        title: str,
        dashed: bool = False,
    ) -> None:
        curves = self._curves.get(name)
        if curves is not None and rows is not None and title != curves.name:
            plot.remove_spectra(self._curves.pop(name))
            curves = None
        if rows is None:
            if curves is not None:
                plot.remove_spectra(self._curves.pop(name))
            return
        x, rows = with_breaks(np.asarray(x), np.asarray(rows))
        if curves is None:
            self._curves[name] = plot.add_spectra(
                x, rows, colour, title, dashed, ids=self._rows,
                row_names=self._shown.name.tolist() if self._shown is not None else (),
            )  # fmt: skip
        else:
            curves.set_rows(x, rows, curves.ids, curves.row_names)

    @Slot()
    def _restyle(self) -> None:
        for part in (self.region, self.excluded, self.pins, self._spikes, self._class_baseline,
                     self._class_corrected):  # fmt: skip
            part.restyle()

    @Slot(int)
    def _point(self, row: int) -> None:
        """Bring the spectrum under the mouse to the front of both plots."""
        found = np.flatnonzero(self._rows == row)
        if self._shown is None or found.size == 0 or len(self._shown) == 1:
            self.raw.highlight(None)
            self.corrected.highlight(None)
            return
        number = int(found[0])
        self.raw.highlight(self._shown.raman_shift, self._shown.intensities[number])
        if self._trace is not None:
            after = self._trace.corrected
            self.corrected.highlight(after.raman_shift, after.intensities[number])

    @Slot(str)
    def _hovered_below(self, text: str) -> None:
        words = self._peak_words() if text else ""
        self.hovered.emit(f"{text}   {words}" if words else text)

    def _peak_words(self) -> str:
        """Describe the band under the mouse in the corrected spectrum that it points at."""
        place = self.corrected.pointed_place
        found = np.flatnonzero(self._rows == self.corrected.pointed_id)
        if len(self._rows) == 1:
            found = np.array([0])
        if self._trace is None or place is None or found.size == 0:
            return ""
        after = self._trace.corrected
        reach = _PEAK_REACH * self.corrected.getPlotItem().vb.viewPixelSize()[0]
        peak = peak_near(after.raman_shift, after.intensities[int(found[0])], place, reach)
        if peak is None:
            return ""
        unit = after.axis_title.partition(" / ")[2]
        words = self.tr("band at {0} {1}, height {2}").format(
            written(peak.position, ".1f"), unit, written(peak.height, ".4g")
        )
        if peak.fwhm is not None:
            words += self.tr(", FWHM {0} {1}").format(written(peak.fwhm, ".1f"), unit)
        return words

    @Slot(object)
    def _clicked_above(self, event: Any) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.button() == Qt.MouseButton.LeftButton and control:
            box = self.raw.getPlotItem().vb
            self.pin_wanted.emit(float(box.mapSceneToView(event.scenePos()).x()))

    @Slot()
    def _region_moved(self) -> None:
        if self._shown is None:
            return
        axis = self._shown.raman_shift
        first, last = self.region.getRegion()
        self.cropped.emit(
            None if first <= axis[0] else round(first, 1),
            None if last >= axis[-1] else round(last, 1),
            self.region.key,
        )
