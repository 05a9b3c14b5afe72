"""Whether a clause tells what happened: plans, wishes, speech and lives before are not visits or meetings."""

from __future__ import annotations

from kg.relations.clauses import Clause, Layout, Sentence
from kg.relations.cues import cue


def unreal(layout: Layout, sentence: Sentence, clause: Clause, upto: int) -> str | None:
    """Return the name of the cue that says a verb at ``upto`` did not take place, None where it did.

    ``upto`` is the verb's position in coded text.
    """
    before = layout.coded[clause.start : upto]
    for name in ("planned_before", "background"):
        if cue("planned", name).search(before):
            return name
    whole = layout.coded[sentence.start : sentence.end]
    if cue("planned", "planned_sentence").search(whole):
        return "planned_sentence"
    rest = layout.coded[upto : clause.end]
    if cue("planned", "reported_plan").search(layout.coded[sentence.start : upto] + rest[:20]):
        return "reported_plan"
    following = layout.coded[clause.end : sentence.end]
    if cue("planned", "reported_plan").search(following) and cue("words", "called_off").search(rest + "，" + following):
        return "reported_plan"
    for earlier in sentence.clauses:
        if earlier.start >= clause.start:
            break
        if cue("planned", "indirect_speech").search(earlier.text):
            return "indirect_speech"
    return None


def spoken(sentences: tuple[Sentence, ...]) -> frozenset[int]:
    """Return the start of each sentence that goes on with a speech opened by its paragraph's first clause."""
    out, paragraph, speech = set(), -1, False
    for s in sentences:
        if s.paragraph != paragraph:
            paragraph = s.paragraph
            first = s.clauses[0]
            opens = first.start == s.start and len(s.clauses) > 1
            speech = opens and bool(cue("planned", "speech_paragraph").search(first.text))
        elif speech and ("\ue000" in s.clauses[0].text or cue("planned", "speech_over").search(s.clauses[0].text)):
            speech = False
        if speech:
            out.add(s.start)
    return frozenset(out)
