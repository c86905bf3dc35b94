"""Trained models and their loss curves in a file."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import StoredModel, TrainingCurves
from .hdf5_items import AttributeValue, Damaged, Tree, attribute_text, safe_name
from .hdf5_spectra import plot_attributes


def add_curves(tree: Tree, path: str, curves: tuple[TrainingCurves, ...]) -> None:
    """Add one NXdata of loss curves per model."""
    for number, curve in enumerate(curves):
        group = f"{path}_{number}"
        fields: dict[str, str] = {}
        for name in curve.values:
            fields[name] = safe_name(name, {"iteration", "label", "fold", *fields.values()})
        tree.add_group(
            group,
            "NXdata" if fields else "NXcollection",
            **_curve_attributes(curve, [*fields.values()]),
        )
        tree.add_text(f"{group}/label", curve.label)
        tree.add(f"{group}/fold", np.array(curve.fold, "<i8"))
        tree.add(f"{group}/iteration", curve.iteration.astype("<i8"), long_name="Iteration")
        for name, values in curve.values.items():
            data = np.asarray(values, "<f4")
            tree.add(f"{group}/{fields[name]}", data, name=attribute_text(name))


def _curve_attributes(curve: TrainingCurves, fields: list[str]) -> dict[str, AttributeValue]:
    attributes: dict[str, AttributeValue] = {
        "label": attribute_text(curve.label),
        "fold": curve.fold,
    }
    if fields:
        attributes |= plot_attributes(fields[0], "iteration")
    if len(fields) > 1:
        attributes["auxiliary_signals"] = tuple(fields[1:])
    return attributes


def read_curves(tree: Tree, path: str) -> tuple[TrainingCurves, ...]:
    """Read all loss curves."""
    curves = []
    for group in tree.series(path):
        iteration = tree.array(f"{group}/iteration", "<i8")
        values = {}
        for field in tree.children(group):
            where = f"{group}/{field}"
            if "name" in tree.items[where].attributes:
                name = str(tree.attribute(where, "name"))
                values[name] = tree.array(where, "<f4", iteration.shape)
        label, fold = tree.text(f"{group}/label"), tree.number(f"{group}/fold", "<i8")
        curves.append(TrainingCurves(label, fold, iteration, values))
    return tuple(curves)


def add_models(tree: Tree, path: str, models: tuple[StoredModel, ...]) -> None:
    """Add every model as safetensors, which hold numbers and nothing executable."""
    from safetensors.numpy import save

    for number, model in enumerate(models):
        group = f"{path}_{number}"
        tensors = {name: _in_order(tensor) for name, tensor in model.tensors.items()}
        data = save(tensors)
        tree.add_group(
            group,
            "NXnote",
            label=attribute_text(model.label),
            fold=model.fold,
            augmenter=attribute_text(model.augmenter),
        )
        tree.add_text(f"{group}/type", "application/x-safetensors")
        tree.add(f"{group}/data", np.frombuffer(data, np.uint8))
        tree.add_text(f"{group}/sha256", hashlib.sha256(data).hexdigest())
        tree.add_json(f"{group}/config", dict(model.config))
        for name in ("label", "augmenter", "kept"):
            tree.add_text(f"{group}/{name}", getattr(model, name))
        tree.add(f"{group}/fold", np.array(model.fold, "<i8"))


def _in_order(tensor: NDArray[Any]) -> NDArray[Any]:
    """Give a tensor as safetensors take it: an array whose numbers lie in order."""
    return np.require(np.asarray(tensor), requirements="C")


def read_models(tree: Tree, path: str) -> tuple[StoredModel, ...]:
    """Read all models."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    models = []
    for group in tree.series(path):
        data = tree.array(f"{group}/data", "|u1").tobytes()
        if hashlib.sha256(data).hexdigest() != tree.text(f"{group}/sha256"):
            raise Damaged(f"{group} does not have the checksum that is stored with it")
        try:
            tensors = load(data)
        except (SafetensorError, KeyError, ValueError) as error:
            raise Damaged(f"{group} holds no model") from error
        models.append(
            StoredModel(
                label=tree.text(f"{group}/label"),
                fold=tree.number(f"{group}/fold", "<i8"),
                augmenter=tree.text(f"{group}/augmenter"),
                kept=tree.text(f"{group}/kept"),
                config=tree.json(f"{group}/config", dict),
                tensors=tensors,
            )
        )
    return tuple(models)
