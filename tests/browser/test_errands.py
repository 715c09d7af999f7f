"""Walk what families come for, from the first page on a phone: few taps, little scrolling, words that say the way."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page

WIDTH, SCREEN = 360, 740


class Errand(NamedTuple):
    """What somebody comes for: the words to tap, where they lead, and the words that answer."""

    taps: tuple[str, ...]
    goal: str
    answer: str


ERRANDS = {
    "they will not wake up": Errand(
        ("Get help now", "will not wake up"), "safety/#overdose", "put the phone on speaker"
    ),
    "I want to die": Errand(
        ("Get help now", "Thoughts of suicide"), "safety/#thoughts-of-suicide", "call or text 988 today"
    ),
    "my son refuses": Errand(
        ("They refuse help", "They do not want help"), "families/#when-they-do-not-want-help", "You can get help first"
    ),
    "how much does it cost": Errand(
        ("Insurance or cost", "What will it cost?"),
        "cost/#five-questions-before-you-start",
        "What will I pay for each day or visit?",
    ),
    "insurance said no": Errand(
        ("Insurance or cost", "The plan said no"), "cost/#if-the-plan-says-no", "A no is often not the end"
    ),
    "what is PHP": Errand(
        ("What the words mean", "PHP"), "glossary/#partial-hospitalization", "A day program for mental health"
    ),
    "leaving rehab on Friday": Errand(
        ("Leaving soon", "I leave this week"), "step-down/#the-first-week-counts", "Book the first visit"
    ),
    "on a waiting list": Errand(("Waiting for a place",), "while-you-wait/", "Ask to be called for any open spot"),
    "what do I say on the phone": Errand(
        ("The first call", "What do I say on the phone?"), "getting-started/#words-for-the-phone", "To a program:"
    ),
    "can I keep my job": Errand(
        ("Insurance or cost", "Can I keep my job?"),
        "cost/#time-off-from-work",
        "You may not have to choose between your job and care",
    ),
    "my daughter is 15": Errand(
        ("They refuse help", "They are under 18"), "families/#if-they-are-under-18", "If you have a teenager"
    ),
    "they hear voices tonight": Errand(
        ("It is happening tonight", "They see or hear things"), "tonight/#if-they-see-or-hear-things", ""
    ),
    "what to bring": Errand(("The first call", "bring"), "getting-started/#what-to-bring", ""),
    "they cut me off": Errand(("Insurance or cost", "They cut me off"), "cost/#when-your-days-run-out", ""),
    "a new baby": Errand(("Get help now", "new baby"), "safety/#pregnancy-and-after-birth", ""),
    "out of jail": Errand(("Leaving soon", "out of jail"), "step-down/#if-you-are-coming-out-of-jail-or-prison", ""),
    "children at home": Errand(("They refuse help", "children at home"), "families/#children-at-home", ""),
    "he uses again after rehab": Errand(("It is not enough",), "step-up/", "Using again, or getting worse"),
    "is this place any good": Errand(
        ("The first call", "a good program"), "getting-started/#how-to-find-a-program-not-a-sales-line", ""
    ),
    "pregnant and using": Errand(("Get help now", "Pregnancy"), "safety/#pregnancy-and-after-birth", ""),
    "she swallowed my pills": Errand(("Get help now", "Poison, or too much medicine"), "safety/#poison", ""),
    "my brother is a veteran": Errand(("Insurance or cost", "I am a veteran"), "cost/#if-you-are-a-veteran", ""),
    "the judge ordered it": Errand(
        ("Insurance or cost", "A court sent me"), "cost/#if-a-court-or-a-probation-officer-sent-you", ""
    ),
    "the program tells me nothing": Errand(
        ("They refuse help", "They do not tell me anything"), "families/#what-you-may-be-told", ""
    ),
    "he wants to walk out": Errand(
        ("Leaving soon", "leave before the end"), "step-down/#a-barrier-is-not-readiness", "the safest next step"
    ),
    "no Suboxone left, and sick": Errand(
        ("It is happening tonight", "Withdrawal starts"), "tonight/#if-withdrawal-starts", ""
    ),
    "she did not come home": Errand(
        ("It is happening tonight", "They are gone"), "tonight/#if-they-are-gone-and-you-do-not-know-where", ""
    ),
    "what happens in detox": Errand(
        ("In treatment", "Withdrawal care"), "treatments/withdrawal-care/", "while your body gets used to less"
    ),
    "who watches the children": Errand(
        ("The first call", "Who looks after my children"), "getting-started/#before-the-first-day", ""
    ),
    "I cannot go on caring for him": Errand(
        ("They refuse help", "no strength left"), "families/#looking-after-yourself", ""
    ),
    "methadone when I leave": Errand(
        ("Leaving soon", "I take methadone"),
        "step-down/#if-you-have-used-opioids",
        "keep the medicine when you change programs",
    ),
    "my wife shakes when she stops drinking": Errand(
        ("Get help now", "Withdrawal from alcohol"),
        "safety/#withdrawal-from-alcohol-or-benzodiazepines",
        "if someone who cut down or stopped",
    ),
    "he took fentanyl and is asleep": Errand(
        ("It is happening tonight", "Someone uses tonight"), "tonight/#if-someone-uses-tonight", "watch their breathing"
    ),
    "he is sick from stopping kratom": Errand(
        ("Get help now", "Withdrawal from alcohol, pills or drugs"),
        "safety/#withdrawal-from-alcohol-or-benzodiazepines",
        "Other drugs that are dangerous to stop",
    ),
    "can they force my son": Errand(
        ("They refuse help", "They do not want help"), "families/#when-they-do-not-want-help", "Can they be made to go?"
    ),
    "no insurance": Errand(
        ("Insurance or cost", "I have no insurance"), "cost/#no-insurance", "turn no one away because they cannot pay"
    ),
    "I relapsed after two years": Errand(
        ("It is not enough", "Using again"), "step-up/#signs-to-talk-about-soon", "These signs are not an emergency"
    ),
    "pregnant and on methadone": Errand(
        ("Get help now", "Pregnancy"), "safety/#pregnancy-and-after-birth", "Keep taking methadone or buprenorphine"
    ),
    "they discharged me with no plan": Errand(
        ("Leaving soon", "just left"), "step-down/#the-first-week-counts", "try for a visit in the first week"
    ),
    "I cannot sleep since I stopped": Errand(
        ("It is not enough", "I still do not feel well"),
        "step-down/#when-you-still-do-not-feel-well",
        "they sleep badly, feel flat",
    ),
    "where is the nearest": Errand(
        ("The first call", "near me"), "getting-started/#how-to-search-by-yourself", "Type your ZIP code or city"
    ),
    "my job drug tests": Errand(
        ("Insurance or cost", "Can I keep my job?"), "cost/#time-off-from-work", "a clear drug policy at work"
    ),
    "I have no more medicine": Errand(
        ("Waiting for a place", "My medicine runs out"), "while-you-wait/#keep-medicine-going", "If you ran out"
    ),
}
LINE = """(words) => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const line = document.createRange();
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(words);
    if (at < 0 || !texts.currentNode.parentElement.checkVisibility()) continue;
    line.setStart(texts.currentNode, at);
    line.setEnd(texts.currentNode, at + words.length);
    const { top, bottom } = line.getBoundingClientRect();
    if (top > 0) return bottom;
  }
}"""
"""Where the first line below the top of the screen ends that says some words."""
BEGIN = """(id) => {
  const part = document.getElementById(id).closest("details.part");
  return (part?.querySelector(":scope > div > *") ?? document.getElementById(id)).getBoundingClientRect().bottom;
}"""
"""Where the first lines of a part end, where any of them answers."""


def below(bottom: float) -> float:
    """Count how far a reader scrolls down until what ends there is in view."""
    return max(0.0, bottom - SCREEN)


@pytest.mark.parametrize("errand", ERRANDS)
def test_an_errand_takes_two_taps_and_one_screen_of_scrolling(page: Page, address: str, errand: str) -> None:
    taps, goal, answer = ERRANDS[errand]
    page.set_viewport_size({"width": WIDTH, "height": SCREEN})
    page.goto(f"{address}/")
    scrolled = 0.0
    for words in taps:
        link = page.locator("main a:visible", has_text=words).first
        scrolled += below(link.evaluate("(link) => link.getBoundingClientRect().bottom"))
        link.click()

    assert page.url == f"{address}/{goal}"
    # On a busy machine a page is there a moment before it has gone to the part that its address names.
    shown = (LINE, answer) if answer else (BEGIN, goal.partition("#")[2])
    scrolled += below(page.wait_for_function(shown[0], arg=shown[1]).json_value())
    assert len(taps) <= 2
    assert scrolled <= SCREEN
