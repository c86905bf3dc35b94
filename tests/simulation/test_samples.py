import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.split import SplitParams, make_split
from ramangan_gui.preprocessing.axis import resample
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.simulation.library import SUBSTANCES, sample_spectra
from ramangan_gui.simulation.make_samples import write_sample
from ramangan_gui.simulation.samples import SAMPLES, sample_path

TWINNING = (
    Path(__file__).parents[2].parent
    / "shared/data/sets/charisma_twinning_785/charisma_twinning_785.npz"
)


def load(key: str) -> tuple[Spectra, dict[str, object]]:
    with np.load(sample_path(key), allow_pickle=False) as file:
        held = {name: file[name] for name in file.files}
    spectra = Spectra.from_arrays(
        held["raman_shift"], held["intensities"], held["label"], held["group"], held["name"],
        x_unit=str(held["x_unit"]),
    )  # fmt: skip
    return spectra, held


@pytest.mark.parametrize("key", SAMPLES)
def test_that_every_sample_is_complete_small_and_says_what_it_is(key: str) -> None:
    spectra, held = load(key)
    sample = SAMPLES[key]
    assert sample_path(key).stat().st_size < 1_000_000
    assert held["intensities"].dtype == np.float32
    assert held["raman_shift"].dtype == np.float64
    assert np.isfinite(spectra.intensities).all()
    assert spectra.x_unit == "1/cm"
    assert bool(held["simulated"]) == sample.simulated
    assert str(held["title"]) == sample.title
    assert ("simulated" in sample.title) == sample.simulated
    assert sample.description.startswith("Simulated" if sample.simulated else "Measured")
    assert "MIT" in str(held["attribution"])


def test_that_the_default_is_the_simulated_set() -> None:
    assert next(iter(SAMPLES)) == "simulated"


def test_that_an_unknown_set_is_answered_with_those_there_are() -> None:
    with pytest.raises(ParameterError, match="there are: simulated, charisma_tio2"):
        sample_path("unicorn")


def test_that_the_simulated_set_is_what_the_program_makes_today() -> None:
    spectra, _ = load("simulated")
    made = sample_spectra()
    assert np.array_equal(spectra.raman_shift, made.raman_shift)
    assert spectra.label.tolist() == made.label.tolist()
    assert spectra.group.tolist() == made.group.tolist()
    # Another processor may round the last count the other way.
    difference = np.abs(spectra.intensities - made.intensities)
    assert difference.max() <= 1
    assert (difference > 0).mean() < 1e-4


def test_that_the_simulated_set_is_unbalanced_and_grouped_by_specimen() -> None:
    spectra, _ = load("simulated")
    assert list(spectra.counts.values()) == [80, 60, 40, 24]
    assert all("(simulated)" in label for label in spectra.classes)
    assert len(set(spectra.group.tolist())) == (80 + 60 + 40 + 24) / 4
    assert (spectra.n_points, spectra.raman_shift[0], spectra.raman_shift[-1]) == (1000, 400, 1800)


def test_that_each_substance_of_the_simulated_set_can_be_held_out_by_specimen() -> None:
    spectra, _ = load("simulated")
    assert make_split(spectra, SplitParams()).within_specimen == frozenset()


def test_that_fluorescence_outweighs_the_bands_and_the_default_recipe_removes_it() -> None:
    spectra, _ = load("simulated")
    corrected = Recipe().apply(spectra)
    for substance in SUBSTANCES:
        raw = spectra.of_class(substance.name).intensities
        truth = substance.truth(spectra.raman_shift)
        assert np.median(raw) > 1.2 * truth.max()
        mean = corrected.of_class(substance.name).intensities.mean(axis=0)
        unit = truth / np.linalg.norm(truth)
        assert mean @ unit / np.linalg.norm(mean) > 0.985


def test_that_writing_leaves_one_complete_file(tmp_path: Path) -> None:
    path = tmp_path / "sample.npz"
    path.write_bytes(b"old")
    write_sample(path)
    assert [p.name for p in tmp_path.iterdir()] == ["sample.npz"]
    with np.load(path, allow_pickle=False) as made, np.load(sample_path("simulated")) as kept:
        assert made.files == kept.files
        assert made["label"].tolist() == kept["label"].tolist()


def test_that_the_command_writes_the_set_where_it_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ramangan_gui.simulation.make_samples"]
    done = subprocess.run(
        [*command, str(tmp_path / "made.npz")], check=True, capture_output=True, text=True
    )
    assert "made.npz" in done.stdout
    assert (tmp_path / "made.npz").stat().st_size > 100_000


def test_that_the_measured_set_is_two_instruments_five_powers_five_repeats() -> None:
    spectra, _ = load("charisma_tio2")
    assert spectra.counts == {"TiO2": 50}
    groups = spectra.group.tolist()
    assert len(set(groups)) == 10
    assert all(groups.count(group) == 5 for group in groups)
    assert {group.split(",")[0] for group in groups} == {"FNMT-B", "ICV"}
    assert spectra.raman_shift[0] >= 200
    assert spectra.raman_shift[-1] <= 2000


@pytest.mark.parametrize(("band", "within"), [(395, 6), (638, 3), (1001, 3)])
def test_that_the_measured_set_shows_its_bands_on_both_instruments(
    band: float, within: float
) -> None:
    spectra, _ = load("charisma_tio2")
    corrected = Recipe().apply(spectra)
    near = np.abs(spectra.raman_shift - band) < 15
    for instrument in ("FNMT-B", "ICV"):
        mine = np.char.startswith(corrected.group, instrument)
        mean = np.median(corrected.intensities[mine], axis=0)
        found = spectra.raman_shift[near][mean[near].argmax()]
        assert abs(found - band) <= within


def test_that_the_measured_set_carries_origin_and_licence() -> None:
    text = sample_path("charisma_tio2").with_name("CHARISMA.txt").read_text(encoding="utf-8")
    for words in ("ramanchada2 1.5.0", "Permission is hereby granted", "Copyright (c)", "PCHIP"):
        assert words in text
    assert "inconclusive" in SAMPLES["charisma_tio2"].description


@pytest.mark.skipif(not TWINNING.exists(), reason="The twinning set is not on this machine.")
def test_that_the_measured_set_agrees_with_another_copy_of_it() -> None:
    spectra, _ = load("charisma_tio2")
    with np.load(TWINNING, allow_pickle=False) as other:
        axis, values = other["x"], other["spectra"]
        keys = [
            (str(label).split("_")[0], str(sample).split("(")[1].split("mW")[0], str(sample)[-1])
            for label, sample in zip(other["label"], other["sample"], strict=True)
        ]
    for row, name in enumerate(spectra.name.tolist()):
        instrument, power, repeat = name.replace(" mW", "").replace("repeat ", "").split(", ")
        theirs = values[keys.index((instrument, power, repeat))]
        on_ours = resample(axis, theirs[None], spectra.raman_shift)[0]
        difference = np.abs(spectra.intensities[row] - on_ours)
        if instrument == "FNMT-B":
            assert difference.max() == 0
        else:  # interpolated in another way there
            assert np.median(difference) < 0.02 * np.median(on_ours)
            assert np.corrcoef(spectra.intensities[row], on_ours)[0, 1] > 0.995
