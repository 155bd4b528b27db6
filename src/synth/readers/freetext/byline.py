"""Read the names that open a reference in a Chinese style: persons and bodies, in Chinese and in Latin letters.

A stretch of text counts as names only where something that ends names follows (a stop, the year, a quoted title) and
where every piece of it can be a name. So a title that begins with a short clause is not taken for its author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from synth.datatypes import Person
from synth.readers.freetext.clauses import ABBREVIATED
from synth.readers.names import is_han_name, order_of, person
from synth.readers.text import HAN, join_han, shape

_LONGEST = 3000  # further into a reference no list of names reaches
_MOST_BOUNDARIES = 100  # that are tried for the end of the names
_MOST_CLAUSES = 24
_YEAR = r"(?:1[5-9]|20)\d\d"
NO_DATE = r"(?:日期)?不[详詳](?:-[a-z])?|\bn\.?\s?d\.?|\bs\.?\s?d\.?|\bno date|\bin press\b|\bforthcoming\b|待刊|待发表"
YEAR_NEXT = re.compile(
    rf"\s?[.,:]?\s?(?:\d{{1,2}}/\d{{1,2}}/(?={_YEAR}\.))?(?:[(\[]\s?(?:{NO_DATE}|c?\.?\s?{_YEAR}(?:-[a-z]|[a-z])?(?:\s?[-/,年.]\s?[^()\[\]]{{1,20}})?)\s?[)\]]"
    rf"|(?:{_YEAR}年?(?:/{_YEAR})?(?:-[a-z]|[a-z])?|{NO_DATE})(?=\s?[.,:;(]|\s[\"“《〈]|\s(?!年)[{HAN}]|\s?$))\s?[.,:;]?\s?",
)
_BOUNDARY = re.compile(rf"\.|[:,]\s?(?=[《〈“\"])|(?={YEAR_NEXT.pattern})")
_COMMA_OR_COLON = re.compile(r"[,:]")
_MORE_INITIALS = re.compile(r"\s?(?:-?[A-ZÀ-ÖØ-Þ]\s?\.[\s-]?)+")
_GOES_ON = re.compile(r"[\s-]?(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?)*(?:[,;&]|and\b|et al\b|等)")
_FAMILY_NEXT = re.compile(r"\s[A-ZÀ-ÖØ-Þ][a-zß-ÿ'-]+\s?(?:[,;&]|and\b)")
_DOTTED = re.compile(r"\.[\s-]?[A-ZÀ-ÖØ-Þ]\.$")
_ENDS_IN_INITIAL = re.compile(r"(?:^|[\s.,-])[A-ZÀ-ÖØ-Þ][a-z]?$")
_UP = "A-ZÀ-ÖØ-ÞŠŽČŁŚĆŐŻĐ"
_WORD = rf"[{_UP}](?:[^\W\d_{HAN}]|['-](?=[^\W\d_]))+"
_PARTICLE = r"(?:d[eiau]|de la|de los|de[lr]|della|dos|das|la|le|van(?: de[nr]?)?|von(?: der)?|te[rn]|al|el|bin|zu)"
_FAMILY = rf"(?:{_PARTICLE} ){{0,2}}{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,2}}"
_INITIALS = rf"[{_UP}][a-z]?\.?(?:[ -]{{0,2}}[{_UP}]\.?){{0,3}}"
_ONLY_INITIALS = re.compile(rf"{_INITIALS}(?:,? (?:Jr|Sr|I{{2,3}}|IV)\.?)?")
_INITIALLED = re.compile(
    rf"{_FAMILY},? {_INITIALS}(?:,? (?:Jr|Sr|I{{2,3}}|IV)\.?)?"
    rf"|{_INITIALS}(?:(?<=\.) ?| ){_FAMILY}|{_WORD} {_INITIALS} {_FAMILY}"
)
_FULL = re.compile(rf"{_WORD}(?: {_WORD}){{1,2}}")
_SINGLE = re.compile(_WORD)
_SMALL = r"(?:of|and|for|the|in|on|de|la|du|des|et|für|und|der|&|at|to)"
_BODY = re.compile(rf"(?:[Tt]he )?[{_UP}@]\S*(?: (?:{_SMALL}|[{_UP}(@#]\S*)){{0,14}}(?: ?\[@?[^\[\]]{{1,40}}\])?")
_BODY_WORD = re.compile(
    r"\b(?:Administration|Institut\w*|Cent(?:er|re)s?|Universit\w+|Department|Ministry|Bureau|Council|Commission|Committee"
    r"|Associations?|Society|Organi[sz]ation|Agency|Office|Board|Foundation|Bank|Group|Company|Corporation|Inc|Ltd|Labs?"
    r"|Laborator\w+|College|School|Services?|Union|Federation|Press|Academy|Prevention|Court|Network|Consortium|Alliance"
    r"|Collaboration|Team|Project|Nations|Fund|Authority|National|International|European|World|Federal|Congress|Senate)\b"
)
_HAN_BODY = re.compile(
    r"(?:部|局|委|会|院|所|厅|处|署|社|馆|组|系统?|司|站|网|台|店|公司|集团|中心|大学|学校|中学|协作|政府|机构|组织|单位|联盟|基金|银行|法院|党校"
    r"|小组|课题组|编写组|联合国|办公室|实验室|工作室|出版社|杂志社|编辑部|医院|队|军|团|厂|矿|省|市|县|室|科|报|库|盟|方|工程|平台)(?:\([^()]*\))?$"
)
_COUNTRY = re.compile(rf"\s?[\[(][{HAN}]{{1,4}}[\])]\s?")
_TRANSLITERATED = re.compile(
    rf"[{HAN}ァ-ヿA-Z.]{{1,10}}(?:\s?[·・]\s?[{HAN}ァ-ヿA-Z.]{{1,10}}){{1,4}}|[A-Z]\.\s?[{HAN}ァ-ヿ]{{2,10}}"
)
_HAN_INITIALLED = re.compile(rf"[{HAN}]{{1,8}} {_INITIALS}")  # 昂温 P S
_HAN = re.compile(f"[{HAN}ぁ-ヿ]")
_HAN_USUAL = 3  # characters of most Chinese names; words that begin like a surname mostly have two or four
_SHORTEST_BODY = 3  # letters, as in WHO
_FAMILY_ONLY = re.compile(_FAMILY)
_HANDLE = re.compile(r"\[@[^\[\]]{1,40}\]")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_HAN_SHORT = 6  # characters of a foreign name without a dot: 沃尔德伦, 实藤惠秀
_OTHERS = re.compile(r"(?:et ?\.? ?al\.?|and others|等人?|и др\.?|ら|…)[.,]?", re.IGNORECASE)
_OTHERS_AFTER = re.compile(rf"(?<=[{HAN}\w.])[, ]{{0,2}}(?:等人?|et ?\.? ?al\.?)$")
_ROLE = re.compile(
    r"[,\s(\[]+\b(?:eds?|editors?|dirs?|trans|translators?|comps?|prods?|hosts?)\b\.?[)\]]?\.?$"
    rf"|(?:(?<=[{HAN}])|[,\s(\[]+)(?:总?主?编著?者?|编[写辑制]|選編|選编|选编|編著?|主編|等?[编編]|著|撰|[译譯]著?|校注?|点校|整理|辑|导演|执笔)[)\]]?$",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"\s?[(\[](?:eds?|editors?|dirs?|trans|主?[编編]著?|[译譯])\.?[)\]]\s?(?:[.,](?=\s|$))?",
    re.IGNORECASE,
)
_JUNIOR = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NAMED_AFTER = re.compile(r"《[^《》]{1,30}》(?=杂志社|编辑|编写|编委|编纂|课题|报社)")
_ANONYMOUS = frozenset(("anon", "anonymous", "无名氏", "作者不详", "不详", "n.a", "none"))
_SEPARATOR = re.compile(r"\s?[;,]\s?(?:(?:and|und|&)\s|[和与及])?")
_AND = re.compile(r"\s?&\s?|\s(?:and|und|y|et)\s|[和与及]")
_NOT_IN_NAMES = re.compile(r"[\d《》〈〉“”\"?!:<>=%]|\.\.")
_NOBODY = re.compile(r"\s?(?:Anon(?:ymous)?|佚名)[.,]?(?!\w)")
_CASE = re.compile(r"[^\W\d_]{3}\S{0,12} v\. [A-Z]")  # Roe v. Wade
_NOUN_ENDINGS = frozenset("性化论学力法省市县书量感型度率业界式者家史观制权区国人院会部网源税债贷")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The names found, and where the mark that ends them does.

    ``sure`` tells that each has the form of a person's name: initials, or a Chinese surname.
    """

    people: tuple[Person, ...] = ()
    more: bool = False
    editors: bool = False
    end: int = 0
    sure: bool = False


@dataclass(slots=True)
class _Names:
    """The names in a stretch of text, as long as every piece of it can be one."""

    names: list[str]
    more: bool = False
    editors: bool = False
    unsure: int = 0


def read_byline(text: str, outline: str, start: int = 0, *, end: int | None = None, colon: bool = False) -> Byline:
    """Read the names at ``start``.

    Parameters
    ----------
    text, outline
        The reference and its shape.
    start, end
        Where the names begin, and where something else does at the latest.
    colon
        Whether the style puts a colon behind the names.

    Returns
    -------
    Byline
        The names; nobody, ending at ``start``, where there are none.
    """
    limit = min(len(outline) if end is None else end, start + _LONGEST)
    if _CASE.search(outline, start, limit):
        nobody = _NOBODY.match(outline, start, limit)
        return Byline(end=nobody.end() if nobody else start)
    given: Byline | None = None
    for boundary in islice(_BOUNDARY.finditer(outline, start, limit), _MOST_BOUNDARIES):
        stretch = outline[start : boundary.start()]
        names = _names(text[start : boundary.start()])
        if names is None:
            if boundary[0] == "." and not _ENDS_IN_INITIAL.search(stretch) and len(stretch) > 1:
                break
            continue
        place = boundary.end()
        initial = _ENDS_IN_INITIAL.search(stretch)
        if boundary[0] == "." and (_abbreviated(stretch) or _goes_on(outline, place, names, initial=bool(initial))):
            continue
        if initial and _FAMILY_NEXT.match(outline, place):
            given = given or _byline(names, place)  # "Jane Q. Family, …", unless it is "Family J. Title, …"
            continue
        if initial and (more := _MORE_INITIALS.match(outline, place, limit)):
            names, place = _names(text[start : more.end()]) or names, more.end()
        if role := _ROLE_AFTER.match(outline, place):
            names.editors, place = True, role.end()
        return _byline(names, place)
    return given or _before_clause(text, outline, start, limit, colon=colon)


def _goes_on(outline: str, place: int, names: _Names, *, initial: bool) -> bool:
    """Whether a stop behind a name is not the end of the names: ``Smith J.A., Doe B.``, ``Smith J, et al., eds.``."""
    if outline[place : place + 1] in {",", ";", ")"}:
        return True
    if initial:
        return bool(_GOES_ON.match(outline, place))
    title = names.more or _HAN.match(outline, place - len(".x"))  # 李四.5-甲基…, but not J.2
    return outline[place : place + 1].isdigit() and not title


def _abbreviated(stretch: str) -> bool:
    return bool(ABBREVIATED.search(stretch)) and not stretch.endswith(("al", "Jr", "Sr"))


def can_be_names(text: str) -> bool:
    """Whether a stretch of text holds nothing but names."""
    return _names(text) is not None


def _byline(names: _Names, end: int) -> Byline:
    first = (
        order_of(names.names) >= 0
    )  # in a reference, Chinese names in pinyin stand family first unless they show otherwise
    return Byline(
        people=tuple(person(name, family_first=first) if _is_person(name) else _body(name) for name in names.names),
        more=names.more,
        editors=names.editors,
        end=end,
        sure=bool(names.names) and not names.unsure,
    )


def _body(name: str) -> Person:
    return Person(literal=join_han(name.strip()))


def _is_person(name: str) -> bool:
    western = _INITIALLED.fullmatch(shape(name)) or _FULL.fullmatch(shape(name))
    return bool(_HAN.search(name) or (western and not _BODY_WORD.search(name)))


def _before_clause(text: str, outline: str, start: int, limit: int, *, colon: bool) -> Byline:
    """Read names that only a comma or a colon parts from the title, where they cannot be anything else."""
    found = Byline(end=start)
    for match in islice(_COMMA_OR_COLON.finditer(outline, start, limit), _MOST_CLAUSES):
        place = match.start()
        names = _names(text[start:place])
        if names is None:
            break
        lone = len(names.names) == 1 and not re.search(r"[,.]", names.names[0])
        usual = len(names.names[0]) == _HAN_USUAL or (colon and outline[place] == ":") if lone else True
        doubtful = lone and (not usual or names.names[0][-1] in _NOUN_ENDINGS)
        if not names.editors and (doubtful or names.unsure):
            continue
        found = _byline(names, place + 1)
        if outline[place] == ":":
            break
    return found


def _names(text: str) -> _Names | None:
    """Return the names in a stretch of text, or ``None`` where it holds anything else."""
    outline = shape(text)
    start, end = len(outline) - len(outline.lstrip(" .,:;")), len(outline.rstrip(" .,:;"))
    end += bool(_DOTTED.search(outline[: end + 1]))
    text, outline = text[start:end], outline[start:end]
    if not text or _NOT_IN_NAMES.search(_HANDLE.sub("", _NAMED_AFTER.sub("", outline))):
        return None
    found = _Names([])
    if match := _ROLE.search(outline):
        found.editors = True
        text, outline = text[: match.start()], outline[: match.start()]
    if match := _OTHERS_AFTER.search(outline):
        found.more = True
        text, outline = text[: match.start()], outline[: match.start()]
    for piece in _pieces(text, outline):
        if not _add(piece.strip(), found):
            return None
    return found


def _pieces(text: str, outline: str) -> list[str]:
    """Split a list at its commas, and at "and" where that stands between names and not in one."""
    pieces: list[str] = []
    start = 0
    for match in (*_SEPARATOR.finditer(outline), None):
        end = match.start() if match else len(text)
        whole = outline[start:end]
        cut = next((found for found in _AND.finditer(whole) if _joins(whole, found)), None)
        if cut:
            pieces += [text[start : start + cut.start()], text[start + cut.end() : end]]
        else:
            pieces.append(re.sub(r"^(?:and|&)\s", "", text[start:end]))
        start = match.end() if match else end
    return pieces


def _joins(whole: str, conjunction: re.Match[str]) -> bool:
    """Whether "and" stands between two persons rather than inside the name of a body."""
    left, right = whole[: conjunction.start()].strip(), whole[conjunction.end() :].strip()
    if _HAN.search(whole):
        sides = [left, right]
        usual = _HAN_USUAL in map(len, sides) and any(map(is_han_name, sides))
        return (all(map(_HAN_NAME.fullmatch, sides)) and (usual or all(map(is_han_name, sides)))) or (
            " " in conjunction[0] and bool(left and right)
        )
    sides = [left, right] if left else [right]
    return not _BODY_WORD.search(whole) and all(
        any(form.fullmatch(side) for form in (_INITIALLED, _ONLY_INITIALS, _FULL, _SINGLE)) for side in sides
    )


def _add(piece: str, found: _Names) -> bool:
    """Add a piece of a list to the names found; return whether it can be one."""
    outline = shape(piece)
    if not piece or _OTHERS.fullmatch(outline):
        found.more = found.more or bool(piece)
        return bool(found.names)
    if outline.casefold().rstrip(".") in _ANONYMOUS:
        return True
    if found.names and _belongs_to(found.names[-1], outline):
        found.unsure -= bool(_ONLY_INITIALS.fullmatch(outline)) and not _JUNIOR.fullmatch(outline)
        found.names[-1] += f", {piece}"
        return True
    if country := _COUNTRY.match(outline):
        found.names.append(piece[country.end() :])
        return bool(found.names[-1])
    sure, possible = _judge(piece, outline)
    found.names.append(piece)
    found.unsure += not sure
    return possible


def _belongs_to(name: str, outline: str) -> bool:
    """Whether a piece goes on with the name before the comma: initials behind a family name, or Jr."""
    initials = _ONLY_INITIALS.fullmatch(outline) and not _INITIALLED.fullmatch(outline)
    return bool((initials and _FAMILY_ONLY.fullmatch(shape(name))) or _JUNIOR.fullmatch(outline))


def _judge(piece: str, outline: str) -> tuple[bool, bool]:
    """Return whether a piece surely is the name of a person, and whether it can be any name."""
    if _HAN.search(piece):
        compact = join_han(piece)
        surnamed = bool(_HAN_NAME.fullmatch(compact)) and is_han_name(compact)
        foreign = bool(_TRANSLITERATED.fullmatch(outline) or _HAN_INITIALLED.fullmatch(outline))
        short = len(compact) <= _HAN_SHORT and " " not in compact
        return surnamed or foreign, surnamed or foreign or short or bool(_HAN_BODY.search(compact))
    if _INITIALLED.fullmatch(outline) and not _BODY_WORD.search(outline):
        return True, True
    initials = _ONLY_INITIALS.fullmatch(outline) and (
        "." in outline or (outline.isupper() and len(piece) < _SHORTEST_BODY)
    )
    return False, not initials and bool(_BODY.fullmatch(outline) or _FAMILY_ONLY.fullmatch(outline))
