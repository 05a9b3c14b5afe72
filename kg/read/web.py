"""Web pages: an article of a digital edition, or any other page with news on it.

Digital editions mark the parts of an article (``kg/data/read/editions.yaml``); of other pages trafilatura tells which
paragraphs are the article. Either way the text is taken from the file itself, so each character keeps its place in it.
Encodings are told from the bytes: what old pages declare is often wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.read.base import NO_CHINESE, Format, Options, Passed, Result, load
from kg.read.decoding import decode
from kg.read.editions import Role, editions, pattern
from kg.read.extractor import paragraphs
from kg.read.flow import Flow, Line
from kg.read.markup import Kind
from kg.read.webfacts import document_title, facts
from kg.text import fold, is_han
from kg.types import LeftOut, Page, Reason, Run

_LARGEST = 8 * 2**20
_MOST_STORIES = 100
"""Articles on one page; each lists all the rest of the page as left out."""
_FEWEST = 12
"""Chinese characters that make a text an article; a picture's page may hold a caption only."""
_LINKS = 3
"""Links to articles that make a page without one a list of them."""
_LONGEST_HEADLINE = 90


@dataclass(frozen=True, slots=True)
class _Story:
    head: list[Line]
    author: list[Line]
    body: list[Line]


def _read(path: Path, _: Options) -> Iterator[Result]:
    source, encoding = decode(load(path, _LARGEST))
    flow = Flow(source)
    stories = list(_stories(flow)) or ([] if _is_list(flow) else _extracted(flow))
    if not stories and _is_list(flow):
        yield Passed("is a list of pages or articles and holds none itself; give the pages that it leads to")
    elif not stories and sum(is_han(c) for line in flow.lines for c in line.text) < _FEWEST:
        raise InputError(NO_CHINESE)
    elif not stories:
        raise InputError("holds no article that can be told from the rest of the page; save its text as a .txt file")
    if len(stories) > _MOST_STORIES:
        raise InputError(f"marks {len(stories)} articles, which no page of an edition does; save them one by one")
    for n, story in enumerate(stories, 1):
        name = str(path) if len(stories) == 1 else f"{path}#{n}"
        yield _page(flow, story, name, encoding, path)


def _is_list(flow: Flow) -> bool:
    links = (t.attributes.get("href", "") for t in flow.tokens if t.kind is Kind.START and t.name == "a")
    return sum(bool(pattern("other page of an edition").fullmatch(link)) for link in links) >= _LINKS


def _stories(flow: Flow) -> Iterator[_Story]:
    """Yield the articles whose parts the page's system marks."""
    regions = next(
        (found for part in editions().content if (found := [r for r in flow.regions(part) if _enough(flow.within(r))])),
        [],
    )
    start = 0
    for region in regions:
        before = (start, region[0])
        body = [line for line in flow.within(region) if not _apart(line)]
        yield _Story(_headline(flow, before), _marked(flow, "author", before), body)
        start = region[1]


def _enough(lines: Sequence[Line]) -> bool:
    return sum(is_han(c) for line in lines if not _apart(line) for c in line.text) >= _FEWEST


def _apart(line: Line) -> Reason | None:
    """Return why a line inside the article's part is none of the article; None where it is."""
    text = fold(line.text)
    if pattern("furniture").fullmatch(text):
        return Reason.FURNITURE
    if pattern("credits").fullmatch(text):
        return Reason.CREDITS
    return Reason.MASTHEAD if pattern("facts").fullmatch(text) else None


def _marked(flow: Flow, role: Role, area: tuple[int, int]) -> list[Line]:
    """Return the lines of a part: what the surest of its marks holds, nearest to the end of the area."""
    for part in editions().parts(role):
        for region in reversed(flow.regions_in(part, area)):
            if lines := flow.within(region):
                return [line for line in lines if not _apart(line)]
    return []


def _headline(flow: Flow, area: tuple[int, int]) -> list[Line]:
    """Return kicker, title and subtitle, as they stand one below the other."""
    title = _marked(flow, "title", area)
    if not title:
        return []
    kicker, subtitle = _marked(flow, "kicker", area), _marked(flow, "subtitle", area)
    if title[0].heading and not kicker and not subtitle:
        kicker, subtitle = _beside(flow, title)
    return [*kicker, *title, *subtitle]


def _beside(flow: Flow, title: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lesser headings right above and below a heading: 人民日报 sets kickers as h3, subtitles as h2."""
    at = flow.index(title[0])
    above = flow.lines[at - 1 : at] if at else ()
    below = flow.lines[at + len(title) : at + len(title) + 1]
    return (
        [x for x in above if x.heading > title[0].heading],
        [x for x in below if x.heading > title[0].heading and not pattern("facts").fullmatch(fold(x.text))],
    )


def _extracted(flow: Flow) -> list[_Story]:
    """Return the article that an extractor finds on a page of an unknown system."""
    body = [line for line in paragraphs(flow) if not _apart(line)]
    if not _enough(body):
        return []
    head = _headline(flow, (0, len(flow.tokens)))
    if not head:
        title = fold(document_title(flow))
        shown = [x for x in flow.lines if x.token < body[0].token and 5 < len(x.text) < _LONGEST_HEADLINE]
        head = [x for x in shown if fold(x.text) in title and "title" not in _names_around(flow, x)][-1:]
    body = [line for line in body if line not in head]
    return [_Story(head, [], body)] if body else []


def _names_around(flow: Flow, line: Line) -> str:
    return flow.tokens[line.token - 1].name if line.token else ""


def _page(flow: Flow, story: _Story, name: str, encoding: str, path: Path) -> Page:
    chosen = {id(line) for part in (story.head, story.author, story.body) for line in part}
    outside = [line for line in flow.lines if id(line) not in chosen]
    text, runs = _text(story)
    return Page(
        source=name,
        text=text,
        facts=facts(flow, path, (line.text for line in outside)),
        whole=True,
        encoding=encoding,
        origin=runs,
        skipped=_skipped(flow, story, name),
        beside=tuple(line.text for line in outside if not line.linked and len(line.text) < _LONGEST_HEADLINE),
    )


def _text(story: _Story) -> tuple[str, tuple[Run, ...]]:
    """Return headline, blank line and body, and where their characters stand in the file."""
    pieces: list[tuple[str, Line | None]] = []
    for n, line in enumerate(story.head):
        pieces += [("\n", None)] * bool(n) + [("", line)]
    if story.head:
        pieces.append(("\n\n", None))
    for n, line in enumerate([*story.author, *story.body]):
        pieces += [("\n", None)] * bool(n) + [("", line)]
    text, runs = "", list[Run]()
    for glue, shown in pieces:
        if shown:
            runs += _runs(len(text), shown.places)
        text += shown.text if shown else glue
    return text, tuple(runs)


def _runs(start: int, places: Sequence[int]) -> Iterator[Run]:
    first = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or places[i] != places[i - 1] + 1:
            yield Run(start + first, places[first], i - first)
            first = i


def _skipped(flow: Flow, story: _Story, name: str) -> tuple[LeftOut, ...]:
    """Return every run of the file that is not the article's, and why."""
    source = flow.source
    why: list[Reason | None] = [Reason.MARKUP] * len(source)
    taken = {place for part in (story.head, story.author, story.body) for line in part for place in line.places}
    for line in flow.lines:
        apart = _apart(line) or Reason.FURNITURE
        for place in line.places:
            why[place] = None if place in taken else apart
    out, start = [], 0
    for i in range(1, len(source) + 1):
        if i == len(source) or why[i] is not why[start]:
            reason, piece = why[start], source[start:i]
            if reason and piece.strip():
                out.append(LeftOut(name, start, i, piece, reason))
            start = i
    return tuple(out)


def _sniff(head: bytes) -> bool:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return text.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<" in text[1:]


WEB = Format("web page", frozenset({".html", ".htm", ".shtml", ".xhtml"}), _sniff, _read)
