"""From the sample set to a file that was read back: one click on the sample, and five more."""

from __future__ import annotations

import h5py
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.io.hdf5 import read_augmented

DATA, CORRECT, TRAIN, REVIEW, EXPORT = range(5)

#: Long enough for a busy machine; nothing waits for it in vain.
PATIENCE = 120_000

#: Too short for spectra of any use, long enough to pass through every stage.
TINY = {"wgan_gp.warm_start_steps": 30, "wgan_gp.n_iterations": 6, "wgan_gp.n_critic": 1}


def click(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_five_clicks_lead_from_the_sample_set_to_a_checked_file(
    window, qtbot, tmp_path, monkeypatch
):
    workspace, failures = window.workspace, []
    workspace.failed.connect(lambda title, error, trace: failures.append((title, error, trace)))
    path = tmp_path / "sample.h5"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def settled(number):
        assert not failures, failures
        return window.current == number and workspace.job is None

    def finish_on(number):
        qtbot.waitUntil(lambda: settled(number), timeout=PATIENCE)

    assert window.current == DATA
    sample = next(b for b in window.findChildren(QPushButton) if b.property("sample"))
    click(qtbot, sample)
    finish_on(CORRECT)

    click(qtbot, window.page(CORRECT).primary)
    finish_on(TRAIN)
    assert workspace.project.recipe_is_applied

    plan = workspace.project.plan
    for name, value in TINY.items():
        plan = plan.with_value(name, value)
    workspace.set_plan(plan)
    train = window.page(TRAIN)
    assert "6 models" in train.primary.text()
    click(qtbot, train.primary)
    finish_on(REVIEW)

    review = window.page(REVIEW)
    augmentation = workspace.project.augmentation
    assert set(augmentation.scorecard.classes) == set(augmentation.generated.label.tolist())
    assert len(augmentation.models) == 6
    n_plausible = int((augmentation.generated.reason == "").sum())
    click(qtbot, review.primary)
    assert workspace.project.n_accepted == n_plausible
    click(qtbot, review.primary)
    finish_on(EXPORT)

    export = window.page(EXPORT)
    with qtbot.waitSignal(workspace.exported, timeout=PATIENCE):
        click(qtbot, export.primary)
    finish_on(EXPORT)
    assert str(path) in export.written.text()
    assert "read back and checked" in export.written.text()
    assert "simulated" in window.windowTitle()
    _check_with_h5py_alone(path, workspace.project)
    _check_that_it_comes_back(path, workspace.project)


def _check_with_h5py_alone(path, project):
    corrected, generated = project.corrected.spectra, project.augmentation.generated
    accepted = generated.select(generated.review == Review.ACCEPTED)
    with h5py.File(path) as file:
        data = file[file["/"].attrs["default"]]
        data = data[data.attrs["default"]]
        spectra = data[data.attrs["signal"]][:]
        is_generated = data["is_generated"][:].astype(bool)
        label = data["label"].asstr()[:]
        np.testing.assert_array_equal(data["raman_shift"][:], corrected.raman_shift)
    np.testing.assert_array_equal(spectra[~is_generated], corrected.intensities)
    np.testing.assert_array_equal(label[~is_generated], corrected.label)
    assert is_generated.sum() == len(accepted)
    for name in corrected.classes:
        mine = accepted.intensities[accepted.label == name]
        written = spectra[is_generated & (label == name)]
        np.testing.assert_array_equal(np.sort(written, axis=0), np.sort(mine, axis=0))


def _check_that_it_comes_back(path, project):
    stored = read_augmented(path)
    assert stored.simulated
    assert stored.scorecard.to_dict() == project.augmentation.scorecard.to_dict()
    assert len(stored.models) == len(project.augmentation.models)
    assert len(stored.accepted) == project.n_accepted
    np.testing.assert_array_equal(stored.fold, project.augmentation.fold)
