"""Output that every terminal can show: signs that its encoding lacks are written by others."""

from __future__ import annotations

import codecs
import sys

#: Name of the way to write what an encoding lacks.
PLAIN = "ramangan_plain"

#: Signs of the program's sentences, and what stands for them where they cannot be written.
STAND_INS = {
    "⁻": "-", "¹": "1", "²": "2", "₁": "1", "₀": "0", "−": "-", "–": "-", "—": "-", "×": "x",
    "·": "-", "•": "-", "…": "...", "→": "->", "←": "<-", "±": "+-", "≤": "<=", "≥": ">=",
    "≠": "!=", "≈": "~", "λ": "lambda", "σ": "sigma", "Δ": "Delta", "µ": "u", "μ": "u", "°": "deg",
    "“": '"', "”": '"', "‘": "'", "’": "'", "✓": "ok", "✗": "x", "⚠": "!", "\u00a0": " ",
    "\u202f": " ",
}  # fmt: skip


def write_what_can_be_written() -> None:
    """Let nothing that is printed fail for its letters, as cm⁻¹ did on Windows into a file."""
    codecs.register_error(PLAIN, _stand_in)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("_", "-")
        if reconfigure is not None and not encoding.startswith("utf"):
            reconfigure(errors=PLAIN)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Give what is written instead, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    written = "".join(STAND_INS.get(letter, "?") for letter in letters)
    return written, error.end
