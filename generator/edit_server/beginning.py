"""Begin new things from forms that ask for what a person knows, and fill in the words that they gave at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from generator.checks.run_too_long import LONGEST
from generator.edit_server.application import AskedFor
from generator.edit_server.desk import EditDesk
from generator.edit_server.fields import short_name_of
from generator.edit_server.refusing import LABELS, Refusal, refusal_before, refusal_of
from generator.editing import Done
from generator.editing.changes import AddThing, CannotChange, SetValue, Stale
from generator.model.guide import BOTH_VOICES, NONE, NOT_SURE, Choose, Direction, Urgency
from generator.model.levels import Sleep
from generator.model.registers import SourceKind
from generator.model.sorts import Sort
from generator.telling.advising import KeptAdvice, advice_of
from generator.telling.choices import ChoiceNames, ShownChoice, by_group, choice_names, options
from generator.telling.outline import address_of_thing, sort_in_words
from generator.telling.wording import forms_words

# For each sort: what its id is made of where nobody gives one, and which options are lists.
_SORTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "level": ("name", ("sources",)),
    "move": ("", ("sources",)),
    "question": ("text", ("answers", "only_for")),
    "outcome": ("title", ("when",)),
    "note": ("title", ("when",)),
    "source": ("", ("users",)),
    "journey": ("story", ("answers",)),
    "entry": ("title", ("places", "sources")),
}
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "level": ("id", "name", "short_name", "after", "ladder", "sources"),
    "move": ("start", "to", "sources"),
    "question": ("id", "after", "before", "guide", "choose", "answers", "only_for"),
    "outcome": ("id", "urgency", "direction", "guide", "decision", "when", "row", "after"),
    "note": ("id", "when", "urgency"),
    "source": ("url", "id", "title", "publisher", "year", "kind", "users"),
    "journey": ("id", "answers", "story", "guide"),
    "entry": ("id", "title", "places", "sources"),
}
_PER_QUESTION = ("only_for", "when")
_STEPS = (Sort.QUESTION, Sort.DECISION, Sort.OUTCOME)


class Beginning:
    """The pages on which something new is begun."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk

    def __call__(self, request: AskedFor) -> Response:
        """Show what can be begun, or the form of one sort; or begin it."""
        sort = request.path_below.partition("/")[2]
        if sort not in self._desk.session.sorts_to_add():
            return self._show(request, "")
        if request.method != "POST":
            return self._show(request, sort)
        refusal = refusal_before(sort, request.form)
        if refusal.line:
            return self._show(request, sort, refusal)
        try:
            done = self._begin(sort, request.form)
        except (CannotChange, Stale) as error:
            return self._show(request, sort, refusal_of(error, sort, forms_words(self._desk.session.outline())))
        left_out = self._left_out(done.key) if sort == "note" else []
        own = tuple(KeptAdvice(done.key, line) for line in left_out)
        advice = own if sort == "note" else advice_of(done, self._desk.session)
        self._desk.advice.add(done.key, advice)
        self._desk.said += ["It is begun. What is still to be written says “To fill in”.", *left_out]
        return self._desk.lead(address_of_thing(done.key))

    def _begin(self, sort: str, form: MultiDict[str, str]) -> Done:
        session = self._desk.session
        form = self._without_what_comes_by_itself(form) if sort == "question" else form
        asked = (
            _options(sort, form, self._names())
            if sort in _SORTS
            else {name: form[name] for name in ("id", "within") if form.get(name)}
        )
        done = session.do(form.get("version", type=int, default=-1), AddThing(sort, asked))
        for change in _words(sort, done.key, form, asked):
            session.do(session.version, change)
        return done

    def _left_out(self, note: str) -> list[str]:
        """Say which answers were put under those that a note leaves out, and why."""
        fields = {each.name: each for each in self._desk.session.form(note).fields}
        left, when = fields["leaves_out"], fields["when"].label
        asked = dict.fromkeys(
            each.asked for each in self._names().shown(left.choices) if each.value in (left.value or ())
        )
        return [
            f"“I don't know” to “{question}” was ticked under “{left.label}”: whoever answers so is not told this. "
            f"If they are to be told it too, untick it there, and tick it under “{when}”."
            for question in asked
        ]

    def _without_what_comes_by_itself(self, form: MultiDict[str, str]) -> MultiDict[str, str]:
        """Leave out an answer such as "I don't know" where it was typed too: readers would see it twice."""
        by_itself = (NONE, NOT_SURE) if form.get("choose") == Choose.ANY else (NOT_SURE,)
        words = {
            _folded(thing.name)
            for thing in self._desk.session.outline()
            if thing.sort == Sort.ANSWER and thing.key.rpartition(".")[2] in by_itself
        }
        typed = form.get("answers", "").splitlines()
        kept = MultiDict(form)
        kept["answers"] = "\n".join(line for line in typed if _folded(line) not in words)
        return kept

    def _show(self, request: AskedFor, sort: str, refusal: Refusal | None = None) -> Response:
        names, session = self._names(), self._desk.session
        within = next((each for each in session.options_to_add(sort) if each.name == "within"), None) if sort else None

        def of(*sorts: Sort) -> tuple[ShownChoice, ...]:
            return names.shown(session.choices(*sorts))

        references = tuple(choice for choice in of(Sort.ANSWER) if choice.group)
        answers = tuple(each for each in references if each.value.partition(".")[2] not in [*Sleep])
        leading = tuple(each for each in answers if f"answer/{each.value}" in names.by_key)
        return self._desk.page(
            request,
            "new",
            address=f"new/{sort}" if sort else "new",
            status=HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK,
            sort=sort,
            sort_words=sort_in_words(sort).lower(),
            others=[(each, sort_in_words(each)) for each in session.sorts_to_add() if each not in _SORTS],
            within=() if within is None else names.shown(within.choices),
            refusal=refusal or Refusal(),
            labels=LABELS.get(sort, {}),
            full_guides=self._full_guides() if sort == "question" else (),
            most_questions=LONGEST,
            given=request.form,
            by_group=by_group,
            options=options,
            choices={
                "level": of(Sort.LEVEL),
                "place": of(Sort.LEVEL, Sort.KIND),
                "source": of(Sort.SOURCE),
                "step": of(*_STEPS),
                "decision": of(Sort.DECISION),
                "asked": (*of(Sort.QUESTION), *leading),
                "leading": leading,
                "answer": answers,
                "condition": (*references, *of(Sort.SET)),
                "guide": of(Sort.GUIDE),
                "choose": (ShownChoice(Choose.ONE, "One"), ShownChoice(Choose.ANY, "Any number of them")),
                "urgency": _of_words(Urgency),
                "direction": _of_words(Direction),
                "source_kind": _of_words(SourceKind),
            },
        )

    def _names(self) -> ChoiceNames:
        session = self._desk.session
        return choice_names(session.outline(), session.analysis().project.reading.base)

    def _full_guides(self) -> tuple[str, ...]:
        """List the titles of the guides that ask somebody as many questions as a guide may."""
        proven = self._desk.session.proven
        verified = None if proven is None else proven[1].verified
        guides = () if verified is None else verified.every_guide()
        return tuple(f"“{each.base.tree.guide.title}”" for each in guides if each.counts.longest >= LONGEST)


def _of_words(words: type[Urgency] | type[Direction] | type[SourceKind]) -> tuple[ShownChoice, ...]:
    return tuple(ShownChoice(str(word), str(word).replace("-", " ").capitalize()) for word in words)


def _options(sort: str, form: MultiDict[str, str], names: ChoiceNames) -> dict[str, object]:
    """Read the options of `stepwell new` from what was sent."""
    if sort not in _SORTS:
        return {name: form[name] for name in ("id", "within") if form.get(name)}
    named_by, lists = _SORTS[sort]
    options: dict[str, object] = {}
    for name in _OPTIONS[sort]:
        if name in _PER_QUESTION and sort != "note":
            options[name] = _per_question(form.getlist(name), names)
        elif name in lists:
            options[name] = [text for text in form.getlist(name) if text]
        else:
            options[name] = form.get(name, "").strip() or None
    if named_by and not options["id"]:
        options["id"] = short_name_of(form.get(named_by, ""))
    if sort == "question":
        options["answers"] = [id for id, _ in _answers(form)]
    return options


def _folded(words: str) -> str:
    return words.strip().rstrip(".").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()


def _per_question(answers: Sequence[str], names: ChoiceNames) -> list[str]:
    """Join answers to the same question: one of them is enough; of each question, one must be given.

    Questions with the same words are one to whoever answers: nobody is asked both.
    """
    found: dict[str, list[str]] = {}
    for answer in answers:
        found.setdefault(names.same_words(answer.partition(".")[0]), []).append(answer)
    return [",".join(own) for own in found.values()]


def _answers(form: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the answers that were typed, one in a line, each with an id."""
    seen: set[str] = set()
    for number, line in enumerate(text.strip() for text in form.get("answers", "").splitlines()):
        if not line:
            continue
        id = short_name_of(line) or f"answer-{number + 1}"
        id = id if id not in seen else f"{id}-{number + 1}"
        seen.add(id)
        yield id, line


def _words(sort: str, key: str, form: MultiDict[str, str], options: Mapping[str, object]) -> Iterator[SetValue]:
    """Yield what fills in the words that were given, where `stepwell new` has no option for them."""
    if sort == "question":
        yield SetValue(f"question/{options['id']}", ("you",), form.get("text", "").strip())
        for number, (_, text) in enumerate(_answers(form)):
            yield SetValue(f"question/{options['id']}", ("answers", number, "text"), text)
    if sort == "note":
        yield SetValue(key, ("title", BOTH_VOICES), form.get("title", "").strip())
    if sort == "outcome":
        yield SetValue(key, ("title",), form.get("title", "").strip())
