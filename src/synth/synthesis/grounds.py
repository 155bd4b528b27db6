"""What a sentence rests on: where its quotations stand in the records, and what its numbers count."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Cite, Claim, Count, Paragraph, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.datatypes import Block, CountOf, Record
    from synth.synthesis.facts import Facts

# A quotation said of more records than this is a word that they share; where it stands in each would fill the file.
_MOST_RECORDS = 20
_OUTER_QUOTES = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”|《([^《》]*)》")
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {w: n for n, w in enumerate(_NUMBER_WORDS, 1)}
# No part of a name ("ABC-2"), a decimal, a share or a span of years; Han characters may stand beside it.
_NUMBER = re.compile(rf"(?<![A-Za-z0-9_.,–—-])(?:\d+|{'|'.join(_WORDS)})(?![A-Za-z0-9_%–—-]|[.,]\d)", re.IGNORECASE)
_KINDS: tuple[tuple[CountOf, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"{chinese}$"), re.compile(f" {english}"))  # type: ignore[misc]
    for kind, english, chinese in (
        ("identified", "identified", "识别"),
        ("unreadable", "unreadable", "无法识读"),
        ("duplicate", "duplicate", "重复"),
        ("included", "included", "纳入"),
    )
)
_A_YEAR = range(1000, 2200)


def ground(section: Section, facts: Facts) -> Section:
    """Return a section whose sentences carry the spans of their quotations and the counts behind their numbers.

    Parameters
    ----------
    section
        A section as the prose gave it.
    facts
        The records and figures of the run.
    """
    return dataclasses.replace(
        section,
        blocks=tuple(_grounded(block, facts) for block in section.blocks),
        sections=tuple(ground(below, facts) for below in section.sections),
    )


def _grounded(block: Block, facts: Facts) -> Block:
    if isinstance(block, Paragraph | Bullets):
        return dataclasses.replace(block, claims=tuple(_ground_claim(claim, facts) for claim in block.claims))
    return block


def _ground_claim(claim: Claim, facts: Facts) -> Claim:
    spans = claim.spans or tuple(dict.fromkeys(_spans(claim, facts)))
    return dataclasses.replace(claim, spans=spans, counts=tuple(dict.fromkeys((*claim.counts, *_counts(claim, facts)))))


def _spans(claim: Claim, facts: Facts) -> Iterator[Span]:
    """Yield where each quotation stands in the records of the citation after it."""
    waiting: list[str] = []
    for part in claim.parts:
        if isinstance(part, str):
            waiting.extend(filter(None, (match[1] or match[2] for match in _OUTER_QUOTES.finditer(part))))
            continue
        if len(part.record_ids) <= _MOST_RECORDS:
            found = (_find(quote, facts.records[i]) for quote in waiting for i in part.record_ids)
            yield from (span for span in found if span)
        waiting = []


def _find(quote: str, record: Record) -> Span | None:
    """Return where a record has a quotation: in its title, else in its abstract."""
    pattern = _pattern(quote)
    for field, text in (("title", record.title), ("abstract", record.abstract)):
        match = pattern.search(text)
        if match:
            start, end = match.span()
            return Span(record_id=record.id, field=field, start=start, end=end, text=text[start:end])  # type: ignore[arg-type]
    return None


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str]:
    """Return the pattern of a quotation: blanks, case and the kind of inner marks may differ, a cut may follow."""
    quote = quote.rstrip("… ") or quote
    words = [re.escape(word) for word in quote.split()]
    text = re.sub("[“‘]", "[“‘]", re.sub("[”’]", "[”’]", r"\s+".join(words)))
    edges = [r"(?<!\w)" if quote[:1].isascii() else "", r"(?!\w)" if quote[-1:].isascii() else ""]
    return re.compile(re.sub("[《〈]", "[《〈]", re.sub("[》〉]", "[》〉]", text)).join(edges), re.IGNORECASE)


def _counts(claim: Claim, facts: Facts) -> Iterator[Count]:
    """Yield what each number outside of quotations counts, where that can be told."""
    cites = [part for part in claim.parts if isinstance(part, Cite)]
    for place, part in enumerate(claim.parts):
        if isinstance(part, Cite):
            continue
        following = next((other for other in claim.parts[place:] if isinstance(other, Cite)), None)
        text = _OUTER_QUOTES.sub(lambda match: " " * len(match[0]), part)
        for match in _NUMBER.finditer(text):
            count = _count(match, text, [*([following] if following else []), *cites], facts)
            if count:
                yield count


def _count(match: re.Match[str], text: str, cites: list[Cite], facts: Facts) -> Count | None:
    word = match[0].lower()
    value = _WORDS[word] if word in _WORDS else int(word)
    for kind, before, after in _KINDS:
        if after.match(text, match.end()) or before.search(text[: match.start()]):
            return Count(value=value, of=kind) if value == getattr(facts.flow, kind) else None
    if value in _A_YEAR:
        dated = tuple(dict.fromkeys(i for cite in cites for i in cite.record_ids if facts.records[i].year == value))
        if dated:
            return Count(value=value, of="year", record_ids=dated)
    if re.match(" themes?(?! )|个主题", text[match.end() :]) and value == sum(bool(t.ids) for t in facts.themes):
        return Count(value=value, of="themes")
    counted = next((cite for cite in cites if len(set(cite.record_ids)) == value), None)
    if counted:
        return Count(value=value, of="cited", record_ids=counted.record_ids)
    return Count(value=value, of="included") if value == facts.n else None
