from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import write_augmented
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.compare import compare_with_augmenter, compare_with_file
from ramangan_gui.workflow.export import augmented_set
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import CorrectedSet, ImportedSet, Project


@pytest.fixture(scope="module")
def augmentation(corrected):
    return run(augment(corrected, Plan().with_value("augment.augmenter", "pca")))


@pytest.fixture
def written(corrected, augmentation, tmp_path):
    """Write a run, changed if need be, to a file."""

    def write(**changes):
        project = Project().with_imported(ImportedSet(corrected))
        project = project.with_corrected(CorrectedSet(corrected, project.recipe))
        project = project.with_augmentation(augmentation)
        path = tmp_path / "other.h5"
        run(write_augmented(path, replace(augmented_set(project), **changes)))
        return path

    return write


def test_that_another_augmenter_is_judged_by_the_same_originals(corrected, augmentation):
    found = run(compare_with_augmenter(corrected, augmentation, "noise"))
    assert found.first.scorecard is augmentation.scorecard
    assert found.first.name != found.second.name
    assert set(found.second.scorecard.classes) == set(augmentation.scorecard.classes)
    for label, score in found.second.scorecard.classes.items():
        assert score.n_original == augmentation.scorecard.classes[label].n_original
        points = found.points[label]
        assert len(points.original) == (corrected.label == label).sum()
        assert len(points.first) == len(points.second) == len(points.original)
        assert not np.array_equal(points.first, points.second)


def test_that_a_file_of_the_same_run_compares_as_equal(corrected, augmentation, written):
    found = run(compare_with_file(corrected, augmentation, written()))
    assert found.second.name == "other.h5"
    assert found.second.scorecard.to_dict() == augmentation.scorecard.to_dict()
    for points in found.points.values():
        np.testing.assert_array_equal(points.first, points.second)


def test_that_runs_on_other_originals_or_folds_are_refused(corrected, augmentation, written):
    brighter = corrected.with_intensities(corrected.intensities * 2)
    with pytest.raises(InputError, match="other originals"):
        run(compare_with_file(brighter, augmentation, written()))
    with pytest.raises(InputError, match="holds other originals out"):
        run(compare_with_file(corrected, augmentation, written(fold=1 - augmentation.fold)))
    with pytest.raises(InputError, match="no verdict"):
        run(compare_with_file(corrected, augmentation, written(scorecard=None)))


def test_that_curves_of_the_other_run_do_not_show_on_the_train_page(corrected, augmentation):
    told = []
    run(compare_with_augmenter(corrected, augmentation, "noise"), told.append)
    assert len(told) > 2
    assert not [progress for progress in told if progress.payload is not None]
