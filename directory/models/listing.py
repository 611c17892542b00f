import uuid
from collections import namedtuple
from datetime import date, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models, transaction
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.facts.safety_warnings import WARNINGS
from directory.facts.statements import Facts
from directory.facts.vocabulary import ListingState
from directory.models.clinic import Clinic
from directory.models.submission import Submission

CURRENT_DAYS = 90
LISTED_DAYS = 180
AVAILABILITY_DAYS = 21
NO_EXPIRY = date(9999, 12, 31)  # evidence that does not run out


class StoredGeneratedField(models.GeneratedField):
    """A generated column. Its check would ask a server what it can; every PostgreSQL of ours can do this."""

    def check(self, **kwargs):
        return super().check(**kwargs | {"databases": []})


class Version(models.Model):
    """The directory's version: one row, one number, moved by every change to a Listing (content.py).

    `history` tells this database's numbers from those of another. It changes when a backup was restored: the
    numbers that follow were used before, for other content. `index_release` is that of the code that
    made what facets and search read of the listings (publishing.reindex).
    """

    number = models.BigIntegerField(default=0)
    history = models.UUIDField(default=uuid.uuid4, editable=False)
    index_release = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="directory_has_one_version")]

    def __str__(self):
        return f"{self.history.hex[:8]}-{self.number}"

    @classmethod
    def now(cls):
        """One query. A directory in which nothing was ever published is at 0."""
        return cls.objects.filter(pk=1).first() or cls(history=uuid.UUID(int=0))

    @classmethod
    def increment(cls):
        """The number of this change. Holds the row until commit, so that numbers become visible in order."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO directory_version (id, number, history) VALUES (1, 1, %s)"
                " ON CONFLICT (id) DO UPDATE SET number = directory_version.number + 1 RETURNING number",
                [uuid.uuid4()],
            )
            return cursor.fetchone()[0]

    @classmethod
    def begin_new_history(cls):
        """Ends the validity of every page and file that any cache keeps. Returns the version from now on."""
        return cls.objects.update_or_create(pk=1, defaults={"history": uuid.uuid4()})[0]


class ListingQuerySet(models.QuerySet):
    """The language of reading. Dates are arguments, never clocks."""

    def public(self):
        return self.filter(removed_at=None)

    def with_age_start(self):
        """Adds .since, the day that Listing.ages_from names."""
        return self.annotate(since=Coalesce("confirmed_on", "first_published_on"))

    def older_than(self, days, today):
        """What nobody has confirmed for more than so many days."""
        return self.with_age_start().filter(since__lt=today - timedelta(days=days))

    def count_by_age(self, today):
        """{"overdue": …, "lapsed": …, "stale": …}: standings, and availability that is no longer shown."""
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

    def changed_since(self, version):
        """What a reader who has seen the directory at `version` has not seen."""
        return self.filter(directory_version__gt=version).order_by("pk")

    def ids_with_words(self, query):
        """Ids of what fits a SearchQuery; two queries.

        The planner takes a word of every third listing for cheaper to scan, because it does not know that a
        scan unpacks each vector: 1.3 s instead of 0.1 s through the index, at 100,000.
        """
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            return self.filter(search_vector=query).aggregate(ids=ArrayAgg("pk"))["ids"] or []

    def ids_saying(self, word):
        """Ids of what holds a folded word, also one that the vector leaves out ("in"). Reads each row."""
        columns = [
            one
            for name in ("search_text_a", "search_text_b", "search_text_c", "search_text_d")
            for one in (Value(" "), name)
        ]
        said = self.annotate(said=Concat(*columns, Value(" "), output_field=models.TextField()))
        return said.filter(said__contains=f" {word} ").values_list("pk", flat=True)

    def for_cards(self, ids):
        """Listing id → CardRow: the whole fetch plan of a card in one query."""
        rows = map(CardRow._make, self.filter(pk__in=ids).values_list(*CARD_COLUMNS))
        return {row.pk: row for row in rows}

    def for_pages(self):
        return self.defer(
            "search_vector", "search_text_a", "search_text_b", "search_text_c", "search_text_d", "codes"
        )


class Aging:
    """What a day makes of what is published: of a Listing, and of the columns of one that a card reads."""

    def get_absolute_url(self):
        return reverse("listing", args=[self.slug])

    @property
    def ages_from(self):
        """The day from which the listing ages: the clinic's last confirmation, else the first publication."""
        return self.confirmed_on or self.first_published_on

    def listing_state(self, today):
        if self.removed_at:
            return ListingState.REMOVED
        age = (today - self.ages_from).days
        if age > LISTED_DAYS:
            return ListingState.LAPSED
        if self.confirmed_on is None or age > CURRENT_DAYS:
            return ListingState.OVERDUE
        return ListingState.CURRENT

    @property
    def availability_stated_on(self):
        """Confirming the listing confirms its availability too."""
        if not self.availability:
            return None
        return max(self.availability_on, self.confirmed_on or self.availability_on)

    def availability_is_fresh(self, today):
        return bool(self.availability) and today - self.availability_stated_on <= timedelta(
            days=AVAILABILITY_DAYS
        )

    def last_stated_on(self, statement):
        """The day on which the clinic last stood by a statement, or None if it never did."""
        changed = self.stated_on.get(statement, "")
        if changed is None:  # another's words since
            return None
        days = [day for day in (self.confirmed_on, changed and date.fromisoformat(changed)) if day]
        return max(days, default=None)

    def live_evidence(self, today):
        """Verifications that have not run out: dicts of statement, person, kind, on, until, source, url."""
        return [one for one in self.evidence if one["until"] is None or one["until"] >= today.isoformat()]

    def director(self):
        """Who directs the care: the medical director, else the first prescriber, else None."""
        for role in ("medical_director", "prescriber"):
            for person in self.practitioners:
                if role in person["roles"]:
                    return person
        return None


class Listing(Aging, Facts):
    """What is published of a clinic, flat: all that the public reads. Only content.py writes it."""

    clinic = models.OneToOneField(Clinic, models.PROTECT, related_name="listing")
    uid = models.UUIDField(unique=True, editable=False)  # the clinic's
    slug = models.SlugField(max_length=100, unique=True)
    organization = models.CharField(_("Organization"), max_length=200, blank=True, default="")
    organization_slug = models.CharField(max_length=80, blank=True, default="")
    practitioners = models.JSONField(_("People who may treat you"), default=list, blank=True)
    training = models.JSONField(_("Training"), default=list, blank=True)

    version = models.PositiveIntegerField()
    directory_version = models.BigIntegerField(db_index=True)
    origin = models.CharField(max_length=10, choices=Submission.Origin)
    source = models.CharField(
        max_length=200, blank=True, default=""
    )  # the file or register, if not the clinic
    first_published_on = models.DateField()
    published_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)  # by the clinic; null: never
    removed_at = models.DateTimeField(null=True, blank=True)

    stated_on = models.JSONField(default=dict, blank=True)  # statement → day the clinic said it; null: not it
    evidence = models.JSONField(default=list, blank=True)  # live verifications, see content.py
    document_seen_until = models.DateField(null=True, blank=True)  # last day on which some document counts
    register_checked_until = models.DateField(null=True, blank=True)

    # Made from the facts when they are published: what the facets and the search read.
    codes = ArrayField(models.CharField(max_length=80), default=list)
    stated_counts = ArrayField(
        models.SmallIntegerField(), default=list
    )  # statements made, by section of SPINE
    search_text_a = models.TextField(default="", blank=True)  # names
    search_text_b = models.TextField(default="", blank=True)  # town, state, people
    search_text_c = models.TextField(default="", blank=True)  # labels and synonyms of everything stated
    search_text_d = models.TextField(default="", blank=True)  # the clinic's own text
    search_vector = StoredGeneratedField(
        expression=SearchVector("search_text_a", weight="A", config="english")
        + SearchVector("search_text_b", weight="B", config="english")
        + SearchVector("search_text_c", weight="C", config="english")
        + SearchVector("search_text_d", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ListingQuerySet.as_manager()

    class Meta(Facts.Meta):
        abstract = False
        constraints = [
            *Facts.Meta.constraints,
            models.CheckConstraint(
                condition=Q(first_published_on__lte=F("published_on")), name="listing_published_in_order"
            ),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="listing_search_vector"),
        ]

    def __str__(self):
        return self.name


CARD_COLUMNS = """
    pk slug name city state phone phone_extension availability waitlist_weeks availability_on confirmed_on
    first_published_on removed_at route setting therapy_model practitioners session_price_low
    session_price_high prices_as_of evidence source
""".split()  # noqa: SIM905
CARD_COLUMNS += sorted(
    {statement for statement, _code in WARNINGS} - set(CARD_COLUMNS)
)  # a warning stands on the card too


class CardRow(Aging, namedtuple("Columns", CARD_COLUMNS)):
    """A few columns of a listing: a model of 120 fields takes five times as long to make."""

    __slots__ = ()


class FormerSlug(models.Model):
    """An address that a listing had before its name changed. It redirects, and nobody else gets it."""

    slug = models.SlugField(max_length=100, unique=True)
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="former_slugs")
