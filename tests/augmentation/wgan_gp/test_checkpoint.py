import numpy as np
import pytest

from ramangan_gui.augmentation.wgan_gp.checkpoint import FileCheckpoints

STATE = {
    "iteration": 7,
    "fingerprint": "ab",
    "distances": {"0": 0.25},
    "states": [0, 5],
    "weights": np.arange(6, dtype=np.float32),
    "rng": np.arange(4, dtype=np.uint8),
    "curve": np.array([1.0, np.nan]),
    "empty": np.empty(0, np.int64),
}


def test_a_state_comes_back_as_it_was(tmp_path):
    FileCheckpoints(tmp_path / "new", "α/..-0").save(STATE)
    found = FileCheckpoints(tmp_path / "new", "α/..-0").load()
    assert found.keys() == STATE.keys()
    for name, value in STATE.items():
        if isinstance(value, np.ndarray):
            assert found[name].dtype == value.dtype
            np.testing.assert_array_equal(found[name], value)
            found[name][:] = 0  # not a view of the file
        else:
            assert found[name] == value
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_names_are_kept_apart(tmp_path):
    for name in ("a/b", "a_b", "a-b"):
        FileCheckpoints(tmp_path, name).save({"fingerprint": name})
    assert FileCheckpoints(tmp_path, "a/b").load() == {"fingerprint": "a/b"}


def test_without_a_file_there_is_no_state(tmp_path):
    checkpoints = FileCheckpoints(tmp_path, "x")
    assert checkpoints.load() is None
    checkpoints.save(STATE)
    checkpoints.discard()
    checkpoints.discard()
    assert checkpoints.load() is None


@pytest.mark.parametrize("kept", [0, 5, 40, -3])
def test_a_damaged_file_is_no_state(tmp_path, kept):
    checkpoints = FileCheckpoints(tmp_path, "x")
    checkpoints.save(STATE)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:kept])
    assert checkpoints.load() is None


def test_a_failed_write_leaves_the_last_state(tmp_path, monkeypatch):
    checkpoints = FileCheckpoints(tmp_path, "x")
    checkpoints.save(STATE)

    def full(*args):
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="no space"):
        checkpoints.save({**STATE, "iteration": 8})
    assert checkpoints.load()["iteration"] == 7
    assert len(list(tmp_path.iterdir())) == 1
