"""The part of a decision page on who runs a clinic that was never listed: membership/first_decision.py."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from directory.facts.vocabulary import SubmissionState
from directory.matching.already_listed import SimilarListing, similar_listings
from directory.matching.contact_details import MailDomain, mail_domain
from directory.membership.first_decision import OWNER, REFUSE
from directory.models import Claim, Code, Submission
from directory.publishing.snapshot import complete_snapshot

IS_DECIDED = Case(When(state=Claim.State.WAITING, then=0), default=1)
FIELDS = ("runs", "runs_reason")  # of the form, and of first_decision.decide


@dataclass(frozen=True)
class Joining:
    """What is known of the person who started the clinic of a submission.

    code             the one that was sent last, or None
    entered_at_site  True if the code that they entered went to an address at the website's own domain
    email_changed    True if the content states another public e-mail than the one that the code went to
    account          a MailDomain: of the address of their account, beside the website that the content states
    public           a MailDomain: of the public e-mail of the content; "" where it states none
    similar          listings that may be the same clinic
    others           other claims of this person
    """

    claim: Claim
    code: Code | None
    entered_at_site: bool
    email_changed: bool
    account: str
    public: str
    similar: list[SimilarListing]
    others: list[Claim]

    @property
    def suggested(self) -> str:
        """The choice that the form begins with: OWNER where everything speaks for it, else none."""
        return OWNER if self.entered_at_site and not self.email_changed and not self.similar else ""


def load_joining(submission: Submission) -> Joining | None:
    """The Joining of a submission whose clinic somebody started, decided or not; None for any other.

    At most four queries.
    """
    if submission.based_on is not None or submission.again_id:
        return None
    claims = Claim.objects.filter(clinic=submission.clinic_id).select_related("claimed_by").starters_first()
    claim = (
        claims.filter(_may_be_shown(submission))
        .order_by(IS_DECIDED, "-is_starters", "claimed_at", "pk")
        .first()
    )
    if claim is None:
        return None
    content = complete_snapshot(submission.content)
    code = claim.codes.order_by("-pk").first()
    entered = code.sent_to if code and code.used_at else ""
    return Joining(
        claim=claim,
        code=code,
        entered_at_site=bool(entered) and mail_domain(entered, content["website"]) == MailDomain.WEBSITE,
        email_changed=bool(code) and code.sent_to != content["email"].lower(),
        account=mail_domain(claim.claimed_by.email, content["website"]),
        public=mail_domain(content["email"], content["website"]) if content["email"] else "",
        similar=[one for one in similar_listings(content) if one.listing.clinic_id != submission.clinic_id],
        others=list(
            Claim.objects.filter(claimed_by=claim.claimed_by)
            .exclude(pk=claim.pk)
            .select_related("clinic")
            .order_by("-claimed_at")[:5]
        ),
    )


def _may_be_shown(submission):
    """A Q for the claims of its clinic: while it waits every one that `first_claim` may decide on."""
    before = Q(claimed_at__lte=submission.submitted_at) & ~Q(state=Claim.State.WITHDRAWN)
    return before | Q(state=Claim.State.WAITING) if submission.state == SubmissionState.PENDING else before


def joining_context(submission: Submission, user: User, posted: dict[str, str]) -> dict[str, object]:
    """The context of desk/joining.html.

    user    the moderator
    posted  the posted form, where the page is shown again; else {}
    """
    joining = load_joining(submission)
    if joining is None:
        return {"joining": None}
    waits = joining.claim.state == Claim.State.WAITING and submission.state == SubmissionState.PENDING
    return {
        "joining": joining,
        "joining_waits": waits and joining.claim.claimed_by_id != user.pk,
        "joining_runs": posted.get("runs", "" if posted else joining.suggested),
        "joining_reason": posted.get("runs_reason", "").replace("\0", ""),
        "joining_choices": [
            (OWNER, _("Yes. They manage it as an owner")),
            (REFUSE, _("No. What they sent counts as suggested by a reader")),
        ],
    }
