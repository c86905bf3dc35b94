"""LabSpec and TriVista files, packed text, and XML that means harm."""

import gzip
import time
import tracemalloc

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

AXIS = np.round(540.0 - 0.31 * np.arange(12) + 0.001 * np.arange(12) ** 2, 4)


def joined(values, separator=" "):
    return separator.join(f"{value:g}" if value == int(value) else str(value) for value in values)


def labspec(rows, places=(), unit="nm", laser="<LSX ID='0x8736F70'>784.6</LSX>", axis=AXIS):
    entries = [("Spectr", unit, axis), *places]
    axes = "<LSX ID='0x0'><LSX ID='0x6D707974'>Intens</LSX><LSX ID='0x7C696E75'>Cnt</LSX></LSX>"
    for number, (kind, words, values) in enumerate(entries, start=1):
        axes += (
            f"<LSX ID='0x{number}'><LSX ID='0x7D6CD4DB'>{joined(values)} </LSX>"
            f"<LSX ID='0x6D707974'>{kind}</LSX><LSX ID='0x7C696E75'>{words}</LSX></LSX>"
        )
    matrix = "".join(f"<LSX_Row Index='{k}'>{joined(row)}</LSX_Row>" for k, row in enumerate(rows))
    return (
        "<?xml version='1.0' encoding='UTF-8'?><LSX_Data><LSX_Tree ID='0x69746164'>"
        "<LSX ID='0x6C7469D9'>quartz</LSX>"
        f"<LSX ID='0x7A74D9D6'><LSX ID='0x7B697861'>{axes}</LSX></LSX>"
        "<LSX ID='0x1'><LSX ID='0x6D6D616E'>Laser (nm)</LSX>"
        f"<LSX ID='0x7D6C61DB'>785 </LSX>{laser}</LSX>"
        f"</LSX_Tree><LSX_Matrix ID='0x7D6CD4DB'>{matrix}</LSX_Matrix></LSX_Data>"
    )


def trivista(rows, unit="Nanometer", laser="532.1", axis=AXIS, height=1, depth=None):
    frames = "".join(
        f"<Frame xDim='{len(row)}' yDim='{height}'>{joined(row, ';')}</Frame>" for row in rows
    )
    listed = f"{len(axis)}|" + joined(axis, "|")
    return (
        "\ufeff<!--TriVista-File. -->\n<XmlMain Version='1.0.1'><Documents Count='1'><Document>"
        f"<xDim Length='{len(axis)}'><Calibration Unit='{unit}' Type='ValueArray' "
        f"LaserWave='{laser}' ValueArray='{listed}'/></xDim>"
        f"<zDim Length='{len(rows) if depth is None else depth}'/><Data>{frames}</Data>"
        "</Document></Documents></XmlMain>"
    )


ROWS = np.round(100 * np.sin(np.arange(72).reshape(6, 12)), 2)


@pytest.fixture
def read(tmp_path):
    def read(text, name="file.xml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_file(path)

    return read


def test_that_a_single_labspec_spectrum_is_read(read):
    reader, (measured,) = read(labspec(ROWS[:1]))
    assert reader.name == "labspec_xml"
    assert np.array_equal(measured.axis, AXIS[::-1])
    assert np.array_equal(measured.intensities, ROWS[:1, ::-1].astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 784.6)
    assert measured.metadata["title"] == "quartz"
    assert read(labspec(ROWS[:1], laser=""))[1][0].laser_nm == 785.0


def test_that_a_labspec_map_keeps_its_positions(read):
    places = [("X", "µm", [-2, 0, 2]), ("Y", "µm", [-1, 1])]
    _, (measured,) = read(labspec(ROWS, places, "1/cm"))
    assert measured.x_unit == "1/cm"
    assert np.array_equal(measured.intensities, ROWS[:, ::-1].astype(np.float32))
    assert measured.map_position.tolist() == [
        [-2, -1], [0, -1], [2, -1], [-2, 1], [0, 1], [2, 1]
    ]  # fmt: skip
    _, (half,) = read(labspec(ROWS[:4], places))
    assert half.map_position.tolist()[-1] == [-2, 1]


def test_that_a_labspec_series_is_named_by_its_times(read):
    _, (measured,) = read(labspec(ROWS[:3], [("Time", "s", [0, 1.5, 3])]))
    assert measured.map_position is None
    assert measured.name.tolist() == ["Time=0", "Time=1.5", "Time=3"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (labspec(ROWS, [("X", "µm", [1, 2])]), "room for"),
        (labspec(ROWS[:, :-1]), "has 11 points, its axis 12"),
        (labspec([]), "without spectra"),
        (labspec(ROWS[:1], unit="eV"), "ev, which is no Raman shift"),
        (labspec(ROWS[:1]).replace("Spectr<", "Bild<"), "not of spectra"),
        (labspec(ROWS[:1]).replace(f"{AXIS[3]}", "12;5"), "damaged"),
        (labspec(ROWS[:1])[:-40], "damaged XML"),
    ],
)
def test_that_a_damaged_labspec_file_is_refused(text, words, read):
    with pytest.raises(InputError, match=words):
        read(text)


@pytest.mark.parametrize(
    ("stamps", "names"),
    [([638_000_000_000_000_000 + 15_000_000 * k for k in range(6)],
      ["Time=0", "Time=1.5", "Time=3", "Time=4.5", "Time=6", "Time=7.5"]),
     ([0] * 6, None), ([5, 4, 3, 2, 1, 0], None), (["", *range(5)], None),
     (["9" * 400, *range(5)], None)],
)  # fmt: skip
def test_that_trivista_frames_are_named_after_the_time_where_it_is_stated(stamps, names, read):
    text = trivista(ROWS)
    for stamp in stamps:
        text = text.replace("<Frame xDim", f"<Frame TimeStamp='{stamp}' xDim", 1)
        text = text.replace("<Frame T", "<frame T", 1)
    _, (measured,) = read(text.replace("<frame", "<Frame"), "file.tvf")
    assert (None if measured.name is None else measured.name.tolist()) == names


def test_that_trivista_frames_are_spectra(read):
    reader, (measured,) = read(trivista(ROWS), "file.tvf")
    assert reader.name == "trivista"
    assert np.array_equal(measured.axis, AXIS[::-1])
    assert np.array_equal(measured.intensities, ROWS[:, ::-1].astype(np.float32))
    assert (measured.x_unit, measured.laser_nm) == ("nm", 532.1)
    listed = joined(ROWS[0], ";")
    commas = trivista(ROWS, laser="0.000").replace(listed, listed.replace(".", ","))
    _, (measured,) = read(commas, "file.tvf")
    assert np.array_equal(measured.intensities, ROWS[:, ::-1].astype(np.float32))
    assert measured.laser_nm is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (trivista(ROWS, depth=7), "states 7 spectra but holds 6"),
        (trivista(ROWS[:, :-1]), "has 11 points"),
        (trivista(ROWS, unit="Electronvolt"), "Electronvolt, which is no Raman shift"),
        (trivista(ROWS, unit="Wavenumber"), "Wavenumber, which is no Raman shift"),
        (trivista(ROWS, height=2), "camera images"),
        (trivista(ROWS).replace("12|", "13|"), "not as long"),
        (trivista(ROWS).replace("Data>", "Date>"), "without"),
    ],
)
def test_that_a_damaged_trivista_file_is_refused(text, words, read):
    with pytest.raises(InputError, match=words):
        read(text, "file.tvf")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_that_xml_in_any_encoding_is_read(encoding, read):
    text = labspec(ROWS, [("X", "µm", [-2, 0, 2]), ("Y", "µm", [-1, 1])])
    _, (measured,) = read(text.encode(encoding))
    assert len(measured) == 6


LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS + "]>",
        "<!DOCTYPE l SYSTEM 'http://127.0.0.1:9/x.dtd'>",
        "<!DOCTYPE l [<!ENTITY j SYSTEM 'file:///etc/hostname'>]>",
        "<!DOCTYPE l [<!ENTITY % j SYSTEM 'file:///etc/hostname'> %j;]>",
        "<!DOCTYPE l []>",
    ],
)
def test_that_entities_are_neither_unfolded_nor_fetched(head, read):
    tracemalloc.start()
    for text in (labspec(ROWS[:1]), trivista(ROWS)):
        begin = text.index("<LSX_Data" if "<LSX_Data" in text else "<XmlMain")
        hostile = text[:begin] + head + text[begin:].replace("quartz", "&j;")
        with pytest.raises(InputError, match="entities"):
            read(hostile)
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


@pytest.mark.parametrize("text", ["<a>" * 100_000, "<LSX/>" * 1_100_000])
def test_that_xml_of_endless_parts_is_refused_soon(text, read):
    started = time.process_time()
    with pytest.raises(InputError, match="more parts"):
        read("<LSX_Data>" + text)
    assert time.process_time() - started < 5


def plain(axis=AXIS, values=ROWS[0]):
    rows = zip(axis, values, strict=True)
    return "Wavelength (nm)\tCounts\n" + "".join(f"{x}\t{y}\n" for x, y in rows)


@pytest.mark.parametrize("text", [plain(), labspec(ROWS[:1]), trivista(ROWS[:1])])
def test_that_packed_text_is_read_like_the_text_itself(text, read):
    reader, (packed,) = read(gzip.compress(text.encode()), "file.txt.gz")
    assert reader.name == "gzip"
    _, (measured,) = read(text, "file.txt")
    assert np.array_equal(measured.axis, packed.axis)
    assert np.array_equal(measured.intensities, packed.intensities)
    assert (measured.x_unit, measured.notes) == (packed.x_unit, packed.notes)


def test_that_a_packed_bomb_or_a_cut_file_is_refused(read):
    bomb = gzip.compress(bytes(200 * 2**20))
    tracemalloc.start()
    with pytest.raises(InputError, match="made to fill the memory"):
        read(bomb, "file.txt.gz")
    assert tracemalloc.get_traced_memory()[1] < 300 * 2**20
    tracemalloc.stop()
    packed = gzip.compress(plain().encode())
    with pytest.raises(InputError, match="cut off"):
        read(packed[:-20], "file.txt.gz")
    with pytest.raises(InputError, match="damaged gzip"):
        read(packed[:10] + b"\xff" * 40, "file.txt.gz")
    with pytest.raises(InputError, match="no text"):
        read(gzip.compress(bytes(range(256)) * 9), "file.txt.gz")
