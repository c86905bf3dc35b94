"""Binary files damaged as disks, transfers and attackers damage them."""

import io
import struct
import zipfile

import numpy as np

#: Whole numbers that headers should never be believed in.
WHOLE = (0, 1, -1, 2, 255, 65_535, 65_536, 2**31 - 1, -(2**31), 2**24, 1_000_000)

#: Numbers that turn up in damaged floats.
FLOATS = (float("nan"), float("inf"), -float("inf"), 0.0, -1.0, 1e308, -1e38, 1e-300, 1e9)

#: Most damage is done to headers, where it matters.
HEADER_BYTES = 1_200


def damaged(data, rng):
    """Damage a file in one to four places; the same `rng` gives the same damage.

    Most archives are damaged within a part and packed again, since their checksums would give
    away any other damage.
    """
    if data.startswith(b"PK\3\4") and rng.random() < 0.8:
        return _part(data, rng)
    for _ in range(int(rng.integers(1, 5))):
        if not data:
            return data
        data = DAMAGES[int(rng.integers(len(DAMAGES)))](data, rng)
    return data


def _part(data, rng):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = max(parts, key=lambda name: len(parts[name]) * rng.random())
    parts[chosen] = damaged(parts[chosen], rng)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name)  # of a fixed date, so that the bytes are always the same
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part)
    return stream.getvalue()


def _place(data, rng, length=1):
    most = min(len(data), HEADER_BYTES) if rng.random() < 0.7 else len(data)
    return int(rng.integers(0, max(1, most - length)))


def _over(data, place, piece):
    return data[:place] + piece + data[place + len(piece) :]


def _bytes(data, rng):
    n = int(rng.integers(1, 5))
    return _over(data, _place(data, rng, n), rng.bytes(n))


def _bit(data, rng):
    place = _place(data, rng)
    return _over(data, place, bytes([data[place] ^ (1 << int(rng.integers(8)))]))


def _whole(data, rng):
    value = WHOLE[int(rng.integers(len(WHOLE)))]
    layout = "<>"[int(rng.integers(2))] + "hiq"[int(rng.integers(3))]
    size = struct.calcsize(layout)
    piece = value.to_bytes(16, "little", signed=True)[:size]
    place = _place(data, rng, size) // 2 * 2
    return _over(data, place, piece[::-1] if layout[0] == ">" else piece)


def _float(data, rng):
    value = np.float64(FLOATS[int(rng.integers(len(FLOATS)))])
    with np.errstate(over="ignore"):
        piece = value.astype("<f4").tobytes() if rng.random() < 0.5 else value.tobytes()
    return _over(data, _place(data, rng, 8) // 4 * 4, piece)


def _digits(data, rng):
    """Change a number that is written in letters, as in XML and text headers."""
    places = [at for at in range(min(len(data), 20_000)) if data[at : at + 1].isdigit()]
    if not places:
        return _bytes(data, rng)
    at = places[int(rng.integers(len(places)))]
    piece = (b"9" * 12, b"-", b"0", b"", b"1e400", b"nan")[int(rng.integers(6))]
    return data[:at] + piece + data[at + 1 :]


def _cut(data, rng):
    return data[: int(rng.integers(0, len(data)))]


def _delete(data, rng):
    place = _place(data, rng)
    return data[:place] + data[place + int(rng.integers(1, 200)) :]


def _insert(data, rng):
    place = _place(data, rng)
    return data[:place] + rng.bytes(int(rng.integers(1, 40))) + data[place:]


def _repeat(data, rng):
    place = _place(data, rng)
    return data[:place] + data[max(0, place - 100) : place] * 5 + data[place:]


DAMAGES = (_bytes, _bit, _whole, _whole, _whole, _float, _digits, _cut, _delete, _insert, _repeat)
