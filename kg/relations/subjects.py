"""Who acts in each clause: named groups, the travelling party, pronouns, and subjects carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg.relations.clauses import Clause, Group, Layout, Sentence, layout
from kg.relations.cues import GROUP, cue
from kg.relations.dates import calendar
from kg.relations.planned import spoken
from kg.relations.scene import Scene
from kg.types import Label

_NAMED = re.compile(GROUP)


@dataclass(frozen=True, slots=True)
class Told:
    """A clause and who acts in it."""

    sentence: Sentence
    clause: Clause
    subject: tuple[int, ...]
    """Mention indices of the persons; empty where nobody is known."""
    kind: str
    """group, party, pronoun, first, carried or none."""
    at: int
    """Position of the subject's group in coded text, or where the clause begins."""
    leaders: tuple[int, ...]
    """Who heads the visiting party here; empty where the article tells of none."""
    speech: bool
    """The clause goes on with somebody's speech."""


@dataclass
class _State:
    subject: tuple[int, ...] = ()
    leaders: tuple[int, ...] = ()
    asked: bool = False
    body: bool = False
    speaker: tuple[int, ...] = ()
    seen: set[tuple[int, ...]] = field(default_factory=set)


def official(lay: Layout, name: str) -> bool:
    """Say whether the article gives a person a title of one who may lead a visit."""
    return bool(cue("clauses", "official").search(lay.titles.get(name, "")))


def subject_group(lay: Layout, clause: Clause) -> int | None:
    """Return the position of the group that acts in a clause, None where no group does."""
    for m in re.finditer(GROUP, clause.text):
        before, group = clause.text[: m.start()], lay.group(clause.start + m.start())
        after = clause.text[m.end() :]
        if group.reporter or cue("words", "possessed").search(after):
            continue
        if cue("words", "by").search(before) and cue("words", "led").search(after):
            return clause.start + m.start()
        if cue("words", "is_end").search(before) and cue("words", "party_end").search(after):
            return clause.start + m.start()
        if cue("words", "cleft").search(before) and cue("words", "cleft_end").search(after):
            return clause.start + m.start()  # 递汤的，是张三
        if cue("clauses", "object_mark").search(before) or (
            cue("clauses", "partner").search(before) and cue("clauses", "talks").search(after)
        ):
            continue
        if cue("words", "within").search(before) or (before and cue("words", "at_home_of").search(after)):
            continue
        return clause.start + m.start()
    return None


def leads(lay: Layout, clause: Clause, at: int) -> bool:
    """Say whether the group at ``at`` is shown as the head of a party."""
    return bool(cue("visits", "lead").search(clause.text[at + 1 - clause.start :]))


def _led(clause: Clause) -> re.Match[str] | None:
    """Return where a clause names the head of a party: 由张三带队, 第二组组长是张三."""
    return cue("visits", "led_by").search(clause.text) or cue("visits", "head_is").search(clause.text)


class _Teller:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.lay, self.state = scene, layout(scene), _State()
        self.speech = spoken(self.lay.sentences)

    def ids(self, group: Group) -> tuple[int, ...]:
        return group.persons

    def _main(self, section: tuple[int, int]) -> tuple[tuple[int, ...], ...]:
        """Return the heads of a party that the body, or the item of a column, shows: the surest first."""
        best: tuple[int, ...] = ()
        led_by: tuple[int, ...] = ()
        acting: dict[tuple[int, ...], int] = {}
        party = False
        for s in self.lay.sentences:
            here = self.lay.origin[s.start][0]
            if s.headline or s.start in self.speech or not section[0] <= here < section[1]:
                continue
            for c in s.clauses:
                at = subject_group(self.lay, c)
                led = _led(c)
                planned = cue("planned", "planned_before").search(c.text) or cue("planned", "reported_plan").search(
                    self.lay.coded[c.start : s.end]
                )
                if planned or cue("words", "another_party").search(c.text):
                    continue
                party = party or bool(cue("clauses", "party_noun").search(c.text))
                if at is not None and self._eligible(self.lay.group(at)):
                    key = next((k for k in acting if self._names(k) == self._names(self.lay.group(at).persons)), None)
                    key = key or self.lay.group(at).persons
                    acting[key] = acting.get(key, 0) + 1
                if at is not None and leads(self.lay, c, at) and self._eligible(self.lay.group(at)):
                    led_by = led_by or self.lay.group(at).persons
                elif led:
                    led_by = led_by or self.lay.group(c.start + led.start("g")).persons
                if not best and at is not None and self._eligible(self.lay.group(at)):
                    rest = cue("companions", "in_company").sub("", self.lay.coded[at + 1 : s.end])
                    verbs = (cue("visits", name).search(rest) for name in ("visit_go", "visit_call", "visit_in"))
                    hit = next((m for m in verbs if m), None)
                    if hit and not cue("words", "cut_short").search(rest[: hit.start()]):
                        best = self.lay.group(at).persons
        often = max(acting, key=lambda k: acting[k], default=())
        return tuple(k for k in (led_by, best, often if party and often and acting[often] > 1 else ()) if k)

    def _eligible(self, group: Group) -> bool:
        return not group.reporter and any(official(self.lay, self.scene.mentions[k].name) for k in group.persons)

    def run(self) -> tuple[Told, ...]:
        """Walk over the clauses."""
        out: list[Told] = []
        days = calendar(self.scene)
        main = {section: self._main(section) for section in days.sections}
        paragraph = -1
        for s in self.lay.sentences:
            if s.paragraph != paragraph:
                paragraph = s.paragraph
                self.state.leaders = self._known_by(s, main[days.section_at(self.lay.origin[s.start][0])])
                self.state.subject, self.state.body = (), False
                self._speaker(s)
            for n, c in enumerate(s.clauses):
                out.append(self._clause(s, c, n, s.start in self.speech or self.state.asked))
        return tuple(out)

    def _known_by(self, s: Sentence, heads: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
        """Return the surest heads of a party of whom the article has named one by the end of the next paragraph."""
        here = self.lay.origin[s.start][0]
        ends = [end for start, end in self.scene.paragraphs if end > here][:2]
        for end in ends:
            named = {m.name for _, m in self.scene.within(0, end, Label.PERSON)}
            if known := next((leaders for leaders in heads if self._names(leaders) & named), None):
                return known
        return ()

    def _names(self, persons: tuple[int, ...]) -> set[str]:
        return {self.scene.mentions[k].name for k in persons}

    def _goes(self, rest: str) -> bool:
        """Say whether who acts goes somewhere, and not only along with the party."""
        hit = cue("visits", "visit_go").search(rest)
        if hit is None or cue("words", "accompanies_head").search(rest):
            return False
        return not cue("words", "turns_to").search(rest[: hit.start()])

    def _nobody(self, text: str) -> bool:
        """Say whether people without a name, or the meeting itself, act."""
        return bool(cue("clauses", "crowd").search(text) or cue("clauses", "assembly").search(text))

    def _dangling(self, s: Sentence, n: int) -> bool:
        """Say whether the clause before ends on names that still wait for their verb."""
        return n > 0 and bool(cue("words", "waiting").search(s.clauses[n - 1].text))

    def _waiting(self, s: Sentence, n: int, c: Clause, at: int) -> tuple[int, ...]:
        """Return those whom the clause before only names, where this one opens on more of them: 王一，李二出席."""
        before = s.clauses[n - 1] if n else None
        if at != c.start or before is None or before.mark not in "，,；;" or not _NAMED.fullmatch(before.text):
            return ()
        return () if leads(self.lay, c, at) or self.lay.group(before.start).reporter else self.state.subject

    def _opens(self, c: Clause, at: int) -> bool:
        """Say whether a pronoun or the party stands as subject before a group that is an object then."""
        for name in ("party_noun", "pronoun", "first_person"):
            m = cue("clauses", name).search(c.text)
            if m and m.end() + 1 < at - c.start and (name != "first_person" or self.state.speaker):
                return True
        return False

    def _speaker(self, s: Sentence) -> None:
        first, self.state.asked = s.clauses[0], False
        if re.fullmatch(GROUP, first.text) and first.mark in "：:":
            self.state.speaker = self.lay.group(first.start).persons
        elif cue("words", "asks").search(first.text) and first.mark in "：:":
            self.state.speaker, self.state.asked = (), True

    def _clause(self, s: Sentence, c: Clause, n: int, speech: bool) -> Told:
        state, at, kind = self.state, subject_group(self.lay, c), "carried"
        position = c.start
        if at is not None and self._opens(c, at):
            at = None
        if at is not None:
            state.body = False
            group = self.lay.group(at)
            waiting = self._waiting(s, n, c, at)
            state.subject, kind, position = (*waiting, *group.persons), "group", at
            party = cue("words", "party_end").search(c.text[at + 1 - c.start :])
            if party and self._names(group.persons) < self._names(state.leaders):
                state.subject = state.leaders  # A、B一行, and later A一行: the same party
            known = self._names(group.persons) <= self._names(state.leaders) and not cue("words", "apart").search(
                c.text
            )
            if leads(self.lay, c, at) and self._eligible(group):
                state.leaders = group.persons if not known else state.leaders
            elif not known and self._eligible(group) and self._goes(c.text[at + 1 - c.start :]):
                state.leaders = group.persons
        elif (led := _led(c)) and not speech:
            position, kind, state.body = c.start + led.start("g"), "group", False
            state.subject = state.leaders = self.lay.group(position).persons
        elif state.speaker and cue("clauses", "first_person").search(c.text):
            state.subject, kind = state.speaker, "first"
            state.leaders = state.speaker
        elif cue("clauses", "body").search(c.text) and not self._dangling(s, n):
            kind, state.body = "body", True
        elif n and cue("visits", "led_by").search(s.clauses[n - 1].text) and self._nobody(c.text):
            state.subject, kind = state.leaders, "party"  # 在张三带领下，全体人员参观了
        elif self._nobody(c.text) and not self._dangling(s, n):
            kind, state.body = "crowd", True
        elif cue("clauses", "party_noun").search(c.text):
            state.body = False
            lists = ((k, cue("meetings", "listed").search(k.text)) for k in reversed(s.clauses[max(0, n - 3) : n]))
            listed, present = next(((k, m) for k, m in lists if m), (None, None))
            if listed and present:  # 参加的还有张三，某矿等单位负责人，他们分别发言
                position = listed.start + present.start("g")
                state.subject, kind = self.lay.group(position).persons, "listed"
            else:
                state.subject, kind = state.leaders, "party"
        elif cue("clauses", "pronoun").search(c.text):
            kind = "pronoun"
            if not state.subject:
                state.subject = state.leaders
            if state.subject and (along := cue("clauses", "pronoun_with").search(c.text)):
                state.subject += self.lay.group(c.start + along.start("g")).persons
        elif state.body and n > 0:
            kind = "body"
        elif not state.subject:
            state.body, kind = False, "none"
        return Told(s, c, state.subject, kind, position, state.leaders, speech)


@lru_cache(maxsize=8)
def told(scene: Scene) -> tuple[Told, ...]:
    """Return the clauses of a scene with who acts in each."""
    return _Teller(scene).run()
