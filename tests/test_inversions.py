"""Turn sentences of safety round, one at a time: the shipped phrases find each, and no right sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from generator.checks.names import texts_of, texts_of_base
from generator.checks.phrase_to_avoid import check
from generator.checks.wording import Texts
from generator.problems import Place, Problem, Text
from tests.conftest import shipped

BASE = shipped().base
assert BASE is not None

NEGATED = re.compile(r"\b(?:do not|don't|never|should not)\s+", re.IGNORECASE)
DANGER = re.compile(
    r"(?:do not|don't|never|should not)\W+(?:\w+ )?"
    r"(?:stop|leave (?:a|the|them)|(?:be|stay|use) alone|wait|drive|hold the|argue with|make them throw|sleep)\b"
    r"|nothing in the mouth|(?:nobody|no one) (?:uses alone|should be alone|sleeps it off)",
    re.IGNORECASE,
)
QUOTING = "content/general-knowledge.md"
"""Words in quotation marks are another's, and this page quotes; test_general_knowledge.py holds it against the rest."""
NO_ORDER = re.compile(r"which signs mean|if you do not sleep", re.IGNORECASE)
"""Questions to ask, and signs: without the negation they are odd, and tell nobody to wait."""


def found_in(*sentences: str) -> list[str]:
    """Give what the shipped phrases find in texts, without the frame of the message."""
    assert BASE is not None
    texts = Texts(Text(sentence, place=Place("made-up.md", 1, 1)) for sentence in sentences)
    found = sorted(check(BASE, texts), key=Problem.sort_key)
    return [problem.message.removesuffix(" is a phrase to avoid").strip('"') for problem in found]


def shipped_sentences() -> Iterator[str]:
    """Give each shipped sentence with a negation about danger, without links."""
    assert BASE is not None
    seen = {str(text) for text in texts_of(BASE.handbook.glossary.phrases)}
    for text in (text for text in texts_of_base(BASE) if text.place.file != QUOTING):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
        for sentence in re.split(r"(?<=[.!?])\s+|\n\s*\n|\n\s*(?:[-*]|\d+\.) ", plain):
            words = " ".join(sentence.split())
            if DANGER.search(words) and words not in seen:
                seen.add(words)
                yield words


SENTENCES = tuple(shipped_sentences())


def test_the_shipped_texts_hold_sentences_of_each_kind() -> None:
    assert len(SENTENCES) > 50
    for kind in ("stop", "alone", "wait", "drive", "hold the person down", "in the mouth", "throw up"):
        assert any(kind in sentence for sentence in SENTENCES), kind


@pytest.mark.parametrize("sentence", SENTENCES)
def test_shipped_sentence_is_right_as_it_stands(sentence: str) -> None:
    assert found_in(sentence) == []


def without_negation(sentence: str) -> str:
    turned = re.sub(r"\bnothing\b", "something", sentence, flags=re.IGNORECASE)
    turned = re.sub(r"\b(?:nobody|no one)\b", "everybody", turned, flags=re.IGNORECASE)
    return NEGATED.sub("", turned)


@pytest.mark.parametrize("sentence", [words for words in SENTENCES if not NO_ORDER.search(words)])
def test_shipped_sentence_without_its_negation_is_found(sentence: str) -> None:
    assert found_in(without_negation(sentence)) != []


WRONG = """
You're ready to step down! Everyone like you stays well.
You are now ready for less.
They\u2019re fully recovered.
This is your level.
Your level is day treatment.
You do not need treatment.
You no longer need any care.
You have a substance use disorder.
They have an alcohol use disorder.
You need residential care.
You will be well.
You'll feel better soon.
Everyone who finishes stays well.
You will recover.
You'll fully recover.
It'll pass.
It works for everyone.
Treatment always works.
Nothing bad will happen.
It is safe to stop.
Stop your medicine.
Stop taking your methadone before the visit.
Quit the Suboxone today.
You must stop your medicine to come in.
You may want to stop your medicine.
We think you are ready.
**Stop** *your* medicine.
STOP YOUR MEDICINE
Stop
your medicine.
Skip your dose tonight.
Come off your pills.
Throw your pills away, and give up the medicine.
You can stop drinking tonight.
Stop suddenly on your own.
Leave the person alone.
Leave them, even if they wake up.
Be alone tonight.
Please stay alone.
Wait a day.
This program is guaranteed to help.
We guarantee it.
You qualify for less.
You should stop here.
It is 100% confidential.
This form is HIPAA-compliant.
Call, then press 3.
Up to nine hours of groups each week.
This site holds the HONcode.
Wait until tomorrow, then call.
Wait and see.
Wait to see if it passes.
Call 911 in the morning.
Only call if it gets worse.
Do not call 911.
There is no need to call.
You do not have to call.
Don\u2019t call an ambulance.
Do not tell the doctor.
Do not go to the emergency room.
Drive yourself to the hospital.
Hold the person down.
Put something in the mouth.
Make them throw up.
Do not give naloxone.
Do not stay with them.
Let them sleep it off.
Do not panic, stop your medicine.
Do not worry and stop your medicine.
Never forget to stop your medicine.
Do not hesitate to leave the person alone.
Stay by yourself tonight.
You may leave once they breathe.
Using alone is fine.
Go home alone to pack.
If you are not sure, do not give it.
Keep the guns and medicines where they are.
Never ask them about suicide.
Do not tell them what was taken.
You need not tell the doctor today.
Keep it to yourself.
You need their yes before you call 911.
Call your doctor or midwife next week.
These can wait.
It means that you are ready for less.
This shows which level is right for you.
You can safely stop it.
Everyone is safe now.
You will get through this.
You can cure them.
It is not an overdose.
Why not stop your medicine?
Stop your medicine?
You will fail.
You are going to fail without it.
You\u2019ll never get better.
They will relapse if they leave now.
You cannot recover at home.
You have failed.
You are an addict.
He is in denial.
They are not ready for outpatient care.
You are well enough to go home.
It is too late for you.
There is no hope.
Nothing helps people like you.
You need rehab.
You will get well here.
They are going to be fine.
Everything will be fine.
It will all work out.
This will work for you.
Your life will be normal again.
The medicine will fix it.
Treatment works.
You have recovered.
We promise you a better life.
Treatment guarantees recovery.
People like you get better.
Others go home well, and so will you.
It is safe for you to step down.
Stepping down is the right choice for you.
You don't need rehab.
You are not sick enough for this level.
You just need more willpower.
""".strip()
RIGHT = """
Do not stop your medicine.
Don\u2019t stop your medicine.
**Do not** stop your *medicine*.
Never stop
a medicine on your own.
Please do not ask them to stop the medicine.
Nobody should stop a medicine alone.
Call the prescriber before you stop the medicine.
If you want to stop your medicine, call first.
A program may ask you to stop your medicine.
Can I stop my medicine?
Am I ready?
We promise nothing.
Ask if stepping down is the right choice for you.
Some fear that they are not sick enough.
Once you have recovered from the flu, call.
Is it safe for me to step down?
How will I know that you are ready?
Do they think you are ready?
"Stop your medicine" is bad advice.
They said “you are ready” too soon.
That does not mean that you are ready.
Ask how the team will know you are ready.
Never leave the person alone.
Do not leave anyone in danger alone.
Do not wait for the next visit.
You do not have to wait.
Stopping suddenly can be dangerous.
A sudden stop can be dangerous.
No one can promise that you will be well.
You can call at any time.
Put nothing in the mouth.
If you use, do not be alone.
That does not mean that you failed.
Many people fear that they will fail.
Ask when you will be well enough to go home.
Many people get well.
""".strip()


def lines_of(text: str) -> list[str]:
    """Give the sentences of a list; a line without a full stop goes on in the next."""
    return [sentence.strip() for sentence in re.findall(r"[^\n]+(?:\n[a-z][^\n]*)?", text)]


@pytest.mark.parametrize("sentence", lines_of(WRONG))
def test_wrong_sentence_is_found(sentence: str) -> None:
    assert found_in(sentence) != []


@pytest.mark.parametrize("sentence", lines_of(RIGHT))
def test_right_sentence_is_left_alone(sentence: str) -> None:
    assert found_in(sentence) == []


def test_each_phrase_of_a_sentence_is_said_with_what_stands_there() -> None:
    assert found_in("You're ready to step down! Everyone like you stays well.") == [
        "You're ready",
        "Everyone like you stays well",
    ]


def test_a_phrase_is_found_at_its_place_in_a_paragraph() -> None:
    assert BASE is not None
    body = "A list:\n\n- Call first.\n- See [what](/x/) helps. Leave **them** alone.\n"
    text = Text(body, place=Place("a.md", 8, 1), indent=0)

    columns = {problem.place.column for problem in check(BASE, Texts([text]))}

    assert columns == {1 + body.index("Leave")}
