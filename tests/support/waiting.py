"""Waiting for what an act brings. Nothing else in the tests waits a length of time."""

import time


def until(page, expression, argument=None, seconds=60):
    """Wait until a JavaScript expression, or function of `argument`, is true in the page.

    Playwright's own wait_for_function evaluates inside the page, which the policy of the pages forbids.
    """
    eventually(page, lambda: page.evaluate(expression, argument), expression, seconds)


def eventually(page, is_true, name="", seconds=60):
    """Wait until a function of ours says so, while the page goes on."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, f"never true: {name}"
        page.wait_for_timeout(20)  # milliseconds


def soon(is_true, failing=lambda: "", seconds=60):
    """Wait until a function of ours returns something true, without a page.

    failing  called if it never is: what to say then
    """
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, failing()
        time.sleep(0.01)


def enter(page):
    """Press Enter, and wait until the page that it leads to has loaded.

    Playwright's own press returns at once, unlike its click.
    """
    with page.expect_navigation():
        page.keyboard.press("Enter")
