"""Bytes of instruments' files, put together from their published layouts, to be read back.

Each function takes an axis and spectra and writes them as the instrument would; none of it comes
from a reader. Tests, fuzzing and the fault programs share them.
"""

import io
import struct
import zipfile

import numpy as np


def block(name, content, number=1):
    """One block of a Renishaw file."""
    return struct.pack("<4sIQ", name, number, len(content) + 16) + content


def wdf(
    axis, spectra, *, unit=1, collected=None, capacity=None, positions=None, laser_nm=785.0,
    flags=0, tracks=0, rows=1, spectrum_flags=None, position_unit=5, depth=None, times=None,
):  # fmt: skip
    """Renishaw WiRE; `capacity` spectra were planned, `collected` were measured."""
    spectra = np.asarray(spectra, "<f4")
    n = len(spectra) if capacity is None else capacity
    collected = len(spectra) if collected is None else collected
    n_points = len(axis) if tracks == 0 else len(axis) // tracks
    header = struct.pack(
        "<4sIQQ16s12xIIIQQIIII24s4HIIQQIf48x32s160s48x32x32x",
        b"WDF1", 1, 512, flags, b"\1" * 16, tracks, 0, n_points, n, collected, 1, rows, n_points,
        0, b"made", 1, 0, 0, 0, 1, 3, 0, 0, 1, 1e7 / laser_nm if laser_nm else 0.0, b"", b"made",
    )  # fmt: skip
    stored = np.zeros((n, spectra.shape[1]), "<f4")
    stored[: len(spectra)] = spectra
    data = header + block(b"DATA", stored.tobytes())
    data += block(b"XLST", struct.pack("<II", 1, unit) + np.asarray(axis, "<f4").tobytes())
    data += block(b"YLST", struct.pack("<II", 0, 16) + np.zeros(rows, "<f4").tobytes())
    origins = []
    if positions is not None:
        for kind, column in ((3, 0), (4, 1)):
            values = np.zeros(n, "<f8")
            values[: len(positions)] = np.asarray(positions)[:, column]
            head = struct.pack(
                "<II16s", kind | 0x80000000, position_unit, b"XY"[column : column + 1]
            )
            origins.append(head + values.tobytes())
    if depth is not None:
        head = struct.pack("<II16s", 5 | 0x80000000, position_unit, b"Z")
        origins.append(head + np.asarray(depth, "<f8").tobytes())
    if times is not None:  # in tenths of microseconds, as Windows counts
        head = struct.pack("<II16s", 11, 24, b"Time")
        origins.append(head + np.asarray(times, "<u8").tobytes())
    if spectrum_flags is not None:
        head = struct.pack("<II16s", 17, 0, b"Flags")
        origins.append(head + np.asarray(spectrum_flags, "<u8").tobytes())
    if origins:
        data += block(b"ORGN", struct.pack("<I", len(origins)) + b"".join(origins))
    return data + block(b"TEXT", b"made for a test")


def opus_parameters(**values):
    """A block of parameters of a Bruker file."""
    data = b""
    for key, value in values.items():
        name = key.upper().encode() + b"\0"
        if isinstance(value, int):
            data += name + struct.pack("<2hi", 0, 2, value)
        elif isinstance(value, float):
            data += name + struct.pack("<2hd", 1, 4, value)
        else:
            text = value.encode("latin-1") + b"\0"
            text += b"\0" * (len(text) % 2)
            data += name + struct.pack("<2h", 2, len(text) // 2) + text
    return data + b"END\0\0\0\0\0"


def opus_type(kind, *, of=3, what=0, series=0):
    """The type of a block: of sample (1), reference (2) or result (3); data or parameters."""
    return 3 | of << 2 | what << 4 | kind << 10 | series << 19


def opus_status(axis, values, unit="WN", scale=1.0, **more):
    """The parameters that belong to a block of data."""
    return opus_parameters(
        dpf=1, npt=len(axis), fxv=float(axis[0]), lxv=float(axis[-1]), csf=scale,
        mxy=float(np.max(values) * scale), mny=float(np.min(values) * scale), dxu=unit, **more,
    )  # fmt: skip


def opus(blocks, version=920622.0):
    """Bruker OPUS: `blocks` are pairs of type and content."""
    blocks = [(kind, data + b"\0" * (-len(data) % 4)) for kind, data in blocks]
    start = 24 + 12 * (len(blocks) + 1)
    directory, content = struct.pack("<3i", 13 << 10, 3 * (len(blocks) + 1), 24), b""
    for kind, data in blocks:
        directory += struct.pack("<3i", kind, len(data) // 4, start + len(content))
        content += data
    head = b"\x0a\x0a\xfe\xfe" + struct.pack("<d3i", version, 24, 40, len(blocks) + 1)
    return head + directory + content


def opus_raman(axis, values, *, laser_cm=9394.4, kind=10, unit="WN", scale=1.0):
    """Bruker OPUS with one spectrum, evenly spaced."""
    return opus(
        [
            (opus_type(kind), np.asarray(np.asarray(values) / scale, "<f4").tobytes()),
            (opus_type(kind, what=1), opus_status(axis, np.asarray(values) / scale, unit, scale)),
            (opus_type(0, of=0, what=2), opus_parameters(ins="RAM II", rlw=laser_cm)),
        ]
    )


def opus_series(axis, spectra, *, kind=10):
    """Bruker OPUS with a series: each spectrum is followed by a description of 172 bytes."""
    spectra, info = np.asarray(spectra, "<f4"), 172
    head = struct.pack("<6i2i", 0, len(spectra), 32, 4 * spectra.shape[1], info, 1, 0, len(spectra))
    data = head + b"".join(row.tobytes() + bytes(info) for row in spectra)
    return opus(
        [
            (opus_type(kind, series=2), data),
            (opus_type(kind, what=1, series=2), opus_status(axis, spectra)),
            (opus_type(0, of=0, what=2), opus_parameters(ins="SENTERRA", rlw=1e7 / 532.0)),
        ]
    )


def spc(
    axis, spectra, *, order="<", exponent=-128, exponents=None, explicit=False, short=False,
    axis_code=13, intensity_code=4, experiment=11, labels=b"", log="", planes=0, comment=b"",
):  # fmt: skip
    """Galactic SPC of the new kind; integers are values over 2 ** (exponent - bits)."""
    spectra = np.asarray(spectra, np.float64)
    many, n_points = len(spectra) > 1, spectra.shape[1]
    flags = short | 4 * many | 32 * bool(labels) | 128 * explicit
    kind = 0x4B if order == "<" else 0x4C
    subs = []
    for index, values in enumerate(spectra):
        own = exponent if exponents is None else exponents[index]
        head = struct.pack(
            order + "BbHfffIIf4x", 0, own, index, index, index + 1, 0, n_points, 1, 0
        )
        subs.append(head + spc_numbers(values, order, own if many else exponent, short))
    data = np.asarray(axis, order + "f4").tobytes() * explicit + b"".join(subs)
    header = struct.pack(
        order + "BBBbIddIBBBBI9s9sH32s130s30sIIBBHf48sfIfB187x",
        flags, kind, experiment, exponent, n_points, axis[0], axis[-1], len(spectra), axis_code,
        intensity_code, 0, 0, 0, b"", b"", 0, b"", comment, labels, 512 + len(data) if log else 0,
        0, 0, 0, 0, 0.0, b"", 0.0, planes, 0.0, 0,
    )  # fmt: skip
    text = log.encode("latin-1")
    tail = struct.pack(order + "5I44x", len(text) + 64, 4096, 64, 0, 0) + text if log else b""
    return header + data + tail


def spc_numbers(values, order, exponent, short):
    """Numbers of one subfile as floats or integers."""
    if exponent == -128:
        return np.asarray(values, order + "f4").tobytes()
    bits, dtype = (16, "i2") if short else (32, "i4")
    return np.round(np.ldexp(values, bits - exponent)).astype(order + dtype).tobytes()


def spc_own_axes(axes, rows, *, exponent=-128, directory=True):
    """Galactic SPC in which each spectrum has its own axis, with a directory behind them."""
    content, entries = b"", b""
    for index, (axis, values) in enumerate(zip(axes, rows, strict=True)):
        head = struct.pack("<BbHfffIIf4x", 0, exponent, index, index, 0, 0, len(axis), 1, 0)
        piece = head + np.asarray(axis, "<f4").tobytes() + spc_numbers(values, "<", exponent, False)
        entries += struct.pack("<IIf", 512 + len(content), len(piece), index)
        content += piece
    place = 512 + len(content) if directory else 0
    header = struct.pack(
        "<BBBbIddIBBBB480x",
        4 | 64 | 128,
        0x4B,
        11,
        exponent,
        place,
        0.0,
        0.0,
        len(rows),
        13,
        4,
        0,
        0,
    )
    return header + content + entries * directory


def spc_old(axis, spectra, *, exponent=20, axis_code=13):
    """Galactic SPC of the old kind: integers with the more significant half first."""
    many = len(spectra) > 1
    header = struct.pack(
        "<BBhfffBBHBBBB8sHH28s130s30s", 4 * many, 0x4D, exponent, len(axis), axis[0], axis[-1],
        axis_code, 4, 1990, 1, 1, 1, 1, b"", 0, 1, b"", b"", b"",
    )  # fmt: skip
    data = header
    for index, values in enumerate(spectra):
        whole = np.round(np.ldexp(np.asarray(values, np.float64), 32 - exponent)).astype("<i4")
        halves = whole.view("<u2").reshape(-1, 2)[:, ::-1]
        data += struct.pack("<BbHfffIIf4x", 0, exponent, index, index, 0, 0, len(axis), 1, 0)
        data += halves.astype("<u2").tobytes()
    return data


def sif(coefficients, spectra, *, shown="Wavelength", laser_nm=532.0, rows=1, detector=None):
    """Andor Solis (version 65567): lines of text, then frames of floats."""
    spectra = np.asarray(spectra, "<f4")
    n_points, n_frames = spectra.shape[1], len(spectra) // rows
    detector = n_points if detector is None else detector
    lines = [
        "Andor Technology Multi-Channel File",
        "65538 1",
        "65567 0 0 1 1500000000 -60 \0 \0 \0 \2 \0 0 1 1.1 1.1 5 \0 5.5 3e-05 0 1 0 0 0 1e-08 0 0"
        " \2 \0 1 0 4 0 0 0 0 0 0 0 0 0 1.6e-05 0 0",
        "DU420_BX2DD ",
        f" {detector} 256 8",
        "made.sif ",
        "65538 4",
        "made",
        "65538 \1 \2 \3 \0 0 0",
        "65540 1 1 842 1 0 999.76 500nm",
        *["0 10"] * 6,
        "65537 0 500 1200",
        "0 999 999",
        "",
        "65539" + " 0" * 16,
        *["0 0 0 0"] * 4,
        "",
        "-1",
        f"65538 0 {detector} 256 {detector} 256 1 1 1 1",
        "65540 \3 \0 \1 \0 \1 \0",
        " ".join(map(repr, coefficients)),
        "0 1 0 0",
        "0 1 0 0",
        f"{laser_nm:g}",
        "26",
        "26",
        "1",
        str(len(shown)),
        f"{shown}6",
        "Counts12",
        f"Pixel number65541 1 256 {detector} 1 {n_frames} 1 {spectra.size} {n_points * rows}",
        f"65538 1 {rows} {n_points} 1 1 1 0",
        *["         0"] * n_frames,
        "0",
    ]
    return ("\n".join(lines) + "\n").encode("latin-1") + spectra.tobytes()


def spe2(
    coefficients, frames, *, kind=3, rows=1, unit=4, valid=1, laser_nm=785.0, version=2.2,
    first_pixel=1, binning=1, order=None,
):  # fmt: skip
    """Princeton WinSpec 2.x; the axis is a polynomial in the pixel number from 1."""
    dtype = {0: "<f4", 1: "<i4", 2: "<i2", 3: "<u2", 5: "<f8", 6: "u1", 8: "<u4"}[kind]
    frames = np.asarray(frames)
    header = bytearray(4100)
    width = frames.shape[-1]
    put = struct.pack_into
    put("<H", header, 6, width)
    put("<H", header, 42, width)
    put("<h", header, 108, kind)
    put("<H", header, 656, rows)
    put("<i", header, 1446, frames.size // (width * rows))
    put("<h6H", header, 1510, 1, first_pixel, first_pixel + width - 1, binning, 1, rows, 1)
    put("<f", header, 1992, version)
    put("<bbbb", header, 3098, valid, unit, unit, len(coefficients) - 1 if order is None else order)
    put(f"<{len(coefficients)}d", header, 3263, *coefficients)
    put("<d", header, 3311, laser_nm)
    return bytes(header) + frames.astype(dtype).tobytes()


def spe3(
    wavelengths, frames, *, pixel_format="MonochromeFloating32", rows=1, laser_nm="532.1",
    count=None, sensor=None, extra=0, with_error=False,
):  # fmt: skip
    """Princeton LightField 3.0: frames, then XML that describes them."""
    dtype = {"MonochromeUnsigned16": "<u2", "MonochromeUnsigned32": "<u4",
             "MonochromeFloating32": "<f4"}[pixel_format]  # fmt: skip
    frames = np.asarray(frames).astype(dtype)
    width = frames.shape[-1]
    n_frames = frames.size // (width * rows)
    size = width * rows * frames.dtype.itemsize
    content = b"".join(
        frame.tobytes() + b"\7" * extra for frame in frames.reshape(n_frames, rows * width)
    )
    x, sensor_width = sensor or (0, width)
    listed = ",".join(map(repr, map(float, wavelengths)))
    calibration = f"<Wavelength xml:space='preserve'>{listed}</Wavelength>"
    if with_error:
        pairs = " ".join(f"{float(w)!r},0.01" for w in wavelengths)
        calibration = f"<WavelengthError>{pairs}</WavelengthError>"
    xml = f"""<SpeFormat version="3.0" xmlns="http://www.princetoninstruments.com/spe/2009">
    <DataFormat><DataBlock type="Frame" count="{count or n_frames}" pixelFormat="{pixel_format}"
    size="{size}" stride="{size + extra}" calibrations="1"><DataBlock type="Region"
    calibrations="2,3" count="1" width="{width}" height="{rows}" size="{size}" stride="{size}"/>
    </DataBlock></DataFormat><Calibrations><WavelengthMapping id="1" laserLine="{laser_nm}">
    {calibration}</WavelengthMapping><SensorInformation id="2" width="{sensor_width}" height="100"/>
    <SensorMapping id="3" x="{x}" y="0" width="{width}" height="{rows}" xBinning="1" yBinning="1"/>
    </Calibrations></SpeFormat>""".encode()
    header = bytearray(4100)
    struct.pack_into("<H", header, 42, width)
    struct.pack_into("<h", header, 108, 0)
    struct.pack_into("<H", header, 656, rows)
    struct.pack_into("<Q", header, 678, 4100 + len(content))
    struct.pack_into("<i", header, 1446, n_frames)
    struct.pack_into("<f", header, 1992, 3.0)
    return bytes(header) + content + xml


def avantes7(coefficients, signals, *, mode=0, laser_nm=0.0):
    """Avantes AvaSoft 7: 100 floats, the signals point by point, three floats."""
    signals = np.atleast_2d(np.asarray(signals, "<f4"))
    header = np.zeros(100, "<f4")
    header[0] = 70.0
    header[74 : 74 + len(coefficients)] = coefficients
    header[80], header[81], header[83] = signals.shape[1] - 1, mode, laser_nm
    return header.tobytes() + signals.T.tobytes() + np.array([100, 10, 0], "<f4").tobytes()


def avantes8(channels, *, version=b"AVS84", laser_nm=0.0):
    """Avantes AvaSoft 8; each channel is wavelengths, sample, dark and reference."""
    data = version + struct.pack("<B", len(channels))
    for index, channel in enumerate(channels):
        columns = np.asarray(channel, "<f4")
        n = columns.shape[1]
        length = 328 + 16 * n + 40
        head = struct.pack(
            "<IBBBB10s64sBHHfIIBBHBBBBBHIIfHI4sfffff5d130s", length, index, 0, 16, 0, b"1", b"made",
            0, 0, n - 1, 100.0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, laser_nm, 0, 0, b"", 0.0,
            0.0, 0.0, 0.0, 0.0, *[0.0] * 5, b"",
        )  # fmt: skip
        body = head + columns.tobytes()
        data += body + bytes(length + 10 - len(body))
    return data


def procspec(wavelengths, raw, processed=None, *, damaged=b"", compress=zipfile.ZIP_DEFLATED):
    """Ocean Optics SpectraSuite: XML in an archive."""

    def doubles(name, values):
        listed = "".join(f"<double>{float(value)!r}</double>" for value in values)
        return f"<{name}>{listed}</{name}>"

    text = "<ProcessedSpectrum><sourceSpectra><OmniSpectrum>" + doubles("pixelValues", raw)
    text += doubles("channelWavelengths", wavelengths)
    text += "<laserWavelength>0.0</laserWavelength></OmniSpectrum></sourceSpectra><certificates>"
    source = "../../../sourceSpectra/OmniSpectrum"
    text += f"<Certificate><processedPixels reference='{source}/pixelValues'/></Certificate>"
    if processed is not None:
        text += "<Certificate>" + doubles("processedPixels", processed)
        text += f"<processedWavelengths reference='{source}/channelWavelengths'/>"
        text += "<yUnits class='unitdescriptors.TransmissionIntensityDescriptor'/></Certificate>"
    text += "<note>#</note></certificates></ProcessedSpectrum>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compress) as archive:
        for name, part in (
            ("OOISignatures.xml", b"<signatures/>"),
            ("ps_7.xml", text.encode().replace(b"#", damaged or b"fine")),
        ):
            info = zipfile.ZipInfo(name)  # of a fixed date, so that the bytes are always the same
            info.compress_type = compress
            archive.writestr(info, part)
    return stream.getvalue()


def npy(array):
    """One NumPy array."""
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def labspec_node(tag, value, addresses):
    """A node of LabSpec's tree: its 24 bytes, and what follows once its neighbours are written."""
    head = tag.ljust(4, b"\0")
    if isinstance(value, str):
        text = value.encode("latin-1") + b"\0"
        if len(text) <= 8:
            return struct.pack("<II4sI8s", 7, 9, head, 0, text), b""
        return struct.pack("<II4sIII", 0x1007, 9, head, 0, next(addresses), len(text)), text
    if isinstance(value, float):
        return struct.pack("<II4sId", 5, 9, head, 0, value), b""
    if isinstance(value, int):
        return struct.pack("<II4sIi4x", 4, 9, head, 0, value), b""
    if isinstance(value, np.ndarray):
        data = value.astype("<f4").tobytes()
        return struct.pack("<II4sIII", 0x1006, 9, head, 0, next(addresses), value.size), data
    own = struct.pack("<II4sIII", 0x1009, 9, head, 0, next(addresses), len(value))
    nodes = [labspec_node(*each, addresses) for each in value]
    return own, b"".join(node for node, _ in nodes) + b"".join(rest for _, rest in nodes)


def l6s(axis, values, *, unit="1/cm", more_axes=(), ends=None, laser="785"):
    """One spectrum in LabSpec 6's own format."""
    ends = (float(np.min(axis)), float(np.max(axis))) if ends is None else ends
    numbers, limits = b"\xdb\xd4l}", b"\xe0\xdcmi"

    def of_axis(kind, its_unit, array, low, high):
        stated = [(limits, [(b"\0", low), (b"\1", high)])]
        return [(numbers, np.asarray(array)), (b"typm", kind), (b"uni|", its_unit),
                (b"\xe3tam", stated)]  # fmt: skip

    axes = [
        (b"\0", of_axis("Intens", "Cnt", values, 0.0, 1.0)),
        (b"\1", of_axis("Spectr", unit, axis, *ends)),
        *[(bytes([2 + k]), of_axis(kind, "\xb5m", np.arange(3.0), 0.0, 2.0))
          for k, kind in enumerate(more_axes)],
    ]  # fmt: skip
    setting = [(b"namm", "Laser (nm)"), (b"\xdbal}", laser)]
    tree = [
        (b"typm", "Spectrum"), (b"\xd6\xd9tz", [(b"axi{", axes)]),
        (b"\xd9\xd4bl", [(b"acq\x08", [(b"\xdeasm", setting)])]),
    ]  # fmt: skip
    root, rest = labspec_node(b"\x14:", tree, iter(range(1_000, 10_000)))
    return b"LabSpec6".ljust(0x4C, b"\0") + root + rest + bytes(56)
