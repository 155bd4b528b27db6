"""What every sentence of a synthesis owes to the records."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Paragraph
from synth.languages import TermFinder, normalize, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from synth.datatypes import Claim, Record, Section, Synthesis, Theme, ThemeSet


def text_of(claim: Claim) -> str:
    """Return a sentence with its citations as a mark."""
    return "".join(part if isinstance(part, str) else "[]" for part in claim.parts)


def every_section(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield sections and those below them, in reading order."""
    for section in sections:
        yield section
        yield from every_section(section.sections)


def own_claims(section: Section) -> list[Claim]:
    """Return the sentences that stand directly under a heading."""
    return [claim for block in section.blocks if isinstance(block, Paragraph | Bullets) for claim in block.claims]


def quotes(text: str) -> Iterator[str]:
    """Yield what stands in outermost “quotation marks”."""
    depth, start = 0, 0
    for i, character in enumerate(text):
        if character == "“":
            depth += 1
            start = i + 1 if depth == 1 else start
        elif character == "”" and depth:
            depth -= 1
            if not depth:
                yield text[start:i]


def attributed(claim: Claim) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each quotation of a sentence with the records that the next citation names."""
    waiting: list[str] = []
    last: tuple[str, ...] = ()
    for part in claim.parts:
        if isinstance(part, str):
            waiting.extend(quotes(part))
            continue
        last = part.record_ids
        yield from ((quote, last) for quote in waiting)
        waiting = []
    yield from ((quote, last) for quote in waiting)


def occurs(quote: str, record: Record) -> bool:
    """Tell whether a quotation stands in a record: letter by letter, or as a term in another number."""
    cut = plain(quote.rstrip("…"))
    tokens = tokenize(f"{record.title}\n{record.abstract}")
    return cut in plain(f"{record.title} {record.abstract}") or bool(TermFinder([normalize(quote)]).spans(tokens))


def plain(text: str) -> str:
    """Return a text without what a quotation may change: case, width, blanks and the inner title marks."""
    flat = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    for outer, inner in ("《〈", "》〉", "“‘", "”’"):
        flat = flat.replace(outer, inner)
    return flat


def frame_of(claim: Claim) -> str:
    """Return a sentence without what varies: quotations, names, counts and citations."""
    text = re.sub(r"“[^“”]*”", "Q", text_of(claim))
    text = re.sub(r"[\w.]+(?: et al\.| and [\w.]+|等|和\w+)? ?[(（](?:\d{4}|n\.d\.|年份不详)[)）]", "N", text)
    text = re.sub(r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", "0", text.lower())
    return re.sub(r"(?:\[\]|[,、，]|\band\b|\s|q|n\b)+", " ", text)


def theme_sections(synthesis: Synthesis, themes: ThemeSet) -> list[Section]:
    """Return the sections on the themes."""
    told = [theme for theme in themes.themes if theme.record_ids]
    headings = {f"{i}. {theme.label}" for i, theme in enumerate(told, 1)}
    found = [section for section in every_section(synthesis.sections) if section.heading in headings]
    assert len(found) == len(told)
    return found


def keep_laws(synthesis: Synthesis, themes: ThemeSet, records: Mapping[str, Record]) -> None:
    """Check that sentences cite, every record is cited, quotations are in their records and nothing is repeated."""
    assert {record_id for claim in synthesis.claims for record_id in claim.record_ids} == set(records)
    for claim in (*synthesis.claims, *synthesis.outline.claims):
        keep_form(claim, set(records))
    for section in every_section(synthesis.sections):
        assert section.heading
        assert section.blocks or section.sections
        said = [claim.parts for claim in own_claims(section)]
        assert len(set(said)) == len(said), section.heading
    keep_members(synthesis, themes, set(records))
    for one in (member for theme in themes.themes for member in theme.memberships):
        for text in filter(None, (*one.phrases, one.said_of)):
            assert occurs(text, records[one.record_id]), (text, one.record_id)
    labels = {theme.label for theme in themes.themes}
    for section in theme_sections(synthesis, themes):
        frames = [frame_of(claim) for claim in own_claims(section)]
        assert not any(a == b == c for (a, b), (_, c) in pairwise(pairwise(frames))), frames
        for claim in own_claims(section):
            for quote, ids in attributed(claim):
                held = quote in labels or any(occurs(quote, records[record_id]) for record_id in ids)
                assert held, (quote, text_of(claim))


def keep_members(synthesis: Synthesis, themes: ThemeSet, known: set[str]) -> None:
    """Check that each theme's section cites its members and nobody else, and that what is unassigned is told apart."""
    told = [theme for theme in themes.themes if theme.record_ids]
    for theme, section in zip(told, theme_sections(synthesis, themes), strict=True):
        assert {i for claim in own_claims(section) for i in claim.record_ids} == set(theme.record_ids), theme.label
    apart = {i for claim in synthesis.claims if set(claim.record_ids) < known for i in claim.record_ids}
    loose = {one.record_id for one in themes.unassigned}
    assert loose <= apart or loose == known


def keep_form(claim: Claim, known: set[str]) -> None:
    """Check that a sentence cites known records and is a whole sentence."""
    text = text_of(claim)
    assert claim.record_ids, text
    assert set(claim.record_ids) <= known, text
    assert all(part != "" for part in claim.parts), text
    assert text.rstrip().endswith((".", "。")), text
    assert "  " not in text, text
    assert "None" not in text, text


def keep_outline(synthesis: Synthesis, themes: ThemeSet, records: Mapping[str, Record]) -> None:
    """Check that the outline cites every record, each under its lowest heading, and has no heading twice."""
    outline = synthesis.outline
    assert {record_id for claim in outline.claims for record_id in claim.record_ids} == set(records)
    by_name = {section.heading.split(" ", 1)[1]: section for section in every_section(outline.sections)}
    assert len(by_name) == len(list(every_section(outline.sections)))
    for theme in themes.themes:
        if theme.memberships:
            keep_chapter(theme, by_name)
    for section in every_section(outline.sections):
        assert section.blocks or section.sections, section.heading
        for claim in own_claims(section):
            keep_form(claim, set(records))


def keep_chapter(theme: Theme, by_name: Mapping[str, Section]) -> None:
    """Check that a chapter cites the works of its theme, and that parts cite theirs under their own heading."""
    cited = {record_id for claim in by_name[theme.label].claims for record_id in claim.record_ids}
    assert cited >= set(theme.primary_ids)
    for part in theme.subthemes:
        told = {record_id for claim in by_name[part.label].claims for record_id in claim.record_ids}
        assert told == set(part.record_ids), part.label
        for strand in part.strands:
            own = {record_id for claim in own_claims(by_name[strand.label]) for record_id in claim.record_ids}
            assert own == set(strand.record_ids), strand.label
