"""What a web page says of its issue outside the article: in its properties, its address, its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.read.editions import pattern
from kg.read.flow import Flow
from kg.read.markup import Kind
from kg.text import fold
from kg.types import Masthead

_PROPERTY = re.compile(r"<(founder-)?(\w+)>(.*?)</(?:founder-)?\2>", re.DOTALL)
_DAYS = ("pubdate", "publishdate", "article:published_time", "og:published_time", "datepublished", "date")
_SITES = ("contentsource", "mediaid", "source", "sitename", "og:site_name", "application-name")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SCRIPT_DAY = re.compile(r"(?:createTime|publish_time)['\"]?\s*[=:]\s*['\"](\d{4}-\d\d-\d\d)")
_PARTS_OF_TITLE = re.compile(r"[-_|–:,.《》()\s]+")


def properties(flow: Flow) -> dict[str, str]:
    """Return what the publishing system wrote into comments (``enpproperty``) and ``meta`` tags; keys in lower case."""
    out: dict[str, str] = {}
    for token in flow.tokens:
        if token.kind is Kind.COMMENT and "enpproperty" in token.name:
            for m in _PROPERTY.finditer(token.name):
                out.setdefault(m[2].lower(), m[3].strip())
        elif token.kind is Kind.START and token.name == "meta":
            a = token.attributes
            key = (a.get("name") or a.get("property") or a.get("itemprop") or "").lower()
            if key and a.get("content", "").strip():
                out.setdefault(f"meta {key}", a["content"].strip())
    return out


def document_title(flow: Flow) -> str:
    """Return the text of the page's ``title``."""
    for n, token in enumerate(flow.tokens):
        if token.kind is Kind.START and token.name == "title":
            return " ".join(line.text for line in flow.lines if line.token == n + 1)
    return ""


def titles(flow: Flow) -> list[str]:
    """Return what the page's properties and its ``title`` say that the article is called."""
    given = properties(flow)
    keys = ("title", "meta articletitle", "meta og:title")
    return [t for t in (*(given.get(k, "") for k in keys), document_title(flow)) if t]


def facts(flow: Flow, path: Path, said: Iterable[str]) -> Masthead:
    """Return newspaper, date and page as the page's markup and address state them.

    Args:
        flow: the page.
        path: its file; saved editions keep the day in their folders (``2022-03/04/content_1.htm``).
        said: lines outside the article, in which a source may be named.
    """
    given, said = properties(flow), list(said)
    day = (
        _day([given.get("date", "")])
        or _day_of_path(path)
        or _day(given.get(f"meta {key}", "") for key in _DAYS)
        or _day_said(flow, said)
    )
    page = re.search(r"[A-Z]?\d{1,3}(?=\s*版)|(?<=第)[A-Z]?\d{1,3}", given.get("nodename", ""))
    return Masthead(newspaper=_newspaper(flow, given, said), date=day, page=page[0].lstrip("0") if page else None)


def _newspaper(flow: Flow, given: dict[str, str], said: Iterable[str]) -> str | None:
    sources = [m[1] for line in said if (m := pattern("source").search(fold(line)))]
    names = [*_names(document_title(flow)), *_names(*sources), *_names(*(given.get(f"meta {k}", "") for k in _SITES))]
    if names:
        return names[0]
    # no newspaper, but the site of a union says who speaks
    sites = (given.get(f"meta {key}") for key in ("sitename", "og:site_name"))
    return next((s for s in (*sources, *sites) if s), None)


def _names(*texts: str) -> Iterator[str]:
    """Yield the newspapers' names among the parts of texts."""
    for text in texts:
        for part in _PARTS_OF_TITLE.split(fold(text)):
            bare = pattern("words of an edition").sub("", part)
            if pattern("newspaper").fullmatch(bare):
                yield bare


def _day(texts: Iterable[str]) -> date | None:
    return next((d for text in texts if (m := _ISO.search(text)) and (d := _date(*m.groups()))), None)


def _day_said(flow: Flow, said: Iterable[str]) -> date | None:
    """Return the day in a line that says when the article was published, or that a script fills in (WeChat)."""
    for text in said:
        if (m := pattern("day of publishing").match(fold(text))) and (found := _date(*m.groups())):
            return found
    return _day(m[1] for m in _SCRIPT_DAY.finditer(flow.source))


def _day_of_path(path: Path) -> date | None:
    text = "/".join(path.absolute().parts)
    for name in ("day in a path", "day in a name"):
        for m in reversed(list(re.finditer(rf"(?<!\d)(?:{pattern(name).pattern})(?!\d)", text))):
            if found := _date(*m.groups()):
                return found
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
