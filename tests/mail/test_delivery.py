"""Delivery to a mail server that accepts, refuses, hangs up or is unreachable, by workers that are killed."""

import re
import signal
import socket
import threading
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as searching
from hypothesis import strategies as st

from directory.mail import delivery
from directory.models import Mail
from tests.support import mailserver
from tests.support.commands import PRODUCTION, finish, start
from tests.support.database_url import url_of_database
from tests.support.mailserver import MailServer
from tests.support.ports import free_port
from tests.support.waiting import soon

pytestmark = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)  # other threads and processes see the rows

NOON = timezone.make_aware(datetime(2026, 3, 2, 12))


def queue(*addresses, at=NOON, **facts):
    facts = {"kind": "decided", "subject": "S", "text": "T", "html": "<p>T</p>"} | facts
    return [
        Mail.objects.create(key=f"{address} {at} {n}", to=address, queued_at=at, due_at=at, **facts)
        for n, address in enumerate(addresses)
    ]


@pytest.fixture
def server(settings):
    server = MailServer(port=free_port())
    use(settings, server)
    return server


def use(settings, server):
    options = {"host": "127.0.0.1", "port": server.port, "timeout": 30}
    settings.MAILERS = {"default": {"BACKEND": "directory.mail.delivery.Backend", "OPTIONS": options}}


def pass_at(moment, **more):
    return +delivery.deliver_due(clock=lambda: moment, **more)


def states():
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


# ---- the message


def sent_by(server):
    with server.open():
        pass_at(NOON)
    return server.messages()


def test_a_letter_has_a_text_and_an_html_body(server):
    queue("a@example.com", subject="Your listing is published", text="Línea\n", html="<p>Línea</p>")

    (message,) = sent_by(server)

    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in message.iter_parts()] == ["Línea", "<p>Línea</p>"]
    assert (message["Subject"], message["To"]) == ("Your listing is published", "a@example.com")
    assert message["From"] == "Ketamine Clinic Directory <no-reply@127.0.0.1>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_letter_that_can_be_unsubscribed_from_has_the_headers_for_one_click(server):
    queue("a@example.com", unsubscribe="https://clinics.example.org/letters/stop/abc/")
    queue("b@example.com")

    with_it, without = sent_by(server)

    assert with_it["List-Unsubscribe"] == "<https://clinics.example.org/letters/stop/abc/>"
    assert with_it["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert {"List-Unsubscribe", "List-Unsubscribe-Post"} & set(without) == set()


def test_a_second_try_sends_the_same_message(server):
    (mail,) = queue("a@example.com")
    server.behave = lambda _address, number: mailserver.MUMBLE if number == 1 else mailserver.ACCEPT

    with server.open():
        pass_at(NOON)
        Mail.objects.update(state="queued", due_at=NOON)  # as send_again() does
        pass_at(NOON)

    first, second = (
        [*message.items()][2:] for message in server.messages()
    )  # without the boundary between parts
    assert first == second
    assert ("Message-ID", f"<{mail.message_id}@127.0.0.1>") in first
    assert ("Date", "Mon, 02 Mar 2026 17:00:00 +0000") in first


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4_000))
@searching(max_examples=50)
def test_no_line_of_a_message_is_longer_than_mail_allows(text):
    subject = " ".join(text.split())[:200]
    mail = Mail(to="a@example.com", subject=subject, text=text * 3, html=f"<p>{text}</p>")

    wire = delivery.email_message(mail).message().as_bytes()

    assert max(map(len, wire.splitlines())) <= 998


def test_all_due_letters_go_over_one_connection(server):
    queue("a@example.com", "b@example.com", "c@example.com")

    sent_by(server)

    assert (server.addresses, server.connections) == (["a@example.com", "b@example.com", "c@example.com"], 1)


def test_a_letter_is_not_sent_before_it_is_due(server):
    queue("a@example.com", at=NOON + timedelta(seconds=1))

    assert sent_by(server) == []


# ---- answers of the server

MINUTE = timedelta(minutes=1)
OUTCOMES = {
    mailserver.ACCEPT: ("sent", "", None, 1),
    mailserver.LATER: ("queued", "later 451 4.7.1", MINUTE, 0),
    mailserver.FULL: ("queued", "later 452 4.2.2", MINUTE, 0),
    mailserver.REFUSE: ("dead", "refused 550 5.1.1", None, 0),
    mailserver.REFUSE_WORDS: ("dead", "refused 554 5.7.1", None, 0),
    mailserver.HANG_UP: ("queued", "dropped", MINUTE, 0),
    mailserver.GOODBYE: ("queued", "dropped", MINUTE, 0),
    mailserver.DROP_IN_DATA: ("dead", "in_doubt", None, 0),
    mailserver.DROP_AFTER: ("dead", "in_doubt", None, 1),
    mailserver.MUMBLE: ("dead", "in_doubt", None, 1),
}


@pytest.mark.parametrize("deed", OUTCOMES)
def test_each_answer_has_its_outcome(server, deed):
    (mail,) = queue("a@example.com")
    server.behave = lambda _address, _number: deed

    with server.open():
        pass_at(NOON)

    mail.refresh_from_db()
    state, trouble, wait, taken = OUTCOMES[deed]
    assert (mail.state, mail.trouble, mail.tries, len(server.taken)) == (state, trouble, 1, taken)
    if wait:
        assert mail.due_at == NOON + wait


def test_a_server_that_does_not_answer_in_time_leaves_the_letter_in_doubt(server, settings):
    queue("a@example.com")
    server.behave = lambda _address, _number: mailserver.HOLD
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 2

    with server.open():
        assert pass_at(NOON) == {"in_doubt": 1}


def test_an_unreachable_server_is_tried_with_one_letter_and_the_others_wait(server):
    queue("a@example.com", "b@example.com")

    assert pass_at(NOON) == {"later": 1}
    assert list(Mail.objects.order_by("pk").values_list("state", "tries", "trouble")) == [
        ("queued", 1, "away"),
        ("queued", 0, ""),
    ]


def test_an_address_that_no_mail_can_be_sent_to_is_given_up(server):
    queue("jörg@example.com")

    with server.open():
        assert pass_at(NOON) == {"dead": 1}

    assert Mail.objects.get().trouble == "unwritable"


def test_a_refused_letter_does_not_hold_up_the_next(server):
    queue("a@example.com", "b@example.com", "c@example.com")
    deeds = {"a@example.com": mailserver.REFUSE, "b@example.com": mailserver.LATER}
    server.behave = lambda address, _number: deeds.get(address, mailserver.ACCEPT)

    with server.open():
        assert pass_at(NOON) == {"dead": 1, "later": 1, "sent": 1}

    assert server.connections == 1


def test_a_failure_is_a_sentence_with_the_code_of_the_server():
    assert delivery.failure_sentence("refused 550 5.1.1") == (
        "The mail server refused it. Check whether the address is correct. The server’s code was 550 5.1.1."
    )


# ---- retries


def test_retry_delays_grow_from_a_minute_to_six_hours_and_add_up_to_three_days():
    pauses = [delivery.retry_delay(tries) for tries in range(1, delivery.MAX_TRIES)]

    assert pauses[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(pauses) == pauses[-1] == timedelta(hours=6)
    assert timedelta(days=2.5) < sum(pauses, timedelta()) < timedelta(days=3.5)


def test_a_letter_that_is_deferred_for_three_days_is_given_up(server):
    (mail,) = queue("a@example.com")
    server.behave = lambda _address, _number: mailserver.LATER

    moment = NOON
    with server.open():
        while states() == ["queued"]:
            moment = Mail.objects.get().due_at
            pass_at(moment)

    mail.refresh_from_db()
    assert (mail.state, mail.trouble) == ("dead", "later 451 4.7.1")
    assert timedelta(days=2.5) < moment - NOON < timedelta(days=3.5)


@pytest.mark.slow
def test_a_day_without_the_mail_server_loses_nothing_and_sends_nothing_twice(server):
    addresses = [f"{n:02}@example.com" for n in range(30)]
    queue(*addresses)

    moment = NOON
    while moment < NOON + timedelta(days=1):
        pass_at(moment)
        moment += timedelta(minutes=3)
    assert set(states()) == {"queued"}
    with server.open():
        for _pass in range(3):
            pass_at(moment)

    assert server.addresses == addresses
    assert set(states()) == {"sent"}


# ---- several workers, and workers that die


@pytest.mark.slow
@at_once
def test_several_workers_send_each_letter_once(server):
    addresses = [f"{n:03}@example.com" for n in range(80)]
    queue(*addresses)
    server.behave = lambda address, number: (
        mailserver.LATER if number == 1 and int(address[:3]) % 3 == 0 else mailserver.ACCEPT
    )
    counts, together = [], threading.Barrier(4)

    def work():
        try:
            together.wait()
            for minutes in (0, 2, 4):
                counts.append(pass_at(NOON + timedelta(minutes=minutes)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _one in range(4)]
    with server.open():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert server.addresses == addresses
    assert sum(one["sent"] for one in counts) == 80
    assert set(states()) == {"sent"}


WORKER = "a worker under test"  # its application_name in PostgreSQL


@pytest.fixture
def worker(server):
    """`manage.py send_mail` as in production, on the tests' database. None outlives its test."""
    begun = []

    def begin(*arguments):
        begun.append(start("manage.py", "send_mail", *arguments, **as_in_production(server)))
        return begun[-1]

    yield begin
    for process in begun:
        if process.returncode is None:
            killed(process)


def as_in_production(server):
    url = url_of_database(connection.get_connection_params()["dbname"])
    server_url = f"smtp://127.0.0.1:{server.port}"
    return PRODUCTION | {"DATABASE_URL": url, "MAIL_SERVER": server_url, "PGAPPNAME": WORKER}


@at_once
def test_the_command_sends_what_is_due_and_says_how_many(server, worker):
    queue("a@example.com", "b@example.com")

    with server.open():
        done = finish(worker("--once"))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "sent 2, later 0, given up 0, in doubt 0\n"
    assert states() == ["sent", "sent"]


def killed(process):
    process.kill()
    finish(process)
    assert process.returncode == -signal.SIGKILL


def after_a_quarter_of_an_hour():
    return timezone.now() + timedelta(minutes=16)


@pytest.mark.slow
@at_once
def test_a_letter_whose_worker_is_killed_before_the_answer_waits_for_a_moderator(server, worker):
    queue("a@example.com")
    with socket.create_server(("127.0.0.1", server.port)):  # accepts the connection and never answers
        process = worker()
        soon(lambda: states() == ["sending"])
        killed(process)

    with server.open():
        assert pass_at(timezone.now()) == {}
        assert pass_at(after_a_quarter_of_an_hour()) == {"in_doubt": 1}

    assert list(Mail.objects.values_list("state", "trouble")) == [("dead", "in_doubt")]
    assert server.taken == []


@pytest.mark.slow
@at_once
def test_a_letter_whose_worker_is_killed_during_transmission_is_not_sent_twice(server, worker):
    queue("a@example.com", "b@example.com")
    server.behave = lambda _address, _number: mailserver.HOLD
    with server.open():
        process = worker()
        assert server.holding.wait(30)
        killed(process)
        server.released.set()
        server.behave = lambda _address, _number: mailserver.ACCEPT

        assert pass_at(after_a_quarter_of_an_hour()) == {"in_doubt": 1, "sent": 1}

    assert server.addresses == ["a@example.com", "b@example.com"]
    assert states() == ["dead", "sent"]


@pytest.mark.slow
@at_once
def test_a_letter_whose_worker_is_killed_before_it_records_the_answer_is_not_sent_twice(server, worker):
    (mail,) = queue("a@example.com")
    server.behave = lambda _address, _number: mailserver.HOLD
    with server.open():
        process = worker()
        assert server.holding.wait(30)
        with transaction.atomic():  # so that recording the answer has to wait
            Mail.objects.select_for_update().get(pk=mail.pk)
            server.released.set()
            soon(is_somebody_waiting_for_a_lock)
            killed(process)
            hang_up_on_the_worker()  # or PostgreSQL would still run the query

        assert states() == ["sending"]
        assert pass_at(after_a_quarter_of_an_hour()) == {"in_doubt": 1}

    assert server.addresses == ["a@example.com"]


def is_somebody_waiting_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] == 1


def is_pending(process, number):
    """True while no thread of a process has taken a signal that was sent to it."""
    said = Path(f"/proc/{process.pid}/status").read_text()
    return bool(int(re.search(r"^ShdPnd:\s+(\w+)", said, re.MULTILINE)[1], 16) >> (number - 1) & 1)


@pytest.mark.slow
@at_once
def test_a_worker_that_is_told_to_stop_finishes_its_letter(server, worker):
    queue("a@example.com", "b@example.com")
    server.behave = lambda _address, _number: mailserver.HOLD
    with server.open():
        process = worker()
        assert server.holding.wait(30)
        process.send_signal(signal.SIGTERM)
        soon(lambda: not is_pending(process, signal.SIGTERM))
        server.released.set()
        done = finish(process)

    assert (done.returncode, done.stdout) == (0, "sent 1, later 0, given up 0, in doubt 0\n")
    assert (states(), server.addresses) == (["sent", "queued"], ["a@example.com"])


@pytest.mark.slow
@at_once
def test_an_answer_is_recorded_although_the_database_connection_breaks(server, worker):
    queue("a@example.com")
    server.on_taking = lambda: (hang_up_on_the_worker(), connection.close())

    with server.open():
        done = finish(worker("--once"))

    assert (done.returncode, done.stdout) == (0, "sent 1, later 0, given up 0, in doubt 0\n")
    assert states() == ["sent"]


def hang_up_on_the_worker():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", [WORKER]
        )


@at_once
def test_a_letter_that_the_server_accepted_is_sent_although_it_was_given_up_meanwhile(server):
    queue("a@example.com")
    server.on_taking = lambda: (delivery.deliver_due(clock=after_a_quarter_of_an_hour), connection.close())

    with server.open():
        assert pass_at(timezone.now()) == {"sent": 1}

    assert states() == ["sent"]


def test_the_letter_about_a_closed_report_is_deleted_when_it_is_sent(server):
    queue("reader@example.com", kind="report_closed")
    queue("clinic@example.com")

    assert len(sent_by(server)) == 2

    assert list(Mail.objects.values_list("to", "state")) == [("clinic@example.com", "sent")]


def test_a_sent_letter_is_deleted_thirty_days_after_it_was_queued(server):
    for state in Mail.State.values:
        queue(f"{state}@example.com", state=state, sent_at=NOON if state == "sent" else None)

    pass_at(NOON + timedelta(days=30))
    assert Mail.objects.filter(state__in=["sent", "left"]).count() == 2
    pass_at(NOON + timedelta(days=30, seconds=1))

    assert not Mail.objects.filter(state__in=["sent", "left"]).exists()
    assert Mail.objects.count() == len(Mail.State.values) - 2


def test_the_demo_sends_nothing():
    with pytest.raises(CommandError, match="The demonstration sends no e-mail"):
        call_command("send_mail", "--once", stdout=StringIO())


# ---- any sequence of answers

DEEDS = st.lists(st.sampled_from([*OUTCOMES, "away"]), max_size=30)


@pytest.mark.slow
@given(deeds=DEEDS)
@searching(max_examples=40)
def test_whatever_the_server_answers_a_letter_is_sent_once_or_waits_for_a_moderator(deeds):
    server, moment = MailServer(port=free_port()), NOON
    Mail.objects.all().delete()
    queue("a@example.com", "b@example.com", "c@example.com")
    with pytest.MonkeyPatch.context() as patched:
        from django.conf import settings

        options = {"host": "127.0.0.1", "port": server.port, "timeout": 30}
        mailer = {"BACKEND": "directory.mail.delivery.Backend", "OPTIONS": options}
        patched.setattr(settings, "MAILERS", {"default": mailer})
        for deed in deeds:
            moment += timedelta(minutes=10)
            if deed == "away":
                pass_at(moment)
                continue
            server.behave = lambda _address, _number, deed=deed: deed
            with server.open():
                pass_at(moment, limit=1)

    taken = server.addresses
    assert len(taken) == len(set(taken))
    for mail in Mail.objects.all():
        assert mail.state in ("queued", "sent", "dead")
        if mail.state == "sent":
            assert mail.to in taken
        elif mail.to in taken:
            assert (mail.state, mail.trouble) == ("dead", "in_doubt")
