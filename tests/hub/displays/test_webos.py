"""A television without our page is called over its own protocol, and what it does not do is said."""

import logging

import pytest

from edge_service.errors import DisplayOff, TelevisionRefused, TelevisionUnpaired
from edge_service.hub.displays import Call, WebDriver, WebosDriver, pair_television
from edge_service.hub.displays.webos import OUR_APP
from edge_service.hub.logs import quiet_libraries
from tests.hub.displays.fake_television import (
    KEY,
    LAUNCH,
    OPEN,
    SILENT,
    TOAST,
    FakeTelevision,
    reach,
)
from tests.hub.settings import free_port

HERE = "127.0.0.1"
CALL = Call("A song for Mum, from Anna", "http://192.168.1.5:8080/tv")


def driver(key: str = KEY, opens_page: bool = True) -> WebosDriver:
    return WebosDriver("Grandma's TV", HERE, key, opens_page)


def test_a_television_hands_out_its_key_once_its_people_say_yes(television: FakeTelevision) -> None:
    assert pair_television("Grandma's TV", HERE) == KEY
    assert television.questions == 1


def test_a_paired_television_is_not_asked_again(television: FakeTelevision) -> None:
    assert driver().call(CALL).trouble is None
    assert television.questions == 0


def test_a_song_is_told_and_our_page_opened(television: FakeTelevision) -> None:
    outcome = driver().call(CALL)
    assert (outcome.shown, outcome.opened, outcome.trouble) == (True, True, None)
    assert television.done(TOAST)[0]["message"] == CALL.text
    assert television.done(OPEN) == [{"target": CALL.page}]


def test_our_own_app_is_opened_where_it_is_installed(television: FakeTelevision) -> None:
    television.apps = ("com.webos.app.browser", OUR_APP)
    assert driver().call(CALL).opened
    assert television.done(LAUNCH) == [{"id": OUR_APP}]
    assert television.done(OPEN) == []


def test_a_page_is_not_opened_where_the_household_does_not_want_it(television: FakeTelevision) -> None:
    outcome = driver(opens_page=False).call(CALL)
    assert (outcome.shown, outcome.opened, outcome.trouble) == (True, False, None)
    assert television.done(OPEN) == television.done(LAUNCH) == []


@pytest.mark.parametrize(
    ("uri", "shown", "opened", "what"),
    [(OPEN, True, False, "open our page"), (TOAST, False, True, "show a message")],
)
def test_what_a_television_would_not_do_is_said(
    television: FakeTelevision, uri: str, shown: bool, opened: bool, what: str
) -> None:
    television.refuses = {uri}
    outcome = driver().call(CALL)
    assert (outcome.shown, outcome.opened) == (shown, opened)
    assert isinstance(outcome.trouble, TelevisionRefused)
    assert what in outcome.trouble.message
    assert "the song waits" in outcome.trouble.hint


def test_a_no_on_the_television_is_told_at_once(television: FakeTelevision) -> None:
    television.answer = "no"
    with pytest.raises(TelevisionUnpaired, match="did not let Goodwave in"):
        pair_television("Grandma's TV", HERE)
    assert television.questions == 1


def test_a_question_that_nobody_answers_is_put_again_and_then_given_up(
    television: FakeTelevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiowebostv.webos_client.RECEIVE_TIMEOUT", 0.3)
    monkeypatch.setattr("edge_service.hub.displays.webos.PAIRING_TRIES", 2)
    television.answer = SILENT
    with pytest.raises(TelevisionUnpaired, match="Nobody answered"):
        pair_television("Grandma's TV", HERE)
    assert television.questions == 2


def test_a_television_that_forgot_us_says_that_it_must_be_paired_again(television: FakeTelevision) -> None:
    television.answer = "no"
    outcome = driver("a key of last year").call(CALL)
    assert not outcome.shown
    assert isinstance(outcome.trouble, TelevisionUnpaired)
    assert television.asked == []


def test_a_television_that_is_off_is_named_with_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    reach(monkeypatch, free_port())
    outcome = driver().call(CALL)
    assert (outcome.shown, outcome.opened) == (False, False)
    assert isinstance(outcome.trouble, DisplayOff)
    assert HERE in outcome.trouble.message
    with pytest.raises(DisplayOff):
        pair_television("Grandma's TV", HERE)


def test_a_screen_with_our_page_alone_says_that_it_must_be_switched_on() -> None:
    outcome = WebDriver("Kitchen").call(CALL)
    assert (outcome.shown, outcome.opened) == (False, False)
    assert isinstance(outcome.trouble, DisplayOff)
    assert CALL.page in outcome.trouble.hint


def test_neither_a_televisions_key_nor_what_is_shown_there_is_in_the_logs(
    television: FakeTelevision, caplog: pytest.LogCaptureFixture
) -> None:
    quiet_libraries()
    caplog.set_level(logging.DEBUG)
    assert pair_television("Grandma's TV", HERE) == KEY
    assert driver().call(CALL).shown
    assert television.done(TOAST)
    assert KEY not in caplog.text
    assert CALL.text not in caplog.text
