"""The job that lays the spectra of a Review view out by t-SNE; it loads nothing before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.progress import Progress, Steps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .review import ReviewView


def layout_task(view: ReviewView) -> Steps[NDArray[np.float64]]:
    """Lay the spectra of a view out on a plane, originals first."""
    yield Progress(0.0, "Preparing")
    import numpy as np

    from ..quality.embedding import lay_out

    return (yield from lay_out(np.concatenate([view.original_scores, view.generated_scores])))
