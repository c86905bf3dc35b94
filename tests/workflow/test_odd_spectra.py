"""Notes on spectra that are like those of another class, or unlike all others of their own."""

import numpy as np
import pytest

from ramangan_gui.cli import main
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow import correct as module
from ramangan_gui.workflow import odd_spectra as looking
from ramangan_gui.workflow.correct import correct, correct_beside
from ramangan_gui.workflow.odd_spectra import odd_spectra

AXIS = np.arange(400.0, 700.0)
PLACES = {"A": 480.0, "B": 560.0, "C": 640.0}


def substance(name: str, n: int, seed: int, width: float = 8.0, spread: float = 0.1) -> np.ndarray:
    """Spectra with one band at the place of the substance, and another that varies."""
    rng = np.random.default_rng([seed, ord(name)])
    band = np.exp(-(((AXIS - PLACES[name]) / width) ** 2))
    other = np.exp(-(((AXIS - 430) / 10) ** 2))
    heights = 1 + spread * rng.standard_normal((n, 1))
    return (
        heights * band
        + spread * rng.standard_normal((n, 1)) * other
        + rng.normal(0, 0.01, (n, 300))
    )


def of_classes(**classes: np.ndarray) -> Spectra:
    labels = [name for name, values in classes.items() for _ in values]
    names = [f"{name}{i}" for name, values in classes.items() for i in range(len(values))]
    return Spectra.from_arrays(AXIS, np.concatenate(list(classes.values())), labels, name=names)


@pytest.mark.parametrize("n_wrong", [1, 2, 3])
def test_that_spectra_of_another_class_are_named_also_where_they_are_several(n_wrong):
    a, b = substance("A", 30, 0), substance("B", 30, 0)
    a[4 : 4 + n_wrong] = substance("B", n_wrong, 3)
    (note,) = run(odd_spectra(of_classes(A=a, B=b, C=substance("C", 12, 0))))
    named = ", ".join(f"A{4 + i}" for i in range(n_wrong))
    assert note.startswith("Like spectra of B, and unlike those of A, for which they are labelled")
    assert f" ({n_wrong} of 30): {named}; " in note


def test_that_a_spectrum_unlike_all_is_named_once_and_goes_with_no_class():
    a = substance("A", 30, 0)
    a[7] = substance("C", 1, 1)[0]
    (note,) = run(odd_spectra(of_classes(A=a, B=substance("B", 30, 0))))
    assert note.startswith("Unlike all other spectra of A (1 of 30): A7; ")


def test_that_a_small_class_is_compared_with_others_and_not_with_itself():
    a = substance("A", 6, 0)
    a[2] = substance("B", 1, 1)[0]
    (note,) = run(odd_spectra(of_classes(A=a, B=substance("B", 8, 0))))
    assert ": A2; " in note
    a[2] = substance("C", 1, 1)[0]
    assert run(odd_spectra(of_classes(A=a, B=substance("B", 8, 0)))) == ()


def test_that_nothing_is_said_of_good_sets_and_of_classes_that_overlap():
    good = of_classes(**{name: substance(name, 40, 0) for name in PLACES})
    assert run(odd_spectra(good)) == ()
    assert run(odd_spectra(good.select(np.flatnonzero(good.label == "A")))) == ()
    mixed = of_classes(A=substance("A", 40, 0), B=substance("A", 40, 1))
    assert run(odd_spectra(mixed)) == ()
    # A fifth of the one class lies among the other.
    half = of_classes(
        A=np.concatenate([substance("A", 32, 0), substance("B", 8, 2)]), B=substance("B", 40, 0)
    )
    assert not any("Like spectra" in note for note in run(odd_spectra(half)))


def test_that_a_tight_class_within_a_wide_one_takes_nothing_from_it():
    wide, tight = substance("A", 40, 0, spread=0.3), substance("A", 40, 1, spread=0.02)
    assert not any("Like spectra" in note for note in run(odd_spectra(of_classes(A=wide, B=tight))))


@pytest.mark.parametrize(("n", "other"), [(3, 3), (4, 20), (1, 0)])
def test_that_small_classes_and_copies_tell_nothing(n, other):
    spectra = of_classes(A=substance("A", n, 0), B=substance("B", other, 0))
    assert run(odd_spectra(spectra)) == ()
    same = of_classes(A=np.ones((12, 300)), B=np.ones((12, 300)))
    assert run(odd_spectra(same)) == ()


def test_that_labels_of_a_large_class_are_looked_at_as_well():
    a = substance("A", 1200, 0)
    a[[4, 700]] = substance("B", 2, 3)
    (note,) = run(odd_spectra(of_classes(A=a, B=substance("B", 30, 0))))
    assert "labelled (2 of 1,200): A4, A700; " in note


def test_that_many_names_are_cut_short_and_counted():
    a = substance("A", 80, 0)
    a[:7] = substance("B", 7, 1)
    (note,) = run(odd_spectra(of_classes(A=a, B=substance("B", 40, 0))))
    assert "(7 of 80): A0, A1, A2, A3, A4 …; " in note


def test_that_the_corrected_set_carries_the_notes_whole_or_in_parts(monkeypatch):
    a = substance("A", 30, 0)
    a[4] = substance("B", 1, 1)[0]
    spectra = of_classes(A=a, B=substance("B", 30, 0))
    found = run(correct(spectra, Recipe()))
    assert [note[:17] for note in found.notes] == ["Like spectra of B"]
    monkeypatch.setattr(module, "AT_ONCE", 8 * spectra.n_points)
    assert run(correct_beside(Compute(), spectra, Recipe())).notes == found.notes


def test_that_the_command_line_tells(tmp_path, capsys):
    a = substance("A", 20, 0)
    a[4] = substance("B", 1, 3)[0]
    for name, values in (("A", a), ("B", substance("B", 20, 0))):
        (tmp_path / name).mkdir()
        for row, one in enumerate(values):
            lines = (f"{x} {y:.6f}" for x, y in zip(AXIS, one, strict=True))
            (tmp_path / name / f"s{row:02}.txt").write_text("\n".join(lines))
    assert main(["correct", str(tmp_path), "-o", str(tmp_path / "out.h5")]) == 0
    assert (
        "unlike those of A, for which they are labelled (1 of 20): s04" in capsys.readouterr().out
    )


def test_that_a_large_set_is_looked_at_for_labels_alone(monkeypatch):
    a = substance("A", 30, 0)
    a[4], a[7] = substance("B", 1, 1)[0], substance("C", 1, 1)[0]
    spectra = of_classes(A=a, B=substance("B", 30, 0))
    assert len(run(odd_spectra(spectra))) == 2
    monkeypatch.setattr(looking, "_MOST_COMPARED", len(spectra) - 1)
    (note,) = run(odd_spectra(spectra))
    assert ": A4; " in note
