"""A sentence as tokens for the rules of posts: names, organisations, titles, honours, separators, verbs, the rest."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.relations.connectives import alternatives, connectives
from kg.relations.honour_names import HonourName, honours
from kg.relations.scene import Scene, Word
from kg.relations.title_data import Anaphor, title_data
from kg.relations.titles import Title, match_plain, match_title, match_unknown
from kg.types import Label, Mention


class Kind(Enum):
    """Kinds of tokens."""

    PERSON = auto()
    ORG = auto()
    PLACE = auto()
    TITLE = auto()
    HONOUR = auto()
    PLAIN = auto()
    """A word in the place of a title that gives no post."""
    ANAPHOR = auto()
    """该公司, 集团: an organisation named before."""
    SEPARATOR = auto()
    LINK = auto()
    """的"""
    NOW = auto()
    """现任 before a title."""
    THEN = auto()
    """时任 before a title."""
    FORMER = auto()
    """原 before an organisation."""
    VERB = auto()
    """A verb that gives a post."""
    NOT = auto()
    """A word that takes a post away or puts it into the future."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token; ``mention`` is an index, ``title`` and the like the value of its kind."""

    kind: Kind
    start: int
    end: int
    text: str
    mention: int | None = None
    title: Title | None = None
    honour: HonourName | None = None
    anaphor: Anaphor | None = None


class VerbData(BaseModel):
    """The data file ``relations/appointments.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    holds: tuple[str, ...]
    at: tuple[str, ...]
    links: frozenset[str]
    makes: tuple[str, ...]
    into: tuple[str, ...]
    by: tuple[str, ...]
    posts: frozenset[str]
    denies: tuple[str, ...]
    now: tuple[str, ...]
    then: tuple[str, ...]
    adverbs: tuple[str, ...]
    future: tuple[str, ...]
    later: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    counterexamples: dict[str, tuple[str, ...]] = {}


@cache
def verb_data() -> VerbData:
    """Return the verbs.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/appointments.yaml", VerbData)


@dataclass(frozen=True, slots=True)
class _Patterns:
    separator: re.Pattern[str]
    attribute: re.Pattern[str]
    short_form: re.Pattern[str]
    verb: re.Pattern[str]
    denied: re.Pattern[str]
    now: re.Pattern[str]
    then: re.Pattern[str]
    anaphor: re.Pattern[str]
    firsts: frozenset[str]
    """First characters of all that may be found in the middle of running text."""


@cache
def _patterns() -> _Patterns:
    data, verbs, small = title_data(), verb_data(), connectives()
    attribute = "|".join(data.attributes)
    this = alternatives(data.this)
    anaphors = "|".join(
        f"(?:{this}){re.escape(a.word)}" if a.this else f"(?:{this})?{re.escape(a.word)}"
        for a in sorted(data.anaphors, key=lambda a: -len(a.word))
    )
    given = (*verbs.holds, *verbs.makes, *verbs.into)
    return _Patterns(
        small.separator,
        re.compile(rf"\s*[（(]\s*(?:{attribute})(?:[、，,;；\s]*(?:{attribute}))*\s*[）)]"),
        small.aside,
        re.compile(alternatives([*verbs.holds, *verbs.makes, *verbs.into, *verbs.by])),
        re.compile(alternatives(verbs.denies)),
        re.compile(alternatives(verbs.now)),
        re.compile(alternatives(verbs.then)),
        re.compile(anaphors),
        frozenset(w[0] for w in (*given, *verbs.by, *verbs.denies, *"（(", small.link, *small.separator_starts)),
    )


class Tokens:
    """The tokens of an article's sentences."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.honours = list(honours(scene))
        self._honour_starts = [h.start for h in self.honours]
        self._word_starts = [w.start for w in scene.words]
        self._asides = [m.span() for m in _patterns().short_form.finditer(scene.text)]
        # Names inside the proper name of an honour (浙江省劳动模范) are no mentions of their own.
        self._free = [(i, m) for i, m in enumerate(scene.mentions) if not self._inside_honour(m) and not self._aside(m)]
        self.sentences = [list(self._sentence(s, e)) for s, e in scene.sentences if self._has_person(s, e)]
        """Those that name somebody: no other can give a post."""

    def _inside_honour(self, m: Mention) -> bool:
        k = bisect_right(self._honour_starts, m.start) - 1
        return k >= 0 and m.end <= self.honours[k].end and m.label is not Label.PERSON

    def _has_person(self, start: int, end: int) -> bool:
        pronoun = self.scene.text.startswith(connectives().pronouns, start, end)
        return pronoun or next(self.scene.within(start, end, Label.PERSON), None) is not None

    def _aside(self, m: Mention) -> bool:
        return any(s <= m.start and m.end <= e for s, e in self._asides)

    def words(self, start: int, end: int) -> Sequence[Word]:
        """Return the words that begin inside a span."""
        return self.scene.words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def _sentence(self, start: int, end: int) -> Iterator[Token]:
        at = start
        adjacent = False
        kinds = {Label.PERSON: Kind.PERSON, Label.PLACE: Kind.PLACE}
        for i, m in self._free[bisect_left(self._free, start, key=lambda f: f[1].start) :]:
            if m.start >= end:
                break
            if m.start > at:
                yield from self._gap(at, m.start, adjacent)
            if m.start >= at:
                yield Token(kinds.get(m.label, Kind.ORG), m.start, m.end, m.text, mention=i)
                at, adjacent = m.end, m.label is not Label.PERSON
        if at < end:
            yield from self._gap(at, end, adjacent)

    def _gap(self, start: int, end: int, after_org: bool) -> Iterator[Token]:
        """Cut what stands between two mentions."""
        text, at, other = self.scene.text, start, start
        boundary = True  # a title may begin here
        anchor = start  # where a title would stand right behind an organisation
        while at < end:
            token = self._at(at, end, after_org and at == anchor, boundary)
            if token is None:
                at += 1
                boundary = self._boundary(at, start)
                continue
            if other < at:
                yield Token(Kind.OTHER, other, at, text[other:at])
            if token.text.strip() or token.kind is Kind.SEPARATOR:
                yield token
            at = other = token.end
            boundary = True
            aside = token.kind is Kind.SEPARATOR and not token.text and anchor == token.start
            if token.kind is Kind.ANAPHOR or aside:
                after_org, anchor = True, at
        if other < end:
            yield Token(Kind.OTHER, other, end, text[other:end])

    def _boundary(self, at: int, start: int) -> bool:
        """Tell whether a title may begin behind the running text that ends at ``at``."""
        text = self.scene.text
        if not text[at - 1].isalnum():
            return True
        if text[max(start, at - 4) : at].endswith(title_data().openers):
            return True
        k = bisect_left(self._word_starts, at) - 1
        word = self.scene.words[k] if k >= 0 else None
        return word is not None and word.end == at and word.tag in ("v", "vd", "p", "u", "c", "d", "xc", "TIME")

    def _at(self, at: int, end: int, after_org: bool, boundary: bool) -> Token | None:
        text, p, small = self.scene.text, _patterns(), connectives()
        first = text[at]
        if not boundary and first not in p.firsts:
            k = bisect_left(self._honour_starts, at)
            if k == len(self.honours) or self._honour_starts[k] != at:
                return None
        if first in "（( \u3000":
            for pattern in (p.attribute, p.short_form):
                if found := pattern.match(text, at, end):
                    return Token(Kind.SEPARATOR, at, found.end(), "")
        k = bisect_left(self._honour_starts, at)
        if k < len(self.honours) and self.honours[k].start == at and self.honours[k].end <= end:
            h = self.honours[k]
            return Token(Kind.HONOUR, at, h.end, text[at : h.end], honour=h)
        found = p.verb.match(text, at, end)
        if found and len(found.group()) > 1:
            return Token(Kind.VERB, at, found.end(), found.group())
        if found := p.separator.match(text, at, end):
            title = match_title(text, at, end, self.words(at, end), anchored=after_org) if boundary else None
            if title and title.level and text.startswith(title.level, at):  # 兼职副主席
                return Token(Kind.TITLE, at, title.end, title.text, title=title)
            return Token(Kind.SEPARATOR, at, found.end(), found.group().strip() or " ")
        if not boundary:
            found = p.denied.match(text, at, end)
            if found:
                return Token(Kind.NOT, at, found.end(), found.group())
            found = p.verb.match(text, at, end)
            verbs = verb_data()
            given = found and found.group() in verbs.into and text[at - 1] in small.others_end
            taken = found and found.group() in verbs.by and text.endswith(tuple(verbs.posts), 0, at)
            if found and (given or taken):
                return Token(Kind.VERB, at, found.end(), found.group())
            return Token(Kind.LINK, at, at + 1, small.link) if first == small.link else None
        if found := p.denied.match(text, at, end):
            return Token(Kind.NOT, at, found.end(), found.group())
        if found := p.then.match(text, at, end):
            return Token(Kind.THEN, at, found.end(), found.group())
        if found := p.now.match(text, at, end):
            return Token(Kind.NOW, at, found.end(), found.group())
        if found := p.anaphor.match(text, at, end):
            # Only where a title follows, with or without a link: 公司董事长, 该厂的车工.
            after = found.end() + (text[found.end() : found.end() + 1] == small.link)
            if match_title(text, after, end, self.words(after, end)):
                return Token(Kind.ANAPHOR, at, found.end(), found.group(), anaphor=_anaphor(found.group()))
        title = match_title(text, at, end, self.words(at, end), anchored=after_org)
        plain = match_plain(text, at, end)
        if title and (plain is None or title.end >= plain):
            return Token(Kind.TITLE, at, title.end, title.text, title=title)
        if title is None and plain is None and at and text[at - 1] == "、":
            plain = match_unknown(text, at, end, self.words(at, end))
        if plain is not None:
            return Token(Kind.PLAIN, at, plain, text[at:plain])
        if found := p.verb.match(text, at, end):
            return Token(Kind.VERB, at, found.end(), found.group())
        if first == small.link:
            return Token(Kind.LINK, at, at + 1, small.link)
        if text[at] in title_data().former and at + 1 == end:
            return Token(Kind.FORMER, at, at + 1, text[at])
        return None


@cache
def _anaphor(printed: str) -> Anaphor:
    data = title_data()
    pointed = printed.startswith(data.this)
    words = [a for a in data.anaphors if printed.endswith(a.word) and (pointed or not a.this)]
    return max(words, key=lambda a: len(a.word))


def adverbial(token: Token) -> bool:
    """Tell whether running text between a name and its verb says nothing that matters."""
    if token.kind not in (Kind.OTHER, Kind.PLAIN):
        return False
    text = token.text.strip()
    if re.fullmatch(connectives().and_others, text):
        return True
    for adverb in sorted(verb_data().adverbs, key=len, reverse=True):
        text = text.replace(adverb, "")
    return re.fullmatch(connectives().times + connectives().votes, text) is not None
