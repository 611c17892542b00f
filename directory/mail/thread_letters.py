"""The wording of letters about messages: a moderator wrote to the people of a clinic, or to a proposer."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.mail.queue import Letter, Recipient, queue_letter
from directory.models import Message


def message_written(message: Message, *, clinic_name: str, to: Iterable[Recipient]) -> None:
    """A letter with the words of a moderator, to the members of the clinic or to the proposer.

    clinic_name  as the recipients know it
    """
    is_about_proposal = Message.objects.with_proposer().filter(pk=message.pk).exists()
    for user, address in to:
        letter = Letter(
            subject=_("A message from a moderator"),
            lines=(
                _("A moderator wrote to you about the clinic that you suggested, %(clinic)s.")
                % {"clinic": clinic_name}
                if is_about_proposal
                else _("A moderator wrote to you about %(clinic)s.") % {"clinic": clinic_name},
                _("You can answer on our site. Only moderators will read your answer.")
                if is_about_proposal
                else _("You can answer in the portal. Only you, your colleagues and moderators can read it."),
            ),
            quote=message.words,
            link=reverse("proposal_messages", args=[message.submission_id])
            if is_about_proposal
            else reverse("portal:thread", args=[message.clinic_id]),
            link_words=_("Read and answer it"),
            why=_("You are getting this e-mail because you suggested this clinic.")
            if is_about_proposal
            else _("You are getting this e-mail because you manage this listing."),
        )
        queue_letter(
            letter,
            to=address,
            kind="message",
            key=f"message:{message.pk}:{user}",
            due_at=message.written_at,
        )
