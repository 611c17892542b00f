import pytest
from django.http import HttpResponse

ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def carried(response):
    return {name: response.headers.get(name) for name in ALWAYS}


def test_probe(client, db):
    r = client.get("/readyz")
    assert (r.status_code, r.content) == (200, b"ready\n")
    assert carried(client.get("/nothing")) == ALWAYS
