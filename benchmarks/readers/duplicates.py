"""Duplicates: what is found of true pairs, what is merged that is not one, and what it costs.

True pairs are real records of the exports, each beside itself as another database would give it: the same entries in
several formats, and copies with initials for names, abbreviated journals, short pages, capitals, dropped DOIs, markup,
Greek letters and slips of the pen. False pairs are real Chinese records with one character changed, by other authors or
on other pages, and titles of journals whose merges can be read: any two strings merged that differ in a letter count.
"""

from __future__ import annotations

import html
import json
import random
import re
import time
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from synth.datatypes import Library, Origin, Person, Record
from synth.dedupe import deduplicate, title_key
from synth.readers import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_SEVERAL_FORMATS = (
    ("scopus/pfas_scopus.ris", "scopus/pfas_scopus.bib", "scopus/pfas_scopus.csv"),
    ("cnki/expected_15types_title.bib", "cnki/cnki_noteexpress_15types.net"),
)
_TITLES = (
    ("volume/cnki_education_titles.jsonl", "Chinese titles of journals on education"),
    ("labelled/csl_10000_titles_13categories.jsonl", "Chinese titles of 13 fields"),
    ("labelled/biomedical20_titles_3000.jsonl", "biomedical titles"),
    ("labelled/all_records_200_per_review.jsonl", "search hits of systematic reviews"),
)
_SMALL = frozenset(("of", "the", "and", "in", "for", "on", "a", "an", "de", "la", "&"))
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ"}
_SHORTEST = 6  # characters of a title, not of a heading
_CHARACTERS = "时间实践教师学生理论的与及发展研究"


def report(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines of the tables.

    Parameters
    ----------
    data
        The folder of the public sets.
    misses
        ``pairs`` shows the true pairs that were not found and what was merged wrongly.
    """
    chance = random.Random(0)  # noqa: S311 - a benchmark, no secret
    yield f"{'true pairs':46}{'pairs':>8}{'sensitivity':>13}{'wrong':>7}{'precision':>11}"
    for names in _SEVERAL_FORMATS:
        parts = [read_sources([data / "exports" / name]).records for name in names]
        for plain in (False, True):
            name = f"{len(parts)} formats of one export{', without DOI' if plain else ''}"
            yield from _pairs(name, [[_without_doi(one) if plain else one for one in part] for part in parts], misses)
    originals = _distinct(data)
    for number in range(3):
        copies = [_copy(record, chance) for record in originals]
        yield from _pairs(f"real records beside noisy copies, draw {number + 1}", [originals, copies], misses)
    chinese = [record for record in originals if record.language == "zh"]
    yield from _pairs("Chinese ones of these", [chinese, [_copy(one, chance) for one in chinese]], misses)
    yield ""
    yield from _false_pairs(data, chinese, chance)
    yield ""
    yield from _costs(chance)


def _library(records: Sequence[Record]) -> Library:
    numbered = [replace(record, id=f"r{n}", number=n) for n, record in enumerate(records)]
    return Library(sources=(), records=tuple(numbered))


def _pairs(name: str, parts: Sequence[Sequence[Record]], misses: str) -> Iterator[str]:
    """Yield what is found where the records of one place in all parts, and no others, are one work."""
    size = len(parts[0])
    library = _library([record for part in parts for record in part])
    corpus = deduplicate(library)
    home = {record.id: record.id for record in corpus.records}
    home |= {duplicate.record.id: duplicate.kept_id for duplicate in corpus.duplicates}
    pairs = [(f"r{n}", f"r{part * size + n}") for part in range(1, len(parts)) for n in range(size)]
    missed = [pair for pair in pairs if home[pair[0]] != home[pair[1]]]
    wrong = [
        (duplicate.record.id, duplicate.kept_id)
        for duplicate in corpus.duplicates
        if (int(duplicate.record.id[1:]) - int(duplicate.kept_id[1:])) % size
    ]
    merged = max(len(corpus.duplicates), 1)
    sensitivity, precision = 1 - len(missed) / max(len(pairs), 1), 1 - len(wrong) / merged
    yield f"{name:46}{len(pairs):>8}{sensitivity:>13.4f}{len(wrong):>7}{precision:>11.4f}"
    if misses == "pairs":
        records = {record.id: record for record in library.records}
        for label, found in (("missed", missed), ("wrong", wrong)):
            for pair in found:
                yield from (f"  {label}: {_line(records[record_id])}" for record_id in pair)


def _line(record: Record) -> str:
    names = "; ".join(f"{one.family} {one.given}{one.literal}" for one in record.authors[:3])
    return (
        f"{record.title[:90]} | {names} | {record.year} | {record.container[:30]} {record.volume}({record.issue})"
        f" {record.pages} | {record.doi}"
    )


def _distinct(data: Path) -> list[Record]:
    """Return the records of all exports, each work once."""
    paths = sorted(path for path in (data / "exports").glob("*/*") if path.parent.name != "translator_tests")
    # Test suites hold one entry in many broken forms; what is one work there is not known.
    paths = [path for path in paths if not re.search(r"biblatexExamples|gbt7714|jabref|RJC", path.name)]
    records = deduplicate(read_sources(paths)).records
    return [replace(record, translated_title="") for record in records]


def _without_doi(record: Record) -> Record:
    return replace(record, doi="")


# ------------------------------------------------------------------------------------------------------- noisy copies


def _copy(record: Record, chance: random.Random) -> Record:
    """Return a record as another database might give it."""

    def happens(share: float) -> bool:
        return chance.random() < share

    def maybe(share: float, change: Callable[[str], str], text: str) -> str:
        return change(text) if happens(share) else text

    title = record.title
    for share, change in (
        (0.25, str.upper if record.language == "en" else _narrow),
        (0.30, lambda text: f"{text}."),
        (0.10, lambda text: f"[{text}]"),
        (0.15, lambda text: text.replace("-", chance.choice("‐– "))),
        (0.20, _without_accents),
        (0.30, _greek),
        (0.10, lambda text: html.escape(text, quote=False)),
        (0.05, lambda text: f"<i>{text}</i>"),
        (0.10 if record.language == "en" else 0.0, lambda text: _slip(text, chance)),
    ):
        title = maybe(share, change, title)
    people = () if happens(0.05) else record.authors
    if happens(0.5):
        people = tuple(_initials(one, chance) for one in people)
    bare = happens(0.05)
    return replace(
        record,
        title=title,
        authors=people,
        container=maybe(0.4, _abbreviated, record.container),
        pages="" if bare else maybe(0.4, lambda text: _short_pages(text, chance), record.pages),
        volume="" if bare else record.volume,
        issue="" if bare or happens(0.2) else record.issue,
        year=record.year + chance.choice((-1, 1)) if record.year and happens(0.04) else record.year,
        doi=record.doi.upper() if happens(0.5) else "",
        abstract="" if happens(0.4) else record.abstract,
    )


def _narrow(text: str) -> str:
    return text.translate(str.maketrans("：，（）“”", ':,()""'))


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _greek(text: str) -> str:
    for name, letter in _GREEK.items():
        text = re.sub(rf"\b{name}\b", letter, text)
    return text


def _slip(text: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(text) if place > 2 and sign.isalpha() and sign.isascii()]  # noqa: PLR2004 - inside
    if not places or places[-1] == len(text) - 1 == places[0]:
        return text
    place = chance.choice(places)
    left, sign, right = text[:place], text[place], text[place + 1 :]
    return chance.choice((left + right, left + sign + sign + right, left + right[:1] + sign + right[1:]))


def _initials(one: Person, chance: random.Random) -> Person:
    letters = [word[0] for word in re.findall(r"\w+", one.given)]
    return replace(one, given=chance.choice(("".join(letters), ". ".join([*letters, ""]).strip())))


def _abbreviated(name: str) -> str:
    if re.search("[㐀-鿿]", name):
        return name
    words = [word for word in name.split() if word.lower() not in _SMALL]
    return " ".join(f"{word[:4]}." if len(word) > 5 else word for word in words)  # noqa: PLR2004 - short words stay


def _short_pages(pages: str, chance: random.Random) -> str:
    match = re.fullmatch(r"(\d+)\D+(\d+)", pages)
    if not match:
        return pages
    first, last = match.groups()
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    short = f"{first}-{last[same:]}" if len(first) == len(last) else first
    return chance.choice((first, short, f"pp. {first}–{last}"))


# --------------------------------------------------------------------------------------------------------- false pairs


def _false_pairs(data: Path, chinese: Sequence[Record], chance: random.Random) -> Iterator[str]:
    yield f"{'false pairs':64}{'records':>9}{'merged':>8}"
    whole = [
        replace(one, doi="", translated_title="") for one in chinese if one.authors and len(one.title) >= _SHORTEST
    ]
    placed = [replace(one, volume="7", issue="3", pages="8001-8009", year=2020) for one in whole]
    kinds: dict[str, tuple[list[Record], Callable[[Record], Record]]] = {
        "other authors": (whole, lambda one: replace(one, authors=(Person(literal="作者甲"),), pages="")),
        "other pages": (placed, lambda one: replace(one, pages="9001-9009")),
        "no pages": (whole, lambda one: replace(one, pages="", volume="", issue="")),
    }
    for name, (ours, change) in kinds.items():
        theirs = [change(replace(one, title=_other(one.title, chance))) for one in ours]
        label = f"Chinese records, one character changed, {name}"
        yield f"{label:64}{len(ours):>9}{_merged_across(ours, theirs):>8}"
    for path, name in _TITLES:
        records = _titles(data / path)
        corpus = deduplicate(_library(records))
        home = {record.id: record for record in corpus.records}
        differ = sum(
            title_key(duplicate.record.title) != title_key(home[duplicate.kept_id].title)
            for duplicate in corpus.duplicates
        )
        yield f"{name + ', different in letters':64}{len(records):>9}{differ:>8}"


def _other(title: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(title) if "一" <= sign <= "鿿"]
    place = chance.choice(places)
    sign = chance.choice([sign for sign in _CHARACTERS if sign != title[place]])
    return title[:place] + sign + title[place + 1 :]


def _merged_across(ours: Sequence[Record], theirs: Sequence[Record]) -> int:
    corpus = deduplicate(_library([*ours, *theirs]))
    return sum(
        (int(duplicate.record.id[1:]) < len(ours)) != (int(duplicate.kept_id[1:]) < len(ours))
        for duplicate in corpus.duplicates
    )


def _titles(path: Path) -> list[Record]:
    """Return records of a set of titles, those that stand in it more than once included."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Record(
            id="",
            number=0,
            title=row["title"],
            origin=Origin(source=path.name, line=n),
            raw="",
            year=row.get("year"),
            language=row.get("lang") or "en",
        )
        for n, row in enumerate(rows, 1)
        if row["title"]
    ]


# --------------------------------------------------------------------------------------------------------------- costs


def _costs(chance: random.Random) -> Iterator[str]:
    yield f"{'cost':46}{'records':>9}{'stay':>8}{'seconds':>9}"
    words = ["education", "training", "industry", "policy", "analysis", "digital", "teaching", "quality", "learning"]
    words += [f"{word}{ending}" for word in words for ending in ("al", "ist", "ing", "s", "ive", "less", "able")]
    for size in (6_000, 24_000, 96_000):
        records = [_invented(n, words, chance) for n in range(size - size // 6)]
        records += [
            replace(record, title=record.title.upper(), issue="") for record in chance.sample(records, size // 6)
        ]
        yield _cost("invented records, a sixth twice", records)
    years = [replace(_invented(0, words, chance), year=1000 + n, pages="") for n in range(10_000)]
    yield _cost("one title and author, 10,000 years", years)
    yield _cost("one record 10,000 times", [years[0]] * 10_000)


def _invented(number: int, words: Sequence[str], chance: random.Random) -> Record:
    page = chance.randint(1, 900)
    surname = "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3)).title()
    return Record(
        id="",
        number=number,
        title=" ".join(chance.choices(words, k=chance.randint(6, 14))),
        origin=Origin(source="invented", line=number),
        raw="",
        authors=(Person(family=surname, given=chance.choice("ABCDEFGH")),),
        year=chance.randint(1990, 2025),
        container=f"Journal {chance.choice('ABCDEFGH')}",
        volume=str(chance.randint(1, 40)),
        issue=str(chance.randint(1, 12)),
        pages=f"{page}-{page + 9}",
    )


def _cost(name: str, records: Sequence[Record]) -> str:
    library = _library(records)
    start = time.process_time()
    corpus = deduplicate(library)
    return f"{name:46}{len(records):>9}{len(corpus.records):>8}{time.process_time() - start:>9.2f}"
