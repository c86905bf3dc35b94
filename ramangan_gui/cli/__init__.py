"""The command line: the window's work without a window."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from ..core.errors import Cancelled, RamanGanError, is_out_of_memory
from .commands import BAD
from .options import make_parser

#: Exit code of work that the user stopped.
CANCELLED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    argv : sequence of str, optional
        Words after the program's name; those of the process by default.

    Returns
    -------
    int
        0 done; 2 bad usage or input; 3 done, but some inputs were left out; 130 cancelled.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--self-test"]:
        words = ["self-test"]
    as_json = "--json" in words
    try:
        arguments = make_parser().parse_args(words or ["gui"])
        return int(arguments.work(arguments))
    except RamanGanError as error:
        if as_json:
            print(json.dumps({"error": str(error)}))
        print(f"ramangan: {error}", file=sys.stderr)
        return CANCELLED if isinstance(error, Cancelled) else BAD
    except KeyboardInterrupt:
        print("ramangan: cancelled; nothing was written.", file=sys.stderr)
        return CANCELLED
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        said = "There is not enough memory. Close other programs, or work with fewer spectra."
        if as_json:
            print(json.dumps({"error": said}))
        print(f"ramangan: {said}", file=sys.stderr)
        return BAD
