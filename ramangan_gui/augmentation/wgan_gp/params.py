"""Parameters of the WGAN-GP, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from ...core.errors import ParameterError
from ...core.params import param
from ...core.progress import Steps
from ..alignment import FollowingParams
from ..suitable_mode import SUITABLE, WAYS, settled_mode
from ..variation import Variation
from .architecture import CONVOLUTIONAL, NETWORKS

#: What may keep the critic's slope finite, and its name on screen.
CONSTRAINTS: Mapping[str, str] = {
    "gradient_penalty": "Gradient penalty",
    "weight_clipping": "Weight clipping",
}

#: Where the networks may be trained, and its name on screen.
DEVICES: Mapping[str, str] = {"automatic": "GPU, if there is one", "cpu": "Processor"}

#: Learning rate of the latent network, and the same after a warm start: latent variables have
#: their shape then.
_RATE, _RATE_SHAPED = 2e-3, 1e-5


@dataclass(frozen=True)
class WganGpParams(FollowingParams):
    """How a WGAN-GP is trained on the spectra of one substance."""

    prefix: ClassVar[str] = "wgan_gp"

    n_iterations: int = param(
        300,
        "Adversarial iterations",
        bounds=(0, 1_000_000),
        log=True,
        tooltip="Steps of the generator against the critic. 0 keeps the warm start.",
    )
    lambda_gp: float = param(
        10.0,
        "Weight of the gradient penalty λ",
        bounds=(0.0, 1000.0),
        tooltip="How firmly the slope of the critic is held at k. 0 switches the penalty off.",
    )
    k: float = param(
        1.0,
        "Slope of the critic k",
        bounds=(0.0, 100.0),
        tooltip="Length that the critic's gradient is held at: penalty = mean of (norm − k)².",
    )
    n_critic: int = param(
        2,
        "Critic steps per generator step",
        bounds=(1, 50),
        tooltip="More steps: a better critic, a slower training.",
    )
    network: str = param(
        CONVOLUTIONAL,
        "Networks",
        choices=NETWORKS,
        tooltip="Convolutions share their weights along the axis. Fully connected networks, for "
        "comparison, have some 25 times as many weights to learn and take longer.",
        advanced=True,
    )
    constraint: str = param(
        "gradient_penalty",
        "Constraint on the critic",
        choices=CONSTRAINTS,
        tooltip="What keeps the critic's slope finite: a penalty on its gradient, or, for "
        "comparison, the older clipping of its weights, which is less stable.",
        advanced=True,
    )
    clip: float = param(
        0.01,
        "Weight limit c",
        bounds=(1e-5, 10.0),
        log=True,
        tooltip="With clipping: after each step the critic's weights are cut off at −c and c.",
        advanced=True,
    )
    one_sided: bool = param(
        False,
        "One-sided penalty",
        tooltip="Punish only slopes above k. By default slopes below k are punished as well.",
        advanced=True,
    )
    penalty_every: int = param(
        2,
        "Penalty at every n-th critic step",
        bounds=(1, 100),
        tooltip="Taken less often, with as much more weight, the penalty costs less time.",
        advanced=True,
    )
    warm_start_steps: int = param(
        100,
        "Warm-start steps",
        bounds=(0, 100_000),
        log=True,
        tooltip="Before it meets the critic, the generator is brought to the mean spectrum and the "
        "main ways in which the training spectra differ. 0 starts from random weights.",
        advanced=True,
    )
    batch_size: int = param(
        32,
        "Spectra per step",
        bounds=(2, 1024),
        tooltip="Number of original and of generated spectra that the critic sees in a step.",
        advanced=True,
    )
    learning_rate_critic: float = param(
        2e-3,
        "Learning rate, critic",
        bounds=(1e-7, 1.0),
        log=True,
        tooltip="Size of the critic's steps.",
        advanced=True,
    )
    learning_rate_generator: float = param(
        4e-4,
        "Learning rate, generator",
        bounds=(1e-7, 1.0),
        log=True,
        tooltip="Size of the steps of the generator's transposed convolutions.",
        advanced=True,
    )
    learning_rate_latent: float | None = param(
        None,
        "Learning rate, latent network",
        bounds=(1e-7, 1.0),
        log=True,
        none_label="as suits the warm start",
        tooltip="Size of the steps of the small network that shapes the latent variables. After a "
        "warm start these have their shape already, and training can hardly but blur it: what "
        "suits is 0.00001 then, and 0.002 without a warm start.",
        advanced=True,
    )
    optimiser: str = param(
        "adam",
        "Optimiser",
        choices={"adam": "Adam", "rmsprop": "RMSprop"},
        tooltip="Rule by which the weights follow the gradient.",
        advanced=True,
    )
    beta1: float = param(
        0.0,
        "Adam β₁",
        bounds=(0.0, 0.999),
        tooltip="Memory of the gradient. 0 is usual with a gradient penalty.",
        advanced=True,
    )
    beta2: float = param(
        0.9,
        "Adam β₂",
        bounds=(0.0, 0.99999),
        tooltip="Memory of the square of the gradient.",
        advanced=True,
    )
    ema: float = param(
        0.99,
        "Averaging of the generator",
        bounds=(0.0, 0.9999),
        tooltip="The generator that is kept is a running average over its steps; nearer to 1 "
        "averages over more of them, 0 switches it off.",
        advanced=True,
    )
    latent_dim: int | None = param(
        None,
        "Latent variables",
        bounds=(1, 256),
        none_label="components found, and six more",
        tooltip="Number of random numbers from which a spectrum is made; the first of them stand "
        "for the components of variation.",
        advanced=True,
    )
    latent_shape: str = param(
        SUITABLE,
        "Distribution of the latent variables",
        choices=WAYS,
        tooltip="The first latent variables are drawn as the originals' scores along each "
        "component are distributed, in one of these ways; training then bends them further. What "
        "suits the spectra is the way whose draws from half of the training spectra are hardest to "
        "tell from the other half; of few spectra, the one that comes as near to them as "
        "spectra left out do.",
        advanced=True,
    )
    refresh_noise: bool = param(
        True,
        "Fresh noise on the originals",
        tooltip="Show the critic denoised originals with fresh noise of their own level, so that "
        "it cannot learn the noise of few spectra by heart. Off: the originals as measured.",
        advanced=True,
    )

    device: str = param(
        "automatic",
        "Train on",
        choices=DEVICES,
        tooltip="A GPU is used if torch sees one that computes as the processor does. On a GPU the "
        "last digits may differ from run to run.",
        advanced=True,
    )

    def settled(self, variation: Variation, seed: int) -> Steps[Self]:
        """Give the same with what depends on the spectra decided for those of `variation`."""
        shape, rate = self.latent_shape, self.learning_rate_latent
        shape = yield from settled_mode(shape, variation, seed)
        if rate is None:
            rate = _RATE_SHAPED if self.warm_start_steps > 0 else _RATE
        return replace(self, latent_shape=shape, learning_rate_latent=rate)

    @classmethod
    def preset(cls, name: str) -> Self:
        """Give the parameters of a preset.

        Parameters
        ----------
        name : {"quick", "standard", "thorough"}
            Quick is for a first look, standard for use, thorough for larger sets.

        Raises
        ------
        ParameterError
            If there is no such preset.
        """
        if name not in PRESETS:
            raise ParameterError(f"There is no preset {name!r}; there are: {', '.join(PRESETS)}.")
        return cls(**PRESETS[name])


#: What each preset changes; all else is as declared above.
PRESETS: Mapping[str, Mapping[str, Any]] = {
    "quick": {"warm_start_steps": 60, "n_iterations": 60},
    "standard": {},
    "thorough": {"warm_start_steps": 200, "n_iterations": 1500},
}
