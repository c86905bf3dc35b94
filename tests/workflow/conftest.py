"""Small sets and plans on which the whole job runs in seconds."""

import numpy as np
import pytest

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.workflow.plan import Plan

N_POINTS = 96


def make_corrected(counts: dict[str, int], seed: int = 0, per_group: int = 2) -> Spectra:
    """Corrected spectra of made-up substances: two peaks of varying height, and noise."""
    rng = np.random.default_rng(seed)
    axis = np.linspace(400.0, 1800.0, N_POINTS)
    rows, labels, groups = [], [], []
    for number, (label, n) in enumerate(counts.items()):
        for i in range(n):
            centres = (700 + 150 * number, 1300 - 90 * number)
            heights = 1 + 0.2 * rng.normal(size=2)
            peaks = sum(
                h * np.exp(-0.5 * ((axis - c) / 30) ** 2)
                for h, c in zip(heights, centres, strict=True)
            )
            rows.append(peaks + 0.02 * rng.normal(size=N_POINTS))
            labels.append(label)
            groups.append(f"{label}-{i // per_group}")
    return Spectra.from_arrays(axis, np.array(rows), labels, groups)


@pytest.fixture(scope="session")
def tiny_plan() -> Plan:
    plan = Plan()
    for name, value in TINY.items():
        plan = plan.with_value(f"wgan_gp.{name}", value)
    return plan


@pytest.fixture(scope="session")
def corrected() -> Spectra:
    return make_corrected({"a": 24, "b": 12})


#: Parameters of a training that ends at once.
TINY = {"n_iterations": 6, "warm_start_steps": 10, "batch_size": 8}
