"""Which of the files under ``resources/`` go into the packages.

The rest is for README and for whoever works on the program: in the set-up for Windows it would
take the place of two megabytes, packed.
"""

from __future__ import annotations

from fnmatch import fnmatch

#: Below ``resources/``. The help shows pages in the light theme only.
LEFT_OUT = (
    "screenshots/*-dark.png",
    "screenshots/start-light.png",
    "screenshots/tour.webp",
    "translations/*.ts",
    "CONTRIBUTING.md",
)


def goes_in(name: str) -> bool:
    """Tell whether a file belongs in a package.

    Parameters
    ----------
    name : str
        Its path below ``resources/``, with slashes.
    """
    return not any(fnmatch(name, pattern) for pattern in LEFT_OUT)
