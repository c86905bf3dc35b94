"""What a package is called, and how large it came out."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def version() -> str:
    """Give the version that the program names."""
    text = (ROOT / "ramangan_gui" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise SystemExit("ramangan_gui/__init__.py names no version.")
    return found[1]


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tell(package: Path) -> None:
    """Print name, size and checksum of a package, which tells whether two builds are the same."""
    size = package.stat().st_size / 1e6
    print(f"{package}: {size:.1f} MB, sha256 {checksum(package)}", flush=True)
