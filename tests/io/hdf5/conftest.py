"""A small set in which nothing is empty or ordinary, so that every field must really travel."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import (
    AugmentedSet,
    Generated,
    InputFile,
    ProcessStep,
    StoredModel,
    TrainingCurves,
)
from ramangan_gui.core.progress import run
from ramangan_gui.core.review_record import BlindTest, ComparedRun, ReviewRecord
from ramangan_gui.core.scorecard import ClassScore, MetricValue, PeakScore, Scorecard
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.stage_messages import StageMessages
from ramangan_gui.io.hdf5 import write_augmented

N, P = 9, 17


def make_spectra(rng: np.random.Generator, points: int, shift: float = 0.0) -> Spectra:
    values = rng.normal(100, 20, (N, points)).astype(np.float32)
    values[2, 3], values[4, 0], values[5, 1] = np.nan, np.inf, -0.0
    position = rng.normal(0, 50, (N, 2))
    position[3] = np.nan
    return Spectra.from_arrays(
        np.sort(rng.uniform(200, 1800, points)) + shift,
        values,
        label=["α-Quartz/β", "TiO₂", "日本"] * 3,
        group=[f"specimen {i // 2}" for i in range(N)],
        name=[f"spectrum #{i} – µ" for i in range(N)],
        source_file=[f"C:\\data\\ä {i}.txt" for i in range(N)],
        source_index=np.arange(N)[::-1],
        source_sha256=[f"{i:064x}" for i in range(N)],
        map_position=position,
    )


def make_generated(rng: np.random.Generator, n: int) -> Generated:
    return Generated.from_arrays(
        rng.normal(90, 20, (n, P)),
        rng.choice(["TiO₂", "日本", "only generated"], n),
        rng.integers(-1, 2, n),
        seed=rng.integers(0, 2**40, n),
        parent_index=rng.integers(-1, N, n),
        quality_score=np.where(rng.random(n) < 0.2, np.nan, rng.normal(size=n)),
        reason=rng.choice(["", "Displaced peak at 1001 cm⁻¹."], n),
        review=rng.permutation(np.resize([0, 1, 2, 1], n)),
    )


def make_scorecard(after: bool) -> Scorecard:
    metrics = {
        "one_nn_original": MetricValue(0.1 + 0.2, 0.4, 0.6, False),
        "kmeans_ari": MetricValue(None, None, None, None),
        "noise_ratio": MetricValue(1.0, 0.88, float("inf"), True),
    }
    score = ClassScore(
        "doubtful", ("Too smooth.", "Zwei Gründe"), 4, 7, metrics, {0: metrics, -1: {}},
        (PeakScore(1001.5, "position", 1001.4, 1002.0, 0.3, 0.02, False),),
    )  # fmt: skip
    empty = ClassScore("inconclusive", (), 0, 0, {})
    return Scorecard("doubtful", {"日本": score, "TiO₂": empty}, after, 17, metrics)


@pytest.fixture
def example() -> AugmentedSet:
    rng = np.random.default_rng(5)
    corrected = make_spectra(rng, P)
    return AugmentedSet(
        raw=make_spectra(rng, P + 6, 3.0),
        corrected=corrected,
        fold=np.arange(N, dtype=np.int32) % 3 - 1,
        generated=make_generated(rng, 13),
        judged=make_generated(rng, 6),
        process=(
            ProcessStep("import", {"file": "a/b", "none": None, "x": float("nan")}),
            ProcessStep("baseline", {"lam": 1e5, "order": 2, "on": True, "off": False, "": ""}),
            ProcessStep("odd / näme", {"a.b": 2**70, "a b": -(2**63), "a_b": "µ", "big": 1e308}),
        ),
        curves=(
            TrainingCurves(
                "日本",
                -1,
                np.arange(5),
                {
                    "critic loss / 1": np.array([1, np.nan, 3, 4, 5], np.float32),
                    "iteration": rng.normal(size=5).astype(np.float32),
                },
            ),
            TrainingCurves("TiO₂", 0, np.empty(0, np.int64), {}),
        ),
        scorecard=make_scorecard(False),
        scorecard_after=make_scorecard(True),
        models=(
            StoredModel(
                "日本",
                1,
                "wgan_gp",
                "The warm start, because …",
                {"latent_dim": 32, "deep": {"list": [1, 2.5, None, "µ"]}, "x": 0.1},
                {
                    "a.weight": rng.normal(size=(3, 4)).astype(np.float32).T,
                    "steps": np.array(7, np.int64),
                    "mask": np.array([True, False]),
                    "empty": np.empty((0, 3), np.float64),
                },
            ),
            StoredModel("TiO₂", -1, "none", "", {}, {}),
        ),
        inputs=(
            InputFile(
                "ä/one.txt", "ab" * 32, "read", "text", "", ("Note 1.", "µ"),
                3, 17, "1/cm", 1.5, 2.5, 1e9,
            ),
            InputFile("two.bin", status="refused", reason="It is no spectrum."),
        ),
        environment={"python": "3.11.7", "os / name": "Debian µ", "threads": "1"},
        messages=StageMessages(
            ("First warning.",), ("Spectrum 3 (ä.txt)",), ("Mind this.",), ("Zweite Warnung: λ",)
        ),
        title="Ein Titel – µ",
        simulated=True,
        start_time="2024-05-01T10:00:00+02:00",
        end_time="2024-05-01T10:30:00+02:00",
        review_record=ReviewRecord(
            {"日本": {"noise": 1.25, "negative": 0.1 + 0.2}},
            (BlindTest("TiO₂", -1, (True, False), (3, 4), (True, True), 5, "2024-05-02"),),
            (ComparedRun("PCA µ", make_scorecard(False), "2024-05-03"),),
        ),
    )  # fmt: skip


@pytest.fixture
def written(example: AugmentedSet, tmp_path: Path) -> Path:
    path = tmp_path / "augmented.h5"
    run(write_augmented(path, example))
    return path


def assert_same(left: Any, right: Any, where: str = "set") -> None:
    """Compare every field of two values of any kind, arrays bit for bit."""
    assert type(left) is type(right) or isinstance(left, Mapping), where
    if dataclasses.is_dataclass(left):
        for field in dataclasses.fields(left):
            pair = (getattr(part, field.name) for part in (left, right))
            assert_same(*pair, f"{where}.{field.name}")
    elif isinstance(left, np.ndarray):
        assert left.shape == right.shape, where
        if left.dtype.kind == "U":
            assert left.tolist() == right.tolist(), where
        else:
            assert left.dtype == right.dtype, where
            assert left.tobytes() == right.tobytes(), where
    elif isinstance(left, Mapping):
        assert set(left) == set(right), where
        for key in left:
            assert_same(left[key], right[key], f"{where}[{key!r}]")
    elif isinstance(left, tuple | list):
        assert len(left) == len(right), where
        for i, pair in enumerate(zip(left, right, strict=True)):
            assert_same(*pair, f"{where}[{i}]")
    elif isinstance(left, float) and left != left:
        assert right != right, where
    else:
        assert left == right, where


@pytest.fixture
def same() -> Any:
    return assert_same
