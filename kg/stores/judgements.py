"""Judgements on names, kept in the store itself, and what a store holds of names and texts to judge and to read anew.

They stand on the ``StoreInfo`` node, which no saved query and no picture shows, so they go where the store goes and
stay when issues are taken out. Only ``Store.run`` is used, so every store keeps them in the same way.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from kg.areas import decode
from kg.errors import NotFoundError
from kg.ids import issue_of, parse_evidence
from kg.remarks import decode as decode_remarks
from kg.resolve.judgements import Judgement
from kg.resolve.review import Seen, sole_post
from kg.stores import cypher
from kg.stores.base import Store
from kg.types import Article, Masthead, Node

POST = "post:"
"""Begins a person's key that names a body (``kg.resolve.identity``)."""
BASES = ("Person", "Organization", "Place")
"""What bears names that can be misread for one another."""


def judgements(store: Store) -> tuple[Judgement, ...]:
    """Return the judgements that a store keeps, by names."""
    return tuple(sorted(_read(store).values(), key=lambda j: (j.name, j.other)))


def judge(store: Store, judgement: Judgement) -> None:
    """Keep a judgement; an earlier one on the same pair gives way.

    Raises:
        NotFoundError: the store holds nothing yet.
        StoreError: it cannot be written.
    """
    _write(store, _read(store) | {judgement.pair: judgement})


def withdraw(store: Store, pair: frozenset[str]) -> Judgement:
    """Take a judgement back and return it.

    Raises:
        NotFoundError: there is none on these names.
        StoreError: the store cannot be written.
    """
    kept = _read(store)
    if pair not in kept:
        raise NotFoundError(f"nobody has judged on {' and '.join(sorted(pair))}; `kg review --judged` lists judgements")
    judgement = kept.pop(pair)
    _write(store, kept)
    return judgement


def applied(store: Store, used: Iterable[Judgement], issue: str) -> None:
    """Note that judgements were applied to an issue, so that they can be taken back there."""
    kept = _read(store)
    fresh = {
        j.pair: replace(kept[j.pair], issues=tuple(sorted({*kept[j.pair].issues, issue})))
        for j in used
        if j.pair in kept and issue not in kept[j.pair].issues
    }
    if fresh:
        _write(store, kept | fresh)


def _read(store: Store) -> dict[frozenset[str], Judgement]:
    out = {}
    for (marked,) in store.run(cypher.MARKED, {"id": cypher.MARK}).rows:
        texts = marked.properties.get("judgements") if isinstance(marked, Node) else None
        for text in texts if isinstance(texts, list) else ():
            said = json.loads(str(text))
            j = Judgement(said["name"], said["other"], said["same"], tuple(said["issues"]), tuple(said["keys"]))
            out[j.pair] = j
    return out


def _write(store: Store, kept: dict[frozenset[str], Judgement]) -> None:
    said = [
        {"name": j.name, "other": j.other, "same": j.same, "issues": [*j.issues], "keys": [*j.keys]}
        for j in sorted(kept.values(), key=lambda j: (j.name, j.other))
    ]
    texts = [json.dumps(j, ensure_ascii=False, separators=(",", ":")) for j in said]
    answer = store.run(cypher.KEEP_JUDGEMENTS, {"id": cypher.MARK, "judgements": texts}, write=True)
    if not answer.rows:
        raise NotFoundError(f"{store.url} holds nothing yet; `kg load` fills it")


def seen(store: Store, issues: Collection[str] | None = None) -> list[Seen]:
    """Return the names that stand in a store, each in each article.

    Args:
        store: the store.
        issues: the names of these issues and all that differ from one of them in one character; all names by default.
    """
    out: list[Seen] = []
    for base in BASES:
        if issues is None:
            rows = store.run(cypher.all_seen(base)).rows
        else:
            here = {str(n) for (n,) in store.run(cypher.names_in(base), {"issues": sorted(issues)}).rows}
            known = (str(n) for (n,) in store.run(cypher.names(base)).rows)
            rows = store.run(cypher.seen_of(base), {"names": sorted(here | _near(here, known))}).rows
        posts = _posts(store, {str(name) for name, *_ in rows}) if base == "Person" else {}
        for name, article, count, page, keys in rows:
            given = [str(k) for k in keys] if isinstance(keys, list) else []
            bodies = frozenset(k.removeprefix(POST).rpartition("/")[2] for k in given if k.startswith(POST))
            held = frozenset(posts.get((str(article), str(name)), ()))
            times = count if isinstance(count, int) else 1
            out.append(Seen(str(article), str(name), base, times, bodies, held, None if page is None else str(page)))
    return out


def _near(names: Collection[str], known: Iterable[str]) -> set[str]:
    """Return the known names that differ from one of some names in one character."""
    holes = {(i, n[:i] + n[i + 1 :]) for n in names for i in range(len(n))}
    return {k for k in known if len(k) > 1 and any((i, k[:i] + k[i + 1 :]) in holes for i in range(len(k)))}


def _posts(store: Store, names: Collection[str]) -> dict[tuple[str, str], set[str]]:
    """Return the posts that only one holds, by article and name, for names of people."""
    out: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, title, body, evidence in store.run(cypher.POSTS, {"names": sorted(names)}).rows:
        post = sole_post(str(body), None if title is None else str(title))
        for address in evidence if post and isinstance(evidence, list) else ():
            out[parse_evidence(str(address))[0], str(name)].add(str(post))
    return out


def keys_of(store: Store, names: Collection[str], issues: Collection[str]) -> tuple[str, ...]:
    """Return the bodies of which people of these names hold posts in these issues, as keys."""
    rows = store.run(cypher.seen_of("Person"), {"names": sorted(names)}).rows
    found = [keys for _, article, _, _, keys in rows if issue_of(str(article)) in issues and isinstance(keys, list)]
    return tuple(sorted({str(k) for keys in found for k in keys if str(k).startswith(POST)}))


def issues_of(store: Store, name: str) -> tuple[str, ...]:
    """Return the issues in which a name stands."""
    rows = [r for base in BASES for r in store.run(cypher.seen_of(base), {"names": [name]}).rows]
    return tuple(sorted({issue_of(str(article)) for _, article, *_ in rows}))


def articles_of(store: Store, issue: str) -> list[Article]:
    """Return the articles of an issue as they were before they were understood."""
    out = []
    for article, paper in store.run(cypher.ARTICLES_OF_ISSUE, {"issue": issue}).rows:
        if not isinstance(article, Node) or not isinstance(paper, Node):
            continue
        p, i = article.properties, paper.properties
        text, areas, remarks = str(p["text"]), p.get("areas"), p.get("remarks")
        reporters = p.get("reporters")
        day, number, page, home = i.get("date"), i.get("number"), p.get("page"), i.get("home")
        facts = Masthead(
            newspaper=str(i["newspaper"]),
            date=day if isinstance(day, date) else None,
            issue_number=None if number is None else str(number),
            page=None if page is None else str(page),
            home=None if home is None else str(home),
        )
        out.append(
            Article(
                id=article.id,
                source=str(p.get("source") or ""),
                masthead=facts,
                text=text,
                reporters=tuple(map(str, reporters)) if isinstance(reporters, list) else (),
                areas=decode(str(areas) if areas else None),
                **decode_remarks(str(remarks) if remarks else None, str(p["headline"]), text),
            )
        )
    return out
