"""What each command does."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import Cancelled, RamanGanError
from .evaluation import print_scorecard
from .running import run_with_progress

if TYPE_CHECKING:
    from ..core.progress import Steps
    from ..workflow.pipeline import Settings
    from ..workflow.project import Project

#: Exit codes: done; bad usage or input; done, but some inputs were left out.
OK, BAD, SOME_LEFT_OUT = 0, 2, 3

#: What can be said of a job that is repeated; every other option would change it.
_REPEATABLE = {"command", "work", "input", "output", "source", "resume"}


def do_window(arguments: argparse.Namespace) -> int:
    """Open the window; give the exit code."""
    from ..app import run_window

    return run_window(
        paths=arguments.project,
        sample="simulated" if arguments.sample else None,
        report_first_paint=arguments.report_first_paint,
        theme=arguments.theme,
    )


def do_info(arguments: argparse.Namespace) -> int:
    """Say what was read; give the exit code."""
    from ..io.description import describe
    from ..io.importing import ImportOptions, read_inputs

    settings = _settings(arguments)
    options = ImportOptions.from_dict(settings.importing)
    steps = read_inputs(arguments.input, options, settings.axis, strict=False)
    imported = run_with_progress(steps)
    found = describe(imported)
    refused = [f for f in found["files"] if f["status"] == "refused"]
    if arguments.json:
        print(json.dumps(found, allow_nan=False))
    else:
        _print_info(found)
    if len(refused) == len(found["files"]):
        first = f": {refused[0]['path']}: {refused[0]['reason']}" if refused else "."
        print(f"ramangan: no spectra could be read{first}", file=sys.stderr)
        return BAD
    return _left_out([(f["path"], f["reason"]) for f in refused])


def _print_info(found: dict[str, Any]) -> None:
    for file in found["files"]:
        if file["status"] == "refused":
            continue
        unit = {"1/cm": "cm⁻¹"}.get(file["x_unit"], file["x_unit"])
        print(
            f"{file['path']}: {_spectra(file['n_spectra'])} × {file['n_points']} points, "
            f"{file['x_first']:g} to {file['x_last']:g} {unit} ({file['reader']})"
        )
    for label, count in found["classes"].items():
        print(f"  {label or '(no name)'}: {count}")
    for warning in found["warnings"]:
        print(f"note: {warning}")


def _spectra(n: int, kind: str = "") -> str:
    return f"{n} {kind}{'spectrum' if n == 1 else 'spectra'}"


def do_correct(arguments: argparse.Namespace) -> int:
    """Correct and write; give the exit code."""
    from ..workflow.pipeline import correct_files

    settings, out = _settings(arguments), _result_path(arguments.output, arguments.input)
    project = run_with_progress(correct_files(arguments.input, settings, out))
    assert project.corrected is not None
    _print_notes(project)
    print(f"{out}: {_spectra(len(project.corrected.spectra), 'corrected ')}")
    return _ended(project)


def do_augment(arguments: argparse.Namespace) -> int:
    """Generate, judge and write; give the exit code."""
    from ..workflow.pipeline import augment_again, augment_files

    if arguments.source is not None:
        if arguments.input:
            raise RamanGanError("Name either inputs or --from, not both.")
        _refuse_settings(arguments)
        out = _result_path(arguments.output, [arguments.source])
        steps = augment_again(arguments.source, out, arguments.resume)
    elif arguments.input:
        settings, out = _settings(arguments), _result_path(arguments.output, arguments.input)
        steps = augment_files(arguments.input, settings, out, arguments.resume)
    else:
        raise RamanGanError("Name the files or folders to read.", "See: ramangan augment --help")
    project = _resumable(steps, out)
    _print_augmented(project, out)
    return _ended(project)


def _resumable(steps: Steps[Project], out: Path) -> Project:
    """Do the work; where it is interrupted, say how to go on with what is kept of it."""
    from ..workflow.pipeline import KEPT, is_unfinished

    try:
        return run_with_progress(steps)
    except KeyboardInterrupt as error:
        if not is_unfinished(out):
            raise
        raise Cancelled("cancelled; nothing was written.", KEPT) from error


def _refuse_settings(arguments: argparse.Namespace) -> None:
    """Refuse what a job that is repeated as it was could not heed."""
    given = [
        f"--{name.replace('_', '-')}"
        for name, value in vars(arguments).items()
        if name not in _REPEATABLE and value is not None and value is not False and value != []
    ]
    if given:
        raise RamanGanError(
            f"--from repeats a job with the settings that its file holds, without "
            f"{', '.join(given)}.",
            "Leave that out, or name the files to read in place of --from.",
        )


def _result_path(output: Path, inputs: list[Path]) -> Path:
    """Give the file that results go to, none of those that are read, before work begins."""
    from ..io.scanning import scan
    from ..io.targets import refuse_sources
    from ..workflow.export_files import export_path

    out = export_path(output)
    refuse_sources([out], scan(inputs))
    return out


def _print_notes(project: Project) -> None:
    from ..preprocessing import airpls_batch
    from ..preprocessing.checks import sentences

    if (read := project.imported) is not None:
        for note in (*read.messages, *sentences(read.spectra, read.findings)):
            print(f"note: {note}")
    if project.corrected is not None:
        for note in project.corrected.messages:
            print(f"note: {note}")
        if note := airpls_batch.note():
            print(f"note: {note}")


def _print_augmented(project: Project, out: Path) -> None:
    augmentation = project.augmentation
    assert augmentation is not None
    _print_notes(project)
    for message in augmentation.messages:
        print(f"note: {message}")
    if augmentation.scorecard is not None:
        print_scorecard(augmentation.scorecard)
    n_rejected = len(augmentation.generated) - project.n_accepted
    were = "was" if n_rejected == 1 else "were"
    generated = _spectra(project.n_accepted, "generated ")
    print(f"{out}: {generated} ({n_rejected} more {were} implausible)")


def do_export(arguments: argparse.Namespace) -> int:
    """Write CSV; give the exit code."""
    from ..io.tables import write_csv
    from ..io.targets import TABLE_SUFFIXES, refuse_sources, with_suffix_of
    from ..workflow.export import is_result, read_result

    source, target = arguments.input, arguments.output
    if not source.is_file():
        raise RamanGanError(f"There is no file {source}.")
    if not is_result(source):
        raise RamanGanError(f"{source} was not written by RamanGAN.")
    if target.is_dir() or not target.suffix:
        target.mkdir(parents=True, exist_ok=True)
        target = target / f"{source.stem}.csv"
    target = with_suffix_of(target, TABLE_SUFFIXES)
    augmented = read_result(source)
    refuse_sources([target], (file.path for file in augmented.inputs))
    run_with_progress(write_csv(target, augmented))
    print(f"{target} written")
    return OK


def do_report(arguments: argparse.Namespace) -> int:
    """Write the report of a file; give the exit code."""
    from ..io.report import write_report
    from ..io.targets import REPORT_SUFFIXES, with_suffix_of
    from ..workflow.export import is_result, read_result

    source, target = arguments.input, with_suffix_of(arguments.output, REPORT_SUFFIXES)
    if not source.is_file():
        raise RamanGanError(f"There is no file {source}.")
    if not is_result(source):
        raise RamanGanError(f"{source} was not written by RamanGAN.")
    augmented = read_result(source)
    if target.suffix.lower() == ".pdf":
        from ..app import save_report_pdf

        save_report_pdf(augmented, target)
    else:
        run_with_progress(write_report(target, augmented))
    print(f"{target} written")
    return OK


def do_sample_job(arguments: argparse.Namespace) -> int:
    """Do the whole job on the sample set, with a picture at the end; give the exit code."""
    from ..simulation.samples import sample_path
    from ..workflow.pipeline import Settings, augment_files

    arguments.out.mkdir(parents=True, exist_ok=True)
    out = arguments.out / "sample.h5"
    settings = Settings.of(plan_words=[f"augment.preset={arguments.preset}"])
    project = run_with_progress(augment_files([sample_path("simulated")], settings, out))
    _print_augmented(project, out)
    from ..app import save_overview

    picture = arguments.out / "sample.png"
    save_overview(project, picture)
    print(f"{picture}: overlay of generated on original spectra, and PCA")
    return OK


def _settings(arguments: argparse.Namespace) -> Settings:
    """Turn the options into recipe and plan."""
    from ..workflow.pipeline import Settings

    words = []
    for name in ("augmenter", "preset", "per_class", "seed"):
        value = getattr(arguments, name, None)
        if value is not None:
            words.append(f"augment.{name}={str(value).replace('-', '_')}")
    if getattr(arguments, "per_class", None) is not None:
        words.append("augment.amount=per_class")
    if getattr(arguments, "seed", None) is not None:
        words.append(f"split.seed={arguments.seed}")
    if getattr(arguments, "folds", None) is not None:
        words.append(f"split.folds={arguments.folds}")
    if getattr(arguments, "max_minutes", None) is not None:
        words.append(f"augment.max_minutes={arguments.max_minutes}")
    assignments = [word for group in arguments.set for word in group]
    return Settings.of(assignments, getattr(arguments, "recipe", None), words)


def _ended(project: Project) -> int:
    """Say which inputs were left out, and choose the exit code by it."""
    entries = project.imported.left_out if project.imported is not None else ()
    return _left_out(
        [
            (f"{e.path}, {e.where}" if e.n_spectra else e.path, f"{e.reason} {e.remedy}".rstrip())
            for e in entries
        ]
    )


def _left_out(files: list[tuple[str, str]]) -> int:
    for path, reason in files:
        print(f"left out: {path}: {reason}", file=sys.stderr)
    return SOME_LEFT_OUT if files else OK
