"""Nothing that was imported is sent or published without a license that lets anyone copy it."""

import uuid

import pytest
from django.core.management import CommandError
from django.urls import reverse

from directory.batches import run, start
from directory.exchange.record import record
from directory.facts.vocabulary import SourceLicense
from directory.importing.errors import FileError
from directory.importing.run import import_clinics
from directory.models import Clinic, Listing, Submission
from directory.moderation import decisions
from tests.support.factories import judge, make_moderator
from tests.support.html import assert_valid, elements
from tests.support.membership import signed_in

pytestmark = pytest.mark.django_db

HEAD = "name,city,state,about"
ROW = "A Test Clinic,Denver,CO,We listen."
SOURCE = ("--source", "State health department list, 2026-10")
CODES = "public-domain, cc0-1.0, cc-by-4.0"


def sheet(*rows, head=HEAD):
    return "\n".join([head, *rows, ""])


def licenses():
    """Name of a clinic → (license of its working copy, of what was sent, of the listing)."""
    return {
        clinic.name: (
            clinic.imported_license,
            *clinic.submissions.values_list("source_license", flat=True),
            *Listing.objects.filter(clinic=clinic).values_list("source_license", flat=True),
        )
        for clinic in Clinic.objects.all()
    }


@pytest.mark.parametrize("publishes", [True, False])
def test_nothing_is_sent_or_published_without_a_license(take, publishes):
    arguments = ["--publish-as", make_moderator().username] if publishes else ["--send"]

    with pytest.raises(CommandError) as failure:
        take(sheet(ROW), *SOURCE, *arguments)

    assert str(failure.value) == (
        f"Anyone may copy what is published. Name the license of this file: --license, with one of {CODES}."
    )
    assert not Clinic.objects.exists()


def test_a_file_under_any_other_license_is_not_imported_not_even_as_working_copies(take, tmp_path):
    with pytest.raises(CommandError):
        take(sheet(ROW), *SOURCE, "--license", "odbl-1.0")
    with pytest.raises(FileError) as failure:
        import_clinics(tmp_path / "sheet.csv", source="A list", source_license="odbl-1.0")

    assert str(failure.value) == (
        "A file under the license “odbl-1.0” can’t be imported: we may not pass it on. The license has to be "
        f"one of {CODES}."
    )
    assert not Clinic.objects.exists()


@pytest.mark.parametrize("code", SourceLicense.values)
def test_the_license_goes_with_what_is_published_and_lets_its_words_out(take, code):
    take(sheet(ROW), *SOURCE, "--license", code, "--publish-as", make_moderator().username)

    listing = Listing.objects.get()
    assert licenses() == {"A Test Clinic": (code,) * 3}
    assert listing.terms == ""
    assert record(listing)["source_license"] == code
    assert record(listing)["statements"]["about"]["value"] == "We listen."


def test_a_row_that_names_its_license_keeps_it_and_a_wrong_one_is_refused(take):
    rows = [
        f"{name},Denver,CO,Words.,{code}" for name, code in (("A", "CC-BY-4.0"), ("B", ""), ("C", "odbl"))
    ]

    counts, sentences = take(sheet(*rows, head=f"{HEAD},source_license"), *SOURCE, "--license", "cc0-1.0")

    assert licenses() == {"A": ("cc-by-4.0",), "B": ("cc0-1.0",)}
    assert counts["refused"] == 1
    assert "Column “source_license” says “odbl”. Enter one of" in " ".join(sentences)


SPELLED = {
    "public-domain": [
        *("Public Domain", "public_domain", "PUBLIC-DOMAIN", "publicdomain", "U.S. public domain"),
        *("In the public domain", "https://creativecommons.org/publicdomain/mark/1.0/"),
    ],
    "cc0-1.0": [
        *("CC0 1.0", "cc0-1.0", "CC-0 1.0", "CC0 1.0 Universal", "CC0 v1.0", "Creative Commons Zero 1.0"),
        *("CC Zero 1.0", "http://creativecommons.org/publicdomain/zero/1.0/legalcode"),
    ],
    "cc-by-4.0": [
        *("CC-BY-4.0", "CC BY 4.0", " cc_by_4.0 ", "CC-BY 4.0", "ccby4.0", "CC\u2011BY\u20114.0", "CC BY v4"),
        *("CC\u00a0BY 4.0 International", "Creative Commons Attribution 4.0 International License"),
        *("Attribution 4.0 International (CC BY 4.0)", "https://creativecommons.org/licenses/by/4.0/deed.en"),
    ],
}


@pytest.mark.parametrize(("code", "said"), [(code, one) for code, all_ in SPELLED.items() for one in all_])
def test_a_license_may_be_written_as_people_write_it(take, code, said):
    take(sheet(ROW), *SOURCE, "--license", said)
    take(sheet(f"B,Denver,CO,Words.,{said}", head=f"{HEAD},source_license"), *SOURCE, "--license", "cc0-1.0")

    assert licenses() == {"A Test Clinic": (code,), "B": (code,)}


OTHERS = [
    *(
        "CC BY 3.0",
        "cc-by-sa-4.0",
        "CC BY-SA",
        "cc-by-nc-4.0",
        "CC BY-NC",
        "CC BY-ND 4.0",
        "odbl-1.0",
        "ODbL",
    ),
    *("CC BY 4.0 or later", "CC BY 4.0-NC", "CC BY 14.0", "ODC-BY", "proprietary", "none", "n/a", "0", "-"),
    *("not in the public domain", "all rights reserved", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "https://creativecommons.org.evil.example/licenses/by/4.0/",
]


@pytest.mark.parametrize("said", OTHERS)
def test_another_license_than_those_is_not_taken_for_one_of_them(take, said):
    with pytest.raises(CommandError) as failure:
        take(sheet(ROW), *SOURCE, f"--license={said}")

    assert str(failure.value) == (
        f"A file under the license “{said}” can’t be imported: we may not pass it on. The license has to be "
        f"one of {CODES}."
    )
    counts, _ = take(sheet(f'B,Denver,CO,Words.,"{said}"', head=f"{HEAD},source_license"))
    assert counts["refused"] == 1
    assert not Clinic.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [("cc by", "cc-by-4.0"), ("CC-BY", "cc-by-4.0"), ("CC0", "cc0-1.0"), ("cc-0", "cc0-1.0")],
)
def test_a_license_without_its_version_is_not_taken_for_one_of_them(take, said, code):
    with pytest.raises(CommandError) as failure:
        take(sheet(ROW), *SOURCE, "--license", said)

    assert str(failure.value) == (
        f"The license “{said}” lacks its version. Look it up at the source. If it is {code}, write “{code}”."
    )
    assert not Clinic.objects.exists()


@pytest.mark.parametrize("said", ["", " "])
def test_an_empty_license_is_not_taken_for_one_of_them(take, said):
    with pytest.raises(CommandError, match="Name the license of this file"):
        take(sheet(ROW), *SOURCE, "--license", said)


def sent(*clinics, source_license=""):
    """Sends working copies in a batch. Returns the states of its items."""
    by, chosen = make_moderator(), [clinic.pk for clinic in clinics]
    batch = start.start_sending(clinics=chosen, by=by, key=uuid.uuid4(), source_license=source_license)
    run.step(batch=batch, by=by)
    return list(batch.items.values_list("state", "why"))


def test_what_is_sent_later_has_the_license_of_its_import(take):
    take(sheet(ROW), *SOURCE, "--license", "cc-by-4.0")

    assert sent(Clinic.objects.get()) == [("done", "")]

    decisions.approve(submissions=list(Submission.objects.all()), by=judge())
    assert licenses() == {"A Test Clinic": ("cc-by-4.0",) * 3}


def test_where_the_import_named_no_license_the_moderator_chooses_one(take):
    take(sheet(ROW), *SOURCE)
    clinic = Clinic.objects.get()

    assert sent(clinic) == [
        ("skipped", "Anyone may copy what is published, and the import named no license.")
    ]
    assert sent(clinic, source_license="public-domain") == [("done", "")]
    assert Submission.objects.get().source_license == "public-domain"


def choices(page):
    """The options of the license on the page of imported clinics."""
    (select,) = [one for one in elements(page.content, "select") if one.get("name") == "source_license"]
    return [one.get("value") for one in select.iter() if one.tag.endswith("}option")]


def test_the_page_of_imported_clinics_asks_for_the_license_that_is_missing(take):
    take(sheet(ROW), *SOURCE)
    moderator = signed_in(make_moderator())
    page = moderator.get(reverse("admin:imports"), {"source": SOURCE[1]})
    assert_valid(page.content.decode())
    given = {"kind": "send", "chosen": [Clinic.objects.get().pk]}

    refused = moderator.post(
        reverse("admin:batches"), given | {"key": uuid.uuid4(), "source_license": "x"}, follow=True
    )
    moderator.post(reverse("admin:batches"), given | {"key": uuid.uuid4(), "source_license": "cc0-1.0"})

    assert choices(page) == ["", *SourceLicense.values]
    assert "Choose one of the licenses." in refused.text
    Clinic.objects.update(imported_license="cc0-1.0")
    named = moderator.get(reverse("admin:imports"), {"source": SOURCE[1]})
    assert not [one for one in elements(named.content, "select") if one.get("name") == "source_license"]
