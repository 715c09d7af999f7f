"""Write docs/problems.md: a section for each problem id, from the docstrings, the tables below and the cases."""

from __future__ import annotations

import re
from pathlib import Path

from tests.problem_ids import check_modules

CASES = Path(__file__).parent / "cases"
PAGE = Path(__file__).parents[1] / "docs" / "problems.md"

READING = {
    "older-format": (
        "The files are in the form of an older version of Stepwell.",
        "They would be read as something else than was meant, or not at all.",
        "Run `stepwell upgrade`: it changes what has another form now, and keeps every comment. "
        "For the project that an organization builds on, run it there.",
    ),
    "newer-format": (
        "The files are in the form of a newer version of Stepwell than this one.",
        "This version would miss what they say, or take it for a mistake.",
        "Install the version that is named, or a newer one.",
    ),
    "bad-overlay": (
        "An overlay stands in a project that builds on no other, changes a file of its own, or changes nothing.",
        "Somebody meant to change what patients read, and nothing would be another.",
        "Write what the message names.",
    ),
    "bad-upstream": (
        "The project that mkdocs.yml names under `upstream` is not there, or does not read by itself.",
        "Nothing could be built, or something else than its authors looked at.",
        "Write the way from this folder to a copy of Stepwell, such as `upstream: ../stepwell`. "
        "Where its last version has errors, go back to the one before.",
    ),
    "outdated-overlay": (
        "The upstream no longer says, whole and once, the sentence that content/overlay.yaml changes.",
        "What was written beside the old sentence may be wrong beside the new one. "
        "So readers see the upstream's, and nothing of yours is lost; `stepwell build --release` refuses to publish.",
        "Look at what the upstream says now. Write that into `was`, and into `now` what you say in its place; "
        "or delete the change.",
    ),
    "protected": (
        "A change of content/overlay.yaml reaches what only the upstream says: the guides, what is promised, contacts, "
        "names, numbers and dates, what a level is not for, what happens with medicines, pages for people in danger, "
        "and each sentence that tells them where to turn.",
        "These were proven and reviewed for everyone. A clinic that says otherwise by mistake could tell somebody in "
        "danger to wait.",
        "Delete the change. Propose it to the upstream.",
    ),
    "upstreams-file": (
        "An organization's folder has a file that is the upstream's to write.",
        "It would hide the upstream's, and with it each later correction.",
        "Delete it, and change single sentences by content/overlay.yaml; give a page of your own another name.",
    ),
    "anchor": (
        "A file names a part with `&` or repeats it with `*`.",
        "A change in one place would change another that nobody looks at.",
        'Write the part out each time. Put quotes round text that begins with "&" or "*".',
    ),
    "bad-address": (
        "An address of content/addresses.yaml does not begin with a slash, could be no page, or is of another site.",
        "Nobody could tell which page was published there, or where its reader should go.",
        "Write it from the root of the site, with a slash at its end: `/cost/`, or `/cost/#work` for a part of a page.",
    ),
    "bad-case": (
        'A row of a decision has neither "when" with "next", nor "otherwise" alone.',
        "Nobody could tell where the row leads.",
        'Write "when" and "next", or "otherwise" alone in the last row.',
    ),
    "bad-character": (
        "A character stands in the text that nobody can see, or that turns the text round, "
        "or one that only looks like a space stands where YAML wants a space.",
        "It can hide words, or show a reader other words than were checked.",
        "Delete it. It is invisible, so retype the words around it; type plain spaces before a line.",
    ),
    "bad-color": (
        "A color is written in another way than # and six digits or letters a to f.",
        "Nobody could tell whether the words that bear it can be read.",
        'Write it in quotes: `"#1d5b63"`.',
    ),
    "bad-condition": (
        "A condition says nothing, or two things at once, or something that is always or never true.",
        "A rule that protects somebody would not do what its author meant.",
        'Use one of "is", "all", "any", "not", or "at_least" with "of".',
    ),
    "bad-date": (
        "A date is not a day of the calendar, or is written in another order.",
        "11/12 is a day in November to some readers and in December to others.",
        "Write the year, the month and the day: 2026-11-22.",
    ),
    "bad-decision": (
        'A recorded decision has neither "from" with "to", nor "removed" alone, nor "weakened" alone.',
        "Nobody could tell what a named person decided.",
        "Write one of them. Make two decisions where two things were decided.",
    ),
    "bad-fingerprint": (
        "The fingerprint or the signature of a sign-off is something else.",
        "Nobody could tell which words a person looked at.",
        "Let `stepwell review` write the sign-off.",
    ),
    "bad-flag": (
        "A value that is true or false is something else.",
        'YAML reads "yes" and "on" in different ways, so only one way to write it is taken.',
        "Write `true` or `false`, without quotes.",
    ),
    "bad-id": (
        "An id has capital letters, spaces, or other characters than letters, digits and hyphens.",
        "Ids become the addresses of pages.",
        "Write lower-case words with hyphens, such as `day-treatment`.",
    ),
    "bad-key": (
        "A key is empty, or a list or bracket stands where a key should be.",
        'A template such as "{{ name }}" is read as brackets by YAML, and is never filled in.',
        'Write a word before the ":", or put quotes round text that begins with a bracket.',
    ),
    "bad-line": (
        'A line has "when" without "if", "if" without "when", or "unless" beside one of them.',
        "Whoever was not asked would be told as a fact what nobody knows, or would not be told at all.",
        'Write "if" beside "when": it begins the line for whoever was not asked. Write "unless" alone.',
    ),
    "bad-never": (
        'The "never" of a promise has both "direction" and "shows", or none of them.',
        "A promise that forbids nothing would look like a guard and be none.",
        "Write one of them. Make two promises where both are meant.",
    ),
    "bad-picture": (
        "A picture is not of the kind that its name says, or larger than a megabyte.",
        "A page would show nothing in its place, or come to a phone late.",
        "Save it anew, no larger than pages show it.",
    ),
    "bad-place": (
        "A text of content/words.yaml lacks a place, such as `{day}`, or has one that its page has no value for.",
        "Readers would see a sentence without its day or number, or the brackets.",
        "Write each place of the text once or more, as the message says. Their order is free.",
    ),
    "bad-promise": (
        'A promise says nothing that must be so, or two things: it has one of "urgency_at_least", "urgency_at_most", '
        '"shows", "calls", "calls_first" and "never".',
        "A promise that promises nothing would look like a guard and be none.",
        "Write one of them. Make two promises where both are meant.",
    ),
    "bad-setting": (
        "A line of mkdocs.yml cannot be followed.",
        "Links of files that people carry, or the whole site, would lead nowhere.",
        "Write what the message names.",
    ),
    "bad-style": (
        "A style in the folder of `theme.custom_dir` takes something out of its place, or paints outside it: with "
        "`position`, `order`, a shift, a row of a grid, a margin below zero or a wide shadow. What our own styles "
        "say in the same rule, word for word, may stay, and so may what is for paper alone.",
        "It could lie over the help lines, and no reader in danger would see them. Not everything can be found: "
        "what is larger than its box is for you to look at. So is what only several rules, a sum of small lengths or a "
        "name (`var()`) make larger than a screen or give the color of its ground; where one rule does, the page is "
        "refused once it is made.",
        "Delete it, and let each part stand where the page has it.",
    ),
    "bad-public-key": (
        "What stands among the keys of a reviewer is no public key.",
        "No sign-off of this person could be proven.",
        "Write the line of the file that ends with `.pub`. What the other file holds is theirs alone.",
    ),
    "bad-signature": (
        "A sign-off is not signed by a person of `content/reviewers.yaml`, or is not as they signed it.",
        "Anyone could write a name under words that this person never saw.",
        "Let the person look, and sign with `stepwell review … --by … --key …`. "
        "Where a key is lost, or a person may no longer sign, say so in that file.",
    ),
    "bad-voice": (
        'A line has no words, or has "say" beside "you" or "they".',
        "Nobody could tell which of the words a reader should see.",
        'Write "say" where the words are the same for both, and else "you" and "they".',
    ),
    "bad-way": (
        "A way to reach a contact has no number to call or text, or no address for a chat or a page.",
        "A reader in danger would see a help line and no way to reach it.",
        'Give "number" to call and text, and "url" to chat and web.',
    ),
    "bad-wording": (
        "A phrase to avoid is not written as words, with braces and dots where they may stand.",
        "It would never be found, and nobody would know.",
        "Write words with single spaces. {one|of these} stands for one of some, {one|} may be left out,"
        " and ... stands for words between.",
    ),
    "bad-yaml": (
        "The text does not follow the rules of YAML, so it cannot be read from this place on.",
        "The rest of the file is not known, so nothing in it can be checked.",
        "Look at the caret. Most often a quote, a bracket or two spaces are missing there.",
    ),
    "directive": (
        'A line at the top begins with "%".',
        "It asks for another way of reading the file.",
        "Delete the line.",
    ),
    "duplicate-key": (
        "A key stands twice in one entry.",
        "YAML keeps the last one without a word, and the first text is lost.",
        "Rename or delete one of them.",
    ),
    "empty-file": (
        "A file has no content.",
        "The site needs every file.",
        "See [how to write the files](format.md) for what it holds.",
    ),
    "empty-text": (
        "A key has no value, or only spaces.",
        "A reader would see a heading with nothing below it.",
        "Write the text, or delete the key where it may be left out.",
    ),
    "link": (
        "A file, or a folder on the way to it, is a symbolic link.",
        "What the link points at would be published, whatever it is.",
        "Put the file itself there.",
    ),
    "lost-text": (
        'Text follows " #" on the line of a value.',
        'YAML drops it without a word: "Call #988" becomes "Call".',
        "Put the whole text in quotes, or the comment on a line of its own.",
    ),
    "merge-conflict": (
        "Two versions of a part stand in a file, because git could not merge them.",
        "Readers would see both, one after the other, or neither.",
        'Keep the right lines. Delete those that begin with "<<<<<<<", "=======" and ">>>>>>>".',
    ),
    "merge-key": (
        'A key is "<<".',
        "It copies another part of the file into this one, where nobody sees it.",
        "Write each key out.",
    ),
    "missing-file": (
        "A file that every project needs is not there.",
        "The site cannot be made without it.",
        "Put it back, or write it. See [how to write the files](format.md).",
    ),
    "misplaced-level": (
        "A level or kind in a file of content/levels/ is not named exactly once, or an id names none.",
        "The ladder is the order of the ids in levels.yaml: what has no place in it has no page.",
        "Write its id where it belongs, once. See [levels in several files](format.md#levels-in-several-files).",
    ),
    "missing-key": (
        "A key that must stand in an entry is not there.",
        "A reader would miss something that every page of this kind tells them.",
        "Add the key. The message names it.",
    ),
    "more-than-one-line": (
        "A text has several lines where one is wanted.",
        "The place where it is shown has room for one line.",
        "Write it on one line.",
    ),
    "no-front-matter": (
        "A page does not begin with its title, description and dates.",
        "Without dates nobody knows if the page is still right.",
        'Begin with a line "---", then the keys, then a line "---".',
    ),
    "not-utf-8": (
        "A file is saved in another form of text than UTF-8.",
        "Letters with accents, and other scripts, would turn into nonsense.",
        'Choose "Save as" in your editor, and then UTF-8.',
    ),
    "reserved-id": (
        "An id is a name that the site or a file system keeps for itself.",
        "The page would replace another page, or could not be saved on some computers.",
        "Choose another id.",
    ),
    "setting-not-followed": (
        "A line of mkdocs.yml changes nothing here, though it does in other projects of MkDocs.",
        "Its author would look for its effect in vain.",
        "Do what the message says, or delete the line.",
    ),
    "several-documents": (
        'A second document begins with "---".',
        "What follows would not be read.",
        'Keep one document in a file: delete the "---".',
    ),
    "tag": (
        'A value begins with "!".',
        "To YAML it is an order about how to read the value, and not text.",
        "Delete it, or put quotes round the text.",
    ),
    "too-deep": (
        "Lists and keys are nested more than 32 deep.",
        "No file of this kind needs that: it is a slip, or an attack.",
        "Look for a bracket that is not closed.",
    ),
    "too-few": (
        "A list has fewer entries than it needs.",
        "A page with one reason, or none, does not help to decide.",
        "Add entries. The message says how many.",
    ),
    "too-large": (
        "A file, a text or the number of values is far larger than any that a person writes.",
        "It would make the check slow, or stop it.",
        "Split the content.",
    ),
    "too-many": (
        "A list has more entries than it may have.",
        "Somebody who is afraid can read only so much.",
        "Keep the entries that matter most.",
    ),
    "unknown-country": (
        "The country of content/contacts.yaml has no register of national lines.",
        "Without it nobody can tell whether a number is one, or whether 988 is still called 988.",
        "Name a country that the message lists, or write content/lines.yaml for yours."
        " See [how to write the files](format.md).",
    ),
    "unknown-file": (
        "A file of content/ is neither read nor of a kind that is published.",
        "It would stand on the site unchecked, or in the place of a file that the site needs.",
        "Mend its name, or keep it elsewhere. Published are pages (`.md`) and pictures.",
    ),
    "unknown-key": (
        "A key is not known in this entry.",
        "It is a slip of the pen, and its text would be left out without a word.",
        "Write the key that the message names, or one from [how to write the files](format.md).",
    ),
    "unknown-picture": (
        "The picture of an organization is not there.",
        "Every page would show a broken picture beside the name.",
        "Put the picture into `content/`, or write its name as it is.",
    ),
    "unknown-word": (
        "A value is not one of the words that may stand here.",
        "An unknown urgency can never have a default: a wrong one tells someone in danger to wait.",
        "Write one of the words that the message names.",
    ),
    "unquoted-value": (
        "A value without quotes is not text to other YAML tools.",
        "They read `no` as false, `16:30` as a number, and leave out the zero of `010`.",
        "Put the value in quotes.",
    ),
    "unreadable-file": (
        "A file cannot be opened, or is a folder or a device.",
        "The site cannot be made without it.",
        "Put a text file there, and check who may read it.",
    ),
    "wrong-root": (
        "A file begins with a list or a text, and not with a key.",
        "Nobody can tell what the list is a list of.",
        "Begin with the first key of the file. See [how to write the files](format.md).",
    ),
    "wrong-type": (
        "A value is of another kind than is wanted: a text for a list, a list for a text.",
        "It would be shown in the wrong way, or not at all.",
        "Do what the message says.",
    ),
}
"""What is wrong, why it matters to a reader, and the cure, for each problem that is found while files are read."""

MAKING = {
    "bad-page": (
        "A finished page lacks help, or shows it where nobody sees it: hidden, in the color of its ground, or below "
        "letters or spaces that fill a screen. Or it has lost words, leads nowhere, or would ask another site for "
        "something.",
        "No such page may reach a reader, so nothing is published.",
        "Where your theme has a template or style of its own, mend it. "
        "Else it is a fault of Stepwell and not yours, so please report it.",
    ),
    "bad-template": (
        "A template of your own theme cannot be rendered.",
        "Pages would be missing, so nothing is published.",
        "Mend the template. Or delete it, and the one that comes with Stepwell is used.",
    ),
}
"""The same for each problem that is found when pages are made."""

_MADE = {
    "bad-page": "site/index.html:1:1: error: does not show every crisis line above its heading [bad-page]\n"
    "  help: this is a fault of a template or the theme\n",
    "bad-template": "own/frame.html:2:1: error: this cannot be rendered: 'a_page_broke' is undefined [bad-template]\n"
    "    2 | {{ a_page_broke }}\n"
    "      | ^\n"
    "  help: mend the template, or delete it: then the one in generator/theme is used\n",
    "outdated-overlay": "content/overlay.yaml:3:10: warning: content/visit.md does not say this [outdated-overlay]\n"
    '    3 |     was: "Bring a friend: it helps, and nobody minds."\n'
    "      |          ^\n"
    '  note: the nearest is: "Bring a friend: it helps, and most people mind."\n'
    "  note: until then the site says what the upstream says\n"
    '  help: write into "was" what the upstream says now, and look whether "now" is still right beside it\n',
    "protected": "content/overlay.yaml:4:10: error: only the upstream says what stands here [protected]\n"
    "  help: delete this change; propose it to the upstream, whose clinicians look at it for everyone\n",
    "upstreams-file": "content/safety.yaml:1:1: error: this is the upstream's to say [upstreams-file]\n"
    "  help: change its sentences by content/overlay.yaml\n",
    "bad-place": 'content/words.yaml:57:20: error: "{dya}" is no place of this text [bad-place]\n'
    "   57 |   checked: Checked {dya}.\n"
    "      |                    ^\n"
    '  help: did you mean "day"?\n',
    "link": 'content/contacts.yaml:1:1: error: "content/contacts.yaml" is a symbolic link [link]\n'
    "  help: put the file itself there\n",
    "missing-file": "content/contacts.yaml:1:1: error: file is missing [missing-file]\n"
    "  help: every project needs it; see docs/format.md\n",
    "bad-picture": "content/photo.png:1:1: error: this is no picture of the kind .png [bad-picture]\n"
    "  help: save it anew as such a picture, no larger than pages show it\n",
    "bad-style": 'own/top/style.css:3:1: error: "position: fixed" can lay something over the help lines [bad-style]\n'
    "     3 | .news{position: fixed; top: 0}\n"
    "       | ^\n"
    "  help: delete it; what our own style says in the same rule, word for word, may stay\n",
    "unknown-file": "content/contact.yaml:1:1: error: no such file is read [unknown-file]\n"
    '  help: did you mean "content/contacts.yaml"?\n',
    "unreadable-file": "content/more.md:1:1: error: this is not a text file [unreadable-file]\n"
    "  help: put a text file there\n",
    "too-deep": "levels.yaml:1:42: error: lists and keys are nested more than 32 deep [too-deep]\n"
    "  help: look for a stray bracket\n",
    "too-large": "levels.yaml:1:1: error: file is larger than 1 MiB [too-large]\n  help: split its content\n",
    "too-many-states": 'decision_tree.yaml:45:9: error: at question "signs" the guide has more than 2,000,000'
    " situations to tell apart [too-many-states]\n  help: count answers with at_least, or decide sooner,"
    " so that less must be remembered\n",
}

_HEAD = """# Problems

This page lists every problem that a command can report, by its id.
The id stands in square brackets at the end of the message; `stepwell explain` with it shows its part of this page.
The examples are made up for tests.
An error stops the site: nothing is published until it is cured.
A warning does not, unless you ask with `--strict`.

This page is made from the checks themselves.
Change it there, and run `pytest tests/test_docs_pages.py --update-golden`.

The problems come in three groups.
[While the files are read](#while-the-files-are-read): the way a file is written.
[Once the files are read](#once-the-files-are-read): what the files say together.
[When pages are made](#when-pages-are-made): what only the finished pages show.
Each group is looked for only when the one before has no error.
Checks of the whole guide run only when every name in it is known.
"""


def problems_page() -> str:
    """Give the whole text of docs/problems.md."""
    modules = sorted(check_modules(), key=lambda module: str(module.ID))
    parts = [
        _HEAD,
        "## While the files are read\n",
        *_sections(READING),
        "## Once the files are read\n",
        *(_section(module.ID, module.__doc__ or "") for module in modules),
        "## When pages are made\n",
        *_sections(MAKING),
    ]
    return "\n".join(parts)


def _sections(table: dict[str, tuple[str, str, str]]) -> list[str]:
    return [_section(id, "\n\n".join((what, why, f"Cure: {cure}"))) for id, (what, why, cure) in sorted(table.items())]


def _section(id: str, text: str) -> str:
    paragraphs = [_sentences(paragraph) for paragraph in text.strip().split("\n\n")]
    cases = sorted(path for path in CASES.iterdir() if path.name == id or path.name.startswith(f"{id}-"))
    example = (cases[0] / "expected.txt").read_text(encoding="utf-8") if cases else _MADE[id]
    first = example.split("\n\n")[0].rstrip("\n")
    chosen = next((part for part in example.split("\n\n") if f"[{id}]" in part), first).rstrip("\n")
    return f"### {id}\n\n" + "\n\n".join(paragraphs) + f"\n\n```text\n{chosen}\n```\n"


def _sentences(paragraph: str) -> str:
    """Give a paragraph with one sentence a line."""
    return re.sub(r"(?<=[.!?]) (?=[A-Z])", "\n", " ".join(paragraph.split()))
