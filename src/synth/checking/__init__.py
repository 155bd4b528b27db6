"""What a run promises of its synthesis: every sentence cites, every quotation and every number is right.

The checks count again from the records and know nothing of how the sentences came about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.checking.cells import recount
from synth.datatypes import Cite
from synth.errors import SynthError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synth.datatypes import Claim, Count, Record, Result, Span

_NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
# Two ways to compute one number differ by less than this.
_ROUNDING = 1e-9
# What a quotation may change: blanks, case, and the kind of inner quotation and title marks.
_MAY_CHANGE = re.compile(r"[\s“”‘’《》〈〉]+")


def check_claims(result: Result) -> None:
    """Check every sentence against the records, and that every included record is cited.

    Parameters
    ----------
    result
        The whole answer of a run.

    Raises
    ------
    SynthError
        If a sentence cites nothing or an unknown record, a span does not hold its text or its sentence does not show
        it, a number is not what counting gives, or an included record is cited nowhere.
    """
    records = {record.id: record for record in result.corpus.records}
    claims = result.synthesis.claims
    for claim in (*claims, *result.synthesis.outline.claims):
        _check_citations(claim, records, result.name)
        for span in claim.spans:
            _check_span(span, claim, records, result.name)
        for count in claim.counts:
            _check_count(count, claim, records, result)
    for evidence in result.evidence:
        for span in (evidence.sentence, evidence.quote):
            _check_text(span, records, result.name)
    for claim in claims:
        if not claim.record_ids:
            raise _fault(f'A sentence cites nothing: "{_text(claim)[:80]}"', result.name)
    cited = {record_id for claim in claims for record_id in claim.record_ids}
    left = [record.number for record_id, record in records.items() if record_id not in cited]
    if left:
        raise _fault(f"The synthesis leaves out record {min(left)}", result.name)


def _check_citations(claim: Claim, records: Mapping[str, Record], name: str) -> None:
    unknown = [record_id for record_id in claim.record_ids if record_id not in records]
    if unknown:
        raise _fault(f"A sentence cites {unknown[0]}, which is no included record", name)


def _check_span(span: Span, claim: Claim, records: Mapping[str, Record], name: str) -> None:
    """Check that a span's record is cited, holds the text, and that the sentence shows it."""
    if span.record_id not in claim.record_ids:
        raise _fault(f"A sentence quotes {span.record_id} without citing it", name)
    _check_text(span, records, name)
    if _plain(span.text) not in _plain(_text(claim)):
        raise _fault(f'A sentence does not show what it quotes: "{span.text[:80]}"', name)


def _check_text(span: Span, records: Mapping[str, Record], name: str) -> None:
    record = records.get(span.record_id)
    held = record and span.text and getattr(record, span.field)[span.start : span.end] == span.text
    if not held:
        raise _fault(f'{span.record_id} does not have "{span.text[:80]}" where it is quoted from', name)


def _check_count(count: Count, claim: Claim, records: Mapping[str, Record], result: Result) -> None:
    """Check that counting again gives the number, and that the sentence shows it."""
    found = _recounted(count, claim, records, result)
    if not any(again is not None and abs(again - count.value) <= _ROUNDING for again in found):
        raise _fault(
            f"A sentence counts {count.value} ({count.of}) where counting again gives another number", result.name
        )
    text = _text(claim).lower()
    written = [str(count.value)]
    if count.shown:
        _check_shown(count, result)
        written = [re.escape(count.shown)]
    elif isinstance(count.value, int):
        written += [*_NUMBER_WORDS[count.value : count.value + 1], *(["none", "一篇也没有"] if not count.value else [])]
    if not any(re.search(rf"(?<![\d.]){number}(?!\d)", text) for number in written):
        raise _fault(f"A sentence does not show the number {count.value} that it counts", result.name)


def _check_shown(count: Count, result: Result) -> None:
    """Check that a number with a fraction is written as it is rounded, or as a bound that it is below."""
    number = float(count.shown.removeprefix("< "))
    half = 0.5 * 10 ** -len(count.shown.partition(".")[2])
    right = count.value < number if count.shown.startswith("<") else abs(count.value - number) <= half + _ROUNDING
    if not right:
        raise _fault(f"A sentence writes {count.value} as {count.shown}", result.name)


def _recounted(count: Count, claim: Claim, records: Mapping[str, Record], result: Result) -> set[float | None]:
    """Return what the number may be, counted from the records."""
    if count.cell or count.of in {"tested", "gaps", "bound"}:
        return {recount(count, result)}
    if count.of == "year":
        years: set[float | None] = {records[i].year if i in records else None for i in count.record_ids}
        return years if len(years) == 1 and set(count.record_ids) <= set(claim.record_ids) else set()
    if count.of == "cited":
        named = {frozenset(part.record_ids) for part in claim.parts if isinstance(part, Cite)}
        ids = frozenset(count.record_ids)
        return {len(ids)} if ids in named else set()
    if count.of == "themes":
        return {sum(bool(theme.memberships) for theme in result.themes.themes)}
    return {getattr(result.corpus.flow, count.of)}


def _text(claim: Claim) -> str:
    return "".join(part for part in claim.parts if isinstance(part, str))


def _plain(text: str) -> str:
    return _MAY_CHANGE.sub("", text).casefold()


def _fault(what: str, name: str) -> SynthError:
    fix = "This is a fault in synth, not in the source: please report it together with the source"
    return SynthError(what, where=name, fix=fix)
