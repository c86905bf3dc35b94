"""Real instruments' files against a second reader, point by point."""

from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.io.readers import read_file

openreadout = pytest.importorskip("openreadout", reason="The second reader is not installed.")

VENDOR = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "vendor"

LABSPEC = "charisma_PST10_iR785_OP01_8000msx8"

#: A chromatogram, and a file of another program.
REFUSED = {"cheminfo_s_xy.spc", "hyspc_F80A20-1.SPC"}

FILES = [
    path.relative_to(VENDOR).as_posix()
    for folder in ("spc", "opus", "wdf")
    for path in sorted((VENDOR / folder).glob("*"))
    if path.suffix.lower() in {".spc", ".0", ".1", ".wdf"} and path.name not in REFUSED
]

pytestmark = pytest.mark.skipif(
    not FILES, reason="The collection of real files is not on this machine."
)


def second(path):
    """Axis and spectra of the first trace, ascending, as the other reader gives them."""
    with openreadout.File(str(path)) as file:
        trace = file.traces[0]
        axis = np.asarray(file.trace_axis(0))
        rows = [file.read_trace(0, sweep=sweep)[-1] for sweep in range(trace["sweep_count"])]
    order = np.argsort(axis, kind="stable")
    return axis[order], np.array(rows)[:, order]


@pytest.mark.parametrize("name", FILES)
def test_that_two_readers_agree_on_every_point(name):
    _, (measured,) = read_file(VENDOR / name)
    axis, values = second(VENDOR / name)
    assert np.allclose(measured.axis, axis, rtol=1e-9, atol=1e-6)
    assert np.allclose(measured.intensities, values[: len(measured)], rtol=1e-6, atol=1e-9)
    assert len(values) == len(measured)


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("explicit", [False, True])
def test_that_two_readers_agree_on_integers(short, explicit, made, tmp_path, axis, even_axis):
    points = axis if explicit else even_axis
    rows = np.stack([np.round(50 * np.sin(points / 30 + k) + 60 + k, 2) for k in range(3)])
    path = tmp_path / "file.spc"
    path.write_bytes(
        made.spc(points, rows, short=short, explicit=explicit, exponent=9, exponents=[8, 9, 12])
    )
    _, (measured,) = read_file(path)
    other_axis, values = second(path)
    assert np.allclose(measured.axis, other_axis)
    assert np.allclose(measured.intensities, values, rtol=1e-6)


def test_that_the_second_reader_understands_the_files_that_tests_put_together(
    made, tmp_path, even_axis
):
    rows = np.stack([np.round(50 * np.sin(even_axis / 30 + k) + 60 + k, 2) for k in range(3)])
    files = {
        "old.spc": (made.spc_old(even_axis, rows[:1], exponent=10), rows[:1]),
        "one.0": (made.opus_raman(even_axis, rows[0]), rows[:1]),
        "series.0": (made.opus_series(even_axis, rows), rows),
        "map.wdf": (made.wdf(even_axis, rows, positions=np.arange(6.0).reshape(3, 2)), rows),
    }
    for name, (data, expected) in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        axis, values = second(path)
        assert np.allclose(axis, even_axis), name
        assert np.allclose(values, expected, rtol=1e-6), name


def test_that_a_second_reader_of_andor_files_agrees(made, tmp_path):
    sif_parser = pytest.importorskip("sif_parser", reason="That reader is not installed.")
    from sif_parser.utils import extract_calibration

    paths = sorted((VENDOR / "sif").glob("*.sif"))
    rows = np.arange(120.0).reshape(2, 60)
    for name, shown in (("one.sif", "Wavelength"), ("two.sif", "Raman shift")):
        (tmp_path / name).write_bytes(made.sif((789.7, 0.2, -5e-6), rows, shown=shown))
        paths.append(tmp_path / name)
    for path in paths:
        with path.open("rb") as file:
            frames, info = sif_parser.np_open(file)
        _, (measured,) = read_file(path)
        assert np.array_equal(measured.intensities, frames[:, 0]), path.name
        assert np.allclose(measured.axis, extract_calibration(info)), path.name


@pytest.mark.parametrize(
    ("binary", "text"),
    [
        ("sif/fujii_raman1.sif", "sif/fujii_raman1.asc"),
        ("wdf/charisma_nCal_Qontor785.wdf", "wdf/charisma_nCal_Qontor785_twin.txt"),
        ("spe/hydra_Testfile_Single_SPE3.spe", "spe/hydra_Result_Single_SPE3.txt"),
        ("avantes/lightr_avantes_reflect.ROH", "avantes/lightr_avantes_export2.trt"),
        ("spc/hyspc_Witec-Map.spc", "witec/hyspc_Witec-Map_full.txt"),
        (f"horiba/{LABSPEC}.l6s", f"horiba/{LABSPEC}.txt"),
    ],
)
def test_that_a_file_agrees_with_its_export_as_text(binary, text):
    _, (measured,) = read_file(VENDOR / binary)
    _, (exported,) = read_file(VENDOR / text)
    assert np.allclose(measured.axis, exported.axis, atol=0.006)
    scale = np.abs(exported.intensities).max()
    assert np.allclose(measured.intensities, exported.intensities, rtol=2e-5, atol=1e-4 * scale)
