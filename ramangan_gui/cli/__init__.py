"""The command line: the window's work without a window."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from ..core.errors import Cancelled, RamanGanError, is_out_of_memory
from .commands import BAD
from .options import make_parser
from .streams import write_what_can_be_written

#: Exit code of work that the user stopped.
CANCELLED = 130

#: Exit code where whoever read the output left, as `head` does when it has enough.
UNREAD = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    argv : sequence of str, optional
        Words after the program's name; those of the process by default.

    Returns
    -------
    int
        0 done; 2 bad usage or input; 3 done, but some inputs were left out; 130 cancelled;
        141 nobody read the output any more.
    """
    write_what_can_be_written()
    try:
        try:
            return _answer(argv)
        finally:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:  # as in a program without a console
                    stream.flush()
    except BrokenPipeError:
        _let_go()
        return UNREAD


def _let_go() -> None:
    """Lead output that nobody reads to nowhere; Python would stumble over it once more at exit."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _answer(argv: Sequence[str] | None) -> int:
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
