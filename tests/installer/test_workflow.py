"""The workflow for a Windows runner, which nobody has run: it asks for what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ramangan_gui.cli.options import make_parser
from ramangan_gui.cli.self_test import do_self_test

ROOT = Path(__file__).resolve().parents[2]

WORKFLOW = ROOT / ".github" / "workflows" / "windows.yml"
TEXT = WORKFLOW.read_text("utf-8")
SCRIPT = (ROOT / "installer" / "windows" / "ramangan.nsi").read_text("utf-8")


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    return dict(yaml.safe_load(TEXT)["jobs"])


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_that_it_says_that_it_has_not_run() -> None:
    assert TEXT.startswith("# NOT YET RUN")


def test_that_what_is_built_is_handed_on_and_tried(jobs: dict[str, Any]) -> None:
    build, attempt = jobs["build"], jobs["try"]
    assert attempt["needs"] == "build"
    assert attempt["runs-on"].startswith("windows")
    up, down = build["steps"][-1], attempt["steps"][0]
    assert up["uses"].split("@")[0] == "actions/upload-artifact"
    assert down["uses"].split("@")[0] == "actions/download-artifact"
    assert up["with"]["name"] == down["with"]["name"]
    out = re.search(r"--out (\S+)", commands(build))
    assert out is not None
    assert up["with"]["path"] == f"{out[1]}/*.exe"


def test_that_the_set_up_is_built_as_the_command_wants_it(jobs: dict[str, Any]) -> None:
    told = re.search(r"python (installer/\S+) (.*)", commands(jobs["build"]))
    assert told is not None
    program = ROOT / told[1]
    asked = subprocess.run(
        [sys.executable, program, "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    for option in re.findall(r"--[\w-]+", told[2]):
        assert option in asked.stdout
    # The Python that goes in, as it was fetched and checked.
    assert f"--runtime {re.search(r'--output (.*?) ', TEXT)[1]}" in told[0]
    setup = [step for step in jobs["build"]["steps"] if "setup-python" in step.get("uses", "")]
    assert [step["with"]["python-version"] for step in setup] == ["3.11"]
    wanted = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
    source = program.read_text("utf-8")
    for name, package in wanted.items():
        assert f'"{name}"' in source
        assert package in commands(jobs["build"])


def test_that_it_looks_where_the_set_up_puts_things(jobs: dict[str, Any]) -> None:
    done = commands(jobs["try"])
    folder = re.search(r'InstallDir "\$LOCALAPPDATA\\(.*)"', SCRIPT)
    assert folder is not None
    used = set(re.findall(r'\$env:LOCALAPPDATA\\([\w\\]+?)(?:\\[\w-]+\.exe)?"', done))
    assert used == {folder[1]}
    launchers = (ROOT / "installer" / "windows.py").read_text("utf-8")
    for name in set(re.findall(r"[\w-]+\.exe", done)) - {"uninstall.exe", "-setup.exe"}:
        assert f'"{name}"' in launchers
    assert "uninstall.exe" in SCRIPT
    assert "-setup.exe" in launchers
    assert "*-setup.exe" in done
    for key in re.findall(r"HKCU:\\Software\\Classes\\([\w.]+)", done):
        assert f'WriteRegStr HKCU "Software\\Classes\\{key}' in SCRIPT
    assert 'CreateShortCut "$SMPROGRAMS\\RamanGAN.lnk"' in SCRIPT
    assert r"Start Menu\Programs\RamanGAN.lnk" in done


def test_that_the_program_takes_the_words_it_is_given(jobs: dict[str, Any]) -> None:
    words = re.findall(r'ramangan-cli\.exe" (.*)', commands(jobs["try"]))
    assert words == ["--self-test", "gui --report-first-paint"]
    parser = make_parser()
    # As an option it is another name of the command.
    assert parser.parse_args([words[0].removeprefix("--")]).work is do_self_test
    assert parser.parse_args(words[1].split()).report_first_paint
