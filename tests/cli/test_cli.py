import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.cli import UNREAD, main
from ramangan_gui.cli.evaluation import print_scorecard, utility_lines
from ramangan_gui.cli.running import ProgressLine
from ramangan_gui.core.errors import OutputError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.scorecard import Scorecard
from ramangan_gui.core.utility import Utility
from ramangan_gui.io.left_out import write_left_out
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow import export, pipeline
from ramangan_gui.workflow.import_tasks import pattern_task
from ramangan_gui.workflow.tasks import import_task

QUICK = ["--set", "wgan_gp.n_iterations=6", "wgan_gp.warm_start_steps=10"]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def write_folder(folder: Path, counts: dict[str, int], seed: int = 0) -> Path:
    """Two-column text files, one subfolder a class."""
    rng = np.random.default_rng(seed)
    axis = np.linspace(400.0, 1800.0, 120)
    for number, (label, n) in enumerate(counts.items()):
        (folder / label).mkdir(parents=True)
        for i in range(n):
            heights = 1 + 0.2 * rng.normal(size=2)
            centres = (700 + 150 * number, 1300 - 90 * number)
            y = 50 + axis / 20 + rng.normal(0, 1.5, axis.size)
            for h, c in zip(heights, centres, strict=True):
                y = y + 100 * h * np.exp(-0.5 * ((axis - c) / 25) ** 2)
            np.savetxt(folder / label / f"{label}_{i:02d}.txt", np.c_[axis, y], fmt="%.4f")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_folder(tmp_path_factory.mktemp("cli") / "lab", {"alpha": 16, "beta": 10})


@pytest.fixture(scope="module")
def augmented(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "set.h5"
    assert main(["augment", str(folder), "-o", str(out), "--per-class", "8", *QUICK]) == 0
    return out


def columns(path: Path) -> dict[str, np.ndarray]:
    with h5py.File(path) as file:
        table = file["entry/augmented"]
        return {name: table[name][()] for name in table}


def test_that_info_tells_classes_files_and_axis(folder, capsys):
    assert main(["info", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["classes"] == {"alpha": 16, "beta": 10}
    assert len(found["files"]) == 26
    first = found["files"][0]
    assert first["status"] == "read"
    assert first["n_points"] == 120
    assert first["x_unit"] == "1/cm"
    assert first["x_first"] == pytest.approx(400.0)
    by_hand = np.loadtxt(first["path"])[:, 1].sum()
    assert first["intensity_sum"] == pytest.approx(by_hand, rel=1e-6)


def test_that_info_in_words_names_the_classes(folder, capsys):
    assert main(["info", str(folder)]) == 0
    assert "alpha: 16" in capsys.readouterr().out


def test_that_a_bad_file_among_good_ones_is_listed_with_exit_code_3(tmp_path, capsys):
    lab = write_folder(tmp_path / "lab", {"a": 3})
    (lab / "a" / "broken.txt").write_text("these are no numbers\n")
    assert main(["info", str(lab), "--json"]) == 3
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert found["classes"] == {"a": 3}
    refused = [f for f in found["files"] if f["status"] == "refused"]
    assert [Path(f["path"]).name for f in refused] == ["broken.txt"]
    assert refused[0]["reason"]
    assert "broken.txt" in shown.err


def test_that_only_bad_files_give_exit_code_2_and_still_json(tmp_path, capsys):
    (tmp_path / "empty.csv").write_text("")
    assert main(["info", str(tmp_path / "empty.csv"), "--json"]) == 2
    shown = capsys.readouterr()
    assert json.loads(shown.out)["files"][0]["status"] == "refused"
    assert len(shown.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["augment"],
        ["nonsense"],
        ["augment", "no-such-folder", "-o", "x.h5"],
        ["correct", "no-such-file.txt", "-o", "x.h5"],
        ["evaluate"],
        ["evaluate", "no-such-file.h5"],
        ["export", "no-such-file.h5", "-o", "x.csv"],
        ["augment", "--from", "no-such-file.h5", "-o", "x.h5"],
    ],
)
def test_that_bad_usage_gives_one_sentence_and_exit_code_2(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("ramangan: ")
    assert "Traceback" not in shown.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "word", ["baseline.lam=-1", "baseline.nothing=1", "nothing.lam=1", "baseline.lam", "lam=3"]
)
def test_that_a_bad_setting_is_refused_before_anything_is_read(word, folder, tmp_path, capsys):
    out = tmp_path / "x.h5"
    assert main(["correct", str(folder), "-o", str(out), "--set", word]) == 2
    assert not out.exists()
    assert capsys.readouterr().err.startswith("ramangan: ")


def test_that_correct_writes_what_the_recipe_gives(folder, tmp_path):
    out = tmp_path / "corrected.h5"
    words = ["--set", "baseline.method=arpls", "--set", "normalisation.method=none"]
    assert main(["correct", str(folder), "-o", str(out), *words]) == 0
    with h5py.File(out) as file:
        assert file["entry"].attrs["default"] == b"corrected"
        assert file["entry/corrected/intensity"].shape == (26, 120)
        axis = file["entry/corrected/raman_shift"][()]
        far = (axis > 1600) & (axis < 1750)
        assert abs(np.median(file["entry/corrected/intensity"][:, far])) < 5


def test_that_a_recipe_taken_from_a_file_gives_the_same_bits(folder, tmp_path):
    first, again = tmp_path / "first.h5", tmp_path / "again.h5"
    assert main(["correct", str(folder), "-o", str(first), "--set", "baseline.lam=3e4"]) == 0
    assert main(["correct", str(folder), "-o", str(again), "--recipe", str(first)]) == 0
    with h5py.File(first) as a, h5py.File(again) as b:
        np.testing.assert_array_equal(
            a["entry/corrected/intensity"][()], b["entry/corrected/intensity"][()]
        )


def test_that_spectra_with_gaps_are_told_and_give_exit_code_3(tmp_path, capsys):
    axis = np.linspace(400.0, 1800.0, 120)
    rows = [500 * np.exp(-(((axis - 900) / 30) ** 2)) + 10 * n for n in range(6)]
    cells = [[f"{value:.3f}" for value in row] for row in rows]
    cells[2][50] = cells[4][10] = ""
    lines = [",".join(["label", *map(str, axis)]), *(",".join(["PET", *row]) for row in cells)]
    (tmp_path / "gaps.csv").write_text("\n".join(lines) + "\n")
    out = tmp_path / "gaps.h5"
    assert main(["correct", str(tmp_path / "gaps.csv"), "-o", str(out)]) == 3
    shown = capsys.readouterr()
    assert "note: Classes are those in the file." in shown.out
    assert "4 corrected spectra" in shown.out
    assert "gaps.csv, spectra 3, 5: Gaps (missing values)." in shown.err
    assert "import.gaps=bridge" in shown.err
    words = ["--set", "import.gaps=bridge"]
    assert main(["correct", str(tmp_path / "gaps.csv"), "-o", str(out), *words]) == 0
    shown = capsys.readouterr()
    assert "6 corrected spectra" in shown.out
    assert "left out" not in shown.err


def test_that_a_range_crops_what_the_window_would_read(tmp_path, capsys):
    for number in range(4):
        axis = np.linspace(450.0 if number == 3 else 400.0, 1800.0, 150)
        y = 500 * np.exp(-(((axis - 900) / 30) ** 2)) + number
        np.savetxt(tmp_path / f"PET_{number}.txt", np.c_[axis, y], fmt="%.4f")
    out = tmp_path / "out.h5"
    words = ["--set", "axis.start=420", "--set", "axis.stop=1700"]
    assert main(["correct", str(tmp_path), "-o", str(out), *words]) == 0
    opened = run(import_task([str(tmp_path / f"PET_{n}.txt") for n in range(4)], Axis()))
    recipe = Recipe().with_value("axis.start", "420").with_value("axis.stop", "1700")
    expected = recipe.apply(opened.project.imported.spectra)
    with h5py.File(out) as file:
        table = file["entry/corrected"]
        np.testing.assert_array_equal(table["raman_shift"][:], expected.raman_shift)
        np.testing.assert_array_equal(table["intensity"][:], expected.intensities)
    assert "brought to the range that all cover" in capsys.readouterr().out


def test_that_per_class_adds_exactly_that_many(augmented):
    table = columns(augmented)
    labels = np.array([label.decode() for label in table["label"]])
    generated = table["is_generated"].astype(bool)
    for label, originals in (("alpha", 16), ("beta", 10)):
        assert (generated & (labels == label)).sum() == 8
        assert (~generated & (labels == label)).sum() == originals


def test_that_balance_makes_all_classes_equal(folder, tmp_path):
    out = tmp_path / "balanced.h5"
    assert main(["augment", str(folder), "-o", str(out), "--balance", *QUICK]) == 0
    labels = [label.decode() for label in columns(out)["label"]]
    assert labels.count("alpha") == labels.count("beta") == 16


@pytest.mark.parametrize(
    ("name", "setting"), [("offset", "offset.slope=0.01"), ("pca", "pca.mode=copula")]
)
def test_that_another_augmenter_does_the_job_with_its_own_settings(
    name, setting, folder, tmp_path, capsys
):
    out = tmp_path / "set.h5"
    words = ["--augmenter", name, "--set", setting, "--per-class", "6"]
    assert main(["augment", str(folder), "-o", str(out), *words]) == 0
    capsys.readouterr()
    with h5py.File(out) as file:
        label = file["entry/judged/label"].asstr()[:]
        parents = file["entry/judged/parent_index"][:]
        assert {"alpha", "beta"} == set(label.tolist())
        assert np.isfinite(file["entry/judged/intensity"][:]).all()
        assert (parents >= -1).all()
    again = tmp_path / "again.h5"
    assert main(["augment", "--from", str(out), "-o", str(again)]) == 0
    with h5py.File(out) as first, h5py.File(again) as second:
        table = "entry/judged/intensity"
        assert first[table][:].tobytes() == second[table][:].tobytes()


def test_that_from_repeats_the_job_bit_for_bit(augmented, tmp_path):
    again = tmp_path / "again.h5"
    assert main(["augment", "--from", str(augmented), "-o", str(again)]) == 0
    first, second = columns(augmented), columns(again)
    for name in ("intensity", "is_generated", "fold", "label", "seed", "review"):
        np.testing.assert_array_equal(first[name], second[name])


def test_that_from_brings_back_what_the_import_found(tmp_path, capsys):
    lab = write_folder(tmp_path / "lab", {"a": 8, "b": 8})
    copied = (lab / "a" / "a_00.txt").read_text()
    (lab / "a" / "a_01.txt").write_text(copied)
    (lab / "b" / "broken.txt").write_text("these are no numbers\n")
    out, again = tmp_path / "out.h5", tmp_path / "again.h5"
    words = ["--augmenter", "noise", "--per-class", "4"]
    assert main(["augment", str(lab), "-o", str(out), *words]) == 3
    assert main(["augment", "--from", str(out), "-o", str(again)]) == 3
    assert "broken.txt" in capsys.readouterr().err.split("broken.txt", 1)[1]
    with h5py.File(out) as first, h5py.File(again) as second:
        for name in ("raw/badges", "messages", "messages_by_stage"):
            one, other = (file[f"entry/{name}"][()] for file in (first, second))
            assert np.array_equal(one, other), name
        assert b"duplicate" in second["entry/raw/badges"][0]


@pytest.mark.parametrize(
    "words",
    [
        ["--per-class", "200"], ["--balance"], ["--augmenter", "noise"], ["--preset", "quick"],
        ["--folds", "3"], ["--max-minutes", "0"], ["--seed", "0"], ["--recipe", "x.json"],
        ["--set", "baseline.lam=1e3"],
    ],
)  # fmt: skip
def test_that_from_refuses_settings_of_another_job(words, augmented, tmp_path, capsys):
    again = tmp_path / "again.h5"
    assert main(["augment", "--from", str(augmented), "-o", str(again), *words]) == 2
    assert f"without {words[0]}." in capsys.readouterr().err
    assert not again.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Names of files are text there.")
def test_that_names_of_files_that_are_no_text_do_for_the_whole_job(tmp_path):
    lab = write_folder(tmp_path / "lab", {"alpha": 10, "beta": 8})
    folder = lab / os.fsdecode(b"L\xf6sung")
    (lab / "alpha").rename(folder)
    (folder / "broken.txt").write_text("these are no numbers\n")
    out, again, label = folder / "out.h5", folder / "again.h5", "L\\udcf6sung"
    settings = pipeline.Settings.of(plan_words=["augment.augmenter=noise"])
    run(pipeline.augment_files([lab], settings, out))
    run(pipeline.augment_again(out, again))
    first, second = columns(out), columns(again)
    assert label.encode() in first["label"]
    np.testing.assert_array_equal(first["intensity"], second["intensity"])
    texts = [str(path) for path in lab.rglob("*.txt")]
    opened = run(import_task(texts, Axis())).project.imported
    assert label in opened.spectra.classes
    write_left_out(folder / "left_out.csv", opened.left_out)
    assert r"L\udcf6sung" in (folder / "left_out.csv").read_text("utf-8-sig")
    paths = opened.spectra.source_file.tolist()
    labels, groups = run(pattern_task(paths, "{class}/{group}_*"))
    assert label in labels
    assert len(groups) == len(paths)
    json.dumps([labels, groups], ensure_ascii=False).encode()


def test_that_evaluate_gives_the_contract_and_the_stored_verdict(augmented, capsys):
    assert main(["evaluate", str(augmented), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] in {"pass", "doubtful", "fail", "inconclusive"}
    assert set(found["classes"]) == {"alpha", "beta"}
    wanted = {
        "one_nn_original", "one_nn_generated", "kmeans_ari", "mmd_p", "coverage", "density",
        "noise_ratio", "memorisation",
    }  # fmt: skip
    for score in found["classes"].values():
        assert wanted <= set(score["metrics"])
        assert set(score["metrics"]["noise_ratio"]) == {"value", "null_low", "null_high", "ok"}
        assert score["reasons"]
    with h5py.File(augmented) as file:
        stored = json.loads(_scorecard_text(file))
    assert stored == found


def _scorecard_text(file: h5py.File) -> str:
    found = []
    file["entry/quality"].visititems(
        lambda name, item: (
            found.append(item[()])
            if isinstance(item, h5py.Dataset) and item.shape == () and item.dtype.kind == "S"
            else None
        )
    )
    texts = [text.decode() for text in found if text.startswith(b'{"verdict')]
    assert texts
    return texts[0]


def test_that_evaluate_judges_files_of_other_programs(tmp_path, capsys):
    rng = np.random.default_rng(0)
    axis = np.linspace(400.0, 1800.0, 100)
    peak = np.exp(-0.5 * ((axis - 1000) / 30) ** 2)
    real = peak * rng.normal(1, 0.1, (40, 1)) + 0.02 * rng.normal(size=(40, 100))
    np.savez(tmp_path / "a.npz", x=axis, spectra=real)
    np.savez(tmp_path / "b.npz", x=axis, spectra=rng.normal(size=(40, 100)))
    words = ["--original", str(tmp_path / "a.npz"), "--generated", str(tmp_path / "b.npz")]
    assert main(["evaluate", *words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "fail"
    (score,) = found["classes"].values()
    assert score["metrics"]["memorisation"]["value"] is None
    assert score["metrics"]["one_nn_generated"]["value"] > 0.8 or (
        score["metrics"]["one_nn_original"]["value"] > 0.8
    )


def test_that_export_writes_a_table_that_reads_back(augmented, tmp_path, capsys):
    assert main(["export", str(augmented), "-o", str(tmp_path / "set.csv")]) == 0
    assert main(["export", str(augmented), "-o", str(tmp_path)]) == 0
    assert (tmp_path / f"{augmented.stem}.csv").exists()
    capsys.readouterr()
    assert main(["info", str(tmp_path / "set.csv"), "--json"]) == 0
    assert sum(json.loads(capsys.readouterr().out)["classes"].values()) == 26
    words = ["--json", "--set", "import.keep=all"]
    assert main(["info", str(tmp_path / "set.csv"), *words]) == 0
    assert sum(json.loads(capsys.readouterr().out)["classes"].values()) == 26 + 16


def test_that_commands_replace_none_of_the_files_they_read(augmented, tmp_path, capsys):
    folder = write_folder(tmp_path / "lab", {"alpha": 3})
    result = folder / "set.h5"
    result.write_bytes(augmented.read_bytes())
    table = folder / "set.csv"
    assert main(["export", str(result), "-o", str(table)]) == 0
    before = {path: path.read_bytes() for path in (result, table)}
    capsys.readouterr()
    for words in (
        ["correct", str(folder), "-o", str(result)],
        ["correct", str(result), "-o", str(folder / "set")],
        ["augment", str(folder), "-o", str(result)],
        ["augment", "--from", str(result), "-o", str(result)],
    ):
        assert main(words) == 2, words
        assert "the spectra came from" in capsys.readouterr().err
    # Another kind of file has another name.
    assert main(["export", str(result), "-o", str(result)]) == 0
    assert main(["report", str(result), "-o", str(result)]) == 0
    assert main(["correct", str(table), "-o", str(table)]) == 0
    said = capsys.readouterr().out
    for name in ("set.h5.csv written", "set.h5.html written", "set.csv.h5: 26 corrected spectra"):
        assert str(folder / name) in said
    assert before == {path: path.read_bytes() for path in before}


def test_that_a_table_does_not_replace_the_raw_data(tmp_path, capsys):
    folder = write_folder(tmp_path / "lab", {"alpha": 4})
    assert main(["correct", str(folder), "-o", str(tmp_path / "set.h5")]) == 0
    raw = folder / "alpha" / "raw.csv"
    os.rename(folder / "alpha" / "alpha_00.txt", raw)
    assert main(["correct", str(folder), "-o", str(tmp_path / "set.h5")]) == 0
    before = raw.read_bytes()
    assert main(["export", str(tmp_path / "set.h5"), "-o", str(raw)]) == 2
    assert "the spectra came from" in capsys.readouterr().err
    assert raw.read_bytes() == before


def test_that_from_refuses_a_file_that_the_old_job_read_before_it_begins(tmp_path, capsys):
    raw, out = tmp_path / "raw.h5", tmp_path / "out.h5"
    with h5py.File(raw, "w") as file:
        axis = np.linspace(400.0, 1800.0, 120)
        file["raman_shift"] = axis
        peak = 100 * np.exp(-0.5 * ((axis - 900) / 25) ** 2)
        file["spectra"] = 50 + peak + np.random.default_rng(0).normal(0, 1.5, (8, axis.size))
    words = ["--augmenter", "noise", "--per-class", "4"]
    assert main(["augment", str(raw), "-o", str(out), *words]) == 0
    before = raw.read_bytes()
    capsys.readouterr()
    assert main(["augment", "--from", str(out), "-o", str(raw)]) == 2
    said = capsys.readouterr().err
    assert "the spectra came from" in said
    assert "Save under another name." in said
    assert not pipeline.is_unfinished(raw)
    assert raw.read_bytes() == before


def test_that_report_writes_html_and_refuses_other_files(augmented, tmp_path, capsys):
    out = tmp_path / "report.html"
    assert main(["report", str(augmented), "-o", str(out)]) == 0
    text = out.read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "<h2>Scorecard</h2>" in text
    assert text.count("<svg ") > 4
    assert main(["report", str(out), "-o", str(tmp_path / "no.html")]) == 2
    assert "was not written by RamanGAN" in capsys.readouterr().err
    assert not (tmp_path / "no.html").exists()


@pytest.mark.parametrize("command", ["correct", "augment"])
def test_that_a_place_that_cannot_be_written_to_is_refused_before_the_work(
    command, folder, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(pipeline, "import_task", None)
    out = tmp_path / "results" / "out.h5"
    assert main([command, str(folder), "-o", str(out)]) == 2
    assert f"The folder of {out} does not exist." in capsys.readouterr().err


def test_that_a_training_whose_result_cannot_be_written_is_kept_and_it_says_how_to_go_on(
    folder, tmp_path, capsys, monkeypatch
):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    out = tmp_path / "out.h5"
    words = ["augment", str(folder), "-o", str(out), "--per-class", "4", *QUICK]
    write = export.write_augmented

    def full(*_args, **_options):
        raise OutputError(f"There is no space left for {out}.", "Save it to another place.")

    monkeypatch.setattr(export, "write_augmented", full)
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "There is no space left" in said
    assert "the same command with --resume goes on" in said
    assert "another place" not in said
    monkeypatch.setattr(export, "write_augmented", write)
    # Nothing is trained once more.
    idle = replace(AUGMENTERS["wgan_gp"], fit=None)
    monkeypatch.setitem(AUGMENTERS, "wgan_gp", idle)
    assert main([*words, "--resume"]) == 0
    assert out.exists()


def test_that_an_interrupted_job_leaves_nothing_and_says_so(folder, tmp_path):
    out = tmp_path / "out" / "x.h5"
    out.parent.mkdir()
    command = [sys.executable, "-m", "ramangan_gui", "augment", str(folder), "-o", str(out),
               "--set", "wgan_gp.n_iterations=100000"]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "XDG_CACHE_HOME": str(tmp_path / "cache"),
                   "LOCALAPPDATA": str(tmp_path / "cache")}  # fmt: skip
    # Whoever started the tests in the background has had the interrupt ignored.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    unfinished = tmp_path / "cache"
    while not list(unfinished.rglob("job.json")):
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "cancelled; nothing was written." in told
    assert "with --resume" in told
    assert "Traceback" not in told
    assert list(out.parent.iterdir()) == []


INTERRUPTED_WITHIN_TEXT = """
import os, signal, sys, time
from ramangan_gui.cli.running import run_with_progress
from ramangan_gui.core.progress import Progress

signal.signal(signal.SIGINT, signal.default_int_handler)

def work():
    yield Progress(0.0, "importing")
    exec("os.kill(os.getpid(), signal.SIGINT); time.sleep(10.0)")

try:
    run_with_progress(work())
except KeyboardInterrupt:
    sys.exit(130)
"""


INTERRUPTED_WHERE_IT_IS_LOST = """
import os, signal, sys
from ramangan_gui.cli.running import run_with_progress
from ramangan_gui.core.progress import Progress

signal.signal(signal.SIGINT, signal.default_int_handler)

class Taken:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        [None for _ in range(1000)]

def work():
    yield Progress(0.0, "training")
    Taken()
    for _ in range(1000):
        yield Progress(0.5, "training")

try:
    run_with_progress(work())
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to itself.")
@pytest.mark.parametrize("script", [INTERRUPTED_WITHIN_TEXT, INTERRUPTED_WHERE_IT_IS_LOST])
def test_that_an_interrupt_is_answered_once_also_where_python_would_not(tmp_path, script):
    """Parts of modules are made from text, where Python notes a plain interrupt as unanswered.

    And it drops what is raised while an object is taken away.
    """
    (tmp_path / "interrupted.py").write_text(script, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    process = subprocess.run(
        [sys.executable, "-m", "interrupted"], env={**os.environ, "PYTHONPATH": paths}, timeout=60
    )
    assert process.returncode == 130


def test_that_the_progress_line_shows_the_time_left_and_goes_away():
    class Terminal:
        def __init__(self):
            self.text = ""

        def isatty(self):
            return True

        def write(self, text):
            self.text += text

        def flush(self):
            pass

    moments = iter([0.0, 10.0, 20.0])
    terminal = Terminal()
    line = ProgressLine(terminal, clock=lambda: next(moments))
    line(Progress(0.25, "training"))
    assert "25% training (0:30 left)" in terminal.text
    line.clear()
    assert terminal.text.endswith("\r")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of shared data is not here")
def test_that_a_pixel_axis_is_never_passed_off_as_a_raman_shift(tmp_path, capsys):
    source = SHARED / "sets" / "openraman_food" / "openraman_food.npz"
    assert main(["info", str(source), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["files"][0]["x_unit"] == "pixel"
    out = tmp_path / "pixel.h5"
    assert main(["correct", str(source), "-o", str(out)]) == 0
    with h5py.File(out) as file:
        assert "raman_shift" not in file["entry/corrected"]


def test_that_evaluate_tells_the_use_for_a_classifier_and_explains_every_figure(augmented, capsys):
    words = ["evaluate", str(augmented), "--utility", "--set", "utility.repeats=1", "--json"]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    utility = found.pop("utility")
    assert {row["classifier"] for row in utility["rows"]} == {"linear", "cnn"}
    wanted = {"accuracy", "low", "high", "training_accuracy", "gap", "gain", "n_splits", "dose"}
    assert all(wanted <= set(row) for row in utility["rows"])
    assert {row["augmenter"] for row in utility["doses"]} == {"", "wgan_gp"}
    told = list(utility_lines(Utility.from_dict(utility)))
    assert told[0] == "Use for a classifier (26 originals held out):"
    assert len(told) > len(utility["rows"]) + len(utility["doses"])
    print_scorecard(Scorecard.from_dict(found), figures=True)
    lines = capsys.readouterr().out.splitlines()
    assert sum("(measured spectra: " in line for line in lines) > 20
    assert any("Do generated spectra look like measured ones?" in line for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        ["--original", "a.npz", "--generated", "b.npz", "--utility"],
        ["--original", "a.npz"],
        ["x.h5", "--set", "utility.nothing=1"],
        ["x.h5", "--set", "baseline.lam=1"],
        ["x.h5", "--band", "abc"],
    ],
)
def test_that_evaluate_refuses_what_cannot_be_judged(words, capsys):
    assert main(["evaluate", *words]) == 2
    assert capsys.readouterr().err.startswith("ramangan: ")


def test_that_info_reads_as_the_tools_of_the_window_do(tmp_path: Path, capsys) -> None:
    axis = np.linspace(400.0, 1800.0, 120)
    for name, level in (("dark_1", 20.0), ("quartz_1", 90.0)):
        np.savetxt(tmp_path / f"{name}.txt", np.c_[axis, level + np.sin(axis / 9)], fmt="%.4f")
    words = ["--set", "import.dark_class=dark", "import.axis_move=1.5"]
    assert main(["info", str(tmp_path), *words]) == 0
    told = capsys.readouterr().out
    assert "quartz_1.txt: 1 spectrum × 120 points" in told
    assert "note: The dark spectrum (dark_1) was subtracted from all others." in told
    assert "note: The axis of all spectra was moved by +1.5 cm⁻¹." in told
    assert main(["info", str(tmp_path), "--set", "import.dark_class=night"]) == 0
    assert "the classes are: dark, quartz" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["info", "--json"], ["info"], ["--help"]], ids=["json", "text", "help"]
)
def test_that_output_that_nobody_reads_any_more_ends_quietly(folder, words):
    given = [str(folder)] if words[0] == "info" else []
    with subprocess.Popen(
        [sys.executable, "-m", "ramangan_gui", *words, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == UNREAD
    assert not said
