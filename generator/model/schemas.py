"""Write what an author may write as JSON Schema, so that an editor helps while a file is written.

A schema sees a file as YAML 1.2 gives it to an editor: `9` is a number there and `true` a boolean. What needs the text
itself (quotes, comments), two values at once or another file is left to `stepwell check`.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.knowledge import FILES, GUIDES, HANDBOOK_FILES, LEVELS, LINES, WORDS
from generator.model.levels import LevelsFile, LevelsPart
from generator.model.lines import LinesFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FOLDERS: dict[str, type[Entry]] = {LEVELS: LevelsPart, GUIDES: GuideFile}
_FILES: dict[str, type[Entry]] = {
    **FILES,
    **{f"{folder}*.yaml": model for folder, model in _FOLDERS.items()},
    LINES: LinesFile,
    **HANDBOOK_FILES,
}
_KINDS = {name: model for name, model in _FILES.items() if name != WORDS}
"""The files with a schema; the words of pages have none, for each of their keys only names one text."""


def schema_name(file: str) -> str:
    """Name the schema of a project's YAML file: `notes.schema.json` for content/notes.yaml."""
    path = PurePosixPath(file)
    if file.startswith(LEVELS):
        return "levels-part.schema.json"
    return f"{'guides' if file.startswith(GUIDES) else path.stem}.schema.json"


def schemas() -> dict[str, str]:
    """Write the schema of each kind of YAML file, by the name of the schema's own file."""
    return {
        schema_name(file): json.dumps(_schema(file, model), indent=2, ensure_ascii=False) + "\n"
        for file, model in _KINDS.items()
    }


def _schema(file: str, model: type[Entry]) -> dict[str, Any]:
    made = model.model_json_schema(schema_generator=_Plain)
    for entry in (made, *made["$defs"].values()):
        # the name and the docstring of a class: words for programmers
        entry.pop("title", None)
        entry.pop("description", None)
    if model is GuideFile:
        _share(made["$defs"]["Guide"], is_further=file.startswith(GUIDES))
    if model in (LevelsFile, LevelsPart):
        _name_by_id(made)
    return {"$schema": _DIALECT, "$comment": "Made by stepwell schema.", "title": file} | made


def _share(head: dict[str, Any], *, is_further: bool) -> None:
    """Let a further guide share questions of decision_tree.yaml, and that file none with itself."""
    keys = ("shares", "then")
    if is_further:
        head["required"] = [*head["required"], *keys]
        head["properties"]["shares"]["minItems"] = 1
        return
    for key in keys:
        del head["properties"][key]


def _name_by_id(made: dict[str, Any]) -> None:
    """Let an id stand for a level and for a kind that has a file of its own."""
    parts = made["$defs"]
    stops = [parts["Level"]["properties"]["kinds"]]
    stops += [parts["Ladder"]["properties"]["levels"], made["properties"]["beside"]] if "Ladder" in parts else []
    for stop in stops:
        stop["items"] = {"anyOf": [stop["items"], parts["Level"]["properties"]["id"]]}


class _Plain(GenerateJsonSchema):
    """The schema of a model without titles, defaults and null: a key that may be left out is left out, not empty."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
