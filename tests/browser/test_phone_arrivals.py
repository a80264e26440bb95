"""On the phone: when a song arrives, how it arrives at each screen, and what came back."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, House, OpenPage
from tests.hub.conftest import listening, until


def test_quiet_hours_and_manner_of_a_screen_are_set_on_the_phone(open_page: OpenPage, house: House) -> None:
    display = house.ask("POST", "/api/v1/displays", {"name": "Bedroom"})["id"]
    page = open_page("/#/devices", PHONE).page
    form = page.locator(f"details[data-display='{display}']")
    form.locator("summary").first.click()
    form.locator("select").select_option("toast")
    form.locator("input[type=time]").nth(0).fill("22:00")
    form.locator("input[type=time]").nth(1).fill("07:30")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Saved.")
    expect(form.locator("summary").first).to_contain_text("quiet 22:00 to 07:30")
    kept = next(one for one in house.ask("GET", "/api/v1/displays")["displays"] if one["id"] == display)
    assert (kept["manner"], kept["quiet_from"], kept["quiet_until"]) == ("toast", "22:00", "07:30")


def test_a_song_is_sent_for_a_moment_to_come(open_page: OpenPage, house: House) -> None:
    display = house.ask("POST", "/api/v1/displays", {"name": "Grandma's TV"})["id"]
    song = house.made_song()
    page = open_page(f"/#/songs/{song['id']}", PHONE).page
    page.locator(".deliver summary").click()
    page.get_by_text("At a chosen time").click()
    page.locator(".deliver .moment").fill("2028-06-01T09:00")
    row = page.locator(f"li[data-display='{display}']")
    row.get_by_role("button").click()
    expect(row).to_contain_text("Comes on Thursday")
    [delivery] = house.ask("GET", f"/api/v1/songs/{song['id']}")["deliveries"]
    assert (delivery["state"], delivery["due_at"][:10]) == ("pending", "2028-06-01")


def test_words_that_came_back_are_shown_and_stay(open_page: OpenPage, house: House) -> None:
    display = house.ask("POST", "/api/v1/displays", {"name": "Grandpa's TV"})["id"]
    song = house.made_song()
    house.send(song, display)
    with listening(house.hub, "nothing") as screen:
        told = {"event": "thanked", "song": song["id"], "reply": "You made me cry"}
        screen.say(house.hub.topics.event(display), told)
    until(lambda: house.ask("GET", f"/api/v1/songs/{song['id']}")["deliveries"][0]["reply"])
    page = open_page(f"/#/songs/{song['id']}", PHONE).page
    expect(page.locator(f"li[data-display='{display}']")).to_contain_text("♥ “You made me cry”")
