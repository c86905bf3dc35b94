"""A trained WGAN-GP: plain arrays, from which the network is built when spectra are drawn.

Importing this module does not import torch, so that a model can be kept, stored and read back
where torch must not be loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...core.augmented_set import StoredModel
from ...core.errors import InputError
from ..base import Drawn, FittedModel
from ..copula import N_KNOTS, Copula
from ..near_levels import NearLevels
from ..noise_model import NoiseModel
from ..restoring import refuse_others, stored_integer, stored_number, stored_tensors
from . import architecture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .networks import LatentShaping

#: Spectra are always drawn in blocks of this size: results depend on the size at 1e-7.
BLOCK = 64


def weight_name(name: str) -> str:
    """Name that a weight of the generator is stored under."""
    return f"generator.{name}"


class WganGpModel(FittedModel):
    """A generator with its scaling and noise.

    Parameters
    ----------
    config : mapping
        Sizes, unit and how it was trained; JSON values only.
    tensors : mapping of str to ndarray
        Weights (float32, named ``generator.…``) and calibration (float64).
    kept : str
        Which state was kept and why.
    curves : tuple
        Iterations and loss curves.
    warnings : tuple of str
        What is doubtful.
    """

    def __init__(
        self,
        config: Mapping[str, Any],
        tensors: Mapping[str, NDArray[Any]],
        kept: str = "",
        curves: tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]] | None = None,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self._config, self._tensors = dict(config), dict(tensors)
        self._kept, self._warnings = kept, warnings
        self._curves = curves or (np.empty(0, np.int64), {})

    @property
    def kept(self) -> str:
        """Which state was kept and why, in words for the user."""
        return self._kept

    @property
    def curves(self) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]]:
        """Iterations (warm-start steps first) and loss curves."""
        return self._curves

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what went wrong or is doubtful."""
        return self._warnings

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra.

        Block b of 64 spectra depends on the seed and b alone, so a larger `n` begins with the
        same spectra.
        """
        generator = self._generator()
        blocks = [self._block(generator, seed, b) for b in range(-(-n // BLOCK))]
        width = self._config["n_points"]
        drawn = np.concatenate([np.empty((0, width), np.float32), *blocks])[:n]
        return Drawn(drawn, np.full(n, -1, np.int32))

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        return StoredModel(label, fold, "wgan_gp", self._kept, self._config, self._tensors)

    def _block(self, generator: LatentShaping, seed: int, number: int) -> NDArray[np.float32]:
        import torch

        tensors, rng = self._tensors, np.random.default_rng([seed, number])
        latent = rng.standard_normal((BLOCK, self._config["latent_dim"])).astype(np.float32)
        if "latent_mixing" in tensors:
            shape_latent(latent, Copula(tensors["latent_mixing"], tensors["latent_values"]))
        with torch.no_grad(), one_thread():
            structure, _ = generator(torch.from_numpy(latent))
        spectra = structure.numpy() * tensors["scale"] + tensors["mean"]
        near = NearLevels(tensors["level_places"], tensors["levels"])
        levels = near.draw(spectra @ tensors["level_axes"].T, rng)
        noise = NoiseModel(tensors["profile"], tensors["power"], levels).draw(levels, rng)
        return np.asarray((spectra + noise) * self._config["unit"], np.float32)

    def _generator(self) -> LatentShaping:
        import torch

        from .dense import make_generator

        config = self._config
        sizes = config["n_points"], config["latent_dim"], config["channels"], config["width"]
        generator = make_generator(config["network"], *sizes, torch.Generator())
        with torch.no_grad():
            for name, weights in generator.named_parameters():
                weights.copy_(torch.from_numpy(self._tensors[weight_name(name)]))
        return generator


def shape_latent(latent: NDArray[np.float32], copula: Copula) -> None:
    """Give the first of normal latent variables, in place, the distribution of the scores."""
    width = len(copula.mixing)
    latent[:, :width] = copula.apply(latent[:, :width])


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute on one thread: more give other last digits, and are seldom faster here."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def restore(stored: StoredModel) -> WganGpModel:
    """Build a model from what a file holds.

    Raises
    ------
    InputError
        If anything in it is missing, superfluous, of the wrong shape or not finite.
    """
    n_points = stored_integer(stored, "n_points", 2, 1_000_000)
    latent_dim = stored_integer(stored, "latent_dim", 1, 4096)
    width = stored_integer(stored, "width", 1, 4096)
    unit = stored_number(stored, "unit")
    channels, network = _channels(stored), _network(stored)
    weights = stored_tensors(
        stored,
        {
            weight_name(name): shape
            for name, shape in architecture.generator_shapes(
                n_points, latent_dim, channels, width, network
            ).items()
        },
        np.float32,
    )
    n_levels = stored_integer(stored, "n_levels", 1, 10_000_000)
    n_components = stored_integer(stored, "n_components", 1, 4096)
    n_shaped = stored_integer(stored, "n_shaped", 0, latent_dim)
    shapes = calibration_shapes(n_points, n_levels, n_components, n_shaped)
    calibration = stored_tensors(stored, shapes, np.float64)
    refuse_others(stored, set(weights) | set(calibration))
    _check_calibration(stored, calibration)
    sizes = {"n_points": n_points, "latent_dim": latent_dim, "width": width}
    config = {**stored.config, **sizes, "unit": unit, "channels": channels, "network": network}
    return WganGpModel(config, weights | calibration, stored.kept)


def calibration_shapes(
    n_points: int, n_levels: int, n_components: int, n_shaped: int = 0
) -> dict[str, tuple[int, ...]]:
    """Shapes of the tensors that are not weights."""
    points = ("mean", "scale", "profile")
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(points, (n_points,))
    shapes |= {
        "power": (n_points // 2 + 1,),
        "levels": (n_levels,),
        "level_places": (n_levels, n_components),
        "level_axes": (n_components, n_points),
    }
    if n_shaped:
        shapes |= {"latent_mixing": (n_shaped, n_shaped), "latent_values": (N_KNOTS, n_shaped)}
    return shapes


def _channels(stored: StoredModel) -> list[int]:
    channels = stored.config.get("channels")
    if (
        not isinstance(channels, list | tuple)
        or not 1 <= len(channels) <= 8
        or not all(type(c) is int and 1 <= c <= 4096 for c in channels)
    ):
        raise InputError(f"The stored model of {stored.label} has no sensible channels.")
    return list(channels)


def _network(stored: StoredModel) -> str:
    # Models stored before there was a choice are convolutional.
    network = stored.config.get("network", architecture.CONVOLUTIONAL)
    if not isinstance(network, str) or network not in architecture.NETWORKS:
        raise InputError(f"The stored model of {stored.label} has networks of an unknown kind.")
    return network


def _check_calibration(stored: StoredModel, tensors: Mapping[str, NDArray[Any]]) -> None:
    negative = [name for name in ("profile", "power") if (tensors[name] < 0).any()]
    latent = tensors.get("latent_values")
    unsorted = latent is not None and bool((np.diff(latent, axis=0) < 0).any())
    if negative or unsorted or (tensors["levels"] <= 0).any() or (tensors["scale"] <= 0).any():
        raise InputError(f"The calibration in the stored model of {stored.label} makes no sense.")
