"""Any style from a CSL file, written by citeproc-py, which the extra ``csl`` installs."""

from __future__ import annotations

import html
import io
import re
import warnings
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from synth.citations.fields import address, bare_doi, bare_issue, field, page_range, title_of
from synth.citations.item import csl_item
from synth.citations.numbered import number_of, rest
from synth.citations.richtext import Run, clean, plain
from synth.errors import LimitError, SourceMissingError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from synth.citations.richtext import RichText
    from synth.datatypes import LanguageCode, Record

# The largest style of the CSL repository has 120 kB.
_MOST_BYTES = 1_000_000
# A citation of more works than these names the first ones and counts the rest.
_MOST, _KEPT = 6, 3
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>\w+)[^<>]*>")
_ADDRESS = re.compile(r"https?://[^\s<>]+(?<![.,;])")
_LABEL = re.compile(r"^(\[\d+\]|\(\d+\)|\d+\.)(?=\S)")
# What belongs to us, or would be printed as a number of a report.
_NOT_SHOWN = ("number", "custom", "abstract", "keyword", "translated-title")
# The engine takes signs of HTML in a field for markup; characters without a meaning stand in for them.
_HIDDEN = str.maketrans("<>&", "\ue000\ue001\ue002")
_SHOWN = str.maketrans("\ue000\ue001\ue002", "<>&")


def read_csl(path: Path) -> bytes:
    """Return a CSL style after checking that it can be used.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    UsageError
        If the extra is not installed, or the file holds no independent style.
    SourceMissingError
        If the file cannot be read.
    LimitError
        If it is larger than any style.
    """
    if find_spec("citeproc") is None:
        raise UsageError(
            "needs an extra that is not installed",
            where=f"--style {path.name}",
            fix='Install it: pip install "synth-review[csl]"',
        )
    try:
        with path.open("rb") as file:
            style = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SourceMissingError(
            f"The CSL file cannot be read: {error.strerror}", where=str(path), fix="Name a file that exists"
        ) from error
    if len(style) > _MOST_BYTES:
        raise LimitError("The CSL file is larger than 1 MB", where=str(path), fix="Name a CSL style")
    _load(style, path)
    return style


def _load(style: bytes, path: Path) -> Any:  # noqa: ANN401 - citeproc has no types
    """Return the style as citeproc reads it, in its own language; entities are refused: a small file stays small."""
    fix = "Name an independent CSL 1.0 style, such as those of the CSL repository"
    if b"<!DOCTYPE" in style or b"<!ENTITY" in style:
        raise UsageError("The CSL file holds a document type, which no style needs", where=str(path), fix=fix)
    try:
        loaded = import_module("citeproc").CitationStylesStyle(io.BytesIO(style), validate=False)
        whole = loaded.has_bibliography() and loaded.root.citation is not None
    except Exception as error:  # a broken file can fail anywhere in citeproc
        raise UsageError("This is no CSL style", where=str(path), fix=fix) from error
    if not whole:
        raise UsageError("The CSL file has no citations or no bibliography of its own", where=str(path), fix=fix)
    return loaded


class CslBibliography:
    """The reference list and the citations that a CSL style gives, in its own order and with its own numbers."""

    def __init__(self, records: Sequence[Record], path: Path, language: LanguageCode) -> None:
        self._citeproc = import_module("citeproc")
        style = _load(read_csl(path), path)
        ordered = sorted(records, key=lambda record: (record.number, record.id))
        # The engine folds the case of keys.
        self._keys = {record.id: f"r{place}" for place, record in enumerate(ordered)}
        source = import_module("citeproc.source.json").CiteProcJSON(
            [_item(record) | {"id": self._keys[record.id]} for record in ordered]
        )
        formatter = import_module("citeproc.formatter.html")
        self._document = self._citeproc.CitationStylesBibliography(style, source, formatter)
        self._file = path
        self._language = language
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about fields that a style asks for and the engine does not know
            self._write(ordered)

    def _write(self, records: Sequence[Record]) -> None:
        for record in records:
            self._cited([record.id])
        try:
            self._document.sort()
            entries = [str(entry) for entry in self._document.bibliography()]
        except Exception as error:
            raise UsageError(
                f"The CSL engine cannot write this style: {error}", where=str(self._file), fix="Choose another style"
            ) from error
        ids = {key: record_id for record_id, key in self._keys.items()}
        order = [ids[key] for key in self._document.keys]
        self._entries = dict(zip(order, map(_rich, entries), strict=True))
        self._places = {record_id: place for place, record_id in enumerate(order)}

    def ordered(self, record_ids: Iterable[str]) -> list[str]:
        """Return records in the order of the list, each once."""
        return sorted(set(record_ids), key=lambda record_id: number_of(record_id, self._places))

    def label(self, record_id: str) -> str:
        """Return what an entry begins with: nothing, since the style writes its own numbers."""
        number_of(record_id, self._places)
        return ""

    def reference(self, record_id: str) -> RichText:
        """Return one entry of the list."""
        return self._entries[record_id]

    def citation(self, record_ids: Sequence[str], before: str = "", *, whole: bool = False) -> str:  # noqa: ARG002 - the style decides alone
        """Return a citation in the style; of many works the first ones, and how many more there are."""
        ids = self.ordered(record_ids)
        if not ids:
            return ""
        shown = ids[:_KEPT] if len(ids) > _MOST and not whole else ids
        more = f" {rest(len(ids) - len(shown), self._language)}" if len(shown) < len(ids) else ""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as above
            text = str(self._document.cite(self._cited(shown), lambda _: None))
        return f"{plain(_rich(text))}{more}"

    def _cited(self, record_ids: Iterable[str]) -> Any:  # noqa: ANN401 - citeproc has no types
        """Return a citation that the engine knows of."""
        items = [self._citeproc.CitationItem(self._keys[record_id]) for record_id in record_ids]
        citation = self._citeproc.Citation(items)
        self._document.register(citation)
        return citation


def _item(record: Record) -> dict[str, Any]:
    """Return a record as the engine wants it, cleaned as for the styles of our own."""
    item = {name: value for name, value in csl_item(record).items() if name not in _NOT_SHOWN}
    item["title"] = _hidden(title_of(record))
    for name, text in (
        ("DOI", bare_doi(record.doi)),
        ("URL", "" if record.doi else address(record)),
        ("page", page_range(record.pages, "-")),
        ("issue", bare_issue(record.issue)),
        *((name, field(str(item[name]))) for name in ("container-title", "volume", "publisher") if name in item),
    ):
        item.pop(name, None)
        if text:
            item[name] = _hidden(text)
    item["author"] = [{part: _hidden(field(str(name))) for part, name in author.items()} for author in item["author"]]
    return item


def _hidden(text: str) -> str:
    return text.translate(_HIDDEN)


def _rich(entry: str) -> RichText:
    """Return the engine's HTML as runs: italics and addresses are kept, all other marks are not."""
    runs: list[Run] = []
    depth, position = 0, 0
    for match in (*_TAG.finditer(entry), None):
        text = clean(html.unescape(entry[position : match.start() if match else None])).translate(_SHOWN)
        if not runs:
            text = _LABEL.sub(r"\1 ", text)
        runs += _linked(text, italic=depth > 0)
        if match:
            position = match.end()
            if match["name"] == "i":
                depth += -1 if match["closing"] else 1
    return tuple(run for run in runs if run.text)


def _linked(text: str, *, italic: bool) -> Iterable[Run]:
    position = 0
    for match in _ADDRESS.finditer(text):
        yield Run(text=text[position : match.start()], italic=italic)
        yield Run(text=match.group(), italic=italic, url=match.group())
        position = match.end()
    yield Run(text=text[position:], italic=italic)
