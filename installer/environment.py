"""The virtual environment ``.venv`` of this checkout: made once, checked at every start."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from machine import SetUpError, last_lines, run_captured, say

ROOT = Path(__file__).resolve().parent.parent

#: PyTorch's own index of builds without GPU code; its default builds for Linux take several GB.
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PROBE_SECONDS = 3.0
NEEDED_GIGABYTES = 3.0

#: Proves that what was installed starts.
CHECK = "import PySide6.QtWidgets, torch, ramangan_gui; print('PyTorch', torch.__version__)"


def venv_folder() -> Path:
    return ROOT / ".venv"


def venv_python() -> Path:
    return venv_folder() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def child_environment() -> "dict[str, str]":
    """Give the environment without what would lead another Python's packages in."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONHOME"}
    environment["PYTHONPATH"] = str(ROOT)
    return environment


# --- the stamp: what was set up, written last of all, so that a set-up cut off shows ---------


def stamp_file() -> Path:
    return venv_folder() / "ramangan-setup.json"


def project_table() -> "dict[str, dict[str, object]]":
    import tomllib

    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {key: pyproject.get(key, {}) for key in ("build-system", "project")}


def wanted_stamp() -> "dict[str, object]":
    """Describe the environment that is wanted; any other is set up anew."""
    described = json.dumps(project_table(), sort_keys=True).encode()
    return {
        "finished": True,
        "root": str(ROOT),
        "python": "{}.{}".format(*sys.version_info[:2]),
        "project": hashlib.sha256(described).hexdigest(),
    }


def found_stamp() -> "dict[str, object]":
    try:
        stamp = json.loads(stamp_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp: "dict[str, object]") -> None:
    new = stamp_file().with_suffix(".new")
    with open(str(new), "w", encoding="utf-8") as file:
        json.dump(stamp, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(str(new), str(stamp_file()))


# --- making it ------------------------------------------------------------------------------


def set_up() -> None:
    """Make ``.venv`` and install RamanGAN into it, unless that is done."""
    if is_ready():
        return
    with only_one_set_up():
        if is_ready():  # another start finished it while this one waited
            return
        wanted, found = wanted_stamp(), found_stamp()
        reusable = found.get("finished") is True and venv_python().exists()
        if not reusable or any(found.get(key) != wanted[key] for key in ("root", "python")):
            make_venv()
        write_stamp({"finished": False})
        install()
        write_stamp(wanted)
        say("set-up is done; later starts need no network.")


def is_ready() -> bool:
    return found_stamp() == wanted_stamp() and venv_python().exists()


@contextlib.contextmanager
def only_one_set_up() -> "Iterator[None]":
    """Wait while another start sets up this checkout (not on Windows).

    The programs started meanwhile inherit the lock, so that pip, outliving a start that was
    killed, is waited for as well.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(__file__, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another start that is setting up.")
            fcntl.flock(file, fcntl.LOCK_EX)
        os.set_inheritable(file.fileno(), True)
        yield


def make_venv() -> None:
    """Make an empty environment; one that this program made before is removed."""
    folder = venv_folder()
    if folder.exists():
        remove_old(folder)
    free = shutil.disk_usage(str(ROOT)).free / 1e9
    if free < NEEDED_GIGABYTES:
        raise SetUpError(
            f"the set-up needs about {NEEDED_GIGABYTES:.0f} GB, and only {free:.1f} GB are free at"
            f" {ROOT}: make room and start again."
        )
    say(f"making the virtual environment {folder}.")
    folder.mkdir()
    write_stamp({"finished": False})
    done = run_captured([sys.executable, "-m", "venv", str(folder)])
    if done.returncode != 0:
        print(last_lines(done.stdout), file=sys.stderr)
        raise SetUpError("the virtual environment could not be made (see above).")


def remove_old(folder: Path) -> None:
    stamp = found_stamp()
    if not stamp:
        raise SetUpError(
            f"{folder} was not made by this program: rename or remove it and start again."
        )
    finished = stamp.get("finished")
    say("making .venv anew." if finished else "an earlier set-up was cut off; beginning anew.")
    try:
        shutil.rmtree(str(folder))
    except OSError as error:
        raise SetUpError(
            f".venv cannot be removed ({error}): close what uses it and start again."
        ) from None


def install() -> None:
    """Install PyTorch's CPU build where that can be chosen, then RamanGAN and all it needs."""
    say("installing; this needs the network and takes some minutes, once.")
    torch = torch_requirement()
    if torch and sys.platform.startswith("linux") and not install_cpu_torch(torch):
        say(
            "the index of PyTorch's CPU builds cannot be used from here; pip takes PyTorch from"
            " where it is set to look, which may give the GPU build (about 6 GB on disk)."
        )
    failure = pip_install("--editable", f"{ROOT}[test]")
    if failure:
        print(failure, file=sys.stderr)
        raise SetUpError(
            "the installation failed (see above). It needs the network this once: check the"
            " connection, or the proxy, and start again."
        )
    done = run_captured([str(venv_python()), "-c", CHECK], child_environment())
    if done.returncode != 0:
        print(last_lines(done.stdout), file=sys.stderr)
        raise SetUpError("what was installed does not start (see above).")
    say(f"installed {last_lines(done.stdout, 1)}.")


def install_cpu_torch(requirement: str) -> bool:
    return answers(CPU_INDEX + "/torch/") and not pip_install("--index-url", CPU_INDEX, requirement)


def torch_requirement() -> str:
    dependencies = project_table()["project"].get("dependencies", [])
    assert isinstance(dependencies, list)
    return next((d for d in dependencies if re.match(r"torch\b(?![-_.])", d)), "")


def answers(address: str) -> bool:
    """Tell whether a server answers soon; pip would try an absent one for minutes."""
    import urllib.request

    good = []

    def probe() -> None:
        with contextlib.suppress(OSError, ValueError):
            request = urllib.request.Request(address, method="HEAD")
            with urllib.request.urlopen(request, timeout=PROBE_SECONDS) as answer:
                good.append(answer.status == 200)

    # The time-out does not cover the look-up of the name, hence the thread.
    thread = threading.Thread(target=probe, daemon=True)
    thread.start()
    thread.join(PROBE_SECONDS)
    return good == [True]


def pip_install(*arguments: str) -> str:
    """Run pip, showing only large downloads; give its last lines if it fails, else nothing."""
    command = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    process = subprocess.Popen(
        [*command, "install", "--progress-bar", "off", *arguments],
        env=dict(child_environment(), PIP_USER="0", PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,
    )
    lines = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            shown = worth_showing(line)
            if shown:
                say(shown)
        return last_lines("".join(lines)) if process.wait() else ""
    except BaseException:
        process.kill()
        process.wait()
        raise


def worth_showing(line: str) -> str:
    """Give the sentence for a line of pip that says why it takes long, else nothing."""
    large = re.match(r"\s*(?:Downloading|Using cached) (\S+) \((\d+\.?\d*) (MB|GB)\)", line)
    if large and (large.group(3) == "GB" or float(large.group(2)) >= 10):
        return "  {} ({} {})".format(large.group(1).rsplit("/", 1)[-1], *large.group(2, 3))
    packages = re.match(r"Installing collected packages: (.*)", line)
    if packages:
        return "  writing {} packages to disk".format(len(packages.group(1).split(",")))
    return ""
