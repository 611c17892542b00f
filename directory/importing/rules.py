"""What a working copy must hold, asked without the database: its constraints would take a query each.

The rules are those of the models, read from them: field validators, choices, and check constraints.
"""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from directory.exchange.cells import shown
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.importing.drafts import Refused
from directory.models import Clinic, Practitioner, Training
from directory.models.constraints import holds
from directory.publishing.snapshot import DATE_STATEMENTS

RECORDS = {"practitioners": Practitioner, "training": Training}
SHOWN = 12  # allowed codes in a sentence


def check(content):
    """Refused with the first thing that is wrong in a content."""
    if not content["name"].strip():
        raise Refused(_("It has no name."))
    for name, statement in STATEMENTS.items():
        value = content[name]
        if not is_stated(value):
            continue
        if statement.kind == "records":
            for number, record in enumerate(value, start=1):
                check_record(name, number, record)
        elif statement.kind == "code":
            check_code(_("column “%s”") % name, value, statement.labels)
        elif statement.kind == "codes":
            for code in value:
                check_code(_("column “%s”") % name, code, statement.labels)
        elif name not in RELATED and name not in DATE_STATEMENTS:
            check_field(_("column “%s”") % name, Clinic._meta.get_field(name), value)
    for text in ("organization", "organization_slug"):
        check_text(_("column “%s”") % text, content[text])
    check_constraints(Clinic, content)


def check_record(name, number, record):
    model = RECORDS[name]
    for part in STATEMENTS[name].parts:
        place = _("column “%(column)s”, entry %(number)d, “%(part)s”") % {
            "column": name,
            "number": number,
            "part": part.name,
        }
        value = record[part.name]
        if not is_stated(value):
            if not model._meta.get_field(part.name).blank:
                raise Refused(_("%s is empty.") % upper(place))
        elif part.choices:
            for code in value if isinstance(value, list) else [value]:
                check_code(place, code, dict(part.choices))
        else:
            check_field(place, model._meta.get_field(part.name), value)
    check_constraints(
        model, record, _("column “%(column)s”, entry %(number)d") % {"column": name, "number": number}
    )


def check_code(place, code, labels):
    if code in labels:
        return
    allowed = [*labels][:SHOWN]
    told = {
        "place": upper(place),
        "said": shown(code),
        "allowed": ", ".join(allowed) + (", …" if len(labels) > SHOWN else ""),
    }
    if nearest := _nearest(str(code), labels):
        raise Refused(
            _("%(place)s says “%(said)s”. Did you mean “%(nearest)s”? Allowed: %(allowed)s.")
            % (told | {"nearest": nearest})
        )
    raise Refused(_("%(place)s says “%(said)s”. Allowed: %(allowed)s.") % told)


def _nearest(said, labels):
    """The code that is spelled like what was said, or whose label is; None where none is."""
    spelled = {code: code for code in labels} | {str(label): code for code, label in dict(labels).items()}
    found = process.extractOne(said, [*spelled], scorer=fuzz.ratio, processor=str.lower, score_cutoff=50)
    return spelled[found[0]] if found else None


def check_field(place, model_field, value):
    if isinstance(value, str):
        check_text(place, value)
    try:
        model_field.clean(value, None)
    except ValidationError as error:
        raise Refused(
            _("%(place)s says “%(said)s”. %(advice)s")
            % {"place": upper(place), "said": shown(value), "advice": error.messages[0]}
        ) from None


def check_text(place, value):
    """PostgreSQL keeps neither NUL nor half of a surrogate pair; JSON can write both."""
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refused(_("%s holds a sign that no text has.") % upper(place))


def check_constraints(model, values, place=""):
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint) and holds(constraint.condition, values) is False:
            message = str(constraint.get_violation_error_message())
            raise Refused(f"{upper(place)}: {message}" if place else message)


def upper(sentence):
    return sentence[:1].upper() + sentence[1:]
