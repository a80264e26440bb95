"""A letter's salutation is not sung; the name in it calls what follows."""

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import check_dedication, draft
from edge_service.studio.lyricist.weave.salutation import without_salutation

POP = load_style("pop")


@pytest.mark.parametrize(
    ("language", "written", "sung"),
    [
        ("de", ["Sehr geehrte Frau Schubert,", "vielen Dank."], ["Frau Schubert, vielen Dank."]),
        ("de", ["Sehr geehrte Damen und Herren,", "wir danken."], ["wir danken."]),
        ("de", ["Liebe ist, wenn man wartet."], ["Liebe ist, wenn man wartet."]),
        ("en", ["Dear Sir,", "thank you."], ["thank you."]),
        ("en", ["Dearest Anna, I miss you."], ["Anna, I miss you."]),
        ("fr", ["Madame, Monsieur,", "merci."], ["merci."]),
        ("es", ["Querida mamá:", "te extraño."], ["mamá, te extraño."]),
        ("it", ["Gentile signora Rossi,", "grazie."], ["signora Rossi, grazie."]),
        ("it", ["Caro, ti aspetto a casa."], ["Caro, ti aspetto a casa."]),
        ("pt-br", ["Prezada senhora Eulália,", "obrigado."], ["senhora Eulália, obrigado."]),
        ("nl", ["Geachte mevrouw De Haan,", "bedankt."], ["mevrouw De Haan, bedankt."]),
        ("nl", ["Beste wensen, tot gauw."], ["Beste wensen, tot gauw."]),
        ("id", ["Yang terhormat Bapak Hendra,", "terima kasih."], ["Bapak Hendra, terima kasih."]),
        ("en", ["Dear Mum,"], ["Mum"]),
        ("en", ["Dear Sir,"], ["Dear Sir,"]),
    ],
)
def test_what_opens_a_letter_is_left_away_before_a_name(
    language: str, written: list[str], sung: list[str]
) -> None:
    assert without_salutation(written, language) == sung


@pytest.mark.parametrize(
    ("language", "to", "message", "unsung"),
    [
        ("de", "Frau Schubert", "Sehr geehrte Frau Schubert,\nvielen Dank für die Geduld.", "geehrte"),
        ("en", "Mr Brown", "Dear Sir,\nthank you for the boat trip and the maps.", "sir"),
        ("pt-br", "mãe", "Querida mãe,\nsinto falta da sua cozinha.", "você, sinto"),
        ("id", "Ibu Sari", "Kepada Yth. Ibu Sari,\nterima kasih atas kuenya.", "yth"),
    ],
)
def test_no_line_sings_a_salutation(language: str, to: str, message: str, unsung: str) -> None:
    found = draft(check_dedication(Dedication(message, to, language=language)), POP)
    assert unsung not in found.lyrics.text.lower()
