"""The types of items under the names of databases and reference managers, as CSL item types."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from synth.readers.fields import CSL_TYPES


@cache
def _types() -> dict[str, str]:
    lists = tomllib.loads((files("synth") / "wordlists" / "item_types.toml").read_text(encoding="utf-8"))
    return {name: kind for kind, names in lists.items() for name in names.split()}


def csl_type(name: str) -> str:
    """Return the CSL item type that a database or a reference manager calls so; empty where it is not known.

    Parameters
    ----------
    name
        The type as written, such as ``Conference Paper``, ``bookSection`` or ``期刊``; of several the first counts.
        An ``article`` is one in a journal, which CSL calls ``article-journal``, and so is a ``review``.
    """
    for one in re.split(r"[;|]", name):
        folded = "".join(char for char in unicodedata.normalize("NFKC", one[:200]).casefold() if char.isalnum())
        if folded in _types():
            return _types()[folded]
        if one.strip() in CSL_TYPES:
            return one.strip()
    return ""
