"""Binary files of Avantes and Ocean Optics, written byte by byte and read back."""

import struct
import zipfile

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError

NM = (530.0, 0.6, -1e-5)


@pytest.fixture
def nm():
    return np.polynomial.polynomial.polyval(np.arange(60.0), np.array(NM, np.float32))


def test_that_a_scope_signal_is_read(made, read_bytes, nm, spectra):
    (measured,) = read_bytes(made.avantes7(NM, spectra[0], laser_nm=532.0), "file.ROH", "avantes")
    assert np.allclose(measured.axis, nm)
    assert np.array_equal(measured.intensities, spectra[:1].astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 532.0)


def test_that_transmittance_is_computed_and_told(made, read_bytes, nm, spectra):
    sample, white, dark = spectra[0], spectra[1] + 200.0, spectra[2] / 10
    data = made.avantes7(NM, [sample, white, dark], mode=2, laser_nm=532.0)
    (measured,) = read_bytes(data, "file.TRM", "avantes")
    assert np.allclose(measured.intensities[0], 100 * (sample - dark) / (white - dark), rtol=1e-5)
    assert "transmittance in %" in measured.notes[0]
    assert measured.laser_nm is None
    (measured,) = read_bytes(made.avantes7(NM, [sample, white, dark]), "file.ABS", "avantes")
    assert np.allclose(measured.intensities[0], sample)


def test_that_a_division_by_nothing_is_missing(made, read_bytes, spectra):
    same = spectra[1].copy()
    white = same + 5
    white[7] = same[7]
    (measured,) = read_bytes(
        made.avantes7(NM, [spectra[0], white, same], mode=2), "f.trm", "avantes"
    )
    assert np.flatnonzero(np.isnan(measured.intensities[0])).tolist() == [7]


@pytest.mark.parametrize("version", [b"AVS82", b"AVS84"])
def test_that_channels_are_read(version, made, read_bytes, nm, spectra):
    channels = [[nm, spectra[k], spectra[1], spectra[2]] for k in (0, 1)]
    data = made.avantes8(channels, version=version, laser_nm=785.0)
    (measured,) = read_bytes(data, "renamed", "avantes")
    assert np.allclose(measured.axis, nm)
    assert np.array_equal(measured.intensities, spectra[:2].astype(np.float32))
    assert measured.laser_nm == 785.0
    channels[1][0] = nm + 1
    assert len(read_bytes(made.avantes8(channels), "file.Raw8", "avantes")) == 2


def test_that_the_old_version_is_refused(made, read_bytes, spectra):
    data = struct.pack("<f", 60.0) + made.avantes7(NM, spectra[0])[4:]
    with pytest.raises(InputError, match="AvaSoft 6"):
        read_bytes(data, "file.roh", "avantes")


@pytest.mark.parametrize("cut", [10, 100, 1])
def test_that_avantes_files_cut_off_are_refused(cut, made, read_bytes, nm, spectra):
    with pytest.raises(InputError, match=r"cut off|damaged"):
        read_bytes(made.avantes7(NM, spectra[0])[: -4 * cut - 4 if cut == 1 else -cut],
                   "file.roh", "avantes")  # fmt: skip
    with pytest.raises(InputError, match="cut off"):
        read_bytes(made.avantes8([[nm, *spectra]])[: -200 - cut], "file.raw8", "avantes")


def test_that_pixels_that_lie_are_refused(made, read_bytes, nm, spectra):
    data = bytearray(made.avantes7(NM, spectra[0]))
    for value in (np.nan, -1.0, 1e30, 59.5):
        struct.pack_into("<f", data, 4 * 80, value)
        with pytest.raises(InputError):
            read_bytes(bytes(data), "file.roh", "avantes")


def test_that_the_last_result_is_read(made, read_bytes, nm, spectra):
    data = made.procspec(nm, spectra[0], spectra[1])
    (measured,) = read_bytes(data, "renamed", "procspec")
    assert np.allclose(measured.axis, nm)
    assert np.array_equal(measured.intensities, spectra[1:2].astype(np.float32))
    assert measured.x_unit == "nm"
    assert "transmission" in measured.notes[0]
    (measured,) = read_bytes(made.procspec(nm, spectra[0]), "file.ProcSpec", "procspec")
    assert np.array_equal(measured.intensities, spectra[:1].astype(np.float32))


def test_that_an_unusual_packing_is_refused(made, read_bytes, nm, spectra):
    data = made.procspec(nm, spectra[0], compress=zipfile.ZIP_LZMA)
    with pytest.raises(InputError, match="packed in an unusual way"):
        read_bytes(data, "file.ProcSpec", "procspec")


def test_that_a_zip_bomb_is_refused(tmp_path, read_bytes):
    path = tmp_path / "bomb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OOISignatures.xml", b"")
        archive.writestr("ps_1.xml", b"<a>" + bytes(80 * 2**20))
    with pytest.raises(InputError, match=r"fill the memory|at most"):
        read_bytes(path.read_bytes(), "bomb.ProcSpec", "procspec")
