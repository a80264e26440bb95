"""The pages come from tv_client as they are."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/", "/tv", "/s/some-token", "/static/phone/index.html"])
def test_each_page_is_served_and_asked_for_again(client: FlaskClient, path: str) -> None:
    page = client.get(path, buffered=True)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "no-cache" in page.headers["Cache-Control"]
    again = client.get(path, buffered=True, headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "mimetype"),
    [("/static/shared/api.js", "text/javascript"), ("/static/shared/base.css", "text/css")],
)
def test_what_pages_are_made_of_comes_with_its_type(client: FlaskClient, path: str, mimetype: str) -> None:
    file = client.get(path, buffered=True)
    assert (file.status_code, file.mimetype) == (200, mimetype)
