"""Every real file at hand: read with the right numbers, or refused with a sentence."""

import json
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import Measured, read_file

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
EXPECTED = DATA / "expected.json"
UNITS = {"raman shift cm^-1": "1/cm", "nm": "nm", "pixel": "pixel"}

pytestmark = pytest.mark.skipif(
    not EXPECTED.is_file(), reason="The collection of real files is not on this machine."
)


#: Figures of the collection that contradict the file itself. The polynomial of this one is of the
#: second order; its last coefficient is left over from an older calibration. Used all the same it
#: puts the lamp lines that the file lists beside their pixels wrong by up to 25 nm.
CORRECTED = {"spe/hyspc_blut1.SPE": {"x_last": 1086.492}}


def entries():
    if not EXPECTED.is_file():
        return {}
    files = json.loads(EXPECTED.read_text(encoding="utf-8"))["files"]
    return {name: {**facts, **CORRECTED.get(name, {})} for name, facts in files.items()}


def differences(found: list[Measured], expected: dict) -> list[str]:
    """Compare what was read with every field that is known."""
    problems = []
    tolerance = expected.get("tolerance", {"x_abs": 0.01, "sum_rel": 1e-5})

    def check(name: str, value: float, within: float, relative: bool = False) -> None:
        if name not in expected:
            return
        also = expected.get(f"{name}_also_right", [])
        right = [expected[name], *(also if isinstance(also, list) else [also])]
        if not any(abs(value - r) <= within * (abs(r) if relative else 1.0) for r in right):
            problems.append(f"{name} is {value}, not {right}")

    first = found[0]
    check("n_spectra", sum(map(len, found)), 0)
    check("n_points", first.axis.size, 0)
    check("x_first", first.axis[0], tolerance["x_abs"])
    check("x_last", first.axis[-1], tolerance["x_abs"])
    total = sum(float(np.nansum(each.intensities, dtype=np.float64)) for each in found)
    check("sum_all", total, tolerance["sum_rel"], relative=True)
    unit = UNITS.get(expected.get("x_unit", ""))
    if unit is not None and first.x_unit != unit:
        problems.append(f"unit is {first.x_unit}, not {unit}")
    problems.extend(wrong_points(first, expected, tolerance))
    return problems


def wrong_points(measured: Measured, expected: dict, tolerance: dict) -> list[str]:
    places, values = [], []
    if "first_spectrum" in expected and measured.axis.size == expected["n_points"]:
        places = expected["first_spectrum"]["index"]
        values = expected["first_spectrum"]["value"]
    if "first_spectrum_by_x" in expected:
        shifts = expected["first_spectrum_by_x"]["x"]
        places = [int(np.argmin(np.abs(measured.axis - shift))) for shift in shifts]
        values = expected["first_spectrum_by_x"]["value"]
    problems = []
    for place, value in zip(places, values, strict=True):
        read = float(measured.intensities[0, place])
        near = abs(read - value) <= max(
            tolerance.get("value_rel", 1e-6) * abs(value), tolerance.get("value_abs", 0.0)
        )
        if not near:
            problems.append(f"value at point {place} is {read}, not {value}")
    return problems


def names(of_folder: bool) -> list[str]:
    return [name for name in entries() if name.startswith("csv_variants/") == of_folder]


@pytest.mark.parametrize("name", names(of_folder=True))
def test_every_text_variant(name):
    expected = entries()[name]
    path = DATA / "vendor" / name
    if expected["expect"] == "REFUSED":
        with pytest.raises(InputError) as refusal:
            read_file(path)
        assert refusal.value.what.endswith(".")
        return
    _, found = read_file(path)
    assert differences(found, expected) == []


@pytest.mark.parametrize("name", names(of_folder=False))
def test_that_no_file_of_any_instrument_is_read_with_wrong_numbers(name):
    expected = entries()[name]
    path = DATA / "vendor" / name
    if not path.is_file():
        pytest.skip("The file is not in the collection.")
    refusal, found = "", []
    try:
        _, found = read_file(path)
    except InputError as error:
        refusal = error.what
    if not found:
        assert len(refusal) > 10
        assert refusal.endswith(".")
        return
    if expected["expect"] == "REFUSED":
        assert expected.get("reading_it_right_is_also_accepted"), "must be refused"
    assert differences(found, expected) == []


#: Formats that instruments write in binary, by the endings of their files.
BINARY = (
    ".wdf", ".0", ".1", ".spc", ".sif", ".spe", ".trm", ".roh", ".raw8", ".procspec", ".ngc",
    ".l6s",
)  # fmt: skip

#: A chromatogram.
NO_RAMAN_AXIS = {"spc/cheminfo_s_xy.spc"}


@pytest.mark.parametrize("name", [name for name in entries() if name.lower().endswith(BINARY)])
def test_every_file_of_a_binary_format(name):
    expected = entries()[name]
    path = DATA / "vendor" / name
    if expected["expect"] == "REFUSED" or name in NO_RAMAN_AXIS:
        with pytest.raises(InputError) as refusal:
            read_file(path)
        assert refusal.value.what.endswith(".")
        return
    _, found = read_file(path)
    assert differences(found, expected) == []
    raman = found[0].x_unit == "1/cm"
    assert not (raman and expected["kind"].startswith("infrared"))
    assert bool(found[0].not_raman) == expected["x_unit"].startswith("other (infrared")


def test_that_a_winspec_axis_runs_through_the_lines_it_was_calibrated_with():
    path = DATA / "vendor" / "spe" / "hyspc_blut1.SPE"
    data = path.read_bytes()
    pixels, lines = np.frombuffer(data, "<f8", 20, 3103).reshape(2, 10)
    (measured,) = read_file(path)[1]
    read = np.interp(pixels[: data[3102]], np.arange(1, 1024), measured.axis)
    assert np.abs(read - lines[: data[3102]]).max() < 1.0


@pytest.mark.parametrize(
    ("name", "n_columns"),
    [("wdf/cheminfo_6x6.wdf", 6), ("wdf/rsciio_renishaw_test_linescan.wdf", 5)],
)
def test_that_the_positions_of_a_map_are_kept(name, n_columns):
    (measured,) = read_file(DATA / "vendor" / name)[1]
    assert len(measured.map_position) == len(measured)
    assert len(np.unique(measured.map_position, axis=0)) == len(measured)
    assert len(np.unique(measured.map_position[:, 0])) == n_columns


@pytest.mark.parametrize(
    ("name", "laser"),
    [("wdf/datalab_raman_example.wdf", 632.8), ("wdf/scp_sp.wdf", 532.25),
     ("spc/hyspc_LabRam-2.spc", 660.0), ("spc/cheminfo_RAMAN.SPC", 1064.4),
     ("spe/charisma_S0N_50x.spe", 531.988), ("spe/hyspc_blut1.SPE", 784.068),
     ("sif/fujii_DD58_785_1_Fe2O3_5x10s.sif", 785.0), ("sif/fujii_raman1.sif", None)],
)  # fmt: skip
def test_that_the_laser_is_kept_where_the_file_states_it(name, laser):
    found = read_file(DATA / "vendor" / name)[1]
    assert found[0].laser_nm == (None if laser is None else pytest.approx(laser, abs=0.01))


@pytest.mark.parametrize(
    "name",
    [name for name, facts in entries().items()
     if not name.lower().endswith(BINARY) and facts["expect"] == "READ"
     and not facts.get("refusing_is_also_accepted")],
)  # fmt: skip
def test_every_file_of_text_or_structure_is_read(name):
    expected = entries()[name]
    _, found = read_file(DATA / "vendor" / name)
    assert differences(found, expected) == []
    assert bool(found[0].not_raman) == expected["x_unit"].startswith("other (infrared")
    if expected["x_unit"].startswith("other"):
        assert found[0].x_unit == "" or not found[0].unit_stated


@pytest.mark.parametrize(
    ("name", "laser"),
    [("horiba/arcadia_polystyrene.txt", 785.0), ("horiba/datalab_labspec_raman_example.txt", 532.0),
     ("horiba/rsciio_jobinyvon_test_spec.xml", 632.817),
     ("trivista/rsciio_spec_timeseries_2x1s_delta3s.tvf", 790.0),
     ("trivista/rsciio_linescan.tvf", None), ("bwtek/charisma_lamp Ne 10ms 0%.txt", 784.9),
     ("txt_misc/arcadia_acetonitrile.csv", 785.041),
     ("txt_misc/charisma_PST_532_SEX139.txt", 532.0),
     ("rod/pynxtools_rod_file_1000679.rod", 488.0), ("nexus/pynxtools_rod_ref.nxs", 488.0),
     ("oceanoptics/wt_tsunami.scope", None), ("jcamp/fracpete_ir_floats.jdx", None)],
)  # fmt: skip
def test_that_the_laser_that_a_text_states_is_kept(name, laser):
    found = read_file(DATA / "vendor" / name)[1]
    assert found[0].laser_nm == (None if laser is None else pytest.approx(laser, abs=1e-3))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("horiba/rsciio_jobinyvon_test_map_x3-y2.xml", [-2, -1], [2, 1]),
     ("horiba/wt_raman_linescan.txt.gz", [0, 33.1398], [0, -34.9106])],
)  # fmt: skip
def test_that_positions_of_text_maps_and_lines_are_kept(name, first, last):
    (measured,) = read_file(DATA / "vendor" / name)[1]
    position = measured.map_position
    assert len(position) == len(measured) == len(np.unique(position, axis=0))
    assert position[[0, -1]] == pytest.approx(np.array([first, last]), abs=0.6)


@pytest.mark.parametrize(
    ("name", "n_spectra", "n_points", "x_unit"),
    [
        ("charisma_twinning_785", 50, 1889, "1/cm"),
        ("chondro_map", 875, 1272, "1/cm"),
        ("lipid_excipients_785", 160, 1015, "1/cm"),
        ("mice_tissue", 753, 696, "1/cm"),
        ("openraman_food", 185, 1440, "pixel"),
        ("pl_map2", 400, 1015, "nm"),
        ("streamline_map", 2205, 394, "1/cm"),
    ],
)
def test_every_set_of_arrays(name, n_spectra, n_points, x_unit):
    path = DATA / "sets" / name / f"{name}.npz"
    reader, (measured,) = read_file(path)
    with np.load(path) as archive:
        assert np.array_equal(measured.axis, archive["x"])
        assert np.array_equal(measured.intensities, archive["spectra"], equal_nan=True)
        assert measured.label.tolist() == archive["label"].tolist()
        if "sample" in archive:
            assert measured.group.tolist() == archive["sample"].tolist()
        if "map_xy_um" in archive:
            assert np.array_equal(measured.map_position, archive["map_xy_um"])
    assert (len(measured), measured.axis.size) == (n_spectra, n_points)
    assert (reader.name, measured.x_unit) == ("npz", x_unit)


def test_that_columns_agree_with_numpys_own_reading():
    for path in sorted((DATA / "sets" / "charisma_reference").glob("FMNT*.txt")):
        expected = np.loadtxt(path)
        expected = expected[np.argsort(expected[:, 0], kind="stable")]
        _, (measured,) = read_file(path)
        assert np.array_equal(measured.axis, expected[:, 0])
        assert np.array_equal(measured.intensities[0], expected[:, 1].astype(np.float32))
