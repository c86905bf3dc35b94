"""The suggested stiffness against known fluorescence."""

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.penalised import AirPLS, ArPLS
from ramangan_gui.preprocessing.stiffness import suggest_stiffness
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw


def error(spectra: Spectra, background: np.ndarray, lam: float) -> float:
    found = AirPLS(lam=lam).preview(spectra, spectra.intensities.astype(float))[0]
    return float(np.sqrt(((found - background) ** 2).mean()))


@pytest.mark.parametrize("number", range(len(SUBSTANCES)))
@pytest.mark.parametrize("spacing", [1.4, 2.8])
def test_that_it_comes_near_the_best_at_every_spacing(number, spacing):
    axis = np.arange(400.0, 1800.0, spacing)
    drawn = draw(SUBSTANCES[number], 12, axis, [7, number])
    spectra = Spectra.from_arrays(axis, drawn.counts)
    found = run(suggest_stiffness(spectra, AirPLS()))
    tried = [error(spectra, drawn.background, lam) for lam in 10.0 ** np.arange(3, 8.1, 0.5)]
    assert error(spectra, drawn.background, found.lam) < 1.35 * min(tried)
    assert found.n_spectra == 12
    assert found.lam in [float(f"{lam:.3g}") for lam in found.lams]


def test_that_it_follows_the_spacing_where_the_default_does_not():
    for spacing, number in ((0.7, 3), (2.8, 1)):
        axis = np.arange(400.0, 1800.0, spacing)
        drawn = draw(SUBSTANCES[number], 12, axis, [7, number])
        spectra = Spectra.from_arrays(axis, drawn.counts)
        lam = run(suggest_stiffness(spectra, AirPLS())).lam
        default = error(spectra, drawn.background, AirPLS().lam)
        assert error(spectra, drawn.background, lam) < 0.9 * default


def test_that_other_methods_have_a_suggestion_too():
    axis = np.arange(400.0, 1800.0, 2.8)
    spectra = Spectra.from_arrays(axis, draw(SUBSTANCES[0], 3, axis, [1]).counts)
    found = run(suggest_stiffness(spectra, ArPLS()))
    assert 1e2 < found.lam < 1e9
    assert np.isfinite(found.errors).any()


@pytest.mark.parametrize("values", [np.ones((3, 200)), np.ones((0, 200)), np.eye(40)])
def test_that_spectra_that_tell_nothing_are_refused(values):
    spectra = Spectra.from_arrays(np.arange(values.shape[1], dtype=float), values)
    with pytest.raises(SpectraError, match="No stiffness can be suggested"):
        run(suggest_stiffness(spectra, AirPLS()))
