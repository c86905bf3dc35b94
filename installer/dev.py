"""Sets RamanGAN up in this checkout and starts it, or its tests.

    python3 installer/dev.py run              the window, ready with the sample set;
                                              without a screen the same job, headless
    python3 installer/dev.py run COMMAND ...  any command of the program, such as: run info FOLDER
    python3 installer/dev.py test [...]       all tests; further arguments go to pytest

On Windows: py installer\\dev.py run. Only the standard library is used. The first start makes the
virtual environment .venv and needs the network; later starts do not. The syntax here and in the
modules beside it is that of old Pythons, so that they too can say in a sentence what they lack.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from environment import ROOT, child_environment, is_ready, set_up, venv_python
from machine import SetUpError, check_processor, has_screen, provide_system_parts, say

OLDEST, NEWEST = (3, 11), (3, 13)

USAGE = "Usage: python3 installer/dev.py run [COMMAND ...] | test [PYTEST ARGUMENT ...]"


def main(arguments: "list[str]") -> int:
    if not arguments or arguments[0] not in ("run", "test"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        use_supported_python(arguments)
        check_processor()
        provide_system_parts(for_venv=not is_ready())
        set_up()
        start(arguments[0], arguments[1:])
    except SetUpError as error:
        print(f"RamanGAN: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("RamanGAN: stopped.", file=sys.stderr)
        return 130


def use_supported_python(arguments: "list[str]") -> None:
    """Start again with a supported Python where this one is not."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    here = "{}.{}".format(*sys.version_info[:2])
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        command = ["py", f"-3.{minor}"] if os.name == "nt" else [f"python3.{minor}"]
        if shutil.which(command[0]) and is_python(command, minor):
            say(f"Python {here} is not supported; using Python 3.{minor}, which is here too.")
            become([*command, str(Path(__file__).resolve()), *arguments], dict(os.environ))
    raise SetUpError(
        f"this is Python {here}, and RamanGAN runs with Python 3.11, 3.12 or 3.13: install one of"
        " them (from python.org, or with the package manager) and start again with it."
    )


def is_python(command: "list[str]", minor: int) -> bool:
    """Tell whether the command really starts that Python; launchers may promise too much."""
    check = f"import sys; sys.exit(sys.version_info[:2] != (3, {minor}))"
    quiet = subprocess.DEVNULL
    return subprocess.call([*command, "-c", check], stdout=quiet, stderr=quiet) == 0


def start(what: str, arguments: "list[str]") -> NoReturn:
    environment = child_environment()
    if not has_screen():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [str(venv_python()), "-m"]
    if what == "test":
        # With several threads the small matrices of the tests take longer, not shorter.
        environment.setdefault("OMP_NUM_THREADS", "1")
        os.chdir(str(ROOT))
        command += ["pytest", *arguments]
    elif arguments:
        command += ["ramangan_gui", *arguments]
    elif has_screen():
        command += ["ramangan_gui", "gui", "--sample"]
    else:
        say("there is no screen here, so the sample set is worked through without the window.")
        command += ["ramangan_gui", "sample-job", "--out", str(ROOT / "ramangan-output")]
    become(command, environment)


def become(command: "list[str]", environment: "dict[str, str]") -> NoReturn:
    """Hand over to another program and its exit code."""
    sys.stdout.flush()
    if os.name == "nt":  # where exec would return to the prompt at once
        sys.exit(subprocess.call(command, env=environment))
    os.execvpe(command[0], command, environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
