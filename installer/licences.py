"""Write the list of licences that the program stands on, from what is installed here.

    python installer/licences.py

Writes ``resources/licences.txt``: one line a package that is needed at run time, directly or by
another one, with version, licence and home page, separated by tabs. Ends with an error where a
licence is not known, or would bind the program beyond Qt's LGPL.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "licences.txt"

#: Packages of Qt, the only ones whose licence asks more of us than to be named.
QT = ("pyside6-essentials", "shiboken6")

#: Words that tell a licence, in the order they are looked for, and what it is called here.
KNOWN = {
    "apache": "Apache-2.0", "mit": "MIT", "isc": "ISC", "psf": "PSF-2.0", "python software":
    "PSF-2.0", "mozilla": "MPL-2.0", "mpl": "MPL-2.0", "bsd": "BSD", "unlicense": "Unlicense",
    "zlib": "Zlib", "hpnd": "HPND",
}  # fmt: skip

COPYLEFT = re.compile(r"\b(A?GPL|GNU|LGPL|EUPL|CC-BY-NC)", re.IGNORECASE)

HEADER = """\
# What RamanGAN stands on: package, version, licence, home page. Written by installer/licences.py
# from the packages installed where it ran. Qt (PySide6-Essentials, shiboken6) is used under the
# LGPL v3: it is loaded as separate libraries, which may be replaced by others. Wheels of numerical
# packages carry run-time libraries of the GNU compilers, whose licence makes an exception for that.
"""


def main() -> int:
    rows, problems = [], []
    for name in sorted(closure(), key=str.lower):
        facts = metadata.metadata(name)
        licence = licence_of(facts)
        normal = normalised(facts["Name"])
        if not licence:
            problems.append(f"{name}: no licence known")
        if COPYLEFT.search(licence) and normal not in QT:
            problems.append(f"{name}: {licence}")
        rows.append("\t".join([facts["Name"], facts["Version"], licence, home_page(facts)]))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        TARGET.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
        print(f"{TARGET}: {len(rows)} packages")
    return 1 if problems else 0


def closure() -> set[str]:
    """All packages that are needed at run time, by the names of their metadata."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, str] = {}
    waiting = [Requirement(text) for text in project["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        key = normalised(wanted.name)
        if key in found or (
            wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})
        ):
            continue
        facts = metadata.metadata(wanted.name)
        found[key] = facts["Name"]
        waiting += [Requirement(text) for text in metadata.requires(wanted.name) or ()]
    return set(found.values())


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(facts: metadata.PackageMetadata) -> str:
    """The licence as SPDX expression where the package gives one, else by its usual short name."""
    fields = dict.fromkeys(("License-Expression", "License"), "")
    for name in fields:
        fields[name] = str((facts.get_all(name) or [""])[0])
    if fields["License-Expression"]:
        return fields["License-Expression"]
    words = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    for text in (fields["License"].splitlines()[0] if fields["License"] else "", *words):
        if COPYLEFT.search(text):
            return text
        for word, name in KNOWN.items():
            if word in text.lower():
                return text if len(text) < 30 and "::" not in text else name
    return from_text(facts["Name"])


def from_text(name: str) -> str:
    """The licence by the words of the text that comes with the package."""
    for file in metadata.files(name) or ():
        if re.match(r"LICEN[SC]E|COPYING", file.name, re.IGNORECASE):
            text = file.read_text(encoding="utf-8").lower()
            if COPYLEFT.search(text):
                return "GNU"
            if "permission is hereby granted, free of charge" in text:
                return "MIT"
            if "apache license" in text:
                return "Apache-2.0"
    return ""


def home_page(facts: metadata.PackageMetadata) -> str:
    if facts.get_all("Home-page"):
        return str(facts["Home-page"])
    links = dict(_pairs(facts.get_all("Project-URL") or []))
    for name in ("homepage", "home", "source", "repository", "source code"):
        if name in links:
            return links[name]
    return next(iter(links.values()), "")


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, link = line.partition(",")
        yield name.strip().lower(), link.strip()


if __name__ == "__main__":
    sys.exit(main())
