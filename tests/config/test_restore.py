"""Readers of a site on whose database deploy/backup and deploy/restore run, while it serves."""

import os
import re
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from config.postgres import server
from tests.support.commands import ROOT, manage
from tests.support.serving import serving

pytestmark = pytest.mark.slow

SECONDS = 60  # until the test gives up

REMOVE = """
from directory.models import Listing
from directory.moderation import decisions
listing = Listing.objects.public().get(slug="{slug}")
decisions.remove_with_proof(listing=listing)
"""


@pytest.fixture(scope="module")
def restored(demonstrated, tmp_path_factory):
    """What a reader saw: before the dump, after a removal, after the restore, after another removal."""
    place = tmp_path_factory.mktemp("restored")
    data = place / "postgres"
    with serving(place, {}, of=demonstrated) as site:
        first, second = listings(site)[:2]
        dump = run(data, "deploy/backup")
        seen = {"dumped": answers(site, first)}
        dumped = seen["dumped"]["etag"]
        remove(first, data)
        seen["removed"] = answers(site, first, once=lambda etag: etag != dumped)
        held = seen["removed"]["etag"]
        run(data, "deploy/restore", dump)
        seen["restored"] = answers(site, first, held=held, once=lambda etag: is_alike(etag, dumped))
        seen["said"] = manage("new_history", POSTGRES_DIR=data).stdout
        remove(second, data)  # the directory's number is the one of the first removal again
        seen["another removed"] = answers(site, first, held=held, once=lambda etag: is_alike(etag, held))
    return seen


def run(data, script, *arguments):
    """Run a script of deploy/ on the embedded server of a site; what it prints."""
    known = {
        "PATH": f"{server.binaries_directory()}:{os.environ['PATH']}",
        "DATABASE_URL": f"postgresql://postgres@/{server.DATABASE_NAME}?host={data}",
        "BACKUP_DIR": str(data.parent),
    }
    done = subprocess.run([ROOT / script, *arguments], env=known, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def remove(slug, data):
    done = manage("shell", "--no-imports", "-c", REMOVE.format(slug=slug), POSTGRES_DIR=data)
    assert done.returncode == 0, done.stderr


def listings(site):
    return re.findall(r'href="/clinics/([\w-]+)/"', asked(site, "/clinics/")[2])


def is_alike(etag, other):
    """True if two validators are of the same number in two histories."""
    return etag.split("-")[1] == other.split("-")[1] and etag != other


def answers(site, slug, held="", once=None):
    """How many clinics the results count, the status of one listing, and the validator of the results.

    held  a validator that the reader has kept from before
    once  called with the validator: True when the site has seen the change, for which it has a second
    """
    end = time.monotonic() + SECONDS
    while once and not once(asked(site, "/clinics/")[1]):
        assert time.monotonic() < end
    status, etag, page = asked(site, "/clinics/", held=held)
    count = int(re.search(r'id="count"[^>]*>(\d+) clinics', page)[1]) if page else None
    return {"count": count, "status": status, "etag": etag, "listing": asked(site, f"/clinics/{slug}/")[0]}


def asked(site, address, held=""):
    headers = {"If-None-Match": held} if held else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(site + address, headers=headers)) as answer:
            return answer.status, answer.headers["ETag"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["ETag"], ""


def test_a_listing_removed_after_the_dump_is_shown_again(restored):
    count = restored["dumped"]["count"]

    assert (restored["removed"]["count"], restored["removed"]["listing"]) == (count - 1, 410)
    assert (restored["restored"]["count"], restored["restored"]["listing"]) == (count, 200)


def test_a_page_cached_before_the_restore_is_not_revalidated(restored):
    assert restored["restored"]["status"] == 200


def test_the_restore_itself_begins_a_new_history(restored):
    """Whoever follows the directory is sent to the files, even if the next command is forgotten."""
    assert is_alike(restored["restored"]["etag"], restored["dumped"]["etag"])


def test_in_a_new_history_an_equal_number_is_another_version(restored):
    before, now = restored["removed"], restored["another removed"]

    assert re.fullmatch(r"A new history begins: [0-9a-f]{8}-\d+\n", restored["said"])
    assert (now["status"], now["count"], now["listing"]) == (200, before["count"], 200)
    assert before["etag"].split("-")[1] == now["etag"].split("-")[1]  # the number of the version
    assert before["etag"] != now["etag"]
