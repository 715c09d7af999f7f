"""Say what files and commands say in the words of the forms: nobody who edits here has to know of either."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from textwrap import shorten

from generator.editing import EditedThing, FieldChoice
from generator.editing.labels import label_of
from generator.model.guide import NONE, Urgency
from generator.model.keys import every_model, keys_in_order
from generator.model.knowledge import HANDBOOK_FILES
from generator.model.sorts import Sort
from generator.model.words import WordsFile
from generator.problems import Place
from generator.telling.choices import choice_names
from generator.telling.outline import FILES_IN_WORDS, in_words

ASK = "Ask whoever looks after the files of the site"
"""How what cannot be done here begins."""
_LONGEST_QUESTION = 60
WAITS = "“What waits for a person”"
_SEVERAL = "choose “If at least one of these is true” where one of them is enough, or “If all of these are true”"
# What is said to whoever has a text editor and a terminal, and what is said here in its place.
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"run stepwell addresses", "add them to the list of addresses"),
        (r"run: stepwell review (?:\"[^\"]+\"|\S+)", f"look at it as it is now, and sign it under {WAITS}"),
        (r"(have each reviewed|call each|ask at each): stepwell review lists them", rf"\1: {WAITS} lists them"),
        (r'let "stepwell review" write it', f"remove it, and sign under {WAITS}"),
        (r'run "stepwell review": it shows what there is to sign.*', f"remove it, and sign under {WAITS}"),
        (r'run "stepwell (?:compare|check)" without this entry: .*', "remove it, and say anew who decided"),
        (r"let (.+) sign it: stepwell review .*", rf"ask \1 to sign it with their key; {ASK[:1].lower()}{ASK[1:]} how"),
        (r"give it back this one and run: stepwell rename .*", "give it back this one, and use “Change its id”"),
        (r"let a person decide again, then write covers: \w+", "let a person decide again"),
        (r'record who decided otherwise in "differs"', "say who decided otherwise"),
        (
            r'name it in one, or add it to "harmless" of safety.yaml where it tells nothing about danger',
            "choose it in a decision or in a safety promise; or say that it tells nothing about danger",
        ),
        (
            r"name it in a promise of safety.yaml with urgency_at_least: today or more",
            "choose it in a safety promise that wants help today or sooner (“Urgency at least”)",
        ),
        (r'an answer with "id: (\S+)"', r"an answer with the id “\1”"),
        (r'add "(\w+):" here, such as .*', r'fill in "\1"'),
        (r'add "(\w+):" here', r'fill in "\1"'),
        (r'add "(\w+):" to the', r'choose "\1" for the'),
        (
            r"(write the (?:text|value)), or delete (?:the key|it)",
            r"\1, or leave the field empty where it is not needed",
        ),
        (r"use one of: is, all, any, not, or at_least with of", "choose in the list how it is decided"),
        (r"write \{any: \[\.\.\.\]\} where .*", _SEVERAL),
        (r'end it with "- otherwise:" and the id of (.*)', r'add a line with "otherwise": \1'),
        (r'write number: ("\S+"), and beside it spelled: (.*)', r'write \1 as the number, and \2 under "spelled"'),
        (r"`next`", "“What comes next”"),
        (r"`stepwell compare`", "“What changes for patients”"),
        (r" `stepwell check` prints it\.", ""),
        (r"`stepwell addresses` adds what is missing", "“Problems” has a button that adds what is missing"),
        (r"as `stepwell review` names it", f"by its name under {WAITS}"),
        (r", without `\.md`", ""),
        (r" below `content/`", " among the files of the site"),
        (r"`(content/[\w/-]+\.yaml)`", r"\1"),
        (
            r'^"([\w-]+)" is taken from "[\w-]+"; known: .*',
            r"“\1” was taken over from the level before it: is it so here?",
        ),
        (
            r"^an example week; add .*",
            "it has no example week yet: choose “What can be drawn of a week without hours”, or write the hours of a "
            "week with their source.",
        ),
        (
            r"^before you publish: stepwell addresses .*",
            "before you publish, add the new pages to the list of addresses: “Problems” has a button for it.",
        ),
        (r"; see docs/format\.md", ""),
        (r" \(see docs/format\.md\)", ""),
        (r"see docs/format\.md.*", f"{ASK} what belongs here"),
        (r" under moves in levels\.yaml", ", under “Add something new”"),
        (r"to content/contacts\.yaml", "under “Numbers to call”"),
        (
            r"once the words of \"[\w-]+\" are there, check asks what they are for: .*",
            "once its words are there, “Problems” says what its answers still need: a decision or a note that uses one "
            "of them, and of each other that it tells nothing about danger, where that is so",
        ),
        (r"; name another level, or leave --ladder out", "; choose another level"),
        (r" \(--\w+\)", ""),
        (r"(add answers until there is one):\n[\s\S]*", r"\1"),
        (r"^(there is no answer .+?); known: .*", r"\1 in this guide; choose another answer, or another guide"),
        (r'then write it under "when"', "then choose it there too"),
        (r"\bin harmless of\b", "under “Harmless” of"),
        (r" \(line \d+\)", ""),
        (r"^write the id of a (question, decision or outcome)", r"choose a \1"),
        (r"; write it (?:as text|by hand), as docs/format\.md says", f"; {ASK[:1].lower()}{ASK[1:]}"),
        (r"first mend what stepwell check finds", "first mend what stands under “Problems”"),
        (r"name what does with --for, such as .*", "name it where it is used, and write its title then"),
        (r"; name a --row$", "; choose other answers"),
        (r"; write which: stepwell rename .*", f"; {ASK[:1].lower()}{ASK[1:]}"),
        (
            r"^.+ is the upstream's to say; change its sentences in content/overlay\.yaml",
            "These are the words of the project that this one builds on; to say a sentence otherwise, add it to "
            "content/overlay.yaml",
        ),
    )
)
_PLACE = re.compile(r"(?P<file>[\w./-]+\.(?:ya?ml|md)):(?P<line>\d+)(?::(?P<column>\d+))?")
_ON_LINE = re.compile(r"on line (?P<line>\d+) of (?P<file>[\w./-]+\.(?:ya?ml|md))")
_FILE = re.compile(r"(?<![\w/.-])(?:content/)?(?:[\w-]+/)*(?:[\w-]+|\*)\.(?:ya?ml|md)\b")
_KEY = re.compile(r'"([a-z_]+)(?::)?"')
_OF_FILES = re.compile(
    r"(?<![\w/.-])(?:content|docs|assets)/|\.ya?ml\b|\.md\b|(?<![\w-])--\w|\bstepwell [a-z]|\b[\w/]+\.\w+:\d+"
    r"|\bmkdocs\b|\bOpenSSH\b|\bUTF-\d"
)
"""What nobody can follow who has only the forms: a path, a command, an option, a place in a file."""
_THING = re.compile(rf'\b(?P<sort>{"|".join(each.replace("-", "[ -]") for each in Sort)}) "(?P<id>[\w-]+)"')
_STEP = re.compile(r'(?P<leads>\b(?:at|instead of|from|leads?|leads? to|comes to|gives) )"(?P<id>[\w-]+)"')
_END = re.compile(rf"(?P<leads>can end at: |; )(?P<id>[\w-]+)(?= \((?:{'|'.join(Urgency)}), )")
_ANSWERS = re.compile(r"^(?:with the )?answers: (?P<answers>[\w-]+\.[\w-]+(?:, [\w-]+\.[\w-]+)*)$")
_ANSWER = re.compile(r'"(?P<without>not )?(?P<question>[a-z][\w-]*)\.(?P<id>[a-z][\w-]*)"')
_QUOTED = re.compile(r'"[^"]*"')
_NO_KEY_BEHIND = ("did you mean ", *(f"{sort} " for sort in (*Sort, "guide", "option", "ends at")))


def forms_words(things: Sequence[EditedThing]) -> Callable[[str], str]:
    """Return what says a line in the words of the forms, where some things are."""
    names = {thing.file: in_words(thing) for thing in things if thing.sort in ("file", "page")}
    by_key = {thing.key: thing for thing in things}
    ids = {thing.id for thing in things}
    by_file: dict[str, list[EditedThing]] = {}
    for thing in things:
        by_file.setdefault(thing.file, []).append(thing)

    def named(match: re.Match[str]) -> str:
        file = match["file"]
        place = Place(file, int(match["line"]), int(match.groupdict().get("column") or 10_000))
        thing = innermost(by_file.get(file, ()), place)
        return match[0] if thing is None else f"at “{in_words(thing)}”"

    def file_named(match: re.Match[str]) -> str:
        return _name_of_file(match[0], names)

    def key_named(match: re.Match[str]) -> str:
        is_id = match[1] in ids or match.string[: match.start()].endswith(_NO_KEY_BEHIND)
        label = _labels().get(match[1])
        return match[0] if is_id or label is None else f"“{label}”"

    def thing_named(match: re.Match[str]) -> str:
        thing = by_key.get(f"{match['sort'].replace(' ', '-')}/{match['id']}")
        return match[0] if thing is None else f"{match['sort']} “{in_words(thing)}”"

    def step_named(match: re.Match[str]) -> str:
        keys = (f"{sort}/{match['id']}" for sort in (Sort.OUTCOME, Sort.DECISION, Sort.QUESTION, Sort.SET))
        thing = next((by_key[key] for key in keys if key in by_key), None)
        return match[0] if thing is None else f"{match['leads']}“{in_words(thing)}”"

    def answer_named(match: re.Match[str]) -> str:
        named = reference_in_words(f"{match['question']}.{match['id']}", things)
        return f"{match['without'] or ''}{named}" if named else match[0]

    def answers_named(match: re.Match[str]) -> str:
        return f"so it is for whoever answers: {_answers_in_words(match['answers'].split(', '), things)}"

    def say(line: str) -> str:
        for pattern, said in _SAID:
            line = pattern.sub(said, line)
        line = _ANSWER.sub(answer_named, _ANSWERS.sub(answers_named, line))
        line = _END.sub(step_named, _STEP.sub(step_named, _THING.sub(thing_named, line)))
        line = _KEY.sub(key_named, _ON_LINE.sub(named, _PLACE.sub(named, line)))
        return _FILE.sub(file_named, line).replace("in at “", "in “").replace("at at “", "at “")

    return say


def reference_in_words(reference: str, things: Sequence[EditedThing]) -> str:
    """Say an answer ("question.answer") with its question; "" where there is no such question."""
    (shown,) = choice_names(things).shown([FieldChoice(reference, reference)])
    return f"“{shown.name}” to “{shown.asked}”" if shown.asked else ""


def _answers_in_words(references: Sequence[str], things: Sequence[EditedThing]) -> str:
    """Say answers in one line, each question once; where all else is "none of these", that is said at the end."""
    asked: dict[str, list[str]] = {}
    told = [each for each in references if each.partition(".")[2] != NONE]
    for shown in choice_names(things).shown(FieldChoice(each, each) for each in told):
        asked.setdefault(shown.asked, []).append(shown.name)
    said = [
        f"{shorten(question, _LONGEST_QUESTION, placeholder='…')} {', '.join(f'“{answer}”' for answer in answers)}"
        for question, answers in asked.items()
    ]
    return "; ".join([*said, "and else “None of these”"] if len(told) < len(references) and said else said or ["none"])


def begun(line: str) -> str:
    """Write a line with a capital letter first."""
    return f"{line[:1].upper()}{line[1:]}"


def sentence(error: Exception | str) -> str:
    """Write what an exception says, or a line, as a sentence."""
    text = str(error)
    return f"{begun(text)}{'' if text.endswith(('.', '?', '!')) else '.'}"


def is_of_files(line: str) -> bool:
    """Tell whether a line speaks of what only files and commands have; what it quotes is an author's own."""
    return _OF_FILES.search(_QUOTED.sub("", line)) is not None


def _name_of_file(file: str, names: Mapping[str, str]) -> str:
    if file == "content/*.md":
        return "the pages"
    if file.startswith("content/levels/"):
        return "the levels"
    known = next((each for each in (file, f"content/{file}") if each in names or each in FILES_IN_WORDS), "")
    if not known and not any(each in HANDBOOK_FILES for each in (file, f"content/{file}")):
        return file
    if not known:
        return f"“{file.rpartition('/')[2].partition('.')[0].replace('-', ' ')}”"
    return f"“{FILES_IN_WORDS.get(known) or names[known]}”"


def innermost(things: Sequence[EditedThing], place: Place) -> EditedThing | None:
    """Find the thing that holds a place and begins last; of an answer, its question."""
    at = (place.line, place.column)
    holding = [
        each
        for each in things
        if (each.place.line, each.place.column) <= at and (each.end is None or at <= each.end) and each.sort != "answer"
    ]
    return max(holding, key=lambda each: (each.place.line, each.place.column), default=None)


@cache
def _labels() -> Mapping[str, str]:
    """Map each key to its label; one that is called otherwise in each entry, to what it is called by itself."""
    found: dict[str, set[str]] = {}
    for model in every_model(without=[WordsFile]):  # its keys mean nothing in a sentence
        for key in keys_in_order(model):
            found.setdefault(key.name, set()).add(label_of(key.name, model))
    return {name: next(iter(own)) if len(own) == 1 else label_of(name) for name, own in found.items()}
