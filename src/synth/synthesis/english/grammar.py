"""Small words: numbers, plurals, lists, labels inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.languages import read_words
from synth.synthesis.selection import said_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Membership, Period

NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ORDINALS = ["largest", "second largest", "third largest", "fourth largest", "fifth largest"]
MOST_NAMES = 3
MOST_SINGLES = 8


def mention(member: Membership) -> str:
    """Return what a record says of a theme: "the “internal logic” and “mechanisms” of vocational education"."""
    phrases = member.phrases[:2] or member.evidence[:2]
    quoted = in_quotes(phrases)
    subject = said_of(member, "en")
    if not subject:
        return quoted
    article = "the " if subject.startswith(("of ", "between ")) else ""
    return f"{article}{quoted} {subject}"


def in_quotes(phrases: Sequence[str]) -> str:
    """Return phrases in quotation marks, as a list."""
    return listed([f"“{phrase}”" for phrase in phrases])


def number(n: int) -> str:
    """Return a number as a word up to twelve."""
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def share_of(part: int, whole: int) -> str:
    """Return a share: "three of the 23 records"."""
    return f"all {whole} records" if part == whole else f"{number(part)} of the {whole} records"


def counted(n: int) -> str:
    """Return a number of records."""
    return f"{number(n)} record{'' if n == 1 else 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return names as a list: "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence: acronyms, proper nouns and names in capitals keep them."""
    first, *others = label.split(" ")
    named = first.lower() in read_words("proper_en") or any(word.istitle() and len(word) > 1 for word in others)
    return label[:1].lower() + label[1:] if first[1:].islower() and not named else label


def plural_s(items: Sequence[object]) -> str:
    """Return the ending of a plural."""
    return "" if len(items) == 1 else "s"


def noun_s(n: int) -> str:
    """Return the ending of a noun after a number."""
    return "" if n == 1 else "s"


def verb_s(n: int) -> str:
    """Return the ending of a verb in the third person."""
    return "s" if n == 1 else ""


def are(n: int) -> str:
    """Return "is" or "are"."""
    return "is" if n == 1 else "are"


def have(ids: Sequence[str]) -> str:
    """Return "has" or "have"."""
    return "has" if len(ids) == 1 else "have"


def belong(ids: Sequence[str]) -> str:
    """Return "belongs" or "belong"."""
    return "belongs" if len(ids) == 1 else "belong"


def come(ids: Sequence[str]) -> str:
    """Return "comes" or "come"."""
    return "comes" if len(ids) == 1 else "come"


def date(ids: Sequence[str]) -> str:
    """Return "dates" or "date"."""
    return "dates" if len(ids) == 1 else "date"


def their(ids: Sequence[str]) -> str:
    """Return "its" or "their"."""
    return "its" if len(ids) == 1 else "their"


def span(period: Period) -> str:
    """Return a period: "2024" or "2020–2024"."""
    return str(period.first) if period.first == period.last else f"{period.first}–{period.last}"
