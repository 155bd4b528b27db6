"""Make labelled references in many styles from the facts of labelled ones, and damage some as scans and web pages do.

The gold sets lean to a few styles and fields. Their authors, titles, journals, publishers and places are taken apart,
put together anew and formatted in the patterns of :mod:`synth.readers.freetext.styles`. What comes out is no work that
exists, and it stays in memory.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from synth.readers.freetext.people import split_people
from synth.readers.freetext.segments import Run, clean_field, read_places
from synth.readers.freetext.styles import Facts, Part, composed, format_work, tables

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from synth.datatypes import Person

_SHARES = {
    "articles": 0.44,
    "conferences": 0.22,
    "books": 0.08,
    "chapters": 0.08,
    "theses": 0.04,
    "reports": 0.05,
    "preprints": 0.04,
    "pages": 0.05,
}
_COMPOSED = 0.35  # the share of references in styles put together at random
_DAMAGED = 0.25  # the share of references that are damaged
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Labelled(NamedTuple):
    """A reference as parts in order, each a label and its text; a ``+`` before the label glues it to the one before."""

    parts: tuple[Part, ...]


class _Store(NamedTuple):
    """The facts of the gold references, each kind on its own."""

    people: list[tuple[Person, ...]]
    articles: list[Facts]
    books: list[Facts]
    titles: list[str]


def make_references(
    gold: Sequence[Sequence[Part]], titles: Sequence[str], count: int, generator: random.Random
) -> list[Labelled]:
    """Make ``count`` references from the facts of labelled ones and from more titles.

    Some are in the styles that are in use the world over, the others in styles put together at random.
    """
    store = _store(gold, titles)
    made: list[Labelled] = []
    patterns = tables()["patterns"]
    while len(made) < count and store.articles and store.books and store.people:
        if _by_chance(generator, _COMPOSED):
            facts, pattern = _house_work(store, generator), composed(generator)
        else:
            kind = generator.choices(list(_SHARES), list(_SHARES.values()))[0]
            facts, pattern = _work(kind, store, generator), generator.choice(patterns[kind])
        parts = format_work(facts, pattern, generator)
        if not parts:
            continue
        labels = {label.lstrip("+") for label, _ in parts}
        if "title" in labels or "journal" in labels:
            parts[-1] = (parts[-1][0], _without_stop(parts[-1][1], generator))
            made.append(Labelled(tuple(damaged(parts, generator) if _by_chance(generator, _DAMAGED) else parts)))
    return made


def _by_chance(generator: random.Random, share: float) -> bool:
    return generator.random() < share


def _without_stop(text: str, generator: random.Random) -> str:
    return text.rstrip(".") if _by_chance(generator, 0.15) else text


def _store(gold: Sequence[Sequence[Part]], titles: Sequence[str]) -> _Store:
    """Take the references apart."""
    people: list[tuple[Person, ...]] = []
    articles: list[Facts] = []
    books: list[Facts] = []
    for parts in gold:
        fields: dict[str, str] = {}
        for label, text in parts:
            fields.setdefault(label, text)
        names, _ = split_people(fields.get("author", ""))
        title = clean_field(fields.get("title", ""))
        if names and all(person.family and len(person.family) < 25 for person in names):  # noqa: PLR2004 - misread names are longer
            people.append(names)
        if not title or len(title) < 8:  # noqa: PLR2004 - no title worth the name
            continue
        places = read_places([Run(label, text) for label, text in parts])
        facts = Facts(authors=(), title=title, year="", volume=places.volume, issue=places.issue, pages=places.pages)
        if fields.get("journal") and places.volume and places.pages:
            articles.append(replace(facts, journal=clean_field(fields["journal"])))
        elif fields.get("publisher") and fields.get("location"):
            books.append(
                replace(facts, publisher=clean_field(fields["publisher"]), place=clean_field(fields["location"]))
            )
    return _Store(people, articles, books, list(titles))


def _work(kind: str, store: _Store, generator: random.Random) -> Facts:
    """Put facts together: a journal keeps its locators, a publisher its place; the rest is drawn."""
    names = tables()["names"]
    article, book = generator.choice(store.articles), generator.choice(store.books)
    drawn = store.titles if store.titles and _by_chance(generator, 0.45) else None
    title = generator.choice(drawn) if drawn else generator.choice((article, book)).title
    in_journal = kind == "articles"
    news = kind == "pages"
    elsewhere = kind == "conferences" or _by_chance(generator, 0.3)
    suffix = generator.choice(("s", "j.ab.", "abc/", ""))
    number = f"{generator.randrange(80, 100)}-{generator.randrange(1, 99):02}"
    first = generator.randrange(1, 1500)
    return Facts(
        authors=_people(store, generator),
        title=_cased(title, generator) if kind != "books" else title,
        year=str(generator.randrange(1965, 2026)),
        journal=generator.choice(names["news"]) if news else article.journal,
        volume=article.volume,
        issue=article.issue or (str(generator.randrange(1, 13)) if _by_chance(generator, 0.4) else ""),
        pages=article.pages if in_journal else f"{first}–{first + generator.randrange(4, 30)}",
        editors=_people(store, generator),
        book=_conference(generator) if kind == "conferences" else generator.choice(store.books).title,
        publisher=generator.choice(names["societies"]) if kind == "conferences" else book.publisher,
        place=generator.choice(names["places"]) if elsewhere else book.place,
        school=generator.choice(names["schools"]),
        number=number if kind == "reports" else f"{generator.randrange(7, 26):02}{generator.randrange(1, 13):02}",
        doi=f"10.{generator.randrange(1000, 9999)}/{suffix}{generator.randrange(10**6, 10**8)}",
        link=generator.choice(names["links"]).format(generator.randrange(10, 10**6)),
        month=generator.choice(_MONTHS),
        day=str(generator.randrange(1, 29)),
    )


def _house_work(store: _Store, generator: random.Random) -> Facts:
    """Put facts together for a style of which the kind of work is not known beforehand."""
    names = tables()["names"]
    kind = generator.choice(("articles", "articles", "conferences", "books", "reports"))
    facts = _work(kind, store, generator)
    return replace(
        facts,
        year=facts.year + (generator.choice("abcd") if _by_chance(generator, 0.08) else ""),
        title=_decorated(facts.title, store, generator) if _by_chance(generator, 0.2) else facts.title,
        journal=generator.choice(names["news"]) if _by_chance(generator, 0.1) else facts.journal,
        law=_law(store, generator),
        number=_filled(generator.choice(names["codes"]), generator) if _by_chance(generator, 0.5) else facts.number,
        body=_body(generator),
        dictionary=generator.choice(names["works"]),
    )


def _decorated(title: str, store: _Store, generator: random.Random) -> str:
    """Return a title with what makes its end hard to see: a year, a place, a number, a second sentence."""
    names = tables()["names"]
    first = generator.randrange(1960, 2020)
    other = re.split(r"[:.?]", generator.choice(store.titles or [store.articles[0].title]))[0]
    few = 9
    return str(
        generator.choice(names["decorations"]).format(
            title=title.rstrip(".?!"),
            other=" ".join(other.split()[:few]),
            year=first,
            later=first + generator.randrange(1, 12),
            place=generator.choice(names["places"]),
            month=generator.choice(_MONTHS),
            number=generator.randrange(1, 8),
            conference=generator.choice(names["conferences"]),
            acronym=generator.choice(names["news"])[:4].upper(),
        )
    )


def _body(generator: random.Random) -> str:
    """Return the name of a body that publishes: a known one, or one put together of the words of such names."""
    names = tables()["names"]
    if _by_chance(generator, 0.3):
        return str(generator.choice(names["bodies"]))
    origin, concern, other, office = (
        generator.choice(names[kind]) for kind in ("origins", "concerns", "concerns", "offices")
    )
    form = generator.choice(names["composed_bodies"])
    return str(form.format(origin=origin, concern=concern, other=other, office=office))


def _filled(form: str, generator: random.Random) -> str:
    """Return a form with a digit for each ``#``, and a year for each ``{y}``."""
    digits = re.sub("#", lambda _: str(generator.randrange(1, 10)), form)
    return digits.replace("{y}", str(generator.randrange(1901, 2020)))


def _law(store: _Store, generator: random.Random) -> str:
    """Return the name of a law or of a case."""
    names = tables()["names"]
    if _by_chance(generator, 0.5):
        return _filled(generator.choice(names["laws"]), generator)

    def party() -> str:
        people = generator.choice(store.people)
        return str(generator.choice(names["parties"])) if _by_chance(generator, 0.5) else people[0].family

    return f"{party()} {generator.choice(('v.', 'v.', 'v.', 'vs.', 'v'))} {party()}"


def _people(store: _Store, generator: random.Random) -> tuple[Person, ...]:
    """Return one to eight people, most of them from one reference."""
    most = 8
    people = list(generator.choice(store.people))
    while _by_chance(generator, 0.35) and len(people) < most:
        people.append(generator.choice(generator.choice(store.people)))
    return tuple(people[:most])


def _conference(generator: random.Random) -> str:
    """Return the name of a conference, long or short, with or without its number, its sponsor and its acronym."""
    names = tables()["names"]
    number = generator.randrange(2, 40)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if not 10 < number < 20 else 0, "th")  # noqa: PLR2004 - eleventh to nineteenth
    name = generator.choice(names["conferences"])
    words = [
        generator.choice(("Proceedings of the", "Proc. of the", "Proceedings of", "Proc.", "Proceedings", "", "")),
        generator.choice((f"{number}{ending}", f"{number}{ending} Annual", "", "", str(1970 + number))),
        generator.choice(names["sponsors"]),
        name
        if _by_chance(generator, 0.7)
        else name.replace("International Conference", "Int. Conf.").replace("Symposium", "Symp."),
        generator.choice(names["acronyms"]),
    ]
    return " ".join(word for word in words if word)


def _cased(title: str, generator: random.Random) -> str:
    """Return a title in the case of a headline or of a sentence, now and then in lower case."""
    if _by_chance(generator, 0.2):
        return re.sub(r"\b([a-z])(?=[a-z]{3})", lambda match: match[1].upper(), title)
    if _by_chance(generator, 0.1):
        return title[:1] + re.sub(r"(?<=[\s-])[A-Z](?=[a-z]{3})", lambda match: match[0].lower(), title[1:])
    return title


def damaged(parts: Sequence[Part], generator: random.Random) -> list[Part]:
    """Damage a reference as scans and pasted pages do: a lost space, a wrapped word, odd dashes, lower case."""
    kind = generator.choice(("glued", "wrapped", "scanned", "lower", "unstopped"))
    if kind == "glued":  # the space between two parts is lost
        at = generator.randrange(1, len(parts)) if len(parts) > 1 else 0
        return [(("+" + label.lstrip("+")) if i == at and at else label, text) for i, (label, text) in enumerate(parts)]
    if kind == "wrapped":  # a long word is wrapped
        return [(label, re.sub(r"\b(\w{4})(\w{4})", r"\1- \2", text, count=1)) for label, text in parts]
    if kind == "scanned":  # the scanner's dashes and quotes
        odd = str.maketrans({"–": "—", "-": "–", "“": '"', "”": '"', "’": "'"})
        return [(label, text if label in {"url", "doi"} else text.translate(odd)) for label, text in parts]
    if kind == "lower":
        return [(label, text.lower()) for label, text in parts]
    # The stops between parts are lost.
    return [(label, text.rstrip(".,") if _by_chance(generator, 0.3) else text) for label, text in parts]
