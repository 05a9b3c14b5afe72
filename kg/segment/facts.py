"""The facts of a page's masthead, and facts given from outside put over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from kg.segment.home import find_home
from kg.segment.lines import Line
from kg.segment.masthead import find_cn, find_date, find_newspaper, find_number, find_page, find_weekday
from kg.types import Masthead, Reason


def read_facts(lines: Sequence[Line], furniture: Mapping[int, Reason]) -> Masthead:
    """Return what the lines of a page say of its issue.

    Args:
        lines: the page's lines.
        furniture: lines that belong to no article, and why.
    """
    head = [i for i, reason in sorted(furniture.items()) if reason is Reason.MASTHEAD]
    wider = [i for i, r in sorted(furniture.items()) if r in (Reason.MASTHEAD, Reason.FURNITURE, Reason.CREDITS)]
    texts = [lines[i].folded for i in head]
    more = texts + [lines[i].folded for i in wider if i not in set(head)]
    newspaper = find_newspaper(lines, wider)
    cn_code = find_cn(more)
    return Masthead(
        newspaper=newspaper,
        date=find_date(lines, wider),
        weekday=find_weekday(texts),
        issue_number=find_number(texts),
        cn_code=cn_code,
        page=find_page(texts),
        home=find_home(newspaper, cn_code, more),
    )


def overridden(found: Masthead, *given: Masthead) -> Masthead:
    """Return the facts with those that are given put over them, the last one on top."""
    for facts in given:
        changes = {f.name: value for f in fields(facts) if (value := getattr(facts, f.name)) is not None}
        found = replace(found, **changes)
        if "newspaper" in changes and "home" not in changes and found.home is None:
            found = replace(found, home=find_home(found.newspaper, found.cn_code, ()))
    return found
