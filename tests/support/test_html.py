import pytest

from tests.support.html import assert_valid, elements, faults

PAGE = """<!doctype html><html lang="en"><head><title>T</title></head>
<body><main><h1>H</h1>{}</main></body></html>"""


def test_a_sound_page_has_no_fault():
    assert_valid(PAGE.format('<p id="a">Words</p><a href="#a">there</a>'))


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("<p>one<div>two</div></p>", "No <p> tag to close"),
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


@pytest.mark.parametrize(
    "part",
    [
        "<div></span></div>",
        "<span>never closed",
        "<p></p></p>",
        "</br>",
        "<input></input>",
        "<div/>",
        "<b><i></b></i>",
        "<a><a></a></a>",
        "<form><form></form></form>",
        "<button><button></button></button>",
        "<h2><h3></h3></h2>",
        "<p><table></table></p>",
        "<p><ul></ul></p>",
        "<table><p>x</p></table>",
        "<td>x</td>",
        "<select><div></div></select>",
        "<select><input></select>",
        "<template></div></template>",
        "<body class='x'>",
        "<html lang='de'>",
        "<!doctype html>",
        "<?php ?>",
        "<![CDATA[x]]>",
        "<!-- a --!>",
        "<a id='a' id='b'></a>",
        "<a title='a'class='b'></a>",
        "<a title=a'b></a>",
        "<a b<c></a>",
        "x<y",
        "&nosuch;",
        "&amp",
        "&#0;",
        "R&D",
        "<a title='R&D'></a>",
        "<a href='/?a=1&section=2'></a>",
        "<a href='/?a=1&copy'></a>",
        "\0",
        "\x01",
        "\x85",
        "</body>x",
    ],
)
def test_what_a_browser_has_to_mend_is_a_fault(part):
    assert faults(PAGE.format(part))


def test_a_page_without_a_doctype_has_a_fault():
    assert faults(PAGE.format("").removeprefix("<!doctype html>"))


def test_a_fault_names_its_line():
    assert faults(PAGE.format("\n</p>")) == ["line 3: No <p> tag to close"]


@pytest.mark.parametrize(
    "part",
    [
        "<p>R &amp; D, &lt;b&gt;, &#x27;, &eacute;, a & b</p>",
        "<ul><li>one</li></ul><svg><path d='M0 0'/></svg><br><input><hr>",
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
        "<!-- a=1&b=2 </p> -->",
    ],
)
def test_what_the_standard_allows_is_no_fault(part):
    assert faults(PAGE.format(part)) == []


def test_the_elements_of_a_page_are_read_as_a_browser_reads_them():
    rows = elements(PAGE.format("<table><tr><td>a<b>c</b><td class=x>&amp;</table>tail"), "td")

    assert [("".join(row.itertext()), row.get("class")) for row in rows] == [("ac", None), ("&", "x")]


def test_a_block_of_data_is_no_script():
    assert_valid(PAGE.format('<script type="application/ld+json">{"a": "<p>&b=c"}</script>'))
