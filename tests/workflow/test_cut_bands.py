"""A note where several spectra of a class lose the same place to the removal of spikes."""

import numpy as np
import pytest

from ramangan_gui.cli import main
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow import correct as module
from ramangan_gui.workflow.correct import correct, correct_beside
from ramangan_gui.workflow.cut_bands import _LOOKED_AT, cut_bands

REMOVED = Recipe().with_value("spikes.method", "whitaker_hayes")


def two_classes(n: int, share: float) -> Spectra:
    """Two substances on 400 to 999 cm⁻¹; a share of the second has a peak of one point at 700."""
    rng = np.random.default_rng(0)
    values = 1000 + rng.normal(0, 5, (2 * n, 600))
    values[n : n + round(share * n), 300] += 400
    values[np.arange(n), rng.permutation(500)[:n]] += 400  # cosmic rays, anywhere
    label = ["A"] * n + ["B"] * n
    return Spectra.from_arrays(np.arange(400.0, 1000.0), values, label)


@pytest.mark.parametrize(("share", "told"), [(0.1, False), (0.15, True)])
def test_that_one_place_in_several_spectra_of_a_class_is_told(share, told):
    notes = cut_bands(two_classes(20, share), REMOVED)
    assert len(notes) == told
    if told:
        assert notes[0].startswith("At the same place, 700.0 cm⁻¹, several spectra of B had")


def test_that_nothing_is_told_where_nothing_is_removed():
    assert cut_bands(two_classes(20, 1.0), Recipe()) == ()
    assert cut_bands(two_classes(20, 1.0), REMOVED.with_value("spikes.threshold", 100)) == ()
    assert cut_bands(two_classes(2, 1.0), REMOVED) == ()


def test_that_an_even_choice_of_a_large_class_is_looked_at(monkeypatch):
    spectra, seen = two_classes(3 * _LOOKED_AT // 2, 1.0), []
    find = type(REMOVED.spikes).find
    monkeypatch.setattr(
        type(REMOVED.spikes), "find", lambda self, s: seen.append(len(s)) or find(self, s)
    )
    assert len(cut_bands(spectra, REMOVED)) == 1
    assert seen == [_LOOKED_AT, _LOOKED_AT]


def test_that_the_corrected_set_carries_the_note():
    found = run(correct(two_classes(20, 1.0), REMOVED))
    assert len(found.notes) == 1
    assert found.notes[0] in found.messages
    assert run(correct(two_classes(20, 1.0), Recipe())).notes == ()


def test_that_a_set_corrected_in_parts_is_looked_at_once_and_whole(monkeypatch):
    spectra, seen = two_classes(20, 1.0), []
    whole = run(correct(spectra, REMOVED))
    monkeypatch.setattr(module, "AT_ONCE", 10 * spectra.n_points)
    monkeypatch.setattr(module, "cut_bands", lambda s, r: seen.append(len(s)) or cut_bands(s, r))
    assert run(correct_beside(Compute(), spectra, REMOVED)).notes == whole.notes != ()
    assert seen == [40]


def test_that_the_command_line_tells(tmp_path, capsys):
    spectra = two_classes(6, 1.0).of_class("B")
    for row, values in enumerate(spectra.intensities):
        lines = (f"{x} {y}" for x, y in zip(spectra.raman_shift, values, strict=True))
        (tmp_path / f"s{row}.txt").write_text("\n".join(lines))
    words = ["correct", str(tmp_path), "-o", str(tmp_path / "out.h5")]
    assert main([*words, "--set", "spikes.method=whitaker_hayes"]) == 0
    assert "At the same place, 700.0 cm⁻¹, several spectra" in capsys.readouterr().out
