"""The lists of exact packages that installers are made of belong to the declared dependencies."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

from lock import FREEZER, RUNTIME

ROOT = Path(__file__).parents[2]
TARGETS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}


def locked(target):
    """Version and checksums of each package of a list."""
    text = (ROOT / "installer" / "locks" / f"{target}.txt").read_text("utf-8")
    found = {}
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
        name, _, version = entry.split()[0].partition("==")
        sums = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
        found[re.sub(r"[-_.]+", "-", name).lower()] = (version, sums)
    return found


@pytest.mark.parametrize("target", TARGETS)
def test_that_each_dependency_is_locked_within_its_range(target):
    packages = locked(target)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    environment = {"python_version": "3.11", "python_full_version": "3.11.9", **TARGETS[target]}
    wanted = [Requirement(text) for text in project["dependencies"]]
    for one in (w for w in wanted if w.marker is None or w.marker.evaluate(environment)):
        assert one.specifier, f"{one.name} has no range"
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        assert name in packages, f"{name} is not locked for {target}"
        assert Version(packages[name][0]) in one.specifier, f"{name} is locked out of its range"


@pytest.mark.parametrize("target", TARGETS)
def test_that_each_locked_package_has_a_checksum(target):
    packages = locked(target)
    assert len(packages) > 20
    assert [name for name, (version, sums) in packages.items() if not (version and sums)] == []


@pytest.mark.parametrize("target", ["freezer", "runtime"])
def test_that_what_only_builds_is_locked_too(target):
    wanted = {"freezer": FREEZER, "runtime": RUNTIME}[target]
    packages = locked(target)
    name, _, version = wanted.partition("==")
    assert packages[name][0] == version
    assert [n for n, (version, sums) in packages.items() if not (version and sums)] == []


@pytest.mark.parametrize("target", TARGETS)
def test_that_the_licence_of_each_locked_package_is_listed(target):
    listed = (ROOT / "resources" / "licences.txt").read_text("utf-8").lower()
    names = re.sub(r"[-_.]+", "-", listed)
    assert [name for name in locked(target) if name not in names] == []
