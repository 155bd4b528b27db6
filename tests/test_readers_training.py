"""Training of the model for free-text references, on references made here."""

from __future__ import annotations

import json
import lzma
import random
import re
from typing import TYPE_CHECKING

import pytest

from synth.errors import DataError
from synth.readers.freetext.model import Model
from synth.readers.freetext.people import split_people
from synth.readers.freetext.segments import LABELS
from synth.readers.freetext.styles import Facts, abbreviated, composed, format_work, tables
from synth.readers.freetext.synthetic import damaged, make_references
from synth.readers.freetext.training import Gold, aligned, build, example_of, gold_of, load, row, train

if TYPE_CHECKING:
    from pathlib import Path

USUAL = {"author", "title", "date", "journal", "volume", "pages", "publisher", "location"}


def _items(count: int) -> list[dict[str, object]]:
    """Return labelled placeholder references, articles and books in turn."""
    items: list[dict[str, object]] = []
    for number in range(count):
        author, title = f"Author{number}, A., & Writer, B.", f"Placeholder title number {number} of the test."
        fields = {"author": [author], "date": [f"({1990 + number % 30})."], "title": [title]}
        if number % 2:
            fields |= {"journal": ["Journal of Placeholders,"], "volume": [f"{number}(2),"], "pages": ["1-9."]}
        else:
            fields |= {"location": ["London:"], "publisher": ["Placeholder Press."]}
        items.append({"raw": " ".join(text for texts in fields.values() for text in texts), "fields": fields})
    return items


def _generator(random_state: int) -> random.Random:
    return random.Random(random_state)  # noqa: S311 - no secret


def _gold(count: int) -> list[Gold]:
    return [gold_of("anystyle_core", item) for item in _items(count)]


def test_the_parts_are_found_in_the_text() -> None:
    """Parts come in the order of the text; fields that are not the whole of it give none."""
    fields = {"title": ["B."], "author": ["A.", "C."]}
    assert aligned("A. B.  C.", fields) == [("author", "A."), ("title", "B."), ("author", "C.")]
    assert aligned("A. B. D. C.", fields) == []


def test_what_is_glued_is_cut_and_labelled_alike() -> None:
    """A year before a volume is a date, pages after a colon are pages, words before an address a note."""
    example = example_of(
        [("journal", "J A."), ("volume", "2019;12(3):1-9."), ("url", "Available at: http://a.example")]
    )
    assert dict(zip(example.tokens, example.labels, strict=True)) == {
        "J": "journal",
        "A.": "journal",
        "2019;": "date",
        "12(3):": "volume",
        "1-9.": "pages",
        "Available": "note",
        "at:": "note",
        "http://a.example": "url",
    }


def test_training_learns_and_is_repeatable() -> None:
    """The same data give the same bytes, and the model labels a reference of the kind it saw."""
    gold = _gold(60)
    model = train(gold, ["More titles of nothing"], made=40)
    assert train(gold, ["More titles of nothing"], made=40) == model
    example = _gold(80)[-1].example
    assert Model(model).label(example.tokens)[0] == example.labels
    assert Model(model).label(example.tokens)[1] > 0.5
    assert row("anystyle_core", gold, model).split()[:2] == ["anystyle_core", "60"]


def test_a_data_folder_makes_a_model(tmp_path: Path) -> None:
    """A folder gives the compressed model and a table of how one like it did on what was held out."""
    (tmp_path / "refs").mkdir()
    for name, lines in (("anystyle_core", _items(60)), ("anystyle_good", _items(70)), ("parscit", _items(5))):
        text = "\n".join(json.dumps(line) for line in lines)
        (tmp_path / "refs" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    gold, foreign = load(tmp_path)
    assert len(gold) == 65  # no repeats, and nothing that the foreign set holds
    assert len(foreign) == 5
    model, rows = build(tmp_path, made=60)
    assert [line.split()[0] for line in rows] == ["held", "anystyle_core", "anystyle_good", "parscit"]
    assert Model(lzma.decompress(model)).labels >= USUAL


def test_a_folder_without_the_sets_is_a_clear_error(tmp_path: Path) -> None:
    """The error names the set that is missing."""
    with pytest.raises(DataError, match="anystyle_core"):
        build(tmp_path)


@pytest.mark.parametrize("random_state", range(20))
def test_styles_put_together_at_random_have_known_labels(random_state: int) -> None:
    """A composed pattern is spelt out to the end, each of its parts has a label that the model knows."""
    pattern = composed(_generator(random_state))
    assert "$" not in pattern
    assert {part.split(":")[0].lstrip("+") for part in re.split(r"\s\|\s|(?=\+)", pattern)} <= set(LABELS)


def test_every_alternative_of_the_grammar_can_be_spelt_out() -> None:
    """Each name that an alternative uses is one of the grammar, and none is left unused."""
    grammar = tables()["grammar"]
    used = {name for forms in grammar.values() for form in forms for name in re.findall(r"\$(\w+)", form)}
    assert used | {"work"} == set(grammar)


@pytest.mark.parametrize("kind", sorted(tables()["patterns"]))
def test_every_pattern_gives_labelled_parts(kind: str) -> None:
    """Each pattern of each kind of work fills with facts: known labels, no brace left, and the title in it."""
    people, _ = split_people("Smith, John, Doe, Jane, and Roe, Bob")
    facts = Facts(
        authors=people,
        editors=people[:2],
        title="Title one",
        year="2019",
        journal="Journal of Placeholder Studies",
        volume="12",
        issue="3",
        pages="1–9",
        book="Book one",
        publisher="Placeholder Press",
        place="London",
        school="Placeholder University",
        number="1901",
        doi="10.1000/1",
        link="http://www.example.org/1",
        month="January",
        day="3",
    )
    for pattern in tables()["patterns"][kind]:
        parts = format_work(facts, pattern, _generator(1))
        assert len(parts) > 2
        assert not any("{" in text or "}" in text for _, text in parts)
        assert {part.lstrip("+") for part, _ in parts} & {"title", "journal"}


def test_a_part_without_its_fact_is_left_out() -> None:
    """A missing issue takes its brackets with it, a missing DOI its whole part."""
    facts = Facts(
        authors=split_people("Smith, J.")[0], title="Title one", year="2019", journal="A", volume="1", pages="2"
    )
    pattern = "author:{apa} | date:({Y}). | title:{T}. | journal:{J}, | volume:{V}[({I})], | pages:{P}. | doi:doi:{D}"
    assert format_work(facts, pattern, _generator(1)) == [
        ("author", "Smith, J."),
        ("date", "(2019)."),
        ("title", "Title one."),
        ("journal", "A,"),
        ("volume", "1,"),
        ("pages", "2."),
    ]


def test_journals_are_abbreviated_as_iso_4_does() -> None:
    """Known words are shortened, small words are dropped, a single word stays."""
    assert abbreviated("Journal of Philosophy of Education") == "J Philos Educ"
    assert abbreviated("Nature") == "Nature"


def test_brackets_that_belong_to_the_text_stay() -> None:
    """Square brackets are optional where they begin with a space or a sign, and stay where they hold words."""
    facts = Facts(authors=(), title="Title one", year="2019", school="Placeholder University")
    assert format_work(facts, "title:{T}: | genre:[{S} thesis]. | date:{Y}[({I})].", _generator(1)) == [
        ("title", "Title one:"),
        ("genre", "[Placeholder University thesis]."),
        ("date", "2019."),
    ]


def test_made_references_depend_on_the_generator_alone() -> None:
    """The same facts and the same random state make the same references, damaged ones among them."""
    gold = [item.parts for item in _gold(20)]
    first = make_references(gold, ["Title two"], 50, _generator(3))
    assert first == make_references(gold, ["Title two"], 50, _generator(3))
    assert first != make_references(gold, ["Title two"], 50, _generator(4))
    assert make_references([], [], 50, _generator(3)) == []


@pytest.mark.parametrize("random_state", range(12))
def test_damage_keeps_the_labels(random_state: int) -> None:
    """Whatever is damaged, each part keeps its label and no letter is lost."""
    parts = [("author", "Smith, J."), ("title", "“Placeholder title” – one."), ("journal", "Journal A,")]
    hurt = damaged(parts, _generator(random_state))
    assert [part.lstrip("+") for part, _ in hurt] == [part for part, _ in parts]
    letters = ["".join(c for c in text.lower() if c.isalnum()) for _, text in hurt]
    assert letters == ["smithj", "placeholdertitleone", "journala"]
