"""Delivers queued letters to a mail server. Any number of workers may deliver at the same time.

Before a letter is sent, its state SENDING is committed; afterward, the server's answer is recorded. If the
worker dies in between, nobody can tell whether the server accepted the letter, so no worker sends it again:
it becomes DEAD and "in doubt", and a moderator decides. Nothing is sent twice or lost.
"""

import re
import smtplib
import time
from collections import Counter
from collections.abc import Buffer, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import (
    EmailMultiAlternatives,
    mailers,  # pyright: ignore[reportAttributeAccessIssue]  # django-types does not know Django 6.1's mailers
)
from django.core.mail.backends import smtp
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Mail

BATCH_SIZE = 100  # letters for each connection to the mail server
DELIVERY_TIMEOUT = timedelta(minutes=15)  # after this a letter that is SENDING counts as interrupted
MIN_RETRY_DELAY, MAX_RETRY_DELAY = timedelta(minutes=1), timedelta(hours=6)
MAX_TRIES = 20  # the delays between them add up to three days
DATABASE_RETRY_SECONDS = (1, 2, 4, 8, 16)
RETENTION = timedelta(days=30)  # of letters that were sent or dismissed
KINDS_DELETED_WHEN_SENT = {"report_closed"}  # a reader was promised that the address is deleted

# Why a letter was not sent, as Mail.trouble stores it; the SMTP code may follow: "refused 550 5.1.1".
UNREACHABLE, DROPPED, DEFERRED, REFUSED = "away", "dropped", "later", "refused"
UNDELIVERABLE, IN_DOUBT = "unwritable", "in_doubt"
FAILURE_SENTENCES = {
    "": _("We have not tried to send it yet."),
    UNREACHABLE: _("The mail server could not be reached."),
    DROPPED: _("The mail server closed the connection before the e-mail was sent."),
    DEFERRED: _("The mail server asked us to try again later."),
    REFUSED: _("The mail server refused it. Check whether the address is correct."),
    UNDELIVERABLE: _("No e-mail can be sent to this address."),
    IN_DOUBT: _("It may have been sent, but no answer was recorded."),
}


def failure_sentence(trouble: str) -> str:
    """The sentence that moderators read for a value of Mail.trouble, such as "refused 550 5.1.1"."""
    kind, _space, code = trouble.partition(" ")
    sentence = str(FAILURE_SENTENCES[kind])
    if not code:
        return sentence
    return str(_("%(sentence)s The server’s code was %(code)s.") % {"sentence": sentence, "code": code})


def deliver_due(
    *,
    clock: Callable[[], datetime] = timezone.now,
    limit: int = BATCH_SIZE,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Counter[str]:
    """Send up to `limit` letters that are due, over one connection to the mail server.

    clock        returns the present moment
    is_stopping  asked before each letter; True ends the batch
    returns      Counter of letters: sent, later (will be retried), dead (given up), in_doubt

    The batch ends early when the server is unreachable or drops the connection; other letters stay queued.
    """
    counts = Counter(in_doubt=_give_up_interrupted(clock()))
    _delete_old(clock())
    server = mailers.default
    try:
        while counts.total() < limit and not is_stopping() and (mail := _take_next_due(clock())):
            outcome, trouble = _send(server, mail)
            _with_database_retries(_record_outcome, mail, outcome, trouble, clock)
            counts[_outcome_name(outcome, trouble)] += 1
            if outcome == Mail.State.SENT and counts["sent"] == 1:
                _retry_unreachable_now(clock())
            if trouble.partition(" ")[0] in (UNREACHABLE, DROPPED, IN_DOUBT):
                break
    finally:
        with suppress(OSError):
            server.close()
    return counts


def _outcome_name(outcome, trouble):
    if trouble == IN_DOUBT:
        return "in_doubt"
    return {Mail.State.SENT: "sent", Mail.State.QUEUED: "later", Mail.State.DEAD: "dead"}[outcome]


# ---- states of queued letters


@transaction.atomic(durable=True)
def _take_next_due(at):
    """The next letter that is due, now SENDING; None if there is none. Committed before anything is sent."""
    mail = Mail.objects.due(at).select_for_update(skip_locked=True).first()
    if mail is not None:
        mail.state, mail.tries, mail.due_at = Mail.State.SENDING, mail.tries + 1, at + DELIVERY_TIMEOUT
        mail.save(update_fields=["state", "tries", "due_at"])
    return mail


def _record_outcome(mail, outcome, trouble, clock):
    if outcome == Mail.State.SENT:  # whatever its state has become since: the server has the letter
        if mail.kind in KINDS_DELETED_WHEN_SENT:
            Mail.objects.filter(pk=mail.pk).delete()
        else:
            Mail.objects.filter(pk=mail.pk).update(state=outcome, sent_at=clock(), trouble="")
        return
    # Only if no other worker has given it up meanwhile: that would have changed state or due_at.
    still_taken = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING, due_at=mail.due_at)
    if outcome == Mail.State.QUEUED and mail.tries < MAX_TRIES:
        still_taken.update(state=outcome, trouble=trouble, due_at=clock() + retry_delay(mail.tries))
    else:
        still_taken.update(state=Mail.State.DEAD, trouble=trouble)


def _delete_old(at):
    """Delete letters that were sent, or that a moderator dismissed, after RETENTION."""
    over = Mail.objects.filter(state__in=[Mail.State.SENT, Mail.State.LEFT])
    over.filter(queued_at__lt=at - RETENTION).delete()


def retry_delay(tries: int) -> timedelta:
    """The delay after failed try number `tries` (from 1) until the next try: doubles, up to six hours."""
    return min(MIN_RETRY_DELAY * 2 ** (tries - 1), MAX_RETRY_DELAY)


def _give_up_interrupted(at):
    return Mail.objects.interrupted(at).update(state=Mail.State.DEAD, trouble=IN_DOUBT)


def _retry_unreachable_now(at):
    """The server is reachable again: letters that could not reach it need not wait for their next try."""
    Mail.objects.filter(state=Mail.State.QUEUED, trouble=UNREACHABLE, due_at__gt=at).update(due_at=at)


def _with_database_retries(write, *arguments):
    """Call `write`, again while the database is unreachable: the server's answer must not be lost."""
    for seconds in DATABASE_RETRY_SECONDS:
        try:
            return write(*arguments)
        except (OperationalError, InterfaceError):
            close_old_connections()
            time.sleep(seconds)
    return write(*arguments)


# ---- what a moderator decides


def send_again(*, mails: QuerySet[Mail]) -> int:
    """Queue failed letters again, with the same Message-ID. Returns how many."""
    return mails.filter(state=Mail.State.DEAD).update(
        state=Mail.State.QUEUED, tries=0, trouble="", due_at=timezone.now()
    )


def dismiss(*, mails: QuerySet[Mail]) -> int:
    """Mark failed letters as dismissed, so that they stay unsent. Returns how many."""
    return mails.filter(state=Mail.State.DEAD).update(state=Mail.State.LEFT)


# ---- sending one letter


def email_message(mail: Mail) -> EmailMultiAlternatives:
    """The letter as a Django message. Every try has the same Message-ID, so receivers can drop duplicates."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        "Message-ID": f"<{mail.message_id}@{domain}>",
        "Date": format_datetime(mail.queued_at.astimezone(UTC)),
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe:  # RFC 8058
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    return letter


def _send(server, mail):
    """Send one letter. Returns its next Mail.State, and Mail.trouble ("" after success)."""
    try:
        server.open()
    except OSError as error:
        return Mail.State.QUEUED, _failure_with_code(UNREACHABLE, getattr(error, "smtp_code", None), error)
    try:
        server.send_messages([email_message(mail)])
    except ValueError:  # an address or a header that cannot be written
        return Mail.State.DEAD, UNDELIVERABLE
    except InDoubtError:
        return Mail.State.DEAD, IN_DOUBT
    except smtplib.SMTPRecipientsRefused as error:
        ((code, words),) = error.recipients.values()
        return _outcome_of_refusal(code, words)
    except smtplib.SMTPDataError as error:
        return _outcome_of_refusal(error.smtp_code, error.smtp_error)
    except smtplib.SMTPSenderRefused as error:  # MAIL_FROM was refused: the operator can correct it
        return Mail.State.QUEUED, _failure_with_code(DEFERRED, error.smtp_code, error.smtp_error)
    except OSError:
        return Mail.State.QUEUED, DROPPED
    return Mail.State.SENT, ""


def _outcome_of_refusal(code, words):
    if code == 421:  # the server closes the connection
        return Mail.State.QUEUED, DROPPED
    if 500 <= code <= 599:
        return Mail.State.DEAD, _failure_with_code(REFUSED, code, words)
    return Mail.State.QUEUED, _failure_with_code(DEFERRED, code, words)


def _failure_with_code(trouble, code, words):
    """`refused 550 5.1.1`: only the numbers of the answer, because its text may hold personal data."""
    if code is None:
        return trouble
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    enhanced = re.match(r"[245]\.\d{1,3}\.\d{1,3}", text)  # RFC 3463
    return " ".join(filter(None, (trouble, str(code), enhanced and enhanced[0])))


# ---- SMTP


class InDoubtError(smtplib.SMTPServerDisconnected):
    """The whole letter was transmitted, and the server did not say whether it accepts it."""


class SMTP(smtplib.SMTP):
    """Raises InDoubtError where the connection breaks after the whole letter was transmitted.

    smtplib raises the same error whether it breaks before or after.
    """

    def data(self, msg: str | Buffer) -> tuple[int, bytes]:
        self.is_sent = False
        try:
            code, words = super().data(msg)
        except OSError as error:
            if self.is_sent:
                raise InDoubtError(str(error)) from error
            raise
        if code != 250 and not 400 <= code <= 599:
            raise InDoubtError(f"an answer that neither accepts nor refuses: {code}")
        return code, words

    def send(self, s: str | Buffer) -> None:
        super().send(s)
        self.is_sent = isinstance(s, bytes) and s.endswith(b"\r\n.\r\n")


class SMTPS(SMTP, smtplib.SMTP_SSL):
    """SMTP over TLS."""


class Backend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[SMTP]:
        return SMTPS if self.use_ssl else SMTP
