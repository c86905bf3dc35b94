"""Writing small text files and reading them back."""

import numpy as np
import pytest

from ramangan_gui.io.readers import read_file


@pytest.fixture
def axis():
    """Unevenly spaced Raman shifts, as a spectrometer gives them."""
    pixel = np.arange(60)
    return np.round(400.0 + 3.1 * pixel - 0.002 * pixel**2, 4)


@pytest.fixture
def values(axis):
    """Intensities of one spectrum, with both signs."""
    return np.round(500 * np.exp(-(((axis - 480) / 9) ** 2)) + 3 * np.sin(axis), 3)


@pytest.fixture
def read_text(tmp_path):
    """Write a text and read it back as a single set of spectra."""

    def read(text, name="file.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        reader, (measured,) = read_file(path)
        assert reader.name == "text"
        return measured

    return read
