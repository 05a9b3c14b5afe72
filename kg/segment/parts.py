"""Pieces of a page: paragraphs with the places of their characters, segments of them, and headlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.segment.lines import Line

Span = tuple[int, int]


@dataclass(slots=True)
class Para:
    """A paragraph, or a part of one that a column's end cut off."""

    text: str
    spans: list[Span]
    """Source spans; their characters in order are the text's characters, apart from the blanks in ``glue``."""
    glue: list[str]
    """What stands in ``text`` before each span: nothing, or one blank that no span holds."""
    fresh: bool | None = None
    """Whether it begins a paragraph as printed (indented); None where the page's layout does not tell."""

    def cut(self, start: int, end: int) -> Para:
        """Return the part between two positions of the text."""
        spans: list[Span] = []
        glue: list[str] = []
        position = 0
        for (a, b), blank in zip(self.spans, self.glue, strict=True):
            position += len(blank)
            low, high = max(start, position), min(end, position + b - a)
            if low < high:
                glue.append(blank if spans and blank else "")
                spans.append((a + low - position, a + high - position))
            position += b - a
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(" "))
        tail = len(text.rstrip(" "))
        if lead or tail < len(text):
            return self.cut(start + lead, start + tail) if lead < tail else Para("", [], [])
        return Para(text, spans, glue, self.fresh if start == 0 else None)

    def plus(self, other: Para) -> Para:
        """Return both as one paragraph; a blank is put between letters or digits of Latin words."""
        blank = " " if self.text[-1:].isascii() and other.text[:1].isascii() and _words(self, other) else ""
        glue = [blank, *other.glue[1:]] if other.glue else []
        return Para(self.text + blank + other.text, self.spans + other.spans, self.glue + glue, self.fresh)


def _words(a: Para, b: Para) -> bool:
    return a.text[-1:].isalpha() and b.text[:1].isalpha()


def of_line(line: Line) -> Para:
    """Return a line as a paragraph."""
    spans = list(line.places)
    return Para(line.text, spans, [""] * len(spans))


class Bond(StrEnum):
    """How a segment stands to the one before it on the page."""

    FLOW = "flow"
    """The next line of a paragraph, at the start of a sentence."""
    NEXT = "next"
    """The next paragraph of a column."""
    APART = "apart"
    """After a blank line or something left out."""
    CUT = "cut"
    """Something in the layout speaks against its going on: width, indent, an open end."""


@dataclass(slots=True)
class Segment:
    """Paragraphs that stand together; where the next one belongs is to be found out."""

    paras: list[Para]
    order: int
    """Its place on the page."""
    measure: float = 0.0
    """Width of its column; 0 where its lines do not tell."""
    bond: Bond = Bond.APART
    """How it stands to the segment before it on the page."""
    mid: bool | None = None
    """Whether it begins inside a paragraph; None where that is open."""
    after_copy_of: int | None = None
    """The segment that holds the first print of what stood before this one as a second print."""

    @property
    def text(self) -> str:
        """Its text without breaks."""
        return "".join(p.text for p in self.paras)


@dataclass(slots=True)
class Story:
    """An article in the making: headline lines and segments."""

    head: list[Line]
    segments: list[Segment] = field(default_factory=list)
