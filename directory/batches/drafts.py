"""Working copies that an import wrote and that were not sent to the queue since."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from directory.facts.vocabulary import SubmissionState
from directory.models import Clinic, Membership, ReviewFlag, Submission


def unsent_imports() -> QuerySet[Clinic]:
    """Imported clinics that nobody maintains and that have something to send, by name.

    Annotated: `flagged` (an import found something to look at) and `last_sent_at` (null for never). Left out
    are clinics that were taken down, that wait in the queue, and whose last submission is newer than the
    import.
    """
    of_clinic = Submission.objects.filter(clinic=OuterRef("pk"))
    members = Membership.objects.filter(organization=OuterRef("organization"))
    last_sent = of_clinic.exclude(submitted_at=None).order_by("-submitted_at").values("submitted_at")[:1]
    return (
        Clinic.objects.filter(imported_at__isnull=False, closed_at=None)
        .exclude(Exists(members))
        .exclude(Exists(of_clinic.filter(state=SubmissionState.PENDING)))
        .annotate(
            last_sent_at=Subquery(last_sent),
            flagged=Exists(ReviewFlag.objects.filter(clinic=OuterRef("pk"))),
        )
        .filter(Q(last_sent_at=None) | Q(last_sent_at__lt=F("imported_at")))
        .order_by("name", "pk")
    )
