"""The structure of the code, tested by reading its syntax trees."""

import ast
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps

from checklist.urls import urlpatterns as checklist_urls
from config.checks import CSRF_EXEMPT_VIEWS
from directory.facts.records import RELATED
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import Facts
from directory.urls import urlpatterns as directory_urls
from tests.support.factories import make_listing

ROOT = Path(__file__).resolve().parent.parent

PACKAGES = ("config", "directory", "checklist")


def modules():
    """Every module of ours but migrations, as (dotted name, syntax tree)."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if "migrations" not in parts and name not in (*PACKAGES, "directory.management"):
                yield name, ast.parse(path.read_text())


OURS = dict(modules())


# Of one sign, or of what is short already: all else goes through folding.composed, which is linear.
COMPOSE = {"directory.folding", "directory.facts.web_addresses", "directory.accounts.email_addresses"}


def test_no_module_composes_what_somebody_typed_by_itself():
    calls = {
        name
        for name, tree in OURS.items()
        for node in ast.walk(tree)
        if "normalize" in (getattr(node, "attr", ""), getattr(node, "id", ""))
    }

    assert calls == COMPOSE


def test_imports_keep_the_contracts_of_pyproject():
    done = subprocess.run(["lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


FORBIDDEN = {"mark_safe", "SafeString", "raw", "extra", "RawSQL", "cache_page", "csrf_exempt"}


def forbidden(tree):
    """(line, name) of each name that bypasses escaping or CSRF checks, or caches whole responses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN:
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias) and node.name in FORBIDDEN:
            yield node.lineno, node.name
        elif isinstance(node, ast.keyword) and node.arg and node.arg.endswith(("__regex", "__iregex")):
            yield node.value.lineno, node.arg


def test_nothing_of_ours_trusts_text():
    found = [(name, word) for name, tree in OURS.items() for _line, word in forbidden(tree)]

    allowed = {(view.rpartition(".")[0], "csrf_exempt") for view in CSRF_EXEMPT_VIEWS}
    allowed |= {("directory.web.open_data", "csrf_exempt")}
    assert set(found) == allowed
    assert len(found) == len(allowed)


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.safestring import mark_safe",
        "safestring.mark_safe(x)",
        "Listing.objects.raw(x)",
        "found.extra(where=x)",
        "Q(name__regex=x)",
        "Q(name__iregex=x)",
    ],
)
def test_the_reading_of_names_finds_a_wrong_one(source):
    assert len(list(forbidden(ast.parse(source)))) == 1


def test_no_template_trusts_text():
    pages = [path for folder in ("templates", *PACKAGES) for path in (ROOT / folder).rglob("*.html")]

    assert pages
    assert [
        page.name for page in pages if "|safe" in page.read_text() or "autoescape off" in page.read_text()
    ] == []


def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def ours():
    return [
        model
        for package in PACKAGES
        if apps.is_installed(package)
        for model in apps.get_app_config(package).get_models()
    ]


def deciding():
    """Every (model, field) that stores who did something. A statement says which license does it."""
    return [
        (model, field.name)
        for model in ours()
        for field in model._meta.fields
        if field.name.endswith("_by") and field.name not in STATEMENTS
    ]


def named_in(constraint):
    """The fields that a check constraint speaks of."""
    condition = getattr(constraint, "condition", None)
    return {name.split("__")[0] for name, _ in leaves(condition)} if condition is not None else set()


def leaves(condition):
    for child in condition.children:
        yield from leaves(child) if hasattr(child, "children") else [child]


def unpaired(model, name):
    """Why a field that says who lacks its when; None when all is well."""
    when = f"{name.removesuffix('_by')}_at"
    if when not in {field.name for field in model._meta.fields}:
        return f"{model.__name__}.{name} has no {when}"
    if not any({name, when} <= named_in(constraint) for constraint in model._meta.constraints):
        return f"{model.__name__} has no constraint that names {name} and {when}"
    return None


def test_who_and_when_are_a_pair_held_by_the_database():
    assert [why for model, name in deciding() if (why := unpaired(model, name))] == []


@isolate_apps("tests")
def test_the_reading_of_models_finds_a_lone_who():
    class Lone(models.Model):
        decided_by = models.IntegerField(null=True)
        closed_by = models.IntegerField(null=True)
        closed_at = models.DateTimeField(null=True)
        opened_by = models.IntegerField(null=True)
        opened_at = models.DateTimeField(null=True)

        class Meta:
            app_label = "tests"
            constraints = [
                models.CheckConstraint(
                    condition=Q(opened_by=None, opened_at=None) | ~Q(opened_by=None) & ~Q(opened_at=None),
                    name="opened_by_and_at",
                )
            ]

    assert [unpaired(Lone, name) for name in ("decided_by", "closed_by", "opened_by")] == [
        "Lone.decided_by has no decided_at",
        "Lone has no constraint that names closed_by and closed_at",
        None,
    ]


def test_every_statement_stands_in_the_spine_once():
    in_order = [name for section in SPINE for name in section.statements]

    assert len(in_order) == len(set(in_order))
    assert set(in_order) == {field.name for field in Facts._meta.get_fields()} | set(RELATED)


WRITING = {"create", "bulk_create", "update", "bulk_update", "get_or_create", "update_or_create", "delete"}


def writers_of_listings(tree):
    """The calls that make, change or delete a Listing: `Listing(…)`, `Listing.objects.….update(…)`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "Listing":
            yield ast.unparse(node)
        elif isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            chain = ast.unparse(node.func)
            if chain.startswith(("Listing.objects", "Listing._base_manager")):
                yield chain


def test_only_publishing_writes_a_listing():
    found = {name for name, tree in OURS.items() if list(writers_of_listings(tree))}

    assert found == {"directory.publishing.publish", "directory.publishing.reindex"}


@pytest.mark.parametrize(
    "source",
    ["Listing(name='x')", "Listing.objects.filter(pk=1).update(name='x')", "Listing.objects.create()"],
)
def test_the_reading_of_writers_finds_one(source):
    assert len(list(writers_of_listings(ast.parse(source)))) == 1


ONLY_TAKES_FORMS = {
    "claim_code",
    "claim_withdrawal",
    "proposal_message_settled",
    "proposal_withdrawal",
    "report_code",
    "report_removal",
}
NEEDS_MORE_THAN_A_LISTING = ONLY_TAKES_FORMS | {
    "report_state",
    "letters_stop",
    "letters_availability",
    "letters_digest",
    "demo_letter",
    "merged_history",
    *("data_index", "data_latest", "data_file"),  # of files that a command writes
    "data_nowhere",
    "id_nowhere",
    *("clinic_id", "organization_id", "data_changes"),
    *("fhir", "fhir_base", "fhir_nothing", "fhir_search_by_post"),
}
WANTS_AN_ACCOUNT = {
    "asked",
    "proposal_messages",
    "claim_clinic",
    "claim",
    "join",
    "proposal",
    "proposal_change",
}
WANTS_A_NEW_ACCOUNT = {"propose", "start"}
LEADS_BACK = {"compare_selected": "/clinics/", "about_data": "/data/"}
MOVED = {"about_data"}


@pytest.mark.django_db
def test_every_public_address_answers_a_stranger(client):
    listing = make_listing()
    asked, expected = {}, {}
    for route in (*directory_urls, *checklist_urls):
        address = "/" + str(route.pattern)
        is_of_notebook = route.name.startswith("notebook_") and route.name != "notebook_open"
        if is_of_notebook or route.name.startswith("api_") or route.name in NEEDS_MORE_THAN_A_LISTING:
            continue  # a stranger has no notebook, token, reference or letter; their own tests ask for these
        slug = "law" if route.name == "guide" else listing.slug
        for part, value in {
            "<slug:slug>": slug,
            "<int:pk>": "1",
            "<int:clinic>": "1",
            "<str:token>": "nobodys",
            "<str:uid>": str(listing.uid),
            "<str:resource_type>": "Location",
            "<str:resource_id>": str(listing.uid),
        }.items():
            address = address.replace(part, value)
        answer = client.get(address)
        asked[address] = (answer.status_code, answer.headers.get("Location"))
        wanted = f"/account/login/?next={address}" if route.name in WANTS_AN_ACCOUNT else None
        if route.name in WANTS_A_NEW_ACCOUNT:
            wanted = f"/account/signup/?next={address}"
        wanted = LEADS_BACK.get(route.name, wanted)
        expected[address] = (301 if route.name in MOVED else 302 if wanted else 200, wanted)

    assert len(asked) > 20
    assert asked == expected


DATA = {
    "directory/facts/facet_phrases.py",
    "directory/facts/vocabulary.py",
    "directory/facts/statements.py",
    "checklist/questions/questions.py",
}
LONG_FUNCTIONS = {"parse_url"}  # its comment says why


def test_no_module_but_data_is_longer_than_400_lines():
    long = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > 400
    }

    assert long == DATA


def test_no_function_is_longer_than_40_lines():
    long = {
        node.name
        for tree in OURS.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    }

    assert long == LONG_FUNCTIONS


def test_at_most_nine_modules_stand_directly_in_the_directory():
    modules = [path.stem for path in (ROOT / "directory").glob("*.py") if path.stem != "__init__"]

    assert len(modules) <= 9
