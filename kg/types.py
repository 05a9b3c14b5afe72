"""Every type that passes from one stage to the next. Imports nothing of ours.

Offsets are half-open character positions: into ``Page.text`` where a name says *source*, into ``Article.text``
everywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Label(StrEnum):
    """Kinds of named things. The first five are labels of mentions; the last two only of relation ends."""

    PERSON = "PERSON"
    UNION = "UNION"
    COMPANY = "COMPANY"
    ORG = "ORG"
    PLACE = "PLACE"
    EVENT = "EVENT"
    HONOUR = "HONOUR"


ORGANIZATIONS = frozenset({Label.UNION, Label.COMPANY, Label.ORG})


class RelationType(StrEnum):
    """Types of relations read from text (``kg/data/ontology.yaml`` says what each may join)."""

    HOLDS_ROLE = "HOLDS_ROLE"
    VISITED = "VISITED"
    ACCOMPANIED = "ACCOMPANIED"
    ATTENDED = "ATTENDED"
    MET_WITH = "MET_WITH"
    PART_OF = "PART_OF"
    HOSTED = "HOSTED"
    SIGNED_WITH = "SIGNED_WITH"
    AWARDED = "AWARDED"


class Reason(StrEnum):
    """Why a run of a source is in no article. A closed list: every reader and segmenter uses these."""

    MASTHEAD = "masthead"
    FURNITURE = "furniture"
    GUIDE = "guide to other pages"
    CONTINUATION = "continuation mark"
    DUPLICATE = "duplicate"
    REPETITION = "repetition"
    SECTION = "section heading"
    CREDITS = "credits of the page"
    ADVERTISEMENT = "advertisement or notice"
    CAPTION = "caption"
    MARKUP = "markup"
    FRAGMENT = "fragment"
    UNREADABLE = "unreadable"
    LANGUAGE = "another language"


# -- read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Area:
    """The place on a printed sheet where a run of text stands.

    Measured from the sheet's upper left corner to the right and down: in points (1/72 inch) of a PDF's page, in
    pixels of an image as it is stored (before its EXIF orientation is applied).
    """

    start: int
    end: int
    """The run of text: in ``Page.areas`` of ``Page.text``, in ``Article.areas`` of ``Article.text``."""
    sheet: int
    """The sheet of the file, from 1."""
    left: float
    top: float
    right: float
    bottom: float
    source: str | None = None
    """The source, where it is another one than the article's."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a page says of its issue; None where it says nothing."""

    newspaper: str | None = None
    date: date | None = None
    weekday: str | None = None
    issue_number: str | None = None
    cn_code: str | None = None
    page: str | None = None
    home: str | None = None
    """The paper's province, or province and city (浙江省, 湖北省襄阳市), 全国 for a national paper."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, or one clean article, as a reader took it from a file."""

    source: str
    """The input's path, as given; articles of a .jsonl carry ``path#line``."""
    text: str
    """The decoded text; source offsets point into it."""
    facts: Masthead = Masthead()
    """Facts that the file itself states outside the text (JSON keys, HTML meta), or that the caller overrides."""
    whole: bool = False
    """The text is one clean article: kept to the character, not segmented."""
    title: str | None = None
    """The headline of a whole article, where the file gives it apart from the text."""
    encoding: str = "utf-8"
    areas: tuple[Area, ...] = ()
    """Where the lines of the text stand on the sheet, in the order of the text; empty for formats without places."""
    headlines: tuple[tuple[int, int], ...] = ()
    """Lines of the text that are printed in larger type than the page's body; evidence of headlines, no proof."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Runs of the text that were recognised with little confidence."""
    foot: tuple[tuple[int, int], ...] = ()
    """Lines at the foot of the sheet, apart from all columns: who made the page."""
    origin: tuple[Run, ...] = ()
    """Where the text of a whole article stands in its file, when it is not the file itself (a web page)."""
    skipped: tuple[LeftOut, ...] = ()
    """Runs of that file that are not in the text, and why."""
    beside: tuple[str, ...] = ()
    """Lines around a whole article, in which facts of a masthead may stand (the frame of a web page)."""


# -- segment ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters of ``Article.text`` at ``article_start`` stand in the source at ``source_start``."""

    article_start: int
    source_start: int
    length: int
    source: str | None = None
    """The source, where it is another one than the article's: a piece that was continued on another page."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A run of a source that is in no article, and why."""

    source: str
    start: int
    end: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Article:
    """One article: headline, blank line, body."""

    id: str
    """``newspaper/date/hash`` (see ``kg.ids``)."""
    source: str
    masthead: Masthead
    title: str
    text: str
    reporters: tuple[str, ...] = ()
    """Names in the byline, without inner spaces."""
    origin: tuple[Run, ...] = ()
    body_start: int = 0
    """Where the body begins in ``text``; 0 when there is no headline."""
    seams: tuple[int, ...] = ()
    """Places in ``text`` where two pieces were joined on doubtful evidence."""
    parts: tuple[str, ...] = ()
    """Ids that the pieces would have alone, where they stand on several pages; empty for an article of one page."""
    unfinished: bool = False
    """Its page says that it goes on, or comes from, elsewhere, and the other piece was not at hand."""
    areas: tuple[Area, ...] = ()
    """Where the lines of ``text`` stand on the printed sheet, for sources that tell."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Runs of ``text`` that were recognised with little confidence."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """A page cut into articles. Articles' origins and ``left_out`` cover each character of the page but blanks."""

    masthead: Masthead
    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...] = ()


# -- find and relate ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article that names something."""

    start: int
    end: int
    text: str
    """As printed, inner spaces included."""
    label: Label

    @property
    def name(self) -> str:
        """The text without blanks: 李 挺 → 李挺."""
        return "".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Argument:
    """One end of a relation before resolution."""

    name: str
    """The name as read, without blanks; for events and honours the text of the article."""
    label: Label
    mention: int | None = None
    """Index into ``Reading.mentions`` when a mention stands for it; None for events, honours, and names that are
    only implied (the newspaper in 本报记者, the company inside XX公司工会)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement read from an article, before resolution."""

    type: RelationType
    head: Argument
    tail: Argument
    evidence: tuple[int, int]
    """The sentence (or sentences) that say it: ``article.text[start:end]``."""
    rule: str
    """Name of the rule that found it; stable, listed in the data files."""
    confidence: float
    """0 to 1; ≥ 0.9 is to mean right at least 95 times in 100."""
    title: str | None = None
    former: bool = False
    function: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Silenced:
    """A candidate that a rule found and another rule struck out (for ``kg extract --explain``)."""

    type: RelationType
    head: str
    tail: str
    rule: str
    because: str
    evidence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one article."""

    article: Article
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    silenced: tuple[Silenced, ...] = ()


# -- resolve ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A canonical name and what kind of thing bears it."""

    label: Label
    canonical: str


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention and the full name a careful reader works out for it."""

    mention: Mention
    canonical: str
    reason: str = "as printed"
    """Which rule gave the name, for review."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between canonical names."""

    type: RelationType
    head: Name
    tail: Name
    evidence: tuple[int, int]
    rule: str
    confidence: float
    title: str | None = None
    former: bool = False
    function: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class ResolvedArticle:
    """An article whose names are settled as far as the article, the paper and the date allow.

    Inside one article a person's name is one person; whether two articles speak of the same person is decided
    over all articles (``kg.resolve.identity``).
    """

    article: Article
    mentions: tuple[ResolvedMention, ...]
    facts: tuple[Fact, ...]
    silenced: tuple[Silenced, ...] = ()
    identities: Mapping[str, str] = field(default_factory=dict)
    """What tells bodies and places of one name apart: 鼓楼区总工会 → 江苏省南京市/鼓楼区总工会."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's word on one person: the keys that may link it to other articles' persons of that name."""

    article: str
    name: str
    date: str
    """ISO date of the issue."""
    keys: tuple[str, ...]


# -- graph --------------------------------------------------------------------------------------------------------

Scalar = str | int | float | bool | date | None
Value = Scalar | list[str] | list[float]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph: labels from the ontology, ``id`` from content."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship of the graph."""

    id: str
    type: str
    head: str
    tail: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphPart:
    """A set of nodes and edges, checked against the ontology; sorted by id."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


# -- ask and see --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Path:
    """A path of an answer: nodes and the edges between them, in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


Cell = Value | Node | Edge | Path | list["Cell"] | dict[str, "Cell"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a query, the same from every store: dates are ``datetime.date``, graph values are ours."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article stands, to show beside a sentence."""

    headline: str
    newspaper: str
    date: date | None
    page: str | None
    file: str | None = None
    """The file it was read from, for sources that tell where their lines stand on the sheet."""
    areas: tuple[Area, ...] = ()
    """Where the lines of its text stand there."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """The printed lines behind an edge."""

    file: str
    sheet: int
    box: tuple[float, float, float, float]
    """Left, top, right, bottom; measured as ``Area`` is."""
    images: tuple[bytes, ...] = ()
    """The lines as JPEG, one for each column that they stand in; none where the file is not at hand."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What ``kg.view`` draws: a part of the graph, and the source of each article its evidence names."""

    caption: str
    part: GraphPart
    sources: Mapping[str, Source]
    """By article id."""
    cutouts: Mapping[str, Cutout] = field(default_factory=dict)
    """By address of evidence."""
