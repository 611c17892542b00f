"""The list of listings: a page, a part of it for htmx, CSV, JSON, Atom. All through found()."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.exchange import atom, tables
from directory.search import facets
from directory.search.query import WITHIN, BadQuestion, Question, help_comes_first
from directory.search.results import found
from directory.web.errors import NotFound
from directory.web.public_page import public_page, wants_partial


def asks_for_help(request):
    return help_comes_first(request.GET)


# No cache on the way keeps an address that asks for help, and with it what was typed.
list_page = public_page(unkept=asks_for_help)


@list_page
def clinics(request, *, version, today):
    help_now = asks_for_help(request)
    try:
        answer = found(Question.read(request.GET), version=version, today=today)
    except BadQuestion as bad:
        return bad_page(request, bad.errors, help_now, status=400)
    if answer.question.page > answer.pages:
        sentence = ngettext(
            "There is only %(count)s page of these clinics.",
            "There are only %(count)s pages of these clinics.",
            answer.pages,
        ) % {"count": answer.pages}
        if help_now:
            return bad_page(request, {"page": sentence}, help_now, status=404)
        raise NotFound(sentence)
    part = wants_partial(request)
    template = "directory/clinics.html#results" if part else "directory/clinics.html"
    shown = {"part": part, "found": answer, **page_of(answer), "help_comes_first": help_now}
    response = render(request, template, shown)
    patch_vary_headers(response, ["HX-Request"])
    if part:
        response["HX-Push-Url"] = request.path + answer.question.query(page=answer.question.page)
    return response


def bad_page(request, errors, help_now, *, status):
    shown = {"errors": errors, "is_missing": status == 404, "help_comes_first": help_now}
    return render(request, "directory/clinics_bad.html", shown, status=status)


def page_of(answer):
    """What stands around the cards: the form, and the addresses that lead on."""
    question = answer.question
    page, query = question.page, question.query
    return {
        "question": question,
        "query": query(),
        "address": query(page=page),
        "groups": facets.groups(answer),
        "distances": sorted({*WITHIN, question.within}),
        "orders": answer.orders,
        "also_read": [
            (reading.word, reading.state, replace(question, q=reading.undone, page=1).query())
            for reading in question.text_query.state_readings
        ],
        "state_meant": answer.state_meant and question.in_state(answer.state_meant.code).query(),
        "previous_page": query(page=page - 1) if page > 1 else None,
        "next_page": query(page=page + 1) if page < answer.pages else None,
        **({} if answer.place_is_known else other_places(answer)),
    }


def other_places(answer):
    """Where the place typed is not one place: (words, address) of what may have been meant."""
    question = answer.question
    return {
        "town_choices": [(one, question.at(one.label).query()) for one in answer.place_choices],
        "town_suggestions": [(label, question.at(label).query()) for label in answer.place_suggestions],
    }


@list_page
def clinics_csv(request, *, version, today):
    try:
        answer = found(Question.read(request.GET, strict=True), version=version, today=today)
    except BadQuestion as bad:
        return refused(bad)
    if not answer.place_is_known:
        return refused(answer.why_no_place)
    lines = tables.csv_rows(answer.every_listing())
    headers = {"Content-Disposition": 'attachment; filename="clinics.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def refused(why):
    return HttpResponse(f"{why}\n", status=400, content_type="text/plain; charset=utf-8")


@list_page
def clinics_json(request, *, version, today):
    try:
        answer = found(Question.read(request.GET, strict=True), version=version, today=today)
    except BadQuestion as bad:
        return JsonResponse({"errors": bad.errors}, status=400)
    if not answer.place_is_known:
        return JsonResponse({"errors": {"near": answer.why_no_place}}, status=400)
    if answer.question.page > answer.pages:
        return JsonResponse({"errors": {"page": _("There is no such page.")}}, status=404)
    following = None
    if answer.question.page < answer.pages:
        query = answer.question.query(page=answer.question.page + 1)
        following = request.build_absolute_uri(request.path + query)
    results = [one(listing, answer) for listing in answer.whole_listings()]
    return JsonResponse({"total": answer.total, "next": following, "results": results})


def one(listing, answer):
    said = tables.listing_json(listing, answer.today)
    if listing.pk in answer.miles:
        said["miles"] = round(answer.miles[listing.pk], 2)
    return said


@list_page
def clinics_atom(request, *, version, today):
    try:
        answer = found(Question.read(request.GET, strict=True), version=version, today=today)
    except BadQuestion as bad:
        return refused(bad)
    if not answer.place_is_known:
        return refused(answer.why_no_place)
    return HttpResponse(
        atom.results_feed(request, answer), content_type="application/atom+xml; charset=utf-8"
    )
