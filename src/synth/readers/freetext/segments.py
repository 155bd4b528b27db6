"""Turn the labelled tokens of a reference into its fields."""

from __future__ import annotations

import re
from typing import NamedTuple

from synth.readers.freetext.locators import YEAR, extract_links, find_year
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.freetext.people import split_people
from synth.readers.text import field, language_of, shape

# What the model tells apart, in the words of CSL where it has one.
LABELS = (
    "author",
    "citation-number",
    "container-title",
    "date",
    "doi",
    "edition",
    "editor",
    "genre",
    "journal",
    "location",
    "note",
    "pages",
    "publisher",
    "series",
    "title",
    "translator",
    "url",
    "volume",
)
_YEARS = re.compile(YEAR)
_LEADING_IN = re.compile(r"^(?:in|dans)\b\s?:?\s+(?=\S)|^in:", re.IGNORECASE)
_QUOTES = {"“": "”", '"': '"', "«": "»", "'": "'", "‘": "’", "„": "“", "``": "''", "`": "'", "ʻ": "ʼ", "‹": "›"}
_TRANSLATED = re.compile(
    r"[.,]?\s[\[(]?(?:trans(?:lated|l?\.)|[üu]bers(?:etzt|\.)|traduit|traducción)\s(?:by|von|par|de)?\s?\S.{3,60}$",
    re.IGNORECASE,
)
_BRACKETED_NOTE = re.compile(
    r"\s[(\[](?:pp?\.\s?\d|vols?\.\s?\d|\d{1,2}(?:st|nd|rd|th)\sed|rev\.\sed|no\.\s)[^()\[\]]*[)\]]$", re.IGNORECASE
)
_ACCESSED = re.compile(
    r"[(\[]?\b(?:accessed|retrieved|viewed|visited|cited|consulted)\b[^()\[\]]{0,30}?\d{4}(?![\d-])", re.IGNORECASE
)
_PAGE_AFTER_DATE = re.compile(r"\d-\d\d?\s?:\s?(\d{1,5})\b")
_UNDATED = re.compile(r"^\W*(?:n\.\s?d\.|s\.\s?d\.|in press|forthcoming)\)?[.,:]*\s", re.IGNORECASE)
_NOT_YET = re.compile(r",\s(?:to appear in|(?:paper )?submitted to|in press\b|preprint$).*$", re.IGNORECASE)
_NAMED_EDITORS = re.compile(
    r"^[^\W\d_a-z][^:\"“]{3,120}?(?:\((?:eds?|hrsg)\.?\)|,\seds?\.?(?=[,:]|\s[A-Z])|,?\s\(?[Ee]ditors?\)?)[,:.]?\s+(?=\S.{5})"
)
_AFTER_EDITORS = re.compile(r"\((?:eds?|hrsg)\.?\)\s?[:,.]?\s+([^\W\d_].{4,}?)(?:\s\([^()]*)?$", re.IGNORECASE)
_HANGING = re.compile(
    r",?\s(?:to appear|in press|n°\s?[\d/-]+|no\.?\s[\d/-]+|vol\.?\s\d+|\d{1,2}/\d{1,2}/\d{4})[.,]?$|,\s?\d{4}$",
    re.IGNORECASE,
)
_ACCESS_WORD = re.compile(r"\W*(?:accessed|retrieved)(?:\s(?:on|from))?\W*", re.IGNORECASE)  # apart from its date
_EDGE = " .,:;。，；：-–—"
_OPENERS = "([{<"
_KINDS = {
    "thesis": re.compile(
        r"\bthes[ie]s\b|\bdissertation|ph\.?\s?d\b|\bmaster|tesis|thèse|\bdiss\b|habilitation", re.IGNORECASE
    ),
    "patent": re.compile(r"\bpatent", re.IGNORECASE),
    "report": re.compile(
        r"\breport|\btech|\bworking paper|\bmemo|\brapport|discussion paper|\bpreprint|\brfc\b", re.IGNORECASE
    ),
    "paper-conference": re.compile(
        r"\bproc\b|\bproceedings?|\bconf(?:erence)?\b|\bsymposium|\bworkshop|\bcongress|\bmeeting|\bactes\b",
        re.IGNORECASE,
    ),
}


class Run(NamedTuple):
    """A stretch of tokens with one label, as it stands in the text."""

    label: str
    text: str


def runs_of(text: str, tokens: list[str], labels: list[str]) -> list[Run]:
    """Join neighbouring tokens of one label; the text of a run is cut out of the text of the reference."""
    runs: list[Run] = []
    position = start = 0
    for index, token in enumerate(tokens):
        begin = text.index(token, position)
        if index == 0 or labels[index] != labels[index - 1]:
            start = begin
            runs.append(Run(labels[index], ""))
        position = begin + len(token)
        runs[-1] = Run(labels[index], text[start:position])
    return runs


def citation_of(text: str, runs: list[Run]) -> ParsedCitation:
    """Turn the runs of a reference into its fields.

    Parameters
    ----------
    text
        The reference.
    runs
        Its runs, in order.

    Returns
    -------
    ParsedCitation
        The fields; a reference without a title run is called by the most telling run that it has, and what is but an
        address has no title.
    """
    runs = _with_body([run for run in runs if not _ACCESS_WORD.fullmatch(run.text)])
    texts: dict[str, list[str]] = {}
    for run in runs:
        texts.setdefault(run.label, []).append(run.text)
    linkless, doi, url = extract_links(text) if _has_link(text) else (text, "", "")
    named = any(character.isalpha() for character in linkless)
    title = (_title(runs, texts) or field(text)) if named else ""
    people, more = split_people(" ".join(_authors(runs, texts)))
    container, publisher = _container(runs, texts)
    places = read_places(runs)
    return ParsedCitation(
        title=title,
        authors=people,
        more_authors=more,
        year=_year(runs, text, title),
        container=container,
        volume=places.volume,
        issue=places.issue,
        pages=places.pages or _page_after_date(texts),
        publisher=publisher,
        doi=doi,
        url=url,
        type=_type_of(texts, linked=bool(url)),
        language=language_of(title),
        structured=bool(people or container or "date" in texts),
    )


def _page_after_date(texts: dict[str, list[str]]) -> str:
    """Return the page that stands behind a full date and a colon, as in newspapers."""
    match = _PAGE_AFTER_DATE.search(shape(" ".join(texts.get("date", ()))))
    return match[1] if match else ""


def _with_body(runs: list[Run]) -> list[Run]:
    """Call a title that the year in brackets follows, and then another title, what it is: the body that wrote it."""
    opening = [run.label for run in runs[:3]]
    if opening == ["title", "date", "title"] and runs[1].text.startswith(("(", "[")):
        return [Run("author", runs[0].text), *runs[1:]]
    return runs


def _container(runs: list[Run], texts: dict[str, list[str]]) -> tuple[str, str]:
    """Return the container and the publisher."""
    journal, book = " ".join(texts.get("journal", ())), " ".join(texts.get("container-title", ()))
    publisher = " ".join(texts.get("publisher", ()))
    labels = [run.label for run in runs]
    joined = [index for index in range(1, len(runs)) if labels[index - 1 : index + 1] == ["container-title", "journal"]]
    if joined and not runs[joined[0] - 1].text.rstrip("\"'”’").endswith((",", ".", ";", ":")):
        container = f"{book} {journal}"
    elif journal or book:
        container = journal or book
    elif after := _AFTER_EDITORS.search(" ".join(texts.get("editor", ()))):
        container = after[1]
    elif "location" not in texts and "volume" in labels[labels.index("publisher") if publisher else len(labels) :]:
        container, publisher = publisher, ""  # what has a volume is no publisher
    else:
        container = ""
    container = _NAMED_EDITORS.sub("", _LEADING_IN.sub("", container))
    return clean_field(_HANGING.sub("", container.rstrip(" .,;"))), clean_field(publisher)


def _has_link(text: str) -> bool:
    return "10." in text or "www." in text or "://" in text


def _title(runs: list[Run], texts: dict[str, list[str]]) -> str:
    """Return the title: its first run, with what follows a word or two that the model took out of its middle."""
    titles = [index for index, run in enumerate(runs) if run.label == "title"]
    if not titles:
        # A title with a colon may look like a place and its publisher.
        imprint = [run.text for run in runs if run.label in {"location", "publisher"}]
        rest = (
            *(texts.get(label) for label in ("container-title", "journal")),
            imprint,
            texts.get("genre"),
            texts.get("note"),
        )
        found = next((clean_field(" ".join(words)) for words in rest if words), "")
        return found if any(character.isalpha() for character in found) else ""
    first = titles[0]
    parts = [runs[first].text]
    if titles[1:2] == [first + 2] and _is_inside(runs[first].text, runs[first + 1]):
        parts += [runs[first + 1].text, runs[first + 2].text]
    title = _UNDATED.sub("", " ".join(parts))
    for note in (_TRANSLATED, _NOT_YET, _BRACKETED_NOTE):
        title = note.sub("", title.rstrip(" .")) or title
    return clean_field(title, title=True)


def _is_inside(before: str, run: Run) -> bool:
    """Whether a run between two runs of title is a date or a name that the title speaks of."""
    few = 2
    return (
        run.label in {"date", "location", "journal", "volume"}
        and len(run.text.split()) <= few
        and not run.text.startswith("(")
        and not before.rstrip("\"'”’").endswith(".")
    )


def clean_field(text: str, *, title: bool = False) -> str:
    """Strip the punctuation, brackets and quotes around a field, but no sign that belongs to it."""
    clean = field(text).strip(_EDGE)
    for opening, closing in _QUOTES.items():
        inside = clean[len(opening) :]
        if clean.startswith(opening) and opening not in (closing, inside[:0]) and closing not in inside:
            clean = inside if opening not in "'‘`" else clean
        elif clean.startswith(opening) and closing in inside and inside.rstrip(_EDGE).endswith(closing):
            inner = inside.rstrip(_EDGE)[: -len(closing)]
            if closing not in inner or closing in "'’" or opening == closing:
                clean = inner.strip(_EDGE)
                break
        elif title and clean.startswith(opening) and inside.count(closing) == 1 and opening not in "'‘`":
            # A quoted title and what follows its quote: the quote goes, the words stay.
            clean = inside.replace(closing, "", 1) if inside.index(closing) < len(inside) - 1 else inside
    if clean.endswith(('"', "”", "''")) and not any(sign in clean[:-1] for sign in ('"', "“", "``")):
        clean = clean.rstrip("\"”'").rstrip(_EDGE)
    if clean[:1] in _OPENERS and not any(sign in clean for sign in ")]}>"):
        clean = clean[1:]
    if clean[-1:] in ")]}" and not any(sign in clean for sign in _OPENERS):
        clean = clean[:-1]
    if clean[:1] + clean[-1:] in {"()", "[]"} and not title:
        clean = clean[1:-1]
    return clean.strip(_EDGE)


def _authors(runs: list[Run], texts: dict[str, list[str]]) -> list[str]:
    """Return the text of the authors, or of the editors where they stand before the title."""
    if "author" in texts:
        return texts["author"]
    labels = [run.label for run in runs]
    before = labels.index("title") if "title" in labels else len(labels)
    if "editor" in labels[:before]:
        return [runs[labels.index("editor")].text]
    return texts.get("editor", []) if "container-title" not in texts and "journal" not in texts else []


def _year(runs: list[Run], text: str, title: str) -> int | None:
    """Return the year of the first date, else one of the locators, else any, best one outside the title."""
    rest = _ACCESSED.sub(" ", text)
    places: list[str] = [run.text for run in runs if run.label == "date"]
    places += [run.text for run in runs if run.label in {"volume", "journal", "pages", "publisher", "note", "genre"}]
    for place in places:
        if (match := _YEARS.search(shape(place))) and match[0] in rest:
            return int(match[0])
    return find_year(rest.replace(title, " ", 1)) or find_year(rest)


class Places(NamedTuple):
    """Volume, issue and pages."""

    volume: str = ""
    issue: str = ""
    pages: str = ""


def read_places(runs: list[Run]) -> Places:
    """Read volume, issue and pages from the runs that hold them, with the rules for locators where they are joined."""
    volumes = " ".join(run.text for run in runs if run.label == "volume")
    pages = " ".join(run.text for run in runs if run.label == "pages")
    numbered = bool(volumes) and "arxiv" not in volumes.lower()  # the number of a preprint is none of a volume
    volume, issue, more = _volume_issue(shape(volumes)) if numbered else ("", "", "")
    if not volumes and (joined := _VOLUME_AND_ARTICLE.match(shape(pages))):
        volume, pages = joined[1], pages[joined.end() :]
    found = _PAGES_ALL.search(shape(pages)) if pages else None
    written = pages[found.start() : found.end()] if found else more
    return Places(volume, issue, re.sub(r"\s?-{1,2}\s?", "–", shape(written)).strip(" .,"))


_PAGES_ALL = re.compile(
    r"(?<![a-z])(?:[A-Za-z]{0,3}\d+(?:[.:]\d+)?[A-Za-z]?|\b[ivxlcIVXLC]+\b)"
    r"(?:\s?-{1,2}\s?(?:[A-Za-z]{0,3}\d+[A-Za-z]?|\b[ivxlcIVXLC]+\b))?"
    r"(?:\s?[+,;]\s?(?!(?:19|20)\d\d\b)\d{1,5}\s?-{1,2}\s?\d{1,5})*"
)
_VOLUME_AND_ARTICLE = re.compile(r"\W*(\d{1,4})\s?:\s?(?=[A-Za-z]{1,3}\d)")  # 372:n71
_NUMBER = r"(?:[A-Za-z]{0,3}\d+[A-Za-z]?(?:\s?[-/]\s?\d+)?)"
_JOINED = re.compile(
    rf"({_NUMBER}|[IVXLC]+\b)\s?[\[(]\s?([^()\[\]]{{1,30}}?)\s?[\])]|(?<!\w)[(\[]\s?([^()\[\]]{{1,20}})[)\]]"
)
_VOLUME_SIGN = re.compile(
    rf"\b(?:vol(?:ume)?s?|v|bd|band|tome?|t)\b\.?[\s:-]{{0,3}}({_NUMBER}|[IVXLC]+\b)", re.IGNORECASE
)
_ISSUE_SIGN = re.compile(
    rf"(?:\b(?:nos?|nr|num(?:ber)?|iss(?:ue)?|heft|h|núm)\b\.?|n[°º]|№)\s?:?\s?({_NUMBER})", re.IGNORECASE
)
_TWO = re.compile(rf"({_NUMBER}|[IVXLC]+\b)\s?[,.:;/]\s?({_NUMBER})")
_ONE = re.compile(rf"{_NUMBER}|\b[IVXLC]+\b")
_AFTER = re.compile(r"[:;,]\s?([A-Za-z]{0,2}\d+\s?-{1,2}\s?[A-Za-z]{0,2}\d+)")


def _volume_issue(outline: str) -> tuple[str, str, str]:
    """Return volume, issue and, where a style joins them on, pages."""
    bare = re.sub(rf"^\W*{YEAR}\s?[;:,]\s?(?=\S)", "", outline)
    after = _AFTER.search(bare)
    pages = after[1] if after else ""
    if after:
        bare = bare[: after.start()]
    signed, numbered = _VOLUME_SIGN.search(bare), _ISSUE_SIGN.search(bare)
    if signed or numbered:
        volume = signed[1] if signed else ""
        issue = numbered[1] if numbered else ""
        if numbered and not signed and (first := _ONE.match(bare[: numbered.start()].strip(" ,(:"))):
            volume = first[0]
        if (
            signed
            and not numbered
            and (joined := re.match(r"\s?\(([^()]{1,20})\)|[,.:;]\s?(\d+)", bare[signed.end() :]))
        ):
            issue = joined[1] or joined[2]
        return volume, issue.strip(" ,"), pages
    if (joined := _JOINED.search(bare)) and not re.fullmatch(YEAR, joined[2] or joined[3] or ""):
        issue = re.sub(r"^(?:no|nr|issue)\.?\s?", "", (joined[2] or joined[3]).strip(), flags=re.IGNORECASE)
        return joined[1] or "", issue, pages
    if two := _TWO.search(bare):
        return two[1], two[2], pages
    one = _ONE.search(bare)
    return one[0] if one else "", "", pages


def _type_of(texts: dict[str, list[str]], *, linked: bool) -> str:
    """Return the CSL type that the labels and the words of the reference speak of."""
    told = " ".join((*texts.get("genre", ()), *texts.get("note", ())))
    for kind in ("thesis", "patent", "report"):
        if told and _KINDS[kind].search(told):
            return kind
    journal, book = " ".join(texts.get("journal", ())), " ".join(texts.get("container-title", ()))
    if journal and not _KINDS["paper-conference"].search(journal):
        return "article-journal"
    if journal or book:
        return "paper-conference" if _KINDS["paper-conference"].search(journal + book) else "chapter"
    if "publisher" in texts or "location" in texts or "edition" in texts:
        return "book"
    return "webpage" if linked else "article-journal"
