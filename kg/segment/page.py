"""Joins the steps from a page to its articles."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import InputError
from kg.segment import build, columns, repetition
from kg.segment.bylines import is_byline, is_starter
from kg.segment.captions import owners
from kg.segment.columns import Layout, is_caption, like_caption
from kg.segment.duplicates import drop_duplicates
from kg.segment.facts import overridden, read_facts
from kg.segment.furniture import reasons
from kg.segment.heads import Head, find_heads
from kg.segment.language import is_foreign
from kg.segment.lexicon import notices, pattern
from kg.segment.lines import Line, mark_large, split, within
from kg.segment.marks import set_apart
from kg.segment.parts import Bond, Para, Segment, of_line
from kg.segment.placing import placed
from kg.segment.threads import assign
from kg.segment.whole import whole_article
from kg.text import fold, is_han
from kg.types import Masthead, Page, Reason, Segmented

_SHORTEST = 4
Finished = tuple[Para, list[Para], list[tuple[int, int]]]
"""Headline, paragraphs, and where in them pieces from afar were joined."""


def segment(page: Page, overrides: Masthead | None = None) -> Segmented:
    """Cut a page into its articles.

    Args:
        page: as a reader gave it; a whole article is kept to the character.
        overrides: facts that go before what the page says.

    Returns:
        The articles in the order of their headlines. Facts that neither page nor overrides tell are None.

    Raises:
        InputError: a whole article is in another language.
    """
    given = overrides or Masthead()
    if page.whole:
        if is_foreign(page.text):
            raise InputError("is in another language; only news in Chinese is read")
        return placed(page, whole_article(page, given))
    ledger = build.Ledger(page)
    lines = set_apart(split(page.text))
    mark_large(lines, page.headlines)
    taken = _repetition(lines, ledger)
    furniture = reasons(lines, taken)
    furniture |= {i: Reason.CREDITS for i in within(lines, page.foot) if i not in furniture and i not in taken}
    for i, reason in furniture.items():
        ledger.leave(lines[i].places, reason)
    facts = overridden(read_facts(lines, furniture), page.facts, given)
    newspaper = facts.newspaper or ""
    for i, line in enumerate(lines):
        if i not in furniture and i not in taken and newspaper and "".join(line.text.split()) == newspaper:
            furniture[i] = Reason.MASTHEAD
            ledger.leave(line.places, Reason.MASTHEAD)
    stories = _stories(_content(lines, taken, set(furniture)), ledger, _resumed(lines))
    articles = tuple(build.article(page, facts, head, paras, joints) for head, paras, joints in stories)
    return placed(page, Segmented(facts, articles, ledger.left_out(articles)))


def _resumed(lines: list[Line]) -> frozenset[int]:
    """Return where text begins that a mark before it calls from another page."""
    marked = [i for i, line in enumerate(lines[:-1]) if pattern("mark at the beginning").fullmatch(line.folded)]
    return frozenset(lines[i + 1].start for i in marked)


def _repetition(lines: list[Line], ledger: build.Ledger) -> set[int]:
    """Put vertical headlines together, take loops out; return the lines that were used up."""
    taken: set[int] = set()
    for run in repetition.vertical_runs(lines):
        members = range(run.first, run.last)
        if run.loops:
            for i in members:
                ledger.leave(lines[i].places, Reason.REPETITION)
            taken.update(members)
            continue
        if run.long:
            for i in members:
                ledger.leave(lines[i].places, Reason.UNREADABLE)
            taken.update(members)
            continue
        text = "".join(lines[i].text for i in members)
        first = lines[run.first]
        spans = tuple((lines[i].start, lines[i].end) for i in members)
        lines[run.first] = replace(first, end=lines[run.last - 1].end, text=text, folded=fold(text), spans=spans)
        taken.update(range(run.first + 1, run.last))
    loops = repetition.repeated_lines(lines, taken)
    for i in loops:
        ledger.leave(lines[i].places, Reason.REPETITION)
    return taken | loops


def _content(lines: list[Line], taken: set[int], removed: set[int]) -> list[Line]:
    """Return the lines that are left for articles."""
    out: list[Line] = []
    after = False
    for i, line in enumerate(lines):
        if i in removed or (i in taken and not line.upright):
            after = True
            continue
        if i in taken:
            continue
        line.after_removed = after
        out.append(line)
        after = False
    return out


def _stories(lines: list[Line], ledger: build.Ledger, resumed: frozenset[int]) -> list[Finished]:
    layout = Layout(lines)
    heads = find_heads(layout)
    segments: list[Segment] = []
    opens: list[int | None] = []
    titles: list[Head | None] = []
    notice = False
    position = 0
    for head in [*heads, None]:
        upto = head.first if head else len(lines)
        found = columns.segments(layout, position, upto)
        _add(found, segments, opens, titles, ledger, notice=notice, resumed=resumed)
        if head is None:
            break
        position = head.last
        notice = head.notice
        if head.notice:
            ledger.leave([s for i in range(head.first, head.last) for s in lines[i].places], Reason.ADVERTISEMENT)
            continue
        for i in head.sections:
            ledger.leave(lines[i].places, Reason.SECTION)
        if not head.below and segments and opens[-1] is not None and titles[opens[-1]] is None:
            titles[opens[-1]] = head
        else:
            titles.append(head)
            opens.append(len(titles) - 1)
            segments.append(Segment([], len(segments)))
    return _joined(lines, segments, opens, titles, layout, ledger)


def _add(
    found: list[Segment],
    segments: list[Segment],
    opens: list[int | None],
    titles: list[Head | None],
    ledger: build.Ledger,
    *,
    notice: bool,
    resumed: frozenset[int],
) -> None:
    """Add segments, without notices; those that begin an article without a headline open a story.

    So do those that are continued from another page.
    """
    for n, piece in enumerate(found):
        kept = []
        for p in piece.paras:
            if is_foreign(p.text):
                ledger.leave(p.spans, Reason.LANGUAGE)
            elif _is_notice(p.text) or (notice and n == 0 and not is_starter(fold(p.text))):
                ledger.leave(p.spans, Reason.ADVERTISEMENT)
            else:
                kept.append(p)
        if len(kept) < len(piece.paras):
            piece.bond = Bond.APART
        piece.paras = kept
        if not kept:
            continue
        text = piece.text
        if len(text) < _SHORTEST and not any(map(is_han, text)):
            ledger.leave([s for p in kept for s in p.spans], Reason.FRAGMENT)
            continue
        first = fold(kept[0].text)
        under_head = bool(segments) and not segments[-1].paras
        piece.order = len(segments)
        if under_head:
            segments[-1] = piece
        elif segments and opens[-1] is not None and all(is_byline(fold(p.text)) for p in segments[-1].paras):
            segments[-1].paras += piece.paras
            segments[-1].measure = segments[-1].measure or piece.measure
        elif titles and (is_byline(first) or (is_starter(first) and _only_preamble(segments, opens, titles))):
            opens.append(None)
            segments.append(piece)
        elif not titles or is_starter(first) or is_caption(first) or kept[0].spans[0][0] in resumed:
            titles.append(None)
            opens.append(len(titles) - 1)
            segments.append(piece)
        else:
            opens.append(None)
            segments.append(piece)


def _only_preamble(segments: list[Segment], opens: list[int | None], titles: list[Head | None]) -> bool:
    """Whether the last story has a headline and so far only a byline or a picture's caption: its text is to come."""
    for piece, story in zip(reversed(segments), reversed(opens), strict=True):
        if not piece.paras or not all(is_byline(fold(p.text)) or like_caption(p.text) for p in piece.paras):
            return False
        if story is not None:
            return titles[story] is not None
    return False


def _is_notice(text: str) -> bool:
    return len(text) < 1500 and not is_starter(fold(text)) and bool(notices().sign.search(fold(text)))


def _joined(
    lines: list[Line],
    segments: list[Segment],
    opens: list[int | None],
    titles: list[Head | None],
    layout: Layout,
    ledger: build.Ledger,
) -> list[Finished]:
    for s in segments:
        s.paras = [q for p in s.paras for q in _without_loops(p, ledger)]
    for extra in drop_duplicates(segments):
        ledger.leave(extra.spans, Reason.DUPLICATE)
    texts = ["".join(lines[i].text for i in range(h.first, h.last)) if h else "" for h in titles]
    live = [n for n, s in enumerate(segments) if s.paras]
    at = {n: k for k, n in enumerate(live)}
    for n in live:
        first_print = segments[n].after_copy_of
        segments[n].after_copy_of = None if first_print is None else at.get(first_print)
    found = assign([segments[n] for n in live], _openers(segments, opens), texts, layout.tolerance)
    members: dict[int, list[Segment]] = {}
    for n, story in zip(live, found, strict=True):
        members.setdefault(story, []).append(segments[n])
    for caption, story in owners(members, texts).items():
        members[story] += members.pop(caption)
        members[story][-1].paras[0].fresh = True
    out = []
    for story, head in enumerate(titles):
        if story not in members:
            if head:
                ledger.leave([s for i in range(head.first, head.last) for s in lines[i].places], Reason.FRAGMENT)
            continue
        if is_foreign("".join(s.text for s in members[story])):
            places = [s for i in range(head.first, head.last) for s in lines[i].places] if head else []
            spans = [span for s in members[story] for p in s.paras for span in p.spans]
            ledger.leave(places + spans, Reason.LANGUAGE)
            continue
        paras, joints = build.body(members[story])
        rows = [of_line(lines[i]) for i in range(head.first, head.last) if i not in head.sections] if head else []
        out.append((build.headline(rows), paras, joints))
    return out


def _openers(segments: list[Segment], opens: list[int | None]) -> list[int | None]:
    """Return which story each segment that is left opens; where a first segment is gone, the next one opens it."""
    out: list[int | None] = []
    pending: int | None = None
    for piece, opened in zip(segments, opens, strict=True):
        pending = opened if opened is not None else pending
        if piece.paras:
            out.append(pending)
            pending = None
    return out


def _without_loops(para: Para, ledger: build.Ledger) -> list[Para]:
    loops = repetition.loops_inside(para.text)
    if not loops:
        return [para]
    out, position = [], 0
    for start, end in loops:
        ledger.leave(para.cut(start, end).spans, Reason.REPETITION)
        out.append(para.cut(position, start))
        position = end
    out.append(para.cut(position, len(para.text)))
    return [p for p in out if p.text]
