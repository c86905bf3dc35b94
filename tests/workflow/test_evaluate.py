from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import Generated
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.scorecard import MetricValue, Scorecard
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.metrics import METRICS
from ramangan_gui.workflow.augment import augment, judged_samples
from ramangan_gui.workflow.evaluate import evaluate_files, evaluate_set
from ramangan_gui.workflow.export import export
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import CorrectedSet, ImportedSet, Project
from ramangan_gui.workflow.tasks import ExportOptions

AXIS = np.linspace(400.0, 1800.0, 120)


@pytest.fixture(scope="module")
def project() -> Project:
    rng = np.random.default_rng(0)
    rows, labels = [], []
    for label, place, n in (("alpha", 700, 24), ("beta", 1200, 20)):
        band = np.exp(-0.5 * ((AXIS - place) / 30) ** 2)
        rows.append(band * rng.normal(1, 0.1, (n, 1)) + 0.03 * rng.normal(size=(n, 120)))
        labels += [label] * n
    corrected = Spectra.from_arrays(AXIS, np.concatenate(rows), labels)
    plan = Plan().with_value("augment.augmenter", "pca")
    plan = plan.with_value("augment.amount", "per_class").with_value("augment.per_class", "5")
    augmentation = run(augment(corrected, plan))
    empty = Project().with_imported(ImportedSet(corrected))
    whole = empty.with_corrected(CorrectedSet(corrected, empty.recipe))
    return whole.with_plan(plan).with_augmentation(augmentation)


def write(path: Path, spectra: np.ndarray, labels: list[str]) -> Path:
    np.savez(path, x=AXIS, spectra=spectra, label=labels)
    return path


def split_off(project: Project, fold: int, folder: Path) -> tuple[Path, Path, Path]:
    """Write what one fold compares as three files that another program could have made."""
    assert project.augmentation is not None
    assert project.corrected is not None
    spectra, augmentation = project.corrected.spectra, project.augmentation
    table: Generated = augmentation.judged
    mine = table.select(table.fold == fold)
    held = augmentation.fold == fold
    return (
        write(folder / "a.npz", spectra.intensities[held], spectra.label[held].tolist()),
        write(folder / "b.npz", mine.intensities, mine.label.tolist()),
        write(folder / "t.npz", spectra.intensities[~held], spectra.label[~held].tolist()),
    )


def same(first: MetricValue, second: MetricValue) -> bool:
    pairs = zip(first.to_dict().values(), second.to_dict().values(), strict=True)
    return all(a == b or math.isclose(a, b, rel_tol=1e-9) for a, b in pairs)


def test_that_foreign_files_give_the_numbers_of_our_own_file(project, tmp_path) -> None:
    ours = tmp_path / "set.h5"
    run(export(project, ours, ExportOptions()))
    card: Scorecard = run(evaluate_set(ours))
    original, generated, training = split_off(project, 0, tmp_path)
    theirs = run(evaluate_files(original, generated, training))
    assert set(theirs.classes) == {"alpha", "beta"}
    for label, score in theirs.classes.items():
        expected = card.classes[label].folds[0]
        assert set(expected) == set(METRICS)
        for name, figure in expected.items():
            assert same(score.metrics[name], figure), name


def test_that_a_stored_verdict_is_found_again(project, tmp_path) -> None:
    run(export(project, tmp_path / "set.h5", ExportOptions()))
    assert project.augmentation is not None
    assert run(evaluate_set(tmp_path / "set.h5")) == project.augmentation.scorecard


def test_that_text_tables_give_nearly_the_same(project, tmp_path) -> None:
    paths = split_off(project, 0, tmp_path)
    exact = run(evaluate_files(*paths))
    tables = []
    for path in paths:
        with np.load(path) as stored:
            rows = zip(stored["label"].tolist(), stored["spectra"].tolist(), strict=True)
            lines = ["label," + ",".join(f"{x:.6f}" for x in stored["x"])]
            lines += [label + "," + ",".join(f"{y:.9g}" for y in row) for label, row in rows]
        tables.append(path.with_suffix(".csv"))
        tables[-1].write_text("\n".join(lines) + "\n")
    found = run(evaluate_files(*tables))
    for label, score in exact.classes.items():
        assert found.classes[label].verdict == score.verdict
        for name in ("one_nn_original", "one_nn_generated", "noise_ratio", "memorisation"):
            expected = score.metrics[name].value
            assert found.classes[label].metrics[name].value == pytest.approx(expected, rel=1e-3)


def test_that_without_training_memorisation_is_absent_and_the_rest_is_there(
    project, tmp_path
) -> None:
    original, generated, _ = split_off(project, 0, tmp_path)
    score = run(evaluate_files(original, generated)).classes["alpha"]
    assert score.metrics["memorisation"].value is None
    missing = {name for name, figure in score.metrics.items() if figure.value is None}
    assert missing == {"memorisation"}


def test_that_one_class_against_one_class_needs_no_name(project, tmp_path) -> None:
    assert project.corrected is not None
    alpha = project.corrected.spectra.of_class("alpha").intensities
    first = write(tmp_path / "a.npz", alpha[:12], ["mine"] * 12)
    second = write(tmp_path / "b.npz", alpha[12:], ["theirs"] * 12)
    card = run(evaluate_files(first, second, first))
    assert list(card.classes) == ["mine"]
    third = write(tmp_path / "c.npz", alpha[:12], ["other"] * 6 + ["another"] * 6)
    with pytest.raises(InputError, match="no class in common"):
        run(evaluate_files(first, third))


def test_that_chosen_bands_are_compared_besides(project, tmp_path) -> None:
    original, generated, training = split_off(project, 0, tmp_path)
    plain = run(evaluate_files(original, generated, training)).classes["alpha"]
    more = run(evaluate_files(original, generated, training, bands=[1500.0])).classes["alpha"]
    places = {round(peak.place) for peak in more.peaks}
    assert any(abs(place - 1500) < 12 for place in places)
    assert len(more.peaks) > len(plain.peaks)


def test_that_nothing_is_computed_on_training_spectra(project) -> None:
    """Other training spectra change what is usual, but no figure of generated against held-out."""
    assert project.augmentation is not None
    assert project.corrected is not None
    samples = judged_samples(
        project.corrected.spectra, project.augmentation, project.augmentation.judged
    )
    held = {(s.label, s.fold): {r.tobytes() for r in s.held_out} for s in samples}
    for sample in samples:
        assert sample.training is not None
        trained = {row.tobytes() for row in sample.training}
        assert not trained & held[(sample.label, sample.fold)]


def noisy(folder: Path, name: str, x: np.ndarray, seed: int) -> Path:
    rng = np.random.default_rng(seed)
    band = np.exp(-0.5 * ((x - 1000.0) / 30) ** 2)
    rows = band * rng.normal(1, 0.1, (24, 1)) + 0.03 * rng.normal(size=(24, len(x)))
    np.savez(folder / name, x=x, spectra=rows, label=np.array(["a"] * 24))
    return folder / name


@pytest.mark.parametrize(
    ("x", "told"),
    [
        (AXIS, False),
        (AXIS.astype("f4").astype("f8"), False),  # rounded
        (AXIS[10:-10], False),  # shorter
        (np.linspace(420.0, 1780.0, 97), True),
    ],
)
def test_that_interpolated_spectra_are_told_beside_the_verdict(x, told, tmp_path) -> None:
    original = noisy(tmp_path, "original.npz", AXIS, 1)
    generated = noisy(tmp_path, "generated.npz", x, 2)
    score = run(evaluate_files(original, generated)).classes["a"]
    assert any("generated spectra lay at other points" in why for why in score.reasons) is told
    assert not any("training spectra lay" in why for why in score.reasons)
    card = run(evaluate_files(original, original, noisy(tmp_path, "training.npz", x, 3)))
    reasons = card.classes["a"].reasons
    assert any("The training spectra lay at other points" in why for why in reasons) is told


def test_that_what_was_cut_renamed_or_left_out_is_told(tmp_path) -> None:
    original = noisy(tmp_path, "original.npz", AXIS, 1)
    whole = run(evaluate_files(original, noisy(tmp_path, "whole.npz", AXIS, 2))).classes["a"]
    assert not any("share" in why or "Left out" in why for why in whole.reasons)
    short = run(evaluate_files(original, noisy(tmp_path, "short.npz", AXIS[:60], 2))).classes["a"]
    assert any(
        why.startswith("Only 400 to 1094 cm⁻¹ were compared") and "400 to 1800 cm⁻¹" in why
        for why in short.reasons
    )
    with np.load(noisy(tmp_path, "gaps.npz", AXIS, 2)) as stored:
        rows = stored["spectra"].copy()
    rows[3, 7] = np.nan
    gaps = write(tmp_path / "gaps.npz", rows, ["b"] * len(rows))
    broken = run(evaluate_files(original, gaps))
    reasons = broken.classes["a"].reasons
    assert broken.verdict == broken.classes["a"].verdict == "fail"
    assert reasons[0] == "1 generated spectrum contains values that are not numbers."
    assert any("b (generated) was compared with a (originals)" in why for why in reasons)
    assert any(why.startswith("Left out of gaps.npz, ") for why in reasons)
    both = write(tmp_path / "both.npz", np.delete(rows, 3, axis=0), ["a"] * 12 + ["c"] * 11)
    reasons = run(evaluate_files(original, both)).classes["a"].reasons
    assert any(why.endswith("only one of the files holds them: c.") for why in reasons)


def test_that_training_spectra_of_other_classes_are_told(tmp_path) -> None:
    original, generated = (noisy(tmp_path, f"{k}.npz", AXIS, k) for k in (1, 2))
    with np.load(noisy(tmp_path, "rows.npz", AXIS, 3)) as stored:
        rows = stored["spectra"]
    training = write(tmp_path / "training.npz", rows, ["b"] * 12 + ["c"] * 12)
    score = run(evaluate_files(original, generated, training)).classes["a"]
    assert score.metrics["memorisation"].value is None
    assert any("holds no spectra of a: " in why for why in score.reasons)
    known = run(evaluate_files(original, generated, generated)).classes["a"]
    assert not any("holds no spectra" in why for why in known.reasons)
