"""The database tables with their constraints and querysets; when a listing is current, overdue or lapsed."""

from directory.models.account_event import AccountEvent
from directory.models.act import Act
from directory.models.clinic import Clinic, Doubt, Membership, Organization, Practitioner, Training
from directory.models.event import Event
from directory.models.evidence import Verification
from directory.models.limit import Limit, LimitKey
from directory.models.listing import FormerSlug, Listing, Version
from directory.models.mail import Mail, Reminder
from directory.models.membership import Claim, Code, Invitation
from directory.models.place import Place
from directory.models.report import Report
from directory.models.submission import Submission

__all__ = [
    "AccountEvent",
    "Act",
    "Claim",
    "Clinic",
    "Code",
    "Doubt",
    "Event",
    "FormerSlug",
    "Invitation",
    "Limit",
    "LimitKey",
    "Listing",
    "Mail",
    "Membership",
    "Organization",
    "Place",
    "Practitioner",
    "Reminder",
    "Report",
    "Submission",
    "Training",
    "Verification",
    "Version",
]
