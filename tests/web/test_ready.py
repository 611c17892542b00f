"""Kept parts of pages: rendered once, filled with what differs, bounded, and blind to who asks."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import SafeData

from directory.web import ready
from directory.web.ready import Part, Store


@pytest.fixture(autouse=True)
def empty():
    ready.PARTS.clear()


def rendered(source, **variables):
    return Template(source).render(Context(variables))


# ---- parts and their holes


def test_a_part_is_filled_in_the_order_of_its_holes():
    part = Part(rendered('<b>{% hole name %}</b> {"{{ a }}"} {% hole miles %} {% hole name %}', a=1))

    assert part.holes == ("name", "miles", "name")
    assert part.fill(name="Tern", miles=6) == '<b>Tern</b> {"1"} 6 Tern'


def test_what_is_filled_in_is_escaped_and_the_whole_is_safe():
    filled = Part(rendered("{% hole name %}")).fill(name="<b>")

    assert (filled, isinstance(filled, SafeData)) == ("&lt;b&gt;", True)


def test_text_of_somebody_can_make_no_hole():
    part = Part(rendered("{{ name }} {% hole miles %}", name=ready.MARK.format("miles")))

    assert part.holes == ("miles",)


def test_a_hole_without_a_value_is_an_error():
    with pytest.raises(KeyError):
        Part(rendered("{% hole name %}")).fill(miles=6)


def test_a_part_without_holes_is_its_html():
    html = Part(rendered("<p>{}</p>")).html

    assert (html, isinstance(html, SafeData)) == ("<p>{}</p>", True)


def test_pieces_that_are_not_safe_are_escaped_where_they_are_joined():
    joined = ready.join([Part(rendered("<i></i>")).html, "<b>", 3])

    assert (joined, isinstance(joined, SafeData)) == ("<i></i>&lt;b&gt;3", True)


def test_a_part_of_a_template_is_rendered_once_for_a_key_and_a_language():
    made = []

    def mark(key):
        return ready.part(
            "components/evidence_mark.html#symbol", key, lambda: made.append(key) or {"symbol": key}
        )

    first = mark("said")
    assert mark("said") is first
    mark("seen")
    with translation.override("es"):
        mark("said")

    assert made == ["said", "seen", "said"]
    assert "#mark-said" in first.html


# ---- in a template


def test_what_stands_between_is_rendered_once_for_its_arguments():
    page = Template("{% ready a %}[{{ a }}]{% endready %}")

    first = [page.render(Context({"a": a})) for a in (1, 2, 1)]

    assert (first, len(ready.PARTS)) == (["[1]", "[2]", "[1]"], 2)


def test_it_sees_nothing_but_its_arguments():
    with pytest.raises(AssertionError, match="reader"):
        rendered("{% ready a %}{{ reader }}{% endready %}", a=1, reader="Ada")


def test_a_hole_in_it_is_filled_from_outside():
    page = Template("{% ready a %}{{ a }}: {% hole who.name %}{% endready %}")

    shown = [page.render(Context({"a": 1, "who": {"name": name}})) for name in ("Ada", "<i>")]

    assert (shown, len(ready.PARTS)) == (["1: Ada", "1: &lt;i&gt;"], 1)


def test_a_hole_in_an_included_template_is_filled_from_outside_too():
    page = Template("{% ready %}{% include 'components/search_fields.html#words_field' %}{% endready %}")

    assert 'type="search" value="&lt;i&gt;"' in page.render(Context({"q": "<i>"}))


def test_a_hole_elsewhere_is_the_variable():
    assert rendered("{% hole near %}", near="<i>") == "&lt;i&gt;"


def test_an_argument_may_have_another_name():
    assert rendered("{% ready n=who.name %}{{ n }}{% endready %}", who={"name": "Ada"}) == "Ada"


@pytest.mark.parametrize(
    "source",
    [
        "{% ready %}{% block a %}{% endblock %}{% endready %}",
        "{% ready who.name %}{% endready %}",
        "{% hole %}",
        '{% hole "a" %}',
    ],
)
def test_what_could_not_work_is_refused(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


# ---- what is kept


def test_a_store_holds_no_more_than_its_bytes():
    store = Store(1_000)
    for number in range(50):
        store.put(number, str(number), 100)

    assert (len(store), store.size) == (10, 1_000)
    assert store.get(49) == "49"
    assert store.get(3) is None


def test_what_is_put_again_counts_once():
    store = Store(1_000)
    store.put("a", 1, 100)
    store.put("a", 2, 200)

    assert (store.get("a"), store.size) == (2, 200)


def test_a_program_that_asks_for_everything_does_not_push_out_what_many_ask_for():
    store = Store(1_000)
    for number in range(7):
        store.put(number, "often", 100)
        store.get(number)
    for number in range(100, 900):
        if store.get(number) is None:
            store.put(number, "once", 100)

    assert [store.get(number) for number in range(7)] == ["often"] * 7
    assert store.size == 1_000


def test_of_what_was_asked_for_often_the_longest_ago_goes():
    store = Store(1_000)
    for number in range(12):
        store.put(number, number, 100)
        store.get(number)

    assert store.size == 1_000
    assert [store.get(number) for number in (11, 10)] == [11, 10]
    assert store.get(0) is None


def test_what_is_too_large_is_not_kept():
    store = Store(1_000)
    store.put("a", 1, 100)
    store.put("a", 2, 900)

    assert (store.get("a"), len(store), store.size) == (None, 0, 0)
