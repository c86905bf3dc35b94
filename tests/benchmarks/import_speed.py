"""How fast text files are read, and in how much memory, beside ``numpy.loadtxt`` and pandas.

Folders of two-column files, as instruments export single spectra: numbers alone, and numbers below
a header of 32 lines of which four differ from file to file, between tabs or semicolons, with
decimal points or commas; and one file with a very large number of spectra in rows below their axis.
``numpy.loadtxt`` is told to skip the header and to turn commas into points, which our reader finds
out, together with everything else that the header says. The spectra are those of the set
``lipid_excipients_785`` where ``--data`` has it, else simulated ones with the same number of
points. All readers get the same files in the same run, one after the other in one thread; times
are processor times, medians over rounds. For the folders, the peers read every tenth file. Memory
is what the process takes beyond its state before, at its peak, over the size of the spectra as
float32: for reading alone and for the whole import with checks and the common axis; pages of the
file itself, which the system gives back at any time, are not counted.

    python tests/benchmarks/import_speed.py [--data DIR] [--quick]

Each line reads ``name value goal ok|short``; the exit code is 1 where a figure is short.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ramangan_gui.core.progress import run
from ramangan_gui.io.importing import ImportOptions, read_inputs
from ramangan_gui.io.readers import read_file
from ramangan_gui.preprocessing.axis import Axis

GOAL_RATIO = 5.0
GOAL_MEMORY = 2.5

#: Sizes of the two cases: files, spectra in the large file, rounds.
FULL = (5_000, 100_000, 3)
QUICK = (400, 5_000, 3)


class Case(NamedTuple):
    """How the files of a folder are written."""

    name: str
    delimiter: str = "\t"
    decimal: str = "."
    line_end: str = "\n"
    n_header: int = 0


CASES = (
    Case("files"),
    Case("headed_tab", n_header=32),
    Case("headed_tab_comma", decimal=",", n_header=32),
    Case("headed_semicolon_comma", ";", ",", "\r\n", 32),
)

#: Points of the spectra in the large file, so that it stays below half a gigabyte.
LARGE_POINTS = 400


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed and memory of reading text files.")
    parser.add_argument("--data", type=Path, help="folder with sets/ of real spectra")
    parser.add_argument("--quick", action="store_true", help="400 files and 5,000 spectra")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--by", choices=["read", "import"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory_of:
        print(json.dumps(memory_of(arguments.memory_of, arguments.by)))
        return 0
    n_files, n_spectra, rounds = QUICK if arguments.quick else FULL
    axis, spectra, source = measured(arguments.data)
    print(f"# {source}; numpy {np.__version__}; one thread; processor time, median of {rounds}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = True
        for case in CASES:
            good &= many_files(folder, case, axis, spectra, n_files, rounds)
        good &= large_file(folder, axis, spectra, n_spectra, rounds)
    return 0 if good else 1


def measured(data: Path | None) -> tuple[np.ndarray, np.ndarray, str]:
    path = (data or Path()) / "sets" / "lipid_excipients_785" / "lipid_excipients_785.npz"
    if data and path.is_file():
        with np.load(path) as archive:
            return archive["x"], archive["spectra"].astype(float), "lipid_excipients_785"
    rng = np.random.default_rng(0)
    axis = 400 + 1.4 * np.arange(1015) - 1e-4 * np.arange(1015) ** 2
    bands = [300 * np.exp(-(((axis - c) / 9) ** 2)) for c in (620, 800, 1001, 1130, 1450)]
    spectra = rng.uniform(0.2, 1, (160, 5)) @ np.array(bands) + 900 + rng.normal(0, 9, (160, 1015))
    return axis, spectra, "simulated spectra"


def many_files(
    folder: Path, case: Case, axis: np.ndarray, spectra: np.ndarray, n_files: int, rounds: int
) -> bool:
    folder = folder / case.name
    folder.mkdir()
    paths = [folder / f"spectrum_{number:05d}.txt" for number in range(n_files)]
    for number, path in enumerate(paths):
        path.write_bytes(written(case, axis, spectra[number % len(spectra)], number))
    print(f"# {n_files} files of two columns, {axis.size} points each: {case}")
    some = paths[::10]

    def loadtxt(path: Path) -> np.ndarray:
        convert = {"converters": lambda cell: float(cell.replace(",", "."))}
        more = convert if case.decimal == "," else {}
        return np.loadtxt(path, delimiter=case.delimiter, skiprows=case.n_header, **more)

    _, (read,) = read_file(paths[-1])
    assert np.array_equal(read.intensities[0], loadtxt(paths[-1])[:, 1].astype(np.float32))
    each = {
        "ours": seconds(rounds, lambda: [read_file(path) for path in paths]) / n_files,
        "loadtxt": seconds(rounds, lambda: [loadtxt(path) for path in some]) / len(some),
    }
    if pandas := pandas_reader(case):
        each["pandas"] = seconds(rounds, lambda: [pandas(path, None) for path in some]) / len(some)
    size = sum(path.stat().st_size for path in paths) / n_files
    good = figures(case.name, each, size, lambda took: 1 / took, "files_per_second")
    good &= memory(case.name, folder)
    shutil.rmtree(folder)
    return good


def written(case: Case, axis: np.ndarray, values: np.ndarray, number: int) -> bytes:
    """Write one file of a folder."""
    header = [
        ("Instrument", "Spectrometer 785"), ("Serial number", "R-4711"),
        ("Date", f"2026-03-{1 + number % 28:02d}"), ("Time", f"{number % 24:02d}:11"),
        ("Sample", f"measurement {number:05d}"), ("Exposure time (ms)", f"{900 + number % 200}"),
        ("Laser wavelength (nm)", "785"), *((f"Setting {k}", f"value {k}") for k in range(23)),
        ("", ""), ("Raman shift (cm-1)", "Intensity (counts)"),
    ]  # fmt: skip
    lines = [case.delimiter.join(cells) for cells in header[: case.n_header]]
    for x, y in zip(axis, values, strict=True):
        lines.append(f"{x:.4f}{case.delimiter}{y:.3f}".replace(".", case.decimal))
    return "".join(line + case.line_end for line in lines).encode()


def large_file(
    folder: Path, axis: np.ndarray, spectra: np.ndarray, n_spectra: int, rounds: int
) -> bool:
    axis, spectra = axis[:LARGE_POINTS], spectra[:, :LARGE_POINTS]
    path = folder / "many.txt"
    rows = ["\t".join(f"{value:.3f}" for value in row) + "\n" for row in spectra]
    with path.open("w") as file:
        file.write("\t".join(f"{x:.4f}" for x in axis) + "\n")
        for number in range(n_spectra):
            file.write(rows[number % len(rows)])
    print(f"# one file of {n_spectra} spectra in rows, {axis.size} points each")
    (read,) = read_file(path)[1]
    assert read.intensities.shape == (n_spectra, axis.size)
    rounds = 1 if n_spectra > 20_000 else rounds
    each = {
        "ours": seconds(rounds, lambda: read_file(path)),
        "loadtxt": seconds(rounds, lambda: np.loadtxt(path, delimiter="\t", dtype=np.float32)),
    }
    if pandas := pandas_reader(CASES[0]):
        each["pandas"] = seconds(rounds, lambda: pandas(path, np.float32))
    size = path.stat().st_size
    good = figures("spectra", each, size, lambda took: n_spectra / took, "spectra_per_second")
    return memory("spectra", path) and good


def memory(case: str, path: Path) -> bool:
    """Tell the memory of reading alone and of the whole import, each in a process of its own."""
    good = True
    for what in ("import",) if path.is_dir() else ("read", "import"):
        command = [sys.executable, __file__, "--memory-of", str(path), "--by", what]
        facts = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        ratio = facts["peak"] / facts["float32"]
        name = f"{case}_{what}_memory_over_float32"
        good &= line(name, ratio, GOAL_MEMORY, ratio <= GOAL_MEMORY)
        print(f"{case}_{what}_seconds {facts['seconds']:.3g} - ok")
    return good


def pandas_reader(case: Case) -> Callable[[Path, object], object] | None:
    try:
        import pandas
    except ImportError:
        print("# pandas is not installed and left out")
        return None
    return lambda path, dtype: pandas.read_csv(
        path, sep=case.delimiter, decimal=case.decimal, skiprows=case.n_header, header=None,
        dtype=dtype,
    )  # fmt: skip


def seconds(rounds: int, work: Callable[[], object]) -> float:
    took = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return statistics.median(took)


def figures(
    case: str, each: dict[str, float], size: float, rate: Callable[[float], float], unit: str
) -> bool:
    for who, took in each.items():
        print(f"{case}_{who}_{unit} {rate(took):.4g} - ok")
        print(f"{case}_{who}_mb_per_second {size / took / 1e6:.4g} - ok")
    if "pandas" in each:
        print(f"{case}_speed_over_pandas {each['pandas'] / each['ours']:.3g} - ok")
    ratio = each["loadtxt"] / each["ours"]
    return line(f"{case}_speed_over_loadtxt", ratio, GOAL_RATIO, ratio >= GOAL_RATIO)


def line(name: str, value: float, goal: float, good: bool) -> bool:
    print(f"{name} {value:.3g} {goal:g} {'ok' if good else 'short'}", flush=True)
    return good


def memory_of(path: Path, by: str) -> dict[str, float]:
    """Read a file or import a folder while a thread looks at the memory of the process."""
    with tempfile.TemporaryDirectory() as name:  # modules and buffers that stay are taken before
        small = Path(name) / "small.txt"
        small.write_text("".join(f"{400 + 2 * k}.5\t{k % 7}\n" for k in range(100)))
        spectra_from(small, "import")
    before = own_bytes()
    peaks, done = [before], threading.Event()

    def watch() -> None:
        while not done.wait(0.002):
            peaks.append(own_bytes())

    threading.Thread(target=watch, daemon=True).start()
    begun = time.process_time()
    spectra = spectra_from(path, by)
    took = time.process_time() - begun
    peaks.append(own_bytes())
    done.set()
    return {"peak": max(peaks) - before, "float32": spectra.nbytes, "seconds": took}


def spectra_from(path: Path, by: str) -> np.ndarray:
    if by == "read":
        return read_file(path)[1][0].intensities
    found = run(read_inputs([path], ImportOptions(), Axis())).found
    assert found is not None
    return found.intensities


def own_bytes() -> int:
    """Give the memory of this process that is no file's, in bytes."""
    status = Path("/proc/self/status")
    if status.is_file():
        text = status.read_text()
        return int(text.split("RssAnon:")[1].split()[0]) * 1024
    import resource

    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
