"""What text and times of day are, wherever the API takes them."""

from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from edge_service.hub.moments import HOUR

LONGEST_NAME = 60


class Text(fields.String):
    """A string that can be stored: no NUL and no halves of surrogate pairs."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not isinstance(text, str) or "\0" in text or not _is_unicode(text):
            raise ma.ValidationError("Not readable text.")
        return text


class Moment(Text):
    """A day and a time on the clocks of the house."""

    def __init__(self) -> None:
        told = "When it arrives: 2027-03-28T09:00 on the clocks of the house; null: at once"
        super().__init__(
            allow_none=True,
            load_default=None,
            validate=validate.Length(1, 40),
            metadata={"description": told, "example": "2027-03-28T09:00"},
        )


class Hour(Text):
    """A time of day on the clocks of the house."""

    def __init__(self) -> None:
        super().__init__(
            required=True,
            allow_none=True,
            validate=[validate.Regexp(HOUR), validate.Length(equal=5)],
            metadata={"example": "22:00"},
        )


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
