"""The table of augmenters. A new one is one line here; form, CLI and provenance follow."""

from __future__ import annotations

from collections.abc import Mapping

from .alignment import following
from .base import Augmenter
from .classical import CLASSICAL
from .pca_sampler import CALIBRATED_PCA
from .sizes import sized
from .strangers import familiar
from .unspoilt import unspoilt
from .wgan_gp import WGAN_GP

#: What is made from the variation of all spectra is not to follow spectra unlike all others.
_OF_ALL = tuple(sized(following(familiar(one))) for one in (WGAN_GP, CALIBRATED_PCA))

AUGMENTERS: Mapping[str, Augmenter] = {
    augmenter.name: augmenter for augmenter in map(unspoilt, (*_OF_ALL, *CLASSICAL))
}
