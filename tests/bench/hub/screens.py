"""Many displays on one broker in one thread: just enough MQTT 3.1.1 to come in, listen and acknowledge."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

CONNECT_AT_ONCE = 50


@dataclass(frozen=True)
class Key:
    """Who a display is on the broker, and what it listens to."""

    display: str
    user: str
    password: str
    topic: str


async def connect_all(
    port: int, keys: Sequence[Key], heard: Callable[[str, float], None]
) -> list[asyncio.Task[None]]:
    """Connect and subscribe every display; `heard(display, time)` is called for each message."""
    gate = asyncio.Semaphore(CONNECT_AT_ONCE)

    async def one(key: Key) -> asyncio.Task[None]:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(_connect(key))
            await _expect(reader, 0x20)
            writer.write(_packet(0x82, b"\0\1" + _text(key.topic) + b"\1"))
            await _expect(reader, 0x90)
        return asyncio.create_task(_listen(key, reader, writer, heard))

    return list(await asyncio.gather(*(one(key) for key in keys)))


async def _listen(
    key: Key, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, heard: Callable[[str, float], None]
) -> None:
    try:
        while True:
            kind, body = await _read(reader)
            if kind >> 4 == 3:
                heard(key.display, time.monotonic())
                after_topic = 2 + int.from_bytes(body[:2], "big")
                writer.write(_packet(0x40, body[after_topic : after_topic + 2]))
    except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
        writer.close()


async def _expect(reader: asyncio.StreamReader, kind: int) -> None:
    got, body = await _read(reader)
    if got != kind or body[-1] >= 0x80 or (kind == 0x20 and body[1]):
        raise ConnectionError(f"the broker answered {got:#x} {body.hex()}")


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    kind, length, shift = (await reader.readexactly(1))[0], 0, 0
    while True:
        byte = (await reader.readexactly(1))[0]
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return kind, await reader.readexactly(length)


def _connect(key: Key) -> bytes:
    head = _text("MQTT") + b"\4\xc2" + (600).to_bytes(2, "big")
    return _packet(0x10, head + _text(key.user) + _text(key.user) + _text(key.password))


def _packet(kind: int, body: bytes) -> bytes:
    length, left = bytearray(), len(body)
    while True:
        left, digit = divmod(left, 128)[0], left % 128
        length.append(digit | (0x80 if left else 0))
        if not left:
            return bytes([kind]) + bytes(length) + body


def _text(words: str) -> bytes:
    data = words.encode()
    return len(data).to_bytes(2, "big") + data
