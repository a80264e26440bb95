"""A screen is let in by the code it shows, within five minutes and five tries."""

import pytest

from edge_service.errors import CodeWrong, PairingDenied, PairingEnded, PairingPending, TooManyTries
from edge_service.hub.access.codes import ALPHABET, as_typed, new_code
from edge_service.hub.access.pairing import CODE_SECONDS, MOST_ATTEMPTS, MOST_WAITING, POLL_SECONDS, Pairing


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pairing(clock: Clock) -> Pairing:
    return Pairing(clock)


def give(name: str) -> tuple[str, str]:
    return f"id of {name}", f"token of {name}"


def another(code: str) -> str:
    return next(other for other in iter(new_code, "") if other != code)


def test_a_screen_gets_its_token_once_somebody_has_typed_its_code(pairing: Pairing) -> None:
    screen = pairing.begin("Kitchen")
    with pytest.raises(PairingPending):
        pairing.poll(screen.device_code)
    assert pairing.approve(screen.user_code.lower().replace("-", " "), "phone", give) == "Kitchen"
    assert pairing.poll(screen.device_code) == ("id of Kitchen", "token of Kitchen")
    with pytest.raises(PairingEnded):
        pairing.poll(screen.device_code)


def test_a_screen_that_was_turned_away_hears_so(pairing: Pairing) -> None:
    screen = pairing.begin("Kitchen")
    pairing.deny(screen.user_code, "phone")
    with pytest.raises(PairingDenied):
        pairing.poll(screen.device_code)


def test_a_code_is_over_after_five_minutes(pairing: Pairing, clock: Clock) -> None:
    screen = pairing.begin("Kitchen")
    clock.now += CODE_SECONDS
    with pytest.raises(CodeWrong):
        pairing.approve(screen.user_code, "phone", give)
    with pytest.raises(PairingEnded):
        pairing.poll(screen.device_code)


def test_five_wrong_codes_shut_the_door_on_one_approver_for_five_minutes(
    pairing: Pairing, clock: Clock
) -> None:
    screen = pairing.begin("Kitchen")
    wrong = another(screen.user_code)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(CodeWrong):
            pairing.approve(wrong, "guesser", give)
    with pytest.raises(TooManyTries):
        pairing.approve(screen.user_code, "guesser", give)
    assert pairing.approve(screen.user_code, "phone", give) == "Kitchen"
    clock.now += CODE_SECONDS
    later = pairing.begin("Bedroom")
    assert pairing.approve(later.user_code, "guesser", give) == "Bedroom"


def test_who_polls_too_fast_is_told_to_slow_down(pairing: Pairing, clock: Clock) -> None:
    screen = pairing.begin("Kitchen")
    told = []
    for wait in (0, 1, POLL_SECONDS * 4):
        clock.now += wait
        with pytest.raises(PairingPending) as pending:
            pairing.poll(screen.device_code)
        told.append(pending.value.interval)
    assert told == [POLL_SECONDS, POLL_SECONDS + 5, POLL_SECONDS + 5]


def test_the_claim_code_is_good_once(pairing: Pairing) -> None:
    code = pairing.claim_code
    pairing.check_claim(code, "phone")
    with pytest.raises(CodeWrong):
        pairing.check_claim(code, "phone")


def test_the_claim_code_cannot_be_guessed_from_one_address(pairing: Pairing) -> None:
    wrong = another(pairing.claim_code)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(CodeWrong):
            pairing.check_claim(wrong, "thief")
    with pytest.raises(TooManyTries):
        pairing.check_claim(pairing.claim_code, "thief")


def test_a_crowd_of_screens_cannot_fill_the_hub(pairing: Pairing, clock: Clock) -> None:
    for number in range(MOST_WAITING):
        pairing.begin(f"screen {number}")
    with pytest.raises(TooManyTries):
        pairing.begin("one more")
    clock.now += CODE_SECONDS
    assert pairing.begin("later").name == "later"


def test_a_code_is_of_letters_that_do_not_look_alike() -> None:
    code = new_code()
    assert set(code) <= set(ALPHABET) | {"-"}
    assert not set("AEIOUY01") & set(ALPHABET)
    assert as_typed(f" {code.lower()} ") == code


def test_only_screens_that_nobody_has_answered_are_listed(pairing: Pairing) -> None:
    one, other = pairing.begin("Kitchen"), pairing.begin("Bedroom")
    pairing.approve(one.user_code, "phone", give)
    assert [screen.name for screen in pairing.waiting()] == [other.name]
