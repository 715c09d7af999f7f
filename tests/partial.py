"""Make entries that hold only the fields that a test is about."""

from typing import Any, TypeVar

from generator.model.entry import Entry

Made = TypeVar("Made", bound=Entry)


def partial(model: type[Made], **fields: Any) -> Made:
    """Make an entry with these fields and the model's own defaults; nothing is checked, and others are not there."""
    made: object = model.model_construct(**fields)
    assert isinstance(made, model)
    return made
