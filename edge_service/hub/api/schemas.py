"""What the API takes and gives, field by field."""

from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from edge_service.hub.library.outbox import STATES
from edge_service.hub.moments import HOUR
from edge_service.song.dedication import Dedication

LARGEST_SEED = 2**53 - 1  # the largest whole number that JavaScript keeps exactly
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


class LyricsRequest(ma.Schema):
    message = Text(required=True)
    to = Text(load_default=Dedication.to)
    sender = Text(data_key="from", load_default=Dedication.sender)
    language = Text(load_default=Dedication.language)
    genre = Text(load_default=Dedication.genre)
    mood = Text(load_default=Dedication.mood)
    voice = Text(load_default=Dedication.voice)
    length = Text(load_default=Dedication.length)
    seed = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, LARGEST_SEED))
    names = Text(
        load_default=Dedication.names,
        metadata={"description": "How names sound: {Siobhan|shi-VAWN}; braces in message, to and from too"},
    )
    theme = Text(
        load_default=Dedication.theme,
        metadata={"description": "What the song is about; empty: read from the message"},
    )


class DedicationSchema(LyricsRequest):
    pass


class SongRequestSchema(ma.Schema):
    dedication = fields.Nested(DedicationSchema, required=True)
    lyrics = Text(allow_none=True, load_default=None)
    display = Text(allow_none=True, load_default=None)
    at = Moment()


class RequestKey(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    key = Text(data_key="Idempotency-Key", load_default=None, validate=validate.Length(1, 200))


class SongPage(ma.Schema):
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    before = Text(load_default=None)
    q = Text(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "Words to find in title, message, to and from"},
    )


class DisplayRequest(ma.Schema):
    name = Text(required=True, validate=validate.Length(1, LONGEST_NAME))


class DeliveryRequest(ma.Schema):
    display = Text(required=True)
    at = Moment()


class NoticeSchema(ma.Schema):
    code = fields.String(required=True)
    message = fields.String(required=True)
    hint = fields.String(required=True)


class SongFiles(ma.Schema):
    audio = fields.String(required=True)
    lossless = fields.String(required=True)
    cover = fields.String(required=True)
    lyrics = fields.String(required=True)
    score = fields.String(required=True)
    song = fields.String(required=True)


class DeliverySchema(ma.Schema):
    song = fields.String(required=True)
    display = fields.String(required=True)
    display_name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    due_at = fields.String(required=True, allow_none=True, metadata={"description": "The chosen moment"})
    reply = fields.String(required=True, allow_none=True, metadata={"description": "What came back"})
    notice = fields.Nested(
        NoticeSchema, required=True, allow_none=True, metadata={"description": "Why it waits"}
    )


class SongSchema(ma.Schema):
    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    state = fields.String(
        required=True, validate=validate.OneOf(["queued", "making", "done", "failed", "cancelled"])
    )
    step = fields.String(required=True, allow_none=True)
    fraction = fields.Float(required=True)
    position = fields.Integer(required=True, allow_none=True, metadata={"description": "0: being made"})
    seconds_left = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "As songs of its length took here before; null: none was made yet"},
    )
    dedication = fields.Nested(DedicationSchema, required=True)
    created_at = fields.String(required=True)
    finished_at = fields.String(required=True, allow_none=True)
    duration_seconds = fields.Float(required=True, allow_none=True)
    error = fields.Nested(NoticeSchema, required=True, allow_none=True)
    files = fields.Nested(SongFiles, required=True, allow_none=True)
    share = fields.String(required=True, allow_none=True)
    deliveries = fields.List(fields.Nested(DeliverySchema), required=True)


class SongList(ma.Schema):
    songs = fields.List(fields.Nested(SongSchema), required=True)


class Hour(Text):
    """A time of day on the clocks of the house."""

    def __init__(self) -> None:
        super().__init__(
            required=True,
            allow_none=True,
            validate=[validate.Regexp(HOUR), validate.Length(equal=5)],
            metadata={"example": "22:00"},
        )


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


class ShareSchema(ma.Schema):
    title = fields.String(required=True)
    sender = fields.String(required=True, data_key="from", attribute="from")
    to = fields.String(required=True)
    message = fields.String(required=True)
    language = fields.String(required=True)
    duration_seconds = fields.Float(required=True)
    files = fields.Nested(SongFiles, required=True)


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


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
