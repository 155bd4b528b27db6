"""BibTeX and BibLaTeX as reference managers, databases and people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Person, Problem, Record
from synth.readers.exports.bibnames import people
from synth.readers.exports.bibtex import read

if TYPE_CHECKING:
    from synth.readers.intake import Reading

GOOD = (
    "@article{%s,\n  author = {Author, A. and Author, B.},\n  title = {%s},\n"
    "  journal = {Journal A},\n  year = 2020\n}\n"
)
FIRST, LAST = GOOD % ("one", "Title one"), GOOD % ("two", "Title two")


def records(text: str) -> list[Record]:
    """Return the records of a source in which everything is understood."""
    reading = read(text, "a.bib")
    assert reading.remarks == ()
    assert all(isinstance(item, Record) for item in reading.items)
    return [item for item in reading.items if isinstance(item, Record)]


def record(fields: str, kind: str = "article", before: str = "") -> Record:
    """Return the last record of a source whose last entry has these fields."""
    return records(f"{before}@{kind}{{key,\n  title = {{Title one}},\n{fields}\n}}")[-1]


def test_one_entry() -> None:
    """Every field of an entry is read; LaTeX is decoded in texts, but an address stays letter by letter."""
    (found,) = records(
        "@Article{author:2020,\n"
        '  Author    = {M{\\"u}ller, A.~B. and {Institute of C and D} and others},\n'
        "  TITLE     = \"The {ABC} of 5--6 \\& ``rooms''\",\n"
        '  journal   = "Journal " # abc,\n'
        "  year = 2020, month = jan, volume = {1}, number = {2}, pages = {3--4},\n"
        "  publisher = {Publisher \\& Sons},\n"
        "  doi       = {10.9999/a\\_b},\n"
        "  url       = {https://example.org/x?a=1%20y&b=~c},\n"
        "  keywords  = {one; two, three},\n"
        "  abstract  = {About $\\alpha$-stable rooms.},\n"
        "}\n@string{abc = {A}}"
    )
    assert found.id == "author:2020"
    assert found.authors == (Person(family="Müller", given="A. B."), Person(literal="Institute of C and D"))
    assert found.more_authors
    assert found.title == "The ABC of 5–6 & “rooms”"
    assert (found.container, found.year, found.volume, found.issue) == ("Journal A", 2020, "1", "2")
    assert (found.pages, found.publisher) == ("3–4", "Publisher & Sons")
    assert (found.doi, found.url) == ("10.9999/a_b", "https://example.org/x?a=1%20y&b=~c")
    assert found.keywords == ("one", "two, three")
    assert found.abstract == "About α-stable rooms."
    assert found.type == "article-journal"
    assert found.origin.line == 1


NAMES = {
    "José Author 0001 and Ann Writer 0012": [("Author", "José"), ("Writer", "Ann")],
    "M&uuml;ller, A. and 山田, 太郎": [("Müller", "A."), ("", "山田太郎")],
    "Author, A. and Writer, B.": [("Author", "A."), ("Writer", "B.")],
    "Ann Author AND B. Writer": [("Author", "Ann"), ("Writer", "B.")],
    "Ludwig van Author and de la Writer, B.": [("van Author", "Ludwig"), ("de la Writer", "B.")],
    "von Author, Jr., A. and Writer, B., III and A. Scribe, Jr.": [
        ("von Author", "A. Jr"),
        ("Writer", "B. III"),
        ("Scribe", "A. Jr"),
    ],
    "Ann {Author Writer}": [("Author Writer", "Ann")],
    "{Council on A, B and C} and Author, A.": [("", "Council on A, B and C"), ("Author", "A.")],
    "{Author, A. and Writer, B.}": [("Author", "A."), ("Writer", "B.")],
    "Author, A., Writer, B., Scribe, C.": [("Author", "A."), ("Writer", "B."), ("Scribe", "C.")],
    "Ann Author, Bo Writer, Cy Scribe": [("Author", "Ann"), ("Writer", "Bo"), ("Scribe", "Cy")],
    "Author A and Writer BC": [("Author", "A"), ("Writer", "BC")],
    "KC Author and Li, Xi and Author, M. D.": [("Author", "KC"), ("Li", "Xi"), ("Author", "M. D.")],
    "Author, A. et al.": [("Author", "A."), ("", "et al.")],
    "American Rights at Work": [("Work", "American Rights at")],
    "作者甲 and 作者乙": [("", "作者甲"), ("", "作者乙")],
    "张三;李四；王五": [("", "张三"), ("", "李四"), ("", "王五")],
    "张三，李四，王五等": [("", "张三"), ("", "李四"), ("", "王五"), ("", "et al.")],
    "张, 三 and 欧阳, 四 and 山田, 金太": [("", "张三"), ("", "欧阳四"), ("", "山田金太")],
    "张三, 李四 and 王五": [("", "张三"), ("", "李四"), ("", "王五")],
    'family=Author, given=Ann, prefix=van der, useprefix=true and family=M{\\"u}ller, given={B. C.}, suffix=Jr': [
        ("van der Author", "Ann"),
        ("Müller", "B. C. Jr"),
    ],
    "given=Ann, family={Author, Writer} and Ann Author 0001": [("Author, Writer", "Ann"), ("Author", "Ann")],
    "昂温, G.": [("昂温", "G.")],
    "": [],
    " and and ": [],
}


@pytest.mark.parametrize("value", NAMES)
def test_names(value: str) -> None:
    """Names come in every order BibTeX allows, and in the lists that people write in place of "and"."""
    found = [(one.family, one.given if one.family else one.literal) for one in people(value)]
    assert found == NAMES[value]


def test_biblatex_fields() -> None:
    """BibLaTeX's own fields are read: date, journaltitle, subtitle, titleaddon, langid, eprint."""
    found = record(
        "  subtitle = {on rooms}, titleaddon = {A review}, journaltitle = {Journal A}, journalsubtitle = {B},\n"
        "  date = {2020-05/2021}, langid = {english}, eprinttype = {arXiv}, eprint = {2001.00001}"
    )
    assert found.title == "Title one: on rooms. A review"
    assert (found.container, found.year, found.url) == ("Journal A: B", 2020, "https://arxiv.org/abs/2001.00001")
    assert record("  subtitle = {on rooms}", "book").container == ""
    chapter = record("  maintitle = {All rooms}, eventtitle = {Congress A}", "inproceedings")
    assert (chapter.container, chapter.type) == ("All rooms", "paper-conference")
    assert records("@book{key, title = {题名一}, subtitle = {副题名}, langid = {chinese}}")[0].title == "题名一：副题名"


TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "INPROCEEDINGS": "paper-conference",
    "mastersthesis": "thesis",
    "techreport": "report",
    "online": "webpage",
    "patent": "patent",
    "misc": "document",
    "standard": "standard",
    "dataset": "dataset",
}


@pytest.mark.parametrize("kind", TYPES)
def test_types(kind: str) -> None:
    """An entry type becomes the CSL type that means the same."""
    assert record("  year = 2020", kind).type == TYPES[kind]


def test_markup_of_databases() -> None:
    """HTML that a database left in a field is no text."""
    found = record("  journal = {Journal A {\\&}amp; B}, abstract = {<p>One</p>(#br)two &lt; three}")
    assert (found.container, found.abstract) == ("Journal A & B", "One two < three")


def test_types_by_fields() -> None:
    """What an unknown type or a preprint is follows from its fields."""
    assert record("  journal = {Journal A}", "journalpaper").type == "article-journal"
    assert record("  eprint = {2001.00001}, archivePrefix = {arXiv}", "misc").type == "article"
    assert record("  entrysubtype = {newspaper}").type == "article-newspaper"


def test_inheritance() -> None:
    """An entry takes from its crossref and xdata what it lacks; the parent's title is where it appeared."""
    source = (
        "@inproceedings{a, title = {Title one}, crossref = {C}}\n"
        "@article{b, title = {Title two}, xdata = {x, y}}\n"
        "@xdata{x, journaltitle = {Journal A}}\n@xdata{y, date = {2019}, xdata = {x}}\n"
        "@proceedings{c, title = {Congress A}, year = 2020, publisher = {Publisher A}, crossref = {a}}"
    )
    reading = read(source, "a.bib")
    first, second = [item for item in reading.items if isinstance(item, Record)][:2]
    assert (first.container, first.year, first.publisher) == ("Congress A", 2020, "Publisher A")
    assert (second.container, second.year) == ("Journal A", 2019)
    assert [item.reason[:21] for item in reading.items if isinstance(item, Problem)] == ["is data that other en"] * 2


def test_editors_stand_for_authors_of_a_whole_book() -> None:
    """A book without authors is cited by its editors; a chapter isn't."""
    assert record("  editor = {Author, A.}", "book").authors == (Person(family="Author", given="A."),)
    assert record("  editor = {Author, A.}", "incollection").authors == ()


def test_concatenation() -> None:
    """Pieces between "#" are put together; abbreviations may use earlier ones, in any case of letters."""
    before = '@string(a = "Jour" # "nal")\n@STRING{b = A # { B}}\n@string{b = {Journal C}}\n'
    assert record("  journal = a # { of } # 1", before=before).container == "Journal of 1"
    assert record("  journal = B", before=before).container == "Journal C"
    assert record("  journal = jacm").container == "Journal of the ACM"


def test_undefined_abbreviation() -> None:
    """An abbreviation that nothing defines stays as its name, with a remark."""
    reading = read("@article{key, title = {Title one}, journal = jca, month = sept}", "a.bib")
    assert [item.container for item in reading.items if isinstance(item, Record)] == ["jca"]
    assert [remark.reason for remark in reading.remarks] == ["uses the abbreviation jca, which nothing defines"]


def test_circular_and_growing_abbreviations() -> None:
    """Abbreviations that name themselves or double each other come to an end."""
    lines = ["@string{a = a # {x}}", "@string{b0 = {0123456789}}"]
    lines += [f"@string{{b{n} = b{n - 1} # b{n - 1}}}" for n in range(1, 60)]
    reading = read("\n".join([*lines, "@article{key, title = {Title one}, journal = a, note = b59}"]), "a.bib")
    assert [item.container for item in reading.items if isinstance(item, Record)] == ["ax"]


def test_keys_are_ids_where_they_can_be() -> None:
    """A key is the id where it is unique and plain ASCII; entries are never merged by key."""
    entries = [GOOD % (key, f"Title of {place}") for place, key in enumerate(["a", "b", "b", "", "with space", "键"])]
    assert [found.id for found in records("\n".join(entries))] == ["a", "", "", "", "", ""]


def test_text_that_is_no_entry() -> None:
    """Prose, preambles and comments between entries are legal and no problem."""
    prose = (
        "Scopus\nEXPORT DATE: 1 May 2020\n\n@preamble{a}\n@comment{jabref-meta: databaseType:bibtex;}\nme@home {x}\n"
    )
    assert len(records(prose + FIRST + "% the end\n" + LAST)) == 2


def test_text_that_may_be_data() -> None:
    """What is outside of entries but looks like one is said to be left out, once a stretch."""
    commented = "% @article{old,\n%   title = {Title of old},\n%   year = 2019\n% }\n"
    reading = read(FIRST + commented + LAST, "a.bib")
    assert len(reading.items) == 2
    (remark,) = reading.remarks
    assert (remark.origin.line, remark.reason) == (7, "is outside of any entry; left out")
    assert "@article{old" in remark.raw


def test_at_sign_in_a_value() -> None:
    """An "@" inside a value ends no entry, not even at the beginning of a line."""
    text = (
        "@article{key,\n  abstract = {Write to me@home.example (at)\n@home{x} and @ {y}},\n  title = {Title one}\n}\n"
    )
    (found, last) = records(text + LAST)
    assert found.abstract == "Write to me@home.example (at) @homex and @ y"
    assert (found.title, last.title) == ("Title one", "Title two")


def test_unusual_but_legal() -> None:
    """Parentheses, blanks around the type, an empty key, no final comma and quotes in braces are fine."""
    assert [found.title for found in records('@misc(key,\n title = "A {"}B{"} C"\n)\n@ book\n{,title={D}}')] == [
        'A "B" C',
        "D",
    ]


def test_repeated_fields() -> None:
    """Of two different titles the first counts, with a remark; keywords and authors add up."""
    text = (
        "@book{k, title={Title one}, title={Title two}, keywords={one}, keywords={two}, author={A, B}, author={C, D}}"
    )
    reading = read(text, "a.bib")
    (found,) = reading.items
    assert isinstance(found, Record)
    assert (found.title, found.keywords, len(found.authors)) == ("Title one", ("one", "two"), 2)
    assert [remark.reason for remark in reading.remarks] == ["has two fields title; the first counts"]


# Each faulty entry, and its title where it can be made out.
FAULTS = {
    "missing comma": ("@article{bad,\n  title = {Title bad}\n  year = 2019,\n  journal = {J}}", "Title bad"),
    "comma after the key": ("@article{bad\n  title = {Title bad},\n  year = 2019}", "Title bad"),
    "no key at all": ("@article{title = {Title bad}, year = 2019}", "Title bad"),
    "brace in a value": ("@article{bad,\n  title = {Title {bad},\n  year = 2019\n}", "Title bad"),
    "brace of the entry": ("@article{bad,\n  title = {Title bad},\n  year = 2019", "Title bad"),
    "open quote": ('@article{bad,\n  title = "Title bad,\n  year = 2019\n}', "Title bad"),
    "one brace too many": ("@article{bad,\n  title = {Title bad}},\n  year = {2019},\n}", "Title bad"),
    "full-width comma": ("@article{bad，\n  title = {Title bad}，\n  year = {2019}\n}", "Title bad"),
    "full-width braces": ("@article{bad,\n  title = ｛Title bad｝，\n  year = ｛2019｝\n}", "Title bad"),
    "no value": ("@article{bad,\n  title = {Title bad},\n  year\n}", "Title bad"),
    "nothing": ("@article{bad,\n  year = {2019}\n}", ""),
    "nothing, not closed": ("@article{bad,\n  year = {2019}\n", ""),
    "key alone": ("@article{bad}", ""),
    "head alone": ("@article{", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_faulty_entry_harms_no_other(fault: str, place: int) -> None:
    """Before, between and after good entries, a faulty one is one item and one problem with its line and text."""
    bad, title = FAULTS[fault]
    entries = [FIRST, LAST]
    entries.insert(place, bad + "\n")
    reading = read("\n".join(entries), "a.bib")
    line = 1 + place * 7
    assert len(reading.items) == 3
    good = [item for item in reading.items if item.origin.line != line]
    assert [item.title for item in good if isinstance(item, Record)] == ["Title one", "Title two"]
    (item,) = (item for item in reading.items if item.origin.line == line)
    assert item.raw.split() == bad.split()
    if title:
        assert isinstance(item, Record)
        assert (item.title, item.year) == (title, None if fault == "no value" else 2019)
        (remark,) = reading.remarks
        assert (remark.kind, remark.origin.line) == ("doubtful", line)
    else:
        assert isinstance(item, Problem)
        assert item.kind == "unreadable"
        assert reading.remarks == ()


def test_keywords_of_authors_come_before_those_of_an_index() -> None:
    """Index terms are keywords only where the authors gave none."""
    (first, second) = records(
        "@article{a, title = {Title one}, keywords = {index one; index two}, author_keywords = {word one; word two}}\n"
        "@article{b, title = {Title two}, keywords = {}, keywords-plus = {index one; index two}}\n"
    )
    assert (first.keywords, second.keywords) == (("word one", "word two"), ("index one", "index two"))


def test_cnki_and_chinese_entries() -> None:
    """Chinese entries give whole names, their keywords and their language."""
    text = "@article{谢2020,\n author = {谢进;王娜},\n title = {题名一的研究},\n journal = {刊物甲},\n year = {2020},\n"
    (found,) = records(text + " keywords = {课程；教学},\n}")
    assert [one.literal for one in found.authors] == ["谢进", "王娜"]
    assert (found.keywords, found.language, found.id) == (("课程", "教学"), "zh", "")


NASTY = {
    "open braces": lambda n: "@article{a, title = " + "{" * n,
    "closed braces": lambda n: "@article{a, title = {x" + "}" * n,
    "balanced braces": lambda n: "@article{a, title = " + "{" * n + "}" * n + "}",
    "heads": lambda n: "@a{\n" * n,
    "heads on a line": lambda n: "@a{" * n,
    "broken entries": lambda n: "@a{k, title = {x\n" * (n // 4),
    "missing commas": lambda n: "@a{k, title = {x}" + " a = {b}" * (n // 4) + "}",
    "at signs and blanks": lambda n: "@" + " " * n + "\n" + "@ " * n,
    "one word": lambda n: "@a{k, title = {" + "w" * n + "=",
    "names": lambda n: "@a{k, title = {x}, author = {" + "A, B and " * (n // 4) + "}}",
    "blanks in names": lambda n: "@a{k, title = {x}, author = {a" + " " * n + "b}}",
    "commas": lambda n: "@a{k, title = {x}, author = {" + "," * n + "}}",
    "pieces": lambda n: "@a{k, title = " + "{x} # " * (n // 4) + "{x}}",
    "formulas": lambda n: "@a{k, title = {" + "$x_{" * (n // 8) + "}" * (n // 8) + "}}",
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_sources_take_linear_time(name: str) -> None:
    """Tens of thousands of braces, heads, commas or names are read; quadratic work would take minutes."""
    text = NASTY[name](40_000 if "head" not in name else 4_000)
    assert len(read(text, "a.bib").items) >= ("at signs" not in name)


PIECES = st.lists(
    st.sampled_from(
        [
            "@article{",
            "@string{",
            "@comment{",
            "key",
            ",",
            "title",
            "author",
            " = ",
            "{",
            "}",
            '"',
            "#",
            "\n",
            "\\",
            "%",
            "$",
            "(",
            ")",
            " and ",
            "中",
            "，",
            "a=1",
            "crossref={key}",
            "@",
            "~",
            "--",
            "{\\'e}",
            "\\v{",
            "xdata = {a}",
        ]
    ),
    max_size=40,
)


@given(PIECES)
def test_any_source_is_read(pieces: list[str]) -> None:
    """Whatever a source holds, reading it raises nothing, and lines and texts are those of the source."""
    text = "".join(pieces)
    reading: Reading = read(text, "a.bib")
    for item in (*reading.items, *reading.remarks):
        assert 1 <= item.origin.line <= text.count("\n") + 1
        assert "".join(item.raw.split()) in "".join(text.split())
