"""Notes among moderators on the pages of the desk: desk/notes.html. See moderation/notes.py."""

from django import forms
from django.utils.translation import gettext_lazy

from directory.models import Note
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField

MAX_NOTES = 30  # on a page, the latest


class NoteForm(forms.Form):
    """What a moderator did, in a word of Note.Kind, and their words."""

    prefix = "note"

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Note.Kind,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose what you did.")),
    )
    text = TextField(
        label=gettext_lazy("Note to other moderators"),
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self):
        given = super().clean()
        if given.get("kind") == Note.Kind.NOTE and given.get("text") == "":
            self.add_error("text", gettext_lazy("Write the note."))
        return given


def notes_context(clinic, *, form=None, inside="", own=False):
    """The context `notes` of desk/notes.html on a page about a clinic. One query.

    form    a NoteForm with errors, or with what was typed
    inside  the id of the form of the page that has the fields of the note, too; "" for a form of its own
    own     True for a moderator who belongs to the clinic, and so reads no notes
    """
    if own:
        return None
    written = clinic.notes.select_related("written_by").order_by("-written_at", "-pk")
    form = form or NoteForm(initial={"kind": Note.Kind.NOTE}, use_required_attribute=False)
    return {"written": list(written[:MAX_NOTES]), "form": form, "inside": inside}
