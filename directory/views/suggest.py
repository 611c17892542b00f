"""Suggestions for a box of the search, as JSON: /suggest/?box=near&typed=Denv

No log and no cache holds what is typed: it is `no-store`, since a cache would keep the address on a disk, and
neither our logs nor that of deploy/nginx.conf have a query string. A POST would need a cookie.
"""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.index.current import current_index
from directory.search.query import CONTROL_CHARACTERS
from directory.search.suggestions import suggest_places, suggest_words
from directory.web.crisis import asks_for_help
from directory.web.public_page import public_page
from directory.web.typing_pace import TypingPace

BOXES = ("near", "q")
MAX_CHARACTERS = 200
MAX_READ_FOR_HELP = 500  # characters at the end of what is typed
pace = TypingPace()


@public_page(is_uncacheable=lambda request: True)
def suggest(request, *, version, today):
    """{"suggestions": [{"value", "label", "kind"}, …], "spoken": "2 suggestions. …", "help": false}

    value  what the box holds once the suggestion is chosen
    help   true for words that ask for help: then nothing is suggested, and the page shows where to get it
    """
    box, typed = request.GET.get("box", "q"), request.GET.get("typed", "")
    if asks_for_help(typed[-MAX_READ_FOR_HELP:]):  # before any refusal
        spoken = _("Help now: call or text 988, day or night. In danger, call 911.")
        return JsonResponse({"suggestions": [], "spoken": spoken, "help": True})
    if not pace.allows(request):
        response = refusal("typed", _("That was very fast. Wait a moment, then go on."), status=429)
        response["Retry-After"] = str(pace.seconds)
        return response
    if box not in BOXES:
        return refusal("box", _("Say which box is typed in: “near” or “q”."))
    if sentence := _fault_of(typed):
        return refusal("typed", sentence)
    if box == "near":
        suggestions = suggest_places(typed.strip())
    else:
        suggestions = suggest_words(typed, current_index(version), today)
    count = len(suggestions)
    spoken = ngettext(
        "%(count)s suggestion. Use the arrow keys.", "%(count)s suggestions. Use the arrow keys.", count
    )
    return JsonResponse(
        {
            "suggestions": [
                {"value": one.value, "label": one.label, "kind": one.kind} for one in suggestions
            ],
            "spoken": spoken % {"count": count} if count else _("No suggestions."),
            "help": False,
        }
    )


def refusal(parameter, sentence, *, status=400):
    return JsonResponse({"errors": {parameter: sentence}}, status=status)


def _fault_of(typed):
    """Why a text can't be answered, in a sentence; "" where it can."""
    if len(typed) > MAX_CHARACTERS:
        return ngettext(
            "That is too long: write up to %(most)s character.",
            "That is too long: write up to %(most)s characters.",
            MAX_CHARACTERS,
        ) % {"most": MAX_CHARACTERS}
    if CONTROL_CHARACTERS.search(typed):
        return _("Some of these characters can’t be read. Type it again.")
    return ""
