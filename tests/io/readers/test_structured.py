"""MATLAB of both kinds, dataset objects, NeXus, the Raman Open Database, and SpectraSuite."""

import zipfile

import h5py
import numpy as np
import pytest
import scipy.io

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file


@pytest.fixture
def spectra(values):
    return np.stack([values, -values, 2 * values]).astype(np.float32)


def cells(rows):
    found = np.empty((len(rows), len(rows[0])), object)
    for place in np.ndindex(found.shape):
        found[place] = rows[place[0]][place[1]]
    return found


class Mat73:
    """Writes MATLAB files of version 7.3 as MATLAB lays them out."""

    def __init__(self, path):
        self.file = h5py.File(path, "w", userblock_size=512)
        self.path, self.n = path, 0

    def array(self, group, name, value):
        array = np.atleast_2d(np.asarray(value))
        if array.dtype.kind == "U":
            text = str(array.ravel()[0])
            data = np.array([[ord(c)] for c in text], np.uint16)
            group.create_dataset(name, data=data).attrs["MATLAB_class"] = np.bytes_("char")
            return
        group.create_dataset(name, data=array.T)
        kind = {"f8": "double", "f4": "single"}.get(array.dtype.str[1:], "int32")
        group[name].attrs["MATLAB_class"] = np.bytes_(kind)

    def cell(self, group, name, rows):
        references = np.empty((len(rows[0]), len(rows)), h5py.ref_dtype)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                self.n += 1
                own, refs = f"r{self.n}", self.file.require_group("#refs#")
                (self.cell if isinstance(value, list) else self.array)(refs, own, value)
                target = refs[own]
                references[c, r] = target.ref
        group.create_dataset(name, data=references, dtype=h5py.ref_dtype)
        group[name].attrs["MATLAB_class"] = np.bytes_("cell")

    def close(self):
        self.file.close()
        data = bytearray(self.path.read_bytes())
        data[:128] = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM"
        self.path.write_bytes(data)


def test_that_version_73_is_read_like_version_5(tmp_path, axis, spectra):
    path = tmp_path / "file.mat"
    for names in (("wavenumber", "spectra"), ("W", "A")):
        writer = Mat73(path)
        writer.array(writer.file, names[0], axis)
        writer.array(writer.file, names[1], spectra.astype(float))
        writer.cell(writer.file, "label", [["a"], ["b"], ["c"]])
        writer.close()
        reader, (measured,) = read_file(path)
        assert reader.name == "matlab"
        assert np.array_equal(measured.axis, axis)
        assert np.array_equal(measured.intensities, spectra)
        assert measured.label.tolist() == ["a", "b", "c"]
    assert "A taken as spectra and W as their axis" in measured.notes[1]


def dataset_fields(axis, spectra):
    return {
        "name": "quartz set", "type": "data", "data": spectra.astype(float),
        "label": [["n1", "Sample"], ["", "Raman shift (cm-1)"]],
        "axisscale": [[np.zeros((0, 0)), ""], [axis, "Raman shift (cm-1)"]],
        "class": [[np.array([1.0, 2.0, 1.0]), "Kind"], [np.zeros((0, 0)), ""]],
        "classlookup": [[[[0.0, "none"], [1.0, "quartz"], [2.0, "calcite"]]], [np.zeros((0, 0))]],
        "include": [[np.array([1.0, 3.0])], [np.arange(1.0, axis.size + 1)]],
    }  # fmt: skip


def as_version_5(value):
    if isinstance(value, list):
        return cells([[as_version_5(item) for item in row] for row in value])
    return value


@pytest.mark.parametrize("version", ["5", "7", "7.3"])
def test_that_dataset_objects_are_read(version, tmp_path, axis, spectra):
    path = tmp_path / "file.mat"
    fields = dataset_fields(axis, spectra)
    if version == "7.3":
        writer = Mat73(path)
        group = writer.file.create_group("mydata")
        group.attrs["MATLAB_class"] = np.bytes_("dataset")
        for name, value in fields.items():
            (writer.cell if isinstance(value, list) else writer.array)(group, name, value)
        writer.close()
    else:
        plain = {name: as_version_5(value) for name, value in fields.items()}
        scipy.io.savemat(path, {"mydata": plain}, do_compression=version == "7")
    _, (measured,) = read_file(path)
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities, spectra)
    assert measured.label.tolist() == ["quartz", "calcite", "quartz"]
    assert (measured.x_unit, measured.unit_stated) == ("1/cm", True)
    assert measured.metadata["title"] == "quartz set"
    assert "1 samples that are marked as not included" in measured.notes[-1]


def test_that_a_dataset_object_without_a_scale_is_refused(tmp_path, axis, spectra):
    fields = dataset_fields(axis, spectra)
    fields["axisscale"][1][0] = np.zeros((0, 0))
    path = tmp_path / "file.mat"
    plain = {name: as_version_5(value) for name, value in fields.items()}
    scipy.io.savemat(path, {"mydata": plain})
    with pytest.raises(InputError, match="no scale along its variables"):
        read_file(path)


def test_that_structures_of_axis_and_spectra_are_read(tmp_path, axis, spectra):
    path = tmp_path / "file.mat"
    scipy.io.savemat(path, {"s": {"wavenumber": axis, "spectra": spectra, "label": "quartz"}})
    _, (measured,) = read_file(path)
    assert np.array_equal(measured.intensities, spectra)
    assert measured.label.tolist() == ["quartz"] * 3
    scipy.io.savemat(path, {"s": {"alpha": axis, "beta": spectra}})
    with pytest.raises(InputError, match=r"not understood: s \(struct\)"):
        read_file(path)


def test_that_a_packed_variable_that_claims_too_much_is_refused(tmp_path):
    path = tmp_path / "file.mat"
    scipy.io.savemat(path, {"s": {"x": np.zeros(20_000_000)}}, do_compression=True)
    with pytest.raises(InputError, match="made to fill the memory"):
        read_file(path)
    scipy.io.savemat(path, {"x": np.arange(1000.0)})
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(InputError, match="cut off"):
        read_file(path)


def nexus(path, signal, axes, names, units, old=False):
    with h5py.File(path, "w") as file:
        entry = file.create_group("entry")
        entry.attrs["NX_class"] = "NXentry"
        beam = entry.create_group("instrument/beam_incident")
        beam.attrs["NX_class"] = "NXbeam"
        beam["wavelength"] = 532.0
        beam["wavelength"].attrs["units"] = "nm"
        data = entry.create_group("data")
        data.attrs["NX_class"] = "NXdata"
        data["y_values"] = signal
        for name, values, unit in zip(names, axes, units, strict=True):
            if values is not None:
                data[name] = values
                data[name].attrs["units"] = unit
        if old:
            data["y_values"].attrs["signal"] = 1
            data["y_values"].attrs["axes"] = ":".join(names)
        else:
            data.attrs["signal"] = "y_values"
            data.attrs["axes"] = names if len(names) > 1 else names[0]
    return path


@pytest.mark.parametrize("old", [False, True])
def test_that_the_plot_of_a_nexus_file_is_read(old, tmp_path, axis, spectra):
    path = nexus(tmp_path / "one.nxs", spectra[0], [axis[::-1]], ["x_values"], ["1/cm"], old)
    reader, (measured,) = read_file(path)
    assert reader.name == "hdf5"
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities[0], spectra[0, ::-1])
    assert (measured.x_unit, measured.laser_nm) == ("1/cm", 532.0)
    cube = np.arange(2 * 3 * axis.size, dtype=np.float32).reshape(2, 3, -1)
    path = nexus(tmp_path / "map.nxs", cube, [[0.0, 1.0], [5.0, 6.0, 7.0], axis],
                 ["stage_y", "stage_x", "shift"], ["mm", "um", "cm^-1"], old)  # fmt: skip
    _, (measured,) = read_file(path)
    assert np.array_equal(measured.intensities, cube.reshape(6, -1))
    assert measured.map_position.tolist() == [[5, 0], [6, 0], [7, 0], [5, 1e3], [6, 1e3], [7, 1e3]]
    path = nexus(tmp_path / "first.nxs", spectra.T, [axis, [0.0, 1.0, 2.0]], ["wl", "t"],
                 ["nm", "s"], old)  # fmt: skip
    _, (measured,) = read_file(path)
    assert np.array_equal(measured.intensities, spectra)
    assert measured.x_unit == "nm"


@pytest.mark.parametrize(
    ("shape", "units"),
    [((4, 4, 4, 60), ["um", "um", "um", "1/cm"]), ((5, 60), ["um", "keV"]), ((5, 60), ["um", ""]),
     ((60, 60), ["nm", "nm"])],
)  # fmt: skip
def test_that_nexus_plots_of_anything_else_are_refused(shape, units, tmp_path):
    axes = [np.arange(n, dtype=float) for n in shape]
    names = [f"a{k}" for k in range(len(shape))]
    path = nexus(tmp_path / "file.nxs", np.zeros(shape), axes, names, units)
    with pytest.raises(InputError, match="no NeXus plot of spectra"):
        read_file(path)


def test_that_links_in_nexus_plots_are_not_followed(tmp_path, axis, spectra):
    path = nexus(tmp_path / "file.nxs", spectra[0], [None], ["shift"], ["1/cm"])
    with h5py.File(path, "a") as file:
        file["entry/data/shift"] = h5py.ExternalLink("/etc/hostname", "/x")
    with pytest.raises(InputError, match="link to another place"):
        read_file(path)


ROD = """#---- Raman Open Database ----
data_1000679
loop_
_publ_author_name
'Someone, A.'
"O'Other, B."
_publ_section_title
;
 A title; with _tags and 'quotes
 loop_
;
_chemical_name_mineral quartz # a remark
_raman_measurement_device.excitation_laser_wavelength 488.0(2)
loop_
_raman_spectrum.raman_shift
_raman_spectrum.{extra}
_raman_spectrum.intensity
{rows}
_rod_database.code 1000679
"""


def rod(axis, values, extra="error"):
    rows = "\n".join(f"{x:.4f} . {y:.3f}(5)" for x, y in zip(axis, values, strict=True))
    return ROD.format(extra=extra, rows=rows)


def read_rod(tmp_path, text):
    path = tmp_path / "file.rod"
    path.write_text(text, encoding="utf-8")
    reader, found = read_file(path)
    assert reader.name == "rod"
    return found


def test_that_rod_files_are_read_column_by_column(tmp_path, axis, values):
    (measured,) = read_rod(tmp_path, rod(axis[::-1], values[::-1]))
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities[0], values.astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("1/cm", 488.0)
    assert measured.name.tolist() == ["quartz"]
    both = rod(axis, values) + rod(axis, 2 * values).replace("data_1000679", "data_2")
    assert len(read_rod(tmp_path, both)) == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("_raman_spectrum.intensity", "_raman_spectrum.counts", "has no _raman_spectrum.intensity"),
        ("_raman_spectrum.raman_shift", "_cell.length", "without a measured spectrum"),
        ("400.0000 .", "400.0000", "cut off"),
        ("400.0000", "4oo", "no number"),
    ],
)
def test_that_damaged_rod_files_are_refused(old, new, words, tmp_path, axis, values):
    with pytest.raises(InputError, match=words):
        read_rod(tmp_path, rod(axis, values).replace(old, new))


PROCSPEC = """<ooi.ProcessedSpectrum><sourceSpectra><ooi.OmniSpectrum>
<pixelValues>{raw}</pixelValues><channelWavelengths>{axis}</channelWavelengths>
<laserWavelength>785.0</laserWavelength></ooi.OmniSpectrum></sourceSpectra><certificates>
<c.Certificate><processedPixels reference="../../../sourceSpectra/ooi.OmniSpectrum/pixelValues"/>
</c.Certificate><c.Certificate><processedPixels>{values}</processedPixels>
<processedWavelengths
 reference="../../../sourceSpectra/ooi.OmniSpectrum/channelWavelengths"/></c.Certificate>
<c.Certificate><processedPixels reference="{reference}"/>
<yUnits class="ooi.CountsIntensityDescriptor"/></c.Certificate></certificates>
</ooi.ProcessedSpectrum>"""
SECOND = "../../c.Certificate[2]/processedPixels"


@pytest.fixture
def procspec(tmp_path, axis, values):
    def write(reference=SECOND, n=None):
        def listed(numbers):
            return "".join(f"<double>{number!r}</double>" for number in numbers)

        text = PROCSPEC.format(raw=listed((values + 9).tolist()), axis=listed(axis.tolist()),
                               values=listed(values.tolist()[:n]), reference=reference)  # fmt: skip
        path = tmp_path / "file.ProcSpec"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("ps_12.xml", text)
            archive.writestr("OOISignatures.xml", "<x/>")
        return path

    return write


def test_that_the_processed_spectrum_of_spectrasuite_is_read(procspec, axis, values):
    reader, (measured,) = read_file(procspec())
    assert reader.name == "procspec"
    assert np.array_equal(measured.axis, axis)
    assert np.array_equal(measured.intensities[0], values.astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 785.0)
    assert "the processed spectrum (counts intensity)" in measured.notes[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": "../../c.Certificate[9]/processedPixels"}, "not there"),
        ({"reference": "../../c.Certificate[3]/processedPixels"}, "circle"),
        ({"reference": "../" * 40}, "not there"),
        ({"reference": "[1]/*"}, "not there"),
        ({"n": 20}, "has 20 points, its axis 60"),
    ],
)
def test_that_damaged_files_of_spectrasuite_are_refused(changes, words, procspec):
    with pytest.raises(InputError, match=words):
        read_file(procspec(**changes))
