"""Every kind of public page reads at a grade of 8 or less."""

import pytest

from tests.support.factories import make_listing
from tests.support.reading import grade, sentences
from tests.support.searching import DENVER

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "home": "/",
    "results": "/clinics/?near=80202&route=iv&condition=ptsd",
    "nothing found": "/clinics/?route=rectal&condition=grief",
    "unknown place": "/clinics/?near=nowhere+at+all",
    "unreadable search": "/clinics/?route=zzz",
    "listing": "/clinics/{0}/",
    "past versions": "/clinics/{0}/history/",
    "comparison": "/compare/?clinic={0}&clinic={1}",
    "empty comparison": "/compare/",
    "report": "/clinics/{0}/report/",
    "add a clinic": "/add-a-clinic/",
    "how listings are checked": "/about/",
    "order": "/about/order/",
    "data": "/data/",
    "how to show a document": "/about/documents/",
    "privacy": "/about/privacy/",
    "decisions": "/about/moderation/",
    "figures": "/about/figures/",
    "no page": "/nothing/",
}


@pytest.fixture
def slugs():
    """The slugs of two listings that state much, with warnings among it."""
    facts = {
        "route": ["iv"],
        "setting": ["home_unsupervised"],
        "attendance": ["none"],
        "conditions": ["ptsd"],
        "exclusion_stroke": "excluded",
    }
    return [make_listing(name=name, **facts, **DENVER).slug for name in ("Cedar One", "Cedar Two")]


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_public_page_reads_easily(client, slugs, address):
    assert grade(sentences(client.get(address.format(*slugs)).text)) <= 8
