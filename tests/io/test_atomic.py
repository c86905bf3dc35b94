"""A file is there whole, or is what it was before; nothing is left beside it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from ramangan_gui.core.errors import OutputError
from ramangan_gui.io import atomic
from ramangan_gui.io.atomic import GuardedFile, output_error, replacing, try_place


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "result.h5"
    path.write_bytes(b"old")
    return path


def test_that_the_new_file_takes_the_place_of_the_old_one(target: Path) -> None:
    with replacing(target) as temporary:
        assert temporary.parent == target.parent
        temporary.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert names_in(target.parent) == ["result.h5"]


def test_that_a_place_is_tried_without_leaving_anything(target: Path) -> None:
    try_place(target)
    try_place(target.with_name("new.h5"))
    assert names_in(target.parent) == ["result.h5"]
    assert target.read_bytes() == b"old"
    with pytest.raises(OutputError, match="does not exist"):
        try_place(target.parent / "results" / "new.h5")
    with pytest.raises(OutputError, match="is a folder"):
        try_place(target.parent)


def test_that_a_first_file_gets_ordinary_permissions(tmp_path: Path) -> None:
    with replacing(tmp_path / "first") as temporary:
        temporary.write_bytes(b"new")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "first").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions.")
def test_that_permissions_and_links_survive(target: Path) -> None:
    target.chmod(0o640)
    link = target.with_name("link")
    link.symlink_to(target)
    with replacing(link) as temporary:
        temporary.write_bytes(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), GeneratorExit()])
def test_that_any_failure_keeps_the_old_file(target: Path, error: BaseException) -> None:
    def fail() -> None:
        with replacing(target) as temporary:
            temporary.write_bytes(b"half")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert target.read_bytes() == b"old"
    assert names_in(target.parent) == ["result.h5"]


def test_that_a_refusal_by_the_writer_passes_through(target: Path) -> None:
    with pytest.raises(OutputError, match="as it is"), replacing(target):
        raise OutputError("Said as it is.")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (getattr(errno, name), words)
        for name, words in {
            "ENOSPC": "no space left",
            "EDQUOT": "no space left",
            "EFBIG": "a file this large",
            "EACCES": "not allowed",
            "EPERM": "not allowed",
            "EROFS": "cannot be written to",
            "ENOENT": "does not exist",
            "EIO": "reports a fault",
            "ENAMETOOLONG": "too long",
            "ESTALE": "could not be written",
        }.items()
        if hasattr(errno, name)
    ],
)
@pytest.mark.parametrize("place", ["open", "fsync", "replace"])
def test_that_every_refusal_of_the_system_is_a_sentence(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str, place: str
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    def write() -> None:
        with replacing(target) as temporary:
            temporary.write_bytes(b"new")

    if place == "open":
        monkeypatch.setattr(atomic, "open", refuse, raising=False)
    else:
        monkeypatch.setattr(os, place, refuse)
    with pytest.raises(OutputError, match=words) as caught:
        write()
    monkeypatch.undo()
    assert str(target) in caught.value.what
    assert caught.value.what.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert target.read_bytes() == b"old"
    assert names_in(target.parent) == ["result.h5"]
    write()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("code", [5, 32, 33])
def test_that_a_file_in_use_is_named_as_such(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: Any) -> None:
        error = PermissionError(errno.EACCES, "refused")
        error.winerror = code  # type: ignore[attr-defined,unused-ignore]
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="in use by another program"), replacing(target) as new:
        new.write_bytes(b"new")
    assert target.read_bytes() == b"old"
    assert names_in(target.parent) == ["result.h5"]


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    gone = replacing(tmp_path / "gone" / "file")
    with pytest.raises(OutputError, match=r"folder of .* does not exist"), gone:
        pytest.fail("There is no folder to write into.")


def test_that_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"), replacing(tmp_path):
        pytest.fail("A folder is no file.")


def test_that_a_file_for_a_folder_is_named(target: Path) -> None:
    with pytest.raises(OutputError, match="is a file, not a folder"), replacing(target / "x"):
        pytest.fail("A file is no folder.")


def test_that_a_protected_file_is_kept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="not allowed"), replacing(target):
        pytest.fail("The file is protected.")
    assert target.read_bytes() == b"old"


def test_that_a_folder_removed_meanwhile_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "soon gone"
    folder.mkdir()

    def lose() -> None:
        with replacing(folder / "x") as temporary:
            temporary.unlink()
            folder.rmdir()

    with pytest.raises(OutputError, match="does not exist"):
        lose()
    assert not folder.exists()


def test_that_unknown_refusals_still_name_the_file() -> None:
    error = output_error(Path("a.h5"), OSError("odd"))
    assert error.what == "a.h5 could not be written: odd."


class Full:
    """A file on a drive that takes `space` bytes and no more."""

    def __init__(self, file: Any, space: int) -> None:
        self._file, self._space = file, space

    def write(self, data: Any) -> int:
        part = memoryview(data)[: self._space]
        if len(part) == 0 and len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._space -= len(part)
        return int(self._file.write(part))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def test_that_a_guarded_file_keeps_the_first_failure_to_itself(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with target.open("r+b", buffering=0) as file:
        monkeypatch.setattr(atomic, "open", lambda *_, **__: Full(file, 5), raising=False)
        guard = GuardedFile(target)
        assert guard.write(b"1234") == 4
        guard.check()
        assert guard.write(b"5678") == 4
        with pytest.raises(OSError, match="No space"):
            guard.check()
        assert guard.write(b"more") == 4
        guard.truncate(100)
        guard.seek(0)
        buffer = bytearray(8)
        assert guard.readinto(buffer) == 8
        assert bytes(buffer) == b"12345\0\0\0"
        guard.close()
    assert target.read_bytes() == b"12345"
