"""See a YAML file as an editor does: read as YAML 1.2, and held against its schema by a validator that is not ours."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema
import yaml

from generator.model.schemas import schema_name, schemas


class _Editor(yaml.CSafeLoader):
    """YAML 1.2, the core schema: `9` is a number, `true` a boolean; `no` and a day are text."""


def _number(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> int | float:
    text = str(loader.construct_scalar(node))
    if text.startswith(("0o", "0x")):
        return int(text, 0)
    return int(text) if re.fullmatch("[-+]?[0-9]+", text) else float(text)


_CORE = {
    "null": "~|null|Null|NULL|",
    "bool": "true|True|TRUE|false|False|FALSE",
    "number": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+",
}
_Editor.yaml_implicit_resolvers = {}
for tag, pattern in _CORE.items():
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)
_Editor.add_constructor("tag:yaml.org,2002:number", _number)


def seen(text: str) -> Any:
    """Read a file as an editor does."""
    return yaml.load(text, Loader=_Editor)


_schemas = cache(schemas)


@cache
def validator(file: str, *, entry: str = "") -> jsonschema.Draft202012Validator:
    """The validator of a project's file, or of one kind of entry in it."""
    schema = json.loads(_schemas()[schema_name(file)])
    part = {"$ref": f"#/$defs/{entry}", "$defs": schema["$defs"]} if entry else schema
    return jsonschema.Draft202012Validator(part, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
