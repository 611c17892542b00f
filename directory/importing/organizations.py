"""The organizations that a file names."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.folding import plain
from directory.importing import validation
from directory.importing.errors import RowError
from directory.models import Membership, Organization


class Organizations:
    """Names and slugs of organizations. A new one is created when its clinic is written."""

    def __init__(self):
        self.names = dict(Organization.objects.values_list("slug", "name"))
        self.with_members = set(Membership.objects.values_list("organization__slug", flat=True))

    def slug_of(self, name, given):
        """The slug of the organization of this name: the given slug, the existing one, or a new one.

        Raises RowError for a slug without a name, and for a slug of an organization with another name.
        """
        if not name and given:
            raise RowError(
                _("Column “organization_slug” is filled in and “organization” is empty. Fill in both.")
            )
        if not name:
            return ""
        slug = given or next((slug for slug, known in self.names.items() if known == name), "")
        if not slug:
            wanted = slugify(plain(name))[:70] or "organization"
            numbers = (f"{wanted}-{number}" for number in range(2, len(self.names) + 3))
            slug = next(slug for slug in (wanted, *numbers) if slug not in self.names)
        validation.validate_field(_("column “organization_slug”"), Organization._meta.get_field("slug"), slug)
        validation.validate_field(_("column “organization”"), Organization._meta.get_field("name"), name)
        if self.names.setdefault(slug, name) != name:
            raise RowError(
                _("The organization “%(slug)s” is called “%(known)s” here, but the row says “%(said)s”.")
                % {"slug": slug, "known": self.names[slug], "said": excerpt(name)}
            )
        return slug

    def get_or_create(self, name, slug):
        """The Organization of a slug; None for an empty slug."""
        if not slug:
            return None
        return Organization.objects.get_or_create(slug=slug, defaults={"name": name})[0]
