"""Batches: many submissions published, or imported clinics sent, in one act. See directory/batches/."""

from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.batches import run, start
from directory.batches.drafts import unsent_imports
from directory.batches.fitness import reasons_against
from directory.facts.vocabulary import SourceLicense
from directory.models import Batch, BatchItem, Submission
from directory.moderation import review
from directory.moderation.errors import RefusedError
from directory.moderation.thread import moderator_name
from directory.web import admin_sites

LINES_ON_A_PAGE = 50


# ---- before it starts


class LeftOut(NamedTuple):
    submission: Submission
    reason: str


@require_POST
def new(request):
    """What a batch of the chosen submissions would do. Changes nothing."""
    return render_new(request, _numbers(request.POST.getlist("chosen")))


def render_new(request, numbers):
    """The page before a batch of the submissions with these ids; back to the queue where it cannot start."""
    if len(numbers) > start.MAX_ITEMS:
        most = _("Choose at most %(count)s submissions at once.") % {"count": start.MAX_ITEMS}
        return _back_to_queue(request, most)
    chosen = list(Submission.objects.waiting().with_listing().filter(pk__in=numbers))
    if not chosen:
        return _back_to_queue(request, _("None of these is still waiting. Choose again."))
    reasons = reasons_against(chosen, by=request.user, at=timezone.now())
    fit = [one for one in chosen if one.pk not in reasons]
    context = {
        "title": _("Publish together"),
        "fit": [(one, review.shown_digest(one, review.listing_of(one))) for one in fit],
        "left_out": [LeftOut(one, reasons[one.pk]) for one in chosen if one.pk in reasons],
        "shown": request.POST.get("shown", "")[:500].replace("\0", ""),
        "key": uuid4(),
    }
    return render(request, "desk/batch_new.html", context)


def _numbers(typed):
    """The ids among posted texts, each once, in their order."""
    return list(dict.fromkeys(int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 18))


def _back_to_queue(request, sentence):
    messages.warning(request, sentence)
    return redirect("admin:index")


@require_http_methods(["GET", "HEAD", "POST"])
def batches(request):
    """The batches, latest first. A POST starts one."""
    if request.method == "POST":
        return _start(request)
    counted = Batch.objects.select_related("started_by").annotate(
        total=Count("items"),
        done=Count("items", filter=Q(items__state=BatchItem.State.DONE)),
    )
    page = Paginator(counted.order_by("-started_at", "-pk"), LINES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": _("Batches"),
        "page": page,
        "lines": [(batch, _outcome(batch), moderator_name(batch.started_by)) for batch in page.object_list],
    }
    return render(request, "desk/batches.html", context)


def _outcome(batch):
    done = ngettext("%(done)s of %(total)s done", "%(done)s of %(total)s done", batch.total)
    return done % {"done": batch.done, "total": batch.total}


def _start(request):
    try:
        given = {"by": request.user, "key": UUID(request.POST.get("key", ""))}
    except ValueError:
        return _back_to_queue(request, _("This page was incomplete. Choose again."))
    try:
        if request.POST.get("kind") == Batch.Kind.SEND:
            source = " ".join(request.POST.get("source", "").replace("\0", "").split())[:200]
            clinics = _numbers(request.POST.getlist("chosen"))
            source_license = request.POST.get("source_license", "")
            batch = start.start_sending(
                clinics=clinics, source=source, source_license=source_license, **given
            )
        else:
            pairs = [one.partition(":")[::2] for one in request.POST.getlist("seen")]
            seen = {
                number: digest.replace("\0", "")[:64]
                for typed, digest in pairs
                for number in _numbers([typed])
            }
            shown = request.POST.get("shown", "")[:500].replace("\0", "")
            batch = start.start_approving(seen=seen, shown=shown, **given)
    except RefusedError as why:
        return _back_to_queue(request, str(why))
    return redirect("admin:batch", batch.pk)


# ---- while it runs, and after


@require_safe
def batch(request, batch):
    return _render_batch(request, _batch(batch))


def _batch(pk):
    return get_object_or_404(Batch.objects.select_related("started_by", "undone_by"), pk=pk)


def _render_batch(request, batch, *, fault="", status=200):
    counts = counts_of(batch)
    left = batch.items.filter(state__in=[BatchItem.State.SKIPPED, BatchItem.State.KEPT])
    left = left.select_related("clinic").order_by("pk")
    context = {
        "title": _title(batch),
        "batch": batch,
        "counts": counts,
        "total": sum(counts.values()),
        "worked": sum(counts.values()) - counts[_to_do(batch)],
        "left": [(item, item.clinic.name) for item in left],
        "who": moderator_name(batch.started_by),
        "may_take_back": batch.state != Batch.State.RUNNING and run.may_take_back(batch, timezone.now()),
        "is_being_undone": bool(batch.undone_at and counts[BatchItem.State.DONE]),
        "errors": [("main", fault)] if fault else [],
    }
    return render(request, "desk/batch.html", context, status=status)


def _title(batch):
    if batch.kind == Batch.Kind.SEND:
        return _("Imported clinics put into the queue")
    return _("Submissions published together")


def counts_of(batch):
    """State of an item → number of the batch's items in it."""
    found = dict(batch.items.values_list("state").annotate(count=Count("pk")).order_by())
    return {state: found.get(state, 0) for state in BatchItem.State.values}


def _to_do(batch):
    """The state of the items on which the batch has yet to act: it runs, or it is taken back."""
    return BatchItem.State.DONE if batch.undone_at else BatchItem.State.WAITING


ACTS = {
    "step": run.step,
    "stop": run.stop,
    "go_on": run.go_on,
    "take_back": run.take_back,
}


@require_POST
def batch_act(request, batch):
    """Do the next items, stop, go on or take back: the field `act`. The script of the page asks for JSON."""
    batch = _batch(batch)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _render_batch(request, batch, fault=_("Press one of the buttons."), status=400)
    try:
        act(batch=batch, by=request.user)
    except RefusedError as why:
        return _render_batch(request, _batch(batch.pk), fault=str(why), status=409)
    if request.headers.get("Accept") == "application/json":
        counts = counts_of(batch)
        total, to_do = sum(counts.values()), counts[_to_do(batch)]
        goes_on = bool(to_do) and (batch.state == Batch.State.RUNNING or bool(batch.undone_at))
        return JsonResponse({"worked": total - to_do, "total": total, "goes_on": goes_on})
    return redirect("admin:batch", batch.pk)


# ---- imported clinics that are not in the queue


@require_safe
def imports(request):
    """Imported working copies that were not sent, by source; those of one source can be sent together."""
    drafts = unsent_imports()
    by_source = drafts.order_by("imported_from").values_list("imported_from")
    sources = list(by_source.annotate(total=Count("pk"), to_look_at=Count("pk", filter=_to_look_at())))
    source, clean = request.GET.get("source"), bool(request.GET.get("clean"))
    chosen = drafts.filter(imported_from=source.replace("\0", "")) if source is not None else drafts.none()
    if clean:
        chosen = chosen.exclude(_to_look_at())
    shown = chosen.only("name", "city", "state", "import_remark", "imported_license")
    pages = Paginator(shown, start.MAX_ITEMS)
    page = pages.get_page(request.GET.get("page")) if source is not None else None
    context = {
        "title": _("Imported clinics"),
        "sources": sources,
        "source": source,
        "clean": clean,
        "page": page,
        "licenses": SourceLicense.choices if page and any(not one.imported_license for one in page) else [],
        "page_query": urlencode(
            {"source": source or "", **({"clean": 1} if request.GET.get("clean") else {})}
        ),
        "key": uuid4(),
    }
    return render(request, "desk/imports.html", context)


def _to_look_at():
    return Q(flagged=True) | ~Q(import_remark="")


admin_sites.desk.add("imports/", imports, name="imports")
admin_sites.desk.add("batches/", batches, name="batches")
admin_sites.desk.add("batches/new/", new, name="batch_new")
admin_sites.desk.add("batches/<int:batch>/", batch, name="batch")
admin_sites.desk.add("batches/<int:batch>/act/", batch_act, name="batch_act")
