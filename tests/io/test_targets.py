"""Names of files that are written: suffixes, and what is never replaced."""

from __future__ import annotations

import os

import pytest

from ramangan_gui.core.errors import OutputError
from ramangan_gui.io.targets import HDF5_SUFFIXES, refuse_sources, with_suffix_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("set", "set.h5"),
        ("set.h5", "set.h5"),
        ("set.HDF5", "set.HDF5"),
        ("set.nxs", "set.nxs"),
        ("PET 1.5mW", "PET 1.5mW.h5"),
        ("set.csv", "set.csv.h5"),
        (".", "."),
    ],
)
def test_that_a_name_gets_a_suffix_unless_it_has_one_of_its_kind(typed, name):
    assert str(with_suffix_of(typed, HDF5_SUFFIXES)) == name


def test_that_a_source_is_known_by_whatever_name(tmp_path, monkeypatch):
    raw = tmp_path / "raw.csv"
    raw.write_text("1,2")
    os.symlink(raw, tmp_path / "link.csv")
    monkeypatch.chdir(tmp_path)
    for target in (raw, "raw.csv", "link.csv", tmp_path / "." / "raw.csv"):
        with pytest.raises(OutputError, match="the spectra came from"):
            refuse_sources(["new.h5", target], ["gone.csv", raw])


def test_that_other_files_and_what_is_gone_may_be_written(tmp_path):
    (tmp_path / "raw.csv").write_text("1,2")
    (tmp_path / "old.csv").write_text("3,4")
    refuse_sources([tmp_path / "old.csv", tmp_path / "new.csv"], [tmp_path / "raw.csv"])
    refuse_sources([tmp_path / "gone.csv"], [tmp_path / "gone.csv"])
