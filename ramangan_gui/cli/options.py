"""The words that the command line understands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from .. import __version__
from ..core.errors import RamanGanError
from . import commands as work
from .evaluation import do_evaluate
from .self_test import do_self_test


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the usage in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the whole usage."""
        raise RamanGanError(f"{message}.", f"See: {self.prog} --help")


def make_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    parser = Parser(
        prog="ramangan",
        description="From a few measured Raman spectra to a balanced training set one can trust.",
    )
    parser.add_argument("--version", action="version", version=f"RamanGAN {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    _window(commands)
    _info(commands)
    _correct(commands)
    _augment(commands)
    _evaluate(commands)
    _export(commands)
    _report(commands)
    _sample_job(commands)
    _self_test(commands)
    return parser


def _window(commands: Any) -> None:
    p = commands.add_parser("gui", help="open the window")
    p.add_argument("project", nargs="*", metavar="PROJECT", help="files or folders to open")
    p.add_argument("--sample", action="store_true", help="open the simulated sample set")
    p.add_argument("--theme", choices=("system", "light", "dark"), default="system")
    p.add_argument("--report-first-paint", action="store_true", help=argparse.SUPPRESS)
    p.set_defaults(work=work.do_window)


def _info(commands: Any) -> None:
    p = commands.add_parser("info", help="what was read: classes, counts, axis, warnings")
    _inputs(p)
    _settable(p)
    p.add_argument("--json", action="store_true", help="print one JSON object")
    p.set_defaults(work=work.do_info)


def _correct(commands: Any) -> None:
    p = commands.add_parser("correct", help="correct baselines and write HDF5")
    _inputs(p)
    p.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.h5")
    _settable(p)
    p.add_argument("--recipe", type=Path, metavar="FILE", help="recipe, or HDF5 that has one")
    p.set_defaults(work=work.do_correct)


def _augment(commands: Any) -> None:
    p = commands.add_parser("augment", help="generate spectra, judge them and write HDF5")
    p.add_argument("input", nargs="*", type=Path, metavar="INPUT", help="files or folders")
    p.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.h5")
    p.add_argument("--from", dest="source", type=Path, metavar="OUT.h5",
                   help="the same job once more, from what a file holds")  # fmt: skip
    amount = p.add_mutually_exclusive_group()
    amount.add_argument("--per-class", metavar="N", help="N generated spectra for every class")
    amount.add_argument("--balance", action="store_true",
                        help="fill every class up to the largest (default)")  # fmt: skip
    p.add_argument("--augmenter", metavar="NAME", help="method, such as wgan-gp")
    p.add_argument("--preset", metavar="NAME", help="quick, standard or thorough")
    p.add_argument("--folds", metavar="K", help="number of folds, 2 to 5")
    p.add_argument("--max-minutes", type=float, metavar="M", help="limit for the whole command")
    p.add_argument("--seed", metavar="S", help="seed of everything random")
    p.add_argument("--recipe", type=Path, metavar="FILE", help="recipe, or HDF5 that has one")
    _settable(p)
    p.add_argument("--resume", action="store_true", help="go on after a crash")
    p.set_defaults(work=work.do_augment)


def _evaluate(commands: Any) -> None:
    p = commands.add_parser("evaluate", help="judge generated spectra")
    p.add_argument("input", nargs="?", type=Path, metavar="OUT.h5")
    p.add_argument("--original", type=Path, metavar="A", help="corrected originals")
    p.add_argument("--generated", type=Path, metavar="B", help="generated spectra")
    p.add_argument("--training", type=Path, metavar="T", help="what the generator was trained on")
    p.add_argument("--utility", action="store_true",
                   help="also what generated spectra do for a classifier (minutes)")  # fmt: skip
    p.add_argument("--band", action="append", nargs="+", type=float, default=[], metavar="PLACE",
                   help="compare the band there, too; in units of the axis")  # fmt: skip
    _settable(p, "utility.repeats=5")
    p.add_argument("--json", action="store_true", help="print one JSON object")
    p.set_defaults(work=do_evaluate)


def _export(commands: Any) -> None:
    p = commands.add_parser("export", help="write a file's spectra as CSV")
    p.add_argument("input", type=Path, metavar="OUT.h5")
    p.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.csv|DIR")
    p.set_defaults(work=work.do_export)


def _report(commands: Any) -> None:
    p = commands.add_parser("report", help="write a file's report as HTML or PDF")
    p.add_argument("input", type=Path, metavar="OUT.h5")
    p.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.html|OUT.pdf")
    p.set_defaults(work=work.do_report)


def _sample_job(commands: Any) -> None:
    p = commands.add_parser("sample-job", help="the whole job on the sample set, without a window")
    p.add_argument("--out", type=Path, default=Path("ramangan-output"), metavar="DIR")
    p.add_argument("--preset", default="quick", metavar="NAME")
    p.set_defaults(work=work.do_sample_job)


def _self_test(commands: Any) -> None:
    p = commands.add_parser("self-test", help="try whether this installation can do its work")
    p.set_defaults(work=do_self_test)


def _inputs(p: argparse.ArgumentParser) -> None:
    p.add_argument("input", nargs="+", type=Path, metavar="INPUT", help="files or folders")


def _settable(p: argparse.ArgumentParser, example: str = "baseline.lam=1e5") -> None:
    p.add_argument("--set", action="append", nargs="+", default=[], metavar="STEP.PARAMETER=VALUE",
                   help=f"change a setting, such as {example}")  # fmt: skip
