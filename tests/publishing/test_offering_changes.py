"""The difference between two lists of offerings: which belong together, and what differs in each."""

from django.template.loader import render_to_string

from directory.facts.fields import complete_record
from directory.facts.offerings import OFFERING_PARTS
from directory.moderation.text_diff import Piece, marked_offerings, marked_sides
from directory.publishing import history
from directory.publishing.diff import Change
from directory.publishing.offering_changes import offering_changes


def offering(**parts):
    return complete_record(parts, OFFERING_PARTS)


IV, IM = offering(route="iv", note="Short."), offering(route="im", note="Two shots.")


def told(old, new):
    return [(one.old_name, one.new_name, one.before, one.after) for one in offering_changes(old, new)]


def test_offerings_that_are_the_same_are_left_out():
    assert told([IV, IM], [IV, IM]) == []
    assert told([IV, IM], [IM, IV]) == []


def test_offerings_of_one_kind_are_compared_part_by_part():
    assert told([IV, IM], [IM, IV | {"note": "Long.", "setting": "infusion_clinic"}]) == [
        (
            "IV infusion",
            "IV infusion",
            ["Where it is given: as the clinic says", "Anything else about this way: Short."],
            ["Where it is given: Infusion clinic", "Anything else about this way: Long."],
        )
    ]


def test_an_offering_of_another_kind_in_the_same_place_is_the_same_one_changed():
    assert told([IV, IM], [IV, IM | {"route": "sc"}]) == [
        (
            "Injection into a muscle",
            "Injection under the skin",
            ["How it is given: Injection into a muscle"],
            ["How it is given: Injection under the skin"],
        )
    ]


def test_a_new_one_and_a_removed_one_are_told_whole():
    assert told([IV], [offering(route="sc"), IV]) == [
        ("", "Injection under the skin", [], ["How it is given: Injection under the skin"])
    ]
    assert told([IM, IV], [IV]) == [
        (
            "Injection into a muscle",
            "",
            ["How it is given: Injection into a muscle", "Anything else about this way: Two shots."],
            [],
        )
    ]


def test_two_of_one_kind_are_paired_in_their_order():
    two = [IV | {"note": "First."}, IV | {"note": "Second."}]

    assert told(two, [two[0], two[1] | {"note": "Third."}]) == [
        (
            "IV infusion",
            "IV infusion",
            ["Anything else about this way: Second."],
            ["Anything else about this way: Third."],
        )
    ]


def test_an_offering_of_an_older_release_may_lack_parts():
    assert told([{"route": "iv"}], [offering(route="iv")]) == []
    assert told(None, [offering()]) == [("", "Way not stated", [], [])]


def test_a_warning_stands_on_the_offering_that_has_it():
    new = [IV, IM | {"setting": "home_unsupervised"}]

    (change,) = offering_changes([IV, IM], new)

    assert [one.label for one in change.warned] == ["Home, with no one watching"]


def test_a_moderator_sees_the_words_that_differ():
    change = Change("offerings", [IV], [IV | {"note": "Long."}])

    (marked,) = marked_offerings(change)

    assert marked.before == [
        [Piece("Anything else about this way: ", ""), Piece("Short", "del"), Piece(".", "")]
    ]
    assert marked.after == [
        [Piece("Anything else about this way: ", ""), Piece("Long", "ins"), Piece(".", "")]
    ]


AETNA = {"payer": "aetna", "plan_name": "", "plan_type": "", "network": "in_network", "covers": []}
MONDAY = {"days": ["mon"], "opens": "09:00", "closes": "17:00", "kind": "office"}


def marks(lines):
    return [{piece.mark for piece in line} for line in lines]


def test_an_insurer_that_is_on_both_sides_is_compared_word_by_word():
    new = [AETNA | {"covers": ["therapy"]}, AETNA | {"payer": "cigna"}]

    before, after = marked_sides(Change("insurers", [AETNA], new))

    assert marks(before) == [{""}]
    assert marks(after) == [{"", "ins"}, {"ins"}]


def test_opening_times_are_compared_line_by_line():
    saturday = MONDAY | {"days": ["sat"], "closes": "12:00"}

    before, after = marked_sides(
        Change("opening_times", [MONDAY, saturday], [saturday, MONDAY | {"opens": "08:00"}])
    )

    assert marks(before) == [{"del"}, {""}]
    assert marks(after) == [{"ins"}, {""}]


def test_the_history_tells_each_offering_apart():
    change = history.describe(Change("offerings", [IV, IM], [IV | {"note": "Long."}]))

    page = render_to_string("components/statement_change.html", {"change": change})

    assert change.is_visible
    assert "Before: <bdi>IV infusion</bdi>" in page
    assert "<del>Anything else about this way: Short.</del>" in page
    assert "<ins>Anything else about this way: Long.</ins>" in page
    assert "No longer offered" in page


def test_another_order_alone_is_said_in_a_sentence():
    change = history.describe(Change("offerings", [IV, IM], [IM, IV]))

    assert not change.is_visible
