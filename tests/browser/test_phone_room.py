"""The phone warns before the hub is full."""

import re

import pytest
from playwright.sync_api import expect

from edge_service.hub.keeping.room import Room, RoomLeft
from tests.browser.conftest import House, Watched

FREE_BYTES = 3 * 2**30


@pytest.mark.parametrize(
    ("songs_left", "looks", "says"),
    [(7, "gentle", "Room for more songs on the hub: 7"), (0, "bad", "no room for another song")],
)
def test_the_phone_says_how_much_room_is_left(
    house: House, phone: Watched, monkeypatch: pytest.MonkeyPatch, songs_left: int, looks: str, says: str
) -> None:
    monkeypatch.setattr(Room, "left", lambda _room: RoomLeft(0, FREE_BYTES, None, songs_left))
    for place in ("", "#/songs"):
        phone.page.goto(f"{house.url}/{place}")
        phone.page.reload()
        warning = phone.page.get_by_role("status").filter(has_text=says)
        expect(warning).to_be_visible()
        expect(warning).to_have_class(re.compile(looks))
        expect(warning).to_contain_text("Delete songs")


def test_with_plenty_of_room_nothing_is_said(phone: Watched) -> None:
    expect(phone.page.locator("[name=message]")).to_be_visible()
    expect(phone.page.locator("#page > .notice")).to_be_empty()
