"""What was found in an article, as the plain record that ``kg extract`` prints (one JSON object an article)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kg.areas import row
from kg.types import Area, Fact, LeftOut, ResolvedArticle, Silenced

Record = dict[str, Any]


def article_record(resolved: ResolvedArticle, *, explain: bool = False) -> Record:
    """Return an article's record.

    Args:
        resolved: the article.
        explain: also say why each mention got its full name, which facts are of former times, and which candidates
            were silenced by which rule.
    """
    article, masthead = resolved.article, resolved.article.masthead
    record: Record = {
        "source": article.source,
        "newspaper": masthead.newspaper,
        "date": _iso(masthead.date),
        "issue_number": masthead.issue_number,
        "page": masthead.page,
        "home": masthead.home,
        "article": article.id,
        "title": article.title,
        "reporters": list(article.reporters),
        "text": article.text,
        "origin": [
            [run.article_start, run.source_start, run.length, *([run.source] if run.source else [])]
            for run in article.origin
        ],
        **_areas(article.areas),
        "mentions": [
            {
                "start": m.mention.start,
                "end": m.mention.end,
                "text": m.mention.text,
                "label": str(m.mention.label),
                "canonical": m.canonical,
            }
            | ({"reason": m.reason} if explain else {})
            for m in resolved.mentions
        ],
        "relations": [_fact(fact, article.text, explain=explain) for fact in resolved.facts],
    }
    if explain:
        record["silenced"] = [_silenced(s, article.text) for s in resolved.silenced]
    return record


def report_record(left_out: LeftOut) -> Record:
    """Return the record of a run of a source that is in no article."""
    return {
        "source": left_out.source,
        "start": left_out.start,
        "end": left_out.end,
        "text": left_out.text,
        "reason": str(left_out.reason),
    }


def _areas(areas: Sequence[Area]) -> Record:
    """Return where an article's lines stand on the sheet, for sources that tell."""
    return {"areas": [row(a) for a in areas]} if areas else {}


def _fact(fact: Fact, text: str, *, explain: bool) -> Record:
    start, end = fact.evidence
    optional = {
        "title": fact.title,
        "function": fact.function,
        "start": _iso(fact.start),
        "end": _iso(fact.end),
        "former": fact.former if explain and fact.former else None,
    }
    return {
        "type": str(fact.type),
        "head": fact.head.canonical,
        "tail": fact.tail.canonical,
        **{key: value for key, value in optional.items() if value is not None},
        "evidence": [start, end],
        "sentence": text[start:end],
        "rule": fact.rule,
        "confidence": round(fact.confidence, 4),
    }


def _silenced(silenced: Silenced, text: str) -> Record:
    start, end = silenced.evidence
    return {
        "type": str(silenced.type),
        "head": silenced.head,
        "tail": silenced.tail,
        "rule": silenced.rule,
        "because": silenced.because,
        "evidence": [start, end],
        "sentence": text[start:end],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
