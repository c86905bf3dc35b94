"""Long work as a generator of progress.

A function that takes more than a moment is a generator: it yields :class:`Progress` a few times a
second and returns its result. Whoever drives it (window, command line, test, worker process)
decides what to do between two steps:

* stop iterating and close it: the work is cancelled;
* ``send(Command.FINISH)``: stop early, but return the best result so far;
* simply wait before the next step: the work is paused.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """How far a piece of work has come.

    Parameters
    ----------
    fraction : float
        Share of the work done, 0 to 1.
    message : str
        What is being done, for the status line.
    payload : object, optional
        Anything a view can show meanwhile (loss values, a few generated spectra). Picklable.
    """

    fraction: float
    message: str = ""
    payload: Any = None


class Command(enum.Enum):
    """What the driver of a piece of work may ask of it."""

    FINISH = "finish"


Steps = Generator[Progress, Command | None, T]


def run(steps: Steps[T], report: Callable[[Progress], Command | None] | None = None) -> T:
    """Drive `steps` to the end and give back their result.

    Parameters
    ----------
    steps : generator of Progress
        The work.
    report : callable, optional
        Called with each progress; what it returns is sent to the work.

    Returns
    -------
    T
        What the generator returned.
    """
    answer: Command | None = None
    try:
        while True:
            progress = steps.send(answer)
            answer = report(progress) if report else None
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    finally:
        steps.close()


def changed(steps: Steps[T], change: Callable[[Progress], Progress]) -> Steps[T]:
    """Run `steps`, and tell of each progress what `change` makes of it.

    Parameters
    ----------
    steps : generator of Progress
        The work.
    change : callable
        Gives what is told instead of a progress.
    """
    answer: Command | None = None
    try:
        while True:
            answer = yield change(steps.send(answer))
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    finally:
        steps.close()


def without_payloads(steps: Steps[T]) -> Steps[T]:
    """Run `steps`, keeping back what views could show of them: they are a detail of other work.

    Parameters
    ----------
    steps : generator of Progress
        The work.
    """
    return changed(steps, lambda progress: replace(progress, payload=None))


def part(steps: Steps[T], begin: float, end: float, prefix: str = "") -> Steps[T]:
    """Run `steps` as the part of a larger work that reaches from `begin` to `end`.

    Parameters
    ----------
    steps : generator of Progress
        The part.
    begin, end : float
        Fractions of the larger work at which the part starts and ends.
    prefix : str, optional
        Put before each message.
    """

    def within(progress: Progress) -> Progress:
        fraction = begin + (end - begin) * min(max(progress.fraction, 0.0), 1.0)
        return replace(progress, fraction=fraction, message=prefix + progress.message)

    return changed(steps, within)
