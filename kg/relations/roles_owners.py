"""Whose post a title is that stands right behind an organisation."""

from __future__ import annotations

import re
from functools import cache

from kg.relations.connectives import alternatives
from kg.relations.part_of import whole_of
from kg.relations.roles_context import Context, Owner
from kg.relations.roles_tokens import Kind, Token
from kg.relations.title_data import title_data
from kg.relations.titles import Title
from kg.types import ORGANIZATIONS, Argument, Label


def make_owner(context: Context, org: Token, title: Title, first: bool) -> tuple[Owner | None, str]:
    """Return the owner of a title right behind an organisation, and the title as printed there.

    Args:
        context: what was said so far.
        org: the organisation's token (ORG, PLACE or ANAPHOR).
        title: the title.
        first: it stands right behind the organisation, not behind another title.
    """
    data = title_data()
    if org.kind is Kind.ANAPHOR:
        return context.anaphor(org), title.text
    own = context.own(org)
    if org.kind is Kind.PLACE:
        if title.group.place:
            return Owner(own, 0.85, "office of a place", org.start), title.text
        if title.department in data.bodies_of_places:
            body = Argument(own.name + title.department, Label.ORG)
            return Owner(body, 0.85, "body of a place", org.start), title.text.replace(title.department, "", 1)
        return None, title.text
    if first and title.department == data.union and own.label is not Label.UNION and title.text.startswith(data.union):
        union = Argument(own.name + data.union, Label.UNION)
        return Owner(union, 0.9, "union of a company", org.start), title.text.removeprefix(data.union)
    if first and title.group.official and (split := _split(context, own)):
        owner, department = split
        return Owner(owner, 0.85, "unit in the title", org.start), department + title.text
    if title.group.place and not own.name.endswith(data.governments):
        return context.place(title, org.end, own), title.text
    if not first and (found := _organisation_of(context, own, title)):
        printed = title.text.removeprefix(data.union) if found.label is Label.UNION else title.text
        return Owner(found, 0.85, "organisation of the body", org.start), printed
    printed = title.text
    if first and title.head in data.heads[0].heads and (term := re.match(data.terms, printed)):
        printed = printed[term.end() :]  # 市总工会八届委员会|主席
    return Owner(own, 0.97, "before the name", org.start), printed


def another_owner(context: Context, name: str, title: Title, at: int) -> tuple[Owner | None, str]:
    """Return the body whose short name a title begins with, if one mention ends so, and the rest of the title."""
    whole = {m.name: i for i, m in context.scene.within(0, at) if m.label in ORGANIZATIONS and m.name.endswith(name)}
    rest = title.text.removeprefix(name)
    if not whole and re.fullmatch(title_data().named_levels, name):
        return Owner(Argument(name, Label.ORG), 0.8, "body named in the title", at), rest
    if len(whole) != 1:
        return None, title.text
    argument = context.scene.argument(next(iter(whole.values())))
    return Owner(argument, 0.8, "body named short in the title", at), rest


def employer_of(context: Context, union: Owner) -> Owner | None:
    """Return the company of a union chairman's further post: 甲公司工会主席、副总经理."""
    whole = whole_of(context.scene, union.argument.name)
    return Owner(whole, 0.85, "company of the union", union.since) if whole and whole.label is Label.COMPANY else None


def _organisation_of(context: Context, own: Argument, title: Title) -> Argument | None:
    """Return where a further post is held whose body only has the first one; None where that is the same.

    市人大常委会副主任、工会主席: in the union of the place. 兵团党委书记、政委: in the organisation of the committee.
    """
    data = title_data()
    organ = re.match(data.organs_of_places, own.name)
    if organ and organ["place"] and title.department == data.union and title.text.startswith(data.union):
        return _same(context, organ["place"] + data.unions_of_places, Label.UNION)
    body = _patterns()[1].fullmatch(own.name)
    inside = title.department in data.of_employers  # 甲公司纪委书记、工会主席: both in the company
    if body and len(body[1]) > 2 and (inside or (title.head not in data.party_heads and not title.department)):
        return None if body[1].endswith(data.place_endings) else _same(context, body[1], own.label)
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = title_data()
    return (
        re.compile(f"(.*{data.committee})({alternatives(data.committee_departments)})"),
        re.compile(f"(.*?)({alternatives(data.bodies_of_titles)})"),
        re.compile(f".*(?:{'|'.join(data.units_of_titles)})"),
    )


def _split(context: Context, own: Argument) -> tuple[Argument, str] | None:
    """Split a name whose last part only says what the post is for: 市委|组织部, 甲公司|染色车间, 乙中心|党总支."""
    committee, body, unit = _patterns()
    if own.label not in (Label.ORG, Label.UNION):
        return None
    if found := committee.fullmatch(own.name):
        return _same(context, found[1], Label.ORG), found[2]
    if (found := body.fullmatch(own.name)) and len(found[1]) > 3 and not found[1].endswith(title_data().place_endings):
        label = Label.UNION if found[1].endswith(title_data().union) else Label.ORG
        return _same(context, found[1], label), found[2]
    if unit.fullmatch(own.name) and (whole := whole_of(context.scene, own.name, relative=True)):
        return whole, own.name[len(whole.name) :]
    return None


def _same(context: Context, name: str, label: Label) -> Argument:
    """Return a mention of this name, if there is one."""
    index = next((i for i, m in enumerate(context.scene.mentions) if m.name == name), None)
    return Argument(name, label) if index is None else context.scene.argument(index)


def is_unit(context: Context, org: Token) -> bool:
    """Tell whether an organisation's name is only that of a unit inside another (监察大队)."""
    own = context.own(org)
    return (
        own.label is Label.ORG
        and len(own.name) <= 12
        and _patterns()[2].fullmatch(own.name) is not None
        and not any(w in own.name for w in title_data().place_endings)
        and whole_of(context.scene, own.name) is None
    )
