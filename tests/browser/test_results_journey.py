"""Narrowing the results with JavaScript: nothing is lost on the way."""

import re

import pytest

from tests.support.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DENVER = "/clinics/?near=Denver,+CO&within=100"
COUNT = "#count"
ROUTED = re.compile(r"/clinics/\?.*route=")


@pytest.fixture
def results(page, invented, complaints):
    """The results near Denver in a wide window, marked to show whether a page was loaded anew."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(DENVER)
    page.evaluate("window.sameDocument = true; window.spoken = document.getElementById('status')")
    yield page
    assert complaints == []


def tick(page, option):
    """Tick or untick one option and wait for the answer."""
    fold = page.locator(f"details.fold:has(#{option})")
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").click()
    with page.expect_response(lambda answer: "/clinics/" in answer.url):
        page.locator(f"#{option}").click()
    settled(page)


def settled(page):
    until(page, "!document.querySelector('[aria-busy]')")
    until(page, "document.title.startsWith(document.getElementById('count').textContent)")


def state(page):
    """What the page says: its address, heading, ticked options, cards."""
    return {
        "address": page.evaluate("location.pathname + location.search"),
        "heading": page.locator(COUNT).inner_text(),
        "ticked": page.evaluate(
            "[...document.querySelectorAll('#filters :checked')].map(o => o.id || o.value)"
        ),
        "cards": page.locator(".card__name").all_inner_texts(),
    }


def test_ticking_refreshes_the_list_and_keeps_focus_folds_and_address(results):
    before = state(results)
    results.locator("#fold-pay summary").click()
    counts = results.locator("#fold-pay .choice__count").all_inner_texts()

    tick(results, "route-iv")

    after = state(results)
    assert results.evaluate("window.sameDocument") is True
    assert results.evaluate("document.activeElement.id") == "route-iv"
    assert results.locator("details.fold[open]").evaluate_all("folds => folds.map(f => f.id)") == [
        "fold-availability",
        "fold-route",
        "fold-price",
        "fold-pay",
    ]
    assert after["address"] == "/clinics/?near=Denver%2C+CO&within=100&route=iv"
    assert after["heading"].endswith(" with ketamine given by IV infusion")
    assert 0 < int(after["heading"].split()[0]) < int(before["heading"].split()[0])
    assert results.locator("#fold-pay .choice__count").all_inner_texts() != counts


def test_the_new_count_is_spoken_by_a_line_that_never_left_the_page(results):
    tick(results, "route-iv")

    status = results.locator("#status")
    assert status.get_attribute("role") == "status"
    assert status.inner_text() == results.locator(COUNT).inner_text()
    assert results.evaluate("window.spoken === document.getElementById('status')")
    assert results.title() == f"{status.inner_text()}. Ketamine Clinic Directory"


def test_a_fold_that_was_closed_stays_closed(results):
    tick(results, "route-iv")
    results.locator("#fold-route summary").click()

    tick(results, "payment-self_pay")

    assert results.locator("#fold-route").evaluate("fold => fold.open") is False


def test_back_and_forward_and_reload_bring_the_list_as_it_was(results):
    steps = [state(results)]
    for option in ("route-iv", "payment-self_pay"):
        tick(results, option)
        steps.append(state(results))

    results.reload()
    assert state(results) == steps[2]
    for step in (1, 0):
        results.go_back()
        until(
            results,
            "words => document.getElementById('count')?.textContent === words",
            steps[step]["heading"],
        )
        assert state(results) | {"address": ""} == steps[step] | {"address": ""}
        assert results.locator("header .masthead__name").count() == 1
    for step in (1, 2):
        results.go_forward()
        until(
            results,
            "words => document.getElementById('count')?.textContent === words",
            steps[step]["heading"],
        )
        assert state(results) == steps[step]


def test_ticking_several_quickly_ends_with_all_of_them(results):
    for first, second in (("iv", "im"), ("sublingual", "esketamine_nasal")):
        results.locator(f"#route-{first}").click()
        results.locator(f"#route-{second}").click()
        until(results, "route => location.search.includes(`route=${route}`)", second)
        settled(results)

    assert results.evaluate("location.search.split('route=').length") == 5
    settled(results)
    reached = state(results)
    results.goto(reached["address"])
    assert reached["ticked"] == state(results)["ticked"]
    assert reached["cards"] == state(results)["cards"]


def test_an_option_ticked_while_an_answer_is_on_its_way_is_not_lost(results):
    held = holding(results)
    results.locator("#route-iv").click()
    eventually(results, lambda: held)
    results.locator("#route-im").click()
    held[0].continue_()

    until(results, "location.search.endsWith('route=iv&route=im')")
    settled(results)
    assert state(results)["ticked"][-2:] == ["route-iv", "route-im"]


def test_what_is_typed_while_an_answer_is_on_its_way_is_kept(results):
    held = holding(results)
    results.locator("#route-iv").click()
    eventually(results, lambda: held)
    results.locator("#q").press_sequentially("keta")
    with results.expect_response(ROUTED):
        held[0].continue_()
    until(results, "!document.querySelector('[aria-busy]')")
    results.locator("#q").press_sequentially("mine")

    assert results.locator("#q").input_value() == "ketamine"
    results.keyboard.press("Enter")
    until(results, "location.search.includes('q=ketamine')")
    settled(results)
    assert results.locator("#route-iv").is_checked()


def holding(page):
    """Hold back the first request for a route. Returns the list that will have it."""
    held = []
    page.route(ROUTED, lambda route: route.continue_() if held else held.append(route))
    return held


def test_the_button_leads_to_the_count(results):
    results.locator("#q").fill("ketamine")
    results.get_by_role("button", name=re.compile("Show .*clinic")).click()
    until(results, "document.activeElement.id === 'count'")
    settled(results)

    assert state(results)["address"] == "/clinics/?q=ketamine&near=Denver%2C+CO&within=100"


def test_a_question_that_is_refused_shows_the_page_that_says_why(page, invented):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(DENVER)
    page.evaluate("document.querySelector('#within option').value = '501'")
    page.locator("#within").select_option("501")

    page.get_by_role("heading", name="We couldn’t run this search").wait_for()
    assert "Enter a distance from 1 to 500 miles." in page.locator("main").inner_text()


@pytest.mark.parametrize("failure", ["gone", "503"])
def test_a_server_that_does_not_answer_is_said_and_nothing_is_lost(page, invented, failure):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(DENVER)
    before = page.locator(".card__name").all_inner_texts()
    fail = (
        (lambda route: route.abort())
        if failure == "gone"
        else (lambda route: route.fulfill(status=503, body="x"))
    )
    page.route("**/clinics/?*", fail)

    page.locator("#q").fill("ketamine")
    page.get_by_role("button", name=re.compile("Show .*clinic")).click()

    page.locator("#away").wait_for(state="visible")
    assert page.locator("#away").get_attribute("role") == "alert"
    assert page.locator("#q").input_value() == "ketamine"
    assert page.locator(".card__name").all_inner_texts() == before
    page.unroute("**/clinics/?*", fail)
    page.get_by_role("button", name=re.compile("Show .*clinic")).click()
    page.locator("#away").wait_for(state="hidden")


def test_the_order_can_be_changed(results):
    results.locator("#order").select_option("name")
    until(results, "location.search.endsWith('order=name')")
    settled(results)

    names = state(results)["cards"]
    assert results.locator("#order").input_value() == "name"
    assert len(names) > 2


def test_the_usual_order_is_not_asked_for_so_that_words_bring_the_best_match_first(page, invented):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/clinics/")
    assert page.locator("#order option:checked").inner_text() == "Most recently confirmed"

    page.locator("#q").fill("spravato")
    page.get_by_role("button", name=re.compile("Show .*clinic")).click()
    until(page, "document.activeElement.id === 'count'")

    assert page.evaluate("location.search") == "?q=spravato"
    assert page.locator("#order option:checked").inner_text() == "Best match first"


def test_what_is_selected_stays_from_page_to_page_and_through_filters(results):
    results.goto("/clinics/")
    boxes, tray = results.locator(".card [name=clinic]"), results.locator("#compare")
    names = state(results)["cards"]
    for place in (0, 1, 2):
        boxes.nth(place).check()
    tray.get_by_role("button", name=f"Remove {names[1]}").click()
    results.get_by_role("link", name="Next page").click()
    until(results, "location.search.includes('page=2')")
    assert results.locator("#compare .tray__name").all_inner_texts() == [names[0], names[2]]

    boxes.nth(0).check()
    tick(results, "route-iv")
    boxes.locator("visible=true").and_(results.locator(":not(:checked)")).first.check()
    assert results.locator(".tray__count").inner_text() == "4 selected, the most you can compare"
    assert results.locator(".card [name=clinic]:not(:checked):not(:disabled)").count() == 0

    results.reload()
    assert results.locator("#compare .tray__name").count() == 4
    assert tray.bounding_box()["y"] < 900
    tray.get_by_role("button", name="Compare", exact=True).click()
    results.wait_for_url("**/compare/?clinic=*")
    assert results.locator("h1").inner_text() == "Four clinics side by side"


def test_a_long_list_is_narrowed_by_what_is_typed_and_the_address_can_be_copied(results):
    results.locator("#fold-language summary").click()
    results.locator("#narrow-language").fill("span")
    shown = results.locator("#fold-language .choice:visible")
    assert [text.split()[0] for text in shown.all_inner_texts()] == ["Spanish"]
    results.locator("#narrow-language").press("Tab")
    assert results.evaluate("location.search") == "?near=Denver,+CO&within=100"

    assert results.locator("#share-address").input_value().endswith("/clinics/?near=Denver%2C+CO&within=100")
    results.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    results.locator("#share-button").click()
    until(results, "window.copied?.endsWith('within=100')")
    assert results.locator("#share-button").inner_text() == "Copied"


def test_a_kept_clinic_is_marked_on_its_card_and_on_its_page(results):
    results.locator(".card__name a").first.click()
    name = results.locator("h1").inner_text()
    results.get_by_role("button", name="Keep in my notebook").first.click()
    results.get_by_role("button", name="On a shared device").click()
    results.wait_for_url("**/notebook/")

    results.goto(DENVER)
    slip = results.locator(".card", has_text=name).locator(".slip")
    slip.wait_for()
    assert re.fullmatch("In your notebook: 0 of [0-9]+ answered", slip.inner_text())
    tick(results, "route-iv")
    assert results.locator(".slip").count() == 1
    results.locator(".card__name a").first.click()
    results.locator("h1", has_text=name).wait_for()
    results.locator(".slip").wait_for()


def test_two_ticked_clinics_are_compared(results):
    tick(results, "route-iv")
    names = state(results)["cards"][:2]
    for box in results.locator("[name=clinic]").all()[:2]:
        box.check()
    results.get_by_role("button", name="Compare", exact=True).click()

    results.wait_for_url("**/compare/?clinic=*")
    assert results.locator("h1").inner_text() == "Two clinics side by side"
    for name in names:
        assert name in results.locator("main").inner_text()


def test_the_next_page_and_the_one_before(page, invented):
    page.goto("/clinics/")
    first = page.locator(".card__name").all_inner_texts()
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/clinics/?page=2")
    second = page.locator(".card__name").all_inner_texts()
    page.get_by_role("link", name="Previous page").click()
    page.wait_for_url("**/clinics/")

    assert page.locator(".card__name").all_inner_texts() == first
    assert (len(first), set(first) & set(second)) == (20, set())
