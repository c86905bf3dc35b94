"""Takes the code of modules from the one file that holds it, in the installed program on Windows.

Python reads this module before any other of the program. Hundreds of modules come before the first
window; opening a file for each keeps a start waiting on Windows, where every file opened is looked
through for viruses. Where the one file is missing, modules are found as always.
"""

import _imp
import _thread
import marshal
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import SourceFileLoader

#: Beside the program; written when the set-up is built.
HELD = "modules.held"

#: Bytes at the beginning that tell the length of the list.
LENGTH = 8


class HeldLoader(SourceFileLoader):
    """Loads one module as if from its source, but takes its code from the one file."""

    def __init__(self, name, path, code):
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname):
        code = marshal.loads(self._code())
        # It was compiled on another machine, and names its source as it lay there.
        _imp._fix_co_filename(code, self.path)
        return code


class HeldModules:
    """Finds the modules that the one file holds.

    Parameters
    ----------
    folder : str
        The program's, in which the file and the sources lie.
    """

    def __init__(self, folder):
        self._folder = folder
        self._file = open(f"{folder}/{HELD}", "rb", buffering=0)  # noqa: SIM115, open to the end
        length = int.from_bytes(self._file.read(LENGTH), "little")
        self._begin = LENGTH + length
        self._places = marshal.loads(self._file.read(length))
        self._reading = _thread.allocate_lock()

    def find_spec(self, name, path=None, target=None):
        place = self._places.get(name)
        if place is None:
            return None
        source, begin, size = place
        full = self._folder + "\\" + source
        loader = HeldLoader(name, full, lambda: self._read(begin, size))
        package = source.endswith("\\__init__.py")
        spec = ModuleSpec(name, loader, origin=full, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations.append(full.rpartition("\\")[0])
        return spec

    def _read(self, begin, size):
        with self._reading:
            self._file.seek(self._begin + begin)
            return self._file.read(size)


try:  # noqa: SIM105, nothing more is imported here
    # Before the finder of files, after those of what Python has within itself.
    sys.meta_path.insert(len(sys.meta_path) - 1, HeldModules(sys.prefix))
except OSError:
    pass
