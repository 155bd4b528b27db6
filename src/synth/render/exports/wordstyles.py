"""How a DOCX file looks: fonts of both scripts, styles, page, page numbers and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synth.render.exports import wordml
from synth.render.text import cut

if TYPE_CHECKING:
    from synth.render.exports.article import Article

_LONGEST_TITLE = 120
_SERIF = 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="SimSun"'
_SANS = 'w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="SimHei"'
_LINK = "1F4E79"
_TAGS = {"en": "en-US", "zh": "zh-CN"}
_CENTRED = '<w:jc w:val="center"/>'


def dress(document: Any, article: Article) -> None:  # noqa: ANN401 - docx is imported late
    """Give an empty document its page, styles, language and properties.

    Parameters
    ----------
    document
        A document of python-docx.
    article
        What will stand in it.
    """
    _page(document)
    _language(document)
    _styles(document, chinese=article.language == "zh")
    properties = document.core_properties
    properties.title = cut(article.title, _LONGEST_TITLE)
    properties.language = _TAGS[article.language]
    properties.author = properties.last_modified_by = properties.comments = ""
    element = properties._element  # noqa: SLF001 - python-docx can set a time but not take it away
    for child in list(element):
        if child.tag.endswith(("}created", "}modified", "}revision")):
            element.remove(child)


def _page(document: Any) -> None:  # noqa: ANN401 - as above
    """Make the page A4 with margins of an inch and its number below."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - large, and only this export needs it
    from docx.shared import Inches, Mm  # noqa: PLC0415 - as above

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    empty = section.footer.paragraphs[0]._element  # noqa: SLF001 - python-docx has no fields
    number = wordml.paragraph(wordml.field("PAGE", "1"), style="Footer", centred=True)
    empty.getparent().replace(empty, parse_xml(wordml.whole(number)))


def _language(document: Any) -> None:  # noqa: ANN401 - as above
    """Say after which language words are spelled and broken: the Latin ones English, the others Chinese."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    roots = ((document.styles.element, "w:lang"), (document.settings.element, "w:themeFontLang"))
    for language in (found for root, name in roots for found in root.iter(qn(name))):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def _styles(document: Any, *, chinese: bool) -> None:  # noqa: ANN401 - as above
    """Put styles of ours in the place of the template's."""
    size, line = (12, 360) if chinese else (11, 288)
    numbering = document.styles["List Bullet"].element.pPr.numPr.numId.val
    for name, (paragraph, run) in _looks(size, line, numbering, chinese=chinese).items():
        _replace(document, name, paragraph, run)
    _replace(document, "Citation", "", f'<w:color w:val="{_LINK}"/>')


def _looks(size: float, line: int, numbering: int, *, chinese: bool) -> dict[str, tuple[str, str]]:
    """Return the properties of paragraphs and of their letters by the name of the style."""
    # In Chinese a paragraph begins two characters in, whatever their size.
    first = '<w:ind w:firstLineChars="200" w:firstLine="480"/>' if chinese else ""
    both = '<w:jc w:val="both"/>' if chinese else ""
    height = f'w:line="{line}" w:lineRule="auto"'
    headings = {
        f"Heading {level}": (
            (
                f'<w:keepNext/><w:keepLines/><w:spacing w:before="{240 if level > 1 else 360}" w:after="120"/>'
                f'<w:outlineLvl w:val="{level - 1}"/>'
            ),
            _run_of(points, sans=True, bold=True),
        )
        for level, points in enumerate((16, 14, 12, 12, 11, 11), 1)
    }
    return {
        "Normal": ("", _run_of(size)),
        "Title": (f'<w:spacing w:after="360"/>{_CENTRED}', _run_of(18, sans=True, bold=True)),
        **headings,
        "Body Text": (f'<w:spacing w:before="0" w:after="120" {height}/>{first}{both}', _run_of(size)),
        "List Bullet": (
            (
                f'<w:numPr><w:numId w:val="{numbering}"/></w:numPr><w:spacing w:after="60" {height}/>'
                f"<w:contextualSpacing/>{both}"
            ),
            _run_of(size),
        ),
        "Caption": (f'<w:keepLines/><w:spacing w:before="60" w:after="200"/>{_CENTRED}', _run_of(9.5)),
        "Table Text": ('<w:spacing w:before="20" w:after="20"/>', _run_of(9)),
        "Table Heading": ('<w:keepNext/><w:spacing w:before="40" w:after="40"/>', _run_of(9, bold=True)),
        "Figure": (f'<w:keepNext/><w:spacing w:before="120" w:after="60"/>{_CENTRED}', _run_of(size)),
        "After Table": ('<w:spacing w:before="0" w:after="60"/>', _run_of(6)),
        "Footer": ("", _run_of(9)),
        "Contents": ('<w:keepNext/><w:spacing w:before="240" w:after="120"/>', _run_of(14, sans=True, bold=True)),
        "TOC 1": ('<w:spacing w:before="60"/>', _run_of(size)),
        "TOC 2": ('<w:ind w:left="420"/>', _run_of(size - 1)),
        "Bibliography": (
            (
                '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:spacing w:after="80"/>'
                '<w:ind w:left="567" w:hanging="567"/>'
            ),
            _run_of(size - 1),
        ),
    }


def _run_of(points: float, *, sans: bool = False, bold: bool = False) -> str:
    half = round(points * 2)
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/>'
    return (
        f'<w:rFonts {_SANS if sans else _SERIF}/>{weight}<w:color w:val="auto"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


def _replace(document: Any, name: str, paragraph: str, run: str) -> None:  # noqa: ANN401 - as above
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    styles, identity = document.styles.element, name.replace(" ", "")
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) == identity:
            styles.remove(style)
    heading, builtin = name.startswith("Heading"), name.startswith(("Heading", "TOC"))
    kind = "character" if name == "Citation" else "paragraph"
    default = ' w:default="1"' if name == "Normal" else ""
    based = "" if name in {"Normal", "Citation"} else '<w:basedOn w:val="Normal"/>'
    follow = '<w:next w:val="BodyText"/>' if heading or name == "Title" else ""
    inside = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    shown = name.lower() if builtin else name
    text = (
        f'<w:style w:type="{kind}"{default} w:styleId="{identity}"><w:name w:val="{shown}"/>{based}{follow}'
        f'<w:uiPriority w:val="9"/><w:qFormat/>{inside}<w:rPr>{run}</w:rPr></w:style>'
    )
    styles.append(parse_xml(wordml.whole(text)))
