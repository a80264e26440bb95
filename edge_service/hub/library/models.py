"""The tables of the library; times are seconds since 1970, UTC."""

import secrets
import time
import uuid
from typing import ClassVar, Literal

from sqlalchemy import BigInteger, Double, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from edge_service.song.dedication import Dedication

SongState = Literal["queued", "making", "done", "failed", "cancelled"]
Scope = Literal["admin", "sender", "guest", "display"]
DeliveryState = Literal["pending", "sent", "received", "played", "thanked"]
Manner = Literal["play", "toast", "wait"]


def new_id() -> str:
    return uuid.uuid4().hex


def new_token() -> str:
    """Return a name nobody can guess, for a page that is shared."""
    return secrets.token_urlsafe(16)


class Base(DeclarativeBase):
    type_annotation_map: ClassVar = {float: Double}


class Song(Base):
    """A song that was asked for, and everything known about it from then on.

    `worker` made the last claim on it and `heartbeat_at` is that worker's last sign of life;
    `attempts` counts the claims that were lost or are still held, `crashes` those that the song itself
    ended. `turn` orders the queue (waiting.py), `words` is what a search looks through (search.py).
    """

    __tablename__ = "song"
    __table_args__ = (Index("ix_song_state_turn", "state", "turn", "length"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True, default=new_id)
    token: Mapped[str] = mapped_column(String(32), unique=True, default=new_token)
    request_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    request_sha256: Mapped[str | None] = mapped_column(String(64))
    asked_by: Mapped[str | None] = mapped_column(String(32), index=True)

    message: Mapped[str]
    to: Mapped[str]
    sender: Mapped[str]
    language: Mapped[str]
    genre: Mapped[str]
    mood: Mapped[str]
    voice: Mapped[str]
    length: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    names: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    lyrics: Mapped[str | None]

    words: Mapped[str] = mapped_column(default="")
    turn: Mapped[float] = mapped_column(default=0.0)

    state: Mapped[SongState] = mapped_column(String(16), default="queued", index=True)
    step: Mapped[str | None] = mapped_column(String(32))
    fraction: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    crashes: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(100))
    heartbeat_at: Mapped[float | None]
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    error_code: Mapped[str | None] = mapped_column(String(50))
    error_message: Mapped[str | None]
    error_hint: Mapped[str | None]
    created_at: Mapped[float] = mapped_column(default=time.time)
    finished_at: Mapped[float | None]

    title: Mapped[str | None]
    duration_seconds: Mapped[float | None]
    audio_sha256: Mapped[str | None] = mapped_column(String(64))
    audio_bytes: Mapped[int | None] = mapped_column(BigInteger)
    cover_sha256: Mapped[str | None] = mapped_column(String(64))
    cover_bytes: Mapped[int | None] = mapped_column(BigInteger)

    deliveries: Mapped[list["Delivery"]] = relationship(
        back_populates="song", cascade="all, delete-orphan", order_by="Delivery.id"
    )

    @property
    def dedication(self) -> Dedication:
        return Dedication(
            self.message, self.to, self.sender, self.language, self.genre,
            self.mood, self.voice, self.length, self.seed, self.names, self.theme,
        )  # fmt: skip


class Pace(Base):
    """How long songs of one length still take when a step begins, as it was measured in `songs` of them.

    `fraction` is how much of a song is done then, `left_seconds` what is left of it; means of the latest.
    """

    __tablename__ = "pace"

    length: Mapped[str] = mapped_column(String(16), primary_key=True)
    step: Mapped[str] = mapped_column(String(32), primary_key=True)
    fraction: Mapped[float]
    left_seconds: Mapped[float]
    songs: Mapped[int] = mapped_column(default=0)


class Pronunciation(Base):
    """How a word sounds in songs for one person, in one language; `recipient` is in small letters."""

    __tablename__ = "pronunciation"

    recipient: Mapped[str] = mapped_column(String(100), primary_key=True)
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    names: Mapped[str]


class Display(Base):
    """A television, or any screen that plays songs; it keeps its id for itself.

    `manner` is how a song arrives there: it plays, shows itself, or waits to be found. Between
    `quiet_from` and `quiet_until` ("22:00", "07:00", on the house's clocks) nothing arrives.
    """

    __tablename__ = "display"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[float] = mapped_column(default=time.time)
    manner: Mapped[Manner] = mapped_column(String(8), default="play")
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_until: Mapped[str | None] = mapped_column(String(5))

    deliveries: Mapped[list["Delivery"]] = relationship(
        back_populates="display", cascade="all, delete-orphan"
    )
    television: Mapped["Television | None"] = relationship(cascade="all, delete-orphan")


class Television(Base):
    """A display that can be called beside the broker: where it is, the key it gave, what it could not do.

    `call_at` is when it is called next for a song that waits, `tries` how often it did not answer.
    """

    __tablename__ = "television"

    display_id: Mapped[str] = mapped_column(ForeignKey("display.id", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str] = mapped_column(String(100))
    client_key: Mapped[str] = mapped_column(String(200))
    opens_page: Mapped[bool] = mapped_column(default=True)
    tries: Mapped[int] = mapped_column(default=0)
    call_at: Mapped[float] = mapped_column(default=0.0)
    called_at: Mapped[float] = mapped_column(default=0.0)
    trouble_code: Mapped[str | None] = mapped_column(String(50))
    trouble_message: Mapped[str | None]
    trouble_hint: Mapped[str | None]


class Token(Base):
    """A key that was handed out: the hash of its secret, and how many songs it is still good for."""

    __tablename__ = "token"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(100))
    scope: Mapped[Scope] = mapped_column(String(16))
    sha256: Mapped[str] = mapped_column(String(64))
    display_id: Mapped[str | None] = mapped_column(ForeignKey("display.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[float] = mapped_column(default=time.time)
    used_at: Mapped[float | None]
    expires_at: Mapped[float | None]
    revoked_at: Mapped[float | None]
    uses_left: Mapped[int | None]


class Delivery(Base):
    """A song on its way to a display: pending, sent (the broker has it), received, played, thanked.

    Every asking has a `ticket` of its own, by which a display knows a second copy. `due_at` is the moment
    that somebody chose (0: at once), `next_at` when the courier tries next, `attempts` how often it tried.
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("song_id", "display_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    song_id: Mapped[str] = mapped_column(ForeignKey("song.id", ondelete="CASCADE"))
    display_id: Mapped[str] = mapped_column(ForeignKey("display.id", ondelete="CASCADE"), index=True)
    state: Mapped[DeliveryState] = mapped_column(String(16), default="pending", index=True)
    asked_at: Mapped[float] = mapped_column(default=time.time)
    sent_at: Mapped[float | None]
    ticket: Mapped[str] = mapped_column(String(32), default=new_id)
    due_at: Mapped[float] = mapped_column(default=0.0)
    next_at: Mapped[float] = mapped_column(default=0.0, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[float | None]
    played_at: Mapped[float | None]
    thanked_at: Mapped[float | None]
    reply: Mapped[str | None] = mapped_column(String(200))

    song: Mapped[Song] = relationship(back_populates="deliveries")
    display: Mapped[Display] = relationship(back_populates="deliveries")
