"""Pins: the baseline goes where the user says that there is no band, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ramangan_gui.core.errors import ParameterError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing import airpls_batch
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS
from ramangan_gui.preprocessing.penalised import AirPLS, PenalisedBaseline
from ramangan_gui.preprocessing.pins import PinnedBaseline, pinned_points
from ramangan_gui.preprocessing.recipe import Recipe

PINNED = [method for method in BASELINE_METHODS.values() if issubclass(method, PinnedBaseline)]

AXIS = 400 + 1.4 * np.arange(900)

#: A region without bands, in the middle of strong curvature.
ZONE = (1000.0, 1030.0)


def spectra(n: int = 6, width: float = 160.0) -> Spectra:
    rng = np.random.default_rng(0)
    fluorescence = 3000 * np.exp(-(((AXIS - 1015) / width) ** 2))
    bands = sum(600 * np.exp(-(((AXIS - place) / 8) ** 2)) for place in (520, 700, 1300, 1450))
    scale = rng.uniform(0.8, 1.2, (n, 1))
    return Spectra.from_arrays(AXIS, scale * (fluorescence + bands) + rng.normal(0, 8, (n, 900)))


def stiff(method: type[PinnedBaseline]) -> PinnedBaseline:
    """Give the method too stiff to follow the curvature by itself."""
    return method(lam=1e9) if issubclass(method, PenalisedBaseline) else method(poly_order=3)


def gap(given: Spectra, baseline: np.ndarray) -> float:
    inside = (ZONE[0] <= AXIS) & (ZONE[1] >= AXIS)
    return float(np.abs((given.intensities - baseline)[:, inside].mean(axis=1)).max())


@pytest.mark.parametrize("method", PINNED, ids=lambda method: method.method)
def test_that_the_baseline_meets_the_spectrum_where_it_is_pinned(method):
    given, free = spectra(), stiff(method)
    before = free.estimate(given)[0]
    pinned = replace(free, pinned=f"{ZONE[0]:g}-{ZONE[1]:g}")
    after = pinned.estimate(given)[0]
    assert np.isfinite(after).all()
    assert gap(given, before) > 300
    assert gap(given, after) < 0.03 * gap(given, before)
    assert np.abs(pinned.preview(given, given.intensities.astype(float))[0] - after).max() <= (
        1e-6 * np.abs(after).max()
    )


@pytest.mark.parametrize("method", PINNED, ids=lambda method: method.method)
def test_that_a_pin_outside_the_axis_changes_nothing(method):
    given = spectra(3)
    assert np.array_equal(
        method(pinned="100-120, 5000-5001").estimate(given)[0], method().estimate(given)[0]
    )


@pytest.mark.parametrize(
    "method",
    [m for m in PINNED if issubclass(m, PenalisedBaseline)],
    ids=lambda method: method.method,
)
def test_that_far_from_the_pin_the_baseline_stays(method):
    given = spectra(width=900.0)
    before = method(lam=1e5).estimate(given)[0]
    # A band that the user takes for background: much changes there, next to nothing elsewhere.
    after = method(lam=1e5, pinned="690-710").estimate(given)[0]
    change, far = np.abs(after - before), np.abs(AXIS - 700) > 250
    assert change.max() > 300
    assert change[:, far].max() < 0.1 * change.max()


def test_that_each_spectrum_is_pinned_to_itself():
    given = spectra(5)
    method = AirPLS(lam=1e8, pinned="1000-1030")
    together = method.estimate(given)[0]
    for row in range(5):
        assert np.array_equal(method.estimate(given.select([row]))[0][0], together[row])


@pytest.mark.parametrize("method", PINNED, ids=lambda method: method.method)
def test_that_a_narrow_pin_in_noise_does_not_make_the_baseline_swing(method):
    rng = np.random.default_rng(3)
    given = Spectra.from_arrays(AXIS, 100 + rng.normal(0, 10, (20, 900)))
    before = method().estimate(given)[0]
    after = method(pinned="1000-1010").estimate(given)[0]
    # From the lower edge of the noise (4 SD) to its middle, and a little beyond.
    assert np.abs(after - before).max() < 60


def test_that_pins_become_points_of_the_axis():
    axis = np.arange(100.0)
    assert [p.tolist() for p in pinned_points(axis, ((3.2, 3.4), (200.0, 210.0)))] == [[3]]
    assert [p.size for p in pinned_points(axis, ((40.0, 69.0),), 12)] == [10, 10, 10]
    method = AirPLS(lam=1e4, pinned="3.2-3.4, 40-69")
    held = method.held_weights(axis)
    assert held is not None
    assert np.flatnonzero(held).tolist() == [3, 47, 62]
    assert AirPLS(pinned="200-210").held_weights(axis) is None
    values = np.arange(100.0)[None, :] ** 2
    steady = method.steadied(axis, values)
    assert steady[0, 47] == values[0, 40:55].mean()
    assert np.flatnonzero(steady != values).tolist() == [47, 62]
    assert values[0, 47] == 47.0**2


def test_that_pins_survive_another_method_files_and_the_command_line():
    recipe = Recipe().with_value("baseline.pinned", "1030-1000, 800-810")
    assert recipe.baseline.to_dict()["pinned"] == "800-810, 1000-1030"
    assert Recipe.from_json(recipe.to_json()) == recipe
    other = recipe.with_value("baseline.method", "imodpoly")
    assert other.baseline.to_dict()["pinned"] == "800-810, 1000-1030"
    # A method without weights has none to set.
    assert "pinned" not in recipe.with_value("baseline.method", "snip").baseline.to_dict()
    with pytest.raises(ParameterError, match="no region"):
        Recipe().with_value("baseline.pinned", "here")


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("lam", [1e2, 1e4, 1e6])
@pytest.mark.parametrize("max_iter", [1, 50])
def test_that_one_spectrum_with_pins_is_previewed_without_the_loop_of_the_batch(
    monkeypatch, order, lam, max_iter
):
    """One pass of NumPy over a single spectrum takes longer than a slider may."""
    given = spectra(4)
    method = AirPLS(lam=lam, diff_order=order, max_iter=max_iter, pinned="500-520, 980-1020")
    values = given.intensities.astype(float)
    whole, settled = method.fit(given, values)
    monkeypatch.setattr(airpls_batch, "fit", None)
    monkeypatch.setattr(airpls_batch, "is_loaded", lambda: False)
    seen, same = method.preview(given, values)
    assert np.abs(seen - whole).max() <= 1e-6 * np.abs(whole).max()
    assert np.array_equal(same, settled)
