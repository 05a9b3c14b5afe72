"""A clean article from elsewhere: kept to the character."""

from __future__ import annotations

from kg import ids
from kg.segment.bylines import reporters
from kg.segment.facts import overridden, read_facts
from kg.segment.furniture import reasons
from kg.segment.lines import split
from kg.types import Article, Masthead, Page, Run, Segmented

_HEADLINES = 3
"""Lines of a headline with its kicker and subtitle; more before the first blank line are text."""


def whole_article(page: Page, given: Masthead) -> Segmented:
    """Return a page that is one clean article.

    The headline is the one the file gives, else what stands before the first blank line.
    """
    facts = overridden(_beside(page), page.facts, given)
    text = page.text
    head, blank, _ = text.partition("\n\n")
    lines = head.split()
    body_start = len(head) + len(blank) if blank and len(head.strip().split("\n")) <= _HEADLINES else 0
    title = page.title if page.title is not None else " ".join(lines) if body_start else ""
    if page.title is not None and not (body_start and lines == page.title.split()):
        body_start = 0
    paragraphs = [p for p in text[body_start:].split("\n") if p.strip()]
    article = Article(
        id=ids.article_id(facts.newspaper, facts.date, text),
        source=page.source,
        masthead=facts,
        title=title,
        text=text,
        reporters=reporters(paragraphs),
        origin=page.origin or (Run(0, 0, len(text)),),
        body_start=body_start,
    )
    return Segmented(facts, (article,), page.skipped)


def _beside(page: Page) -> Masthead:
    """Return what the lines around the article say of its issue."""
    if not page.beside:
        return Masthead()
    lines = split("\n".join(page.beside))
    return read_facts(lines, reasons(lines, set()))
