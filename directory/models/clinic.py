import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import CodesField
from directory.facts.statements import Facts
from directory.facts.web_addresses import validate_web_address


class Organization(models.Model):
    """Who runs clinics: a practice of one, or a chain."""

    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    # Its name is a statement of its clinics. Not where it was made to let people in to a single one.
    listed = models.BooleanField(default=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organizations"
    )

    def __str__(self):
        return self.name


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        EDITOR = "editor", _("Editor")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    since = models.DateField(auto_now_add=True)
    reminders = models.BooleanField(_("Reminders by e-mail"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="member_once_in_an_organization")
        ]


class ClinicQuerySet(models.QuerySet):
    def locked(self, pks):
        """Those of these ids, by id, each held by this transaction until it ends.

        The rows are taken first, and read by a statement of its own: PostgreSQL brings only the row that it
        waited for up to date, so whatever one statement joins to it is from before the wait.
        """
        held = self.model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
        return self.filter(pk__in=list(held.values_list("pk", flat=True))).order_by("pk")


class Clinic(Facts):
    """The working copy: edited by members and imports, read by no page of the public."""

    # Its own for ever, whatever becomes of its name, its address and where it came from.
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    organization = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="clinics",
        verbose_name=_("Organization"),
    )
    # Where the working copy came from, so that a second import finds it again: "samhsa:4711".
    source = models.CharField(max_length=200, blank=True, default="")
    # Set while the listing is taken down and nobody has asked for it back: nothing may wait for a decision.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ClinicQuerySet.as_manager()

    class Meta(Facts.Meta):
        abstract = False
        constraints = [
            *Facts.Meta.constraints,
            models.UniqueConstraint(
                fields=["source"], condition=~Q(source=""), name="clinic_imported_once_from_a_source"
            ),
        ]
        indexes = [models.Index(fields=["latitude", "longitude"], name="clinic_point")]

    def __str__(self):
        return self.name


class Practitioner(models.Model):
    """One person who may treat a patient. License numbers are public; DEA numbers are never asked for."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="practitioners")
    name = models.CharField(_("Name"), max_length=120)
    roles = CodesField(verbose_name=_("Role"), choices=v.Role)
    license = models.CharField(_("License type"), max_length=20, choices=v.License, blank=True, default="")
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
        help_text=_("Ten digits, the person's own (type 1)."),
        validators=[RegexValidator(r"\A[0-9]{10}\Z", _("Enter the ten digits of the NPI."))],
    )
    board_certification = models.CharField(_("Board certification"), max_length=200, blank=True, default="")
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
                violation_error_message=_("Name who supervises this therapist in training."),
            ),
        ]

    def __str__(self):
        return self.name


class Training(models.Model):
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="training")
    code = models.CharField(_("Training"), max_length=30, choices=v.Training)
    provider = models.CharField(_("Provider"), max_length=120, blank=True, default="")
    hours = models.PositiveIntegerField(
        _("Hours"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20_000)]
    )
    year = models.PositiveSmallIntegerField(
        _("Year"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    expires_on = models.DateField(_("Runs out on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class ReviewFlagQuerySet(models.QuerySet):
    def with_other(self):
        """With the name of the clinic that each may be a duplicate of."""
        return self.select_related("other").only("kind", "clinic", "shared", "miles", "other__name")


class ReviewFlag(models.Model):
    """What a person should look at in a working copy, found by an import: never merged by itself."""

    class Kind(models.TextChoices):
        POINT_FAR_FROM_ZIP = "point_far_from_zip", _("The point is far from the ZIP code")
        LIKELY_DUPLICATE = "likely_duplicate", _("This clinic may be listed already")

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="review_flags")
    kind = models.CharField(max_length=20, choices=Kind)
    other = models.ForeignKey(Clinic, models.CASCADE, null=True, blank=True, related_name="+")
    shared = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # phone, web, npi, name
    miles = models.FloatField(null=True, blank=True)

    objects = ReviewFlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "kind", "other"], nulls_distinct=False, name="review_flag_raised_once"
            )
        ]
