"""Web pages: an article of a digital edition, or any other page with news on it.

Digital editions mark the parts of an article (``kg/data/read/editions.yaml``); of other pages trafilatura tells which
paragraphs are the article. Either way the text is taken from the file itself, so each character keeps its place in it.
Encodings are told from the bytes: what old pages declare is often wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError
from kg.read.base import NO_CHINESE, Format, Options, Passed, Result, load
from kg.read.decoding import decode
from kg.read.editions import Role, editions, pattern
from kg.read.extractor import paragraphs
from kg.read.flow import Flow, Line
from kg.read.headline import may_be, unmarked
from kg.read.markup import Kind
from kg.read.stretch import densest, han, trimmed
from kg.read.webfacts import facts
from kg.text import fold, is_han
from kg.types import LeftOut, Page, Reason, Run

_LARGEST = 8 * 2**20
_MOST_STORIES = 100
_MOST_LISTED = 10_000_000
"""Articles times characters of a page that holds several: each lists all the rest of the page as left out."""
_FEWEST = 12
"""Chinese characters that make a text an article; a picture's page may hold a caption only."""
_LINKS = 3
"""Links to articles that make a page without one a list of them."""
_PAGES = 2
"""Links to pages of an issue that make a page without an article a list of them."""
_LONGEST_HEADLINE = 90
_ARTICLE = 60
"""Chinese characters of running text on a page of links that make it more than a list."""
_SHARE = 0.7
"""Share of the densest text below which the extractor has missed the article."""


@dataclass(frozen=True, slots=True)
class _Story:
    head: list[Line]
    author: list[Line]
    body: list[Line]


def _read(path: Path, _: Options) -> Iterator[Result]:
    source, encoding = decode(load(path, _LARGEST))
    flow = Flow(source)
    stories = list(_stories(flow)) or ([] if _is_list(flow) and han(densest(flow)) < _ARTICLE else _extracted(flow))
    if not stories and (_is_list(flow) or _links_mostly(flow)):
        yield Passed("is a list of pages or articles and holds none itself; give the pages that it leads to")
    elif not stories and sum(is_han(c) for line in flow.lines for c in line.text) < _FEWEST:
        raise InputError(NO_CHINESE)
    elif not stories:
        raise InputError("holds no article that can be told from the rest of the page; save its text as a .txt file")
    if len(stories) > _MOST_STORIES or len(stories) * len(source) > max(_MOST_LISTED, len(source)):
        raise InputError(f"marks {len(stories)} articles, which no page of an edition does; save them one by one")
    for n, story in enumerate(stories, 1):
        name = str(path) if len(stories) == 1 else f"{path}#{n}"
        yield _page(flow, story, name, encoding, path)


def _links_mostly(flow: Flow) -> bool:
    """Whether most of the text leads elsewhere, or links lead to the pages of an issue."""
    inside, text, pages = False, {True: 0, False: 0}, 0
    for token in flow.tokens:
        if token.name == "a" and token.kind in (Kind.START, Kind.END):
            inside = token.kind is Kind.START
            pages += inside and bool(pattern("page of an issue").fullmatch(token.attributes.get("href", "")))
        elif token.kind is Kind.TEXT:
            text[inside] += sum(map(is_han, flow.source[token.start : token.end]))
    return pages >= _PAGES or text[True] > text[False]


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
        body = trimmed(flow, body, region[0])
        head = _headline(flow, before) or unmarked(flow, body)
        body = [line for line in body if line not in head] + _captions(flow, before)
        yield _Story(head, _author(flow, before), body)
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


def _author(flow: Flow, area: tuple[int, int]) -> list[Line]:
    """Return the lines that name the author, without newspaper and day behind the name."""
    out = []
    for line in _marked(flow, "author", area):
        said = pattern("fact behind an author").search(fold(line.text))
        out.append(replace(line, text=line.text[: said.start()], places=line.places[: said.start()]) if said else line)
    return [line for line in out if line.text]


def _captions(flow: Flow, area: tuple[int, int]) -> list[Line]:
    """Return the words under pictures that stand above the text."""
    found = {
        line.token: line
        for p in editions().parts("caption")
        for r in flow.regions_in(p, area)
        for line in flow.within(r)
    }
    words = [line for _, line in sorted(found.items()) if not _apart(line) and not line.linked]
    return words if _enough(words) else []


def _headline(flow: Flow, area: tuple[int, int]) -> list[Line]:
    """Return kicker, title and subtitle, as they stand one below the other."""
    title = [line for line in _marked(flow, "title", area) if may_be(line)]
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
    found, dense = paragraphs(flow), densest(flow)
    if han(found) < _SHARE * han(dense):
        found = dense
    body = trimmed(flow, [line for line in found if not _apart(line) and line.text], len(flow.tokens))
    if not _enough(body) or not any("。" in line.text for line in body):
        return []
    area = (0, next((line for line in body if "。" in line.text), body[0]).token)
    head = _headline(flow, area) or unmarked(flow, body)
    author = [line for line in _author(flow, area) if line not in body]
    if head:
        # what stands above the headline is the page's, not the article's
        body = [line for line in body if line not in head and line.token > head[0].token]
    return [_Story(head, author, body)] if body else []


def _page(flow: Flow, story: _Story, name: str, encoding: str, path: Path) -> Page:
    chosen = {line.token: len(line.text) for part in (story.head, story.author, story.body) for line in part}
    # of a line of which only the beginning is the article's, the rest is outside
    rests = (
        replace(x, text=x.text[n:], places=x.places[n:]) if (n := chosen.get(x.token, 0)) else x for x in flow.lines
    )
    outside = [line for line in rests if line.text]
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
