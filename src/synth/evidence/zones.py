"""What a sentence of an abstract does, and how much of it can be quoted by itself.

After argumentative zoning (Teufel and Moens 2002): objective, method, finding and limitation are told apart by the
heading above a sentence, by how the author reports, by cue phrases and by place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from synth.languages import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import EvidenceRole, LanguageCode
    from synth.evidence.sentences import Sentence

_ROLES: tuple[EvidenceRole, ...] = ("limitation", "objective", "method", "finding")
# So long is a quotation, in characters; a longer one is cut at the end of a clause, or not quoted.
_SHORTEST = {"en": 30, "zh": 12}
_LONGEST = {"en": 300, "zh": 110}
# What opens an abstract is what is known already, unless the author says otherwise.
_OPENING = 0.35
# What a sentence under a heading for aims begins with if it tells the aim.
_PURPOSE = re.compile(r"to [a-z]|目的|探|研|考|了解|明确|评|观察|比较|分析|揭示|建立|构建|为", re.IGNORECASE)
# Where a sentence may be cut: the rest adds to what stands before it and takes nothing back.
_CLAUSE_END = {
    "en": re.compile(
        r";\s(?!however|but|yet|although)|,\s(?=(?:and (?:that|this|these|we|it|the)|which|indicating|suggesting"
        r"|thereby|leading|resulting|thus|whereas)\b)"
    ),
    "zh": re.compile(r"；(?!但|而|然而|却|不过)|，(?=并且?|且|从而|进而|同时|以及|为.{2,20}提供)"),
}
_EDGE = r"\b"
_BRACKETS = {"(": ")", "[": "]", "（": "）", "“": "”", "《": "》", "【": "】"}


@dataclass(frozen=True, slots=True)
class Zone:
    """What a sentence does and which part of its text can stand alone: ``text[start:end]``.

    ``sentence`` is where the author's own words begin that report it, behind what joins it to the sentence before.
    ``verb`` and ``link`` tell how the author reports ("find", "that"); empty where the quotation is a whole sentence.
    ``cut`` says that the sentence goes on; ``refers`` that it may point at something outside of it.
    """

    role: EvidenceRole
    sentence: int
    start: int
    end: int
    verb: str = ""
    link: str = ""
    cut: bool = False
    refers: bool = False


def read_zone(text: str, sentence: Sentence, language: LanguageCode) -> Zone | None:
    """Tell what a sentence does and what of it can be quoted.

    Parameters
    ----------
    text
        The abstract.
    sentence
        One of its sentences.
    language
        The sentence's own language.

    Returns
    -------
    Zone or None
        ``None`` for a sentence that does none of the four, breaks off, points at another one, or is a publisher's.
    """
    patterns = _patterns(language)
    whole = text[sentence.start : sentence.end]
    if not sentence.whole or whole.endswith("?"):
        return None
    joined = patterns.joining.match(whole)
    start = joined.end() if joined else 0
    lead = patterns.lead(whole, start) or _bare_aim(whole, sentence)
    role = _role(whole, sentence, lead, patterns)
    # The search for what is refused takes longest, so it comes after what most sentences fail by.
    if role is None or patterns.refused.search(whole):
        return None
    begin = lead.end if lead else start
    quote = _quotable(whole, begin, language)
    if quote is None or patterns.pointing.match(whole, begin):
        return None
    end, cut = quote
    return Zone(
        role=role,
        sentence=sentence.start + start,
        start=sentence.start + begin,
        end=sentence.start + end,
        verb=lead.verb if lead else "",
        link=lead.link if lead else "",
        cut=cut,
        refers=bool(patterns.referring.search(whole, begin, end)),
    )


def direction_of(quote: str, language: LanguageCode) -> int:
    """Return 1 where a quotation says that something is more, -1 where it is less or is not, 0 where it says neither.

    Parameters
    ----------
    quote
        What is quoted.
    language
        Its language.
    """
    up, down = (bool(pattern.search(quote)) for pattern in _directions(language))
    return int(up) - int(down)


@dataclass(frozen=True, slots=True)
class _Lead:
    """How an author reports: the verb as told again, its link to the content, its role, where the content starts."""

    verb: str
    link: str
    role: EvidenceRole
    end: int


def _bare_aim(whole: str, sentence: Sentence) -> _Lead | None:
    """Return what "To find out whether …" says under a heading for aims."""
    bare = sentence.heading == "objective" and re.match(r"To (?=[a-z])", whole)
    return _Lead(verb="aim", link="to", role="objective", end=bare.end()) if bare else None


def _role(whole: str, sentence: Sentence, lead: _Lead | None, patterns: _Patterns) -> EvidenceRole | None:
    """Return what a sentence does: by its own cue for a limitation, else by heading, reporting verb, cue and place."""
    if sentence.place > _OPENING and patterns.cues["limitation"].search(whole):
        return "limitation"
    if lead and sentence.heading in {None, "objective"}:
        return lead.role
    if sentence.heading == "objective":
        # What is known already stands under this heading, too.
        return "objective" if _PURPOSE.match(whole) or patterns.cues["objective"].search(whole) else None
    if sentence.heading is not None:
        return next((role for role in _ROLES if role == sentence.heading), None)
    role = next((role for role in _ROLES[1:] if patterns.cues[role].search(whole)), None)
    known = role == "finding" and (sentence.place < _OPENING or patterns.background.search(whole))
    return None if known else role


def _quotable(whole: str, begin: int, language: LanguageCode) -> tuple[int, bool] | None:
    """Return where a quotation ends and whether the sentence goes on; nothing where it cannot be quoted."""
    end = len(whole.rstrip(".。；;!！ "))
    cut = False
    if end - begin > _LONGEST[language]:
        ends = [match.start() for match in _CLAUSE_END[language].finditer(whole, begin, begin + _LONGEST[language])]
        if not ends:
            return None
        end, cut = ends[-1], True
    if end - begin < _SHORTEST[language] or not _balanced(whole[begin:end]):
        return None
    return end, cut


def _balanced(text: str) -> bool:
    """Tell whether each bracket that opens is closed, in order."""
    waiting: list[str] = []
    for character in text:
        if character in _BRACKETS:
            waiting.append(_BRACKETS[character])
        elif character in _BRACKETS.values() and (not waiting or waiting.pop() != character):
            return False
    return not waiting and text.count('"') % 2 == 0


# -------------------------------------------------------------------------------------------------------- patterns


class _Patterns:
    """The word lists of one language as patterns."""

    def __init__(self, language: LanguageCode) -> None:
        words = read_lexicon("rhetoric")
        edge = r"\b" if language == "en" else ""
        gap = r"(?:,\s*|\s+(?=(?:we|our|i)\b))" if language == "en" else r"[，,、：:]?\s*"
        self.cues = {role: _any(words["cues"][language][role]) for role in _ROLES}
        self.background = _any(words["background"][language])
        self.pointing = _any(f"{word}{edge}" for word in words["pointing"][language])
        self.referring = _any(words["referring"][language])
        self.refused = _any(words["refused"]["any"])
        number = r"(?:[(（]?\d{1,2}[)）.、]\s*|[①-⑩]\s*)?"
        self.joining = re.compile(f"{number}(?:(?:{_joined(words['joining'][language])}){gap})*", re.IGNORECASE)
        self._leads = _english_leads(words) if language == "en" else _chinese_leads(words)

    def lead(self, whole: str, start: int) -> _Lead | None:
        """Return how the author reports at the beginning of a sentence."""
        for pattern, verbs, link in self._leads:
            match = pattern.match(whole, start)
            if match:
                verb, role = verbs[match["verb"].lower()] if "verb" in pattern.groupindex else verbs[""]
                return _Lead(verb=verb, link=link, role=role, end=match.end())
        return None


@cache
def _patterns(language: LanguageCode) -> _Patterns:
    return _Patterns(language)


@cache
def _directions(language: LanguageCode) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = read_lexicon("rhetoric")["direction"][language]
    edge = r"\b" if language == "en" else ""
    return _any(f"{edge}{word}{edge}" for word in words["up"]), _any(f"{edge}{word}{edge}" for word in words["down"])


def _joined(words: Iterable[str]) -> str:
    """Return alternatives, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Return many patterns as one, those that begin at the edge of a word tried there only: half the time."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    inside = [f"(?:{word})" for word in ordered if not word.startswith(_EDGE)]
    edged = [f"(?:{word.removeprefix(_EDGE)})" for word in ordered if word.startswith(_EDGE)]
    return re.compile("|".join([*inside, *([f"{_EDGE}(?:{'|'.join(edged)})"] if edged else [])]), re.IGNORECASE)


_Leads = list[tuple[re.Pattern[str], dict[str, tuple[str, "EvidenceRole"]], str]]


def _english_leads(words: dict[str, Any]) -> _Leads:
    """Return the ways in which English authors report: that something is so, to do something, something."""
    reporting = words["reporting"]["en"]
    adverb = reporting["adverb"]
    forms: dict[str, dict[str, tuple[str, EvidenceRole]]] = {"t": {}, "o": {}}
    passive: dict[str, tuple[str, EvidenceRole]] = {}
    for base, third, past, participle, uses, role in reporting["verbs"]:
        for use in uses:
            forms[use] |= dict.fromkeys((base, third, past), (base, role))
        if "t" in uses:
            passive[participle] = (base, role)
    subject = f"(?:{reporting['self']})?{reporting['subject']}"
    no_object = r"(?:and|or|that|to|in|on|at|with|from|for|as|by|here|using|through|via)\b"
    that, objects = _joined(forms["t"]), _joined(forms["o"])
    purpose = reporting["purpose"].replace("SUBJECT", reporting["subject"]).replace("ADVERB", adverb)
    participles = _joined(passive)
    plain = _joined(form for form, (base, _) in forms["t"].items() if base in reporting["plain"])
    patterns = [
        (rf"(?:{reporting['self']})?{purpose}", {"": ("aim", "objective")}, "to"),
        (rf"(?:{subject}|{reporting['results']}) {adverb}(?P<verb>{that}) that ", forms["t"], "that"),
        (reporting["passive"].replace("PARTICIPLE", f"(?P<verb>{participles})"), passive, "that"),
        (rf"{subject} {adverb}(?P<verb>{objects}) (?!{no_object})(?=\w)", forms["o"], ""),
        (
            rf"{subject} {adverb}(?P<verb>{plain}) (?!{no_object})(?=\w)",
            forms["t"],
            "",
        ),
    ]
    return [(re.compile(pattern, re.IGNORECASE), verbs, link) for pattern, verbs, link in patterns]  # type: ignore[misc]


def _chinese_leads(words: dict[str, Any]) -> _Leads:
    """Return the ways in which Chinese authors report."""
    reporting = words["reporting"]["zh"]
    subject, adverb = reporting["subject"], reporting["adverb"]
    verbs: dict[str, dict[str, tuple[str, EvidenceRole]]] = {
        role: {verb: (verb, role) for verb in reporting[role]} for role in ("finding", "objective", "method")
    }
    # What was done before the result is told may stand in front of it.
    results = f"(?:(?:[^。；]*[，,])?{reporting['results']}|{subject}?)"
    one = {role: f"(?P<verb>{_joined(verbs[role])})" for role in verbs}
    plain = f"(?P<verb>{_joined(reporting['plain'])})"
    rest = f"(?![了出和与及、，。的]|{reporting['no_object']}|{_joined(reporting['objective'])})"
    patterns = [
        (f"{results}{adverb}{one['finding']}(?:[，,：:]\\s*)?(?![了的出])", "finding"),
        (f"{subject}?{adverb}(?P<verb>{_joined(reporting['aiming'])})", "objective"),
        (f"{subject}{adverb}{one['objective']}(?:了|出)?{rest}", "objective"),
        (f"{adverb}{one['objective']}了{rest}", "objective"),
        (f"{adverb}{plain}{rest}", "objective"),
        (f"{subject}?{adverb}{one['method']}了?{rest}", "method"),
    ]
    return [(re.compile(pattern), verbs[role], role) for pattern, role in patterns]
