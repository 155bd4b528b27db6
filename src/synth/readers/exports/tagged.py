"""Read the tagged exports of databases and reference managers, whichever dialect each entry is in.

A line is a tag and its value, or continues the value above. Files may be joined of several dialects: each entry is read
in the dialect that its start tag shows. A line that fits nowhere is left out with a remark, one for a run of lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synth.readers.exports.dialects import Dialect, dialects, is_short
from synth.readers.exports.entries import Pairs, fields_of
from synth.readers.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.readers.intake import Reading

_LABEL = "来源篇名|题名|文献题名|篇名|标题|中文题名|序号|流水号|文摘号|文章题目"
_SPACED = r"[\s\u3000]*".join
_LABELS = "|".join(_SPACED(label) for label in _LABEL.split("|"))
# How an entry of each dialect begins, by the first character.
_STARTS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "T": (
        ("ris", re.compile(r"[ \t]{0,4}TY[ \t]{1,4}[-–](?=[ \t]|$|[A-Z])")),
        ("colons", re.compile(r"Title-题名\s?[:：]")),
    ),
    "t": (("ris", re.compile(r"[ \t]{0,4}ty[ \t]{1,4}[-–](?=[ \t]|$)")),),
    "P": (("nbib", re.compile(r"PMID ?- ?\d")), ("wos", re.compile(r"PT [A-Z]\s*$"))),
    "%": (("refer", re.compile(r"[ \t]{0,16}%0[ \t:]")),),
    "R": (("refworks", re.compile(r"RT [A-Z]")), ("central", re.compile(r"Record #\d{1,7} of \d{1,7}\s*$"))),
    "V": (("ovid", re.compile(r"VN  ?- Ovid ")),),
    "U": (("ovid", re.compile(r"UI  - \S")), ("ovid_labels", re.compile(r"Unique Identifier\s*$"))),
    "D": (
        ("proquest", re.compile(r"Document \d{1,7} of \d{1,7}\s*$")),
        ("colons", re.compile(r"DataType\s?[:：]")),
    ),
    "S": (("colons", re.compile(r"SrcDatabase-来源库\s?[:：]")),),
    "{": (("noteexpress", re.compile(r"\{Reference Type\}\s?[:：]")),),
    "【": (
        ("cssci", re.compile(r"【来源篇名】")),
        ("brackets", re.compile(rf"【[\s\u3000]*(?:{_LABELS})[\s\u3000]*】")),
    ),
    **dict.fromkeys("来题文篇标中序流", (("colons", re.compile(rf"(?:{_LABEL})\s?[:：]")),)),
}
_RULE = re.compile(r"\s*[-=*_#~.·—]{3,}\s*$")
_NUMBER = re.compile(r"<\s?\d{1,7}\.?\s?>\s*$")  # what Ovid writes between entries
_PROBE = 400


@dataclass(slots=True)
class _Entry:
    """An entry while its lines are read; lines are counted from 0."""

    dialect: Dialect
    first: int
    last: int
    started: bool
    lax: bool = False
    title: str = ""
    title_tag: str = ""
    pairs: Pairs = field(default_factory=list)


def read(text: str, source: str) -> Reading:
    """Read a tagged export.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Returns
    -------
    Reading
        One item for each entry, in order; ``format`` names the dialects met.
    """
    return _Scanner(text.replace("\ufeff", "").split("\n"), source).run()


class _Scanner:
    """Goes over the lines once and hands each entry over when it ends."""

    def __init__(self, lines: Sequence[str], source: str) -> None:
        self.lines = lines
        self.intake = Intake(source, "")
        self.at = 0
        self.gap = False
        self.entry: _Entry | None = None
        self.stray: list[int] = []
        self.unknown: dict[tuple[str, str], list[int]] = {}
        self.names: dict[str, None] = {}
        self.dialect = self._first_dialect()

    def run(self) -> Reading:
        """Read all lines."""
        dialect, entry = self.dialect, self.entry
        for at, line in enumerate(self.lines):
            match = dialect.line.match(line)
            if match and entry and not self.gap and (tag := match[1]) in dialect.plain:
                entry.pairs.append((tag, [match[2] or ""]))
                entry.last = at
                continue
            self.at = at
            if match is None:
                self._untagged(line)
            elif not self._tagged(dialect.tag(match), match[2] or "", lax=False):
                self._unfit(line, match)
            dialect, entry = self.dialect, self.entry
        self.at = len(self.lines)
        self._close(ended=False)
        self._flush()
        for (name, tag), places in self.unknown.items():
            lines = "1 line" if len(places) == 1 else f"{len(places)} lines"
            reason = f"{lines} with the tag {tag}, which {name} does not have; left out"
            self.intake.doubtful(places[0] + 1, self.lines[places[0]], reason)
        self.intake.form = " and ".join(self.names) or self.dialect.name
        return self.intake.reading

    def _first_dialect(self) -> Dialect:
        """Return the dialect of the first start tag, or else the one with most tags in the first lines."""
        for at, line in enumerate(self.lines):
            self.at = at
            if found := self._start(line):
                return found
        probe = self.lines[:_PROBE]
        scores = {key: sum(dialect.knows(line) for line in probe) for key, dialect in dialects().items()}
        return dialects()[max(scores, key=lambda key: scores[key])]

    # --------------------------------------------------------------------------------------------- what a line is

    def _start(self, line: str) -> Dialect | None:
        """Return the dialect in which a line begins an entry."""
        for key, pattern in _STARTS.get(line.lstrip()[:1], ()):
            if pattern.match(line):
                dialect = dialects()[key]
                if dialect.start or self.entry is None or self.gap or not self.entry.title:
                    match = dialect.line.match(line)
                    return dialect if match is None or self._borne_out(dialect, match[2] or "") else None
        return None

    def _borne_out(self, dialect: Dialect, value: str) -> bool:
        """Whether a start tag has a value, and the next line a form, that rule out a wrapped sentence."""
        after = next((line for line in self.lines[self.at + 1 : self.at + 9] if line.strip()), None)
        return bool(dialect.value.match(value)) and (after is None or bool(dialect.follows.match(after)))

    def _tagged(self, tag: str, value: str, *, lax: bool) -> bool:
        """Take a line with a tag of the present dialect, if it is one."""
        dialect = self.dialect
        if tag == dialect.end:
            self._end()
            return True
        role = dialect.roles.get(tag)
        if role is None:
            return False
        if tag == dialect.start:
            if self.entry and not self._borne_out(dialect, value):
                return False
            self._begin(dialect, tag, value, lax=lax)
            return True
        entry = self.entry
        if entry is None or ((self.gap or not dialect.start) and self._anew(entry, tag)):
            entry = self._open(dialect, started=False, lax=lax)
        if role == "title" and value and not entry.title:
            entry.title, entry.title_tag = value.strip(), tag
        entry.pairs.append((tag, [value]))
        entry.last, self.gap = self.at, False
        return True

    def _unfit(self, line: str, match: re.Match[str]) -> None:
        """Take a line that looks tagged but has no tag of the present dialect."""
        if found := self._start(line):
            self._begin_in(found, line)
        elif self.dialect.known:
            self._text(line)
        else:
            self.unknown.setdefault((self.dialect.name, match[1]), []).append(self.at)
            if self.entry and self.gap and self._anew(self.entry, match[1]):
                self._open(self.dialect, started=False, lax=False)
            if self.entry:
                self.entry.last = self.at
            self.gap = False

    def _untagged(self, line: str) -> None:
        """Take a line that is not tagged as the present dialect tags lines."""
        if not line or line.isspace() or _NUMBER.match(line):
            self.gap = True
        elif found := self._start(line):
            self._begin_in(found, line)
        elif not self._careless(line):
            self._text(line)

    def _careless(self, line: str) -> bool:
        """Take a line whose tag is in small letters or has other spaces, where it can be no wrapped sentence."""
        match = self.dialect.lax.match(line)
        entry = self.entry
        if not match:
            return False
        tag, value = match[1].upper(), match[2] or ""
        ends = tag == self.dialect.end and not value.strip()
        if not ends and entry and not entry.lax and entry.pairs and entry.pairs[-1][0] in self.dialect.long:
            return False
        return self._tagged(tag, value, lax=True)

    def _text(self, line: str) -> None:
        """Take a line without a tag: it continues the value above, belongs to the format, or is left out."""
        entry, dialect = self.entry, self.dialect
        if (self.gap or entry is None) and (dialect.noise.match(line) or _RULE.match(line)):
            return
        if entry and entry.pairs and self._continues(entry, line):
            tag, lines = entry.pairs[-1]
            lines.append(line)
            if not entry.title and dialect.roles[tag] == "title":
                entry.title, entry.title_tag = line.strip(), tag
            entry.last, self.gap = self.at, False
            return
        if dialect.noise.match(line) or _RULE.match(line):
            return
        if self.stray and self.stray[-1] < self._before():
            self._flush()
        self.stray.append(self.at)
        self.gap = False

    def _continues(self, entry: _Entry, line: str) -> bool:
        """Whether a line without a tag continues the last value of the entry."""
        tag = entry.pairs[-1][0]
        stopped = self.gap or bool(self.stray and self.stray[-1] == self._before())
        if self.dialect.indented:
            return line[0] in " \t" or (tag in self.dialect.long and not stopped)
        if tag in self.dialect.long:
            return True
        return not stopped and not is_short(self.dialect.roles[tag])

    def _before(self) -> int:
        """Return the place of the last line before this one that is not blank."""
        return next((place for place in range(self.at - 1, -1, -1) if self.lines[place].strip()), -1)

    # --------------------------------------------------------------------------------------------- entries

    def _anew(self, entry: _Entry, tag: str) -> bool:
        """Whether a tag begins a further entry, though it is no start tag."""
        if not entry.title:
            return False
        if not self.dialect.start and tag in {entry.pairs[0][0], entry.title_tag}:
            return True
        return self.gap and self._title_ahead(entry.title)

    def _title_ahead(self, title: str) -> bool:
        """Whether another title stands between here and the next blank line."""
        for place in range(self.at, len(self.lines)):
            line = self.lines[place]
            match = self.dialect.line.match(line)
            if (
                not line
                or line.isspace()
                or _NUMBER.match(line)
                or (match and match[1] in {self.dialect.start, self.dialect.end})
            ):
                return False
            if (
                match
                and self.dialect.roles.get(self.dialect.tag(match)) == "title"
                and (match[2] or "").strip() != title
            ):
                return True
        return False

    def _begin_in(self, dialect: Dialect, line: str) -> None:
        """Begin an entry in whatever dialect its first line is in."""
        self._close(ended=False)
        self.dialect = dialect
        strict = dialect.line.match(line)
        match = strict or dialect.lax.match(line)
        tag = dialect.start if not strict and dialect.start else dialect.tag(match) if match else ""
        if dialect.start:
            self._begin(dialect, tag, (match[2] if match else "") or "", lax=strict is None)
        else:
            self._tagged(tag, (match[2] if match else "") or "", lax=False)

    def _begin(self, dialect: Dialect, tag: str, value: str, *, lax: bool) -> None:
        """Begin an entry at its start tag; where it is a type that may be left out, two lines may give two."""
        entry, role = self.entry, dialect.roles[tag]
        twice = dialect.optional and role == "type" and not self.gap
        if not (entry and twice and entry.pairs and entry.pairs[-1][0] == tag):
            entry = self._open(dialect, started=True, lax=lax)
        if role == "title":
            entry.title, entry.title_tag = value.strip(), tag
        entry.pairs.append((tag, [value]))
        entry.last, self.gap = self.at, False

    def _open(self, dialect: Dialect, *, started: bool, lax: bool) -> _Entry:
        self._close(ended=False)
        self._flush()
        self.gap = False
        self.entry = _Entry(dialect=dialect, first=self.at, last=self.at, started=started, lax=lax)
        return self.entry

    def _end(self) -> None:
        if self.entry:
            self.entry.last = self.at
            self._close(ended=True)
        else:
            self.stray.append(self.at)
        self.gap = False

    def _close(self, *, ended: bool) -> None:
        """Hand over the entry that is open."""
        entry, self.entry = self.entry, None
        if entry is None:
            return
        self._flush()
        dialect = entry.dialect
        fields, doubts = fields_of(dialect, entry.pairs)
        raw = "\n".join(self.lines[entry.first : entry.last + 1])
        if not entry.started and not (fields["title"] or fields["abstract"]):
            if any(dialect.roles[tag] != "past" for tag, _ in entry.pairs):
                self.intake.doubtful(entry.first + 1, raw, "has tags but belongs to no entry; left out")
            return
        self.names[dialect.name] = None
        if not entry.started and not dialect.optional:
            doubts.append(f"has no start tag ({dialect.start}); kept")
        if dialect.end and not ended:
            doubts.append(f"has no end tag ({dialect.end}); kept")
        self.intake.entry(fields, line=entry.first + 1, raw=raw, doubts=doubts)

    def _flush(self) -> None:
        """Report the lines left out since the last report."""
        if self.stray:
            raw = "\n".join(self.lines[place] for place in self.stray)
            self.intake.doubtful(self.stray[0] + 1, raw, "has no tag and continues no value; left out")
            self.stray = []
