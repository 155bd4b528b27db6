"""Files in, a library out: formats, encodings, numbering and errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from synth.errors import DataError, LimitError, SourceMissingError, SynthError
from synth.readers import read_sources

if TYPE_CHECKING:
    from synth.datatypes import Library

DATA = Path(__file__).parent / "data" / "readers"
SAMPLES = Path(__file__).parents[1] / "data" / "samples"
SHARED = Path(os.environ.get("SYNTH_SHARED", Path(__file__).parents[2] / "shared"))

ENTRIES = (
    "[1] Author A, Writer B. Title one of rooms. Journal A, 2019, 12(3): 45-67.",
    "[2] 张三, 李四. 题名二的研究与教育[J]. 示例期刊, 2020(3): 12-18.",
    "[3] Writer C. Title three of rooms. Journal B, 2021, (04): 1-9.",
)
LIST = "References\n" + "\n".join(ENTRIES) + "\n"


def read(tmp_path: Path, content: str | bytes, name: str = "list.txt") -> Library:
    """Write a source and read it."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sources([path])


@pytest.mark.parametrize("expected", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_golden_pairs(expected: Path) -> None:
    """Each source in tests/data/readers gives exactly what the JSON file beside it says."""
    library = read_sources([expected.with_suffix(".txt")])
    review = library.review
    found = {
        "review": {
            "title": review.title,
            "authors": [person.literal or f"{person.given} {person.family}" for person in review.authors],
            "affiliations": list(review.affiliations),
            "year": review.year,
            "journal": review.journal,
            "volume": review.volume,
            "issue": review.issue,
            "doi": review.doi,
            "abstract": review.abstract,
            "keywords": list(review.keywords),
        }
        if review
        else None,
        "records": [
            [
                *(item.number, item.origin.line, [person.short for person in item.authors], item.title, item.container),
                *(item.year, item.volume, item.issue, item.pages),
            ]
            for item in library.records
        ],
        "problems": [[problem.kind, problem.origin.line, problem.reason] for problem in library.problems],
    }
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_the_english_sample_reads_whole() -> None:
    """The page shipped with the project gives its review and 23 of 23 records."""
    library = read_sources([SAMPLES / "new-quality-productive-forces.txt"])
    assert library.review is not None
    assert library.review.doi == "10.62381/O252A08"
    assert (library.review.journal, library.review.volume, library.review.issue) == (
        "Occupation and Professional Education",
        "2",
        "10",
    )
    assert library.review.authors[0].family == "Guo"
    assert [record.number for record in library.records] == list(range(1, 24))
    assert all(record.year in {2023, 2024, 2025} and record.container and record.pages for record in library.records)
    assert library.problems == ()


def test_the_chinese_sample_reads_whole() -> None:
    """The list shipped with the project gives 30 of 30 records, 27 of them Chinese, and no review."""
    library = read_sources([SAMPLES / "zh-talent-mobility.txt"])
    assert library.review is None
    assert len(library.records) == 30
    assert sum(record.language == "zh" for record in library.records) == 27
    assert all(record.authors and record.year and record.container for record in library.records)


@pytest.mark.skipif(
    not (SHARED / "seed").is_dir(), reason="the page that the sample is modelled on is not beside the repository"
)
def test_the_real_page_reads_whole() -> None:
    """The page of the journal itself gives the same records as the sample; its copyright line is nobody's problem."""
    library = read_sources(sorted((SHARED / "seed").glob("*.txt")))
    sample = read_sources([SAMPLES / "new-quality-productive-forces.txt"])
    assert [record.id for record in library.records] == [record.id for record in sample.records]
    assert library.problems == ()
    assert library.review is not None
    assert library.review.abstract.endswith("diverse methodologies.")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"],
)
def test_an_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    """The same list in another encoding is the same list, and the source says which encoding it was."""
    library = read(tmp_path, LIST.encode(encoding))
    assert [record.title for record in library.records] == [record.title for record in read(tmp_path, LIST).records]
    assert library.sources[0].encoding.replace("gb18030", "gbk") == encoding.replace("gb18030", "gbk")


def test_big5_and_cp1252_are_told_from_gb18030(tmp_path: Path) -> None:
    """Bytes that several encodings can decode are read in the one that gives real text."""
    traditional = LIST.replace("题名二的研究与教育", "題名二的研究與教育").replace("张", "張")
    assert (
        read(tmp_path, traditional.replace("李四", "李明").replace("示例", "教育").encode("big5")).sources[0].encoding
        == "big5"
    )
    western = (
        "References\n[1] Lefèvre A. L’été à la façade – “études”. Journal Élu, 2019, 12(3): 45–67."
        "\n[2] Müller B. Über Räume. Zeitschrift für Räume, 2020, 1: 1–9."
    )
    library = read(tmp_path, western.encode("cp1252"))
    assert library.sources[0].encoding == "cp1252"
    assert library.records[1].title == "Über Räume"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u0085"])
def test_every_line_end_counts_lines(tmp_path: Path, end: str) -> None:
    """A record's line is right whatever ends the lines."""
    library = read(tmp_path, LIST.replace("\n", end))
    assert [record.origin.line for record in library.records] == [2, 3, 4]


def test_control_characters_leave_the_fields_but_not_the_raw_text(tmp_path: Path) -> None:
    """Bidi overrides and control characters cannot reach a terminal or a document; the raw text keeps them."""
    library = read(tmp_path, LIST.replace("Title one", "Title\u202e\x1b one"))
    assert library.records[0].title == "Title one of rooms"
    assert "\u202e" in library.records[0].raw


def test_numbers_run_over_all_sources(tmp_path: Path) -> None:
    """The second source goes on counting where the first ended, and equal entries get ids of their own."""
    (tmp_path / "a.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LIST, encoding="utf-8")
    library = read_sources([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [record.number for record in library.records] == [1, 2, 3, 4, 5, 6]
    assert len({record.id for record in library.records}) == 6
    assert library.records[3].id == library.records[0].id + "~2"
    assert library.records[3].origin.source == "b.txt"


def test_ids_follow_from_content(tmp_path: Path) -> None:
    """An entry has the same id wherever it stands in a list, in ASCII."""
    forward = read(tmp_path, LIST)
    backward = read(tmp_path, "\n".join(entry[4:] for entry in reversed(ENTRIES)))
    assert {record.title: record.id for record in forward.records} == {
        record.title: record.id for record in backward.records
    }
    assert all(record.id.isascii() for record in forward.records)
    assert forward.records[0].id.startswith("author2019-")
    assert forward.records[1].id.startswith("ref2020-")


def test_an_entry_without_letters_keeps_its_number(tmp_path: Path) -> None:
    """An entry in which nothing can be a title is unreadable, not gone."""
    library = read(tmp_path, LIST.replace(ENTRIES[1], "[2] 12345."))
    assert [record.number for record in library.records] == [1, 3]
    (problem,) = library.problems
    assert (problem.kind, problem.origin.line, problem.raw) == ("unreadable", 3, "[2] 12345.")


def test_a_gap_in_the_numbering_is_doubtful(tmp_path: Path) -> None:
    """A number that the list skips is reported at the entry after it."""
    library = read(tmp_path, LIST.replace("[3]", "[5]"))
    assert len(library.records) == 3
    assert [(problem.kind, problem.reason) for problem in library.problems] == [
        ("doubtful", "the numbering goes from 2 to 5")
    ]


def test_numbers_in_titles_and_years_do_not_split_entries(tmp_path: Path) -> None:
    """Only the next number of the sequence begins an entry."""
    text = (
        "References\n[1] Author A. Rooms [2020] and [7] halls. Journal A, 2019, 1: 2-3."
        " [2] Writer B. Title two. Journal B, 2020, 2: 4-5."
    )
    assert [record.raw[:3] for record in read(tmp_path, text).records] == ["[1]", "[2]"]


_UNREAD: dict[str, tuple[bytes, str]] = {
    "rtf": (b"{\\rtf1\\ansi Title one}", "RTF"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00", "7-Zip"),
    "png": (b"\x89PNG\r\n\x1a\n", "PNG"),
}


@pytest.mark.parametrize("form", _UNREAD)
@pytest.mark.parametrize("name", ["list.txt", "list.bib", "list"])
def test_another_format_is_named_and_refused(tmp_path: Path, form: str, name: str) -> None:
    """A format that is not read is recognised by its content, under any name, and the error says what to do."""
    content, kind = _UNREAD[form]
    with pytest.raises(DataError) as caught:
        read(tmp_path, content, name)
    assert kind in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n \n",
        b"\xef\xbb\xbf",
        b"\x00\x01\x02\x03\xff\xfe" * 40,
        b"Just a note.\nNothing to see.",
        b"Abstract\nNo list here, since 2020.",
    ],
)
def test_a_file_without_references_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty, a binary and an unfitting file each give one line that names the file."""
    with pytest.raises(DataError, match=r"^list\.txt: [^\n]+\.$"):
        read(tmp_path, content)


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file and an impossible name are one kind of error."""
    for path in (tmp_path / "missing.txt", Path("a" * 5000)):
        with pytest.raises(SourceMissingError):
            read_sources([path])


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is checked before the file is read."""
    monkeypatch.setattr("synth.readers.containers.gather.MAX_BYTES", 1_000_000)
    (tmp_path / "large.txt").write_bytes(b"a" * 1_000_001)
    with pytest.raises(LimitError, match="1 MB"):
        read_sources([tmp_path / "large.txt"])


@pytest.mark.parametrize(
    "text",
    [
        "References\n[1] " + "word " * 200_000 + ". Journal A, 2020.",
        "References\n"
        + " ".join(f"[{n}] Author A. Title {n} of rooms. Journal A, 2020, 1: {n}-{n}." for n in range(1, 2001)),
        "References\n[1] " + "(" * 100_000,
        "References\n[1] " + "[1]" * 30_000,
        "References\n" + "a. " * 100_000 + "2020",
        "的" * 300_000 + "\n参考文献\n[1] 张三. 题名一[J]. 示例期刊, 2020.",
        "References\n[1] Author A. " + '"' * 19_000 + " 2020",
        "References\n[1] " + "Author A, " * 1_900 + "Title. 2020",
    ],
    ids=["long title", "many entries", "brackets", "markers", "stops", "long page", "quotes", "names"],
)
def test_large_input_is_read(tmp_path: Path, text: str) -> None:
    """Long lines and endless repetition are read, in memory and time that grow with their length."""
    assert read(tmp_path, text).records or read(tmp_path, text).problems


def test_reading_imports_nothing_heavy() -> None:
    """A reader for UTF-8 text needs no detector of encodings, and none of the analysis."""
    code = (
        "import sys; from pathlib import Path; from synth.readers import read_sources;"
        "read_sources([Path(sys.argv[1])]);"
        "print({'spacy', 'jieba', 'sklearn', 'charset_normalizer'} & set(sys.modules) or 'none')"
    )
    command = [sys.executable, "-c", code, str(SAMPLES / "zh-talent-mobility.txt")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - our own code
    assert done.stdout.strip() == "none"


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"\x80\x81\x82" * 9, bytes(range(256)), b"{\x00\x00", b"[1]", b"[", b"{", b"References"],
)
def test_odd_bytes_give_a_result_or_a_one_line_error(tmp_path: Path, content: bytes) -> None:
    """No bytes give a traceback."""
    outcome = ""
    try:
        library = read(tmp_path, content)
        outcome = f"{len(library.records)} records, {len(library.problems)} problems"
    except SynthError as error:
        outcome = str(error)
    assert outcome.count("\n") == 0
    assert outcome != "0 records, 0 problems"


@pytest.mark.parametrize(
    "notice",
    [
        "Copyright @ 2020-2035 Sample House All Rights Reserved",
        "责任编辑：某人",
        "© 2023 by the authors.\nDownloads",
        "Conflict of interest: none.",
    ],
)
@pytest.mark.parametrize("listing", [LIST, LIST.replace("[1] ", "").replace("[2] ", "").replace("[3] ", "")])
def test_an_ordinary_footer_is_no_problem(tmp_path: Path, notice: str, listing: str) -> None:
    """A short notice after the last reference is in no record, and no warning is worth it."""
    library = read(tmp_path, listing + notice + "\n")
    assert len(library.records) == len(ENTRIES)
    assert library.problems == ()
    assert not any(notice[:9] in record.raw for record in library.records)


@pytest.mark.parametrize(
    "rest",
    ["About the authors\n" + "Nobody in particular. " * 12, "致谢\n张三. 题名九的研究[J]. 示例期刊, 2019(3): 1-8."],
)
def test_a_footer_that_may_matter_is_reported(tmp_path: Path, rest: str) -> None:
    """What follows the last reference and is long, or looks like a reference, is a doubtful problem."""
    problems = read(tmp_path, LIST + rest + "\n").problems
    assert [(problem.kind, problem.reason) for problem in problems] == [("doubtful", "text after the last reference")]


PAGE = "Reading in plain rooms: a review of samples\nAnna Author1, Bert B. Writer2\n{abstract}\n{rest}\n" + LIST


@pytest.mark.parametrize(
    "abstract",
    [
        "Abstract\nBackground: Rooms are many.\nMethods: We read.\nResults: It is so.\nConclusions: Read more.",
        "Abstract\nIntroduction: Rooms are many.\nMaterials and methods: We read.\nFindings: It is so.",
        "ABSTRACT\nBACKGROUND\nRooms are many.\nMETHODS\nWe read.\nRESULTS\nIt is so.\nCONCLUSION\nRead more.",
        "Abstract\nObjectives\nRooms are many.\nMethods\nWe read.\nDiscussion\nIt is so.",
        "Abstract Rooms are many. This review says what 12 readers did in plain rooms until 2018, and what they found.",
        "Abstract Background: Rooms are many. Methods: We read what was written until 2018. Results: It is so.",
        "【摘要】\n【目的】梳理研究。\n【方法】检索。\n【结果】略。\n【结论】略。",
    ],
)
@pytest.mark.parametrize("rest", ["Keywords: rooms; reading\nIntroduction\nThe body.", "Introduction\nThe body.", ""])
def test_the_parts_of_an_abstract_belong_to_it(tmp_path: Path, abstract: str, rest: str) -> None:
    """An abstract goes from its heading over its parts, headed or not, to the keywords, introduction or references."""
    library = read(tmp_path, PAGE.format(abstract=abstract, rest=rest))
    assert library.review is not None
    text = abstract.split("\n", 1)[-1] if abstract.isupper() or "\n" in abstract else abstract.partition(" ")[2]
    assert library.review.abstract == " ".join(text.split())
    assert library.review.keywords == (("rooms", "reading") if "Keywords" in rest else ())
    assert len(library.records) == len(ENTRIES)


@pytest.mark.parametrize("heading", ["Methods", "1. Background", "Introduction"])
def test_the_sections_of_the_article_are_no_part_of_its_abstract(tmp_path: Path, heading: str) -> None:
    """A section after an abstract without parts, or one that its parts already had, is the article's own."""
    for abstract in ("Rooms are many.", "Background: Rooms are many.\nMethods: We read."):
        library = read(tmp_path, PAGE.format(abstract="Abstract\n" + abstract, rest=heading + "\nThe body."))
        assert library.review is not None
        assert library.review.abstract == abstract.replace("\n", " ")


def test_a_title_that_begins_with_abstract_is_no_abstract(tmp_path: Path) -> None:
    """The word at the start of a title or an entry heads nothing."""
    text = "Abstract Interpretation of Rooms: Reading and Writing in the Sample Halls of Nowhere\nAnna Author\n" + LIST
    library = read(tmp_path, text)
    assert library.review is not None
    assert library.review.title.startswith("Abstract Interpretation")


TITLES = (
    "Operations for reading with plain rooms",
    "Sample data mining: A survey from 1995 to 2005",
    "Is reading play? A question and its answer in 12 rooms",
    "反思与构建:示例制度的现代化审视",
    "从示例教育到学术教育?某国关于“学术化”的辩论",
)


@pytest.mark.parametrize("heading", ["", "References\n", "参考文献\n"])
@pytest.mark.parametrize("label", ["", "{}. ", "[{}] ", "• "])
def test_a_list_of_titles_gives_a_record_a_line(tmp_path: Path, heading: str, label: str) -> None:
    """Titles alone, one a line, are records without author or year, and one doubtful problem says so for all."""
    lines = [label.format(number) + title for number, title in enumerate(TITLES, start=1)]
    undated = read(tmp_path, heading + "\n".join([lines[0], *lines[2:4]]))
    assert [record.title for record in undated.records] == [TITLES[0], *TITLES[2:4]]
    library = read(tmp_path, heading + "\n".join(lines) + "\n")
    assert [record.title for record in library.records] == list(TITLES)
    assert all(not record.authors and record.year is None and not record.container for record in library.records)
    assert [problem.kind for problem in library.problems] == ["doubtful"]
    assert "no author, year or journal was recognised in 5 entries" in library.problems[0].reason
    assert all(title in library.problems[0].raw for title in TITLES)


@pytest.mark.parametrize(
    "prose",
    [
        "We went to the reading room yesterday. It was quiet.\nNobody was there but us, and we read.",
        "The rooms of the house are many and\nnobody reads in all of them. They are\nquiet in the morning and loud at",
        "昨天我们去了阅览室，里面很安静。\n没有别人，只有我们在读书，读了很久。",
        "Menu\nHome\nLog in",
    ],
)
def test_prose_is_no_list_of_titles(tmp_path: Path, prose: str) -> None:
    """Running text, and the words of a menu, are refused rather than read as titles."""
    with pytest.raises(DataError, match="no reference list"):
        read(tmp_path, prose)


def test_a_title_may_speak_of_what_a_footer_says(tmp_path: Path) -> None:
    """The last entry is not cut inside its title, though a footer could begin with these words."""
    last = "[4] Author A. Conflict of interest in plain rooms. Journal D, 2022, 4: 8-9."
    assert read(tmp_path, LIST + last).records[-1].title == "Conflict of interest in plain rooms"
