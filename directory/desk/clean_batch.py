"""“Publish all shown without findings”: the batch of what the filter of the queue shows and is clean."""

from dataclasses import replace

from django.http import QueryDict
from django.views.decorators.http import require_POST

from directory.batches import start
from directory.desk.batches import render_new
from directory.desk.queue_filter import QueueFilter
from directory.models import Submission
from directory.web import admin_sites


@require_POST
def clean(request):
    """The page before the batch, with at most MAX_ITEMS submissions. Changes nothing."""
    try:
        shown = QueueFilter.read(QueryDict(request.POST.get("shown", "")[:500]))
    except ValueError:
        return render_new(request, [])
    clean_ones = replace(shown, findings="none")
    waiting = Submission.objects.waiting()
    unchecked = clean_ones.refresh(waiting, request.user)
    found = clean_ones.apply(waiting.exclude(pk__in=unchecked), request.user)
    if shown.findings not in ("", "none"):  # what it shows has findings
        found = found.none()
    return render_new(request, list(found.values_list("pk", flat=True)[: start.MAX_ITEMS]))


admin_sites.desk.add("batches/clean/", clean, name="batch_clean")
