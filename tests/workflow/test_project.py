from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import InputFile, Review
from ramangan_gui.core.errors import OutputError
from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import read_augmented
from ramangan_gui.preprocessing.checks import Findings
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.correct import correct
from ramangan_gui.workflow.export import augmented_set, export, project_from
from ramangan_gui.workflow.project import CorrectedSet, ImportedSet, Project
from ramangan_gui.workflow.tasks import ExportOptions


@pytest.fixture(scope="module")
def project(corrected, tiny_plan):
    recipe = Recipe().with_value("baseline.method", "none")
    recipe = recipe.with_value("normalisation.method", "none")
    imported = ImportedSet(corrected, title="two substances", messages=("read as they are",))
    start = Project(recipe=recipe, plan=tiny_plan).with_imported(imported)
    start = start.with_corrected(run(correct(corrected, recipe)))
    return start.with_augmentation(run(augment(start.corrected.spectra, tiny_plan)))


def test_that_replacing_a_stage_clears_the_later_ones(project):
    assert project.with_imported(project.imported).corrected is None
    assert project.with_imported(project.imported).augmentation is None
    assert project.with_corrected(project.corrected).augmentation is None
    assert replace(project, exported_to="x").with_review(
        np.ones(len(project.augmentation.generated))
    ).exported_to == ""  # fmt: skip


def test_that_another_recipe_on_screen_keeps_what_was_made(project):
    changed = project.with_recipe(Recipe())
    assert changed.augmentation is project.augmentation
    assert not changed.recipe_is_applied
    assert project.recipe_is_applied


def test_that_blocks_of_the_correction_change_nothing(corrected):
    many = corrected.select(np.tile(np.arange(len(corrected)), 4))
    recipe = Recipe()
    whole = recipe.apply(many).intensities
    np.testing.assert_array_equal(run(correct(many, recipe)).spectra.intensities, whole)


def test_that_the_project_comes_back_from_its_file(project, tmp_path):
    generated = project.augmentation.generated
    review = np.resize([Review.ACCEPTED, Review.REJECTED, Review.NONE], len(generated))
    decided = project.with_review(review)
    badges = Findings({"saturated": np.array([1, 3]), "gaps": np.array([3])})
    decided = replace(decided, imported=replace(decided.imported, findings=badges))
    path = run(export(decided, tmp_path / "set", ExportOptions(csv=True)))
    assert path == str(tmp_path / "set.h5")
    assert (tmp_path / "set.csv").exists()
    again = project_from(read_augmented(tmp_path / "set.h5"))
    assert again.recipe == decided.recipe
    assert again.augmentation.plan == decided.augmentation.plan
    assert again.augmentation.within_specimen == decided.augmentation.within_specimen
    assert again.augmentation.scorecard.to_dict() == decided.augmentation.scorecard.to_dict()
    assert again.imported.title == "two substances"
    assert again.imported.findings.of_row(3) == ("saturated", "gaps")
    assert again.imported.findings.any_rows().tolist() == [1, 3]
    np.testing.assert_array_equal(again.augmentation.fold, decided.augmentation.fold)
    for decision in Review:
        mine = generated.intensities[review == decision]
        theirs = again.augmentation.generated
        np.testing.assert_array_equal(mine, theirs.intensities[theirs.review == decision])


def test_that_a_full_stop_in_a_name_is_no_suffix(project, tmp_path):
    options = ExportOptions(csv=True, report=True)
    decided = project.with_review(np.full(len(project.augmentation.generated), Review.REJECTED))
    for name in ("PET 1.5mW", "PET 1.7mW"):
        assert run(export(decided, tmp_path / name, options)) == str(tmp_path / f"{name}.h5")
    endings = ("-rejected.csv", ".csv", ".h5", ".html")
    names = [f"PET 1.{n}mW{ending}" for n in (5, 7) for ending in endings]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("glucose.csv", "glucose"),
        ("glucose-rejected.csv", "glucose.h5"),
        ("glucose.html", "glucose.nxs"),
        ("glucose.h5", "glucose"),
        ("glucose.rgan", "glucose.rgan"),
    ],
)
def test_that_no_file_that_spectra_came_from_is_replaced(project, tmp_path, source, name):
    raw = tmp_path / source
    raw.write_text("the only copy")
    rejected = project.with_review(np.full(len(project.augmentation.generated), Review.REJECTED))
    imported = replace(project.imported, files=(InputFile("gone.txt"), InputFile(str(raw))))
    read = replace(rejected, imported=imported)
    with pytest.raises(OutputError, match="the spectra came from"):
        run(export(read, tmp_path / name, ExportOptions(csv=True, report=True)))
    assert [path.name for path in tmp_path.iterdir()] == [source]
    assert raw.read_text() == "the only copy"


def test_that_only_what_is_undecided_is_decided_by_the_filter(project):
    generated = project.augmentation.generated.select([0, 1, 2])
    table = replace(generated, reason=np.array(["", "too noisy", ""])).with_review([0, 0, 2])
    assert table.with_plausible_accepted().review.tolist() == [1, 2, 2]


def test_that_spectra_that_did_not_settle_are_told_in_the_file(project):
    loose = CorrectedSet(project.corrected.spectra, project.recipe, ("a_03 (a.txt)",))
    messages = augmented_set(project.with_corrected(loose)).messages
    assert any("a_03 (a.txt)" in message for message in messages)


def test_that_messages_come_back_to_their_stages_and_go_with_them(project, tmp_path):
    corrected = replace(project.corrected, not_converged=("a_03 (a.txt)",), notes=("Cut off.",))
    whole = replace(project, corrected=corrected)
    trained = replace(project.augmentation, messages=("b, fold 0: few spectra.",))
    whole = whole.with_augmentation(trained)
    told = list(augmented_set(whole).messages)
    assert len(told) == 4
    run(export(whole, tmp_path / "set.h5", ExportOptions()))
    again = project_from(read_augmented(tmp_path / "set.h5"))
    assert again.imported.messages == ("read as they are",)
    assert again.corrected.not_converged == ("a_03 (a.txt)",)
    assert again.corrected.notes == ("Cut off.",)
    assert again.augmentation.messages == ("b, fold 0: few spectra.",)
    assert list(augmented_set(again).messages) == told
    # Another correction says what it found, and nothing about models that are gone.
    other = again.with_corrected(CorrectedSet(again.corrected.spectra, again.recipe))
    assert list(augmented_set(other).messages) == ["read as they are"]
