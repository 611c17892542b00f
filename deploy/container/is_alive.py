"""Ends with 0 if the application in this container answers /healthz, else with 1."""

import os
import socket
import sys
from http.client import HTTPConnection


class Connection(HTTPConnection):
    """To the socket file of GRANIAN_UDS, or to port 8000."""

    def connect(self):
        path = os.environ.get("GRANIAN_UDS")
        if not path:
            return super().connect()
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(path)


try:
    asking = Connection("127.0.0.1", 8000, timeout=4)
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    asking.request("GET", "/healthz", headers={"Host": name})
    sys.exit(asking.getresponse().status != 200)
except OSError as error:
    sys.exit(f"The application does not answer: {error}")
