"""The list of listings: a page, a part of it for its script, CSV, JSON, Atom. All through find_listings()."""

from dataclasses import replace
from itertools import chain

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.exchange import atom
from directory.exchange.changes import merged_listings
from directory.exchange.listing_csv import BYTE_ORDER_MARK, csv_header, csv_line
from directory.exchange.listing_json import join_json, json_record, with_miles
from directory.search.about_me import AboutMeAnswers
from directory.search.query import FIELDS, MILES_OFFERED, Question, QuestionError, help_comes_first
from directory.search.results import find_listings
from directory.views.picks import read_picks, tray_context, with_picks
from directory.web.errors import NotFound
from directory.web.open_data import ProblemError, open_data
from directory.web.public_page import public_page, wants_partial


def asks_for_help(request):
    return help_comes_first(request.GET)


def is_personal(request):
    """True if the address tells of its reader: search words that ask for help, About me, selected clinics.

    No cache keeps what it answers with.
    """
    return asks_for_help(request) or "me" in request.GET or "pick" in request.GET


def is_typed(request):
    """True if the address holds search words or a place, which may be where somebody stands."""
    return "q" in request.GET or "near" in request.GET


list_page = public_page(
    is_uncacheable=is_personal, is_typed=is_typed, parameters={*FIELDS} - {"q", "near", "me"}
)


@list_page(has_part=True)
def clinics(request, *, version, today):
    help_now = asks_for_help(request)
    try:
        results = find_listings(Question.parse(request.GET), version=version, today=today)
    except QuestionError as error:
        return error_page(request, error.errors, help_now, status=400)
    if results.page.number > results.page.count:
        sentence = ngettext(
            "There is only %(count)s page of these clinics.",
            "There are only %(count)s pages of these clinics.",
            results.page.count,
        ) % {"count": results.page.count}
        if help_now:
            return error_page(request, {"page": sentence}, help_now, status=404)
        raise NotFound(sentence)
    part = wants_partial(request)
    template = "directory/clinics.html#results" if part else "directory/clinics.html"
    picks = read_picks(request.GET)
    context = {
        "part": part,
        "results": results,
        "help_comes_first": help_now,
        **page_context(results),
        **tray_context(picks, results.page),
        "share_address": request.build_absolute_uri(request.path + results.question.query_string()),
    }
    response = render(request, template, context)
    if part:
        query = results.question.query_string(page=results.page.number)
        response["HX-Push-Url"] = request.path + with_picks(query, picks)
    return response


def error_page(request, errors, help_now, *, status):
    context = {"errors": errors, "is_missing": status == 404, "help_comes_first": help_now}
    return render(request, "directory/clinics_bad.html", context, status=status)


def page_context(results):
    """The template context of everything around the cards: the form, and the query strings of links."""
    question, page, sorting = results.question, results.page, results.sorting
    about_me = AboutMeAnswers(results.matches)
    prices = {"price_query": price_query(results), "is_by_price": sorting.code == "price"}
    return {
        "question": question,
        "near": question.near,
        "q": question.q,
        "page": page,
        "place": results.place,
        "typed_miles": results.place.point.miles if results.place.point else None,
        "sentence": results.sentence,
        "headline": results.sentence.headline,
        "active_filters": results.sentence.active_filters,
        "sorting": sorting,
        "explanation": sorting.explanation,
        "area_map": results.area_map,
        "query": question.query_string(),
        "query_of_table": question.query_string(spreadsheet=True),
        "address": question.query_string(page=page.number),
        "groups": results.facet_groups(),
        "distances": tuple(sorted({*MILES_OFFERED, *filter(None, [question.within])})),
        "about_me": about_me,
        "about_me_options": about_me.options(),
        "previous_page": question.query_string(page=page.number - 1) if page.number > 1 else None,
        "next_page": question.query_string(page=page.number + 1) if page.number < page.count else None,
        **video_context(results),
        "price_line": render_to_string(
            "directory/clinics/price_line.html", prices | {"explanation": sorting.explanation}
        ),
        "read": results.sentence.read,
        **place_context(results),
    }


def place_context(results):
    """Links to other places that the typed text may mean: (label, query string of the search around it)."""
    question, place = results.question, results.place
    foreign = place.foreign.others if place.foreign else ()
    return {
        "town_choices": links_to_places(results, [town.label for town in place.towns]),
        "other_places": links_to_places(results, [*place.others, *foreign]),
        "town_suggestions": [
            (label, question.near_place(label).query_string()) for label in place.suggestions
        ],
    }


def price_query(results):
    """The query string of the same search in the order of its prices; "" where that makes no sense."""
    if results.sorting.prices is None or results.sorting.code == "price":
        return ""
    return replace(results.question, order="price", page=1).query_string()


def video_context(results):
    """Query strings of the links to clinics by video: to the page that ends with them, and to all of them."""
    question, page, total = results.question, results.page, len(results.matches.by_video)
    is_elsewhere, are_more = total and page.number < page.count, total > len(page.ids_by_video)
    return {
        "by_video_page": is_elsewhere and question.query_string(page=page.count),
        "all_by_video": are_more and question.by_video_in(results.matches.video_state).query_string(),
    }


def links_to_places(results, labels):
    """[(label of a place, query string of the same search around that place)]"""
    part = results.place.part
    question = results.question
    if part and part.box == "q":  # the place moves from the words to its box
        question = question.with_typed(*results.understanding.without(part))
    return [(label, question.near_place(label).query_string()) for label in labels]


def results_for_programs(request, *, version, today, own=()):
    """The results of an address without a single fault. Raises ProblemError. own: see Question.parse()."""
    try:
        question = Question.parse(request.GET, strict=True, own=own)
        results = find_listings(question, version=version, today=today)
    except QuestionError as error:
        raise ProblemError(400, str(error), error.errors) from error
    if not results.place.is_known:
        sentence = results.sentence.place_error
        raise ProblemError(400, sentence, {"near": sentence})
    return results


@open_data
@list_page
def clinics_csv(request, *, version, today):
    """With `spreadsheet=1` it begins with a byte order mark, which other programs would read as a letter."""
    results = results_for_programs(request, version=version, today=today, own=["spreadsheet"])
    mark = [BYTE_ORDER_MARK] if request.GET.get("spreadsheet") else []
    lines = chain([*mark, csv_header()], results.all_records("csv", csv_line))
    headers = {"Content-Disposition": 'attachment; filename="clinics.csv"'}
    if not request.GET:  # what describes the columns is about this address alone
        described = f'<{reverse("csv_metadata")}>; rel="describedby"; type="application/csvm+json"'
        headers |= {"Link": described}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@open_data
@list_page
def clinics_json(request, *, version, today):
    results = results_for_programs(request, version=version, today=today, own=["per_page"])
    page = results.page
    if page.number > page.count:
        sentence = _("There is no such page.")
        raise ProblemError(404, sentence, {"page": sentence})
    next_address = None
    if page.number < page.count:
        query = results.question.query_string(page=page.number + 1)
        next_address = request.build_absolute_uri(request.path + query)
    today, miles = results.today, results.matches.miles
    matched, by_video = page.records(("json", today), lambda listing: json_record(listing, today))
    answer = {"total": results.total, "next": next_address, "results": with_miles(matched, miles)}
    answer |= {"by_video": with_miles(by_video, miles)} if by_video else {}
    headers = {"Link": f'<{next_address}>; rel="next"'} if next_address else {}
    return HttpResponse(join_json(answer), content_type="application/json", headers=headers)


@open_data(parameters=())
@public_page
def merged_json(request, *, version, today):
    """Every listing that was merged into another one, for programs that know its id."""
    return JsonResponse({"merged": merged_listings()})


@open_data
@list_page
def clinics_atom(request, *, version, today):
    """`before` is in the links of the feed itself: version number and id of the last entry of a page."""
    results = results_for_programs(request, version=version, today=today, own=["before"])
    before = request.GET.get("before")
    end = tuple(map(int, before.split("-"))) if before else None
    return HttpResponse(
        atom.results_feed(request, results, end), content_type="application/atom+xml; charset=utf-8"
    )
