"""What the API takes and gives of devices: who comes in, how, and as what."""

import marshmallow as ma
from marshmallow import fields, validate

from edge_service.hub.api.schemas.text import LONGEST_NAME, Text


class ClaimRequest(ma.Schema):
    code = Text(required=True, validate=validate.Length(1, 40))
    name = Text(required=True, validate=validate.Length(1, LONGEST_NAME))


class EnterRequest(ma.Schema):
    token = Text(required=True, validate=validate.Length(1, 200))


class ScreenRequest(ma.Schema):
    name = Text(required=True, validate=validate.Length(1, LONGEST_NAME))


class PollRequest(ma.Schema):
    device_code = Text(required=True, validate=validate.Length(1, 200))


class CodeRequest(ma.Schema):
    user_code = Text(required=True, validate=validate.Length(1, 40))


class InviteRequest(ma.Schema):
    scope = fields.String(required=True, validate=validate.OneOf(["admin", "sender", "guest"]))
    name = Text(required=True, validate=validate.Length(1, LONGEST_NAME))
    hours = fields.Integer(strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 8784))
    songs = fields.Integer(strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 1000))


class InviteSchema(ma.Schema):
    id = fields.String(required=True)
    link = fields.String(required=True, metadata={"description": "Shown once; its end is behind the #"})


class MqttKey(ma.Schema):
    user = fields.String(required=True)
    password = fields.String(
        required=True, metadata={"description": "Good for a day, or with the broker's files"}
    )


class MeSchema(ma.Schema):
    id = fields.String(required=True)
    scope = fields.String(required=True, validate=validate.OneOf(["admin", "sender", "guest", "display"]))
    name = fields.String(required=True)
    display = fields.String(required=True, allow_none=True)
    mqtt = fields.Nested(MqttKey, required=True)
    token = fields.String(metadata={"description": "Given once, when the device comes in"})


class PairedScreen(MeSchema):
    pass


class ScreenCodes(ma.Schema):
    device_code = fields.String(required=True)
    user_code = fields.String(required=True)
    verification_uri = fields.String(required=True)
    verification_uri_complete = fields.String(required=True)
    expires_in = fields.Integer(required=True)
    interval = fields.Integer(required=True)


class ScreenName(ma.Schema):
    name = fields.String(required=True)


class WaitingScreens(ma.Schema):
    screens = fields.List(fields.Nested(ScreenName), required=True)


class DeviceSchema(ma.Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    scope = fields.String(required=True)
    display = fields.String(required=True, allow_none=True)
    songs_left = fields.Integer(required=True, allow_none=True)
    created_at = fields.String(required=True)
    used_at = fields.String(required=True, allow_none=True)
    ends_at = fields.String(required=True, allow_none=True)


class DeviceList(ma.Schema):
    devices = fields.List(fields.Nested(DeviceSchema), required=True)
