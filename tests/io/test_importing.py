"""Files and folders become one set of spectra; what cannot be used is listed with its reason."""

import hashlib
import json
import math
import os
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError, ParameterError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.io.description import describe
from ramangan_gui.io.importing import ImportOptions, read_inputs, scan
from ramangan_gui.preprocessing.axis import Axis

AXIS = 400 + 2.5 * np.arange(50) - 0.001 * np.arange(50) ** 2


def spectrum(k):
    return np.round(np.cos(AXIS / 40 + k) * 100, 2)


def write(path: Path, k=0, axis=AXIS, values=None, header="Raman shift (cm-1)\tI\n"):
    values = spectrum(k) if values is None else values
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (
        f"{x!r}\t{y!r}\n" for x, y in zip(axis.tolist(), np.asarray(values).tolist(), strict=True)
    )
    path.write_text(header + "".join(rows))
    return path


def read(*paths, strict=True, axis=None, **options):
    return run(read_inputs(paths, ImportOptions(**options), axis or Axis(), strict))


def test_that_equal_axes_leave_every_bit_unchanged(tmp_path):
    for k in range(4):
        write(tmp_path / f"a_{k}.txt", k)
    spectra = read(tmp_path).spectra
    assert spectra.raman_shift.tobytes() == AXIS.tobytes()
    expected = np.stack([spectrum(k) for k in range(4)]).astype(np.float32)
    assert spectra.intensities.tobytes() == expected.tobytes()
    assert spectra.name.tolist() == ["a_0", "a_1", "a_2", "a_3"]
    assert spectra.source_file.tolist() == [str(tmp_path / f"a_{k}.txt") for k in range(4)]
    assert spectra.source_index.tolist() == [0, 0, 0, 0]
    digest = hashlib.sha256((tmp_path / "a_2.txt").read_bytes()).hexdigest()
    assert spectra.source_sha256[2] == digest


def test_that_good_files_load_although_others_are_bad(tmp_path):
    write(tmp_path / "a_1.txt", 1)
    (tmp_path / "a_2.txt").write_text("")
    (tmp_path / "a_3.txt").write_bytes(b"\x7fELF\x01\x02\x03")
    (tmp_path / "a_4.txt").write_text("400 1\n401 2\n402 x\n403 4\n404 5\n405 6\n")
    write(tmp_path / "a_5.txt", 5)
    found = read(tmp_path)
    assert found.spectra.intensities.shape == (2, 50)
    assert [file.status for file in found.files] == ["read", *["refused"] * 3, "read"]
    assert all(file.reason.endswith(".") for file in found.files[1:4])
    assert all(len(file.sha256) == 64 for file in found.files)


def test_that_nothing_readable_is_an_error_with_reasons(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match=r"empty\.txt: It is empty\."):
        read(tmp_path)
    lenient = read(tmp_path, strict=False)
    assert lenient.found is None
    with pytest.raises(InputError, match="It is empty"):
        _ = lenient.spectra
    assert describe(lenient)["files"][0]["status"] == "refused"


def test_that_empty_folders_and_missing_files_are_told(tmp_path):
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match="nothing holds no files"):
        read(tmp_path / "nothing")
    with pytest.raises(InputError, match="No files were named"):
        read()
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "gone.txt")
    write(tmp_path / "here.txt")
    found = read(tmp_path / "here.txt", tmp_path / "gone.txt")
    assert [file.status for file in found.files] == ["read", "refused"]


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "Permission denied"), "may not read"), (FileNotFoundError(), "exist"),
     (OSError(5, "Input/output error"), "Input/output error")],
)  # fmt: skip
def test_that_a_file_that_cannot_be_opened_is_told(error, words, tmp_path, monkeypatch):
    write(tmp_path / "a_1.txt")
    write(tmp_path / "a_2.txt")
    opens = os.open

    def refuse(path, *arguments, **named):
        if os.path.basename(path) == "a_2.txt":
            raise error
        return opens(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refuse)
    found = read(tmp_path)
    assert len(found.spectra) == 1
    assert words in found.files[1].reason


def test_that_folders_are_searched_in_natural_order_without_what_is_no_data(tmp_path):
    for name in ("b/x10.txt", "b/x9.txt", "a/y.csv", "b/.hidden.txt", ".git/z.txt", "README.txt",
                 "SOURCE.txt", "picture.png", "notes.md", "b/~$book.xlsx", "set.json"):  # fmt: skip
        write(tmp_path / name)
    names = [path.relative_to(tmp_path).as_posix() for path in scan([tmp_path])]
    assert names == ["a/y.csv", "b/x9.txt", "b/x10.txt"]
    named = scan([tmp_path / "README.txt", tmp_path / "gone.txt", tmp_path / "b", tmp_path / "b"])
    assert [path.name for path in named] == ["README.txt", "gone.txt", "x9.txt", "x10.txt"]


def test_that_progress_comes_for_every_file_and_rises(tmp_path):
    for k in range(5):
        write(tmp_path / f"a_{k}.txt", k)
    seen: list[Progress] = []
    run(read_inputs([tmp_path], ImportOptions(), Axis()), seen.append)
    assert sum("Reading a_" in progress.message for progress in seen) == 5
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1


def test_that_closing_it_cancels(tmp_path):
    for k in range(5):
        write(tmp_path / f"a_{k}.txt", k)
    steps = read_inputs([tmp_path], ImportOptions(), Axis())
    next(steps)
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


def test_that_arrays_bring_labels_groups_title_and_simulation(tmp_path):
    path = tmp_path / "set.npz"
    np.savez(
        path, raman_shift=AXIS, intensities=np.stack([spectrum(k) for k in range(4)]),
        label=list("aabb"), group=list("wxyz"), simulated=True, title="Four substances",
        attribution="Someone, MIT", map_xy_um=np.arange(8.0).reshape(4, 2),
    )  # fmt: skip
    found = read(path)
    assert found.spectra.counts == {"a": 2, "b": 2}
    assert found.spectra.group.tolist() == list("wxyz")
    assert found.spectra.source_index.tolist() == [0, 1, 2, 3]
    assert np.array_equal(found.spectra.map_position, np.arange(8.0).reshape(4, 2))
    assert (found.title, found.simulated) == ("Four substances", True)
    assert "Simulated spectra, not measured ones." in found.messages
    assert "Source: Someone, MIT" in found.messages
    assert not read(write(tmp_path / "b.txt")).simulated


def test_that_spectra_with_gaps_are_left_out_and_listed(tmp_path):
    values = np.stack([spectrum(k) for k in range(6)])
    values[2, 20] = values[4, 30] = np.nan
    np.savez(tmp_path / "map.npz", x=AXIS, spectra=values, x_unit="1/cm")
    found = read(tmp_path / "map.npz")
    assert found.spectra.source_index.tolist() == [0, 1, 3, 5]
    assert np.array_equal(found.spectra.intensities, values[[0, 1, 3, 5]].astype(np.float32))
    (message,) = [text for text in found.messages if "gaps" in text]
    assert message.startswith("map.npz: 2 of 6 spectra have gaps")
    assert message.endswith("3, 5.")
    figures = describe(found)["files"][0]
    assert figures["n_spectra"] == 6
    expected = np.nansum(values.astype(np.float32), dtype=np.float64)
    assert math.isclose(figures["intensity_sum"], expected, rel_tol=1e-9)


def test_that_gaps_outside_the_common_range_do_no_harm(tmp_path):
    values = spectrum(1)
    values[:3] = values[-2:] = np.nan
    write(tmp_path / "a_1.txt", values=values)
    write(tmp_path / "a_2.txt", 2)
    found = read(tmp_path)
    assert len(found.spectra) == 2
    assert np.array_equal(found.spectra.raman_shift, AXIS[3:-2])
    assert np.array_equal(found.spectra.intensities[1], spectrum(2)[3:-2].astype(np.float32))


def test_that_a_file_of_gaps_alone_is_left_out_with_its_reason(tmp_path):
    values = spectrum(1)
    values[20] = np.nan
    write(tmp_path / "a_1.txt", values=values)
    write(tmp_path / "a_2.txt", 2)
    found = read(tmp_path)
    assert len(found.spectra) == 1
    assert found.files[0].status == "refused"
    assert "gaps" in found.files[0].reason
    said = describe(found)
    assert said["files"][0]["status"] == "read"
    assert "gaps" in said["files"][0]["reason"]
    assert any("a_1.txt was left out" in warning for warning in said["warnings"])


def test_that_generated_spectra_are_no_originals(tmp_path):
    path = tmp_path / "mixed.csv"
    head = ",".join(["label", "is_generated", "fold", *(f"{x:.4f}" for x in AXIS)])
    rows = [",".join(["a", str(k % 2), "0", *(f"{y:.2f}" for y in spectrum(k))]) for k in range(6)]
    path.write_text("\n".join([head, *rows]))
    found = read(path)
    assert found.spectra.source_index.tolist() == [0, 2, 4]
    assert any("3 generated spectra were left out" in message for message in found.messages)
    assert read(path, keep="generated").spectra.source_index.tolist() == [1, 3, 5]
    assert len(read(path, keep="all").spectra) == 6
    path.write_text("\n".join([head, *rows[1::2]]))
    found = read(path)
    assert len(found.spectra) == 3
    assert any("generated spectra only" in message for message in found.messages)


def test_that_the_description_is_the_contract_of_the_command_line(tmp_path):
    write(tmp_path / "in" / "glass_1.txt", 1, axis=AXIS[::-1])
    (tmp_path / "in" / "glass_2.txt").write_text("")
    said = describe(read(tmp_path / "in"))
    assert list(said) == ["files", "classes", "warnings"]
    good, bad = said["files"]
    assert list(good) == ["path", "status", "reason", "reader", "n_spectra", "n_points", "x_unit",
                          "x_first", "x_last", "intensity_sum"]  # fmt: skip
    assert good["path"].endswith("glass_1.txt")
    assert (good["status"], good["reader"], good["reason"]) == ("read", "text", "")
    assert (good["n_spectra"], good["n_points"], good["x_unit"]) == (1, 50, "1/cm")
    assert (good["x_first"], good["x_last"]) == (AXIS[0], AXIS[-1])
    assert math.isclose(good["intensity_sum"], spectrum(1).sum(), rel_tol=1e-5, abs_tol=1e-4)
    assert (bad["status"], bad["reason"], bad["x_first"]) == ("refused", "It is empty.", None)
    assert said["classes"] == {"glass": 1}
    assert any("descending axis" in warning for warning in said["warnings"])
    json.dumps(said, allow_nan=False)


def test_that_memory_stays_small(tmp_path):
    import tracemalloc

    values = np.random.default_rng(0).normal(size=(4000, 500)).astype(np.float32)
    axis = np.linspace(400, 1800, 500)
    for part in range(4):
        np.savez(tmp_path / f"part_{part}.npz", x=axis, spectra=values, x_unit="1/cm")
    read(tmp_path)  # imports
    tracemalloc.start()
    spectra = read(tmp_path).spectra
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak <= 2.5 * spectra.intensities.nbytes


def test_that_options_are_checked():
    assert ImportOptions().with_value("laser_nm", "785").laser_nm == 785.0
    with pytest.raises(ParameterError, match=r"import\.class_from"):
        ImportOptions(class_from="colour")
