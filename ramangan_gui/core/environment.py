"""What the result depended on besides data and parameters: versions, system, threads."""

from __future__ import annotations

import platform

from .. import __version__

_PACKAGES = ("numpy", "scipy", "torch", "pybaselines", "scikit-learn", "h5py", "safetensors")


def describe_environment(seed: int, threads: int = 1, device: str = "cpu") -> dict[str, str]:
    """Give versions and settings, without names of users or machines.

    Parameters
    ----------
    seed : int
        Seed of the job.
    threads : int
        Threads that training used; results repeat bit for bit only with the same number.
    device : str
        Where training ran.
    """
    from importlib import metadata  # slow to load, and not needed for the first window

    versions = {}
    for package in _PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return {
        "ramangan": __version__,
        "python": platform.python_version(),
        **versions,
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "device": device,
        "threads": str(threads),
        "seed": str(seed),
    }
