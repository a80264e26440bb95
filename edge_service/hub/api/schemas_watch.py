"""What the hub tells of itself, field by field."""

import marshmallow as ma
from marshmallow import fields, validate


def _one_of(*words: str) -> fields.String:
    return fields.String(required=True, validate=validate.OneOf(words))


class HealthSchema(ma.Schema):
    status = _one_of("ok", "degraded", "failing")
    database = _one_of("ok", "failing")
    broker = _one_of("online", "offline")
    queue = _one_of("ok", "stuck")
    room = _one_of("plenty", "low", "full")


class RoomSchema(ma.Schema):
    state = _one_of("plenty", "low", "full")
    songs_left = fields.Integer(required=True)
    songs_bytes = fields.Integer(required=True)
    free_bytes = fields.Integer(required=True)
    limit_bytes = fields.Integer(required=True, allow_none=True, metadata={"description": "null: no limit"})
