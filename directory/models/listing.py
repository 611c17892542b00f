from collections import namedtuple
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connections, models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.facts.fields import records
from directory.facts.offerings import CLINIC_STATEMENTS, OFFERING_PARTS
from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.facts.safety_warnings import WARNED_STATEMENTS
from directory.facts.statements import Facts
from directory.facts.terms import OWN_WORDS
from directory.facts.vocabulary import ListingState, SourceLicense
from directory.models.clinic import Clinic
from directory.models.prepared import Prepared
from directory.models.search_columns import SEARCH_COLUMNS, StoredGeneratedField
from directory.models.submission import Submission

CURRENT_DAYS = 90  # a listing confirmed longer ago is overdue
LISTED_DAYS = 180  # a listing confirmed longer ago is lapsed
AVAILABILITY_DAYS = 21  # an availability stated longer ago is not shown
# The same as Aging.withholds_own_words, of a row of the table.
WITHHELD_SQL = f"(terms = '' AND (source_license = '' OR stated_on->>'{OWN_WORDS}' <> ''))"
NO_EXPIRY = date(9999, 12, 31)  # the last day of evidence that does not expire


class ListingQuerySet(models.QuerySet["Listing"]):
    """Queries of listings. `today` is an argument everywhere, so that a test can choose it."""

    def public(self) -> Self:
        """Listings that were not taken down."""
        return self.filter(removed_at=None)

    def with_age_start(self) -> Self:
        """Annotate `since`: the day of `Listing.ages_from`, computed by the database."""
        return self.annotate(since=Coalesce("confirmed_on", "first_published_on"))

    def older_than(self, days: int, today: date) -> Self:
        """Listings whose clinic has not confirmed them for more than `days` days."""
        return self.with_age_start().filter(since__lt=today - timedelta(days=days))

    def count_by_age(self, today: date) -> dict[str, int]:
        """{"overdue": …, "lapsed": …, "stale": …}; stale: with an availability too old to be shown."""
        current, listed, fresh = (
            today - timedelta(days=days) for days in (CURRENT_DAYS, LISTED_DAYS, AVAILABILITY_DAYS)
        )
        late = Q(since__lt=current) | Q(confirmed_on=None)
        return self.with_age_start().aggregate(
            overdue=Count("pk", filter=late & Q(since__gte=listed)),
            lapsed=Count("pk", filter=Q(since__lt=listed)),
            stale=Count(
                "pk",
                filter=~Q(availability="")
                & Q(availability_on__lt=fresh)
                & (Q(confirmed_on=None) | Q(confirmed_on__lt=fresh)),
            ),
        )

    def changed_since(self, version: int) -> Self:
        """Listings that changed after `version`, a number of the directory's version."""
        return self.filter(directory_version__gt=version).order_by("pk")

    def for_cards(self, ids: Iterable[int]) -> "dict[int, CardRow]":
        """Listing id → CardRow, which has all that a card shows; one query."""
        rows = map(CardRow._make, self.filter(pk__in=ids).values_list(*CARD_COLUMNS))
        return {row.pk: row for row in rows}

    def for_pages(self) -> Self:
        return self.defer(*SEARCH_COLUMNS)

    def whole(self, *, slugs: Iterable[str] = (), ids: Iterable[int] = ()) -> "list[Listing]":
        """The listings with these slugs, or else with these ids, as for_pages() has them; one query.

        In no order, and of all listings: filters of this queryset are not applied.
        """
        slugs = list(slugs)
        return BY_SLUG.rows(self.db, slugs) if slugs else BY_ID.rows(self.db, ids)

    def public_heads(self, slugs: Iterable[str]) -> "dict[str, ListingHead]":
        """Slug → ListingHead of each public listing; one query."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(PUBLIC_HEADS_SQL, [list(slugs)])
            return {slug: ListingHead(*head) for slug, *head in cursor.fetchall()}

    def current_slugs(self, slugs: Iterable[str]) -> dict[str, str]:
        """Slug → the slug to which it redirects: a former slug, or one of a merged listing. Two queries.

        A slug that redirects nowhere is missing. A chain of merges has one step: see publishing/publish.py.
        """
        slugs = list(slugs)
        merged = self.filter(slug__in=slugs, merged_into__isnull=False)
        former = FormerSlug.objects.filter(slug__in=slugs).annotate(
            now=Coalesce("listing__merged_into__slug", "listing__slug")
        )
        return dict([*former.values_list("slug", "now"), *merged.values_list("slug", "merged_into__slug")])

    def at_slug(self, slug: str) -> Self:
        """The listing of a slug, of a former slug, or of the slug of a listing merged into it."""
        # Of all listings: a merged one is removed, and not among the public ones.
        return self.filter(slug=Listing.objects.current_slugs([slug]).get(slug, slug))

    def shown_for(self, ids: Iterable[int]) -> "dict[int, Listing]":
        """Listing id → the public listing that is shown for it: itself, or the one it was merged into.

        One query, and a second one where one of them was merged. Ids of which nothing is public are missing.
        """
        ids = list(ids)
        found = {one.pk: one for one in self.whole(ids=ids)} if ids else {}
        merged = {pk: one.merged_into_id for pk, one in found.items() if one.merged_into_id}
        if merged:
            kept = {one.pk: one for one in self.whole(ids=merged.values())}
            found |= {pk: kept[kept_pk] for pk, kept_pk in merged.items()}
        return {pk: one for pk, one in found.items() if one.removed_at is None}


class Aging:
    """Values that depend on the dates of a listing and on the day: base class of Listing and CardRow."""

    def get_absolute_url(self) -> str:
        return reverse("listing", args=[self.slug])

    @property
    def ages_from(self) -> date:
        """The day from which the listing ages: the clinic's last confirmation, else the first publication."""
        return self.confirmed_on or self.first_published_on

    def listing_state(self, today: date) -> ListingState:
        if self.removed_at:
            return ListingState.REMOVED
        age = (today - self.ages_from).days
        if age > LISTED_DAYS:
            return ListingState.LAPSED
        if self.confirmed_on is None or age > CURRENT_DAYS:
            return ListingState.OVERDUE
        return ListingState.CURRENT

    @property
    def availability_stated_on(self) -> date | None:
        """The day since which the availability holds; None if not stated. A confirmation renews it."""
        if not self.availability:
            return None
        return max(self.availability_on, self.confirmed_on or self.availability_on)

    def availability_is_fresh(self, today: date) -> bool:
        return bool(self.availability) and today - self.availability_stated_on <= timedelta(
            days=AVAILABILITY_DAYS
        )

    def last_stated_on(self, statement: str) -> date | None:
        """The day on which the clinic last stated or confirmed a statement; None if it never did."""
        changed = self.stated_on.get(statement, "")
        if changed is None:  # an import changed it since
            return None
        confirmed = None if statement in self.taken_over else self.confirmed_on
        days = [day for day in (confirmed, changed and date.fromisoformat(changed)) if day]
        return max(days, default=None)

    @property
    def withholds_own_words(self) -> bool:
        """True if nobody has agreed that the clinic's own words are given out as data. See WITHHELD_SQL.

        The license of an import is about what it brought, and not about words that the clinic stated itself.
        """
        is_licensed = self.source_license and not self.stated_on.get(OWN_WORDS)
        return not (self.terms or is_licensed)

    def live_evidence(self, today: date) -> list[dict[str, Any]]:
        """The entries of `evidence` that have not expired."""
        day = today.isoformat()
        return [entry for entry in self.evidence if entry["until"] is None or entry["until"] >= day]

    def director(self) -> dict[str, Any] | None:
        """The medical director, else who runs the clinic, else the first prescriber, else None."""
        for role in ("medical_director", "leads", "prescriber"):
            for person in self.practitioners:
                if role in person["roles"]:
                    return person
        return None


class Listing(Aging, Facts):
    """The published content of a clinic: the only table of clinics that public pages read.

    Written by publishing/ alone.
    """

    clinic = models.OneToOneField(Clinic, models.PROTECT, related_name="listing")
    uid = models.UUIDField(unique=True, editable=False)  # the clinic's
    slug = models.SlugField(max_length=100, unique=True)
    organization = models.CharField(_("Organization"), max_length=200, blank=True, default="")
    organization_slug = models.CharField(max_length=80, blank=True, default="")
    organization_uid = models.UUIDField(null=True, blank=True, editable=False)  # the organization's
    practitioners = records(_("People who may treat you"), PRACTITIONER_PARTS)
    training = records(_("Training"), TRAINING_PARTS)
    offerings = records(_("What is offered"), OFFERING_PARTS)
    # Statement → what the clinic itself says, where the statement's column holds more: the union with what
    # its offerings say (facts/offerings.py).
    defaults = models.JSONField(default=dict, blank=True)

    version = models.PositiveIntegerField()  # 1, 2, 3, … of this listing
    # Number of the directory's version with which this row changed last: models/version.py.
    directory_version = models.BigIntegerField(db_index=True)
    changed_at = models.DateTimeField(default=timezone.now, db_default=Now())  # when that was
    origin = models.CharField(max_length=10, choices=Submission.Origin)
    # Name of the file or register that the content came from; "" where it came from the clinic.
    source = models.CharField(max_length=200, blank=True, default="")
    source_license = models.CharField(
        max_length=20, choices=SourceLicense, blank=True, default="", db_default=""
    )
    # Edition of the terms under which the clinic stated `about`, its own words; "" where it accepted none.
    terms = models.CharField(max_length=10, blank=True, default="", db_default="")
    first_published_on = models.DateField()
    published_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)  # by the clinic; null: never
    removed_at = models.DateTimeField(null=True, blank=True)
    # Set where the clinic turned out to be that of another listing: the page redirects there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_listings"
    )

    # Statement name → ISO date on which the clinic last stated it; null where the value came from an import.
    stated_on = models.JSONField(default=dict, blank=True)
    # Statements that came from a merged listing: `stated_on` has their day, and `confirmed_on`, a later one,
    # is not about them. A confirmation empties it.
    taken_over = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Verifications in force that agree: dicts of statement, person, kind, about, on, until, source, url.
    evidence = models.JSONField(default=list, blank=True)
    # The last day on which some evidence of the kind holds.
    document_seen_until = models.DateField(null=True, blank=True)
    register_checked_until = models.DateField(null=True, blank=True)

    # Search columns, computed from the content at publication: publishing/search_text.py.
    codes = ArrayField(models.CharField(max_length=80), default=list)
    # Keys of its offerings, each with the place of its offering in front: "0:route:iv", "1:insurer:aetna".
    offering_codes = ArrayField(models.TextField(), default=list)
    # Number of statements made in each section of SPINE.
    stated_counts = ArrayField(models.SmallIntegerField(), default=list)
    search_text_a = models.TextField(default="", blank=True)  # names of the clinic
    search_text_b = models.TextField(default="", blank=True)  # city, state, ZIP code, practitioners
    search_text_c = models.TextField(default="", blank=True)  # labels and synonyms of everything stated
    search_text_d = models.TextField(default="", blank=True)  # free text
    search_vector = StoredGeneratedField(
        expression=SearchVector("search_text_a", weight="A", config="english")
        + SearchVector("search_text_b", weight="B", config="english")
        + SearchVector("search_text_c", weight="C", config="english")
        + SearchVector("search_text_d", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # For the type checker: attributes that Django adds.
    clinic_id: int
    merged_into_id: int | None
    former_slugs: "models.Manager[FormerSlug]"
    merged_listings: "models.Manager[Listing]"

    objects: "ListingQuerySet" = ListingQuerySet.as_manager()

    class Meta(Facts.Meta):
        abstract = False
        constraints = [
            *Facts.Meta.constraints,
            models.CheckConstraint(
                condition=Q(first_published_on__lte=F("published_on")), name="listing_published_in_order"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(removed_at__isnull=False), name="listing_merged_is_removed"
            ),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="listing_search_vector"),
            models.Index(
                fields=["organization_uid"],
                condition=Q(organization_uid__isnull=False),
                name="listing_organization_uid",
            ),
            models.Index(
                fields=["directory_version"],
                condition=Q(removed_at__isnull=False),
                name="listing_removed",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def address_at_version(self) -> str:
        """The address of its page for who has just published: it waits until the change can be seen.

        Links of the desk and of the portal; no page that others read has it.
        """
        return f"{self.get_absolute_url()}?at={self.directory_version}"


CARD_COLUMNS = """
    pk directory_version slug name city state phone phone_extension availability waitlist_weeks
    availability_on confirmed_on first_published_on removed_at route setting therapy_model practitioners
    training offerings defaults session_price_low session_price_high prices_as_of evidence source
""".split()  # noqa: SIM905
# A card shows the safety warnings of all statements, and its offerings with what the clinic says of all.
CARD_COLUMNS += sorted((WARNED_STATEMENTS | {*CLINIC_STATEMENTS}) - set(CARD_COLUMNS))


class CardRow(Aging, namedtuple("Columns", CARD_COLUMNS)):
    """The columns of a listing on a card, as a tuple: made five times as fast as a Listing of 120 fields."""

    __slots__ = ()


class ListingHead(NamedTuple):
    """What tells whether something that was made from a listing still holds."""

    pk: int
    directory_version: int


PUBLIC_HEADS_SQL = """
SELECT slug, id, directory_version FROM directory_listing WHERE slug = ANY(%s) AND removed_at IS NULL
"""  # a merged listing is removed
BY_SLUG = Prepared(Listing.objects.for_pages, "slug")
BY_ID = Prepared(Listing.objects.for_pages, "id")


class FormerSlug(models.Model):
    """A slug that a listing had before its name changed. It redirects, and no other listing gets it."""

    slug = models.SlugField(max_length=100, unique=True)
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="former_slugs")
