"""What stands in a BibTeX entry: values put together from pieces, and the fields of an entry whose braces are wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The abbreviations that the four standard styles define (btxbst.doc, "MACRO").
_STANDARD = {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
}
# Definitions that double each other grow without end.
_LONGEST = 10_000
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_BARE = re.compile(r"[^\s#{}\",，]++")
_SPACE = re.compile(r"\s*+")
_NEXT_FIELD = re.compile(r"[\s,，;；]*+([A-Za-z][\w:.+-]*+)\s*+[=＝]\s*+(?=\S)")
_HEAD = re.compile(r"@\s*+(\w*+)\s*+[{(｛]\s*+(?:([^\s,，=＝{}\"]*+)(?!\s*+[=＝]))?\s*+[,，]?")
_FIELD = re.compile(r"(?<![\w:.+-])([A-Za-z][\w:.+-]*+)[^\S\n]*+[=＝]\s*+")
# A name without a value at the end of an entry.
_DANGLING = re.compile(r"(?<=[}\"”｝])\s*+[,，]\s*+[\w-]++\s*+[})]*+\s*+$")
_OPENERS, _CLOSERS = '{"“｛', '}"”｝'
_BEFORE_FIELD = "\n,，;；" + _OPENERS + _CLOSERS + "("
_FAR = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The text of a value, the abbreviation in it that nothing defines, and fields that a missing comma left in it."""

    text: str
    unknown: str = ""
    further: tuple[tuple[str, str], ...] = ()


def macros() -> dict[str, str]:
    """Return the abbreviations that need no definition."""
    return {**_STANDARD, **{month: month for month in MONTHS}}


def define(table: dict[str, str], name: str, value: str) -> None:
    """Add an abbreviation; it may use those defined before it.

    Parameters
    ----------
    table
        The abbreviations so far, by name in lower case.
    name
        Its name.
    value
        Its value as written.
    """
    text = put_together(value, table).text
    if len(text) <= _LONGEST:
        table[name.strip().lower()] = text


def put_together(value: str, table: Mapping[str, str]) -> Pieces:
    """Return the text of a value: braces, quotes, numbers and abbreviations, with ``#`` between them.

    Parameters
    ----------
    value
        The value as written, with the braces or quotes around it.
    table
        The abbreviations by name in lower case.
    """
    if (
        value[:1] == "{"
        and value[-1:] == "}"
        and (("#" not in value and "=" not in value) or _end(value, 0) == len(value))
    ):
        return Pieces(text=value[1:-1])
    if value.isdigit():
        return Pieces(text=value)
    if value[:1] == "｛":
        value = value.replace("｛", "{").replace("｝", "}")
    fields: list[tuple[str, list[str]]] = [("", [])]
    unknown, position = "", 0
    while position < len(value):
        parts = fields[-1][1]
        if value[position] in '{"':
            end = _end(value, position)
            closed = end - 1 if end - 1 > position and value[end - 1] in '}"' else end
            parts.append(value[position + 1 : closed])
        elif word := _BARE.match(value, position):
            end = word.end()
            known = table.get(word[0].lower())
            unknown = unknown or ("" if known is not None or any(map(str.isdigit, word[0])) else word[0])
            parts.append(word[0] if known is None else known)
        else:
            end = position + 1
            parts.append(value[position])
        position = _skip(value, end)
        if value[position : position + 1] == "#":
            position = _skip(value, position + 1)
        elif position < len(value) and (found := _NEXT_FIELD.match(value, end)):
            fields.append((found[1], []))
            position = found.end()
        elif position < len(value):
            parts.append(" ")
    first, *further = [(name, "".join(parts)) for name, parts in fields]
    alone = len(fields) == 1 and len(fields[0][1]) == 1
    return Pieces(text=first[1], unknown=unknown if alone else "", further=tuple(further))


def _skip(value: str, position: int) -> int:
    found = _SPACE.match(value, position)
    return found.end() if found else position


def _end(value: str, start: int) -> int:
    """Return where the group or quoted text that starts here ends, its closing sign included; else the value's end."""
    depth, quoted = 0, value[start] == '"'
    for match in _BRACE_OR_QUOTE.finditer(value, start + 1) if quoted else _BRACE.finditer(value, start):
        if match[0] == '"':
            if depth == 0:
                return match.end()
        else:
            depth += 1 if match[0] == "{" else -1
            if depth <= 0 and not quoted:
                return match.end()
    return len(value)


def rescue(raw: str, names: Container[str]) -> tuple[str, str, list[tuple[str, str]]]:
    """Tell the fields of a broken entry apart by their names alone.

    Parameters
    ----------
    raw
        The entry as it stands, to the next one.
    names
        The field names that are known, in lower case; another one counts at the beginning of a line alone.

    Returns
    -------
    tuple
        Entry type, key, and the fields with their values, whatever surrounds these taken off.
    """
    head = _HEAD.match(raw)
    kind, key, start = (head[1], head[2] or "", head.end()) if head else ("", "", 0)
    starts = [match for match in _FIELD.finditer(raw, start) if _is_field(raw, match, names)]
    ends = [match.start() for match in starts[1:]] + [len(raw)]
    return kind, key, [(match[1], _bare(raw[match.end() : end])) for match, end in zip(starts, ends, strict=False)]


def _is_field(raw: str, match: re.Match[str], names: Container[str]) -> bool:
    before = raw[max(0, match.start() - _FAR) : match.start()].rstrip(" \t\r")
    if before[-1:] not in _BEFORE_FIELD:
        return False
    opened = raw[match.end() : match.end() + 1] in (*_OPENERS,)
    return match[1].lower() in names or (opened and before[-1:] == "\n")


def _bare(value: str) -> str:
    """Return a value without what may stand around it."""
    value = value.strip()
    opened = value[:1] and value[0] in _OPENERS
    if opened:
        value = _DANGLING.sub("", value)
    value = (value[1:] if opened else value).rstrip(_CLOSERS + ",，;； \n\t" + ("" if opened else ")"))
    # Closing braces that belong to what the value itself opened come back.
    return value + "}" * max(0, value.count("{") - value.count("}"))
