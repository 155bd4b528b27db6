"""Word lists: data files of the package, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Reason


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of ``wordlists/<name>.txt``: one or more a line, ``#`` starts a comment."""
    text = files("synth").joinpath("wordlists", f"{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """Return the table of ``wordlists/<name>.toml``."""
    return tomllib.loads(files("synth").joinpath("wordlists", f"{name}.toml").read_text("utf-8"))


def translate(message: str, language: LanguageCode) -> str:
    """Return what a reader says in a language: clause by clause, as ``wordlists/problems.toml`` has it.

    The English message is its own key, as with gettext; what the list does not have stays English.
    """
    phrases = _phrases(language)
    if not phrases:
        return message
    whole = _translated(message, phrases)
    if whole:
        return whole
    return "；".join(_translated(clause, phrases) or clause for clause in message.split("; "))


def _translated(clause: str, phrases: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    return next((text.format(**found.groupdict()) for form, text in phrases if (found := form.fullmatch(clause))), "")


@cache
def _phrases(language: LanguageCode) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the forms of clauses, what is said word by word before what has a gap, and their translations."""
    listed = sorted(read_lexicon("problems").get(language, {}).items(), key=lambda pair: pair[0].count("{"))
    gap = re.compile(r"\\\{(\w)\\\}")
    return tuple((re.compile(gap.sub(r"(?P<\1>[^;]+?)", re.escape(key)), re.DOTALL), text) for key, text in listed)


def explain(reason: Reason, language: LanguageCode) -> str:
    """Return a reason as a clause of the language, without its final stop."""
    text: str = read_lexicon("reasons")[language][reason.code]
    return text.format(**dict(reason.values))
