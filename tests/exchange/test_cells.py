"""What people write in a cell, and what is read of it."""

import ast
import re
from pathlib import Path

import pytest

from directory.exchange.cells.dates import parse_date
from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.numbers import parse_degrees, parse_dollars, parse_whole_number, parse_yes_no
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.text import ParsedText, excerpt, means_empty, parse_text
from directory.exchange.cells.web_address import parse_web_address
from directory.exchange.cells.zip_and_state import parse_state, parse_zip_code

HOUSE = Path(__file__).resolve().parents[2]


def refusal(reader, *given):
    with pytest.raises(ParseError) as why:
        reader(*given)
    return str(why.value)


# ---- phones


@pytest.mark.parametrize(
    ("cell", "number", "extension"),
    [
        ("(303) 555-0142", "+13035550142", ""),
        ("303-555-0143 x12", "+13035550143", "12"),
        ("303-555-0143 ext. 12", "+13035550143", "12"),
        ("303-555-0143, ext 12", "+13035550143", "12"),
        ("(303)555-0143 Extension 4567", "+13035550143", "4567"),
        ("303-555-0143 ext", "+13035550143", ""),
        ("303.555.0144", "+13035550144", ""),
        ("303/555-0144", "+13035550144", ""),
        ("303_555_0144", "+13035550144", ""),
        ("303–555–0144", "+13035550144", ""),
        ("13035550145", "+13035550145", ""),
        ("3035550145.0", "+13035550145", ""),
        ("+1 303 555 0146", "+13035550146", ""),
        ("+13035550146", "+13035550146", ""),
        ("1-800-662-HELP", "+18006624357", ""),
        ("1-800-KETAMINE", "+18005382646", ""),
        ("1-800-662-4357 (HELP)", "+18006624357", ""),
        ("\u202a(303) 555-0142\u202c", "+13035550142", ""),
        ("\xa0303\xa0555\xa00142 ", "+13035550142", ""),
        ("1-800-662-HELP (4357)", "+18006624357", ""),
        ("800-FOR-HELP", "+18003674357", ""),
        ("303-555-0142 (x12)", "+13035550142", "12"),
        ("0013035550142", "+13035550142", ""),
        ("'3035550142", "+13035550142", ""),
        ("Tel: 303-555-0142", "+13035550142", ""),
        ("Phone/Fax: 303-555-0142", "+13035550142", ""),
        ("+44 20 7946 0958", "+442079460958", ""),
    ],
)
def test_a_phone_is_read_as_people_write_it(cell, number, extension):
    assert parse_phone(cell) == (number, extension, "")


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("303-555-0147 or 303-555-0148", "303-555-0148"),
        ("303-555-0147/303-555-0148", "303-555-0148"),
        ("303-555-0147, 303-555-0148", "303-555-0148"),
        ("303-555-0147\n303-555-0148", "303-555-0148"),
        ("303-555-0147 303-555-0148", "303-555-0148"),
        ("303-555-0147 / 0148", "0148"),
        ("303-555-0147 Fax 303-555-0148", "Fax 303-555-0148"),
        ("303-555-0147 /x12", "x12"),
        ("P: 303-555-0147 F: 303-555-0148", "F: 303-555-0148"),
        ("303-555-0147 - Main", "Main"),
        ("303-555-0147 ask for Ann", "ask for Ann"),
    ],
)
def test_of_several_numbers_the_first_counts_and_the_rest_is_told(cell, rest):
    assert parse_phone(cell) == ("+13035550147", "", rest)


@pytest.mark.parametrize(
    "cell",
    [
        "555-0142",
        "720-5550 Smith",
        "Fax: 303-555-0142",
        "F: 303-555-0142",
        "911",
        "303-555-O142",
        "3.03556E+09",
        "call us",
        "12",
    ],
)
def test_what_cannot_be_dialed_is_no_phone(cell):
    assert parse_phone(cell) is None


# ---- web addresses


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


# ---- states and ZIP codes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(("Colorado", "CO"), ("colorado", "CO"), (" co ", "CO"), ("Colo.", "CO"), ("N.Y.", "NY")),
        *(("Mass.", "MA"), ("W. Va.", "WV"), ("D.C.", "DC"), ("Washington, D.C.", "DC"), ("new york", "NY")),
        *(
            ("U.S. Virgin Islands", "VI"),
            ("Puerto Rico", "PR"),
            ("N. Dakota", "ND"),
            ("Ontario", "Ontario"),
            ("CO - Colorado", "CO"),
            ("Colorado, USA", "CO"),
            ("CO/NM", "CO/NM"),
        ),
    ],
)
def test_a_state_is_read_by_name_code_and_short_form(cell, code):
    assert parse_state(cell) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("80202",), "80202"),
        (("80202-",), "80202"),
        (("80202-1234",), "80202-1234"),
        (("80202–1234",), "80202-1234"),
        (("80202 1234",), "80202-1234"),
        (("802021234",), "80202-1234"),
        (("80202.0",), "80202"),
        (("'06708",), "06708"),
        (("80202", "CO", "1234"), "80202-1234"),
        (("59602", "MT", "548"), "59602-0548"),
        (("6708", "CT", "2460"), "06708-2460"),
        (("67082460", "CT"), "06708-2460"),
        (("2139", "MA"), "02139"),
        (("601", "PR"), "00601"),
        (("80202", "CO", "0"), "80202"),
        (("", "CO"), ""),
    ],
)
def test_a_zip_code_gets_its_lost_zeros_back_in_its_state(given, code):
    assert parse_zip_code(*given) == code


def test_a_zip_code_that_lacks_a_digit_gets_no_zero_in_another_state():
    assert refusal(parse_zip_code, "8020", "CO") == (
        "A digit is missing: 08020 is not in CO. Enter all five digits, for example 80202."
    )


@pytest.mark.parametrize(
    "given", [("6708",), ("ABC",), ("80202-12345",), ("80202", "CO", "12x"), ("K1A 0B1",)]
)
def test_what_is_no_zip_code_gets_an_example(given):
    assert refusal(parse_zip_code, *given) == "Enter a ZIP code, for example 80202."


# ---- numbers, answers, days


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        *(
            ("450", 450),
            ("$450", 450),
            ("$ 1,200", 1200),
            ("1,200", 1200),
            ("1 200", 1200),
            ("$1,200.00", 1200),
        ),
        *(("450 USD", 450), ("US$450", 450), ("450,00", 450), ("0", 0), ("", None)),
    ],
)
def test_dollars_are_read_with_signs_and_commas(cell, amount):
    assert parse_dollars(cell) == amount


@pytest.mark.parametrize(
    "cell", ["450.50", "1.200", "1,2", "12,00,000", "400-600", "-5", "free", "$", "٤٥٠", "9" * 5000]
)
def test_what_is_no_whole_amount_gets_an_example(cell):
    assert refusal(parse_dollars, cell) == "Write whole dollars, for example 450 or $1,200."


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *((yes, True) for yes in ("yes", "Y", "TRUE", "1", "Yes.")),
        *((no, False) for no in ("no", "N", "False", "0")),
        ("", None),
    ],
)
def test_yes_and_no_are_read_in_the_ways_of_spreadsheets(cell, answer):
    assert parse_yes_no(cell) is answer


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("-104.9903", -104.9903),
        ("−104,9903", -104.9903),
        ("104.9903° W", -104.9903),
        ("39.7", 39.7),
        ("", None),
    ],
)
def test_degrees_are_read_with_commas_and_sides(cell, degrees):
    assert parse_degrees(cell) == degrees


@pytest.mark.parametrize(
    ("cell", "day"), [("2026-11-22", "2026-11-22"), ("2026-11-22 00:00:00", "2026-11-22"), ("", None)]
)
def test_a_day_is_read_with_the_midnight_of_spreadsheets(cell, day):
    assert parse_date(cell) == day


@pytest.mark.parametrize(
    "cell", ["NA", "n/a", "N/A", "#N/A", "-", "—", "--", "none given", "Not stated", "null", " ", "?"]
)
def test_words_for_an_empty_cell_are_no_statement(cell):
    assert means_empty(cell)


@pytest.mark.parametrize("cell", ["none", "no", "0", "Nathan Clinic", "N/A Clinic"])
def test_none_and_no_are_statements_where_they_can_be(cell):
    assert not means_empty(cell)


# ---- words


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Mind &amp; Body", "Mind & Body"),
        ("Mind &amp;amp; Body", "Mind & Body"),
        ("O&#39;Brien&nbsp;Clinic", "O'Brien Clinic"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("  Padded \xa0 Name\t", "Padded Name"),
        ("\ufeffJoi\u200bned", "Joined"),
        ("Cli\u0301nica", "Clínica"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("Zoë’s “Café”", "Zoë’s “Café”"),
    ],
)
def test_words_are_read_without_what_files_have_done_to_them(cell, text):
    assert parse_text(cell) == ParsedText(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("ClÃ\xadnica", "Clínica"),
        ("ClÃƒÂ\xadnica", "Clínica"),
        ("Donâ€™t", "Don’t"),
        ("Don\x92t", "Don’t"),
        ("Ã\x81rbol", "Árbol"),
    ],
)
def test_letters_that_were_read_in_another_code_are_mended_and_told(cell, text):
    found = parse_text(cell)

    assert (found.text, len(found.corrections), found.concerns) == (text, 1, [])


def test_letters_are_mended_only_where_the_way_back_is_exact():
    assert parse_text("Clínica ClÃ\xadnica") == ParsedText("Clínica ClÃnica")


def test_a_lost_letter_is_for_a_person():
    assert parse_text("Cl\ufffdnica").concerns == ["“Cl\ufffdnica” has lost letters. Write them again."]


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u061c", "\x1b", "\x07", "&#8238;", "\U000e0041", "\u2063"]
)
def test_signs_that_turn_or_steer_are_refused(sign):
    assert refusal(parse_text, f"Turned {sign}Name").startswith("It holds a sign that nobody sees")


def test_a_sentence_never_shows_a_sign_that_turns_or_steers():
    assert excerpt("a\u202eb\x1b[2J\n") == "ab\ufffd[2J\ufffd"


def test_lines_stay_where_a_text_may_have_them():
    assert parse_text("one  \r\n\r\n two", lines=True).text == "one\n\ntwo"


# ---- what our own sentences recommend


def accepted(reader):
    """A reader that has to make something of the example."""

    def check(example):
        assert reader(example) not in (None, ""), example

    return check


def by_pattern(pattern):
    def check(example):
        assert re.fullmatch(pattern, example), example

    return check


EXAMPLES = {
    r"\(303\) 555-0142": accepted(parse_phone),
    r"\+13035550142": accepted(parse_phone),
    r"80202( or 80202-1234)?": lambda words: [accepted(parse_zip_code)(one) for one in words.split(" or ")],
    r"https?://\S+": accepted(parse_web_address),
    r"450( or \$1,200)?": lambda words: [accepted(parse_dollars)(one) for one in words.split(" or ")],
    r"6|301": accepted(parse_whole_number),
    r"-?\d+\.\d{4}": accepted(parse_degrees),
    r"2026-11-22": accepted(parse_date),
    r"\S+@\S+": by_pattern(r"[a-z]+@[a-z]+\.example"),
    r"“Office computer”": by_pattern(".+"),  # a name for a key: any will do
}


EXAMPLE = re.compile(r"for example (.+?)(?:, or leave it empty|\. [A-Z].*)?\.?$")


def recommended():
    """Every example in a sentence of ours: what stands behind "for example"."""
    for package in ("directory", "config"):
        for path in sorted((HOUSE / package).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                if node.func.id not in (
                    "_",
                    "gettext",
                    "gettext_lazy",
                    "ngettext",
                    "text",
                    "number",
                    "dollars",
                ):
                    continue
                for words in (one.value for one in ast.walk(node) if isinstance(one, ast.Constant)):
                    if isinstance(words, str):
                        yield from ((path.name, said) for said in EXAMPLE.findall(words))


def test_every_example_that_a_sentence_recommends_is_read():
    found = set(recommended())

    assert len(found) >= 10
    for _file, example in sorted(found):
        checks = [check for pattern, check in EXAMPLES.items() if re.fullmatch(pattern, example)]
        assert len(checks) == 1, example
        checks[0](example)


# ---- as spreadsheets and people write them


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-01",
        "2026/11/01",
        "2026-11-1",
        "20261101",
        "2026-11-01T10:15:00Z",
        "November 1, 2026",
        "Nov 1 2026",
        "Nov. 1st, 2026",
        "1 Nov 2026",
        "1-Nov-2026",
    ],
)
def test_a_day_that_can_be_no_other_is_read(cell):
    assert parse_date(cell) == "2026-11-01"


@pytest.mark.parametrize(
    "cell",
    [
        "11/1/2026",
        "1.11.2026",
        "1-Nov-26",
        "2026-11",
        "2026111",
        "0001-01-01",
        "1900-01-00",
        "Foo 1, 2026",
        "Novem 1, 2026",
    ],
)
def test_what_can_be_two_days_or_none_is_refused(cell):
    assert refusal(parse_date, cell) == "Write a day as year-month-day, for example 2026-11-22."


@pytest.mark.parametrize("cell", ["46327", "46327.0", "46327.5"])
def test_the_number_of_a_day_is_refused_for_what_it_is(cell):
    assert refusal(parse_date, cell).startswith("That is a spreadsheet's own number for a day.")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("802021234.0", "80202-1234"),
        ("8.0202E+04", "80202"),
        ("CO 80202", "80202"),
        ("Colorado, 80202-1234", "80202-1234"),
        ("80202 CO", "80202"),
        ("80202 USA", "80202"),
        ("80202, United States", "80202"),
        ("８０２０２", "80202"),
        ("00000", ""),
    ],
)
def test_a_zip_code_is_read_beside_its_own_state(cell, code):
    assert parse_zip_code(cell, "CO") == code


@pytest.mark.parametrize(
    "cell", ["MA 80202", "80202 MA", "80202 or 80203", "80202;80203", "8O202", "Denver 80202"]
)
def test_a_zip_code_beside_something_else_is_refused(cell):
    assert refusal(parse_zip_code, cell, "CO") == "Enter a ZIP code, for example 80202."


@pytest.mark.parametrize("cell", ["CO USA", "Colorado, United States", "CO, US", "Colo. U.S.A."])
def test_a_state_is_read_before_its_country(cell):
    assert parse_state(cell) == "CO"


@pytest.mark.parametrize("cell", ["$450/session", "450 per infusion", "$450 / treatment", "$450."])
def test_a_price_of_one_session_is_its_dollars(cell):
    assert parse_dollars(cell) == 450


def test_degrees_are_read_in_a_spreadsheets_own_notation():
    assert parse_degrees("-1.049903E+02") == -104.9903
    refusal(parse_degrees, "1E+99")
    refusal(parse_degrees, "9E+999")
