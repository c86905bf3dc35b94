"""Settings of single classes go wherever the recipe goes, and the file says so."""

import json

import h5py
import numpy as np
import pytest

from ramangan_gui.cli import main
from ramangan_gui.core.progress import run
from ramangan_gui.io.report import report_html
from ramangan_gui.preprocessing.own_baseline import OWN
from ramangan_gui.preprocessing.penalised import AirPLS, ArPLS
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.correct import correct
from ramangan_gui.workflow.export import augmented_set, project_from, read_result, recorded
from ramangan_gui.workflow.pipeline import augment_again, read_recipe
from ramangan_gui.workflow.project import ImportedSet, Project
from ramangan_gui.workflow.project_file import load_project, save_project
from ramangan_gui.workflow.recipe_files import write_recipe
from ramangan_gui.workflow.tasks import ExportOptions, export_task

RECIPE = Recipe(own={"b": AirPLS(lam=1e3 / 3)})


@pytest.fixture(scope="module")
def project(corrected) -> Project:
    measured = corrected.with_intensities(corrected.intensities + 5)
    start = Project(recipe=RECIPE).with_imported(ImportedSet(measured, title="two substances"))
    return start.with_corrected(run(correct(measured, RECIPE)))


@pytest.fixture(scope="module")
def file(project, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "set.h5"
    run(export_task(project, str(path), ExportOptions()))
    return path


def test_that_the_whole_job_is_each_class_by_itself(project):
    raw, done = project.imported.spectra, project.corrected.spectra
    for label, step in {"a": AirPLS(), "b": AirPLS(lam=1e3 / 3)}.items():
        alone = Recipe(baseline=step).apply(raw.of_class(label)).intensities
        assert np.array_equal(done.of_class(label).intensities, alone)


def test_that_blocks_are_small_enough_for_the_slowest_method(project):
    recipe = Recipe(own={"b": ArPLS()})
    told = correct(project.imported.spectra.select(np.arange(36).repeat(6)), recipe)
    blocks = [step for step in told if step.message.startswith("Corrected")]
    assert len(blocks) == -(-216 // ArPLS.block)


def test_that_the_file_names_class_and_settings_and_warns(file):
    with h5py.File(file) as h5:
        entry = h5["entry"]
        (name,) = [name for name in entry if name.endswith(OWN)]
        parameters = entry[name]["parameters"]
        assert parameters["class"][()] == b"b"
        assert parameters["method"][()] == b"airpls"
        assert parameters["lam"][()] == 1e3 / 3
        order = [n for n in entry if n.startswith("process_")]
        index = {n.split("_", 2)[2]: int(entry[n]["sequence_index"][()]) for n in order}
        assert index["baseline"] < index[OWN] < index["normalisation"]
        messages = entry["messages"].asstr()[:]
    assert sum("told apart by the correction alone" in message for message in messages) == 1


def test_that_the_report_warns_and_lists_the_settings(file):
    html = run(report_html(read_result(file)))
    assert html.count("told apart by the correction alone") == 1
    assert f"<td>{OWN}</td>" in html
    assert "class = b, method = airpls" in html


def test_that_what_the_file_holds_makes_the_same_recipe(file):
    assert recorded(read_result(file))[0] == RECIPE
    assert read_recipe(file) == RECIPE
    again = project_from(read_result(file))
    assert again.recipe_is_applied
    messages = augmented_set(again).messages
    assert sum("told apart" in message for message in messages) == 1


def test_that_a_project_keeps_them(project, tmp_path):
    path = tmp_path / "own.rgan"
    run(save_project(path, project))
    back = run(load_project(path)).project
    assert back.recipe == RECIPE
    assert back.corrected.recipe == RECIPE
    assert back.recipe_is_applied
    assert read_recipe(path) == RECIPE


def test_that_settings_of_a_class_that_is_not_there_are_told_and_not_recorded(project):
    recipe = RECIPE.with_own("z", ArPLS())
    done = run(correct(project.imported.spectra, recipe))
    other = augmented_set(project.with_recipe(recipe).with_corrected(done))
    assert [s.parameters["class"] for s in other.process if s.name == OWN] == ["b"]
    assert sum("settings for z, but" in message for message in other.messages) == 1


def test_that_one_common_setting_is_the_default_and_says_nothing(project):
    plain = run(correct(project.imported.spectra, Recipe()))
    common = augmented_set(project.with_corrected(plain))
    assert all(step.name != OWN for step in common.process)
    assert list(common.messages) == []


@pytest.fixture(scope="module")
def folder(corrected, tmp_path_factory):
    top = tmp_path_factory.mktemp("lab")
    for row in range(len(corrected)):
        label = str(corrected.label[row])
        (top / label).mkdir(exist_ok=True)
        table = np.c_[corrected.raman_shift, 50 + 100 * corrected.intensities[row]]
        np.savetxt(top / label / f"{label}_{row:02d}.txt", table, fmt="%.4f")
    return top


def intensities(path):
    with h5py.File(path) as h5:
        return h5["entry/corrected/intensity"][:], h5["entry/corrected/label"].asstr()[:]


def test_that_the_command_line_gives_the_same_bits_by_recipe_setting_and_file(
    folder, tmp_path, capsys
):
    recipe = Recipe().with_value("baseline[b].lam", 1e4 / 3).with_value("baseline.lam", 3e4)
    write_recipe(tmp_path / "own.json", recipe)
    assert json.loads((tmp_path / "own.json").read_text())[OWN]["b"]["lam"] == 1e4 / 3
    a, b, c, plain = (tmp_path / f"{name}.h5" for name in ("a", "b", "c", "plain"))
    assert main(["correct", str(folder), "-o", str(a), "--recipe", str(tmp_path / "own.json")]) == 0
    assert "note: Baseline settings of their own: b." in capsys.readouterr().out
    words = ["--set", f"baseline[b].lam={1e4 / 3!r}", "baseline.lam=3e4"]
    assert main(["correct", str(folder), "-o", str(b), *words]) == 0
    assert main(["correct", str(folder), "-o", str(c), "--recipe", str(a)]) == 0
    assert main(["correct", str(folder), "-o", str(plain), "--set", "baseline.lam=3e4"]) == 0
    assert "settings of their own" not in capsys.readouterr().out.split(str(c))[1]
    values, label = intensities(a)
    for other in (b, c):
        assert np.array_equal(intensities(other)[0], values)
    common = intensities(plain)[0]
    assert np.array_equal(common[label == "a"], values[label == "a"])
    assert not np.array_equal(common[label == "b"], values[label == "b"])


def test_that_a_job_repeated_from_its_file_keeps_them(folder, tmp_path):
    out, again = tmp_path / "out.h5", tmp_path / "again.h5"
    words = ["--augmenter", "mixup", "--per-class", "4", "--set", "baseline[b].method=arpls"]
    assert main(["augment", str(folder), "-o", str(out), *words]) == 0
    repeated = run(augment_again(out, again))
    assert repeated.recipe.own == {"b": ArPLS()}
    with h5py.File(out) as one, h5py.File(again) as other:
        for name in ("augmented", "corrected"):
            path = f"entry/{name}/intensity"
            assert np.array_equal(one[path][:], other[path][:])
