"""What ``--to`` adds to a run folder: documents for word processors and printers, figures as pictures, tables."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from synth.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from synth.citations import Bibliography
    from synth.datatypes import ExportName, LanguageCode, Result

# The module that writes each of them, imported where it is asked for.
_MODULES = {
    "docx": "docx",
    "html": "page",
    "tex": "latex",
    "pdf": "typeset",
    "png": "pictures",
    "csv": "tables",
    "xlsx": "workbook",
}
EXPORTS: tuple[ExportName, ...] = ("docx", "html", "tex", "pdf", "png", "csv", "xlsx")
# Letters that a font of the machine must have, as nothing can stand in for them; Typst brings Latin fonts of its own.
_LETTERS = {"png": {"A": "Latin", "中": "Chinese"}, "pdf": {"中": "Chinese"}}


def check_exports(names: Iterable[str]) -> None:
    """Check that each export is known and can be written, before anything else is done.

    Parameters
    ----------
    names
        Some of :data:`EXPORTS`.

    Raises
    ------
    UsageError
        If there is no such export, or the extra that it needs is not installed.
    """
    for name in names:
        if name not in _MODULES:
            raise UsageError(f'There is no export "{name}"', where="--to", fix=f"Choose of {', '.join(EXPORTS)}")
        if name == "pdf" and find_spec("typst") is None:
            raise UsageError(
                "needs an extra that is not installed",
                where="--to pdf",
                fix='Install it: pip install "synth-review[pdf-output]"',
            )


def check_fonts(names: Iterable[str], languages: Collection[LanguageCode]) -> None:
    """Check that this machine has fonts for what will be drawn.

    Parameters
    ----------
    names
        Some of :data:`EXPORTS`.
    languages
        Those of the synthesis and of the records.

    Raises
    ------
    UsageError
        If an export is asked for that cannot do without a font that is missing.
    """
    asked = [name for name in names if name in _LETTERS]
    if not asked:
        return
    from synth.render.exports.drawing import has_font  # noqa: PLC0415 - only where something will be drawn

    signs = ["A", *(["中"] if "zh" in languages else [])]
    for name in asked:
        missing = [kind for sign, kind in _LETTERS[name].items() if sign in signs and not has_font(sign)]
        if missing:
            raise no_font(" and ".join(missing), name)


def no_font(letters: str, name: str) -> UsageError:
    """Return the error for an export that lacks a font.

    Parameters
    ----------
    letters
        Which letters no font has.
    name
        The export.
    """
    return UsageError(
        f"No font of this machine has {letters} letters",
        where=f"--to {name}",
        fix="Install one, such as Noto Sans CJK (Debian and Ubuntu: fonts-noto-cjk), or leave this out",
    )


def export_files(result: Result, bibliography: Bibliography) -> dict[str, bytes]:
    """Return the files of the exports that a run was asked for, by name.

    Parameters
    ----------
    result
        The whole answer of a run.
    bibliography
        How the records are cited and listed.

    Raises
    ------
    UsageError
        If an export is not known or cannot be written here.
    """
    if not result.config.exports:
        return {}
    check_exports(result.config.exports)
    from synth.render.exports.article import Article  # noqa: PLC0415 - a run without exports needs none of it

    article = Article(result, bibliography)
    files: dict[str, bytes] = {}
    for name in result.config.exports:
        files |= import_module(f"{__name__}.{_MODULES[name]}").export(article, result)
    return files
