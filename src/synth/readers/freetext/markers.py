"""Follow the numbering of a reference list, also where numbers were misread or are lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.readers.text import HAN, shape

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_SIGNS = {sign: value for signs in (_CIRCLES, _IN_BRACKETS) for value, sign in enumerate(signs, start=1)}
_STYLES = {
    "[1]": re.compile(r"\[\s?[\^注RSP]?\s?(\d{1,4})\s?\]:?(?!\s?\()"),
    "(1)": re.compile(r"\((\d{1,4})\)(?=\s?[^\W\d])(?!\s?[,.;:])"),
    "1.": re.compile(
        rf"(?:(?<![\d.\w])|(?<=[\d)]\.)(?=\d{{1,3}}\.[{HAN}]))(\d{{1,4}})\s?\.(?=\s+[^\W\d]|[\"“《*{HAN}]|[A-Z]|\s+[\"“《\[*^↑])"
    ),
    "R1": re.compile(r"(?<![\w.])[RSP](\d{1,3})[.)\]:](?=\s)"),
    "I.": re.compile(r"(?<![\w.])([IVXL]{1,7})\.(?=\s)"),
    "1)": re.compile(r"(?<![\d.\w(])(\d{1,4})\)(?=\s?[^\W\d\"“])"),
    "1、": re.compile(r"(?<![\d.\w])(\d{1,4})[,](?=\s?[^\W\d\s])"),
    "1 ": re.compile(rf"(?<![\d.\w])(\d{{1,4}})\s+(?=[A-Z{HAN}])"),
    "①": re.compile(f"([{''.join(_SIGNS)}])"),
    "1": re.compile(rf"(?<![\d.\w])(\d{{1,3}})(?=[A-Z][\w'-]|(?![年月日卷期页届世])[{HAN}])"),  # once raised
    "注1": re.compile(r"(?:注(?:释)?|note\s)\s?(\d{1,3})\s?[:.,]", re.IGNORECASE),
}
_INLINE = frozenset({"[1]", "(1)", "1.", "1)", "①"})
_JUMP = 20  # a numbering may skip this many entries that the source has lost
_ENDED = re.compile(r"[.\d)\]}/;]\s{0,3}$")
_OPENS = re.compile(
    rf"\s{{0,4}}[^,;.:)\]a-z\s=]|\s{{0,4}}(?:de|van|von|del|di|da|al|el|la|le)\s[A-Z]|\s*$|\s*https?:|\s?[{HAN}]"
)
_INDENT = 16  # characters that may stand before the first marker of a line
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_YEARS = range(1400, 2101)  # no list that long is numbered without brackets
_FEW = 3  # markers that make a numbering by themselves
_EXACT = frozenset({"I.", "1"})  # initials and words such as "3D" look the same: only a count without a gap is sure
_DAMAGED = re.compile(
    r"""
    (?P<lead>(?<![^\n])[ \t]*|(?<=[.)\]/;\d])\s?)
    (?P<label>(?P<open>[\[({|])?\s?(?P<digits>[0-9lIiOoQSZB|!]{1,4})\s?(?P<close>[\])}|.,:])?)
    \s{0,3}(?=[^\W\d_a-z]|["“《'\[]|(?:de|van|von)\s)
    """,
    re.VERBOSE,
)
_MISREAD = str.maketrans(
    {"l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "O": "0", "o": "0", "Q": "0", "S": "5", "Z": "2", "B": "8"}
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A number before an entry: where it stands in the text, where it ends, and its value."""

    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    value: int
    weight: float
    leading: bool


def outline_of(text: str) -> str:
    """Return the shape of a text in which the brackets that Markdown escapes are plain."""
    outline = shape(text)
    return outline.replace("\\[", "[ ").replace("\\]", " ]").replace("\\.", " .") if "\\" in outline else outline


def find_numbering(text: str) -> list[Marker]:
    """Return the markers of the numbered list in a text, in order; none where it is not numbered.

    Parameters
    ----------
    text
        The text of a list, or of a page that holds one.
    """
    outline = outline_of(text)
    best: list[_Candidate] = []
    most = 0.0
    for style in _STYLES:
        candidates = _candidates(outline, style)
        if style in _EXACT:
            candidates = _counted(candidates)
        for step in (1, -1):
            total, chain = _chain(candidates if step > 0 else [one for one in candidates if one.leading], step)
            if total > most + (0.0 if step > 0 else 1.0):
                best, most = chain, total
    markers = [Marker(one.start, one.end, one.value) for one in best]
    falling = len(markers) > 1 and markers[1].value < markers[0].value and markers[-1].value < markers[0].value
    return markers if falling or len(markers) < _FEW else _with_misread(outline, markers)


def _candidates(outline: str, style: str) -> list[_Candidate]:
    """Return all that may be markers of a style, each with what speaks for it."""
    found = []
    for match in _STYLES[style].finditer(outline):
        leading = _leads_line(outline, match.start())
        if not leading and style not in _INLINE:
            continue
        value = _SIGNS.get(match[1]) or (_roman(match[1]) if style == "I." else int(match[1]))
        if style != "[1]" and value in _YEARS:
            continue
        opens = bool(_OPENS.match(outline, match.end()))
        ended = bool(_ENDED.search(outline[max(0, match.start() - 6) : match.start()])) or match.start() == 0
        if leading:
            weight = 1.0 if opens else 0.5
        else:
            weight = 0.9 if ended and opens else 0.2 if ended or (opens and style != "1.") else -0.5
        found.append(_Candidate(match.start(), match.end(), value, weight, leading))
    return found


def _roman(numeral: str) -> int:
    """Return the value of a Roman numeral."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _counted(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates that count on from 1 without a gap; none where they are too few to be sure."""
    counted: list[_Candidate] = []
    for one in candidates:
        if one.value == len(counted) + 1:
            counted.append(one)
    return counted if len(counted) >= _FEW else []


def _chain(candidates: list[_Candidate], step: int) -> tuple[float, list[_Candidate]]:
    """Return the best way to count through the candidates, and how good it is.

    The next number counts most; some may be skipped, a number may come twice at the start of a line, and the numbering
    may begin again at 1.
    """
    ends: dict[int, tuple[float, int]] = {}  # the best chain that ends with a value, by its last candidate
    before: list[int] = []
    best = (0.0, -1)
    starts_again = {one.value: place for place, one in enumerate(candidates)}
    for place, one in enumerate(candidates):
        options = [_beginning(one, step), *_continued(one, ends, step)]
        if step > 0 and one.value == 1 and one.leading and best[1] >= 0 and starts_again.get(2, 0) > place:
            options.append((best[0] - 1.5, best[1]))
        score, previous = max(options)
        before.append(previous)
        total = (score + one.weight, place)
        if total[0] >= ends.get(one.value, (-9.0, 0))[0]:
            ends[one.value] = total
        if total[0] > best[0] + 0.1:  # a marker that nothing speaks for is left alone
            best = total
    chain = []
    place = best[1]
    while place >= 0:
        chain.append(candidates[place])
        place = before[place]
    return best[0], chain[::-1]


def _beginning(one: _Candidate, step: int) -> tuple[float, int]:
    """Weigh a candidate as the first of a chain: the number 1, or any at the start of a line."""
    if step < 0:
        return (0.0, -1)
    return (0.5 if one.value == 1 else 0.0 if one.leading else -2.0, -1)


def _continued(one: _Candidate, ends: dict[int, tuple[float, int]], step: int) -> list[tuple[float, int]]:
    """Weigh the chains that a candidate may continue."""
    options = []
    if (last := ends.get(one.value - step)) is not None:
        options.append((last[0] + 0.5, last[1]))
    if step > 0 and (one.leading or one.weight > 0.5):  # noqa: PLR2004 - sure enough to skip a number
        skipped = ((gap, ends.get(one.value - gap)) for gap in range(2, _JUMP + 1))
        options += [(last[0] - 0.3 - 0.05 * gap, last[1]) for gap, last in skipped if last]
    if one.leading and (last := ends.get(one.value)) is not None:
        options.append((last[0] - 0.7, last[1]))
    return options


def _with_misread(outline: str, markers: list[Marker]) -> list[Marker]:
    """Add the markers that a scanner misread, such as ``[l2]`` or ``12]``, where a number is missing."""
    complete = []
    bracketed = outline[markers[0].start] in "[("
    for place, marker in enumerate(markers):
        complete.append(marker)
        end = markers[place + 1].start if place + 1 < len(markers) else len(outline)
        last = markers[place + 1].value if place + 1 < len(markers) else marker.value + _JUMP
        if last - marker.value > 1:
            complete += _misread(outline, marker, end, last, bracketed=bracketed)
    return complete


def _misread(outline: str, marker: Marker, end: int, last: int, *, bracketed: bool) -> list[Marker]:
    """Return the misread markers between a marker and an end, of numbers below the last."""
    found = []
    expected = marker.value + 1
    for match in _DAMAGED.finditer(outline, marker.end, end):
        digits = match["digits"].translate(_MISREAD)
        if not digits.isdigit() or not expected <= int(digits) < last or not _like_digits(match):
            continue
        leading = _leads_line(outline, match.start("label"))
        marked = (
            bool(match["open"] or match["close"]) if leading else bool(match["open"] if bracketed else match["close"])
        )
        ended = leading or bool(_ENDED.search(outline[max(0, match.start() - 6) : match.start("label")]))
        if (
            int(digits) == expected
            and ended
            and (marked or (leading and outline[match.start("label") :][:1].isalnum()))
        ):
            found.append(Marker(match.start("label"), match.end("label"), expected))
            expected += 1
    return found


def _like_digits(match: re.Match[str]) -> bool:
    """Whether what may be a number has a digit, or stands in brackets, as a word does not."""
    return bool(re.search(r"\d|^[lI|]$", match["digits"]) or (match["open"] and match["close"]))


def _leads_line(outline: str, position: int) -> bool:
    nearest = max(0, position - _INDENT)  # looking further back would be slow in one long line
    start = outline.rfind("\n", nearest, position) + 1
    return (start > 0 or nearest == 0) and not outline[start:position].strip(" \t*#>-")
