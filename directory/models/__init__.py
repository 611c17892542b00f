"""The database tables with their constraints and querysets; when a listing is current, overdue or lapsed."""

from directory.models.account_event import AccountEvent
from directory.models.api_token import ApiToken, ApiUse
from directory.models.batch import Batch, BatchItem
from directory.models.clinic import RECORD_MODELS, Clinic, Offering, Practitioner, Training
from directory.models.desk_work import ModeratorLetters, Note, SavedReply, Taken
from directory.models.event import Event
from directory.models.event_actor import EventActor
from directory.models.evidence import Verification
from directory.models.index_snapshot import IndexSnapshot
from directory.models.listing import FormerSlug, Listing
from directory.models.mail import Mail, Reminder
from directory.models.member_event import MemberEvent
from directory.models.membership import Claim, Code, Invitation
from directory.models.merge import ClinicPair, JoinedOrganization, Merge
from directory.models.message import Message
from directory.models.organization import Membership, Organization
from directory.models.rate_limit import RateLimitCount, RateLimitKey
from directory.models.report import Report
from directory.models.review_flag import ReviewFlag
from directory.models.submission import Submission
from directory.models.version import Version

__all__ = [
    "RECORD_MODELS",
    "AccountEvent",
    "ApiToken",
    "ApiUse",
    "Batch",
    "BatchItem",
    "Claim",
    "Clinic",
    "ClinicPair",
    "Code",
    "Event",
    "EventActor",
    "FormerSlug",
    "IndexSnapshot",
    "Invitation",
    "JoinedOrganization",
    "Listing",
    "Mail",
    "MemberEvent",
    "Membership",
    "Merge",
    "Message",
    "ModeratorLetters",
    "Note",
    "Offering",
    "Organization",
    "Practitioner",
    "RateLimitCount",
    "RateLimitKey",
    "Reminder",
    "Report",
    "ReviewFlag",
    "SavedReply",
    "Submission",
    "Taken",
    "Training",
    "Verification",
    "Version",
]
