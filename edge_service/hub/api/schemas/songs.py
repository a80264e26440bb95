"""What the API takes and gives of songs: dedications, the queue, deliveries, shared songs."""

import marshmallow as ma
from marshmallow import fields, validate

from edge_service.hub.api.schemas.text import Moment, Text
from edge_service.hub.library.outbox import STATES
from edge_service.song.dedication import Dedication

LARGEST_SEED = 2**53 - 1  # the largest whole number that JavaScript keeps exactly


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


class ShareSchema(ma.Schema):
    title = fields.String(required=True)
    sender = fields.String(required=True, data_key="from", attribute="from")
    to = fields.String(required=True)
    message = fields.String(required=True)
    language = fields.String(required=True)
    duration_seconds = fields.Float(required=True)
    files = fields.Nested(SongFiles, required=True)
