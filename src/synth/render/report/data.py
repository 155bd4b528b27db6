"""What the report's script works with: records, themes, facets and corrections, as plain values for JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from synth.citations.fields import bare_doi
from synth.languages import explain, read_lexicon
from synth.render.report.markup import TAGS
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synth.datatypes import LanguageCode, Person, Record, Result

_DIGITS = 2
# A list of thousands of authors names an experiment; it is cut here and whole in references.bib.
_MOST_AUTHORS = 50
_HAN = re.compile(r"[\u3400-\u9fff]")


def report_data(result: Result) -> dict[str, Any]:
    """Return all that the script needs.

    Parameters
    ----------
    result
        The whole answer of a run.

    Returns
    -------
    dict
        ``records`` in order of number, ``themes`` with their members as ``[place of the record, strength, whether it
        is the main theme, evidence]``, ``facets`` with the places of the records that name each value,
        ``corrections`` as applied, and the ``words`` of the page.
    """
    language = result.synthesis.language
    records = sorted(result.corpus.records, key=lambda record: (record.number, record.id))
    place = {record.id: i for i, record in enumerate(records)}
    reasons = {one.record_id: explain(one.reason, language) for one in result.themes.unassigned}
    sources = {source.name: i for i, source in enumerate(result.corpus.sources)}
    names = [*sources, *sorted({record.origin.source for record in records} - sources.keys())]
    index = {name: i for i, name in enumerate(names)}
    return {
        "name": clean(result.name),
        "language": TAGS[language],
        "sources": [clean(name) for name in names],
        "records": [_record(record, index, reasons) for record in records],
        "themes": _themes(result, place),
        "facets": _facets(result, place, language),
        "corrections": {
            "moves": [[place[move.record_id], move.theme] for move in result.corrections.moves],
            "renames": [[rename.theme, rename.label] for rename in result.corrections.renames],
            "ignored": len(result.corrections.ignored),
        },
        "words": words_for(language),
    }


def words_for(language: LanguageCode) -> dict[str, str]:
    """Return the words of the report's own controls by their names, which are the same in both languages."""
    words: dict[str, str] = read_lexicon("report")[language]
    return words


def _record(record: Record, sources: Mapping[str, int], reasons: Mapping[str, str]) -> dict[str, Any]:
    """Return what is shown of a record; what it does not have is left out."""
    address = clean(record.url).strip()
    fields = {
        "id": record.id,
        "n": record.number,
        "title": clean(record.title).strip(),
        "authors": [name for name in map(_name, record.authors[:_MOST_AUTHORS]) if name],
        "others": max(len(record.authors) - _MOST_AUTHORS, 0),
        "etAl": record.more_authors,
        "year": record.year,
        "container": clean(record.container).strip(),
        "doi": bare_doi(record.doi),
        "url": address if re.match(r"https?://", address) else "",
        "lang": TAGS[record.language],
        "source": sources[record.origin.source],
        "line": record.origin.line,
        "abstract": clean(record.abstract).strip(),
        "keywords": [clean(keyword).strip() for keyword in record.keywords],
        "reason": reasons.get(record.id, ""),
    }
    needed = {"id", "n", "title", "lang", "source", "line"}
    return {key: value for key, value in fields.items() if key in needed or value not in ("", None, [], False, 0)}


def _name(person: Person) -> str:
    family, given, literal = (clean(part).strip() for part in (person.family, person.given, person.literal))
    if not family:
        return literal or given
    return family + given if _HAN.search(family) else f"{given} {family}".strip()


def _themes(result: Result, place: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "key": theme.key,
            "label": clean(theme.label).strip(),
            "kind": theme.kind,
            "members": [
                [
                    place[member.record_id],
                    round(min(max(float(member.strength), 0.0), 1.0), _DIGITS),
                    int(member.primary),
                    [clean(term) for term in member.evidence],
                ]
                for member in theme.memberships
            ],
        }
        for theme in result.themes.themes
    ]


def _facets(result: Result, place: Mapping[str, int], language: LanguageCode) -> list[dict[str, Any]]:
    """Return the facets of which records name a value, with the names that the word list has for them."""
    facets: list[dict[str, Any]] = []
    for facet in read_lexicon("facets")["facet"]:
        names = {value["key"]: value[language] for value in facet["value"]}
        values = [
            {"label": names.get(one.key, one.key), "records": sorted(place[record_id] for record_id in one.record_ids)}
            for one in result.facets
            if one.facet == facet["key"] and one.record_ids
        ]
        if values:
            label = facet[language]
            facets.append({"key": facet["key"], "label": label[:1].upper() + label[1:], "values": values})
    return facets
