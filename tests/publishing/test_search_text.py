from directory.facts.spine import STATEMENTS
from directory.publishing.search_text import FREE_TEXT_STATEMENTS

SEARCHED_OTHERWISE = {"name", "alias", "organization", "city", "zip", "opening_hours"}
NOT_SEARCHED = {"street", "phone", "phone_extension", "email", "website", "booking_url", "npi", "complaints"}


def test_every_text_statement_is_searched_or_left_out_on_purpose():
    text = {name for name, statement in STATEMENTS.items() if statement.kind == "text"}

    assert text == SEARCHED_OTHERWISE | NOT_SEARCHED | set(FREE_TEXT_STATEMENTS)
