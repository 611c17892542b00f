"""The people whom the page of section A names, and the trainings that stand below each of them."""

from typing import Any, NamedTuple

from directory.folding import fold


class PersonEntry(NamedTuple):
    """The form of one person, and the forms of the trainings that are theirs."""

    form: Any
    trainings: list[Any]

    @property
    def is_open(self):
        """True if something is wrong, or was typed and is not saved."""
        return any(one.errors or (one.is_bound and one.has_changed()) for one in (self.form, *self.trainings))


class PeopleOnPage:
    """The names of a clinic's people as they stand on a page: saved, or typed and not saved yet.

    formset  that of the practitioners
    """

    def __init__(self, formset):
        self.forms = {one.prefix: one for one in formset.forms}
        rows = [one for one in formset.forms if not _is_removed(one)]
        self.names = list(dict.fromkeys(name for one in rows if (name := _name(one))))
        self._by_key = {fold(name): name for name in self.names}
        self._by_former_key = {fold(one.initial.get("name", "")): _name(one) for one in rows}

    def matching(self, typed):
        """The name as it stands on the page; None for nobody on it. A person who is renamed is found, too."""
        key = fold(typed)
        return self._by_key.get(key) or self._by_former_key.get(key)

    def name_in(self, prefix):
        """The name that is typed into the form with a prefix; None if there is none, or it is removed."""
        form = self.forms.get(prefix)
        return None if form is None or _is_removed(form) else _name(form)

    def prefix_of(self, name):
        """The prefix of the first saved person of this name; "" for nobody."""
        saved = (one for one in self.forms.values() if one.instance.pk)
        return next((one.prefix for one in saved if name and fold(one.instance.name) == fold(name)), "")

    def entries(self, trainings):
        """(a PersonEntry for each person, the trainings of none of them) of the forms of trainings."""
        of = {prefix: [] for prefix in self.forms}
        others = []
        for form in trainings:
            of.get(form["person"].value(), others).append(form)
        return [PersonEntry(form, of[prefix]) for prefix, form in self.forms.items()], others


def _name(form):
    return (form["name"].value() or "").strip()


def _is_removed(form):
    return form.is_bound and "DELETE" in form.fields and bool(form["DELETE"].value())
