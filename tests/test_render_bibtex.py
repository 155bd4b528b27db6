"""BibTeX that a strict reader takes."""

from __future__ import annotations

import dataclasses
import re

from fakes import fake_corpus, fake_record
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Person
from synth.render.bibtex import render_bibtex

ENTRY = re.compile(r"@([a-z]+)\{([A-Za-z0-9_:.+/-]+),\n(.*?)^\}\n", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"  ([a-z]+) = \{(.*)\},")
HARD = st.text(st.sampled_from("aB {}\\%$&#_~^,\"'=@\n中"), max_size=20) | st.text(max_size=20)


def read(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return entries as type, key and fields; whatever is no entry, field or balanced value fails."""
    entries = []
    for kind, key, body in ENTRY.findall(text):
        fields: dict[str, str] = {}
        for line in body.splitlines():
            match = FIELD.fullmatch(line)
            assert match, line
            depth = 0
            for brace in re.findall(r"[{}]", match[2]):
                depth += 1 if brace == "{" else -1
                assert depth >= 0, line
            assert depth == 0, line
            assert match[1] not in fields
            fields[match[1]] = match[2]
        entries.append((kind, key, fields))
    assert not ENTRY.sub("", text).strip()
    return entries


def test_one_entry() -> None:
    """Inner capitals of a title are kept, special signs escaped, a DOI left letter by letter."""
    record = fake_record(
        1,
        "AI & the form_of ChatGPT: 100% logic",
        Person(family="Author", given="A. B."),
        Person(literal="Institute of C and D"),
        more_authors=True,
        container="Journal A & B",
        volume="1",
        issue="(S1)",
        pages="21–28+37",
        doi="https://doi.org/10.9999/a_1",
        keywords=("one", "two"),
    )
    assert render_bibtex([record]) == (
        "@article{r1,\n"
        "  author = {Author, A. B. and {Institute of C and D} and others},\n"
        "  title = {{AI} \\& the form\\_of {ChatGPT:} 100\\% logic},\n"
        "  journal = {Journal A \\& B},\n"
        "  year = {2020},\n"
        "  volume = {1},\n"
        "  number = {S1},\n"
        "  pages = {21--28+37},\n"
        "  doi = {10.9999/a_1},\n"
        "  keywords = {one, two},\n"
        "  langid = {english},\n"
        "}\n"
    )


@given(HARD, HARD, HARD)
def test_any_text_gives_a_readable_entry(title: str, name: str, container: str) -> None:
    """Whatever a field holds, the entry can be read, its braces balance and no special sign is left bare."""
    people = (Person(family=name, given=container), Person(literal=container))
    (entry,) = read(render_bibtex([fake_record(1, f"T{title}", *people, container=container, doi=name, url=title)]))
    for field, value in entry[2].items():
        if field not in {"doi", "url"}:
            assert not re.search(r"(?<!\\)[%$&#_~^]", value), value


@given(st.lists(st.text(st.sampled_from("aA1 {},中/é"), max_size=3), min_size=1, max_size=8))
def test_keys_are_safe_and_unique(ids: list[str]) -> None:
    """Keys hold only characters that BibTeX takes and differ even without regard to case."""
    records = [dataclasses.replace(fake_record(number, "Title"), id=name) for number, name in enumerate(ids, 1)]
    keys = [key.lower() for _, key, _ in read(render_bibtex(records))]
    assert len(set(keys)) == len(ids)


def test_entry_types() -> None:
    """CSL types become entry types, with container and publisher in the fields those have."""
    kinds = {
        "book": ("book", {"booktitle", "publisher"}),
        "chapter": ("incollection", {"booktitle", "publisher"}),
        "paper-conference": ("inproceedings", {"booktitle", "publisher"}),
        "thesis": ("thesis", {"institution", "type"}),
        "report": ("techreport", {"institution"}),
        "webpage": ("misc", {"howpublished", "publisher"}),
    }
    for kind, (expected, fields) in kinds.items():
        ((entry_type, _, found),) = read(
            render_bibtex([fake_record(1, "Title", type=kind, container="C", publisher="P")])
        )
        assert entry_type == expected
        assert fields <= set(found)


def test_every_record_is_an_entry() -> None:
    """The file has an entry for each record, in order, with the language for hyphenation."""
    entries = read(render_bibtex(fake_corpus().records))
    assert [key for _, key, _ in entries] == ["r1", "r2", "r3", "r4", "r5"]
    assert entries[2][2]["langid"] == "chinese"
    assert entries[2][2]["author"] == "{作者甲} and {作者乙}"
