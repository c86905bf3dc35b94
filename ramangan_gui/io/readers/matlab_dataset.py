"""Dataset objects of PLS_Toolbox within MATLAB files.

An object keeps its matrix under ``data``, samples by variables. ``axisscale``, ``label`` and
``class`` are cells, by mode (1 samples, 2 variables), then value and name, then set.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import Measured, number
from .matlab_values import Struct, cell, text, texts
from .named_arrays import Named, measured_from


def is_dataset(value: Struct) -> bool:
    """Tell a dataset object, or a structure with the fields of one."""
    return value.kind == "dataset" or {"data", "axisscale", "label"} <= value.fields.keys()


def spectra_of_dataset(value: Struct) -> Measured:
    """Read the samples of a dataset object as spectra.

    Raises
    ------
    InputError
        If it is no table of spectra, or has no scale along its variables.
    """
    data = value.fields.get("data")
    if not isinstance(data, np.ndarray) or data.dtype.kind not in "fiu" or data.ndim != 2:
        raise InputError("Its dataset object holds no table of numbers.")
    n_samples, n_variables = data.shape
    axis = _axis(value, n_variables)
    arrays: dict[str, NDArray[Any]] = {"axis scale": axis, "data": data}
    names = texts(cell(value.fields.get("label"), 0, 0))
    if names is not None and names.size == n_samples:
        arrays["name"] = names
    classes = _classes(value, n_samples)
    if classes is not None:
        arrays["label"] = classes
    words = [text(cell(value.fields.get(key), 1, place)) for key, place in
             (("axisscale", 1), ("title", 0), ("title", 1), ("label", 1))]  # fmt: skip
    measured = measured_from(Named("axis scale", "data"), arrays, filter(None, words))
    included = cell(value.fields.get("include", value.fields.get("includ")), 0, 0)
    if isinstance(included, np.ndarray) and 0 < included.size < n_samples:
        left = number(n_samples - included.size)
        note = f"read with the {left} samples that are marked as not included"
        measured = replace(measured, notes=(*measured.notes, note))
    title = text(value.fields.get("name"))
    return replace(measured, metadata={"title": title}) if title else measured


def _axis(value: Struct, n_variables: int) -> NDArray[np.float64]:
    scale = cell(value.fields.get("axisscale"), 1, 0)
    if isinstance(scale, np.ndarray) and scale.dtype.kind in "fiu" and scale.size == n_variables:
        return scale.ravel().astype(np.float64)
    labels = texts(cell(value.fields.get("label"), 1, 0))
    if labels is not None and labels.size == n_variables:
        try:
            return labels.astype(np.float64)
        except ValueError:
            pass
    raise InputError(
        "Its dataset object has no scale along its variables.",
        "Set axisscale{2} to the Raman shifts and save it again.",
    )


def _classes(value: Struct, n_samples: int) -> NDArray[np.str_] | None:
    """Give the class of each sample by its name in the lookup table, else by its number."""
    numbers = cell(value.fields.get("class"), 0, 0)
    if not isinstance(numbers, np.ndarray) or numbers.size != n_samples:
        return None
    if numbers.dtype.kind not in "fiu" or not np.isfinite(numbers).all():
        return None
    table = cell(value.fields.get("classlookup"), 0, 0)
    known = {}
    if isinstance(table, np.ndarray) and table.dtype.kind == "O" and table.ndim == 2:
        for row in table[:, :2].tolist() if table.shape[1] >= 2 else []:
            key = np.asarray(row[0]).ravel()
            if key.size == 1 and key.dtype.kind in "fiu" and text(row[1]):
                known[float(key[0])] = text(row[1])
    return np.array([known.get(float(n), f"{float(n):g}") for n in numbers.ravel()])
