"""PINs: what opens a seat, what does not, and that none is kept."""

from __future__ import annotations

import pickle

from tui.pins import MOST_TRIES, PAUSE_SECONDS, Pins


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def pins_of_paris(clock: Clock | None = None) -> Pins:
    pins = Pins(clock or Clock())
    pins.choose("paris", "4711")
    return pins


def test_the_right_pin_opens_and_a_wrong_one_does_not() -> None:
    pins = pins_of_paris()
    assert pins.opens("paris", "4711")
    assert not pins.opens("paris", "4712")
    assert not pins.opens("paris", "")


def test_a_seat_without_a_pin_opens_to_everybody() -> None:
    pins = pins_of_paris()
    pins.choose("warsaw", "")
    assert pins.was_asked("warsaw")
    assert not pins.has("warsaw")
    assert pins.opens("warsaw", "anything")


def test_three_wrong_pins_close_the_seat_for_a_while() -> None:
    clock = Clock()
    pins = pins_of_paris(clock)
    for _ in range(MOST_TRIES):
        assert not pins.opens("paris", "0")
    assert pins.seconds_closed("paris") == PAUSE_SECONDS
    assert not pins.opens("paris", "4711")
    clock.now += PAUSE_SECONDS
    assert pins.seconds_closed("paris") == 0
    assert pins.opens("paris", "4711")


def test_trying_during_the_pause_does_not_make_it_longer() -> None:
    clock = Clock()
    pins = pins_of_paris(clock)
    for _ in range(MOST_TRIES):
        pins.opens("paris", "0")
    clock.now += PAUSE_SECONDS - 1
    pins.opens("paris", "0")
    assert pins.seconds_closed("paris") == 1


def test_the_right_pin_forgives_the_wrong_ones() -> None:
    pins = pins_of_paris()
    pins.opens("paris", "0")
    assert pins.tries_left("paris") == MOST_TRIES - 1
    pins.opens("paris", "4711")
    assert pins.tries_left("paris") == MOST_TRIES


def test_one_seats_pause_leaves_the_others_open() -> None:
    pins = pins_of_paris()
    pins.choose("warsaw", "1")
    for _ in range(MOST_TRIES):
        pins.opens("paris", "0")
    assert pins.opens("warsaw", "1")


def test_no_pin_is_kept_anywhere() -> None:
    pins = Pins()
    pins.choose("paris", "secret-pin-4711")
    assert b"secret-pin-4711" not in pickle.dumps(pins._locks)
    assert "4711" not in repr(pins._locks)


def test_two_seats_with_the_same_pin_have_different_hashes() -> None:
    pins = pins_of_paris()
    pins.choose("warsaw", "4711")
    one, other = pins._locks["paris"], pins._locks["warsaw"]
    assert one is not None
    assert other is not None
    assert one.hash != other.hash
