"""The citation styles by name."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from synth.citations import apa, gbt, ieee, vancouver
from synth.citations.authordate import AuthorDate, AuthorDateRules
from synth.citations.numbered import Marks, Numbered
from synth.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from synth.citations.richtext import RichText
    from synth.datatypes import LanguageCode, Record

STYLES = ("auto", "apa", "gbt", "gbt-2025", "gbt-author", "vancouver", "ieee")
_GBT_MARKS = Marks(comma=",", dash="-")


class Bibliography(Protocol):
    """The citations and the reference list of one corpus in one style; they agree in number, name, year and letter."""

    def ordered(self, record_ids: Iterable[str]) -> list[str]:
        """Return records in the order of the reference list, each once."""
        ...

    def label(self, record_id: str) -> str:
        """Return what an entry of the list begins with, such as ``[3]``; empty where it begins with its author."""
        ...

    def reference(self, record_id: str) -> RichText:
        """Return one entry of the list without its label."""
        ...

    def citation(self, record_ids: Sequence[str], before: str = "", *, whole: bool = False) -> str:
        """Return a citation as plain text; empty where it names no record, or none that ``before`` does not name.

        One of many records names the first ones and counts the rest, unless it shall be ``whole``.
        """
        ...


def check_style(style: str) -> None:
    """Check that a style is known, or a CSL file that can be used.

    Parameters
    ----------
    style
        One of :data:`STYLES`, or the path of a CSL file.

    Raises
    ------
    SynthError
        If it is neither, or the extra that reads CSL is not installed.
    """
    if style in STYLES:
        return
    if not style.casefold().endswith(".csl"):
        raise UsageError(
            f'There is no style "{style}"', where="--style", fix=f"Choose {', '.join(STYLES)} or a file ending in .csl"
        )
    from synth.citations.engine import read_csl  # noqa: PLC0415 - lxml and citeproc: only for a style from a file

    read_csl(Path(style))


def make_bibliography(records: Sequence[Record], style: str, language: LanguageCode) -> Bibliography:
    """Return the citations and references of records.

    Parameters
    ----------
    records
        The records that may be cited.
    style
        One of :data:`STYLES`, or the path of a CSL file. ``auto`` numbers the references; a Chinese document has them
        after GB/T 7714-2015, an English one after APA 7.
    language
        The language of the document.

    Raises
    ------
    SynthError
        If the style is not known, or a CSL file cannot be used.
    """
    check_style(style)
    if style in {"apa", "gbt-author"}:
        return AuthorDate(records, _apa_rules(language) if style == "apa" else _gbt_rules(language), language)
    if style in STYLES:
        return Numbered(records, *_numeric(style, language), language)
    from synth.citations.engine import CslBibliography  # noqa: PLC0415 - as above

    return CslBibliography(records, Path(style), language)


def _numeric(style: str, language: LanguageCode) -> tuple[Callable[[Record], RichText], Marks]:
    if style == "auto":
        return _numeric("gbt", language) if language == "zh" else (partial(apa.reference, language=language), Marks())
    forms: dict[str, tuple[Callable[[Record], RichText], Marks]] = {
        "gbt": (partial(gbt.reference, edition=gbt.OF_2015), _GBT_MARKS),
        "gbt-2025": (partial(gbt.reference, edition=gbt.OF_2025), _GBT_MARKS),
        "vancouver": (vancouver.reference, Marks(opening="(", closing=")", comma=",", dash="-", label="{}.")),
        "ieee": (ieee.reference, Marks(apart=True)),
    }
    return forms[style]


def _apa_rules(language: LanguageCode) -> AuthorDateRules:
    chinese = language == "zh"
    return AuthorDateRules(
        write=lambda record, suffix: apa.reference(record, language, suffix),
        date=lambda record, suffix: apa.date_of(record, language, suffix),
        both=True,
        gap="" if chinese else " ",
        anonymous=False,
        opening="（" if chinese else "(",
        closing="）" if chinese else ")",
        comma="，" if chinese else ", ",
        semicolon="；" if chinese else "; ",
        chinese_first=chinese,
    )


def _gbt_rules(language: LanguageCode) -> AuthorDateRules:
    return AuthorDateRules(
        write=lambda record, suffix: gbt.reference(record, gbt.OF_2015, _gbt_date(record, suffix)),
        date=_gbt_date,
        both=False,
        gap=" ",
        anonymous=True,
        opening="(",
        closing=")",
        comma=", ",
        semicolon="; ",
        chinese_first=language == "zh",
    )


def _gbt_date(record: Record, suffix: str) -> str:
    if record.year is not None:
        return f"{record.year}{suffix}"
    none = "无日期" if record.language == "zh" else "n.d."
    return f"{none}-{suffix}" if suffix else none
