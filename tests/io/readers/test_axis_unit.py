"""Units of axes: a wavelength or a pixel number is never taken for a Raman shift."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers.axis_unit import axis_unit, unit_in_words

SHIFTS = 400 + 1.7 * np.arange(500) - 1e-4 * np.arange(500) ** 2
WAVELENGTHS = 785 + 0.13 * np.arange(1024) - 1e-6 * np.arange(1024) ** 2


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Raman shift / cm-1", "1/cm"), ("Raman shift (785 nm)", "1/cm"), ("cm^-1", "1/cm"),
        ("Wavenumber", "1/cm"), ("Wellenzahl [cm-1]", "1/cm"), ("rel. 1/cm", "1/cm"),
        ("Raman shift (cm⁻¹)", "1/cm"), ("raman_shift", "1/cm"), ("shift", "1/cm"),
        ("XUNITS\t1/CM", "1/cm"), ("Wavelength (nm)", "nm"), ("Wave [nm]", "nm"),
        ("wavelength_nm", "nm"), ("Wellenlänge", "nm"), ("λ", "nm"), ("Pixels #", "pixel"),
        ("pixel", "pixel"), ("Energy (eV)", "ev"), ("Time (s)", "time"), ("m/z", "m/z"),
        ("Wave", ""), ("as stored", ""), ("x", ""), ("laser 785 nm", ""), ("", ""),
    ],
)  # fmt: skip
def test_that_words_name_a_unit(words, unit):
    assert unit_in_words(words) == unit


def test_that_words_count_more_than_values():
    assert axis_unit(WAVELENGTHS, ["Raman shift"]).unit == "1/cm"
    assert axis_unit(SHIFTS, ["Wavelength (nm)"]).unit == "nm"
    assert axis_unit(np.arange(1.0, 300.0), ["shift / cm-1"]).unit == "1/cm"
    assert axis_unit(SHIFTS, [], ["#AxisUnit[1]=nm"]).unit == "nm"
    assert axis_unit(SHIFTS, [], ["laser 785 nm", "Grating (nm) 600"]).unit == "1/cm"


@pytest.mark.parametrize(
    ("axis", "unit"),
    [
        (SHIFTS, "1/cm"),
        (WAVELENGTHS, "nm"),
        (np.arange(1024.0), "pixel"),
        (np.arange(1.0, 1025.0), "pixel"),
        (np.arange(400.0, 1801.0), "1/cm"),
    ],
)
def test_that_values_tell_where_words_do_not_and_this_is_told(axis, unit):
    found = axis_unit(axis)
    assert (found.unit, found.stated) == (unit, False)
    assert "no unit is named" in found.note


def test_that_a_doubtful_axis_stays_open():
    doubtful = 340 + 0.33 * np.arange(2000) - 1e-5 * np.arange(2000) ** 2
    assert axis_unit(doubtful).unit == ""
    assert axis_unit(doubtful, [], ["OOIBase32 Version 1.0.1.6 Data File"]).unit == "nm"


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        (np.linspace(14_000, 19_000, 500), []),
        (np.linspace(14_000, 19_000, 500), ["Wavenumber (cm-1)"]),
        (np.linspace(0, 12, 500), []),
        (np.linspace(1.2, 3.1, 500), ["Energy (eV)"]),
        (np.linspace(0, 600, 500), ["Time (s)"]),
        (np.linspace(-90_000, 20, 500), []),
    ],
)
def test_that_what_is_no_raman_shift_is_refused(axis, words):
    with pytest.raises(InputError, match=r"no Raman|not Raman shifts"):
        axis_unit(axis, words)


@given(start=st.floats(150, 2000), step=st.floats(0.01, 0.149), n=st.integers(200, 2000))
def test_that_fine_steps_are_never_taken_for_a_raman_shift(start, step, n):
    axis = start + step * np.arange(n)
    if axis[-1] <= 2600:
        assert axis_unit(axis).unit == "nm"


@pytest.mark.parametrize("words", ["1/cm abs", "Spectr 1/cm abs", "absolute wavenumber (cm-1)"])
def test_that_absolute_wavenumbers_are_no_shifts(words):
    axis = np.linspace(6000.0, 8000.0, 50)
    with pytest.raises(InputError, match="absolute wavenumbers, which is no Raman shift"):
        axis_unit(axis, [words])
    with pytest.raises(InputError, match="absolute wavenumbers"):
        axis_unit(axis, [], [f"AxisUnit[1]={words}", "AxisType[2]=X"])
    assert unit_in_words("Wavenumber (cm-1)") == unit_in_words("Absorbance 1/cm") == "1/cm"


def test_that_a_header_line_of_another_unit_is_believed():
    with pytest.raises(InputError, match="ev, which is no Raman shift"):
        axis_unit(np.linspace(100.0, 200.0, 50), [], ["AxisUnit[1]=eV", "AxisType[2]=X"])
