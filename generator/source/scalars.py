"""Know what other YAML tools would read in place of a plain text, and the characters that no text may hold."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

_READS_AS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
    "merge": "a merge",
    "value": "a default value",
}
_ALSO_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+")
"""What YAML 1.2 reads as a number and PyYAML as text, such as 1e3."""
_ALSO_BOOLEAN = frozenset("yYnN")
"""What YAML 1.1 reads as true or false and PyYAML as text."""
_LONGEST_WORD = len("false")
"""What is longer and begins with a letter is text to every tool."""
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ue000\ufeff\ufffe\uffff]"
)
STAND_IN = "\ue000"
"""What stands for a forbidden character while the file is read, so that columns stay right; texts lose it."""
FORBIDDEN_NAMES = {"\ufeff": "a byte order mark", "\u200b": "a zero-width space", "\x00": "a NUL"}


def reads_as(value: str) -> str:
    """Say what another YAML tool would read a plain text as, or "" where it reads text."""
    if len(value) > _LONGEST_WORD and value[0].isalpha():
        return ""
    return _resolved(value)


@lru_cache(maxsize=4096)
def _resolved(value: str) -> str:
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    for tag, pattern in (*resolvers.get(value[:1], ()), *resolvers.get(None, ())):
        if pattern.match(value):
            return _READS_AS.get(tag.rsplit(":", 1)[1], "something else")
    if value in _ALSO_BOOLEAN:
        return _READS_AS["bool"]
    return _READS_AS["float"] if _ALSO_NUMBER.fullmatch(value) else ""
