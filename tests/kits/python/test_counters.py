"""Counts end when their time is over, and what has ended takes no room."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from chatgraft.kits.python.chatkit_kit.http.counters import Counters


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_limit_holds_and_ends() -> None:
    clock = Clock()
    limiter, rate = FixedWindowRateLimiter(Counters(clock)), RateLimitItemPerMinute(2)
    assert [limiter.hit(rate, "x") for _ in range(3)] == [True, True, False]
    assert limiter.hit(rate, "y")
    assert limiter.get_window_stats(rate, "x").reset_time == 1_060.0
    clock.now += 60
    assert limiter.hit(rate, "x")


def test_visitors_who_are_gone_take_no_room() -> None:
    clock = Clock()
    counters = Counters(clock)
    for number in range(5_000):
        counters.incr(f"visitor {number}", 30)
    assert len(counters) == 5_000
    clock.now += 61
    counters.incr("one more", 30)
    assert len(counters) == 1


def test_no_thread_is_started() -> None:
    import threading

    before = threading.active_count()
    counters = Counters()
    for number in range(100):
        counters.incr(str(number), 30)
    assert threading.active_count() == before
