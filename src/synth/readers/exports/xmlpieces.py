"""Cut XML at the start tags of its records and parse each apart, so that one that is damaged harms no other."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

_TAG = re.compile(r"<[^<>]{0,2000}>")
_CLOSING = re.compile(r"(?:\s*</[\w.:-]{1,80}\s*>)+\s*\Z")
_NAMESPACE = re.compile(r"\sxmlns:([\w.-]{1,40})\s*=\s*(?:\"([^\"<>]{0,300})\"|'([^'<>]{0,300})')")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,40}):[\w.-]{1,60}\s*=")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OWN = ("amp", "lt", "gt", "quot", "apos")
_TAIL = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlPiece:
    """The text of one record, or what stands between two (``kind`` is empty), with its first line."""

    kind: str
    line: int
    raw: str
    fault: str = ""


def cut(text: str, names: Sequence[str]) -> Iterator[XmlPiece]:
    """Yield the records in a text, and what is neither a record nor a tag between them.

    Parameters
    ----------
    text
        The whole source.
    names
        The names of the elements that are records, without prefix.
    """
    lines = _Lines(text)
    opened: tuple[str, int] | None = None
    done = 0
    for name, start, end, closes in _tags(text, names):
        if opened and not closes:
            raw = text[opened[1] : start].rstrip()
            yield XmlPiece(kind=opened[0], line=lines.at(opened[1]), raw=raw, fault=f"has no end tag (</{opened[0]}>)")
            opened = (name, start)
        elif opened:
            yield XmlPiece(kind=opened[0], line=lines.at(opened[1]), raw=text[opened[1] : end])
            opened, done = None, end
        elif closes:
            whole = text[done:end]
            line = lines.at(done + len(whole) - len(whole.lstrip()))
            empty = not _TAG.sub("", _without_comments(whole)).strip()
            fault = "" if empty else f"has no start tag (<{name}>)"
            yield XmlPiece(kind="" if empty else name, line=line, raw=whole.strip(), fault=fault)
            done = end
        else:
            yield from _between(text[done:start], lines.at(done))
            opened = (name, start)
    if opened:
        raw = text[opened[1] : -_TAIL] + _CLOSING.sub("", text[max(opened[1], len(text) - _TAIL) :])
        yield XmlPiece(kind=opened[0], line=lines.at(opened[1]), raw=raw, fault=f"has no end tag (</{opened[0]}>)")
    else:
        yield from _between(text[done:], lines.at(done))


def _between(text: str, line: int) -> Iterator[XmlPiece]:
    """Yield what is no tag and no comment."""
    rest = _TAG.sub("", _without_comments(text))
    if rest.strip(" \t\n\ufeff"):
        first = rest.split(None, 1)[0]
        yield XmlPiece(kind="", line=line + text.count("\n", 0, max(text.find(first), 0)), raw=rest.strip())


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join([*kept, text[position:]])


def _tags(text: str, names: Sequence[str]) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the tags of records outside comments and CDATA: name, start, end, and whether it is an end tag."""
    pattern = re.compile(rf"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]{{1,40}}:)?({'|'.join(map(re.escape, names))})(?=[\s/>])")
    skip = {"<!--": "-->", "<![CDATA[": "]]>"}
    position = 0
    while match := pattern.search(text, position):
        position = match.end()
        if close := skip.get(match[0]):
            end = text.find(close, position)
            if end < 0:  # never closed: its text is read like any other, and is not looked for again
                skip[match[0]] = ""
            else:
                position = end
            continue
        if not match[2]:
            continue
        end = text.find(">", position) + 1
        if not end:
            return
        if text[end - 2] != "/" or match[1]:
            yield match[2], match.start(), end, bool(match[1])
        position = end


class _Lines:
    """Tells the line of positions that only grow."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._counted = 1, 0

    def at(self, position: int) -> int:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line


class Parser:
    """Parses single records: no entity is resolved, nothing is loaded, nothing may be huge or deep.

    Parameters
    ----------
    text
        The whole source; its namespaces are known in every record.
    """

    def __init__(self, text: str) -> None:
        self._known = {match[1]: match[2] or match[3] for match in _NAMESPACE.finditer(text[:100_000])}

    def parse(self, piece: XmlPiece) -> tuple[etree._Element | None, str]:
        """Return the element of a record with plain tag names, and what is wrong with its XML.

        Parameters
        ----------
        piece
            The record.
        """
        raw = piece.raw if not piece.fault.startswith("has no start") else f"<{piece.kind}>{piece.raw}"
        first = self._element(raw, recover=False)
        if first[0] is None:
            first = self._element(_repaired(raw), recover=False)
        if first[0] is not None:
            return first
        return self._element(_repaired(raw), recover=True)[0], first[1]

    def _element(self, raw: str, *, recover: bool) -> tuple[etree._Element | None, str]:
        from lxml import etree  # noqa: PLC0415 - only XML needs it

        parser = etree.XMLParser(
            recover=recover,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        prefixes = {found for pair in _PREFIX.findall(raw) for found in pair if found} - {"xml", "xmlns"}
        spaces = "".join(f' xmlns:{name}="{self._known.get(name) or name}"' for name in sorted(prefixes))
        try:
            root = etree.fromstring(f"<x{spaces}>{raw}</x>".encode("utf-8", "ignore"), parser)
        except etree.XMLSyntaxError as error:
            return None, f"is damaged XML: {re.sub(r', line .*', '', error.msg or 'cannot be parsed')[:200]}"
        if root is None or not len(root):
            return None, "is damaged XML"
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.rpartition("}")[2].rpartition(":")[2] or "x"
        return root[0], ""


def _repaired(raw: str) -> str:
    """Return a record without what XML forbids and other programs write: ``&nbsp;``, a bare ``&``, control codes."""
    named = _NAMED.sub(lambda match: match[0] if match[1] in _OWN else html.unescape(match[0]), raw)
    return _BARE.sub("&amp;", _ILLEGAL.sub("", named))
