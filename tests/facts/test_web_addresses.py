import pytest
from django.core.exceptions import ValidationError

from directory.facts import web_addresses
from directory.facts.web_addresses import validate_web_address
from directory.models import Clinic, Submission
from tests.support import factories
from tests.support.factories import make_listing, make_member
from tests.support.membership import propose, signed_in
from tests.support.portal import error_sentences, save_section
from tests.views.test_listing import listed, page_of, rows_of

REFUSED = {
    web_addresses.USER_ERROR: [
        "https://user:pass@evil.example",
        "https://@evil.example",
        "https://clinic.example@evil.example/a",
        "https://clinic.example:443@evil.example",
    ],
    web_addresses.HIDDEN_ERROR: [
        r"https://x.example\@evil.example",
        r"https://x.example\evil",
        "https://clinic\u202eelpmaxe.example",
        "https://clinic.example/\u202egpj.exe",
        "https://clinic.exampl\u200be",
        "https://clinic\u00ad.example",
        "https://clinic.example/a\u00a0b",
        "https://clinic.example/\ta",
        "https://clinic\n.example",
    ],
    web_addresses.PORT_ERROR: [
        "https://clinic.example:99999",
        "https://clinic.example:8443/a",
        "https://clinic.example:80",
        "http://clinic.example:22",
        "https://clinic.example:0",
    ],
    web_addresses.NUMBER_ERROR: [
        "https://127.0.0.1/",
        "https://127.1",
        "https://10.0.0.1.",
        "https://203.0.113.9",
        "https://2130706433",
        "https://0x7f.0.0.1",
        "https://0x7f000001",
        "https://0177.0.0.01",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://clinic.example.1",
        "https://%31%32%37.0.0.1",
    ],
    web_addresses.PRIVATE_ERROR: [
        "https://localhost",
        "https://localhost.",
        "https://LOCALHOST:443",
        "https://clinic.localhost",
        "https://printer.local",
        "https://intranet",
        "https://router.home.arpa",
        "https://metadata.google.internal/",
        "https://nas.lan",
        "https://clinic.alt",
        "https://clinic\u3002example",
    ],
    web_addresses.ALPHABET_ERROR: [
        "https://\u0435xample.com",
        "https://p\u0430ypal.example",
        "https://googl\u0435.com",
        "https://clinic.\u0435xample",
        "https://xn--xample-2of.com",
        "https://\uff45vil.example",
        "https://\ufb01t.example",
        "https://xn--a.example",
    ],
    web_addresses.FORMAT_ERROR: [
        "our page",
        "javascript:alert(1)",
        "ftp://clinic.example",
        "data:text/html,hello",
        "//evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https://a..example",
        "https://-bad.example",
        "https://a_b.example",
        "https://xn--example-.com",
        "https://[",
        "https://clinic.example:x/",
        "https://clinic.example\u2044evil.com",
        "https://clinic.example\u2215.evil.com",
        "https://xn--n3h.example",
        "https://xn--ab-miv.example",
        "https://clinic.example/" + "a" * 3_000,
    ],
}
TAKEN = [
    "https://clinic.example",
    "http://clinic.example/",
    "HTTPS://CLINIC.EXAMPLE/Path",
    "https://www.clinic.example:443/a?b=c#d",
    "https://clinic.example/@user",
    "https://clinic.example?to=@evil.example",
    "https://clinic.example/a:8080/b",
    "https://bücher.example/ü",
    "https://xn--bcher-kva.example",
    "https://クリニック.example",
    "https://1clinic.example",
    "https://3.clinic4u.example",
]


@pytest.mark.parametrize(
    ("sentence", "address"), [(words, one) for words, several in REFUSED.items() for one in several]
)
def test_an_address_that_names_nobody_or_somebody_else_is_refused_with_a_sentence(sentence, address):
    assert web_addresses.address_error(address) == sentence
    with pytest.raises(ValidationError) as told:
        validate_web_address(address)
    assert told.value.messages == [str(sentence)]


@pytest.mark.parametrize("address", TAKEN)
def test_an_address_of_a_public_site_is_taken(address):
    validate_web_address(address)

    assert web_addresses.is_safe_link(address)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("clinic.example", "clinic.example"),
        ("CLINIC.example", "clinic.example"),
        ("bücher.example", "bücher.example"),
        ("xn--bcher-kva.example", "bücher.example"),
        ("\u0435xample.com", "xn--xample-2of.com"),
        ("\u0441\u043e\u0441\u043e.com", "xn--n1aahb.com"),
        ("cl\u0131nic.example", "xn--clnic-o4a.example"),
        ("xn--clnic-o4a.example", "xn--clnic-o4a.example"),
        ("xn--example-.com", "xn--example-.com"),
        ("a\u2260b.example", "xn--ab-miv.example"),
    ],
)
def test_a_host_that_could_look_like_another_is_shown_as_punycode(host, shown):
    assert web_addresses.display_host(host) == shown


@pytest.mark.django_db
def test_the_page_shows_punycode_where_scripts_mix_and_links_to_nobody_hidden():
    mixed = listed(website="https://\u0435xample.com/a")
    disguised = listed(website="https://user:pass@evil.example/")

    assert rows_of(mixed)["Website"] == "xn--xample-2of.com/a"
    assert 'href="https://user:pass@evil.example/"' not in page_of(disguised).text


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("field", ["website", "booking_url"])
@pytest.mark.parametrize("sentence", [one for one in REFUSED if one != web_addresses.FORMAT_ERROR])
def test_the_portal_says_what_is_wrong_at_the_field_and_keeps_what_stood(client, field, sentence):
    clinic = make_listing(website="https://clinic.example", booking_url="https://clinic.example").clinic
    client.force_login(make_member(clinic))

    response = save_section(client, clinic, **{field: REFUSED[sentence][0]})

    assert response.status_code == 400
    assert error_sentences(response) == [str(sentence)]
    assert getattr(Clinic.objects.get(), field) == "https://clinic.example"


@pytest.mark.django_db
def test_a_register_of_a_person_is_looked_at_in_the_same_way(client):
    clinic = make_listing(practitioners=[{"name": "Dr. Ines Okonjo-Vale"}]).clinic
    client.force_login(make_member(clinic))

    response = save_section(
        client, clinic, "A", **{"practitioners-0-register_url": "https://user:pass@evil.example"}
    )

    assert error_sentences(response) == [str(web_addresses.USER_ERROR)]


@pytest.mark.django_db
def test_a_proposal_is_looked_at_in_the_same_way():
    response = propose(signed_in(factories.make_person()), website="https://user:pass@evil.example")

    assert error_sentences(response) == [str(web_addresses.USER_ERROR)]
    assert not Submission.objects.exists()
