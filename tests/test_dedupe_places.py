"""Volumes, pages, journals and identifiers made comparable."""

from __future__ import annotations

import pytest

from synth.dedupe.places import (
    Pages,
    Sign,
    compare_containers,
    compare_pages,
    doi_of,
    is_preprint,
    pages_of,
    volume_of,
    work_doi,
)


@pytest.mark.parametrize(
    ("ours", "theirs", "sign"),
    [
        ("123-30", "123–130", Sign.AGREE),
        ("pp. 12–18", "012", Sign.AGREE),
        ("S12-S15", "12-15", Sign.AGREE),
        ("第12-15页", "12", Sign.AGREE),
        ("100-105", "101-105", Sign.AGREE),
        ("12-18", "45-67", Sign.DIFFER),
        ("1-21", "345-366", Sign.UNKNOWN),
        ("e1234", "45-56", Sign.UNKNOWN),
        ("123456", "12-15", Sign.UNKNOWN),
        ("", "12-15", Sign.UNKNOWN),
        ("in press", "12-15", Sign.UNKNOWN),
    ],
)
def test_pages_are_compared_where_they_are_of_one_kind(ours: str, theirs: str, sign: Sign) -> None:
    """Short ranges, letters and dashes do not matter; article numbers and advance copies cannot be compared."""
    assert compare_pages(pages_of(ours), pages_of(theirs)) is sign
    assert compare_pages(pages_of(theirs), pages_of(ours)) is sign


def test_a_short_last_page_is_filled() -> None:
    """``123-30`` ends on page 130."""
    assert pages_of("123-30") == Pages(123, 130, "")


@pytest.mark.parametrize(("text", "number"), [("Vol. 012", "12"), ("XII", "12"), ("12(3)", "12"), ("", ""), ("A", "")])
def test_volumes_are_numbers(text: str, number: str) -> None:
    """Words, leading zeros and Roman numerals do not matter."""
    assert volume_of(text) == number


@pytest.mark.parametrize(
    ("ours", "theirs", "sign"),
    [
        ("J. Am. Chem. Soc.", "Journal of the American Chemical Society", Sign.AGREE),
        ("PNAS", "Proceedings of the National Academy of Sciences", Sign.AGREE),
        ("NeurIPS", "Advances in Neural Information Processing Systems", Sign.AGREE),
        ("Lancet", "The Lancet (London, England)", Sign.AGREE),
        ("VET COMP ORTHOPAED", "Veterinary and comparative orthopaedics and traumatology", Sign.AGREE),
        ("Zeitschrift für Medizin = Journal of Medicine", "Journal of Medicine", Sign.AGREE),
        ("Journal of Nursing", "International Journal of Nursing", Sign.DIFFER),
        ("BMJ", "BMJ Open", Sign.DIFFER),
        ("Nature", "Nature Communications", Sign.DIFFER),
        ("甲大学学报", "甲大学学报（自然科学版）", Sign.AGREE),
        ("甲大学学报(社会科学版)", "甲大学学报（自然科学版）", Sign.DIFFER),
        ("教育研究", "中国教育研究", Sign.DIFFER),
        ("情报杂志", "Journal of Intelligence", Sign.UNKNOWN),
        ("", "Nature", Sign.UNKNOWN),
    ],
)
def test_an_abbreviation_agrees_with_the_name_it_stands_for(ours: str, theirs: str, sign: Sign) -> None:
    """Names agree by the beginnings of their words; a word more is another journal; two scripts cannot be compared."""
    assert compare_containers(ours, theirs) is sign
    assert compare_containers(theirs, ours) is sign


def test_a_doi_is_compared_without_resolver_case_and_version() -> None:
    """The resolver's address and capitals do not matter, nor does a preprint's version."""
    assert doi_of("https://doi.org/10.1000/ABC.1") == doi_of("doi:10.1000/abc.1") == "10.1000/abc.1"
    assert work_doi("10.48550/arxiv.1706.03762v5") == "10.48550/arxiv.1706.03762v5"
    assert work_doi("10.21203/rs.3.rs-100/v2") == work_doi("10.21203/rs.3.rs-100/v1")


@pytest.mark.parametrize(
    ("doi", "container", "url", "preprint"),
    [
        ("10.48550/arxiv.1706.03762", "", "", True),
        ("10.1101/2020.01.01.123456", "", "", True),
        ("10.1101/gr.1", "Genome Research", "", False),
        ("10.1000/a", "arXiv", "", False),
        ("", "arXiv preprint arXiv:1706.03762", "", True),
        ("", "", "https://arxiv.org/abs/1706.03762", True),
        ("", "Journal A", "https://arxiv.org/abs/1706.03762", False),
        ("", "ChinaXiv", "", True),
        ("", "PSSXiv", "", True),
    ],
)
def test_preprints_are_known_by_their_server(
    doi: str,
    container: str,
    url: str,
    preprint: bool,  # noqa: FBT001 - pytest gives the arguments
) -> None:
    """A server's DOI, name or address makes a preprint; a publisher's DOI or a journal outweighs the address."""
    assert is_preprint(doi, container, url) is preprint
