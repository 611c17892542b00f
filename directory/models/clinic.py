import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import CodesField
from directory.facts.offerings import OfferingFacts
from directory.facts.statements import Facts
from directory.facts.web_addresses import validate_web_address
from directory.models.organization import Organization

if TYPE_CHECKING:
    from directory.models.evidence import VerificationQuerySet
    from directory.models.listing import Listing
    from directory.models.review_flag import ReviewFlag
    from directory.models.submission import SubmissionQuerySet


class ClinicQuerySet(models.QuerySet["Clinic"]):
    def locked(self, pks: Iterable[int]) -> Self:
        """The clinics with these ids, ordered by id, locked until the transaction ends. Two queries.

        The only way in which a clinic is locked. A first query locks the rows, a second one reads them: after
        a wait PostgreSQL rereads the locked row alone, so joined rows of the first query are outdated.
        """
        rows = self.model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
        return self.filter(pk__in=list(rows.values_list("pk", flat=True))).order_by("pk")


class Clinic(Facts):
    """The working copy of a clinic: edited by members and imports, never read by a public page."""

    # Never changes, whatever becomes of the name, the slug and the source.
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    organization = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="clinics",
        verbose_name=_("Organization"),
    )
    # Key of the row that the working copy was imported from ("samhsa:4711"): a second import finds it again.
    source = models.CharField(max_length=200, blank=True, default="")
    # The last import that wrote it: when, the name of the file or register for readers, and what a moderator
    # should know of the row and no check finds again.
    imported_at = models.DateTimeField(null=True, blank=True, editable=False)
    imported_from = models.CharField(max_length=200, blank=True, default="", editable=False)
    # The license under which that file or register may be published.
    imported_license = models.CharField(
        max_length=20, choices=v.SourceLicense, blank=True, default="", db_default="", editable=False
    )
    import_remark = models.CharField(max_length=2000, blank=True, default="", editable=False)
    # Set while the listing is taken down and no relisting was requested. Nothing can be submitted then.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    # For the type checker: attributes that Django adds.
    organization_id: int | None
    practitioners: "models.Manager[Practitioner]"
    training: "models.Manager[Training]"
    offerings: "models.Manager[Offering]"
    submissions: "SubmissionQuerySet"
    verifications: "VerificationQuerySet"
    review_flags: "models.Manager[ReviewFlag]"
    listing: "Listing"

    objects: "ClinicQuerySet" = ClinicQuerySet.as_manager()

    class Meta(Facts.Meta):
        abstract = False
        constraints = [
            *Facts.Meta.constraints,
            models.UniqueConstraint(
                fields=["source"], condition=~Q(source=""), name="clinic_imported_once_from_a_source"
            ),
        ]
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="clinic_point"),
            models.Index(Left("zip", 5), condition=Q(latitude=None), name="clinic_zip_without_point"),
        ]

    def __str__(self):
        return self.name


class Practitioner(models.Model):
    """A person who may treat patients. License numbers are public; DEA numbers are never asked for."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="practitioners")
    name = models.CharField(_("Name"), max_length=120)
    roles = CodesField(verbose_name=_("Role"), choices=v.Role)
    license = models.CharField(_("License type"), max_length=40, choices=v.License, blank=True, default="")
    supervisor = models.CharField(_("Supervised by"), max_length=120, blank=True, default="")
    license_state = models.CharField(
        _("License state"), max_length=2, choices=v.State, blank=True, default=""
    )
    license_number = models.CharField(_("License number"), max_length=40, blank=True, default="")
    register_url = models.CharField(
        _("Register address"), max_length=300, blank=True, default="", validators=[validate_web_address]
    )
    npi = models.CharField(
        _("NPI"),
        max_length=10,
        blank=True,
        default="",
        help_text=_("Enter the ten digits of the person’s own NPI (type 1)."),
        validators=[RegexValidator(r"\A[0-9]{10}\Z", _("Enter the ten digits of the NPI."))],
    )
    boards = CodesField(verbose_name=_("Board certified in"), choices=v.Board)
    board_certification = models.CharField(
        _("Board certification, in words"), max_length=200, blank=True, default=""
    )
    years_offering = models.PositiveSmallIntegerField(
        _("Years offering ketamine"), null=True, blank=True, validators=[MaxValueValidator(70)]
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(license=v.License.ASSOCIATE) | ~Q(supervisor=""),
                name="associate_names_a_supervisor",
                violation_error_message=_("Enter who supervises this therapist in training."),
            ),
        ]

    def __str__(self):
        return self.name


class Training(models.Model):
    """A training that somebody at the clinic has completed."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="training")
    code = models.CharField(_("Training"), max_length=30, choices=v.Training)
    practitioner = models.CharField(
        _("Whose training"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Enter the name of one of the people above."),
    )
    provider = models.CharField(_("Provider"), max_length=200, blank=True, default="")
    hours = models.PositiveIntegerField(
        _("Hours"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20_000)]
    )
    year = models.PositiveSmallIntegerField(
        _("Year"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Offering(OfferingFacts):
    """One way in which a clinic gives ketamine: see facts/offerings.py."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="offerings")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(OfferingFacts.Meta):
        abstract = False
        ordering = ["position", "pk"]


RECORD_MODELS = {"practitioners": Practitioner, "training": Training, "offerings": Offering}
