"""The parts of a report that are plots."""

from __future__ import annotations

import html

import numpy as np
from numpy.typing import NDArray

from ..augmentation.base import CURVES
from ..core.augmented_set import AugmentedSet, Review, TrainingCurves
from ..quality.pca import fit_pca, rows_to_fit
from . import svg
from .report_tables import paragraph

#: Points of each kind drawn in a scatter plot; more only make the file large.
_MAX_POINTS = 1500


def training(augmented: AugmentedSet) -> str:
    """Show the loss curves, and which state of each model was kept."""
    parts = []
    for label in dict.fromkeys(curve.label for curve in augmented.curves):
        mine = [c for c in augmented.curves if c.label == label and c.values and len(c.iteration)]
        charts = [_curve_chart(label, name, mine) for name in _names(mine)]
        if any(charts):
            parts.append(f"<h3>{html.escape(label)}</h3>{''.join(charts)}")
    kept = [
        f"<li>{html.escape(m.label)}, {_fold(m.fold)}: {html.escape(m.kept or m.augmenter)}</li>"
        for m in augmented.models
    ]
    return "".join(parts) + (f"<ul>{''.join(kept)}</ul>" if kept else "")


def _names(curves: list[TrainingCurves]) -> list[str]:
    return list(dict.fromkeys(name for curve in curves for name in curve.values))


def overlays(augmented: AugmentedSet) -> str:
    """Show mean and spread of both kinds, and the difference of the means with its band."""
    corrected, parts = augmented.corrected, []
    for label in corrected.classes:
        kinds = _kinds(augmented, label)
        chart = svg.Chart(
            f"{label}: mean and standard deviation of originals and generated spectra",
            corrected.axis_title,
            "Intensity (corrected)",
        )
        for (rows, name), colour, dash in zip(
            kinds, (svg.ORIGINAL, svg.GENERATED), ("", "6 3"), strict=True
        ):
            if len(rows):
                mean, sd = _mean_and_sd(rows)
                chart.band(corrected.raman_shift, mean - sd, mean + sd, colour)
                chart.line(corrected.raman_shift, mean, colour, f"{name} ({len(rows)})", dash)
        parts.append(
            f"<h3>{html.escape(label)}</h3>" + chart.render() + _difference(augmented, label)
        )
    note = (
        "Left: mean ± standard deviation. Right: generated minus original mean, with its 95 % "
        "confidence band at each point; about one point in twenty leaves such a band by chance. "
        "Rejected spectra are left out."
    )
    return paragraph(note, True) + "".join(parts) if parts else ""


def _difference(augmented: AugmentedSet, label: str) -> str:
    from ..quality.difference import mean_difference_band

    (original, _), (generated, _) = _kinds(augmented, label)
    if min(len(original), len(generated)) < 2:
        return ""
    band = mean_difference_band(original, generated)
    x = augmented.corrected.raman_shift
    chart = svg.Chart(
        f"{label}: difference of the means with its confidence band",
        augmented.corrected.axis_title,
        "Generated − original intensity",
    )
    chart.band(x, band.low, band.high, svg.GENERATED)
    chart.line(x, band.difference, svg.GENERATED, "difference, 95 % band")
    chart.line(x, np.zeros_like(x), svg.GREY, "zero", "2 2")
    return chart.render()


def pca(augmented: AugmentedSet) -> str:
    """Show the scores of both kinds, fold by fold as far as there are any, on components of others.

    The first fold of each class stands for all.
    """
    parts = []
    for label in augmented.corrected.classes:
        mine = np.flatnonzero(augmented.corrected.label == label)
        drawn = augmented.generated
        kept = np.flatnonzero((drawn.label == label) & (drawn.review != Review.REJECTED))
        if len(mine) < 3 or not len(kept):
            continue
        folds = sorted(drawn.fold[kept].tolist(), key=lambda fold: (fold < 0, fold))
        shown = mine if folds[0] < 0 else mine[augmented.fold[mine] == folds[0]]
        fitted = rows_to_fit(mine, augmented.fold, folds[0])
        values = augmented.corrected.intensities
        model = fit_pca(values[fitted], 2)
        if len(model.components) < 2:
            continue
        share = [f"PC {i + 1} ({r:.1%})" for i, r in enumerate(model.explained_variance_ratio)]
        title = f"{label}: PCA scores, {_fold(folds[0])}"
        chart = svg.Chart(title, share[0], share[1])
        new = drawn.intensities[kept[drawn.fold[kept] == folds[0]]]
        for rows, colour, name, shape in (
            (values[shown], svg.ORIGINAL, "original", "circle"),
            (new, svg.GENERATED, "generated", "diamond"),
        ):
            scores = model.project(_thinned(rows))
            chart.points(scores[:, 0], scores[:, 1], colour, f"{name} ({len(rows)})", shape)
        parts.append(f"<h3>{html.escape(label)}</h3>" + chart.render())
    if not parts:
        return ""
    note = (
        "Components are fitted on the originals of a class that the fold does not hold out; "
        "those held out and generated spectra are projected alike. "
        f"At most {_MAX_POINTS} points of each kind are drawn. Overlap here does not prove "
        "much: the scorecard looks at what this plot cannot show."
    )
    return paragraph(note, True) + "".join(parts)


def _curve_chart(label: str, name: str, curves: list[TrainingCurves]) -> str:
    chart = svg.Chart(f"{label}: {name}", "Iteration", CURVES.get(name, name), 420, 220)
    for number, curve in enumerate(c for c in curves if name in c.values):
        chart.line(
            curve.iteration,
            curve.values[name],
            svg.SERIES[number % len(svg.SERIES)],
            _fold(curve.fold),
            svg.DASHES[number % len(svg.DASHES)],
        )
    return chart.render()


def _kinds(augmented: AugmentedSet, label: str) -> list[tuple[NDArray[np.float32], str]]:
    drawn = augmented.generated
    kept = (drawn.label == label) & (drawn.review != Review.REJECTED)
    mine = augmented.corrected.label == label
    return [
        (augmented.corrected.intensities[mine], "original"),
        (drawn.intensities[kept], "generated"),
    ]


def _mean_and_sd(rows: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    values = rows.astype(np.float64)
    return values.mean(axis=0), values.std(axis=0, ddof=min(1, len(rows) - 1))


def _thinned(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    if len(rows) <= _MAX_POINTS:
        return rows
    chosen = np.random.default_rng(0).choice(len(rows), _MAX_POINTS, replace=False)
    return np.asarray(rows[np.sort(chosen)])


def _fold(fold: int) -> str:
    return "all originals" if fold < 0 else f"fold {fold + 1}"
