"""Every package that is needed at run time is listed with a licence that binds nobody."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "resources" / "licences.txt"


@pytest.fixture(scope="module")
def script():
    path = ROOT / "installer" / "licences.py"
    spec = importlib.util.spec_from_file_location("licences_script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def listed():
    lines = [line.split("\t") for line in LIST.read_text("utf-8").splitlines() if "\t" in line]
    return {name: licence for name, _, licence, _ in lines}


def test_that_all_that_is_needed_at_run_time_is_listed(script):
    names = {script.normalised(name) for name in listed()}
    missing = {script.normalised(name) for name in script.closure()} - names
    assert not missing, f"run installer/licences.py: {missing}"


def test_that_nothing_but_qt_binds_the_program(script):
    found = listed()
    assert all(found.values())
    binding = {
        script.normalised(name) for name, text in found.items() if script.COPYLEFT.search(text)
    }
    assert binding == set(script.QT)
    assert all("LGPL-3.0" in text for name, text in found.items() if "LGPL" in text)


def test_that_a_copyleft_licence_or_none_is_refused(script, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(script, "TARGET", tmp_path / "licences.txt")
    monkeypatch.setattr(script, "closure", lambda: {"numpy", "scipy"})
    assert script.main() == 0
    monkeypatch.setattr(script, "licence_of", lambda facts: "GPL-3.0-only")
    assert script.main() == 1
    assert "numpy: GPL-3.0-only" in capsys.readouterr().err
    monkeypatch.setattr(script, "licence_of", lambda facts: "")
    assert script.main() == 1
