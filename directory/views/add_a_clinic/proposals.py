"""“Someone should list this clinic”: propose one that is missing; then see it, change it, take it back."""

from allauth.account.decorators import verified_email_required
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.membership import proposals
from directory.membership.errors import LimitReachedError
from directory.moderation import decisions
from directory.moderation.errors import AlreadyDecidedError, RefusedError
from directory.publishing import history
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot
from directory.views.add_a_clinic.clinic_form import FACTS, ProposalForm
from directory.views.add_a_clinic.entrance import check_form, new_people_sign_up
from directory.web import errors, form_token, resubmission
from directory.web.account_pages import account_page

PROPOSAL = {"salt": "directory.join.proposal"}
POINT = ("latitude", "longitude", "point_source")


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@account_page
@new_people_sign_up
@verified_email_required
def propose(request):
    if request.method != "POST":
        return _render_form(request, ProposalForm())
    form, now = ProposalForm(request.POST), timezone.now()
    key, refusal = check_form(request, form, now, source="proposal:", button=_("Send"), **PROPOSAL)
    if refusal:
        return _render_form(request, form, **refusal)
    try:
        proposals.propose(by=request.user, key=key, at=now, words=form.cleaned_data["words"], **form.facts)
    except LimitReachedError as error:
        return _render_form(request, form, fault=str(error), status=429)
    return redirect("asked")


def _render_form(request, form, *, fault="", similar=(), status=200, wait=None):
    context = {
        "form": form,
        "fault": fault,
        "similar": similar,
        "asked": form.asked if form.is_bound else [],
        "sending": form_token.issue(request, **PROPOSAL),
    }
    response = render(request, "directory/add_a_clinic/propose.html", context, status=status)
    return errors.retry_after(response, wait)


# ---- what was proposed


def own_proposal(request, clinic):
    """The latest Submission of a clinic that the person proposed; 404 for any other clinic."""
    sent = proposals.latest_by(request.user).filter(clinic=clinic).select_related("clinic").first()
    if sent is None:
        raise Http404
    return sent


def statements_of(content):
    """What a snapshot states, in words: DescribedChanges against nothing."""
    return [history.describe(change) for change in compare_snapshots({}, complete_snapshot(content))]


@require_safe
@cache_control(no_store=True)
@verified_email_required
def proposal(request, clinic):
    return _render_proposal(request, own_proposal(request, clinic))


def _render_proposal(request, sent, *, fault="", status=200):
    context = {
        "sent": sent,
        "statements": statements_of(sent.content),
        "may_change": proposals.may_change(sent),
        "fault": fault,
    }
    return render(request, "directory/add_a_clinic/proposal.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@account_page
@verified_email_required
def proposal_change(request, clinic):
    """The form of a proposal once more: to change what waits, or to answer the moderator."""
    sent = own_proposal(request, clinic)
    if request.method != "POST":
        if not proposals.may_change(sent):
            return redirect("proposal", clinic)
        return _render_change(request, sent, ProposalForm(initial=_typed_before(sent)))
    form, now = ProposalForm(request.POST), timezone.now()
    _key, fault = form_token.check(request, now, button=_("Send"), **PROPOSAL)
    if not resubmission.is_ready_to_save(request, form) or fault:
        return _render_change(request, sent, form, fault=fault, status=400)
    try:
        proposals.send_again(
            submission=sent,
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=now,
            words=form.cleaned_data["words"],
            **_changed_facts(form, sent.clinic),
        )
    except RefusedError as error:
        status = 429 if isinstance(error, LimitReachedError) else 409
        return _render_change(request, own_proposal(request, clinic), form, fault=str(error), status=status)
    messages.success(request, _("We have received it. A moderator will read it."))
    return redirect("proposal", clinic)


def _typed_before(sent):
    content = complete_snapshot(sent.content)
    words = "" if sent.state == "changes_requested" else sent.remark
    return {name: content[name] for name in FACTS} | {"words": words}


def _changed_facts(form, clinic):
    """The facts of the form, without the point where the ZIP code is the same: it may be a better one."""
    facts = form.facts
    if facts["zip"] == clinic.zip:
        facts = {name: value for name, value in facts.items() if name not in POINT}
    return facts


def _render_change(request, sent, form, *, fault="", status=200):
    if sent.state == "changes_requested":
        form.fields["words"].label = _("Your answer to the moderator")
    context = {
        "sent": sent,
        "form": form,
        "fault": fault,
        "may_change": proposals.may_change(sent),
        # After a refusal the form holds what is so now, which the page shows beside it.
        "seen": request.POST.get("seen", "") if form.errors else proposals.version_of(sent),
        "asked": form.asked if form.is_bound else [],
        "sending": form_token.issue(request, **PROPOSAL),
    }
    return render(request, "directory/add_a_clinic/proposal_change.html", context, status=status)


@require_POST
@cache_control(no_store=True)
@verified_email_required
def proposal_withdrawal(request, clinic):
    sent = own_proposal(request, clinic)
    try:
        decisions.withdraw(submission=sent, by=request.user)
    except AlreadyDecidedError:
        fault = _("A moderator made a decision before you could take it back. See below.")
        return _render_proposal(request, own_proposal(request, clinic), fault=fault, status=409)
    messages.success(request, _("You took it back. You can still change it and send it again."))
    return redirect("proposal", clinic)
