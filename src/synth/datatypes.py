"""The frozen types that flow from one stage to the next.

Stages are plain functions between these types and do not know each other; :mod:`synth.pipeline` alone knows the order.
Numbers that follow from others are properties, so that no two fields can disagree. Sequences are tuples.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

LanguageCode = Literal["en", "zh"]
LanguageChoice = Literal["en", "zh", "auto"]
ThemeKind = Literal["expected", "emergent"]
CoverageStatus = Literal["covered", "thin", "missing"]
ProblemKind = Literal["unreadable", "doubtful", "skipped"]
LinkKind = Literal["translation", "preprint"]
EncoderName = Literal["none", "use"]
ExportName = Literal["docx", "html", "tex", "pdf", "png", "csv", "xlsx"]
TokenRole = Literal["word", "number", "stop", "break"]
EvidenceRole = Literal["objective", "method", "finding", "limitation"]
SpanField = Literal["title", "abstract"]
Quadrant = Literal["motor", "niche", "emerging-or-declining", "basic", "median"]
CellFigure = Literal["observed", "row", "expected", "lift", "q"]
CountOf = (
    Literal["cited", "included", "identified", "unreadable", "duplicate", "themes", "year", "tested", "gaps", "bound"]
    | CellFigure
)
Dimension = Literal["theme", "period", "method", "setting", "level", "place", "province"]
CellFinding = Literal["gap", "concentration", "none"]


# --------------------------------------------------------------------------------------------- what the sources said


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where in a source something stood: the source's file name (never a path) and its first line, from 1."""

    source: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author: family and given name where they can be told apart, else the whole name as ``literal``."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """The name an author-year citation uses."""
        return self.family or self.literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One bibliographic entry as read.

    ``id`` is derived from the entry's content (or is the source's own), so it does not depend on the order of the
    source; ``number`` is the entry's place in the source list, from 1. ``type`` is a CSL item type
    (``article-journal``, ``book``, ``thesis``, ``paper-conference``, ``chapter``, ``webpage``, ``report`` …).
    ``more_authors`` tells that the source names further authors as "et al." only; ``translated_title`` is the title in
    the other language where the entry gives both. ``confidence`` (0 to 1) is how sure the reader is that the fields are
    right: 1 where the source names them. Fields that the source does not give are empty strings, empty tuples or
    ``None``.
    """

    id: str
    number: int
    title: str
    origin: Origin
    raw: str
    authors: tuple[Person, ...] = ()
    more_authors: bool = False
    year: int | None = None
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""
    type: str = "article-journal"
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: LanguageCode = "en"
    translated_title: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The article whose page we were given; its references are the records."""

    title: str
    origin: Origin
    authors: tuple[Person, ...] = ()
    affiliations: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    doi: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: LanguageCode = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a source that was not understood.

    ``unreadable``: an entry that gave no record; it counts as identified. ``doubtful``: a record that was kept, or a
    stretch of text that was left out because it is no entry; it does not count. ``skipped``: a whole file that could
    not be read while others could; nobody knows how many entries it holds, so it does not count either.
    """

    kind: ProblemKind
    origin: Origin
    raw: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that was read: its name, the format and encoding found, and the SHA-256 of its bytes.

    The name has no folders but those below the folder or archive that was given. ``encoding`` is empty for a binary
    format.
    """

    name: str
    format: str
    encoding: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that the sources said: nothing dropped, nothing merged. ``records`` are in the order of the sources."""

    sources: tuple[Source, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    review: Review | None = None


# ------------------------------------------------------------------------------------------------- what we study


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is as it is: a code of ``wordlists/reasons.toml`` and the values its text is filled with."""

    code: str
    values: tuple[tuple[str, str | int | float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A record set aside because another one, which stays, is the same work."""

    record: Record
    kept_id: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two included records that are versions of one work and both stay: a translation, or a preprint of the other."""

    record_id: str
    other_id: str
    kind: LinkKind
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The conservation line: identified = unreadable + duplicate + included."""

    unreadable: int
    duplicate: int
    included: int

    @property
    def identified(self) -> int:
        """Entries found in the sources."""
        return self.unreadable + self.duplicate + self.included


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The records that are studied, in the order of the sources, and those set aside."""

    sources: tuple[Source, ...]
    records: tuple[Record, ...]
    duplicates: tuple[Duplicate, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    review: Review | None = None

    @property
    def flow(self) -> Flow:
        """What became of the entries identified."""
        unreadable = sum(problem.kind == "unreadable" for problem in self.problems)
        return Flow(unreadable=unreadable, duplicate=len(self.duplicates), included=len(self.records))

    @property
    def flows(self) -> tuple[tuple[str, Flow], ...]:
        """What became of the entries of each source, by its name, in the order of the sources."""
        unreadable = Counter(problem.origin.source for problem in self.problems if problem.kind == "unreadable")
        duplicate = Counter(item.record.origin.source for item in self.duplicates)
        included = Counter(record.origin.source for record in self.records)
        return tuple(
            (
                source.name,
                Flow(
                    unreadable=unreadable[source.name],
                    duplicate=duplicate[source.name],
                    included=included[source.name],
                ),
            )
            for source in self.sources
        )

    @property
    def language(self) -> LanguageCode:
        """The language that more than half of the records are in; the review's own on a tie or where there is none."""
        chinese = sum(record.language == "zh" for record in self.records)
        if 2 * chinese == len(self.records):
            return self.review.language if self.review else "en"
        return "zh" if 2 * chinese > len(self.records) else "en"

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the records that have one, ascending, with repeats."""
        return tuple(sorted(record.year for record in self.records if record.year is not None))


# ---------------------------------------------------------------------------------------------------- what is analysed


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word of a text.

    ``text`` is the normal form that terms are counted under, ``surface`` the form to show, ``glue`` what stood between
    it and the token before. A ``stop`` word is read over, unless a phrase names it; a ``break`` (punctuation) ends
    every phrase.
    """

    text: str
    surface: str
    role: TokenRole = "word"
    glue: str = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A record's text for analysis: its title, and its abstract and keywords, as tokens in reading order."""

    record_id: str
    title: tuple[Token, ...]
    body: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermMatrix:
    """TF-IDF weights of the documents.

    ``weights`` is CSR of shape (n_documents, n_terms), float64, rows of Euclidean norm 1 (or 0 where a document has no
    term); ``title_counts`` and ``body_counts`` are CSR of the same shape with the plain counts behind them. Rows are in
    the order of ``record_ids`` (sorted by content, so that the order of the source has no influence), columns in the
    order of ``terms``. ``surfaces`` is the commonest written form of each term, ``sizes`` its length in words,
    ``head_shares`` the share of its occurrences that no further word follows ("mobility" ends a noun phrase, "mobile"
    seldom does).
    """

    weights: csr_matrix
    title_counts: csr_matrix
    body_counts: csr_matrix
    record_ids: tuple[str, ...]
    terms: tuple[str, ...]
    surfaces: tuple[str, ...]
    sizes: tuple[int, ...]
    head_shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Embedding:
    """Where the documents lie by meaning.

    ``points`` is (n_documents, n_dimensions), float64, rows of Euclidean norm 1 (or 0 where a document has no term), in
    the order of ``record_ids``; ``anchors`` is (n_themes, n_dimensions), the expected themes' seed terms in the same
    space; ``neighbours`` is a symmetric CSR of shape (n_documents, n_documents) with the cosines of nearest neighbours.
    """

    record_ids: tuple[str, ...]
    points: NDArray[np.float64]
    anchors: NDArray[np.float64]
    neighbours: csr_matrix


# ---------------------------------------------------------------------------------------------------- expected themes


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedTheme:
    """A theme that a reader expects before looking at the records.

    All terms are plain words and phrases in either language, as a person writes them. A seed term is evidence by
    itself; a hint term only for a record in which no seed term of any theme occurs; a seed or hint inside an excluded
    term is none. ``source`` quotes what named the theme: the clause of the abstract, or the framework file.
    ``related_terms`` are the records' own words of nearly the same meaning: no mention of the theme, but evidence for a
    record that lies where the theme is without a mention.
    """

    key: str
    label: str
    seed_terms: tuple[str, ...]
    hint_terms: tuple[str, ...] = ()
    excluded_terms: tuple[str, ...] = ()
    related_terms: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The expected themes, in the order they were named, and where they come from or why there are none."""

    origin: Literal["abstract", "file", "none"]
    why: Reason
    themes: tuple[ExpectedTheme, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A seed or hint term of an expected theme found in a record.

    ``term`` is its normal form, ``surface`` the form as written there, ``phrase`` the noun phrase around it ("internal
    logic") and ``said_of`` what that is said of ("of integration communities"); ``count`` is how often the term occurs
    in that ``place``.
    """

    record_id: str
    theme_key: str
    term: str
    surface: str
    phrase: str
    said_of: str
    grade: Literal["seed", "hint"]
    place: Literal["title", "body"]
    count: int


# ------------------------------------------------------------------------------------------------------- corrections


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A record that a person puts into a theme, given by its key or label, and the line that says so."""

    record_id: str
    theme: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A name that a person gives to a theme, itself given by its key or label, and the line that says so."""

    theme: str
    label: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a person changes in the themes that were found: the file, what it asks for, and what could not be followed.

    ``ignored`` has a sentence for each entry of the file that is passed over: where, why, how to fix it. ``followed``
    are the records that changed their place because others were moved.
    """

    file: str = ""
    sha256: str = ""
    moves: tuple[Move, ...] = ()
    renames: tuple[Rename, ...] = ()
    ignored: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------------------- themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How many themes there are, the plausible range, why, and the figures behind it as (k, score) pairs."""

    chosen: int
    why: Reason
    low: int = 0
    high: int = 0
    curve: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clustering:
    """The outcome of k-means.

    ``labels`` is (n_documents,) with the cluster of each row or -1 for none; ``similarities`` is
    (n_documents, n_clusters), cosines in [0, 1]; ``stability`` is (n_clusters,), how far each cluster comes back when a
    fifth of the documents is left out, from 0 to 1 (1 for expected themes, which are given). The first ``n_expected``
    clusters are those of the expected themes, in the framework's order. ``parts`` is (n_documents,), the part of its
    cluster that each row belongs to, -1 where the cluster is not divided. ``names`` has the key and label of each
    cluster where a person has seen them already, and ``placed`` the rows that this person has put where they are.
    """

    labels: NDArray[np.intp]
    similarities: NDArray[np.float64]
    stability: NDArray[np.float64]
    parts: NDArray[np.intp]
    n_expected: int
    choice: Choice
    names: tuple[tuple[str, str], ...] = ()
    placed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """How strongly a record belongs to a theme (0 to 1) and the terms, as written, that say so.

    ``phrases`` are noun phrases around the terms and ``said_of`` what all of them are said of; both empty in an
    emergent theme.
    """

    record_id: str
    primary: bool
    strength: float
    evidence: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    said_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The records of a theme or subtheme that share the phrase it is named by, strongest first."""

    label: str
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtheme:
    """A part of a theme: its label, its members, strongest first, and the terms that tell it from the other parts.

    ``strands`` are groups of its members, two or more, that phrases set apart; some members may be in none.
    """

    label: str
    record_ids: tuple[str, ...]
    terms: tuple[str, ...]
    strands: tuple[Strand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An interpreted cluster: its label, its signature terms (strongest first) and its members (strongest first).

    ``second_label`` is its name in the other language, from its own records or its framework; empty where they have
    none.
    ``words`` are the single words that it has more of than other themes, by class-based TF-IDF; ``stability`` (0 to 1)
    is how far its cluster comes back when a fifth of the records is left out. ``subthemes`` share out its primary
    members, two or more of them; none where it is of one piece, which may have ``strands`` of its own.
    """

    key: str
    label: str
    kind: ThemeKind
    terms: tuple[str, ...]
    memberships: tuple[Membership, ...]
    source: str = ""
    stability: float = 0.0
    words: tuple[str, ...] = ()
    second_label: str = ""
    subthemes: tuple[Subtheme, ...] = ()
    strands: tuple[Strand, ...] = ()

    @property
    def record_ids(self) -> tuple[str, ...]:
        """All members, strongest first."""
        return tuple(member.record_id for member in self.memberships)

    @property
    def primary_ids(self) -> tuple[str, ...]:
        """The members whose primary theme this is, strongest first."""
        return tuple(member.record_id for member in self.memberships if member.primary)

    @property
    def representative_ids(self) -> tuple[str, ...]:
        """The up to three strongest primary members."""
        return self.primary_ids[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned:
    """A record that no theme explains, and why."""

    record_id: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSet:
    """The themes of a corpus; every record is primary in exactly one or unassigned."""

    themes: tuple[Theme, ...]
    unassigned: tuple[Unassigned, ...]
    choice: Choice


# ----------------------------------------------------------------------------------------------- coverage and facets


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCoverage:
    """How far the corpus covers one theme: ``records`` belong to it, ``primary`` of them above all."""

    key: str
    label: str
    status: CoverageStatus
    records: int
    primary: int
    kind: ThemeKind = "expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which themes the corpus covers; ``least`` is the number of records from which a theme counts as covered."""

    themes: tuple[ThemeCoverage, ...]
    least: int = 1

    @property
    def judged(self) -> tuple[ThemeCoverage, ...]:
        """The themes that the ratio is of: the expected ones, for only they can be missing; all where none was."""
        return tuple(theme for theme in self.themes if theme.kind == "expected") or self.themes

    @property
    def ratio(self) -> float:
        """The share of the judged themes that are covered, a thin one counting half; 0 without themes."""
        worth = {"covered": 1.0, "thin": 0.5, "missing": 0.0}
        return sum(worth[theme.status] for theme in self.judged) / len(self.judged) if self.judged else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet (the method *survey*, the setting *higher education*) and the records that name it.

    ``theme_keys`` are the themes whose own words name it: of those it says nothing new.
    """

    facet: str
    key: str
    record_ids: tuple[str, ...]
    theme_keys: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------------------- gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some years, first and last, and the records of each."""

    first: int
    last: int
    ids: tuple[str, ...]

    @property
    def key(self) -> str:
        """The years as text: "2020", "2020-2024"."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """One side of an exact test: its p-value, and q after Benjamini and Hochberg among the cells of the family."""

    p: float
    q: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The records that have two things, of all that could have either, against what the margins predict.

    ``row_ids`` and ``column_ids`` are the records of the family's population with the one and with the other,
    ``record_ids`` those with both, in order of number; ``expected`` is how many would have both were the two unrelated.
    ``fewer`` and ``more`` are the two sides of the test, None where it had no power. ``finding`` is ``gap`` or
    ``concentration`` where a side is significant and the lift beyond its bound.
    """

    rows: Dimension
    row: str
    columns: Dimension
    column: str
    row_ids: tuple[str, ...]
    column_ids: tuple[str, ...]
    record_ids: tuple[str, ...]
    expected: float
    fewer: Tail | None = None
    more: Tail | None = None
    finding: CellFinding = "none"

    @property
    def observed(self) -> int:
        """The number of records that have both."""
        return len(self.record_ids)

    @property
    def lift(self) -> float:
        """Observed over expected: 1 where the two are unrelated."""
        return self.observed / self.expected

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What the cell is called by: rows, row, columns, column."""
        return self.rows, self.row, self.columns, self.column

    @property
    def tail(self) -> Tail | None:
        """The side of the test that the cell lies on."""
        return self.fewer if self.lift < 1 else self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFamily:
    """All cells of two dimensions that were tested, and of how many combinations; ``population`` could have either."""

    rows: Dimension
    columns: Dimension
    population: tuple[str, ...]
    combinations: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The combinations that were tested, by family, and from where on one is told.

    A gap would be expected in ``least`` records or more and has a lift of at most ``low_lift``; a concentration stands
    in ``least`` records or more and has a lift of at least ``high_lift``; both have a q of at most ``level``.
    """

    families: tuple[CellFamily, ...] = ()
    periods: tuple[Period, ...] = ()
    least: int = 5
    low_lift: float = 0.5
    high_lift: float = 2.0
    level: float = 0.05

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all families."""
        return tuple(cell for family in self.families for cell in family.cells)

    @property
    def candidates(self) -> tuple[Cell, ...]:
        """The cells that could be a gap: tested for fewer records, and expected in enough."""
        return tuple(cell for cell in self.cells if cell.fewer is not None and cell.expected >= self.least)

    def found(self, finding: CellFinding) -> tuple[Cell, ...]:
        """Return the cells of a kind, the surest first, on a tie the one furthest from what was expected."""
        cells = [cell for cell in self.cells if cell.finding == finding and cell.tail]
        return tuple(sorted(cells, key=lambda c: (c.tail.q if c.tail else 1.0, -abs(c.observed - c.expected))))


# ------------------------------------------------------------------------------------------- how themes are related


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePlace:
    """A theme on the thematic map: how it is tied to other themes, how its own terms hang together, by which terms.

    ``centrality`` and ``density`` are Callon's. ``quadrant`` compares both with their medians; ``median`` is a theme
    that lies on one of them.
    """

    theme_key: str
    centrality: float
    density: float
    quadrant: Quadrant
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A term of a theme, as written, and for each theme those of its primary records that have it."""

    term: str
    theme_key: str
    uses: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTie:
    """What a theme of one period and a theme of the next have in common.

    ``period`` is the place of the first of the two periods; ``inclusion`` (0 to 1) the share of the smaller set of
    terms that the larger one holds; ``record_ids`` are the records of both that have one of the shared ``terms``.
    """

    period: int
    theme_key: str
    next_key: str
    inclusion: float
    terms: tuple[str, ...]
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An end of the tree of themes: a subtheme by its place in its theme, or a theme of one piece, whose part is -1."""

    theme_key: str
    part: int
    label: str
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two branches of a tree that meet, and how far they are apart.

    Branches are numbered: the leaves in their order, then the joins in theirs.
    """

    left: int
    right: int
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """How themes are related: by the terms they share, over time, and by what is nearest.

    Each part is empty where the records do not bear it. ``ties`` are between consecutive ``periods``; ``joins`` go from
    the nearest pair of branches to the root. ``titles_only`` tells that terms were counted in titles alone, because too
    many of the records have nothing more. A theme of fewer than ``least_compared`` records in a period is tied to none;
    a tie has an inclusion of at least ``least_inclusion``.
    """

    places: tuple[ThemePlace, ...] = ()
    terms: tuple[TermUse, ...] = ()
    periods: tuple[Period, ...] = ()
    ties: tuple[PeriodTie, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    joins: tuple[Join, ...] = ()
    titles_only: bool = False
    least_compared: int = 4
    least_inclusion: float = 0.2


# --------------------------------------------------------------------------------------------------------- evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a record as it was read: ``text`` is characters ``start`` to ``end`` of the field."""

    record_id: str
    field: SpanField
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of an abstract that a theme's section rests on.

    ``role`` is what the sentence does, ``quote`` the part of it that stands alone, ``sentence`` the same with the words
    by which its author reports it ("We find that"); ``cut`` says that the sentence goes on after both. ``verb`` and
    ``link`` are the author's own ("find", "that"), empty where the quotation is a whole sentence. ``terms`` are the
    terms of the quotation, as written, that can name what it is about; ``direction`` is 1 or -1 where its words say
    that something is more or less, else 0.
    """

    theme_key: str
    role: EvidenceRole
    sentence: Span
    quote: Span
    language: LanguageCode
    verb: str = ""
    link: str = ""
    cut: bool = False
    terms: tuple[str, ...] = ()
    direction: int = 0

    @property
    def record_id(self) -> str:
        """The record whose sentence it is."""
        return self.sentence.record_id


# ------------------------------------------------------------------------------------------------------- the synthesis


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A citation inside a sentence; renderers turn it into numbers, all of them where it shall be ``whole``."""

    record_ids: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number in a sentence, what it counts, and the records that it counts where it counts records.

    ``cited``: the records of a citation; ``year``: the year of a record; ``observed``, ``row``, ``expected``, ``lift``
    and ``q``: a figure of the ``cell``, given by rows, row, columns and column; the others are figures of the whole
    run. ``shown`` is how the sentence writes it, where that is not the plain number.
    """

    value: float
    of: CountOf
    record_ids: tuple[str, ...] = ()
    cell: tuple[str, str, str, str] | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of the synthesis: plain text with citations in it, where its quotations stand, what it counts."""

    parts: tuple[str | Cite, ...]
    spans: tuple[Span, ...] = ()
    counts: tuple[Count, ...] = ()

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The records the sentence rests on, in order of first mention."""
        cited = (part.record_ids for part in self.parts if isinstance(part, Cite))
        return tuple(dict.fromkeys(record_id for ids in cited for record_id in ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that are read one after the other."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list, one claim an item."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of plain text; a cell may be a citation."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | Cite, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing as SVG text; ``name`` is its file name without the suffix."""

    name: str
    svg: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The numbered reference list: every included record, in order of number."""

    record_ids: tuple[str, ...]


Block = Paragraph | Bullets | Table | Figure | References


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what stands under it, and the sections below it."""

    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every sentence of this section and those below it, in reading order."""
        own = (claim for block in self.blocks if isinstance(block, Paragraph | Bullets) for claim in block.claims)
        return (*own, *(claim for section in self.sections for claim in section.claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """The whole document, free of any format; its language is that of its prose."""

    title: str
    language: LanguageCode
    sections: tuple[Section, ...]
    outline: Section

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every sentence of the document, in reading order."""
        return tuple(claim for section in self.sections for claim in section.claims)


# ----------------------------------------------------------------------------------------------------- the whole answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a run was asked.

    ``framework`` is ``abstract``, ``none`` or a TOML file's path; ``themes`` 0 is auto; ``merge`` sets duplicates
    aside, except the pairs that the file ``keep_apart`` lists; ``encoder`` is a sentence encoder to ask besides;
    ``style`` is that of citations and references, a name or a CSL file's path; ``corrections`` is a file that moves
    records to other themes and renames themes; ``language`` is that of the synthesis, ``auto`` the one that most
    records are in; ``exports`` are further formats to write.
    """

    framework: str = "abstract"
    themes: int = 0
    random_state: int = 0
    merge: bool = True
    keep_apart: Path | None = None
    encoder: EncoderName = "none"
    style: str = "auto"
    corrections: Path | None = None
    language: LanguageChoice = "auto"
    exports: tuple[ExportName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything a run found, ready to be written."""

    name: str
    config: Config
    corpus: Corpus
    framework: Framework
    themes: ThemeSet
    coverage: Coverage
    facets: tuple[FacetValue, ...]
    gaps: Gaps = Gaps()
    evidence: tuple[Evidence, ...] = ()
    relations: Relations = Relations()
    figures: tuple[Figure, ...]
    synthesis: Synthesis
    corrections: Corrections = Corrections()
