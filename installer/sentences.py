"""Find in the source what domain code says to users: sentences, with places for their values.

Places for numbers are told from those for words by the format that the source gives them, so that
the window writes the numbers of a sentence with its own decimal sign and leaves words alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "ramangan_gui"

#: Layers whose sentences reach the window; what readers say of broken bytes stays English, and so
#: do the command line and the report, whose language is that of a paper.
LAYERS = ("augmentation", "core", "io", "preprocessing", "quality", "workflow")
LEFT_ENGLISH = ("io/readers/", "io/report", "io/hdf5", "core/places", "augmentation/restoring")

#: Modules that put sentences together from phrases as well.
OF_PHRASES = (
    "quality/findings", "quality/verdict", "quality/evidence", "quality/usefulness",
    "wgan_gp/choice", "wgan_gp/training",
)  # fmt: skip

#: Words that stand in sentences and beside axes.
WORDS = (
    "adversarial", "calibrated PCA", "warm start", "best adversarial state", "Raman shift",
    "Wavelength", "Pixel", "Intensity", "arb. units", "Checking the file",
    "Writing", "Reading", "Preparing", "Writing the report",
)  # fmt: skip

#: How a file was read, as readers of all formats put it together; what else they say stays.
OF_READING = (
    "read as: {0}", "{0} spectra × {1} points", "{0} spectrum × {1} points", "{0} points",
    "tab-separated", "comma-separated", "semicolon-separated", "blank-separated", "decimal comma",
    "descending axis", "in rows", "map positions", "{0} frames", "{0} channels", "laser {0} nm",
    "no unit is named; by its values taken as {0}",
    "no unit is named; by its fine steps taken as {0}",
    "converted with the laser at {0} nm to {1}", "axis from {0}",
    "axis in the names of the columns",
    "the first column numbers the rows and was left out", "{0} marked as saturated",
    "Simulated by RamanGAN ({0}, seed {1}); not measured. MIT licence.",
)  # fmt: skip

#: Where training is: of which class, which fold, and what is done; and other steps of jobs.
OF_TRAINING = (
    "{0}, fold {1}: {2}", "looking for spikes", "comparing intensities", "looking for shifts",
    "finding components of variation", "estimating noise", "calibrating noise", "calibrating",
    "calibrated", "preparing", "drawing spectra", "ready", "Judging: {0}", "Saving", "Recovering",
    "Laying out pages",
)  # fmt: skip

#: Pieces of sentences that hold numbers; their words are translated elsewhere, or stay.
NUMBERED = (
    "{0:n} × {1:n} points, {2:n}–{3:n} {4}", "{0:n} × {1:n} points, {2:n}–{3:n}",
    "{0:n} spectra × {1:n} points", "{0:n} spectrum × {1:n} points", "{0:n} points", "{0:n} frames",
    "{0:n} channels", "laser {0:n} nm", "{0:n} marked as saturated",
    "a number from {0:n} to {1:n}{2}", "warm start {0:n}", "adversarial {0:n}",
    "read as: {0:q}", " within the chosen range, {0:n} to {1:n}",
    " within the chosen range, {0:n} to the last point",
    " within the chosen range, the first point to {0:n}",
)  # fmt: skip

#: Too general to be told from anything else, or no sentences at all.
NOT_MEANT = re.compile(
    r"Compiled airPLS|\{0\} from \{1\} to"
    r"|\{0\} \{1\} (and|no)|.*, not $|\{0\}/"
)

#: What begins like a sentence and has words in it.
_SENTENCE = re.compile(r"[A-Z{“].*[a-z]{2,}.* ", re.DOTALL)
_END = re.compile(r"[.:?!]$|\}$")
_FORMAT = re.compile(r"\{(\w*)[:!][^{}]*\}")

#: A place for a number: its format names decimals, a sign, thousands or a kind of number.
_NUMBER = re.compile(r"\{(\w*):(?=[^{}]*[.,+eEfgGd%])[-+ ,#_\d.]*[eEfgGd%]?\}")

#: How the list that the window reads marks a place for a number, one for a quantity: words in which
#: numbers stand with the unit of an axis, and one for a list of places on an axis.
MARK, OF_QUANTITY, OF_PLACES = ":n", ":q", ":p"

#: What gives numbers, quantities and lists of places: variables and functions of domain code.
_NUMBERS = {"beyond", "number"}
_QUANTITIES = {"axis_range", "here", "shown", "size", "wanted"}
_PLACES = {"typed", "exclude", "places"}


def templates() -> list[str]:
    """Give all that are translated, each once, in order."""
    found: dict[str, None] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(LAYERS) and not name.startswith(LEFT_ENGLISH):
            phrases = any(part in name for part in OF_PHRASES)
            found |= dict.fromkeys(map(without_marks, said_in(path.read_text("utf-8"), phrases)))
    found |= dict.fromkeys((*WORDS, *OF_READING, *OF_TRAINING))
    return sorted(text for text in found if not NOT_MEANT.match(text))


def with_numbers() -> list[str]:
    """Give those with places for numbers and quantities, marked; translated or not."""
    found: dict[str, None] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(LAYERS) and not name.startswith("io/report"):
            found |= dict.fromkeys(said_in(path.read_text("utf-8"), phrases=True))
    meant = (text for text in found if not NOT_MEANT.match(without_marks(text)))
    return sorted({text for text in (*meant, *NUMBERED) if text != without_marks(text)})


def without_marks(text: str) -> str:
    """Give a template in which places for numbers, quantities and lists are as all others."""
    for mark in (MARK, OF_QUANTITY, OF_PLACES):
        text = text.replace(mark + "}", "}")
    return text


def said_in(source: str, phrases: bool = False) -> Iterator[str]:
    """Give the templates of one module; values are numbered in their order."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) for part in parts_of(node)}
    for node in ast.walk(tree):
        text = template(node)
        if text and id(node) not in inside and (is_sentence(text) or (phrases and is_phrase(text))):
            yield text
        if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.IfExp):
            choices = (template(choice) for choice in (node.value.body, node.value.orelse))
            yield from (words for words in choices if re.search("[a-z]{2}", words))


def is_phrase(text: str) -> bool:
    """Say whether a string is a piece of a sentence: small words, at least two of them."""
    return bool(re.match(r" ?[a-z{]", text) and re.search(r"[a-z] +[a-z]", text))


def parts_of(node: ast.AST) -> list[ast.AST]:
    """Give what is no sentence of its own: docstrings, and pieces of longer ones."""
    if isinstance(node, ast.Expr):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [*node.values]
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        return [node.format_spec]
    return []


def template(node: ast.AST) -> str:
    """Give a string of the source with ``{0}``, ``{1}`` … for its values."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        marked = _NUMBER.sub(rf"{{\1{MARK}}}", node.value)
        return _FORMAT.sub(lambda m: m[0] if m[0].endswith(MARK + "}") else f"{{{m[1]}}}", marked)
    if not isinstance(node, ast.JoinedStr):
        return ""
    words, n = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            words.append(str(part.value).replace("{", "{{").replace("}", "}}"))
        else:
            # What stands behind "=" is typed as it is, with a point.
            mark = "" if "".join(words).endswith("=") else mark_of(part)
            words.append(f"{{{n}{mark}}}")
            n += 1
    return "".join(words)


def mark_of(part: ast.expr) -> str:
    """Say what a place of an f-string holds: by its format, or by what gives its value."""
    if not isinstance(part, ast.FormattedValue):
        return ""
    if isinstance(part.format_spec, ast.JoinedStr):
        words = [str(p.value) for p in part.format_spec.values if isinstance(p, ast.Constant)]
        return MARK if _NUMBER.fullmatch(f"{{:{''.join(words)}}}") else ""
    names = {node.id for node in ast.walk(part.value) if isinstance(node, ast.Name)}
    if isinstance(part.value, ast.Call) and names & _NUMBERS:
        return MARK
    if names & _PLACES or getattr(part.value, "attr", "") in _PLACES:
        return OF_PLACES
    return OF_QUANTITY if names & _QUANTITIES else ""


def is_sentence(text: str) -> bool:
    """Say whether a string reads like something said to a user."""
    if "\n" in text or not _SENTENCE.match(text):
        return False
    try:
        without_marks(text).format(*[""] * 20, path="", **{"class": "", "group": "", "number": ""})
    except (KeyError, ValueError, IndexError):
        return False
    return bool(_END.search(text)) or "{" in text or len(text) > 12
