"""Which organisation a title belongs to when the text does not put it right before the title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.relations.connectives import connectives
from kg.relations.part_of import whole_of
from kg.relations.roles_tokens import Token
from kg.relations.scene import Scene
from kg.relations.title_data import title_data
from kg.relations.titles import Title, pointers
from kg.types import ORGANIZATIONS, Argument, Label, Mention


@dataclass(frozen=True, slots=True)
class Owner:
    """The organisation of a post, and how sure that is."""

    argument: Argument
    confidence: float
    how: str
    """Name of the rule."""
    since: int
    """Where in the text it stands (for the evidence)."""


@dataclass
class Context:
    """What was said so far: organisations of posts already read, and all mentions."""

    scene: Scene
    posts: list[tuple[int, Argument]] = field(default_factory=list)
    """Organisations of posts, by position."""
    given: list[tuple[int, Argument]] = field(default_factory=list)
    """Organisations into which a verb put somebody."""
    introducing: set[int] = field(default_factory=set)
    """Mentions that only introduce a person."""

    def remember(self, position: int, argument: Argument, *, stated: bool = False) -> None:
        """Note that a post in an organisation was read here."""
        self.posts.append((position, argument))
        if stated:
            self.given.append((position, argument))
        elif argument.mention is not None:
            self.introducing.add(argument.mention)

    def own(self, token: Token) -> Argument:
        """Return the argument of an organisation's token."""
        assert token.mention is not None
        return self.scene.argument(token.mention)

    def anaphor(self, token: Token) -> Owner | None:
        """Return the organisation that 该公司 or 集团 stands for: the last that fits, in the paragraph or before it."""
        anaphor = token.anaphor
        assert anaphor is not None
        paragraph, _ = self.scene.paragraph_at(token.start)
        meant: list[tuple[int, Argument]] = []
        bare = not token.text.startswith(title_data().this)
        for i, m in self.scene.within(0, token.start):
            if anaphor.fits(m.name, m.label, bare=bare):
                meant.append((m.start, self.scene.argument(i)))
            elif m.label in ORGANIZATIONS and (whole := whole_of(self.scene, m.name)):
                # 甲公司滨江项目部, 甲公司工会: the company stands inside the name of its part.
                meant += [(m.start, whole)] if anaphor.fits(whole.name, whole.label, bare=bare) else []
        if not meant:
            return None
        if meant[-1][0] >= paragraph:
            return Owner(meant[-1][1], 0.87, "anaphor", meant[-1][0])
        if not bare:
            return Owner(meant[-1][1], 0.75, "anaphor", meant[-1][0])
        # Without a pointing word it is the company that the article is about.
        often = Counter(argument.name for _, argument in meant).most_common(1)[0][0]
        position, argument = next((p, a) for p, a in meant if a.name == often)
        return Owner(argument, 0.75, "anaphor", position)

    def carried(self, title: Title, at: int) -> Owner | None:
        """Return the organisation of a title that names none, or None in doubt."""
        sentence, _ = self.scene.sentence_at(at)
        paragraph, _ = self.scene.paragraph_at(at)
        if at < self.scene.article.body_start:
            paragraph = 0
        last = max((position for position, _ in self.posts if position < at), default=-1)
        for position, i in self._named(max(sentence, last + 1), at):
            m = self.scene.mentions[i]
            if last >= sentence and title.fits(m.name, m.label) and self._opens_clause(m):
                # 甲村书记乙;在丙医院,他与护士长丁交谈: where one is by then goes before what was said of another
                return Owner(self.scene.argument(i), 0.75, "named before", position)
        if title.group.official:
            for position, argument in reversed(self.posts):
                if position < paragraph:
                    break
                if position < at and title.fits(argument.name, argument.label):
                    near = position >= sentence
                    return Owner(argument, 0.89 if near else 0.8, "carried on", position)
        elif self.posts and self.posts[-1][0] >= sentence and not self._named(self.posts[-1][0], at):
            # 集团公司董事长甲，总经理乙: a list of a company's leaders goes on
            position, argument = self.posts[-1]
            if title.fits(argument.name, argument.label):
                return Owner(argument, 0.85, "carried on", position)
        for position, i in self._named(paragraph, at):
            m = self.scene.mentions[i]
            if title.fits(m.name, m.label):
                near = position >= sentence
                if not near and any(k.start > m.end for _, k in self.scene.within(m.end, sentence, Label.PERSON)):
                    return None  # 甲学院系主任乙。运动员丙，学者丁: another sentence about others
                if title.group.official and not title.names_its_unit and not (near and self._opens_clause(m)):
                    return None
                return Owner(self.scene.argument(i), 0.75 if near else 0.7, "named before", position)
        return None

    def _opens_clause(self, m: Mention) -> bool:
        """Tell whether a comma follows a name at once (在某某工会，主席张三)."""
        return self.scene.text.startswith(connectives().commas, m.end)

    def _named(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return position and mention of the organisations named in a span, the last first; 该项目部 counts."""
        named = [(m.start, i) for i, m in self.scene.within(start, end) if m.label not in (Label.PERSON, Label.PLACE)]
        for position, anaphor in pointers(self.scene.text, start, end):
            meant = [i for i, m in self.scene.within(0, position) if anaphor.fits(m.name, m.label)]
            named += [(position, meant[-1])] if meant else []
        return sorted(named, reverse=True)

    def stated(self, title: Title, at: int) -> Owner | None:
        """Return the organisation of a title that a verb gives without naming one (张三当选主席).

        It is the one whose meeting is told: the last that is named otherwise than to introduce somebody.
        """
        paragraph = 0 if at < self.scene.article.body_start else self.scene.paragraph_at(at)[0]
        last = next(((p, a) for p, a in reversed(self.given) if p < at and title.fits(a.name, a.label)), None)
        for i, m in reversed(list(self.scene.within(max(paragraph, last[0] if last else 0), at))):
            if i not in self.introducing and m.label not in (Label.PERSON, Label.PLACE) and title.fits(m.name, m.label):
                return Owner(self.scene.argument(i), 0.85, "body that elects", m.start)
        if last:
            return Owner(last[1], 0.85, "body that elects", at)
        # Else the one union that the article has named so far otherwise than to introduce somebody.
        unions = {
            m.name: i
            for i, m in self.scene.within(0, at, Label.UNION)
            if i not in self.introducing and title.fits(m.name, m.label)
        }
        if len(unions) == 1 and not title.department:
            (i,) = unions.values()
            return Owner(self.scene.argument(i), 0.8, "body that elects", self.scene.mentions[i].start)
        return None

    def place(self, title: Title, at: int, last: Argument | None = None) -> Owner | None:
        """Return the place of a 市长 that names none: that of the party committee before it, or nothing.

        Args:
            title: the title.
            at: where it stands.
            last: the organisation of the title before it in the same chain.
        """
        unit = title.head[0]
        if last is not None:
            found = re.match(title_data().organs_of_places, last.name)
            place = found["place"] if found else None
            if place and len(place) > 1 and not place.endswith(unit):
                return None
            if place and len(place) > 1:
                return Owner(Argument(place, Label.PLACE), 0.85, "office of a place", at)
        return None  # the paper's home is too often not the place that is meant
