"""What ``--to`` adds to a run folder: documents for word processors and printers, figures as pictures, tables."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from synth.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.citations import Bibliography
    from synth.datatypes import ExportName, Record, Result

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
# Nothing can stand in for a figure or a letter in these: they need a font that has it.
_DRAWN = ("png", "pdf")


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


def check_fonts(names: Iterable[str], records: Iterable[Record]) -> None:
    """Check that this machine has fonts for what will be drawn.

    Parameters
    ----------
    names
        Some of :data:`EXPORTS`.
    records
        The records, whose languages tell which letters come.

    Raises
    ------
    UsageError
        If an export is asked for that cannot do without a font that is missing.
    """
    asked = [name for name in names if name in _DRAWN]
    if not asked:
        return
    from synth.render.exports.drawing import has_font  # noqa: PLC0415 - only where something will be drawn

    chinese = any(record.language == "zh" for record in records)
    missing = [
        kind for kind, sign in (("Latin", "A"), ("Chinese", "中")) if (sign == "A" or chinese) and not has_font(sign)
    ]
    if missing:
        raise UsageError(
            f"No font of this machine has {' and '.join(missing)} letters",
            where=f"--to {','.join(asked)}",
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
