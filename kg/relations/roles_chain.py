"""Introductions: the chain of titles before a name (省人大常委会副主任、省总工会主席张三), and lists that share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.relations.connectives import connectives
from kg.relations.honour_names import HonourName
from kg.relations.honours import award_data
from kg.relations.roles_context import Context, Owner
from kg.relations.roles_owners import another_owner, employer_of, is_unit, make_owner
from kg.relations.roles_tokens import Kind, Token, verb_data
from kg.relations.title_data import title_data
from kg.relations.titles import Title, another_body
from kg.types import Label


@dataclass(frozen=True, slots=True)
class Post:
    """A post that the text gives a person."""

    person: int
    """Index of the mention."""
    owner: Owner | None
    title: str
    former: bool
    rule: str
    start: int
    """Where the evidence begins: the organisation, or the title."""
    end: int
    confidence: float
    struck: str | None = None
    """Why it gives no relation."""


@dataclass
class Introduction:
    """What stands before one name."""

    person: int
    posts: list[Post] = field(default_factory=list)
    honours: list[HonourName] = field(default_factory=list)
    shared: bool = False


@dataclass
class _Pending:
    owner: Owner | None
    title: Title
    printed: str
    former: bool
    start: int
    struck: str | None


class Chains:
    """Reads the introductions of one sentence after another."""

    def __init__(self, context: Context, *, stated: bool = False) -> None:
        self.context = context
        self.stated = stated
        """The titles follow a verb that gives them."""
        self.reset()

    def read(self, tokens: Sequence[Token]) -> Iterator[Introduction]:
        """Yield the introductions of a sentence, one for each person that has titles or honours before the name."""
        self.reset()
        last: Introduction | None = None
        since: list[Token] = []  # tokens behind the last person
        for k, token in enumerate(tokens):
            if token.kind is not Kind.PERSON:
                since.append(token)
                self.step(token, tokens[k - 1] if k else None)
                continue
            assert token.mention is not None
            found: Introduction | None = None
            before = tokens[k - 1] if k else None
            if before and before.text == " " and k > 1:
                before = tokens[k - 2]
            if (self.pending or self.honours) and before and before.kind in (Kind.TITLE, Kind.HONOUR, Kind.PLAIN):
                found = self._close(token)
            elif self.honours and k > 2 and before and before.kind is Kind.ORG and _lists_honour(tokens[k - 3 : k - 1]):
                found = self._close(token)  # 省级劳模、甲医院张三
            elif last and last.shared and since and all(_joins(t) for t in since) and not self.pending:
                found = _share(last, token)
            if found:
                yield found
            last, since = found, []
            self.reset()

    def reset(self) -> None:
        """Forget what was read of a chain."""
        self.org: Token | None = None
        self.first = False
        self.former = False
        self.past = False  # 原党组书记、主席: the title before this one was held once
        self.struck: str | None = None
        self.pending: list[_Pending] = []
        self.honours: list[HonourName] = []
        self.unit: Token | None = None
        self.sent: Token | None = None  # 驻某村|第一书记: where the organisation has sent somebody
        self.where: Token | None = None
        self.blocked = False  # a title would stand behind text that is not understood
        self.verbal = False  # the titles are what a verb gives to somebody else

    def step(self, token: Token, before: Token | None) -> None:
        """Take the next token of a chain of titles."""
        kind = token.kind
        if kind is Kind.OTHER and token.text == title_data().sent and before is not None and before is self.org:
            self.sent = token
            return
        if self.sent and kind is Kind.PLACE and before is self.sent:
            self.where = token
            return
        if kind in (Kind.ORG, Kind.PLACE, Kind.ANAPHOR):
            if kind is Kind.ORG and before and before is self.org and self.first and is_unit(self.context, token):
                self.unit = token  # 甲中心|抢修一班|班长: the unit has a mention of its own
                return
            if before and before.kind in (Kind.TITLE, Kind.PLAIN, Kind.ORG, Kind.PLACE, Kind.HONOUR):
                struck = self.struck
                self.reset()
                self.struck = struck
            self.org, self.first = token, True
            self.blocked = self.past = False
            # 某局党委委员、监察大队大队长: a unit without a name of its own belongs to the organisation before it.
            self.unit = token if kind is Kind.ORG and self.pending and is_unit(self.context, token) else None
        elif kind is Kind.TITLE:
            self._title(token)
        elif kind is Kind.HONOUR:
            assert token.honour is not None
            if before is None or not _gets(before):  # what a verb gives is told of somebody else: 甲荣获一等奖，乙…
                self.honours.append(token.honour)
            self.org = None
        elif kind is Kind.PLAIN:
            pass
        elif kind is Kind.LINK:
            if before is None or before.kind not in (Kind.ORG, Kind.ANAPHOR, Kind.PLACE):
                self.reset()
            elif before.kind is Kind.PLACE:
                self.org = None
        elif kind is Kind.SEPARATOR:
            # 某某常委、组织部部长: the title before this one is not understood, so neither is whose this one is.
            unclear = (Kind.OTHER, Kind.ORG, Kind.PLACE)
            self.blocked = token.text == "、" and before is not None and before.kind in unclear
            if token.text and before and before.kind in (Kind.ORG, Kind.PLACE, Kind.ANAPHOR):
                self.org = None
            if token.text in connectives().semicolons:
                self.reset()
            if token.text in connectives().commas:
                if self.verbal:
                    self.reset()
                if not self.pending:
                    self.struck = None
        elif kind is Kind.FORMER:
            self.former = True
        elif kind is Kind.THEN:
            self.struck = "held at an earlier time"
        elif kind is Kind.NOT:
            self.reset()
            self.struck = "taken away or not yet given"
        elif kind is Kind.NOW:
            self.past = False
        else:
            named = before is not None and before.kind in (Kind.ORG, Kind.PLACE, Kind.ANAPHOR)
            self.reset()
            # 甲局 某某界别 委员: what the title belongs to is not understood.
            self.blocked = named and kind is Kind.OTHER and not token.text.endswith((*title_data().openers, *"，：。”"))
            self.verbal = kind is Kind.VERB and token.text not in verb_data().links

    def _title(self, token: Token) -> None:
        title = token.title
        assert title is not None
        printed, owner, start = title.text, None, token.start
        last = next((p.owner for p in reversed(self.pending) if p.owner), None)
        if self.unit is not None and self.first and self.org is not None and self.unit is not self.org:
            owner, _ = make_owner(self.context, self.org, title, False)
            printed, start = self.unit.text + title.text, self.org.start
        elif self.unit is not None and self.first and last is not None:
            owner, printed = last, self.unit.text + title.text
            start = min(start, last.since)
        elif self.blocked:
            pass
        elif self.org is not None:
            carried = not self.first
            owner, printed = make_owner(self.context, self.org, title, self.first)
            if self.sent and self.where:
                printed = self.sent.text + self.where.text + title.text
            start = min(start, self.org.start)
            if owner and carried and owner.argument.label is Label.UNION and not title.group.in_unions:
                owner = employer_of(self.context, owner)
        elif name := another_body(title):
            owner, printed = another_owner(self.context, name, title, token.start)
            start = min(start, owner.since) if owner else start
        else:
            owner = self._place(title, token.start) if title.group.place else self._carry(title, token.start)
            start = min(start, owner.since) if owner else start
        struck = self.struck or (None if owner else "no organisation fits")
        former = self.former and self.first
        if former or (self.past and not title.former and self._goes_on(title)):
            # 原市总工会主席, 市总工会原党组书记、主席: what stands before the first post holds for those behind it
            former, printed = True, f"{title_data().former[0]}{printed}"
        self.pending.append(_Pending(owner, title, printed, former or title.former, start, struck))
        self.past = former or title.former
        self.first = self.former = False
        self.sent = self.where = None

    def _goes_on(self, title: Title) -> bool:
        """Tell whether a title belongs to the organisation of the one before it, and is no rank that one keeps."""
        return not self.first and bool(self.pending) and title.head not in title_data().ranks

    def _place(self, title: Title, at: int) -> Owner | None:
        last = next((p.owner.argument for p in reversed(self.pending) if p.owner), None)
        return self.context.place(title, at, last)

    def _carry(self, title: Title, at: int) -> Owner | None:
        # Inside one chain the organisation of the title before holds on: 全国劳动模范、A公司党委书记、董事长.
        for p in reversed(self.pending):
            if p.owner and title.fits(p.owner.argument.name, p.owner.argument.label):
                return p.owner
        if any(p.owner is None for p in self.pending):  # whose the title before this one is was not understood
            return None
        return self.context.stated(title, at) if self.stated else self.context.carried(title, at)

    def _close(self, person: Token) -> Introduction:
        assert person.mention is not None
        out = Introduction(person.mention, honours=list(self.honours))
        for p in self.pending:
            confidence = p.owner.confidence if p.owner else 0.0
            rule = p.owner.how if p.owner else "before the name"
            out.posts.append(
                Post(person.mention, p.owner, p.printed, p.former, rule, p.start, person.end, confidence, p.struck)
            )
            if p.owner and not p.struck and p.owner.argument.label is not Label.PLACE:
                self.context.remember(person.start, p.owner.argument)
        out.shared = all(p.title.shared for p in self.pending)
        return out


def _lists_honour(tokens: Sequence[Token]) -> bool:
    """Tell whether two tokens are an honour and the mark that joins it to more of the same person."""
    return tokens[0].kind is Kind.HONOUR and tokens[1].text == "、"


def _gets(token: Token) -> bool:
    """Tell whether running text ends with a verb that gets an honour."""
    return token.kind is Kind.OTHER and token.text.rstrip("".join(award_data().particles)).endswith(award_data().gets)


def _joins(token: Token) -> bool:
    return token.kind is Kind.SEPARATOR and token.text in ("", " ", "、", *connectives().joins)


def _share(last: Introduction, person: Token) -> Introduction:
    assert person.mention is not None
    out = Introduction(person.mention, honours=list(last.honours), shared=True)
    for p in last.posts:
        out.posts.append(
            Post(
                person.mention,
                p.owner,
                p.title,
                p.former,
                "shared title",
                p.start,
                person.end,
                min(p.confidence, 0.93),
                p.struck,
            )
        )
    return out
