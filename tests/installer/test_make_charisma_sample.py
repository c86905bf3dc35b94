import importlib.util
import sys
from pathlib import Path

import pytest

from ramangan_gui.core.errors import InputError

SCRIPT = Path(__file__).parents[2] / "installer" / "make_charisma_sample.py"

EXPORT = """\
File Version;BWRam4.11_1
intigration times(ms);6000
laser_powerlevel;20
Pixel;Wavelength;Wavenumber;Raman Shift;Dark;Reference;Raw data #1;Dark Subtracted #1;%TR #1;
0;   ;   ;   ;936,2000;65535,0000;953,8000;17,6000;0,0000;
1;784,90;12740,48;2,36;1072,4000;65535,0000;1048,6000;-23,8000;0,0000;
2;785,05;12738,05;4,81;988,6000;65535,0000;1941,6000;953,0000;0,0000;
"""


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_charisma_sample", SCRIPT)
    module = importlib.util.module_from_spec(spec)

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_that_an_export_is_read_with_its_decimal_commas_and_blank_shifts(script) -> None:
    shift, counts = script.read_bwtek(EXPORT, "a.txt")
    assert shift.tolist() == [2.36, 4.81]
    assert counts.tolist() == [-23.8, 953.0]


def test_that_a_file_of_another_form_is_refused_by_name(script) -> None:
    with pytest.raises(InputError, match=r"a\.txt"):
        script.read_bwtek("1;2\n3;4\n", "a.txt")


def test_that_the_laser_power_comes_from_the_file_name(script) -> None:
    assert script.power_of("ICV_BW785/twinning/0_5A_P_iRaman785_20X_80(223mW)_7000_1.txt") == 223
    with pytest.raises(InputError):
        script.power_of("x.txt")
