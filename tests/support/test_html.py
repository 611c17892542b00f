import pytest

from tests.support.html import assert_valid, faults

PAGE = """<!doctype html><html lang="en"><head><title>T</title></head>
<body><main><h1>H</h1>{}</main></body></html>"""


def test_a_sound_page_has_no_fault():
    assert_valid(PAGE.format('<p id="a">Words</p><a href="#a">there</a>'))


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("<p>one<div>two</div></p>", "unexpected-end-tag"),
        ("<span><ul><li>one</li></ul></span>", "<ul> may not stand in <span>"),
        ("<ul><a>one</a></ul>", "<a> may not stand in <ul>"),
        ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<label for="b">Words</label>', "for=“b” of <label> leads nowhere"),
        ('<section aria-labelledby="b"></section>', "aria-labelledby=“b” of <section> leads nowhere"),
        ('<a href="#b">there</a>', "href=“#b” leads nowhere"),
        ('<p style="color: red">Words</p>', "<p> has style"),
        ('<p onclick="go()">Words</p>', "<p> has onclick"),
        ("<script>go()</script>", "a <script> stands in the page"),
        ("<h1>Another</h1>", "there are 2 <h1>"),
    ],
)
def test_a_fault_is_found(part, fault):
    assert any(fault in found for found in faults(PAGE.format(part)))


def test_a_block_of_data_is_no_script():
    assert_valid(PAGE.format('<script type="application/ld+json">{}</script>'))
