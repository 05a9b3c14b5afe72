"""Articles that go on on another page of the issue: 下转第2版 … 上接第1版.

A piece that a mark sends to another page and a piece that a mark there calls from this one are put together by
evidence: the marks' pages, a repeated or abridged headline, an open sentence, names and words that both speak of. Marks
alone make a join that is noted as a seam; one mark alone needs more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from kg import ids
from kg.segment.bylines import is_starter
from kg.segment.lexicon import pattern, usual
from kg.segment.lines import ends_sentence
from kg.segment.masthead import number
from kg.text import bare, fold, is_han
from kg.types import Article, LeftOut, Reason, Run, Segmented

_BOTH_MARKS = 2.0
_ONE_MARK = 1.0
_SAME_HEADLINE = 2.0
_OTHER_HEADLINE = -1.5
_LIKE = 0.6
"""Share of a headline's pairs of characters that stand in the first piece's headline, from which on it repeats it."""
_OPEN_END = 1.0
_NEW_BEGINNING = -3.0
_NAMES = (3, 8)
"""Pairs of characters, unusual in union news, that both pieces hold: from so many on each counts a point."""
_LEAST = {True: 2.0, False: 3.0}
"""Points for a join, by whether both marks are there."""
_SURE = 3.0
_MOST_MARKS = 40
"""Marks of an issue; more are no newspaper's."""
_SENDS = "下转续"
Piece = tuple[int, int]
"""Page and article, by their places."""


@dataclass(frozen=True, slots=True)
class _Mark:
    piece: Piece
    sends: bool
    """Whether the piece goes on elsewhere; otherwise it comes from elsewhere."""
    page: str
    """The page that the mark names, as mastheads give it: 2, A2."""


def join(pages: Sequence[Segmented]) -> list[Segmented]:
    """Return the pages of one issue with continued articles put together; each stays with its first piece's page.

    A joined article names the pieces it was made of (``parts``); its runs name the source where that is another page's.
    A headline that is repeated over the second piece is left out as part of the mark. A piece whose mark found no other
    piece is noted as ``unfinished``.
    """
    marks = list(islice(_marks(pages), _MOST_MARKS))
    if not marks:
        return list(pages)
    links = _links(pages, marks)
    articles = [list(page.articles) for page in pages]
    left = [list(page.left_out) for page in pages]
    for p, a in {m.piece for m in marks} - set(links) - {second for second, _ in links.values()}:
        articles[p][a] = replace(articles[p][a], unfinished=True)
    gone: set[Piece] = set()
    seconds = {second for second, _ in links.values()}
    for first in [f for f in links if f not in seconds]:
        whole, at = articles[first[0]][first[1]], first
        while at in links:
            at, sure = links[at]
            piece = articles[at[0]][at[1]]
            left[at[0]] += _headline(piece)
            whole = _joined(whole, piece, sure=sure)
            gone.add(at)
        articles[first[0]][first[1]] = whole
    return [
        Segmented(
            page.masthead,
            tuple(a for m, a in enumerate(articles[n]) if (n, m) not in gone),
            tuple(sorted(left[n], key=lambda x: x.start)),
        )
        for n, page in enumerate(pages)
    ]


def _marks(pages: Sequence[Segmented]) -> Iterable[_Mark]:
    """Yield the marks that stand right before or behind text of an article that is not put together yet."""
    spans: dict[str, list[tuple[int, int, Piece]]] = {}
    for n, page in enumerate(pages):
        for m, article in enumerate(page.articles):
            for run in article.origin:
                if article.text[run.article_start : run.article_start + run.length].strip():
                    place = run.source_start, run.source_start + run.length, (n, m)
                    spans.setdefault(run.source or article.source, []).append(place)
    for left in (left for page in pages for left in page.left_out):
        said = pattern("page of a mark").search(fold(left.text)) if left.reason is Reason.CONTINUATION else None
        if not said or not (target := _page(said[2])):
            continue
        sends = said[1][0] in _SENDS
        beside = (
            max((s for s in spans.get(left.source, ()) if s[1] <= left.start), default=None)
            if sends
            else min((s for s in spans.get(left.source, ()) if s[0] >= left.end), default=None)
        )
        if beside is not None and not _article(pages, beside[2]).parts:
            yield _Mark(beside[2], sends, target)


def _article(pages: Sequence[Segmented], piece: Piece) -> Article:
    return pages[piece[0]].articles[piece[1]]


def _page(text: str) -> str | None:
    """Return a page's number as mastheads give it: 三 → 3, A02 → A2."""
    letter = text[0] if text[0].isascii() and text[0].isalpha() else ""
    digits = text[len(letter) :]
    value = int(digits) if digits.isdigit() else number(digits)
    return f"{letter}{value}" if value else None


def _links(pages: Sequence[Segmented], marks: Sequence[_Mark]) -> dict[Piece, tuple[Piece, bool]]:
    """Return for each piece that goes on the piece it goes on with, and whether that is sure; the best pairs first."""
    out = {m.piece: m.page for m in marks if m.sends}
    back = {m.piece: m.page for m in marks if not m.sends}
    scored: list[tuple[float, Piece, Piece]] = []
    for first in _pieces(pages):
        for second in _pieces(pages):
            if first[0] == second[0] or not (first in out or second in back):
                continue
            points = _points(pages, first, second, out.get(first), back.get(second))
            if points is not None:
                scored.append((points, first, second))
    links: dict[Piece, tuple[Piece, bool]] = {}
    taken: set[Piece] = set()
    for points, first, second in sorted(scored, key=lambda x: (-x[0], x[1], x[2])):
        if first not in links and second not in taken and not _leads(links, second, first):
            links[first] = second, points >= _SURE and first in out and second in back
            taken.add(second)
    return links


def _leads(links: dict[Piece, tuple[Piece, bool]], start: Piece, end: Piece) -> bool:
    while start in links:
        start = links[start][0]
    return start == end


def _pieces(pages: Sequence[Segmented]) -> list[Piece]:
    return [(n, m) for n, page in enumerate(pages) for m, a in enumerate(page.articles) if not a.parts]


def _points(
    pages: Sequence[Segmented], first: Piece, second: Piece, sent_to: str | None, called_from: str | None
) -> float | None:
    """Return what speaks for two pieces being one article; None where too little does, or a mark says otherwise."""
    if _elsewhere(pages[second[0]], sent_to) or _elsewhere(pages[first[0]], called_from):
        return None
    a, b = (pages[n].articles[m] for n, m in (first, second))
    both = sent_to is not None and called_from is not None
    points = _BOTH_MARKS if both else _ONE_MARK
    if b.title:
        points += _SAME_HEADLINE if _repeats(b.title, a.title) else _OTHER_HEADLINE * (not both)
    points += _OPEN_END * (not ends_sentence(a.text.rstrip()))
    points += _NEW_BEGINNING * is_starter(fold(b.text[b.body_start :].lstrip()))
    common = len(_telling(a.text) & _telling(b.text))
    points += sum(common >= least for least in _NAMES)
    return points if points >= _LEAST[both] else None


def _elsewhere(page: Segmented, named: str | None) -> bool:
    """Whether a mark names another page than this one; a page without a number may be any."""
    own = page.masthead.page
    return named is not None and own is not None and own != named


def _repeats(title: str, first: str) -> bool:
    pairs = _pairs(title)
    return bool(pairs) and len(pairs & _pairs(first)) >= _LIKE * len(pairs)


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(bare(text)) if is_han(a) and is_han(b)}


def _telling(text: str) -> set[str]:
    return _pairs(text) - usual()


def _joined(first: Article, second: Article, *, sure: bool) -> Article:
    """Return two pieces as one article."""
    rest = second.text[second.body_start :]
    glue = "\n\n" if ends_sentence(first.text.rstrip()) else ""
    text = first.text + glue + rest
    shift = len(first.text) + len(glue) - second.body_start
    elsewhere = second.source if second.source != first.source else None
    runs = tuple(
        Run(
            run.article_start + shift,
            run.source_start,
            run.length,
            run.source or elsewhere,
        )
        for run in second.origin
        if run.article_start >= second.body_start
    )
    seam = len(first.text) + len(glue)
    areas = tuple(
        replace(a, start=a.start + shift, end=a.end + shift, source=a.source or elsewhere)
        for a in second.areas
        if a.start >= second.body_start
    )
    return replace(
        first,
        id=ids.article_id(first.masthead.newspaper, first.masthead.date, text),
        text=text,
        reporters=tuple(dict.fromkeys(first.reporters + second.reporters)),
        origin=first.origin + runs,
        areas=first.areas + areas,
        doubtful=first.doubtful + tuple((a + shift, b + shift) for a, b in second.doubtful if a >= second.body_start),
        seams=first.seams + ((seam,) if not sure else ()) + tuple(s + shift for s in second.seams),
        parts=(first.parts or (first.id,)) + (second.parts or (second.id,)),
    )


def _headline(piece: Article) -> list[LeftOut]:
    """Return the headline over a second piece as left out."""
    out = []
    for run in piece.origin:
        if run.article_start < piece.body_start:
            text = piece.text[run.article_start : run.article_start + run.length]
            end = run.source_start + run.length
            out.append(LeftOut(run.source or piece.source, run.source_start, end, text, Reason.CONTINUATION))
    return out
