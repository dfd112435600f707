"""What runs beside the loop gives its result or its fault back, and holds up nobody when it hangs."""

from __future__ import annotations

import asyncio
import contextvars
import threading
import time

import pytest

from actions.aside import aside


async def test_the_result_and_the_fault_come_back() -> None:
    assert await aside(lambda: 5, seconds=1) == 5

    def fails() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await aside(fails, seconds=1)


async def test_it_ends_the_thread_only_and_not_the_process() -> None:
    def leaves() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        await aside(leaves, seconds=1)


async def test_what_was_set_around_the_call_is_seen_inside() -> None:
    who: contextvars.ContextVar[str] = contextvars.ContextVar("who")
    who.set("this conversation")
    assert await aside(who.get, seconds=1) == "this conversation"


async def test_many_that_hang_hold_up_nobody() -> None:
    release = threading.Event()
    try:
        hanging = [asyncio.create_task(aside(release.wait, seconds=0.05)) for _ in range(60)]
        ended = await asyncio.gather(*hanging, return_exceptions=True)
        assert all(isinstance(each, TimeoutError) for each in ended)
        began = time.monotonic()
        assert await aside(lambda: "at once", seconds=1) == "at once"
        assert time.monotonic() - began < 0.5
        left = [thread for thread in threading.enumerate() if thread.name == "action"]
        assert left and all(thread.daemon for thread in left)  # the process can end with them
    finally:
        release.set()


async def test_actions_that_end_take_turns_in_the_same_threads() -> None:
    used = [await aside(threading.current_thread, seconds=1) for _ in range(40)]
    assert len(set(used)) <= 5


async def test_a_thread_that_was_left_behind_is_used_again_once_it_is_free() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        await aside(release.wait, seconds=0.01)
    release.set()
    assert [await aside(lambda number=number: number, seconds=1) for number in range(9)] == list(range(9))


def test_a_result_that_comes_after_the_loop_has_ended_harms_nothing() -> None:
    release, faults = threading.Event(), []
    before = threading.excepthook
    threading.excepthook = lambda arguments: faults.append(arguments.exc_value)

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await aside(release.wait, seconds=0.01)

    try:
        asyncio.run(give_up())
        release.set()
        for thread in threading.enumerate():
            if thread.name == "action":
                thread.join(0.2)  # long enough for the late one to end what it does
    finally:
        threading.excepthook = before
    assert faults == []
