"""Begin a question, an outcome or a note, or record where a person's answers end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator.beginning.draft import CannotBegin, Draft, draft_of, require_known, require_new_id
from generator.checks import Verified
from generator.checks.emergency_without_number import emergency_numbers
from generator.guide.compiling import compile_guide
from generator.guide.plan import make_plan, references_of
from generator.guide.proofs import Watch, ends_of
from generator.guide.sharing import bases_of_guides
from generator.model.entry import ID_PATTERN
from generator.model.guide import (
    NONE,
    NOT_SURE,
    Answer,
    Choose,
    Decision,
    Direction,
    GuideFile,
    Outcome,
    Question,
    Urgency,
)
from generator.model.knowledge import KnowledgeBase
from generator.model.notes import Note
from generator.model.registers import Journey
from generator.model.skeletons import skeleton_of, to_fill_in
from generator.project import Project

_STEPS = (Question, Decision, Outcome)
_JOURNEYS = "content/journeys.yaml"
_NOTES = "content/notes.yaml"


def begin_question(
    project: Project,
    id: str,
    *,
    after: str | None,
    before: str | None,
    guide: str | None,
    choose: Choose,
    answers: Sequence[str],
    only_for: Sequence[str],
    today: datetime.date,
) -> Draft:
    """Draft a question behind another, or one answer of it, or else `before` whatever it is to lead to.

    Every walk goes on as it did before. With `only_for` it is asked only of people of whom each of these is true: an
    answer or a set, or several with commas between them, of which one is enough. A decision before it sends all others
    on. Raises CannotBegin.
    """
    draft = draft_of(project, today)
    base, tree = draft.base, _guide_of(draft.base, guide)
    require_new_id(base, id, _STEPS)
    file = str(tree.guide.place.file)
    first = f"{id}-or-on" if only_for else id
    require_new_id(base, first, _STEPS)
    target, near = _lead_before(draft, tree, before, first) if before else _lead_after(draft, tree, after, first)
    unsure = [_copied(tree, near, name) for name in ((NONE, NOT_SURE) if choose is Choose.ANY else (NOT_SURE,))]
    given = {"id": id, "choose": str(choose), "answers": [*_options(choose, answers), *unsure], "next": target}
    draft.add(file, ["questions"], skeleton_of(Question, given), after=str(near.id))
    if only_for:
        cases = [{"when": _condition(tree, only_for, base), "next": id}, {"otherwise": target}]
        _add_decision(draft, tree, target, {"id": first, "cases": cases})
    if tree is base.tree and after:
        _share(draft, base, str(near.id), id)
    draft.advice.append(
        f'once the words of "{id}" are there, check asks what they are for: let a decision or a note read an answer '
        "(stepwell new note), and name each in a decision or a promise or, where it tells nothing about danger, under "
        '"harmless" in content/safety.yaml'
    )
    return draft


def _lead_after(draft: Draft, tree: GuideFile, after: str | None, first: str) -> tuple[str, Question]:
    """Let a question, or one answer of it, lead to what is new; return where it led, and the question."""
    if after is None:
        raise CannotBegin("name the question that it comes after (--after), or what it is to lead to (--before)")
    name, _, answer = after.partition(".")
    found = next((question for question in tree.questions if question.id == name), None)
    if found is None:
        _say_no_question(draft.base, tree, name)
    assert found is not None
    way, target = _led_to(found, answer)
    draft.set(str(tree.guide.place.file), [*way, "next"], first, after=("text", "they", "help"))
    return target, found


def _lead_before(draft: Draft, tree: GuideFile, before: str, first: str) -> tuple[str, Question]:
    """Let all that leads to a step lead to what is new; return the step, and the question that new ones come behind."""
    steps = (*tree.questions, *tree.decisions, *tree.outcomes)
    require_known("question, decision or outcome", before, [str(step.id) for step in steps])
    file = str(tree.guide.place.file)
    if before == tree.guide.start:
        raise CannotBegin(f'nothing leads to "{before}", for the guide begins there; the safety screen stays first')
    near = tree.questions[-1]
    for question in tree.questions:
        leading = [answer.place for answer in (*question.answers, *question.more_answers) if answer.next == before]
        leading += [question.place] if question.next == before else []
        for place in leading:
            draft.set(file, [place, "next"], first)
        near = question if leading else near
    for case in (case for decision in tree.decisions for case in decision.cases):
        if case.target == before:
            draft.set(file, [case.place, "next" if case.next is not None else "otherwise"], first)
    return before, near


def _guide_of(base: KnowledgeBase, guide: str | None) -> GuideFile:
    guides = {str(each.guide.id): each for each in base.every_guide()}
    if guide is None:
        return base.tree
    require_known("guide", guide, list(guides))
    return guides[guide]


def _say_no_question(base: KnowledgeBase, tree: GuideFile, before: str) -> None:
    other = next((each for each in base.every_guide() for q in each.questions if q.id == before), None)
    if other is None or other is tree:
        require_known("question", before, [str(question.id) for question in tree.questions])
    assert other is not None
    name = f"--in {other.guide.id}" if other is not base.tree else "no --in"
    raise CannotBegin(
        f'question "{before}" stands in guide "{other.guide.id}"; write {name}, and it is shared from there'
    )


def _led_to(question: Question, answer: str) -> tuple[list[str], str]:
    """Find the way to the entry whose `next` a new question takes the place of, and where that led."""
    name = str(question.id)
    answers = {str(each.id): each for each in (*question.answers, *question.more_answers)}
    if not answer:
        if question.next is None:
            known = ", ".join(f"{name}.{each.id}" for each in answers.values() if each.next is not None)
            raise CannotBegin(f'each answer of "{name}" leads elsewhere; name one with --after, such as {known}')
        return ["questions", name], str(question.next)
    require_known("answer", f"{name}.{answer}", [f"{name}.{each}" for each in answers])
    target = answers[answer].next or question.next
    assert target is not None, "the guide passed its checks"
    if question.choose is Choose.ANY and answer not in (NONE, NOT_SURE):
        message = f'in "{name}" several answers can be chosen, so one of them leads nowhere by itself'
        raise CannotBegin(f"{message}; write --after {name} --only-for {name}.{answer}")
    key = "answers" if question.answers else "more_answers"
    return ["questions", name, key, answer], str(target)


def _options(choose: Choose, answers: Sequence[str]) -> list[dict[str, str]]:
    ids = [each for each in answers if each not in (NONE, NOT_SURE)] or (["yes", "no"] if choose is Choose.ONE else [])
    if not ids:
        raise CannotBegin(
            'name the answers with --answer, such as --answer ride --answer money; "none" comes by itself'
        )
    for id in ids:
        if not ID_PATTERN.fullmatch(id) or ids.count(id) > 1:
            raise CannotBegin(f'"{id}" is not the id of a new answer; use lower-case words with hyphens, each once')
    return [skeleton_of(Answer, {"id": id, "text": to_fill_in(f'the words of answer "{id}"')}) for id in ids]


def _copied(tree: GuideFile, near: Question, id: str) -> dict[str, str]:
    """Copy the words of an answer such as "I don't know" from the question before, or another of the guide."""
    answers = ((*each.answers, *each.more_answers) for each in (near, *tree.questions))
    found = next((answer for every in answers for answer in every if answer.id == id), None)
    if found is None:
        return {"id": id, "text": to_fill_in(f'the words of answer "{id}"')}
    return {"id": id, "text": str(found.text), **({"they": str(found.they)} if found.they else {})}


def _condition(tree: GuideFile, only_for: Sequence[str], base: KnowledgeBase) -> dict[str, object]:
    """Say that each of some lists of answers, with commas, holds one that is given."""
    known = {
        name for guide in base.every_guide() for question in guide.questions for name in references_of(question, base)
    }
    known |= {str(group.id) for group in tree.sets}
    parts: list[str | dict[str, object]] = []
    for names in only_for:
        each = [name.strip() for name in names.split(",") if name.strip()]
        for name in each:
            require_known("answer", name, sorted(known))
        parts.append(each[0] if len(each) == 1 else {"any": each})
    if len(parts) > 1:
        return {"all": parts}
    return {"is": parts[0]} if isinstance(parts[0], str) else parts[0]


def _every_answer(base: KnowledgeBase) -> set[str]:
    """Collect every answer that a guide asks for, and the groups of levels that stand for some."""
    return {name for guide in base.every_guide() for each in guide.questions for name in references_of(each, base)}


def _add_decision(draft: Draft, tree: GuideFile, target: str, entry: dict[str, object]) -> None:
    """Put a decision before the one that it leads to, else behind the others."""
    ids = [str(decision.id) for decision in tree.decisions]
    draft.add(str(tree.guide.place.file), ["decisions"], entry, after=ids.index(target) if target in ids else None)  # type: ignore[arg-type]


def _share(draft: Draft, base: KnowledgeBase, before: str, id: str) -> None:
    """Let each further guide that shares the question before share the new one too, so that it goes on as it did."""
    for guide in base.others:
        if before in guide.guide.shares:
            draft.add(str(guide.guide.place.file), ["guide", "shares"], id, after=before)
            draft.advice.append(f'{guide.guide.place.file}: look at it: guide "{guide.guide.id}" now asks "{id}" too')


def begin_outcome(
    project: Project,
    id: str,
    *,
    urgency: Urgency,
    direction: Direction,
    guide: str | None,
    decision: str | None,
    when: Sequence[str],
    row: int | None,
    after: str | None,
    today: datetime.date,
) -> Draft:
    """Draft an outcome, what leads to it, and a journey that ends there.

    It is reached by a row of a `decision` that holds `when` each of some lists of answers holds one that is given, or
    from the answer `after` ("question.answer"). Without `row` the row comes before the last. Raises CannotBegin.
    """
    draft = draft_of(project, today)
    base, tree = draft.base, _guide_of(draft.base, guide)
    require_new_id(base, id, _STEPS)
    file = str(tree.guide.place.file)
    given: dict[str, object] = {"id": id, "urgency": str(urgency), "direction": str(direction)}
    given |= {"call": [str(contact) for contact in base.safety.help_bar]}
    if urgency is Urgency.EMERGENCY and (numbers := emergency_numbers(base)):
        given["title"] = to_fill_in(f"its heading, which names whom to call: {' or '.join(numbers)}")
    ranks = [outcome.urgency.rank for outcome in tree.outcomes]
    behind = max((number for number, rank in enumerate(ranks, 1) if rank >= urgency.rank), default=0)
    draft.add(file, ["outcomes"], skeleton_of(Outcome, given | draft.dates), after=behind)
    if decision is not None and when:
        _add_row(draft, tree, decision, {"when": _condition(tree, when, base), "next": id}, row)
    elif after is not None:
        _lead(draft, tree, after, id)
    else:
        raise CannotBegin(
            "nobody would come to this outcome; write --decision and --when with the answers that lead there, "
            "or --after question.answer"
        )
    draft.looks.append((file, "call:", "whom to call, the most urgent first; these are those of the help bar"))
    _add_journey_to(draft, str(tree.guide.id), id)
    return draft


def _add_row(draft: Draft, tree: GuideFile, decision: str, entry: dict[str, object], row: int | None) -> None:
    found = next((each for each in tree.decisions if each.id == decision), None)
    if found is None:
        require_known("decision", decision, [str(each.id) for each in tree.decisions])
    assert found is not None
    last = len(found.cases)
    if row is not None and not 1 <= row <= last:
        raise CannotBegin(f'decision "{decision}" has {last} rows; write a number from 1 to {last}')
    behind = (last if row is None else row) - 1
    draft.add(str(tree.guide.place.file), ["decisions", decision, "cases"], entry, after=behind)  # type: ignore[arg-type]


def _lead(draft: Draft, tree: GuideFile, after: str, to: str) -> None:
    """Let an answer lead to an outcome."""
    name, _, answer = after.partition(".")
    question = next((each for each in tree.questions if each.id == name), None)
    if question is None or not answer:
        known = [f"{each.id}.{one.id}" for each in tree.questions for one in (*each.answers, *each.more_answers)]
        require_known("answer", after, known)
    assert question is not None
    way, _ = _led_to(question, answer)
    draft.set(str(tree.guide.place.file), [*way, "next"], to, after=("text", "they", "help"))


def _add_journey_to(draft: Draft, guide: str, outcome: str) -> None:
    """Add a journey of the fewest answers that end at a new outcome."""
    base = draft.read()
    assert base is not None, "a draft can be read"
    whole = next(each for each in bases_of_guides(base) if each.tree.guide.id == guide)
    if draft.project.verified is None:
        raise CannotBegin("a guide with errors cannot be walked; first mend what stepwell check finds")
    found = Watch(compile_guide(make_plan(whole))).breaks(True, frozenset([outcome]))
    if found is None:
        raise CannotBegin(f'no way to answer would end at "{outcome}": rows above it take all of them; name a --row')
    story = to_fill_in(f'who ends at "{outcome}", in one line; a made-up person')
    require_new_id(draft.base, outcome, Journey)
    given = {"id": outcome, "story": story, "answers": list(found.answers), "outcome": outcome}
    if guide != draft.base.tree.guide.id:
        given["guide"] = guide
    draft.add(_JOURNEYS, ["journeys"], skeleton_of(Journey, given))


def begin_note(project: Project, id: str, *, when: Sequence[str], urgency: Urgency, today: datetime.date) -> Draft:
    """Draft a note for whoever gave one of some answers, behind the last that is as urgent. Raises CannotBegin."""
    draft = draft_of(project, today)
    base = draft.base
    require_new_id(base, id, Note)
    sets = {
        str(group.id): [str(answer) for answer in group.answers] for guide in base.every_guide() for group in guide.sets
    }
    known = [name for guide in base.every_guide() for q in guide.questions for name in references_of(q, base)]
    for name in when:
        require_known("answer", name, sorted({*known, *sets}))
    given_answers = [answer for name in when for answer in sets.get(name, [name])]
    questions = dict.fromkeys(answer.split(".")[0] for answer in given_answers)
    unsure = [f"{question}.{NOT_SURE}" for question in questions]
    left_out = [answer for answer in unsure if answer in known and answer not in given_answers]
    given = {"id": id, "when": list(when), **({"leaves_out": left_out} if left_out else {}), "urgency": str(urgency)}
    given["if"] = to_fill_in("if this is so")
    behind = sum(1 for note in base.every_note() if note.urgency.rank >= urgency.rank)
    if not draft.text(_NOTES):
        draft.texts[_NOTES] = "".join(f"{key}: {day}\n" for key, day in draft.dates.items())
    draft.add(_NOTES, ["notes"], skeleton_of(Note, given), after=behind if base.every_note() else None)
    if left_out:
        draft.looks.append(
            (_NOTES, "leaves_out:", 'should "I don\'t know" be told this too? then write it under "when"')
        )
    return draft


def begin_journey(
    project: Project, id: str, *, answers: Sequence[str], story: str | None, guide: str | None, today: datetime.date
) -> Draft:
    """Draft a journey: a person's answers, and the outcome at which all who give them end. Raises CannotBegin."""
    draft = draft_of(project, today)
    require_new_id(draft.base, id, Journey)
    if project.verified is None:
        raise CannotBegin("a guide with errors cannot be walked; first mend what stepwell check finds")
    walked = _verified_of(project.verified, guide)
    known = [answer.reference for question in walked.plan.questions.values() for answer in question.answers]
    for answer in answers:
        require_known("answer", answer, known)
    for question in walked.plan.questions.values():
        given = [answer for answer in answers if answer.split(".")[0] == question.id]
        if len(given) > 1 and any(answer.reference in given for answer in question.exclusives):
            raise CannotBegin(f"nobody can give these answers together: {', '.join(given)}; leave one out")
    ends = ends_of(walked.diagram, answers)
    if len(ends) != 1:
        raise CannotBegin("\n".join(_say_ends(answers, {end: witness.answers for end, witness in ends.items()})))
    said = {"id": id, "story": story or to_fill_in("who this is, in one line; a made-up person")}
    said |= {"guide": guide} if guide else {}
    (end,) = ends
    draft.add(_JOURNEYS, ["journeys"], skeleton_of(Journey, {**said, "answers": list(answers), "outcome": end}))
    draft.advice.append(f'all who give these answers end at "{end}"; is that right for this person?')
    return draft


def _verified_of(verified: Verified, guide: str | None) -> Verified:
    guides = {str(each.base.tree.guide.id): each for each in verified.every_guide()}
    if guide is None:
        return verified
    require_known("guide", guide, list(guides))
    return guides[guide]


def _say_ends(answers: Sequence[str], ends: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield f"people who give these answers end at {len(ends)} outcomes; add answers until there is one:"
    for end, given in ends.items():
        more = ", ".join(answer for answer in given if answer not in answers)
        yield f"  {end}: {more or 'nothing else chosen'}"
