"""The autosave writes what changed, whole or not at all, and brings back exactly that."""

import contextlib
import json
from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Generated
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.errors import InputError, OutputError
from ramangan_gui.core.progress import run
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.autosave import CONTENTS, Autosave, Autosaved, read_contents, recover
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation, CorrectedSet, ImportedSet, Project

FACTS = Autosaved(title="set", project_path="/x/y.rgan", modified=True, training=True)


@pytest.fixture
def project(corrected):
    made = Generated.from_arrays(corrected.intensities[:5], ["a"] * 5, np.zeros(5, np.int32))
    fold = np.zeros(len(corrected), np.int32)
    augmentation = Augmentation(Plan(), fold, frozenset(), made, made.select([0]))
    start = Project().with_imported(ImportedSet(corrected, title="set"))
    start = start.with_corrected(CorrectedSet(corrected, Recipe()))
    return start.with_augmentation(augmentation)


@pytest.fixture
def autosave(tmp_path):
    return Autosave(tmp_path / "session", Compute())


def files(autosave):
    return {path.name for path in autosave.folder.iterdir() if path.suffix == ".h5"}


def test_that_an_autosave_brings_everything_back(autosave, project):
    assert run(autosave.save(project, {"page": "train"}, FACTS)) == 6
    found = read_contents(autosave.folder)
    assert (found.title, found.project_path) == ("set", "/x/y.rgan")
    assert found.modified
    assert found.training
    stored = run(recover(autosave.folder))
    assert stored.window == {"page": "train"}
    mine, theirs = project.augmentation.generated, stored.project.augmentation.generated
    np.testing.assert_array_equal(mine.intensities, theirs.intensities)
    np.testing.assert_array_equal(
        project.imported.spectra.intensities, stored.project.imported.spectra.intensities
    )


def test_that_only_what_changed_is_written(autosave, project):
    run(autosave.save(project, {}, FACTS))
    before = files(autosave)

    def written(changed, window=None):
        nonlocal before
        n, after = run(autosave.save(changed, window or {}, FACTS)), files(autosave)
        new = sorted(name.split("-")[0] for name in after - before)
        before = after
        assert len(new) == n
        return new

    assert written(project) == []
    assert written(project.with_review([1, 2, 0, 1, 1])) == ["decisions"]
    assert written(project.with_recipe(Recipe().with_value("baseline.lam", 1e4))) == [
        "decisions", "state",
    ]  # fmt: skip
    spectra = project.imported.spectra
    renamed = spectra.with_labels(label=np.char.add(spectra.label, "'"))
    relabelled = project.with_imported(replace(project.imported, spectra=renamed))
    assert written(relabelled) == ["imported", "state"]
    assert written(relabelled, {"page": "data"}) == ["state"]
    assert len(files(autosave)) == 3


def test_that_a_failure_at_any_point_keeps_the_last_autosave(autosave, project, monkeypatch):
    run(autosave.save(project, {"n": 0}, FACTS))
    changed = project.with_review([1, 1, 1, 1, 1]).with_recipe(
        Recipe().with_value("baseline.lam", 1e7)
    )
    for failing in range(1, 8):
        calls = 0

        def sync(path, failing=failing):
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("ramangan_gui.io.atomic.sync", sync)
            with contextlib.suppress(OutputError):
                run(Autosave(autosave.folder, Compute()).save(changed, {"n": 1}, FACTS))
        stored = run(recover(autosave.folder))
        assert stored.window == {"n": 0}
        assert not stored.project.augmentation.generated.review.any()


@pytest.mark.parametrize(
    "change",
    [
        {"autosave": 2}, {"sections": {"state": "../../etc/passwd"}}, {"sections": {"state": 3}},
        {"sections": []},
    ],
)  # fmt: skip
def test_that_a_list_of_contents_nobody_wrote_is_not_used(autosave, project, change):
    run(autosave.save(project, {}, FACTS))
    path = autosave.folder / CONTENTS
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert read_contents(autosave.folder) is None
    with pytest.raises(InputError):
        run(recover(autosave.folder))


def test_that_a_damaged_autosave_is_refused_in_words(autosave, project):
    run(autosave.save(project, {}, FACTS))
    damaged = next(path for path in autosave.folder.iterdir() if path.name.startswith("corrected"))
    damaged.write_bytes(damaged.read_bytes()[:-100])
    with pytest.raises(InputError, match="damaged"):
        run(recover(autosave.folder))


def test_that_interrupted_training_goes_on_bit_for_bit(corrected, tiny_plan, tmp_path, monkeypatch):
    monkeypatch.setattr("ramangan_gui.augmentation.wgan_gp.run.CHECKPOINT_SECONDS", 0.0)
    whole = run(augment(corrected, tiny_plan))
    for steps_before in (3, 30):
        folder = tmp_path / str(steps_before)
        steps = augment(corrected, tiny_plan, folder)
        for _ in range(steps_before):
            next(steps)
        steps.close()
        again = run(augment(corrected, tiny_plan, folder, resume=True))
        np.testing.assert_array_equal(again.generated.intensities, whole.generated.intensities)
        for mine, theirs in zip(again.models, whole.models, strict=True):
            for name, tensor in mine.tensors.items():
                np.testing.assert_array_equal(tensor, theirs.tensors[name])
