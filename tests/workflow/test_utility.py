from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io.hdf5 import write_augmented
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.quality.utility import UtilityParams
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.export import augmented_set
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation, CorrectedSet, ImportedSet, Project
from ramangan_gui.workflow.tasks import utility_task
from ramangan_gui.workflow.utility import SLOW, utility_of, utility_of_files, utility_of_set


def measured(n: int, seed: int = 0) -> Spectra:
    rng = np.random.default_rng(seed)
    axis = np.linspace(400.0, 1800.0, 120)
    rows, labels = [], []
    for number, label in enumerate(("alpha", "beta")):
        band = np.exp(-0.5 * ((axis - 900 - 20 * number) / 40) ** 2)
        rows.append(band * rng.normal(1, 0.1, (n, 1)) + 0.1 * rng.normal(size=(n, 120)))
        labels += [label] * n
    groups = [f"{label}-{i // 2}" for i, label in enumerate(labels)]
    return Spectra.from_arrays(axis, np.concatenate(rows), labels, groups)


@pytest.fixture(scope="module")
def trained() -> tuple[Spectra, Augmentation]:
    corrected = measured(16)
    plan = Plan().with_value("augment.augmenter", "pca")
    plan = plan.with_value("augment.amount", "per_class").with_value("augment.per_class", "6")
    return corrected, run(augment(corrected, plan))


def test_that_every_quick_augmenter_is_tried_on_every_split(trained) -> None:
    corrected, augmentation = trained
    # The same job as the window starts.
    told: list[Progress] = []
    found = run(utility_task(corrected, augmentation, UtilityParams(repeats=2)), told.append)
    # Models of other splits are no news for the plots of the project's own training.
    assert all(progress.payload is None for progress in told)
    by = {r.augmenter: r.n_splits for r in found.rows if r.classifier == "linear"}
    assert by["pca"] == by[""] == 4
    assert {"noise", "mixup"} <= set(by)
    assert not set(SLOW) & set(by)
    assert found.n_originals == 32


def test_that_a_file_of_classes_corrected_differently_says_so(trained, tmp_path) -> None:
    corrected, augmentation = trained
    recipe = Recipe().with_value("baseline[alpha].lam", "1e6")
    project = Project().with_imported(ImportedSet(corrected)).with_recipe(recipe)
    project = project.with_corrected(CorrectedSet(corrected, recipe))
    project = project.with_augmentation(augmentation)
    path = tmp_path / "set.h5"
    run(write_augmented(path, augmented_set(project)))
    found = run(utility_of_set(path, UtilityParams(repeats=1)))
    assert "corrected differently may be told apart" in found.sentences[0]
    assert found.to_dict()["sentences"][0] == found.sentences[0]
    assert len(found.sentences) > 1


def test_that_without_models_the_spectra_of_the_file_serve(trained) -> None:
    corrected, augmentation = trained
    bare = replace(augmentation, models=())
    found = run(utility_of(corrected, bare, UtilityParams(repeats=1)))
    (row,) = [
        r for r in found.rows
        if (r.classifier, r.augmenter, r.training) == ("linear", "pca", "added")
    ]  # fmt: skip
    assert row.n_splits == 2
    assert row.dose == pytest.approx(1.0, abs=0.01)  # 8 drawn to judge and 3 wanted, per fold


def test_that_a_slow_method_is_trained_anew_for_each_split_on_demand_only(
    trained, monkeypatch
) -> None:
    corrected, augmentation = trained
    monkeypatch.setattr("ramangan_gui.workflow.utility.SLOW", (*SLOW, "pca"))

    def splits(retrain: bool) -> tuple[int, str]:
        params = UtilityParams(repeats=2, retrain=retrain)
        found = run(utility_of(corrected, augmentation, params))
        rows = [r for r in found.rows if (r.classifier, r.augmenter) == ("linear", "pca")]
        return rows[0].n_splits, " ".join(found.sentences)

    n_splits, told = splits(False)
    assert n_splits == 2
    assert "was tested on the set's own split" in told
    n_splits, told = splits(True)
    assert n_splits == 4
    assert "own split" not in told


def test_that_nothing_held_out_is_said(trained) -> None:
    corrected, augmentation = trained
    table = augmentation.generated
    nowhere = replace(
        augmentation,
        generated=replace(table, fold=np.full(len(table), -1)),
        judged=augmentation.judged.select(np.zeros(len(augmentation.judged), bool)),
    )
    with pytest.raises(InputError, match="Nothing was held out"):
        run(utility_of(corrected, nowhere, UtilityParams(repeats=1)))


def test_that_files_of_other_programs_are_tested_with_their_training_spectra(tmp_path) -> None:
    names = {}
    for number, name in enumerate(("a", "b", "t")):
        spectra = measured(14, number)
        names[name] = tmp_path / f"{name}.npz"
        np.savez(
            names[name], x=spectra.raman_shift, spectra=spectra.intensities, label=spectra.label
        )
    found = run(utility_of_files(names["a"], names["b"], names["t"]))
    assert {r.augmenter for r in found.rows} >= {"", "given"}
    assert found.n_originals == 28
    with pytest.raises(InputError, match="--training"):
        run(utility_of_files(names["a"], names["b"], None))
    assert isinstance(names["a"], Path)
