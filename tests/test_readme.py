"""What the README promises: its commands, pictures, options and Python lines."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.cli.options import make_parser
from ramangan_gui.core.augmented_set import AugmentedSet, Generated, Review
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io.hdf5 import write_augmented
from ramangan_gui.workflow.pipeline import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_that_it_begins_with_the_two_commands_and_ci_gives_the_second() -> None:
    beginning = README[:700]
    assert "python3 installer/dev.py run" in beginning
    assert "python3 installer/dev.py test" in beginning
    assert "python3 installer/dev.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_that_what_it_shows_and_links_to_exists() -> None:
    linked = re.findall(r"\]\(([^)#\s]+)\)|(?:src|srcset)=\"([^\"]+)\"", README)
    targets = [a or b for a, b in linked if not (a or b).startswith(("http://", "https://"))]
    assert targets, "the README shows no picture and links to no file"
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_that_files_named_in_code_type_exist() -> None:
    names = re.findall(r"`((?:ramangan_gui|tests|installer|resources)/[\w/.]+)`", README)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_that_the_command_line_takes_what_it_lists() -> None:
    parser = make_parser()
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    listed = README[README.index("ramangan info INPUT") : README.index("INPUT is a file")]
    lines = listed.replace("\n         ", " ").splitlines()
    checked = 0
    for line in lines:
        found = re.match(r"ramangan (\w+)", line)
        if found:
            known = commands.choices[found[1]]._option_string_actions
            options = re.findall(r"(?<![\w-])--?[a-z][\w-]*", line)
            assert [option for option in options if option not in known] == []
            checked += len(options)
    assert checked > 10


def test_that_the_settings_it_names_are_settings() -> None:
    assignments = re.findall(r"--set ([a-z_]+\.\w+=\w+)", README)
    assert assignments
    Settings.of(assignments, None, [])


def test_that_its_python_lines_read_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    axis, values = np.linspace(400.0, 1800.0, 50), np.ones((6, 50), np.float32)
    originals = Spectra.from_arrays(axis, values, label=np.array(list("aaabbb")))
    made = Generated.from_arrays(values[:2], ["a", "b"], [0, 1], review=Review.ACCEPTED)
    fold = np.array([0, 1, 0, 1, 0, 1], np.int32)
    monkeypatch.chdir(tmp_path)
    run(write_augmented(Path("set.h5"), AugmentedSet(originals, originals, fold, made, made)))
    found: dict[str, object] = {"f": 0}
    for lines in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(lines, found)
    np.testing.assert_array_equal(found["label"], list("aaabbbab"))
    np.testing.assert_array_equal(found["test"], [1, 0, 1, 0, 1, 0, 0, 0])
    np.testing.assert_array_equal(found["train"], [0, 1, 0, 1, 0, 1, 1, 0])
