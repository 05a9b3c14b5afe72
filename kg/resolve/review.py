"""Proposals for people to judge: names that may be one name read in two ways. Nothing is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kg.ids import issue_of
from kg.resolve.lookalikes import alike, is_crowded
from kg.types import ORGANIZATIONS, Label, RelationType, ResolvedArticle

OFTEN = 3
"""So many times more often than a rare body or place must another stand in a store, to be what was meant."""
RARE = 2
"""Articles of a store in which a body or place may stand and still be taken for a misreading of another issue's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One name in one article."""

    article: str
    name: str
    kind: str
    """``Person``, ``Organization`` or ``Place``."""
    count: int = 1
    bodies: frozenset[str] = frozenset()
    """Where a person holds or held a post, as far as the article says."""
    posts: frozenset[str] = frozenset()
    """The same with the title, for titles that one holds alone."""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be one: the rarer one is probably misread."""

    issue: str
    """Where ``name`` stands."""
    kind: str
    name: str
    other: str
    count: int
    """Times that ``name`` stands in the issue."""
    other_count: int
    """Times that ``other`` stands there; where it does not, in the whole store."""
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """All reasons in one line."""
        return "; ".join(self.reasons)


@dataclass(slots=True)
class _Sum:
    """A name in an issue, or in the store."""

    count: int = 0
    articles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)

    def add(self, seen: Seen) -> None:
        self.count += seen.count
        self.articles.add(seen.article)
        self.bodies |= seen.bodies
        self.posts |= seen.posts
        self.pages |= {seen.page} if seen.page else set()


def seen(article: ResolvedArticle) -> Iterator[Seen]:
    """Yield the names of an article that can be compared: people, bodies and places."""
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    posts: defaultdict[str, set[str]] = defaultdict(set)
    for m in article.mentions:
        if kind := _kind(m.mention.label):
            counts[kind, m.canonical] += 1
    for f in article.facts:
        if f.type == RelationType.HOLDS_ROLE:
            bodies[f.head.canonical].add(f.tail.canonical)
            if post := sole_post(f.tail.canonical, f.title):
                posts[f.head.canonical].add(post)
    for (kind, name), n in sorted(counts.items()):
        mine = (bodies[name], posts[name]) if kind == "Person" else (set(), set())
        page = article.article.masthead.page
        yield Seen(article.article.id, name, kind, n, frozenset(mine[0]), frozenset(mine[1]), page)


def sole_post(body: str, title: str | None) -> str | None:
    """Return a post as text (省总工会主席), None where several may hold it at once."""
    return f"{body}{title}" if title and not is_crowded(title) else None


def _kind(label: Label) -> str | None:
    if label in ORGANIZATIONS:
        return "Organization"
    return {Label.PERSON: "Person", Label.PLACE: "Place"}.get(label)


def propose(
    names: Iterable[Seen], *, issues: Collection[str] | None = None, judged: Collection[frozenset[str]] = ()
) -> tuple[Proposal, ...]:
    """Return pairs of names that differ in one character and are probably one name.

    In one issue the two characters look alike, or both people hold a post that one holds alone. Across issues the
    characters look alike and both people hold a post in one body, or a body or place that stands in hardly any
    article is like one that stands in many.

    Args:
        names: names in articles of any issues, in any order.
        issues: propose only for names of these issues; all by default.
        judged: pairs of names on which somebody has judged already.

    Returns:
        Proposals sorted by issue and names, one for each issue and pair; ``name`` is the rarer one.

    Raises:
        DataError: the data on characters that look alike are wrong.
    """
    local: defaultdict[tuple[str, str, str], _Sum] = defaultdict(_Sum)
    total: defaultdict[tuple[str, str], _Sum] = defaultdict(_Sum)
    for s in names:
        local[issue_of(s.article), s.kind, s.name].add(s)
        total[s.kind, s.name].add(s)
    out = {}
    for kind, a, b, i in _one_apart(total):
        if frozenset((a, b)) in judged:
            continue
        both = {issue_of(x) for n in (a, b) for x in total[kind, n].articles}
        for issue in sorted(both if issues is None else both & {*issues}):
            pair = [(n, local.get((issue, kind, n))) for n in (a, b)]
            there = [(n, s) for n, s in pair if s]
            if len(there) == 2:
                (name, mine), (other, others) = sorted(there, key=lambda x: (x[1].count, total[kind, x[0]].count, x[0]))
                found = _within(kind, name, other, mine, others, i)
            else:
                ((name, mine),) = there
                other = b if name == a else a
                others = total[kind, other]
                found = _across(kind, name, other, total[kind, name], others, i)
            if found:
                reasons = (*found, f"seen {mine.count} times against {others.count}")
                out[issue, name, other] = Proposal(issue, kind, name, other, mine.count, others.count, reasons)
    return tuple(out[key] for key in sorted(out))


def _one_apart(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str, int]]:
    """Yield kind and pairs of names that differ in one character, and where."""
    # They agree in all but one character, so they meet under the name with that one left out.
    holes: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for kind, name in names:
        for i in range(len(name) if len(name) > 1 else 0):
            holes[kind, name[:i] + name[i + 1 :], i].append(name)
    for (kind, _, i), same in holes.items():
        same.sort()
        for n, a in enumerate(same):
            for b in same[n + 1 :]:
                # Two names of people may also be one for the post that both hold.
                if len(a) == len(b) and (alike(a[i], b[i]) or (kind == "Person" and len(a) > 2)):
                    yield kind, a, b, i


def _within(kind: str, name: str, other: str, mine: _Sum, others: _Sum, i: int) -> list[str]:
    """Return why two names of one issue may be one; nothing when they may not."""
    posts = mine.posts & others.posts if kind == "Person" else set()
    near = alike(name[i], other[i])
    if not near and not (posts and len(name) > 2):
        return []
    reasons = [f"{name[i]} looks like {other[i]}" if near else f"one character differs ({name[i]}, {other[i]})"]
    if posts:
        reasons.append(f"both are {min(posts)}")
    elif mine.bodies & others.bodies:
        reasons.append(f"both hold a post in {min(mine.bodies & others.bodies)}")
    if mine.articles & others.articles:
        reasons.append("in the same article")
    elif mine.pages & others.pages:
        reasons.append("on the same page")
    else:
        reasons.append("in the same issue")
    return reasons


def _across(kind: str, name: str, other: str, mine: _Sum, others: _Sum, i: int) -> list[str]:
    """Return why a name of one issue may be a name of other issues; nothing when it may not."""
    if not alike(name[i], other[i]) or (mine.count, name) > (others.count, other):
        return []
    near = f"{name[i]} looks like {other[i]}"
    if kind == "Person":
        posts, bodies = mine.posts & others.posts, mine.bodies & others.bodies
        if not posts and not bodies:
            return []
        return [near, f"both are {min(posts)}" if posts else f"both hold a post in {min(bodies)}", "in other issues"]
    if len(name) > 2 and len(mine.articles) <= RARE and len(others.articles) >= OFTEN * len(mine.articles):
        return [near, "in other issues"]
    return []
