"""Labels in the other language: what the theme's own records, or its framework, say there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.labels import shared_labels
from synth.labels.phrases import in_language
from synth.languages import is_han, normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Document, Framework, Hit, LanguageCode, Theme
    from synth.themes.view import View


def add_second_labels(
    themes: Sequence[Theme], view: View, framework: Framework, hits: Sequence[Hit]
) -> tuple[Theme, ...]:
    """Name themes in the other language as well, where their records or their framework have a name there.

    Parameters
    ----------
    themes
        The themes, expected and emergent.
    view
        The clusters and documents.
    framework
        The expected themes with their terms.
    hits
        Where the documents mention them.

    Returns
    -------
    tuple of Theme
        The same themes. An expected one has the first seed term that a framework file gives in the other language
        (its name there, if it has one), or the one that most of its records mention; else, and for an emergent one, a
        term that its records in that language share. Nothing is translated: without such a term the second label is
        empty.
    """
    other = {theme.key: _other(theme) for theme in themes}
    found = _seed_terms(framework, hits, other)
    for language in ("en", "zh"):
        wanted = [theme for theme in themes if other[theme.key] == language and theme.key not in found]
        found |= _shared(wanted, view, language, [normalize(text) for text in found.values()])
    return tuple(replace(theme, second_label=found.get(theme.key, "")) for theme in themes)


def _other(theme: Theme) -> LanguageCode:
    return "en" if in_language(theme.label, "zh") else "zh"


def _seed_terms(framework: Framework, hits: Sequence[Hit], other: dict[str, LanguageCode]) -> dict[str, str]:
    """Return a file's first seed term in the other language, else the one that most records mention."""
    found: dict[str, str] = {}
    for theme in framework.themes:
        language = other[theme.key]
        given = [seed for seed in theme.seed_terms if in_language(seed, language)] if framework.origin == "file" else []
        ranked = given or _most_used(hits, theme.key, language)
        if ranked:
            found[theme.key] = ranked[0][:1].upper() + ranked[0][1:]
    return found


def _most_used(hits: Sequence[Hit], key: str, language: LanguageCode) -> list[str]:
    """Return the seed terms of a theme as written in a language, that of most records first."""
    seeds = (hit for hit in hits if hit.theme_key == key and hit.grade == "seed" and in_language(hit.term, language))
    used = Counter(surface for _, surface in {(hit.record_id, hit.surface.lower()) for hit in seeds})
    return sorted(used, key=lambda surface: (-used[surface], surface))


def _shared(themes: Sequence[Theme], view: View, language: LanguageCode, taken: Sequence[str]) -> dict[str, str]:
    """Return a term for each theme of which two records in the language have one."""
    row = {record_id: i for i, record_id in enumerate(view.matrix.record_ids)}
    written = np.array([_language(document) == language for document in view.documents], bool)
    groups = [np.array(sorted(row[i] for i in theme.primary_ids if written[row[i]]), np.intp) for theme in themes]
    labels = shared_labels(view.matrix, groups, taken, language=language, documents=view.documents)
    return {theme.key: label.text for theme, label in zip(themes, labels, strict=True) if label.terms}


def _language(document: Document) -> LanguageCode:
    """Return the language that most words of a document's title, or else of its body, are in."""
    words = [token.text for token in document.title or document.body if token.role == "word"]
    chinese = sum(any(map(is_han, word)) for word in words)
    return "zh" if 2 * chinese > len(words) else "en"
