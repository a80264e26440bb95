"""The outbox: a song goes forward only, is sent again more and more seldom, and is never sent too early."""

import sqlite3
from contextlib import closing

from alembic import command
from alembic.config import Config as AlembicConfig
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from edge_service.config import Config
from edge_service.hub.hub import Hub
from edge_service.hub.library import Delivery, Library, open_library
from edge_service.hub.library.displays import (
    arrange_arrivals,
    ask_delivery,
    find_delivery,
    shelf,
)
from edge_service.hub.library.library import MIGRATIONS
from edge_service.hub.library.outbox import (
    LONGEST_REPLY,
    due_deliveries,
    mark_sent,
    note_event,
    pause_seconds,
    postpone,
    send_all_again,
)
from edge_service.hub.library.songs import find_song
from tests.hub.conftest import new_display
from tests.hub.made_song import made_song

NOW = 1_795_000_000.0
HOUR = 3600.0


def waiting_song(hub: Hub, client: FlaskClient, due_at: float = 0.0) -> tuple[str, str]:
    """Return a finished song and the display that it is to be sent to."""
    display, song = new_display(client), made_song(hub, client)["id"]
    with hub.library.session() as session:
        ask_delivery(session, find_song(session, song), display, due_at)
    return song, display


def due(library: Library, now: float) -> list[str]:
    with library.session() as session:
        return [delivery.song_id for delivery in due_deliveries(session, now, 10)]


def send(library: Library, now: float) -> None:
    with library.session() as session:
        mark_sent(session, due_deliveries(session, now, 10), now)


def delivery_of(library: Library, song: str, display: str) -> Delivery:
    with library.session() as session:
        found = find_delivery(session, song, display)
        assert found is not None
        return found


def tell(library: Library, song: str, display: str, event: str, **more: str | None) -> bool:
    with library.session() as session:
        return note_event(session, song, display, event, more.get("ticket"), more.get("reply"))


def test_a_song_that_was_not_received_is_sent_again_more_and_more_seldom(
    hub: Hub, client: FlaskClient
) -> None:
    song, _ = waiting_song(hub, client)
    now, pauses = NOW, []
    for _ in range(12):
        assert due(hub.library, now) == [song]
        send(hub.library, now)
        assert due(hub.library, now) == []
        pauses.append(next(s for s in (30.0 * 2**n for n in range(20)) if due(hub.library, now + s)))
        now += pauses[-1]
    assert pauses == sorted(pauses)
    assert pauses[0] == pause_seconds(0) == 30.0
    assert pause_seconds(10_000) == 6 * HOUR


def test_what_lay_ready_is_due_at_once_for_a_broker_that_may_have_forgotten_it(
    hub: Hub, client: FlaskClient
) -> None:
    song, _ = waiting_song(hub, client)
    send(hub.library, NOW)
    with hub.library.session() as session:
        send_all_again(session)
    assert due(hub.library, NOW) == [song]


def test_a_song_for_her_birthday_is_neither_sent_nor_shown_before(hub: Hub, client: FlaskClient) -> None:
    far = 4e9
    song, display = waiting_song(hub, client, far)
    assert due(hub.library, far - 1) == []
    assert due(hub.library, far) == [song]
    with hub.library.session() as session:
        assert shelf(session, display) == []


def test_a_delivery_goes_forward_only(hub: Hub, client: FlaskClient) -> None:
    song, display = waiting_song(hub, client)
    send(hub.library, NOW)
    assert tell(hub.library, song, display, "played")
    assert not tell(hub.library, song, display, "received")
    assert not tell(hub.library, song, display, "played")
    assert tell(hub.library, song, display, "thanked", reply="heart")
    assert not tell(hub.library, song, display, "played")
    found = delivery_of(hub.library, song, display)
    assert (found.state, found.reply) == ("thanked", "heart")
    assert found.received_at
    assert found.played_at
    assert found.thanked_at


def test_what_was_received_is_not_sent_again(hub: Hub, client: FlaskClient) -> None:
    song, display = waiting_song(hub, client)
    with hub.library.session() as session:
        lying = due_deliveries(session, NOW, 10)
    tell(hub.library, song, display, "received")
    with hub.library.session() as session:
        mark_sent(session, lying, NOW)
        postpone(session, lying, NOW)
        send_all_again(session)
    assert delivery_of(hub.library, song, display).state == "received"
    assert due(hub.library, 1e12) == []


def test_an_event_of_an_earlier_asking_says_nothing_about_the_new_one(hub: Hub, client: FlaskClient) -> None:
    song, display = waiting_song(hub, client)
    first = delivery_of(hub.library, song, display).ticket
    assert tell(hub.library, song, display, "thanked", ticket=first, reply="heart")
    with hub.library.session() as session:
        ask_delivery(session, find_song(session, song), display)
    again = delivery_of(hub.library, song, display)
    assert again.ticket != first
    assert (again.state, again.reply, again.played_at) == ("pending", None, None)
    assert not tell(hub.library, song, display, "played", ticket=first)
    assert tell(hub.library, song, display, "received", ticket=again.ticket)


def test_a_long_reply_is_cut_and_an_unknown_event_changes_nothing(hub: Hub, client: FlaskClient) -> None:
    song, display = waiting_song(hub, client)
    assert not tell(hub.library, song, display, "sang")
    assert not tell(hub.library, "another song", display, "played")
    tell(hub.library, song, display, "thanked", reply="a" * 500)
    assert delivery_of(hub.library, song, display).reply == "a" * LONGEST_REPLY


def test_other_quiet_hours_let_a_waiting_song_go(hub: Hub, client: FlaskClient) -> None:
    song, display = waiting_song(hub, client)
    with hub.library.session() as session:
        postpone(session, due_deliveries(session, NOW, 10), NOW + HOUR)
    assert due(hub.library, NOW) == []
    with hub.library.session() as session:
        arrange_arrivals(session, display, "toast", None, None)
    assert due(hub.library, NOW) == [song]


def test_a_song_is_not_held_back_for_quiet_hours_that_were_just_ended(hub: Hub, client: FlaskClient) -> None:
    song, display = waiting_song(hub, client)
    with hub.library.session() as session:
        arrange_arrivals(session, display, "play", "22:00", "07:00")
    with hub.library.session() as session:
        read = due_deliveries(session, NOW, 10)
    with hub.library.session() as session:
        arrange_arrivals(session, display, "play", None, None)
    with hub.library.session() as session:
        postpone(session, read, NOW + HOUR)
    assert due(hub.library, NOW) == [song]


def test_deliveries_of_an_older_goodwave_are_kept_with_tickets_of_their_own(config: Config) -> None:
    config.data_dir.mkdir()
    _migrate_to(config, "0004")
    with closing(sqlite3.connect(config.data_dir / "goodwave.db")) as old:
        texts = "id, token, message, 'to', sender, language, genre, mood, voice, length, state"
        names = texts.replace("'to'", '"to"')
        values = "'s', 't', 'm', '', '', 'en', 'pop', 'warm', 'v', 'short', 'done'"
        counts = "seed, fraction, attempts, cancel_requested, created_at"
        old.execute(f"INSERT INTO song ({names}, {counts}) VALUES ({values}, 1, 1.0, 1, 0, 5.0)")
        old.executemany("INSERT INTO display (id, name, created_at) VALUES (?, 'TV', 5.0)", [["a"], ["b"]])
        insert = "INSERT INTO delivery (song_id, display_id, state, asked_at) VALUES ('s', ?, ?, 6.0)"
        old.executemany(insert, [["a", "sent"], ["b", "played"]])
        old.commit()
    with closing(open_library(config)) as library:
        sent, played = delivery_of(library, "s", "a"), delivery_of(library, "s", "b")
        assert (sent.state, played.state) == ("sent", "played")
        assert len({sent.ticket, played.ticket, ""}) == 3
        assert due(library, NOW) == ["s"]
        with library.session() as session:
            assert [delivery.display.manner for delivery in shelf(session, "a")] == ["play"]


def _migrate_to(config: Config, revision: str) -> None:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(config.database_url)
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
    engine.dispose()
