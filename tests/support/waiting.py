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
