"""References after the Publication Manual of the American Psychological Association, 7th edition (2020), chapter 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.citations.fields import (
    PARTS,
    PERIODICALS,
    address,
    bare_issue,
    field,
    has_host,
    is_article_number,
    is_range,
    page_range,
    publisher_of,
    title_of,
    work_number,
)
from synth.citations.names import (
    chinese_among_chinese,
    initials,
    names_of,
    others,
    suffix_of,
    whole_name,
)
from synth.citations.richtext import join, rich, sentence, wrap

if TYPE_CHECKING:
    from synth.citations.richtext import RichText
    from synth.datatypes import LanguageCode, Person, Record

# Section 9.8: up to twenty authors are all named; of more, the first nineteen and the last.
_MOST = 20
# Section 9.22: what a reader would not expect is said in brackets behind the title.
_DESCRIPTIONS = {
    "dataset": "Data set",
    "interview": "Interview",
    "manuscript": "Unpublished manuscript",
    "map": "Map",
    "motion_picture": "Film",
    "patent": "Patent",
    "software": "Computer software",
    "speech": "Speech",
}
_CHINESE_DESCRIPTIONS = {
    "dataset": "数据集",
    "interview": "访谈",
    "manuscript": "未发表手稿",
    "map": "地图",
    "motion_picture": "影片",
    "patent": "专利",
    "software": "计算机软件",
    "speech": "演讲",
}


def reference(record: Record, language: LanguageCode, suffix: str = "") -> RichText:
    """Return one entry of the reference list; ``suffix`` tells works of one year apart."""
    authors = rich(_authors(record, language))
    date = rich(f"({date_of(record, language, suffix)})")
    title = _title(record, language)
    chinese = chinese_among_chinese(record, language)
    # Section 9.12: without an author the title takes its place.
    head = (authors, date, title) if authors else (title, date)
    entry = sentence(join((*head, *_source(record, chinese=chinese)), ". "))
    link = address(record)
    return join((entry, rich(link, url=link)), " ")


def date_of(record: Record, language: LanguageCode, suffix: str = "") -> str:
    """Return the year, or that there is none."""
    if record.year is not None:
        return f"{record.year}{suffix}"
    none = "无日期" if chinese_among_chinese(record, language) else "n.d."
    return f"{none}-{suffix}" if suffix else none


def _authors(record: Record, language: LanguageCode) -> str:
    names = names_of(record, _name, _MOST + 1)
    if record.more_authors and names:
        return ", ".join([*names[: _MOST - 1], others(record)])
    if len(names) > _MOST:
        last = next(filter(None, map(_name, reversed(record.authors))))
        return ", ".join(names[: _MOST - 1]) + f", … {last}"
    if len(names) > 1:
        last = ", " if chinese_among_chinese(record, language) else ", & "
        return ", ".join(names[:-1]) + last + names[-1]
    return "".join(names)


def _name(person: Person) -> str:
    whole = whole_name(person)
    if whole:
        return whole
    suffix = suffix_of(person)
    parts = (field(person.family), initials(person, ".", " ", "-"), f"{suffix}." if suffix in {"Jr", "Sr"} else suffix)
    return ", ".join(part for part in parts if part)


def _title(record: Record, language: LanguageCode) -> RichText:
    alone = not _in_another(record)
    title = rich(title_of(record), italic=alone)
    volume = rich(field(record.volume)) if alone and record.type not in PERIODICALS else ()
    before, after = ("(第", "卷)") if chinese_among_chinese(record, language) else ("(Vol. ", ")")
    number = wrap("(No. ", rich(work_number(record)), ")")
    title = join((title, wrap(before, volume, after), number), " ")
    return join((title, rich(_description(record, language))), " ")


def _description(record: Record, language: LanguageCode) -> str:
    chinese = chinese_among_chinese(record, language)
    if record.type == "thesis":
        school = field(record.publisher) or field(record.container)
        inside = ("，" if chinese else ", ").join(
            part for part in ("学位论文" if chinese else "Thesis", school) if part
        )
        return f"[{inside}]"
    told = (_CHINESE_DESCRIPTIONS if chinese else _DESCRIPTIONS).get(record.type, "")
    return f"[{told}]" if told else ""


def _in_another(record: Record) -> bool:
    """Return whether the work is a part of another, whose name is set in italics instead."""
    return record.type in PERIODICALS or has_host(record)


def _source(record: Record, *, chinese: bool) -> tuple[RichText, ...]:
    """Return where the work appeared: sentences without their stops."""
    if record.type == "thesis":
        return ()
    if record.type in PERIODICALS:
        return (_periodical(record),)
    container, publisher = field(record.container), rich(publisher_of(record))
    if record.type in PARTS or has_host(record):
        inside = join((rich(container, italic=True), wrap("(", rich(_places(record)), ")")), " ")
        return wrap("见 " if chinese else "In ", inside) if container else inside, publisher
    return rich(container), publisher


def _periodical(record: Record) -> RichText:
    pages = page_range(record.pages)
    article = "Article " if is_article_number(pages) else ""
    issue = wrap("(", rich(bare_issue(record.issue)), ")")
    number = (*rich(field(record.volume), italic=True), *issue)
    return join((rich(field(record.container), italic=True), number, wrap(article, rich(pages))), ", ")


def _places(record: Record) -> str:
    """Return volume and pages inside a book."""
    volume, pages = field(record.volume) if field(record.container) else "", page_range(record.pages)
    unit = "pp." if is_range(pages) else "p."
    return ", ".join([*([f"Vol. {volume}"] if volume else []), *([f"{unit} {pages}"] if pages else [])])
