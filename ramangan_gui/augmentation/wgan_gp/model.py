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
from ..bends import stored_pairs
from ..common_scale import CommonScale
from ..noise_model import NoiseModel, noise_shapes
from ..passband import limited
from ..restoring import (
    refuse_others,
    stored_balance,
    stored_integer,
    stored_number,
    stored_tensors,
)
from ..score_sampler import MODES, ScoreSampler
from ..tints import N_OCTAVES
from . import architecture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .networks import LatentShaping

#: Spectra go through the network in blocks of this size: results depend on the size at 1e-7.
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
        self._common = CommonScale.restored(self.stored("", 0))
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
        """Draw `n` spectra; groups of as many as there are training spectra are balanced.

        Group g depends on the seed and g alone, so a larger `n` begins with the same spectra.
        """
        generator, sampler = self._generator(), self._sampler()
        groups = [
            self._group(generator, sampler, seed, number)
            for number in range(-(-n // sampler.group))
        ]
        width = self._config["n_points"]
        drawn = np.concatenate([np.empty((0, width), np.float32), *groups])[:n]
        return Drawn(drawn, np.full(n, -1, np.int32))

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        return StoredModel(label, fold, "wgan_gp", self._kept, self._config, self._tensors)

    def _group(
        self, generator: LatentShaping, sampler: ScoreSampler, seed: int, number: int
    ) -> NDArray[np.float32]:
        import torch

        tensors, rng = self._tensors, np.random.default_rng([seed, number])
        scores, levels = sampler.draw(sampler.group, rng, balanced=True)
        noise = NoiseModel.of_tensors(tensors)
        leading = scores[:, : self._config["n_balanced"]]
        # Drawn before what the networks want besides: so the same seed gives the scores and noise
        # that it gives of a calibrated PCA, and both can be compared spectrum by spectrum.
        drawn = noise.draw(levels, rng, self._config["balance"], leading)
        latent = rng.standard_normal((sampler.group, self._config["latent_dim"]))
        latent[:, : scores.shape[1]] = scores
        with torch.no_grad(), one_thread():
            blocks = torch.split(torch.from_numpy(latent.astype(np.float32)), BLOCK)
            structure = np.concatenate([generator(block).numpy() for block in blocks])
        clean = limited(structure * tensors["scale"], tensors["passband"]) + tensors["mean"]
        spectra = self._common.summed(clean, drawn)
        return np.asarray(spectra * self._config["unit"], np.float32)

    def _sampler(self) -> ScoreSampler:
        scores, weights, levels = (self._tensors[k] for k in ("scores", "weights", "levels"))
        mode, reach = self._config["latent_shape"], self._config["reach"]
        return ScoreSampler(scores, weights, levels, mode, reach)

    def _generator(self) -> LatentShaping:
        import torch

        from .dense import make_generator
        from .networks import Products

        config = self._config
        sizes = config["n_points"], config["latent_dim"], config["channels"], config["width"]
        generator = make_generator(config["network"], *sizes, torch.Generator())
        pairs = np.array(config.get("bends", []), np.int64).reshape(-1, 2)
        products = Products(pairs, self._tensors["bend_levels"]) if len(pairs) else None
        generator.start_from(torch.from_numpy(self._tensors["linear"]), products)
        generator.keep_to(self._tensors)
        with torch.no_grad():
            for name, weights in generator.named_parameters():
                weights.copy_(torch.from_numpy(self._tensors[weight_name(name)]))
        return generator


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
    n_levels = stored_integer(stored, "n_levels", 2, 10_000_000)
    n_shaped = stored_integer(stored, "n_shaped", 1, latent_dim)
    shapes = calibration_shapes(n_points, n_levels, n_shaped, "tints" in stored.tensors)
    pairs = stored_pairs(stored, n_shaped)
    if len(pairs):
        shapes["bend_levels"] = (len(pairs),)
    # Not where networks may add anything; tints only where noise has not one colour.
    if {"network_passband", "network_tints"} & set(stored.tensors):
        shapes["network_passband"] = (n_points // 2 + 1,)
    if "network_tints" in stored.tensors:
        shapes["network_tints"] = (N_OCTAVES, n_points)
    n_linear = stored_integer(stored, "n_linear", len(pairs), latent_dim + len(pairs))
    weights |= stored_tensors(stored, {"linear": (n_linear, n_points)}, np.float32)
    calibration = stored_tensors(stored, shapes, np.float64)
    refuse_others(stored, set(weights) | set(calibration))
    _check_calibration(stored, calibration)
    config = {**stored.config, "n_points": n_points, "latent_dim": latent_dim, "width": width}
    config |= {"unit": unit, "channels": channels, "network": network}
    config |= {"latent_shape": _latent_shape(stored), "reach": stored_number(stored, "reach")}
    config["balance"], config["n_balanced"] = stored_balance(stored, n_levels, n_shaped)
    config |= CommonScale.restored(stored).config
    return WganGpModel(config, weights | calibration, stored.kept)


def calibration_shapes(
    n_points: int, n_levels: int, n_shaped: int, tinted: bool = False
) -> dict[str, tuple[int, ...]]:
    """Shapes of the tensors that are not weights; of noise with or without tints."""
    return {
        "mean": (n_points,),
        "scale": (n_points,),
        "passband": (n_points // 2 + 1,),
        "scores": (n_levels, n_shaped),
        "weights": (n_shaped,),
        **noise_shapes(n_points, n_levels, tinted),
    }


def _latent_shape(stored: StoredModel) -> str:
    shape = stored.config.get("latent_shape")
    if not isinstance(shape, str) or shape not in MODES:
        raise InputError(f"The stored model of {stored.label} has latent variables of no kind.")
    return shape


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
    positive = ("levels", "scale", "weights")
    unsigned = {"profile", "power", "tints", "passband", "network_passband", "network_tints"}
    unsigned &= set(tensors)
    negative = any((tensors[name] < 0).any() for name in unsigned)
    if negative or any((tensors[name] <= 0).any() for name in positive):
        raise InputError(f"The calibration in the stored model of {stored.label} makes no sense.")
