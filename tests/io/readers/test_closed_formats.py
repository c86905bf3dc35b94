"""Formats that cannot be read are told by name, with the way out."""

import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "head", "what", "remedy"),
    [
        ("map.wip", b"WIT_PR06", "WITec project", "ASCII"),
        ("one.l5s", b"LabSpec5\0\0", "LabSpec", "XML"),
        ("map.ngc", b"NGSNextGen\1\0", "NGS", "text"),
        ("one.spa", b"Spectral Data File\r\n", "OMNIC", "JCAMP-DX"),
        ("one.sp", b"PEPE2D constant interval", "PerkinElmer", "ASCII"),
        ("one.jws", OLE, "JASCO", "Spectra Manager"),
        ("book.xls", OLE, "Excel workbook of the old kind", ".xlsx"),
    ],
)
def test_that_a_closed_format_is_refused_by_name(name, head, what, remedy, tmp_path):
    path = tmp_path / name
    path.write_bytes(head + bytes(range(256)) * 8)
    with pytest.raises(InputError) as refusal:
        read_file(path)
    assert what in refusal.value.what
    assert remedy in refusal.value.remedy
