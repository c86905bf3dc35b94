"""Keep the translations of the window in step with the source.

    .venv/bin/python installer/translations.py update     collect all strings into the .ts files
    .venv/bin/python installer/translations.py release    make the .qm files that the program loads
    .venv/bin/python installer/translations.py check      name every string left out; exit 1 if any

Strings of widgets are found by Qt's own tool. Strings of parameters, methods, metrics and sample
sets stand in domain code, which knows no Qt; they are read off the tables and go to the context
``parameters``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from sentences import templates, with_numbers, without_marks

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ramangan_gui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
CONTEXT = "parameters"

#: Context of sentences built in domain code, and the list of those with values in them.
SENTENCES = "sentences"
TEMPLATES = FOLDER / "sentences.txt"

#: Fields of rows of the tables that the window shows.
_SHOWN = {
    "title", "description", "meaning", "remedy", "source", "explanation", "unit",
    "good", "low", "high",
}  # fmt: skip

#: Modules that declare nothing, and that load Qt or torch.
_UNDECLARED = r"ramangan_gui\.(gui|app|__|cli|augmentation\.wgan_gp\.(?!params))"


def main(arguments: list[str]) -> int:
    actions = {"update": update, "release": release, "check": check}
    if len(arguments) != 1 or arguments[0] not in actions:
        print(__doc__, file=sys.stderr)
        return 2
    return actions[arguments[0]]()


def path_of(language: str) -> Path:
    return FOLDER / f"ramangan_{language}.ts"


def update() -> int:
    FOLDER.mkdir(exist_ok=True)
    TEMPLATES.write_text(written_templates(), encoding="utf-8", newline="\n")
    for language in LANGUAGES:
        collect(path_of(language), language)
        print(path_of(language))
    return 0


def release() -> int:
    for language in LANGUAGES:
        target = path_of(language).with_suffix(".qm")
        qt_tool("lrelease", "-silent", path_of(language), "-qm", target)
        print(f"{target}: {target.stat().st_size} bytes")
    return 0


def check() -> int:
    """Collect anew beside the stored translation, and compare."""
    missing = [f"{language}: {text}" for language in LANGUAGES for text in left_out(language)]
    if TEMPLATES.read_text("utf-8") != written_templates():
        missing.append(f"{TEMPLATES.name} is not up to date")
    for line in missing:
        print(line)
    print(f"{len(missing)} strings are left out" if missing else "all strings are translated")
    return int(bool(missing))


def left_out(language: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, path_of(language).name)
        fresh.write_bytes(path_of(language).read_bytes())
        collect(fresh, language)
        return [
            f"{context} | {source}"
            for context, source, translation, state in messages(fresh)
            if state not in ("vanished", "obsolete") and (not translation or state == "unfinished")
        ]


def written_templates() -> str:
    """Give the list by which the window recognises sentences that hold values.

    Places for numbers are marked there. Sentences that stay English are in it for their numbers.
    """
    lines = {without_marks(text): text for text in sentences() if "{" in text}
    lines |= {without_marks(text): text for text in with_numbers()}
    return "\n".join(sorted(lines.values())) + "\n"


def sentences() -> list[str]:
    """Give the sentences of domain code that are declared in no table."""
    known = set(declared_texts())
    return [text for text in templates() if text not in known]


def messages(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Give context, source text, translation and state of every string in a .ts file."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            found = message.find("translation")
            words = "" if found is None else "".join(found.itertext()).strip()
            state = "" if found is None else found.get("type", "")
            yield name, message.findtext("source", ""), words, state


def collect(target: Path, language: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        declared = Path(folder, "declared.py")
        lines = [f"translate({CONTEXT!r}, {text!r})" for text in declared_texts()]
        lines += [f"translate({SENTENCES!r}, {text!r})" for text in sentences()]
        declared.write_text("\n".join(lines) + "\n", encoding="utf-8")
        sources = [*sorted(PACKAGE.rglob("*.py")), declared]
        qt_tool(
            "lupdate", *sources, "-ts", target, "-target-language", language,
            "-source-language", "en", "-locations", "none", "-no-obsolete", "-silent",
        )  # fmt: skip


def declared_texts() -> list[str]:
    """Read off the tables what parameters, steps, methods, metrics and samples are called."""
    from ramangan_gui.core.params import Parameters

    sys.path.insert(0, str(ROOT))
    for module in walk_packages([str(PACKAGE)], "ramangan_gui."):
        if not re.match(_UNDECLARED, module.name):
            import_module(module.name)
    found: dict[str, None] = dict.fromkeys(plain_texts())
    for class_ in descendants(Parameters):
        found |= dict.fromkeys(getattr(class_, name, "") for name in ("title", "description"))
        for spec in class_.specs():
            words = [spec.label, spec.tooltip, spec.unit]
            words += [spec.none_label] if spec.optional else []
            found |= dict.fromkeys([*words, *(spec.choices or {}).values()])
    for row in table_rows():
        names = {field.name for field in fields(row)} if is_dataclass(row) else set()
        found |= dict.fromkeys(getattr(row, name) for name in names & _SHOWN)
    return sorted(text for text in found if isinstance(text, str) and re.search("[A-Za-z]", text))


def table_rows() -> Iterator[object]:
    """Give every row of a table of which fields are shown in the window."""
    from ramangan_gui.augmentation.augmenters import AUGMENTERS
    from ramangan_gui.io.readers import READERS
    from ramangan_gui.preprocessing.axis_check import REFERENCES
    from ramangan_gui.preprocessing.checks import CHECKS
    from ramangan_gui.preprocessing.presets import PRESETS
    from ramangan_gui.quality.limits import QUANTITIES
    from ramangan_gui.quality.metrics import METRICS
    from ramangan_gui.simulation.samples import SAMPLES

    tables = (AUGMENTERS, METRICS, SAMPLES, PRESETS, CHECKS, QUANTITIES, REFERENCES)
    for table in tables:
        yield from table.values()
    yield from READERS


def plain_texts() -> Iterator[str]:
    """Give titles and sentences that stand in no row of a table."""
    from ramangan_gui.preprocessing.steps import STEP_TITLES
    from ramangan_gui.quality import figures, limits

    yield from STEP_TITLES.values()
    yield from figures.FAMILIES.values()
    yield from (figures.NOT_MEASURED, figures.NOTHING_USUAL, figures.NO_DIFFERENCE)
    yield from (limits.COPIED, limits.PLACES)


def descendants(class_: type) -> Iterator[type]:
    for below in class_.__subclasses__():
        # Tests declare some, too.
        if below.__module__.startswith("ramangan_gui."):
            yield below
            yield from descendants(below)


def qt_tool(name: str, *arguments: object) -> None:
    import PySide6

    program = Path(PySide6.__file__).parent / name
    subprocess.run([str(program), *map(str, arguments)], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
