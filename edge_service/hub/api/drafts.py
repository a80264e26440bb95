"""What the API takes and gives about drafts of lyrics."""

import marshmallow as ma
from marshmallow import fields

from edge_service.hub.api.schemas.songs import LyricsRequest
from edge_service.hub.api.schemas.text import Text


class KeptLine(ma.Schema):
    id = Text(required=True, metadata={"description": "As the draft named it: 1.0 is section 1, line 0"})
    text = Text(required=True)


class DraftRequest(LyricsRequest):
    kept = fields.List(
        fields.Nested(KeptLine),
        load_default=list,
        metadata={"description": "Lines that stay in their places; the others are asked for anew"},
    )
    word_for_word = fields.Boolean(
        load_default=False, metadata={"description": "Sing the message itself, and nothing else"}
    )
    lyrics = Text(
        allow_none=True,
        load_default=None,
        metadata={"description": "The person's own lyrics, with [Verse] and [Chorus] marks, to be looked at"},
    )


class DraftedLine(ma.Schema):
    id = fields.String(required=True)
    text = fields.String(required=True)
    source = fields.String(
        required=True, metadata={"description": "Whose words: message, songbook, person or writer"}
    )


class DraftedSection(ma.Schema):
    name = fields.String(required=True)
    kind = fields.String(required=True)
    lines = fields.List(fields.String(), required=True)
    drafted = fields.List(fields.Nested(DraftedLine), required=True)


class MentionSchema(ma.Schema):
    text = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "person, pet or kin"})
    gender = fields.String(required=True)


class MemorySchema(ma.Schema):
    text = fields.String(required=True)
    tense = fields.String(required=True)
    person = fields.String(required=True)


class Understood(ma.Schema):
    language = fields.String(required=True)
    theme = fields.String(required=True)
    theme_sure = fields.Float(required=True, metadata={"description": "From 0 to 1"})
    occasion = fields.String(required=True)
    mood = fields.String(required=True)
    people = fields.List(fields.Nested(MentionSchema), required=True)
    memories = fields.List(fields.Nested(MemorySchema), required=True)
    formal = fields.Boolean(required=True)
    to_gender = fields.String(required=True)
    from_gender = fields.String(required=True)


class DraftAnswer(ma.Schema):
    title = fields.String(required=True)
    titles = fields.List(fields.String(), required=True, metadata={"description": "Three to choose from"})
    language = fields.String(required=True)
    seed = fields.Integer(required=True)
    text = fields.String(required=True, metadata={"description": "What a person edits and sends back"})
    presenter = fields.String(required=True, metadata={"description": "A line to say before the song"})
    left_out = fields.List(
        fields.String(), required=True, metadata={"description": "Sentences of the message not sung"}
    )
    sections = fields.List(fields.Nested(DraftedSection), required=True)
    understood = fields.Nested(
        Understood, required=True, metadata={"description": "What the message seems to say: suggestions"}
    )
