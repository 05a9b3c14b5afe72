"""Names that wait for somebody's judgement, and what a judgement does to a store."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.errors import InputError, NotFoundError
from kg.pipeline import understand_all
from kg.resolve.judgements import Judgement, apply
from kg.resolve.review import Proposal, propose
from kg.stores import judgements as kept
from kg.stores.base import Store


def proposals(store: Store, issues: Collection[str] | None = None) -> tuple[Proposal, ...]:
    """Return the pairs of names that may be one and that nobody has judged to be two.

    Args:
        store: the store.
        issues: only those with a name of these issues; all by default.
    """
    # Those that were judged one name in one place may stand in another, where that does not hold yet.
    judged = {j.pair for j in kept.judgements(store) if not j.same}
    return propose(kept.seen(store, issues), issues=issues, judged=judged)


def accept(store: Store, name: str, other: str, issues: Collection[str] = ()) -> Judgement:
    """Keep that a name is a misreading of another, for the issues where that is proposed, and return the judgement.

    Args:
        store: the store.
        name: the misread name.
        other: the right one.
        issues: where it was misread; by default the issues of the proposals.

    Raises:
        InputError: the names are one, or the right one was itself judged a misreading of the other.
        NotFoundError: nothing proposes it and no issue is named, or the name does not stand in that issue.
        StoreError: the store cannot be written.
    """
    known = kept.judgements(store)
    right = {j.name: j.other for j in known if j.same}
    end = other
    while end in right and end != name:
        end = right[end]
    if end == name:
        raise InputError(f"{other} was judged a misreading of {name}, or is the same; `kg review undo` takes that back")
    stands = kept.issues_of(store, name)
    near = propose(kept.seen(store, stands), issues=stands)
    found = tuple(issues) or tuple(p.issue for p in near if {p.name, p.other} == {name, other})
    if not found:
        raise NotFoundError(f"nothing proposes that {name} is {other}; name the issue where it is misread with --issue")
    if strange := sorted({*found} - {*stands}):
        raise NotFoundError(f"{name} does not stand in {strange[0]}; it stands in {', '.join(stands) or 'no issue'}")
    keys = kept.keys_of(store, {name, other}, found)
    before = [j for j in known if j.same and (j.name, j.other) == (name, other)]
    where = tuple(sorted({*found, *(i for j in before for i in j.issues)}))
    judgement = Judgement(name, other, True, where, tuple(sorted({*keys, *(k for j in before for k in j.keys)})))
    kept.judge(store, judgement)
    return judgement


def reject(store: Store, name: str, other: str) -> Judgement:
    """Keep that two names are two, so that they are not proposed again.

    Raises:
        InputError: it is one name, or they were judged one.
        StoreError: the store cannot be written.
    """
    if name == other:
        raise InputError(f"{name} is one name, not two")
    if any(j.same and j.pair == {name, other} for j in kept.judgements(store)):
        raise InputError(f"{name} and {other} were judged one name; `kg review undo {name} {other}` takes that back")
    judgement = Judgement(name, other, False)
    kept.judge(store, judgement)
    return judgement


def undo(store: Store, name: str, other: str) -> Judgement:
    """Take a judgement back and return it.

    Raises:
        NotFoundError: there is none on these names.
        StoreError: the store cannot be written.
    """
    return kept.withdraw(store, frozenset((name, other)))


def read_again(store: Store, judgement: Judgement) -> Iterator[str]:
    """Understand anew the issues that a judgement, given or taken back, bears on; yield each when it is done.

    Their texts come from the store. An issue is put in the place of what it was in one transaction; broken off, the
    others stay as they were, and are set right when the command is given again or the issue is loaded anew.

    Raises:
        StoreError: the store cannot be written.
    """
    if not judgement.same:
        return
    concerned = {*judgement.issues, *kept.issues_of(store, judgement.name)}
    there = {i.id for i in store.issues()}
    for issue in sorted(concerned & there):
        done, used = apply(list(understand_all(kept.articles_of(store, issue))), kept.judgements(store))
        store.replace(done)
        kept.applied(store, used, issue)
        yield issue
