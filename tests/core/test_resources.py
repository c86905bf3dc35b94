import pytest

from ramangan_gui.core.errors import RamanGanError
from ramangan_gui.core.resources import resource_path


def test_that_resources_are_found_in_a_checkout() -> None:
    assert resource_path("samples").is_dir()


def test_that_a_missing_one_is_named_with_what_to_do() -> None:
    with pytest.raises(RamanGanError, match=r"samples/none\.npz is missing") as caught:
        resource_path("samples", "none.npz")
    assert "again" in caught.value.remedy
