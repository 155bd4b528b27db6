"""A framework file: themes with their seed terms, in TOML."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from synth.datatypes import ExpectedTheme, LanguageCode
from synth.errors import SourceMissingError, UsageError
from synth.languages import make_key

if TYPE_CHECKING:
    from pathlib import Path

_TEXTS = ("name", "name_zh")
_LISTS = ("en", "zh", "hints", "exclude")
_EXAMPLE = 'Write [[theme]], name = "Challenges", en = ["obstacle"], zh = ["困境"]'


def read_file(path: Path, language: LanguageCode) -> tuple[ExpectedTheme, ...]:
    """Read the expected themes of a framework file.

    Parameters
    ----------
    path
        A TOML file of ``[[theme]]`` tables with ``name``, and as wanted ``name_zh`` and the lists ``en`` and ``zh``
        (seed terms), ``hints`` and ``exclude``.
    language
        The language that labels are wanted in; ``name_zh`` serves a Chinese corpus.

    Returns
    -------
    tuple of ExpectedTheme
        The themes in the order of the file; a theme's name is a seed term, too.

    Raises
    ------
    SourceMissingError
        If there is no such file.
    UsageError
        If the file is no framework.
    """
    tables = _load(path).get("theme")
    if not isinstance(tables, list) or not tables:
        raise UsageError("the framework has no [[theme]] table", where=path.name, fix=_EXAMPLE)
    themes = tuple(_theme(table, f"{path.name}, theme {i}", language) for i, table in enumerate(tables, 1))
    names = [theme.key for theme in themes]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two themes are called {name!r}", where=path.name, fix="Rename one of them")
    return themes


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"the framework is no TOML in UTF-8: {error}", where=path.name, fix=_EXAMPLE) from error
    except OSError as error:
        message = f"the framework cannot be read ({error.strerror})"
        fix = "Give a TOML file, 'abstract' or 'none' to --framework"
        raise SourceMissingError(message, where=str(path), fix=fix) from error


def _theme(table: object, where: str, language: LanguageCode) -> ExpectedTheme:
    if not isinstance(table, dict) or not str(table.get("name", "")).strip():
        raise UsageError("the theme has no name", where=where, fix=_EXAMPLE)
    unknown = sorted(set(table) - {*_TEXTS, *_LISTS})
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r}", where=where, fix=f"Known keys: {', '.join(_TEXTS + _LISTS)}")
    names = {key: _text(table, key, where) for key in _TEXTS}
    lists = {key: _terms(table, key, where) for key in _LISTS}
    label = names["name_zh"] if language == "zh" and names["name_zh"] else names["name"]
    seeds = (*filter(None, names.values()), *lists["en"], *lists["zh"])
    return ExpectedTheme(
        key=make_key(names["name"]),
        label=label,
        seed_terms=tuple(dict.fromkeys(seeds)),
        hint_terms=lists["hints"],
        excluded_terms=lists["exclude"],
        source=where,
    )


def _text(table: dict[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{key!r} is no text", where=where, fix=_EXAMPLE)
    return value.strip()


def _terms(table: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(term, str) for term in value):
        raise UsageError(f"{key!r} is no list of texts", where=where, fix=_EXAMPLE)
    return tuple(term.strip() for term in value if term.strip())
