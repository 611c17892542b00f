"""Sources: nobody who sells treatment is one, and each says where it was read."""

import importlib
import pkgutil
import re
from urllib.parse import urlsplit

from directory.claims import sources
from directory.claims.model import Reading, Source
from directory.claims.register import CLAIMS, sources_of

MODULES = [
    importlib.import_module(f"{sources.__name__}.{found.name}")
    for found in pkgutil.iter_modules(sources.__path__)
]
SOURCES = [value for module in MODULES for value in vars(module).values() if isinstance(value, Source)]

# Cited once, and no more: clinics, networks and sellers.
SELLERS = (
    *("nervanamedical", "lumin.health", "mindmedicinelaw", "levelupcompliance", "healingmaps"),
    *("licensedpsychedelics", "taramind", "blisspsych", "sageintegrativehealth", "balancehealthandhealing"),
    *("paswfl", "wellsmedicine", "texasspravato", "lucid.news", "valeotopeka", "lm-counseling"),
    *("cohenhealthcarelaw", "osmind", "fisican", "prnewswire"),
)
# Trade papers, and the pages of others on a rule that has a page of its own.
OTHERS = (
    *("oncologynurseadvisor", "silive", "zendy", "beckershospitalreview", "scrippsnews", "simhcottumwa"),
    *("natlawreview", "homecaremag", "health.wyo.gov", "worstpills", "monocounty", "afscmeinfocenter"),
    *("drugs-library", "moreblossom", "neurosciene", "psicoterapiaintegrativa"),
)
NAMES = (
    *(
        "Nervana",
        "Lumin",
        "Mind Medicine Law",
        "Level Up",
        "Healing Maps",
        "LicensedPsychedelics",
        "TARA Mind",
    ),
    *(
        "Bliss",
        "Sage Integrative",
        "Balance Health",
        "Lucid News",
        "Valeo",
        "LM Counseling",
        "Cohen Healthcare",
    ),
    *("Oncology Nurse", "Staten Island", "Mental Health Weekly", "Becker", "Scripps", "National Law Review"),
    *("HomeCare", "Worst Pills", "Mono County", "Wyoming"),
)


def test_no_seller_and_no_trade_paper_is_a_source():
    found = {
        (source.key, one)
        for source in SOURCES
        for one in [
            *(site for site in (*SELLERS, *OTHERS) if site in urlsplit(source.address).hostname),
            *(name for name in NAMES if name in f"{source.publisher}, {source.copy_by}"),
        ]
    }

    assert found == set()


def test_a_source_has_an_address_on_the_web():
    assert {one.key for one in SOURCES if not re.match(r"https?://[a-z0-9.-]+/", one.address)} == set()


def test_a_source_read_in_a_copy_says_whose_copy_it_is():
    assert [one.key for one in SOURCES if one.reading == Reading.COPY and not one.copy_by] == []


def test_no_two_sources_have_one_key():
    assert len({one.key for one in SOURCES}) == len(SOURCES)


def test_every_source_is_cited_by_a_claim():
    assert {one.key for one in SOURCES} == {one.key for one in sources_of(CLAIMS.values())}
