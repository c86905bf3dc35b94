"""Programs of other people find their way in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from ramangan_gui.core.augmented_set import AugmentedSet, Review
from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import write_corrected


def test_that_five_lines_of_h5py_get_a_training_set(example: AugmentedSet, written: Path) -> None:
    with h5py.File(written) as file:
        data = file["entry/augmented"]
        X, shift = data["intensity"][()], data["raman_shift"][()]
        y = data["label"].asstr()[()]
        is_generated, fold = data["is_generated"][()], data["fold"][()]

    accepted = example.generated.select(example.generated.review == Review.ACCEPTED)
    wanted = np.concatenate([example.corrected.intensities, accepted.intensities])
    assert X.dtype == np.float32
    assert X.tobytes() == wanted.tobytes()
    assert shift.tolist() == example.corrected.raman_shift.tolist()
    assert y.tolist() == [*example.corrected.label, *accepted.label]
    assert is_generated.tolist() == [False] * len(example.corrected) + [True] * len(accepted)
    assert fold.tolist() == [*example.fold, *accepted.fold]


@pytest.mark.parametrize("default", ["augmented", "corrected"])
def test_that_silx_finds_the_plot(
    example: AugmentedSet, written: Path, tmp_path: Path, default: str
) -> None:
    nxdata = pytest.importorskip("silx.io.nxdata")
    path = written
    if default == "corrected":
        path = tmp_path / "corrected.h5"
        run(write_corrected(path, example.raw, example.corrected))
    with h5py.File(path) as file:
        plot = nxdata.get_default(file, validate=True)
        assert plot.is_valid
        assert plot.group.name == f"/entry/{default}"
        assert plot.signal.name == f"/entry/{default}/intensity"
        assert plot.axes_dataset_names == ["sample_index", "raman_shift"]
        assert plot.interpretation == "spectrum"
        shift = np.asarray(plot.axes[1])
        assert shift.tolist() == example.corrected.raman_shift.tolist()
        first = np.asarray(plot.signal)[: len(example.corrected)]
        assert first.tobytes() == example.corrected.intensities.tobytes()


def test_that_silx_accepts_every_plot_in_the_file(written: Path) -> None:
    nxdata = pytest.importorskip("silx.io.nxdata")
    found = []
    with h5py.File(written) as file:
        for name, group in file["entry"].items():
            if isinstance(group, h5py.Group) and group.attrs["NX_class"] == b"NXdata":
                plot = nxdata.NXdata(group)
                assert plot.is_valid, plot.issues
                found.append(name)
    tables = ["augmented", "corrected", "judged", "raw", "rejected", "undecided"]
    assert found == sorted([*tables, "overview", "training_0"])


def test_that_nexusformat_finds_the_plot(example: AugmentedSet, written: Path) -> None:
    nexus = pytest.importorskip("nexusformat.nexus")
    root = nexus.nxload(str(written))
    plot = root.get_default()
    assert plot.nxpath == "/entry/augmented"
    assert root.plottable_data.nxpath == plot.nxpath
    assert plot.nxsignal.nxname == "intensity"
    assert [axis.nxname for axis in plot.nxaxes] == ["sample_index", "raman_shift"]
    assert plot.nxaxes[1].attrs["units"] == "1/cm"
    values = plot.nxsignal.nxdata[: len(example.corrected)]
    assert values.tobytes() == example.corrected.intensities.tobytes()
    entry = root["entry"]
    assert str(entry["title"]) == "Ein Titel – µ (simulated)"
    assert float(entry["process_2_baseline/parameters/lam"]) == 1e5
    assert str(entry["quality/before_review/class_0/verdict"]) == "doubtful"


def test_that_generated_data_never_claims_to_be_measured(written: Path) -> None:
    with h5py.File(written) as file:
        names: list[str] = []
        attributes: list[str] = []

        def look(name: str, node: Any) -> None:
            names.append(name)
            attributes.extend(str(value) for value in node.attrs.values())

        file.visititems(look)
        assert not [name for name in names if name.endswith("definition")]
        assert not [value for value in attributes if "NXraman" in value]
        assert "simulated" in file["entry/augmented/intensity"].attrs["long_name"].decode()


def test_that_labels_never_become_names_of_groups(example: AugmentedSet, written: Path) -> None:
    with h5py.File(written) as file:
        names: list[str] = []
        file.visit(names.append)
    for name in names:
        assert all(c.isascii() and (c.isalnum() or c in "_/") for c in name), name
    assert not [name for name in names if "Quartz" in name]


def test_that_spectra_lie_in_whole_chunks_with_checksums(
    example: AugmentedSet, written: Path
) -> None:
    with h5py.File(written) as file:
        for name in ("raw", "corrected", "augmented"):
            data = file[f"entry/{name}/intensity"]
            assert data.fletcher32
            assert data.compression is None
            assert data.chunks == data.shape


def test_that_large_sets_have_chunks_of_64_to_256_spectra() -> None:
    from ramangan_gui.io.hdf5_write import _chunk_rows

    for points in (10, 300, 1_000, 3_000, 20_000, 100_000):
        assert 64 <= _chunk_rows((10_000, points), 4) <= 256
    assert _chunk_rows((5, 1_000), 4) == 5
    assert _chunk_rows((1_000, 1_000), 4) == 256


def test_that_the_overview_is_mean_and_spread_of_each_class(
    example: AugmentedSet, written: Path
) -> None:
    accepted = example.accepted
    with h5py.File(written) as file:
        overview = file["entry/overview"]
        labels = overview["label"].asstr()[()].tolist()
        for kind, table in (("original", example.corrected), ("generated", accepted)):
            for i, label in enumerate(labels):
                rows = table.intensities[table.label == label].astype(float)
                assert overview[f"n_{kind}"][i] == len(rows)
                if len(rows) > 1:
                    with np.errstate(invalid="ignore"):
                        mean, sd = rows.mean(axis=0), rows.std(axis=0, ddof=1)
                    np.testing.assert_allclose(overview[f"{kind}_mean"][i], mean)
                    np.testing.assert_allclose(overview[f"{kind}_mean_errors"][i], sd)
                else:
                    assert np.isnan(overview[f"{kind}_mean_errors"][i]).all()


def test_that_the_verdict_can_be_read_without_us(written: Path) -> None:
    with h5py.File(written) as file:
        card = file["entry/quality/before_review/class_0"]
        assert card.attrs["label"].decode() == "日本"
        names = card["metric"].asstr()[()].tolist()
        assert card["value"][names.index("one_nn_original")] == 0.1 + 0.2
        assert np.isnan(card["value"][names.index("kmeans_ari")])
        assert card["ok"][()].tolist() == [0, -1, 1]
        assert not file["entry/quality/before_review/after_selection"][()]
        assert file["entry/quality/after_selection/after_selection"][()]


def test_that_models_are_safetensors_with_their_checksum(
    example: AugmentedSet, written: Path
) -> None:
    import hashlib

    from safetensors.numpy import load

    with h5py.File(written) as file:
        note = file["entry/model_0"]
        data = note["data"][()].tobytes()
        assert note["sha256"].asstr()[()] == hashlib.sha256(data).hexdigest()
        assert (note.attrs["label"].decode(), note.attrs["fold"]) == ("日本", 1)
        assert note.attrs["augmenter"] == b"wgan_gp"
    np.testing.assert_array_equal(load(data)["a.weight"], example.models[0].tensors["a.weight"])
