"""Hands the letters of the queue to a mail server. Any number of workers may do it at once.

A letter is marked, and the mark is committed, before it is handed over; what the server answered is written
down after. A worker that dies in between leaves the mark, and nobody can tell whether the server took the
letter. Such a letter is not sent again by itself: it is shown to a person. So nothing is sent twice, and
nothing is lost.
"""

import re
import smtplib
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, timedelta
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends import smtp
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Mail

BATCH = 100  # letters in one connection
IN_HAND = timedelta(minutes=15)  # longer than a server may take over one letter
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES = 20  # the pauses between them add up to three days
PAUSES = (1, 2, 4, 8, 16)  # seconds, while the database is away
KEPT = timedelta(days=30)  # letters that are out
FORGOTTEN = {"report_closed"}  # with the address of a reader, who was told that it is deleted

# Why a letter was not sent, as Mail.trouble keeps it. The server's own code may follow: "refused 550 5.1.1".
AWAY, DROPPED, LATER, REFUSED = "away", "dropped", "later", "refused"
UNWRITABLE, IN_DOUBT = "unwritable", "in_doubt"
TOLD = {
    "": _("Not tried yet."),
    AWAY: _("The mail server could not be reached."),
    DROPPED: _("The mail server hung up before the letter was out."),
    LATER: _("The mail server said: not now."),
    REFUSED: _("The mail server refused it. Is the address right?"),
    UNWRITABLE: _("No mail can be sent to this address."),
    IN_DOUBT: _("It may have been sent: no answer was written down."),
}


def told(trouble):
    """A sentence for Mail.trouble."""
    kind, _space, code = trouble.partition(" ")
    return f"{TOLD[kind]} ({code})" if code else str(TOLD[kind])


def post_due(*, clock=timezone.now, most=BATCH, stopping=lambda: False):
    """One pass, over one connection: hand over what is due. Returns a Counter of sent, later, dead, in_doubt.

    The pass ends where the server is away or the line goes dead; what was not taken yet stays in the queue.
    """
    done = Counter(in_doubt=_give_up_what_was_left(clock()))
    _forget(clock())
    server = mailers.default
    try:
        while done.total() < most and not stopping() and (mail := _take(clock())):
            outcome, trouble = _hand_over(server, mail)
            _insist(lambda: _write_down(mail, outcome, trouble, clock()))  # noqa: B023  (called at once)
            done[_counted(outcome, trouble)] += 1
            if outcome == Mail.State.SENT and done["sent"] == 1:
                _hurry_what_waited_for_the_server(clock())
            if trouble.partition(" ")[0] in (AWAY, DROPPED, IN_DOUBT):
                break
    finally:
        with suppress(OSError):
            server.close()
    return done


def _counted(outcome, trouble):
    if trouble == IN_DOUBT:
        return "in_doubt"
    return {Mail.State.SENT: "sent", Mail.State.QUEUED: "later", Mail.State.DEAD: "dead"}[outcome]


# ---- the queue


@transaction.atomic(durable=True)
def _take(at):
    """The next letter that is due, marked; None where there is none. Committed before anything is sent."""
    mail = Mail.objects.due(at).select_for_update(skip_locked=True).first()
    if mail is not None:
        mail.state, mail.tries, mail.due_at = Mail.State.SENDING, mail.tries + 1, at + IN_HAND
        mail.save(update_fields=["state", "tries", "due_at"])
    return mail


def _write_down(mail, outcome, trouble, at):
    if outcome == Mail.State.SENT:  # whatever others have made of it since: the server has it
        if mail.kind in FORGOTTEN:
            Mail.objects.filter(pk=mail.pk).delete()
        else:
            Mail.objects.filter(pk=mail.pk).update(state=outcome, sent_at=at, trouble="")
        return
    # Only while it is in our hand: `due_at` tells whose.
    mine = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING, due_at=mail.due_at)
    if outcome == Mail.State.QUEUED and mail.tries < MOST_TRIES:
        mine.update(state=outcome, trouble=trouble, due_at=at + pause(mail.tries))
    else:
        mine.update(state=Mail.State.DEAD, trouble=trouble)


def _forget(at):
    """Nobody needs the words of a letter that arrived, or that a person let be."""
    over = Mail.objects.filter(state__in=[Mail.State.SENT, Mail.State.LEFT])
    over.filter(queued_at__lt=at - KEPT).delete()


def pause(tries):
    """How long to wait after so many tries."""
    return min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)


def _give_up_what_was_left(at):
    return Mail.objects.left_in_hand(at).update(state=Mail.State.DEAD, trouble=IN_DOUBT)


def _hurry_what_waited_for_the_server(at):
    """It answers again, so that nothing has to wait out a pause of hours."""
    Mail.objects.filter(state=Mail.State.QUEUED, trouble=AWAY, due_at__gt=at).update(due_at=at)


def _insist(write):
    """What the server answered must be written down, even where the database is away for a moment."""
    for seconds in PAUSES:
        try:
            return write()
        except (OperationalError, InterfaceError):
            close_old_connections()
            time.sleep(seconds)
    return write()


# ---- what a person decides


def send_again(*, mails):
    """Put letters that were given up back into the queue; returns how many. They keep their Message-ID."""
    return mails.filter(state=Mail.State.DEAD).update(
        state=Mail.State.QUEUED, tries=0, trouble="", due_at=timezone.now()
    )


def let_be(*, mails):
    return mails.filter(state=Mail.State.DEAD).update(state=Mail.State.LEFT)


# ---- one letter


def message(mail):
    """The letter as it goes over the wire: the same at every try, so that a receiver can tell it twice."""
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


def _hand_over(server, mail):
    """(what becomes of the letter, the trouble or "")."""
    try:
        server.open()
    except OSError as error:
        return Mail.State.QUEUED, _with_code(AWAY, getattr(error, "smtp_code", None), error)
    try:
        server.send_messages([message(mail)])
    except ValueError:  # an address or a header that cannot be written
        return Mail.State.DEAD, UNWRITABLE
    except InDoubt:
        return Mail.State.DEAD, IN_DOUBT
    except smtplib.SMTPRecipientsRefused as error:
        ((code, words),) = error.recipients.values()
        return _refused(code, words)
    except smtplib.SMTPDataError as error:
        return _refused(error.smtp_code, error.smtp_error)
    except smtplib.SMTPSenderRefused as error:  # our own address: whoever runs the site can put it right
        return Mail.State.QUEUED, _with_code(LATER, error.smtp_code, error.smtp_error)
    except OSError:
        return Mail.State.QUEUED, DROPPED
    return Mail.State.SENT, ""


def _refused(code, words):
    if code == 421:  # the server hangs up
        return Mail.State.QUEUED, DROPPED
    if 500 <= code <= 599:
        return Mail.State.DEAD, _with_code(REFUSED, code, words)
    return Mail.State.QUEUED, _with_code(LATER, code, words)


def _with_code(trouble, code, words):
    """“refused 550 5.1.1”: the numbers alone, because a server's words may hold anything."""
    if code is None:
        return trouble
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    enhanced = re.match(r"[245]\.\d{1,3}\.\d{1,3}", text)  # RFC 3463
    return " ".join(filter(None, (trouble, str(code), enhanced and enhanced[0])))


# ---- the wire


class InDoubt(smtplib.SMTPServerDisconnected):
    """The whole letter went out, and no answer came that says whether it was taken."""


class Doubting:
    """smtplib takes a line that goes dead for a failure, whether or not the letter was out by then."""

    def data(self, msg):
        self.is_out = False
        try:
            code, words = super().data(msg)
        except OSError as error:
            if self.is_out:
                raise InDoubt(str(error)) from error
            raise
        if code != 250 and not 400 <= code <= 599:
            raise InDoubt(f"an answer that says neither yes nor no: {code}")
        return code, words

    def send(self, s):
        super().send(s)
        self.is_out = isinstance(s, bytes) and s.endswith(b"\r\n.\r\n")


class DoubtingSMTP(Doubting, smtplib.SMTP):
    pass


class DoubtingSMTPS(Doubting, smtplib.SMTP_SSL):
    pass


class Backend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return DoubtingSMTPS if self.use_ssl else DoubtingSMTP
