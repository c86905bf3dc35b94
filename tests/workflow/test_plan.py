import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.core.errors import ParameterError
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.workflow.plan import Plan


def _spectra(**counts: int) -> Spectra:
    labels = [label for label, n in counts.items() for _ in range(n)]
    return Spectra.from_arrays(np.arange(20.0), np.ones((len(labels), 20)), labels)


def test_that_balance_fills_every_class_up_to_the_largest():
    assert Plan().amounts(_spectra(a=8, b=3, c=8)) == {"a": 0, "b": 5, "c": 0}


def test_that_per_class_asks_the_same_of_every_class():
    plan = Plan().with_value("augment.amount", "per_class").with_value("augment.per_class", "7")
    assert plan.amounts(_spectra(a=8, b=3)) == {"a": 7, "b": 7}


def test_that_a_plan_survives_its_dictionary():
    plan = Plan().with_value("split.folds", "3").with_value("wgan_gp.lambda_gp", "5")
    plan = plan.with_value("augment.max_minutes", "2.5")
    again = Plan.from_dict(plan.to_dict())
    assert again == plan
    assert again.split.folds == 3
    assert again.augment.max_minutes == 2.5


def test_that_another_augmenter_brings_its_own_parameters():
    plan = Plan().with_value("augment.augmenter", "pca")
    assert "pca" in plan.to_dict()
    assert "wgan_gp" not in plan.to_dict()


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("split.folds", "9", "2 to 5"),
        ("augment.preset", "slow", "quick, standard, thorough"),
        ("wgan_gp.no_such", "1", "There is no parameter"),
        ("nonsense.lam", "1", "There is no"),
        ("augment.per_class", "many", "whole number"),
    ],
)
def test_that_what_does_not_exist_is_refused_in_a_sentence(path, value, words):
    with pytest.raises(ParameterError, match=words):
        Plan().with_value(path, value)


@pytest.mark.parametrize("name", AUGMENTERS)
def test_that_every_augmenter_can_be_planned_and_stored(name):
    for preset in ("quick", "standard", "thorough"):
        plan = Plan().with_value("augment.augmenter", name).with_value("augment.preset", preset)
        plan = plan.with_preset()
        assert type(plan.method) is AUGMENTERS[name].params
        assert Plan.from_dict(plan.to_dict()) == plan


def test_that_bands_are_read_in_any_common_writing_and_kept_in_order():
    plan = Plan().with_value("augment.bands", "1450; 1003.5 1003.5")
    assert plan.augment.chosen_bands == (1003.5, 1450.0)
    assert plan.augment.bands == "1003.5, 1450"
    assert Plan().augment.chosen_bands == ()
    for wrong in ("amide", "1003, nan", "1e999"):
        with pytest.raises(ParameterError, match="no place on the axis"):
            Plan().with_value("augment.bands", wrong)
