"""HTML that is safe by construction: what is no :data:`Html` yet must pass :func:`escape`."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, NewType

from synth.render.jsontext import json_line
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from synth.citations.richtext import RichText, Run
    from synth.datatypes import LanguageCode

Html = NewType("Html", str)

TAGS = {"en": "en", "zh": "zh-Hans"}
_VOID = frozenset({"input", "meta", "link", "br"})
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_PLACE = re.compile(r"\{\{ (\w+) \}\}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff][\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*")
# One Latin word in Chinese prose is a name or an abbreviation; several are English.
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’,:-]*(?:[ -]+[A-Za-z0-9][A-Za-z0-9'’,:-]*){2,}")


def escape(text: str) -> Html:
    """Return text as HTML that shows it letter by letter, without control and bidirectional characters."""
    return Html(html.escape(clean(text)))


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Return pieces of HTML as one, with plain text between them."""
    return Html(html.escape(between).join(parts))


def element(tag: str, *children: Html, **attributes: str | int | bool | None) -> Html:
    """Return an element.

    Parameters
    ----------
    tag
        Its name.
    children
        What is in it.
    attributes
        Its attributes: a ``_`` stands for ``-``, one at the end is dropped (``class_``). ``True`` is an attribute
        without a value; ``False``, ``None`` and an empty text leave it out.
    """
    inside = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{html.escape(clean(str(value)))}"')
        for name, value in attributes.items()
        if value is not None and value is not False and value != ""
    )
    head = f"<{tag}{inside}>"
    return Html(head) if tag in _VOID else Html(f"{head}{''.join(children)}</{tag}>")


def prose(text: str, language: LanguageCode) -> Html:
    """Return text of a page with the runs in the other language marked as such, for screen readers and hyphenation."""
    text, other = clean(text), "en" if language == "zh" else "zh"
    done: list[Html] = []
    position = 0
    for match in (_LATIN_RUN if other == "en" else _HAN_RUN).finditer(text):
        done += [escape(text[position : match.start()]), element("span", escape(match[0]), lang=TAGS[other])]
        position = match.end()
    return joined([*done, escape(text[position:])])


def rich_text(text: RichText) -> Html:
    """Return runs with their italics and links; an address that is no web address stays text."""
    return joined(map(_run, text))


def _run(run: Run) -> Html:
    if _ADDRESS.fullmatch(run.url):
        return link(run.url, run.text)
    return element("em", escape(run.text)) if run.italic else escape(run.text)


def link(address: str, text: str) -> Html:
    """Return a link to a web address."""
    return element("a", escape(text), href=address, rel="noreferrer")


def embedded(value: object) -> Html:
    """Return JSON that can stand inside a script element: no sign in it ends the element."""
    return Html(json_line(value).strip().replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026"))


def fill(template: str, places: Mapping[str, Html]) -> str:
    """Return a template with each ``{{ name }}`` replaced once; what is filled in is never looked at again."""
    return _PLACE.sub(lambda match: places[match[1]], template)


def content_hash(text: str) -> str:
    """Return the source expression by which a content security policy allows an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
