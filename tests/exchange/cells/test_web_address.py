"""Web addresses as people write them."""

import pytest

from directory.exchange.cells.web_address import parse_web_address


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("cedar.example.com", "https://cedar.example.com"),
        (" www.cedar.example.com ", "https://www.cedar.example.com"),
        ("HTTP://WWW.Cedar.Example.com/Denver", "http://www.cedar.example.com/Denver"),
        ("<https://cedar.example.com/>", "https://cedar.example.com/"),
        ("www.cedar.example.com?utm_source=sheet&gclid=abc", "https://www.cedar.example.com"),
        (
            "https://c.example/a?b=%20c&utm_source=x&fbclid=1&d=#e",
            "https://c.example/a?b=%20c&d=#e",
        ),
        ("https://c.example/?q=1", "https://c.example/?q=1"),
        ("http://", ""),
        ("https://www.", ""),
        ("", ""),
    ],
)
def test_a_website_is_read_without_what_counts_visitors(cell, address):
    assert parse_web_address(cell) == address


@pytest.mark.parametrize(
    "cell", ["cedar", "a b.example", "ann@cedar.example", "mailto:ann@cedar.example", "ftp://c.example"]
)
def test_what_is_no_web_address_is_not_made_one(cell):
    assert parse_web_address(cell) is None
