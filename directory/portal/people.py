"""The people whom the page of section A names, for the trainings on the same page."""

from directory.folding import fold


class PeopleOnPage:
    """The names of a clinic's people as they stand on a page: saved, or typed and not saved yet.

    formset  that of the practitioners
    """

    def __init__(self, formset):
        rows = [one for one in formset.forms if not _is_removed(one)]
        self.names = list(dict.fromkeys(name for one in rows if (name := _name(one))))
        self._by_key = {fold(name): name for name in self.names}
        self._by_former_key = {fold(one.initial.get("name", "")): _name(one) for one in rows}

    def matching(self, typed):
        """The name as it stands on the page; None for nobody on it. A person who is renamed is found, too."""
        key = fold(typed)
        return self._by_key.get(key) or self._by_former_key.get(key)


def _name(form):
    return (form["name"].value() or "").strip()


def _is_removed(form):
    return form.is_bound and "DELETE" in form.fields and bool(form["DELETE"].value())
