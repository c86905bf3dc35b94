"""Damaged instruments' files of every format: a sentence or spectra, and nothing else."""

import importlib.util
import os
import time
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import READERS, read_file
from ramangan_gui.io.readers.base import Measured

HERE = Path(__file__).parent

#: Files of each format; set RAMANGAN_FUZZ_BINARY for more. ``tests/faults/damaged_files.py`` does
#: the same with real files, by the thousand, within a limit of memory.
N_FILES = int(os.environ.get("RAMANGAN_FUZZ_BINARY", "300"))

NM = (789.7, 0.2, -5e-6)


def module(name):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


made, mutations = module("instrument_files"), module("mutations")

AXIS = np.linspace(400.0, 790.0, 40)
ROWS = np.stack([np.round(50 * np.sin(AXIS / 30 + k) + 60, 2) for k in range(3)])
WAVELENGTHS = np.linspace(790.0, 850.0, 40)

FILES = {
    "wdf": ("wdf", made.wdf(AXIS, ROWS, positions=np.arange(6.0).reshape(3, 2))),
    "wdf of tracks": ("wdf", made.wdf(np.tile(AXIS, 3), ROWS, flags=8, tracks=3)),
    "opus": ("0", made.opus_raman(AXIS, ROWS[0])),
    "opus series": ("0", made.opus_series(AXIS, ROWS)),
    "spc": ("spc", made.spc(AXIS, ROWS, log="LASER = 785\r\n")),
    "spc of integers": ("spc", made.spc(AXIS, ROWS, exponent=9, short=True, explicit=True)),
    "spc of the other order": ("spc", made.spc(AXIS, ROWS, order=">", exponent=9)),
    "spc of many axes": ("spc", made.spc_own_axes([AXIS, AXIS + 1, AXIS], ROWS)),
    "spc of the old kind": ("spc", made.spc_old(AXIS, ROWS)),
    "sif": ("sif", made.sif(NM, ROWS, shown="Raman shift")),
    "spe 2": ("spe", made.spe2(NM, ROWS)),
    "spe 3": ("spe", made.spe3(WAVELENGTHS, ROWS)),
    "avantes 7": ("trm", made.avantes7(NM, ROWS, mode=2)),
    "avantes 8": ("raw8", made.avantes8([[WAVELENGTHS, *ROWS]] * 2)),
    "procspec": ("procspec", made.procspec(WAVELENGTHS, ROWS[0], ROWS[1])),
    "l6s": ("l6s", made.l6s(AXIS, ROWS[0])),
    "npy": ("npy", made.npy(np.column_stack([AXIS, ROWS[0]]))),
}


def check(found):
    assert found
    for measured in found:
        assert isinstance(measured, Measured)
        assert measured.intensities.dtype == np.float32
        assert measured.intensities.shape[1] == measured.axis.size >= 2
        assert np.isfinite(measured.axis).all()
        assert (np.diff(measured.axis) >= 0).all()
        assert not np.isinf(measured.intensities).any()
        assert measured.x_unit in {"1/cm", "nm", "pixel", ""}
        assert measured.laser_nm is None or 200 <= measured.laser_nm <= 1100
        if measured.map_position is not None:
            assert measured.map_position.shape == (len(measured), 2)


@pytest.mark.parametrize("name", FILES)
def test_that_the_undamaged_file_is_read(name, tmp_path):
    suffix, data = FILES[name]
    path = tmp_path / f"file.{suffix}"
    path.write_bytes(data)
    check(read_file(path)[1])


@pytest.mark.parametrize("name", FILES)
def test_that_damaged_files_are_refused_or_read(name, tmp_path):
    suffix, data = FILES[name]
    path = tmp_path / f"file.{suffix}"
    rng = np.random.default_rng([*name.encode()])
    n_refused = 0
    for _ in range(N_FILES):
        path.write_bytes(mutations.damaged(data, rng))
        started, refusal = time.process_time(), None
        try:
            check(read_file(path)[1])
        except InputError as error:
            refusal = error
        if refusal is not None:
            assert len(refusal.what) > 5
            assert refusal.what.endswith(".")
            assert "\n" not in str(refusal)
            n_refused += 1
        assert time.process_time() - started < 5
    assert 0 < n_refused < N_FILES


def test_that_every_reader_refuses_what_belongs_to_another(tmp_path):
    for reader in READERS:
        for name, (suffix, data) in FILES.items():
            path = tmp_path / f"{name}.{suffix}"
            path.write_bytes(data)
            try:
                check(reader.read(path))
            except InputError:
                continue
            assert reader.recognises(path, data[:4096])
