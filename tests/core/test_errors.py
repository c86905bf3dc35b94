"""Short memory is known for what it is, whoever reports it."""

import errno
import subprocess
import sys

import pytest

from ramangan_gui.cli import main
from ramangan_gui.core.errors import RamanGanError, is_out_of_memory


@pytest.mark.parametrize(
    ("error", "short"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "x"), True),
        (ImportError("libtorch_python.so: failed to map segment from shared object"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried 80 bytes"), True),
        (RuntimeError("shapes differ"), False),
        (ImportError("No module named 'x'"), False),
        (ValueError("out of memory"), False),
        (RamanGanError("x", "y"), False),
    ],
)
def test_that_short_memory_is_known_whoever_reports_it(error, short):
    assert is_out_of_memory(error) is short


STARVED = """
import resource
from pathlib import Path
from ramangan_gui.core.errors import RamanGanError, is_out_of_memory
odd, ours = ValueError("field 'target' is required for AnnAssign"), RamanGanError("x", "y")
assert not is_out_of_memory(odd)
lines = Path("/proc/self/status").read_text().splitlines()
held = next(int(line.split()[1]) for line in lines if line.startswith("VmSize")) * 1024
resource.setrlimit(resource.RLIMIT_AS, (held, held))
print(is_out_of_memory(odd), is_out_of_memory(ours))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits memory as Linux does")
def test_that_any_error_where_no_memory_is_left_is_told_as_that():
    done = subprocess.run([sys.executable, "-c", STARVED], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"], done.stderr


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't allocate memory")])
def test_that_the_command_line_tells_of_short_memory(monkeypatch, capsys, tmp_path, error):
    def failing(*_, **__):
        raise error

    monkeypatch.setattr("ramangan_gui.cli.commands.run_with_progress", failing)
    (tmp_path / "a.txt").write_text("100 1\n200 2\n300 3\n400 4\n")
    assert main(["info", str(tmp_path / "a.txt")]) == 2
    assert "not enough memory" in capsys.readouterr().err
