import pytest

from ramangan_gui.core.progress import Command, Progress, Steps, part, run


class Log:
    closed = False


def counting(n: int, log: Log | None = None) -> Steps[int]:
    """Count to `n`; FINISH ends it early with what has been counted."""
    done = 0
    try:
        for i in range(n):
            done = i + 1
            if (yield Progress(done / n, f"step {done}", payload=done)) is Command.FINISH:
                break
    finally:
        if log is not None:
            log.closed = True
    return done


def test_that_running_gives_the_result_and_reports_every_step() -> None:
    seen: list[Progress] = []
    assert run(counting(4), seen.append) == 4
    assert [p.fraction for p in seen] == [0.25, 0.5, 0.75, 1.0]
    assert [p.payload for p in seen] == [1, 2, 3, 4]


def test_that_work_without_steps_gives_its_result() -> None:
    assert run(counting(0)) == 0


def test_that_the_driver_can_ask_for_the_best_so_far() -> None:
    assert run(counting(10), lambda p: Command.FINISH if p.payload == 3 else None) == 3


def test_that_an_error_in_the_report_closes_the_work() -> None:
    log = Log()

    def fail(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(counting(10, log), fail)
    assert log.closed


def test_that_an_error_in_the_work_reaches_the_driver() -> None:
    def failing() -> Steps[int]:
        yield Progress(0.5)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run(failing())
    with pytest.raises(ValueError, match="broken"):
        run(part(failing(), 0, 1))


def test_that_a_part_takes_its_share_of_the_whole() -> None:
    def whole() -> Steps[tuple[int, int]]:
        first = yield from part(counting(2), 0.0, 0.5, "A: ")
        second = yield from part(counting(4), 0.5, 1.0, "B: ")
        return first, second

    seen: list[Progress] = []
    assert run(whole(), seen.append) == (2, 4)
    assert [p.fraction for p in seen] == [0.25, 0.5, 0.625, 0.75, 0.875, 1.0]
    assert seen[0].message == "A: step 1"
    assert seen[-1].message == "B: step 4"
    assert seen[-1].payload == 4


def test_that_a_part_passes_commands_down_and_only_to_itself() -> None:
    def whole() -> Steps[tuple[int, int]]:
        first = yield from part(counting(9), 0.0, 0.5)
        second = yield from part(counting(3), 0.5, 1.0)
        return first, second

    asked: list[int] = []

    def finish_the_first(progress: Progress) -> Command | None:
        asked.append(progress.payload)
        return Command.FINISH if len(asked) == 2 else None

    assert run(whole(), finish_the_first) == (2, 3)


def test_that_closing_the_whole_closes_the_part() -> None:
    log = Log()
    steps = part(counting(5, log), 0, 1)
    next(steps)
    steps.close()
    assert log.closed


@pytest.mark.parametrize(("inside", "outside"), [(-1.0, 0.2), (0.5, 0.5), (7.0, 0.8)])
def test_that_a_part_never_leaves_its_share(inside: float, outside: float) -> None:
    def wild() -> Steps[None]:
        yield Progress(inside)

    assert next(part(wild(), 0.2, 0.8)).fraction == pytest.approx(outside)
