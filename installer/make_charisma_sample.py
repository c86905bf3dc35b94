"""Make the measured sample set from the MIT-licensed wheel of ramanchada2.

    pip download --no-deps ramanchada2==1.5.0
    python installer/make_charisma_sample.py ramanchada2-1.5.0-py3-none-any.whl

Writes ``resources/samples/charisma_tio2_785.npz`` and ``CHARISMA.txt`` beside it. Needs the
package itself to be installed (``pip install -e .``).
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import io
import os
import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.errors import InputError
from ramangan_gui.preprocessing.axis import resample
from ramangan_gui.simulation.samples import SAMPLES

FOLDER = "ramanchada2/auxiliary/spectra/datasets2"
LICENSE = "ramanchada2-1.5.0.dist-info/licenses/LICENSE"

#: The instrument whose axis all spectra take comes first.
INSTRUMENTS = ("FNMT-B", "ICV")

#: Below 200 cm⁻¹ the filters of the two instruments cut the light off at different places; above
#: 2000 cm⁻¹ there is hardly any light, and no band until 2800 cm⁻¹.
RANGE = (200.0, 2000.0)


@dataclass(frozen=True)
class Measured:
    provider: str
    power: int
    replicate: int
    label: str
    file: str
    raman_shift: NDArray[np.float64]
    counts: NDArray[np.float64]

    @property
    def group(self) -> str:
        return f"{self.provider}, {self.power} mW"


def entries(wheel: zipfile.ZipFile) -> list[dict[str, str]]:
    """What the package says about its files: a list of dictionaries, read but not executed."""
    tree = ast.parse(wheel.read(f"{FOLDER}/__init__.py").decode("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "data":
            found: list[dict[str, str]] = ast.literal_eval(node.value)
            return found
    raise InputError("The package's list of spectra was not found in the wheel.")


def number(text: str) -> float:
    """A number with a decimal comma."""
    return float(text.strip().replace(",", "."))


def read_bwtek(text: str, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Raman shift and dark-subtracted counts of one export; pixels without a shift are left out."""
    lines = text.splitlines()
    top = next((i for i, line in enumerate(lines) if line.startswith("Pixel;")), None)
    if top is None:
        raise InputError(f"{name}: the table of pixels was not found.")
    columns = lines[top].split(";")
    x, y = columns.index("Raman Shift"), columns.index("Dark Subtracted #1")
    rows = [line.split(";") for line in lines[top + 1 :] if line.strip()]
    kept = [(number(row[x]), number(row[y])) for row in rows if row[x].strip()]
    table = np.array(kept)
    return table[:, 0], table[:, 1]


def power_of(file: str) -> int:
    """Laser power in mW, from the name of the file (the package's list has two slips in it)."""
    match = re.search(r"\((\d+)mW\)", file)
    if match is None:
        raise InputError(f"{file}: the name holds no laser power.")
    return int(match[1])


def measured(wheel: zipfile.ZipFile) -> list[Measured]:
    """All spectra of the twinning series, in the order of instrument, power and repeat."""
    found = []
    for entry in entries(wheel):
        if entry["provider"] not in INSTRUMENTS or "/twinning/" not in entry["filename"]:
            continue
        file = entry["filename"].removeprefix("./")
        shift, counts = read_bwtek(wheel.read(f"{FOLDER}/{file}").decode("ascii"), file)
        found.append(
            Measured(
                entry["provider"],
                power_of(file),
                int(entry["replicate"]),
                entry["sample"],
                file,
                shift,
                counts,
            )
        )
    if len(found) != 50:
        raise InputError(f"Expected 50 spectra in the wheel, found {len(found)}.")
    return sorted(found, key=lambda m: (INSTRUMENTS.index(m.provider), m.power, m.replicate))


def on_one_axis(spectra: list[Measured]) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Crop the first instrument's axis and bring all spectra to it."""
    axis = spectra[0].raman_shift
    axis = axis[(axis >= RANGE[0]) & (axis <= RANGE[1])]
    rows = [resample(m.raman_shift, m.counts[None], axis, "pchip")[0] for m in spectra]
    return axis, np.stack(rows).astype(np.float32)


def replace_file(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(name, 0o644)
    os.replace(name, path)


NOTE = """\
{title}
File: {file}

Origin
  Python package ramanchada2 1.5.0, files {folder}/(FNMT-B_BW785|ICV_BW785)/twinning/*.txt
  Made within the Horizon 2020 project CHARISMA (grant agreement 952921).
  SHA-256 of the wheel it was taken from: {digest}

What it is
  50 Raman spectra at 785 nm of one specimen, which the package labels TiO2: two B&W Tek
  spectrometers (FNMT-B with a probe, ICV with a 20x objective), five laser powers each, five
  repeats each. Besides the bands of TiO2 (anatase, at 395, 516 and 638 cm-1) the spectra show
  bands near 1001, 1031, 1450 and 1602 cm-1, which are not of TiO2; the label is kept as the
  source gives it.

What was done to it
  - The column "Dark Subtracted #1" was taken, in counts; pixels without a Raman shift left out.
  - The axis is that of instrument FNMT-B, {n_points} points from {first:.2f} to {last:.2f} cm-1.
    The spectra of instrument ICV were interpolated to it (monotone cubic, PCHIP); those of
    FNMT-B are as exported.
  - Range: below 200 cm-1 the filters of the two instruments cut the light off at different
    places (the strong band at 143 cm-1 stands on that edge); above 2000 cm-1 there is hardly any
    light and no band before 2800 cm-1. Detector saturation occurs at the laser line only, outside
    this range.
  - The group of a spectrum is its instrument and laser power. The power is that of the file's
    name; the list inside the package gives 232 mW where the names of five files say 223 mW.
  - Nothing else: no baseline was removed, no spike (FNMT-B has a hot pixel at 414 cm-1).

Licence of the data, as the package carries it
{license}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "resources/samples")
    arguments = parser.parse_args()
    sample = SAMPLES["charisma_tio2"]
    with zipfile.ZipFile(arguments.wheel) as wheel:
        spectra = measured(wheel)
        license_text = wheel.read(LICENSE).decode("utf-8")
    axis, intensities = on_one_axis(spectra)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        raman_shift=axis,
        intensities=intensities,
        label=np.array([m.label for m in spectra]),
        group=np.array([m.group for m in spectra]),
        name=np.array([f"{m.group}, repeat {m.replicate}" for m in spectra]),
        x_unit=np.str_("1/cm"),
        simulated=np.bool_(False),
        title=np.str_(sample.title),
        attribution=np.str_(
            "CHARISMA H2020 project, from ramanchada2 1.5.0 (MIT licence); see CHARISMA.txt."
        ),
    )
    arguments.to.mkdir(parents=True, exist_ok=True)
    replace_file(arguments.to / sample.file_name, buffer.getvalue())
    note = NOTE.format(
        title=sample.title,
        file=sample.file_name,
        folder=FOLDER,
        digest=hashlib.sha256(arguments.wheel.read_bytes()).hexdigest(),
        n_points=axis.size,
        first=axis[0],
        last=axis[-1],
        license="\n".join(f"  {line}".rstrip() for line in license_text.splitlines()) + "\n",
    )
    replace_file(arguments.to / "CHARISMA.txt", note.encode("utf-8"))
    print(f"Wrote {sample.file_name}: {len(spectra)} spectra, {axis.size} points, "
          f"{len(buffer.getvalue()) / 1024:.0f} KiB")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
