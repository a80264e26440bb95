"""What the API tells of the hub: its doors, and what can be chosen."""

import marshmallow as ma
from marshmallow import fields, validate


class MqttDoors(ma.Schema):
    host = fields.String(
        required=True, allow_none=True, metadata={"description": "null: the host of this page"}
    )
    tcp_port = fields.Integer(required=True)
    ws_port = fields.Integer(required=True)


class HubSchema(ma.Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    version = fields.String(required=True)
    address = fields.String(required=True)
    addresses = fields.List(fields.String(), required=True)
    mqtt = fields.Nested(MqttDoors, required=True)
    broker = fields.String(required=True, validate=validate.OneOf(["online", "offline"]))


class VoiceOption(ma.Schema):
    name = fields.String(required=True)
    label = fields.String(required=True)
    gender = fields.String(required=True)


class LanguageOption(ma.Schema):
    code = fields.String(required=True)
    label = fields.String(required=True)
    status = fields.String(required=True, metadata={"description": "supported or experimental"})
    voices = fields.List(fields.Nested(VoiceOption), required=True)


class GenreOption(ma.Schema):
    name = fields.String(required=True)
    label = fields.String(required=True)
    description = fields.String(required=True)


class NamedOption(ma.Schema):
    name = fields.String(required=True)


class OptionsSchema(ma.Schema):
    languages = fields.List(fields.Nested(LanguageOption), required=True)
    genres = fields.List(fields.Nested(GenreOption), required=True)
    moods = fields.List(fields.Nested(NamedOption), required=True)
    lengths = fields.List(fields.Nested(NamedOption), required=True)
    themes = fields.List(fields.Nested(NamedOption), required=True)
