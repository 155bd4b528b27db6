"""Word lists: data files of the package, read once."""

from __future__ import annotations

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


def explain(reason: Reason, language: LanguageCode) -> str:
    """Return a reason as a clause of the language, without its final stop."""
    text: str = read_lexicon("reasons")[language][reason.code]
    return text.format(**dict(reason.values))
