"""Saved replies: words that moderators often write to clinics, under a title; shared by all moderators."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from directory.models import SavedReply
from directory.web import admin_sites, resubmission
from directory.web.form_errors import ConstrainedModelForm
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, LineField, TextField

MAX_TITLE_LENGTH = 80


class ReplyForm(ConstrainedModelForm):
    title = LineField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Moderators choose it by this."),
        max_length=MAX_TITLE_LENGTH,
        error_messages={
            "required": gettext_lazy("Give it a title."),
            "unique": gettext_lazy("Another reply has this title. Choose another."),
        },
    )
    words = TextField(
        label=gettext_lazy("Words"),
        help_text=gettext_lazy(
            "A clinic may read these exact words, and so may everyone. Don’t name anyone."
        ),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Write the words."),
            "max_length": TOO_LONG,
        },
    )

    class Meta:
        model = SavedReply
        fields = ["title", "words"]

    def clean(self):
        given = super().clean()
        same = SavedReply.objects.filter(title=given.get("title"), words=given.get("words")).first()
        if same and not self.instance.pk:  # the button was pressed twice
            self.instance = same
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def replies(request):
    """All saved replies, and a form for a new one."""
    form = ReplyForm(request.POST if request.method == "POST" else None, use_required_attribute=False)
    if request.method == "POST" and resubmission.is_ready_to_save(request, form):
        _save(form, request.user)
        messages.success(request, _("The reply is saved."))
        return redirect("admin:replies")
    context = {"title": _("Saved replies"), "replies": SavedReply.objects.order_by("title"), "form": form}
    return render(request, "desk/replies.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, pk):
    one = get_object_or_404(SavedReply, pk=pk)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, instance=one, use_required_attribute=False
    )
    if request.method == "POST" and resubmission.is_ready_to_save(request, form):
        _save(form, request.user)
        messages.success(request, _("The reply is saved."))
        return redirect("admin:replies")
    context = {"title": _("Saved reply"), "reply": pk, "form": form}
    return render(request, "desk/reply.html", context, status=400 if form.errors else 200)


@require_POST
def remove(request, pk):
    deleted, _by_model = SavedReply.objects.filter(pk=pk).delete()
    if deleted:
        messages.success(request, _("The reply is removed. What was written with it stays."))
    return redirect("admin:replies")


def _save(form, by):
    form.instance.written_by, form.instance.written_at = by, timezone.now()
    form.save()


admin_sites.desk.add("replies/", replies, name="replies")
admin_sites.desk.add("replies/<int:pk>/", reply, name="reply")
admin_sites.desk.add("replies/<int:pk>/removal/", remove, name="reply_removal")
