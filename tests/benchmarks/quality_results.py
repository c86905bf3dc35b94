"""Results of the quality benchmark, and the file that they are kept in while it runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HALVES = ("one_nn_original", "one_nn_generated")


@dataclass(frozen=True)
class Result:
    """What one method came to on one cell."""

    verdict: str
    inside: bool
    seconds: float
    metrics: dict[str, float | None]
    reasons: list[str]


class Record:
    """Results by set, seed and method, kept in a file of JSON lines if there is one."""

    def __init__(self, path: Path | None) -> None:
        self._path, self._known = path, {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                key = tuple(entry.pop("key"))
                self._known[key] = Result(**entry)

    def get(self, *key: str | int) -> Result | None:
        return self._known.get(key)

    def add(self, result: Result, *key: str | int) -> None:
        self._known[key] = result
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, **asdict(result)}) + "\n")


@dataclass
class Tally:
    """What one method came to over the cells of a set."""

    results: list[Result] = field(default_factory=list)

    @property
    def seconds(self) -> list[float]:
        return [result.seconds for result in self.results]

    def values(self, metric: str) -> NDArray[np.float64]:
        found = [result.metrics[metric] for result in self.results]
        return np.array([np.nan if value is None else value for value in found])

    def mean(self, metric: str) -> float:
        values = self.values(metric)
        return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")

    def largest(self, metrics: tuple[str, ...]) -> float:
        """Largest of several figures without their signs, averaged over cells."""
        return float(np.mean(np.max([np.abs(self.values(name)) for name in metrics], axis=0)))

    def apart(self) -> NDArray[np.float64]:
        """Distance of both 1-NN halves from one half, by cell."""
        return np.asarray(np.mean([np.abs(self.values(half) - 0.5) for half in HALVES], axis=0))

    def halves_as_measured(self) -> float:
        """Share of cells in which both halves lie in the real-vs-real interval."""
        return float(np.mean([result.inside for result in self.results]))
