"""Read the author list at the start of a reference.

The list is consumed name by name. The first name fixes the form of those that follow ("Smith, J.", "J. Smith",
"Smith J", "Jane Smith", Chinese), so that a title in capitals is not taken for one more author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.readers.names import is_han_name, order_of, person
from synth.readers.text import HAN, shape

if TYPE_CHECKING:
    from synth.datatypes import Person

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽА-ЯΑ-Ω"
_JOINED = r"(?:[dD]e(?:\s[lL]a|\slos|n)?|[lL]a|[lL]e|[vV]an(?:\s[dD]e[nr]?)?|[vV]on(?:\s[dD]e[nr])?|[dD]e[lr]|[dD]ella|[dD]i|[dD]a|[dD]os|[dD]as|[dD]u|[eE]l|[aA]l|[bB]in|[tT]e[rn]|[zZ]u|y|St\.)"
_WORD = rf"(?:[dDlLO]')?[{_UP}][^\W\d_]++(?:['-][^\W\d_]++){{0,3}}+"
_NAME = rf"(?:{_JOINED}\s){{0,2}}{_WORD}"
_FAMILY = rf"{_NAME}(?:\s{_NAME})?"
_DOTTED = rf"[{_UP}][a-z]?\.(?:\s?-?\s?[{_UP}][a-z]?\.){{0,4}}(?:-[{_UP}]\.)?"
_BARE = rf"[{_UP}]{{1,3}}(?:[\s-][{_UP}]{{1,2}}){{0,3}}\.?"
_JUNIOR = r"(?:,?\s(?:Jr\b\.?|Sr\b\.?|I{2,3}\b|IV\b))?"
_END = r"(?![^\W\d_'-])"

_FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "family, initials": rf"{_FAMILY}{_JUNIOR},\s?(?:{_DOTTED}|{_BARE}(?=\s*(?:[,;.(&]|and\b|$)))"
        rf"(?:\s{_JOINED}(?=[,.;\s]))?{_JUNIOR}{_END}",
        "initials family": rf"(?:{_DOTTED}|[{_UP}](?=\s))(?:\s?[{_UP}]\.)?(?:\s?{_WORD})??\s?{_FAMILY}{_JUNIOR}{_END}",
        "family initials": rf"{_FAMILY}\s(?:{_DOTTED}|{_BARE}){_JUNIOR}{_END}",
        "glued": rf"[{_UP}][a-zß-ÿ'-]{{2,}}[{_UP}]{{1,2}}(?=\s?[,.])",
        "han": rf"(?:\[[{HAN}]{{1,3}}\]\s?)?(?:[{HAN}]\s?[{HAN}](?:\s?[{HAN}]){{0,2}}|[{HAN}]{{1,8}}(?:·[{HAN}A-Z.]{{1,10}}){{1,3}}|[{HAN}]{{5,6}}(?=,[{HAN}]|\.))"
        r"(?=\s*(?:[,;:.(《“\"]|等|编|著|主编|译|$))",
        "given family": rf"{_WORD}(?:\s(?:[{_UP}]\.\s?){{1,3}}|\s{_WORD}\s|\s){_FAMILY}{_JUNIOR}{_END}",
        "family, given": rf"{_NAME},\s{_WORD}(?:\s(?:{_WORD}|[{_UP}]\b\.?)){{0,2}}{_JUNIOR}{_END}",
        "family": rf"{_WORD}(?=\s?[,&]|\sand\s|\s\()",
    }.items()
}
_FOLLOWING = {
    "family, initials": ("family, initials", "initials family"),
    "initials family": ("initials family",),
    "family initials": ("family initials", "glued"),
    "glued": ("family initials", "glued"),
    "han": ("han", "family initials"),
    "given family": ("given family", "initials family"),
    "family, given": ("given family", "initials family", "family, given"),
    "family": ("family",),
}
_LAST = ("family, initials", "initials family", "family initials", "given family", "han")
_SEPARATOR = re.compile(r"\s?(?:[,;]{1,2}\s?(?P<and>(?:and|und|et|y|e|with)\s|&\s?)?|(?P<and2>(?:and|und|et|y)\s|&\s?|和|与))")
_OTHERS = re.compile(
    r"[\s,.;]{0,3}(?:(?:and\s|&\s)?(?:et\s?\.?\s?al\b|others\b|coll\.)|等人?(?=[\s,.(:编著译]|$)|,?\s?\.{3}|…)[.]?", re.IGNORECASE
)
_ROLE = re.compile(r"\s?[,.]?\s?\(?(?:(?:eds?|editors?|comps?|hrsg|trans)\b\.?\)?,?|(?:主编|编著|编译|编写|编|著|译|整理)(?=[\s.,:)(]|$)\)?)", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|department|ministry|commission|committee|university|institute|association|bank|council|agency"
    r"|society|office|bureau|cent(?:er|re)|foundation|federation|government|administration|authority|team|group|press"
    r"|union|nations|OECD|UNESCO|WHO|UNICEF|UNDP|European|corporation|inc|ltd|board|network|consortium|academy)\b",
    re.IGNORECASE,
)
_HAN_ORGANISATION = re.compile(
    rf"[{HAN}A-Za-z0-9()《》“”·\s]{{0,40}}?(?:部|局|院|会|委|组|所|社|厅|司|署|室|馆|库|网|团|中心|大学|学校|学会|协会|公司|政府|集团|联盟|银行|法院|中央|国务院)"
)
_LATIN_HEAD = re.compile(rf"[{_UP}0-9][^.\[(:\"“]{{1,120}}?(?:U\.S\.[^.(\"]{{1,80}})?(?=\s?[.(,]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorList:
    """The people found, where the list ends, and whether its names could only be guessed to be names."""

    people: tuple[Person, ...] = ()
    end: int = 0
    etal: bool = False


def read_authors(text: str) -> AuthorList:
    """Read the names at the start of a text.

    Parameters
    ----------
    text
        A reference without its number.

    Returns
    -------
    AuthorList
        The people in order, without "et al."; none, ending at 0, where the text starts with something else.
    """
    form_of_text = shape(text)
    best = AuthorList()
    for form in _FORMS:
        found = _consume(text, form_of_text, form)
        if found.end and _terminated(form_of_text, found.end, form, found) and (not best.people or _better(found, best)):
            best = found
    return best if best.people else _corporate(text, form_of_text)


def _better(found: AuthorList, best: AuthorList) -> bool:
    """Whether a later form explains clearly more of the text than a more trusted one."""
    return len(found.people) > 1 and found.end > best.end and len(found.people) >= 2 * len(best.people)


def _consume(text: str, outline: str, form: str) -> AuthorList:
    """Read names of one form as far as they go."""
    names: list[str] = []
    position, end, allowed, closing = 0, 0, (form,), False
    while match := _first(outline, position, allowed):
        names.append(text[match.start() : match.end()])
        end = match.end()
        separator = _SEPARATOR.match(outline, end)
        if separator is None or (closing and not separator["and"]):
            break
        closing = bool(separator["and"] or separator["and2"])
        position, allowed = separator.end(), (*_FOLLOWING[form], *(_LAST if closing else ()))
    if not names:
        return AuthorList()
    others = _OTHERS.match(outline, end)
    end = others.end() if others else end
    role = _ROLE.match(outline, end)
    end = role.end() if role else end
    return AuthorList(people=_people(names), end=end, etal=others is not None)


def _first(outline: str, position: int, forms: tuple[str, ...]) -> re.Match[str] | None:
    return next((match for form in forms if (match := _FORMS[form].match(outline, position))), None)


def _people(names: list[str]) -> tuple[Person, ...]:
    """Turn the names into people; pinyin names of one list are all in one order."""
    cleaned = [re.sub(rf"^[\[［〔(（][{HAN}]{{1,3}}[\]］〕)）]\s?", "", name) for name in names]
    family_first = order_of(cleaned) >= 0
    return tuple(person(name, family_first=family_first) for name in cleaned)


def _terminated(outline: str, end: int, form: str, found: AuthorList) -> bool:
    """Whether an author list can end here: before a stop, a year, a quoted title."""
    rest = outline[end : end + 12]
    if form == "family":
        return bool(re.match(r"\s?[,.]?\s?\(?(?:1[5-9]|20)\d\d", rest))
    if form == "han":
        name = found.people[0].literal
        strong = found.etal or len(found.people) > 1 or is_han_name(name) or "·" in name
        return bool(re.match(r"\s?[.,(《“\"]|\s?$", rest)) or (strong and bool(re.match(r"\s?[:《]", rest)))
    if outline[end - 1] == "." or found.etal:
        return True
    return bool(re.match(r"\s?(?:[.,:;(\"“«]|$|(?:1[5-9]|20)\d\d)", rest))


def _corporate(text: str, outline: str) -> AuthorList:
    """Read an organisation at the start of a text as the author."""
    if match := _HAN_ORGANISATION.match(outline):
        end = match.end()
        while more := re.compile(rf"\s?,\s?(?={_HAN_ORGANISATION.pattern})").match(outline, end):
            following = _HAN_ORGANISATION.match(outline, more.end())
            end = following.end() if following else end
            if following is None:
                break
        if re.match(r"\s?[.]|\s?\(?(?:19|20)\d\d", outline[end : end + 8]) or re.match(r",\s?(?:19|20)\d\d\.", outline[end : end + 8]):
            names = re.split(r"[,，、]", text[:end])
            return AuthorList(people=tuple(person(name) for name in names if name.strip()), end=end)
    match = _LATIN_HEAD.match(outline)
    if match and len(match[0].split()) <= 12 and (  # noqa: PLR2004 - longer than any name of an organisation
        _ORGANISATION.search(match[0]) or re.match(r"[.,]?\s?\((?:19|20)\d\d[a-z]?\)", outline[match.end() :])
    ):
        return AuthorList(people=(person(text[: match.end()].replace(",", " ")),), end=match.end())
    return AuthorList()
