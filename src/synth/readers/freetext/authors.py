"""Read the author list at the start of a reference.

The list is consumed name by name. The first name fixes the form of those that follow ("Smith, J.", "J. Smith",
"Smith J", "Jane Smith", Chinese), so that a title in capitals is not taken for one more author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.datatypes import Person
from synth.readers.names import PINYIN_NAME, han_surnames, is_han_name, order_of, person
from synth.readers.text import HAN, shape

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽА-ЯΑ-Ω"
_JOINED = (
    r"(?:[dD]e(?:\s[lL]a|\slos|n)?|[lL]a|[lL]e|[vV]an(?:\s[dD]e[nr]?)?|[vV]on(?:\s[dD]e[nr])?|[dD]e[lr]"
    r"|[dD]ella|[dD]i|[dD]a|[dD]os|[dD]as|[dD]u|[eE]l|[aA]l|[bB]in|[tT]e[rn]|[zZ]u|y|St\.)"
)
_WORD = rf"(?:[dDlLO]')?[{_UP}][^\W\d_]++(?:['-][^\W\d_]++){{0,3}}+"
_NAME = rf"(?:{_JOINED}\s){{0,2}}{_WORD}"
_FAMILY = rf"{_NAME}(?:\s{_NAME})?"
# Of initials of two letters only the transliterated ones follow another: in "Q. Le. Efficientnet", Le is a name.
_DOTTED = (
    rf"[{_UP}](?:[a-z]?|-[{_UP}])\."
    rf"(?:\s?-?\s?(?:[{_UP}]|Yu|Ya|Zh|Kh|Ts|Ch|Sh|Th|Ph|Ju|Ja)\.|-[a-z]\.){{0,4}}(?:-[{_UP}]\.)?"
)
_BARE = rf"[{_UP}]{{1,3}}(?:[\s-][{_UP}]{{1,2}}){{0,3}}\.?"
_JUNIOR = r"(?:,?\s(?:Jr\b\.?|Sr\b\.?|I{2,3}\b|IV\b))?"
_END = r"(?![^\W\d_'-])"

# The forms of a name, most trusted first. Spaces in these patterns are layout.
_FORMS_AS_TEXT = {
    "family, initials": rf"""
        {_FAMILY}{_JUNIOR},\s?(?:{_DOTTED}(?:,\s[{_UP}]\.(?=\s?\(\d))?|{_BARE}(?=\s*(?:[,;.(&]|(?:and|et|und|y)\b|$)))(?:\s{_JOINED}(?=[,.;\s]))?{_JUNIOR}{_END}
        """,
    "initials family": rf"""
        (?:{_DOTTED}|[{_UP}](?=\s))(?:\s?[{_UP}]\.)?(?:\s?{_WORD})??\s?{_FAMILY}{_JUNIOR}{_END}
        """,
    "given initial family": rf"""
        {_WORD}\s(?:(?:[{_UP}]\.\s?){{1,2}}|[{_UP}]{{1,2}}\s){_NAME}(?=\s?(?:[.,;&]|and\b|\(|$))
        """,
    "family initials": rf"{_FAMILY}\s(?:{_DOTTED}|{_BARE}){_JUNIOR}{_END}",
    "glued": rf"[{_UP}][a-zß-ÿ'-]{{2,}}[{_UP}]{{1,2}}(?=\s?[,.])",
    "han": rf"""
        (?:\[[{HAN}]{{1,3}}\]\s?)?                               # the country: [美]
        (?:
            [{HAN}]\s?[{HAN}](?:\s?(?!等)[{HAN}]){{0,2}}          # two to four characters
            | [{HAN}]{{1,8}}(?:·[{HAN}A-Z.]{{1,10}}){{1,3}}       # a foreign name
            | [{HAN}]{{5,6}}(?=,[{HAN}]|\.)
        )
        (?=\s*(?:[,;:.(《“"]|等|编|著|主编|译|和|与|(?:19|20)\d\d|$))
        """,
    "given family": rf"""
        (?!{_JOINED}\s){_WORD}(?:\s(?:[{_UP}]\.\s?){{1,3}}|\s{_WORD}\s|\s){_FAMILY}{_JUNIOR}{_END}
        """,
    "family, given": rf"""
        {_NAME},\s{_WORD}(?:\s{_WORD})?(?:\s[{_UP}]\.){{0,2}}(?:\s[{_UP}](?=[.,]|\s\())?{_JUNIOR}{_END}
        """,
    "family": rf"{_WORD}(?=\s?[,&]|\sand\s|\s\()",
}
_FORMS = {form: re.compile(text, re.VERBOSE) for form, text in _FORMS_AS_TEXT.items()}
_FOLLOWING = {
    "family, initials": ("family, initials", "initials family", "family initials"),
    "initials family": ("initials family",),
    "given initial family": ("given family", "initials family", "given initial family"),
    "family initials": ("family initials", "glued", "initials family"),
    "glued": ("family initials", "glued"),
    "han": ("han", "family initials"),
    "given family": ("given initial family", "given family", "initials family"),
    "family, given": ("given initial family", "given family", "initials family", "family, given"),
    "family": ("family",),
}
_LAST = (
    "family, initials",
    "initials family",
    "given initial family",
    "family initials",
    "given family",
    "han",
    "family",
)
_SEPARATOR = re.compile(
    r"""
    \s?\*?(?:
        (?P<dots>,?\s?(?:…|\.\s?\.\s?\.)\s?(?:&\s)?)                           # APA leaves out all but the last
        | [,;]{1,2}\s?(?P<and>(?:and|und|et|y|e|with)\s|&\s?)?
        | (?P<only_and>(?:and|und|et|y)\s|&\s?|和|与)
    )
    """,
    re.VERBOSE,
)
_NOBODY = re.compile(r"\[?(?:anon(?:ymous)?\b|佚名)\]?\s?(?=[.,(])|[-_]{2,}\s?(?=[.,(\s])", re.IGNORECASE)
# Words that begin titles, not names.
_NO_NAME = re.compile(
    rf"(?:The|A|An(?!\s{PINYIN_NAME}\s?[.,;])|In|On|Of|For|From|To|Towards?|How|What|Why|When|Where|Who|Is|Are|Do|Does|Can|Some|This"
    r"|That|With|Using|Die|Der|Das|Ein|Eine"
    r"|Les|Une?|Il|Lo|Los|Las|Gli|Zur|Zum|Über|Sur|Sobre|Per|New|Notes?|Introduction|Theory|Handbook"
    r"|Review|Study|History)\s"
)
_OTHERS = re.compile(
    r"[\s,.;]{0,5}(?:(?:and\s|&\s)?(?:et\s?\.?\s?al\b|others\b|coll\.)|等人?(?=[\s,.(:编著译]|$)|,?\s?\.{3}|…)[.]?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s?[,.]?\s?\(?(?:(?:eds?|editors?|comps?|hrsg|trans)\b\.?\)?,?|(?:主编|编著|编译|编写|编|著|译|整理)(?=[\s.,:)(]|$)\)?)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|department|ministry|commission|committee|university|institute|association|bank"
    r"|council|agency"
    r"|society|office|bureau|cent(?:er|re)s?|foundation|federation|government|administration|authority"
    r"|team|group|press"
    r"|union|nations|OECD|UNESCO|WHO|UNICEF|UNDP|European|corporation|corp|inc|ltd|board|network|consortium|academy)\b",
    re.IGNORECASE,
)
_HAN_ORGANISATION = re.compile(
    rf"[{HAN}A-Za-z0-9()《》“”·\s]{{0,40}}?(?:部|局|院|会|委|组|所|社|厅|司|署|室|馆|库|网|团|中心|大学|学校|公司|政府|集团|联盟|银行"
    rf"|中央)(?:主编|编)?(?=\s?(?:[.,:(]|(?:19|20)\d\d))"
)
_MONONYM = re.compile(rf"([{_UP}][^\W\d_]{{3,}}(?:-[{_UP}][^\W\d_]+)?)\.\s(?=[{_UP}].{{10,400}}(?:\.\s|\[[A-Z]))")
_BEFORE_QUOTE = re.compile(r"([^\"“.,:]{2,60}),\s(?=[\"“])")
_LATIN_HEAD = re.compile(rf"[{_UP}0-9][^.\[(:\"“]{{1,120}}?(?:U\.S\.[^.(\"]{{1,80}})?(?=\s?[.(,]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorList:
    """The people found, whether "et al." stands for more, and where the list ends."""

    people: tuple[Person, ...] = ()
    more: bool = False
    end: int = 0


def read_authors(text: str) -> AuthorList:
    """Read the names at the start of a text.

    Parameters
    ----------
    text
        A reference without its number.

    Returns
    -------
    AuthorList
        The people in order; none, ending at 0, where the text starts with something else.
    """
    outline = shape(text)
    if match := _NOBODY.match(outline):
        return AuthorList(end=match.end())
    best: _Names | None = None
    for form in _FORMS:
        found = _consume(outline, form)
        if found and (best is None or (len(found.spans) >= 2 * len(best.spans) and found.end > best.end)):
            best = found
    if best is None:
        return _corporate(text, outline)
    people = _people([text[start:end] for start, end in best.spans])
    return AuthorList(people=people, more=_OTHERS.match(outline, best.spans[-1][1]) is not None, end=best.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Where the names of a list stand and where the list ends."""

    spans: tuple[tuple[int, int], ...]
    end: int


def _consume(outline: str, form: str) -> _Names | None:
    """Read names of one form as far as they go, then give back those after which no list can end."""
    spans: list[tuple[int, int]] = []
    position, allowed, closing = 0, (form,), False
    while (match := _first(outline, position, allowed)) and not _NO_NAME.match(outline, match.start()):
        if "given" in form and _ORGANISATION.search(match[0]):
            break
        spans.append(match.span())
        separator = _SEPARATOR.match(outline, match.end())
        if separator is None or (closing and not separator["and"]):
            break
        closing = bool(separator["and"] or separator["only_and"] or separator["dots"])
        position, allowed = separator.end(), (*_FOLLOWING[form], *(_LAST if closing else ()))
    read = len(spans)
    while spans:
        end = _end_of_list(outline, spans, form, whole=len(spans) == read)
        if end:
            return _Names(spans=tuple(spans), end=end)
        spans.pop()
    return None


def _end_of_list(outline: str, spans: list[tuple[int, int]], form: str, *, whole: bool) -> int:
    """Return where a list ends that has these names; 0 where no list can end after the last of them."""
    end, several = spans[-1][1], len(spans) > 1
    others = _OTHERS.match(outline, end)
    role = _ROLE.match(outline, others.end() if others else end)
    if others or role:
        return role.end() if role else others.end() if others else 0
    rest = outline[end : end + 12]
    if form == "family":
        return end if re.match(r"\s?[,.]?\s?\(?(?:1[5-9]|20)\d\d", rest) else 0
    if form == "han":
        return end if _ends_han(outline, spans, whole=whole) else 0
    if outline[end - 1] == ".":
        return end
    if several and "given" in form and re.match(r"\s?:", rest):
        return 0  # the last names are the beginning of a title in capitals, as far as its colon
    return end if re.match(r"[\s*]?(?:[.,:;(\[\"“«]|$|(?:1[5-9]|20)\d\d)", rest) else 0


def _ends_han(outline: str, spans: list[tuple[int, int]], *, whole: bool) -> bool:
    """Whether a list of Chinese names can end here.

    Two words joined by "and" before a colon, as in 反思与构建：…, begin a title, and so do words that are no names.
    """
    rest = outline[spans[-1][1] : spans[-1][1] + 12]
    named = [_is_person(outline[start:end]) for start, end in spans]
    joined = len(spans) > 1 and bool(re.search("[和与]", outline[spans[-2][1] : spans[-1][0]]))
    if re.match(r"\s?:(?!\s?[《“\"])", rest):
        return all(named) and not joined
    return bool(re.match(r"\s?[.,:(《“\"]|\s?$", rest)) and (any(named) or (whole and not joined))


def _is_person(name: str) -> bool:
    """Whether a word in Chinese characters is a foreign name, or begins with a surname and is as short as names are."""
    plain = re.sub(r"\s|^\[.*?\]", "", name)
    longest = 3
    return "·" in name or (is_han_name(plain) and (len(plain) <= longest or plain[:2] in han_surnames()))


def _first(outline: str, position: int, forms: tuple[str, ...]) -> re.Match[str] | None:
    return next((match for form in forms if (match := _FORMS[form].match(outline, position))), None)


def _people(names: list[str]) -> tuple[Person, ...]:
    """Turn the names into people; pinyin names of one list are all in one order."""
    cleaned = [re.sub(rf"^[\[［〔(（][{HAN}]{{1,3}}[\]］〕)）]\s?", "", name) for name in names]
    family_first = order_of(cleaned) >= 0
    return tuple(person(name, family_first=family_first) for name in cleaned)


def _corporate(text: str, outline: str) -> AuthorList:
    """Read organisations at the start of a text as the authors."""
    end = 0
    while match := _HAN_ORGANISATION.match(outline, end):
        end = match.end()
        separator = re.compile(r"\s?,\s?(?!(?:19|20)\d\d)").match(outline, end)
        if separator is None or not _HAN_ORGANISATION.match(outline, separator.end()):
            names = re.split(r"[,，、]", re.sub(r"主?编$", "", text[:end]))
            return AuthorList(people=tuple(person(name) for name in names if name.strip()), end=end)
        end = separator.end()
    if match := _MONONYM.match(outline) or _BEFORE_QUOTE.match(outline):
        return AuthorList(people=(person(match[1]),), end=match.end(1))
    match = _LATIN_HEAD.match(outline)
    if match is None or len(match[0].split()) > 12:  # noqa: PLR2004 - longer than any name of an organisation
        return AuthorList()
    if _ORGANISATION.search(match[0]) or _dated(outline, match.end(), words=len(match[0].split())):
        handle = re.compile(r"\s?[\[(](?!\d)[^\])]{1,40}[\])]").match(outline, match.end())
        end = handle.end() if handle else match.end()
        return AuthorList(people=(Person(literal=text[: match.end()].strip()),), end=end)
    return AuthorList()


def _dated(outline: str, end: int, *, words: int) -> bool:
    """Whether a year follows a name: in brackets, or after a stop where the name is short."""
    few = 4
    rest = outline[end : end + 12]
    return bool(re.match(r"[.,]?\s?\((?:19|20)\d\d[a-z]?\)", rest)) or (
        words <= few and bool(re.match(r"[.,]\s?(?:19|20)\d\d[a-z]?[.,:]\s", rest))
    )
