"""The list of songs on the phone: found by their words, page by page; guests see their own."""

from playwright.sync_api import Route, expect

from tests.browser.conftest import PHONE, House, OpenPage, Watched
from tests.browser.test_phone_page import send_letter


def two_songs_at_once(route: Route) -> None:
    """Shrink the page of the list, as it stands in the script."""
    answer = route.fetch()
    text = answer.text().replace("SONGS_AT_ONCE = 50", "SONGS_AT_ONCE = 2")
    assert text != answer.text()
    route.fulfill(response=answer, body=text)


def test_songs_are_found_by_what_is_written_in_them(phone: Watched, house: House) -> None:
    found = house.made_song("Thank you for the paper kites on the beach", to="Zoë", sender="Leo")
    other = house.made_song("Thank you for the soup")
    page = phone.page
    page.goto(f"{house.url}/#/songs")
    row = page.locator(f"a[href='#/songs/{found['id']}']")
    search = page.get_by_label("Look for a name or a word")
    for words in ("zoe", "kites leo", "BEACH"):
        search.fill(words)
        expect(page.locator(f"a[href='#/songs/{other['id']}']")).to_have_count(0)
        expect(row).to_be_visible()
    search.fill("nothing like it")
    expect(page.get_by_role("status").filter(has_text="No song holds “nothing like it”.")).to_be_visible()
    search.fill("")
    expect(page.locator(f"a[href='#/songs/{other['id']}']")).to_be_visible()


def test_older_songs_are_shown_when_somebody_asks(phone: Watched, house: House) -> None:
    songs = [house.made_song(f"Thank you for song number {number}") for number in range(3)]
    page = phone.page
    page.route("**/static/shared/api.js", two_songs_at_once)
    page.goto(f"{house.url}/#/songs")
    page.reload()
    rows = page.locator(".songs-list a")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Older songs").click()
    expect(page.locator(f"a[href='#/songs/{songs[0]['id']}']")).to_be_visible()


def test_a_guest_finds_the_songs_asked_for_here_and_no_way_to_what_is_closed(
    open_page: OpenPage, house: House
) -> None:
    house.made_song(to="Somebody else")
    page = open_page("/", PHONE, scope="guest").page
    expect(page.get_by_role("link", name="Songs", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Devices")).to_have_count(0)
    send_letter(page)
    page.wait_for_selector(".finished")
    expect(page.get_by_role("button", name="Delete this song")).to_have_count(0)
    expect(page.get_by_role("button", name="Send")).to_have_count(0)
    song = page.url.rsplit("/", 1)[1]
    page.get_by_role("link", name="Songs", exact=True).click()
    expect(page.locator(".songs-list a")).to_have_count(1)
    expect(page.locator(f"a[href='#/songs/{song}']")).to_be_visible()
    page.goto(f"{house.url}/#/devices")
    expect(page.locator("[name=message]")).to_be_visible()
