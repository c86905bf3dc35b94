"""Mutated files of every format: a sentence or spectra, and nothing else."""

import os
import time

import h5py
import numpy as np
import openpyxl
import pytest
import scipy.io
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import READERS, read_file
from ramangan_gui.io.readers.base import Measured

AXIS = np.round(400 + 3.3 * np.arange(40) - 0.01 * np.arange(40) ** 2, 3)
VALUES = np.round(100 * np.sin(AXIS), 2)
PLAIN = "".join(f"{x}\t{y}\n" for x, y in zip(AXIS, VALUES, strict=True))
TEXTS = {
    "plain": PLAIN,
    "comma": "shift (cm-1),counts\n" + PLAIN.replace("\t", ","),
    "decimal comma": "Wellenzahl;Z\xe4hler\n" + PLAIN.replace("\t", ";").replace(".", ","),
    "wide": "label," + ",".join(map(str, AXIS)) + "\n"
    + "\n".join("a," + ",".join(map(str, VALUES * k)) for k in (1, 2, 3)),
    "utf-16": PLAIN,
}  # fmt: skip

mutations = st.lists(
    st.tuples(
        st.sampled_from(["replace", "insert", "delete", "repeat", "cut"]),
        st.floats(0, 1),
        st.one_of(
            st.binary(min_size=1, max_size=4),
            st.sampled_from([b"\0", b"\n", b"\r", b",", b";", b"\t", b".", b"-", b"e9", b"nan",
                             b"\xff\xfe", b'"', b"1e400", b"#", b"99999999999999999999"]),
        ),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def mutated(data: bytes, changes) -> bytes:
    for kind, place, piece in changes:
        at = int(place * len(data))
        if kind == "replace":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "insert":
            data = data[:at] + piece + data[at:]
        elif kind == "delete":
            data = data[:at] + data[at + 3 * len(piece) :]
        elif kind == "repeat":
            data = data[:at] + data[max(0, at - 20) : at] * 3 + data[at:]
        elif kind == "cut" and at:
            data = data[:at]
    return data


def check(path, data: bytes) -> None:
    path.write_bytes(data)
    started = time.process_time()
    refusal, found = "", []
    try:
        _, found = read_file(path)
    except InputError as error:
        refusal = error.what
    assert found or len(refusal) > 5
    for measured in found:
        assert isinstance(measured, Measured)
        assert measured.intensities.dtype == np.float32
        assert measured.intensities.shape[1] == measured.axis.size >= 2
        assert np.isfinite(measured.axis).all()
        assert (np.diff(measured.axis) >= 0).all()
        assert not np.isinf(measured.intensities).any()
        assert measured.x_unit in {"1/cm", "nm", "pixel", ""}
    assert time.process_time() - started < 5


#: Files of each kind; set RAMANGAN_FUZZ for more.
N_FILES = int(os.environ.get("RAMANGAN_FUZZ", "120"))

quick = settings(
    max_examples=N_FILES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("name", TEXTS)
@quick
@given(changes=mutations)
def test_mutated_text(name, tmp_path, changes):
    data = TEXTS[name].encode("utf-16" if name == "utf-16" else "latin-1")
    check(tmp_path / "file.txt", mutated(data, changes))


@quick
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes(tmp_path, data):
    check(tmp_path / "file.dat", data)


@quick
@given(text=st.text(alphabet="0123456789.,;:-+eE \t\n\r\"'#%nax", max_size=300))
def test_arbitrary_text(tmp_path, text):
    check(tmp_path / "file.csv", text.encode())


@pytest.fixture(scope="module")
def containers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("containers")
    spectra = np.stack([VALUES, 2 * VALUES]).astype(np.float32)
    np.savez(folder / "npz", x=AXIS, spectra=spectra, label=["a", "b"])
    np.savez_compressed(folder / "packed.npz", x=AXIS, spectra=spectra, label=["a", "b"])
    scipy.io.savemat(folder / "mat", {"wn": AXIS, "spectra": spectra}, appendmat=False)
    with h5py.File(folder / "h5", "w") as file:
        file["x"], file["spectra"] = AXIS, spectra
    book = openpyxl.Workbook()
    for row in zip(AXIS.tolist(), VALUES.tolist(), strict=True):
        book.active.append(row)
    book.save(folder / "xlsx")
    return {path.stem: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["npz", "packed", "mat", "h5", "xlsx"])
@settings(quick, max_examples=max(1, N_FILES // 3))
@given(changes=mutations)
def test_mutated_containers(name, containers, tmp_path, changes):
    check(tmp_path / f"file.{name}", mutated(containers[name], changes))


def test_that_every_reader_refuses_what_belongs_to_another(containers, tmp_path):
    for reader in READERS:
        for name, data in {**containers, "text": PLAIN.encode(), "none": b""}.items():
            path = tmp_path / name
            path.write_bytes(data)
            try:
                found = reader.read(path)
            except InputError:
                continue
            assert all(np.array_equal(each.axis, AXIS) for each in found)
