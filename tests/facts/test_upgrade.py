"""What older releases wrote is read in the shape of this one, and never guessed."""

import pytest

from directory.facts.spine import STATEMENTS
from directory.facts.upgrade import (
    FORMER_TRAININGS,
    MOVED_CODES,
    SPLIT_STATEMENTS,
    YES_NO_TO_CODE,
    upgrade,
    upgrade_decided,
)
from directory.facts.vocabulary import Training


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ({"attendance": "call_bell"}, {"attendance": ["call_bell"]}),
        ({"therapy_model": ""}, {"therapy_model": []}),
        ({"life_support_on_site": True}, {"life_support_on_site": "certified"}),
        ({"life_support_on_site": False}, {"life_support_on_site": "none"}),
        ({"life_support_on_site": None}, {"life_support_on_site": ""}),
        (
            {"setting": ["kap_practice", "group_room", "rems_site"]},
            {"setting": ["kap_practice"], "format": ["group"], "rems_certified": True},
        ),
        ({"setting": ["group_room"], "format": ["alone"]}, {"setting": [], "format": ["alone", "group"]}),
        ({"setting": ["rems_site"], "rems_certified": False}, {"setting": [], "rems_certified": False}),
        (
            {"monitoring": ["pump", "video"], "attendance": "call_bell"},
            {"monitoring": ["pump"], "attendance": ["camera_staffed", "call_bell"]},
        ),
        ({"monitoring": ["video"], "attendance": "none"}, {"monitoring": [], "attendance": ["none"]}),
        ({"screening": ["ecg", "referral_needed"]}, {"screening": ["ecg"], "referral": "needed"}),
        (
            {"exclusion_aneurysm_stroke": "excluded"},
            {"exclusion_aneurysm_avm_bleed": "excluded", "exclusion_stroke": "excluded"},
        ),
        (
            {"exclusion_raised_icp_iop": "accepted", "exclusion_raised_icp": "excluded"},
            {"exclusion_raised_icp": "excluded", "exclusion_glaucoma_raised_eye_pressure": "accepted"},
        ),
        (
            {"practitioners": [{"name": "Ada", "license": "pharmd"}]},
            {"practitioners": [{"name": "Ada", "license": "pharmacist"}]},
        ),
        (
            {"training": [{"code": "mentorship", "provider": "Dr. Rook"}, {"code": "acls", "provider": ""}]},
            {
                "training": [
                    {"code": "other", "provider": "Mentorship by an experienced clinician, Dr. Rook"},
                    {"code": "acls", "provider": ""},
                ]
            },
        ),
        (
            {"training": [{"code": "psychiatry_residency", "provider": ""}]},
            {"training": [{"code": "other", "provider": "Psychiatry residency"}]},
        ),
    ],
)
def test_an_old_value_is_read_in_todays_shape_and_then_stays(old, now):
    before = repr(old)

    assert upgrade(old) == now
    assert upgrade(now) == now
    assert repr(old) == before


def test_what_left_the_vocabulary_is_not_in_it_and_what_took_its_place_is():
    assert [name for name in SPLIT_STATEMENTS if name in STATEMENTS] == []
    assert [part for parts in SPLIT_STATEMENTS.values() for part in parts if part not in STATEMENTS] == []
    assert [code for name, code in MOVED_CODES if code in STATEMENTS[name].labels] == []
    assert sorted({*FORMER_TRAININGS} & {*Training.values}) == []
    for name, value in MOVED_CODES.values():
        statement = STATEMENTS[name]
        assert value is True or set(value if isinstance(value, list) else [value]) <= set(statement.labels)
    for name, codes in YES_NO_TO_CODE.items():
        assert set(codes.values()) <= {"", *STATEMENTS[name].labels}


def test_a_decision_of_an_older_release_is_read_as_one():
    content = {"setting": ["kap_practice", "group_room"], "attendance": "none", "name": "Tern House"}
    sent_back = {"setting": ["kap_practice"], "attendance": "call_bell"}

    assert upgrade_decided(content, sent_back) == {
        "setting": ["kap_practice"],
        "attendance": ["call_bell"],
        "name": "Tern House",
    }


def test_a_decision_of_this_release_on_older_content_is_kept_by_part():
    content = {"setting": ["kap_practice", "group_room"], "monitoring": ["video"], "attendance": "call_bell"}
    sent_back = {"format": [], "attendance": ["call_bell"]}

    assert upgrade_decided(content, sent_back) == {
        "setting": ["kap_practice"],
        "format": [],
        "monitoring": [],
        "attendance": ["call_bell"],
    }
