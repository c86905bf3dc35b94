"""A project file holds everything at hand, and refuses what is newer, damaged or hostile."""

import contextlib
import dataclasses
import random
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from ramangan_gui.cli import main
from ramangan_gui.core.augmented_set import InputFile, Review
from ramangan_gui.core.errors import InputError, OutputError, RamanGanError
from ramangan_gui.core.progress import run
from ramangan_gui.core.review_record import BlindTest, ReviewRecord
from ramangan_gui.io import hdf5_project
from ramangan_gui.io.hdf5_project import PROJECT_ATTRIBUTE, is_project_file, read_project_tree
from ramangan_gui.io.left_out import LeftOut
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.checks import Findings
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.correct import correct
from ramangan_gui.workflow.project import CorrectedSet, ImportedSet, Project
from ramangan_gui.workflow.project_file import load_project, project_of, save_project
from ramangan_gui.workflow.tasks import import_task

WINDOW = {"page": "review", "label": "a", "row": 3}


@pytest.fixture(scope="module")
def project(corrected, tiny_plan):
    recipe = Recipe().with_value("baseline.method", "none")
    labelled = replace(
        corrected,
        name=np.array([f"spot µ{i}" for i in range(len(corrected))]),
        source_file=np.array([f"/gone/{i}.txt" for i in range(len(corrected))]),
        map_position=np.arange(2.0 * len(corrected)).reshape(-1, 2),
    )
    files = (InputFile("/gone/0.txt", "ab" * 32), InputFile("x", status="refused", reason="No."))
    found = Findings({"spikes": np.array([1, 4])}, {"saturated": ("1 and 2",)})
    imported = ImportedSet(
        labelled, files, ("Note λ.",), "two substances", True, {"import.labels": "folder"}, found,
        (LeftOut("x", "line 3", "No.", "Do.", 4),), 785.0,
    )  # fmt: skip
    start = Project(recipe=recipe, plan=tiny_plan, import_options={"class_from": "prefix"})
    start = start.with_imported(imported)
    start = start.with_corrected(run(correct(labelled, recipe)))
    start = start.with_corrected(
        replace(start.corrected, not_converged=("spot µ1",), notes=("Look.",))
    )
    start = start.with_augmentation(run(augment(start.corrected.spectra, tiny_plan)))
    n = len(start.augmentation.generated)
    review = np.resize([Review.ACCEPTED, Review.REJECTED, Review.NONE], n)
    decided = start.with_review(review).with_recipe(Recipe().with_value("baseline.lam", 3e6))
    record = ReviewRecord(
        {"b": {"noise": 1.5}}, (BlindTest("b", -1, (True,), (2,), (False,), 3, "2024-05-01"),)
    )
    judged = decided.augmentation.generated
    reason = np.where(np.arange(n) % 2, "Moved limit µ.", judged.reason)
    judged = replace(judged, reason=reason, quality_score=judged.quality_score - 0.25)
    decided = decided.with_generated(judged, record)
    decided = decided.with_scorecard_after(start.augmentation.scorecard)
    record = ReviewRecord({"a": {"noise": 2.5}}, (BlindTest("a", 0, (True,), (3,), (False,)),))
    made = replace(decided.augmentation, review_record=record, within_specimen=frozenset({"b"}))
    made = replace(made, messages=("Mind this.",))
    start = replace(decided, augmentation=made, axis=Axis(start=500.0))
    return replace(start, exported_to="/somewhere/set.h5")


def test_that_the_example_leaves_no_field_at_its_default(project):
    """What a later version adds to a stage must be filled in here, and so be stored."""
    for stage in (project, project.imported, project.corrected, project.augmentation):
        for field in dataclasses.fields(stage):
            value = getattr(stage, field.name)
            plain = field.default
            if field.default_factory is not dataclasses.MISSING:
                plain = field.default_factory()
            assert plain is dataclasses.MISSING or value != plain, field.name


def assert_same(left, right, where="project"):
    """Compare every field, arrays bit for bit."""
    if dataclasses.is_dataclass(left):
        assert type(left) is type(right), where
        for field in dataclasses.fields(left):
            pair = (getattr(side, field.name) for side in (left, right))
            assert_same(*pair, f"{where}.{field.name}")
    elif isinstance(left, np.ndarray):
        assert left.shape == right.shape, where
        same = left.tolist() == right.tolist() if left.dtype.kind == "U" else (
            left.dtype == right.dtype and left.tobytes() == right.tobytes()
        )  # fmt: skip
        assert same, where
    elif isinstance(left, dict):
        assert set(left) == set(right), where
        for key, value in left.items():
            assert_same(value, right[key], f"{where}[{key!r}]")
    elif isinstance(left, tuple):
        assert len(left) == len(right), where
        for number, pair in enumerate(zip(left, right, strict=True)):
            assert_same(*pair, f"{where}[{number}]")
    else:
        assert left == right or (left != left and right != right), where


@pytest.fixture(scope="module")
def file(project, tmp_path_factory):
    return run(save_project(tmp_path_factory.mktemp("saved") / "mine", project, WINDOW))


def loaded(path):
    return run(load_project(path))


def test_that_everything_at_hand_comes_back_bit_for_bit(project, file):
    assert file.endswith("mine.rgan")
    stored = loaded(file)
    assert_same(project, stored.project)
    assert stored.window == WINDOW


def test_that_a_project_of_any_stage_comes_back(project, tmp_path):
    stages = [Project(), Project().with_imported(project.imported)]
    stages.append(stages[1].with_corrected(project.corrected))
    for number, stage in enumerate(stages):
        assert_same(stage, loaded(run(save_project(tmp_path / str(number), stage))).project)


def test_that_the_command_line_takes_projects_as_inputs(file, tmp_path, capsys):
    assert main(["info", file, "--json"]) == 0
    assert '"a": 24' in capsys.readouterr().out
    again = tmp_path / "again.h5"
    assert main(["correct", file, "-o", str(again), "--recipe", file]) == 3  # one was left out
    assert main(["export", file, "-o", str(tmp_path / "table.csv")]) == 0
    assert (tmp_path / "table.csv").read_text().count("generated") > 0
    assert main(["evaluate", file, "--json"]) == 0
    saved = tmp_path / "from.rgan"
    assert main(["correct", file, "-o", str(saved)]) == 3
    assert is_project_file(saved)


def test_that_a_project_among_other_files_gives_its_originals(file, tmp_path, corrected):
    copy = tmp_path / "other.npz"
    np.savez(copy, x=corrected.raman_shift, spectra=corrected.intensities, label=corrected.label)
    opened = run(import_task([file, str(copy)], Project().axis))
    assert len(opened.project.imported.spectra) == 2 * len(corrected)
    assert opened.project.imported.simulated


def test_that_a_newer_project_is_refused_by_its_version(file, tmp_path):
    newer = tmp_path / "newer.rgan"
    newer.write_bytes(Path(file).read_bytes())
    with h5py.File(newer, "r+") as opened:
        opened.attrs[PROJECT_ATTRIBUTE] = hdf5_project.PROJECT_LAYOUT + 1
    with pytest.raises(InputError, match="newer RamanGAN"):
        loaded(newer)


def test_that_an_older_layout_is_upgraded_step_by_step(project, file, tmp_path, monkeypatch):
    """As if later layouts called the title another way, twice."""

    def renamed(old, new):
        def upgrade(tree):
            facts = tree.json("/entry/import", dict)
            facts[new] = facts.pop(old)
            tree.add_json("/entry/import", facts)

        return upgrade

    steps = {1: renamed("title", "heading"), 2: renamed("heading", "name")}
    monkeypatch.setattr(hdf5_project, "PROJECT_LAYOUT", 3)
    monkeypatch.setattr(hdf5_project, "UPGRADES", steps)
    facts = run(read_project_tree(file, lambda tree: tree.json("/entry/import", dict)))
    assert facts["name"] == project.imported.title
    assert "title" not in facts


def test_that_every_layout_but_the_newest_has_its_upgrade():
    assert set(hdf5_project.UPGRADES) == set(range(1, hdf5_project.PROJECT_LAYOUT))


def test_that_a_failing_save_keeps_the_old_file(project, tmp_path, monkeypatch):
    path = tmp_path / "kept.rgan"
    run(save_project(path, Project()))
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ramangan_gui.io.hdf5.sync", full)
    with pytest.raises(OutputError, match="no space left"):
        run(save_project(path, project))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["kept.rgan"]


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("/entry/state", {"recipe": {"baseline": {"method": "surprise"}}}),
        ("/entry/state", {"plan": {"augment": {"per_class": -4}}}),
        ("/entry/state", {"axis": 7}),
        ("/entry/state", {"import_options": {"nothing": 1}}),
        ("/entry/import", {"title": ["a"]}),
        ("/entry/import", {"messages": [1]}),
        ("/entry/training", {"plan": {"augment": {"augmenter": "../../evil"}}}),
        ("/entry/training", {"within_specimen": "a"}),
        ("/entry/correction", {"recipe": []}),
        ("/entry/import", {"found": {"spikes": [1000]}}),
        ("/entry/import", {"found": {"no such check": [1]}}),
        ("/entry/import", {"left_out": [["a"]]}),
        ("/entry/review_record", {"blind_tests": 3}),
    ],
)
def test_that_values_no_program_wrote_are_refused(file, path, change):
    def build(tree):
        facts = {**tree.json(path, dict), **change}
        tree.add_json(path, facts)
        return project_of(tree)

    with pytest.raises(InputError, match=r"damaged|changed"):
        run(read_project_tree(file, build))


@pytest.mark.parametrize("part", ["review", "fold", "imported_classes", "correction", "import"])
def test_that_missing_parts_are_refused(file, part):
    def build(tree):
        tree.items.pop(f"/entry/{part}")
        return project_of(tree)

    with pytest.raises(InputError):
        run(read_project_tree(file, build))


def test_that_links_out_of_the_file_are_refused(file, tmp_path):
    bad = tmp_path / "links.rgan"
    bad.write_bytes(Path(file).read_bytes())
    with h5py.File(bad, "r+") as opened:
        del opened["entry/imported/intensity"]
        opened["entry/imported/intensity"] = h5py.ExternalLink(file, "/entry/imported/intensity")
    with pytest.raises(InputError, match="points out of the file"):
        loaded(bad)


def test_that_mutated_projects_are_read_or_refused_in_words(project, tmp_path):
    small = replace(project, augmentation=None)
    data = Path(run(save_project(tmp_path / "small", small))).read_bytes()
    rng, read = random.Random(7), 0
    bad = tmp_path / "bad.rgan"
    for _ in range(40):
        changed = bytearray(data)
        for _ in range(rng.choice([1, 2, 8, 64])):
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        if rng.random() < 0.2:
            del changed[rng.randrange(len(changed)) :]
        bad.write_bytes(changed)
        with contextlib.suppress(RamanGanError):
            run(load_project(bad))
            read += 1
    assert read < 40


def test_that_stages_that_do_not_fit_together_are_refused(project, tmp_path):
    other = CorrectedSet(project.corrected.spectra.select([0, 1]), Recipe())
    path = run(save_project(tmp_path / "x", replace(project, corrected=other, augmentation=None)))
    with pytest.raises(InputError, match="differ"):
        loaded(path)


def test_that_what_only_the_reading_knew_is_there_after_opening(tmp_path, project):
    known = Findings({"gaps": np.array([0, 2])}, {})
    entry = LeftOut("/gone/7.txt", "spectrum 8", "Removed by hand.", "Undo.", 1)
    imported = replace(project.imported, findings=known, left_out=(entry,))
    path = tmp_path / "kept.rgan"
    run(save_project(path, replace(project, imported=imported)))
    opened = run(import_task([str(path)], Axis())).project.imported
    assert opened.findings.rows["gaps"].tolist() == [0, 2]
    assert opened.left_out == (entry,)
