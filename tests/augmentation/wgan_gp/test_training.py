import hashlib
import itertools

import numpy as np
import pytest
import torch

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.pca_sampler import CALIBRATED_PCA
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp import choice, losses, reporting, training
from ramangan_gui.augmentation.wgan_gp import run as run_module
from ramangan_gui.augmentation.wgan_gp.model import one_thread
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.augmentation.wgan_gp.phases import prepared
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.augmentation.wgan_gp.trainer import Trainer
from ramangan_gui.core.errors import ParameterError, SpectraError, TrainingError
from ramangan_gui.core.progress import Command, run
from ramangan_gui.core.spectra import Spectra


def checksum(model):
    stored = model.stored("quartz", 0)
    digest = hashlib.sha256()
    for name in sorted(stored.tensors):
        digest.update(name.encode() + stored.tensors[name].tobytes())
    return digest.hexdigest()


def test_same_seed_gives_the_same_weights_bit_for_bit(train, spectra):
    first = train(spectra(24))
    torch.manual_seed(99)  # global random numbers play no part
    torch.rand(5)
    again = train(spectra(24))
    assert checksum(first) == checksum(again)
    assert checksum(first) != checksum(train(spectra(24), seed=1))


def test_training_leaves_global_state_alone(train, spectra):
    torch.manual_seed(4)
    state, threads = torch.get_rng_state(), torch.get_num_threads()
    train(spectra(12), n_iterations=2)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.get_num_threads() == threads


def test_the_penalty_changes_what_is_learnt(train, spectra):
    without, with_penalty = (train(spectra(24), lambda_gp=weight) for weight in (0.0, 10.0))
    one_sided = train(spectra(24), one_sided=True)
    assert len({checksum(model) for model in (without, with_penalty, one_sided)}) == 3


@pytest.mark.parametrize("k", [0.5, 2.0])
def test_the_penalty_holds_the_slope_at_k(tiny, spectra, k):
    originals = spectra(24)
    variation = run(fit_variation(originals, 0))
    values = originals.intensities.astype(float) / variation.unit
    scaling = Scaling.between(variation.mean, values)
    params = WganGpParams(batch_size=16, k=k, lambda_gp=100.0, learning_rate_critic=1e-2)
    with one_thread():
        trainer = run(prepared(variation, scaling, values, originals.select([]), params, 0)).trainer
        for _ in range(200):
            trainer.critic_step()
        norms = losses.gradient_norms(
            trainer.critic.closed_form_gradient(trainer.material.originals)
        )
    assert norms.detach().mean().item() == pytest.approx(k, rel=0.25)


def test_curves_hold_what_was_promised(train, spectra):
    iterations, curves = train(spectra(24), spectra(3, seed=9)).curves
    assert (np.diff(iterations) > 0).all()
    adversarial = iterations > 60
    assert adversarial.sum() == 2
    for name in ("wasserstein_training", "wasserstein_validation", "generator_loss"):
        assert np.isfinite(curves[name][adversarial]).all()
    assert (curves["gradient_penalty"][adversarial] >= 0).all()
    assert np.isfinite(curves["warm_start_loss"][~adversarial]).all()
    assert "wasserstein_validation" not in train(spectra(24)).curves[1]


def test_the_warm_start_learns(train, spectra):
    _, curves = train(spectra(24), n_iterations=0, warm_start_steps=300).curves
    assert curves["warm_start_loss"][-1] < 0.2 * curves["warm_start_loss"][0]


def test_views_stream_the_curves_and_show_spectra(train, spectra, monkeypatch):
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)
    monkeypatch.setattr(reporting, "_SAMPLE_INTERVAL", 0.0)
    told = []
    model = train(spectra(24), report=told.append)
    views = [progress.payload for progress in told if progress.payload is not None]
    streamed = np.concatenate([view.iterations for view in views])
    iterations, curves = model.curves
    np.testing.assert_array_equal(streamed, iterations[: len(streamed)])
    loss = np.concatenate([view.losses["generator_loss"] for view in views])
    np.testing.assert_array_equal(loss, curves["generator_loss"][: len(loss)])
    fractions = [progress.fraction for progress in told]
    assert all(a <= b for a, b in itertools.pairwise(fractions))
    assert fractions[0] >= 0.0
    assert fractions[-1] <= 1.0
    shown = views[-1]
    assert shown.samples.shape == (6, 200)
    originals = spectra(24).intensities
    for sample, nearest in zip(shown.samples, shown.nearest, strict=True):
        distances = np.linalg.norm(originals - sample, axis=1)
        assert distances[nearest] == pytest.approx(distances.min(), rel=1e-4)


def test_watching_does_not_change_the_result(train, spectra, monkeypatch):
    unwatched = train(spectra(24))
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)
    monkeypatch.setattr(reporting, "_SAMPLE_INTERVAL", 0.0)
    assert checksum(train(spectra(24))) == checksum(unwatched)


@pytest.mark.parametrize("stage", ["finding components", "warm start", "adversarial"])
def test_finish_returns_a_usable_model_from_any_stage(train, spectra, stage, monkeypatch):
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)

    def finish_there(progress):
        return Command.FINISH if progress.message.startswith(stage) else None

    model = train(spectra(24), report=finish_there)
    assert "stopped" in model.kept
    assert len(model.curves[0]) < 10
    assert np.isfinite(model.sample(5, 0).intensities).all()


def test_closing_cancels_at_once(tiny, spectra):
    params = WganGpParams(warm_start_steps=100_000)
    threads = torch.get_num_threads()
    steps = training.fit(spectra(24), spectra(1).select([]), params, 0)
    for progress in steps:
        if progress.message.startswith("warm start"):
            break
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)
    assert torch.get_num_threads() == threads


@pytest.mark.parametrize("at", [30, 66])
def test_an_interrupted_training_continues_bit_for_bit(train, spectra, memory, monkeypatch, at):
    monkeypatch.setattr(run_module, "CHECKPOINT_SECONDS", 0.0)
    validation = spectra(9, seed=5)
    expected = train(spectra(24), validation)
    kept = memory()

    class Killed(Exception):
        pass

    class Dying(memory):
        def save(self, state):
            super().save(state)
            if state["warm_steps"] + state["iteration"] >= at:
                kept.state = self.state
                raise Killed

    with pytest.raises(Killed):
        train(spectra(24), validation, checkpoints=Dying())
    resumed = train(spectra(24), validation, checkpoints=memory(kept.state))
    assert checksum(resumed) == checksum(expected)
    assert resumed.kept == expected.kept
    np.testing.assert_array_equal(resumed.curves[0], expected.curves[0])
    for name, curve in expected.curves[1].items():
        np.testing.assert_array_equal(resumed.curves[1][name], curve)


@pytest.mark.parametrize(
    ("end", "word"),
    [
        ("memorised", "by heart"),
        ("diverged", "diverged"),
        ("warm start, step 3 ", "training was stopped"),
        ("adversarial, step 4 ", "training was stopped"),
    ],
)
def test_that_what_ended_early_is_not_trained_on(train, spectra, memory, monkeypatch, end, word):
    monkeypatch.setattr(run_module, "CHECKPOINT_SECONDS", 0.0)
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)
    training, changes, kept = (spectra(24),), {}, memory()
    if end == "memorised":
        training = spectra(24), spectra(8, seed=5)
        known = torch.linspace(2.9, 3.1, 10), torch.linspace(0.0, 0.2, 8)
        monkeypatch.setattr(run_module.Run, "advantages", lambda self, n: known)
        monkeypatch.setattr(
            run_module.Judge, "distance", lambda self, t, w: 0.2 if w is None else 0.1 + t.iteration
        )
    if end == "diverged":
        changes = {"learning_rate_generator": 1.0, "learning_rate_latent": 1.0}

    def stop(progress):
        return Command.FINISH if progress.message.startswith(end) else None

    ended = train(*training, checkpoints=kept, report=stop, **changes)
    resumed = train(*training, checkpoints=memory(kept.state), **changes)
    assert checksum(resumed) == checksum(ended)
    assert (resumed.kept, resumed.warnings) == (ended.kept, ended.warnings)
    assert word in " ".join([ended.kept, *ended.warnings])
    np.testing.assert_array_equal(resumed.curves[0], ended.curves[0])


def test_a_checkpoint_of_another_training_is_ignored(train, spectra, memory, monkeypatch):
    monkeypatch.setattr(run_module, "CHECKPOINT_SECONDS", 0.0)
    kept = memory()
    train(spectra(24), checkpoints=kept)
    assert kept.count > 10
    other = train(spectra(24, seed=7), checkpoints=memory(kept.state))
    assert checksum(other) == checksum(train(spectra(24, seed=7)))
    expected = checksum(train(spectra(24)))
    for damage in ({"generator": kept.state["generator"][:-1]}, {"outcome": "unheard of"}):
        damaged = memory({**kept.state, **damage})
        assert checksum(train(spectra(24), checkpoints=damaged)) == expected


def test_divergence_keeps_the_warm_start_and_says_so(train, spectra):
    wild = {"learning_rate_generator": 1.0, "learning_rate_latent": 1.0}
    model = train(spectra(24), **wild)
    assert "warm start" in model.kept
    assert any("diverged" in warning for warning in model.warnings)
    expected = train(spectra(24), n_iterations=0).stored("", 0).tensors
    for name, tensor in model.stored("", 0).tensors.items():
        np.testing.assert_array_equal(tensor, expected[name])
    with pytest.raises(TrainingError, match="astray"):
        train(spectra(24), warm_start_steps=0, **wild)


def test_not_a_number_is_divergence(train, spectra, monkeypatch):
    step = Trainer.generator_step

    def poisoned(self):
        loss = step(self)
        if self.iteration == 4:
            self.weights[3] = float("nan")
        return loss

    monkeypatch.setattr(Trainer, "generator_step", poisoned)
    monkeypatch.setattr(
        run_module.Judge, "distance", lambda self, t, w: 0.6 if w is None else 0.5 - t.iteration
    )
    model = train(spectra(24), spectra(8, seed=5))
    assert any("diverged at iteration" in warning for warning in model.warnings)
    assert model.stored("", 0).config["kept_iteration"] < 4
    assert np.isfinite(model.sample(10, 0).intensities).all()


def test_not_a_number_in_the_warm_start_is_an_error_in_words(train, spectra, monkeypatch):
    monkeypatch.setattr(Trainer, "warm_step", lambda self: float("nan"))
    monkeypatch.setattr(Trainer, "warm_steps", 10, raising=False)
    with pytest.raises(TrainingError, match="astray"):
        train(spectra(24))


def test_collapse_keeps_the_warm_start_and_says_so(train, spectra, monkeypatch):
    monkeypatch.setattr(Trainer, "variety", lambda self, w: 0.01 if self.iteration else 1.0)
    assert "lost its variety" in train(spectra(24)).kept
    cold = train(spectra(24), warm_start_steps=0)
    assert any("vary far less" in warning for warning in cold.warnings)


def test_spectra_that_differ_by_noise_alone_are_no_divergence(train, spectra):
    one = spectra(1, noise=0.0).intensities
    values = one + 0.05 * np.random.default_rng(0).normal(size=(24, 200))
    model = train(spectra(24).with_intensities(values))
    assert model.stored("", 0).config["kept_iteration"] == 10
    drawn = model.sample(200, 0).intensities
    assert drawn.std(0).mean() == pytest.approx(0.05, rel=0.1)


def test_validation_spectra_choose_the_nearest_state(train, spectra, monkeypatch):
    distances = {0: 0.3, 2: 0.2, 4: 0.1, 6: 0.4}
    monkeypatch.setattr(
        run_module.Judge,
        "distance",
        lambda self, t, w: 0.6 if w is None else distances.get(t.iteration, 0.5),
    )
    model = train(spectra(24), spectra(8, seed=5))
    stored = model.stored("", 0)
    assert stored.config["kept_iteration"] == 4
    assert stored.config["n_levels"] == 32
    assert "0.100; warm start 0.300; calibrated PCA 0.600" in model.kept
    # A state that is hardly nearer than the warm start was found so by chance.
    for begin in (0.05, 0.102):
        distances[0] = begin
        model = train(spectra(24), spectra(8, seed=5))
        assert model.stored("", 0).config["kept_iteration"] == 0
        assert model.kept.startswith("Kept the warm start")


def test_the_calibrated_pca_is_kept_where_it_is_nearest_and_learns_from_all(
    train, spectra, monkeypatch
):
    monkeypatch.setattr(run_module.Judge, "distance", lambda self, t, w: 0.1 if w is None else 0.2)
    model = train(spectra(24), spectra(8, seed=5))
    assert model.kept == (
        "Kept the calibrated PCA: no other is clearly nearer to the 8 validation spectra "
        "(typical distance 0.100; best adversarial state 0.200; warm start 0.200)."
    )
    assert len(model.curves[0]) > 5
    stored = model.stored("quartz", 0)
    assert stored.augmenter == "pca"
    assert stored.kept == model.kept
    params = CALIBRATED_PCA.params(mode="local")
    both = CALIBRATED_PCA.fit(spectra(24), spectra(8, seed=5), params, 0, None)
    expected = run(both).sample(9, 1).intensities
    again = AUGMENTERS[stored.augmenter].restore(stored)
    assert again.sample(9, 1).intensities.tobytes() == expected.tobytes()


@pytest.mark.parametrize("nearest", [-1, 0, 4])
def test_that_all_spectra_decide_how_scores_are_drawn(train, spectra, monkeypatch, nearest):
    def suitable_mode(variation, seed):
        yield from ()
        return "gauss" if len(variation.scores) == 24 else "copula"

    monkeypatch.setattr("ramangan_gui.augmentation.suitable_mode.suitable_mode", suitable_mode)
    monkeypatch.setattr(
        run_module.Judge,
        "distance",
        lambda self, t, w: 0.1 if nearest == (-1 if w is None else t.iteration) else 0.5,
    )
    suited = {"latent_shape": "suitable", "learning_rate_latent": None}
    chosen = train(spectra(24), spectra(8, seed=5), **suited)
    assert chosen.kept.startswith("Kept the " + {-1: "calibrated", 0: "warm", 4: "state"}[nearest])
    config = chosen.stored("", 0).config
    assert config["mode" if nearest < 0 else "latent_shape"] == "copula"
    if nearest < 0:
        both = CALIBRATED_PCA.fit(spectra(24), spectra(8, seed=5), CALIBRATED_PCA.params(), 0, None)
        expected = run(both).sample(9, 1).intensities
        assert chosen.sample(9, 1).intensities.tobytes() == expected.tobytes()


@pytest.mark.parametrize("nearest", [0, 4])
def test_what_was_chosen_is_trained_again_on_all_spectra(train, spectra, monkeypatch, nearest):
    monkeypatch.setattr(
        run_module.Judge,
        "distance",
        lambda self, t, w: 0.1 if w is not None and t.iteration == nearest else 0.5,
    )
    chosen = train(spectra(24), spectra(8, seed=5))
    both = Spectra.concatenate([spectra(24), spectra(8, seed=5)])
    if nearest == 0:
        expected = train(both, n_iterations=0)
        assert checksum(chosen) == checksum(expected)
    weights = chosen.stored("", 0).tensors
    first = train(both).stored("", 0).tensors
    assert weights["generator.input"].shape == first["generator.input"].shape
    assert chosen.stored("", 0).config["n_levels"] == 32


def test_a_second_training_that_is_stopped_leaves_the_first(train, spectra, monkeypatch):
    monkeypatch.setattr(
        run_module.Judge,
        "distance",
        lambda self, t, w: 0.6 if w is None else 0.5 - 0.01 * t.iteration,
    )
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)

    def stop(progress):
        return Command.FINISH if "on all spectra" in progress.message else None

    model = train(spectra(24), spectra(8, seed=5), report=stop)
    assert model.stored("", 0).config["kept_iteration"] == 10
    assert np.isfinite(model.sample(5, 0).intensities).all()


def test_alarms_are_told_while_training_goes_on(train, spectra, monkeypatch):
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)
    monkeypatch.setattr(run_module.Judge, "alarms", lambda self, t, w: [f"State {t.iteration}."])
    told = []
    train(
        spectra(24),
        spectra(8, seed=5),
        report=lambda p: told.extend(p.payload.warnings) if p.payload else None,
    )
    assert "State 0." in told
    assert "State 2." in told
    assert len(told) == len(set(told))


@pytest.mark.parametrize("kinds", [np.arange(150) < 64, np.arange(150) % 2 == 0])
def test_that_the_curves_are_of_all_kinds_of_spectra_whatever_their_order(tiny, spectra, kinds):
    originals = spectra(150)
    originals = originals.with_intensities(originals.intensities + 9.0 * kinds[:, None])
    variation = run(fit_variation(originals, 0))
    values = originals.intensities.astype(float) / variation.unit
    scaling = Scaling.between(variation.mean, values)
    params = WganGpParams(latent_shape="local", learning_rate_latent=2e-3)
    shown = run(prepared(variation, scaling, values, originals, params, 0)).curve_spectra
    for curve in shown:
        assert len(curve) == 64
        high = scaling.inverse(curve.numpy())[:, 0] * variation.unit > 5.0
        assert high.mean() == pytest.approx(kinds.mean(), abs=0.2)
    few = originals.select(np.arange(64))
    again = run(prepared(variation, scaling, values, few, params, 0)).curve_spectra[1]
    np.testing.assert_array_equal(again, scaling.forward(values[:64]).astype(np.float32))


def test_few_validation_spectra_choose_nothing(train, spectra):
    model = train(spectra(24), spectra(7, seed=5))
    assert model.stored("", 0).config["kept_iteration"] == 10
    assert "nothing is chosen" in model.kept


def test_spectra_that_only_served_the_curve_are_learnt_from_in_the_end(train, spectra):
    few, rest = spectra(2, seed=5), spectra(22)
    in_the_end = train(rest, few)
    at_once = train(Spectra.concatenate([rest, few]))
    assert checksum(in_the_end) == checksum(at_once)
    assert "wasserstein_validation" in in_the_end.curves[1]


def test_the_second_training_tells_its_steps_but_not_its_curves(train, spectra, monkeypatch):
    monkeypatch.setattr(reporting, "_INTERVAL", 0.0)
    told = []
    train(spectra(22), spectra(2, seed=5), report=lambda p: told.append((p.message, p.payload)))
    again = [(m, view) for m, view in told if view and view.stage.endswith("on all spectra")]
    steps = [(view.iteration, view.n_iterations) for _, view in again]
    assert {view.stage for _, view in again} > {"adversarial on all spectra"}
    assert (9, 10) in steps
    for message, view in again:
        step = f"{view.stage}, step {view.iteration} of {view.n_iterations}"
        assert message.endswith(step)
        assert view.iterations.size == 0
        assert view.samples is None


def test_a_stopped_training_is_not_begun_anew(train, spectra):
    told = []

    def stop_at_once(progress):
        told.append(progress.message)
        return Command.FINISH

    train(spectra(22), spectra(2, seed=5), report=stop_at_once)
    assert not any("on all spectra" in message for message in told)


def test_training_stops_early_when_the_critic_has_memorised(train, spectra, monkeypatch):
    def advantages(self, n_generated):
        return torch.linspace(2.9, 3.1, 10), torch.linspace(0.0, 0.2, 8)

    monkeypatch.setattr(run_module.Run, "advantages", advantages)
    monkeypatch.setattr(
        run_module.Judge, "distance", lambda self, t, w: 0.2 if w is None else 0.1 + t.iteration
    )
    model = train(spectra(24), spectra(8, seed=5))
    assert any("by heart" in warning for warning in model.warnings)
    assert max(model.curves[0]) < 70
    assert model.kept.startswith("Kept the warm start")
    monkeypatch.setattr(run_module.Judge, "distance", lambda self, t, w: 0.1 - t.iteration)
    assert "by heart" not in " ".join(train(spectra(24), spectra(8, seed=5)).warnings)
    assert "by heart" not in " ".join(train(spectra(24), spectra(7, seed=5)).warnings)


def test_chance_is_not_taken_for_memory(train, spectra, monkeypatch):
    class Judged:
        judge = object()
        distances = dict(enumerate([0.1, 0.2, 0.3, 0.4]))  # noqa: RUF012

        def advantages(self, n_generated):
            return torch.linspace(-3.0, 4.0, 10), torch.linspace(-4.0, 3.0, 8)

    assert not choice.has_memorised(Judged())


@pytest.mark.parametrize("n", [4, 5, 7])
@pytest.mark.parametrize("n_points", [16, 33])
def test_very_few_spectra_and_points_still_train(train, spectra, n, n_points):
    model = train(spectra(n, n_points), n_iterations=3)
    drawn = model.sample(3, 0).intensities
    assert drawn.shape == (3, n_points)
    assert np.isfinite(drawn).all()
    assert any(f"Only {n} training spectra" in warning for warning in model.warnings)


@pytest.mark.parametrize("magnitude", [1e-6, 1e6])
def test_magnitude_does_not_matter(train, spectra, magnitude):
    originals = spectra(24)
    scaled = originals.with_intensities(originals.intensities * np.float32(magnitude))
    expected = train(originals).sample(20, 0).intensities
    found = train(scaled).sample(20, 0).intensities / magnitude
    np.testing.assert_allclose(found, expected, rtol=0.02, atol=0.02)


def test_points_that_never_vary_are_kept(train, spectra):
    originals = spectra(24)
    values = originals.intensities.copy()
    values[:, 40:60] = 0.25
    drawn = train(originals.with_intensities(values)).sample(10, 0).intensities
    np.testing.assert_allclose(drawn[:, 46:54], 0.25, atol=0.02)


def test_unfit_spectra_are_refused_in_words(train, spectra):
    with pytest.raises(TrainingError, match="3 training spectra of quartz are too few"):
        train(spectra(3))
    with pytest.raises(TrainingError, match="too short"):
        train(spectra(10, 12))
    same = spectra(6).with_intensities(np.repeat(spectra(1).intensities, 6, axis=0))
    with pytest.raises(TrainingError, match="all alike"):
        train(same)
    values = spectra(6).intensities.copy()
    values[3, 5] = np.nan
    with pytest.raises(SpectraError, match="#4"):
        train(spectra(6).with_intensities(values))
    with pytest.raises(ParameterError, match="nothing would be trained"):
        train(spectra(6), warm_start_steps=0, n_iterations=0)
