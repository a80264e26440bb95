"""Many styles and languages on the phone page: all in sight, none cut off."""

import pytest
from playwright.sync_api import Page, Route, expect

from edge_service.studio.band import genres
from tests.browser.conftest import PHONE, OpenPage, Watched

LEARNING = "Português (Brasil)"
CUT_OFF = """select => {
    const style = getComputedStyle(select);
    const ruler = document.createElement('canvas').getContext('2d');
    ruler.font = `${style.fontSize} ${style.fontFamily}`;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return ruler.measureText(select.selectedOptions[0].text).width > room;
}"""


def unfold_sound(page: Page) -> None:
    page.locator(".compose .sound > summary").click()


def offer_everything(page: Page) -> None:
    """Let the page offer every genre of the band, and a language that is still being learned."""

    def answer(route: Route) -> None:
        offered = route.fetch().json()
        offered["genres"] = [
            {"name": one.name, "label": one.label, "description": one.description} for one in genres()
        ]
        offered["languages"].append(
            {"code": "pt-br", "label": LEARNING, "status": "experimental", "voices": []}
        )
        route.fulfill(json=offered)

    page.route("**/api/v1/options", answer)
    page.reload()
    unfold_sound(page)


@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_all_styles_lie_in_half_a_window_with_a_line_about_the_chosen_one(
    open_page: OpenPage, locale: str
) -> None:
    page = open_page("/", PHONE, locale=locale).page
    offer_everything(page)
    styles = page.locator(".question").filter(has=page.locator("[name=genre]"))
    assert styles.locator(".choice").count() == len(genres()) > 3
    lines = set()
    for genre in genres():
        styles.locator(f"[value={genre.name}]").check(force=True)
        lines.add(styles.locator(".about").inner_text())
        height = styles.evaluate("element => element.getBoundingClientRect().height")
        assert height < PHONE["height"] / 2
    assert len(lines - {""}) == len(genres())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("locale", "learning"), [("en-GB", "is still learning to sing"), ("es-ES", "está aprendiendo a cantar")]
)
def test_a_language_that_is_still_learned_is_named_in_full_and_says_so(
    open_page: OpenPage, locale: str, learning: str
) -> None:
    page = open_page("/", PHONE, locale=locale).page
    offer_everything(page)
    select = page.locator("[name=language]")
    expect(page.locator(".learning")).to_be_hidden()
    select.select_option("pt-br")
    expect(page.locator(".learning")).to_contain_text(learning)
    expect(page.locator(".learning")).to_contain_text(LEARNING)
    assert select.evaluate(CUT_OFF) is False
    assert select.evaluate("select => select.selectedOptions[0].parentNode.tagName") == "OPTGROUP"
    select.select_option("en")
    expect(page.locator(".learning")).to_be_hidden()


def test_how_it_should_sound_is_folded_under_a_line_that_says_it(phone: Watched) -> None:
    page = phone.page
    line = page.locator(".compose .sound > summary")
    expect(line).to_contain_text("Pop · Warm · Standard · English")
    expect(page.locator("[name=voice]")).to_be_hidden()
    line.click()
    page.get_by_text("Ballad", exact=True).click()
    page.locator("[name=language]").select_option("es")
    expect(line).to_contain_text("Ballad · Warm · Standard · Español")


def test_a_voice_is_named_in_full(phone: Watched) -> None:
    unfold_sound(phone.page)
    voice = phone.page.locator("[name=voice]")
    for name in voice.locator("option").evaluate_all("all => all.map(one => one.value)"):
        voice.select_option(name)
        assert voice.evaluate(CUT_OFF) is False
