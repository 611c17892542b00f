import time


def until(page, expression, argument=None, seconds=8):
    """Wait until a JavaScript expression, or function of `argument`, is true in the page.

    Playwright's own wait_for_function evaluates inside the page, which the policy of the pages forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)  # milliseconds
