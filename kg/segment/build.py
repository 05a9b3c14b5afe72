"""Stories become articles with their origin; all the rest of the page becomes what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import ids
from kg.segment.bylines import is_byline, reporters
from kg.segment.columns import is_caption
from kg.segment.lines import ends_sentence
from kg.segment.parts import Bond, Para, Segment, Story
from kg.text import fold
from kg.types import Article, LeftOut, Masthead, Page, Reason, Run

_PARAGRAPH = "\n\n"
_MOST_SPANS = 600
"""Pieces of the longest paragraph that is still put together."""


def headline(lines: Sequence[Para]) -> Para:
    """Return the lines of a headline as one, a blank between them; letters that were set apart are closed up."""
    out: Para | None = None
    for line in map(_closed_up, lines):
        if out is None:
            out = line
        else:
            out = Para(out.text + " " + line.text, out.spans + line.spans, [*out.glue, " ", *line.glue[1:]])
    return out or Para("", [], [])


def _closed_up(line: Para) -> Para:
    words = line.text.split()
    if len(words) < 3 or sum(len(w) == 1 for w in words) < 0.8 * len(words):
        return line
    out = Para("", [], [])
    position = 0
    for word in words:
        start = line.text.index(word, position)
        position = start + len(word)
        part = line.cut(start, position)
        out = Para(out.text + part.text, out.spans + part.spans, out.glue + part.glue)
    return out


def body(segments: Sequence[Segment]) -> tuple[list[Para], list[tuple[int, int]]]:
    """Return the paragraphs of an article, and where in them (paragraph, position) pieces from afar were joined."""
    out: list[Para] = []
    seams: list[tuple[int, int]] = []
    previous: Segment | None = None
    for segment in segments:
        paras = list(segment.paras)
        flows = previous is not None and segment.order == previous.order + 1 and segment.bond is Bond.FLOW
        if out and paras and len(out[-1].spans) < _MOST_SPANS and (flows or _goes_on(out[-1], segment)):
            if previous is not None and segment.order != previous.order + 1:
                seams.append((len(out) - 1, len(out[-1].text)))
            out[-1] = out[-1].plus(paras.pop(0))
        out += paras
        previous = segment
    return out, seams


def _goes_on(last: Para, segment: Segment) -> bool:
    first = segment.paras[0]
    if first.fresh and is_caption(first.text):
        return False
    if is_byline(fold(last.text)):
        return False
    if not ends_sentence(last.text):
        return not first.fresh
    return bool(segment.mid) and first.fresh is False


def article(
    page: Page, facts: Masthead, head: Para, paras: Sequence[Para], joints: Sequence[tuple[int, int]] = ()
) -> Article:
    """Return the article made of a headline and paragraphs; ``joints`` as ``body`` gives them."""
    text: list[str] = []
    length = 0
    runs: list[Run] = []
    parts = ([head] if head.text else []) + list(paras)
    body_start = 0
    starts: list[int] = []
    for n, para in enumerate(parts):
        if n:
            text.append(_PARAGRAPH)
            length += len(_PARAGRAPH)
        if n == 1 and head.text:
            body_start = length
        starts.append(length)
        for (a, b), blank in zip(para.spans, para.glue, strict=True):
            text += (blank, page.text[a:b])
            runs.append(Run(length + len(blank), a, b - a))
            length += len(blank) + b - a
    whole = "".join(text)
    return Article(
        id=ids.article_id(facts.newspaper, facts.date, whole),
        source=page.source,
        masthead=facts,
        title=head.text,
        text=whole,
        reporters=reporters([p.text for p in paras]),
        origin=tuple(runs),
        body_start=body_start,
        seams=tuple(starts[p + bool(head.text)] + at for p, at in joints),
    )


class Ledger:
    """Keeps account of every character of a page: in an article, or left out for a reason."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.reasons: list[tuple[int, int, Reason]] = []

    def leave(self, spans: Iterable[tuple[int, int]], reason: Reason) -> None:
        """Note spans that are left out."""
        self.reasons += [(a, b, reason) for a, b in spans if b > a]

    def left_out(self, articles: Iterable[Article]) -> tuple[LeftOut, ...]:
        """Return what is left out, in order; characters that nobody claimed are fragments."""
        text = self.page.text
        owner: list[Reason | None] = [Reason.FRAGMENT] * len(text)
        for a, b, why in self.reasons:
            owner[a:b] = [why] * (b - a)
        for found in articles:
            for run in found.origin:
                owner[run.source_start : run.source_start + run.length] = [None] * run.length
        out: list[LeftOut] = []
        i = 0
        while i < len(text):
            reason = owner[i]
            if reason is None or text[i].isspace():
                i += 1
                continue
            j = end = i
            while j < len(text) and (text[j].isspace() or owner[j] is reason):
                if not text[j].isspace():
                    end = j + 1
                elif text[j] == "\n" and reason is not Reason.REPETITION and reason is not Reason.ADVERTISEMENT:
                    break
                j += 1
            out.append(LeftOut(self.page.source, i, end, text[i:end], reason))
            i = max(end, i + 1)
        return tuple(out)


def kept(stories: Iterable[Story]) -> list[Story]:
    """Return the stories that have any text."""
    return [s for s in stories if any(p.text for g in s.segments for p in g.paras)]
