"""References after the IEEE Reference Guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.citations.fields import (
    PARTS,
    PERIODICALS,
    bare_doi,
    bare_issue,
    doi_address,
    field,
    has_host,
    is_article_number,
    is_range,
    page_range,
    publisher_of,
    title_of,
    work_number,
)
from synth.citations.names import initials, names_of, others, suffix_of, whole_name
from synth.citations.richtext import clean, ends_sentence, join, rich, sentence, wrap

if TYPE_CHECKING:
    from synth.citations.richtext import RichText
    from synth.datatypes import Person, Record

# Of more than six authors the first alone.
_MOST = 6
_WHOLE = frozenset({"book", "classic", "collection", "map", "motion_picture", "software", "standard"})


def reference(record: Record) -> RichText:
    """Return one entry of the reference list."""
    doi = wrap("doi: ", rich(bare_doi(record.doi), url=doi_address(record)))
    whole = record.type in _WHOLE and not has_host(record)
    entry = _whole_work(record, doi) if whole else _part_or_paper(record, doi)
    url = clean(record.url).strip()
    online = wrap("[Online]. Available: ", rich(url, url=url)) if url and not doi else ()
    return join((sentence(entry), online), " ")


def _whole_work(record: Record, doi: RichText) -> RichText:
    """Return an entry with its title in italics."""
    title = rich(title_of(record), italic=True)
    volume, number = wrap("vol. ", rich(field(record.volume))), rich(work_number(record))
    head = join((rich(_authors(record)), title, volume, number), ", ")
    return join((head, join((*_imprint(record), rich(_pages(record)), doi), ", ")), ". ")


def _part_or_paper(record: Record, doi: RichText) -> RichText:
    """Return an entry with its title in quotation marks, the comma inside."""
    rest = join((*_source(record), doi), ", ")
    mark = "" if ends_sentence(title_of(record)) else "," if rest else "."
    head = join((rich(_authors(record)), rich(f"“{title_of(record)}{mark}”")), ", ")
    return join((head, rest), " ")


def _authors(record: Record) -> str:
    names = names_of(record, _name, _MOST + 1)
    if names and (record.more_authors or len(names) > _MOST):
        shown = names[:1] if len(names) > _MOST else names
        return ", ".join(shown) + (others(record) if record.language == "zh" else f" {others(record)}")
    if len(names) > 2:  # noqa: PLR2004 - two are joined without a comma
        return ", ".join(names[:-1]) + f", and {names[-1]}"
    return " and ".join(names)


def _name(person: Person) -> str:
    whole = whole_name(person)
    if whole:
        return whole
    suffix = suffix_of(person)
    parts = (initials(person, ".", " ", "-"), field(person.family), f"{suffix}." if suffix in {"Jr", "Sr"} else suffix)
    return " ".join(part for part in parts if part)


def _source(record: Record) -> tuple[RichText, ...]:
    container = rich(field(record.container), italic=record.type in PERIODICALS | PARTS)
    if record.type in PERIODICALS:
        return container, *_numbers(record)
    if record.type in PARTS or has_host(record):
        imprint = join((wrap("in ", container), join(_imprint(record)[:2], ", ")), ", ")
        return imprint, wrap("vol. ", rich(field(record.volume))), rich(_pages(record))
    kind = {"thesis": "thesis", "patent": "patent", "dataset": "data set", "article": "preprint"}.get(record.type, "")
    return rich(kind), container, *_numbers(record)[:2], *_imprint(record), rich(_pages(record))


def _numbers(record: Record) -> tuple[RichText, ...]:
    volume, issue = wrap("vol. ", rich(field(record.volume))), wrap("no. ", rich(bare_issue(record.issue)))
    if record.type not in PERIODICALS:
        return volume, issue
    return volume, issue, rich(_pages(record)), rich(_year(record))


def _imprint(record: Record) -> tuple[RichText, RichText]:
    return rich(publisher_of(record)), rich(_year(record))


def _year(record: Record) -> str:
    return str(record.year) if record.year is not None else "n.d."


def _pages(record: Record) -> str:
    pages = page_range(record.pages)
    unit = "Art. no." if is_article_number(pages) else "pp." if is_range(pages) else "p."
    return f"{unit} {pages}" if pages else ""
