"""Loads issues into a store until somebody ends the process (see ``test_embedded``, ``test_neo4j``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from newsroom import BODIES, PEOPLE, article, role

from kg.stores import open_store
from kg.types import ResolvedArticle


def made_issues(count: int) -> list[list[ResolvedArticle]]:
    """Return issues that speak of the same few people, so that each changes what others left."""
    out = []
    for n in range(count):
        day = date(2023, 1, 1) + timedelta(days=n)
        person, other = PEOPLE[n % 5], PEOPLE[(n + 1) % 5]
        facts = [
            role(person, BODIES[n % 3], "主席"),
            role(other, BODIES[n % 6], "主任"),
            ("VISITED", person, "古越龙山公司", {}),
            ("ACCOMPANIED", other, person, {"start": day}),
            ("ATTENDED", person, "座谈会", {"function": "讲话"}),
        ]
        out.append([article("浙江工人日报", day, f"第{n}期第{i}篇", facts[i:]) for i in range(3)])
    return out


def load(url: str, groups: Sequence[Sequence[ResolvedArticle]], times: int = 1) -> None:
    """Load the issues, one after the other."""
    for _ in range(times):
        with open_store(url, create=True) as store:
            for group in groups:
                store.add(group)
