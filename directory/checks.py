"""What a moderator should look at in a submission: functions that return a sentence, or None."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `statement` is a name of the spine, "" where it is about the whole."""

    code: str
    statement: str
    sentence: str
    others: tuple = ()  # (words, path of a page of ours), to look at beside it


def findings(submission, *, shown):
    """Every finding, in the order of the spine; at most four queries.

    submission  a Submission, with its clinic
    shown       the content that is published now, {} for none
    """
    found = []
    everything_gone = shown and not any(value for name, value in submission.content.items() if name != "name")
    if everything_gone:
        found.append(Finding("all_removed", "", _("This takes away everything that the listing states.")))
    return found


def counts(submissions, *, shown):
    """How many findings each has: {id of the submission: number}.

    shown  the published contents by clinic id; a clinic without one was never published
    """
    return {one.pk: len(findings(one, shown=shown.get(one.clinic_id, {}))) for one in submissions}
