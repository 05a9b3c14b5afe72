"""VISITED: the leader of a visit and each place, company, union or organisation the party went to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.relations.clauses import Layout, layout
from kg.relations.cues import ORGANIZATION, PLACE, Cue, cue, cues
from kg.relations.dates import Range, calendar
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.relations.subjects import Told, official, told
from kg.types import Label, Relation, RelationType

_DIRECT = ("visit_in", "visit_stop", "visit_of", "visit_those_at", "visit_go", "visit_call")
_NOBODY_NAMED = 0.88
"""Worth of a visit in a clause without a subject, told of whoever heads the party."""
_SCENES = ("visit_at", "visit_inside", "visit_scene")


@dataclass(frozen=True, slots=True)
class _Hit:
    person: int
    site: int
    rule: Cue
    evidence: tuple[int, int]
    dates: Range | None
    confidence: float


def _sites(lay: Layout, start: int, end: int, limit: int) -> list[int]:
    """Return positions of the sites in a list, without places that only say where the next one lies."""
    out: list[int] = []
    if cue("words", "numbered").search(lay.coded[end:limit]):
        return out  # 督查A与B第三次会议: the bodies only name the meeting
    for i in range(start, end):
        if lay.coded[i] not in ORGANIZATION + PLACE:
            continue
        behind = lay.coded[i + 1 : limit]
        if cue("visits", "modifier").match(behind) and re.search(f"[{ORGANIZATION}{PLACE}]", lay.coded[i + 1 : end]):
            continue
        if lay.coded[i] == PLACE and cue("visits", "quoted_site").match(behind):
            continue  # 梅山街道“职工驿站”: the place only says where
        if cue("words", "elsewhere_named").search(lay.coded[start:i]) or cue("visits", "not_a_site").match(behind):
            continue
        out.append(i)
    return out


class _Visits:
    def __init__(self, scene: Scene, found: Findings) -> None:
        self.scene, self.found, self.lay = scene, found, layout(scene)
        self.told, self.calendar = told(scene), calendar(scene)
        self.hits: list[_Hit] = []
        self.offices = {(r.head.name, r.tail.name) for r in found.of(RelationType.HOLDS_ROLE) if not r.former}
        self.frames = {
            self.lay.refs[t.clause.start + m.start() + m.group().index(PLACE)]
            for t in self.told
            for m in cue("visits", "campaign_frame").finditer(t.clause.text)
        }

    def run(self) -> None:
        """Find the visits."""
        for n, t in enumerate(self.told):
            if t.speech or t.sentence.headline:
                continue
            direct = self._direct(t)
            self._listed_on(n, t)
            self._convened(t)
            self._with_body(n, t)
            if direct < 0 or cue("visits", "visit_at").search(t.clause.text[: direct - t.clause.start]):
                self._scene(n, t)
        self._frames()
        self._keep()

    def _direct(self, t: Told) -> int:
        """Read verbs of going and calling; return where the first stands, -1 for none."""
        rules, done, first = cues("visits"), -1, -1
        for name in _DIRECT:
            for m in rules[name].regex.finditer(t.clause.text):
                if t.clause.start + m.start("s") < done:
                    continue
                who = self._visitors(t, t.clause.start + m.start())
                self._add(t, rules[name], m.start(), m.span("s"), who)
                done = max(done, t.clause.start + m.end())
                first = t.clause.start + m.start("s") if first < 0 else min(first, t.clause.start + m.start("s"))
        return first

    def _listed_on(self, n: int, t: Told) -> None:
        """Read on where a list of sites goes on behind a comma: 到甲公司，乙馆、丙园参观."""
        m = cue("visits", "more_sites").match(t.clause.text)
        before = self.told[n - 1] if n and self.told[n - 1].sentence.start == t.sentence.start else None
        if not m or before is None or not cue("visits", "list_end").search(before.clause.text):
            return
        first, last = self.lay.span(before.clause.start, before.clause.end)
        who = [h.person for h in self.hits if first <= self.scene.mentions[h.site].start < last]
        self._add(t, cues("visits")["more_sites"], m.start("s"), m.span("s"), tuple(dict.fromkeys(who)))

    def _with_body(self, n: int, t: Told) -> None:
        """Read 省总工会深入某市调研。副主席张三率队参加: where the body goes, its leader goes."""
        if (
            t.kind != "group"
            or not set(t.leaders) <= set(t.subject)
            or not cue("visits", "joins_body").match(self.lay.coded[t.at + 1 : t.clause.end])
        ):
            return
        for k in reversed(self.told[max(0, n - 8) : n]):
            m = cue("visits", "body_goes").match(k.clause.text)
            union = m and self.scene.mentions[self.lay.refs[k.clause.start + k.clause.text.index(ORGANIZATION)]].label
            if m and union == Label.UNION and k.sentence.paragraph == t.sentence.paragraph:
                self._add(k, cues("visits")["body_goes"], m.start("s"), m.span("s"), t.subject)
                return

    def _visitors(self, t: Told, verb: int) -> tuple[int, ...]:
        if t.kind in ("body", "crowd"):
            return ()
        lead = self.lay.coded[t.clause.start : verb]
        if t.kind in ("none", "carried") and cue("visits", "other_subject").search(lead):
            return ()
        if t.kind == "party" or (t.kind in ("none", "pronoun") and not t.subject):
            return t.leaders
        if t.kind == "group" and cue("words", "accompanies_head").search(self.lay.coded[t.at : verb]):
            return t.leaders
        if t.kind == "group" and t.at < verb and cue("words", "turns_to").search(self.lay.coded[t.at + 1 : verb]):
            return ()  # 张三对考察团到本地表示欢迎
        if t.kind == "group" and t.at > verb:
            return t.leaders
        if t.kind in ("carried", "pronoun") and not any(self._fit(k) for k in t.subject):
            here = self.scene.mentions[t.subject[0]].start >= self.lay.origin[t.sentence.start][0]
            return () if here else t.leaders  # 民工张三拎着白条，走进某中心
        if t.kind in ("carried", "pronoun") and t.leaders and not set(t.subject) & set(t.leaders):
            return t.leaders
        return t.subject

    def _fit(self, person: int) -> bool:
        return official(self.lay, self.scene.mentions[person].name)

    def _scene(self, n: int, t: Told) -> None:
        rules = cues("visits")
        whole = self.lay.coded[t.sentence.start : t.sentence.end]
        for name in _SCENES:
            m = rules[name].regex.search(t.clause.text)
            if not m or not t.leaders or t.kind in ("body", "crowd"):
                continue
            if name == "visit_at" and cue("words", "of_place").search(t.clause.text[m.end("s") :]):
                continue
            if name == "visit_at" and cue("visits", "venue").search(whole):
                continue
            if name == "visit_at" and self._of_others(n, t, self.lay.coded[t.clause.start + m.start("s")]):
                continue
            if name != "visit_at" and t.clause.start > t.sentence.start and name == "visit_scene":
                before = t.sentence.clauses[0].text
                if len(before) > 10 and not cue("words", "clock").search(before):
                    continue
            own = self._actor(n, t)
            local = t.kind in ("carried", "pronoun") and t.subject and not set(t.subject) & set(t.leaders)
            if name == "visit_at" and local and not own and (t.clause.start > t.sentence.start or t.kind == "pronoun"):
                continue  # what somebody else did there
            self._add(t, rules[name], m.start(), m.span("s"), own or t.leaders)
            return
        m = rules["visit_topic"].regex.search(t.clause.text)
        if m and t.leaders and t.clause.start == t.sentence.start:
            following = next((k for k in self.told[n + 1 :] if k.sentence.start > t.sentence.start), None)
            if following and following.sentence.paragraph == t.sentence.paragraph:
                actor = self._actor(n + 1, following)
                if cue("visits", "room").search(following.clause.text) and actor:
                    self._add(t, rules["visit_topic"], m.start(), m.span("s"), actor)

    def _convened(self, t: Told) -> None:
        """Read what the party itself holds at a site."""
        m = cue("visits", "visit_convene").match(t.clause.text)
        if m and t.leaders and t.kind != "none" and set(t.subject) & set(t.leaders):
            self._add(t, cues("visits")["visit_convene"], m.start(), m.span("s"), t.leaders)

    def _of_others(self, n: int, t: Told, code: str) -> bool:
        """Say whether what happens at a site is done by others: 在某市，某工会连夜赶制."""
        following = self.told[n + 1] if n + 1 < len(self.told) else None
        if following is None or following.sentence.start != t.sentence.start:
            return False
        if following.kind == "group" and not {self.scene.mentions[k].name for k in following.subject} & self._heads():
            rest = self.lay.coded[following.at + 1 : following.clause.end]
            if following.clause.start == following.at and not cue("visits", "hosts_party").search(rest):
                return True  # 在某站，某局工会主席张三与客运员一起送水
        stranger = following.kind == "group" and not any(self._fit(k) for k in following.subject)
        return following.kind == "body" or (code == PLACE and stranger and following.clause.start == following.at)

    def _actor(self, n: int, t: Told) -> tuple[int, ...]:
        """Return the leader named in the sentence, if one of the party's heads is."""
        names = {self.scene.mentions[p].name for p in t.subject}
        if t.kind == "carried" and t.clause.start > t.sentence.start and names and names <= self._heads():
            return t.subject
        for k in self.told[n:]:
            if k.sentence.start != t.sentence.start:
                break
            if k.kind == "group" and any(self.scene.mentions[p].name in self._heads() for p in k.subject):
                heads = {self.scene.mentions[p].name for p in t.leaders}
                names = {self.scene.mentions[p].name for p in k.subject}
                opening = next(x for x in self.told if x.sentence.paragraph == t.sentence.paragraph)
                before = self.lay.coded[opening.clause.start : t.clause.start]
                if names <= heads and not (names < heads and cue("words", "part_ways").search(before)):
                    return t.leaders
                return k.subject
        return ()

    def _heads(self) -> set[str]:
        return {self.scene.mentions[p].name for t in self.told for p in t.leaders}

    def _add(self, t: Told, rule: Cue, verb: int, sites: tuple[int, int], who: tuple[int, ...]) -> None:
        start, end = t.clause.start + sites[0], t.clause.start + sites[1]
        evidence = self._evidence(t)
        planned = unreal(self.lay, t.sentence, t.clause, t.clause.start + verb)
        goals = _sites(self.lay, start, end, t.clause.end)
        told_each = cue("words", "respectively").search(self.lay.coded[t.sentence.start : start])
        each = told_each and len(who) == len(goals) > 1
        for n, i in enumerate(goals):
            site = self.scene.mentions[self.lay.refs[i]]
            clean = cue("visits", "site_end").match(self.lay.coded[i + 1 : t.clause.end])
            worth = rule.confidence if clean else min(rule.confidence, cues("visits")["site_end"].confidence)
            worth = min(worth, _NOBODY_NAMED) if t.kind == "none" else worth
            for k in who[n : n + 1] if each else who:
                head = self.scene.mentions[k].name
                why = planned or (None if self._fit(k) else "not an official")
                own = any(who == head and office.endswith(site.name) for who, office in self.offices)
                why = why or ("own office" if own and site.label == Label.UNION else None)
                if why:
                    self.found.silence(RelationType.VISITED, head, site.name, rule.name, why, evidence)
                else:
                    self.hits.append(_Hit(k, self.lay.refs[i], rule, evidence, self.calendar.at(site.start), worth))

    def _evidence(self, t: Told) -> tuple[int, int]:
        return self.lay.span(t.sentence.start, t.sentence.end)

    def _frames(self) -> None:
        """Drop a place that only frames a named campaign where its sites carry its name."""
        names = {_short(self.scene.mentions[f].name) for f in self.frames}
        for name in names:
            inside = {h.site for h in self.hits if self.scene.mentions[h.site].name.startswith(name)}
            named = {n for n in (self.scene.mentions[k].name for k in inside) if _short(n) != name}
            if len(named) < 2:
                continue
            for h in [h for h in self.hits if self._is_place(h.site, name)]:
                self.hits.remove(h)
                head, tail = self.scene.mentions[h.person].name, self.scene.mentions[h.site].name
                self.found.silence(RelationType.VISITED, head, tail, h.rule.name, "campaign_frame", h.evidence)

    def _is_place(self, site: int, name: str) -> bool:
        m = self.scene.mentions[site]
        return m.label == Label.PLACE and _short(m.name) == name

    def _hosts(self) -> set[str]:
        """Return whose own union another visitor came to before: they show guests round."""
        out: set[str] = set()
        for h in self.hits:
            site, guest = self.scene.mentions[h.site], self.scene.mentions[h.person].name
            if site.label == Label.UNION:
                out |= {who for who, office in self.offices if site.name.endswith(office) and who != guest}
        return out

    def _keep(self) -> None:
        """Keep one relation for each visitor and site: the one with the closest date, then the surest."""
        best: dict[tuple[str, str], _Hit] = {}
        hosts = self._hosts()
        for h in self.hits:
            if self.scene.mentions[h.person].name in hosts:
                continue
            key = self.scene.mentions[h.person].name, self.scene.mentions[h.site].name
            if key not in best or _closer(h, best[key]):
                best[key] = h
        for h in best.values():
            first, last = h.dates or (None, None)
            self.found.add(
                Relation(
                    RelationType.VISITED,
                    self.scene.argument(h.person),
                    self.scene.argument(h.site),
                    h.evidence,
                    h.rule.name,
                    h.confidence,
                    start=first,
                    end=last,
                )
            )


def _short(name: str) -> str:
    """Return a place's name without the word of its rank."""
    return cue("words", "place_end").sub("", name)


def _closer(a: _Hit, b: _Hit) -> bool:
    if a.dates is None or b.dates is None:
        return a.dates is not None and b.dates is None
    return a.dates[1] - a.dates[0] < b.dates[1] - b.dates[0]


def find(scene: Scene, found: Findings) -> None:
    """Add the visits that the scene tells of."""
    _Visits(scene, found).run()
