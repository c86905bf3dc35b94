import os
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from ramangan_gui.augmentation.base import TrainingView
from ramangan_gui.core.errors import InputError, SpectraError
from ramangan_gui.core.progress import Command, run
from ramangan_gui.core.split import make_split
from ramangan_gui.workflow.augment import FoldView, augment, judged_samples, trained_on
from ramangan_gui.workflow.review import review_views


@pytest.fixture(scope="module")
def augmentation(corrected, tiny_plan):
    plan = tiny_plan.with_value("augment.amount", "per_class")
    return run(augment(corrected, plan.with_value("augment.per_class", 9)))


def test_that_each_class_gets_its_number_of_plausible_spectra(augmentation):
    table = augmentation.generated
    for label in ("a", "b"):
        plausible = (table.label == label) & (table.reason == "")
        assert plausible.sum() == 9
        folds = table.fold[plausible]
        assert sorted(np.bincount(folds).tolist()) == [4, 5]


def test_that_the_record_names_the_devices_that_trained(augmentation):
    assert augmentation.environment["device"] == "cpu"
    here, *others = augmentation.models
    there = [replace(model, config={**model.config, "device": "cuda"}) for model in others]
    assert trained_on(there) == "cuda"
    assert trained_on([here, *there]) == "cpu, cuda"


def test_that_nothing_is_accepted_without_a_person(augmentation):
    assert (augmentation.generated.review == 0).all()


def test_that_balance_trains_only_classes_that_lack_spectra(corrected, tiny_plan):
    result = run(augment(corrected, tiny_plan))
    assert {model.label for model in result.models} == {"b"}
    assert set(result.scorecard.classes) == {"b"}
    assert (result.generated.reason == "").sum() == 12


def test_that_equal_classes_are_told_that_nothing_lacks(corrected, tiny_plan):
    with pytest.raises(SpectraError, match="as large as the largest"):
        run(augment(corrected.of_class("a"), tiny_plan))


def test_that_the_judged_draws_pair_with_originals_their_model_never_saw(corrected, augmentation):
    split = make_split(corrected, augmentation.plan.split)
    np.testing.assert_array_equal(split.fold, augmentation.fold)
    samples = judged_samples(corrected, augmentation, augmentation.judged)
    assert len(samples) == 4
    for sample in samples:
        held_out = split.held_out(corrected, sample.label, sample.fold)
        np.testing.assert_array_equal(sample.held_out, corrected.intensities[held_out])
        assert len(sample.generated) == len(sample.held_out)
        seen = {row.tobytes() for row in sample.training}
        assert not seen & {row.tobytes() for row in sample.held_out}
        assert len(seen) + len(sample.held_out) == (corrected.label == sample.label).sum()


def test_that_groups_never_straddle_training_and_judgement(corrected, augmentation):
    for group in set(corrected.group.tolist()):
        assert len(set(augmentation.fold[corrected.group == group].tolist())) == 1


def test_that_the_same_seed_gives_the_same_bits(corrected, tiny_plan):
    first, again = (run(augment(corrected, tiny_plan)) for _ in range(2))
    np.testing.assert_array_equal(first.generated.intensities, again.generated.intensities)
    other = run(augment(corrected, tiny_plan.with_value("augment.seed", 1)))
    assert not np.array_equal(first.generated.intensities[:5], other.generated.intensities[:5])


def test_that_progress_ascends_and_shows_the_training(corrected, tiny_plan):
    seen = []
    run(augment(corrected, tiny_plan), lambda p: seen.append(p))
    fractions = [p.fraction for p in seen]
    assert fractions == sorted(fractions)
    views = [p.payload for p in seen if isinstance(p.payload, FoldView)]
    assert {(v.label, v.fold) for v in views} == {("b", 0), ("b", 1)}
    assert all(isinstance(v.view, TrainingView) for v in views)
    # What a view says is of its model alone, whatever stage that is in.
    own = [p for p in seen if isinstance(p.payload, FoldView)]
    share = [0.9 * (p.payload.number + p.payload.fraction) / p.payload.total for p in own]
    np.testing.assert_allclose(share, [p.fraction for p in own])
    assert max(p.payload.fraction for p in own) > 0
    # A model is in view from the first that is heard of it, before its training begins.
    for number in (0, 1):
        first = next(p for p in seen if p.message.startswith(f"b, fold {number + 1}: "))
        assert (first.payload.fold, first.payload.view.stage) == (number, "")


def test_that_finishing_early_keeps_a_model_of_every_class_and_fold(corrected, tiny_plan):
    plan = tiny_plan.with_value("wgan_gp.n_iterations", 5000)
    result = run(augment(corrected, plan), lambda p: Command.FINISH)
    assert [(m.label, m.fold) for m in result.models] == [("b", 0), ("b", 1)]
    assert (result.generated.reason == "").sum() == 12


def test_that_refit_judges_folds_but_draws_from_a_model_of_all(corrected, tiny_plan):
    result = run(augment(corrected, tiny_plan.with_value("split.scheme", "refit")))
    assert set(result.generated.fold.tolist()) == {-1}
    assert set(result.judged.fold.tolist()) == {0, 1}


def test_that_without_held_out_originals_there_is_no_verdict(corrected, tiny_plan):
    result = run(augment(corrected, tiny_plan.with_value("split.scheme", "all")))
    assert result.scorecard.verdict == "inconclusive"
    assert len(result.judged) == 0


def test_that_a_crashed_job_resumes_to_the_same_bits(corrected, tiny_plan, tmp_path):
    whole = run(augment(corrected, tiny_plan))
    steps = augment(corrected, tiny_plan, tmp_path / "unfinished")
    for progress in steps:
        if progress.message.startswith("b, fold 2"):
            break
    steps.close()
    resumed = run(augment(corrected, tiny_plan, tmp_path / "unfinished", resume=True))
    np.testing.assert_array_equal(whole.generated.intensities, resumed.generated.intensities)
    # Also what was told of models that had been finished before.
    assert resumed.messages == whole.messages
    assert len(whole.curves) == len(resumed.curves) == 2
    for one, other in zip(whole.curves, resumed.curves, strict=True):
        assert (one.label, one.fold) == (other.label, other.fold)
        assert len(one.iteration)
        np.testing.assert_array_equal(one.iteration, other.iteration)
        assert list(one.values) == list(other.values)
        for name, values in one.values.items():
            np.testing.assert_array_equal(values, other.values[name])


def test_that_unfinished_work_of_another_job_is_refused(corrected, tiny_plan, tmp_path):
    next(steps := augment(corrected, tiny_plan, tmp_path))
    steps.close()
    other = tiny_plan.with_value("augment.seed", 5)
    with pytest.raises(InputError, match="other spectra or settings"):
        run(augment(corrected, other, tmp_path, resume=True))


def test_that_a_class_too_small_to_train_is_named(tiny_plan, corrected):
    few = corrected.select(np.r_[0:24, 24:26])
    with pytest.raises(SpectraError, match=r"b: .*too few"):
        run(augment(few, tiny_plan))


def test_that_review_views_show_each_class_and_fold(corrected, augmentation):
    views = run(review_views(corrected, augmentation.fold, augmentation.generated))
    assert set(views) == {("a", 0), ("a", 1), ("b", 0), ("b", 1)}
    for (label, fold), view in views.items():
        assert (corrected.label[view.original_rows] == label).all()
        assert (augmentation.fold[view.original_rows] == fold).all()
        assert (augmentation.generated.fold[view.generated_rows] == fold).all()
        scores = view.original_scores
        others = (corrected.label == label) & (augmentation.fold != fold)
        mean = corrected.intensities[others].mean(axis=0, dtype=float)
        by_hand = (corrected.intensities[view.original_rows] - mean) @ view.loadings.T
        np.testing.assert_allclose(scores, by_hand, atol=1e-5)
        assert (corrected.label[view.nearest_original] == label).all()


def test_that_a_drive_that_fails_does_not_end_training(corrected, tiny_plan, tmp_path, monkeypatch):
    monkeypatch.setattr("ramangan_gui.augmentation.wgan_gp.run.CHECKPOINT_SECONDS", 0.0)

    def full(*_):
        raise OSError(28, "No space left on device")

    # Of the checkpoints alone: the folder's mark can still be written.
    failing = SimpleNamespace(**vars(os) | {"replace": full})
    monkeypatch.setattr("ramangan_gui.augmentation.wgan_gp.checkpoint.os", failing)
    made = run(augment(corrected, tiny_plan, tmp_path / "training"))
    assert made.models
    assert any("No space left on device" in message for message in made.messages)
    file = tmp_path / "file"
    file.write_text("")
    made = run(augment(corrected, tiny_plan, file / "training"))
    assert any("cannot be used" in message for message in made.messages)
