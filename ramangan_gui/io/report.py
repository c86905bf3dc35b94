"""A report of a set as one self-contained HTML file that a reviewer of a paper can read."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from pathlib import Path

from .. import __version__
from ..core.augmented_set import AugmentedSet
from ..core.errors import OutputError
from ..core.progress import Progress, Steps
from . import report_figures as figures
from . import report_review as review
from . import report_tables as tables
from .atomic import replacing, sync

#: Heading of each section, and what makes its HTML.
SECTIONS: tuple[tuple[str, Callable[[AugmentedSet], str]], ...] = (
    ("Verdict", tables.verdict),
    ("Data", tables.data),
    ("Correction and plan", tables.process),
    ("Training", figures.training),
    ("Spectra", figures.overlays),
    ("Principal components", figures.pca),
    ("Scorecard", tables.scorecards),
    ("Review", review.review),
    ("Use for a classifier", review.usefulness),
    ("Versions and inputs", tables.environment),
)

_STYLE = """
body { font-family: sans-serif; color: #1c1e21; background: #ffffff; max-width: 1100px;
  margin: 1.5em auto; padding: 0 1em; line-height: 1.4; font-size: 14px; }
h1 { font-size: 22px; } h2 { font-size: 18px; border-bottom: 1px solid #c8c8c8; margin-top: 1.6em; }
h3 { font-size: 15px; margin-bottom: 0.3em; }
table { border-collapse: collapse; margin: 0.5em 0; }
th, td { border: 1px solid #c8c8c8; padding: 2px 8px; text-align: left; vertical-align: top; }
th { background: #f0f2f5; } td.number { text-align: right; white-space: nowrap; }
p.note { color: #555555; } svg { max-width: 100%; height: auto; }
@media print { h2, h3 { break-after: avoid; } tr, svg { break-inside: avoid; } }
"""


def write_report(path: str | os.PathLike[str], augmented: AugmentedSet) -> Steps[None]:
    """Write the report, and read it back.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    augmented : AugmentedSet
        The set.

    Yields
    ------
    Progress
        Section by section.

    Raises
    ------
    OutputError
        If the system refuses, or the file does not hold what was written.
    """
    text = yield from report_html(augmented)
    written = text.encode("utf-8", "backslashreplace")
    with replacing(path) as temporary:
        temporary.write_bytes(written)
        sync(temporary)
        if temporary.read_bytes() != written:
            raise OutputError(
                f"{Path(path)} did not survive being read back.",
                "Save it again, or to another drive.",
            )


def report_html(augmented: AugmentedSet) -> Steps[str]:
    """Make the report's text; whatever comes from files is escaped, and nothing is loaded.

    Parameters
    ----------
    augmented : AugmentedSet
        The set.
    """
    title = html.escape(augmented.title or "Augmented Raman spectra")
    told = "simulated" in augmented.title.lower()
    kind = " (simulated spectra)" if augmented.simulated and not told else ""
    when = html.escape(augmented.end_time)
    body = [
        f"<h1>{title}{kind}</h1>",
        f'<p class="note">Report of RamanGAN {html.escape(__version__)}'
        f"{f', of a set made {when}' if when else ''}. Generated spectra are no measurements.</p>",
    ]
    for number, (heading, section) in enumerate(SECTIONS):
        yield Progress(number / len(SECTIONS), "Writing the report")
        content = section(augmented)
        if content:
            body.append(f"<h2>{html.escape(heading)}</h2>{content}")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>" + "".join(body)
        + "</body></html>\n"
    )  # fmt: skip
