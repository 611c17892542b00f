"""Messages: whole sentences, which another language can say, in American words."""

import ast
import re

import pytest

from config.settings import BASE_DIR
from tests.support.glued import GETTEXT, glued_in_python, glued_in_template

PACKAGES = ("directory", "checklist", "config")
MODULES = [
    file
    for package in PACKAGES
    for file in sorted((BASE_DIR / package).rglob("*.py"))
    if "migrations" not in file.parts
]
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.html"))
# Places that only look like glued sentences → why they are none.
ALLOWED = {
    "directory/desk/submission.py: a translated fragment inside a translation": (
        "“you” stands in place of a name, as a value"
    ),
    "directory/importing/template.py: a translation in an f-string": "a line of a table: code and label",
    "directory/moderation/checks/care.py: a translation in an f-string": "a statement quoted as label: value",
    "directory/moderation/checks/minors.py: a translation in an f-string": (
        "a statement quoted as label: value"
    ),
    "directory/publishing/search_text.py: translations joined": "search words, which are read in English",
    "directory/search/prices.py: translations joined": "whole sentences, one after another",
    "directory/search/query.py: a translation in an f-string": "search words, which are read in English",
    "directory/exchange/schemas/values.py: a translation in an f-string": "for programs, in English alone",
    "directory/views/data/documents.py: a translation in an f-string": "for programs, in English alone",
}


def test_no_sentence_is_glued_from_translated_pieces():
    found = {
        f"{file.relative_to(BASE_DIR)}: {what}"
        for file in MODULES
        for _line, what in glued_in_python(file.read_text())
    } | {
        f"{file.relative_to(BASE_DIR)}:{line}: {what}"
        for file in TEMPLATES
        for line, what in glued_in_template(file.read_text())
    }

    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('_("Clinics in ") + state', "a translation + something"),
        ('f"{_("with")} {what}"', "a translation in an f-string"),
        ('f"{facet.label} not stated"', "a translation in an f-string"),
        ('" ".join([_("offering"), what])', "translations joined"),
        ('", ".join(str(one.label) for one in several)', "translations joined"),
        ('_(" or ").join(several)', "joined by a translation"),
        ('str(_("Yes")).lower()', "a translation, .lower()"),
        ("lower_first(words)", "lower_first()"),
        ('_("%(what)s depends.") % {"what": _("the price")}', "a translated fragment inside a translation"),
        ('words += _("and more")', "something += a translation"),
        ('words = _("Clinics")\nwords + state', "a translation + something"),
        ("label = str(row.label)\nlabel.lower()", "a translation, .lower()"),
        ('_("Clinics in {}").format(state)', "a translation, .format()"),
        ('_("Some clinics").replace(old, new)', "a translation, .replace()"),
        ('translation.gettext("Clinics in ") + state', "a translation + something"),
        ('format_html("{} {}", _("Clinics in"), state)', "translations side by side in format_html()"),
        ('format_html("<b>{}</b>", _("Clinics"))', None),
        ('_("%(count)s clinics") % {"count": count}', None),
        ('"; ".join(one.label for one in several)', None),
    ],
)
def test_a_glued_sentence_in_python_is_found(planted, found):
    assert [what for _line, what in glued_in_python(planted)] == ([found] if found else [])


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('<p>{% translate "Checked on" %} <time>{{ day }}</time></p>', "“Checked on” goes on"),
        ('<p>{% translate "About" %} {% if one %}{% translate "it" %}{% endif %}</p>', "“About” goes on"),
        ('<p>{% translate "See" %} <a href="/">the list</a></p>', "“See” and plain words"),
        ('<p>{{ name }}{% translate ", this device" %}</p>', "“, this device” goes on after something"),
        (
            "<p>{{ name }} {% blocktranslate %}asks for it.{% endblocktranslate %}</p>",
            "“asks for it.” goes on after something",
        ),
        ("<p>{% translate 'Checked on' %} {{ day }}</p>", "“Checked on” goes on"),
        ('<p>{% trans "Checked on" %} {{ day }}</p>', "“Checked on” goes on"),
        ('<p>{% translate "Open on" %} {% firstof day night %}</p>', "“Open on” goes on"),
        ("<p>{{ row.label|lower }}</p>", "the filter lower"),
        ('<p>{{ labels|join:", " }}</p>', "the filter join"),
        ("<p>{{ count }} clinic{{ count|pluralize }}</p>", "the filter pluralize"),
        ('<p>{{ labels|join:"; " }}</p>', None),
        ("<p>{% blocktranslate %}Checked on <time>{{ day }}</time>.{% endblocktranslate %}</p>", None),
        ('<dt>{% translate "Closed on" %}</dt><dd>{{ day }}</dd>', None),
        ('<p>{% translate "Nothing yet." %} {{ name }}</p>', None),
        ('{% if one %}{% translate "Yes" %}{% else %}{% translate "No" %}{% endif %}', None),
    ],
)
def test_a_glued_sentence_in_a_template_is_found(planted, found):
    assert [what for _line, what in glued_in_template(planted)] == ([found] if found else [])


# British spellings, foreign turns and names of acts that have another name here.
NOT_OURS = re.compile(
    r"""(?ix)
    \b(?:
        licen[c]e[sd]?\b | practis\w* | ana?esthae\w* | anaesthe\w* | programme[sd]? | whilst | amongst
        | favour\w*
        | colour\w* | behaviour\w* | centre[sd]? | counsell\w* | cancell(?:ed|ing) | travell\w* | judgement
        | organis\w* | recognis\w* | realis\w* | apologis\w* | hospitalis\w* | catalogue | grey | cheque
        | fulfil
        | paediatric\w* | haem\w* | oesoph\w* | diarrhoea | tumour | labour\w* | neighbour\w* | honour\w*
        | take\ (?:this|it|one\ of\ these)\ away | take\ this\ filter\ away | tick(?:ed)?\b
        | pass(?:es|ing)?\ water | talking\ therap\w+ | look\ again | fits\ all\ of\ this
        | runs?\ out\ on | signs,\ as\ in | nobody\ watching | the\ other\ way\ round
        | own\ words,\ if | in\ the\ order\ of | something\ is\ wrong | i\ work\ here | once\ more\ then
        | public\ transport | accessible\ toilet
        | (?:no|some|any|every)body | as\ well(?=[.,:]) | any\ longer | any\ more(?=[.,]) | the\ drug\ acts
        | (?:close\ )?at\ hand | need\ not | yours\ to\ ask | not\ stated:\ (?!%) | belongs?\ into
        | stands?\ (?:below|beside|above|last|alone|open) | goes\ by\ that | take\ away\ (?:what|the)
        | (?:may\ not\ be\ (?:taken|mailed|given)) | leads?\ to\ no | names\ no | is\ told
    )
    | \d\ %(?!\() | \}\}\ %\B
    """
)
# Messages with such a word → why.
ALLOWED_WORDS = {}


def messages():
    """(file, message) of every message in the modules and of the text of every template."""
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
                for one in node.args:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield str(file.relative_to(BASE_DIR)), one.value
    for file in TEMPLATES:
        text = re.sub(r"(?s){%\s*comment\s*%}.*?{%\s*endcomment\s*%}", "", file.read_text())
        for one in re.finditer(
            r'{%\s*translate\s+"([^"]*)"|(?s:{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblock)', text
        ):
            yield str(file.relative_to(BASE_DIR)), one[1] or one[2]


def test_no_message_has_a_british_spelling_or_a_foreign_turn():
    found = {(file, match[0]) for file, message in messages() if (match := NOT_OURS.search(message))}

    assert found == set(ALLOWED_WORDS)


@pytest.mark.parametrize(
    "planted",
    [
        "Your licence runs out",
        "Take this filter away",
        "Compare the ticked clinics",
        "30 % of them",
        "Talking therapy",
        "Nobody can sign in",
        "It was changed in another tab as well.",
        "It is not there any more.",
        "While the drug acts",
        "Equipment at hand",
        "You need not give a name",
        "Not stated: ask the clinic",
        "What you wrote stands below",
        "This address leads to no public site",
    ],
)
def test_a_foreign_turn_is_found(planted):
    assert NOT_OURS.search(planted)
