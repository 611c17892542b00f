from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.clinic import Clinic


class ReviewFlagQuerySet(models.QuerySet["ReviewFlag"]):
    def with_other(self) -> Self:
        """Fetch with each flag, in one query, the name of the clinic that may be the same."""
        return self.select_related("other").only("kind", "clinic", "shared", "miles", "other__name")


class ReviewFlag(models.Model):
    """A problem that an import found in a working copy and that a person should look at."""

    class Kind(models.TextChoices):
        POINT_FAR_FROM_ZIP = "point_far_from_zip", _("The point is far from the ZIP code")
        LIKELY_DUPLICATE = "likely_duplicate", _("This clinic may be listed already")

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="review_flags")
    kind = models.CharField(max_length=20, choices=Kind)
    other = models.ForeignKey(Clinic, models.CASCADE, null=True, blank=True, related_name="+")
    # What both clinics have: phone, web, npi or name.
    shared = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    miles = models.FloatField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    clinic_id: int
    other_id: int | None

    objects: "ReviewFlagQuerySet" = ReviewFlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "kind", "other"], nulls_distinct=False, name="review_flag_raised_once"
            )
        ]
