"""Writing small text files and reading them back."""

import importlib.util
from pathlib import Path

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


@pytest.fixture(scope="session")
def made():
    """Functions that write instruments' files byte by byte."""
    path = Path(__file__).with_name("instrument_files.py")
    spec = importlib.util.spec_from_file_location("instrument_files", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def spectra(axis):
    """Three spectra that differ at every point."""
    return np.stack([np.round(50 * np.sin(axis / 30 + k) + 60 + k, 2) for k in range(3)])


@pytest.fixture
def even_axis():
    """Evenly spaced Raman shifts, 60 points."""
    return np.linspace(400.0, 990.0, 60)


@pytest.fixture
def read_bytes(tmp_path):
    """Write bytes and read them back, as all sets of spectra of the file."""

    def read(data, name, reader):
        path = tmp_path / name
        path.write_bytes(data)
        who, found = read_file(path)
        assert who.name == reader
        return found

    return read
