"""The checklist without answers: to read, or to print with room to write. Public."""

from django.shortcuts import render

from checklist.questions.catalog import ACTIVE_QUESTIONS, FIRST_CALL, QUESTIONS_BY_SECTION
from checklist.questions.checked import checked
from directory.web.public_page import public_page


@public_page
def checklist(request, *, version, today):
    return render(
        request,
        "checklist/checklist.html",
        {
            "sections": QUESTIONS_BY_SECTION,
            "count": len(ACTIVE_QUESTIONS),
            "checked": checked(),
        },
    )


@public_page
def first_call(request, *, version, today):
    return render(request, "checklist/first_call.html", {"questions": FIRST_CALL, "checked": checked()})
