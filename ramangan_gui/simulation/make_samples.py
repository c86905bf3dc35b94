"""Makes the simulated sample set anew: ``python -m ramangan_gui.simulation.make_samples``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import numpy as np

from .library import SEED, sample_spectra
from .samples import SAMPLES


def write_sample(path: Path) -> None:
    """Write the default sample set; an existing file is replaced only by a complete one.

    Parameters
    ----------
    path : Path
        The file, ``.npz``.
    """
    spectra = sample_spectra()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(
                file,
                raman_shift=spectra.raman_shift,
                intensities=spectra.intensities,
                label=spectra.label,
                group=spectra.group,
                name=spectra.name,
                x_unit=np.str_(spectra.x_unit),
                simulated=np.bool_(True),
                title=np.str_(SAMPLES["simulated"].title),
                attribution=np.str_(
                    "Simulated by RamanGAN (ramangan_gui.simulation.make_samples, seed "
                    f"{SEED}); not measured. MIT licence."
                ),
            )
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def main() -> int:
    """Write the set to ``resources/samples`` of this checkout, or to the file named."""
    folder = Path(__file__).resolve().parents[2] / "resources" / "samples"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / SAMPLES["simulated"].file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sample(path)
    print(f"Wrote {path} ({path.stat().st_size / 1024:.0f} KiB)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
