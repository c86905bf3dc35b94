"""The scorecard of files: our own, or originals and generated spectra of another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import AugmentedSet
from ..core.errors import InputError
from ..core.progress import Steps, part
from ..core.scorecard import Scorecard, worst
from ..core.spectra import AXIS_UNITS, Spectra
from ..io.importing import ImportOptions, read_inputs
from ..io.left_out import GAPS
from ..preprocessing.axis import Axis, resample
from ..quality.scorecard import FoldSample, judge, not_numbers
from .augment import judged_samples
from .export import is_result, project_from, read_result


def evaluate_set(path: Path, bands: Sequence[float] = ()) -> Steps[Scorecard]:
    """Judge again what a file of ours holds, from its spectra alone.

    Parameters
    ----------
    path : Path
        A file that ``ramangan augment`` or the Export page wrote.
    bands : sequence of float
        Places on the axis at which bands are compared besides the most distinct ones; without any,
        those of the set's own plan.

    Raises
    ------
    InputError
        If it is no such file, or holds no generated spectra.
    """
    augmented = read_own(path)
    project = project_from(augmented)
    augmentation, corrected = project.augmentation, project.corrected
    if augmentation is None or corrected is None:
        raise InputError(f"{path} holds no generated spectra.", "Make some with: ramangan augment.")
    samples = judged_samples(corrected.spectra, augmentation, augmentation.judged)
    if bands:
        samples = [replace(sample, chosen_bands=tuple(bands)) for sample in samples]
    judged = {sample.label for sample in samples}
    nothing = np.empty((0, 0), np.float32)
    samples += [
        FoldSample(label, -1, nothing, nothing, None, label in augmentation.within_specimen)
        for label in dict.fromkeys(augmentation.generated.label.tolist())
        if label not in judged
    ]
    return (yield from judge(samples, seed=augmentation.plan.augment.seed))


def evaluate_files(
    original: Path,
    generated: Path,
    training: Path | None = None,
    seed: int = 0,
    bands: Sequence[float] = (),
) -> Steps[Scorecard]:
    """Judge generated spectra of any origin against originals that they should resemble.

    Parameters
    ----------
    original : Path
        Corrected originals that the generator did not see.
    generated : Path
        Generated spectra, corrected and scaled like the originals.
    training : Path, optional
        Spectra that the generator was trained on. Without it copies are sought among the
        originals, and memorisation cannot be measured.
    seed : int
        Seed of the re-splits.
    bands : sequence of float
        Places on the axis at which bands are compared besides the most distinct ones.

    Raises
    ------
    InputError
        If a file cannot be read, or the files share no class or no range.
    """
    files = yield from part(read_for_evaluation(original, generated, training), 0.0, 0.3)
    samples = []
    for label in files.original.classes:
        mine = files.original.of_class(label)
        seen = files.training.of_class(label).intensities if files.training is not None else None
        samples.append(
            FoldSample(
                label=label,
                fold=0,
                held_out=mine.intensities,
                generated=files.generated.of_class(label).intensities,
                training=seen,
                within_specimen=len(set(mine.group.tolist())) < 2,
                axis=mine.raman_shift,
                unit=AXIS_UNITS[mine.x_unit],
                chosen_bands=tuple(bands),
            )
        )
    scorecard = yield from part(judge(samples, seed=seed), 0.3, 1.0)
    return _with_notes(scorecard, files)


def _with_notes(scorecard: Scorecard, files: Files) -> Scorecard:
    """Say beside each verdict what was done to spectra before they were compared.

    A generator that makes spectra which are no numbers fails, whatever the others are like.
    """
    classes = {
        label: replace(score, reasons=(*score.reasons, *files.notes))
        for label, score in scorecard.classes.items()
    }
    if files.n_broken:
        why = not_numbers(files.n_broken)
        classes = {
            label: replace(score, verdict="fail", reasons=(why, *score.reasons))
            for label, score in classes.items()
        }
    return replace(scorecard, verdict=worst([s.verdict for s in classes.values()]), classes=classes)


@dataclass(frozen=True, eq=False)
class Files:
    """What files for an evaluation hold, on one axis, with the same names for the same classes.

    Parameters
    ----------
    original, generated : Spectra
        Spectra of the classes that both files have.
    training : Spectra, optional
        Those of the same classes that a generator was trained on.
    notes : tuple of str
        What was done to bring them together, and what was left out, in sentences.
    n_broken : int
        Number of generated spectra that were left out because they hold values which are not
        numbers; of which classes is not known.
    """

    original: Spectra
    generated: Spectra
    training: Spectra | None
    notes: tuple[str, ...] = ()
    n_broken: int = 0


def read_for_evaluation(original: Path, generated: Path, training: Path | None) -> Steps[Files]:
    """Read files of corrected spectra and make them comparable.

    Parameters
    ----------
    original, generated, training : Path
        As for :func:`evaluate_files`.
    """
    originals, notes, _ = yield from part(_corrected(original, False), 0.0, 0.4)
    drawn, more, n_broken = yield from part(_corrected(generated, True), 0.4, 0.7)
    notes += more
    seen = None
    if training is not None:
        seen, more, _ = yield from part(_corrected(training, False), 0.7, 1.0)
        notes += more
    sets = [originals, drawn] + ([seen] if seen is not None else [])
    axis = _common_axis(sets, (original, generated))
    pairs = _matching(originals, drawn, (original, generated))
    mine = [originals.of_class(label) for label, _ in pairs]
    theirs = [
        drawn.of_class(name).with_labels([label] * drawn.counts[name]) for label, name in pairs
    ]
    known = None
    if seen is not None:
        one = len(seen.classes) == 1 and len(pairs) == 1
        known = seen.with_labels([pairs[0][0]] * len(seen)) if one else seen
        known = known.select(np.isin(known.label, [label for label, _ in pairs]))
        lacking = [label for label, _ in pairs if label not in known.classes]
        if lacking:
            notes += (
                f"{training} holds no spectra of {', '.join(lacking)}: copies were sought among "
                "the originals alone, and memorisation could not be measured there.",
            )
    others = [("generated", drawn)] + ([("training", seen)] if seen is not None else [])
    return Files(
        _on(Spectra.concatenate(mine), axis),
        _on(Spectra.concatenate(theirs), axis),
        None if known is None or len(known) == 0 else _on(known, axis),
        (*_differences(originals, drawn, pairs), *_changes(originals, others, axis), *notes),
        n_broken,
    )


def _differences(originals: Spectra, drawn: Spectra, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Say which classes were compared under different names, and which were not."""
    for mine, theirs in pairs:
        if mine != theirs:
            yield (
                f"Each file holds one class, so {theirs} (generated) was compared with {mine} "
                "(originals); if these are two substances, the verdict means nothing."
            )
    paired = {name for pair in pairs for name in pair}
    alone = [name for name in (*originals.classes, *drawn.classes) if name not in paired]
    if alone:
        yield f"Not compared, because only one of the files holds them: {', '.join(alone)}."


def _changes(
    originals: Spectra, others: list[tuple[str, Spectra]], axis: NDArray[np.float64]
) -> Iterator[str]:
    """Say what was done to the axes."""
    unit = AXIS_UNITS[originals.x_unit]
    if axis.size < originals.n_points:
        first, last = originals.raman_shift[[0, -1]]
        yield (
            f"Only {axis[0]:.0f} to {axis[-1]:.0f} {unit} were compared, the range that the files "
            f"share; the originals reach from {first:.0f} to {last:.0f} {unit}."
        )
    moved = [name for name, spectra in others if _between(axis, spectra.raman_shift)]
    if moved:
        yield (
            f"The {' and the '.join(moved)} spectra lay at other points of the axis and were "
            "interpolated to those of the originals, which smooths noise: differences in noise, "
            "texture and spread may come from that. Spectra on one axis from the start would tell."
        )


def read_own(path: Path) -> AugmentedSet:
    """Read a file that this program wrote; say so if it is another."""
    if not path.exists():
        raise InputError(f"There is no file {path}.")
    if not is_result(path):
        raise InputError(
            f"{path} was not written by RamanGAN.",
            "To judge other files, name them with --original and --generated.",
        )
    return read_result(path)


def _corrected(path: Path, generated: bool) -> Steps[tuple[Spectra, tuple[str, ...], int]]:
    """Read a file of corrected spectra; of our own files, the part that is meant.

    Spectra that were left out are told in sentences, and those that hold no numbers are counted.
    """
    if path.is_file() and is_result(path):
        augmented = read_result(path)
        if not generated:
            return augmented.corrected, (), 0
        accepted = augmented.accepted
        spectra = Spectra.from_arrays(
            augmented.corrected.raman_shift,
            accepted.intensities,
            accepted.label,
            x_unit=augmented.corrected.x_unit,
        )
        return spectra, (), 0
    options = ImportOptions(keep="generated" if generated else "measured")
    imported = yield from read_inputs([path], options, Axis())
    told = tuple(
        f"Left out of {path.name}{f', {item.where}' if item.where else ''}: {item.reason}"
        for item in imported.left_out
    )
    n_broken = sum(item.n_spectra for item in imported.left_out if item.reason == GAPS)
    return imported.spectra, told, n_broken


def _common_axis(sets: list[Spectra], paths: tuple[Path, Path]) -> NDArray[np.float64]:
    """Give the first set's axis as far as all sets reach."""
    if len({s.x_unit for s in sets}) > 1:
        raise InputError(f"{paths[0]} and {paths[1]} have axes of different units.")
    start = max(s.raman_shift[0] for s in sets)
    stop = min(s.raman_shift[-1] for s in sets)
    first = sets[0].raman_shift
    axis: NDArray[np.float64] = first[(first >= start) & (first <= stop)]
    if axis.size < 16:
        raise InputError(
            f"{paths[0]} and {paths[1]} have fewer than 16 points of their axes in common.",
            "Bring them to the same range first.",
        )
    return axis


def _between(axis: NDArray[np.float64], points: NDArray[np.float64]) -> bool:
    """Say whether the axis lies between these points, by more than rounding."""
    after = np.clip(np.searchsorted(points, axis), 1, len(points) - 1)
    nearest = np.minimum(np.abs(axis - points[after - 1]), np.abs(axis - points[after]))
    return bool(nearest.max() > 0.01 * np.median(np.diff(axis)))


def _on(spectra: Spectra, axis: NDArray[np.float64]) -> Spectra:
    if np.array_equal(spectra.raman_shift, axis):
        return spectra
    values = resample(spectra.raman_shift, spectra.intensities, axis, "pchip")
    return spectra.with_intensities(values.astype(np.float32), axis)


def _matching(
    originals: Spectra, drawn: Spectra, paths: tuple[Path, Path]
) -> list[tuple[str, str]]:
    """Pair classes by name; one class against one class needs no name."""
    mine, theirs = originals.classes, drawn.classes
    if len(mine) == 1 and len(theirs) == 1:
        return [(mine[0], theirs[0])]
    common = [(label, label) for label in mine if label in theirs]
    if not common:
        raise InputError(
            f"{paths[0]} (classes: {', '.join(mine)}) and {paths[1]} (classes: "
            f"{', '.join(theirs)}) have no class in common.",
            "Give the same names to the same substances.",
        )
    return common
