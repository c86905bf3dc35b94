"""The parts of a report that are words and tables."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath

from ..core.augmented_set import AugmentedSet, Review
from ..core.params import Value
from ..core.scorecard import ClassScore, MetricValue, Scorecard
from ..core.spectra import AXIS_UNITS
from ..quality.figures import FAMILIES
from ..quality.metrics import METRICS

#: A sign for each verdict, so that it is told by more than a word in a table.
_SIGNS = {"pass": "✓", "doubtful": "!", "inconclusive": "?", "fail": "✗"}

_MEANINGS = {
    "pass": "No test found a difference from held-out measured spectra; what no test looks for "
    "may still differ.",
    "doubtful": "A small difference from held-out measured spectra was found.",
    "inconclusive": "What was held out cannot settle it, for the reasons below; neither a pass "
    "nor a fail.",
    "fail": "The generated spectra can be told from measured ones and cannot stand for them.",
}

Cell = str | float | int | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], caption: str = "") -> str:
    """Give a table; every cell is escaped.

    Parameters
    ----------
    head : sequence of str
        Titles of the columns.
    rows : iterable of sequences
        Texts, numbers (set to the right) or ``None`` (a dash).
    caption : str
        What the table shows.
    """
    # Not every reader of HTML knows what belongs into a caption; all know a paragraph.
    above = paragraph(caption, note=True) if caption else ""
    lines = ["<tr>" + "".join(f"<th>{html.escape(text)}</th>" for text in head) + "</tr>"]
    lines += ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows]
    return f"{above}<table>{''.join(lines)}</table>"


def _cell(value: Cell) -> str:
    if value is None:
        return "<td>–</td>"
    if isinstance(value, str):
        return f"<td>{html.escape(value)}</td>"
    text = f"{value:.4g}" if isinstance(value, float) else f"{value:,}"
    return f'<td class="number">{text}</td>'


def paragraph(text: str, note: bool = False) -> str:
    """Give a paragraph of escaped text."""
    start = '<p class="note">' if note else "<p>"
    return f"{start}{html.escape(text)}</p>"


# -- sections -----------------------------------------------------------------------------------


def verdict(augmented: AugmentedSet) -> str:
    """Say first what the whole is worth."""
    card = augmented.scorecard
    if card is None:
        return paragraph("Nothing was held out, or nothing was generated: there is no verdict.")
    rows = [
        (label, signed(score.verdict), score.n_original, score.n_generated)
        for label, score in card.classes.items()
    ]
    head = ("Class", "Verdict", "Originals held out", "Generated, judged")
    text = f"All classes: {signed(card.verdict)}. {_MEANINGS.get(card.verdict, '')}"
    return paragraph(text) + table(head, rows)


def data(augmented: AugmentedSet) -> str:
    """Describe originals and generated spectra, class by class."""
    corrected, generated = augmented.corrected, augmented.generated
    rows = []
    for label in dict.fromkeys([*corrected.classes, *generated.label.tolist()]):
        mine = corrected.label == label
        groups = len(set(corrected.group[mine].tolist()))
        folds = sorted({*augmented.fold[mine].tolist()} - {-1})
        drawn = generated.review[generated.label == label]
        counts = [int((drawn == r).sum()) for r in (Review.ACCEPTED, Review.REJECTED, Review.NONE)]
        rows.append((label, int(mine.sum()), groups, len(folds), *counts))
    head = ("Class", "Originals", "Groups", "Folds", "Accepted", "Rejected", "Undecided")
    unit = AXIS_UNITS[corrected.x_unit] or corrected.x_unit
    first, last = corrected.raman_shift[[0, -1]]
    kind = "simulated" if augmented.simulated else "measured"
    text = (
        f"{len(corrected)} {kind} spectra of {corrected.n_points} points from {first:.1f} to "
        f"{last:.1f} {unit}; {len(generated)} generated spectra. Groups are specimens or series "
        "of measurements; no group straddles two folds unless the scorecard says “within one "
        "specimen”."
    )
    notes = "".join(f"<li>{html.escape(message)}</li>" for message in augmented.messages)
    return paragraph(text) + table(head, rows) + (f"<ul>{notes}</ul>" if notes else "")


def process(augmented: AugmentedSet) -> str:
    """List every step with every parameter."""
    rows = []
    for number, step in enumerate(augmented.process, 1):
        values = ", ".join(f"{name} = {_said(value)}" for name, value in step.parameters.items())
        rows.append((number, step.name, values))
    return table(("Step", "Name", "Parameters"), rows) if rows else ""


def _said(value: Value) -> str:
    return "none" if value is None or value == "" else str(value)


def scorecards(augmented: AugmentedSet) -> str:
    """Show both scorecards with all figures and intervals."""
    parts, unit = [], AXIS_UNITS[augmented.corrected.x_unit]
    if augmented.scorecard is not None:
        parts.append(_scorecard(augmented.scorecard, unit))
    if augmented.scorecard_after is not None:
        parts.append("<h3>After selection</h3>")
        parts.append(
            paragraph("These spectra were chosen before they were judged; not the verdict.", True)
        )
        parts.append(_scorecard(augmented.scorecard_after, unit))
    return "".join(parts)


def _scorecard(card: Scorecard, unit: str) -> str:
    parts = []
    for label, score in card.classes.items():
        parts.append(f"<h3>{html.escape(label)}: {signed(score.verdict)}</h3>")
        lines = "".join(f"<li>{html.escape(reason)}</li>" for reason in score.reasons)
        parts.append(f"<ul>{lines}</ul>" if lines else "")
        parts.append(
            paragraph(
                f"{score.n_original} held-out originals against {score.n_generated} generated "
                "spectra, fold by fold; intervals from re-splits of the originals themselves. By "
                "chance alone one figure in ten is outside; the verdict allows for their number.",
                True,
            )
        )
        for family in dict.fromkeys(_family(name) for name in score.metrics):
            mine = {n: f for n, f in score.metrics.items() if _family(n) == family}
            parts.append(_figures(mine, FAMILIES.get(family, "Other figures")))
        if score.peaks:
            parts.append(_peaks(score, unit))
    return "".join(parts)


def _family(name: str) -> str:
    return METRICS[name].family if name in METRICS else ""


def _figures(figures: Mapping[str, MetricValue], caption: str) -> str:
    rows = []
    for name, figure in figures.items():
        known = METRICS.get(name)
        if known is None:
            rows.append((name, figure.value, _interval(figure), "", ""))
            continue
        title = f"{known.title} / {known.unit}" if known.unit else known.title
        told = "" if figure.value is None else signed(known.verdict(figure))
        rows.append((title, figure.value, _interval(figure), told, known.sentence(figure)))
    head = ("Figure", "Value", "Real vs real, 5–95 %", "As measured?", "What it means")
    return table(head, rows, caption)


def _peaks(score: ClassScore, unit: str) -> str:
    of_axis = f" / {unit}" if unit else ""
    units = {"position": of_axis, "width": of_axis, "height": " / a.u."}
    rows = []
    for p in score.peaks:
        quantity = p.quantity + units.get(p.quantity, "")
        rows.append((f"{p.place:.1f}", quantity, p.original, p.generated, p.ks, p.p, _told(p.ok)))
    names = "Band at", "Quantity", "Original", "Generated", "KS distance", "Adjusted p", "Equal?"
    caption = "Every distinct band: medians of both kinds, and whether their distributions differ."
    return table((names[0] + of_axis, *names[1:]), rows, caption)


def _told(ok: bool) -> str:
    return "✓ no difference" if ok else "✗ differs"


def environment(augmented: AugmentedSet) -> str:
    """List versions and the checksums of the input files."""
    versions = table(("Part", "Version or value"), [*augmented.environment.items()])
    rows = [
        (
            _file_name(file.path),
            file.status,
            file.n_spectra,
            file.n_points,
            file.reader,
            file.sha256,
            file.reason,
        )
        for file in augmented.inputs
    ]
    head = ("File", "State", "Spectra", "Points", "Reader", "SHA-256", "Reason")
    return versions + (table(head, rows) if rows else "")


def _file_name(path: str) -> str:
    """Give the name without folders, which are nobody's business."""
    return PurePosixPath(PureWindowsPath(path).name).name


def signed(word: str) -> str:
    """Give a verdict with its sign."""
    return f"{_SIGNS.get(word, '?')} {word}"


def _interval(figure: MetricValue) -> str | None:
    if figure.null_low is None or figure.null_high is None:
        return None
    return f"{figure.null_low:.3g} to {figure.null_high:.3g}"
