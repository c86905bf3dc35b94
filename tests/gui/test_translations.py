"""No string is left out of a translation, and what is loaded is what is written."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))

import translations  # noqa: E402

LANGUAGES = translations.LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_no_string_is_left_out(language: str) -> None:
    assert translations.left_out(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_what_is_filled_in_has_the_same_places(language: str) -> None:
    places = re.compile(r"\{[^}]*\}|%[nvm]")
    wrong = []
    for context, source, words, _ in translations.messages(translations.path_of(language)):
        wanted, found = sorted(places.findall(source)), sorted(places.findall(words))
        # Places for words of English grammar ("is", "are") need not come again.
        grammar = context == translations.SENTENCES and set(found) <= set(wanted)
        if found != wanted and not grammar:
            wrong.append(source)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_per_cent_and_ellipsis_are_written_in_one_way(language: str) -> None:
    """A space before the sign for per cent, as before a unit, and none before "…"."""
    other = re.compile(r"[\d}]%(?!p)|\w …$")
    strings = list(translations.messages(translations.path_of(language)))
    assert not [text for _, *texts, _ in strings for text in texts if other.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_steps_of_jobs_are_translated(language: str) -> None:
    """What work says of itself is shown beside its title."""
    known = {
        re.sub(r"\{[^}]*\}", "{}", source)
        for _, source, _, _ in translations.messages(translations.path_of(language))
    }
    told = {}
    for path in sorted((ROOT / "ramangan_gui").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "Progress":
                continue
            message = call.args[1] if len(call.args) > 1 else None
            if isinstance(message, ast.Constant) and message.value:
                told[message.value] = path.name
    assert "finding components of variation" in told
    assert len(told) > 10
    assert {step: name for step, name in told.items() if step not in known} == {}


def test_that_the_list_of_sentences_is_that_of_the_source() -> None:
    assert translations.TEMPLATES.read_text("utf-8") == translations.written_templates()


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_loaded_file_is_made_of_the_written_one(language: str, tmp_path: Path) -> None:
    written = translations.path_of(language)
    made = tmp_path / "made.qm"
    translations.qt_tool("lrelease", "-silent", written, "-qm", made)
    assert made.read_bytes() == written.with_suffix(".qm").read_bytes()


def test_that_qt_finds_every_string_that_is_to_be_translated() -> None:
    """Qt's tool reads literals only; what stands in a variable would be left out unseen."""
    unseen = []
    for path in sorted((ROOT / "ramangan_gui" / "gui").rglob("*.py")):
        if path.name in {"words.py", "sentences.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                text = {"tr": node.args[:1], "_tr": node.args[:1], "translate": node.args[1:2]}
                if not all(isinstance(word, ast.Constant) for word in text.get(name, ())):
                    unseen.append(f"{path.name}, line {node.lineno}")
                if name == "_tr":
                    unseen.append(f"{path.name}, line {node.lineno}: not known to Qt's tool")
    assert unseen == []


def test_that_declared_texts_are_among_them() -> None:
    texts = translations.declared_texts()
    assert {"Stiffness λ", "WGAN-GP", "Coverage", "Spikes"} <= set(texts)
