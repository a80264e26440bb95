"""What the API takes and gives of displays: when songs arrive there, manifests, televisions."""

from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from edge_service.hub.api.schemas.songs import NoticeSchema
from edge_service.hub.api.schemas.text import LONGEST_NAME, Hour, Text


class DisplayRequest(ma.Schema):
    name = Text(required=True, validate=validate.Length(1, LONGEST_NAME))


class ArrivalsRequest(ma.Schema):
    manner = fields.String(
        required=True,
        validate=validate.OneOf(["play", "toast", "wait"]),
        metadata={"description": "A song plays, shows itself, or waits to be found"},
    )
    quiet_from = Hour()
    quiet_until = Hour()

    @ma.validates_schema
    def _both(self, data: dict[str, Any], **_: Any) -> None:
        if (data["quiet_from"] is None) != (data["quiet_until"] is None):
            raise ma.ValidationError("Quiet hours have a beginning and an end.", "quiet_until")


class DisplaySchema(ma.Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    manner = fields.String(required=True)
    quiet_from = fields.String(required=True, allow_none=True)
    quiet_until = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(["online", "offline"]))


class DisplayList(ma.Schema):
    displays = fields.List(fields.Nested(DisplaySchema), required=True)


class TelevisionRequest(ma.Schema):
    address = Text(
        required=True,
        validate=[validate.Regexp("^[A-Za-z0-9][A-Za-z0-9.-]*$"), validate.Length(1, 100)],
        metadata={"description": "Its address in the home network", "example": "192.168.1.20"},
    )
    opens_page = fields.Boolean(
        load_default=True, metadata={"description": "Whether our page may be opened on it"}
    )


class TelevisionSchema(ma.Schema):
    state = fields.String(required=True, validate=validate.OneOf(["none", "asking", "paired", "failed"]))
    address = fields.String(required=True, allow_none=True)
    opens_page = fields.Boolean(required=True, allow_none=True)
    trouble = fields.Nested(
        NoticeSchema, required=True, allow_none=True, metadata={"description": "What it could not do"}
    )


class ManifestFile(ma.Schema):
    path = fields.String(required=True)
    sha256 = fields.String(required=True)
    bytes = fields.Integer(required=True)
    type = fields.String(required=True)


class ManifestDetails(ma.Schema):
    path = fields.String(required=True)


class Manifest(ma.Schema):
    song = fields.String(required=True)
    title = fields.String(required=True)
    sender = fields.String(required=True, data_key="from", attribute="from")
    to = fields.String(required=True)
    message = fields.String(required=True)
    language = fields.String(required=True)
    genre = fields.String(required=True)
    mood = fields.String(required=True)
    duration_seconds = fields.Float(required=True)
    sent_at = fields.String(required=True)
    audio = fields.Nested(ManifestFile, required=True)
    cover = fields.Nested(ManifestFile, required=True)
    details = fields.Nested(ManifestDetails, required=True)
    base_url = fields.String(required=True)
    ticket = fields.String(required=True, metadata={"description": "The same for every copy"})
    manner = fields.String(required=True, metadata={"description": "play, toast or wait"})


class Shelf(ma.Schema):
    songs = fields.List(fields.Nested(Manifest), required=True)
