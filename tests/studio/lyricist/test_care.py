"""What is declined, and what must never be."""

import pytest

from edge_service.errors import UnkindMessage
from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import check_dedication

UNKIND_EN = [
    "I hate you",
    "I really hate you so much.",
    "I h4te you!",
    "You are a worthless pig",
    "you're so stupid",
    "You fat ugly loser",
    "Nobody loves you",
    "Everyone hates you",
    "Go to hell",
    "Rot in hell, Karen",
    "All immigrants should die",
    "I hate all gay people and death to gays",
    "Heil Hitler",
    "F.u.c.k you",
    "You dirty whore",
    "I will kill you",
    "I'm going to hurt you tonight",
    "k i l l yourself",
    "I hope you die",
    "You deserve to die",
    "Watch your back",
    "I'll burn down your house",
    "Send nudes",
    "I want to have sex with you",
    "Suck my big cock",
    "I want to die",
    "I don't want to live anymore",
    "I am going to kill myself",
    "You'd be better off without me",
    "By the time you read this I will be gone",
    "I keep cutting myself",
    "eres una mierda",
]
KIND_EN = [
    "Grandpa died last spring and I miss him every single day",
    "I'm so sad since the funeral, but your hugs help",
    "We lost him to suicide and we will always love him",
    "My heart is broken and I cry every night",
    "I hate that you live so far away",
    "I hate you being so far from home",
    "Greetings from Scunthorpe, Penistone and Essex",
    "Uncle Dick, your cockatoo and your pussycat say hi",
    "Dr. Cummings, thanks for the classic assistance with my class assignment",
    "I could kill for your lasagna",
    "You kill me with your jokes",
    "I nearly died laughing at your shiitake story",
    "I'm going to beat you at chess",
    "I will kill you with kindness",
    "I'd die for you",
    "Your pie is to die for",
    "I want to live my life with you",
    "I take my life in my hands when you drive",
    "You stubborn old mule, I love you",
    "Nobody loves you like I do",
    "You hung the moon and shot the stars",
    "Thank you for the blue tits in the garden and the Maine coon cat",
    "I hurt myself falling off my bike and you drove me home",
    "Mum beat breast cancer!",
    "It's a girl! We never asked for the baby's sex",
    "You're no idiot, you're a genius",
    "Damn, that was a good dinner",
    "I cut the cake and you cut the grass",
    "You're the bomb, sis",
    "I don't want to live without you",
]
UNKIND_ES = [
    "Te odio",
    "¡Te odio con toda mi alma!",
    "Eres una basura",
    "eres un inútil",
    "Eres tan estúpida",
    "No vales nada",
    "Nadie te quiere",
    "Todos te odian",
    "Hijo de puta",
    "Maldita perra",
    "Muerte a los judíos",
    "Los inmigrantes son basura",
    "Vete a la mierda",
    "Púdrete",
    "Te voy a matar",
    "Voy a golpearte",
    "Ojalá te mueras",
    "Mereces morir",
    "Mátate",
    "Te vas a arrepentir",
    "Voy a quemar tu casa",
    "Mándame nudes",
    "Quiero follarte",
    "Quiero sexo contigo",
    "Quiero morir",
    "Ya no quiero vivir",
    "Me voy a matar",
    "Quiero quitarme la vida",
    "Estarían mejor sin mí",
    "No quiero vivir más.",
    "Pienso en suicidarme",
    "I hate you",
]
KIND_ES = [
    "El abuelo murió en mayo y lo extraño todos los días",
    "Estoy muy triste desde el funeral, pero tus abrazos ayudan",
    "Lloro cada noche pensando en ti",
    "Te odio porque siempre ganas al dominó",
    "Odio que vivas tan lejos",
    "Me muero de risa contigo",
    "Quiero morirme de risa contigo otra vez",
    "Te voy a matar a besos",
    "Te voy a comer a besos",
    "No quiero vivir sin ti",
    "Quiero vivir mi vida contigo",
    "Eres un sol",
    "Eres la reina de la casa",
    "La zorra y las uvas era mi cuento favorito",
    "Nuestra perra Luna te extraña",
    "Las conchas y los cocos de la playa",
    "Nadie te quiere como yo",
    "Nadie te quiere más que tu abuela",
    "Mi negro lindo, feliz cumpleaños",
    "Gracias por el pollo y los huevos del domingo",
    "Este año el niño cumple diez años",
    "La computadora nueva es para la reputación de la empresa",
    "Te voy a ganar en el ajedrez",
    "Maté una araña por ti",
    "Dame un tiro libre y meto gol",
    "Eres tan lindo que me muero",
    "Vas a morir de risa",
    "Me corté el pelo para tu boda",
    "Tu tarta es para chuparse los dedos",
    "Qué vida tan bonita nos diste",
]


def declined(message: str, language: str) -> bool:
    try:
        check_dedication(Dedication(message, language=language))
    except UnkindMessage:
        return True
    return False


@pytest.mark.parametrize("message", UNKIND_EN)
def test_what_would_hurt_is_declined_in_english(message: str) -> None:
    assert declined(message, "en")


@pytest.mark.parametrize("message", KIND_EN)
def test_grief_jokes_and_innocent_words_pass_in_english(message: str) -> None:
    assert not declined(message, "en")


@pytest.mark.parametrize("message", UNKIND_ES)
def test_what_would_hurt_is_declined_in_spanish(message: str) -> None:
    assert declined(message, "es")


@pytest.mark.parametrize("message", KIND_ES)
def test_grief_jokes_and_innocent_words_pass_in_spanish(message: str) -> None:
    assert not declined(message, "es")


@pytest.mark.parametrize(
    ("message", "language", "helpline"),
    [("I want to die", "en", "988"), ("Quiero morir", "es", "024"), ("quiero morir", "en", "988")],
)
def test_a_heavy_moment_gets_a_helpline_in_the_senders_language(
    message: str, language: str, helpline: str
) -> None:
    with pytest.raises(UnkindMessage) as caught:
        check_dedication(Dedication(message, language=language))
    assert helpline in caught.value.hint
    assert "findahelpline.com" in caught.value.hint


@pytest.mark.parametrize(
    ("message", "language", "sentence"),
    [("You are fucking awesome, Mum", "en", "a word"), ("Qué puta alegría me das", "es", "una palabra")],
)
def test_a_crude_word_is_declined_for_the_word_not_the_thought(
    message: str, language: str, sentence: str
) -> None:
    with pytest.raises(UnkindMessage, match=sentence):
        check_dedication(Dedication(message, language=language))


def test_names_are_read_with_the_same_care() -> None:
    with pytest.raises(UnkindMessage):
        check_dedication(Dedication("Thank you for the tea", to="you fat pig"))
