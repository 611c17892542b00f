"""A WSGI application that answers with the files of a folder, from memory: the least that a server can do.

A file NAME holds a body, and NAME.json the headers that the application sent with it.
"""

import json
import os
from functools import cache
from pathlib import Path


@cache
def _stored(name):
    path = Path(os.environ["STATIC_BODIES"]) / name
    return [*json.loads(path.with_suffix(".json").read_text()).items()], path.read_bytes()


def application(environ, start_response):
    name = environ["PATH_INFO"].rpartition("/")[2]
    if name == "readyz":
        headers, body = [], b"ready\n"
    elif name == "pid":
        headers, body = [], str(os.getpid()).encode()
    else:
        headers, body = _stored(name)
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]
