"""How a name sounds, told on the phone page in plain words."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from edge_service.errors import BadDedication
from edge_service.studio.lyricist.names import read_names
from tests.browser.conftest import MESSAGE, House, Watched, true_on

SAID = "[name=said]"
# What people write for a name, and what the hub is told.
WRITTEN = [
    ("Siobhan", "shi-VAWN", {"siobhan": "shi-VAWN"}),
    ("Siobhan", " shi VAWN! ", {"siobhan": "shi-VAWN"}),
    ("Siobhan", "shi · VAWN", {"siobhan": "shi-VAWN"}),
    ("Siobhan", "{Siobhan|shi-VAWN}", {"siobhan": "shi-VAWN"}),
    ("Siobhan!", "shi-VAWN", {"siobhan": "shi-VAWN"}),
    ("Aunt Siobhan", "Aunt shi-VAWN", {"siobhan": "shi-VAWN"}),
    ("Niamh & Siobhan", "NEEV & shi-VAWN", {"niamh": "NEEV", "siobhan": "shi-VAWN"}),
    ("Iñaki", "i-ÑA-ki", {"iñaki": "i-ÑA-ki"}),
    ("Siobhan", "siobhan", {}),
    ("Siobhan", "?!", {}),
    ("", "shi-VAWN", {}),
]


def write_to(page: Page, name: str, said: str = "") -> None:
    """Begin a letter; every test has a recipient of its own, whose name the hub does not know yet."""
    page.fill("[name=to]", name)
    page.get_by_label("What would you like to say?").fill(MESSAGE)
    if said:
        page.get_by_role("button", name="Sounds different?").click()
        page.fill(SAID, said)


def write_lyrics(page: Page) -> None:
    page.get_by_role("button", name="Write the lyrics").click()
    page.wait_for_selector(".draft")


def sent_dedication(page: Page) -> dict[str, Any]:
    with page.expect_request("**/api/v1/songs") as asked:
        page.get_by_role("button", name="Make").click()
    return dict(json.loads(asked.value.post_data or "")["dedication"])


def test_a_person_says_how_a_name_sounds_without_braces(phone: Watched) -> None:
    page = phone.page
    expect(page.get_by_role("button", name="Sounds different?")).to_be_hidden()
    write_to(page, "Siobhan", "shi-VAWN")
    expect(page.get_by_label("How does “Siobhan” sound?")).to_have_value("shi-VAWN")
    write_lyrics(page)
    sent = sent_dedication(page)
    assert (sent["to"], sent["names"]) == ("Siobhan", "{Siobhan|shi-VAWN}")
    page.get_by_role("heading", name="A song for Siobhan").wait_for()
    page.get_by_role("link", name="Goodwave").click()
    expect(page.locator(SAID)).to_have_value("")  # the next letter may be for somebody else


def test_what_people_write_for_a_sound_is_what_the_lyricist_reads(phone: Watched) -> None:
    page = phone.page
    for name, said, meant in WRITTEN:
        names = page.evaluate(
            "([name, said]) => import('/static/phone/names.js').then(all => all.pairUp(name, said))",
            [name, said],
        )
        assert read_names(names, BadDedication)[1] == meant, (name, said)


def test_braces_typed_for_the_recipient_are_taken_apart(phone: Watched) -> None:
    page = phone.page
    write_to(page, "Aunt {Siobhan|shi-VAWN}")
    expect(page.locator("[name=to]")).to_have_value("Aunt Siobhan")
    expect(page.locator(SAID)).to_have_value("Aunt shi-VAWN")
    write_lyrics(page)
    sent = sent_dedication(page)
    assert (sent["to"], sent["names"]) == ("Aunt Siobhan", "{Siobhan|shi-VAWN}")


def test_one_word_of_a_longer_name_is_changed_in_place(phone: Watched) -> None:
    page = phone.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    write_to(page, "Aunt Aoife")
    page.get_by_role("button", name="Sounds different?").click()
    expect(page.locator(SAID)).to_have_value("Aunt Aoife")
    page.fill(SAID, "EE-fa")
    page.get_by_role("button", name="Write the lyrics").click()
    expect(page.locator(".saying")).to_contain_text("one word for each word of the name")
    assert page.evaluate("document.activeElement.name") == "said"
    assert not [url for url in asked if url.endswith("/lyrics")]
    page.fill(SAID, "Aunt EE-fa")
    write_lyrics(page)
    assert sent_dedication(page)["names"] == "{Aoife|EE-fa}"


def test_a_later_letter_to_the_same_person_shows_how_the_name_sounds(phone: Watched, house: House) -> None:
    wish = {"message": MESSAGE, "to": "Saoirse", "names": "{saoirse|SEER-sha} {bo|BOO}"}
    house.ask("POST", "/api/v1/songs", {"dedication": wish})
    page = phone.page
    write_to(page, "saoirse ")
    expect(page.locator(SAID)).to_have_value("SEER-sha")
    write_to(page, "Grandma")
    expect(page.locator(SAID)).to_have_value("")


def test_a_sound_is_kept_while_the_spelling_of_a_name_is_put_right(phone: Watched) -> None:
    page = phone.page
    write_to(page, "Siobahn", "shi-VAWN")
    write_to(page, "Siobhan")
    page.reload()
    expect(page.locator(SAID)).to_have_value("shi-VAWN")
    assert "Siobahn" not in page.evaluate("localStorage.getItem('goodwave.letter')")


def test_other_names_in_the_lyrics_are_told_beside_them(phone: Watched) -> None:
    page = phone.page
    write_to(page, "Ciara", "KEER-a")
    write_lyrics(page)
    page.get_by_role("button", name="Does a name sound different?").click()
    page.get_by_label("Name", exact=True).fill("Niamh")
    page.get_by_label("How it sounds").fill("neev")
    page.reload()
    expect(page.get_by_label("How it sounds")).to_have_value("neev")
    assert sent_dedication(page)["names"] == "{Ciara|KEER-a} {Niamh|neev}"


def test_another_sound_leaves_changed_lyrics_as_they_are(phone: Watched) -> None:
    page = phone.page
    write_to(page, "Eoin", "OH-in")
    write_lyrics(page)
    page.get_by_label("Verse 1, line 1", exact=True).fill("My own words")
    page.get_by_role("link", name="Back to the message").click()
    page.fill(SAID, "OH-wen")
    write_lyrics(page)
    assert page.get_by_label("Verse 1, line 1", exact=True).input_value() == "My own words"
    assert sent_dedication(page)["names"] == "{Eoin|OH-wen}"


def test_the_open_questions_are_easy_to_touch_and_fit_the_phone(phone: Watched) -> None:
    page = phone.page
    write_to(page, "Eimear", "EE-mer")
    write_lyrics(page)
    page.get_by_role("button", name="Does a name sound different?").click()
    true_on(
        page,
        "Array.from(document.querySelectorAll('.names input, .names button'))"
        ".every(one => one.getBoundingClientRect().height >= 44)",
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
