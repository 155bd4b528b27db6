"""References in Chinese styles: fields read right, in the styles the rules were made from and the rest.

The set prints a few hundred works in some hundred styles, so a reference can say less than the work's record. Only what
is printed is compared, exactly but for case, width, spaces and punctuation:

* a title, container, volume, issue or page range whose letters are in the text (journals are often abbreviated, and
  sites are known only by their address), a year whose digits are;
* the names of which the text has the family names; "et al." may stand for the rest;
* nothing where the record's title stands behind the mark or ``//``: there the record is that of the host.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from synth.readers.freetext.citation import parse_citation
from synth.readers.freetext.gbt import is_chinese_style

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from synth.readers.freetext.parsed import ParsedCitation

_FIELDS = ("title", "year", "authors", "container", "volume", "issue", "pages", "doi", "all")
_BEHIND = re.compile(r"[\[［【][A-Z]{1,2}(?:/OL)?[\]］】]|(?<!:)//")
_ADDRESS = re.compile(r"https?://[^\s，]+")


def report(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines of the table.

    Parameters
    ----------
    data
        The folder of the public sets.
    misses
        The half and field of which misreadings are to be printed, as ``seen.title``.
    """
    path = data / "refs" / "zh_styles_dev.jsonl"
    if not path.exists():
        return
    yield f"{'references in Chinese styles':36}{'n':>6}" + "".join(f"{field:>11}" for field in _FIELDS)
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for half in ("seen", "unseen"):
        for kind in ("marks or Han", "Latin, no marks"):
            chosen = [item for item in items if (_half(item), _kind(item)) == (half, kind)]
            yield _row(f"{half} styles, {kind}", chosen, misses if misses.startswith(f"{half}.") else "")


def _half(item: dict[str, Any]) -> str:
    digest = hashlib.md5(item["style"].encode(), usedforsecurity=False).hexdigest()
    return "unseen" if int(digest, 16) % 2 else "seen"


def _kind(item: dict[str, Any]) -> str:
    return "marks or Han" if is_chinese_style(item["raw"]) else "Latin, no marks"


def _row(name: str, items: list[dict[str, Any]], misses: str) -> str:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for item in items:
        parsed = parse_citation(item["raw"])
        verdicts = _verdicts(item, parsed)
        verdicts["all"] = all(verdicts.get(field, True) for field in ("title", "year", "authors", "container"))
        for field, verdict in verdicts.items():
            asked[field] += 1
            right[field] += verdict
            if not verdict and misses.endswith(f".{field}"):
                print(f"{item['raw']}\n    expected {item.get(field)}\n    read     {getattr(parsed, field, parsed)}")
    return f"{name:36}{len(items):>6}" + "".join(f"{right[one] / max(1, asked[one]):>11.3f}" for one in _FIELDS)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", text))
    return "".join(character for character in plain.casefold() if character.isalnum())


def _verdicts(item: dict[str, Any], parsed: ParsedCitation) -> dict[str, bool]:
    """Compare what is printed."""
    raw = _ADDRESS.sub("", item["raw"])
    text, title = _fold(raw), _fold(item["title"])
    mark = _BEHIND.search(raw)
    if mark and title in _fold(raw[mark.end() :]) and title not in _fold(raw[: mark.start()]):
        return {}
    verdicts: dict[str, bool] = {}
    for field in ("title", "container", "volume", "issue", "pages"):
        wanted = _fold(item[field])
        if wanted and wanted in text:
            verdicts[field] = wanted == _fold(getattr(parsed, field))
    if item["year"] and str(item["year"]) in raw:
        verdicts["year"] = item["year"] == parsed.year
    if item["doi"] and item["doi"].casefold() in item["raw"].casefold():
        verdicts["doi"] = item["doi"].casefold() == parsed.doi.casefold()
    printed = [name for name in item["authors"] if _fold(name.split()[0]) in text]
    if printed:
        verdicts["authors"] = _same_names(item["authors"], len(printed), parsed)
    return verdicts


def _same_names(names: list[str], printed: int, parsed: ParsedCitation) -> bool:
    """Whether the names read are the first of the record's, all that are printed or with "et al."."""
    found = parsed.authors
    complete = len(found) >= printed or parsed.more_authors
    return (
        0 < len(found) <= len(names)
        and complete
        and all(
            _fold(name).startswith(_fold(person.family or person.literal))
            and _fold(person.given)[:1] in _fold(name)[len(_fold(person.family)) :]
            for person, name in zip(found, names, strict=False)
        )
    )
