"""A process killed in the middle of training loses nothing but the last moments."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.augmentation.wgan_gp.checkpoint import FileCheckpoints

ROOT = Path(__file__).resolve().parents[3]

#: Trains on spectra from a file, and kills itself while the state is written for the n-th time.
VICTIM = """
import os, signal, sys
import numpy as np
from ramangan_gui.augmentation.wgan_gp import architecture, run as running, training
from ramangan_gui.augmentation.wgan_gp.checkpoint import FileCheckpoints
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

folder, last = sys.argv[1], int(sys.argv[2])
architecture.CRITIC_CHANNELS, architecture.GENERATOR_CHANNELS = (4, 8), (8, 4)
architecture.LATENT_WIDTH = 8
running.CHECKPOINT_SECONDS = 0.0
replace, count = os.replace, 0

def killing(*names):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    replace(*names)

os.replace = killing
with np.load(folder + "/spectra.npz") as stored:
    spectra = Spectra.from_arrays(stored["axis"], stored["values"], "quartz")
params = WganGpParams(warm_start_steps=60, n_iterations=10, n_critic=2, batch_size=8)
checkpoints = FileCheckpoints(folder, "quartz-0")
run(training.fit(spectra, spectra.select([]), params, 0, checkpoints))
"""


@pytest.mark.parametrize("last", [4, 13], ids=["warm start", "adversarial phase"])
def test_that_training_goes_on_bit_for_bit_after_the_process_was_killed(
    tmp_path, train, spectra, last
):
    originals = spectra(16, 60)
    np.savez(tmp_path / "spectra.npz", axis=originals.raman_shift, values=originals.intensities)
    ended = subprocess.run(
        [sys.executable, "-c", VICTIM, str(tmp_path), str(last)], cwd=ROOT, check=False
    )
    assert ended.returncode != 0
    checkpoints = FileCheckpoints(tmp_path, "quartz-0")
    state = checkpoints.load()
    assert state is not None
    assert (state["iteration"] > 0) == (last == 13)
    resumed = train(originals, checkpoints=checkpoints).stored("quartz", 0)
    whole = train(originals).stored("quartz", 0)
    assert set(resumed.tensors) == set(whole.tensors)
    for name, tensor in whole.tensors.items():
        assert resumed.tensors[name].tobytes() == tensor.tobytes(), name
