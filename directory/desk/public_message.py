"""The field for words that the clinic reads and that stand in the public history."""

from django import forms
from django.utils.translation import gettext_lazy

from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField


def public_message_field(*, rows: int) -> TextField:
    """A field of a form by which a moderator takes something back or down; it may stay empty."""
    return TextField(
        label=gettext_lazy("Message to the clinic"),
        help_text=gettext_lazy(
            "The clinic will read your exact words, and they appear in the public history. Don’t name anyone."
        ),
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )
