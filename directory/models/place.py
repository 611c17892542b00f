from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A ZIP code or a town of the United States with a point. Written by the command `load_places` alone."""

    class Kind(models.TextChoices):
        ZIP = "zip", _("ZIP code")
        TOWN = "town", _("Town")

    kind = models.CharField(max_length=4, choices=Kind)
    # The search key: "80202", "coeur dalene".
    key = models.CharField(max_length=80, db_collation="C")
    name = models.CharField(max_length=80)  # what is shown: "Coeur d'Alene"
    state = models.CharField(max_length=2)
    latitude = models.FloatField()  # degrees, WGS 84
    longitude = models.FloatField()
    # Number of ZIP codes; orders towns of the same name.
    size = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["state"], condition=Q(kind="town"), name="place_towns_of_a_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key", "kind", "state"], name="place_named_once_in_a_state"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_point_on_earth",
            ),
        ]
