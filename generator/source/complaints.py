"""Say the complaints of the YAML parser in an author's words, with the cure."""

from __future__ import annotations

import re

from generator.problems import Change, Cure

BEGUN_BEFORE = (
    "while scanning a quoted scalar",
    "while scanning a simple key",
    "while scanning an alias",
    "while scanning an anchor",
    "while parsing a flow",
)
"""Complaints that come long after the word that caused them: we point at that word."""


_CURLY = re.compile(r"(?:^|: |- )\s*[\u2018-\u201e]")
_LEFT_OF_MERGE = re.compile(r"(?:={7}|<{7}|>{7}|\|{7})(?: |$)")
_TEXT_ENTRY = re.compile(r"\s*- (?![\w-]+:(?: |$))")
_NO_SPACE = re.compile(r"\s*-[^\s-]")


def plain_words(problem: str, line: str, column: int, above: str = "") -> tuple[str, str]:
    """Say a parser's complaint in an author's words, with the cure; `above` is the line before that holds anything."""
    character = line[column : column + 1]
    closing = line[:column].rstrip()[-1:]
    if "\t" in line[: len(line) - len(line.lstrip())] or character == "\t":
        return "a tab stands where spaces are wanted", Cure("indent with two spaces", Change.INDENT)
    if _LEFT_OF_MERGE.match(line):
        return "this line is left from a merge", "delete it"
    if _CURLY.search(line):
        return "curly quotes stand round this text, and YAML takes them for letters", 'type straight quotes: "…"'
    if "could not find expected ':'" in problem and _TEXT_ENTRY.match(above):
        if _NO_SPACE.match(line):
            return 'a space is missing after this "-"', 'write "- " before the text'
        return 'this line stands in a list and has no "-"', 'begin it with "- ", or put it on the line above'
    if "mapping values are not allowed" in problem:
        return 'a ":" stands inside text', _quotes(line[:column])
    if "sequence entries are not allowed" in problem:
        return "a list begins on the line of its key", 'put each "-" on a line of its own, or quotes round text'
    if "could not find expected ':'" in problem:
        return 'a ":" is missing after this key', 'write "key: value"; put quotes round text of more than one line'
    if "',' or" in problem or (problem.endswith("stream") and character in ("[", "{")):
        message = f'the bracket "{character}" is not closed, or a comma is missing'
        return message, "close it, or put quotes round text that begins with a bracket"
    if "expected node content" in problem and closing in ("[", "{"):
        return f'the bracket "{closing}" is not closed', "close it, or put quotes round text that begins with a bracket"
    if "end of stream" in problem or "document indicator" in problem:
        return "the quote that begins here is not closed", "close it where the text ends"
    if "Unicode character escape" in problem:
        return "this code is half a character", "write the character itself in place of the code"
    if "escape" in problem or "hexdecimal" in problem:
        return "a backslash in double quotes begins no known character", "double the backslash, or use single quotes"
    if closing in ("'", '"'):
        other = "single" if closing == '"' else "double"
        return "a quote inside the text ends it too early", Cure(
            f"use {other} quotes round the whole text", Change.QUOTE
        )
    if closing in ("]", "}"):
        return f'text goes on after the closing "{closing}"', Cure("put quotes round the whole text", Change.QUOTE)
    if "cannot start any token" in problem or character in ("@", "`", "%", "*", "&", "!", ",", "]", "}"):
        return f'text cannot begin with "{character}" here', Cure("put quotes round the text", Change.QUOTE)
    return (
        "the line does not fit the lines around it",
        "check the indent, and put quotes round text with special characters",
    )


def _quotes(before: str) -> str:
    """Ask for quotes round a text; where no key stands before it on its line, its line may be at fault instead."""
    help = 'put quotes round text with ": " in it'
    return Cure(help, Change.QUOTE) if ": " in before else help
