"""Damaged text, XML and containers of every format: a sentence or spectra, and nothing else."""

import gzip
import io
import os
import time
import zipfile

import h5py
import numpy as np
import pytest
import scipy.io

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file
from ramangan_gui.io.readers.base import Measured

#: Files of each format; set RAMANGAN_FUZZ_TEXT for more.
N_FILES = int(os.environ.get("RAMANGAN_FUZZ_TEXT", "150"))

AXIS = np.round(400 + 3.3 * np.arange(24) - 0.01 * np.arange(24) ** 2, 3)
ROWS = np.round(50 * np.sin(AXIS / 30 + np.arange(6)[:, None]) + 60, 2)


def listed(values, separator=" "):
    return separator.join(f"{value:.6g}" for value in values)


def columns(head, *series, separator=";", decimal="."):
    rows = (separator.join(f"{cell:.6g}" for cell in row) for row in zip(*series, strict=True))
    return head + "".join(row.replace(".", decimal) + "\n" for row in rows)


def jcamp(table, form="(X++(Y..Y))"):
    return (
        "##TITLE= quartz\n##JCAMP-DX= 4.24\n##DATA TYPE= RAMAN SPECTRUM\n##XUNITS= 1/CM\n"
        "##YUNITS= COUNTS\n##XFACTOR= 2\n##YFACTOR= 0.5\n##FIRSTX= 400\n##LASTX= 422\n"
        f"##NPOINTS= 12\n##FIRSTY= 50\n##XYDATA= {form}\n{table}##END=\n"
    )


DIFDUP = "200A00JKL\n203A06JTk\n206A06KT\n208A10%U\n211A10 $$ check\n"
COUNTS = [100, 101, 103, 106, 106, 107, 108, 106, 108, 108, 108, 108]
AFFN = "".join(f"{200 + k} {listed(COUNTS[k : k + 4])}\n" for k in (0, 4, 8))
PAC = "".join(f"{200 + k}" + "".join(f"{n:+d}" for n in COUNTS[k : k + 6]) + "\n" for k in (0, 6))
PAIRS = "".join(f"{200 + k}, {n}\n" for k, n in enumerate(COUNTS))
TUPLES = (
    "##TITLE= s\n##JCAMP-DX= 5.0\n##DATA TYPE= RAMAN SPECTRUM\n##NTUPLES= RAMAN SPECTRUM\n"
    "##SYMBOL= X, Y, T\n##VAR_DIM= 12, 12, 2\n##UNITS= 1/CM, COUNTS, S\n##FIRST= 400, 50, 0\n"
    "##LAST= 422, 54, 9\n##FACTOR= 2, 0.5, 1\n"
    + "".join(f"##PAGE= T={t}\n##DATA TABLE= (X++(Y..Y)), XYDATA\n{AFFN}" for t in (0, 9))
    + "##END NTUPLES= RAMAN SPECTRUM\n##END=\n"
)
LABSPEC = (
    "<?xml version='1.0'?><LSX_Data><LSX_Tree><LSX ID='0x7A74D9D6'><LSX ID='0x7B697861'>"
    "<LSX ID='0x0'><LSX ID='0x6D707974'>Intens</LSX></LSX>"
    f"<LSX ID='0x1'><LSX ID='0x7D6CD4DB'>{listed(AXIS)}</LSX><LSX ID='0x6D707974'>Spectr</LSX>"
    "<LSX ID='0x7C696E75'>1/cm</LSX></LSX><LSX ID='0x2'><LSX ID='0x7D6CD4DB'>-2 0 2</LSX>"
    "<LSX ID='0x6D707974'>X</LSX></LSX><LSX ID='0x3'><LSX ID='0x7D6CD4DB'>-1 1</LSX>"
    "<LSX ID='0x6D707974'>Y</LSX></LSX></LSX></LSX></LSX_Tree><LSX_Matrix>"
    + "".join(f"<LSX_Row>{listed(row)}</LSX_Row>" for row in ROWS)
    + "</LSX_Matrix></LSX_Data>"
)
TRIVISTA = (
    "<!--TriVista-File.--><XmlMain><Documents><Document><xDim Length='24'><Calibration "
    f"Unit='Nanometer' Type='ValueArray' LaserWave='532' ValueArray='24|{listed(AXIS, '|')}'/>"
    "</xDim><zDim Length='6'/><Data>"
    + "".join(f"<Frame yDim='1'>{listed(row, ';')}</Frame>" for row in ROWS)
    + "</Data></Document></Documents></XmlMain>"
)
MAP = (
    "#Laser (nm)=\t785\n#AxisType[1]=Spectr\n#AxisUnit[1]=1/cm\n#AxisType[2]=X\n#AxisUnit[2]=um\n"
    "#AxisType[3]=Y\n#AxisUnit[3]=um\n\t\t"
    + listed(AXIS, "\t")
    + "".join(f"\n{k // 2}\t{k % 2}\t{listed(row, chr(9))}" for k, row in enumerate(ROWS))
)
BWTEK = columns(
    "laser_wavelength;784,9\nPixel;Wavelength;Wavenumber;Raman Shift;Dark;Reference;Raw data #1;"
    "Dark Subtracted #1\n",
    range(24), AXIS + 400, 1e7 / (AXIS + 400), AXIS, ROWS[0], ROWS[0] * 0 + 65535, ROWS[1],
    ROWS[2], decimal=",",
)  # fmt: skip
LONG = columns("#X\t\t#Y\t\t#Wave\t\t#Intensity\n", np.repeat([0, 1], 24), np.zeros(48),
               np.tile(AXIS, 2), ROWS[:2].ravel(), separator="\t")  # fmt: skip
JAZ = columns(
    "Jaz Data File\n>>>>>Begin Processed Spectral Data<<<<<\nW\tD\tS\tP\n",
    AXIS + 300, ROWS[0], ROWS[1], ROWS[2], separator="\t",
) + ">>>>>End<<<<<\n0.1\n0.2\n"  # fmt: skip
ROD = (
    "data_1\n_chemical_name_mineral 'quartz'\n_raman_measurement_device."
    "excitation_laser_wavelength 532\nloop_\n_raman_spectrum.raman_shift\n"
    "_raman_spectrum.intensity\n" + columns("", AXIS, ROWS[0], separator=" ")
)
TIDY = "sample;Raman shift (cm-1);intensity\n" + "".join(
    f"s{k};{x:.6g};{y:.6g}\n".replace(".", ",")
    for k in range(3) for x, y in zip(AXIS, ROWS[k], strict=True)
)  # fmt: skip
STACKED = "Instrument=R7\n" + "".join(
    columns(f"Title={k}\nXDataKind=1/cm\n", AXIS + k, ROWS[k], separator="\t") for k in range(3)
)
REPEATED = columns("", np.repeat([0.5, 2.5], 24), np.tile(AXIS, 2), ROWS[:2].ravel())
DASH = "Dash Output v2.1,R7\nLine Number,Note,CCD C0,CCD C1,Laser Wavelength\n" + "".join(
    f"1,{note},800,0.3,785,{listed(values, ',')}\n"
    for note, values in (("wavenumbers", AXIS), ("processed", ROWS[0]), ("Raw", ROWS[1]))
)
COMMAS = (
    "##TITLE= a\n##JCAMP-DX= 4.24\n##DATA TYPE= RAMAN SPECTRUM\n##XUNITS= 1/CM\n"
    f"##FIRSTX= {AXIS[0]:.1f}\n##LASTX= {AXIS[-1]:.3f}\n".replace(".", ",")
    + "##NPOINTS= 24\n"
    + columns("##XYPOINTS= (XY..XY)\n", AXIS, ROWS[0], separator="; ", decimal=",")
    + "##END=\n"
)

TEXTS = {
    "jcamp affn": jcamp(AFFN), "jcamp pac": jcamp(PAC), "jcamp difdup": jcamp(DIFDUP),
    "jcamp pairs": jcamp(PAIRS, "(XY..XY)"), "jcamp tuples": TUPLES,
    "jcamp blocks": "##TITLE= a\n##BLOCKS= 2\n" + jcamp(AFFN) + jcamp(DIFDUP) + "##END=\n",
    "labspec xml": LABSPEC, "trivista": TRIVISTA, "labspec map": MAP, "bwtek": BWTEK,
    "renishaw map": LONG, "jaz": JAZ, "rod": ROD, "tidy": TIDY, "stacked": STACKED,
    "repeated axis": REPEATED, "dash": DASH, "jcamp commas": COMMAS,
}  # fmt: skip

PIECES = (
    b"", b"9" * 15, b"-", b".", b",", b"\t", b"\n", b"\r", b"nan", b"1e400", b"e", b"D", b"\0",
    b"<", b"\xff", b"65535", b"##END=", b">", b"&a;", b"]", b"'", b"$$", b"Z99999999", b"?",
    b"loop_", b"#", b"1e-320", b"\x1a", b" " * 50,
)  # fmt: skip


def damaged(data, rng):
    """Damage a file in up to four places, by lines, by pieces or by bytes."""
    for _ in range(int(rng.integers(1, 5))):
        if not data:
            return data
        kind, at = int(rng.integers(7)), int(rng.integers(len(data)))
        if kind == 0:
            data = data[:at] + PIECES[int(rng.integers(len(PIECES)))] + data[at:]
        elif kind == 1:
            piece = PIECES[int(rng.integers(len(PIECES)))]
            data = data[:at] + piece + data[at + len(piece) + 1 :]
        elif kind == 2:
            data = data[:at] + rng.bytes(int(rng.integers(1, 4))) + data[at + 2 :]
        elif kind == 3:
            data = data[:at] if rng.random() < 0.3 else data[:at] + data[at + 40 :]
        else:
            lines = data.split(b"\n")
            first, second = (int(n) for n in rng.integers(len(lines), size=2))
            if kind == 4:
                lines[first], lines[second] = lines[second], lines[first]
            elif kind == 5:
                del lines[first]
            else:
                lines.insert(second, lines[first])
            data = b"\n".join(lines)
    return data


def check(path, data):
    path.write_bytes(data)
    begun = time.process_time()
    found, refusal = None, "Read."
    try:
        _, found = read_file(path)
    except InputError as error:
        refusal = error.what
    assert len(refusal) > 4
    assert refusal.endswith(".")
    assert time.process_time() - begun < 5
    for measured in found or ():
        assert isinstance(measured, Measured)
        assert measured.intensities.dtype == np.float32
        assert measured.intensities.shape[1] == measured.axis.size >= 2
        assert np.isfinite(measured.axis).all()
        assert (np.diff(measured.axis) >= 0).all()
        assert not np.isinf(measured.intensities).any()
        assert measured.x_unit in {"1/cm", "nm", "pixel", ""}
        assert measured.laser_nm is None or 200 <= measured.laser_nm <= 1100
        assert measured.name is None or len(measured.name) == len(measured)
        if measured.map_position is not None:
            assert measured.map_position.shape == (len(measured), 2)
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_that_damaged_text_is_refused_or_read(name, tmp_path):
    path = tmp_path / "file.dat"
    assert check(path, TEXTS[name].encode())
    rng = np.random.default_rng(len(name))
    for _ in range(N_FILES):
        check(path, damaged(TEXTS[name].encode(), rng))


def containers(folder):
    scipy.io.savemat(folder / "set.mat", {"s": {
        "data": ROWS, "axisscale": np.array([[np.zeros(0)], [AXIS]], object),
        "label": np.array([["abcdef"], [""]], object), "name": "x",
    }}, do_compression=True)  # fmt: skip
    scipy.io.savemat(folder / "plain.mat", {"wn": AXIS, "spectra": ROWS})
    with h5py.File(folder / "new.mat", "w", userblock_size=512) as file:
        file["wavenumber"], file["spectra"] = AXIS[:, None], ROWS.T
        for name in file:
            file[name].attrs["MATLAB_class"] = np.bytes_("double")
    data = bytearray((folder / "new.mat").read_bytes())
    data[:19] = b"MATLAB 7.3 MAT-file"
    (folder / "new.mat").write_bytes(data)
    with h5py.File(folder / "plot.nxs", "w") as file:
        group = file.create_group("entry/data")
        group.attrs["NX_class"], group.attrs["signal"] = "NXdata", "y"
        group.attrs["axes"] = ["k", "shift"]
        group["y"], group["shift"], group["k"] = ROWS, AXIS, np.arange(6.0)
        group["shift"].attrs["units"] = "1/cm"
    spectrum = "".join(f"<double>{value}</double>" for value in AXIS)
    text = (
        "<p><sourceSpectra><s><pixelValues/><channelWavelengths>" + spectrum
        + "</channelWavelengths></s></sourceSpectra><certificates><c><processedPixels>" + spectrum
        + "</processedPixels><processedWavelengths reference='../../../sourceSpectra/s/"
        "channelWavelengths'/></c></certificates></p>"
    )  # fmt: skip
    with zipfile.ZipFile(folder / "s.procspec", "w") as archive:
        archive.writestr("OOISignatures.xml", "<x/>")
        archive.writestr("ps_1.xml", text)
    (folder / "t.txt.gz").write_bytes(gzip.compress(TEXTS["jcamp difdup"].encode(), mtime=0))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "name", ["set.mat", "plain.mat", "new.mat", "plot.nxs", "s.procspec", "t.txt.gz"]
)
def test_that_damaged_containers_are_refused_or_read(name, tmp_path_factory, tmp_path):
    data = containers(tmp_path_factory.mktemp("made"))[name]
    path = tmp_path / name
    assert check(path, data)
    rng = np.random.default_rng(len(name))
    for _ in range(N_FILES):
        if name == "s.procspec" and rng.random() < 0.7:
            check(path, repacked(data, rng))
        elif name == "t.txt.gz" and rng.random() < 0.7:
            check(path, gzip.compress(damaged(gzip.decompress(data), rng)))
        else:
            check(path, damaged(data, rng))


def repacked(data, rng):
    """Damage a part of an archive and pack it again, since checksums give other damage away."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["ps_1.xml"] = damaged(parts["ps_1.xml"], rng)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
