"""The form of an availability, "Right now" and "How long, in weeks": for the portal and a link by mail."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.vocabulary import Availability
from directory.web.shown_digest import digest_of
from directory.wording import values

CHOOSE_ERROR = gettext_lazy("Say whether you take new patients.")
WEEKS_ERROR = gettext_lazy("Enter a whole number of weeks, for example 6.")
MAX_WEEKS_ERROR = gettext_lazy("Enter 520 weeks or fewer.")

OUTDATED_ERROR = gettext_lazy(
    "Your listing changed after you opened this page. Check what it says now, then press again."
)


class AvailabilityForm(forms.Form):
    """What one listing says about taking patients.

    listing   the listing of today
    today     the day for which the form is shown
    outdated  whether `refuse_outdated` found that the listing says something else than when it was opened
    """

    availability = forms.ChoiceField(
        label=gettext_lazy("Right now"),
        choices=Availability,
        error_messages={"required": CHOOSE_ERROR, "invalid_choice": CHOOSE_ERROR},
    )
    waitlist_weeks = forms.IntegerField(
        label=gettext_lazy("How long, in weeks"),
        help_text=gettext_lazy("Only for a waiting list. Leave it empty if you don’t know."),
        required=False,
        min_value=0,
        max_value=520,
        error_messages={"invalid": WEEKS_ERROR, "min_value": WEEKS_ERROR, "max_value": MAX_WEEKS_ERROR},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, listing, today, **kwargs):
        stated = {"availability": listing.availability, "waitlist_weeks": listing.waitlist_weeks}
        super().__init__(data, initial=stated | {"seen": seen_digest(listing)}, **kwargs)
        self.listing, self.today, self.outdated = listing, today, False
        if not listing.availability:
            self.fields["availability"].choices = [("", _("Choose")), *Availability.choices]

    @property
    def shown(self):
        """What patients see now: `Waiting list, about 6 weeks`; "" for nothing, or for what is too old."""
        if not self.listing.availability_is_fresh(self.today):
            return ""
        return values.availability_in_words(self.listing)

    @property
    def last_said(self):
        """What the listing said last, also where patients no longer see it."""
        return values.availability_in_words(self.listing)

    def clean(self):
        cleaned = super().clean()
        if "availability" not in cleaned or "waitlist_weeks" not in cleaned:
            return cleaned
        if cleaned["availability"] != Availability.WAITLIST and cleaned["waitlist_weeks"] is not None:
            if cleaned["waitlist_weeks"] != self.listing.waitlist_weeks:
                self.add_error("waitlist_weeks", _("Give weeks only with a waiting list."))
                return cleaned
            cleaned["waitlist_weeks"] = None  # left in the field when the waiting list ended
        stated = (self.listing.availability, self.listing.waitlist_weeks)
        # Pressed twice, it says the same as the listing by now.
        if (cleaned["availability"], cleaned["waitlist_weeks"]) != stated:
            self.refuse_outdated()
        return cleaned

    def refuse_outdated(self):
        """Add an error, once, if the listing says something else than when the form was opened."""
        if self.data.get(self.add_prefix("seen")) == self.initial["seen"]:
            return
        self.outdated = True
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.initial["seen"]
        self.add_error(None, OUTDATED_ERROR)


def seen_digest(listing):
    """The digest of what a form of this listing shows; see web/shown_digest.py."""
    return digest_of([listing.availability, listing.waitlist_weeks])
