import dataclasses
import pickle
import subprocess
import sys

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.wgan_gp import WGAN_GP
from ramangan_gui.core.errors import InputError, ParameterError
from ramangan_gui.core.progress import run

PCA = AUGMENTERS["pca"]


@pytest.fixture
def stored(train, spectra):
    return train(spectra(12), n_iterations=2).stored("quartz", 1)


def test_a_restored_model_draws_the_same_spectra_bit_for_bit(train, spectra):
    model = train(spectra(12), n_iterations=2)
    again = WGAN_GP.restore(model.stored("quartz", 1))
    first, second = model.sample(9, 3), again.sample(9, 3)
    assert first.intensities.tobytes() == second.intensities.tobytes()
    assert again.kept == model.kept
    assert set(first.parent_index) == {-1}
    assert first.intensities.dtype == np.float32


def test_more_spectra_begin_with_the_same_ones(stored):
    model = WGAN_GP.restore(stored)
    many = model.sample(45, 5).intensities
    np.testing.assert_array_equal(model.sample(13, 5).intensities, many[:13])
    assert not np.array_equal(model.sample(45, 6).intensities, many)
    assert len(np.unique(many, axis=0)) == 45
    assert model.sample(0, 5).intensities.shape == (0, 200)


def test_that_the_same_seed_gives_the_scores_and_noise_of_a_calibrated_pca(train, spectra):
    training = spectra(30)
    networks = train(training, n_iterations=2).sample(70, 3).intensities.astype(np.float64)
    params = PCA.params(mode="local")
    fitted = run(PCA.fit(training, training.select([]), params, 0, None))
    linear = fitted.sample(70, 3).intensities.astype(np.float64)
    others = fitted.sample(70, 4).intensities.astype(np.float64)

    def alike(first, second):
        rough = [np.diff(one - one.mean(axis=0), 2, axis=1) for one in (first, second)]
        return np.array([np.corrcoef(a, b)[0, 1] for a, b in zip(*rough, strict=True)])

    assert alike(networks, linear).min() > 0.9
    assert abs(np.median(alike(others, linear))) < 0.1


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("mean", None),
        ("mean", np.zeros(3)),
        ("scale", np.zeros(200, np.float32)),
        ("profile", np.full(200, np.nan)),
        ("scale", np.full(200, -1.0)),
        ("power", np.full(101, -1.0)),
        ("generator.input", np.zeros((2, 2), np.float32)),
        ("generator.kernels.0", np.zeros((8, 4, 8))),
        ("levels", np.zeros(12)),
        ("scores", np.zeros((12, 99))),
        ("weights", np.full(1, -1.0)),
        ("passband", np.full(101, -1.0)),
        ("linear", np.zeros((1, 3), np.float32)),
        ("surprise", np.zeros(3)),
    ],
)
def test_a_damaged_tensor_is_refused(stored, part, value):
    tensors = dict(stored.tensors)
    if value is None:
        del tensors[part]
    else:
        tensors[part] = value
    with pytest.raises(InputError, match="quartz"):
        WGAN_GP.restore(dataclasses.replace(stored, tensors=tensors))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_points", 10**9),
        ("n_points", True),
        ("latent_dim", -1),
        ("latent_dim", "6"),
        ("width", 10**6),
        ("unit", float("nan")),
        ("unit", 0),
        ("channels", [8, 10**9]),
        ("channels", []),
        ("channels", None),
        ("channels", [8, 4.0]),
        ("latent_shape", "magic"),
        ("latent_shape", None),
        ("reach", -1.0),
        ("balance", 1.5),
        ("balance", None),
        ("n_balanced", 4000),
        ("n_balanced", 0.5),
        ("n_linear", 10**6),
    ],
)
def test_a_hostile_configuration_is_refused(stored, name, value):
    config = {**stored.config, name: value}
    with pytest.raises(InputError):
        WGAN_GP.restore(dataclasses.replace(stored, config=config))


def test_neither_the_table_nor_restoring_imports_torch():
    program = (
        "import sys; import ramangan_gui.augmentation.augmenters;"
        "import ramangan_gui.augmentation.wgan_gp.model;"
        "heavy = {'torch', 'sklearn', 'scipy', 'pybaselines', 'h5py'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_model_that_arrives_from_the_worker_imports_no_torch(stored):
    """Loading torch would keep the window from answering just when a training has ended."""
    program = (
        "import pickle, sys; stored = pickle.load(sys.stdin.buffer);"
        "heavy = {'torch', 'sklearn', 'scipy', 'pybaselines', 'h5py'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else stored.label != 'quartz')"
    )
    sent = pickle.dumps(stored, protocol=5)
    done = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert stored.config["torch"].count(".") >= 2


def test_presets_are_ordered_by_length():
    quick, standard, thorough = (
        WGAN_GP.params.preset(name) for name in ("quick", "standard", "thorough")
    )
    assert quick.n_iterations < standard.n_iterations < thorough.n_iterations
    assert quick.warm_start_steps < standard.warm_start_steps < thorough.warm_start_steps
    assert standard == WGAN_GP.params()
    with pytest.raises(ParameterError, match="quick, standard, thorough"):
        WGAN_GP.params.preset("eternal")
