from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.checks import CHECKS, Findings, inspect, sentences
from ramangan_gui.preprocessing.duplicates import find_duplicates

X = np.linspace(400.0, 1800.0, 700)


def clean(n: int, seed: int = 0, noise: float = 4.0) -> np.ndarray:
    """Bands of at least four points on a slope, with white noise; nothing is wrong with them."""
    rng = np.random.default_rng(seed)
    places = np.array([600.0, 851.0, 1001.0, 1450.0])
    heights = rng.uniform(200, 900, (n, 4))
    widths = np.array([20.0, 14.0, 8.0, 30.0])
    bands = np.exp(-(((X[None, :] - places[:, None]) / widths[:, None]) ** 2))
    return heights @ bands + 2000 - 0.5 * X + rng.normal(0, noise, (n, X.size))


def found(values: np.ndarray, **facts: object) -> Findings:
    return run(inspect(Spectra.from_arrays(X, values, **facts)))


def rows_of(findings: Findings, name: str) -> list[int]:
    return findings.rows[name].tolist() if name in findings.rows else []


def test_that_clean_spectra_have_no_badge() -> None:
    assert found(clean(400)).rows == {}


def test_that_shot_noise_alone_is_no_spike() -> None:
    rng = np.random.default_rng(3)
    assert found(rng.poisson(np.maximum(clean(400, noise=0.0), 0) * 3).astype(float)).rows == {}


@pytest.mark.parametrize("width", [1, 2, 3])
def test_that_a_cosmic_ray_is_found_in_its_spectrum_only(width: int) -> None:
    values = clean(40)
    values[7, 400 : 400 + width] += 400.0
    findings = found(values)
    assert rows_of(findings, "spikes") == [7]
    assert set(findings.rows) == {"spikes"}


def test_that_a_sharp_band_at_one_place_in_many_spectra_is_no_spike() -> None:
    values = clean(40)
    values[:, 333] += 500.0
    values[:, 334] += 300.0
    assert rows_of(found(values), "spikes") == []


def test_that_a_cut_off_band_is_saturated() -> None:
    values = clean(10)
    values[3] = np.minimum(values[3], np.sort(values[3])[-12])
    assert rows_of(found(values), "saturated") == [3]


def test_that_a_single_point_at_the_ceiling_of_a_detector_is_saturated() -> None:
    values = clean(10)
    values[4] += 65_535.0 - values[4].max()
    assert rows_of(found(values), "saturated") == [4]


def test_that_a_clipped_baseline_is_not_saturated() -> None:
    values = clean(10)
    values[5] = np.minimum(values[5] - values[5].max(), 0.0)
    values[5, :50] = 0.0
    assert rows_of(found(values), "saturated") == []


@pytest.mark.parametrize("kind", ["zero", "constant", "noise"])
def test_that_flat_and_empty_spectra_are_found_and_nothing_else_is_said_of_them(kind: str) -> None:
    values = clean(10)
    rng = np.random.default_rng(1)
    values[2] = {"zero": 0.0, "constant": 812.0, "noise": 500 + rng.normal(0, 9, X.size)}[kind]
    findings = found(values)
    assert rows_of(findings, "flat") == [2]
    assert set(findings.rows) == {"flat"}


def test_that_copies_are_found_also_where_one_was_rounded() -> None:
    values = clean(60)
    values[41] = np.round(values[5], 1)
    values[17] = values[5]
    values[30] = values[31]
    findings = found(values, label=["A"] * 40 + ["B"] * 20, group=np.arange(60).astype(str))
    assert rows_of(findings, "duplicate") == [5, 17, 30, 31, 41]
    said = " ".join(findings.notes["duplicate"])
    assert "1 of the copied spectra lie in different classes" in said
    assert "2 of the copied spectra lie in different specimens" in said


def test_that_duplicates_agree_with_comparing_every_pair() -> None:
    rng = np.random.default_rng(8)
    values = clean(120, seed=8)
    for copy, source in zip(rng.choice(60, 25, False) + 60, rng.choice(60, 25), strict=True):
        values[copy] = values[source] + rng.uniform(-0.02, 0.02, X.size)
    values = values.astype(np.float32)
    slow = np.full(len(values), -1)
    for one in range(len(values)):
        for other in range(one + 1, len(values)):
            apart = np.abs(values[one] - values[other]).max()
            if apart <= 1e-4 * np.ptp(values[one]):
                slow[one] = one if slow[one] < 0 else slow[one]
                slow[other] = slow[one]
    assert (slow >= 0).sum() >= 30
    np.testing.assert_array_equal(find_duplicates(values), slow)


def test_that_a_pixel_axis_is_told_of_every_spectrum() -> None:
    findings = found(clean(3), x_unit="pixel")
    assert rows_of(findings, "pixel") == [0, 1, 2]


def test_that_findings_can_be_put_together_and_asked_for_a_row() -> None:
    one = Findings({"spikes": np.array([1, 4])})
    both = one.merged(Findings({"spikes": np.array([4, 6]), "gaps": np.array([1])}))
    assert both.of_row(1) == ("spikes", "gaps")
    assert both.of_row(5) == ()
    assert both.any_rows().tolist() == [1, 4, 6]


def test_that_badges_hold_all_findings_and_unknown_ones_are_left_out() -> None:
    rows = {"saturated": np.array([0, 2]), "gaps": np.array([2])}
    badges = Findings(rows).badges(4)
    assert badges == ("saturated", "", "saturated gaps", "")
    again = Findings.from_badges([*badges, "from_the_future"])
    assert {name: found.tolist() for name, found in again.rows.items()} == {
        "saturated": [0, 2], "gaps": [2]
    }  # fmt: skip
    assert Findings.from_badges(["", ""]).rows == {}


def test_that_every_check_says_what_it_means_and_what_to_do() -> None:
    signs = [check.sign for check in CHECKS.values()]
    assert len(set(signs)) == len(signs)
    assert all(check.meaning and check.remedy for check in CHECKS.values())


def test_that_the_sentences_count_and_name_the_spectra() -> None:
    values = clean(10)
    values[3, 100] += 800.0
    spectra = Spectra.from_arrays(X, values)
    (said,) = sentences(spectra, run(inspect(spectra)))
    assert said.startswith("cosmic spike: 1 spectrum (#4). ")
    assert "Correct page" in said
