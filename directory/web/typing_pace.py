"""How often one network may ask for suggestions, counted in the memory of this process."""

import threading
import time
from collections import Counter

from django.http import HttpRequest

from directory.web.rate_limit import client_network


class TypingPace:
    """A limit on requests of one network, in windows of a few seconds.

    Somebody who types makes at most eight requests a second; a library has a few who type at once. Of a
    network only the hash that Python salts anew in each process is counted, until the window ends.
    """

    def __init__(self, *, requests: int = 400, seconds: int = 10):
        self.requests, self.seconds = requests, seconds
        self._counts, self._window = Counter(), 0
        self._lock = threading.Lock()

    def allows(self, request: HttpRequest, *, at: float | None = None) -> bool:
        """Count a request; False if it is beyond the limit. at: seconds of a monotonic clock, for tests."""
        window = int((time.monotonic() if at is None else at) // self.seconds)
        network = hash(client_network(request))
        with self._lock:
            if window != self._window:
                self._counts, self._window = Counter(), window
            self._counts[network] += 1
            return self._counts[network] <= self.requests
