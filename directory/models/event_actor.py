from django.conf import settings
from django.db import models

from directory.models.clinic import Clinic
from directory.models.event import Event


class EventActor(models.Model):
    """The user behind a public Event, who confirmed or removed a listing. The Event itself names nobody.

    Read by moderators and by the members of the clinic. Submissions record their own users.
    """

    event = models.BigIntegerField(unique=True)  # id; no foreign key, because an Event must not be touched
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="event_actors")
    kind = models.CharField(max_length=20, choices=Event.Kind)
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(acted_by__isnull=False, acted_at__isnull=False)
                | models.Q(acted_by=None, acted_at=None),
                name="event_actor_acted_by_and_at_together",
            ),
        ]
