"""What figures say in both languages, and how a record is called in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.languages import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synth.datatypes import Corpus, LanguageCode, Record, ThemeSet

_MOST_IN_ALT = 12
_PAIR = 2
_SECOND_OF = 10


class Words:
    """The captions, alternative texts and legends of one language, by their names in ``wordlists/figures.toml``."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.__dict__.update(words)

    def __getattr__(self, name: str) -> str:
        """Say which word is missing; those that are there are found without this."""
        raise AttributeError(f"wordlists/figures.toml has no {name}")


def words_for(language: LanguageCode) -> Words:
    """Return the words of one language."""
    return Words(read_lexicon("figures")[language])


def count_records(number: int, words: Words) -> str:
    """Return a number of records in words."""
    return (words.record if number == 1 else words.records).format(number)


def count_themes(number: int, words: Words) -> str:
    """Return a number of themes in words."""
    return (words.theme if number == 1 else words.themes).format(number)


def tidy(sentence: str) -> str:
    """Return a sentence without the space that a Chinese number leaves at its start or after a mark."""
    for mark in "。，；：（—":
        sentence = sentence.replace(f"{mark} ", mark)
    return sentence.strip()


def list_themes(themes: ThemeSet, unassigned: int, words: Words) -> str:
    """Return the numbers of a figure as a sentence, for those who do not see it."""
    parts = [
        words.theme_alt.format(
            label=theme.label,
            records=count_records(len(theme.memberships), words),
            primary=len(theme.primary_ids),
        )
        for theme in themes.themes[:_MOST_IN_ALT]
    ]
    if len(themes.themes) > _MOST_IN_ALT:
        parts.append(words.more.format(themes=count_themes(len(themes.themes) - _MOST_IN_ALT, words)))
    if unassigned:
        parts.append(words.unassigned_alt.format(records=count_records(unassigned, words)))
    return words.joint.join(parts) + ("。" if words.joint == "；" else ".")


def speaks_twice(corpus: Corpus) -> bool:
    """Return whether a tenth of the records or more is in either language."""
    chinese = sum(record.language == "zh" for record in corpus.records)
    return min(chinese, len(corpus.records) - chinese) * _SECOND_OF >= max(len(corpus.records), 1)


def author_label(record: Record) -> str:
    """Return the authors as a citation has them (``Xie & Duan``, ``谢佳舒等``), or the title where there are none."""
    chinese = record.language == "zh"
    names = [name for name in (person.short or person.given for person in record.authors) if name]
    if not names:
        return record.title
    if len(names) > _PAIR or record.more_authors:
        return f"{names[0]}等" if chinese else f"{names[0]} et al."
    return ("、" if chinese else " & ").join(names)
