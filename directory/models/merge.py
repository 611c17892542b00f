from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.clinic import Clinic


class PairQuerySet(models.QuerySet["ClinicPair"]):
    def of(self, one: int, other: int) -> Self:
        """The row of two clinics, given by their ids in any order."""
        first, second = sorted([one, other])
        return self.filter(first=first, second=second)


class ClinicPair(models.Model):
    """Two clinics that look like duplicates, and on which a moderator decided that they are not."""

    class Verdict(models.TextChoices):
        DIFFERENT = "different", _("Not the same clinic")
        OTHER_SITE = "other_site", _("Another site of the same organization")

    # The clinic with the smaller id is `first`.
    first = models.ForeignKey(Clinic, models.CASCADE, related_name="+")
    second = models.ForeignKey(Clinic, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    # For the type checker: attributes that Django adds.
    first_id: int
    second_id: int
    decided_by_id: int

    objects: "PairQuerySet" = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=False, decided_at__isnull=False),
                name="clinic_pair_decided_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="clinic_pair_smaller_id_first"
            ),
            models.UniqueConstraint(fields=["first", "second"], name="clinic_pair_once"),
        ]


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> Self:
        """The merges that were not taken back."""
        return self.filter(undone_at=None)

    def kept_for(self, clinics: Iterable[int]) -> dict[int, int]:
        """Id of a merged clinic → id of the clinic that was kept, at the end of a chain of merges.

        A clinic that was not merged is missing. One query where none was; one more for each step of a chain.
        """
        steps: dict[int, int] = {}
        asked = wanted = set(clinics)
        while found := dict(self.standing().filter(merged__in=wanted).values_list("merged", "kept")):
            steps |= found
            wanted = set(found.values()) - steps.keys()
        return {clinic: _end(clinic, steps) for clinic in asked if clinic in steps}


def _end(clinic, steps):
    while clinic in steps:
        clinic = steps[clinic]
    return clinic


class Merge(models.Model):
    """Two clinics that a moderator joined to one, with all that is needed to take them apart again."""

    kept = models.ForeignKey(Clinic, models.CASCADE, related_name="+")
    merged = models.ForeignKey(Clinic, models.CASCADE, related_name="+")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    # What the merge changed, for undoing it: written by directory/merging/ alone.
    changed = models.JSONField(default=dict)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    kept_id: int
    merged_id: int
    merged_by_id: int

    objects: "MergeQuerySet" = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_by__isnull=False, merged_at__isnull=False),
                name="merge_merged_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="merge_undone_by_and_at_together",
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("merged")), name="merge_of_two_clinics"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_of_a_clinic_once"
            ),
        ]


class JoinedOrganization(models.Model):
    """An organization whose clinics and members a moderator gave to another one; its own row is gone."""

    kept = models.ForeignKey("directory.Organization", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)  # of the one that is gone
    slug = models.CharField(max_length=80)
    # Its permanent id, which leads to `kept`; null where it was joined before organizations had one.
    uid = models.UUIDField(null=True, db_index=True, editable=False)
    clinics = models.JSONField(default=list)  # ids of the clinics that came over
    members = models.JSONField(default=list)  # [id of the user, role] of those who came over
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    # For the type checker: attributes that Django adds.
    kept_id: int

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_by__isnull=False, joined_at__isnull=False),
                name="joined_organization_joined_by_and_at_together",
            ),
        ]
