"""Posts that a sentence states: 张三任主席, 选举张三为主席, 站长由张三担任, 张三，现任主席."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.relations.connectives import alternatives, connectives
from kg.relations.honour_names import HonourName
from kg.relations.roles_chain import Chains, Post
from kg.relations.roles_context import Context, Owner
from kg.relations.roles_lists import listed
from kg.relations.roles_tokens import Kind, Token, adverbial, verb_data
from kg.relations.titles import Title
from kg.types import Label

_CHAIN = frozenset(
    {Kind.ORG, Kind.PLACE, Kind.ANAPHOR, Kind.TITLE, Kind.HONOUR, Kind.PLAIN, Kind.LINK, Kind.FORMER, Kind.NOW}
)
_ENDS = (Kind.TITLE, Kind.HONOUR, Kind.LINK)
_LIST = _CHAIN - {Kind.NOW} | {Kind.PERSON}
_STATED = 0.88
"""Confidence in posts that a sentence states: 24 of 28 right on annotated articles outside the tuning set."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A title in a statement."""

    owner: Owner | None
    title: Title
    printed: str
    former: bool
    start: int
    end: int


class Statements:
    """Reads the statements of one sentence after another."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.honours: list[tuple[int, HonourName]] = []
        """Persons and the honours that a statement gives them."""
        self.opened = False
        """The lines of a list of appointments follow (会议决定任命：)."""

    def read(self, tokens: Sequence[Token]) -> Iterator[Post]:
        """Yield the posts that the sentence states."""
        if not tokens:
            return
        data = verb_data()
        before = self.context.scene.text[max(0, tokens[0].start - 12) : tokens[0].start].rstrip()
        self.opened |= re.search(f"(?:{alternatives(data.makes)})[：:]$", before) is not None
        self.opened = making = self.opened and tokens[0].kind is Kind.PERSON
        for k, token in enumerate(tokens):
            if token.kind is Kind.VERB and token.text in data.makes:
                making = not self._denied(tokens, k)
                yield from self._made(tokens, k + 1) if making else ()
            elif token.kind is Kind.TITLE and making and (people := listed(self.context.scene, tokens, k)):
                first = next(i for i in range(k, -1, -1) if i == 0 or tokens[i - 1].kind not in _CHAIN)
                yield from self._posts(people, tokens[: k + 1], first, "elected or appointed")
            elif token.kind is Kind.VERB and token.text in data.into and making and self._item(tokens, k):
                yield from self._posts(self._people_before(tokens, k), tokens, k + 1, "elected or appointed")
            elif token.kind is Kind.VERB and token.text in data.holds:
                yield from self._held(tokens, k)
            elif token.kind is Kind.VERB and token.text in data.by:
                yield from self._by(tokens, k)
            elif token.kind is Kind.NOW and k:
                yield from self._now(tokens, k)
            elif token.kind is Kind.PERSON and k + 2 < len(tokens) and tokens[k + 1].text in ("（", "("):
                yield from self._bracketed(tokens, k)
        yield from self._after_name(tokens)

    # -- people -------------------------------------------------------------------------------------------------

    def _people_before(self, tokens: Sequence[Token], k: int) -> list[Token]:
        """Return the list of names that ends right before a verb, adverbs aside; the newest first."""
        i = k - 1
        while i >= 0 and (adverbial(tokens[i]) or (tokens[i].kind is Kind.SEPARATOR and not tokens[i].text)):
            i -= 1
        if i < 0 or tokens[i].kind is not Kind.PERSON:
            return []
        people = []
        while i >= 0:
            token = tokens[i]
            if token.kind is Kind.PERSON:
                people.append(token)
            elif token.kind is Kind.SEPARATOR:
                if token.text in connectives().breaks:
                    break
            elif token.kind not in _LIST:
                break
            i -= 1
        return people[::-1]

    def _topic(self, tokens: Sequence[Token], k: int) -> list[Token]:
        """Return the person that a clause after a comma goes on about: the only one named before."""
        people = [t for t in tokens[:k] if t.kind is Kind.PERSON]
        if not people and tokens[0].text in connectives().pronouns:
            return self._spoken_of(tokens[0].start)
        return people if len({t.text for t in people}) == 1 else []

    def _spoken_of(self, at: int) -> list[Token]:
        """Return the one person whom the paragraph has named before a pronoun, or else the headline."""
        scene = self.context.scene
        for start, end in ((scene.paragraph_at(at)[0], at), (0, scene.article.body_start)):
            named = {m.name: (i, m) for i, m in scene.within(start, end, Label.PERSON)}
            if len(named) == 1:
                (i, m), *_ = named.values()
                return [Token(Kind.PERSON, m.start, m.end, m.text, mention=i)]
            if named:
                return []
        return []

    def _denied(self, tokens: Sequence[Token], k: int) -> bool:
        """Tell whether the clause before a verb puts it into the future or denies it."""
        future = verb_data().future
        for token in reversed(tokens[:k]):
            if token.kind is Kind.SEPARATOR and token.text in connectives().breaks:
                break
            if token.kind is Kind.NOT or (token.kind is Kind.OTHER and _has(token.text, future)):
                return True
        return any(t.kind is Kind.OTHER and _has(t.text, verb_data().later) for t in tokens[:k])

    # -- statements ---------------------------------------------------------------------------------------------

    def _held(self, tokens: Sequence[Token], k: int) -> Iterator[Post]:
        if self._denied(tokens, k):
            return
        if k > 2 and tokens[k - 1].kind is Kind.ORG and tokens[k - 2].text in verb_data().at:
            people = self._people_before(tokens, k - 2)
            yield from self._posts(people, [*tokens[:k], tokens[k - 1], *tokens[k + 1 :]], k, "states the post")
            return
        people = self._people_before(tokens, k)
        is_ = tokens[k].text in verb_data().links
        if not people:
            i = k - 1
            while i >= 0 and adverbial(tokens[i]):
                i -= 1
            if i >= 0 and tokens[i].kind is Kind.SEPARATOR and tokens[i].text in connectives().commas:
                people = self._topic(tokens, i)
            elif i >= 0 and tokens[i].text in connectives().pronouns:
                people = self._spoken_of(tokens[i].start)
        if is_ and len(people) != 1:
            return
        yield from self._posts(people, tokens, k + 1, "states the post", strict=is_)

    def _now(self, tokens: Sequence[Token], k: int) -> Iterator[Post]:
        """张三现任主席; 张三，现任主席 where the name opens its clause."""
        i = k - 1
        while i > 0 and tokens[i].kind is Kind.SEPARATOR:
            i -= 1
        if tokens[i].kind is not Kind.PERSON:
            only = [t for t in tokens[:k] if t.kind is Kind.PERSON]
            if len(only) == 1 and only[0] in tokens[:2] and tokens[k - 1].text in connectives().breaks:
                yield from self._posts(only, tokens, k + 1, "after the name")
            return
        before = tokens[i - 1].text if i else ""
        opens = before in connectives().semicolons or re.fullmatch(connectives().item, before) is not None
        if i == k - 1 or opens or before.endswith(("】", "：", ":")):
            yield from self._posts([tokens[i]], tokens, k + 1, "after the name")

    def _made(self, tokens: Sequence[Token], k: int) -> Iterator[Post]:
        people = []
        i = k
        while i < len(tokens):
            token = tokens[i]
            if token.kind is Kind.PERSON:
                people.append(token)
            elif i == k and token.text in ("：", ":"):
                pass
            elif token.kind is Kind.VERB and token.text in verb_data().into:
                yield from self._posts(people, tokens, i + 1, "elected or appointed")
                return
            elif people and token.text.startswith(("（", "(")):  # a bracket that says more of one of them
                while i < len(tokens) and not tokens[i].text.startswith(("）", ")")):
                    i += 1
            elif token.kind is Kind.OTHER:
                if not re.fullmatch(connectives().and_others, token.text):
                    return
            elif token.kind is Kind.SEPARATOR:
                if token.text in connectives().semicolons:
                    return
            elif token.kind not in _LIST:
                return
            i += 1

    def _item(self, tokens: Sequence[Token], k: int) -> bool:
        """Tell whether this is a line of a list, or the second half of 选举甲为主席，乙为副主席."""
        if self.opened and len(self._people_before(tokens, k)) == sum(t.kind is Kind.PERSON for t in tokens[:k]):
            return True
        i = k - 1
        while i >= 0 and tokens[i].kind in _LIST | {Kind.SEPARATOR}:
            if tokens[i].kind is Kind.SEPARATOR and tokens[i].text in connectives().breaks:
                return any(t.kind is Kind.PERSON for t in tokens[i:k])
            i -= 1
        return False

    def _by(self, tokens: Sequence[Token], k: int) -> Iterator[Post]:
        """站长由张三担任."""
        word = k > 1 and tokens[k - 1].kind is Kind.OTHER and tokens[k - 1].text in verb_data().posts
        tokens, k = ([*tokens[: k - 1], *tokens[k:]], k - 1) if word else (tokens, k)
        if k == 0 or tokens[k - 1].kind is not Kind.TITLE or self._denied(tokens, k):
            return
        i, people = k + 1, []
        inside = _LIST | {Kind.SEPARATOR}
        while i < len(tokens) and tokens[i].kind in inside and tokens[i].text not in connectives().breaks:
            if tokens[i].kind is Kind.PERSON:
                people.append(tokens[i])
            i += 1
        if i >= len(tokens) or tokens[i].kind is not Kind.VERB or tokens[i].text not in verb_data().holds or not people:
            return
        j = k - 1
        while j > 0 and (tokens[j - 1].kind in _CHAIN):
            j -= 1
        for held, _ in self._chain(tokens[:k], j):
            yield from self._give(people[-1:], held, "states the post", tokens[j].start, tokens[i].end)

    def _after_name(self, tokens: Sequence[Token]) -> Iterator[Post]:
        """张三，省总工会主席 and 1.张三（女） 某公司董事长: the name opens the sentence or the item of a list."""
        k = 0
        first = tokens[0]
        if first.kind is Kind.SEPARATOR or (first.kind is Kind.OTHER and re.fullmatch(connectives().item, first.text)):
            k = 1
        if k >= len(tokens) or tokens[k].kind is not Kind.PERSON:
            return
        i = k + 1
        while i < len(tokens) and tokens[i].kind is Kind.SEPARATOR:
            i += 1
        if i == k + 1 or i >= len(tokens) or tokens[i].kind not in (Kind.ORG, Kind.HONOUR):
            return
        yield from self._posts([tokens[k]], tokens, i, "after the name", strict=True)

    def _bracketed(self, tokens: Sequence[Token], k: int) -> Iterator[Post]:
        """张三（省总工会主席）: a bracket behind the name."""
        end = next((i for i in range(k + 2, len(tokens)) if tokens[i].kind not in _CHAIN | {Kind.SEPARATOR}), None)
        if end is not None and tokens[end].text[0] in "）)" and tokens[k + 2].kind is Kind.ORG:
            yield from self._posts([tokens[k]], tokens[:end], k + 2, "after the name")

    # -- titles -------------------------------------------------------------------------------------------------

    def _posts(
        self, people: Sequence[Token], tokens: Sequence[Token], k: int, rule: str, *, strict: bool = False
    ) -> Iterator[Post]:
        if not people:
            return
        chain = list(self._chain(tokens, k, people, strict=strict))
        for held, _ in chain:
            yield from self._give(people, held, rule, min(people[0].start, held.start), max(people[-1].end, held.end))

    def _give(self, people: Sequence[Token], held: _Held, rule: str, start: int, end: int) -> Iterator[Post]:
        owner = held.owner
        confidence = min(owner.confidence, _STATED) if owner else 0.0
        struck = None if owner else "no organisation fits"
        for person in people:
            assert person.mention is not None
            yield Post(person.mention, owner, held.printed, held.former, rule, start, end, confidence, struck)

    def _chain(
        self, tokens: Sequence[Token], k: int, people: Sequence[Token] = (), *, strict: bool = False
    ) -> Iterator[tuple[_Held, Token]]:
        """Yield the titles of a chain that begins at ``k``; none that belongs to the next person's introduction."""
        reader = Chains(self.context, stated=True)
        reader.reset()
        sure = honours = 0  # titles and honours before the last comma
        ends: list[Token] = []
        i = k
        while i < len(tokens) and (tokens[i].kind in _CHAIN or tokens[i].kind is Kind.SEPARATOR):
            if tokens[i].text in connectives().breaks:
                sure, honours = len(reader.pending), len(reader.honours)
                if tokens[i].text in connectives().semicolons:
                    break
            before = len(reader.pending)
            reader.step(tokens[i], tokens[i - 1] if i > k else None)
            if len(reader.pending) > before:
                ends.append(tokens[i])
            i += 1
        pending, given = reader.pending, reader.honours
        stop = tokens[i] if i < len(tokens) else None
        last = tokens[i - 1].kind
        someone_else = stop is not None and stop.kind is Kind.PERSON
        runs_on = strict and (last is Kind.LINK or (stop is not None and stop.text[:1].isalnum()))
        undone = stop is not None and stop.kind is Kind.NOT
        if someone_else or (last in (Kind.TITLE, Kind.HONOUR) and undone) or (last in _ENDS and runs_on):
            pending, given = pending[:sure], given[:honours]
        self.honours += [(p.mention, h) for p in people for h in given if p.mention is not None]
        for p, token in zip(pending, ends, strict=False):
            if p.owner:
                self.context.remember(token.start, p.owner.argument, stated=True)
            yield _Held(p.owner, p.title, p.printed, p.former, p.start, token.end), token


def _has(text: str, words: Sequence[str]) -> bool:
    return any(w in text for w in words)
