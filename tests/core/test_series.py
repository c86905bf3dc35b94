import pickle

import numpy as np
import pytest

from ramangan_gui.core.series import files_of_series, has_series, series_of
from ramangan_gui.core.spectra import Spectra


def set_of(files, names=None, index=None) -> Spectra:
    counted = [files[:n].count(file) for n, file in enumerate(files)]
    return Spectra.from_arrays(
        [400.0, 410.0],
        np.ones((len(files), 2)),
        source_file=files,
        name=names,
        source_index=counted if index is None else index,
    )


def test_that_files_with_three_spectra_or_more_are_series_in_their_order() -> None:
    spectra = set_of(["a", "b", "a", "c", "a", "b"], index=[2, 0, 0, 0, 1, 1])
    assert has_series(spectra)
    found = files_of_series(spectra)
    assert list(found) == ["a"]
    assert found["a"].tolist() == [2, 4, 0]
    assert not has_series(set_of(["a", "b", "c"]))
    assert list(files_of_series(set_of(["one"] * 5))) == ["one"]


def test_that_series_are_those_that_a_plain_look_at_each_file_finds() -> None:
    rng = np.random.default_rng(0)
    files = [f"f{number}" for number in rng.integers(0, 40, 200)]
    names = [f"X={n}" if file < "f2" else f"s{n}" for n, file in enumerate(files)]
    label = [file[-1] if rng.random() < 0.9 else "other" for file in files]
    spectra = set_of(files, names, rng.permutation(200)).with_labels(label)
    wanted = {}
    for file in dict.fromkeys(files):
        rows = [row for row in range(200) if files[row] == file]
        alike = len({label[row] for row in rows}) == 1
        if len(rows) >= 3 and (alike or all("=" in names[row] for row in rows)):
            wanted[file] = sorted(rows, key=lambda row: spectra.source_index[row])
    found = files_of_series(spectra)
    assert {file: rows.tolist() for file, rows in found.items()} == wanted
    assert list(found) == list(wanted)
    assert 0 < len(wanted) < len(set(files))


def test_that_what_is_counted_goes_to_another_process() -> None:
    spectra = set_of(["one"] * 5).counted()
    there = pickle.loads(pickle.dumps(spectra))
    assert there.__dict__["series"][0] == ("one",)


def test_that_several_classes_in_a_file_are_a_series_only_where_names_tell_places() -> None:
    labels = ["A", "A", "B", "B"]
    plain = set_of(["f"] * 4).with_labels(labels)
    assert not has_series(plain)
    timed = set_of(["f"] * 4, [f"Time={n}" for n in range(4)]).with_labels(labels)
    assert has_series(timed)


@pytest.mark.parametrize(
    ("names", "places", "title"),
    [
        (["Time=0", "Time=2.5", "Time=7"], [0, 2.5, 7], "Time / s"),
        (["X=1, z=3", "X=1, z=-1", "X=1, z=-2.5e1"], [3, -1, -25], "z / µm"),
        (["Temperature = 20", "Temperature = 25", "Temperature = 40"], [20, 25, 40], "Temperature"),
        (["x=1, y=5", "x=2, y=5", "x=3, y=5"], [1, 2, 3], "x / µm"),
        (["Time=0 min", "Time=2 min", "Time=3 min"], [0, 2, 3], "Time / min"),
        (["T=300 K, X=1", "T=310 K, X=1", "T=305.5 K, X=1"], [1, 2, 3], ""),
        (["T=300 K, X=1", "T=310 K, X=1", "T=315.5 K, X=1"], [300, 310, 315.5], "T / K"),
        (["Time=0 s", "Time=1 min", "Time=2 min"], [1, 2, 3], ""),
        (["place=1 somewhere", "place=2 else", "place=3"], [1, 2, 3], "place"),
        (["Time=1", "Time=3", "Time=2"], [1, 2, 3], ""),
        (["Time=1", "Time=3", "spot"], [1, 2, 3], ""),
        (["a", "b", "c"], [1, 2, 3], ""),
    ],
)
def test_that_places_are_those_in_the_names_where_they_run(names, places, title) -> None:
    series = series_of(set_of(["f"] * 3, names), [0, 1, 2])
    assert series.places.tolist() == places
    assert series.title == title
