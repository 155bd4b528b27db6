"""References after the ICMJE Recommendations ("Vancouver"), as the National Library of Medicine details them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.citations.fields import (
    PERIODICALS,
    WEB_PAGES,
    bare_doi,
    bare_issue,
    doi_address,
    field,
    has_host,
    publisher_of,
    short_page_range,
    title_of,
    work_number,
)
from synth.citations.names import initials, names_of, shortened, suffix_of, whole_name
from synth.citations.richtext import clean, join, rich, sentence, wrap

if TYPE_CHECKING:
    from synth.citations.richtext import RichText
    from synth.datatypes import Person, Record

_MOST = 6
_MOST_INITIALS = 2
_KINDS = {"thesis": "thesis", "dataset": "dataset", "article": "preprint", "patent": "patent", "map": "map"}


def reference(record: Record) -> RichText:
    """Return one entry of the reference list."""
    authors = rich(shortened(record, names_of(record, _name, _MOST + 1), _MOST, _MOST, ", "))
    source = _periodical(record) if record.type in PERIODICALS else _book(record)
    entry = sentence(join((authors, rich(_title(record)), *source), ". "))
    return join((entry, _access(record)), " ")


def _name(person: Person) -> str:
    whole = whole_name(person)
    if whole:
        return whole
    parts = (field(person.family), initials(person, "", "", "")[:_MOST_INITIALS], suffix_of(person))
    return " ".join(part for part in parts if part)


def _title(record: Record) -> str:
    online = record.type in WEB_PAGES or (record.type not in PERIODICALS and not record.doi and record.url)
    marks = (f"[{_KINDS[record.type]}]" if record.type in _KINDS else "", "[Internet]" if online else "")
    return " ".join(part for part in (title_of(record), *marks) if part)


def _periodical(record: Record) -> tuple[RichText, ...]:
    """Return ``Journal A. 2020;12(3):21-8``."""
    issue, pages = bare_issue(record.issue), short_page_range(record.pages)
    number = field(record.volume) + (f"({issue})" if issue else "")
    number += (f":{pages}" if number else pages) if pages else ""
    date = str(record.year) if record.year is not None else "[date unknown]"
    internet = " [Internet]" if record.url and not record.doi else ""
    return wrap("", rich(field(record.container)), internet), rich(";".join(part for part in (date, number) if part))


def _book(record: Record) -> tuple[RichText, ...]:
    date = str(record.year) if record.year is not None else "[date unknown]"
    container, volume, pages = field(record.container), field(record.volume), short_page_range(record.pages)
    host = wrap("In: " if has_host(record) else "", rich(container))
    imprint = "; ".join(part for part in (publisher_of(record), date) if part)
    number = wrap("No.: ", rich(work_number(record)))
    return host, wrap("Vol. ", rich(volume)), rich(imprint), wrap("p. ", rich(pages)), number


def _access(record: Record) -> RichText:
    url = clean(record.url).strip()
    doi = wrap("doi:", rich(bare_doi(record.doi), url=doi_address(record)))
    return doi or wrap("Available from: ", rich(url, url=url))
