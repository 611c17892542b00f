"""The API for programs, with the token of one organization: read its clinics, change drafts, send them.

A program writes a draft and sends it to a moderator. It publishes nothing by itself but the availability, as
the portal does; a confirmation is the word of a person, so no token gives it. docs/api.md has every address.

No cookie is read: the token in the Authorization header is the only right, so no CSRF token is needed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from directory.facts.terms import EDITION
from directory.facts.vocabulary import SubmissionState
from directory.importing.errors import RowError
from directory.importing.validation import validate_text
from directory.models import ApiToken, Clinic, Listing, Submission
from directory.moderation import availability as availabilities
from directory.moderation import decisions
from directory.moderation.errors import RefusedError
from directory.organizations import clinics_json, statements_json, tokens
from directory.organizations.drafts import draft_digest, locked_draft, with_changes, write
from directory.organizations.sheet import Site, sites
from directory.places.zip_codes import zip_point
from directory.publishing.diff import compare_snapshots
from directory.web import rate_limit

BODY_METHODS = ("PATCH", "POST", "PUT")
MAX_BODY_BYTES = 500_000
MAX_REMARK = 2000  # characters
NOTHING_SAVED = gettext_lazy("Nothing was saved. Some statements are wrong.")


class ApiError(Exception):
    """An answer other than success: a status, a sentence, and (statement, sentence) of what is wrong."""

    def __init__(self, status: int, sentence: str, fields=(), **headers: str):
        super().__init__(sentence)
        self.status, self.sentence, self.fields, self.headers = status, sentence, list(fields), headers


@dataclass
class Call:
    """One request with a token that works."""

    request: HttpRequest
    token: ApiToken
    clinic: Clinic | None = None  # that the address names
    body: dict[str, Any] = field(default_factory=dict)
    is_over_limit: bool = False  # then nothing is logged: a flood would fill the table

    @property
    def by(self):
        """The person who made the token, in whose name it acts."""
        return self.token.made_by


def api_view(method: str | None) -> Callable:
    """Decorate a view of a Call, which answers one method (GET brings HEAD along) with a JsonResponse.

    Refuses, in this order: a token in the address (400), none or one that does not work (401), another method
    (405), too many requests (429), another organization's clinic (404), a body that is not JSON (413, 415 or
    400).

    method  None: any
    """

    def decorate(view):
        @csrf_exempt  # see config/checks.py
        @wraps(view)
        def wrapper(request, **address):
            try:
                call = Call(request, _token_of(request))
            except ApiError as error:
                return _refusal(error)
            response = _answer(call, view, method, **address)
            if not call.is_over_limit:
                act = f"{request.method} {request.resolver_match.view_name}"
                tokens.log_use(token=call.token, act=act, status=response.status_code, clinic=call.clinic)
            return response

        return wrapper

    return decorate


def _answer(call, view, method, *, uid=None, **more):
    try:
        _check_method(call.request, method)
        _count(call)
        if uid is not None:
            call.clinic = _clinic_of(call.token, uid)
        if method in BODY_METHODS:
            call.body = _body_of(call.request)
        return view(call, **more)
    except ApiError as error:
        return _refusal(error)
    except PermissionDenied:  # the right was lost a moment ago
        return _refusal(ApiError(403, _("This token may not do this.")))
    except availabilities.TooOftenError as why:
        return _refusal(ApiError(429, str(why)))
    except RefusedError as why:
        return _refusal(ApiError(409, str(why)))


def _refusal(error):
    fields = [{"statement": name or None, "sentence": str(sentence)} for name, sentence in error.fields]
    response = _json(
        {"error": {"status": error.status, "sentence": error.sentence, "fields": fields}}, error.status
    )
    for name, value in error.headers.items():
        response[name.replace("_", "-")] = value
    return response


def _json(data, status=200):
    return JsonResponse(data, status=status, headers={"Cache-Control": "no-store"})


def _token_of(request):
    """The ApiToken of the Authorization header. Raises ApiError. No cookie and no parameter is a right."""
    if tokens.PREFIX in request.META.get("QUERY_STRING", ""):
        raise ApiError(
            400,
            _(
                "Send the token in the Authorization header, never in an address: addresses are logged on "
                "their way. Revoke this token and make another."
            ),
        )
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    token = tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        if secret and not rate_limit.allow(request, "wrong token"):
            raise _too_many("wrong token")
        raise ApiError(
            401,
            _("Send a token that works in the header “Authorization: Bearer kcd_…”."),
            WWW_Authenticate="Bearer",
        )
    return token


def _check_method(request, method):
    allowed = {None: [request.method], "GET": ["GET", "HEAD"]}.get(method, [method])
    if request.method not in allowed:
        named = ", ".join(allowed)
        raise ApiError(405, _("This address answers %(methods)s.") % {"methods": named}, Allow=named)


def _count(call):
    is_change = call.request.method not in ("GET", "HEAD")
    for kind in ("token request", "token change") if is_change else ("token request",):
        if not rate_limit.allow(call.request, kind, subject=f"token {call.token.pk}"):
            call.is_over_limit = True
            raise _too_many(kind)


def _too_many(kind):
    _sentence, seconds = rate_limit.too_many(kind)
    sentence = _("There were too many requests in this hour. Try again later.")
    return ApiError(429, sentence, Retry_After=str(seconds))


def _clinic_of(token, uid):
    clinic = Clinic.objects.filter(uid=uid, organization=token.organization_id).first()
    if clinic is None:
        raise _no_clinic()
    return clinic


def _no_clinic():
    return ApiError(404, _("Your organization has no clinic with this id."))


def _locked_draft(call):
    """The clinic of the call, locked, and its draft. Raises ApiError if another organization has it by now.

    The person who made the token may belong to that one, too; the token does not.
    """
    row, draft = locked_draft(call.clinic.pk, by=call.by)
    if row.organization_id != call.token.organization_id:
        raise _no_clinic()
    return row, draft


def _body_of(request):
    """The JSON object of the body. Raises ApiError."""
    too_large = ApiError(413, _("The body may have up to %d bytes.") % MAX_BODY_BYTES)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length[:12]) > MAX_BODY_BYTES:
        raise too_large
    if request.content_type != "application/json":
        raise ApiError(415, _("Send JSON, with the header “Content-Type: application/json”."))
    try:
        body = json.loads(request.body, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise ApiError(400, _("The body is not valid JSON.")) from None
    if not isinstance(body, dict):
        raise ApiError(400, _("The body has to be an object: {…}."))
    return body


def _refuse_constant(name):
    raise ValueError(name)  # NaN and Infinity


def _once(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError("repeated key")
    return dict(pairs)


def _only(body, *keys):
    """Raise ApiError for keys of the body that nothing reads."""
    if unknown := [key for key in body if key not in keys]:
        sentence = _("This is not known here.")
        raise ApiError(400, _("The body has parts that are not known."), [(key, sentence) for key in unknown])


def _require_match(call, draft):
    """Compare If-Match with the draft. A proxy that compresses makes an ETag weak: W/ is ignored."""
    given = call.request.headers.get("If-Match", "")
    if not given:
        raise ApiError(428, _("Send the ETag of the draft that you have read in the header “If-Match”."))
    if given.removeprefix("W/").strip('"') != draft_digest(draft):
        raise ApiError(412, _("The draft was changed after you read it. Read it again."))


# ---- the addresses


@api_view("GET")
def clinic_list(call):
    """Every clinic of the organization."""
    found = sites(call.token.organization)
    return _json({"clinics": [clinics_json.summary(site) for site in found]})


@api_view("GET")
def clinic(call):
    """One clinic: its draft, what is published, what waits."""
    return _clinic_response(call)


def _clinic_response(call):
    site = next(iter(sites(call.token.organization, only=call.clinic.pk)), None)
    if site is None:
        raise _no_clinic()
    response = _json(clinics_json.whole(site))
    response["ETag"] = f'"{draft_digest(site.draft)}"'
    return response


@api_view("PATCH")
def draft(call):
    """Save statements into the draft: all that are sent, or none."""
    _only(call.body, "statements")
    statements = call.body.get("statements")
    if not isinstance(statements, dict) or not statements:
        raise ApiError(400, _("Send what to change as an object: {“statements”: {…}}."))
    values, wrong = statements_json.parse(statements)
    if wrong:
        raise ApiError(400, NOTHING_SAVED, wrong)
    zip_point("")  # loads the file of ZIP codes now, rather than while the row is locked
    with transaction.atomic():
        row, before = _locked_draft(call)
        _require_match(call, before)
        content = with_changes(before, values)
        if wrong := statements_json.rule_errors(content):
            raise ApiError(400, NOTHING_SAVED, wrong)
        if compare_snapshots(before, content):
            write(clinic=row, draft=before, content=content, by=call.by)
    return _clinic_response(call)


@api_view("POST")
def sending(call):
    """Send the draft to a moderator."""
    _only(call.body, "remark", "terms")
    remark, terms = _remark_of(call.body), _terms_of(call.body)
    with transaction.atomic():
        row, before = _locked_draft(call)
        _require_match(call, before)
        if wrong := statements_json.rule_errors(before):
            raise ApiError(409, _("The draft breaks rules. Correct it first."), wrong)
        listing = Listing.objects.for_pages().filter(clinic=row).first()
        if not compare_snapshots(Site(row, listing, False, before).published, before):
            raise RefusedError(_("The draft is the same as what is published. There is nothing to send."))
        sent = decisions.submit(clinic=row, by=call.by, terms=terms, remark=remark)
    response = _json(clinics_json.submission(sent, call.clinic), 201)
    response["Location"] = reverse("api_submission", args=[sent.pk])
    return response


def _remark_of(body):
    sentence = _("A remark is a text of up to %d characters.") % MAX_REMARK
    remark = body.get("remark", "")
    if not isinstance(remark, str) or len(remark) > MAX_REMARK:
        raise ApiError(400, sentence, [("remark", sentence)])
    try:
        validate_text("remark", remark)
    except RowError as error:
        raise ApiError(400, str(error), [("remark", str(error))]) from None
    return remark


def _terms_of(body):
    """The accepted edition of the terms; ApiError unless it is that of today."""
    accepted = body.get("terms")
    if accepted != EDITION:
        sentence = _("Send “terms”: “%(edition)s”, by which the clinic accepts the terms at %(address)s.")
        sentence %= {"edition": EDITION, "address": f"{settings.SITE_URL}{reverse('data')}#terms"}
        raise ApiError(400, sentence, [("terms", sentence)])
    return accepted


@api_view("PUT")
def availability(call):
    """Publish the availability at once, as the portal does."""
    _only(call.body, "availability", "waitlist_weeks")
    code, weeks = call.body.get("availability"), call.body.get("waitlist_weeks")
    _values, wrong = statements_json.parse({"availability": code, "waitlist_weeks": weeks})
    if not code:
        wrong.append(("availability", _("Say whether you take new patients.")))
    if wrong:
        raise ApiError(400, _("Nothing was published. Some statements are wrong."), wrong)
    listing = Listing.objects.public().for_pages().filter(clinic=call.clinic).first()
    if listing is None:
        raise RefusedError(_("This clinic is not published. Send its draft to a moderator first."))
    made = availabilities.update(listing=listing, by=call.by, availability=code, waitlist_weeks=weeks)
    return _json({"published": made is not None, "availability": code, "waitlist_weeks": weeks})


@api_view("POST")
def confirmation(call):
    """Refuse: who confirms says that they have read everything, which no program has."""
    raise ApiError(403, _("A person has to confirm a listing, in the portal. A token can’t."))


@api_view("GET")
def submission(call, pk):
    """What became of something that the organization sent."""
    sent = (
        Submission.objects.filter(
            pk=pk, origin=Submission.Origin.PORTAL, clinic__organization=call.token.organization_id
        )
        .exclude(state=SubmissionState.DRAFT)
        .select_related("clinic")
        .first()
    )
    if sent is None:
        raise ApiError(404, _("Your organization has sent nothing with this number."))
    call.clinic = sent.clinic
    return _json(clinics_json.submission(sent, sent.clinic))


@api_view(None)
def nowhere(call, rest):
    """Every other address below /api/: nothing, in the shape of this API."""
    raise ApiError(404, _("There is no such address."))
