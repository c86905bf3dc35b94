"""Jobs of the workspace about what was generated: its use for a classifier, and t-SNE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ..workflow.layout import layout_task
from ..workflow.tasks import utility_task
from .job_runner import JobRunner
from .review_holder import ReviewHolder

if TYPE_CHECKING:
    from ..core.utility import Utility
    from ..quality.utility import UtilityParams
    from ..workflow.review import ReviewView


class ReviewJobs(ReviewHolder):
    """State of the window, with jobs that the Review page starts."""

    _runner: JobRunner

    utility_measured = Signal(object)
    """What generated spectra do for classifiers: a ``core.utility.Utility``."""

    laid_out = Signal(object, object)
    """A ``workflow.review.ReviewView``, and where t-SNE puts its spectra, originals first."""

    def lay_out(self, view: ReviewView) -> None:
        """Lay the spectra of a view out by t-SNE; :attr:`laid_out` tells."""
        self._runner.start(
            self._runner.compute.steps(layout_task, view),
            self.tr("t-SNE"),
            lambda places: self.laid_out.emit(view, places),
        )

    def measure_utility(self, params: UtilityParams) -> None:
        """Measure what generated spectra do for classifiers; :attr:`utility_measured` tells."""
        begun, corrected = self._project.augmentation, self._project.corrected
        if begun is None or corrected is None:
            return

        def take(found: Utility) -> None:
            self.add_utility(found)
            self.utility_measured.emit(found)

        self._runner.start(
            self._runner.compute.steps(utility_task, corrected.spectra, begun, params),
            self.tr("Measuring the use for a classifier"),
            self._if_same("augmentation.generated.intensities", take),
        )
